// Which claims stand, and why: in the picture, in the outline, and for the selected claim in words; and what changes if
// claims are supposed true or false. It is worked out in the page, by the program that pages of maps have.

const JUDGED = element("judged");

let showsVerdicts = false;
/** What is supposed of claims, by their ids. @type {Map<string, boolean>} */
let supposedIds = new Map();
/** What the map says of the main claims as long as nothing is supposed. @type {Map<number, string>} */
let verdictsOfMap = new Map();

/** Show what becomes of claims, or end that and all that is supposed. @param {boolean} shows */
function showVerdicts(shows) {
  showsVerdicts = shows;
  element("verdicts").ariaPressed = String(shows);
  JUDGED.hidden = !shows;
  element("legend-verdicts").hidden = !shows;
  supposedIds = new Map();
  element("judged-changes").replaceChildren();
  judgeAgain();
  drawAllVerdicts();
  // Something is shown in words from the start.
  const [main] = DATA.mains;
  if (shows && STORE.hasMap && STORE.numberOf(STORE.selection) < 0 && main !== undefined) goToClaim(CLAIMS[main].id);
}

/** @param {number} claim @param {boolean | undefined} value */
function suppose(claim, value) {
  const supposed = new Map(verdicts.supposed);
  if (value === undefined) supposed.delete(claim);
  else supposed.set(claim, value);
  supposeAndSay(supposed);
}

/** Suppose this, and say what changes. @param {Map<number, boolean>} supposed */
function supposeAndSay(supposed) {
  supposedIds = new Map([...supposed].map(([claim, value]) => [CLAIMS[claim].id, value]));
  const {sentences} = whatChanges(supposed);
  drawAllVerdicts();
  element("judged-changes").replaceChildren(...sentences.map(sentence => create("p", {}, sentence)));
}

/** Judge the map if that is shown; of claims that are still there, what is supposed goes on. */
function judgeAgain() {
  if (!showsVerdicts) return;
  // What was said of another map, or of this one before, is no longer true.
  element("judged-changes").replaceChildren();
  Object.assign(verdicts, new Verdicts(DATA));
  const ids = STORE.answer?.ids ?? {};
  /** @type {Map<number, boolean>} */
  const supposed = new Map();
  for (const [id, value] of supposedIds) {
    const number = STORE.numberOf(Object.hasOwn(ids, id) ? ids[id] ?? "" : id);
    if (number >= 0) supposed.set(number, value);
  }
  verdictsOfMap = new Map(DATA.mains.map(claim => [claim, verdictOf(claim)]));
  supposedIds = new Map([...supposed].map(([claim, value]) => [CLAIMS[claim].id, value]));
  if (supposed.size) verdicts.suppose(supposed);
}

// --- in the picture and the outline ---

/** What becomes of a claim, in words; "" if that is not shown. @param {string} claim */
function verdictWord(claim) {
  const number = showsVerdicts && STORE.hasMap ? STORE.numberOf(claim) : -1;
  return number < 0 ? "" : wordsFor(number);
}

function drawAllVerdicts() {
  drawVerdicts();
  drawOutline();
  showSelection();
  drawJudged();
}

/** Show on boxes and lines what becomes of claims and inferences, or nothing. */
function drawVerdicts() {
  CLAIMS.forEach((_, claim) => {
    const words = showsVerdicts ? verdicts.words(claim) : [];
    showVerdictOfClaim(claim, signOf(words, showsVerdicts ? verdicts.supposed.get(claim) : undefined), words[0] ?? "");
  });
  const endings = INFERENCES.map((_, number) => endingOf(showsVerdicts ? verdicts.status(number) : ""));
  INFERENCES.forEach(({answer}, number) => showEndingOf(number, endings[number], endings[answer] ?? "head"));
}

// --- in words ---

/** What leads to a claim. @param {number} claim */
function leadTo(claim) {
  const {id, text} = CLAIMS[claim];
  return linkTo(id, quoted(text));
}

/** A main claim, and what becomes of it. @param {number} claim */
function scoreOf(claim) {
  const before = verdictsOfMap.get(claim) ?? "";
  const now = wordsFor(claim);
  const isRtl = document.dir === "rtl";
  const was = now === before ? [] : [create("s", {}, before), isRtl ? " ← " : " → "];
  return create("li", {}, leadTo(claim), " ", create("b", {}, ...was, now));
}

/** Show what becomes of the main claims, and of the selected claim why; and what can be supposed of it. */
function drawJudged() {
  if (!showsVerdicts) return;
  element("judged-mains").replaceChildren(...(STORE.hasMap ? DATA.mains.map(scoreOf) : []));
  element("both-stand").textContent = STORE.hasMap ? bothStand() : "";
  const number = STORE.hasMap ? STORE.numberOf(STORE.selection) : -1;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.supposes : undefined;
  element("suppose-nothing").hidden = !verdicts.supposed.size;
  const [verdict, ...reasons] = number < 0 ? [create("p", {}, EDITOR_WORDS.no_selection)] : why(number);
  element("judged-claim").replaceChildren(verdict, ...(number < 0 ? [] : [suppositions(number)]), ...reasons);
  // Who has supposed something can go on.
  if (focused !== undefined) first(`#judged-claim [data-supposes="${CSS.escape(focused)}"]`)?.focus();
}

// --- what is heard ---

/** What becomes of the main claims, in words. */
function verdictsOfMains() {
  return DATA.mains.map(claim => worded("verdict_of_main", {text: CLAIMS[claim].text, verdict: verdictWord(CLAIMS[claim].id)})).join(" ");
}

/** What became of the main claims when that was last heard. */
let heardVerdicts = "";

/** Whether what becomes of the main claims is new. */
function hasNewVerdicts() {
  const before = heardVerdicts;
  heardVerdicts = DATA.mains.map(claim => verdictWord(CLAIMS[claim].id)).join("; ");
  return heardVerdicts !== before;
}

/** Show verdicts, or hide them, and say what becomes of the main claims. */
function toggleVerdicts() {
  if (!isStarted()) return;
  showVerdicts(!showsVerdicts);
  hasNewVerdicts();
  announce(showsVerdicts ? verdictsOfMains() : worded("verdicts_hidden"));
}

onClick("verdicts", toggleVerdicts);
onClick("suppose-nothing", () => {
  supposeAndSay(new Map());
  first("#judged-claim button")?.focus();
});
FOLLOWERS.push(judgeAgain);
STORE.listen("answer", drawJudged);
STORE.listen("answer", () => {
  if (showsVerdicts && STORE.answer?.is_broken === false && hasNewVerdicts()) announceToo(verdictsOfMains());
});
STORE.listen("selection", () => {
  if (!verdicts?.supposed.size) element("judged-changes").replaceChildren();
  drawJudged();
});
