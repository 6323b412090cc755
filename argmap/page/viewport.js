// What part of the picture is seen, and how large. One element is changed, whatever is in it.

const SMALLEST = 0.02;
const LARGEST = 8;
const KEY_STEP = 60;
const ZOOM_STEP = 1.25;

class Viewport {
  /**
   * @param {HTMLElement} view that the picture is seen in
   * @param {SVGGElement} moved that is moved and enlarged
   * @param {Drawing} drawing
   */
  constructor(view, moved, drawing) {
    this.view = view;
    this.moved = moved;
    this.drawing = drawing;
    this.x = 0;
    this.y = 0;
    this.scale = 1;
    /** Whether all of the picture is shown, and stays so. */
    this.isFitted = true;
    /** The pointers that are down, with their last place. @type {Map<number, {x: number, y: number}>} */
    this.pointers = new Map();
    this.hasDragged = false;
    view.addEventListener("wheel", event => this.onWheel(event), {passive: false});
    view.addEventListener("pointerdown", event => this.onDown(event));
    view.addEventListener("pointermove", event => this.onMove(event));
    for (const type of /** @type {const} */ (["pointerup", "pointercancel"])) {
      view.addEventListener(type, event => this.pointers.delete(event.pointerId));
    }
    view.tabIndex = 0;
    view.addEventListener("keydown", event => this.onKey(event));
    new ResizeObserver(() => this.isFitted && this.fit()).observe(view);
  }

  apply() {
    this.moved.setAttribute("transform", `translate(${this.x} ${this.y}) scale(${this.scale})`);
  }

  /** Show the whole picture. */
  fit() {
    const {width, height} = this.drawing.size();
    const margin = 12;
    const {clientWidth, clientHeight} = this.view;
    const scale = Math.min((clientWidth - 2 * margin) / width, (clientHeight - 2 * margin) / height);
    this.scale = Math.max(SMALLEST, Math.min(LARGEST, scale));
    this.x = (clientWidth - width * this.scale) / 2;
    this.y = Math.max(margin, (clientHeight - height * this.scale) / 2);
    this.isFitted = true;
    this.apply();
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  pan(x, y) {
    this.x += x;
    this.y += y;
    this.isFitted = false;
    this.apply();
  }

  /**
   * Enlarge around a place of the view, by default its middle.
   * @param {number} factor
   */
  zoom(factor, x = this.view.clientWidth / 2, y = this.view.clientHeight / 2) {
    const scale = Math.max(SMALLEST, Math.min(LARGEST, this.scale * factor));
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.isFitted = false;
    this.apply();
  }

  /** Show a box, and move no more than that takes. @param {number} box */
  reveal(box) {
    const area = this.drawing.restingArea(box);
    const margin = 24;
    const left = this.x + area.x * this.scale;
    const top = this.y + area.y * this.scale;
    const right = left + area.width * this.scale;
    const bottom = top + area.height * this.scale;
    const x = Math.max(margin - left, 0) || Math.min(this.view.clientWidth - margin - right, 0);
    const y = Math.max(margin - top, 0) || Math.min(this.view.clientHeight - margin - bottom, 0);
    if (x || y) this.pan(x, y);
  }

  /** Show some boxes as large as they can be, and at most so large. @param {number[]} boxes */
  frame(boxes, most = 2.5) {
    const {x, y, width, height} = around(boxes.map(box => this.drawing.area(box)));
    const {clientWidth, clientHeight} = this.view;
    const margin = 40;
    const fitting = Math.min((clientWidth - 2 * margin) / width, (clientHeight - 2 * margin) / height);
    this.scale = Math.max(SMALLEST, Math.min(most, fitting));
    this.x = clientWidth / 2 - (x + width / 2) * this.scale;
    this.y = clientHeight / 2 - (y + height / 2) * this.scale;
    this.isFitted = false;
    this.apply();
  }

  /** @param {WheelEvent} event */
  onWheel(event) {
    event.preventDefault();
    const {left, top} = this.view.getBoundingClientRect();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    this.zoom(Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 100 : 400)), event.clientX - left, event.clientY - top);
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    this.pointers.set(event.pointerId, {x: event.clientX, y: event.clientY});
    this.hasDragged = false;
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = {x: event.clientX, y: event.clientY};
    const isClick = !this.hasDragged && Math.hypot(now.x - before.x, now.y - before.y) < 4;
    if (isClick) return;
    if (!this.hasDragged) this.view.setPointerCapture(event.pointerId);
    this.hasDragged = true;
    this.pointers.set(event.pointerId, now);
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) {
      this.pan(now.x - before.x, now.y - before.y);
      return;
    }
    // Two fingers: what lay between them stays there.
    const {left, top} = this.view.getBoundingClientRect();
    const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
    this.zoom(factor, (now.x + other.x) / 2 - left, (now.y + other.y) / 2 - top);
    this.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.view) return;
    /** @type {Record<string, () => void>} */
    const actions = {
      ArrowLeft: () => this.pan(KEY_STEP, 0),
      ArrowRight: () => this.pan(-KEY_STEP, 0),
      ArrowUp: () => this.pan(0, KEY_STEP),
      ArrowDown: () => this.pan(0, -KEY_STEP),
      "+": () => this.zoom(ZOOM_STEP),
      "=": () => this.zoom(ZOOM_STEP),
      "-": () => this.zoom(1 / ZOOM_STEP),
      0: () => this.fit(),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  }
}

/** @typedef {{x: number, y: number, width: number, height: number}} Area */

/** The area around others. @param {Area[]} areas @returns {Area} */
function around(areas) {
  const x = Math.min(...areas.map(area => area.x));
  const y = Math.min(...areas.map(area => area.y));
  const right = Math.max(...areas.map(area => area.x + area.width));
  const bottom = Math.max(...areas.map(area => area.y + area.height));
  return {x, y, width: right - x, height: bottom - y};
}
