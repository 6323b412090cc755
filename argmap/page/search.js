// Search: claims are found by words of their text, by number and by id, and Enter goes from one to the next.

/** What those who search take for the same: capitals, accents and ligatures do not count. @param {string} text */
function searchable(text) {
  return text.normalize("NFKD").replace(/(?=\p{M})\p{Diacritic}/gu, "").toUpperCase();
}

class ClaimSearch {
  /** @param {ArgumentPage} page */
  constructor(page) {
    this.page = page;
    this.field = element("search", HTMLInputElement);
    this.told = element("found", HTMLOutputElement);
    /** The claims in the order in which they are told, with what they are found by. */
    this.claims = [...page.outline.items].map(([claim, item]) => {
      const {text, name, id} = DATA.claims[claim];
      const number = item.querySelector(":scope > .entry .number")?.textContent ?? "";
      return {claim, text: searchable(`${text} ${name}`), number: searchable(number), id: searchable(id)};
    });
    /** @type {number[]} */
    this.hits = [];
    this.place = 0;
    /** Whether one has gone to a hit, and not only typed. */
    this.hasGone = false;
    this.field.addEventListener("input", () => this.find());
    this.field.addEventListener("keydown", event => this.onKey(event));
    addEventListener("keydown", event => this.onKeyAnywhere(event));
  }

  find() {
    const words = searchable(this.field.value).split(/\s+/).filter(word => word);
    this.mark(false);
    this.hits = [];
    for (const {claim, text, number, id} of words.length ? this.claims : []) {
      const isHit = words.every(word => text.includes(word) || number.startsWith(word) || id.startsWith(word));
      if (isHit) this.hits.push(claim);
    }
    this.mark(true);
    this.place = 0;
    this.hasGone = false;
    if (this.hits.length) this.page.outline.scrollTo(this.hits[0]);
    this.told.textContent = words.length ? this.position() : "";
  }

  position() {
    const total = this.hits.length;
    return total ? said("found", {number: this.place + 1, total}) : said("nothing_found");
  }

  /** @param {boolean} isFound */
  mark(isFound) {
    for (const claim of this.hits) {
      for (const box of this.page.drawing.boxesOf[claim]) this.page.drawing.boxes[box].classList.toggle("found", isFound);
      for (const item of this.page.outline.all(claim)) item.classList.toggle("found", isFound);
    }
  }

  /** Go on by so many hits; the first time, to the first. @param {number} by */
  go(by) {
    if (!this.hits.length) return;
    const total = this.hits.length;
    if (this.hasGone || by < 0) this.place = (this.place + by + total) % total;
    this.hasGone = true;
    const claim = this.hits[this.place];
    this.page.goTo(claim);
    this.page.bringIntoSight(claim);
    const heard = document.createElement("span");
    heard.className = "only-heard";
    heard.textContent = ` ${DATA.claims[claim].text}`;
    this.told.replaceChildren(this.position(), heard);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.isComposing) return; // Enter ends a word that is being put together
    if (event.key === "Enter") {
      this.go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      this.field.value = "";
      this.find();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  onKeyAnywhere(event) {
    const isTyped = event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyped) return;
    event.preventDefault();
    this.field.focus();
    this.field.select();
  }
}
