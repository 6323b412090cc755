// The picture, in which one selects, edits, adds, and drags. It is drawn by picture.js, which calls some of these functions.

const MAP = element("map");
const ON_BOX = element("on-box");
const ON_LINE = element("on-line");
const BOX_FIELD = /** @type {HTMLTextAreaElement} */ (element("box-field"));
/** How near to a line one has to point, in pixels. */
const NEAR = 10;
/** From where on a pointer drags, in pixels. */
const FAR = 6;

// --- what picture.js asks of a page ---

/** @param {number} claim */
function select(claim) {
  const {id} = CLAIMS[claim];
  STORE.select(id, firstUse(id));
}

/** @param {number} claim */
function toggleFold(claim) {
  STORE.fold(CLAIMS[claim].id);
}

function keysAreOn() {
  return true;
}

function onViewChanged() {
  placeOnPicture();
}

/** The inference by which what is selected is shown: of a claim that was just added, the first. */
function viaOfSelection() {
  return STORE.via || firstUse(STORE.selection);
}

/** The inference by which a claim is shown first, or "". @param {string} claim */
function firstUse(claim) {
  const [use] = usesOf(claim);
  return use === undefined ? "" : inferenceId(use);
}

// --- drawing ---

function drawPicture() {
  const {answer} = STORE;
  MAP.classList.toggle("bare", !STORE.hasMap);
  if (!answer?.map) return;
  MAP.classList.toggle("stale", answer.is_broken);
  MAP.lang = answer.language;
  MAP.dir = answer.is_rtl ? "rtl" : "ltr";
  if (drawnMap !== answer.map) {
    drawnMap = answer.map;
    element("patterns").replaceChildren(drawingIn(answer.patterns));
    element("legend-drawing").replaceChildren(...drawingIn(answer.legend).children);
    layOutPicture();
  }
  showSelection();
}

/** The map that is drawn. @type {PageData | null} */
let drawnMap = null;

/** Lay out the map with what is folded. */
function layOutPicture() {
  const numbers = [...STORE.folded].map(id => STORE.numberOf(id)).filter(number => number >= 0);
  showMap({folded: new Set(numbers), focus: -1}, {touched: STORE.numberOf(STORE.selection)});
  if (showsVerdicts) drawVerdicts();
  placeOnPicture();
}

/** A drawing that argmap has made, as elements. @param {string} markup */
function drawingIn(markup) {
  const wrapped = `<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`;
  return document.importNode(new DOMParser().parseFromString(wrapped, "image/svg+xml").documentElement, true);
}

// --- selection ---

function showSelection() {
  const chosen = STORE.line ? -1 : STORE.numberOf(STORE.selection);
  for (const other of marked.selected) if (other !== chosen) markBoxes(other, "selected", false);
  if (chosen >= 0) markBoxes(chosen, "selected", true);
  VIEW.ariaLabel = [worded("picture_role"), nameOfChosen()].filter(Boolean).join(": ");
  markLine();
  placeOnPicture();
}

/** What one hears of what is selected in the picture. */
function nameOfChosen() {
  if (STORE.line) return nameOf(STORE.line);
  return STORE.numberOf(STORE.selection) < 0 ? "" : nameOfSelection();
}

function markLine() {
  const line = inferenceNumber(STORE.line);
  ofInferences.forEach((list, i) => {
    for (const {group} of list ?? []) group?.classList.toggle("chosen", i === line);
  });
}

/** The middle of a line on the screen. @param {number} inference */
function middleOfLine(inference) {
  const line = layout.lines.find(each => each.inference === inference);
  const path = line?.path ?? layout.trunks.find(({inferences}) => inferences.includes(inference))?.paths[0];
  if (!path) return null;
  const [x, y] = path[Math.floor(path.length / 2)];
  const {left, top} = onScreen({left: x, top: y, right: x, bottom: y});
  return {left, top, right: left, bottom: top};
}

/** Put the buttons and the field where the selection is. */
function placeOnPicture() {
  const number = STORE.numberOf(STORE.selection);
  const line = STORE.hasMap ? inferenceNumber(STORE.line) : -1;
  const isDrafting = STORE.draft?.pane === "picture";
  const area = line >= 0 ? middleOfLine(line) : number >= 0 && STORE.hasMap ? boxArea(number) : null;
  // While the text is broken, it is edited as a text alone.
  const isBusy = isDrafting || isDragging || STORE.answer?.is_broken === true;
  ON_BOX.hidden = line >= 0 || !area || isBusy;
  ON_LINE.hidden = line < 0 || !area || isBusy;
  for (const buttons of [ON_BOX, ON_LINE]) if (!buttons.hidden && area) putBeside(buttons, area);
  if (line >= 0) element("line-turn").hidden = INFERENCES[line].kind === UNDERCUTTER;
  if (isDrafting) placeBoxField();
}

/**
 * Put buttons beside an area of the view where they hide no box, and above it if they can be there. Where all places hide
 * boxes, they are at the bottom.
 * @param {HTMLElement} shown @param {Area} area
 */
function putBeside(shown, {left, right, top, bottom}) {
  const {offsetWidth: width, offsetHeight: height} = shown;
  const [middleX, middleY] = [(left + right - width) / 2, (top + bottom - height) / 2];
  const [mostX, mostY] = [Math.max(2, viewport.width - width - 2), Math.max(2, viewport.height - height - 2)];
  const wishes = [[middleX, top - height - 6], [middleX, bottom + 6], [right + 6, middleY], [left - width - 6, middleY]];
  const places = wishes.map(([x, y]) => [clamp(x, 2, mostX), clamp(y, 2, mostY)]);
  const [x, y] = places.find(place => !hidesBox(place[0], place[1], width, height)) ?? [6, mostY - 4];
  shown.style.transform = `translate(${x}px,${y}px)`;
}

/** Whether something at this place of the view hides a box. @param {number} x @param {number} y @param {number} width @param {number} height */
function hidesBox(x, y, width, height) {
  return [...layout.boxes.values()].some(box => {
    const {left, right, top, bottom} = onScreen(box);
    return x < right && left < x + width && y < bottom && top < y + height;
  });
}

// --- the field over a box ---

function placeBoxField() {
  const {draft} = STORE;
  if (!draft) return;
  const number = STORE.numberOf(draft.target);
  const area = number >= 0 ? boxArea(number) : middleOfLine(inferenceNumber(draft.target));
  const {left, right, top, bottom} = area ?? {left: viewport.width / 2 - 80, right: viewport.width / 2 + 80, top: 40, bottom: 40};
  const isText = draft.kind === "text";
  const width = clamp(right - left, 180, Math.max(180, viewport.width - 8));
  BOX_FIELD.style.width = `${width}px`;
  BOX_FIELD.style.minHeight = isText ? `${bottom - top}px` : "";
  fitField(BOX_FIELD);
  const x = clamp((left + right - width) / 2, 4, Math.max(4, viewport.width - width - 4));
  const y = clamp(isText ? top : bottom + 8, 4, Math.max(4, viewport.height - BOX_FIELD.offsetHeight - 4));
  BOX_FIELD.style.transform = `translate(${x}px,${y}px)`;
}

/** The draft that the field over the picture shows. @type {Draft | null} */
let boxDraft = null;

function showBoxField() {
  const draft = STORE.draft?.pane === "picture" ? STORE.draft : null;
  const isNew = draft !== boxDraft;
  boxDraft = draft;
  BOX_FIELD.hidden = !draft;
  placeOnPicture();
  if (!draft || !isNew) return;
  BOX_FIELD.value = draft.text;
  BOX_FIELD.className = draft.kind;
  BOX_FIELD.ariaLabel = worded(`field_${draft.kind}`);
  BOX_FIELD.placeholder = draft.kind === "text" ? "" : worded(`field_${draft.kind}`);
  placeBoxField();
  BOX_FIELD.focus();
  BOX_FIELD.select();
}

/** @param {boolean} goesOn whether the keyboard stays in the picture */
function endBoxDraft(goesOn) {
  const draft = boxDraft;
  boxDraft = null;
  if (!draft) return;
  finishDraft(draft, BOX_FIELD.value);
  if (goesOn) VIEW.focus();
}

on(BOX_FIELD, "input", () => {
  placeBoxField();
  if (boxDraft) followTyping(boxDraft, BOX_FIELD.value);
});
on(BOX_FIELD, "blur", () => {
  if (boxDraft && document.hasFocus()) endBoxDraft(false);
});
on(BOX_FIELD, "keydown", event => {
  if (event.isComposing) return;
  const draft = boxDraft;
  if (event.key === "Enter") {
    event.preventDefault();
    endBoxDraft(true);
    if ((event.ctrlKey || event.metaKey) && draft && draft.kind !== "text") startDraft(draft.kind, draft.target, "picture", draft.via);
  } else if (event.key === "Tab") {
    event.preventDefault();
    endBoxDraft(true);
  } else if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
    endBoxDraft(true); // so that it is saved as well
  } else if (event.key === "Escape") {
    event.preventDefault();
    boxDraft = null;
    cancelDraft();
    VIEW.focus();
  }
});

// --- what the pointer does ---

/** The claim of the box at a place, or -1. @param {Element | null} target */
function claimAt(target) {
  const box = target?.closest("#view .claim");
  return box ? Number(box.getAttribute("data-claim")) : -1;
}

on(VIEW, "dblclick", event => {
  event.stopPropagation();
  const claim = claimAt(/** @type {Element} */ (event.target));
  if (claim >= 0) startDraft("text", CLAIMS[claim].id, "picture");
  else startDraft(STORE.hasMap ? "loose" : "main", "", "picture");
}, {capture: true});

/** Whether a box is dragged now; and what is dragged from where. */
let isDragging = false;
/** @type {{claim: number, x: number, y: number, pointer: number} | null} */
let dragged = null;

on(VIEW, "pointerdown", event => {
  const claim = claimAt(/** @type {Element} */ (event.target));
  // A finger moves the picture, unless it is on the box that is selected.
  const isSelected = claim >= 0 && CLAIMS[claim].id === STORE.selection;
  if (claim < 0 || event.button !== 0 || !event.isPrimary || (event.pointerType === "touch" && !isSelected)) return;
  dragged = {claim, x: event.clientX, y: event.clientY, pointer: event.pointerId};
  hasDragged = false;
  event.stopPropagation();
}, {capture: true});
on(VIEW, "pointermove", event => {
  if (!dragged || event.pointerId !== dragged.pointer) return;
  const [x, y] = [event.clientX - dragged.x, event.clientY - dragged.y];
  if (!isDragging && Math.hypot(x, y) < FAR) return;
  if (!isDragging) {
    isDragging = hasDragged = true;
    VIEW.setPointerCapture(event.pointerId);
    MAP.classList.add("dragging");
    placeOnPicture();
  }
  for (const {group} of ofClaims[dragged.claim] ?? []) {
    if (group) group.style.transform = `translate(${x / viewport.scale}px,${y / viewport.scale}px)`;
  }
  markTarget(targetAt(event));
}, {capture: true});
on(VIEW, "pointerup", event => endDrag(event, true), {capture: true});
on(VIEW, "pointercancel", event => endDrag(event, false), {capture: true});

/** The claim under the pointer that is not the dragged one, or -1. @param {PointerEvent} event */
function targetAt(event) {
  const under = document.elementsFromPoint(event.clientX, event.clientY).map(claimAt);
  return under.find(claim => claim >= 0 && claim !== dragged?.claim) ?? -1;
}

/** @param {number} claim */
function markTarget(claim) {
  ofClaims.forEach((list, other) => {
    for (const {group} of list ?? []) group?.classList.toggle("target", other === claim);
  });
}

/** @param {PointerEvent} event @param {boolean} isDone */
function endDrag(event, isDone) {
  if (!dragged || event.pointerId !== dragged.pointer) return;
  const {claim} = dragged;
  const isDropped = isDragging && isDone;
  const target = isDropped ? targetAt(event) : -1;
  const [x, y] = placeInView(event);
  const line = isDropped && target < 0 ? lineNear(x, y) : -1;
  for (const {group} of ofClaims[claim] ?? []) if (group) group.style.transform = "";
  markTarget(-1);
  MAP.classList.remove("dragging");
  dragged = null;
  isDragging = false;
  placeOnPicture();
  const {id} = CLAIMS[claim];
  const isOwn = line >= 0 && INFERENCES[line].premises.includes(claim);
  if (!isDropped || isOwn) return;
  select(claim);
  const via = firstUse(id);
  if (target >= 0 && isBelow(target, claim)) announce(worded("is_below", {text: CLAIMS[target].text}));
  else if (target >= 0) offerDrop(targetActions(id, via, CLAIMS[target].id), event);
  else if (line >= 0) offerDrop(lineActions(id, via, inferenceId(line)), event);
  else if (via) offerDrop([detachAction(id, via)], event);
}

/** The line nearest to a place of the view, or -1. @param {number} x @param {number} y */
function lineNear(x, y) {
  const [placeX, placeY] = [(x - viewport.x) / viewport.scale, (y - viewport.y) / viewport.scale];
  let [nearest, least] = [-1, NEAR / viewport.scale];
  /** @param {number} inference @param {Path} path */
  const look = (inference, path) => {
    for (let i = 1; i < path.length; i++) {
      const [[fromX, fromY], [toX, toY]] = [path[i - 1], path[i]];
      const [alongX, alongY] = [toX - fromX, toY - fromY];
      const long = alongX * alongX + alongY * alongY;
      const share = long ? clamp(((placeX - fromX) * alongX + (placeY - fromY) * alongY) / long, 0, 1) : 0;
      const away = Math.hypot(placeX - fromX - share * alongX, placeY - fromY - share * alongY);
      if (away < least) [nearest, least] = [inference, away];
    }
  };
  for (const {inference, path} of layout.lines) look(inference, path);
  for (const {inference, bar, legs} of layout.brackets) for (const path of [bar, ...legs]) look(inference, path);
  for (const {inferences, paths} of layout.trunks) for (const path of paths) look(inferences[0], path);
  return nearest;
}

on(VIEW, "click", event => {
  if (hasDragged || claimAt(/** @type {Element} */ (event.target)) >= 0) return;
  const [x, y] = placeInView(event);
  const line = lineNear(x, y);
  if (line >= 0) STORE.selectLine(inferenceId(line));
  else STORE.select("");
});
on(VIEW, "contextmenu", event => {
  const claim = claimAt(/** @type {Element} */ (event.target));
  const [x, y] = placeInView(event);
  const line = claim < 0 ? lineNear(x, y) : -1;
  if (claim < 0 && line < 0) return;
  event.preventDefault();
  // That the button is up again, only the menu hears.
  pointers.clear();
  const place = {left: event.clientX, top: event.clientY, bottom: event.clientY};
  if (claim >= 0) {
    select(claim);
    openMoreMenu(STORE.selection, viaOfSelection(), VIEW, "picture", place);
  } else {
    STORE.selectLine(inferenceId(line));
    openLineMenu(STORE.line, place);
  }
});

/** How much boxes count that are aside of the way, or only their middles, compared with boxes that are further away. */
const [ASIDE, OFF_MIDDLE] = [2, 0.1];

/** The box to which an arrow leads from the one that is selected, or -1. @param {"ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight"} arrow */
function boxBeside(arrow) {
  const start = layout.boxes.get(selectedBox());
  let [nearest, least] = [-1, Infinity];
  if (!start) return nearest;
  for (const [box, {left, top, right, bottom}] of layout.boxes) {
    const gaps = {
      ArrowUp: start.top - bottom, ArrowDown: top - start.bottom, ArrowLeft: start.left - right, ArrowRight: left - start.right,
    };
    const [aside, offMiddle] = arrow === "ArrowUp" || arrow === "ArrowDown"
      ? [Math.max(0, gaps.ArrowLeft, gaps.ArrowRight), gaps.ArrowLeft - gaps.ArrowRight]
      : [Math.max(0, gaps.ArrowUp, gaps.ArrowDown), gaps.ArrowUp - gaps.ArrowDown];
    const cost = gaps[arrow] + ASIDE * aside + OFF_MIDDLE * Math.abs(offMiddle);
    if (gaps[arrow] >= 0 && cost < least) [nearest, least] = [box, cost];
  }
  return nearest;
}

/** Select the claim of a box, and say which it is. @param {number | undefined} box */
function goToBoxOf(box) {
  if (box !== undefined && box >= 0) select(BOXES[box].claim);
  announce(nameOfChosen());
}

/** Which keys go to another box. They would move the picture, which follows the selection. @type {Record<string, () => number | undefined>} */
const KEYS_TO_BOXES = {
  ArrowDown: () => boxBeside("ArrowDown"),
  ArrowUp: () => boxBeside("ArrowUp"),
  ArrowRight: () => boxBeside("ArrowRight"),
  ArrowLeft: () => boxBeside("ArrowLeft"),
  Home: () => tree.boxes[0],
  End: () => tree.boxes.at(-1),
};

function selectedBox() {
  return CLAIMS[STORE.numberOf(STORE.selection)]?.box ?? -1;
}

on(VIEW, "keydown", event => {
  const key = keyOf(event);
  if (event.target !== VIEW || !Object.hasOwn(KEYS_TO_BOXES, key) || !STORE.hasMap) return;
  event.preventDefault();
  event.stopPropagation();
  goToBoxOf(selectedBox() < 0 ? tree.boxes[0] : KEYS_TO_BOXES[key]());
}, {capture: true});
on(VIEW, "keydown", event => {
  const {selection} = STORE;
  const key = keyOf(event);
  /** @type {Record<string, () => void>} */
  const actions = {
    Enter: () => startDraft("reason", selection, "picture"),
    "Shift+Enter": () => startDraft("objection", selection, "picture"),
    F2: () => startDraft("text", selection, "picture"),
    m: () => chooseTarget(selection, viaOfSelection(), "move"),
    l: () => chooseTarget(selection, viaOfSelection(), "link"),
    v: toggleVerdicts,
    ContextMenu: openMenuOfSelection,
    "Shift+F10": openMenuOfSelection,
    Escape: () => (STORE.line ? STORE.selectLine("") : STORE.select("")),
    Delete: () => (STORE.line ? deleteLine(STORE.line) : deleteClaim(selection)),
  };
  if (event.target !== VIEW || !Object.hasOwn(actions, key) || !(selection || STORE.line)) return;
  event.preventDefault();
  actions[key]();
});

/** Open the menu of what is selected beside it. */
function openMenuOfSelection() {
  if (STORE.line) openLineMenu(STORE.line, ON_LINE.getBoundingClientRect());
  else openMoreMenu(STORE.selection, viaOfSelection(), VIEW, "picture", ON_BOX.getBoundingClientRect());
}

onClick("box-reason", () => startDraft("reason", STORE.selection, "picture"));
onClick("box-objection", () => startDraft("objection", STORE.selection, "picture"));
onClick("box-more", () => openMoreMenu(STORE.selection, viaOfSelection(), element("box-more"), "picture"));
onClick("line-undercut", () => startDraft("undercutter", STORE.line, "picture"));
onClick("line-outweigh", () => startDraft("weighing", STORE.line, "picture"));
onClick("line-premise", () => startDraft("premise", STORE.line, "picture"));
onClick("line-turn", () => turnLine(STORE.line));
onClick("line-delete", () => deleteLine(STORE.line));

STORE.listen("answer", drawPicture);
STORE.listen("draft", showBoxField);
STORE.listen("folded", layOutPicture);
STORE.listen("selection", () => {
  showSelection();
  const number = STORE.numberOf(STORE.selection);
  if (number >= 0 && !STORE.line && viewport.width) goToBox(number);
});
