// One claim at a time: the claim is large, what it bears on is above it, and what bears on it below. Study asks what bears
// on a claim before it shows that.

/**
 * What is read: a claim, or a question and its answer.
 * @typedef {object} Leaf
 * @property {string} key by which it differs from others
 * @property {Node[]} content
 * @property {number} at how far one is, from 0
 * @property {number} last how far one can go
 */

const READING = element("reading");
const LEAF = element("leaf");
const NEXT = element("reading-next");
const BACK = element("reading-back");
const FULL_SCREEN = element("full-screen");

/** The claims and the inferences in the order of the outline. */
const READ = [...items.keys()];
const COURSE = [...itemsOfInferences.keys()];

/** What is asked for: two objections that answer each other are one line of the picture. */
const ANSWERS = new Set(INFERENCES.map(({answer}) => answer));
const QUESTIONS = COURSE.filter(i => !ANSWERS.has(i));

/** How the card of an inference looks. */
const KINDS = ["support", "rebuttal", "undercutter"];

/** A finger that goes so far, and more across than down, goes to a sibling. */
const SWIPE = 50;

const reading = {
  /** What is shown. @type {Leaf | undefined} */
  leaf: undefined,
  /** Whether the keys of a clicker go on and back. */
  isPresented: false,
  /** Where a finger went down. @type {PointerEvent | undefined} */
  finger: undefined,
};

/** The inferences that bear on a claim, or strike an inference. @param {number} target @param {boolean} isStruck */
function bearingOn(target, isStruck) {
  return COURSE.filter(i => INFERENCES[i].target === target && (INFERENCES[i].kind === UNDERCUTTER) === isStruck);
}

/** The inference by which a claim bears on another where the outline has its text, or -1. @param {number} claim */
function homeOf(claim) {
  return Number(items.get(claim)?.dataset.step ?? -1);
}

/** The claims that bear on the same. @param {number} claim */
function siblingsOf(claim) {
  const home = INFERENCES[homeOf(claim)];
  if (!home) return READ.filter(other => homeOf(other) < 0);
  const inferences = bearingOn(home.target, home.kind === UNDERCUTTER);
  return [...new Set(inferences.flatMap(i => INFERENCES[i].premises))];
}

/** What a claim bears on, first where the outline has it. @param {number} claim */
function usesOf(claim) {
  const uses = COURSE.filter(i => INFERENCES[i].premises.includes(claim));
  return [...new Set([homeOf(claim), ...uses])].filter(i => i >= 0);
}

/** The claim on whose page an inference has its card. @param {number} i @returns {number} */
function pageOf(i) {
  const {kind, target} = INFERENCES[i];
  return kind === UNDERCUTTER ? pageOf(target) : target;
}

// The parts of a page.

/** @param {string} className @param {(string | Node)[]} content */
function span(className, ...content) {
  return create("span", {className}, ...content);
}

/** The number of a claim, and its text. @param {number} claim @param {string} before */
function claimText(claim, before = "") {
  const {number, text} = CLAIMS[claim];
  return [before, span("number", number), " ", create("bdi", {}, text)];
}

/** The premises of an inference. @param {number} i */
function premisesText(i) {
  return INFERENCES[i].premises.flatMap((premise, place) => claimText(premise, place ? " + " : ""));
}

/** What an inference bears on: a claim, or an inference from its premises to a claim. @param {number} i */
function targetText(i) {
  const {kind, target} = INFERENCES[i];
  if (kind !== UNDERCUTTER) return claimText(target);
  const struck = INFERENCES[target];
  const arrow = IS_RTL ? " ← " : " → ";
  return [...premisesText(target), ...(struck.kind === UNDERCUTTER ? [] : claimText(struck.target, arrow))];
}

/** What an undercutter is called. @param {number} i */
function undercutterName(i) {
  return said(INFERENCES[i].weighing ? "outweighs" : "against_this_inference");
}

/** The line that leads to what a claim bears on. @param {number} i */
function useLine(i) {
  const {kind, target} = INFERENCES[i];
  const claim = CLAIMS[target]?.number;
  const role = kind === UNDERCUTTER ? undercutterName(i) : said(kind === SUPPORT ? "reason_for" : "objection_to", {claim});
  const text = kind === UNDERCUTTER ? targetText(i) : [CLAIMS[target].text];
  return create("li", {}, create("button", {onclick: () => goTo(pageOf(i))}, create("b", {}, role), " ", ...text));
}

/** What is to be said of a claim besides its text. @param {number} claim */
function marksOf(claim) {
  const {words, sign} = shownVerdict(claim);
  const marks = inEntry(items.get(claim), ".mark")?.textContent ?? "";
  return [span("mark", marks), ...(words ? [span("verdict", signIcon(sign), words)] : [])];
}

/** The looks of a claim: its side, and its verdict. @param {number} claim @param {boolean} isJudged */
function boxClass(claim, isJudged) {
  return `box side-${CLAIMS[claim].side} ${isJudged ? shownVerdict(claim).verdict : ""}`;
}

/** How many reasons and objections a claim has. @param {number} claim */
function countsOf(claim) {
  const kinds = bearingOn(claim, false).map(i => INFERENCES[i].kind);
  return [[SUPPORT, "+", "reasons"], [REBUTTAL, "−", "objections"]].flatMap(([kind, sign, name]) => {
    const count = kinds.filter(other => other === kind).length;
    if (!count) return [];
    const heard = span("only-heard", ` ${said(String(name))}${WORDS.colon}`);
    return [heard, create("span", {ariaHidden: "true"}, String(sign)), `${count} `];
  });
}

/**
 * The card of an inference: its premises, and what strikes it.
 * @param {number} i
 * @param {Set<number>} [known] in Study, what was shown: nothing leads elsewhere
 * @returns {HTMLElement}
 */
function inferenceCard(i, known) {
  const {kind, premises} = INFERENCES[i];
  const status = known || !chosen.verdicts ? "" : verdicts.status(i);
  const boxes = premises.map(premise => {
    if (known) return create("div", {className: boxClass(premise, false)}, ...claimText(premise));
    const foot = span("foot", ...marksOf(premise), span("counts", ...countsOf(premise)));
    return create("button", {className: boxClass(premise, true), onclick: () => goTo(premise)}, ...claimText(premise), foot);
  });
  const linked = boxes.flatMap((box, place) => (place ? [span("plus", "+"), box] : [box]));
  const name = [kind === UNDERCUTTER && undercutterName(i), STATUSES.has(status) && WORDS[status]].filter(word => word);
  const role = name.length ? [create("p", {className: "role"}, name.join(WORDS.colon))] : [];
  const against = cards(bearingOn(i, true), known);
  return create("li", {className: `inference ${KINDS[kind]} ${ENDINGS.get(status) ?? ""}`}, ...role, ...linked, ...against);
}

/** @param {number[]} inferences @param {Set<number>} [known] */
function cards(inferences, known) {
  const shown = inferences.filter(i => !known || known.has(i)).map(i => inferenceCard(i, known));
  return shown.length ? [create("ul", {role: "list", className: "cards"}, ...shown)] : [];
}

/** @param {string} name @param {number[]} inferences */
function cardsBelow(name, inferences) {
  return inferences.length ? [create("section", {}, create("h3", {}, said(name)), ...cards(inferences))] : [];
}

/** The button that leads to a sibling. @param {number | undefined} claim @param {string} className */
function siblingButton(claim, className) {
  if (claim === undefined) return span(className);
  const {number, text} = CLAIMS[claim];
  const heard = span("only-heard", ` ${text}`);
  return create("button", {className, title: text, onclick: () => goTo(claim)}, number, heard);
}

/** @param {(string | Node)[]} content */
function heading(...content) {
  return create("h2", {tabIndex: -1}, ...content);
}

/** @param {number} claim @returns {Leaf} */
function claimLeaf(claim) {
  const inferences = bearingOn(claim, false);
  const siblings = siblingsOf(claim);
  const place = siblings.indexOf(claim);
  const uses = usesOf(claim).map(useLine);
  const above = create("ul", {role: "list", className: "above", ariaLabel: said("bears_on_claim")}, ...uses);
  const row = create(
    "div", {className: "row"},
    siblingButton(siblings[place - 1], "before"), span("side", DATA.sides[CLAIMS[claim].side]), siblingButton(siblings[place + 1], "after"),
  );
  const box = create("div", {className: `large ${boxClass(claim, true)}`}, heading(...claimText(claim)), span("foot", ...marksOf(claim)));
  const kinds = [SUPPORT, REBUTTAL].map(kind => inferences.filter(i => INFERENCES[i].kind === kind));
  const below = create("div", {className: "below"}, ...cardsBelow("reasons", kinds[0]), ...cardsBelow("objections", kinds[1]));
  if (!inferences.length) below.append(create("p", {className: "mark"}, said("nothing_bears")));
  const content = [...(uses.length ? [above] : []), row, box, suppositions(claim), below];
  return {key: `claim ${claim}`, content, at: READ.indexOf(claim), last: READ.length - 1};
}

/** @param {number} step @returns {Leaf} */
function questionLeaf(step) {
  const place = step >> 1;
  const i = QUESTIONS[place];
  const {kind, target, question} = INFERENCES[i];
  const looks = kind === UNDERCUTTER ? "box" : boxClass(target, false);
  const known = new Set(QUESTIONS.slice(0, place).flatMap(earlier => [earlier, INFERENCES[earlier].answer]));
  const earlier = cards(bearingOn(target, kind === UNDERCUTTER), known);
  for (const list of earlier) list.classList.add("earlier");
  const content = [
    create("div", {className: `large ${looks}`}, heading(...targetText(i))),
    create("p", {className: "question"}, question),
    ...(step % 2 ? [create("p", {className: "mark"}, said("the_map_answers")), ...cards([i], new Set([i]))] : []),
    ...earlier,
  ];
  return {key: `step ${step}`, content, at: step, last: 2 * QUESTIONS.length - 1};
}

/** @param {Choice} choice */
function leafOf({mode, step, selected}) {
  if (isStudied(mode)) return questionLeaf(Math.min(step, 2 * QUESTIONS.length - 1));
  return claimLeaf(items.has(selected) ? selected : READ[0]);
}

/** Whether there are questions to ask. @param {string} mode */
function isStudied(mode) {
  return mode === "study" && QUESTIONS.length > 0;
}

// How one goes on.

/** @param {Choice} choice */
function showReading(choice) {
  const {mode} = choice;
  const begins = READING.hidden;
  READING.hidden = !mode;
  if (!mode) {
    if (!begins) endReading();
    return;
  }
  document.body.dataset.mode = mode;
  READING.ariaLabel = said(mode);
  const leaf = leafOf(choice);
  const {key, content, at, last} = leaf;
  const isSame = !begins && key === reading.leaf?.key;
  const focused = all("button", LEAF).findIndex(button => button === document.activeElement);
  reading.leaf = leaf;
  LEAF.replaceChildren(...content);
  const [number, total] = isStudied(mode) ? [at >> 1, (last + 1) / 2] : [at, last + 1];
  element("step-of").textContent = said("step_of", {number: number + 1, total});
  NEXT.textContent = said(isStudied(mode) && at % 2 === 0 ? "show_answer" : "next");
  BACK.ariaDisabled = String(at === 0);
  NEXT.ariaDisabled = String(at === last);
  if (isSame) {
    all("button", LEAF)[focused]?.focus();
    return;
  }
  LEAF.scrollTop = 0;
  // Who goes on by a button stays on it, and hears what is new.
  const goesTo = begins || document.activeElement === document.body;
  if (goesTo) first("h2", LEAF)?.focus({preventScroll: true});
  element("heard").textContent = goesTo ? "" : (isStudied(mode) ? LEAF : first("h2", LEAF))?.textContent ?? "";
}

function endReading() {
  const {mode = ""} = document.body.dataset;
  delete document.body.dataset.mode;
  reading.leaf = undefined;
  exitFullScreen();
  element(mode).focus();
}

/** @param {string} mode */
function startReading(mode) {
  choose({mode, step: 0, selected: items.has(chosen.selected) ? chosen.selected : READ[0]}, false);
}

function leaveReading() {
  choose({mode: "", step: 0}, false);
}

/** @param {number} by */
function goOn(by) {
  if (!reading.leaf) return;
  const {at, last} = reading.leaf;
  const step = at + by;
  if (step < 0 || step > last) return;
  if (isStudied(chosen.mode)) choose({step, selected: pageOf(QUESTIONS[step >> 1])}, false);
  else goTo(READ[step]);
}

/** Go to a sibling, or to the next question. @param {number} by */
function goAside(by) {
  if (isStudied(chosen.mode)) goOn(by);
  else first(by < 0 ? ".before" : ".after", LEAF)?.click();
}

/** Read in full screen, with the keys of a clicker. */
function presentReading() {
  if (!chosen.mode) startReading("read");
  reading.isPresented = true;
  document.documentElement.requestFullscreen?.().catch(() => {}); // it may not be allowed
}

function exitFullScreen() {
  reading.isPresented = false;
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
}

for (const mode of MODES) onClick(mode, () => startReading(mode));
on(NEXT, "click", () => goOn(1));
on(BACK, "click", () => goOn(-1));
onClick("leave", leaveReading);
FULL_SCREEN.hidden = !document.fullscreenEnabled;
on(FULL_SCREEN, "click", () => (document.fullscreenElement ? exitFullScreen() : presentReading()));
on(document, "fullscreenchange", () => {
  reading.isPresented = Boolean(document.fullscreenElement);
  FULL_SCREEN.ariaPressed = String(reading.isPresented);
});

on(window, "keydown", event => {
  if (!chosen.mode || event.target === FIELD || first(":popover-open")) return;
  const ahead = IS_RTL ? -1 : 1;
  /** @type {Record<string, () => void>} */
  const keys = {Escape: leaveReading, ArrowRight: () => goAside(ahead), ArrowLeft: () => goAside(-ahead)};
  if (!isStudied(chosen.mode)) {
    keys.ArrowUp = () => first(".above button", LEAF)?.click();
    keys.ArrowDown = () => first(".cards button", LEAF)?.click();
    keys.Home = () => goTo(READ[0]);
  }
  if (reading.isPresented) Object.assign(keys, {PageDown: () => goOn(1), PageUp: () => goOn(-1)});
  // The space bar presses the button that it is on.
  const isOnButton = event.target instanceof HTMLButtonElement;
  if (reading.isPresented && !isOnButton) keys[" "] = () => goOn(event.shiftKey ? -1 : 1);
  press(event, keys);
});

on(READING, "pointerdown", event => {
  reading.finger = event.pointerType === "touch" && event.isPrimary ? event : undefined;
});
on(READING, "pointerup", ({clientX, clientY}) => {
  if (!reading.finger) return;
  const across = clientX - reading.finger.clientX;
  const down = clientY - reading.finger.clientY;
  reading.finger = undefined;
  if (Math.abs(across) > Math.max(SWIPE, 1.5 * Math.abs(down))) goAside(across < 0 === IS_RTL ? -1 : 1);
});
