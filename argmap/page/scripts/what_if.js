// What a person has chosen: it can be undone, and stands in the address, so that a link keeps it.

/**
 * @typedef {object} Choice
 * @property {Map<number, boolean>} supposed of claims: true, or false
 * @property {Set<number>} folded claims
 * @property {number} selected the claim whose particulars are told, or -1
 * @property {boolean} verdicts whether they are shown
 * @property {string} mode "study", "present" or ""
 * @property {number} step how far one is in it
 */

const MODES = ["study", "present"];

/** The numbers of the claims that are shown, by their ids. @type {Map<string, number>} */
const claimNumbers = new Map();
CLAIMS.forEach(({id, box}, number) => box >= 0 && claimNumbers.set(id, number));

/** What was chosen before. @type {Choice[]} */
const past = [];
let chosen = choiceIn(location.hash);

on(window, "hashchange", () => {
  if (first(":target")) return; // a link within the page, such as to a source
  if (fragmentOf(chosen) !== location.hash.slice(1)) choose(choiceIn(location.hash));
});

/** Choose otherwise. @param {Partial<Choice>} choice */
function choose(choice, canBeUndone = true) {
  if (canBeUndone) past.push(chosen);
  become({...chosen, ...choice});
}

function undo() {
  const last = past.pop();
  if (last) become(last);
}

/** @param {Choice} choice */
function become(choice) {
  const before = chosen;
  chosen = choice;
  keepInAddress();
  show(chosen, before);
}

function keepInAddress() {
  try {
    history.replaceState(null, "", `#${fragmentOf(chosen)}`);
  } catch {
    // A page within another may not be allowed to; then no link keeps it.
  }
}

/** @param {Iterable<number>} claims */
function idsOf(claims) {
  return [...claims].map(claim => CLAIMS[claim].id).join(",");
}

/** @param {Choice} choice */
function fragmentOf({supposed, folded, selected, verdicts, mode, step}) {
  /** @param {boolean} value */
  const supposedToBe = value => [...supposed.keys()].filter(claim => supposed.get(claim) === value);
  const parameters = {
    accept: idsOf(supposedToBe(true)),
    reject: idsOf(supposedToBe(false)),
    fold: idsOf(folded),
    at: selected < 0 ? "" : idsOf([selected]),
    verdicts: verdicts === showsVerdicts(supposed) ? "" : verdicts ? "yes" : "no",
    mode,
    step: mode && String(step),
  };
  return String(new URLSearchParams(Object.entries(parameters).filter(([, value]) => value)));
}

/** Whether verdicts are shown where nobody says: who supposes something wants to see what comes of it.
 * @param {Map<number, boolean>} supposed */
function showsVerdicts(supposed) {
  return DATA.shows_verdicts || supposed.size > 0;
}

/** What an address says; "" stands for nothing chosen. @param {string} hash @returns {Choice} */
function choiceIn(hash) {
  const parameters = new URLSearchParams(hash.slice(1));
  /** @param {string} name */
  const claims = name => (parameters.get(name) ?? "").split(",").flatMap(id => claimNumbers.get(id) ?? []);
  /** @type {Map<number, boolean>} */
  const supposed = new Map();
  for (const claim of claims("accept")) supposed.set(claim, true);
  for (const claim of claims("reject")) supposed.set(claim, false);
  const mode = MODES.find(name => name === parameters.get("mode")) ?? "";
  return {
    supposed,
    folded: new Set(claims("fold")),
    selected: claims("at")[0] ?? -1,
    verdicts: parameters.has("verdicts") ? parameters.get("verdicts") === "yes" : showsVerdicts(supposed),
    mode,
    step: Math.max(0, Math.floor(Number(parameters.get("step"))) || 0),
  };
}

// What stands if claims are supposed true or false: signs in the picture, words in the outline, and a sentence.

/** So many claims that change are named; the others are counted. */
const MOST_TOLD = 3;

/** How the line of an inference ends, by what becomes of it. */
const ENDINGS = new Map([
  ["falls", "cross"], ["undercut", "cross"], ["too weak", "ring"], ["outweighed", "ring"], ["takes its backing", "half"],
]);

/** What becomes of an inference, where the outline shows it: no verdict of a claim does. */
const STATUSES = new Set(["undercut", "too weak", "outweighed", "takes its backing"]);

/** What can be supposed of a claim, by the words on a button. @type {[string, boolean | undefined][]} */
const SUPPOSITIONS = [["accept", true], ["reject", false], ["take_back", undefined]];

const verdicts = new Verdicts(DATA);

/** What was shown of each claim and inference last: only what differs is changed. */
const shownOfClaims = CLAIMS.map(() => "");
const shownOfInferences = INFERENCES.map(() => "head head");
const shownStatuses = INFERENCES.map(() => "");

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
    // Within a sentence, a claim ends without its full stop.
    const text = CLAIMS[claim].text.replace(/(?<!\.)[.。]$/, "");
    return said("claim_was", {claim: quoted(text), before: before[claim], verdict: verdictOf(claim)});
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
  const statuses = INFERENCES.map((_, i) => (isOn ? verdicts.status(i) : ""));
  const endings = statuses.map(status => ENDINGS.get(status) ?? "head");
  INFERENCES.forEach(({answer}, i) => {
    showStatus(i, STATUSES.has(statuses[i]) ? statuses[i] : "");
    const tail = endings[answer] ?? "head";
    const shown = `${endings[i]} ${tail}`;
    if (shown === shownOfInferences[i]) return;
    shownOfInferences[i] = shown;
    showEnding(inferenceGroups.get(i)?.group, endings[i], tail);
  });
  for (const trunk of trunks) {
    const ends = new Set(trunk.members.map(i => endings[i]));
    const shown = ["head", "ring", "cross"].find(ending => ends.has(ending)) ?? "head";
    if (shown !== trunk.shown) showEnding(trunk.group, (trunk.shown = shown));
  }
}

/** @param {number} claim @param {string[]} words @param {boolean | undefined} supposed */
function showVerdict(claim, words, supposed) {
  const [verdict = "", detail] = words;
  let sign = detail === "open" ? "asserted" : detail ?? verdict;
  const told = words.map(word => WORDS[word]);
  if (supposed !== undefined) {
    sign = supposed ? "accepted" : "rejected";
    told.push(said(sign));
  }
  showSign(claim, sign, verdict);
  for (const item of placesOf(claim)) inEntry(item, ".verdict").textContent = told.join(WORDS.comma);
}

/** Show in the outline what becomes of an inference. @param {number} number @param {string} status */
function showStatus(number, status) {
  if (status === shownStatuses[number]) return;
  shownStatuses[number] = status;
  const aside = status && WORDS.bracket_before + WORDS[status] + WORDS.bracket_after;
  for (const item of itemsOfInferences.get(number) ?? []) {
    const place = inEntry(item, ".status");
    // A reason is called one only where something became of it.
    place.textContent = aside && place.matches("b") ? WORDS.reason + aside + WORDS.colon : aside;
  }
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
    const link = create("a", {}, quoted(CLAIMS[claim].text));
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
