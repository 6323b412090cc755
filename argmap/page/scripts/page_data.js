"use strict";
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

/** Above so many boxes, they jump to their places. */
const MOST_ANIMATED = 400;
const HELD_STILL = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Move something bit by bit, from 0 to 1; at once where it jumps, is too much, or motion is to be reduced.
 * @param {number} milliseconds
 * @param {boolean} jumps
 * @param {(done: number) => void} move
 * @param {() => boolean} isOver whether something else moves by now
 */
function animate(milliseconds, jumps, move, isOver) {
  if (jumps || HELD_STILL.matches || BOXES.length > MOST_ANIMATED) {
    move(1);
    return;
  }
  const start = performance.now();
  move(0);
  /** @param {number} now */
  const step = now => {
    if (isOver()) return;
    const done = Math.min(1, Math.max(0, now - start) / milliseconds);
    move(done);
    if (done < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

/** Give elements a class, or take it away. @param {Iterable<Element>} elements @param {string} name @param {boolean} has */
function mark(elements, name, has) {
  for (const marked of elements) marked.classList.toggle(name, has);
}

// What the page knows of its map (see page_data.py). Claims and inferences are numbers, and no text of a map is ever a name.

/**
 * @typedef {{
 *   id: string, text: string, name: string, box: number,
 *   common_ground: boolean, documented: boolean, must_be_shown: boolean,
 * }} Claim
 * @typedef {{
 *   kind: number, premises: number[], warrant: number, target: number, weighing: boolean, implicit: boolean,
 *   answer: number, boxes: number[], question: string,
 * }} Inference
 * @typedef {{x: number, y: number, width: number, height: number}} Area
 * @typedef {Area & {claim: number, parent: number}} Box
 * @typedef {{size: number, rules: [number, number[], number[]][], stands: number[], backed: number[],
 *   licenses: number[]}} ProgramData
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

/** @param {string} text */
function quoted(text) {
  return WORDS.quote_before + text + WORDS.quote_after;
}
