// What a class does with the map: worksheets, quizzes and marks. Each is a tool of argmap (see tool_messages.py); its dialog
// has the fields, and below them what argmap has made: files to save, a table, and what is open.

/**
 * @typedef {{name: string, data: string}} PackedFile its bytes in base64
 * @typedef {{columns: string[], rows: string[][], lines: number[]}} Table with the line at which a file cannot be read
 * @typedef {{
 *   files: PackedFile[], archive: PackedFile | null, table: Table | null,
 *   desk: Desk & {number: number} | null, notes: string[], remarks: string[], problem?: string, isLost?: boolean,
 * }} ToolAnswer
 */

const NUMBERS = new Set(["mark", "most", "undecided"]);
const REMARKS_OF_DOUBT = new Set(["wrong_key"]);
const BYTES_OF_MB = 1_000_000;

/** What the dialogs wait for: an answer to what was asked before is not shown. @type {Map<HTMLElement, number>} */
const AWAITED = new Map();

/** @param {string} id */
function field(id) {
  return /** @type {HTMLInputElement} */ (element(id));
}

/** The button of each tool. */
const BUTTONS = {worksheet: "make-worksheet", quiz: "make-quiz", grade: "grade-files", review: "make-review"};

/** Where a dialog shows what was made. @param {string} tool */
function placeOf(tool) {
  return /** @type {HTMLElement} */ (first(".made", dialog(`${tool}-dialog`)));
}

/** The text of the map about which the dialogs show something. */
let madeOf = "";

/** What was made of another map, or of what this one was, is not shown as if it were of this one. */
function forgetMade() {
  if (STORE.text === madeOf) return;
  madeOf = STORE.text;
  for (const [tool, button] of Object.entries(BUTTONS)) {
    const place = placeOf(tool);
    const isGraded = tool === "grade" && (place.ariaBusy === "true" || first("table", place) !== null);
    AWAITED.set(place, (AWAITED.get(place) ?? 0) + 1);
    place.ariaBusy = element(button).ariaDisabled = "false";
    place.replaceChildren(...(isGraded ? [create("p", {className: "changed"}, EDITOR_WORDS.class_key_changed)] : []));
  }
}

/** The number in a field; what is not one there is what the field began with. @param {string} id */
function numberIn(id) {
  const {valueAsNumber, min, max, defaultValue} = field(id);
  const number = Number.isFinite(valueAsNumber) ? Math.round(valueAsNumber) : Number(defaultValue);
  return clamp(number, Number(min), Number(max));
}

/**
 * Ask a tool for something, and show what it answers.
 * @param {string} tool and the beginning of the id of its dialog @param {HTMLElement} button
 * @param {Record<string, unknown>} given @param {PackedFile[]} files
 */
async function useTool(tool, button, given, files = []) {
  forgetMade();
  const place = placeOf(tool);
  const number = (AWAITED.get(place) ?? 0) + 1;
  AWAITED.set(place, number);
  const progress = create("progress", {ariaLabel: EDITOR_WORDS.class_is_working});
  place.replaceChildren(create("p", {}, EDITOR_WORDS.class_is_working), progress);
  place.ariaBusy = button.ariaDisabled = "true";
  announce(EDITOR_WORDS.class_is_working);
  const asked = STORE.ask({tool, arguments: /** @type {any} */ (given), name: STORE.name, files});
  const answer = /** @type {ToolAnswer} */ (/** @type {unknown} */ (await asked));
  if (AWAITED.get(place) !== number) return;
  place.ariaBusy = button.ariaDisabled = "false";
  const problem = answer.isLost ? EDITOR_WORDS.class_nothing_is_lost : answer.problem;
  if (problem) showProblem(tool, problem);
  else showMade(place, answer);
}

/** @param {string} tool @param {string} problem */
function showProblem(tool, problem) {
  const place = placeOf(tool);
  const said = create("p", {className: "wrong", dir: "auto"}, problem);
  said.setAttribute("role", "alert");
  place.replaceChildren(said);
}

/** @param {HTMLElement} place @param {ToolAnswer} answer */
function showMade(place, {files, archive, table, desk, notes, remarks}) {
  const parts = [];
  if (table) {
    const read = table.rows.filter(row => !row[table.columns.indexOf("problem")]).length;
    parts.push(create("p", {}, worded("class_graded", {count: read, all: table.rows.length})), tableOf(table));
  }
  for (const name of remarks) {
    parts.push(create("p", {className: REMARKS_OF_DOUBT.has(name) ? "wrong" : "hint"}, worded(`class_${name}`, {title: titleOfKey()})));
  }
  for (const note of notes) parts.push(create("p", {className: "hint", dir: "auto"}, note));
  const saved = create("ul", {className: "made-files"}, ...files.map(file => create("li", {}, saveButton(file))));
  saved.setAttribute("role", "list");
  if (archive) saved.append(create("li", {}, saveButton(archive, EDITOR_WORDS.class_save_all)));
  parts.push(saved);
  if (desk) parts.push(deskOf(desk));
  place.replaceChildren(...parts);
  const [summary] = parts;
  announce(table ? summary.textContent ?? "" : files.map(({name}) => worded("class_save_file", {file: name})).join(" "));
  place.scrollIntoView({block: "nearest"});
}

/** @param {PackedFile} file */
function saveButton({name, data}, label = worded("class_save_file", {file: "\u2068" + name + "\u2069"})) {
  return create("button", {type: "button", onclick: () => download(name, bytesOf(data))}, label);
}

/** @param {Table} table */
function tableOf({columns, rows, lines}) {
  const head = create("tr", {}, ...columns.map(name => {
    return create("th", {scope: "col", className: classOfCell(name)}, EDITOR_WORDS[`class_column_${name}`]);
  }));
  const body = rows.map((cells, row) => create("tr", {}, ...cells.map((cell, place) => {
    const content = create("bdi", {}, cell);
    if (columns[place] === "problem" && lines[row]) {
      // A teacher need not know what a parser has expected.
      return create("td", {}, worded("class_not_a_map", {line: lines[row]}), create("small", {}, content));
    }
    return place ? create("td", {className: classOfCell(columns[place])}, content) : create("th", {scope: "row"}, content);
  })));
  const table = create("table", {}, create("thead", {}, head), create("tbody", {}, ...body));
  // A place that scrolls can be reached by keyboard.
  const frame = create("div", {className: "made-table", tabIndex: 0, ariaLabel: EDITOR_WORDS.class_grade}, table);
  frame.setAttribute("role", "region");
  return frame;
}

/** @param {string} column */
function classOfCell(column) {
  return NUMBERS.has(column) ? "number" : "";
}

/** What the key is called: by its title, or by its file. */
function titleOfKey() {
  return "\u2068" + (STORE.answer?.title || STORE.name) + "\u2069";
}

// --- the menu ---

menuButton("class-menu-button", "class-menu");
onClick("offer-worksheet", offerWorksheet);
onClick("offer-quiz", () => openTool("quiz"));
onClick("offer-grade", () => openTool("grade"));
onClick("offer-review", () => openTool("review"));

/** @param {string} tool */
function openTool(tool) {
  element("key-title").textContent = worded("class_key_is", {title: titleOfKey()});
  const asked = dialog(`${tool}-dialog`);
  if (!asked.open) asked.showModal();
}

// --- worksheets and quizzes ---

const ONLY_ON_COMPUTER = document.getElementById("only-on-computer");
const KINDS = document.getElementById("kinds");

/** Bring what can be chosen together with what is chosen. */
function arrangeWorksheet() {
  const {value} = field("sheet-format");
  const kinds = kindsOfBlanks();
  const areCards = value === "cards";
  element("blank-claims").hidden = !field("blank-chosen").checked;
  field("blank-share").disabled = !field("blank-random").checked;
  /** @type {HTMLFieldSetElement} */ (first("#worksheet-dialog fieldset")).hidden = areCards;
  if (KINDS) KINDS.hidden = value !== "pdf";
  const paper = document.getElementById("paper-field");
  if (paper) paper.hidden = value === "html";
  element("bank-field").hidden = areCards || !kinds.includes("text");
  // The button below stays in its place when the box is ticked.
  element("distractors-field").hidden = !areCards && element("bank-field").hidden;
  field("distractors").disabled = !areCards && !hasBank();
}

function hasBank() {
  return !element("bank-field").hidden && field("word-bank").checked;
}

/** What is blank: on a computer, only texts can be. */
function kindsOfBlanks() {
  if (!KINDS || field("sheet-format").value !== "pdf") return ["text"];
  return all("input:checked", KINDS).map(kind => /** @type {HTMLInputElement} */ (kind).value);
}

function offerWorksheet() {
  element("blank-claims").replaceChildren(...CLAIMS.map(({id, text, number}) => {
    const box = create("input", {type: "checkbox", value: id});
    return create("li", {}, create("label", {}, box, create("bdi", {}, number ? `${number} ${text}` : text)));
  }));
  arrangeWorksheet();
  openTool("worksheet");
}

function makeWorksheet() {
  const format = field("sheet-format").value;
  const areCards = format === "cards";
  const isChosen = !areCards && field("blank-chosen").checked;
  const claims = all("input:checked", element("blank-claims")).map(box => /** @type {HTMLInputElement} */ (box).value);
  if (isChosen && !claims.length) {
    all("input", element("blank-claims"))[0]?.focus();
    return;
  }
  const paper = /** @type {HTMLSelectElement | null} */ (document.getElementById("paper"));
  useTool("worksheet", element("make-worksheet"), {
    format: areCards ? "pdf" : format,
    cards: areCards,
    ...(areCards ? {} : {blank: kindsOfBlanks(), ...(isChosen ? {ids: claims} : {share: numberIn("blank-share") / 100})}),
    word_bank: !areCards && hasBank(),
    distractors: areCards || hasBank() ? numberIn("distractors") : 0,
    seed: numberIn("sheet-version"),
    paper: paper?.value ?? "a4",
  });
}

function makeQuiz() {
  useTool("quiz", element("make-quiz"), {
    format: field("quiz-format").value, count: numberIn("question-count"), seed: numberIn("quiz-version"),
  });
}

if (ONLY_ON_COMPUTER) ONLY_ON_COMPUTER.textContent = EDITOR_WORDS.class_only_on_computer;
on(element("worksheet-dialog"), "change", arrangeWorksheet);
for (const [id, make] of /** @type {const} */ ([["make-worksheet", makeWorksheet], ["make-quiz", makeQuiz], ["grade-files", gradeFiles], ["make-review", makeReviews]])) {
  onClick(id, () => {
    if (element(id).ariaDisabled !== "true") make();
  });
}

// --- marks ---

const HAND_INS = element("hand-ins");
/** What the class has handed in, by the names of the files. @type {Map<string, File>} */
const GIVEN = new Map();
/** The files of what somebody has decided, which are among those. */
const FILES_OF_DECISIONS = ["matches.yaml", "decisions.yaml"];

STORE.listen("pending", forgetMade);
STORE.listen("answer", (/** @type {{open?: {as_copy?: boolean}}} */ {open}) => {
  // Another map has other claims, even where they have the same words; a copy is the same map.
  if (open && !open.as_copy && STORE.text !== madeOf && FILES_OF_DECISIONS.filter(name => GIVEN.delete(name)).length) showGiven();
  forgetMade();
});

/** Whether a file is packed, and no map. @param {File} file */
function isArchive({name}) {
  return name.toLowerCase().endsWith(".zip");
}

/** Add files of a class, and show how they can be graded. @param {Iterable<File>} files */
function offerToGrade(files) {
  for (const file of files) GIVEN.set(file.name, file);
  showGiven();
  openTool("grade");
}

function showGiven() {
  element("given-files").replaceChildren(...[...GIVEN.keys()].map(name => {
    const remove = create("button", {type: "button", ariaLabel: `${EDITOR_WORDS.delete}: ${name}`, onclick: () => {
      GIVEN.delete(name);
      showGiven();
      element("choose-hand-ins").focus();
    }}, "✕");
    return create("li", {}, create("bdi", {}, name), remove);
  }));
}

/** The files that a tool is given; null if it cannot take them, which its dialog says. @param {string} tool @param {File[]} files */
async function packedFiles(tool, files) {
  if (!files.length) {
    showProblem(tool, EDITOR_WORDS.class_no_files);
    return null;
  }
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > BUILD.most) {
    // What is a little too much does not seem to be just enough.
    const sizes = {size: Math.ceil(size / BYTES_OF_MB * 10) / 10, most: Math.floor(BUILD.most / BYTES_OF_MB * 10) / 10};
    showProblem(tool, worded("class_too_large", {...sizes, command: `\`argmap ${tool}\``}));
    return null;
  }
  const packed = await Promise.all(files.map(packedFile));
  const unread = packed.indexOf(null);
  if (unread >= 0) {
    showProblem(tool, worded("class_cannot_read", {file: files[unread].name}));
    return null;
  }
  return packed.filter(file => file !== null);
}

async function makeReviews() {
  const packed = await packedFiles("review", [...field("review-files").files ?? []]);
  if (!packed) return;
  await STORE.settle();
  await useTool("review", element("make-review"), {}, packed);
}

async function gradeFiles() {
  const packed = await packedFiles("grade", [...GIVEN.values()]);
  if (!packed) return;
  await STORE.settle();
  await useTool("grade", element("grade-files"), {
    hints: Number(field("hints").value),
    count_implicit: field("count-implicit").checked,
    names: field("show-names").checked,
  }, packed);
}

/** A file as a message holds it; null if it cannot be read, as a folder. @param {File} file @returns {Promise<PackedFile | null>} */
async function packedFile(file) {
  try {
    return {name: file.name, data: base64Of(new Uint8Array(await file.arrayBuffer()))};
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
function base64Of(bytes) {
  const pieces = [];
  for (let from = 0; from < bytes.length; from += 0x8000) {
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + 0x8000)));
  }
  return btoa(pieces.join(""));
}

/** What is to be decided; each decision is kept in a file beside those that were given. @param {Desk & {number: number}} desk */
function deskOf(desk) {
  const left = create("p", {});
  const problem = create("p", {className: "wrong"});
  left.setAttribute("role", "status");
  problem.setAttribute("role", "alert");
  const undo = create("button", {type: "button"}, EDITOR_WORDS.undo);
  const file = create("span", {});
  const groups = create("div", {className: "desk"});
  const marks = create("details", {className: "desk"});
  /** @type {Map<string, HTMLElement>} */
  const saved = new Map();
  const words = Object.fromEntries(Object.entries(EDITOR_WORDS).flatMap(([name, word]) => {
    return name.startsWith("decide_") ? [[name.slice("decide_".length), word]] : [];
  }));
  let pending = Promise.resolve();
  const list = new DecisionList({place: groups, left, undo, marks}, words, [WORDS.quote_before, WORDS.quote_after], sent => {
    pending = pending.then(async () => {
      const given = /** @type {any} */ ({desk: desk.number, ...sent});
      const asked = STORE.ask({tool: "decide", arguments: given, name: STORE.name, files: []});
      const answer = /** @type {ToolAnswer} */ (/** @type {unknown} */ (await asked));
      problem.textContent = (answer.isLost ? EDITOR_WORDS.class_nothing_is_lost : answer.problem) ?? "";
      for (const made of answer.files ?? []) {
        GIVEN.set(made.name, new File([bytesOf(made.data)], made.name));
        showGiven();
        saved.set(made.name, saveButton(made));
        file.replaceChildren(...saved.values());
      }
      list.show(answer.desk ?? list.desk);
    });
  });
  list.show(desk);
  const again = create("button", {type: "button", onclick: () => pending.then(gradeFiles)}, EDITOR_WORDS.class_grade_again);
  return create("div", {},
    create("h3", {}, EDITOR_WORDS.decide_heading), create("p", {}, EDITOR_WORDS.decide_explained),
    create("p", {className: "hint"}, EDITOR_WORDS.decide_keys),
    create("div", {className: "desk-bar"}, left, undo, file, again), problem, groups, marks,
  );
}

const HAND_IN_FIELD = create("input", {type: "file", multiple: true});
on(HAND_IN_FIELD, "change", () => {
  offerToGrade(HAND_IN_FIELD.files ?? []);
  // The same files can be chosen again.
  HAND_IN_FIELD.value = "";
});
onClick("choose-hand-ins", () => HAND_IN_FIELD.click());

/** Whether a file is dragged, and not a passage of the text. @param {DragEvent} event */
function dragsFile(event) {
  return event.dataTransfer?.types.includes("Files") === true;
}

// A file that is dropped beside the page's own places would take the place of the page.
on(window, "dragover", event => {
  if (!dragsFile(event)) return;
  event.preventDefault();
  HAND_INS.classList.toggle("over", dialog("grade-dialog").open);
}, {capture: true});
on(window, "dragleave", () => HAND_INS.classList.remove("over"), {capture: true});
on(window, "drop", event => {
  if (!dragsFile(event)) return;
  event.preventDefault();
  HAND_INS.classList.remove("over");
  const files = [...event.dataTransfer?.files ?? []];
  // One map is opened where the page opens maps; what else is dropped was handed in.
  const isMap = "files" in BUILD && files.length === 1 && !files.some(isArchive);
  const isGrading = dialog("grade-dialog").open;
  if (isMap && !isGrading) return;
  event.stopImmediatePropagation();
  if (isGrading || !first("dialog[open]")) offerToGrade(files);
}, {capture: true});
