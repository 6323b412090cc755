// What is folded, and where the rest stands then. Positions along one axis are changed by a function that never
// falls, so that nothing shown can change its order or its side.

/** What stays free on either side of a box where room is closed up: heads and brackets stand in it. */
const CLEAR = 24;

/** The boxes that bear on each; main claims bear on -1. */
const BEARING = Map.groupBy(BOXES.keys(), box => BOXES[box].parent);

/** The boxes from above to below. */
const FROM_ABOVE = [...(BEARING.get(-1) ?? [])];
// An array grows while it is gone through.
for (const box of FROM_ABOVE) FROM_ABOVE.push(...(BEARING.get(box) ?? []));

/** How deep each box stands: main claims have 1. @type {number[]} */
const LEVELS = [];
for (const box of FROM_ABOVE) LEVELS[box] = 1 + (LEVELS[BOXES[box].parent] ?? 0);

/** Which boxes are shown if these claims are folded. @param {Set<number>} folded */
function shownBoxes(folded) {
  /** @type {boolean[]} */
  const shown = [];
  for (const box of FROM_ABOVE) {
    const {parent} = BOXES[box];
    shown[box] = parent < 0 || (shown[parent] && !folded.has(BOXES[parent].claim));
  }
  return shown;
}

/**
 * What of an axis none of some boxes needs: from, and to.
 * @param {[number, number][]} stretches that boxes take
 * @param {number} end of the axis
 */
function freeRoom(stretches, end) {
  /** @type {[number, number][]} */
  const room = [];
  let free = 0;
  const sorted = stretches.map(([from, to]) => [from - CLEAR, to + CLEAR]).sort(([one], [other]) => one - other);
  for (const [from, to] of [...sorted, [end, end]]) {
    if (from > free) room.push([free, from]);
    free = Math.max(free, to);
  }
  return room;
}

/** Where places are once room is closed up. @param {[number, number][]} room from and to, in order */
function closedUp(room) {
  let total = 0;
  const gaps = room.map(([from, to]) => {
    const before = total;
    total += to - from;
    return {from, to, before};
  });
  /** @param {number} place */
  return place => {
    let low = 0;
    let high = gaps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (gaps[middle].from < place) low = middle + 1;
      else high = middle;
    }
    if (!low) return place;
    const {from, to, before} = gaps[low - 1];
    return place - before - (Math.min(place, to) - from);
  };
}

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

/** What several inferences share of their lines, with the numbers of these. */
const trunks = /** @type {SVGGElement[]} */ (all("g.trunk")).map(group => {
  return Object.assign(movable(group), {shown: "", members: (group.dataset.members ?? "").split(" ").map(Number)});
});
const frameGroups = /** @type {SVGGElement[]} */ (all("g.group, g.field")).map(group => movable(group));

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
  /** @param {number} i */
  const has = i => INFERENCES[i].boxes.every(box => shown[box]);
  for (const [i, {group}] of inferenceGroups) group.toggleAttribute("hidden", !has(i));
  for (const {group, members} of trunks) group.toggleAttribute("hidden", !members.some(has));
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
  for (const {group, move} of [...inferenceGroups.values(), ...trunks, ...frameGroups]) {
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
 * @param {string} verdict
 */
function showSign(claim, sign, verdict) {
  for (const group of boxGroupsOf(claim)) {
    for (const name of ["falls", "contested"]) group.classList.toggle(name, verdict === name);
    const use = first("use", group);
    if (sign) use?.setAttribute("href", `#sign-${sign.replace(" ", "-")}`);
    else use?.removeAttribute("href");
    use?.setAttribute("class", `sign ${sign}`);
  }
}

/**
 * Let a line or a trunk end in a head, a cross or a ring, and begin so where it is an answer, too.
 * @param {SVGGElement | undefined} group
 * @param {string} ending
 */
function showEnding(group, ending, tail = "head") {
  for (const variant of group ? all("[data-ending]", group) : []) {
    const isShown = variant.dataset.ending === ending && variant.dataset.tail === tail;
    variant.setAttribute("display", isShown ? "inline" : "none");
  }
}

// What shows in the picture that a claim is folded: below its box, how many boxes are hidden.

/** How many boxes stand below each. */
const below = BOXES.map(() => 0);
for (const box of [...FROM_ABOVE].reverse()) below[BOXES[box].parent] += below[box] + 1;

/** @param {Set<number>} folded */
function showFoldMarks(folded) {
  for (const old of all("#view .more")) old.remove();
  for (const claim of folded) {
    const {box} = CLAIMS[claim];
    if (!below[box]) continue;
    const {x, y, width, height} = BOXES[box];
    const added = /** @type {SVGElement} */ (element("more").cloneNode(true));
    added.removeAttribute("id");
    added.setAttribute("transform", `translate(${x + width / 2} ${y + height})`);
    added.lastElementChild?.append(`+${below[box]}`);
    on(added, "click", event => {
      event.stopPropagation();
      toggleFold(claim);
    });
    boxGroups[box].append(added);
  }
}

// What part of the picture is seen, and how large. One element is changed, whatever is in it.

const SMALLEST = 0.02;
const LARGEST = 8;
const KEY_STEP = 60;
const ZOOM_STEP = 1.25;

const VIEW = element("view");
const MOVED = element("moved");

/** Where the picture is, how large, and whether all of it is shown, and stays so. */
const viewport = {x: 0, y: 0, scale: 1, isFitted: true};

/** The pointers that are down, with their last place. @type {Map<number, {x: number, y: number}>} */
const pointers = new Map();
let hasDragged = false;

/** @param {number} x @param {number} y @param {number} scale @param {boolean} isFitted */
function setView(x, y, scale, isFitted = false) {
  Object.assign(viewport, {x, y, scale, isFitted});
  MOVED.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
}

/** @param {number} scale */
function allowed(scale) {
  return Math.max(SMALLEST, Math.min(LARGEST, scale));
}

/** The scale at which an area fills the view. @param {Area} area @param {number} margin */
function fitting({width, height}, margin) {
  const free = 2 * margin;
  return allowed(Math.min((VIEW.clientWidth - free) / width, (VIEW.clientHeight - free) / height));
}

/** Show an area in the middle of the view. @param {Area} area @param {number} scale @param {boolean} isFitted */
function centre({x, y, width, height}, scale, isFitted = false) {
  const left = VIEW.clientWidth / 2 - (x + width / 2) * scale;
  setView(left, VIEW.clientHeight / 2 - (y + height / 2) * scale, scale, isFitted);
}

/** Show the whole picture. */
function fit() {
  const whole = wholeArea();
  centre(whole, fitting(whole, 12), true);
}

/** @param {number} x @param {number} y */
function pan(x, y) {
  setView(viewport.x + x, viewport.y + y, viewport.scale);
}

/** Enlarge around a place of the view, by default its middle. @param {number} factor */
function zoom(factor, x = VIEW.clientWidth / 2, y = VIEW.clientHeight / 2) {
  const scale = allowed(viewport.scale * factor);
  const grown = scale / viewport.scale;
  setView(x - (x - viewport.x) * grown, y - (y - viewport.y) * grown, scale);
}

/** Show a box, and move no more than that takes. @param {number} box */
function reveal(box) {
  const area = areaOf(box, "restingAt");
  const margin = 24;
  /** @param {"x" | "y"} axis @param {"width" | "height"} size @param {number} room */
  const missing = (axis, size, room) => {
    const start = viewport[axis] + area[axis] * viewport.scale;
    return Math.max(margin - start, 0) || Math.min(room - margin - start - area[size] * viewport.scale, 0);
  };
  const x = missing("x", "width", VIEW.clientWidth);
  const y = missing("y", "height", VIEW.clientHeight);
  if (x || y) pan(x, y);
}

/** Where a pointer is in the view. @param {MouseEvent} event */
function placeInView({clientX, clientY}) {
  const {left, top} = VIEW.getBoundingClientRect();
  return {x: clientX - left, y: clientY - top};
}

on(VIEW, "wheel", onWheel, {passive: false});
/** @param {WheelEvent} event */
function onWheel(event) {
  event.preventDefault();
  const {x, y} = placeInView(event);
  const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
  zoom(Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 100 : 400)), x, y);
}

on(VIEW, "pointerdown", event => {
  pointers.set(event.pointerId, placeInView(event));
  hasDragged = false;
});
on(VIEW, "pointerup", event => pointers.delete(event.pointerId));
on(VIEW, "pointercancel", event => pointers.delete(event.pointerId));
on(VIEW, "pointermove", onDrag);

/** @param {PointerEvent} event */
function onDrag(event) {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const now = placeInView(event);
  const isClick = !hasDragged && Math.hypot(now.x - before.x, now.y - before.y) < 4;
  if (isClick) return;
  if (!hasDragged) VIEW.setPointerCapture(event.pointerId);
  hasDragged = true;
  pointers.set(event.pointerId, now);
  const other = [...pointers.values()].find(place => place !== now);
  if (!other) {
    pan(now.x - before.x, now.y - before.y);
    return;
  }
  // Two fingers: what lay between them stays there.
  const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
  zoom(factor, (now.x + other.x) / 2, (now.y + other.y) / 2);
  pan((now.x - before.x) / 2, (now.y - before.y) / 2);
}

VIEW.tabIndex = 0;
on(VIEW, "keydown", event => {
  press(event, {
    ArrowLeft: () => pan(KEY_STEP, 0),
    ArrowRight: () => pan(-KEY_STEP, 0),
    ArrowUp: () => pan(0, KEY_STEP),
    ArrowDown: () => pan(0, -KEY_STEP),
    "+": () => zoom(ZOOM_STEP),
    "=": () => zoom(ZOOM_STEP),
    "-": () => zoom(1 / ZOOM_STEP),
    0: fit,
  });
});
onClick("zoom-in", () => zoom(ZOOM_STEP));
onClick("zoom-out", () => zoom(1 / ZOOM_STEP));
onClick("fit", fit);
new ResizeObserver(() => viewport.isFitted && fit()).observe(VIEW);

/** The area around boxes. @param {number[]} boxes @returns {Area} */
function around(boxes) {
  const areas = boxes.map(box => areaOf(box));
  const x = Math.min(...areas.map(area => area.x));
  const y = Math.min(...areas.map(area => area.y));
  const right = Math.max(...areas.map(area => area.x + area.width));
  const bottom = Math.max(...areas.map(area => area.y + area.height));
  return {x, y, width: right - x, height: bottom - y};
}
