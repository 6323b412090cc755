// What a map begins with, where there is none yet: a template, or a list that is pasted.

/** The templates, line by line, with words of the reader in braces. @type {Record<string, string[]>} */
const TEMPLATES = {
  debate: [
    "title: {title}", "sides: {yes: {yes}, no: {no}}", "claims:",
    "  yes-claim:", "    text: {yes_claim}", "    side: yes", "    main: true", "    premises:", "      - {reason}",
    "  no-claim:", "    text: {no_claim}", "    side: no", "    main: true", "    premises:", "      - {other_reason}",
  ],
  pro_and_con: [
    "title: {title}", "claims:", "  main-claim:", "    text: {claim}", "    main: true",
    "    premises:", "      - {reason}", "    rebuttals:", "      - {objection}",
  ],
  one_argument: [
    "title: {title}", "claims:", "  main-claim:", "    text: {claim}", "    main: true",
    "    premises:", "      - [{premise}, {other_premise}]",
  ],
};

/** The same as lists, for files that are lists. @type {Record<string, string[]>} */
const LIST_TEMPLATES = {
  debate: ["- {yes_claim}", "  - {reason}", "- {no_claim}", "  - {other_reason}"],
  pro_and_con: ["- {claim}", "  - pro: {reason}", "  - con: {objection}"],
  one_argument: ["- {claim}", "  - {premise}", "  - and: {other_premise}"],
};

const LIST = /** @type {HTMLTextAreaElement} */ (element("list"));

/** How many characters may be pasted: more than any map has that can be edited. */
const MOST_PASTED = 1_000_000;

/** @typedef {{problem?: string, converted?: string, notes?: string[]}} Converted a pasted text, in the format of the file */

/** The text whose notes are shown. @type {string | null} */
let notedText = null;

/** Begin a map. @param {string} text */
async function beginMap(text) {
  dialog("templates-dialog").close();
  await takeNew(text);
  selectMain();
}

function selectMain() {
  const [main] = DATA.mains;
  if (main !== undefined) STORE.select(CLAIMS[main].id);
  focusRow();
}

/** Put another text in the place of this one, which can be undone. @param {string} text */
async function replaceText(text) {
  TEXT.edit(editBetween(TEXT.text, text));
  STORE.type(text);
  await STORE.settle();
}

/** @param {string} name */
function useTemplate(name) {
  const head = LANGUAGE === "en" || beginsAsList() ? [] : [`language: ${LANGUAGE}`];
  const lines = (beginsAsList() ? LIST_TEMPLATES : TEMPLATES)[name].map(line => line.replace(/\{(\w+)\}/g, (_, word) => {
    const text = worded(`sample_${word}`);
    return beginsAsList() ? text : JSON.stringify(text);
  }));
  beginMap([...head, ...lines, ""].join("\n"));
}

/** Begin an empty map with its main claim. @param {string} text of the claim */
async function beginWith(text) {
  const lines = STORE.format !== "native" ? [`- ${text}`] : ["claims:", "  main-claim:", `    text: ${JSON.stringify(text)}`, "    main: true"];
  await replaceText([...lines, ""].join("\n"));
  selectMain();
}

/** Use the pasted text; where there is something to look at first, only once it is chosen again. */
async function useList() {
  const text = LIST.value;
  if (text.length > MOST_PASTED) {
    showTooLong();
    return;
  }
  const answer = /** @type {Converted} */ (await STORE.ask({convert: text, as_list: beginsAsList()}));
  const {problem, converted, notes = []} = answer;
  const isNoted = text === notedText;
  showListProblem(problem ?? "");
  if (converted === undefined || text !== LIST.value) return;
  if (notes.length && !isNoted) showListNotes(text, notes);
  else beginMap(converted);
}

function showTooLong() {
  showListProblem(worded("list_too_long", {count: MOST_PASTED.toLocaleString(LANGUAGE)}));
}

/** @param {string} problem */
function showListProblem(problem) {
  forgetListNotes();
  element("list-problem").textContent = problem;
}

/** Show what to look at before a list is used. @param {string} text @param {string[]} notes */
function showListNotes(text, notes) {
  notedText = text;
  element("list-notes").replaceChildren(...notes.map(note => create("li", {}, note)));
  element("noted").hidden = false;
  element("use-list").scrollIntoView({block: "nearest"});
}

function forgetListNotes() {
  notedText = null;
  element("noted").hidden = true;
  element("list-problem").textContent = "";
}

function offerTemplates() {
  forgetListNotes();
  dialog("templates-dialog").showModal();
}

for (const name of Object.keys(TEMPLATES)) onClick(`template-${name}`, () => useTemplate(name));
onClick("use-list", useList);
on(LIST, "input", forgetListNotes);
on(LIST, "paste", event => {
  // Browsers take long to show a text as long as a book.
  const pasted = /** @type {ClipboardEvent} */ (event).clipboardData?.getData("text/plain") ?? "";
  if (pasted.length <= MOST_PASTED) return;
  event.preventDefault();
  showTooLong();
});
onClick("new", offerTemplates);
onClick("start-template", offerTemplates);
STORE.listen("answer", () => {
  element("empty").hidden = STORE.text.trim() !== "";
});
