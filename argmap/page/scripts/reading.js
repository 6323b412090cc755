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

// What bears on what.

/** Inferences by what they bear on. @param {number} target @param {number[]} kinds */
function bearingOn(target, ...kinds) {
  return kinds.flatMap(kind => DATA.course.filter(i => INFERENCES[i].target === target && INFERENCES[i].kind === kind));
}

/** The inferences that bear on the same as one does. @param {Inference} inference */
function besides({kind, target}) {
  return kind === UNDERCUTTER ? bearingOn(target, kind) : bearingOn(target, SUPPORT, REBUTTAL);
}

/** The inference by which a claim bears on another where the outline has its text, or -1. @param {number} claim */
function homeOf(claim) {
  return Number(items.get(claim)?.dataset.step ?? -1);
}

/** The claims that bear on the same. @param {number} claim */
function siblingsOf(claim) {
  const home = INFERENCES[homeOf(claim)];
  if (!home) return READ.filter(other => homeOf(other) < 0);
  return [...new Set(besides(home).flatMap(i => INFERENCES[i].premises))];
}

/** The claim on whose page an inference is. @param {number} i @returns {number} */
function conclusionOf(i) {
  const {kind, target} = INFERENCES[i];
  return kind === UNDERCUTTER ? conclusionOf(target) : target;
}

// What is shown of claims and inferences.

/** A list, unless it is empty. @param {string} className @param {HTMLElement[]} lines */
function listOf(className, lines) {
  return lines.length ? [create("ul", {role: "list", className}, ...lines)] : [];
}

/** How a claim looks, by its side and its verdict. @param {number} claim */
function looksOf(claim) {
  return `box side-${CLAIMS[claim].side} ${items.get(claim)?.dataset.verdict ?? ""}`;
}

/** What an entry of the outline says. @param {HTMLElement | undefined} item */
function contentOf(item) {
  const line = /** @type {HTMLElement} */ (inEntry(item, ".line").cloneNode(true));
  for (const link of all("a", line)) link.replaceWith(...link.childNodes);
  return line.childNodes;
}

/**
 * The cards of inferences: linked premises are on one, and what strikes an inference is on its card.
 * @param {number[]} inferences
 * @returns {HTMLElement[]}
 */
function cards(inferences, isShown = (/** @type {number} */ _) => true) {
  return listOf("cards", inferences.filter(isShown).map(i => {
    const boxes = (itemsOfInferences.get(i) ?? []).map(item => claimBox(claimOf(item), item));
    const className = ["support", "rebuttal", "undercutter"][INFERENCES[i].kind];
    return create("li", {className}, ...boxes, ...cards(bearingOn(i, UNDERCUTTER), isShown));
  }));
}

/** A claim on a card: a tap reads it, unless one studies. @param {number} claim @param {HTMLElement} item */
function claimBox(claim, item) {
  const className = looksOf(claim);
  if (chosen.mode === "study") return create("div", {className}, ...contentOf(item));
  const [reasons, objections] = [SUPPORT, REBUTTAL].map(kind => bearingOn(claim, kind).length);
  const counts = (reasons ? `+${reasons} ` : "") + (objections ? `−${objections}` : "");
  return create("button", {className, onclick: () => goTo(claim)}, ...contentOf(item), create("span", {className: "counts"}, counts));
}

/** The texts of what an inference bears on. @param {number} i */
function targetText(i) {
  const {kind, target} = INFERENCES[i];
  if (kind !== UNDERCUTTER) return CLAIMS[target].text;
  const premises = INFERENCES[target].premises.map(premise => CLAIMS[premise].text).join(" + ");
  return INFERENCES[target].kind === UNDERCUTTER ? premises : premises + (IS_RTL ? " ← " : " → ") + targetText(target);
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
  return create("button", {className, ariaLabel: `${number} ${text}`, title: text, onclick: () => goTo(claim)}, number);
}

/** @param {string} className @param {Iterable<string | Node>} content */
function heading(className, content) {
  return create("h2", {className: `large ${className}`, tabIndex: -1}, ...content);
}

/** @param {number} claim */
function claimContent(claim) {
  const home = homeOf(claim);
  const uses = DATA.course.filter(i => i !== home && INFERENCES[i].premises.includes(claim));
  const siblings = siblingsOf(claim);
  const place = siblings.indexOf(claim);
  const row = create(
    "div", {className: "row"},
    siblingButton("before", siblings[place - 1]), DATA.picture.looks[CLAIMS[claim].side].name, siblingButton("after", siblings[place + 1]),
  );
  const below = [SUPPORT, REBUTTAL].flatMap(kind => {
    const list = cards(bearingOn(claim, kind));
    return list.length ? create("section", {}, create("h3", {}, said(kind ? "objections" : "reasons")), ...list) : [];
  });
  return [
    ...listOf("above", [...(home < 0 ? [] : [home]), ...uses].map(useLine)), row, heading(looksOf(claim), contentOf(items.get(claim))),
    suppositions(claim), create("div", {className: "below"}, ...(below.length ? below : [said("nothing_bears")])),
  ];
}

/** @param {number} step */
function questionContent(step) {
  const place = step >> 1;
  const asked = QUESTIONS[place];
  const {kind, target, question} = INFERENCES[asked];
  const known = new Set(QUESTIONS.slice(0, place).flatMap(i => [i, INFERENCES[i].answer]));
  const isStruck = kind === UNDERCUTTER;
  return [
    heading(isStruck ? "" : looksOf(target), isStruck ? [targetText(asked)] : contentOf(items.get(target))),
    create("p", {className: "question"}, Object.hasOwn(WORDS, question) ? WORDS[question] : question),
    ...(step % 2 ? [create("p", {}, said("the_map_answers")), ...cards([asked], i => i === asked)] : []),
    create("div", {className: "earlier"}, ...cards(besides(INFERENCES[asked]), i => known.has(i))),
  ];
}

// How one goes on.

/** How far one is among the claims, or the questions and their answers, and how far one can go. @param {Choice} choice */
function progress({mode, step, selected}) {
  const isStudy = mode === "study";
  const last = (isStudy ? 2 * QUESTIONS.length : READ.length) - 1;
  return {isStudy, last, at: isStudy ? Math.min(step, last) : Math.max(0, READ.indexOf(selected))};
}

/** @param {Choice} choice */
function showReading(choice) {
  const begins = READING.hidden;
  READING.hidden = !choice.mode;
  if (READING.hidden) {
    if (document.fullscreenElement) document.exitFullscreen();
    return;
  }
  const {isStudy, at, last} = progress(choice);
  const key = `${choice.mode} ${at}`;
  const isSame = key === LEAF.dataset.key && !begins;
  const focused = all("button", LEAF).findIndex(button => button === document.activeElement);
  LEAF.dataset.key = key;
  LEAF.replaceChildren(...(isStudy && last > 0 ? questionContent(at) : claimContent(READ[Math.max(0, at)])));
  READING.ariaLabel = said(choice.mode);
  element("step-of").textContent = said("step_of", isStudy ? {number: (at >> 1) + 1, total: QUESTIONS.length} : {number: at + 1, total: last + 1});
  NEXT.textContent = said(isStudy && at % 2 === 0 ? "show_answer" : "next");
  BACK.ariaDisabled = String(at <= 0);
  NEXT.ariaDisabled = String(at === last);
  if (isSame) {
    all("button", LEAF)[focused]?.focus();
    return;
  }
  LEAF.scrollTop = 0;
  // Who goes on by a button stays on it, and hears what is new.
  const title = /** @type {HTMLElement} */ (first("h2", LEAF));
  const isFree = begins || document.activeElement === document.body;
  if (isFree) title.focus();
  element("heard").textContent = isFree ? "" : (isStudy ? LEAF : title).innerText;
}

/** @param {number} by */
function goOn(by) {
  const {isStudy, at, last} = progress(chosen);
  const step = at + by;
  if (step < 0 || step > last) return;
  if (isStudy) choose({step}, false);
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

/** Read in full screen, where the keys of a clicker go on and back; or end that. */
function presentReading() {
  if (!chosen.mode) choose({mode: "read"}, false);
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {}); // it may not be allowed
}

on(NEXT, "click", () => goOn(1));
on(BACK, "click", () => goOn(-1));
onClick("leave", leaveReading);
onClick("full-screen", presentReading);
on(document, "fullscreenchange", () => (element("full-screen").ariaPressed = String(Boolean(document.fullscreenElement))));

on(window, "keydown", event => {
  if (!chosen.mode || event.target === FIELD || first(":popover-open")) return;
  const ahead = IS_RTL ? -1 : 1;
  press(event, {
    Escape: leaveReading,
    ArrowRight: () => goAside(ahead),
    ArrowLeft: () => goAside(-ahead),
    ...(chosen.mode === "read" && {
      ArrowUp: () => first(".above button", LEAF)?.click(),
      ArrowDown: () => first(".cards button", LEAF)?.click(),
      Home: () => goTo(READ[0]),
    }),
    ...(document.fullscreenElement && {
      PageDown: () => goOn(1),
      PageUp: () => goOn(-1),
      // The space bar presses the button that it is on.
      ...(!(event.target instanceof HTMLButtonElement) && {" ": () => goOn(event.shiftKey ? -1 : 1)}),
    }),
    ...(keysAreOn() && {p: presentReading}),
  });
});

/** Where the only finger went down. @type {PointerEvent | undefined} */
let finger;
on(READING, "pointerdown", event => (finger = event.pointerType === "touch" && event.isPrimary ? event : undefined));
on(READING, "pointerup", ({clientX, clientY}) => {
  if (!finger) return;
  const across = clientX - finger.clientX;
  if (Math.abs(across) > Math.max(SWIPE, 1.5 * Math.abs(clientY - finger.clientY))) goAside(across < 0 === IS_RTL ? -1 : 1);
});
