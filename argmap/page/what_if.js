// What stands if claims are supposed true or false: signs in the picture, words in the outline, and a sentence.

/** So many claims that change are named; the others are counted. */
const MOST_TOLD = 3;

/** How the line of an inference ends, by what becomes of it. */
const ENDINGS = new Map([["falls", "cross"], ["undercut", "cross"], ["outweighed", "ring"]]);

/** What can be supposed of a claim, by the words on a button. @type {[string, boolean | undefined][]} */
const SUPPOSITIONS = [["accept", true], ["reject", false], ["take_back", undefined]];

const verdicts = new Verdicts(DATA);

/** What was shown of each claim and inference last: only what differs is changed. */
const shownOfClaims = CLAIMS.map(() => "");
const shownOfInferences = INFERENCES.map(() => "head head");

/** The verdict of a claim, in the words of the map. @param {number} claim */
function verdictOf(claim) {
  return verdicts.words(claim).map(word => WORDS[word]).join(WORDS.comma);
}

/**
 * Suppose this, and say what changes against what was supposed before.
 * @param {Map<number, boolean>} supposed
 * @returns {string[]} sentences
 */
function whatChanges(supposed) {
  const before = CLAIMS.map((_, claim) => verdictOf(claim));
  verdicts.suppose(supposed);
  // Main claims above all.
  const claims = new Set([...DATA.mains, ...CLAIMS.keys()]);
  const changed = [...claims].filter(claim => {
    return CLAIMS[claim].box >= 0 && !supposed.has(claim) && verdictOf(claim) !== before[claim];
  });
  if (!changed.length) return [said("nothing_changes")];
  const sentences = changed.slice(0, MOST_TOLD).map(claim => {
    return said("claim_was", {claim: quoted(claim, "name"), before: before[claim], verdict: verdictOf(claim)});
  });
  if (changed.length > MOST_TOLD) sentences.push(said("others_change", {number: changed.length - MOST_TOLD}));
  return sentences;
}

/** Show verdicts, or none but of what is supposed. @param {boolean} isOn */
function showVerdicts(isOn) {
  CLAIMS.forEach((_, claim) => {
    const supposed = verdicts.supposed.get(claim);
    const words = isOn || supposed !== undefined ? verdicts.words(claim) : [];
    const shown = [...words, supposed].join();
    if (shown === shownOfClaims[claim]) return;
    shownOfClaims[claim] = shown;
    showVerdict(claim, words, supposed);
  });
  const endings = INFERENCES.map((_, i) => (isOn && ENDINGS.get(verdicts.status(i))) || "head");
  INFERENCES.forEach(({answer}, i) => {
    const tail = endings[answer] ?? "head";
    const shown = `${endings[i]} ${tail}`;
    if (shown === shownOfInferences[i]) return;
    shownOfInferences[i] = shown;
    showEnding(i, endings[i], tail);
  });
}

/** @param {number} claim @param {string[]} words @param {boolean | undefined} supposed */
function showVerdict(claim, words, supposed) {
  const [verdict = "", detail] = words;
  let sign = detail === "backed" ? detail : verdict === "stands" ? "asserted" : verdict;
  const told = words.map(word => WORDS[word]);
  if (supposed !== undefined) {
    sign = supposed ? "accepted" : "rejected";
    told.push(said(sign));
  }
  showSign(claim, sign, verdict === "falls");
  for (const item of placesOf(claim)) inEntry(item, ".verdict").textContent = told.join(WORDS.comma);
}

/** Tell of a claim why it has its verdict, and what can be supposed. @param {number} claim */
function tellParticulars(claim) {
  const item = items.get(claim);
  const about = item && first(":scope > .about", item);
  if (!about) return;
  if (!first(".why", about)) about.prepend(create("div", {className: "why"}), suppositions(claim));
  first(".why", about)?.replaceChildren(...why(claim));
  SUPPOSITIONS.forEach(([, value], place) => {
    all(".suppose button", about)[place].ariaPressed = String(value === chosen.supposed.get(claim));
  });
}

/** The buttons that suppose something of a claim. @param {number} claim */
function suppositions(claim) {
  const buttons = SUPPOSITIONS.map(([name, value]) => create("button", {onclick: () => suppose(claim, value)}, said(name)));
  return create("div", {role: "group", className: "suppose", ariaLabel: said("suppose")}, said("suppose"), ...buttons);
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
  parts[0].prepend(create("b", {}, verdictOf(claim)), said("full_stop"));
  return parts;
}

/** @param {number[]} claims @param {string} status */
function reasonLine(claims, status) {
  const links = claims.map(claim => {
    const link = create("a", {}, quoted(claim));
    if (CLAIMS[claim].box < 0) return link; // the part of the map that is shown is without it
    link.href = `#${new URLSearchParams({at: CLAIMS[claim].id})}`;
    on(link, "click", event => {
      event.preventDefault();
      select(claim);
    });
    return link;
  });
  const linked = links.flatMap((link, place) => (place ? [" + ", link] : [link]));
  return create("li", {}, ...linked, status && ` —\u00a0${WORDS[status]}`);
}
