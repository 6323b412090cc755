// What has become of the file that the server saves, and the choice between two texts of it.

/**
 * @typedef {{name: string, state: "saved" | "saved, with errors" | "unsaved" | "not saved" | "conflict", problem: string,
 *   theirs?: string, difference?: string}} EditedFile
 */

const FILE = element("file");
const CONFLICT = /** @type {HTMLDialogElement} */ (element("conflict"));

/** The text that the reader has saved last. */
let savedText = STORE.text;
/** What the server reported last of the file, and of which revision. @type {{file: EditedFile, revision: number} | null} */
let lastReport = null;
let isServerGone = false;
/** Whether something is on this page that the server did not get. */
let isOnlyHere = false;

/** Whether the text is saved without the reader. */
function isSavedElsewhere() {
  return !isServerGone && lastReport !== null && stateOf(lastReport.file).startsWith("saved");
}

/** Begin another map in the file that the server has. */
const takeNew = replaceText;

/** Whether a new map is a list, as the file is. */
function beginsAsList() {
  return STORE.format !== "native";
}

/** Save a copy in the format of argmap: the text if it is in that, with all comments. */
function saveText() {
  if (STORE.format !== "native") {
    save("native");
    return;
  }
  savedText = STORE.text;
  download(STORE.name.replace(/^.*[/\\]/, ""), STORE.text);
}

/** @param {string} text @param {Record<string, string>} values */
function filled(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Take what the server reports; of two reports, the older may come later. @param {EditedFile} file @param {number} revision */
function showFile(file, revision) {
  if (lastReport && revision < lastReport.revision) return;
  lastReport = {file, revision};
  isServerGone = isOnlyHere = false;
  showFileState();
}

/** What has become of the text that this page shows: saved is only what the server knows and has written. @param {EditedFile} file */
function stateOf({state}) {
  const isHere = STORE.isUnanswered || isTyping() || lastReport?.revision !== STORE.revision;
  return state.startsWith("saved") && isHere ? "unsaved" : state;
}

/** Say what has become of the file. */
function showFileState() {
  const sentence = isServerGone ? sentenceWithoutServer() : lastReport && STORE.answer ? sentenceOf(lastReport.file) : "";
  // What is the same is not read out again.
  if (FILE.textContent !== sentence) FILE.textContent = sentence;
  FILE.classList.toggle("failed", isServerGone || Boolean(lastReport?.file.problem));
  if (!lastReport) return;
  const {name, state, difference} = lastReport.file;
  if (state !== "conflict") {
    CONFLICT.close();
    return;
  }
  element("conflict-heading").textContent = filled(EDITOR_WORDS.changed_outside, {file: baseName(name)});
  element("difference").textContent = difference ?? "";
  if (!CONFLICT.open) CONFLICT.showModal();
}

/** The name of a file without its folders. @param {string} path */
function baseName(path) {
  return path.split(/[\\/]/).at(-1) ?? "";
}

/** @param {EditedFile} file */
function sentenceOf(file) {
  const words = {
    "saved": EDITOR_WORDS.saved,
    "saved, with errors": EDITOR_WORDS.saved_with_errors,
    "unsaved": EDITOR_WORDS.unsaved,
    "not saved": EDITOR_WORDS.not_saved,
    "conflict": EDITOR_WORDS.not_saved,
  };
  return filled(words[stateOf(file)], {file: baseName(file.name), problem: file.problem});
}

function sentenceWithoutServer() {
  const problem = EDITOR_WORDS.open_again;
  return isOnlyHere || STORE.isUnanswered ? filled(EDITOR_WORDS.not_saved, {problem}) : problem;
}

/** The server cannot be reached. @param {boolean} isLost whether it did not get what was typed */
function showNoServer(isLost) {
  isServerGone = true;
  isOnlyHere ||= isLost;
  showFileState();
}

/** @param {"mine" | "file"} kept */
function keep(kept) {
  STORE.ask({keep: kept});
}

onClick("save-text", saveText);
onClick("keep-mine", () => keep("mine"));
onClick("keep-file", () => keep("file"));
// There is no way around the choice, though a browser may close a dialog whatever the page wants.
on(CONFLICT, "cancel", event => event.preventDefault());
on(CONFLICT, "close", showFileState);
on(window, "keydown", event => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  STORE.ask({save: true});
});

STORE.listen("pending", showFileState);
STORE.listen("answer", showFileState);
STORE.listen("draft", showFileState);
on(document, "input", showFileState);
