// The text of the map, in a field made of CodeMirror.

/**
 * @typedef {{from: number, to: number, severity: string, message: string, actions: {name: string, apply: () => void}[]}} TextMark
 * @typedef {{label: string, detail?: string, apply?: string}} Completion
 * @typedef {{
 *   readonly text: string, edit: (edits: TextEdit[]) => void, select: (from: number, to?: number) => void,
 *   setFindings: (findings: TextMark[]) => void, setYaml: (has: boolean) => void, focus: () => void, destroy: () => void,
 * }} TextField what `text_field.mjs` makes
 * @typedef {{createTextField: (parent: Element, options: object) => TextField}} TextFieldLibrary
 */

// Its style sheets are of the shadow root that it is in: the policy of the page allows no others.
/** @type {TextFieldLibrary} */
const {createTextField} = Reflect.get(globalThis, "TextField");

STORE.text = JSON.parse(element("first-text").textContent ?? "");
/** Whether the cursor is moved by the page. */
let isFollowing = false;
/** The claim that was shown last. */
let shownClaim = "";

/** What CodeMirror says, by its English words; the place of a number is a dollar sign there. */
const PHRASES = {
  "Find": EDITOR_WORDS.find, "Replace": EDITOR_WORDS.find_replace, "next": EDITOR_WORDS.find_next,
  "previous": EDITOR_WORDS.find_previous, "all": EDITOR_WORDS.find_all, "match case": EDITOR_WORDS.find_case,
  "regexp": EDITOR_WORDS.find_regexp, "by word": EDITOR_WORDS.find_word, "replace": EDITOR_WORDS.replace_one,
  "replace all": EDITOR_WORDS.replace_all, "close": EDITOR_WORDS.close, "current match": EDITOR_WORDS.find_match,
  "on line": EDITOR_WORDS.find_on_line, "replaced match on line $": worded("replaced_one", {line: "$"}),
  "replaced $ matches": worded("replaced_all", {count: "$"}), "Completions": EDITOR_WORDS.suggestions,
  "Selection deleted": EDITOR_WORDS.selection_deleted,
};

const TEXT = createTextField(textParent(), {
  text: STORE.text,
  label: EDITOR_WORDS.text,
  phrases: PHRASES,
  hasHistory: false,
  keys: [
    // A list of findings and a field for a line, which the page has itself or nobody needs.
    {key: "Mod-Shift-m", run: () => true},
    {key: "Mod-Alt-g", run: () => true},
    {key: "Mod-z", run: () => (undo(), true)},
    {key: "Mod-Shift-z", run: () => (redo(), true)},
    {key: "Mod-y", run: () => (redo(), true)},
  ],
  onChange: (/** @type {string} */ text) => STORE.type(text),
  onMove: followCursor,
  complete: completions,
});

/** The element of the text, in a shadow root. */
function textParent() {
  const parent = create("div", {});
  parent.style.height = "100%";
  parent.dir = "ltr"; // as YAML is, whatever the language of the reader
  element("text").attachShadow({mode: "open"}).append(parent);
  return parent;
}

/** Select the claim whose text the cursor is in, or the last before it on the line. @param {number} offset */
function followCursor(offset) {
  if (isFollowing || !STORE.answer || !TEXT) return;
  const {line, column} = placeIn(TEXT.text, offset);
  let chosen = -1;
  STORE.answer.places.forEach((place, claim) => {
    if (!place || line < place.line || line > place.end_line) return;
    const isBefore = line > place.line || column >= place.column;
    if (isBefore || chosen < 0) chosen = claim;
  });
  const claim = chosen < 0 ? claimNamedAt(TEXT.text, offset) : CLAIMS[chosen]?.id;
  if (!claim || claim === STORE.selection) return;
  isFollowing = true;
  STORE.select(claim, firstUse(claim));
  isFollowing = false;
}

/** The claim whose id a place of a text is in, or "". @param {string} text @param {number} offset */
function claimNamedAt(text, offset) {
  const before = /[\p{L}\p{N}._-]*$/u.exec(text.slice(0, offset))?.[0] ?? "";
  const after = /^[\p{L}\p{N}._-]*/u.exec(text.slice(offset))?.[0] ?? "";
  const word = before + after;
  return word && STORE.numberOf(word) >= 0 ? word : "";
}

/** Show a place of the text, and leave the keyboard where it is. @param {Span} place */
function showInText(place) {
  isFollowing = true;
  TEXT.select(offsetIn(TEXT.text, place.line, place.column), offsetIn(TEXT.text, place.end_line, place.end_column));
  isFollowing = false;
}

/** What may come at a place of the text. @param {string} text @param {number} offset */
async function completions(text, offset) {
  const answer = await STORE.ask({complete: {...placeIn(text, offset), text}});
  const {items = []} = /** @type {{items?: {text: string, detail: string, from: {line: number, column: number}}[]}} */ (answer);
  if (!items.length) return null;
  const [{from}] = items;
  return {
    from: offsetIn(text, from.line, from.column),
    options: items.map(({text: label, detail}) => ({label, detail})),
  };
}

STORE.listen("text", edits => {
  TEXT.edit(edits);
  // What was selected may be only a part of its text now, or elsewhere.
  shownClaim = "";
});
STORE.listen("answer", () => {
  TEXT.setYaml(STORE.format === "native");
  const {findings} = /** @type {Answer} */ (STORE.answer);
  TEXT.setFindings(findings.flatMap((finding, number) => {
    const {severity, place, fixes} = finding;
    if (!place) return [];
    const from = offsetIn(TEXT.text, place.line, place.column);
    const to = Math.max(from, offsetIn(TEXT.text, place.end_line, place.end_column));
    const actions = fixes.map((fix, choice) => ({name: withoutCode(fix.message), apply: () => void applyFix(number, choice)}));
    return [{from, to, severity: severity === "note" ? "info" : severity, message: plainMessage(finding), actions}];
  }));
});
STORE.listen("answer", followSelection);
STORE.listen("selection", followSelection);

/** Show the claim that is selected, unless it was selected in the text itself. */
function followSelection() {
  const {selection} = STORE;
  if (selection === shownClaim) return;
  const place = STORE.hasMap && STORE.answer?.places[STORE.numberOf(selection)];
  if (!place) return;
  shownClaim = selection;
  if (!isFollowing && document.activeElement !== element("text")) showInText(place);
}
