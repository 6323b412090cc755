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
