// argmap on this computer: the server of the page, and the messages to it. It takes the place of `engine.js`.

/**
 * @typedef {Record<string, Record<string, string>>} WordsOfLanguages by the tags of languages
 * @typedef {{path: string, changes: string, header: string, most: number, words: WordsOfLanguages, verdict_words: WordsOfLanguages}} Build
 *   where the server answers, where it reports changes, and the header for the token; how many bytes of files are
 *   sent at once; and what the editor says in each language
 */

/** @type {Build} */
const BUILD = JSON.parse(element("build").textContent ?? "");

const MILLISECONDS_TO_NEXT_TRY = 1000;

/** The message with which the page begins: the text is that of the server. */
const FIRST_MESSAGE = {state: true};

/** Take the token out of the address: nobody who sees that, or the history of the browser, sees it. */
function takeToken() {
  const given = location.hash.slice(1);
  if (given) {
    history.replaceState(null, "", location.pathname);
    sessionStorage.setItem("token", given);
  }
  return sessionStorage.getItem("token") ?? "";
}

/** Asks the server one message after the other, and listens to what it reports. */
class Engine {
  #token = takeToken();
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /**
   * @param {(share: number) => void} onProgress how much of the start is done
   * @param {(reason: string, isLast: boolean) => void} onEnd whether it is not asked again
   * @param {(news: object) => void} onNews called with what the server reports
   */
  constructor(onProgress, onEnd, onNews = () => {}) {
    this.onProgress = onProgress;
    this.onEnd = onEnd;
    this.onNews = onNews;
  }

  start() {
    addEventListener("hashchange", () => location.reload());
    if (!this.#token) {
      showNoServer(false);
      return;
    }
    this.onProgress(1);
    this.#follow();
  }

  /** Listen to the server, and go on trying where it has gone. */
  async #follow() {
    try {
      await this.#listen();
    } catch {
      showNoServer(false);
    }
    setTimeout(() => this.#follow(), MILLISECONDS_TO_NEXT_TRY);
  }

  /** The answer to a message. @param {object} message @returns {Promise<any>} */
  ask(message) {
    const answered = this.#last.then(() => this.#send(message));
    this.#last = answered.catch(() => {});
    return answered;
  }

  /** @param {object} message */
  async #send(message) {
    const headers = {[BUILD.header]: this.#token, "Content-Type": "application/json"};
    try {
      const response = await fetch(BUILD.path, {method: "POST", headers, body: JSON.stringify(message)});
      const refusal = `${response.status} ${response.statusText}`;
      // Too much for one message; the command still runs.
      if (response.status === 413) return {revision: STORE.revision, problem: filled(EDITOR_WORDS.not_saved, {problem: refusal})};
      if (!response.ok) throw new Error(refusal);
      const answer = await response.json();
      // News of the same revision may have come before its answer, and are newer.
      if (answer.revision !== lastReport?.revision) showFile(answer.file, answer.revision);
      return answer;
    } catch (problem) {
      showNoServer(true);
      throw problem;
    }
  }

  /** Hand on what the server reports, until it ends. A browser's own reader of such events sends no header. */
  async #listen() {
    const response = await fetch(BUILD.changes, {headers: {[BUILD.header]: this.#token}});
    if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
    let waiting = "";
    const write = (/** @type {string} */ piece) => {
      const events = (waiting + piece).split("\n\n");
      waiting = events.pop() ?? "";
      for (const event of events) {
        if (!event.startsWith("data: ")) continue;
        const {news} = JSON.parse(event.slice("data: ".length));
        if (!news) continue;
        showFile(news.file, news.revision);
        this.onNews(news);
      }
    };
    await response.body.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({write}));
  }
}

/** All parts that a browser alone needs: none. @param {(share: number) => void} onProgress @returns {Promise<Record<string, PackedPart>>} */
async function loadParts(onProgress) {
  onProgress(1);
  return {};
}
