// A map that is told bit by bit: what each stop adds to the picture and to the outline.

/**
 * @typedef {object} Stop
 * @property {number} claim that is told, or -1
 * @property {number} step that is told, or -1
 * @property {Element[]} elements that can be seen from here on
 * @property {HTMLLIElement[]} items of the outline among them
 * @property {number[]} boxes of what is told
 * @property {number[]} bearsOn the boxes of what that bears on
 * @property {Element[]} struck what it bears on, in the picture
 */

class Telling {
  /**
   * @param {PageData} data
   * @param {Drawing} drawing
   * @param {OutlineView} outline
   */
  constructor(data, drawing, outline) {
    this.data = data;
    this.drawing = drawing;
    this.outline = outline;
    /** @type {Stop[]} */
    this.stops = [];
    /** @type {Set<Element>} */
    this.taken = new Set();
    /** @type {Set<number>} */
    this.claims = new Set();
    /** @type {Set<number>} */
    this.steps = new Set();
    /** The entries in which a step is told. @type {Map<number, HTMLLIElement[]>} */
    this.itemsOf = new Map();
    for (const item of /** @type {NodeListOf<HTMLLIElement>} */ (outline.root.querySelectorAll("li[data-step]"))) {
      const step = Number(item.dataset.step);
      this.itemsOf.set(step, [...(this.itemsOf.get(step) ?? []), item]);
    }
    for (const claim of data.mains) this.addClaim(claim);
    for (const step of data.course) this.addStep(step);
    // A part of a map is told without the claims that it leaves out.
    data.claims.forEach(({box}, claim) => box >= 0 && this.addClaim(claim));
    this.addFrames();
    /** How many stops are told. */
    this.count = this.stops.length;
  }

  /** @param {number} claim */
  addClaim(claim) {
    if (this.claims.has(claim)) return;
    const {box} = this.data.claims[claim];
    /** @type {Stop} */
    const stop = {claim, step: -1, elements: [], items: [], boxes: [box], bearsOn: [], struck: []};
    this.take(stop, this.drawing.boxes[box]);
    this.noteClaim(stop, claim);
    this.stops.push(stop);
  }

  /** @param {number} step */
  addStep(step) {
    if (this.steps.has(step)) return;
    const {target, kind, boxes, answer} = this.data.steps[step];
    const isOntoStep = kind === UNDERCUTTER;
    // What begins a tree of its own is told before what bears on it.
    if (!isOntoStep) this.addClaim(target);
    const bearsOn = isOntoStep ? this.data.steps[target].boxes : [this.data.claims[target].box];
    const own = boxes.filter(box => !bearsOn.includes(box));
    /** @type {Stop} */
    const stop = {claim: -1, step, elements: [], items: [], boxes: own.length ? own : boxes, bearsOn, struck: []};
    for (const box of boxes) this.take(stop, this.drawing.boxes[box]);
    for (const told of this.withSameLine(step, answer)) {
      this.steps.add(told);
      this.take(stop, this.drawing.steps.get(told)?.group);
      for (const item of this.itemsOf.get(told) ?? []) this.takeItem(stop, item);
    }
    for (const premise of this.data.steps[step].premises) this.noteClaim(stop, premise);
    const line = isOntoStep && this.drawing.steps.get(target)?.group;
    if (line) stop.struck.push(line);
    for (const box of bearsOn) if (!stop.boxes.includes(box)) stop.struck.push(this.drawing.boxes[box]);
    this.stops.push(stop);
  }

  /**
   * A step, and the one that answers it where both are one line of the picture.
   * @param {number} step
   * @param {number} answer
   */
  withSameLine(step, answer) {
    const isAlone = answer < 0 || (this.drawing.steps.has(step) && this.drawing.steps.has(answer));
    return isAlone ? [step] : [step, answer];
  }

  /**
   * Note that a claim is told: what stands below no step of the outline belongs to it.
   * @param {Stop} stop
   * @param {number} claim
   */
  noteClaim(stop, claim) {
    if (this.claims.has(claim)) return;
    this.claims.add(claim);
    const item = this.outline.items.get(claim);
    if (item && !("step" in item.dataset)) this.takeItem(stop, item);
  }

  /** A frame is shown with the last of its boxes. */
  addFrames() {
    const lastFirst = [...this.stops].reverse();
    this.drawing.frames.forEach(({group}, number) => {
      /** @type {Set<Element>} */
      const framed = new Set(this.data.frames[number].map(box => this.drawing.boxes[box]));
      const last = lastFirst.find(stop => stop.elements.some(part => framed.has(part)));
      if (last) this.take(last, group);
    });
  }

  /**
   * @param {Stop} stop
   * @param {Element | null | undefined} element
   */
  take(stop, element) {
    if (!element || this.taken.has(element)) return;
    this.taken.add(element);
    stop.elements.push(element);
  }

  /**
   * Take an entry, and the list that it is the first of.
   * @param {Stop} stop
   * @param {HTMLLIElement} item
   */
  takeItem(stop, item) {
    this.take(stop, item);
    stop.items.push(item);
    const list = /** @type {HTMLElement} */ (item.parentElement);
    this.take(stop, list);
    const above = list.parentElement?.closest("li");
    // A long chain goes on below a line of its own.
    if (above && "reference" in above.dataset) this.take(stop, above);
    if (!above && list.previousElementSibling?.localName === "h2") this.take(stop, list.previousElementSibling);
  }

  /** Tell so many stops, and hide what the others add. @param {number} count */
  tell(count) {
    while (this.count > count) this.show(this.stops[--this.count], false);
    while (this.count < count) this.show(this.stops[this.count++], true);
  }

  /**
   * @param {Stop} stop
   * @param {boolean} isTold
   */
  show(stop, isTold) {
    for (const element of stop.elements) element.classList.toggle("untold", !isTold);
  }

  // The words of a stop.

  /** The number of a claim in the outline, and its text. @param {number} claim */
  claimLine(claim) {
    return this.line(this.outline.items.get(claim), claim);
  }

  /** The premises of a step, a line each. @param {number} step */
  stepLines(step) {
    const items = this.itemsOf.get(step) ?? [];
    return this.data.steps[step].premises.map(premise => {
      return this.line(items.find(item => Number(item.dataset.claim) === premise), premise);
    });
  }

  /** A step that something is against: where it leads from, and to. @param {number} step */
  struckLines(step) {
    const {kind, target} = this.data.steps[step];
    const arrow = document.dir === "rtl" ? "←" : "→";
    const conclusion = {number: arrow, text: kind === UNDERCUTTER ? "" : this.data.claims[target].text};
    return [...this.stepLines(step), ...(conclusion.text ? [conclusion] : [])];
  }

  /**
   * @param {HTMLLIElement | undefined} item
   * @param {number} claim
   * @returns {Line}
   */
  line(item, claim) {
    const number = item?.querySelector(":scope > .entry .number")?.textContent ?? "";
    return {number, text: this.data.claims[claim].text};
  }
}
