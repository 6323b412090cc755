// What the page knows of its map (see data.py). Claims and inferences are numbers, and no text of a map is ever a name.

/**
 * @typedef {{id: string, text: string, name: string, common_ground: boolean, documented: boolean, box: number}} Claim
 * @typedef {{kind: number, premises: number[], target: number, answer: number, boxes: number[], question: string}} Inference
 * @typedef {{x: number, y: number, width: number, height: number}} Area
 * @typedef {Area & {claim: number, parent: number}} Box
 * @typedef {{size: number, rules: [number, number[], number[]][], stands: number[], backed: number[]}} ProgramData
 * @typedef {Record<"claim" | "inference", number> & Record<"boxes" | "bears_on" | NewParts, number[]>} StopData
 * @typedef {"new_boxes" | "new_lines" | "new_frames" | "new_entries"} NewParts
 * @typedef {object} PageData
 * @property {Claim[]} claims
 * @property {Inference[]} inferences
 * @property {Box[]} boxes
 * @property {number[]} mains
 * @property {number[][]} frames
 * @property {StopData[]} stops
 * @property {"x" | "y"} axis
 * @property {number} width
 * @property {number} height
 * @property {boolean} strict
 * @property {ProgramData} program
 * @property {boolean} shows_verdicts
 * @property {Record<string, string>} words
 */

const SUPPORT = 0;
const REBUTTAL = 1;
const UNDERCUTTER = 2;

/** @type {PageData} */
const DATA = JSON.parse(element("data").textContent ?? "");
const {claims: CLAIMS, inferences: INFERENCES, boxes: BOXES, words: WORDS} = DATA;
const IS_RTL = document.dir === "rtl";

/**
 * A sentence with what is filled in.
 * @param {string} name of the sentence
 * @param {Record<string, string | number>} values by the names in its braces
 */
function said(name, values = {}) {
  return WORDS[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** A claim in quotation marks: its text, or its short name. @param {number} claim @param {"text" | "name"} how */
function quoted(claim, how = "text") {
  return WORDS.quote_before + CLAIMS[claim][how] + WORDS.quote_after;
}
