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

const LIST = /** @type {HTMLTextAreaElement} */ (element("list"));

/** Put another text in the place of this one, which can be undone. @param {string} text */
async function replaceText(text) {
  TEXT.edit(editBetween(TEXT.text, text));
  STORE.type(text);
  dialog("templates-dialog").close();
  await STORE.settle();
  const [main] = DATA.mains;
  if (main !== undefined) STORE.select(CLAIMS[main].id);
  focusRow();
}

/** @param {string} name */
function useTemplate(name) {
  const head = LANGUAGE === "en" ? [] : [`language: ${LANGUAGE}`];
  const lines = TEMPLATES[name].map(line => line.replace(/\{(\w+)\}/g, (_, word) => JSON.stringify(worded(`sample_${word}`))));
  replaceText([...head, ...lines, ""].join("\n"));
}

async function useList() {
  const {problem, converted} = /** @type {{problem?: string, converted?: string}} */ (await STORE.ask({convert: LIST.value}));
  element("list-problem").textContent = problem ?? "";
  if (converted !== undefined) replaceText(converted);
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
