// The picture: which of its parts are shown, where they stand, and what their looks say of verdicts.

const ANIMATED_FOR = 250;
/** @type {SVGSVGElement} */
const PICTURE = /** @type {any} */ (first("#view > svg"));
const AXIS = DATA.axis;
const SIZE = sizeAlong(AXIS);

/** @typedef {(place: number) => number} Placing where a place on the axis is */

/** The groups of boxes, by number. @type {SVGGElement[]} */
const boxGroups = [];
for (const group of /** @type {SVGGElement[]} */ (all("g[data-box]"))) boxGroups[Number(group.dataset.box)] = group;

/** For each claim the numbers of its boxes. */
const boxesOf = Map.groupBy(BOXES.keys(), box => BOXES[box].claim);

/** The groups of inferences by their number; the second of two that answer each other has none. */
const inferenceGroups = new Map(
  /** @type {SVGGElement[]} */ (all("g[data-number]")).map(group => [Number(group.dataset.number), movable(group)]),
);
const frameGroups = /** @type {SVGGElement[]} */ (all("g.group")).map(group => movable(group));

const drawing = {
  shown: BOXES.map(() => true),
  /** Where places are now, and when nothing moves any more. @type {Placing} */
  at: asDrawn,
  /** @type {Placing} */
  restingAt: asDrawn,
  /** How much of the way is done. */
  done: 1,
  /** Whether parts jump to their places. */
  isStill: false,
};

/** Room that is free though all boxes are shown: lines run there, so it is kept. */
const KEPT_ROOM = new Set(roomNow().map(String));

/** @param {"x" | "y"} axis */
function sizeAlong(axis) {
  return axis === "x" ? "width" : "height";
}

/**
 * A group, such as that of an inference, or the frame of a group of claims: how far it reaches, and what moves it.
 * @param {SVGGElement} group
 * @param {"x" | "y"} axis
 */
function movable(group, axis = AXIS) {
  const size = sizeAlong(axis);
  const shapes = all("path, circle, rect, text, use", group).map(shape => {
    const attribute = shape.localName === "path" ? "d" : shape.localName === "circle" ? `c${axis}` : axis;
    const pieces = (shape.getAttribute(attribute) ?? "").split(/(-?[\d.]+)/);
    // The paths of lines have points alone, each an x and a y: every second number is on the axis.
    const offset = attribute === "d" && axis === "y" ? 3 : 1;
    const numbers = pieces.filter((_, index) => index % 4 === offset).map(Number);
    return {shape, attribute, pieces, offset, numbers, length: Number(shape.getAttribute(size))};
  });
  const numbers = shapes.flatMap(shape => [...shape.numbers, shape.numbers[0] + shape.length]);
  const from = Math.min(...numbers);
  const to = Math.max(...numbers);
  let isWhole = true;
  /** @param {Placing} at */
  const move = at => {
    const shift = at(from) - from;
    const wasWhole = isWhole;
    // Most groups move as they are.
    isWhole = Math.abs(at(to) - to - shift) < 0.005;
    moveGroup(group, isWhole ? shift : 0);
    if (isWhole && wasWhole) return;
    const now = isWhole ? asDrawn : at;
    for (const {shape, attribute, pieces, offset, numbers: [start], length} of shapes) {
      const moved = pieces.map((piece, index) => (index % 4 === offset ? now(Number(piece)).toFixed(2) : piece));
      shape.setAttribute(attribute, moved.join(""));
      if (length) shape.setAttribute(size, (now(start + length) - now(start)).toFixed(2));
    }
  };
  return {group, from, to, move};
}

/**
 * Move a group. One that stays where it was drawn has no transform, which browsers paint sooner.
 * @param {SVGGElement} group
 * @param {number} shift
 */
function moveGroup(group, shift) {
  const by = shift.toFixed(2);
  if (Number(by)) group.setAttribute("transform", AXIS === "x" ? `translate(${by} 0)` : `translate(0 ${by})`);
  else group.removeAttribute("transform");
}

/** @type {Placing} */
function asDrawn(place) {
  return place;
}

/** How large the picture is now. */
function wholeArea() {
  const {width, height} = DATA;
  return {x: 0, y: 0, width, height, [SIZE]: drawing.at(DATA[SIZE])};
}

/** Where a box is now, or will be when nothing moves any more. @param {number} box @param {"at" | "restingAt"} when */
function areaOf(box, when = "at") {
  const {x, y, width, height} = BOXES[box];
  return {x, y, width, height, [AXIS]: drawing[when](BOXES[box][AXIS])};
}

/** What no shown box needs of the axis. */
function roomNow() {
  const shown = BOXES.filter((_, box) => drawing.shown[box]);
  return freeRoom(shown.map(box => [box[AXIS], box[AXIS] + box[SIZE]]), DATA[SIZE]);
}

/** Show just these boxes, and close up the room of the others. @param {boolean[]} shown */
function showBoxes(shown) {
  drawing.shown = shown;
  boxGroups.forEach((group, box) => group.toggleAttribute("hidden", !shown[box]));
  for (const [i, {group}] of inferenceGroups) {
    group.toggleAttribute("hidden", !INFERENCES[i].boxes.every(box => shown[box]));
  }
  frameGroups.forEach(({group}, frame) => group.toggleAttribute("hidden", !DATA.frames[frame].some(box => shown[box])));
  const before = drawing.restingAt;
  const now = closedUp(roomNow().filter(room => !KEPT_ROOM.has(String(room))));
  drawing.restingAt = now;
  const jumps = drawing.isStill || before === asDrawn;
  animate(ANIMATED_FOR, jumps, done => placeParts(before, now, done), () => drawing.restingAt !== now);
}

/** Put what is shown some part of the way between its places. @param {Placing} before @param {Placing} now @param {number} done */
function placeParts(before, now, done) {
  drawing.done = done;
  drawing.at = done === 1 ? now : place => before(place) * (1 - done) + now(place) * done;
  boxGroups.forEach((group, box) => {
    const place = BOXES[box][AXIS];
    if (drawing.shown[box]) moveGroup(group, drawing.at(place) - place);
  });
  for (const {group, move} of [...inferenceGroups.values(), ...frameGroups]) {
    if (!group.hasAttribute("hidden")) move(drawing.at);
  }
  onMoved();
}

/** @param {number} claim */
function boxGroupsOf(claim) {
  return (boxesOf.get(claim) ?? []).map(box => boxGroups[box]);
}

/**
 * Say of a claim what becomes of it.
 * @param {number} claim
 * @param {string} sign the name of a sign; "" is none
 * @param {boolean} falls
 */
function showSign(claim, sign, falls) {
  for (const group of boxGroupsOf(claim)) {
    group.classList.toggle("falls", falls);
    const use = first("use", group);
    if (sign) use?.setAttribute("href", `#sign-${sign}`);
    else use?.removeAttribute("href");
    use?.setAttribute("class", `sign ${sign}`);
  }
}

/**
 * Let the line of an inference end in a head, a cross or a ring, and begin so where it is an answer, too.
 * @param {number} inference
 * @param {string} ending
 * @param {string} tail
 */
function showEnding(inference, ending, tail) {
  for (const variant of all("[data-ending]", inferenceGroups.get(inference)?.group ?? document.createDocumentFragment())) {
    const isShown = variant.dataset.ending === ending && variant.dataset.tail === tail;
    variant.setAttribute("display", isShown ? "inline" : "none");
  }
}
