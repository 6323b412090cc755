"use strict";
// What the page knows of its map (see data.py). Claims and steps are numbers, and no text of a map is ever a name.

/**
 * @typedef {{id: string, text: string, name: string, assumed: boolean, documented: boolean, box: number}} Claim
 * @typedef {{kind: number, premises: number[], target: number, answer: number, boxes: number[], question: string}} Step
 * @typedef {{claim: number, parent: number, x: number, y: number, width: number, height: number}} Box
 * @typedef {{size: number, rules: [number, number[], number[]][], stands: number[], backed: number[]}} ProgramData
 * @typedef {object} PageData
 * @property {Claim[]} claims
 * @property {Step[]} steps
 * @property {Box[]} boxes
 * @property {number[]} mains
 * @property {number[][]} frames
 * @property {number[]} course
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

/**
 * The element with an id, which the page always has.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function element(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`no ${id}`);
  return found;
}

/** @type {PageData} */
const DATA = JSON.parse(element("data", HTMLScriptElement).text);

/**
 * A sentence with what is filled in.
 * @param {string} name of the sentence
 * @param {Record<string, string | number>} values by the names in its braces
 */
function said(name, values = {}) {
  return DATA.words[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** A claim in quotation marks: its text, or its short name. @param {number} claim @param {"text" | "name"} how */
function quoted(claim, how = "text") {
  return DATA.words.quote_before + DATA.claims[claim][how] + DATA.words.quote_after;
}
