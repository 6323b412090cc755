// argmap in this browser: its parts, the worker in which it runs, and the messages to it.

/**
 * @typedef {Record<string, Record<string, string>>} WordsOfLanguages by the tags of languages
 * @typedef {{files: Record<string, {file: string, size: number}>, address: string, words: WordsOfLanguages, verdict_words: WordsOfLanguages}} Build
 *   the parts that are files beside the page, with how many bytes they have; the address of the site to which links lead, or
 *   ""; and what the editor says in each language
 * @typedef {{stage: string} | {answer: string} | {failure: string}} FromWorker
 */

/** @type {Build} */
const BUILD = JSON.parse(element("build").textContent ?? "");

/** Whether the text is saved without the reader. */
function isSavedElsewhere() {
  return false;
}

/** How much of the start is done once all is there, and once Python runs; the rest is to load argmap. @type {Record<string, number>} */
const SHARES = {loaded: 0.5, python: 0.55, argmap: 0.85, ready: 1};

/** How often in a row argmap is started again after it has ended, before that is given up. */
const MOST_STARTS = 3;

/** The message with which the page begins: the text is that of the page. @type {object | null} */
const FIRST_MESSAGE = null;

/** Answers messages one after the other, and starts again if what answers has ended. */
class Engine {
  /** @type {Worker | undefined} */
  #worker;
  #starts = 0;
  #isReady = false;
  #hasFailed = false;
  /** @type {{message: object, resolve: (answer: any) => void, reject: (problem: Error) => void}[]} */
  #waiting = [];
  /** @type {Promise<Record<string, PackedPart>> | undefined} */
  #parts;

  /**
   * @param {(share: number) => void} onProgress how much of the start is done
   * @param {(reason: string, isLast: boolean) => void} onEnd whether it is not started again
   * @param {(news: object) => void} _onNews nobody else changes the text
   */
  constructor(onProgress, onEnd, _onNews = () => {}) {
    this.onProgress = onProgress;
    this.onEnd = onEnd;
  }

  /** The answer to a message. @param {object} message @returns {Promise<any>} */
  ask(message) {
    if (this.#hasFailed) return Promise.reject(new Error("argmap could not start"));
    return new Promise((resolve, reject) => {
      this.#waiting.push({message, resolve, reject});
      if (this.#waiting.length === 1) this.#askNext();
    });
  }

  #askNext() {
    const [next] = this.#waiting;
    if (next && this.#isReady) this.#worker?.postMessage({ask: JSON.stringify(next.message)}, []);
  }

  /** Load the parts, and start. */
  async start() {
    this.#starts++;
    try {
      this.#parts ??= loadParts(share => this.onProgress(share * SHARES.loaded));
      const {worker: code, ...parts} = await this.#parts;
      const address = URL.createObjectURL(new Blob([await unpacked(code)], {type: "text/javascript"}));
      const worker = new Worker(address);
      worker.addEventListener("message", ({data}) => this.#onMessage(data));
      worker.addEventListener("error", event => {
        event.preventDefault();
        this.#end(event.message);
      });
      worker.postMessage({start: parts}, []);
      this.#worker = worker;
    } catch (problem) {
      this.#parts = undefined;
      this.#end(String(problem));
    }
  }

  /** @param {FromWorker} message */
  #onMessage(message) {
    if ("failure" in message) {
      this.#end(message.failure);
    } else if ("stage" in message) {
      this.onProgress(SHARES[message.stage]);
      this.#isReady = message.stage === "ready";
      this.#askNext();
    } else {
      this.#starts = 0;
      const answered = this.#waiting.shift();
      this.#askNext();
      answered?.resolve(JSON.parse(message.answer));
    }
  }

  /** Python has ended, or could not start: what it was asked may be why. @param {string} reason */
  #end(reason) {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isReady = false;
    const waiting = this.#waiting.splice(0);
    for (const {reject} of waiting) reject(new Error(reason));
    const isLast = this.#starts >= MOST_STARTS;
    this.#hasFailed = isLast;
    this.onEnd(reason, isLast);
    if (!isLast) this.start();
  }
}

/**
 * All parts, by name.
 * @param {(share: number) => void} onProgress
 * @returns {Promise<Record<string, PackedPart>>}
 */
async function loadParts(onProgress) {
  /** @type {Record<string, PackedPart>} */
  const parts = {};
  for (const {id, textContent} of all(".part")) parts[id] = textContent ?? "";
  const files = Object.entries(BUILD.files);
  const total = files.reduce((sum, [, {size}]) => sum + size, 0);
  let loaded = 0;
  await Promise.all(files.map(async ([name, {file}]) => {
    const response = await fetch(file);
    if (!response.ok || !response.body) throw new Error(`${file}: ${response.status}`);
    const counted = response.body.pipeThrough(new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.length;
        onProgress(Math.min(1, loaded / total));
        controller.enqueue(chunk);
      },
    }));
    parts[name] = new Uint8Array(await new Response(counted).arrayBuffer());
  }));
  return parts;
}
