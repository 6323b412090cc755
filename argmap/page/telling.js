// A map that is told bit by bit: what each stop adds to the picture and to the outline (see stops.py).

/**
 * @typedef {object} Stop
 * @property {number} claim that is told, or -1
 * @property {number} step that is told, or -1
 * @property {number[]} boxes of what is told
 * @property {number[]} bearsOn the boxes of what that bears on
 * @property {Element[]} struck what it bears on, in the picture
 * @property {HTMLElement[]} items of the outline that can be seen from here on
 * @property {Element[]} elements that can be, these among them
 */

const ENTRIES = all("li[data-claim]");

/** @type {Stop[]} */
const STOPS = DATA.stops.map(({claim, step, boxes, ...stop}) => {
  const items = stop.new_entries.map(entry => ENTRIES[entry]);
  const boxesAndFrames = [...stop.new_boxes.map(box => boxGroups[box]), ...stop.new_frames.map(frame => frameGroups[frame].group)];
  const elements = [...boxesAndFrames, ...stop.new_lines.flatMap(lineOf), ...items];
  const line = STEPS[step]?.kind === UNDERCUTTER ? lineOf(STEPS[step].target) : [];
  const struck = [...line, ...stop.bears_on.filter(box => !boxes.includes(box)).map(box => boxGroups[box])];
  return {claim, step, boxes, bearsOn: stop.bears_on, struck, items, elements};
});

/** How many stops are told. */
let toldStops = STOPS.length;

/** Tell so many stops, and hide what the others add. @param {number} count */
function tellStops(count) {
  for (const stop of STOPS.slice(count, toldStops)) mark(stop.elements, "untold", true);
  for (const stop of STOPS.slice(toldStops, count)) mark(stop.elements, "untold", false);
  toldStops = count;
}

/** The line of a step in the picture, if it has one of its own. @param {number} step */
function lineOf(step) {
  return [stepGroups.get(step)?.group].flatMap(line => line ?? []);
}

// The words of a stop.

/** @typedef {[number: string, text: string]} Line */

/** The number of a claim in the outline, and its text. @param {number} claim @returns {Line} */
function claimLine(claim, item = items.get(claim)) {
  return [numberOf(item), CLAIMS[claim].text];
}

/** The premises of a step, a line each. @param {number} step */
function stepLines(step) {
  const told = itemsOfSteps.get(step) ?? [];
  return STEPS[step].premises.map(premise => claimLine(premise, told.find(item => claimOf(item) === premise)));
}

/** What a step bears on: a claim, or a step with where it leads from, and to. @param {number} step @returns {Line[]} */
function targetLines(step) {
  const {kind, target} = STEPS[step];
  if (kind !== UNDERCUTTER) return [claimLine(target)];
  const lines = stepLines(target);
  const struck = STEPS[target];
  if (struck.kind !== UNDERCUTTER) lines.push([IS_RTL ? "←" : "→", CLAIMS[struck.target].text]);
  return lines;
}
