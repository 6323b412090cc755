// Verdicts in words and signs, why a claim has its verdict, and what changes if claims are supposed true or false. What
// uses this has `leadTo`, which makes what leads to a claim, and `suppose`.

/** How many claims that change are named; the others are counted. */
const MOST_NAMED = 3;

/** How the line of an inference ends, by what becomes of it. */
const ENDINGS = new Map([
  ["falls", "cross"], ["undercut", "cross"], ["too weak", "ring"], ["outweighed", "ring"], ["takes its backing", "half"],
]);

/** What can be supposed of a claim, by the words on a button. @type {[string, boolean | undefined][]} */
const SUPPOSITIONS = [["what_if_true", true], ["what_if_false", false], ["reset", undefined]];

/** What a word means. */
const MEANING = element("meaning");

const verdicts = new Verdicts(DATA);

/** The verdict of a claim, in the words of the map. @param {number} claim */
function verdictOf(claim) {
  return verdicts.words(claim).map(word => WORDS[word]).join(WORDS.comma);
}

/** The verdict of a claim and what is supposed of it, in the words of the map. @param {number} claim */
function wordsFor(claim) {
  const supposed = verdicts.supposed.get(claim);
  return verdictOf(claim) + (supposed === undefined ? "" : WORDS.comma + said(supposed ? "accepted" : "rejected"));
}

/**
 * The sign of a claim, by the words of its verdict.
 * @param {string[]} words @param {boolean | undefined} supposed
 */
function signOf([verdict = "", detail], supposed) {
  if (supposed !== undefined) return supposed ? "accepted" : "rejected";
  return detail === "open" ? "asserted" : detail ?? verdict;
}

/** How the line of an inference ends, by what becomes of it. @param {string} status */
function endingOf(status) {
  return ENDINGS.get(status) ?? "head";
}

/**
 * Suppose this, and say what changes against what was supposed before.
 * @param {Map<number, boolean>} supposed
 * @returns {{claims: number[], sentences: string[]}} the claims in the order in which their verdicts follow
 */
function whatChanges(supposed) {
  const before = CLAIMS.map((_, claim) => verdictOf(claim));
  const supposedBefore = verdicts.supposed;
  verdicts.suppose(supposed);
  const changed = [...CLAIMS.keys()].filter(claim => {
    const isSame = supposed.get(claim) === supposedBefore.get(claim);
    return CLAIMS[claim].box >= 0 && isSame && verdictOf(claim) !== before[claim];
  });
  /** When the verdict of a claim was derived. @param {number} claim */
  const since = claim => {
    const {rank} = verdicts.claims[claim].stands;
    return rank < 0 ? Infinity : rank;
  };
  const claims = changed.toSorted((one, other) => since(one) - since(other) || one - other);
  if (!changed.length) return {claims, sentences: [said("nothing_changes")]};
  const mains = changed.filter(claim => DATA.mains.includes(claim));
  // Main claims above all.
  const named = [...new Set([...mains, ...claims])].slice(0, MOST_NAMED);
  const sentences = mains.length ? [] : [said("no_main_claim_changes")];
  for (const claim of named) {
    sentences.push(said("claim_was", {claim: inWords(claim), before: before[claim], verdict: verdictOf(claim)}));
  }
  const others = changed.length - named.length;
  if (others) sentences.push(said("others_change", {number: others}));
  return {claims, sentences};
}

/** A claim within a sentence, without its full stop. @param {number} claim */
function inWords(claim) {
  return quoted(CLAIMS[claim].text.replace(/(?<!\.)[.。]$/, ""));
}

/** A sentence on the main claims that nothing connects, if both stand; else "". */
function bothStand() {
  const both = DATA.both_stand.filter(claim => verdicts.words(claim)[0] === "stands").map(inWords);
  return both[1] ? said("both_stand", {refs: new Intl.ListFormat(document.documentElement.lang).format(both)}) : "";
}

/** The buttons that suppose something of a claim. @param {number} claim */
function suppositions(claim) {
  const buttons = SUPPOSITIONS.map(([name, value]) => {
    const button = create("button", {onclick: () => suppose(claim, value)}, said(name));
    button.dataset.supposes = `${claim} ${value}`;
    return button;
  });
  const group = create("div", {role: "group", className: "suppose", ariaLabel: said("what_if")}, ...buttons);
  showSupposed(group);
  return group;
}

/** Mark what is supposed among the buttons within an element. @param {ParentNode} within */
function showSupposed(within) {
  for (const button of all("[data-supposes]", within)) {
    const [claim, value] = /** @type {string} */ (button.dataset.supposes).split(" ");
    const supposed = verdicts.supposed.get(Number(claim));
    if (value === "undefined") button.ariaDisabled = String(supposed === undefined);
    else button.ariaPressed = String(String(supposed) === value);
  }
}

/** What decides the verdict of a claim. @param {number} claim */
function why(claim) {
  const parts = [];
  for (const reason of verdicts.reasons(claim)) {
    parts.push(create("p", {}, said(reason.why)));
    const claims = reason.claims.map(other => reasonLine([other], ""));
    const inferences = reason.inferences.map(i => reasonLine(INFERENCES[i].premises, verdicts.status(i)));
    if (claims.length + inferences.length) parts.push(create("ul", {}, ...claims, ...inferences));
  }
  parts[0].prepend(create("b", {}, explained(verdicts.detail(claim), verdictOf(claim))), said("full_stop"));
  return [...parts, ...documentedAt(claim)];
}

/** What a word on a verdict means. @param {string} word in English */
function meaningOf(word) {
  return said(`${word.replaceAll(" ", "_")}_means`);
}

/** A word on a verdict, which shows what it means. @param {string} word in English @param {string} shown */
function explained(word, shown = WORDS[word]) {
  const onclick = () => (MEANING.textContent = meaningOf(word));
  return create("button", {className: "word", popoverTargetElement: MEANING, onclick}, shown);
}

/** How much is documented or accepted on both sides, where a claim is contested. @param {number} claim */
function documentedAt(claim) {
  const draw = verdicts.drawAt(claim);
  const sentences = draw.map(({number, sources}, side) => (sources
    ? said(side ? "documented_objections" : "documented_reasons", {number}) + inBrackets(said("number_of_sources", {number: sources}))
    : said(side ? "accepted_objections" : "accepted_reasons", {number})) + said("full_stop"));
  if (draw[0]?.number !== draw[1]?.number) sentences.push(said("number_does_not_matter"));
  return draw.length ? [create("p", {}, ...sentences)] : [];
}

/** @param {number[]} claims @param {string} status */
function reasonLine(claims, status) {
  const linked = claims.map(leadTo).flatMap((link, place) => (place ? [" + ", link] : [link]));
  return create("li", {}, ...linked, ...(status ? [" —\u00a0", explained(status)] : []));
}
