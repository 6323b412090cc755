// What a map begins with, where there is none yet: a template, or a list that is pasted.

/** The templates, whose texts are in the words of the reader. @type {Record<string, (words: Record<string, string>) => string>} */
const TEMPLATES = {
  debate: words => `title: ${words.sample_title}
sides: {yes: ${words.sample_yes}, no: ${words.sample_no}}
claims:
  yes-claim:
    text: ${words.sample_yes_claim}
    side: yes
    main: true
    premises:
      - ${words.sample_reason}
  no-claim:
    text: ${words.sample_no_claim}
    side: no
    main: true
    premises:
      - ${words.sample_other_reason}
`,
  pro_and_con: words => `title: ${words.sample_title}
claims:
  main-claim:
    text: ${words.sample_claim}
    main: true
    premises:
      - ${words.sample_reason}
    rebuttals:
      - ${words.sample_objection}
`,
  one_argument: words => `title: ${words.sample_title}
claims:
  main-claim:
    text: ${words.sample_claim}
    main: true
    premises:
      - [${words.sample_premise}, ${words.sample_other_premise}]
`,
};

const LIST = /** @type {HTMLTextAreaElement} */ (element("list"));

/** Words as texts of YAML. @returns {Record<string, string>} */
function quotedWords() {
  const sample = Object.entries(EDITOR_WORDS).filter(([name]) => name.startsWith("sample_"));
  return Object.fromEntries(sample.map(([name, text]) => [name, JSON.stringify(text)]));
}

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
  const head = LANGUAGE === "en" ? "" : `language: ${LANGUAGE}\n`;
  replaceText(head + TEMPLATES[name](quotedWords()));
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
