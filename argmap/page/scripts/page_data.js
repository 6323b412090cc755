"use strict";
// What is shown to those who have scripts has its size from now on.
document.documentElement.classList.add("scripted");

// What all scripts do with the elements of the page. What a map says becomes text, and never markup.

/**
 * The element with an id, which the page always has.
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
function element(id) {
  return /** @type {any} */ (document.getElementById(id));
}

/**
 * The first element that a selector finds.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode | undefined} within
 * @returns {T | null}
 */
function first(selector, within = document) {
  return within.querySelector(selector);
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {T[]}
 */
function all(selector, within = document) {
  return [...within.querySelectorAll(/** @type {any} */ (selector))];
}

/**
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Partial<HTMLElementTagNameMap[N]>} properties
 * @param {(string | Node)[]} content
 * @returns {HTMLElementTagNameMap[N]}
 */
function create(name, properties, ...content) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

/** @param {string} id of a button @param {() => void} action */
function onClick(id, action) {
  on(element(id), "click", action);
}

/**
 * @template {keyof (WindowEventMap & DocumentEventMap)} T
 * @param {EventTarget} target
 * @param {T} type
 * @param {(event: (WindowEventMap & DocumentEventMap)[T]) => void} action
 * @param {AddEventListenerOptions} [options]
 */
function on(target, type, action, options) {
  target.addEventListener(type, /** @type {any} */ (action), options);
}

/**
 * Do what a table says of a key, unless one that makes it another is held with it.
 * @param {KeyboardEvent} event
 * @param {Record<string, () => void>} actions by the names of keys
 */
function press(event, actions) {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  actions[event.key]();
}

/** Give elements a class, or take it away. @param {Iterable<Element>} elements @param {string} name @param {boolean} has */
function mark(elements, name, has) {
  for (const marked of elements) marked.classList.toggle(name, has);
}

// What the page knows of its map (see page_data.py). Claims and inferences are numbers, and no text of a map is ever a name.

/**
 * @typedef {{
 *   id: string, text: string, name: string, number: string, side: number, box: number,
 *   common_ground: boolean, sources: string[], must_be_shown: boolean, is_norm: boolean,
 *   should_be: boolean,
 *   unsupported: boolean, is_main: boolean, implicit: boolean,
 * }} Claim
 * @typedef {{
 *   kind: number, premises: number[], warrant: number, norms: number[], target: number, weighing: boolean,
 *   implicit: boolean,
 *   answer: number, question: string,
 * }} Inference
 * @typedef {{size: number, rules: [number, number[], number[]][], stands: number[], backed: number[],
 *   burdens: number[]}} ProgramData
 * @typedef {[text: string, length: number, tone: number]} MarkData
 * @typedef {[width: number, height: number, strip: number, ...lines: (number | string)[]]} SizeData
 * @typedef {{claim: number, sizes: SizeData[], text?: string, tag?: string, signs?: string[], strips?: MarkData[][][],
 *   is_copy?: boolean}} BoxData
 * @typedef {[inference: number, boxes: number[], roomAbove?: number, host?: number, rank?: number, level?: number,
 *   highest?: number, undercutters?: number]} BlockData premises of an inference, or a root
 * @typedef {BlockData[]} GroupData an inference, and what undercuts it
 * @typedef {{
 *   boxes: BoxData[], kinds: number[], mains: GroupData[], loose: GroupData[], below: GroupData[][],
 *   across: [inference: number, source: number, target: number, hasTail: boolean][], over: number[],
 *   rivals: number, most_across: number, is_stated_only: boolean, apart: string, words: [string, number][][],
 *   looks: {line: string, fill: string, contour: string, name: string}[],
 * }} PictureData
 * @typedef {object} PageData
 * @property {Claim[]} claims
 * @property {Inference[]} inferences
 * @property {Claim} usual_claim
 * @property {Inference} usual_inference
 * @property {number[]} mains
 * @property {number[]} both_stand
 * @property {number[]} course
 * @property {PictureData} picture
 * @property {boolean} strict
 * @property {ProgramData} program
 * @property {boolean} shows_verdicts
 * @property {Record<string, string>} words
 */

const SUPPORT = 0;
const REBUTTAL = 1;
const UNDERCUTTER = 2;

// The editor takes another map in the place of the first.
/* eslint-disable prefer-const */
let DATA = completed(JSON.parse(element("data").textContent ?? ""));
let {claims: CLAIMS, inferences: INFERENCES, words: WORDS} = DATA;
let IS_RTL = document.dir === "rtl";
/* eslint-enable prefer-const */

/** What follows from the map, and is made anew for another one. @type {(() => void)[]} */
const FOLLOWERS = [];

/** Do something with the map now, and again with each that takes its place. @param {() => void} follow */
function withEachMap(follow) {
  FOLLOWERS.push(follow);
  follow();
}

/** Data with what is as usual, which is left out. @param {PageData} data @returns {PageData} */
function completed(data) {
  const claims = data.claims.map(claim => ({...data.usual_claim, ...claim, name: claim.name || claim.text}));
  const inferences = data.inferences.map(inference => ({...data.usual_inference, ...inference}));
  return {...data, claims, inferences};
}

/**
 * A sentence with what is filled in.
 * @param {string} name of the sentence
 * @param {Record<string, string | number>} values by the names in its braces
 */
function said(name, values = {}) {
  return WORDS[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** What an inference answers. @param {Inference} inference */
function questionOf({question}) {
  return Object.hasOwn(WORDS, question) ? WORDS[question] : question;
}

/** @param {string} text */
function quoted(text) {
  return WORDS.quote_before + text + WORDS.quote_after;
}

/** @param {string} text */
function inBrackets(text) {
  return WORDS.bracket_before + text + WORDS.bracket_after;
}
