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

/** Take another map in the place of the one before. @param {PageData} data @param {boolean} isRtl */
function takeMap(data, isRtl) {
  DATA = completed(data);
  ({claims: CLAIMS, inferences: INFERENCES, words: WORDS} = DATA);
  IS_RTL = isRtl;
  for (const follow of FOLLOWERS) follow();
}

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

/** How many pixels a picture is wide at least, which may be shown on a large screen. */
const LEAST_WIDTH = 1920;

/** Save the picture as the browser draws it. */
async function savePng() {
  const {name, data} = /** @type {{name?: string, data?: string}} */ (await STORE.ask({save_as: "svg"}));
  if (!name || data === undefined) return;
  const address = URL.createObjectURL(new Blob([bytesOf(data)], {type: "image/svg+xml"}));
  const picture = create("img", {src: address});
  await picture.decode();
  const {naturalWidth: width, naturalHeight: height} = picture;
  const scale = Math.max(2, LEAST_WIDTH / width);
  const canvas = create("canvas", {width: Math.round(width * scale), height: Math.round(height * scale)});
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  canvas.toBlob(drawn => {
    if (drawn) download(nameOfCopy(name.replace(/svg$/, "png")), drawn);
  });
}

fillWords();
for (const button of all("[data-format]", document)) on(button, "click", () => save(String(button.dataset.format)));
onClick("save-png", savePng);
menuButton("file-menu-button", "file-menu");
on(element("legend"), "keydown", event => press(event, {Escape: () => {
  /** @type {HTMLDetailsElement} */ (element("legend")).open = false;
  element("legend-button").focus();
}}));
on(window, "beforeunload", event => {
  const hasChanges = savedText !== STORE.text || STORE.isChanging || isTyping();
  if (hasChanges && !isSavedElsewhere()) event.preventDefault();
});
recallPanes();
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
