// What argmap finds in the map, in words: the worst first, each with what leads to its place, and its fix as a button.

/** How many findings are listed; the others are counted. */
const MOST_FINDINGS = 200;
/** How many findings of one kind are listed at once; the others unfold. */
const MOST_OF_A_KIND = 3;
/** How many notes are shown before they are folded. */
const MOST_NOTES = 5;

const FINDINGS = element("findings");

/** Each severity with its sign, and the word for its findings; the worst first. @type {[severity: string, sign: string, word: string][]} */
const SEVERITIES = [["error", "✕", "severity_error"], ["warning", "!", "severity_warning"], ["note", "i", "severity_note"]];

/** Whether the reader has folded a severity, or the rest of a rule's findings, or not. @type {Map<string, boolean>} */
const openedByReader = new Map();

/**
 * A text with what is in backticks as code.
 * @param {string} text @returns {(string | HTMLElement)[]}
 */
function withCode(text) {
  return text.split(/`([^`]*)`/).map((piece, place) => (place % 2 ? create("code", {}, piece) : piece));
}

/** A text where there is no markup. @param {string} text */
function withoutCode(text) {
  return text.replace(/`([^`]*)`/g, "“$1”");
}

/** What to do about findings, which is in English. @param {string} hint */
function hintItem(hint) {
  return create("p", {className: "hint"}, create("bdi", {lang: "en", dir: "ltr"}, ...withCode(hint)));
}

/** A message in which claims are what leads to them. @param {Finding} finding */
function messageOf({parts}) {
  return parts.flatMap(part => {
    if (typeof part === "string") return withCode(part);
    const {claim, text} = part;
    return [claim === undefined || STORE.numberOf(claim) < 0 ? create("bdi", {}, `“${text}”`) : linkTo(claim, `“${text}”`)];
  });
}

/** What leads to a claim, within a sentence. @param {string} claim @param {string} text */
function linkTo(claim, text) {
  // It has no address, which would be that of another page for a server; and a button is no part of a line.
  const go = () => {
    goToClaim(claim);
    goToLastPane();
  };
  const link = create("a", {className: "leads", role: "link", tabIndex: 0, onclick: go}, create("bdi", {}, text));
  on(link, "keydown", event => press(event, {Enter: go}));
  return link;
}

/** A message, and what to do, where there is no markup. @param {Finding} finding */
function plainMessage({parts, help}) {
  const message = parts.map(part => (typeof part === "string" ? withoutCode(part) : `“${part.text}”`)).join("");
  return help ? `${message}; ${withoutCode(help)}` : message;
}

/** Select a claim in all panes. @param {string} claim */
function goToClaim(claim) {
  STORE.select(claim, firstUse(claim));
  const place = STORE.answer?.places[STORE.numberOf(claim)];
  if (place) showInText(place);
}

/** Show where in the text a finding is. @param {string} subject @param {Span} place */
function goToFinding(subject, place) {
  if (STORE.numberOf(subject) >= 0) STORE.select(subject, firstUse(subject));
  else if (inferenceNumber(subject) >= 0) STORE.selectLine(subject);
  showPane("text");
  showInText(place);
  TEXT.focus();
}

/**
 * A finding: its message, its line in the text, and what fixes it.
 * @param {Finding} finding @param {number} number @param {number} mostFixes
 */
function findingItem(finding, number, mostFixes = Infinity) {
  const {place, fixes, moves, subject} = finding;
  const words = create("span", {className: "message", lang: "en", dir: "ltr"}, ...messageOf(finding));
  const item = create("div", {className: "finding"}, words);
  if (place) {
    const lead = create("button", {className: "place", onclick: () => goToFinding(subject, place)});
    lead.textContent = worded("on_line", {line: place.line});
    item.append(" ", lead);
  }
  if (moves.length) {
    const text = moves.map(move => move.text).join(" · ");
    const button = create("button", {className: "fix", onclick: () => undercutInstead(subject, moves)});
    button.textContent = worded("beside_the_point", {text});
    item.append(" ", button);
  }
  fixes.slice(0, mostFixes).forEach(({message}, choice) => {
    const name = withCode(worded("fix", {fix: message}));
    item.append(" ", create("button", {className: "fix", onclick: () => applyFix(number, choice)}, ...name));
  });
  return item;
}

/** What to do about a finding; what a button does need not be said. @param {Finding} finding */
function hintOf({help, fixes}) {
  return fixes.length && help.startsWith("did you mean") ? "" : help;
}

/** Findings that are alike, and once what to do about them. @param {[Finding, number][]} kind */
function kindItem(kind) {
  const items = kind.map(([finding, number]) => findingItem(finding, number));
  const others = items.splice(MOST_OF_A_KIND + 1 < items.length ? MOST_OF_A_KIND : items.length);
  const group = create("li", {}, ...items);
  const [[finding]] = kind;
  if (others.length) {
    const more = create("summary", {}, worded("more_findings", {count: others.length}));
    const rest = create("details", {open: openedByReader.get(finding.code) ?? false}, more, ...others);
    on(more, "click", () => openedByReader.set(finding.code, !rest.open));
    group.append(rest);
  }
  const hint = hintOf(finding);
  if (hint) group.append(hintItem(hint));
  return group;
}

/** All findings of a severity. @param {[Finding, number][]} found @param {typeof SEVERITIES[number]} severity */
function severityItem(found, [severity, sign, word]) {
  const head = create("summary", {}, create("span", {className: "sign", ariaHidden: "true"}, sign), " ", worded(word));
  head.append(" ", create("span", {className: "count"}, String(found.length)));
  const kinds = Map.groupBy(found, ([{code, help}]) => `${code} ${help}`);
  const list = create("ul", {}, ...[...kinds.values()].map(kindItem));
  list.setAttribute("role", "list");
  const details = create("details", {className: `findings ${severity}`}, head, list);
  details.open = openedByReader.get(severity) ?? (severity !== "note" || found.length <= MOST_NOTES);
  on(head, "click", () => openedByReader.set(severity, !details.open));
  return details;
}

function drawFindings() {
  const {answer} = STORE;
  if (!answer) return;
  // What an empty text lacks, the page offers itself.
  const findings = STORE.text.trim() ? answer.findings : [];
  /** @type {[Finding, number][]} */
  const listed = findings.slice(0, MOST_FINDINGS).map((finding, number) => [finding, number]);
  const items = SEVERITIES.flatMap(severity => {
    const found = listed.filter(([finding]) => finding.severity === severity[0]);
    return found.length ? [severityItem(found, severity)] : [];
  });
  const others = findings.length - listed.length;
  const rest = others ? [create("p", {}, worded("more_findings", {count: others}))] : [];
  const focused = FINDINGS.contains(document.activeElement) ? document.activeElement?.textContent : null;
  FINDINGS.replaceChildren(...items, ...rest);
  element("findings-count").textContent = String(findings.length);
  showWhetherFound();
  drawBroken(answer.is_broken ? findings : []);
  // Who has used a button goes on there, or at the first one.
  if (focused === null) return;
  const stops = all("button, summary, .leads", FINDINGS);
  (stops.find(stop => stop.textContent === focused) ?? firstFinding())?.focus();
}

/** Say that nothing is found only of the text that is shown. */
function showWhetherFound() {
  const isChecked = STORE.hasMap && STORE.answer !== null && !STORE.isUnanswered;
  element("no-findings").hidden = !isChecked || FINDINGS.childElementCount > 0;
}

/** What the keyboard comes to first among the findings. @returns {HTMLElement | null} */
function firstFinding() {
  return first("details[open] li > .finding > button, details[open] li > .finding .leads", FINDINGS) ?? first("summary", FINDINGS);
}

/** Show over the picture what is wrong with the text, if it is broken. @param {Finding[]} findings */
function drawBroken(findings) {
  const number = findings.findIndex(({severity}) => severity === "error");
  const banner = element("broken");
  banner.hidden = number < 0;
  if (number < 0) {
    banner.replaceChildren();
    return;
  }
  const hint = hintOf(findings[number]);
  banner.replaceChildren(
    create("p", {}, worded("broken")),
    findingItem(findings[number], number, 1),
    ...(hint ? [hintItem(hint)] : []),
  );
}

STORE.listen("answer", drawFindings);
STORE.listen("pending", showWhetherFound);
