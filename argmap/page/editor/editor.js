// A map as text, and beside it its picture and what argmap finds in it.

/**
 * @typedef {{from: number, to: number, insert: string}} TextEdit
 * @typedef {{from: number, to: number, severity: string, message: string}} TextMark
 * @typedef {{
 *   readonly text: string, edit: (edits: TextEdit[]) => void, select: (from: number, to?: number) => void,
 *   setFindings: (findings: TextMark[]) => void, setYaml: (has: boolean) => void, focus: () => void, destroy: () => void,
 * }} TextField what `text_field.mjs` makes
 * @typedef {{createTextField: (parent: Element, options: object) => TextField}} TextFieldLibrary
 * @typedef {{message: string, severity: string, help: string, place: Span | null}} Finding
 * @typedef {{line: number, column: number, end_line: number, end_column: number}} Span
 * @typedef {{
 *   revision: number, text?: string, problem?: string, is_broken: boolean, findings: Finding[],
 *   verdicts: {claims: Record<string, {verdict: string, basis: string | null, cause: string | null}>} | null,
 *   map: PageData | null, title: string, language: string, is_rtl: boolean, legend: string, patterns: string,
 *   places: (Span | null)[],
 * }} Answer
 */

const STATE = element("state");
const PROGRESS = /** @type {HTMLProgressElement} */ (element("progress"));

/** How long nothing is typed before the picture follows, in milliseconds. */
const REST = 200;

const [LANGUAGE, EDITOR_WORDS] = wordsOfReader();
/** @type {(Span | null)[]} */
let places = [];
/** @type {Set<number>} */
let folded = new Set();
/** The revision of the text that argmap knows. */
let revision = 0;
/** The revision that others have made, as far as is known. */
let newest = 0;
let isOpen = false;
let isTyped = false;
let isAsking = false;
/** What is asked about the text, one after the other. @type {Promise<void>} */
let following = Promise.resolve();
let restingText = 0;

// Its style sheets are of the shadow root that it is in: the policy of the page allows no others.
/** @type {TextFieldLibrary} */
const {createTextField} = Reflect.get(globalThis, "TextField");
const TEXT = createTextField(textParent(), {
  text: JSON.parse(element("first-text").textContent ?? ""),
  label: EDITOR_WORDS.text,
  onChange: onEdit,
});

/** The text that the reader has saved last. */
let savedText = TEXT.text;

const ENGINE = new Engine(share => {
  PROGRESS.value = share;
  PROGRESS.hidden = share === 1;
  if (share === 1) {
    say("");
    isOpen = false;
    follow();
  } else if (!STATE.textContent) {
    say(EDITOR_WORDS.starting);
  }
}, (reason, isLast) => {
  say(isLast ? EDITOR_WORDS.failed : EDITOR_WORDS.ended);
  PROGRESS.hidden = isLast;
  element("reason").textContent = reason;
}, news => {
  newest = /** @type {{revision?: number}} */ (news).revision ?? newest;
  follow();
});

/** The element of the text, in a shadow root. */
function textParent() {
  const parent = create("div", {});
  parent.style.height = "100%";
  parent.dir = "ltr"; // as YAML is, whatever the language of the reader
  element("text").attachShadow({mode: "open"}).append(parent);
  return parent;
}

/** The first language of the reader that there are words in, and these. @returns {[string, Record<string, string>]} */
function wordsOfReader() {
  for (const wish of navigator.languages) {
    const tag = wish.split("-")[0];
    if (Object.hasOwn(BUILD.words, tag)) return [tag, BUILD.words[tag]];
  }
  return ["en", BUILD.words.en];
}

/** @param {string} sentence */
function say(sentence) {
  STATE.textContent = sentence;
}

// --- what picture.js asks of a page ---

/** Show where the text of a claim is. @param {number} claim */
function select(claim) {
  marked.selected.clear();
  CLAIMS.forEach((_, other) => markBoxes(other, "selected", other === claim));
  const place = places[claim];
  if (place) goToPlace(place);
}

/** @param {number} claim */
function toggleFold(claim) {
  if (!folded.delete(claim)) folded.add(claim);
  showMap({folded, focus: -1});
}

function keysAreOn() {
  return true;
}

function onViewChanged() {}

// --- text and picture ---

/** The lines of the text, each with where it begins. */
function linesOfText() {
  let next = 0;
  return TEXT.text.split("\n").map(text => {
    const start = next;
    next += text.length + 1;
    return {text, start};
  });
}

/**
 * Where a span begins and ends in the text. Its columns count characters, and JavaScript the halves of some.
 * @param {Span} span @param {ReturnType<typeof linesOfText>} lines
 */
function offsetsOf({line, column, end_line, end_column}, lines) {
  const last = lines[lines.length - 1];
  return [[line, column], [end_line, end_column]].map(([number, place]) => {
    const {text, start} = lines[number - 1] ?? last;
    return start + [...text].slice(0, place - 1).join("").length;
  });
}

/** @param {Span} span */
function goToPlace(span) {
  const [from, to] = offsetsOf(span, linesOfText());
  TEXT.select(from, to);
  TEXT.focus();
}

function onEdit() {
  isTyped = true;
  clearTimeout(restingText);
  restingText = setTimeout(follow, REST);
}

/** Ask what the text means now, once all is answered that was asked before. */
function follow() {
  following = following.then(askForText);
  return following;
}

async function askForText() {
  if (isOpen && !isTyped && newest <= revision) return;
  const message = isOpen && isTyped ? {revision, text: TEXT.text} : firstMessage();
  isTyped = false;
  isOpen = true;
  isAsking = true;
  try {
    show(await ENGINE.ask(message));
  } catch {
    newest = revision; // it is not asked again, since that may be why it ended
  } finally {
    isAsking = false;
  }
}

/** The answer to a message about the text as it is on the page. @param {object} message */
async function send(message) {
  clearTimeout(restingText);
  await follow();
  return ENGINE.ask({revision, ...message});
}

/** The message with which the page begins, or takes the text over from another. */
function firstMessage() {
  return FIRST_MESSAGE ?? {open: {text: TEXT.text, name: "map.yaml", format: ""}};
}

/** Take a text over, so that the cursor stays in its place. @param {string} text */
function takeText(text) {
  const before = TEXT.text;
  const shorter = Math.min(before.length, text.length);
  let head = 0;
  while (head < shorter && before[head] === text[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  const insert = text.slice(head, text.length - tail);
  if (before !== text) TEXT.edit([{from: head, to: before.length - tail, insert}]);
}

/** @param {Answer} answer */
function show(answer) {
  ({revision} = answer);
  if (answer.text !== undefined && !isTyped) takeText(answer.text);
  say(answer.problem ?? "");
  if (answer.problem && answer.text === undefined) return;
  element("reason").textContent = "";
  showFindings(answer.findings);
  element("map").classList.toggle("stale", answer.is_broken);
  if (answer.is_broken) say(EDITOR_WORDS.broken);
  if (!answer.map) return;
  document.title = answer.title || "argmap";
  ({places} = answer);
  element("patterns").replaceChildren(drawingIn(answer.patterns));
  element("map").lang = answer.language;
  element("map").dir = answer.is_rtl ? "rtl" : "ltr";
  takeMap(answer.map, answer.is_rtl);
  folded = new Set();
  showMap({folded, focus: -1});
  const verdicts = new Map(Object.entries(answer.verdicts?.claims ?? {}));
  CLAIMS.forEach(({id}, claim) => {
    const found = verdicts.get(id);
    if (!found) return;
    const detail = found.basis ?? found.cause ?? found.verdict;
    showVerdictOfClaim(claim, detail === "open" ? "asserted" : detail, found.verdict);
  });
}

/** A drawing that argmap has made, as elements. @param {string} markup */
function drawingIn(markup) {
  const wrapped = `<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`;
  return document.importNode(new DOMParser().parseFromString(wrapped, "image/svg+xml").documentElement, true);
}

/** @param {Finding[]} findings */
function showFindings(findings) {
  const lines = linesOfText();
  const marks = [];
  for (const {message, severity, place} of findings) {
    if (!place) continue;
    const [from, to] = offsetsOf(place, lines);
    marks.push({from, to, severity, message});
  }
  TEXT.setFindings(marks);
  element("findings").replaceChildren(...findings.map(({message, severity, help, place}) => {
    const text = [message, help].filter(Boolean).join(". ");
    const button = create("button", {className: severity, onclick: () => place && goToPlace(place)}, place ? `${place.line}: ${text}` : text);
    return create("li", {}, button);
  }));
}

/** @param {string} format */
async function save(format) {
  const saved = await send({save_as: format}).catch(() => null);
  if (!saved) return;
  if (saved.problem) {
    say(saved.problem);
    return;
  }
  download(saved.name, bytesOf(saved.data));
}

/** @param {string} name @param {BlobPart} content */
function download(name, content) {
  const address = URL.createObjectURL(new Blob([content], {type: "application/octet-stream"}));
  create("a", {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function showLicenses() {
  const {licenses} = await loadParts(() => {});
  const text = new TextDecoder().decode(await unpacked(licenses));
  element("licenses-text").textContent = text;
  /** @type {HTMLDialogElement} */ (element("licenses-dialog")).showModal();
}

document.documentElement.lang = LANGUAGE;
document.dir = EDITOR_WORDS.direction;
for (const named of all("[data-word]")) named.textContent = EDITOR_WORDS[String(named.dataset.word)];
for (const named of all("[data-label]")) named.ariaLabel = EDITOR_WORDS[String(named.dataset.label)];
for (const button of all("[data-format]")) on(button, "click", () => save(String(button.dataset.format)));
onClick("show-licenses", showLicenses);
onClick("save-text", () => {
  savedText = TEXT.text;
  download("map.yaml", TEXT.text);
});
on(window, "beforeunload", event => {
  if (savedText !== TEXT.text && !isSavedElsewhere()) event.preventDefault();
});
showMap({folded, focus: -1}, {animates: false});
if (typeof WebAssembly === "object" && typeof DecompressionStream === "function" && typeof Worker === "function") {
  ENGINE.start();
} else {
  say(EDITOR_WORDS.too_old);
  PROGRESS.hidden = true;
}
