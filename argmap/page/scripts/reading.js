// One claim at a time: the claim is large, what it bears on is above it, and what bears on it is below. Study asks what bears
// on a claim before it shows that.

const READING = element("reading");
const LEAF = element("leaf");
const NEXT = element("reading-next");
const BACK = element("reading-back");

/** The claims in the order of the outline. */
const READ = [...items.keys()];

/** The inferences that are shown: the page may have a part of the map. */
const SHOWN = new Set(DATA.course);

/** What Study asks for, in that order: two objections that answer each other are one line of the picture. */
const ANSWERS = new Set(INFERENCES.map(({answer}) => answer));
const QUESTIONS = DATA.course.filter(i => !ANSWERS.has(i));

/** A finger that goes so far, and more across than down, goes to a sibling. */
const SWIPE = 50;

// What is shown of claims and inferences.

/** The inference by which a claim bears on another where the outline has its text, or -1. @param {number} claim */
function homeOf(claim) {
  return Number(items.get(claim)?.dataset.step ?? -1);
}

/** The claim on whose page an inference is. @param {number} i @returns {number} */
function conclusionOf(i) {
  const {kind, target} = INFERENCES[i];
  return kind === UNDERCUTTER ? conclusionOf(target) : target;
}

/** What a claim bears on there. @param {number} claim */
function parentOf(claim) {
  const home = INFERENCES[homeOf(claim)];
  return home && `${home.kind === UNDERCUTTER} ${home.target}`;
}

/** The texts of what an inference bears on. @param {number} i @returns {string} */
function targetText(i) {
  const {kind, target} = INFERENCES[i];
  if (kind !== UNDERCUTTER) return CLAIMS[target].text;
  const premises = INFERENCES[target].premises.map(premise => CLAIMS[premise].text);
  return premises.join(" + ") + (IS_RTL ? " ← " : " → ") + targetText(target);
}

/**
 * A claim as an entry of the outline has it, in the colors of its side and verdict.
 * @param {"h2" | "div" | "button"} name
 * @param {HTMLElement | undefined} item
 * @param {Partial<HTMLElement>} properties
 * @param {Node[]} more
 */
function claimBox(name, item, properties, ...more) {
  const className = `box ${item?.className} ${item?.dataset.verdict ?? ""}`;
  return create(name, {className, ...properties}, ...inEntry(item, ".line").cloneNode(true).childNodes, ...more);
}

/** The claim of an entry, on a card: a tap reads it, unless one studies. @param {HTMLElement} item */
function cardOf(item) {
  if (chosen.mode === "study") return claimBox("div", item, {});
  const claim = claimOf(item);
  const {supports, rebuttals} = verdicts.claims[claim];
  const counts = [supports, rebuttals].map((inferences, place) => {
    const {length} = inferences.filter(i => SHOWN.has(i));
    return length ? `${"+−"[place]}${length} ` : "";
  });
  return claimBox("button", item, {onclick: () => goTo(claim)}, create("span", {className: "counts"}, ...counts));
}

/**
 * The cards of inferences: linked premises are on one, and what strikes an inference is on its card.
 * @param {number[]} inferences
 * @returns {HTMLElement}
 */
function cards(inferences, known = SHOWN) {
  const shown = inferences.filter(i => known.has(i)).map(i => {
    const premises = itemsOfInferences.get(i) ?? [];
    return create("li", {className: premises[0].className}, ...premises.map(cardOf), cards(verdicts.inferences[i].against, known));
  });
  return create("ul", {role: "list", className: "cards"}, ...shown);
}

/** The line that leads to what a claim bears on. @param {number} i */
function useLine(i) {
  const {kind, target, weighing} = INFERENCES[i];
  const role = ["reason_for", "objection_to", weighing ? "outweighs" : "against_this_inference"][kind];
  const name = create("b", {}, said(role, {claim: CLAIMS[target]?.number}));
  return create("li", {}, create("button", {onclick: () => goTo(conclusionOf(i))}, name, " ", targetText(i)));
}

/** The button that leads to a sibling. @param {string} className @param {number | undefined} claim */
function siblingButton(className, claim) {
  if (claim === undefined) return create("span", {className});
  const {number, text} = CLAIMS[claim];
  return create("button", {className, ariaLabel: `${number} ${text}`, onclick: () => goTo(claim)}, number);
}

/** @param {number} claim @param {HTMLElement} [item] */
function claimContent(claim, item = items.get(claim)) {
  const home = homeOf(claim);
  const uses = DATA.course.filter(i => i !== home && INFERENCES[i].premises.includes(claim));
  const above = [home, ...uses].filter(i => i >= 0).map(useLine);
  const parent = parentOf(claim);
  const siblings = READ.filter(other => parentOf(other) === parent);
  const place = siblings.indexOf(claim);
  const side = DATA.picture.looks[CLAIMS[claim].side].name;
  const row = [siblingButton("before", siblings[place - 1]), side, siblingButton("after", siblings[place + 1])];
  const {supports, rebuttals} = verdicts.claims[claim];
  /** @type {[string, number[]][]} */
  const kinds = [["reasons", supports], ["objections", rebuttals]];
  const below = kinds.map(([name, inferences]) => {
    return create("section", {}, create("h3", {}, said(name)), cards(inferences));
  });
  const title = claimBox("h2", item, {tabIndex: -1});
  const verdict = first(".verdict", title);
  if (verdict?.textContent) verdict.replaceChildren(explained(verdicts.detail(claim), verdict.textContent));
  // On a phone they may be far below.
  const jumps = kinds.flatMap(([name, inferences], kind) => {
    const {length} = inferences.filter(i => SHOWN.has(i));
    const jump = () => below[kind].scrollIntoView();
    return length ? [create("button", {onclick: jump}, `${said(name)} (${length})`)] : [];
  });
  return [
    create("ul", {role: "list", className: "above", ariaLabel: said("bears_on_claim")}, ...above),
    create("div", {className: "row"}, ...row),
    title,
    suppositions(claim),
    create("div", {className: "jumps"}, ...(jumps.length > 1 ? jumps : [])),
    create("div", {className: "about"}, ...all(":scope > .about > :is(p, figure)", item).map(part => part.cloneNode(true))),
    create("div", {className: "below"}, ...below, create("p", {}, said("nothing_bears"))),
  ];
}

/** @param {number} step */
function questionContent(step) {
  const place = step >> 1;
  const asked = QUESTIONS[place];
  const {kind, target} = INFERENCES[asked];
  const isStruck = kind === UNDERCUTTER;
  const beside = isStruck ? verdicts.inferences[target].against : verdicts.claims[target].onto;
  const known = new Set(QUESTIONS.slice(0, place).flatMap(i => [i, INFERENCES[i].answer]));
  return [
    isStruck ? create("h2", {tabIndex: -1}, targetText(asked)) : claimBox("h2", items.get(target), {tabIndex: -1}),
    create("p", {className: "question"}, questionOf(INFERENCES[asked])),
    ...(step % 2 ? [said("the_map_answers"), cards([asked], new Set([asked]))] : []),
    create("div", {className: "earlier"}, cards(beside, known)),
  ];
}

// How one goes on.

/** How far one is among the claims, or the questions and their answers, and how far one can go. */
const reading = {at: 0, last: 0};

/** @param {Choice} choice */
function showReading({mode, step, selected}) {
  const begins = READING.hidden;
  READING.hidden = !mode;
  if (!mode) return;
  const isStudy = mode === "study";
  const last = (isStudy ? 2 * QUESTIONS.length : READ.length) - 1;
  const at = isStudy ? Math.min(step, last) : Math.max(0, READ.indexOf(selected));
  Object.assign(reading, {at, last});
  const isSame = !begins && LEAF.dataset.key === mode + at;
  // A verdict, which is a button of its own, may come or go.
  const focusable = "button:not(.word)";
  const focused = all(focusable, LEAF).findIndex(button => button.matches(":focus"));
  LEAF.dataset.key = mode + at;
  LEAF.replaceChildren(...(isStudy && last > 0 ? questionContent(at) : claimContent(READ[Math.max(0, at)])));
  READING.ariaLabel = said(mode);
  const steps = isStudy ? 2 : 1;
  element("step-of").textContent = said("step_of", {number: Math.floor(at / steps) + 1, total: (last + 1) / steps});
  NEXT.textContent = said(isStudy && at % 2 === 0 ? "show_answer" : "next");
  BACK.ariaDisabled = String(at <= 0);
  NEXT.ariaDisabled = String(at === last);
  if (isSame) all(focusable, LEAF)[focused]?.focus();
  else LEAF.scrollTop = 0;
  if (isStudy && at % 2) first(":scope > .cards", LEAF)?.scrollIntoView({block: "nearest"});
  // Who goes on by a button stays on it, and hears what is new.
  const title = first("h2", LEAF);
  const isFree = begins || document.activeElement === document.body;
  if (isFree) title?.focus();
  element("heard").textContent = isFree || isSame ? "" : (isStudy ? LEAF : title)?.innerText ?? "";
}

/** @param {number} by */
function goOn(by) {
  const step = Math.max(0, Math.min(reading.last, reading.at + by));
  if (chosen.mode === "study") choose({step}, false);
  else goTo(READ[step]);
}

/** Go to a sibling, or to another question. @param {boolean} isBack */
function goAside(isBack) {
  (first(isBack ? ".before" : ".after", LEAF) ?? (isBack ? BACK : NEXT)).click();
}

function leaveReading() {
  const {mode} = chosen;
  enterMode(mode);
  element(mode).focus();
}

/** Read in full screen, where the keys of a clicker go on and back; or end that. */
function presentReading() {
  if (chosen.mode && document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {}); // it may not be allowed
  if (!chosen.mode) enterMode("read");
  // A full screen is without the tools, one of which may have the focus.
  if (!READING.contains(document.activeElement)) first("h2", LEAF)?.focus();
}

on(NEXT, "click", () => goOn(1));
on(BACK, "click", () => goOn(-1));
onClick("leave", leaveReading);
onClick("full-screen", presentReading);

on(window, "keydown", event => {
  if (!chosen.mode || event.target === FIELD || first(":popover-open")) return;
  /** @type {Record<string, () => void>} */
  const keys = {
    Escape: leaveReading,
    ArrowLeft: () => goAside(!IS_RTL),
    ArrowRight: () => goAside(IS_RTL),
    ArrowUp: () => first(".above button", LEAF)?.click(),
    ArrowDown: () => first(".cards button", LEAF)?.click(),
    Home: () => goOn(-Infinity),
  };
  if (keysAreOn()) keys.p = presentReading;
  if (document.fullscreenElement) {
    keys.PageDown = () => goOn(1);
    keys.PageUp = () => goOn(-1);
    // The space bar presses the button that it is on.
    if (!(event.target instanceof HTMLButtonElement)) keys[" "] = event.shiftKey ? keys.PageUp : keys.PageDown;
  }
  press(event, keys);
});

/** Where the only finger went down. @type {Touch | undefined} */
let finger;
on(LEAF, "touchstart", ({touches}) => (finger = touches.length > 1 ? undefined : touches[0]));
on(LEAF, "touchend", ({changedTouches: [{clientX, clientY}]}) => {
  if (!finger) return;
  const across = clientX - finger.clientX;
  if (Math.abs(across) > Math.max(SWIPE, 1.5 * Math.abs(clientY - finger.clientY))) goAside(across > 0 !== IS_RTL);
});
