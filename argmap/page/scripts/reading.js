// One claim at a time: the claim is large, what it bears on is above it, and what bears on it is below. Study asks what bears
// on a claim before it shows that.

const READING = element("reading");
const LEAF = element("leaf");
const NEXT = element("reading-next");
const BACK = element("reading-back");

/** The claims in the order of the outline. */
const READ = [...items.keys()];

/** What Study asks for, in that order: two objections that answer each other are one line of the picture. */
const ANSWERS = new Set(INFERENCES.map(({answer}) => answer));
const QUESTIONS = DATA.course.filter(i => !ANSWERS.has(i));

/** A finger that goes so far, and more across than down, goes to a sibling. */
const SWIPE = 50;

const reading = {
  /** What is shown; "" where no claim is. */
  key: "",
  /** Whether the keys of a clicker go on and back. */
  isPresented: false,
  /** Where a finger went down. @type {PointerEvent | undefined} */
  finger: undefined,
};

// What bears on what.

/** @param {number} target @param {number} kind */
function bearingOn(target, kind) {
  return DATA.course.filter(i => INFERENCES[i].target === target && INFERENCES[i].kind === kind);
}

/** The inferences that bear on the same as one does. @param {number} i */
function besides(i) {
  const {kind, target} = INFERENCES[i];
  return kind === UNDERCUTTER ? bearingOn(target, kind) : [...bearingOn(target, SUPPORT), ...bearingOn(target, REBUTTAL)];
}

/** The inference by which a claim bears on another where the outline has its text, or -1. @param {number} claim */
function homeOf(claim) {
  return Number(items.get(claim)?.dataset.step ?? -1);
}

/** The claims that bear on the same. @param {number} claim */
function siblingsOf(claim) {
  const home = homeOf(claim);
  if (home < 0) return READ.filter(other => homeOf(other) < 0);
  return [...new Set(besides(home).flatMap(i => INFERENCES[i].premises))];
}

/** The claim below which an inference is shown. @param {number} i @returns {number} */
function conclusionOf(i) {
  const {kind, target} = INFERENCES[i];
  return kind === UNDERCUTTER ? conclusionOf(target) : target;
}

// What is shown of a claim and an inference.

/** A list, unless it is empty. @param {string} className @param {HTMLElement[]} lines */
function listOf(className, lines) {
  return lines.length ? [create("ul", {role: "list", className}, ...lines)] : [];
}

/** What the outline has of a claim. @param {number} claim @param {HTMLElement | undefined} item */
function lineOf(claim, item = items.get(claim)) {
  return [...inEntry(item, ".line").cloneNode(true).childNodes];
}

/** How a claim looks: its side, and its verdict. @param {number} claim */
function boxClass(claim) {
  return `box side-${CLAIMS[claim].side} ${items.get(claim)?.dataset.verdict ?? ""}`;
}

/** A claim on a card: a tap reads it, unless it is studied. @param {number} claim @param {HTMLElement | undefined} item */
function claimBox(claim, item) {
  if (chosen.mode === "study") return create("div", {className: boxClass(claim)}, ...lineOf(claim, item));
  const counts = [SUPPORT, REBUTTAL].flatMap(kind => {
    const {length} = bearingOn(claim, kind);
    const heard = create("span", {className: "only-heard"}, said(kind ? "objections" : "reasons") + WORDS.colon);
    return length ? [heard, `${kind ? "−" : "+"}${length} `] : [];
  });
  const foot = create("span", {className: "counts"}, ...counts);
  return create("button", {className: boxClass(claim), onclick: () => goTo(claim)}, ...lineOf(claim, item), foot);
}

/**
 * The cards of inferences: linked premises are on one, and what strikes an inference is on its card.
 * @param {number[]} inferences
 * @param {(i: number) => boolean} isShown
 * @returns {HTMLElement[]}
 */
function cards(inferences, isShown) {
  return listOf("cards", inferences.filter(isShown).map(i => {
    const boxes = (itemsOfInferences.get(i) ?? []).map(item => claimBox(claimOf(item), item));
    const undercutters = cards(bearingOn(i, UNDERCUTTER), isShown);
    return create("li", {className: ["support", "rebuttal", "undercutter"][INFERENCES[i].kind]}, ...boxes, ...undercutters);
  }));
}

/** The texts of what an inference bears on. @param {number} i */
function targetText(i) {
  const {kind, target} = INFERENCES[i];
  if (kind !== UNDERCUTTER) return CLAIMS[target].text;
  const premises = INFERENCES[target].premises.map(premise => CLAIMS[premise].text).join(" + ");
  return premises + (IS_RTL ? " ← " : " → ") + CLAIMS[conclusionOf(target)].text;
}

/** The line that leads to what a claim bears on. @param {number} i */
function useLine(i) {
  const {kind, target, weighing} = INFERENCES[i];
  const names = ["reason_for", "objection_to", weighing ? "outweighs" : "against_this_inference"];
  const role = create("b", {}, said(names[kind], {claim: CLAIMS[target]?.number}));
  return create("li", {}, create("button", {onclick: () => goTo(conclusionOf(i))}, role, " ", targetText(i)));
}

/** The button that leads to a sibling. @param {string} className @param {number | undefined} claim */
function siblingButton(className, claim) {
  if (claim === undefined) return create("span", {className});
  const {number, text} = CLAIMS[claim];
  const heard = create("span", {className: "only-heard"}, ` ${text}`);
  return create("button", {className, title: text, onclick: () => goTo(claim)}, number, heard);
}

/** @param {string} className @param {(string | Node)[]} content */
function heading(className, ...content) {
  return create("h2", {className, tabIndex: -1}, ...content);
}

/** @param {number} claim */
function claimContent(claim) {
  const uses = DATA.course.filter(i => INFERENCES[i].premises.includes(claim));
  const inOrder = [...new Set([homeOf(claim), ...uses])].filter(i => i >= 0);
  const siblings = siblingsOf(claim);
  const place = siblings.indexOf(claim);
  const side = create("span", {className: "side"}, DATA.picture.looks[CLAIMS[claim].side].name);
  const row = create("div", {className: "row"}, siblingButton("before", siblings[place - 1]), side, siblingButton("after", siblings[place + 1]));
  const kinds = [SUPPORT, REBUTTAL].flatMap(kind => {
    const list = cards(bearingOn(claim, kind), () => true);
    return list.length ? [create("section", {}, create("h3", {}, said(kind ? "objections" : "reasons")), ...list)] : [];
  });
  const below = create("div", {className: "below"}, ...(kinds.length ? kinds : [said("nothing_bears")]));
  const above = listOf("above", inOrder.map(useLine));
  for (const list of above) list.ariaLabel = said("bears_on_claim");
  return [...above, row, heading(`${boxClass(claim)} large`, ...lineOf(claim)), suppositions(claim), below];
}

/** @param {number} step */
function questionContent(step) {
  const place = step >> 1;
  const asked = QUESTIONS[place];
  const {kind, target, question} = INFERENCES[asked];
  const known = new Set(QUESTIONS.slice(0, place).flatMap(i => [i, INFERENCES[i].answer]));
  const text = kind === UNDERCUTTER ? heading("box large", targetText(asked)) : heading(`${boxClass(target)} large`, ...lineOf(target));
  const answer = step % 2 ? [create("p", {}, said("the_map_answers")), ...cards([asked], i => i === asked)] : [];
  const earlier = cards(besides(asked), i => known.has(i));
  for (const list of earlier) list.classList.add("earlier");
  return [text, create("p", {className: "question"}, question), ...answer, ...earlier];
}

// How one goes on.

/** How far one is among the claims, or the questions and their answers, and how far one can go. @param {Choice} choice */
function progress({mode, step, selected}) {
  const last = (mode === "study" ? 2 * QUESTIONS.length : READ.length) - 1;
  return {last, at: mode === "study" ? Math.min(step, last) : Math.max(0, READ.indexOf(selected))};
}

/** @param {Choice} choice */
function showReading(choice) {
  const {mode} = choice;
  READING.hidden = !mode;
  const begins = !reading.key;
  if (!mode) {
    reading.key = "";
    if (!begins) exitFullScreen();
    return;
  }
  const {at, last} = progress(choice);
  const isStudy = mode === "study";
  const key = `${mode} ${at}`;
  const isSame = key === reading.key;
  reading.key = key;
  const focused = all("button", LEAF).findIndex(button => button === document.activeElement);
  LEAF.replaceChildren(...(isStudy && at >= 0 ? questionContent(at) : claimContent(READ[Math.max(0, at)])));
  READING.ariaLabel = said(mode);
  element("step-of").textContent = said("step_of", {number: (isStudy ? at >> 1 : at) + 1, total: isStudy ? QUESTIONS.length : last + 1});
  NEXT.textContent = said(isStudy && at % 2 === 0 ? "show_answer" : "next");
  BACK.ariaDisabled = String(at <= 0);
  NEXT.ariaDisabled = String(at === last);
  if (isSame) {
    all("button", LEAF)[focused]?.focus();
    return;
  }
  LEAF.scrollTop = 0;
  const title = /** @type {HTMLElement} */ (first("h2", LEAF));
  const isFree = begins || document.activeElement === document.body;
  if (isFree) title.focus();
  // Who goes on by a button stays on it, and hears what is new.
  element("heard").textContent = isFree ? "" : (isStudy ? LEAF : title).innerText;
}

/** @param {number} by */
function goOn(by) {
  const {at, last} = progress(chosen);
  const step = at + by;
  if (step < 0 || step > last) return;
  if (chosen.mode === "study") choose({step}, false);
  else goTo(READ[step]);
}

/** Go to a sibling, or to another question. @param {number} by */
function goAside(by) {
  if (chosen.mode === "study") goOn(by);
  else first(by < 0 ? ".before" : ".after", LEAF)?.click();
}

function leaveReading() {
  const {mode} = chosen;
  choose({mode: "", step: 0}, false);
  element(mode).focus();
}

/** Read in full screen, with the keys of a clicker. */
function presentReading() {
  if (!chosen.mode) choose({mode: "read"}, false);
  reading.isPresented = true;
  document.documentElement.requestFullscreen?.().catch(() => {}); // it may not be allowed
}

function exitFullScreen() {
  reading.isPresented = false;
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
}

on(NEXT, "click", () => goOn(1));
on(BACK, "click", () => goOn(-1));
onClick("leave", leaveReading);
onClick("full-screen", () => (reading.isPresented ? exitFullScreen() : presentReading()));
on(document, "fullscreenchange", () => {
  reading.isPresented = Boolean(document.fullscreenElement);
  element("full-screen").ariaPressed = String(reading.isPresented);
});

on(window, "keydown", event => {
  const {mode} = chosen;
  if (!mode || event.target === FIELD || first(":popover-open")) return;
  const ahead = IS_RTL ? -1 : 1;
  press(event, {
    Escape: leaveReading,
    ArrowRight: () => goAside(ahead),
    ArrowLeft: () => goAside(-ahead),
    ...(mode === "read" && {
      ArrowUp: () => first(".above button", LEAF)?.click(),
      ArrowDown: () => first(".cards button", LEAF)?.click(),
      Home: () => goTo(READ[0]),
    }),
    ...(reading.isPresented && {PageDown: () => goOn(1), PageUp: () => goOn(-1)}),
    // The space bar presses the button that it is on.
    ...(reading.isPresented && !(event.target instanceof HTMLButtonElement) && {" ": () => goOn(event.shiftKey ? -1 : 1)}),
    ...(keysAreOn() && {p: () => element("full-screen").click()}),
  });
});

on(READING, "pointerdown", event => {
  reading.finger = event.pointerType === "touch" && event.isPrimary ? event : undefined;
});
on(READING, "pointerup", ({clientX, clientY}) => {
  const {finger} = reading;
  if (!finger) return;
  const across = clientX - finger.clientX;
  if (Math.abs(across) > Math.max(SWIPE, 1.5 * Math.abs(clientY - finger.clientY))) goAside(across < 0 === IS_RTL ? -1 : 1);
});
