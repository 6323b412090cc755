// What is folded, and where the rest stands then. Positions along one axis are changed by a function that never
// falls, so that nothing shown can change its order or its side.

/** What stays free on either side of a box where room is closed up: heads and brackets stand in it. */
const CLEAR = 24;

/** The boxes that bear on each; main claims bear on -1. */
const BEARING = Map.groupBy(BOXES.keys(), box => BOXES[box].parent);

/** The boxes from above to below. */
const FROM_ABOVE = [...(BEARING.get(-1) ?? [])];
// An array grows while it is gone through.
for (const box of FROM_ABOVE) FROM_ABOVE.push(...(BEARING.get(box) ?? []));

/** How deep each box stands: main claims have 1. @type {number[]} */
const LEVELS = [];
for (const box of FROM_ABOVE) LEVELS[box] = 1 + (LEVELS[BOXES[box].parent] ?? 0);

/** Which boxes are shown if these claims are folded. @param {Set<number>} folded */
function shownBoxes(folded) {
  /** @type {boolean[]} */
  const shown = [];
  for (const box of FROM_ABOVE) {
    const {parent} = BOXES[box];
    shown[box] = parent < 0 || (shown[parent] && !folded.has(BOXES[parent].claim));
  }
  return shown;
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

/** Where places are once room is closed up. @param {[number, number][]} room from and to, in order */
function closedUp(room) {
  let total = 0;
  const gaps = room.map(([from, to]) => {
    const before = total;
    total += to - from;
    return {from, to, before};
  });
  /** @param {number} place */
  return place => {
    let low = 0;
    let high = gaps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (gaps[middle].from < place) low = middle + 1;
      else high = middle;
    }
    if (!low) return place;
    const {from, to, before} = gaps[low - 1];
    return place - before - (Math.min(place, to) - from);
  };
}
