// What is seen of the map: what is laid out, where it is and how large. While one zooms and pans, one style changes; once
// that rests, the picture is drawn sharp.

/** How large the text of claims is, in pixels of CSS, so that it can be read. */
const LEGIBLE = 14;
const MARGIN = 12;
const ZOOM_STEP = 1.25;
const KEY_STEP = 60;
/** How far the number of what is hidden reaches below a box. */
const PILL = 14;
const HELD_STILL = matchMedia("(prefers-reduced-motion: reduce)");

const VIEW = element("view");
/** @type {SVGSVGElement} */
const DRAWING = draw(VIEW, "svg", {class: "map", "aria-hidden": "true", direction: "ltr"});
/** @type {SVGGElement} */
const MOVED = draw(DRAWING, "g");
/** For fields and frames, boxes, lines. @type {SVGGElement[]} */
const LAYERS = [0, 1, 2].map(() => draw(MOVED, "g"));
MOVED.append(LAYERS[1]); // the number of what is hidden is over lines

/** The whole map, and what of it is visible. */
let WHOLE = visibleTree(DATA.picture, new Set(), -1);
let tree = WHOLE;
/** The claims of the map that was laid out last. */
let laidOut = CLAIMS;
/** @type {Layout} */
let layout = {width: 1, height: 1, boxes: new Map(), brackets: [], lines: [], trunks: [], fields: []};
/** Whether the layout is larger than the view, for its text to be read; and how large text is at least where it is not. */
let isTall = false;
let leastText = LEGIBLE;

/**
 * What is drawn together, in an area and a layer. It has a group once it was in view.
 * @typedef {{layer: number, area: Area, fill: (group: SVGGElement, isBrief: boolean) => void,
 *   group?: SVGGElement, isBrief?: boolean}} Piece
 */

/** @type {Piece[]} */
let pieces = [];
/** Those of each claim, and of each inference. @type {Piece[][]} */
let ofClaims = [];
/** @type {Piece[][]} */
let ofInferences = [];

/** Claims whose boxes have a class. @type {Record<string, Set<number>>} */
const marked = {selected: new Set(), found: new Set()};

/** Where the picture is and how large, in a view of a size. */
const viewport = {x: 0, y: 0, scale: 1, width: 0, height: 0};
/** How it was drawn last, and which area. */
let drawn = {...viewport, isBrief: false, area: windowOf()};
let resting = 0;
let isFitted = false;

withEachMap(() => {
  WHOLE = visibleTree(DATA.picture, new Set(), -1);
  tree = WHOLE;
  pieces = [];
  for (const claims of Object.values(marked)) claims.clear();
  // In the layout before, boxes have the numbers that they have now, so that they move from there.
  const places = new Map(laidOut.map(({id, box}) => [id, layout.boxes.get(box)]));
  layout.boxes = new Map();
  for (const {id, box} of CLAIMS) {
    const place = places.get(id);
    if (place && box >= 0) layout.boxes.set(box, place);
  }
  laidOut = CLAIMS;
});

// --- what is drawn ---

/** The boxes of groups, and all below them. @param {Group[]} groups @param {Group[][]} below */
function boxesUnder(groups, below) {
  const boxes = [];
  const waiting = [...groups];
  // The list grows while it is read.
  for (const group of waiting) {
    for (const box of group.boxes) {
      boxes.push(box);
      waiting.push(...below[box]);
    }
  }
  return boxes;
}

/** All pieces of a layout, and those of each claim and inference. @param {Layout} placed @param {Tree} shown */
function piecesOf(placed, shown) {
  const {apart} = DATA.picture;
  /** @type {{pieces: Piece[], ofClaims: Piece[][], ofInferences: Piece[][]}} */
  const found = {pieces: [], ofClaims: [], ofInferences: []};
  /** @param {number} layer @param {Area} area @param {Piece["fill"]} fill @param {Piece[][]} lists @param {number[]} numbers */
  const add = (layer, area, fill, lists = [], numbers = []) => {
    const piece = {layer, area, fill};
    found.pieces.push(piece);
    for (const number of numbers) (lists[number] ??= []).push(piece);
  };
  if (apart && shown.loose.length) {
    const corners = boxesUnder(shown.loose, shown.below).flatMap(box => cornersOf(/** @type {Area} */ (placed.boxes.get(box))));
    const {left, top, right, bottom} = hullOf(corners);
    const area = {left: left - 5, top: top - 15, right: right + 5, bottom: bottom + 5};
    add(0, area, group => {
      paintArea(group, area, "frame");
      paintText(group, [[apart, 0]], IS_RTL ? right : left, top - 6.4, {class: "heading"});
    });
  }
  for (const area of placed.fields) add(0, area, group => paintArea(group, area, "field"));
  for (const [box, area] of placed.boxes) {
    const {claim} = BOXES[box];
    const hidden = isFolded(box, shown) ? boxesUnder(WHOLE.below[box], WHOLE.below).length : 0;
    add(1, area, (group, isBrief) => {
      paintBox(group, box, area, isBrief, hidden);
      for (const name of Object.keys(marked)) group.classList.toggle(name, marked[name].has(claim));
    }, found.ofClaims, [claim]);
  }
  const bracketsOf = Map.groupBy(placed.brackets, bracket => bracket.inference);
  for (const [i, lines] of Map.groupBy(placed.lines, line => line.inference)) {
    const brackets = bracketsOf.get(i) ?? [];
    const points = [...brackets.flatMap(({bar, legs}) => [bar, ...legs]), ...lines.map(({path}) => path)].flat();
    add(2, hullOf(points), group => paintStep(group, [i], brackets, lines), found.ofInferences, [i]);
  }
  for (const {inferences, paths} of placed.trunks) {
    const [path, ...bars] = paths.toReversed();
    add(2, hullOf(paths.flat()), group => paintStep(group, inferences, [], [{path}], bars), found.ofInferences, inferences);
  }
  const words = wordsOn(placed, {boxes: BOXES, claims: CLAIMS, inferences: INFERENCES, words: DATA.picture.words, isRtl: IS_RTL});
  for (const word of words) {
    const isOnField = placed.fields.some(field => gapOf(word.area, field) < 0);
    add(2, word.area, (group, isBrief) => !isBrief && paintWord(group, word, isOnField), found.ofInferences, word.inferences);
  }
  // What lines say, the legend need not explain.
  for (const row of all("[data-says]")) row.toggleAttribute("hidden", words.some(({relation}) => row.dataset.says === String(relation)));
  return found;
}

/** @param {Piece} piece */
function paint(piece) {
  const {group, fill} = piece;
  if (!group) return;
  group.replaceChildren();
  piece.isBrief = drawn.isBrief;
  fill(group, drawn.isBrief);
}

/** @param {number} claim @param {string} sign the name of a sign; "" is none @param {string} verdict */
function showVerdictOfClaim(claim, sign, verdict) {
  signs[claim] = {sign, verdict};
  ofClaims[claim]?.forEach(paint);
}

/** @param {number} inference @param {string} ending @param {string} tail */
function showEndingOf(inference, ending, tail) {
  endings[inference] = {ending, tail};
  ofInferences[inference]?.forEach(paint);
}

/** Give the boxes of a claim a class, or take it away. @param {number} claim @param {string} name @param {boolean} has */
function markBoxes(claim, name, has) {
  marked[name][has ? "add" : "delete"](claim);
  for (const {group} of ofClaims[claim] ?? []) group?.classList.toggle(name, has);
}

/** Light up claims once, in their places and in this order, within two seconds. @param {number[]} claims */
function flash(claims) {
  const apart = Math.min(80, 1400 / claims.length);
  claims.forEach((claim, place) => {
    for (const {group} of ofClaims[claim] ?? []) {
      if (!group?.isConnected) continue;
      const halo = draw(group, "path", {class: "halo", d: first(".outline", group)?.getAttribute("d")});
      const isStill = HELD_STILL.matches;
      const timing = isStill ? {duration: 1500} : {duration: 600, delay: place * apart, fill: "backwards"};
      halo.animate({opacity: isStill ? [1, 1] : [0, 1, 0]}, timing).onfinish = () => halo.remove();
    }
  });
}

// --- what is seen ---

/**
 * Show the map with these claims folded, or only what bears on one. A claim that was touched stays in view.
 * @param {{folded: Set<number>, focus: number}} choice
 * @param {{animates?: boolean, touched?: number}} how
 */
function showMap({folded, focus}, {animates = true, touched = -1} = {}) {
  tree = visibleTree(DATA.picture, folded, focus);
  if (pieces.length) leastText = 10;
  arrange(animates, touched);
}

/** The claims that have a box now, which may be out of view. */
function shownClaims() {
  return new Set(tree.boxes.map(box => BOXES[box].claim));
}

/** The deepest level at which all can be read, as the page is opened: main claims are level 1. */
function openingLevel() {
  let level = 2;
  while (LEVELS.some(deeper => deeper > level)) {
    const next = visibleTree(DATA.picture, foldedAt(level + 1), -1);
    if (placedIn(next, roomOfView()).scale * SIZE < LEGIBLE) break;
    level++;
  }
  return level;
}

/** The room for a layout: the view, or one that is higher by a factor. */
function roomOfView(times = 1) {
  const {clientWidth, clientHeight} = VIEW;
  return {width: clientWidth - 2 * MARGIN, height: (clientHeight - 2 * MARGIN) * times, most: 20 / SIZE};
}

/** How much a layout is enlarged in a room. @param {Room} room @param {{width: number, height: number}} placed */
function scaleIn({width, height, most}, placed) {
  return Math.min(most, width / placed.width, height / placed.height);
}

/** Whether what bears on a box is hidden. @param {number} box @param {Tree} shown */
function isFolded(box, shown) {
  return BELOW[box].length > 0 && !shown.below[box].length;
}

/** A layout for a room, and how much it is enlarged there. @param {Tree} shown @param {Room} room */
function placedIn(shown, room) {
  const placed = layOut(shown, {...room, isRtl: IS_RTL});
  for (const [box, {bottom}] of placed.boxes) {
    // What is hidden is counted below the box.
    if (isFolded(box, shown)) placed.height = Math.max(placed.height, bottom + PILL);
  }
  return {placed, scale: scaleIn(room, placed)};
}

/**
 * Lay out what is visible anew, and show all of it if its text is large enough; else the claim that was touched, or the
 * first of all.
 * @param {boolean} animates
 */
function arrange(animates, touched = -1) {
  const {clientWidth: width, clientHeight: height} = VIEW;
  const before = {...viewport, boxes: layout.boxes};
  Object.assign(viewport, {width, height});
  if (!width) return;
  let {placed, scale} = placedIn(tree, roomOfView());
  isTall = scale * SIZE < leastText;
  const least = isTall ? LEGIBLE : 0;
  // Twice the text takes four times the height; a narrow view takes a bit more.
  for (let times = (least / SIZE / scale) ** 2; scale * SIZE < least && times < 1e4; times *= 1.5) {
    ({placed, scale} = placedIn(tree, roomOfView(times)));
  }
  layout = placed;
  ({pieces, ofClaims, ofInferences} = piecesOf(placed, tree));
  for (const layer of LAYERS) layer.replaceChildren();
  if (isTall) {
    const box = touched < 0 ? tree.boxes[0] : CLAIMS[touched].box;
    const old = touched < 0 ? undefined : before.boxes.get(box);
    const {left, right, top} = old ? onScreen(old, before) : {left: 0, right: width, top: MARGIN};
    lookAt(box, LEGIBLE / SIZE, (left + right) / 2, top);
  } else {
    lookAtAll();
  }
  drawSharp();
  // Very many boxes jump.
  if (before.boxes.size && animates && !HELD_STILL.matches && placed.boxes.size <= 400) moveFrom(before);
}

/** Show all of the layout. */
function lookAtAll() {
  lookAt(tree.boxes[0], scaleIn(roomOfView(), layout), 0, 0);
  isFitted = true;
}

/**
 * Show the middle of the top of a box at a place, or as near to it as all of the box is in view, and no more empty room
 * than need be.
 * @param {number} box @param {number} scale @param {number} x @param {number} y
 */
function lookAt(box, scale, x, y) {
  const area = layout.boxes.get(box);
  if (!area) return;
  /** @param {number} wish @param {number} from @param {number} to @param {number} whole @param {number} room */
  const startAt = (wish, from, to, whole, room) => {
    const start = Math.max(MARGIN, Math.min(wish, room - MARGIN - (to - from) * scale)) - from * scale;
    const most = Math.max(MARGIN, (room - whole * scale) / 2);
    return clamp(start, room - most - whole * scale, most);
  };
  const {left, top, right, bottom} = area;
  const {width, height} = viewport;
  const across = startAt(x - (right - left) / 2 * scale, left, right, layout.width, width);
  setView(across, startAt(y, top, bottom, layout.height, height), scale);
}

/** Where an area is on the screen. @param {Area} area */
function onScreen({left, top, right, bottom}, {x, y, scale} = viewport) {
  return {left: left * scale + x, top: top * scale + y, right: right * scale + x, bottom: bottom * scale + y};
}

/**
 * Let boxes move to their places from where they were on the screen; new ones grow out of those above them.
 * @param {typeof viewport & {boxes: Map<number, Area>}} before
 */
function moveFrom({boxes, ...before}) {
  const timing = {duration: 280, easing: "ease-out"};
  const {x, y, scale} = viewport;
  for (const group of all("[data-box]", LAYERS[1])) {
    const box = Number(group.dataset.box);
    const area = layout.boxes.get(box);
    if (!area) continue;
    let origin = box;
    while (origin >= 0 && !boxes.has(origin)) origin = PARENTS[origin];
    const isNew = origin !== box;
    const old = onScreen(boxes.get(origin) ?? area, before);
    const by = before.scale / scale * (isNew ? 0.2 : 1);
    const across = ((old.left + old.right) / 2 - x) / scale - (area.left + area.right) / 2 * by;
    const down = ((old.top + old.bottom) / 2 - y) / scale - (area.top + area.bottom) / 2 * by;
    group.animate({transform: [`translate(${across}px,${down}px) scale(${by})`, "none"], opacity: [isNew ? 0 : 1, 1]}, timing);
  }
  for (const layer of [LAYERS[0], LAYERS[2]]) layer.animate({opacity: [0, 0, 1]}, timing);
}

/** The area of the map in view, with this share of the view around it. */
function windowOf(around = 0) {
  const {x, y, scale, width, height} = viewport;
  return {
    left: (-width * around - x) / scale, right: (width * (1 + around) - x) / scale,
    top: (-height * around - y) / scale, bottom: (height * (1 + around) - y) / scale,
  };
}

/** Draw sharp what is in view and half a view around, which is how far the SVG reaches. */
function drawSharp() {
  clearTimeout(resting);
  const {x, y, scale, width, height} = viewport;
  const area = windowOf(0.5);
  drawn = {...viewport, isBrief: scale * SIZE < 8, area};
  MOVED.setAttribute("transform", `translate(${x + width / 2} ${y + height / 2}) scale(${scale})`);
  DRAWING.style.transform = "";
  for (const piece of pieces) {
    const {left, top, right, bottom} = piece.area;
    const isNear = left < area.right && area.left < right && top < area.bottom && area.top < bottom;
    // Of a small map all is drawn.
    if (isNear || tree.boxes.length <= 300) {
      const layer = LAYERS[piece.layer];
      const group = (piece.group ??= draw(layer, "g"));
      if (!group.isConnected) layer.append(group);
      if (piece.isBrief !== drawn.isBrief) paint(piece);
    } else {
      piece.group?.remove();
    }
  }
}

/** @param {number} x @param {number} y @param {number} scale */
function setView(x, y, scale) {
  // Some of the map stays in view.
  x = clamp(x, KEY_STEP - layout.width * scale, viewport.width - KEY_STEP);
  y = clamp(y, KEY_STEP - layout.height * scale, viewport.height - KEY_STEP);
  Object.assign(viewport, {x, y, scale});
  isFitted = false;
  const by = scale / drawn.scale;
  DRAWING.style.transform = `translate(${x - drawn.x * by}px,${y - drawn.y * by}px) scale(${by})`;
  clearTimeout(resting);
  resting = setTimeout(drawSharp, 150);
  const {left, top, right, bottom} = windowOf();
  const {area} = drawn;
  if (left < area.left || top < area.top || right > area.right || bottom > area.bottom) drawSharp();
  onViewChanged();
}

/** Show the whole map. */
function fit() {
  leastText = 0;
  if (isTall) arrange(true);
  else lookAtAll();
}

/** @param {number} x @param {number} y */
function pan(x, y) {
  setView(viewport.x + x, viewport.y + y, viewport.scale);
}

/** Enlarge around a place of the view, by default its middle; what is there goes to another. @param {number} factor */
function zoom(factor, x = viewport.width / 2, y = viewport.height / 2, toX = x, toY = y) {
  // The browser is not asked how large the view is: that could take a while.
  const least = scaleIn({...viewport, most: 1}, layout) / 2;
  const scale = clamp(viewport.scale * factor, least, 8);
  const grown = scale / viewport.scale;
  setView(toX - (x - viewport.x) * grown, toY - (y - viewport.y) * grown, scale);
}

/** Show a claim so that it can be read, and move no more than that takes. @param {number} claim */
function goToBox(claim) {
  adapt();
  const area = boxArea(claim);
  if (!area) return;
  const {scale, width, height} = viewport;
  // Below it are its buttons.
  const isInView = area.left >= 0 && area.top >= 0 && area.right <= width && area.bottom + PILL + 100 <= height;
  if (!isInView || scale * SIZE < LEGIBLE) lookAt(CLAIMS[claim].box, Math.max(scale, LEGIBLE / SIZE), width / 2, height / 3);
}

/** Where the box of a claim is in the view, if it is shown. @param {number} claim */
function boxArea(claim) {
  const area = layout.boxes.get(CLAIMS[claim].box);
  return area && onScreen(area);
}

/** Lay out anew for a view of another size, unless only a line more or less is above it. */
function adapt() {
  const {clientWidth: width, clientHeight: height} = VIEW;
  const more = Math.abs(height - viewport.height);
  if (width !== viewport.width || more > height / 4) {
    arrange(false, [...marked.selected][0]);
  } else if (more) {
    viewport.height = height;
    if (isFitted) lookAtAll();
    drawSharp();
  }
}

// --- what one does with it ---

/** The pointers that are down, with their last place. @type {Map<number, number[]>} */
const pointers = new Map();
let hasDragged = false;

/** Where a pointer is in the view. @param {MouseEvent} event */
function placeInView({clientX, clientY}) {
  const {left, top} = VIEW.getBoundingClientRect();
  return [clientX - left, clientY - top];
}

on(VIEW, "wheel", event => {
  event.preventDefault();
  const lines = event.deltaMode ? 30 : 1;
  const [x, y] = placeInView(event);
  zoom(Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 100 : 400)), x, y);
}, {passive: false});
on(VIEW, "pointerdown", event => {
  pointers.set(event.pointerId, placeInView(event));
  hasDragged = false;
});
on(VIEW, "pointerup", ({pointerId}) => pointers.delete(pointerId));
on(VIEW, "pointercancel", ({pointerId}) => pointers.delete(pointerId));
on(VIEW, "pointermove", event => {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const now = placeInView(event);
  if (!hasDragged && distance(now, before) < 4) return;
  if (!hasDragged) VIEW.setPointerCapture(event.pointerId);
  hasDragged = true;
  pointers.set(event.pointerId, now);
  // Two fingers: what lay between them stays there.
  const other = [...pointers.values()].find(place => place !== now);
  const factor = other ? distance(now, other) / distance(before, other) : 1;
  const [x, y] = middleOf(before, other ?? before);
  zoom(factor, x, y, ...middleOf(now, other ?? now));
});

/** @param {number[]} one @param {number[]} other @returns {[number, number]} */
function middleOf([x, y], [otherX, otherY]) {
  return [(x + otherX) / 2, (y + otherY) / 2];
}

/** @param {number[]} one @param {number[]} other */
function distance([x, y], [otherX, otherY]) {
  return Math.hypot(otherX - x, otherY - y);
}

/** Do something with the claim of the box that an event is on: after the first of two clicks it may be gone. */
for (const [type, action] of /** @type {const} */ ([["click", select], ["dblclick", toggleFold]])) {
  on(LAYERS[1], type, event => {
    const box = /** @type {Element} */ (event.target).closest(".claim");
    if (box && !hasDragged) action(Number(box.getAttribute("data-claim")));
    event.stopPropagation();
  });
}
on(VIEW, "keydown", event => press(event, {
  ArrowLeft: () => pan(KEY_STEP, 0),
  ArrowRight: () => pan(-KEY_STEP, 0),
  ArrowUp: () => pan(0, KEY_STEP),
  ArrowDown: () => pan(0, -KEY_STEP),
  ...(keysAreOn() && {
    "+": () => zoom(ZOOM_STEP),
    "=": () => zoom(ZOOM_STEP),
    "-": () => zoom(1 / ZOOM_STEP),
    0: fit,
  }),
}));
onClick("zoom-in", () => zoom(ZOOM_STEP));
onClick("zoom-out", () => zoom(1 / ZOOM_STEP));
onClick("fit", fit);
new ResizeObserver(adapt).observe(VIEW);
