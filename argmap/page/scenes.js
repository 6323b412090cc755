// What is shown at each step of the two modes: Study asks what bears on a claim before it shows it; in Present one
// goes through the debate, stop by stop, before a class.

/**
 * @typedef {object} Scene
 * @property {number} told how many stops
 * @property {Element[]} asked what is asked about, or what the news bear on
 * @property {Element[]} now what is told just now
 * @property {Line[]} head over the lines of the caption
 * @property {Line[]} lines
 * @property {string} next the name of what the button does
 * @property {number[]} near the boxes that have to be seen
 * @property {number[]} far those that are to be seen where there is room
 * @property {number} done how far one is
 * @property {number} of so many
 */

/** The places of the stops that are asked for: each question is asked, and then answered. */
const QUESTIONS = [...STOPS.keys()].filter(place => STOPS[place].inference >= 0);

/** @type {Scene} */
const WHOLE_MAP = {
  told: STOPS.length, asked: [], now: [], head: [], lines: [textLine(said("whole_map"))], next: "next", near: [], far: [], done: 0, of: 0,
};

/** @param {number} place @returns {Scene} */
function studyScene(place) {
  if (place === 2 * QUESTIONS.length) return WHOLE_MAP;
  const done = (place >> 1) + 1;
  const told = QUESTIONS[done - 1];
  const stop = STOPS[told];
  const {question, kind, target} = INFERENCES[stop.inference];
  const about = kind === UNDERCUTTER ? itemsOfInferences.get(target) : [items.get(target)];
  const asked = [...stop.struck, ...(about ?? [])].flatMap(part => part ?? []);
  const {boxes, bearsOn} = stop;
  if (place % 2) {
    const head = [textLine(question), textLine(said("the_map_answers"))];
    return {...newsOf(stop), told: told + 1, asked, head, next: "next", done, of: QUESTIONS.length};
  }
  const head = targetLines(stop.inference);
  const lines = [textLine(question)];
  const next = "show_answer";
  return {told, asked, now: [], head, lines, next, near: bearsOn, far: boxes, done, of: QUESTIONS.length};
}

/** @param {number} place @returns {Scene} */
function presentScene(place) {
  if (place === STOPS.length) return WHOLE_MAP;
  const stop = STOPS[place];
  const done = place + 1;
  return {...newsOf(stop), told: done, asked: stop.struck, head: roleOf(stop), next: "next", done, of: STOPS.length};
}

/** What a stop adds, or brings to mind again. @param {Stop} stop */
function newsOf({claim, inference, boxes, items, bearsOn}) {
  const now = [...boxes.map(box => boxGroups[box]), ...items, ...lineOf(inference)];
  return {now, lines: inference < 0 ? [claimLine(claim)] : inferenceLines(inference), near: boxes, far: bearsOn};
}

/** What a stop is, and of what. @param {Stop} stop @returns {Line[]} */
function roleOf({inference, items: [item]}) {
  const above = item?.parentElement?.previousElementSibling;
  if (inference < 0) return above?.localName === "h2" ? [textLine(above.textContent ?? "")] : [];
  const {kind, target} = INFERENCES[inference];
  if (kind === UNDERCUTTER) return [[said("against_this_inference"), ""], ...targetLines(inference)];
  const [claim, text] = claimLine(target);
  return [[said(kind === SUPPORT ? "reason_for" : "objection_to", {claim}), text]];
}

/** @param {string} text @returns {Line} */
function textLine(text) {
  return ["", text];
}
