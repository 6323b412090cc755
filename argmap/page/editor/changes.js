// What a person can do to the map, whatever the pane: each is one operation of argmap, and one step to undo.

/**
 * @typedef {"text" | "reason" | "objection" | "premise" | "undercutter" | "weighing" | "main" | "loose"} DraftKind
 * @typedef {{kind: DraftKind, target: string, via: string, text: string, pane: "outline" | "picture",
 *   field: string, isLive?: boolean, isCanceled?: boolean}} Draft
 *   a field for a text: of the claim that is its target, or of a new claim that bears on its target; and whether the map
 *   has followed what was typed, which is one step of the history for each `field`
 */

/** The operations that add a claim, and what they call its target. @type {Record<string, [operation: string, target: string]>} */
const ADDING = {
  reason: ["add_reason", "claim"], objection: ["add_objection", "claim"], premise: ["add_premise", "inference"],
  undercutter: ["add_undercutter", "inference"], weighing: ["outweigh", "inference"], main: ["add_claim", ""],
  loose: ["add_claim", ""],
};

/** Whether argmap can be asked. While it starts, nothing is done that would be about a map that is not there. */
function isStarted() {
  if (!STORE.answer) announce(worded("not_started"));
  return STORE.answer !== null;
}

/**
 * Carry out an operation, ask where argmap wants to be sure, and say what came of it.
 * @param {string} operation
 * @param {Arguments} given
 * @param {string | ((answer: Partial<Answer>) => string)} done what is heard then
 */
async function perform(operation, given, done = "", made = "", field = "") {
  if (!isStarted()) return false;
  let answer = await STORE.ask({operation, arguments: given, ...(field && {field})}, made);
  if (answer.confirm && await confirmed(worded("deletes_comments"))) {
    answer = await STORE.ask({operation, arguments: given, [answer.confirm]: true}, made);
  }
  if (!answer.problem && done) sayDone(typeof done === "string" ? done : done(answer));
  return !answer.problem;
}

// --- the history, in words ---

/** @typedef {{said: string, field: unknown}} Done a change, as it was announced, and the field in which it was typed */

/** The changes that can be undone and made again, as argmap has them. @type {{done: Done[], undone: Done[]}} */
const HISTORY = {done: [], undone: []};
/** What the last answer did, undid or made again. @type {Done | undefined} */
let lastDone;
/** The revision after it. */
let lastRevision = 0;

/** @param {string} said */
function sayDone(said) {
  if (lastDone) lastDone.said = said;
  announce(said);
}

STORE.listen("answer", (/** @type {Asked["message"]} */ {undo: isUndo, redo: isRedo, field, operation, fix, text}) => {
  const by = STORE.revision - lastRevision;
  lastRevision = STORE.revision;
  lastDone = undefined;
  const {done, undone} = HISTORY;
  const goesOn = field !== undefined && done.at(-1)?.field === field;
  if (by === 1 && (isUndo || isRedo)) {
    lastDone = (isUndo ? done : undone).pop() ?? {said: "", field};
    (isUndo ? undone : done).push(lastDone);
  } else if (by === 1 || by === 2 && goesOn) {
    if (!goesOn) done.push({said: text === undefined ? "" : worded("text_changed"), field});
    undone.length = 0;
    lastDone = operation === undefined && fix === undefined ? undefined : done.at(-1);
  } else if (by) {
    // Somebody else has changed the map, or it is another one.
    done.length = undone.length = 0;
  }
});

/** Undo the last change, or make it again, and say what it was. @param {boolean} isUndo */
async function goInHistory(isUndo) {
  if (!isStarted()) return;
  const {problem} = await STORE.ask(isUndo ? {undo: true} : {redo: true});
  if (problem) return;
  const what = lastDone?.said;
  const [named, unnamed] = isUndo ? ["undone_what", "undone"] : ["redone_what", "redone"];
  announce(what ? worded(named, {what}) : worded(unnamed));
  if (document.activeElement === document.body) goToLastPane();
}

function undo() {
  goInHistory(true);
}

function redo() {
  goInHistory(false);
}

// --- fields ---

/** @param {DraftKind} kind @param {string} target @param {Draft["pane"]} pane */
function startDraft(kind, target, pane, via = "") {
  if (!isStarted()) return;
  const text = kind === "text" ? STORE.writtenOf(target).text : "";
  STORE.openDraft({kind, target, via, text, pane, field: `f${STORE.nextNumber()}`});
}

/** Close the field without its text. */
function cancelDraft() {
  const {draft} = STORE;
  STORE.openDraft(null);
  if (!draft) return;
  takeBack(draft);
  announce(worded(draft.kind === "text" ? "left_unchanged" : "left_empty"));
}

/** Undo what the map has followed of a field. @param {Draft} draft */
function takeBack(draft) {
  clearTimeout(typingTimer);
  draft.isCanceled = true;
  if (draft.isLive) STORE.ask({undo: true, field: draft.field});
}

/** Runs while somebody types in a field, and a bit longer. */
let typingTimer = 0;

/** Let the map follow the new text of a claim, once nothing is typed. @param {Draft} draft @param {string} given */
function followTyping(draft, given) {
  clearTimeout(typingTimer);
  if (draft.kind !== "text") return;
  typingTimer = setTimeout(async () => {
    const {target: claim, field} = draft;
    const text = onOneLine(given);
    if (STORE.draft !== draft || STORE.isBusy || !text || text === STORE.writtenOf(claim).text) return;
    const {problem} = await STORE.ask({operation: "set_text", arguments: {claim, text}, field});
    if (problem) return;
    draft.isLive = true;
    if (draft.isCanceled) takeBack(draft);
  }, REST);
}

/** @param {string} text as it is typed */
function onOneLine(text) {
  return text.split(/\s+/).filter(Boolean).join(" ");
}

/** Whether the open field holds what is not in the map yet. */
function isTyping() {
  const {draft} = STORE;
  const field = document.activeElement;
  if (!draft || !(field instanceof HTMLTextAreaElement)) return false;
  const text = onOneLine(field.value);
  return text !== "" && (draft.kind !== "text" || text !== STORE.writtenOf(draft.target).text);
}

/**
 * Take over the text of the field; if there is none, nothing changes. Returns the id that the claim has, or "".
 * @param {Draft} draft
 * @param {string} given
 */
function finishDraft(draft, given) {
  const text = onOneLine(given);
  clearTimeout(typingTimer);
  if (STORE.draft === draft) STORE.openDraft(null);
  if (draft.kind === "text") {
    if (text && text !== draft.text) {
      retext(draft, text);
    } else {
      takeBack(draft);
      announce(worded("left_unchanged"));
    }
    return draft.target;
  }
  if (!text) {
    announce(worded("left_empty"));
    return "";
  }
  if (!STORE.hasMap && !STORE.text.trim()) {
    beginWith(text);
    return "";
  }
  return addClaim(draft, text);
}

/** @param {Draft} draft @param {string} text */
async function retext(draft, text) {
  const {target, field} = draft;
  STORE.retexted.set(target, text);
  STORE.report("draft");
  const isDone = await perform("set_text", {claim: target, text}, worded("was_changed", {text}), "", field);
  if (!isDone) reopen(draft, text);
}

/** @param {Draft} draft @param {string} text */
function addClaim(draft, text) {
  const {kind, target, via} = draft;
  const id = `?${STORE.nextNumber()}`;
  const [operation, key] = ADDING[kind];
  /** @type {Arguments} */
  const given = {text, ...(key && {[key]: target}), ...(kind === "main" && {main: true, ...sideInList()})};
  STORE.made.push({id, text, role: kind === "text" ? "reason" : kind, target, via});
  STORE.selection = id;
  STORE.via = STORE.line = "";
  STORE.report("draft");
  const done = kind === "premise" ? worded("was_added_linked", {text, premises: textOf(target)}) : worded("was_added", {text});
  perform(operation, given, done, id).then(isDone => {
    if (!isDone) reopen(draft, text);
  });
  return id;
}

/** The side of a new main claim in a list, where headings say which claims are main claims. @returns {Arguments} */
function sideInList() {
  const sides = STORE.answer?.sides ?? [];
  if (STORE.format === "native" || !sides.length) return {};
  const place = CLAIMS[STORE.numberOf(STORE.selection)]?.side ?? 0;
  return {side: sides[Math.max(place - 1, 0)][0]};
}

/** What argmap has refused is not lost. @param {Draft} draft @param {string} text */
function reopen(draft, text) {
  STORE.retexted.delete(draft.target);
  if (STORE.draft) return;
  if (STORE.selection.startsWith("?")) STORE.selection = draft.target;
  STORE.openDraft({...draft, text, isLive: false});
}

// --- claims and inferences ---

/** The inferences that a claim is a premise of, by number. @param {string} claim */
function usesOf(claim) {
  const number = STORE.numberOf(claim);
  return [...INFERENCES.keys()].filter(i => INFERENCES[i].premises.includes(number));
}

/** The id of an inference. @param {number} number */
function inferenceId(number) {
  return STORE.answer?.inferences?.[number] ?? "";
}

/** The number of an inference, or -1. @param {string} id */
function inferenceNumber(id) {
  return STORE.answer?.inferences?.indexOf(id) ?? -1;
}

/** Whether a claim is shown as an objection. @param {string} claim @param {string} via */
function isObjection(claim, via) {
  const inference = INFERENCES[inferenceNumber(via || firstUse(claim))];
  return inference !== undefined && inference.kind !== SUPPORT;
}

/** Whether a claim bears on another, however indirectly. @param {number} claim @param {number} other */
function isBelow(claim, other) {
  const seen = new Set();
  const waiting = [claim];
  for (let now = waiting.pop(); now !== undefined; now = waiting.pop()) {
    if (now === other) return true;
    if (seen.has(now)) continue;
    seen.add(now);
    for (const use of usesOf(CLAIMS[now].id)) {
      let inference = INFERENCES[use];
      while (inference.kind === UNDERCUTTER) inference = INFERENCES[inference.target];
      waiting.push(inference.target);
    }
  }
  return false;
}

/** What an inference bears on, by its id. @param {string} id */
function targetOf(id) {
  const inference = INFERENCES[inferenceNumber(id)];
  return inference.kind === UNDERCUTTER ? inferenceId(inference.target) : CLAIMS[inference.target].id;
}

/** The text of a claim, or of the premises of an inference. @param {string} id */
function textOf(id) {
  const inference = INFERENCES[inferenceNumber(id)];
  return inference ? inference.premises.map(claim => CLAIMS[claim].text).join(" + ") : STORE.writtenOf(id).text;
}

/** What a message calls a claim or an inference. @param {string} id */
function nameOf(id) {
  return inferenceNumber(id) < 0 ? textOf(id) : worded("inference_from", {premises: textOf(id)});
}

/**
 * Delete a claim, or the inference by which it is shown where it is shown a second time.
 * @param {string} claim @param {string} via @param {boolean} isCopy
 */
function deleteClaim(claim, via = "", isCopy = false) {
  const text = textOf(claim);
  const done = worded("was_deleted", {text});
  if (isCopy) return perform("unlink", {inference: via, claim}, done);
  const before = new Set(CLAIMS.map(({id}) => id));
  return perform("delete", {claim}, ({ids = {}}) => {
    const count = Object.entries(ids).filter(([id, now]) => now === null && before.has(id)).length - 1;
    if (count < 1) return done;
    announceToo(worded("how_to_undo"));
    return worded("was_deleted_with", {text, count});
  });
}

/** Delete an inference; its claims stay. @param {string} inference */
function deleteLine(inference) {
  const done = worded("was_unlinked", {text: textOf(inference)});
  STORE.line = "";
  return perform("unlink", {inference}, done);
}

/**
 * Let a claim bear on another, or on an inference, in the place of what it bore on by this inference.
 * @param {string} claim @param {string} via "" if it bore on nothing @param {string} to @param {string} role @param {number} position
 */
function moveClaim(claim, via, to, role, position = -1) {
  const done = worded("was_moved", {target: nameOf(to)});
  if (!via) return perform("link", {claim, to, ...(role && {role})}, done);
  return perform("move", {inference: via, claim, to, position, ...(role && {role})}, done);
}

/** Let a claim bear on another too. @param {string} claim @param {string} to @param {string} role */
function linkClaim(claim, to, role) {
  return perform("link", {claim, to, role}, worded("was_linked", {target: textOf(to)}));
}

/** Let a claim be needed together with the premises of an inference, and no more by itself. @param {string} claim @param {string} via @param {string} inference */
function joinPremises(claim, via, inference) {
  const done = worded("was_joined", {premises: textOf(inference), target: nameOf(targetOf(inference))});
  const given = {claim, to: inference, role: "premise"};
  return via ? perform("move", {inference: via, ...given}, done) : perform("link", given, done);
}

/** @typedef {{to: string, text: string}} Doubted an inference that an objection may speak against, and its conclusion */

/** Ask of each inference whether an objection speaks against it. @param {Doubted[]} inferences @returns {Promise<Doubted[]>} */
async function whichAreDoubted([inference, ...others]) {
  if (!inference) return [];
  const isDoubted = await confirmed(worded("undercuts", {text: inference.text}));
  const rest = await whichAreDoubted(others);
  return isDoubted ? [inference, ...rest] : rest;
}

/** Let an objection to a premise speak against inferences from this premise instead. @param {string} objection @param {Doubted[]} inferences */
async function undercutInstead(objection, inferences) {
  const chosen = inferences.length > 1 ? await whichAreDoubted(inferences) : inferences;
  if (!chosen.length) return;
  const target = chosen.map(({text}) => text).join(" · ");
  await perform("undercut_instead", {inference: objection, to: chosen.map(({to}) => to)}, worded("was_moved", {target}));
}

/** Make a reason of an objection, or an objection of a reason. @param {string} inference */
function turnLine(inference) {
  const {kind} = INFERENCES[inferenceNumber(inference)];
  const role = kind === SUPPORT ? "objection" : "reason";
  return perform("move", {inference, role}, worded(kind === SUPPORT ? "is_objection" : "is_reason"));
}

/** Write the text in its canonical layout. */
async function formatText() {
  const {problem} = await STORE.ask({format: true});
  if (!problem) sayDone(worded("was_formatted"));
}

onClick("format-text", formatText);

/** @param {number} finding @param {number} choice */
async function applyFix(finding, choice = 0) {
  const {message: fix} = STORE.answer?.findings[finding]?.fixes[choice] ?? {message: ""};
  const {problem} = await STORE.ask({fix: finding, choice});
  if (problem) return;
  sayDone(worded("was_fixed", {fix: fix.replace(/`([^`]*)`/g, "“$1”")}));
  if (document.activeElement === document.body) goToFindings();
}
