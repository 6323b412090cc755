// The boxes of the picture as trees: which box bears on which, and how deep each is.

let {boxes: BOXES, below: BELOW} = DATA.picture;

/** The box that each bears on, or -1. @type {number[]} */
let PARENTS = [];

/** How deep each box is: main claims have 1. @type {number[]} */
let LEVELS = [];

/** How many levels could be read when the page was opened; 0 is not known yet. */
let levelOfOpening = 0;

withEachMap(() => {
  const {mains, loose} = DATA.picture;
  ({boxes: BOXES, below: BELOW} = DATA.picture);
  PARENTS = [];
  LEVELS = [];
  levelOfOpening = 0;
  for (const group of [...mains, ...loose]) placeBelow(-1, group);
  // A box above another has a lower number.
  BELOW.forEach((groups, box) => groups.forEach(group => placeBelow(box, group)));
});

/** @param {number} parent @param {GroupData} group */
function placeBelow(parent, group) {
  for (const [, boxes] of group) {
    for (const box of boxes) {
      PARENTS[box] = parent;
      LEVELS[box] = 1 + (LEVELS[parent] ?? 0);
    }
  }
}

/** The claims that are folded at a level. @param {number} level the deepest that is shown; 0 is that of the opening */
function foldedAt(level) {
  const deepest = level || (levelOfOpening ||= openingLevel());
  const deep = [...BOXES.keys()].filter(box => LEVELS[box] >= deepest && BELOW[box].length);
  return new Set(deep.map(box => BOXES[box].claim));
}

/** Whether anything bears on a claim. @param {number} claim */
function hasBelow(claim) {
  return BELOW[CLAIMS[claim].box].length > 0;
}

/** The claims that a claim bears on, from the nearest to the main claim. @param {number} claim */
function claimsAbove(claim) {
  const above = [];
  for (let box = PARENTS[CLAIMS[claim].box]; box >= 0; box = PARENTS[box]) above.push(BOXES[box].claim);
  return above;
}
