// What a person has chosen: it can be undone, and stands in the address, so that a link keeps it.

/**
 * @typedef {object} Choice
 * @property {Map<number, boolean>} supposed of claims: true, or false
 * @property {number} level how many levels the picture shows but for what is folded or unfolded by itself; 0 is as many
 *   as can be read
 * @property {Set<number>} folded claims
 * @property {number} focus the claim whose branch is shown alone, or -1
 * @property {number} selected the claim that is looked at, or -1
 * @property {boolean} verdicts whether they are shown
 * @property {string} mode "read", "study" or ""
 * @property {number} step how far one is in Study
 */

/** A map without claims has none. */
const MODES = new Set(CLAIMS.length ? ["read", "study"] : []);
const IS_PHONE = matchMedia("(max-width: 40rem), (max-height: 30rem)").matches;

/** The numbers of the claims that are shown, by their ids. @type {Map<string, number>} */
const claimNumbers = new Map();
CLAIMS.forEach(({id, box}, number) => box >= 0 && claimNumbers.set(id, number));

/** What was chosen before. @type {Choice[]} */
const past = [];
/** Whether the address has claims that the map no longer has. */
let hasGone = false;
let chosen = choiceIn(location.hash);

on(window, "hashchange", () => {
  if (first(":target")) return; // a link within the page, such as to a source
  if (fragmentOf(chosen) !== location.hash.slice(1)) become(choiceIn(location.hash));
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
  element("start").hidden = true;
  keepInAddress(choice.mode !== before.mode);
  show(chosen, before);
}

/** Another mode is another page to the way back that phones have. @param {boolean} isNewPage */
function keepInAddress(isNewPage) {
  const fragment = fragmentOf(chosen);
  if (fragment === location.hash.slice(1)) return;
  try {
    history[isNewPage ? "pushState" : "replaceState"](null, "", `#${fragment}`);
  } catch {
    // A page within another may not be allowed to; then no link keeps it.
  }
}

/** @param {Iterable<number>} claims */
function idsOf(claims) {
  return [...claims].map(claim => CLAIMS[claim].id).join(",");
}

/** @param {Choice} choice */
function fragmentOf({supposed, level, folded, focus, selected, verdicts, mode, step}) {
  /** @param {boolean} value */
  const supposedToBe = value => [...supposed.keys()].filter(claim => supposed.get(claim) === value);
  const usual = foldedAt(level);
  const parameters = {
    accept: idsOf(supposedToBe(true)),
    reject: idsOf(supposedToBe(false)),
    level: level === Infinity ? "all" : String(level || ""),
    fold: idsOf(folded.difference(usual)),
    unfold: idsOf(usual.difference(folded)),
    branch: focus < 0 ? "" : idsOf([focus]),
    at: selected < 0 ? "" : idsOf([selected]),
    verdicts: verdicts === showsVerdicts(supposed) ? "" : verdicts ? "yes" : "no",
    mode: mode === (IS_PHONE ? "read" : "") ? "" : mode || "map",
    step: mode === "study" ? String(step) : "",
  };
  return String(new URLSearchParams(Object.entries(parameters).filter(([, value]) => value)));
}

/**
 * Whether verdicts are shown if the address does not say: a supposition shows what follows from it.
 * @param {Map<number, boolean>} supposed
 */
function showsVerdicts(supposed) {
  return DATA.shows_verdicts || supposed.size > 0;
}

/** What an address says; "" stands for nothing chosen. @param {string} hash @returns {Choice} */
function choiceIn(hash) {
  const parameters = new URLSearchParams(hash.slice(1));
  hasGone = false;
  /** @param {string} name */
  const claims = name => {
    const ids = (parameters.get(name) ?? "").split(",").filter(id => id);
    hasGone ||= ids.some(id => !claimNumbers.has(id));
    return ids.flatMap(id => claimNumbers.get(id) ?? []);
  };
  /** @type {Map<number, boolean>} */
  const supposed = new Map();
  for (const claim of claims("accept")) supposed.set(claim, true);
  for (const claim of claims("reject")) supposed.set(claim, false);
  const depth = parameters.get("level");
  const level = depth === "all" ? Infinity : Math.max(0, Math.floor(Number(depth)) || 0);
  const folded = foldedAt(level);
  for (const claim of claims("fold")) folded.add(claim);
  for (const claim of claims("unfold")) folded.delete(claim);
  const [selected = -1] = claims("at");
  // What is looked at is seen.
  if (selected >= 0) for (const claim of claimsAbove(selected)) folded.delete(claim);
  const mode = parameters.get("mode") ?? (IS_PHONE ? "read" : "");
  return {
    supposed,
    level,
    folded,
    focus: claims("branch")[0] ?? -1,
    selected,
    verdicts: parameters.has("verdicts") ? parameters.get("verdicts") === "yes" : showsVerdicts(supposed),
    mode: MODES.has(mode) ? mode : "",
    step: Math.max(0, Math.floor(Number(parameters.get("step"))) || 0),
  };
}

// What stands if claims are supposed true or false: signs in the picture, words in the outline, the scoreboard of the
// main claims, and a sentence.

/** What was shown of each claim and inference last: only what differs is changed. */
const shownOfClaims = CLAIMS.map(() => "");
const shownOfInferences = INFERENCES.map(() => "head head");
const shownStatuses = INFERENCES.map(() => "");

/** The main claims in the scoreboard, with what stands beside each, and what the map says if nothing is supposed. */
const SCORES = new Map(DATA.mains.map(claim => {
  const score = create("span", {className: "score"});
  const button = create("button", {onclick: () => goTo(claim)}, create("bdi", {}, CLAIMS[claim].name), score);
  first("#scoreboard ul")?.append(create("li", {}, button));
  return [claim, {score, before: verdictOf(claim)}];
}));

/** Show verdicts, or none but of what is supposed. @param {boolean} isOn */
function showVerdicts(isOn) {
  CLAIMS.forEach((_, claim) => {
    // Who studies sees no verdicts at all.
    const supposed = chosen.mode === "study" ? undefined : verdicts.supposed.get(claim);
    const detail = isOn || supposed !== undefined ? verdicts.detail(claim) : "";
    const shown = detail + (supposed ?? "");
    if (shown === shownOfClaims[claim]) return;
    shownOfClaims[claim] = shown;
    showVerdict(claim, detail, supposed);
  });
  const statuses = INFERENCES.map((_, i) => (isOn ? verdicts.status(i) : ""));
  const endings = statuses.map(endingOf);
  INFERENCES.forEach(({answer}, i) => {
    // That it falls, the verdict of a claim shows.
    showStatus(i, ENDINGS.has(statuses[i]) && statuses[i] !== "falls" ? statuses[i] : "");
    const tail = endings[answer] ?? "head";
    const shown = `${endings[i]} ${tail}`;
    if (shown === shownOfInferences[i]) return;
    shownOfInferences[i] = shown;
    showEndingOf(i, endings[i], tail);
  });
  element("scoreboard").hidden = !isOn;
  element("both-stand").textContent = bothStand();
  for (const [claim, {score, before}] of SCORES) {
    const now = wordsFor(claim);
    score.classList.toggle("changed", now !== before);
    score.replaceChildren(...(now === before ? [] : [create("s", {}, before), IS_RTL ? " ← " : " → "]), now);
  }
}

/** @param {number} claim @param {string} detail @param {boolean | undefined} supposed */
function showVerdict(claim, detail, supposed) {
  const words = detail ? verdicts.words(claim) : [];
  const [verdict = ""] = words;
  showVerdictOfClaim(claim, signOf(words, supposed), verdict);
  const shown = detail && wordsFor(claim);
  for (const item of placesOf(claim)) {
    const place = inEntry(item, ".verdict") ?? create("span", {className: "verdict"});
    place.textContent = shown;
    place.title = detail && meaningOf(detail);
    inEntry(item, ".line").append(place);
    item.dataset.verdict = verdict;
  }
}

/** Show in the outline what becomes of an inference. @param {number} number @param {string} status */
function showStatus(number, status) {
  if (status === shownStatuses[number]) return;
  shownStatuses[number] = status;
  const aside = status && inBrackets(WORDS[status]);
  for (const item of itemsOfInferences.get(number) ?? []) {
    const role = inEntry(item, ".role");
    const place = inEntry(item, ".status") ?? create("b", {className: "status"});
    // A reason is called one only where something became of it.
    place.textContent = aside && !role ? WORDS.reason + aside + WORDS.colon : aside;
    if (role) role.append(place);
    else inEntry(item, "bdi").before(place);
  }
}

/** Show of a claim why it has its verdict, and what can be supposed. @param {number} claim */
function showParticulars(claim) {
  const item = items.get(claim);
  if (!item) return;
  let about = first(":scope > .about", item);
  if (!about) {
    about = create("div", {className: "about"});
    item.firstElementChild?.after(about);
  }
  if (!first(".why", about)) about.prepend(create("div", {className: "why"}), suppositions(claim));
  first(".why", about)?.replaceChildren(...why(claim));
}

/** What leads to a claim. @param {number} claim */
function leadTo(claim) {
  const link = create("a", {}, quoted(CLAIMS[claim].text));
  if (CLAIMS[claim].box < 0) return link; // the part of the map that is shown is without it
  link.href = `#${new URLSearchParams({at: CLAIMS[claim].id})}`;
  on(link, "click", event => {
    event.preventDefault();
    goTo(claim);
  });
  return link;
}
