// A map that is told bit by bit: what each stop adds to the picture and to the outline (see stops.py).

/**
 * @typedef {object} Stop
 * @property {number} claim that is told, or -1
 * @property {number} inference that is told, or -1
 * @property {number[]} boxes of what is told
 * @property {number[]} bearsOn the boxes of what that bears on
 * @property {Element[]} struck what it bears on, in the picture
 * @property {HTMLElement[]} items of the outline that can be seen from here on
 * @property {Element[]} elements that can be, these among them
 */

const ENTRIES = all("li[data-claim]");

/** @type {Stop[]} */
const STOPS = DATA.stops.map(({claim, inference, boxes, ...stop}) => {
  const items = stop.new_entries.map(entry => ENTRIES[entry]);
  const boxesAndFrames = [...stop.new_boxes.map(box => boxGroups[box]), ...stop.new_frames.map(frame => frameGroups[frame].group)];
  const elements = [...boxesAndFrames, ...stop.new_lines.flatMap(lineOf), ...items];
  const line = INFERENCES[inference]?.kind === UNDERCUTTER ? lineOf(INFERENCES[inference].target) : [];
  const struck = [...line, ...stop.bears_on.filter(box => !boxes.includes(box)).map(box => boxGroups[box])];
  return {claim, inference, boxes, bearsOn: stop.bears_on, struck, items, elements};
});

/** How many stops are told. */
let shownStops = STOPS.length;

/** Tell so many stops, and hide what the others add. @param {number} count */
function showStops(count) {
  for (const stop of STOPS.slice(count, shownStops)) mark(stop.elements, "untold", true);
  for (const stop of STOPS.slice(shownStops, count)) mark(stop.elements, "untold", false);
  shownStops = count;
}

/** The line of an inference in the picture, if it has one of its own. @param {number} inference */
function lineOf(inference) {
  return [inferenceGroups.get(inference)?.group].flatMap(line => line ?? []);
}

// The words of a stop.

/** @typedef {[number: string, text: string]} Line */

/** The number of a claim in the outline, and its text. @param {number} claim @returns {Line} */
function claimLine(claim, item = items.get(claim)) {
  return [numberOf(item), CLAIMS[claim].text];
}

/** The premises of an inference, a line each. @param {number} inference */
function inferenceLines(inference) {
  const told = itemsOfInferences.get(inference) ?? [];
  return INFERENCES[inference].premises.map(premise => claimLine(premise, told.find(item => claimOf(item) === premise)));
}

/** What an inference bears on: a claim, or an inference with where it leads from, and to. @param {number} inference @returns {Line[]} */
function targetLines(inference) {
  const {kind, target} = INFERENCES[inference];
  if (kind !== UNDERCUTTER) return [claimLine(target)];
  const lines = inferenceLines(target);
  const struck = INFERENCES[target];
  if (struck.kind !== UNDERCUTTER) lines.push([IS_RTL ? "←" : "→", CLAIMS[struck.target].text]);
  return lines;
}
