// What all panes show: the text, what argmap last answered, and what is selected. Messages go out one after the other.

/**
 * @typedef {{line: number, column: number, end_line: number, end_column: number}} Span
 * @typedef {{code: string, severity: string, help: string, subject: string, place: Span | null, fixes: {message: string}[], moves: {to: string, text: string}[],
 *   parts: (string | {claim?: string, text: string})[]}} Finding its message in parts: a part of the map has its text
 * @typedef {{verdict: string, basis: string | null, cause: string | null}} VerdictOfClaim
 * @typedef {{text: string, side: string, main: boolean, type: string, evidence: string[]}} Written what the author wrote of a claim
 * @typedef {{
 *   revision: number, text?: string, name?: string, format?: string, problem?: string, confirm?: string, isLost?: boolean,
 *   edits: (Span & {text: string})[], ids: Record<string, string | null>, focus: string,
 *   is_broken: boolean, can_undo: boolean, can_redo: boolean, findings: Finding[],
 *   verdicts: {claims: Record<string, VerdictOfClaim>, inferences: Record<string, {status: string}>} | null,
 *   map: PageData | null, inferences: string[], written: Written[], sides: [id: string, name: string][],
 *   title: string, language: string, is_rtl: boolean, legend: string, patterns: string, places: (Span | null)[],
 * }} Answer
 * @typedef {Record<string, string | string[] | boolean | number>} Arguments
 * @typedef {{message: {arguments?: Arguments, [key: string]: unknown}, made: string,
 *   replaces: boolean, resolve: (answer: Partial<Answer>) => void}} Asked with the id that a claim has before argmap has given it one
 * @typedef {{from: number, to: number, insert: string}} TextEdit
 * @typedef {"answer" | "text" | "selection" | "draft" | "folded" | "problem" | "lost" | "pending"} Topic
 */

/** How long nothing is typed before the map follows, in milliseconds. */
const REST = 200;

/** Where a place is in a text. Columns count characters, and JavaScript the halves of some. @param {string} text @param {number} line @param {number} column */
function offsetIn(text, line, column) {
  let start = 0;
  for (let before = 1; before < line; before++) {
    const end = text.indexOf("\n", start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  const whole = text.slice(start, end < 0 ? text.length : end);
  return start + [...whole].slice(0, column - 1).join("").length;
}

/** The line and column of a place in a text, from 1. @param {string} text @param {number} offset */
function placeIn(text, offset) {
  const lines = text.slice(0, offset).split("\n");
  return {line: lines.length, column: [...lines[lines.length - 1]].length + 1};
}

/** The one edit that makes one text of another. @param {string} old @param {string} next @returns {TextEdit[]} */
function editBetween(old, next) {
  if (old === next) return [];
  const most = Math.min(old.length, next.length);
  let from = 0;
  while (from < most && old[from] === next[from]) from++;
  let same = 0;
  while (same < most - from && old[old.length - 1 - same] === next[next.length - 1 - same]) same++;
  return [{from, to: old.length - same, insert: next.slice(from, next.length - same)}];
}

/** A text with edits made, none of which overlap. @param {string} text @param {TextEdit[]} edits */
function edited(text, edits) {
  let done = text;
  for (const {from, to, insert} of edits.toSorted((one, other) => other.from - one.from)) {
    done = done.slice(0, from) + insert + done.slice(to);
  }
  return done;
}

/** Lines end as they do in the browser. @param {string} text */
function plainLines(text) {
  return text.replace(/\r\n?/g, "\n");
}

/** The numbers of claims by their ids, which may be any text. @type {Map<string, number>} */
let claimNumbers = new Map();
withEachMap(() => {
  claimNumbers = new Map(CLAIMS.map(({id}, number) => [id, number]));
});

class Store {
  /** The text that is shown, and the one that argmap knows. */
  text = "";
  #known = "";
  /** What was typed and argmap could not take; it is not asked again. @type {string | null} */
  #refused = null;
  name = "map.yaml";
  format = "native";
  revision = 0;
  /** The revision that others have made, as far as is known. */
  newest = 0;
  /** The last answer, or what the page began with. @type {Answer | null} */
  answer = null;
  /** The claim that is selected, by its id, and the inference by which it is shown there. */
  selection = "";
  via = "";
  /** The inference that is selected itself. */
  line = "";
  /** The claims below which all is folded. @type {Set<string>} */
  folded = new Set();
  /** Claims that argmap has not answered yet: they have ids of the page. @type {Made[]} */
  made = [];
  /** Texts that argmap has not answered yet, by the ids of claims. @type {Map<string, string>} */
  retexted = new Map();
  /** The field that is open. @type {Draft | null} */
  draft = null;

  /** Whether the text is another than that whose picture the page came with. */
  #isOther = false;
  isReady = false;
  isOpen = false;
  /** What argmap is asked now. @type {Asked | null} */
  #asked = null;
  #isResting = true;
  #timer = 0;
  #count = 0;
  /** @type {Asked[]} */
  #queue = [];
  /** @type {Map<Topic, ((what: any) => void)[]>} */
  #listeners = new Map();
  /** @type {{ask: (message: object) => Promise<any>} | null} */
  #engine = null;

  // --- who is interested ---

  /** @param {Topic} topic @param {(what: any) => void} action @param {{isFirst?: boolean}} how whether it comes before others */
  listen(topic, action, {isFirst = false} = {}) {
    const others = this.#listeners.get(topic) ?? [];
    this.#listeners.set(topic, isFirst ? [action, ...others] : [...others, action]);
  }

  /** @param {Topic} topic @param {unknown} [what] */
  report(topic, what) {
    for (const action of this.#listeners.get(topic) ?? []) action(what);
  }

  // --- what is asked ---

  /** Begin, or begin again, to ask. @param {{ask: (message: object) => Promise<any>}} engine */
  begin(engine) {
    this.#engine = engine;
    this.isReady = true;
    this.isOpen = false;
    this.#refused = null;
    this.#pump();
  }

  /** Another text than that of the page, before argmap is asked. @param {string} text @param {string} name */
  beginWith(text, name) {
    Object.assign(this, {text, name});
    this.#isOther = true;
  }

  /** Another text, in the place of this one, or a copy of it in the format of argmap. @param {string} text @param {string} name */
  open(text, name, asCopy = false) {
    this.selection = this.via = this.line = "";
    return this.ask({open: {text, name, format: "", as_copy: asCopy}}, "", true);
  }

  /** @param {string} text as somebody typed it */
  type(text) {
    this.text = text;
    this.#isResting = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isResting = true;
      this.#pump();
    }, REST);
    this.report("pending");
  }

  /**
   * Ask argmap for something.
   * @param {Asked["message"]} message
   * @param {string} made the id that the new claim has until then
   * @param {boolean} replaces whether the text of the page goes
   * @returns {Promise<Partial<Answer>>}
   */
  ask(message, made = "", replaces = false) {
    return new Promise(resolve => {
      this.#queue.push({message, made, replaces, resolve});
      this.report("pending");
      this.#pump();
    });
  }

  /** @param {number} revision that there is now */
  expect(revision) {
    this.newest = revision;
    this.#pump();
  }

  /** A number that no claim had. */
  nextNumber() {
    return ++this.#count;
  }

  /** Whether argmap has not answered all yet. */
  get isBusy() {
    return this.#asked !== null || this.#queue.length > 0 || this.text !== this.#known;
  }

  /** Whether argmap is asked for changes that it has not answered yet. */
  get isChanging() {
    return [this.#asked, ...this.#queue].some(asked => asked !== null && isChange(asked.message));
  }

  /** Whether argmap does not know yet what is typed, or has not answered all changes. */
  get isUnanswered() {
    return this.isChanging || this.text !== this.#known;
  }

  /** Wait until argmap has answered all that is asked. @returns {Promise<Partial<Answer>>} */
  settle() {
    this.#isResting = true;
    return this.ask({state: true});
  }

  async #pump() {
    if (this.#asked || !this.isReady || !this.#engine) return;
    const next = this.#next();
    if (!next) return;
    this.#asked = next;
    const {open, text = open?.text ?? this.#known} = /** @type {{open?: {text: string}, text?: string}} */ (next.message);
    const message = {revision: this.revision, ...next.message};
    // What has failed is not asked again, since that may be why argmap ended.
    const lost = {problem: "", isLost: true, revision: this.revision};
    const answer = await this.#engine.ask(message).catch(problem => ({...lost, problem: String(problem)}));
    this.#asked = null;
    if (answer.problem) this.newest = this.revision;
    try {
      this.#take(answer, next, text);
    } finally {
      this.report("pending");
      next.resolve(answer);
      this.#pump();
    }
  }

  /** What to ask next. @returns {Asked | undefined} */
  #next() {
    const nobody = {made: "", replaces: false, resolve: () => {}};
    if (!this.isOpen) {
      this.isOpen = true;
      if (!FIRST_MESSAGE || this.answer) return {message: this.#again(), ...nobody};
      return {message: {...FIRST_MESSAGE}, ...nobody};
    }
    const isTyped = this.text !== this.#known && this.text !== this.#refused;
    const [first] = this.#queue;
    // What may come next is asked with the text that it is about.
    const isWaiting = first && !("complete" in first.message);
    if (isTyped && (this.#isResting || isWaiting)) return {message: {text: this.text}, ...nobody};
    if (first) return this.#queue.shift();
    // What was typed is sent with the revision that it is about, so that argmap can join it with what is new.
    if (this.newest > this.revision && !isTyped) return {message: {state: true}, ...nobody};
    return undefined;
  }

  /** What is asked of argmap where it begins again. */
  #again() {
    if (FIRST_MESSAGE) return {...FIRST_MESSAGE};
    return {open: {text: this.text, name: this.name, format: this.answer ? this.format : ""}};
  }

  // --- what is answered ---

  /** @param {Answer} answer @param {Asked} request @param {string} known the text that it is about */
  #take(answer, request, known) {
    if (isAside(request.message)) {
      this.newest = Math.max(this.newest, answer.revision);
      if (answer.problem && !answer.isLost && !("tool" in request.message)) this.report("problem", answer);
      return;
    }
    this.revision = answer.revision;
    // Another text begins with a revision of its own.
    if ("open" in request.message) this.newest = answer.revision;
    if (answer.problem && answer.text === undefined) {
      if (typeof request.message.text === "string") this.#refused = request.message.text;
      this.#forget(request);
      if (!answer.isLost) this.report("problem", answer);
      return;
    }
    const {name, format, text} = answer;
    Object.assign(this, name === undefined ? {} : {name}, format === undefined ? {} : {format});
    const next = text === undefined ? edited(known, offsetsOf(known, answer.edits)) : plainLines(text);
    const own = this.text;
    const isOfOthers = text !== undefined && ("state" in request.message || "text" in request.message);
    this.#takeText(request.replaces ? this.text : known, next, isOfOthers);
    this.answer = {...this.answer, ...answer};
    // What was typed and met the changes of others is shown once more.
    if (answer.problem && typeof request.message.text === "string") this.report("lost", own);
    this.#forget(request); // which knows its claim by the id of before
    if (request.made) this.#rename({[request.made]: answer.focus || null});
    this.#rename(answer.ids ?? {});
    const {undo, redo} = request.message;
    // What is selected may be gone.
    if (answer.focus && answer.focus !== this.selection && (undo || redo || !this.selection)) {
      this.selection = answer.focus;
      this.via = this.line = "";
    }
    this.report("answer", request.message);
    if (answer.problem) this.report("problem", answer);
  }

  /** What argmap has made or changed is no longer shown before it is there. @param {Asked} request */
  #forget({message, made}) {
    this.made = this.made.filter(({id}) => id !== made);
    const claim = message.arguments?.claim;
    if (message.operation === "set_text" && typeof claim === "string") this.retexted.delete(claim);
  }

  /**
   * Take over a text; what somebody has typed meanwhile stays.
   * @param {string} known @param {string} next @param {boolean} isOfOthers whether others have changed it
   */
  #takeText(known, next, isOfOthers) {
    this.#known = next;
    const edits = editBetween(known, next);
    const [own] = editBetween(known, this.text);
    const [edit] = edits;
    if (!edit) return;
    if (!own) {
      this.text = next;
      this.report("text", edits);
    } else if (edit.to < own.from || edit.from > own.to) {
      const by = edit.from > own.to ? own.insert.length - (own.to - own.from) : 0;
      const moved = [{from: edit.from + by, to: edit.to + by, insert: edit.insert}];
      this.text = edited(this.text, moved);
      this.report("text", moved);
    } else if (isOfOthers) {
      this.report("lost", this.text);
      this.report("text", editBetween(this.text, next));
      this.text = next;
    }
    // Where an operation met what was typed, the latter is sent next.
  }

  /** Names that are others now. @param {Record<string, string | null>} ids */
  #rename(ids) {
    /** @param {string} id */
    const now = id => (Object.hasOwn(ids, id) ? ids[id] ?? "" : id);
    this.selection = now(this.selection);
    this.via = now(this.via);
    this.line = now(this.line);
    this.folded = new Set([...this.folded].map(now));
    for (const {message} of this.#queue) {
      const {arguments: given = {}} = message;
      for (const key of ["claim", "to", "inference", "old"]) {
        if (typeof given[key] === "string") given[key] = now(given[key]);
      }
    }
    for (const each of this.made) each.target = now(each.target);
    this.retexted = new Map([...this.retexted].map(([id, text]) => [now(id), text]));
    if (this.draft) this.draft.target = now(this.draft.target);
    if (this.draft) this.draft.via = now(this.draft.via);
  }

  // --- what is selected and open ---

  /** @param {string} id @param {string} via the inference of which it is a premise there */
  select(id, via = "", {isQuiet = false} = {}) {
    if (id === this.selection && via === this.via && !this.line) return;
    this.selection = id;
    this.via = via;
    this.line = "";
    if (!isQuiet) this.report("selection");
  }

  /** @param {string} inference */
  selectLine(inference) {
    this.line = inference;
    this.report("selection");
  }

  /** @param {Draft | null} draft */
  openDraft(draft) {
    this.draft = draft;
    this.report("draft");
  }

  /** @param {string} id */
  fold(id, isFolded = !this.folded.has(id)) {
    if (isFolded) this.folded.add(id);
    else this.folded.delete(id);
    this.report("folded");
  }

  /** Whether there is a map to show: an empty text has none, and neither has a page that waits for its text. */
  get hasMap() {
    if (!this.answer) return !FIRST_MESSAGE && !this.#isOther;
    return this.answer.map !== null && this.text.trim() !== "";
  }

  /** The number of a claim in the map that is shown, or -1. @param {string} id */
  numberOf(id) {
    return claimNumbers.get(id) ?? -1;
  }

  /** What its author wrote of a claim. @param {string} id @returns {Written} */
  writtenOf(id) {
    const number = this.numberOf(id);
    const usual = {text: CLAIMS[number]?.text ?? "", side: "", main: false, type: "", evidence: []};
    const made = this.made.find(each => each.id === id);
    const written = this.answer?.written?.[number] ?? {...usual, ...(made && {text: made.text})};
    return {...written, text: this.retexted.get(id) ?? written.text};
  }
}

/** Whether a message asks for no change, so that its answer has no text. @param {Asked["message"]} message */
function isAside(message) {
  return ["complete", "save_as", "save", "convert", "tool"].some(key => key in message);
}

/** Whether a message asks for a change of the text. @param {Asked["message"]} message */
function isChange(message) {
  return !isAside(message) && !("state" in message) && !("open" in message);
}

/** The places of edits in a text. @param {string} text @param {Answer["edits"]} edits @returns {TextEdit[]} */
function offsetsOf(text, edits = []) {
  return edits.map(edit => ({
    from: offsetIn(text, edit.line, edit.column), to: offsetIn(text, edit.end_line, edit.end_column),
    insert: plainLines(edit.text),
  }));
}

const STORE = new Store();
