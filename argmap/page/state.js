// What a person has chosen: it can be undone, and stands in the address, so that a link keeps it.

/**
 * @typedef {object} Choice
 * @property {Map<number, boolean>} supposed of claims: true, or false
 * @property {Set<number>} folded claims
 * @property {number} selected the claim whose particulars are told, or -1
 * @property {boolean} verdicts whether they are shown
 * @property {string} mode "study", "present" or ""
 * @property {number} step how far one is in it
 */

const MODES = ["study", "present"];

class State {
  /** @param {PageData} data */
  constructor(data) {
    this.data = data;
    /** The numbers of the claims that are shown, by their ids. @type {Map<string, number>} */
    this.numbers = new Map();
    data.claims.forEach(({id, box}, number) => box >= 0 && this.numbers.set(id, number));
    /** @type {Choice[]} */
    this.past = [];
    /** Told what is chosen now, and what was before. @type {(now: Choice, before: Choice) => void} */
    this.onChange = () => {};
    this.now = this.fromFragment(location.hash);
    addEventListener("hashchange", () => {
      if (document.querySelector(":target")) return; // a link within the page, such as to a source
      if (this.fragment(this.now) !== location.hash.slice(1)) this.change(this.fromFragment(location.hash));
    });
  }

  /** @returns {Choice} */
  nothingChosen() {
    return {supposed: new Map(), folded: new Set(), selected: -1, verdicts: this.data.shows_verdicts, mode: "", step: 0};
  }

  /**
   * Choose otherwise.
   * @param {Partial<Choice>} choice
   */
  change(choice, {canBeUndone = true} = {}) {
    const before = this.now;
    if (canBeUndone) this.past.push(before);
    this.now = {...before, ...choice};
    this.keep();
    this.onChange(this.now, before);
  }

  undo() {
    const before = this.now;
    const last = this.past.pop();
    if (!last) return;
    this.now = last;
    this.keep();
    this.onChange(this.now, before);
  }

  /** Write into the address what is chosen. */
  keep() {
    try {
      history.replaceState(null, "", `#${this.fragment(this.now)}`);
    } catch {
      // A page within another may not be allowed to; then no link keeps it.
    }
  }

  /** @param {Choice} choice */
  fragment({supposed, folded, selected, verdicts, mode, step}) {
    const ids = (/** @type {Iterable<number>} */ claims) => [...claims].map(claim => this.data.claims[claim].id).join(",");
    const parameters = new URLSearchParams();
    /** @param {string} name @param {string} value */
    const add = (name, value) => value && parameters.set(name, value);
    add("accept", ids([...supposed].filter(([, value]) => value).map(([claim]) => claim)));
    add("reject", ids([...supposed].filter(([, value]) => !value).map(([claim]) => claim)));
    add("fold", ids(folded));
    add("at", selected < 0 ? "" : this.data.claims[selected].id);
    if (verdicts !== this.data.shows_verdicts) add("verdicts", verdicts ? "yes" : "no");
    add("mode", mode);
    if (mode) add("step", String(step));
    return parameters.toString();
  }

  /** @param {string} hash @returns {Choice} */
  fromFragment(hash) {
    const parameters = new URLSearchParams(hash.slice(1));
    const choice = this.nothingChosen();
    /** @param {string} name */
    const claims = name => {
      const ids = (parameters.get(name) ?? "").split(",");
      return ids.flatMap(id => this.numbers.get(id) ?? []);
    };
    for (const claim of claims("accept")) choice.supposed.set(claim, true);
    for (const claim of claims("reject")) choice.supposed.set(claim, false);
    for (const claim of claims("fold")) choice.folded.add(claim);
    choice.selected = claims("at")[0] ?? -1;
    if (parameters.has("verdicts")) choice.verdicts = parameters.get("verdicts") === "yes";
    choice.mode = MODES.find(mode => mode === parameters.get("mode")) ?? "";
    if (choice.mode) choice.step = Math.max(0, Math.floor(Number(parameters.get("step"))) || 0);
    return choice;
  }
}
