// What is folded, and where the rest stands then. Positions along one axis are changed by a function that never
// falls, so that nothing shown can change its order or its side.

/** What stays free on either side of a box where room is closed up: heads and brackets stand in it. */
const CLEAR = 24;

/**
 * Which boxes are shown if these claims are folded.
 * @param {Box[]} boxes
 * @param {Set<number>} folded
 * @returns {boolean[]}
 */
function shownBoxes(boxes, folded) {
  /** @type {(boolean | undefined)[]} */
  const shown = boxes.map(() => undefined);
  for (let number = 0; number < boxes.length; number++) {
    // From a box up to one that is known, and down again: maps can be deep.
    const way = [];
    let above = number;
    while (above >= 0 && shown[above] === undefined) {
      way.push(above);
      above = boxes[above].parent;
    }
    while (way.length) {
      const box = /** @type {number} */ (way.pop());
      const {parent} = boxes[box];
      shown[box] = parent < 0 || (shown[parent] === true && !folded.has(boxes[parent].claim));
    }
  }
  return /** @type {boolean[]} */ (shown);
}

/**
 * How deep each box stands: main claims have 1.
 * @param {Box[]} boxes
 */
function levels(boxes) {
  const found = boxes.map(() => 0);
  for (let number = 0; number < boxes.length; number++) {
    const way = [];
    let above = number;
    while (above >= 0 && !found[above]) {
      way.push(above);
      above = boxes[above].parent;
    }
    while (way.length) {
      const box = /** @type {number} */ (way.pop());
      found[box] = boxes[box].parent < 0 ? 1 : found[boxes[box].parent] + 1;
    }
  }
  return found;
}

/**
 * What of an axis none of some boxes needs: from, and to.
 * @param {[number, number][]} stretches that boxes take
 * @param {number} end of the axis
 */
function freeRoom(stretches, end) {
  /** @type {[number, number][]} */
  const room = [];
  let free = 0;
  const sorted = stretches.map(([from, to]) => [from - CLEAR, to + CLEAR]).sort(([one], [other]) => one - other);
  for (const [from, to] of [...sorted, [end, end]]) {
    if (from > free) room.push([free, from]);
    free = Math.max(free, to);
  }
  return room;
}

/** Room along an axis that is closed up. */
class Closing {
  /** @param {[number, number][]} room from and to, in order */
  constructor(room) {
    /** What is taken away: from, to, and how much before it. @type {[number, number, number][]} */
    this.gaps = [];
    let taken = 0;
    for (const [from, to] of room) {
      this.gaps.push([from, to, taken]);
      taken += to - from;
    }
  }

  /** Where a place is once room is closed up. @param {number} place */
  at(place) {
    let low = 0;
    let high = this.gaps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.gaps[middle][0] < place) low = middle + 1;
      else high = middle;
    }
    if (!low) return place;
    const [from, to, before] = this.gaps[low - 1];
    return place - before - (Math.min(place, to) - from);
  }
}
