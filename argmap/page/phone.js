// On a phone the outline comes first, and the map is one tap away.

/** How far down a map begins that has buttons over it. */
const BELOW_BUTTONS = 64;

class PhoneMap {
  /** @param {ArgumentPage} page */
  constructor(page) {
    this.page = page;
    this.button = element("show-map", HTMLButtonElement);
    this.tapped = element("tapped", HTMLElement);
    this.isOpen = false;
    this.scrolledTo = 0;
    this.button.addEventListener("click", () => {
      if (this.isOpen) this.leave();
      else this.open();
    });
    // The way back that phones have leads to the outline, and takes back nothing else.
    addEventListener("popstate", () => {
      if (!this.isOpen) return;
      this.page.state.keep();
      this.close();
    });
  }

  open() {
    this.scrolledTo = scrollY;
    history.scrollRestoration = "manual";
    this.show(true);
    try {
      history.pushState(null, "");
      this.isInHistory = true;
    } catch {
      // A page within another may not be allowed to.
      this.isInHistory = false;
    }
    const {selected} = this.page.state.now;
    if (selected < 0) this.fill();
    else this.page.viewport.frame([DATA.claims[selected].box], 1.5);
  }

  /** Fill the screen with the map from its beginning, rather than show all of it too small to read. */
  fill() {
    const {viewport, drawing} = this.page;
    viewport.fit();
    const {width, height} = drawing.size();
    const scale = Math.min(1, Math.max(viewport.view.clientWidth / width, viewport.view.clientHeight / height));
    if (scale <= viewport.scale) return;
    viewport.zoom(scale / viewport.scale, viewport.x, viewport.y);
    viewport.pan(0, BELOW_BUTTONS - viewport.y);
  }

  leave() {
    if (this.isInHistory) history.back();
    else this.close();
  }

  close() {
    this.show(false);
    scrollTo(0, this.scrolledTo);
    const {selected} = this.page.state.now;
    if (selected >= 0) this.page.outline.scrollTo(selected);
    this.button.focus({preventScroll: true});
  }

  /** @param {boolean} isOpen */
  show(isOpen) {
    this.isOpen = isOpen;
    document.body.classList.toggle("map-open", isOpen);
    this.button.textContent = said(isOpen ? "outline" : "map");
  }

  /** Tell the text of a claim, which may be too small to read in the map. @param {number} selected */
  tell(selected) {
    this.tapped.textContent = selected < 0 ? "" : DATA.claims[selected].text;
  }
}
