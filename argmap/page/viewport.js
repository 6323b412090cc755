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
