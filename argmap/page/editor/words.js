// What the editor says, in the language of the reader.

const [LANGUAGE, EDITOR_WORDS] = wordsOfReader();

/** The first language of the reader that there are words in, and these. @returns {[string, Record<string, string>]} */
function wordsOfReader() {
  for (const wish of navigator.languages) {
    const tag = wish.split("-")[0];
    if (Object.hasOwn(BUILD.words, tag)) return [tag, BUILD.words[tag]];
  }
  return ["en", BUILD.words.en];
}

// Verdicts, too, are in the language of the reader, and not in that of the map.
withEachMap(() => {
  WORDS = {...WORDS, ...BUILD.verdict_words[LANGUAGE]};
});

/**
 * A sentence of the editor with what is filled in.
 * @param {string} name of the sentence
 * @param {Record<string, string | number>} values by the names in its braces
 */
function worded(name, values = {}) {
  return EDITOR_WORDS[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** What is heard after the next sentence. */
let announcedToo = "";

/** Say what happened, which is seen for a while and heard. @param {string} sentence */
function announce(sentence) {
  const place = element("announcement");
  const whole = [sentence, announcedToo].filter(Boolean).join(" ");
  announcedToo = "";
  // What is said twice is heard twice. A new element is seen anew.
  place.replaceChildren(create("span", {}, place.textContent === whole ? `${whole}\u00a0` : whole));
}

/** Let a screen reader say something after what it says anyway: of two sentences in a row, only the second would be heard. @param {string} sentence */
function announceToo(sentence) {
  announcedToo = [announcedToo, sentence].filter(Boolean).join(" ");
  setTimeout(() => {
    if (announcedToo) announce("");
  });
}

/** Give the elements of the page their words. */
function fillWords() {
  document.documentElement.lang = LANGUAGE;
  document.dir = EDITOR_WORDS.direction;
  for (const named of all("[data-word]", document)) named.textContent = EDITOR_WORDS[String(named.dataset.word)];
  for (const named of all("[data-label]", document)) named.ariaLabel = EDITOR_WORDS[String(named.dataset.label)];
  for (const named of all("[data-hint]", document)) named.title = EDITOR_WORDS[String(named.dataset.hint)];
}
