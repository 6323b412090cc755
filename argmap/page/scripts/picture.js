// What is seen of the map: what is laid out, where it is and how large. While one zooms and pans, one style changes;
// once that rests, the picture is drawn sharp.

/** How large text is, in pixels of CSS: so that it can be read; when all is shown; or only names. */
const LEGIBLE = 14;
const LEAST_WHOLE = 10;
const LARGEST_FITTED = 20;
const BRIEF_BELOW = 8;

const SMALLEST = 0.02;
const LARGEST = 8;
const MARGIN = 12;
const KEY_STEP = 60;
const ZOOM_STEP = 1.25;

/** With more boxes, only what is in view is drawn; or boxes jump to their places. */
const MOST_DRAWN = 300;
const MOST_ANIMATED = 400;

const RESTS_AFTER = 150;
const MOVES_FOR = 280;
const LIGHTS_FOR = 600;
const RING_FOR = 1500;
const FLASHES_APART = 80;
const LAST_FLASH = 1400;
/** How many times as high as the view a map is laid out at the most, so that it can be read. */
const MOST_TIMES = 256;
const HELD_STILL = matchMedia("(prefers-reduced-motion: reduce)");

const VIEW = element("view");
/** @type {SVGSVGElement} */
const DRAWING = draw(VIEW, "svg", {class: "map", "aria-hidden": "true", direction: "ltr"});
/** @type {SVGGElement} */
const MOVED = draw(DRAWING, "g");
/** Fields and frames, boxes, lines. @type {SVGGElement[]} */
const LAYERS = [0, 1, 2].map(() => draw(MOVED, "g"));

/** How many boxes are below each. */
const NUMBERS_BELOW = BOXES.map(() => 0);
for (const [box, parent] of [...PARENTS.entries()].reverse()) {
  if (parent >= 0) NUMBERS_BELOW[parent] += NUMBERS_BELOW[box] + 1;
}

/**
 * What is drawn together: around which area, in which of the layers, of which claim and inferences (or none). It is
 * drawn once it is in view.
 * @typedef {object} Item
 * @property {number} layer
 * @property {Area} area
 * @property {number} box or -1
 * @property {number[]} inferences
 * @property {(group: SVGGElement, isBrief: boolean) => void} paint
 * @property {SVGGElement | null} group
 * @property {boolean} isBrief
 */

/** What becomes of claims and inferences: a sign and a verdict; an ending, and that of its answer. */
const signs = CLAIMS.map(() => ({sign: "", verdict: ""}));
const endings = INFERENCES.map(() => ({ending: "head", tail: "head"}));

/** Claims whose boxes have a class. @type {Record<string, Set<number>>} */
const marked = {selected: new Set(), found: new Set()};

/** Where the picture is, and how large. */
const viewport = {x: 0, y: 0, scale: 1};

const EVERYWHERE = {left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity};

const drawing = {
  /** What is visible, and which claims are folded. */
  tree: visibleTree(DATA.picture, new Set(), -1),
  /** @type {Set<number>} */
  folded: new Set(),
  /** How large text is at the least where all is shown; and whether the layout is higher than the view for its sake. */
  least: LEGIBLE,
  isTall: false,
  /** What is laid out for a view of this size. @type {Layout | null} */
  layout: null,
  width: 0,
  height: 0,
  /** @type {Item[]} */
  items: [],
  /** @type {Map<number, Item[]>} */
  ofClaim: new Map(),
  /** @type {Map<number, Item[]>} */
  ofInference: new Map(),
  /** How it was drawn last, and which area at the least. */
  view: {...viewport},
  area: EVERYWHERE,
  isBrief: false,
  resting: 0,
  openingLevel: 0,
};

// --- what is drawn ---

/** All parts of a layout. @param {Layout} layout @param {Tree} tree @param {Set<number>} folded @returns {Item[]} */
function itemsOf(layout, tree, folded) {
  /** @type {Item[]} */
  const items = [];
  /** @param {number} layer @param {Area} area @param {Item["paint"]} paint @param {number[]} inferences */
  const add = (layer, area, paint, box = -1, inferences = []) => {
    items.push({layer, area, paint, box, inferences, group: null, isBrief: false});
  };
  if (DATA.picture.apart && tree.loose.length) {
    const area = aroundApart(layout, tree);
    add(0, area, group => paintFrame(group, area, DATA.picture.apart));
  }
  for (const area of layout.fields) add(0, area, group => paintField(group, area));
  for (const [number, area] of layout.boxes) {
    const {claim} = BOXES[number];
    add(1, area, (group, isBrief) => {
      const hidden = folded.has(claim) ? NUMBERS_BELOW[number] : 0;
      paintBox(group, number, area, {...signs[claim], isBrief, hidden});
      for (const name of Object.keys(marked)) group.classList.toggle(name, marked[name].has(claim));
    }, number);
  }
  const brackets = Map.groupBy(layout.brackets, bracket => bracket.inference);
  for (const [i, lines] of Map.groupBy(layout.lines, line => line.inference)) {
    const own = brackets.get(i) ?? [];
    const points = [...own.flatMap(({bar, legs}) => [...bar, ...legs.flat()]), ...lines.flatMap(line => line.stub ?? line.path)];
    add(2, hullOf(points), group => paintInference(group, i, own, lines, endings[i].ending, endings[i].tail), -1, [i]);
  }
  for (const trunk of layout.trunks) {
    const {inferences, paths} = trunk;
    add(2, hullOf(paths.flat()), group => {
      paintTrunk(group, trunk, endingOfTrunk(inferences.map(i => endings[i].ending)));
    }, -1, inferences);
  }
  return items;
}

/** The area of the trees that are apart, with their heading. @param {Layout} layout @param {Tree} tree */
function aroundApart(layout, tree) {
  /** @type {Point[]} */
  const corners = [];
  const waiting = [...tree.loose];
  // The list grows while it is read.
  for (const group of waiting) {
    for (const box of group.boxes) {
      corners.push(...cornersOf(/** @type {Area} */ (layout.boxes.get(box))));
      waiting.push(...tree.below[box]);
    }
  }
  const {left, top, right, bottom} = hullOf(corners);
  return {left: left - 5, top: top - 15, right: right + 5, bottom: bottom + 5};
}

/** Show an item, drawn as it is by now. @param {Item} item */
function put(item) {
  if (!item.group || item.isBrief !== drawing.isBrief) {
    item.group ??= document.createElementNS("http://www.w3.org/2000/svg", "g");
    item.isBrief = drawing.isBrief;
    item.paint(item.group, item.isBrief);
  }
  if (!item.group.isConnected) LAYERS[item.layer].append(item.group);
}

/** Paint again what is drawn already. @param {Item[]} items */
function repaint(items = []) {
  for (const item of items) if (item.group) item.paint(item.group, item.isBrief);
}

/** @param {number} claim @param {string} sign the name of a sign; "" is none @param {string} verdict */
function showVerdictOfClaim(claim, sign, verdict) {
  signs[claim] = {sign: sign.replace(" ", "-"), verdict};
  repaint(drawing.ofClaim.get(claim));
}

/** @param {number} inference @param {string} ending @param {string} tail */
function showEndingOf(inference, ending, tail) {
  endings[inference] = {ending, tail};
  repaint(drawing.ofInference.get(inference));
}

/** Give the boxes of a claim a class, or take it away. @param {number} claim @param {string} name @param {boolean} has */
function markBoxes(claim, name, has) {
  const claims = marked[name];
  if (has) claims.add(claim);
  else claims.delete(claim);
  for (const {group} of drawing.ofClaim.get(claim) ?? []) group?.classList.toggle(name, has);
}

/** Light up what changes, once, in its place and in this order. @param {number[]} claims */
function flash(claims) {
  const apart = Math.min(FLASHES_APART, LAST_FLASH / claims.length);
  claims.forEach((claim, place) => {
    for (const {group} of drawing.ofClaim.get(claim) ?? []) {
      const outline = group?.isConnected && first(".outline", group);
      if (!outline) continue;
      const halo = draw(group, "path", {class: "halo", d: outline.getAttribute("d") ?? ""});
      const animation = HELD_STILL.matches
        ? halo.animate({opacity: [1, 1]}, RING_FOR)
        : halo.animate({opacity: [0, 1, 0]}, {duration: LIGHTS_FOR, delay: place * apart, fill: "backwards"});
      animation.onfinish = () => halo.remove();
    }
  });
}

// --- what is seen ---

/** Show the map with these claims folded, or only what bears on one.
 * @param {{folded: Set<number>, focus: number}} choice
 * @param {{animates?: boolean, touched?: number}} how the claim that was touched stays in view
 */
function showMap({folded, focus}, {animates = true, touched = -1} = {}) {
  drawing.folded = folded;
  drawing.tree = visibleTree(DATA.picture, folded, focus);
  if (drawing.layout) drawing.least = LEAST_WHOLE;
  arrange(animates, touched);
}

/** Lay out what is visible for a room that is so many times as high as the view. @param {Tree} tree */
function layoutFor(tree, times = 1) {
  const {width, height} = roomOfView(times);
  const layout = layOut(tree, {width, height, most: LARGEST_FITTED / SIZE});
  const scale = Math.min(width / layout.width, height / layout.height, LARGEST_FITTED / SIZE);
  return {layout: IS_RTL ? mirror(layout) : layout, scale, times};
}

/** What the view has room for; a view that is not shown will be about as large as the window. */
function roomOfView(times = 1) {
  const width = VIEW.clientWidth || innerWidth;
  const height = VIEW.clientHeight || innerHeight;
  return {width: width - 2 * MARGIN, height: (height - 2 * MARGIN) * times};
}

/** The deepest level at which all that is visible can be read, as the page is opened: main claims are level 1. */
function openingLevel() {
  if (drawing.openingLevel) return drawing.openingLevel;
  let level = 2;
  while (LEVELS.some(other => other > level)) {
    const {scale} = layoutFor(visibleTree(DATA.picture, foldedAt(level + 1), -1));
    if (scale * SIZE < LEGIBLE) break;
    level++;
  }
  drawing.openingLevel = level;
  return level;
}

/** The claims that have a box now, which may be out of view. */
function shownClaims() {
  return new Set(drawing.tree.boxes.map(box => BOXES[box].claim));
}

/**
 * Lay out what is visible anew, and show all of it if its text is large enough; else the claim that was touched, or the
 * first of all.
 * @param {boolean} animates
 */
function arrange(animates, touched = -1) {
  const {clientWidth: width, clientHeight: height} = VIEW;
  Object.assign(drawing, {width, height});
  if (!width) return;
  const before = drawing.layout && {...viewport, boxes: drawing.layout.boxes};
  let fitted = layoutFor(drawing.tree);
  const isWhole = fitted.scale * SIZE >= drawing.least;
  const least = isWhole ? 0 : LEGIBLE;
  while (fitted.scale * SIZE < least && fitted.times < MOST_TIMES) fitted = layoutFor(drawing.tree, 2 * fitted.times);
  const {layout} = fitted;
  const items = itemsOf(layout, drawing.tree, drawing.folded);
  Object.assign(drawing, {layout, items, isTall: !isWhole, ofClaim: new Map(), ofInference: new Map()});
  for (const item of items) {
    if (item.box >= 0) addTo(drawing.ofClaim, BOXES[item.box].claim, item);
    for (const i of item.inferences) addTo(drawing.ofInference, i, item);
  }
  for (const layer of LAYERS) layer.replaceChildren();
  if (isWhole) {
    Object.assign(viewport, wholeView(layout));
  } else {
    const box = touched < 0 ? drawing.tree.boxes[0] : CLAIMS[touched].box;
    const old = touched < 0 ? undefined : before?.boxes.get(box);
    // It stays where it was.
    const place = before && old
      ? {x: middleOf(old)[0] * before.scale + before.x, y: old.top * before.scale + before.y}
      : {x: width / 2, y: MARGIN};
    Object.assign(viewport, viewOf(layout, box, LEGIBLE / SIZE, place));
  }
  rest();
  onViewChanged();
  const isStill = HELD_STILL.matches || layout.boxes.size > MOST_ANIMATED;
  if (before && animates && !isStill) moveFrom(before);
}

/** @template T @param {Map<number, T[]>} lists @param {number} key @param {T} added */
function addTo(lists, key, added) {
  const list = lists.get(key);
  if (list) list.push(added);
  else lists.set(key, [added]);
}

/** @param {Area} area @returns {Point} */
function middleOf({left, top, right, bottom}) {
  return [(left + right) / 2, (top + bottom) / 2];
}

/** The view of a whole layout. @param {Layout} layout */
function wholeView({width, height}) {
  const room = roomOfView();
  const scale = allowed(Math.min(room.width / width, room.height / height, LARGEST_FITTED / SIZE));
  return {x: (drawing.width - width * scale) / 2, y: (drawing.height - height * scale) / 2, scale};
}

/**
 * The view in which the middle of the top of a box is at a place, or as near to it as shows all of the box and no more
 * empty room than need be.
 * @param {Layout} layout
 * @param {number} box
 * @param {number} scale
 * @param {{x: number, y: number}} place
 */
function viewOf({boxes, width, height}, box, scale, {x, y}) {
  const {left, right, top, bottom} = boxes.get(box) ?? {left: 0, right: width, top: 0, bottom: 0};
  /** @param {number} from @param {number} to @param {number} start @param {number} whole @param {number} room */
  const along = (from, to, start, whole, room) => {
    if (whole * scale < room - 2 * MARGIN) return (room - whole * scale) / 2;
    const near = Math.max(Math.min(start, room - MARGIN - (to - from) * scale), MARGIN) - from * scale;
    return clamp(near, room - MARGIN - whole * scale, MARGIN);
  };
  return {
    x: along(left, right, x - (right - left) / 2 * scale, width, drawing.width),
    y: along(top, bottom, y, height, drawing.height),
    scale,
  };
}

/**
 * Let boxes move to their places from where they were on the screen; new ones grow out of those above them.
 * @param {{x: number, y: number, scale: number, boxes: Layout["boxes"]}} before
 */
function moveFrom({x, y, scale, boxes}) {
  const timing = {duration: MOVES_FOR, easing: "ease-out"};
  for (const {box, area, group} of drawing.items) {
    if (box < 0 || !group?.isConnected) continue;
    let origin = box;
    while (origin >= 0 && !boxes.has(origin)) origin = PARENTS[origin];
    const isNew = origin !== box;
    const [nowX, nowY] = middleOf(area);
    const [oldX, oldY] = middleOf(boxes.get(origin) ?? area);
    const by = scale / viewport.scale * (isNew ? 0.2 : 1);
    const left = (oldX * scale + x - viewport.x) / viewport.scale - nowX * by;
    const top = (oldY * scale + y - viewport.y) / viewport.scale - nowY * by;
    const transform = [`translate(${left}px, ${top}px) scale(${by})`, "none"];
    group.animate(isNew ? {transform, opacity: [0, 1]} : {transform}, timing);
  }
  for (const layer of [LAYERS[0], LAYERS[2]]) layer.animate({opacity: [0, 0, 1]}, timing);
}

/** Draw sharp what is in view, and in a large map no more than that and half a view around. */
function rest() {
  clearTimeout(drawing.resting);
  const {layout, items, width, height} = drawing;
  const {x, y, scale} = viewport;
  if (!layout) return;
  drawing.view = {x, y, scale};
  drawing.isBrief = scale * SIZE < BRIEF_BELOW;
  MOVED.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
  DRAWING.style.transform = "";
  drawing.area = layout.boxes.size > MOST_DRAWN ? seen(width / 2, height / 2) : EVERYWHERE;
  for (const item of items) {
    if (overlap(item.area, drawing.area)) put(item);
    else item.group?.remove();
  }
}

/** What of the map is in view, with so many pixels around. */
function seen(across = 0, down = 0) {
  const {x, y, scale} = viewport;
  return {
    left: (-across - x) / scale, right: (drawing.width + across - x) / scale,
    top: (-down - y) / scale, bottom: (drawing.height + down - y) / scale,
  };
}

/** @param {Area} one @param {Area} other */
function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** @param {number} x @param {number} y @param {number} scale */
function setView(x, y, scale) {
  Object.assign(viewport, {x, y, scale});
  const {view, area} = drawing;
  const by = scale / view.scale;
  DRAWING.style.transform = `translate(${x - view.x * by}px,${y - view.y * by}px) scale(${by})`;
  clearTimeout(drawing.resting);
  drawing.resting = setTimeout(rest, RESTS_AFTER);
  const {left, top, right, bottom} = seen();
  if (left < area.left || top < area.top || right > area.right || bottom > area.bottom) rest();
  onViewChanged();
}

/** @param {number} scale */
function allowed(scale) {
  return clamp(scale, SMALLEST, LARGEST);
}

/** Show the whole map. */
function fit() {
  drawing.least = 0;
  if (drawing.isTall) return arrange(true);
  if (!drawing.layout) return;
  const {x, y, scale} = wholeView(drawing.layout);
  setView(x, y, scale);
}

/** @param {number} x @param {number} y */
function pan(x, y) {
  setView(viewport.x + x, viewport.y + y, viewport.scale);
}

/** Enlarge around a place of the view, by default its middle. @param {number} factor */
function zoom(factor, x = drawing.width / 2, y = drawing.height / 2) {
  const scale = allowed(viewport.scale * factor);
  const grown = scale / viewport.scale;
  setView(x - (x - viewport.x) * grown, y - (y - viewport.y) * grown, scale);
}

/** Show a claim so that it can be read, in the middle unless it is in view already. @param {number} claim */
function goToBox(claim) {
  adapt();
  const {layout, width, height} = drawing;
  const area = boxArea(claim);
  if (!layout || !area) return;
  const isInView = area.left >= 0 && area.top >= 0 && area.right <= width && area.bottom <= height;
  if (isInView && viewport.scale * SIZE >= LEGIBLE) return;
  const scale = Math.max(viewport.scale, LEGIBLE / SIZE);
  const {x, y} = viewOf(layout, CLAIMS[claim].box, scale, {x: width / 2, y: height / 3});
  setView(x, y, scale);
}

/** Where the box of a claim is in the view, in pixels; null where it is not shown. @param {number} claim */
function boxArea(claim) {
  const area = drawing.layout?.boxes.get(CLAIMS[claim].box);
  if (!area) return null;
  const {x, y, scale} = viewport;
  const [left, top] = [area.left * scale + x, area.top * scale + y];
  const [width, height] = [(area.right - area.left) * scale, (area.bottom - area.top) * scale];
  return {left, top, width, height, right: left + width, bottom: top + height};
}

/** Lay out anew for a view of another size. */
function adapt() {
  const isSame = drawing.width === VIEW.clientWidth && drawing.height === VIEW.clientHeight;
  if (!isSame) arrange(false, [...marked.selected][0]);
}

// --- what one does with it ---

/** The pointers that are down, with their last place. @type {Map<number, {x: number, y: number}>} */
const pointers = new Map();
let hasDragged = false;

/** Where a pointer is in the view. @param {MouseEvent} event */
function placeInView({clientX, clientY}) {
  const {left, top} = VIEW.getBoundingClientRect();
  return {x: clientX - left, y: clientY - top};
}

on(VIEW, "wheel", event => {
  event.preventDefault();
  const {x, y} = placeInView(event);
  const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
  zoom(Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 100 : 400)), x, y);
}, {passive: false});

on(VIEW, "pointerdown", event => {
  pointers.set(event.pointerId, placeInView(event));
  hasDragged = false;
});
on(VIEW, "pointerup", event => pointers.delete(event.pointerId));
on(VIEW, "pointercancel", event => pointers.delete(event.pointerId));
on(VIEW, "pointermove", event => {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const now = placeInView(event);
  if (!hasDragged && Math.hypot(now.x - before.x, now.y - before.y) < 4) return;
  if (!hasDragged) VIEW.setPointerCapture(event.pointerId);
  hasDragged = true;
  pointers.set(event.pointerId, now);
  const other = [...pointers.values()].find(place => place !== now);
  if (!other) {
    pan(now.x - before.x, now.y - before.y);
    return;
  }
  // Two fingers: what lay between them stays there.
  const grown = allowed(viewport.scale * distance(now, other) / distance(before, other)) / viewport.scale;
  const [x, y] = [(before.x + other.x) / 2, (before.y + other.y) / 2];
  const [nowX, nowY] = [(now.x + other.x) / 2, (now.y + other.y) / 2];
  setView(nowX - (x - viewport.x) * grown, nowY - (y - viewport.y) * grown, viewport.scale * grown);
});

/** @param {{x: number, y: number}} one @param {{x: number, y: number}} other */
function distance(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** The claim whose box an event is on, or -1. @param {Event} event */
function claimAt({target}) {
  const group = /** @type {Element} */ (target).closest("[data-box]");
  return group && !hasDragged ? BOXES[Number(group.getAttribute("data-box"))].claim : -1;
}

on(DRAWING, "click", event => {
  const claim = claimAt(event);
  if (claim < 0) return;
  if (/** @type {Element} */ (event.target).closest(".more")) toggleFold(claim);
  else select(claim);
});
on(DRAWING, "dblclick", event => {
  const claim = claimAt(event);
  if (claim >= 0) toggleFold(claim);
});

on(VIEW, "keydown", event => {
  press(event, {
    ArrowLeft: () => pan(KEY_STEP, 0),
    ArrowRight: () => pan(-KEY_STEP, 0),
    ArrowUp: () => pan(0, KEY_STEP),
    ArrowDown: () => pan(0, -KEY_STEP),
  });
  if (!keysAreOn()) return;
  press(event, {
    "+": () => zoom(ZOOM_STEP),
    "=": () => zoom(ZOOM_STEP),
    "-": () => zoom(1 / ZOOM_STEP),
    0: fit,
  });
});
onClick("zoom-in", () => zoom(ZOOM_STEP));
onClick("zoom-out", () => zoom(1 / ZOOM_STEP));
onClick("fit", fit);
new ResizeObserver(adapt).observe(VIEW);
