// A map that is told bit by bit: what each stop adds to the picture and to the outline (see reveal_steps.py).

/**
 * @typedef {object} Stop
 * @property {number} claim that is told, or -1
 * @property {number} inference that is told, or -1
 * @property {number[]} boxes of what is told
 * @property {number[]} bearsOn the boxes of what that bears on
 * @property {Element[]} struck what it bears on, in the picture
 * @property {HTMLElement[]} items of the outline that can be seen from here on
 * @property {Element[]} elements that can be, these among them
 */

const ENTRIES = all("li[data-claim]");

/** What can be seen from an earlier stop on: a trunk comes with the first of its lines. @type {Set<Element>} */
const seen = new Set();

/** @type {Stop[]} */
const STOPS = DATA.stops.map(({claim, inference, boxes, ...stop}) => {
  const items = stop.new_entries.map(entry => ENTRIES[entry]);
  const boxesAndFrames = [...stop.new_boxes.map(box => boxGroups[box]), ...stop.new_frames.map(frame => frameGroups[frame].group)];
  const parts = [...boxesAndFrames, ...stop.new_lines.flatMap(lineOf), ...items];
  const elements = parts.filter(element => seen.size < seen.add(element).size);
  const line = INFERENCES[inference]?.kind === UNDERCUTTER ? lineOf(INFERENCES[inference].target) : [];
  const struck = [...line, ...stop.bears_on.filter(box => !boxes.includes(box)).map(box => boxGroups[box])];
  return {claim, inference, boxes, bearsOn: stop.bears_on, struck, items, elements};
});

/** How many stops are told. */
let shownStops = STOPS.length;

/** Tell so many stops, and hide what the others add. @param {number} count */
function showStops(count) {
  for (const stop of STOPS.slice(count, shownStops)) mark(stop.elements, "untold", true);
  for (const stop of STOPS.slice(shownStops, count)) mark(stop.elements, "untold", false);
  shownStops = count;
}

/** The line of an inference in the picture, if it has one of its own, and its trunk. @param {number} inference */
function lineOf(inference) {
  const ends = trunks.filter(({members}) => members.includes(inference));
  return [inferenceGroups.get(inference), ...ends].flatMap(line => line?.group ?? []);
}

// The words of a stop.

/** @typedef {[number: string, text: string]} Line */

/** The number of a claim in the outline, and its text. @param {number} claim @returns {Line} */
function claimLine(claim, item = items.get(claim)) {
  return [numberOf(item), CLAIMS[claim].text];
}

/** The premises of an inference, a line each. @param {number} inference */
function inferenceLines(inference) {
  const told = itemsOfInferences.get(inference) ?? [];
  return INFERENCES[inference].premises.map(premise => claimLine(premise, told.find(item => claimOf(item) === premise)));
}

/** What an inference bears on: a claim, or an inference with where it leads from, and to. @param {number} inference @returns {Line[]} */
function targetLines(inference) {
  const {kind, target} = INFERENCES[inference];
  if (kind !== UNDERCUTTER) return [claimLine(target)];
  const lines = inferenceLines(target);
  const struck = INFERENCES[target];
  if (struck.kind !== UNDERCUTTER) lines.push([IS_RTL ? "←" : "→", CLAIMS[struck.target].text]);
  return lines;
}

// What is shown at each step of the two modes: Study asks what bears on a claim before it shows it; in Present one
// goes through the debate, stop by stop, before a class.

/**
 * @typedef {object} Scene
 * @property {number} told how many stops
 * @property {Element[]} asked what is asked about, or what the news bear on
 * @property {Element[]} now what is told just now
 * @property {Line[]} head over the lines of the caption
 * @property {Line[]} lines
 * @property {string} next the name of what the button does
 * @property {number[]} near the boxes that have to be seen
 * @property {number[]} far those that are to be seen where there is room
 * @property {number} done how far one is
 * @property {number} of so many
 */

/** The places of the stops that are asked for: each question is asked, and then answered. */
const QUESTIONS = [...STOPS.keys()].filter(place => STOPS[place].inference >= 0);

/** @type {Scene} */
const WHOLE_MAP = {
  told: STOPS.length, asked: [], now: [], head: [], lines: [textLine(said("whole_map"))], next: "next", near: [], far: [], done: 0, of: 0,
};

/** @param {number} place @returns {Scene} */
function studyScene(place) {
  if (place === 2 * QUESTIONS.length) return WHOLE_MAP;
  const done = (place >> 1) + 1;
  const told = QUESTIONS[done - 1];
  const stop = STOPS[told];
  const {question, kind, target} = INFERENCES[stop.inference];
  const about = kind === UNDERCUTTER ? itemsOfInferences.get(target) : [items.get(target)];
  const asked = [...stop.struck, ...(about ?? [])].flatMap(part => part ?? []);
  const {boxes, bearsOn} = stop;
  if (place % 2) {
    const head = [textLine(question), textLine(said("the_map_answers"))];
    return {...newsOf(stop), told: told + 1, asked, head, next: "next", done, of: QUESTIONS.length};
  }
  const head = targetLines(stop.inference);
  const lines = [textLine(question)];
  const next = "show_answer";
  return {told, asked, now: [], head, lines, next, near: bearsOn, far: boxes, done, of: QUESTIONS.length};
}

/** @param {number} place @returns {Scene} */
function presentScene(place) {
  if (place === STOPS.length) return WHOLE_MAP;
  const stop = STOPS[place];
  const done = place + 1;
  return {...newsOf(stop), told: done, asked: stop.struck, head: roleOf(stop), next: "next", done, of: STOPS.length};
}

/** What a stop adds, or brings to mind again. @param {Stop} stop */
function newsOf({claim, inference, boxes, items, bearsOn}) {
  const now = [...boxes.map(box => boxGroups[box]), ...items, ...lineOf(inference)];
  return {now, lines: inference < 0 ? [claimLine(claim)] : inferenceLines(inference), near: boxes, far: bearsOn};
}

/** What a stop is, and of what. @param {Stop} stop @returns {Line[]} */
function roleOf({inference, items: [item]}) {
  const above = item?.parentElement?.previousElementSibling;
  if (inference < 0) return above?.localName === "h2" ? [textLine(above.textContent ?? "")] : [];
  const {kind, target, weighing} = INFERENCES[inference];
  const name = weighing ? "outweighs" : "against_this_inference";
  if (kind === UNDERCUTTER) return [[said(name), ""], ...targetLines(inference)];
  const [claim, text] = claimLine(target);
  return [[said(kind === SUPPORT ? "reason_for" : "objection_to", {claim}), text]];
}

/** @param {string} text @returns {Line} */
function textLine(text) {
  return ["", text];
}

// Two modes tell the map bit by bit; what they have not told cannot be seen, found or heard.

/** At this scale the text of a box has 14 points, and can be read from some way off. */
const LEGIBLE = 1.6;
/** At this one, from near by. */
const READABLE = 1.2;
/** Nothing is shown larger: more than one box should be in sight. */
const LARGEST_SHOWN = 2.4;
const MARGIN = 40;
const GLIDES_FOR = 450;
/** A finger that goes so far, and more across than down, turns the page. */
const SWIPE = 50;

const tour = {
  mode: "",
  place: -1,
  /** @type {Scene | undefined} */
  scene: undefined,
  /** Where the view is, or is on its way to. @type {{x: number, y: number, scale: number} | undefined} */
  goal: undefined,
  /** What was chosen before, and what was seen. @type {Choice | undefined} */
  left: undefined,
  view: {...viewport},
  /** Whether the mode goes on when the full screen ends. */
  isKept: false,
};

const NEXT = element("mode-next");
const BACK = element("mode-back");
const FULL_SCREEN = element("full-screen");

/** What is chosen, as far as it counts in a mode. @param {Choice} choice @returns {Choice} */
function effective(choice) {
  if (!choice.mode) return choice;
  const {mode, step, selected} = choice;
  return {...choiceIn(""), verdicts: false, mode, step, selected};
}

/** @param {string} mode */
function enterMode(mode) {
  tour.left = chosen;
  choose({mode, step: 0, selected: -1}, false);
  if (mode === "present") fillScreen();
}

function leaveMode() {
  if (tour.mode) choose({...(tour.left ?? chosen), mode: "", step: 0}, false);
}

/** @param {number} place */
function goToStep(place) {
  const step = Math.max(0, Math.min(place, lastPlace()));
  if (step !== tour.place) choose({step, selected: -1}, false);
}

function lastPlace() {
  return tour.mode === "study" ? 2 * QUESTIONS.length : STOPS.length;
}

/** @param {Choice} choice */
function showMode({mode, step}) {
  if (mode !== tour.mode) {
    if (tour.mode) endMode();
    if (mode) beginMode(mode);
  }
  if (mode) showPlace(Math.min(step, lastPlace()));
}

/** @param {string} mode */
function beginMode(mode) {
  Object.assign(tour, {mode, place: -1, view: {...viewport}});
  document.body.dataset.mode = mode;
  element("mode").ariaLabel = said(mode);
  FULL_SCREEN.hidden = mode === "study" || !document.fullscreenEnabled;
  NEXT.focus();
}

function endMode() {
  const {mode, view} = tour;
  Object.assign(tour, {mode: "", left: undefined, goal: undefined});
  markScene(undefined);
  showStops(STOPS.length);
  delete document.body.dataset.mode;
  element("mode").ariaLabel = null;
  element("caption").replaceChildren();
  exitFullScreen();
  setView(view.x, view.y, view.scale);
  if (view.isFitted) fit();
  element(mode).focus();
}

/** @param {number} place */
function showPlace(place) {
  if (place === tour.place) return;
  const isFirst = tour.place < 0;
  const scene = tour.mode === "study" ? studyScene(place) : presentScene(place);
  tour.place = place;
  showStops(scene.told);
  markScene(scene);
  const head = scene.head.map(line => captionLine("head", line));
  element("caption").replaceChildren(...head, ...scene.lines.map(line => captionLine("said", line)));
  element("mode").scrollTop = 0;
  NEXT.textContent = said(scene.next);
  NEXT.ariaDisabled = String(place === lastPlace());
  BACK.ariaDisabled = String(place === 0);
  element("step-of").textContent = scene.of ? said("step_of", {number: scene.done, total: scene.of}) : "";
  tour.goal = undefined;
  look(!isFirst);
  const told = [...scene.now, ...scene.asked].filter(part => part.localName === "li");
  // The first last: where not all can be seen, it is.
  for (const item of told.reverse()) first(":scope > .entry", item)?.scrollIntoView({block: "nearest"});
}

/** @param {string} className @param {Line} line */
function captionLine(className, [number, text]) {
  return create("span", {className}, ...(number ? [create("b", {}, number), " "] : []), create("bdi", {}, text));
}

/** Mark what a scene is about, and nothing else. @param {Scene | undefined} scene */
function markScene(scene) {
  for (const name of /** @type {const} */ (["asked", "now"])) {
    mark(tour.scene?.[name] ?? [], name, false);
    mark(scene?.[name] ?? [], name, true);
  }
  tour.scene = scene;
  document.body.classList.toggle("all-told", Boolean(scene && !scene.near.length));
}

/**
 * Let the news be seen, as large as they can be; what they bear on as well, as long as all can be read.
 * @param {boolean} glides
 */
function look(glides) {
  const {scene} = tour;
  const {clientWidth, clientHeight} = VIEW;
  // On a phone the map may be out of sight.
  if (!clientWidth) tour.goal = undefined;
  if (!clientWidth || !scene) return;
  if (!scene.near.length) {
    fit();
    return;
  }
  viewport.isFitted = false;
  const must = around(scene.near);
  const both = around([...scene.near, ...scene.far]);
  const ofBoth = fitting(both, MARGIN);
  const scale = Math.min(LARGEST_SHOWN, ofBoth < READABLE ? Math.min(LEGIBLE, fitting(must, MARGIN)) : ofBoth);
  const whole = wholeArea();
  /** Where the picture begins. @param {"x" | "y"} axis @param {"width" | "height"} size @param {number} length */
  const start = (axis, size, length) => {
    const half = Math.max(1, length - 2 * MARGIN) / scale / 2;
    const middle = within(both[axis] + both[size] / 2, must[axis] + must[size] - half, must[axis] + half);
    // Nothing beside the map is seen as long as there is map to show.
    return length / 2 - within(middle, half, whole[size] - half) * scale;
  };
  const goal = {x: start("x", "width", clientWidth), y: start("y", "height", clientHeight), scale};
  // The caption may have changed the room: then this is known already.
  if (JSON.stringify(goal) === JSON.stringify(tour.goal)) return;
  tour.goal = goal;
  const from = {...viewport};
  /** @param {number} done */
  const move = done => {
    const eased = done * done * (3 - 2 * done);
    // The scale grows evenly, and one place of the picture stays where it is on the way.
    const now = done < 1 ? from.scale * (scale / from.scale) ** eased : scale;
    const part = scale === from.scale ? eased : (now - from.scale) / (scale - from.scale);
    setView(from.x * (1 - part) + goal.x * part, from.y * (1 - part) + goal.y * part, now);
  };
  animate(GLIDES_FOR, !glides, move, () => tour.goal !== goal || pointers.size > 0);
}

/** @param {number} value @param {number} least @param {number} most */
function within(value, least, most) {
  return Math.max(Math.min(least, most), Math.min(Math.max(least, most), value));
}

function fillScreen() {
  document.documentElement.requestFullscreen?.().catch(() => {}); // it may not be allowed
}

function exitFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
}

for (const mode of MODES) onClick(mode, () => enterMode(mode));
onClick("mode-next", () => goToStep(tour.place + 1));
onClick("mode-back", () => goToStep(tour.place - 1));
onClick("leave", leaveMode);
onClick("full-screen", () => {
  // Who presses this button goes on presenting; who presses Escape does not.
  tour.isKept = true;
  if (document.fullscreenElement) exitFullScreen();
  else fillScreen();
});
on(document, "fullscreenchange", () => {
  const isFull = Boolean(document.fullscreenElement);
  FULL_SCREEN.ariaPressed = String(isFull);
  if (!isFull && !tour.isKept && tour.mode === "present") leaveMode();
  tour.isKept = false;
});
new ResizeObserver(() => look(false)).observe(VIEW);

on(window, "keydown", onModeKey, {capture: true});
/** The keys of a keyboard and of a clicker. @param {KeyboardEvent} event */
function onModeKey(event) {
  if (tour.mode) press(event, {Escape: leaveMode});
  if (tour.mode !== "present") return;
  const next = () => goToStep(tour.place + 1);
  const back = () => goToStep(tour.place - 1);
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: IS_RTL ? back : next,
    ArrowLeft: IS_RTL ? next : back,
    ArrowDown: next,
    ArrowUp: back,
    PageDown: next,
    PageUp: back,
    Home: () => goToStep(0),
    End: () => goToStep(Infinity),
  };
  // The space bar presses the button that it is on.
  if (!(event.target instanceof HTMLButtonElement)) keys[" "] = event.shiftKey ? back : next;
  press(event, keys);
}

/** Where a finger went down that is the only one. @type {{clientX: number, clientY: number} | undefined} */
let swiped;
on(VIEW, "pointerdown", event => {
  swiped = event.pointerType === "touch" && pointers.size === 1 ? event : undefined;
});
on(VIEW, "pointerup", ({clientX, clientY}) => {
  if (!swiped || tour.mode !== "present") return;
  const across = clientX - swiped.clientX;
  const isSwipe = Math.abs(across) > Math.max(SWIPE, 1.5 * Math.abs(clientY - swiped.clientY));
  swiped = undefined;
  if (isSwipe) goToStep(tour.place + (across < 0 === IS_RTL ? -1 : 1));
});
