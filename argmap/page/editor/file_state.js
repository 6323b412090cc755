// What has become of the file that the server saves, and the choice between two texts of it.

/**
 * @typedef {{name: string, state: "saved" | "saved, with errors" | "unsaved" | "not saved" | "conflict", problem: string,
 *   theirs?: string, difference?: string}} EditedFile
 */

const FILE = element("file");
const CONFLICT = /** @type {HTMLDialogElement} */ (element("conflict"));

/** The text that the reader has saved last. */
let savedText = STORE.text;
let isFileSaved = false;
/** Whether something is on this page that the server did not get. */
let isOnlyHere = false;

/** Whether the text is saved without the reader. */
function isSavedElsewhere() {
  return isFileSaved && !STORE.isBusy;
}

/** Begin another map in the file that the server has. */
const takeNew = replaceText;

/** Whether a new map is a list, as the file is. */
function beginsAsList() {
  return STORE.format !== "native";
}

/** Save a copy. */
function saveText() {
  savedText = STORE.text;
  download(STORE.name.replace(/^.*[/\\]/, ""), STORE.text);
}

/** @param {string} text @param {Record<string, string>} values */
function filled(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** @param {EditedFile} file */
function showFile({name, state, problem, difference}) {
  const values = {file: name.split(/[\\/]/).at(-1) ?? "", problem};
  const words = {
    "saved": EDITOR_WORDS.saved,
    "saved, with errors": EDITOR_WORDS.saved_with_errors,
    "unsaved": EDITOR_WORDS.unsaved,
    "not saved": EDITOR_WORDS.not_saved,
    "conflict": EDITOR_WORDS.not_saved,
  };
  const sentence = filled(words[state], values);
  // What is the same is not read out again.
  if (FILE.textContent !== sentence) FILE.textContent = sentence;
  FILE.classList.toggle("failed", Boolean(problem));
  isFileSaved = state.startsWith("saved");
  isOnlyHere = false;
  if (state !== "conflict") {
    CONFLICT.close();
    return;
  }
  element("conflict-heading").textContent = filled(EDITOR_WORDS.changed_outside, values);
  element("difference").textContent = difference ?? "";
  if (!CONFLICT.open) CONFLICT.showModal();
}

/** The server cannot be reached. @param {boolean} isLost whether it did not get what was typed */
function showNoServer(isLost) {
  isOnlyHere ||= isLost;
  if (isOnlyHere) isFileSaved = false;
  const problem = EDITOR_WORDS.open_again;
  FILE.textContent = isOnlyHere ? filled(EDITOR_WORDS.not_saved, {problem}) : problem;
  FILE.classList.add("failed");
}

/** @param {"mine" | "file"} kept */
function keep(kept) {
  STORE.ask({keep: kept});
}

onClick("save-text", saveText);
onClick("keep-mine", () => keep("mine"));
onClick("keep-file", () => keep("file"));
// There is no way around the choice.
on(CONFLICT, "cancel", event => event.preventDefault());
on(window, "keydown", event => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  STORE.ask({save: true});
});
