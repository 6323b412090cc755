// What argmap finds in the map, in words: each leads to its place in all panes, and its fix is a button.

/** How many findings are listed; the others are counted. */
const MOST_FINDINGS = 200;

/** A message and what to do about it. @param {string} message @param {string} help */
function sentence(message, help) {
  return help ? `${message}; ${help}` : message;
}

/** What argmap reports, which is in English. @param {string} text */
function reported(text) {
  return create("bdi", {lang: "en", dir: "ltr"}, text);
}

/** Show where a finding is. @param {Finding} finding */
function goToFinding({subject, place}) {
  const line = inferenceNumber(subject);
  if (STORE.numberOf(subject) >= 0) STORE.select(subject, firstUse(subject));
  else if (line >= 0 && lastPane === "map") STORE.selectLine(subject);
  else if (line >= 0) STORE.select(CLAIMS[INFERENCES[line].premises[0]].id, subject);
  if (place) showInText(place);
  goToLastPane(line < 0 && STORE.numberOf(subject) < 0);
}

function drawFindings() {
  const {answer} = STORE;
  if (!answer) return;
  const {is_broken: isBroken} = answer;
  // What an empty text lacks, the page offers itself.
  const findings = STORE.text.trim() ? answer.findings : [];
  const items = findings.slice(0, MOST_FINDINGS).map((finding, number) => {
    const {message, severity, help, place, fixes} = finding;
    const text = sentence(message, help);
    const lead = create("button", {className: `finding ${severity}`, onclick: () => goToFinding(finding)});
    lead.append(create("b", {}, worded(`severity_${severity}`)), " ", reported(place ? `${place.line}: ${text}` : text));
    const buttons = fixes.map((fix, choice) => {
      return create("button", {className: "fix", onclick: () => applyFix(number, choice)}, worded("fix", {fix: fix.message}));
    });
    return create("li", {}, lead, ...buttons);
  });
  const others = findings.length - items.length;
  if (others) items.push(create("li", {}, worded("more_findings", {count: others})));
  element("findings").replaceChildren(...items);
  element("findings-count").textContent = String(findings.length);
  element("no-findings").hidden = findings.length > 0 || !STORE.hasMap;
  drawBroken(isBroken ? findings : []);
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
  const finding = findings[number];
  const {message, help, place, fixes} = finding;
  const text = sentence(message, help);
  banner.replaceChildren(
    create("p", {}, worded("broken")),
    create("button", {className: "finding error", onclick: () => goToFinding(finding)}, reported(place ? `${place.line}: ${text}` : text)),
    ...fixes.slice(0, 1).map(fix => create("button", {className: "fix", onclick: () => applyFix(number)}, worded("fix", {fix: fix.message}))),
  );
}

STORE.listen("answer", drawFindings);
