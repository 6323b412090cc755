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

async function useList() {
  if (beginsAsList()) {
    beginMap(LIST.value);
    return;
  }
  const {problem, converted} = /** @type {{problem?: string, converted?: string}} */ (await STORE.ask({convert: LIST.value}));
  element("list-problem").textContent = problem ?? "";
  if (converted !== undefined) beginMap(converted);
}

function offerTemplates() {
  dialog("templates-dialog").showModal();
}

for (const name of Object.keys(TEMPLATES)) onClick(`template-${name}`, () => useTemplate(name));
onClick("use-list", useList);
onClick("new", offerTemplates);
onClick("start-template", offerTemplates);
STORE.listen("answer", () => {
  element("empty").hidden = STORE.text.trim() !== "";
});
