// The editor of a map: what answers it, and how it starts.

const STATE = element("state");
const PROGRESS = /** @type {HTMLProgressElement} */ (element("progress"));

/** @param {string} sentence about what goes on, or does not */
function say(sentence) {
  STATE.replaceChildren(...withCode(sentence));
}

const ENGINE = new Engine(share => {
  PROGRESS.value = share;
  PROGRESS.hidden = share === 1;
  if (share === 1) {
    say("");
    STORE.begin(ENGINE);
  } else if (!STATE.textContent) {
    say(EDITOR_WORDS.starting);
  }
}, (reason, isLast) => {
  // Where it is started again, what is asked waits for that.
  STORE.isReady &&= isLast;
  say(isLast ? EDITOR_WORDS.failed : EDITOR_WORDS.ended);
  PROGRESS.hidden = isLast;
  element("reason").textContent = reason;
}, news => {
  const {revision} = /** @type {{revision?: number}} */ (news);
  if (revision !== undefined) STORE.expect(revision);
});

STORE.listen("answer", () => {
  const {answer} = STORE;
  element("reason").textContent = "";
  if (!answer?.problem) say("");
  if (answer?.map && answer.map !== takenMap) {
    takenMap = answer.map;
    takeMap(answer.map, answer.is_rtl);
  }
}, {isFirst: true});

/** The map that the page has taken over. @type {PageData | null} */
let takenMap = null;

/** @param {string} format */
async function save(format) {
  const saved = await STORE.ask({save_as: format});
  const {name, data} = /** @type {{name?: string, data?: string}} */ (saved);
  if (name && data !== undefined) download(nameOfCopy(name), bytesOf(data));
}

/** What a copy is called: as the file, with another ending. @param {string} name of a file with that ending */
function nameOfCopy(name) {
  const [stem] = STORE.name.replace(/^.*[/\\]/, "").split(/\.\w*$/);
  return stem + name.slice(name.lastIndexOf("."));
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
  dialog("licenses-dialog").showModal();
}

fillWords();
for (const button of all("[data-format]", document)) on(button, "click", () => save(String(button.dataset.format)));
onClick("show-licenses", showLicenses);
onClick("save-text", saveText);
on(window, "beforeunload", event => {
  const hasChanges = savedText !== STORE.text || STORE.isChanging || isTyping();
  if (hasChanges && !isSavedElsewhere()) event.preventDefault();
});
arrangePanes();
drawOutline();
drawPicture();
drawProperties();
showMap({folded: new Set(), focus: -1}, {animates: false});
if (typeof WebAssembly === "object" && typeof DecompressionStream === "function" && typeof Worker === "function") {
  ENGINE.start();
} else {
  say(EDITOR_WORDS.too_old);
  PROGRESS.hidden = true;
}
