// Puts the parts of the page together.

class ArgumentPage {
  constructor() {
    const svg = /** @type {SVGSVGElement} */ (document.querySelector("#view > svg"));
    svg.removeAttribute("viewBox"); // it is for those who have no scripts, and for print
    // A picture is laid out anew for each size: this one only once it has that in which it is first seen.
    svg.toggleAttribute("hidden", true);
    this.drawing = new Drawing(svg, DATA);
    this.viewport = new Viewport(element("view", HTMLElement), element("moved", SVGGElement), this.drawing);
    this.outline = new OutlineView(element("outline", HTMLElement), {
      select: claim => this.select(claim),
      fold: claim => this.toggleFold(claim),
    });
    this.foldMarks = new FoldMarks(DATA, this.drawing, claim => this.toggleFold(claim));
    this.whatIf = new WhatIf(DATA, this.drawing, this.outline);
    this.levels = levels(DATA.boxes);
    this.state = new State(DATA);
    this.state.onChange = (now, before) => this.show(now, before);
    this.prepareParticulars();
    this.wire();
    this.modes = new Modes(this);
    this.phoneMap = new PhoneMap(this);
    this.drawing.onMoved = () => this.onMoved();
    this.viewport.fit();
    const start = this.state.nothingChosen();
    this.show(this.state.now, {...start, folded: new Set([-1]), verdicts: !this.state.now.verdicts});
    svg.toggleAttribute("hidden", false);
  }

  /** Put into the particulars of each claim what can be done with it. */
  prepareParticulars() {
    DATA.claims.forEach((_, claim) => {
      const about = this.outline.about(claim);
      if (!about) return;
      const group = document.createElement("div");
      group.setAttribute("role", "group");
      group.className = "suppose";
      const label = document.createElement("span");
      label.textContent = said("suppose");
      label.id = `suppose-${claim}`;
      group.setAttribute("aria-labelledby", label.id);
      group.append(label);
      /** @type {[string, boolean | undefined][]} */
      const choices = [["accept", true], ["reject", false], ["take_back", undefined]];
      for (const [name, value] of choices) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = said(name);
        button.dataset.suppose = name;
        button.addEventListener("click", () => this.suppose(claim, value));
        group.append(button);
      }
      const why = document.createElement("div");
      why.className = "why";
      about.prepend(why, group);
    });
  }

  wire() {
    document.documentElement.classList.add("scripted");
    for (const id of ["tools", "zoom"]) element(id, HTMLElement).hidden = false;
    onClick("zoom-in", () => this.viewport.zoom(ZOOM_STEP));
    onClick("zoom-out", () => this.viewport.zoom(1 / ZOOM_STEP));
    onClick("fit", () => this.viewport.fit());
    onClick("undo", () => this.state.undo());
    onClick("reset", () => this.state.change(this.state.nothingChosen()));
    onClick("show-verdicts", () => this.state.change({verdicts: !this.state.now.verdicts}));
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-level]"))) {
      button.addEventListener("click", () => this.foldTo(Number(button.dataset.level) || Infinity));
    }
    this.drawing.boxes.forEach((group, number) => {
      group.addEventListener("click", () => {
        if (!this.viewport.hasDragged) this.select(DATA.boxes[number].claim);
      });
      group.addEventListener("dblclick", () => this.toggleFold(DATA.boxes[number].claim));
    });
    addEventListener("keydown", event => {
      const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z" && !(event.target instanceof HTMLInputElement);
      if (!isUndo) return;
      event.preventDefault();
      this.state.undo();
    });
  }

  // What can be done.

  /** Select a claim, or none if it is selected already. @param {number} claim */
  select(claim) {
    if (this.modes.isPresenting()) return;
    if (this.state.now.selected === claim) this.state.change({selected: -1}, {canBeUndone: false});
    else this.goTo(claim);
  }

  /** Select a claim so that it is seen. @param {number} claim */
  goTo(claim) {
    const folded = new Set(this.state.now.folded);
    // What is folded away above it is unfolded.
    for (let box = DATA.boxes[DATA.claims[claim].box].parent; box >= 0; box = DATA.boxes[box].parent) {
      folded.delete(DATA.boxes[box].claim);
    }
    this.state.change({selected: claim, folded}, {canBeUndone: false});
  }

  /** Bring a claim into sight, in the outline and in the map. @param {number} claim */
  bringIntoSight(claim) {
    this.outline.scrollTo(claim);
    if (!this.viewport.isFitted) this.viewport.reveal(DATA.claims[claim].box);
  }

  /** @param {number} claim */
  toggleFold(claim) {
    if (this.modes.mode) return;
    const folded = new Set(this.state.now.folded);
    if (!folded.delete(claim)) folded.add(claim);
    this.anchor = DATA.claims[claim].box;
    this.state.change({folded});
  }

  /** @param {number} level */
  foldTo(level) {
    const parents = new Set(DATA.boxes.map(box => box.parent));
    const folded = new Set();
    for (const box of parents) if (box >= 0 && this.levels[box] >= level) folded.add(DATA.boxes[box].claim);
    this.state.change({folded});
  }

  /**
   * @param {number} claim
   * @param {boolean | undefined} value
   */
  suppose(claim, value) {
    const supposed = new Map(this.state.now.supposed);
    if (value === undefined) supposed.delete(claim);
    else supposed.set(claim, value);
    this.state.change({supposed, verdicts: true});
  }

  // What is shown.

  /**
   * @param {Choice} now
   * @param {Choice} before
   */
  show(now, before) {
    this.drawing.isStill = Boolean(now.mode || before.mode);
    this.showChoice(this.modes.effective(now), this.modes.effective(before));
    this.modes.show(now);
    this.phoneMap.tell(now.selected);
  }

  /**
   * @param {Choice} now
   * @param {Choice} before
   */
  showChoice(now, before) {
    if (!sameEntries(now.supposed, before.supposed)) this.tell(this.whatIf.suppose(now.supposed));
    else this.tell([]);
    if (now.verdicts !== before.verdicts || !sameEntries(now.supposed, before.supposed)) this.whatIf.show(now.verdicts);
    element("show-verdicts", HTMLButtonElement).setAttribute("aria-pressed", String(now.verdicts));
    element("undo", HTMLButtonElement).setAttribute("aria-disabled", String(!this.state.past.length));
    if (!sameEntries(now.folded, before.folded)) this.showFolded(now.folded);
    this.showSelected(now.selected, before.selected);
  }

  /** Say something over the map. @param {string[]} sentences */
  tell(sentences) {
    const lines = sentences.map(sentence => {
      const line = document.createElement("span");
      line.textContent = sentence;
      return line;
    });
    element("changes", HTMLElement).replaceChildren(...lines);
  }

  /** @param {Set<number>} folded */
  showFolded(folded) {
    const box = this.anchor ?? -1;
    this.anchor = undefined;
    // The box that was folded stays where it is on the screen.
    this.held = box >= 0 ? {box, ...this.drawing.area(box)} : undefined;
    this.outline.showFolded(folded);
    this.drawing.show(shownBoxes(DATA.boxes, folded));
    this.foldMarks.show(folded);
  }

  onMoved() {
    if (this.viewport.isFitted) {
      this.viewport.fit();
    } else if (this.held) {
      const now = this.drawing.area(this.held.box);
      const {scale} = this.viewport;
      this.viewport.pan((this.held.x - now.x) * scale, (this.held.y - now.y) * scale);
      this.held = {...this.held, x: now.x, y: now.y};
    }
  }

  /**
   * @param {number} selected
   * @param {number} before
   */
  showSelected(selected, before) {
    for (const claim of [before, selected]) {
      if (claim < 0) continue;
      for (const box of this.drawing.boxesOf[claim]) this.drawing.boxes[box].classList.toggle("selected", claim === selected);
    }
    if (selected !== before) this.outline.showSelected(selected);
    if (selected < 0) return;
    const about = this.outline.about(selected);
    const why = /** @type {HTMLElement | null | undefined} */ (about?.querySelector(".why"));
    if (why) this.whatIf.explain(selected, why, claim => this.select(claim));
    const supposed = this.state.now.supposed.get(selected);
    for (const button of /** @type {Iterable<HTMLButtonElement>} */ (about?.querySelectorAll("[data-suppose]") ?? [])) {
      const value = new Map([["accept", true], ["reject", false]]).get(button.dataset.suppose ?? "");
      button.setAttribute("aria-pressed", String(value === supposed));
    }
    if (selected !== before) this.bringIntoSight(selected);
  }
}

/** @param {string} id @param {() => void} action */
function onClick(id, action) {
  element(id, HTMLButtonElement).addEventListener("click", action);
}

/**
 * @param {Map<number, boolean> | Set<number>} one
 * @param {Map<number, boolean> | Set<number>} other
 */
function sameEntries(one, other) {
  return JSON.stringify([...one]) === JSON.stringify([...other]);
}

const page = new ArgumentPage();
new ClaimSearch(page);
new Printing(page);
