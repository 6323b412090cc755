// The frame of the panes: which are shown, how wide, and the keys that work everywhere.

const PANES = ["outline", "map", "text"];
/** What one sees where there is room for one pane alone. */
const TABS = [...PANES, "below"];
const MAIN = element("panes");
const NARROW = matchMedia("(max-width: 50rem)");
const WIDER = 0.05;

/** The shares of the width. */
let shares = [1, 1.6, 1.1];
/** Who begins sees no file format. @type {Set<string>} */
let hiddenPanes = new Set(["text"]);
let tab = "outline";

const ARRANGEMENT = "argmap-panes";

/** Arrange the panes as they were the last time. */
function recallPanes() {
  try {
    const kept = JSON.parse(localStorage.getItem(ARRANGEMENT) ?? "");
    const fits = PANES.every((_, place) => kept.shares[place] > 0) && kept.hidden.length < PANES.length;
    if (fits) [shares, hiddenPanes] = [kept.shares, new Set(kept.hidden)];
  } catch {
    // There is none, or the browser keeps nothing.
  }
}

function keepPanes() {
  try {
    localStorage.setItem(ARRANGEMENT, JSON.stringify({shares, hidden: [...hiddenPanes]}));
  } catch {
    // The next time, they are arranged as usual.
  }
}

/** Show the panes that are chosen, as wide as they are. */
function arrangePanes() {
  const isNarrow = NARROW.matches;
  for (const name of TABS) {
    const isShown = isNarrow ? name === tab : !hiddenPanes.has(name);
    element(`${name}-pane`).classList.toggle("off", !isShown);
    const button = element(`tab-${name}`);
    button.ariaSelected = String(name === tab);
    button.tabIndex = name === tab ? 0 : -1;
  }
  for (const name of PANES) element(`toggle-${name}`).ariaPressed = String(!hiddenPanes.has(name));
  // Lines are numbered in the text alone.
  MAIN.classList.toggle("without-text", !isNarrow && hiddenPanes.has("text"));
  const shown = PANES.filter(name => !hiddenPanes.has(name));
  const columns = [];
  for (const name of shown) {
    const isLast = name === shown[shown.length - 1];
    columns.push(`minmax(0, ${shares[PANES.indexOf(name)]}fr)`, ...(isLast ? [] : ["auto"]));
  }
  MAIN.style.gridTemplateColumns = isNarrow ? "minmax(0, 1fr)" : columns.join(" ");
  for (const splitter of all(".splitter", MAIN)) {
    const [before, after] = besides(splitter);
    splitter.hidden = isNarrow || !before || !after;
    const share = before && after ? shares[PANES.indexOf(before)] / (shares[PANES.indexOf(before)] + shares[PANES.indexOf(after)]) : 0.5;
    splitter.ariaValueNow = String(Math.round(share * 100));
  }
}

/** The panes that are shown before and after a splitter. @param {HTMLElement} splitter */
function besides(splitter) {
  const place = Number(splitter.dataset.after);
  const before = hiddenPanes.has(PANES[place]) ? undefined : PANES[place];
  const after = PANES.slice(place + 1).find(name => !hiddenPanes.has(name));
  return [before, after];
}

/** Make the pane before a splitter larger by a share of both. @param {HTMLElement} splitter @param {number} by */
function resize(splitter, by) {
  const [before, after] = besides(splitter).map(name => PANES.indexOf(String(name)));
  const both = shares[before] + shares[after];
  shares[before] = clamp(shares[before] + by * both, 0.15 * both, 0.85 * both);
  shares[after] = both - shares[before];
  arrangePanes();
  keepPanes();
}

for (const splitter of all(".splitter", MAIN)) {
  on(splitter, "keydown", event => {
    const by = document.dir === "rtl" ? -WIDER : WIDER;
    press(event, {ArrowRight: () => resize(splitter, by), ArrowLeft: () => resize(splitter, -by)});
  });
  on(splitter, "pointerdown", event => splitter.setPointerCapture(event.pointerId));
  on(splitter, "pointermove", event => {
    if (!splitter.hasPointerCapture(event.pointerId)) return;
    const [before, after] = besides(splitter).map(name => element(`${name}-pane`).offsetWidth);
    const by = (event.clientX - splitter.getBoundingClientRect().left) / (before + after);
    resize(splitter, document.dir === "rtl" ? -by : by);
  });
}

/** @param {string} name */
function togglePane(name) {
  if (hiddenPanes.has(name)) hiddenPanes.delete(name);
  else if (hiddenPanes.size < PANES.length - 1) hiddenPanes.add(name);
  arrangePanes();
  keepPanes();
}

/** Show a pane that is hidden. @param {string} name */
function showPane(name) {
  if (NARROW.matches) showTab(name);
  else if (hiddenPanes.has(name)) togglePane(name);
}

/** @param {string} name */
function showTab(name) {
  tab = name;
  arrangePanes();
}

for (const name of PANES) onClick(`toggle-${name}`, () => togglePane(name));
for (const name of TABS) onClick(`tab-${name}`, () => showTab(name));
on(element("tabs"), "keydown", event => {
  const by = document.dir === "rtl" ? -1 : 1;
  press(event, {ArrowRight: () => goToTab(by), ArrowLeft: () => goToTab(-by)});
});

/** @param {number} way */
function goToTab(way) {
  showTab(TABS[(TABS.indexOf(tab) + way + TABS.length) % TABS.length]);
  element(`tab-${tab}`).focus();
}

on(NARROW, "change", arrangePanes);

// --- keys ---

/** Whether somebody types there, so that a letter is a letter. @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target === element("text");
}

on(document, "keydown", event => {
  const key = keyOf(event).toLowerCase();
  if (first("dialog[open]")) return;
  const isUndo = key === "mod+z";
  const isRedo = key === "mod+y" || (isUndo && event.shiftKey);
  if ((isUndo || isRedo) && !(isField(event.target) && event.target !== element("text"))) {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (isRedo) redo();
    else undo();
  } else if (key === "?" && !isField(event.target)) {
    dialog("help-dialog").showModal();
  } else if (key === "f6" || key === "shift+f6") {
    event.preventDefault();
    goToNextPart(event.shiftKey ? -1 : 1);
  }
});

/** The pane in which one did something last, and which gets the keyboard back from elsewhere. */
let lastPane = "outline";

/** @param {Event} event */
function notePane({target}) {
  lastPane = PANES.find(name => element(`${name}-pane`).contains(/** @type {Node} */ (target))) ?? lastPane;
}

on(document, "pointerdown", notePane, {capture: true});
on(document, "keydown", event => {
  // These keys only pass through.
  if (!["F6", "Tab", "Shift", "Escape"].includes(event.key)) notePane(event);
}, {capture: true});

/** The first of some elements that can have the keyboard. @param {HTMLElement[]} elements */
function firstUsable(elements) {
  return elements.find(each => each.checkVisibility() && !each.matches(":disabled, [aria-hidden=true]"));
}

/**
 * The parts of the page to which F6 goes: what they are, the tab that they are in, and how they get the keyboard, unless
 * there is nothing in them.
 * @type {{whole: string, tab: string, enter: () => void}[]}
 */
const PARTS = [
  {whole: "#outline-pane", tab: "outline", enter: () => (rows.size ? focusRow() : element("start-template").focus())},
  {whole: "#map-pane", tab: "map", enter: () => VIEW.focus()},
  {whole: "#text-pane", tab: "text", enter: () => TEXT.focus()},
  {whole: "#properties", tab: "below", enter: () => firstUsable(all("#properties :is(input, select)", document))?.focus()},
  {whole: "#judged", tab: "below", enter: () => firstUsable(all("#judged :is(a, button)", document))?.focus()},
  {whole: "#found", tab: "below", enter: goToFindings},
  {whole: "header", tab: "", enter: () => firstUsable(all("header button:not([tabindex='-1'])", document))?.focus()},
];

/** Bring the keyboard to another part of the page. @param {number} way */
function goToNextPart(way) {
  const before = document.activeElement;
  const now = PARTS.findIndex(({whole}) => before?.closest(whole));
  const start = now < 0 && way < 0 ? 0 : now;
  for (let by = 1; by <= PARTS.length; by++) {
    const {tab: ownTab, enter} = PARTS[(start + way * by + PARTS.length) % PARTS.length];
    if (hiddenPanes.has(ownTab) && !NARROW.matches) continue;
    if (NARROW.matches && ownTab) showTab(ownTab);
    enter();
    if (document.activeElement !== before) return;
  }
}

/** Bring the keyboard to the first finding, or to the sentence that there is none. */
function goToFindings() {
  const nothing = element("no-findings");
  nothing.tabIndex = -1;
  (firstFinding() ?? nothing).focus();
}

/** Bring the keyboard back to the pane where it was, or to the text. @param {boolean} isInText */
function goToLastPane(isInText = false) {
  const shown = PANES.filter(name => NARROW.matches || !hiddenPanes.has(name));
  const pane = [isInText ? "text" : lastPane, ...shown].find(name => shown.includes(name)) ?? "outline";
  if (NARROW.matches) showTab(pane);
  if (pane === "outline") focusRow();
  else if (pane === "text") TEXT.focus();
  else VIEW.focus();
  if (pane === "map") announce(nameOfChosen());
}

// The tools are one stop for Tab, and arrow keys go from one to the next.
const TOOLS = element("tools");

/** @param {EventTarget | null | undefined} stop */
function stopAt(stop) {
  for (const button of all("button", TOOLS)) button.tabIndex = button === stop ? 0 : -1;
}

/** @param {number} by how many tools further, or past the ends */
function goToTool(by) {
  const usable = all("button", TOOLS).filter(button => firstUsable([button]));
  const now = usable.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const isFar = Math.abs(by) > usable.length;
  usable[isFar ? clamp(by, 0, usable.length - 1) : (now + by + usable.length) % usable.length]?.focus();
}

on(TOOLS, "focusin", ({target}) => stopAt(target));
on(TOOLS, "keydown", event => {
  const by = document.dir === "rtl" ? -1 : 1;
  press(event, {
    ArrowRight: () => goToTool(by), ArrowLeft: () => goToTool(-by),
    Home: () => goToTool(-Infinity), End: () => goToTool(Infinity),
  });
});
STORE.listen("answer", () => {
  // The one where Tab stops may be hidden.
  const stops = all("button[tabindex='0']", TOOLS);
  if (stops.length !== 1 || !firstUsable(stops)) stopAt(firstUsable(all("button", TOOLS)));
});

onClick("undo", undo);
onClick("redo", redo);
onClick("help", () => dialog("help-dialog").showModal());
onClick("add-main", () => {
  // The field is where one sees it.
  const [seesOutline, seesPicture] = ["outline", "map"].map(name => !element(`${name}-pane`).classList.contains("off"));
  if (!seesOutline && !seesPicture) {
    if (NARROW.matches) showTab("outline");
    else togglePane("outline");
  }
  startDraft("main", "", seesPicture && !seesOutline ? "picture" : "outline");
});
STORE.listen("answer", () => {
  const {answer} = STORE;
  if (!answer) return;
  for (const [id, can] of /** @type {const} */ ([["undo", answer.can_undo], ["redo", answer.can_redo]])) {
    element(id).ariaDisabled = String(!can);
  }
  document.title = element("title").textContent = nameOfMap();
});
STORE.listen("problem", ({problem, confirm}) => {
  if (!confirm) say(problem);
});

/** The file names that argmap gives to new maps. */
const NAMELESS_FILE = /^map(\.\w+)?$/;

/** The title of the map; where it has none, its only main claim, or else its file. */
function nameOfMap() {
  const [main, ...others] = STORE.hasMap ? DATA.mains : [];
  const claim = main !== undefined && !others.length ? CLAIMS[main].name : "";
  const file = STORE.name.replace(/^.*[/\\]/, "");
  return STORE.answer?.title || claim || (NAMELESS_FILE.test(file) ? worded("untitled") : file);
}

// --- help ---

/** The keys, by what they do. @type {[keys: string[], word: string][]} */
const KEYS = [
  [["↑", "↓", "←", "→"], "help_arrows"], [["Enter"], "add_reason"], [["Shift+Enter"], "add_objection"],
  [["Ctrl+Enter"], "help_another"], [["Alt+Enter"], "add_premise"], [["U"], "field_undercutter"], [["F2"], "edit"],
  [["Enter", "Esc"], "help_end"], [["Tab", "Alt+→"], "help_indent"], [["Shift+Tab", "Alt+←"], "help_outdent"],
  [["Alt+↑", "Alt+↓"], "help_reorder"], [["M"], "move_to"], [["L"], "link_with"], [["Delete"], "delete"],
  [["Shift+F10"], "more"], [["V"], "verdicts"], [["A", "Shift+A"], "help_letters"], [["Ctrl+S"], "save"], [["Ctrl+Z"], "undo"],
  [["Ctrl+Shift+Z"], "redo"], [["F6", "Shift+F6"], "help_panes"], [["?"], "help"],
];

for (const [keys, word] of KEYS) {
  const names = create("dt", {});
  keys.forEach((key, place) => names.append(...(place ? [" "] : []), create("kbd", {}, key)));
  element("keys").append(names, create("dd", {}, worded(word)));
}
