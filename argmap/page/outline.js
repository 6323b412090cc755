// The outline: it tells what the picture shows, and does all that can be done there, with the keyboard alone.

class OutlineView {
  /**
   * @param {HTMLElement} root
   * @param {{select: (claim: number) => void, fold: (claim: number) => void}} actions
   */
  constructor(root, actions) {
    this.root = root;
    this.actions = actions;
    /** @type {Map<number, HTMLLIElement>} */
    this.items = new Map();
    /** @type {Map<number, HTMLLIElement[]>} */
    this.references = new Map();
    for (const item of /** @type {NodeListOf<HTMLLIElement>} */ (root.querySelectorAll("li[data-claim]"))) {
      const claim = Number(item.dataset.claim);
      if ("reference" in item.dataset) this.references.set(claim, [...(this.references.get(claim) ?? []), item]);
      else this.items.set(claim, item);
      const about = item.querySelector(":scope > .about");
      about?.toggleAttribute("hidden", true);
      this.makeButton(item).addEventListener("click", () => actions.select(claim));
      const fold = item.querySelector(":scope > .entry > .fold");
      fold?.toggleAttribute("hidden", false);
      fold?.addEventListener("click", () => actions.fold(claim));
    }
    root.addEventListener("keydown", event => this.onKey(event));
  }

  /** What is told of a claim is text alone as long as there are no scripts. @param {HTMLLIElement} item */
  makeButton(item) {
    const text = /** @type {HTMLElement} */ (item.querySelector(":scope > .entry > .told"));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "told";
    if (!("reference" in item.dataset)) button.setAttribute("aria-expanded", "false");
    button.append(...text.childNodes);
    text.replaceWith(button);
    return button;
  }

  /**
   * @param {HTMLLIElement} item
   * @param {string} selector
   */
  button(item, selector) {
    return /** @type {HTMLButtonElement} */ (item.querySelector(`:scope > .entry > ${selector}`));
  }

  /** All places where a claim is told or referred to. @param {number} claim */
  all(claim) {
    const item = this.items.get(claim);
    return item ? [item, ...(this.references.get(claim) ?? [])] : [];
  }

  /** Where the particulars of a claim stand. @param {number} claim */
  about(claim) {
    return /** @type {HTMLElement | null} */ (this.items.get(claim)?.querySelector(":scope > .about") ?? null);
  }

  /** @param {Set<number>} folded */
  showFolded(folded) {
    for (const [claim, item] of this.items) {
      const below = item.querySelector(":scope > ol");
      if (!below) continue;
      const isFolded = folded.has(claim);
      below.toggleAttribute("hidden", isFolded);
      this.button(item, ".fold").setAttribute("aria-expanded", String(!isFolded));
    }
  }

  /**
   * Tell the particulars of a claim, and of no other; -1 is none.
   * @param {number} selected
   */
  showSelected(selected) {
    for (const [claim, item] of this.items) {
      const isSelected = claim === selected;
      item.classList.toggle("selected", isSelected);
      item.querySelector(":scope > .about")?.toggleAttribute("hidden", !isSelected);
      this.button(item, ".told").setAttribute("aria-expanded", String(isSelected));
    }
  }

  /** @param {number} claim */
  scrollTo(claim) {
    this.items.get(claim)?.scrollIntoView({block: "nearest"});
  }

  /**
   * @param {number} claim
   * @param {string} words
   */
  showVerdict(claim, words) {
    for (const item of this.all(claim)) {
      const verdict = item.querySelector(":scope > .entry .verdict");
      if (verdict) verdict.textContent = words;
    }
  }

  /** The arrow keys go from one claim to the next, and fold. @param {KeyboardEvent} event */
  onKey(event) {
    const button = event.target;
    if (!(button instanceof HTMLButtonElement) || !button.matches(".told")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const told = /** @type {HTMLButtonElement[]} */ ([...this.root.querySelectorAll(".told")]);
    const visible = told.filter(other => other.checkVisibility());
    const place = visible.indexOf(button);
    const isFromRight = document.dir === "rtl";
    /** @type {Record<string, () => void>} */
    const actions = {
      ArrowDown: () => visible[place + 1]?.focus(),
      ArrowUp: () => visible[place - 1]?.focus(),
      Home: () => visible[0].focus(),
      End: () => visible.at(-1)?.focus(),
      ArrowLeft: () => this.goAcross(button, isFromRight),
      ArrowRight: () => this.goAcross(button, !isFromRight),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  }

  /**
   * Unfold a claim or go to the first below it; or fold it or go to the one above it.
   * @param {HTMLButtonElement} button
   * @param {boolean} isInwards
   */
  goAcross(button, isInwards) {
    const item = /** @type {HTMLLIElement} */ (button.closest("li"));
    const fold = this.button(item, ".fold");
    const isUnfolded = fold?.ariaExpanded === "true";
    if (fold && isUnfolded !== isInwards) this.actions.fold(Number(item.dataset.claim));
    else if (isInwards) /** @type {HTMLElement | null} */ (item.querySelector(":scope > ol .told"))?.focus();
    else /** @type {HTMLElement | null | undefined} */ (item.parentElement?.closest("li")?.querySelector(".told"))?.focus();
  }
}
