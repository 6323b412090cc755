// Drafts: a text that is in no file yet is kept in the browser, where it survives a crash. So are the last that are in one,
// so that one finds them again.

/**
 * @typedef {{
 *   name: string, kind?: string, getFile: () => Promise<File>,
 *   createWritable: () => Promise<{write: (text: string) => Promise<void>, close: () => Promise<void>}>,
 *   requestPermission?: (how: {mode: "readwrite"}) => Promise<string>,
 * }} FileHandle a file that can be written
 * @typedef {{text: string, title: string, name: string, mark: string, handle: FileHandle | null, onDisk: string, isSaved?: boolean}} Kept
 *   a text, its byte order mark if it has one, the file that it came from, and what was in that; whether all is in a file
 */

const DRAFTS = "drafts";

/** How many texts that are in a file are kept. */
const MOST_SAVED = 5;

/** How often is looked whether there is something to keep, in milliseconds. */
const REST_OF_DRAFTS = 500;

/** The database of this browser, or why there is none. @returns {Promise<IDBDatabase>} */
function openedDatabase() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("argmap-editor", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(DRAFTS, {autoIncrement: true});
    asked.onsuccess = () => resolve(asked.result);
    asked.addEventListener("error", () => reject(asked.error));
  });
}

/** The name of what a tab locks as long as it has a draft. @param {IDBValidKey} key */
function lockOf(key) {
  return `argmap-draft-${String(key)}`;
}

class Drafts {
  /** @type {Promise<IDBDatabase> | undefined} */
  #database;
  /** The key of the draft of this tab; it has none before something is kept. @type {IDBValidKey | undefined} */
  #key;
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /**
   * Do something with the drafts, after all that was to be done before.
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(drafts: IDBObjectStore) => IDBRequest<T>} act
   * @returns {Promise<T>}
   */
  #do(mode, act) {
    const done = this.#last.then(async () => {
      this.#database ??= openedDatabase();
      const transaction = (await this.#database).transaction(DRAFTS, mode, {durability: "strict"});
      const asked = act(transaction.objectStore(DRAFTS));
      return new Promise((/** @type {(result: T) => void} */ resolve, reject) => {
        transaction.oncomplete = () => resolve(asked.result);
        transaction.addEventListener("abort", () => reject(transaction.error));
      });
    });
    // The next time, the database is opened again.
    this.#last = done.catch(() => {
      this.#database = undefined;
    });
    return done;
  }

  /** Keep a text in the place of what this tab has kept. @param {Kept} kept */
  async keep(kept) {
    await this.#do("readwrite", drafts => {
      const asked = drafts.put(kept, this.#key);
      if (this.#key === undefined) asked.onsuccess = () => this.take(asked.result);
      return asked;
    });
    if (!kept.isSaved) return;
    const saved = (await this.all()).filter(([, other]) => other.isSaved);
    await Promise.all(saved.slice(MOST_SAVED - 1).map(([key]) => this.remove(key)));
  }

  /** What this tab has kept stays; what it keeps from now on is another draft. */
  async begin() {
    await this.#last;
    this.#key = undefined;
  }

  /** What this tab keeps is no longer there. */
  async forget() {
    if (this.#key !== undefined) await this.remove(this.#key);
  }

  /** @param {IDBValidKey} key */
  async remove(key) {
    await this.#do("readwrite", drafts => drafts.delete(key));
  }

  /** A draft is that of this tab from now on. @param {IDBValidKey} key */
  take(key) {
    this.#key = key;
    // A lock ends with the tab, also with one that crashes.
    navigator.locks?.request(lockOf(key), () => new Promise(() => {}));
  }

  /** The drafts that no tab has now, the newest first. @returns {Promise<[IDBValidKey, Kept][]>} */
  async all() {
    const keys = await this.#do("readonly", drafts => drafts.getAllKeys());
    const texts = await this.#do("readonly", drafts => drafts.getAll());
    const locks = await navigator.locks?.query();
    const held = new Set(locks?.held?.map(({name}) => name));
    const free = [];
    for (const [place, key] of keys.entries()) {
      if (!held.has(lockOf(key)) && texts[place]) free.push(/** @type {[IDBValidKey, Kept]} */ ([key, texts[place]]));
    }
    return free.reverse();
  }
}
