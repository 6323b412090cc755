// The picture: which of its parts are shown, where they stand, and what their looks say of verdicts.

/** Above so many boxes, parts jump to their places. */
const MOST_ANIMATED = 400;
const ANIMATED_FOR = 250;

const HELD_STILL = matchMedia("(prefers-reduced-motion: reduce)");

/** A path whose points can move along one axis. */
class MovablePath {
  /**
   * @param {SVGPathElement} path
   * @param {"x" | "y"} axis
   */
  constructor(path, axis) {
    this.path = path;
    // The paths of lines have points alone, each an x and a y: every second number is on the axis.
    this.pieces = (path.getAttribute("d") ?? "").split(/(-?[\d.]+)/);
    /** Where in the pieces the numbers on the axis are, and what they are. */
    this.places = [];
    for (let piece = axis === "x" ? 1 : 3; piece < this.pieces.length; piece += 4) this.places.push(piece);
    this.numbers = this.places.map(piece => Number(this.pieces[piece]));
  }

  /** @param {(place: number) => number} at */
  move(at) {
    const moved = [...this.pieces];
    this.places.forEach((piece, index) => {
      moved[piece] = at(this.numbers[index]).toFixed(2);
    });
    this.path.setAttribute("d", moved.join(""));
  }
}

/** The group of a step, or the frame of a group of claims. */
class MovableGroup {
  /**
   * @param {SVGGElement} group
   * @param {"x" | "y"} axis
   */
  constructor(group, axis) {
    this.group = group;
    this.axis = axis;
    this.paths = [...group.querySelectorAll("path")].map(path => new MovablePath(path, axis));
    /** Circles, rectangles and texts, by an attribute on the axis, and what that was. */
    this.others = [...group.querySelectorAll("circle, rect, text")].map(other => {
      const attribute = other.localName === "circle" ? `c${axis}` : axis;
      const size = axis === "x" ? "width" : "height";
      const from = Number(other.getAttribute(attribute));
      const length = other.localName === "rect" ? Number(other.getAttribute(size)) : 0;
      return {other, attribute, size, from, length};
    });
    const numbers = this.paths.flatMap(path => path.numbers);
    for (const {from, length} of this.others) numbers.push(from, from + length);
    this.first = numbers.reduce((one, other) => Math.min(one, other), Infinity);
    this.last = numbers.reduce((one, other) => Math.max(one, other), -Infinity);
    this.isWhole = true;
  }

  /** @param {(place: number) => number} at */
  move(at) {
    const shift = at(this.first) - this.first;
    // Most groups move as they are.
    const isWhole = Math.abs(at(this.last) - this.last - shift) < 0.005;
    moveAlong(this.group, this.axis, isWhole ? shift : 0);
    if (isWhole && this.isWhole) return;
    this.isWhole = isWhole;
    /** @param {number} place */
    const now = place => (isWhole ? place : at(place));
    for (const path of this.paths) path.move(now);
    for (const {other, attribute, size, from, length} of this.others) {
      other.setAttribute(attribute, now(from).toFixed(2));
      if (length) other.setAttribute(size, (now(from + length) - now(from)).toFixed(2));
    }
  }
}

/**
 * Move a group. One that stays where it was drawn has no transform, which browsers paint sooner.
 * @param {SVGGElement} group
 * @param {"x" | "y"} axis
 * @param {number} shift
 */
function moveAlong(group, axis, shift) {
  const by = shift.toFixed(2);
  if (Number(by)) group.setAttribute("transform", axis === "x" ? `translate(${by} 0)` : `translate(0 ${by})`);
  else group.removeAttribute("transform");
}

class Drawing {
  /**
   * @param {SVGSVGElement} svg
   * @param {PageData} data
   */
  constructor(svg, data) {
    this.svg = svg;
    this.data = data;
    /** @type {SVGGElement[]} */
    this.boxes = [];
    for (const group of /** @type {NodeListOf<SVGGElement>} */ (svg.querySelectorAll("g[data-box]"))) {
      this.boxes[Number(group.dataset.box)] = group;
    }
    /** The groups of steps by their number; the second of two that answer each other has none. */
    this.steps = /** @type {Map<number, MovableGroup>} */ (new Map());
    for (const group of /** @type {NodeListOf<SVGGElement>} */ (svg.querySelectorAll("g[data-number]"))) {
      this.steps.set(Number(group.dataset.number), new MovableGroup(group, data.axis));
    }
    const frames = /** @type {NodeListOf<SVGGElement>} */ (svg.querySelectorAll("g.group"));
    this.frames = [...frames].map(frame => new MovableGroup(frame, data.axis));
    /** For each claim the numbers of its boxes. @type {number[][]} */
    this.boxesOf = data.claims.map(() => []);
    data.boxes.forEach((box, number) => this.boxesOf[box.claim].push(number));
    this.shown = data.boxes.map(() => true);
    /** Room that is free though all boxes are shown: lines run there, so it is kept. */
    this.kept = new Set(this.freeRoom().map(String));
    this.closing = new Closing([]);
    this.closingBefore = this.closing;
    /** How much of the way from the one to the other is done. */
    this.done = 1;
    /** Whether parts jump to their places. */
    this.isStill = false;
    /** Whether they have been put there once: until then there is nothing to move from. */
    this.isPlaced = false;
    /** Told when parts have moved. @type {() => void} */
    this.onMoved = () => {};
  }

  length() {
    return this.data.axis === "x" ? this.data.width : this.data.height;
  }

  /** Where a place on the axis is now. @param {number} place */
  at(place) {
    const now = this.closing.at(place);
    return this.done === 1 ? now : this.closingBefore.at(place) * (1 - this.done) + now * this.done;
  }

  /** How large the picture is now. */
  size() {
    const length = this.at(this.length());
    return this.data.axis === "x" ? {width: length, height: this.data.height} : {width: this.data.width, height: length};
  }

  /** Where a box is now. @param {number} number */
  area(number) {
    const {x, y, width, height} = this.data.boxes[number];
    return this.data.axis === "x" ? {x: this.at(x), y, width, height} : {x, y: this.at(y), width, height};
  }

  /** Where a box will be when nothing moves any more. @param {number} number */
  restingArea(number) {
    const {axis, boxes} = this.data;
    return {...boxes[number], [axis]: this.closing.at(boxes[number][axis])};
  }

  /**
   * Show just these boxes, and close up the room of the others.
   * @param {boolean[]} shown
   */
  show(shown) {
    this.shown = shown;
    this.boxes.forEach((group, number) => group.toggleAttribute("hidden", !shown[number]));
    for (const [number, {group}] of this.steps) {
      group.toggleAttribute("hidden", !this.data.steps[number].boxes.every(box => shown[box]));
    }
    this.frames.forEach(({group}, number) => {
      group.toggleAttribute("hidden", !this.data.frames[number].some(box => shown[box]));
    });
    this.closingBefore = this.closing;
    this.closing = new Closing(this.freeRoom().filter(room => !this.kept.has(String(room))));
    const jumps = !this.isPlaced || this.isStill || HELD_STILL.matches || this.boxes.length > MOST_ANIMATED;
    this.isPlaced = true;
    if (jumps) this.moveTo(1);
    else this.animate();
  }

  /** What no shown box needs of the axis. */
  freeRoom() {
    const {axis, boxes} = this.data;
    const shown = boxes.filter((_, number) => this.shown[number]);
    const size = axis === "x" ? "width" : "height";
    return freeRoom(shown.map(box => [box[axis], box[axis] + box[size]]), this.length());
  }

  animate() {
    const start = performance.now();
    const closing = this.closing;
    this.moveTo(0);
    /** @param {number} now */
    const step = now => {
      if (this.closing !== closing) return; // another change has begun
      this.moveTo(Math.min(1, Math.max(0, now - start) / ANIMATED_FOR));
      if (this.done < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** @param {number} done */
  moveTo(done) {
    this.done = done;
    this.place(place => this.at(place));
    this.onMoved();
  }

  /** @param {(place: number) => number} at */
  place(at) {
    this.boxes.forEach((group, number) => {
      if (!this.shown[number]) return;
      const place = this.data.boxes[number][this.data.axis];
      moveAlong(group, this.data.axis, at(place) - place);
    });
    for (const moved of [...this.steps.values(), ...this.frames]) {
      if (!moved.group.hasAttribute("hidden")) moved.move(at);
    }
  }

  /**
   * Say of a claim what becomes of it; "" says nothing.
   * @param {number} claim
   * @param {string} sign the name of a sign
   * @param {boolean} falls
   */
  showVerdict(claim, sign, falls) {
    for (const number of this.boxesOf[claim]) {
      const group = this.boxes[number];
      group.classList.toggle("falls", falls);
      const use = group.querySelector("use");
      if (sign) use?.setAttribute("href", `#sign-${sign}`);
      else use?.removeAttribute("href");
      use?.setAttribute("class", `sign ${sign}`);
    }
  }

  /**
   * Let the line of a step end in a head, a cross or a ring, and begin so where it is an answer, too.
   * @param {number} step
   * @param {string} ending
   * @param {string} tail
   */
  showEnding(step, ending, tail) {
    const drawn = this.steps.get(step);
    if (!drawn) return;
    for (const variant of /** @type {NodeListOf<SVGGElement>} */ (drawn.group.querySelectorAll("[data-ending]"))) {
      const isShown = variant.dataset.ending === ending && variant.dataset.tail === tail;
      variant.setAttribute("display", isShown ? "inline" : "none");
    }
  }
}
