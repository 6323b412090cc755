// Files in a browser alone: what is opened and saved, what is kept as a draft, and what a link holds.

/** The sizes of files that are read at all: the editor takes 5 million characters, and a character has up to 4 bytes. */
const MOST_BYTES_OF_FILE = 20_000_000;
const MOST_LETTERS_OF_NAME = 50;

const FILE = element("file");
const DRAFTS_OF_BROWSER = new Drafts();

/** The text that is in a file. */
let savedText = STORE.text;
/** The file that the text came from or was saved in, if the browser can write to it. @type {FileHandle | null} */
let fileHandle = null;
/** What was in it then. */
let textOnDisk = "";
/** The byte order mark that the file has, or "". */
let byteOrderMark = "";
/** The text that was looked at last: it is kept, or is in a file. @type {string | null} */
let keptText = STORE.text;
/** The title with which it was kept, which is known once argmap has read it. */
let keptTitle = "";
let canKeep = true;
/** Which format a text without a file has, the text says; its file is called like the map. */
const NAMELESS = "map";
/** What the file is called: argmap only knows the name that it was opened by. */
let fileName = NAMELESS;
/** Whether the text came from a file, or is in one. */
let hasFile = false;
/** How lines end in the file. */
let lineEnd = "\n";
/** What was wrong with the link by which the page was opened. */
let linkProblem = "";

/** What the browser may have: a dialog that gives a file which can be written. @param {"showOpenFilePicker" | "showSaveFilePicker"} name */
function pickerOf(name) {
  return /** @type {((options: object) => Promise<any>) | undefined} */ (Reflect.get(globalThis, name));
}

/** @param {unknown} problem */
function isNamed(problem, name = "AbortError") {
  return problem instanceof DOMException && problem.name === name;
}

function isUnsaved() {
  return STORE.text !== savedText || STORE.isChanging || isTyping();
}

/** Say what has become of the text. */
function showFileState() {
  const sentences = [];
  if (isUnsaved()) sentences.push(EDITOR_WORDS.unsaved);
  else if (hasFile) sentences.push(worded("saved", {file: STORE.name}));
  if (!canKeep) sentences.push(EDITOR_WORDS.no_drafts);
  const sentence = sentences.join(". ");
  if (FILE.textContent !== sentence) FILE.textContent = sentence;
  FILE.classList.toggle("failed", !canKeep);
}

// --- drafts ---

async function keepDraft() {
  showFileState();
  const title = STORE.answer?.title ?? "";
  if (STORE.text === keptText && title === keptTitle) return;
  const text = keptText = STORE.text;
  keptTitle = title;
  const isSaved = text === savedText;
  const kept = {text, title, name: fileName, mark: byteOrderMark, handle: fileHandle, onDisk: textOnDisk, isSaved};
  try {
    if (!isSaved || hasFile) await DRAFTS_OF_BROWSER.keep(kept);
    else await DRAFTS_OF_BROWSER.forget();
    canKeep = true;
  } catch {
    canKeep = false;
  }
  showFileState();
}

/** What a map that is kept is called where it is offered, and whether it is in a file. @param {Kept} kept */
function nameOfDraft({text, title, name, isSaved}) {
  const [firstLine] = text.trim().split("\n");
  const shown = (title || firstLine).slice(0, 100);
  return `${shown} (${isSaved ? worded("saved", {file: name}) : EDITOR_WORDS.unsaved})`;
}

/** Go on with a map that is kept. @param {IDBValidKey} key @param {Kept} kept */
async function goOnWith(key, kept) {
  DRAFTS_OF_BROWSER.take(key);
  const saved = kept.isSaved ? undefined : "";
  if (!kept.isSaved || !kept.handle) return show({...kept, saved});
  // The file may have changed since.
  try {
    await kept.handle.requestPermission?.({mode: "readwrite"});
    const file = await kept.handle.getFile();
    const whole = textOfBytes(await file.arrayBuffer());
    const mark = whole.startsWith("\ufeff") ? "\ufeff" : "";
    return show({text: whole.slice(mark.length), name: file.name, mark, handle: kept.handle});
  } catch {
    return show({...kept, handle: null, saved: ""});
  }
}

/** Offer what is kept. */
async function offerDrafts() {
  /** @type {[IDBValidKey, Kept][]} */
  let drafts;
  try {
    drafts = await DRAFTS_OF_BROWSER.all();
  } catch {
    canKeep = false;
    showFileState();
    return;
  }
  // Who has typed by now does not wait for a draft.
  if (drafts.length === 0 || isUnsaved()) return;
  const asked = dialog("drafts-dialog");
  element("drafts").replaceChildren(...drafts.map(([key, kept]) => {
    const name = create("bdi", {}, nameOfDraft(kept));
    const go = create("button", {type: "button", onclick: () => {
      asked.close();
      goOnWith(key, kept).then(focusRow);
    }}, EDITOR_WORDS.go_on);
    const remove = create("button", {type: "button", onclick: async () => {
      await DRAFTS_OF_BROWSER.remove(key);
      item.remove();
      if (!element("drafts").firstElementChild) asked.close();
    }}, EDITOR_WORDS.delete);
    go.ariaLabel = `${EDITOR_WORDS.go_on}: ${name.textContent}`;
    remove.ariaLabel = `${EDITOR_WORDS.delete}: ${name.textContent}`;
    const item = create("li", {}, name, " ", go, " ", remove);
    return item;
  }));
  asked.showModal();
}

// --- open ---

/**
 * Show another text in the place of this one. What argmap cannot edit is a sentence, and the text stays.
 * @param {Omit<Kept, "onDisk" | "title"> & {onDisk?: string, saved?: string}} opened with what of it is saved, if not all
 */
async function show({text, name, mark, handle, onDisk = mark + text, saved}) {
  const before = fileName;
  fileName = name;
  if (!STORE.isOpen) {
    STORE.beginWith(plainLines(text), name);
    TEXT.edit(editBetween(TEXT.text, STORE.text));
    drawOutline();
    drawPicture();
  } else {
    const {text: taken, confirm} = await STORE.open(text, name);
    if (taken === undefined) {
      fileName = before;
      return confirm !== undefined && showCopy(text, name);
    }
  }
  lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  fileHandle = handle;
  textOnDisk = onDisk;
  byteOrderMark = mark;
  savedText = saved ?? plainLines(text);
  hasFile = saved === undefined || handle !== null;
  keptText = saved === undefined ? STORE.text : null;
  keepDraft();
  return true;
}

/** Offer a copy of a text that cannot be edited. @param {string} text @param {string} name */
async function showCopy(text, name) {
  if (!await confirmed(worded("edit_copy", {file: name}))) return false;
  const before = fileName;
  fileName = `${name.replace(/\.\w*$/, "")}.yaml`;
  const {text: taken} = await STORE.open(text, name, true);
  if (taken === undefined) {
    fileName = before;
    return false;
  }
  fileHandle = null;
  byteOrderMark = textOnDisk = savedText = "";
  lineEnd = "\n";
  keptText = null;
  keepDraft();
  return true;
}

/** What the file of a map may be called. @param {string} title @param {string} format */
function nameFor(title, format) {
  const words = title.toLocaleLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [NAMELESS];
  const stem = [...words.join("-")].slice(0, MOST_LETTERS_OF_NAME).join("").replace(/-$/, "");
  return `${stem}.${{text: "txt", markdown: "md"}[format] ?? "yaml"}`;
}

/** A new map is not the one that is open: that stays what it is, and where it is. */
function beginsAsList() {
  return false;
}

/** Begin another map. @param {string} text */
async function takeNew(text) {
  await keepDraft();
  // The map before stays a draft.
  if (!canKeep && !await mayReplace()) return;
  await DRAFTS_OF_BROWSER.begin();
  await show({text, name: NAMELESS, mark: "", handle: null, onDisk: "", saved: ""});
}

/** Whether the text may go: it is saved, or one agrees. */
async function mayReplace() {
  return !isUnsaved() || confirmed(EDITOR_WORDS.leaves_unsaved);
}

/** @param {File} file @param {FileHandle | null} handle */
async function openFile(file, handle) {
  if (isArchive(file)) {
    offerToGrade([file]);
    return;
  }
  if (file.size > MOST_BYTES_OF_FILE) {
    say(worded("file_too_large", {file: file.name}));
    return;
  }
  let whole;
  try {
    whole = textOfBytes(await file.arrayBuffer());
  } catch {
    say(worded("not_text", {file: file.name}));
    return;
  }
  if (!await mayReplace()) return;
  const mark = whole.startsWith("\ufeff") ? "\ufeff" : "";
  // The text that is here stays a draft of its own.
  await keepDraft();
  await DRAFTS_OF_BROWSER.begin();
  await show({text: whole.slice(mark.length), name: file.name, mark, handle});
}

async function chooseFile() {
  const pick = pickerOf("showOpenFilePicker");
  try {
    if (!pick) throw new DOMException("", "SecurityError");
    /** @type {FileHandle[]} */
    const [handle] = await pick({});
    await openFile(await handle.getFile(), handle);
  } catch (problem) {
    if (isNamed(problem)) return;
    FILE_FIELD.click();
  }
}

const FILE_FIELD = create("input", {type: "file"});
on(FILE_FIELD, "change", () => {
  const [file] = FILE_FIELD.files ?? [];
  if (file) openFile(file, null);
  // The same file can be chosen again.
  FILE_FIELD.value = "";
});

on(window, "drop", async event => {
  if (!dragsFile(event)) return;
  event.preventDefault();
  event.stopPropagation();
  const [item] = event.dataTransfer?.items ?? [];
  const file = item?.getAsFile();
  /** @type {(() => Promise<FileHandle | null>) | undefined} */
  const handleOf = item && Reflect.get(item, "getAsFileSystemHandle")?.bind(item);
  // The browser gives both only as long as the event lasts.
  const handle = await handleOf?.().catch(() => null) ?? null;
  if (file) openFile(file, handle?.kind === "file" ? handle : null);
}, {capture: true});

/** Open the link by which the page was opened, as a new draft. */
async function openLink() {
  const {hash} = location;
  if (!hash.startsWith(LINK)) return false;
  // Whoever loads the page again gets the draft, and not the link.
  history.replaceState(null, "", location.href.slice(0, -hash.length));
  let text;
  try {
    text = await textOfLink(hash);
  } catch (problem) {
    linkProblem = sentenceFor(problem);
    say(linkProblem);
    return false;
  }
  if (!await mayReplace()) return true;
  await keepDraft();
  await DRAFTS_OF_BROWSER.begin();
  return show({text, name: NAMELESS, mark: "", handle: null, onDisk: "", saved: ""});
}

// --- save ---

/** The text as the file gets it: lines end as they did. */
async function wholeText() {
  const text = STORE.isReady ? (await STORE.settle()).text : undefined;
  // What argmap could not take is saved as well.
  const isTaken = text !== undefined && plainLines(text) === STORE.text;
  return isTaken ? text : STORE.text.replaceAll("\n", lineEnd);
}

/** Save the text in its file, or in one that is chosen; without such files, as a download. */
async function saveText() {
  const pick = pickerOf("showSaveFilePicker");
  try {
    if (!fileHandle && !pick) throw new DOMException("", "SecurityError");
    const handle = fileHandle ?? await pick?.({suggestedName: STORE.name});
    const isOther = handle !== fileHandle;
    const right = await handle.requestPermission?.({mode: "readwrite"});
    if (right === "denied") throw new DOMException(EDITOR_WORDS.no_permission, "NotAllowedError");
    if (!isOther && !await mayOverwrite(handle)) return;
    const text = await wholeText();
    const writable = await handle.createWritable();
    await writable.write(byteOrderMark + text);
    await writable.close();
    if (isOther) STORE.name = fileName = handle.name;
    fileHandle = handle;
    textOnDisk = byteOrderMark + text;
    wasSaved(text);
  } catch (problem) {
    if (isNamed(problem)) return;
    if (isNamed(problem, "SecurityError")) await downloadText();
    else say(worded("not_saved", {problem: /** @type {Error} */ (problem).message}));
  }
}

/** Whether a file has what it had, or one agrees that it goes. @param {FileHandle} handle */
async function mayOverwrite(handle) {
  let now;
  try {
    const file = await handle.getFile();
    now = textOfBytes(await file.arrayBuffer());
  } catch (problem) {
    // A file that is gone is made again.
    if (isNamed(problem, "NotFoundError")) return true;
    now = null;
  }
  return now === textOnDisk || confirmed(worded("replaces_changed", {file: handle.name}));
}

async function downloadText() {
  const text = await wholeText();
  download(STORE.name, byteOrderMark + text);
  // A copy of a file is not the file.
  if (!fileHandle) wasSaved(text);
}

/** @param {string} text */
function wasSaved(text) {
  fileName = STORE.name;
  savedText = plainLines(text);
  hasFile = true;
  keptText = null;
  keepDraft();
}

/** Save a map in the format of argmap: its text if that is in it, with all comments. */
async function saveYaml() {
  if (STORE.format !== "native") await save("native");
  else await downloadText();
}

async function showLicenses() {
  const {licenses} = await loadParts(() => {});
  element("licenses-text").textContent = new TextDecoder().decode(await unpacked(licenses));
  dialog("licenses-dialog").showModal();
}

onClick("start-new", () => {
  dialog("drafts-dialog").close();
  offerTemplates();
});
onClick("open-file", chooseFile);
onClick("save-text", saveText);
onClick("show-licenses", showLicenses);
onClick("save-yaml", saveYaml);
on(window, "keydown", event => {
  const key = event.ctrlKey || event.metaKey ? event.key.toLowerCase() : "";
  if (key !== "s" && key !== "o") return;
  event.preventDefault();
  if (first("dialog[open]")) return;
  if (key === "s") saveText();
  else chooseFile();
}, {capture: true}); // fields keep their keys for themselves
on(window, "hashchange", openLink);
on(document, "visibilitychange", keepDraft);
on(window, "pagehide", keepDraft);
setInterval(keepDraft, REST_OF_DRAFTS);
STORE.listen("pending", showFileState);
STORE.listen("draft", showFileState);
on(document, "input", showFileState);
STORE.listen("answer", () => {
  STORE.name = fileName === NAMELESS ? nameFor(STORE.answer?.title ?? "", STORE.format) : fileName;
}, {isFirst: true});
STORE.listen("answer", () => {
  if (linkProblem) say(linkProblem);
  linkProblem = "";
});
openLink().then(isOpen => {
  if (!isOpen) offerDrafts();
});
