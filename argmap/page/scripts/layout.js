/**
 * @file Finds a place for every box, bracket and line: argmap/diagrams/column_shapes.py,
 * column_placement.py and column_lines.py, with which it agrees to the last bit of every number.
 *
 * Sizes are combined from the leaves up; a place is given from the root down. There are no sums but
 * in loops, and sorting is stable.
 */

/**
 * A place on the map, x first; and a path: a start, and then for every piece two handles and its end.
 * @typedef {[number, number]} Point
 * @typedef {Point[]} Path
 * @typedef {{left: number, top: number, right: number, bottom: number}} Area
 */

/**
 * The premises of one inference, or a root (-1). The host is the place in its group of the block
 * that it undercuts.
 * @typedef {{inference: number, boxes: number[], host: number, rank: number, level: number,
 *     undercutters: number, hasBracket: boolean}} Block
 */

/**
 * What bears on a claim, or a root, and after it all that undercuts it. Its number is that of its
 * first box; each box is followed by a gap, the last by one of 0; and the zone above the boxes is kept
 * for brackets and lines.
 * @typedef {{number: number, inference: number, kind: number, blocks: Block[], boxes: number[],
 *     gaps: number[], zone: number}} Group
 */

/**
 * What of the data of a picture is needed here, and what is visible of a map: of this, boxes are
 * the numbers, sizes and below are by the number of a box.
 * @typedef {{kinds: number[], across: [number, number, number, boolean][], over: number[],
 *     rivals: number, most_across: number, is_stated_only: boolean}} Frame
 * @typedef {Frame & {boxes: {claim: number, sizes: any[][], is_copy?: boolean}[], mains: any[],
 *     loose: any[], below: any[][]}} Picture
 * @typedef {Frame & {boxes: number[], sizes: any[][][], mains: Group[], loose: Group[],
 *     below: Group[][], columns?: ReturnType<typeof columns>[]}} Tree
 */

/**
 * What there is room for, and whether people begin to read at its right.
 * @typedef {{width: number, height: number, most: number, isRtl?: boolean}} Room
 */

/**
 * A size that a part of the picture can have, made of sizes of one or two parts. All sizes of a part
 * have in common what places it (`as`), and what that has to know. A box is not placed by itself.
 * @typedef {{width: number, height: number, of: any, first: any, second: any}} SizePoint
 * @typedef {SizePoint[]} Curve
 * @typedef {(one: Curve, other: Curve, gap: number, as?: string, group?: Group) => Curve} Join
 */

/**
 * One way to arrange groups: row, split, grid, cols or col. Those that are easiest to read come
 * first.
 * @typedef {{name: string, curve: Curve, indent: number, head: number}} Arrangement
 */

/**
 * The groups on a box, or only its reasons or its objections.
 * @typedef {{as: string, box: number, groups: Group[], isWhole: boolean, arrangements: Arrangement[],
 *     curve: Curve}} Part
 */

/**
 * The line of one group: its inference, and its own part, which ends at a bar or a trunk if there
 * is one.
 * @typedef {[number, Point[]]} Member
 */

/**
 * Lines of one kind that come up to a box as one: between which x and from which y; the parts of
 * their trunk but for the last; and where they turn in a stack.
 * @typedef {{low: number, high: number, y: number, members: Member[], shared: Point[][], lanes?: Point[]}} Entry
 */

/**
 * The last part of an entry's way, from where it starts to a port of its box; and between which x
 * this and the bar are that it begins on.
 * @typedef {{entry: Entry, x: number, end: Point, low: number, high: number}} Rise
 */

/**
 * What has its place in a row: where it wants to be, how much that counts, and how far it is from
 * the next at the least.
 * @typedef {[number, number, number]} Movable
 */

/**
 * Where a box is, and which of its sizes it has. While it is placed: how wide and high it is,
 * between which x it is expected, the lines that come up to it, and the left of a column below it.
 * @typedef {Area & {size: number, width: number, height: number, low: number, high: number,
 *     entries: Entry[], column?: number}} Place
 */

/**
 * Where everything is; a line whose end is that of a trunk is only a stub, which its path then is.
 * @typedef {{inference: number, bar: Path, legs: Path[]}} Bracket
 * @typedef {{inference: number, path: Path, stub: Path | null, hasTail: boolean, isAcross: boolean}} Line
 * @typedef {{inferences: number[], paths: Path[]}} Trunk
 * @typedef {{width: number, height: number, boxes: Map<number, Area & {size: number}>,
 *     brackets: Bracket[], lines: Line[], trunks: Trunk[], fields: Area[]}} Layout
 */

/**
 * Places a part in a room that is no smaller, and that may be in a column. It yields parts of it
 * with their rooms, is sent their bottoms, and returns its own.
 * @typedef {Generator<Parameters<Placer>, number, number>} Placing
 * @typedef {(part: SizePoint, left: number, top: number, right: number, bottom: number,
 *     isInColumn?: boolean) => Placing} Placer
 */

// --- distances, in points ---

// Between a row of boxes and the groups on them.
const HEAD = 17;
const ROW_GAP = 8;
const COLUMN_GAP = 7;
const GRID_GAP = 12.5;
const ROOT_GAP = 18;
const LINKED_GAP = 5;
// Beside a column, for its trunk; from its left to the trunk; and for a second trunk.
const INDENT = 12;
const TRUNK = 4.5;
const SECOND = 10;
const LANE_GAP = 9;
// From the bar of a bracket to the boxes below it.
const BRACKET = 9;
// Between the head of a line and its box.
const HEAD_ROOM = 2.5;
const HEADS_APART = 14;
const PORT_GAP = 10;
// The radius of corners in lines, and in those without a trunk.
const CORNER = 4;
const LINE_CORNER = 5;

const EMPTY = {left: 0, top: 0, right: 0, bottom: 0, low: 0, high: 0};

// --- numbers ---

/**
 * @template T
 * @param {T[]} list
 */
function lastOf(list) {
  return list[list.length - 1];
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/**
 * Return places in order, as near to the wishes as can be, in weighted least squares; all are
 * between `low` and `high`, which is exceeded if there is too little room.
 * @param {Movable[]} things
 * @param {number} low
 * @param {number} high
 */
function settle(things, low, high) {
  // Things that have to move together: their place without pitches, their weight and their number.
  /** @type {Movable[]} */
  const pools = [];
  let offset = 0;
  let length = 0;
  for (const [wish, own, pitch] of things) {
    let place = wish - offset;
    let weight = own;
    let number = 1;
    while (pools.length && lastOf(pools)[0] > place) {
      const [otherPlace, otherWeight, others] = lastOf(pools);
      pools.pop();
      const moment = place * weight + otherPlace * otherWeight;
      weight += otherWeight;
      place = moment / weight;
      number += others;
    }
    pools.push([place, weight, number]);
    length = offset;
    offset += pitch;
  }
  const highest = Math.max(low, high - length);
  offset = 0;
  /** @type {number[]} */
  const places = [];
  for (const [place, , number] of pools) {
    for (let count = 0; count < number; count++) {
      const [, , pitch] = things[places.length];
      places.push(clamp(place, low, highest) + offset);
      offset += pitch;
    }
  }
  return places;
}

// --- curves: the sizes that a part can have, from narrow and high to wide and low ---

/**
 * @param {number} width
 * @param {number} height
 * @param {any} of
 * @param {SizePoint | null} [first]
 * @param {SizePoint | null} [second]
 * @returns {SizePoint}
 */
function sizePoint(width, height, of, first = null, second = null) {
  return {width, height, of, first, second};
}

/**
 * Return the points of which none is both wider and higher than another, but not too many.
 * @param {Curve} points
 */
function bestOf(points) {
  let lowest = Infinity;
  /** @type {Curve} */
  const kept = [];
  for (const point of points.sort((a, b) => a.width - b.width || a.height - b.height)) {
    if (point.height < lowest) {
      kept.push(point);
      lowest = point.height;
    }
  }
  return limit(kept);
}

/**
 * Return a curve with at most 64 points: of those with nearly the same proportions, that with the
 * least area stays.
 * @param {Curve} curve
 */
function limit(curve) {
  for (let step = 1.06; curve.length > 64; step *= step) {
    let end = -Infinity;
    let smallest = 0;
    /** @type {Curve} */
    const thinned = [];
    for (const point of curve) {
      const {width, height} = point;
      const area = width * height;
      if (width / height > end) {
        end = (width / height) * step;
        thinned.push(point);
        smallest = area;
      } else if (area < smallest) {
        thinned[thinned.length - 1] = point;
        smallest = area;
      }
    }
    curve = thinned;
  }
  return curve;
}

/**
 * Return the curve of two parts, side by side or one above the other; one of them may be nothing.
 * @param {Curve} one
 * @param {Curve} other
 * @param {number} gap
 * @param {boolean} isBeside
 * @param {string} as what places the two
 * @param {Group} [group]
 */
function join(one, other, gap, isBeside, as, group) {
  if (!one.length || !other.length) return one.length ? one : other;
  /** @type {Curve} */
  const points = [];
  const of = {as, gap, group};
  const step = isBeside ? 1 : -1;
  let i = isBeside ? 0 : one.length - 1;
  let j = isBeside ? 0 : other.length - 1;
  while (one[i] && other[j]) {
    const first = one[i];
    const second = other[j];
    // Only a lower part can make a row lower, and only a narrower one a column narrower.
    const more = isBeside ? first.height - second.height : first.width - second.width;
    if (more >= 0) i += step;
    if (more <= 0) j += step;
    const width = isBeside ? first.width + gap + second.width : Math.max(first.width, second.width);
    const height = isBeside ? Math.max(first.height, second.height) : first.height + gap + second.height;
    points.push(sizePoint(width, height, of, first, second));
  }
  return limit(isBeside ? points : points.reverse());
}

/** @type {Join} */
const beside = (left, right, gap, as = "beside", group) => join(left, right, gap, true, as, group);

/** @type {Join} */
const above = (upper, lower, gap, as = "above", group) => join(upper, lower, gap, false, as, group);

/**
 * Return the curve of parts that are joined one after the other, by halves.
 * @param {Curve[]} curves
 * @param {Join} way
 * @param {number} gap
 * @returns {Curve}
 */
function joined(curves, way, gap) {
  if (curves.length === 1) return curves[0];
  const middle = curves.length >> 1;
  return way(joined(curves.slice(0, middle), way, gap), joined(curves.slice(middle), way, gap), gap);
}

/** @param {Curve[]} curves */
function inRow(curves) {
  return joined(curves, beside, ROW_GAP);
}

/**
 * Return the curve of parts in runs, such as rows or columns, the best of all ways.
 * @template T
 * @param {T[]} parts
 * @param {(run: T[]) => Curve} curveOf
 * @param {Join} way how two runs are put together
 * @param {number} gap
 */
function inRuns(parts, curveOf, way, gap) {
  const number = parts.length;
  /** @type {Curve[]} */
  const rest = [[]];
  if (number > 7) {
    // There are too many ways: only runs of equal length are tried.
    for (let count = 1; count <= Math.min(number, 14); count++) {
      const length = Math.ceil(number / count);
      const runs = [];
      for (let start = 0; start < number; start += length) runs.push(curveOf(parts.slice(start, start + length)));
      rest.push(joined(runs, way, gap));
    }
    return bestOf(rest.flat());
  }
  // From the last part on: the ways to begin with one run, and the best for the rest.
  for (let start = number - 1; start >= 0; start--) {
    const ways = rest.map((curve, after) => way(curveOf(parts.slice(start, number - after)), curve, gap));
    rest.push(bestOf(ways.reverse().flat()));
  }
  return lastOf(rest);
}

/**
 * Return a curve whose parts have so much room at their sides and above them.
 * @param {Curve} curve
 * @param {number} left
 * @param {number} [top]
 * @param {number} [right]
 */
function indented(curve, left, top = 0, right = 0) {
  const of = {as: "indented", left, top, right};
  return curve.map(inner => sizePoint(left + inner.width + right, inner.height + top, of, inner));
}

/**
 * Return the widest size that fits, if any does: sums of sizes may differ by a hair.
 * @param {Curve} curve
 * @param {number} width
 * @param {number} height
 */
function widest(curve, width, height) {
  return curve.findLast(point => point.width <= width + 1e-6 && point.height <= height + 1e-6);
}

// --- groups ---

/**
 * Return the reasons among groups and then the objections, if there are any.
 * @param {Group[]} groups
 */
function byKind(groups) {
  return [0, 1].map(kind => groups.filter(group => group.kind === kind)).filter(ofKind => ofKind.length);
}

/**
 * Return 1 if some are reasons and some objections, which come last, and else 0.
 * @param {Group[]} groups
 */
function areMixed(groups) {
  return Number(groups[0].kind !== lastOf(groups).kind);
}

/**
 * Return 0 for 0, the first length for 1, and so much more for each number after it.
 * @param {number} number
 * @param {number} first
 * @param {number} next
 */
function stepped(number, first, next) {
  return number && first + next * (number - 1);
}

// --- areas and paths ---

/**
 * @param {Area} area
 * @returns {Point[]}
 */
function cornersOf({left, top, right, bottom}) {
  return [[left, top], [right, bottom]];
}

/**
 * Return the smallest area that holds all of these points.
 * @param {Point[]} points
 * @returns {Area}
 */
function hullOf(points) {
  const hull = {left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity};
  for (const [x, y] of points) {
    hull.left = Math.min(hull.left, x);
    hull.top = Math.min(hull.top, y);
    hull.right = Math.max(hull.right, x);
    hull.bottom = Math.max(hull.bottom, y);
  }
  return hull;
}

/**
 * Return a path of straight pieces.
 * @param {Point[]} knots
 * @returns {Path}
 */
function straight(...knots) {
  // The handles of a straight piece are its ends.
  return knots.flatMap((knot, place) => (place ? [knots[place - 1], knot, knot] : [knot]));
}

/**
 * Return the point this far on the way to another, but at most half of the way.
 * @param {Point} start
 * @param {Point} end
 * @param {number} length
 * @returns {Point}
 */
function toward([x, y], [endX, endY], length) {
  const across = endX - x;
  const down = endY - y;
  const share = Math.min(length / Math.sqrt(across * across + down * down), 0.5);
  return [x + across * share, y + down * share];
}

/**
 * Return a path of straight pieces whose corners are rounded, without knots that follow the same.
 * @param {Point[]} knots
 * @param {number} [radius]
 */
function rounded(knots, radius = CORNER) {
  /** @param {Point} knot */
  const isNew = ([x, y], index = 0) => !index || x !== knots[index - 1][0] || y !== knots[index - 1][1];
  const [start, ...others] = knots.filter(isNew);
  const path = [start];
  others.forEach((knot, index) => {
    let end = knot;
    if (index < others.length - 1) end = toward(knot, index ? others[index - 1] : start, radius);
    path.push(lastOf(path), end, end);
    // A curve with both of its handles in the corner.
    if (end !== knot) path.push(knot, knot, toward(knot, others[index + 1], radius));
  });
  return path;
}

/**
 * Return the path of a line that goes straight up to `y`, along it, and straight down.
 * @param {Point} start
 * @param {number} y
 * @param {Point} end
 * @param {number} [radius]
 */
function along(start, y, end, radius = LINE_CORNER) {
  return rounded([start, [start[0], y], [end[0], y], end], radius);
}

/**
 * Return how many times as wide boxes become that have this many times their width.
 * @param {number} room
 */
function stretch(room) {
  return room > 1.35 ? 1.1 : Math.max(room, 1);
}

/**
 * Return how much of spare room goes to the gap between two parts, a quarter at the most, and how
 * much of their own extent each gets besides.
 * @param {number} room more than is needed
 * @param {number} gap
 * @param {number} extent that of both
 */
function shareOut(room, gap, extent) {
  const spare = Math.max(room, 0);
  const more = Math.min(spare * 0.25, gap * 0.8);
  return [more, (spare - more) / extent];
}

// --- a map in columns ---

/**
 * Return the curves of the whole map on a rung, and what lays it out in one of its sizes.
 * @param {Tree} tree
 * @param {number} rung 0: the easiest to read. 1: the groups on a claim may be in a column at its
 *     right. 2: the groups on linked premises may be one above the other, too.
 */
function columns({boxes: numbers, sizes, mains, loose, below, across, over, rivals, ...frame}, rung) {
  // By the number of a group: its boxes alone, these with what hangs below them, and all ways.
  /** @type {Curve[]} */
  const rows = [];
  /** @type {Curve[]} */
  const hanging = [];
  /** @type {Curve[]} */
  const curves = [];
  /** @type {Part[]} */
  const parts = [];

  /** @param {number} box */
  const hasGroups = box => below[box].length > 0;
  /** @param {Group[]} groups */
  const curvesOf = groups => groups.map(({number}) => curves[number]);
  /** @param {Group[]} groups */
  const hangingOf = groups => groups.map(({number}) => hanging[number]);
  /** @param {Group[]} groups */
  const inColumn = groups => joined(curvesOf(groups), above, COLUMN_GAP);

  // The groups on the boxes of a group have higher numbers.
  for (const group of [...mains, ...loose, ...below.flat()].reverse()) addGroup(group);

  /** @param {Group} group */
  function addGroup(group) {
    const {number, blocks, boxes: own, zone} = group;
    /** @type {Curve} */
    let row = [];
    /** @type {Curve} */
    let under = [];
    for (const {boxes} of blocks) {
      for (const box of boxes) {
        const single = bestOf(sizes[box].map(([width, height], size) => sizePoint(width, height, {box, size})));
        row = beside(row, single, box === boxes[0] ? 18 : LINKED_GAP);
      }
      const bearing = boxes.filter(hasGroups);
      if (bearing.length) {
        const ofBlock = rung > 1 ? inRuns(bearing, stacked, beside, ROW_GAP) : inRow(bearing.map(onBox));
        under = beside(under, ofBlock, ROW_GAP);
      }
    }
    row = indented(row, 0, zone);
    rows[number] = row;
    if (!under.length) under.push(sizePoint(0, 0, null));
    hanging[number] = above(row, under, 0, "group", group);
    curves[number] = hanging[number];
    if (!rung || group.inference < 0) return;
    const last = lastOf(own);
    /** @type {Curve} */
    let right = [];
    if (own.find(hasGroups) === last) {
      const column = inColumn(below[last]);
      const gap = 25 + 7 * areMixed(below[last]);
      right = beside(row, zone ? indented(column, 0, zone) : column, gap, "atRight", group);
    }
    // Of what hangs below, a size that is no better than another is left out, too.
    curves[number] = bestOf([...curves[number], ...right]);
  }

  /**
   * Return the curve of the groups on linked premises, one above the other: the lines of the lower
   * ones have a lane at the right of the higher ones.
   * @param {number[]} boxes
   */
  function stacked(boxes) {
    /** @type {Curve} */
    let pile = [];
    for (const box of boxes) {
      const lane = 12 + LANE_GAP * areMixed(below[box]);
      pile = above(indented(pile, 0, 0, lane), onBox(box), 5, "stack");
    }
    return pile;
  }

  /**
   * Return the curve of the groups on a box.
   * @param {number} box
   */
  function onBox(box) {
    parts[box] ??= partOf(box, below[box], true);
    return parts[box].curve;
  }

  /**
   * Return groups on a box, in the best arrangement for each size.
   * @param {number} box
   * @param {Group[]} groups
   * @param {boolean} isWhole whether these are all that there are
   */
  function partOf(box, groups, isWhole) {
    /** @type {Part} */
    const part = {as: "part", box, groups, isWhole, arrangements: [], curve: []};
    /**
     * @param {string} name
     * @param {Curve} curve
     */
    const add = (name, curve, indent = 0, head = HEAD) => {
      part.arrangements.push({name, curve, indent, head});
      for (const {width, height} of curve) {
        part.curve.push(sizePoint(width + indent, height + head, part));
      }
    };
    const number = groups.length;
    // In a split, a column at the right of a single group would pass for a sibling.
    add("row", inRow((isWhole && number === 1 ? curvesOf : hangingOf)(groups)));
    const isMixed = areMixed(groups);
    const indent = INDENT + SECOND * isMixed;
    if (number > 2) {
      const kinds = byKind(groups);
      if (isMixed) {
        // Each of the two has room of its own for lines.
        add("split", inRow(kinds.map(ofKind => partOf(box, ofKind, false).curve)), 0, 0);
      }
      if (!groups.some(({boxes}) => boxes.some(hasGroups))) {
        // No row holds both reasons and objections.
        const grids = kinds.map(ofKind => inRuns(curvesOf(ofKind), inRow, above, GRID_GAP));
        add("grid", joined(grids, above, GRID_GAP), indent, HEAD + 4.5);
      } else if (!isMixed) {
        /** @param {Group[]} run */
        const column = run => (run.length > 1 ? indented(inColumn(run), INDENT) : hangingOf(run)[0]);
        add("cols", inRuns(groups, column, beside, ROW_GAP));
      }
    }
    if (number > 1) add("col", inColumn(groups), indent);
    part.curve = bestOf(part.curve);
    return part;
  }

  /**
   * Return the curve of trees in rows or in columns.
   * @param {Group[]} groups
   */
  function inRowsOrColumns(groups) {
    /**
     * @param {Join} one
     * @param {Join} other
     */
    const runs = (one, other) => inRuns(curvesOf(groups), run => joined(run, one, ROOT_GAP), other, ROOT_GAP);
    return bestOf([...runs(beside, above), ...runs(above, beside)]);
  }

  /** Return the curves of all trees; the first is preferred where it costs little. */
  function ofMap() {
    const level = frame.is_stated_only ? [] : loose;
    // What no main claim leads to is below all others.
    const apart = inRowsOrColumns(frame.is_stated_only ? loose : []);
    // Without lines between them, main claims are where there is room.
    const number = rivals || mains.length;
    const first = curvesOf(mains.slice(0, number));
    const others = inRowsOrColumns([...mains.slice(number), ...level]);
    /** @param {Curve} curve */
    const withOthers = curve => [...above(curve, others, ROOT_GAP), ...beside(curve, others, ROOT_GAP)];
    const options = withOthers(onOneLevel(first));
    if (first.length && others.length) {
      options.push(...onOneLevel([...first.slice(0, -1), above(first[number - 1], others, ROOT_GAP)]));
    }
    if (!across.length) options.push(...inRowsOrColumns([...mains, ...level]));
    const trees = [bestOf(options)];
    // At the left of a main claim, which is low, there is room for two lines.
    if (across.length && frame.most_across < 3) {
      trees.push(bestOf(withOthers(indented(joined(first, above, ROOT_GAP), stepped(1 + over.length, 16, 7)))));
    }
    return trees.map(curve => above(curve, apart, ROOT_GAP));
  }

  /**
   * Return the curve of main claims beside each other, with the lines between them.
   * @param {Curve[]} trees
   */
  function onOneLevel(trees) {
    /** @type {Curve} */
    let together = [];
    trees.forEach((curve, place) => {
      const pair = new Set([mains[place - 1]?.number, mains[place].number]);
      const hasLine = across.some(([, source, target]) => pair.has(source) && pair.has(target));
      together = beside(together, curve, hasLine ? 30 : ROOT_GAP);
    });
    return indented(together, 0, stepped(over.length, 16, 7));
  }

  // --- from the root down ---

  /**
   * Return the layout of the map in one of its sizes, spread over the room.
   * @param {SizePoint} chosen
   * @param {Room} room
   * @returns {Layout}
   */
  function layout(chosen, room) {
    /** @type {Place[]} */
    const places = [];
    // By the number of a group: the top of its room, the bottom of its row, and the x of the trunk of
    // its column, where there are several.
    /** @type {number[]} */
    const tops = [];
    /** @type {number[]} */
    const bottoms = [];
    /** @type {number[]} */
    const columnTrunks = [];
    /** @type {Group[]} */
    const placed = [];
    /** @type {Bracket[]} */
    const brackets = [];
    /** @type {Line[]} */
    const lines = [];
    /** @type {Trunk[]} */
    const trunks = [];
    /** @type {Area[]} */
    const fields = [];

    /** @type {Record<string, Placer>} */
    const placers = {
      *beside({width, first, second, of: {gap}}, left, top, right, bottom) {
        const [more, share] = shareOut(right - left - width, gap, first.width + second.width);
        const middle = left + first.width * (1 + share);
        const end = yield [first, left, top, middle, bottom];
        return Math.max(end, yield [second, middle + gap + more, top, right, bottom]);
      },

      *above({height, first, second, of: {gap}}, left, top, right, bottom, isInColumn) {
        const [more, share] = shareOut(bottom - top - height, gap, first.height + second.height);
        const end = yield [first, left, top, right, top + first.height * (1 + share), isInColumn];
        return yield [second, left, end + gap + more, right, bottom, isInColumn];
      },

      *stack({height, first, second, of: {gap}}, left, top, right, bottom) {
        const [, share] = shareOut(bottom - top - height, 0, first.height + second.height);
        const lower = gap + (yield [first, left, top, right, top + first.height * (1 + share)]);
        const end = yield [second, left, lower, right, bottom];
        places[second.of.box].entries.forEach((entry, place) => {
          // Each line of the lower part turns aside to a lane at the right of the higher part.
          const lane = right - first.of.right + 6 + LANE_GAP * place;
          const turn = lower + 3 + 5 * place;
          const x = clamp(lane, entry.low, entry.high);
          entry.lanes = [[x, entry.y], [x, turn], [lane, turn]];
          Object.assign(entry, {low: lane, high: lane, y: top + HEAD});
        });
        return end;
      },

      *part({of: {box, groups, isWhole, arrangements}}, left, top, right, bottom) {
        // The first arrangement that fits, in the widest size that does.
        /** @param {Arrangement} each */
        const fitting = each => widest(each.curve, right - left - each.indent, bottom - top - each.head);
        const arrangement = arrangements.find(fitting) ?? lastOf(arrangements);
        const {name, curve, indent, head} = arrangement;
        const point = fitting(arrangement) ?? curve[0];
        const isInColumn = name === "col" || name === "grid";
        const place = places[box];
        if (isWhole) {
          // As exactly below the box as can be.
          const {low, high} = place;
          const width = Math.max(point.width + indent, high - low);
          left = clamp((low + high - width) / 2, left, Math.max(right - width, left));
          right = Math.min(left + width, right);
          if (isInColumn) place.column = left;
        }
        const end = yield [point, left + indent, top + head, right, bottom, isInColumn];
        const kinds = byKind(groups);
        if (isInColumn) {
          // The trunk of the objections is outside, since it goes on below that of the reasons.
          kinds.reverse().forEach((ofKind, index) => {
            place.entries.push(entryOfColumn(ofKind, left + TRUNK + SECOND * index, top + HEAD));
          });
        } else if (name !== "split") {
          for (const ofKind of kinds) place.entries.push(entryOfRow(ofKind, top + HEAD - 4.5));
        }
        return end;
      },

      *indented({first, of: {left: indent, top: zone, right: lane}}, left, top, right, bottom, isInColumn) {
        const before = placed.length;
        const end = yield [first, left + indent, top + zone, right - lane, bottom, isInColumn || indent > 0];
        if (indent) for (const {number} of placed.slice(before)) columnTrunks[number] ??= left + TRUNK;
        return end;
      },

      *group({first, second, of: {group}}, left, top, right, bottom, isInColumn) {
        const {number, boxes, gaps} = group;
        const row = widest(rows[number], right - left, bottom - top - second.height) ?? first;
        const rowBottom = begin(group, row, top);
        let end = rowBottom;
        if (second.of) {
          const factor = stretch((right - left) / row.width);
          let x = left;
          for (const [index, box] of boxes.entries()) {
            const place = places[box];
            place.low = x;
            place.high = x + place.width * factor;
            x = place.high + gaps[index] * factor;
          }
          end = yield [second, left, rowBottom, right, bottom];
        }
        placeRow(group, left, top, right, isInColumn);
        return end;
      },

      *atRight({first, second, of: {gap, group}}, left, top, right, bottom) {
        const rowBottom = begin(group, first, top);
        const middle = left + first.width;
        placeRow(group, left, top, middle, true);
        const end = yield [second, middle + gap, top, right, bottom, true];
        const box = group.boxes.at(-1);
        addLinesFromRight(places[box], below[box]);
        return Math.max(end, rowBottom);
      },
    };

    /**
     * Choose the sizes of the boxes of a group, and return their bottom.
     * @param {Group} group
     * @param {SizePoint} row
     * @param {number} top
     */
    function begin(group, row, top) {
      const {number} = group;
      placed.push(group);
      tops[number] = top;
      bottoms[number] = top + row.height;
      for (let point = row.first; point; point = point.first) {
        const {width, height, of} = point.second ?? point;
        places[of.box] = {...EMPTY, entries: [], width, height, size: of.size};
      }
      return bottoms[number];
    }

    /**
     * Place the boxes of a group, each over its lines as far as there is room, and their lines.
     * @param {Group} group
     * @param {number} left
     * @param {number} top
     * @param {number} right
     * @param {boolean} [isInColumn]
     */
    function placeRow(group, left, top, right, isInColumn) {
      const {boxes: own, blocks, gaps, zone} = group;
      const row = own.map(box => places[box]);
      const spans = row.map(({entries}) => entries.length && [entries[0].low, lastOf(entries).high]);
      const widths = () => row.map(({width}) => width);
      const gapsWidth = sum(gaps);
      const free = right - left - gapsWidth;
      const factor = stretch(free / sum(widths()));
      for (const place of row) place.width *= factor;
      // Boxes with lines far apart become wider still.
      const lacks = row.map(({width}, index) => {
        const span = spans[index];
        return span ? Math.max(span[1] - span[0] + 10 - width, 0) : 0;
      });
      const spare = Math.max(widths().reduce((rest, width) => rest - width, free), 0);
      const share = Math.min(spare / (sum(lacks) || 1), 1);
      for (const [index, place] of row.entries()) place.width += share * lacks[index];
      let x = left;
      if (!isInColumn && !spans.some(Boolean)) x += (right - left - sum([gapsWidth, ...widths()])) / 2;
      /** @type {Movable[]} */
      const things = [];
      for (const [index, {column, width}] of row.entries()) {
        const span = spans[index];
        // Boxes without lines yield to others.
        let weight = 0.05;
        if (span) {
          x = column ?? (span[0] + span[1] - width) / 2;
          weight = 1;
        }
        if (isInColumn && !index) {
          x = left;
          weight = 4;
        }
        const pitch = width + gaps[index];
        things.push([x, weight, pitch]);
        x += pitch;
      }
      const lefts = settle(things, left, right - lastOf(row).width);
      let first = 0;
      for (const {boxes} of blocks) {
        const linked = boxes.map(box => places[box]);
        for (let index = 1; index < linked.length; index++) {
          // Linked premises that are apart become wider, so that they are nearer to each other.
          const [before, place] = linked.slice(index - 1);
          const at = first + index;
          const half = (lefts[at] - lefts[at - 1] - before.width - LINKED_GAP) / 2;
          if (half > 0) {
            before.width += Math.min(half, before.width);
            const more = Math.min(half, place.width);
            place.width += more;
            lefts[at] -= more;
          }
        }
        const height = Math.max(...linked.map(place => place.height));
        for (const place of linked) {
          place.left = lefts[first];
          place.top = top + zone;
          place.right = place.left + place.width;
          place.bottom = place.top + height;
          first++;
        }
      }
      if (own.length > 1) {
        const field = hullOf(row.flatMap(cornersOf));
        field.left -= 3;
        field.top -= 3;
        field.right += 3;
        field.bottom += 3;
        fields.push(field);
      }
      addBrackets(group);
      addLinesInto(group);
    }

    // --- lines ---

    /**
     * Return where the line of an inference begins, and how far to the left or right of that it may.
     * @param {Block} block
     */
    function topOf({boxes, undercutters, hasBracket}) {
      const {left, top} = places[boxes[0]];
      // The heads of undercutters are at the right of its bar.
      const heads = undercutters > 1 ? HEADS_APART * (undercutters - 0.5) : 0;
      const right = places[lastOf(boxes)].right - heads;
      return [(left + right) / 2, hasBracket ? top - BRACKET : top, (right - left) / 5];
    }

    /**
     * Return the line of a group that goes from its left to a trunk.
     * @param {Group} group
     * @param {number} trunk
     * @returns {Member}
     */
    function toTrunk({number, inference, blocks: [{hasBracket}]}, trunk) {
      const {left, top, bottom} = places[number];
      const y = hasBracket ? top - BRACKET : (top + bottom) / 2;
      return [inference, [[left, y], [trunk, y]]];
    }

    /**
     * Return the entry of groups beside each other, or of columns: a bar collects their lines.
     * @param {Group[]} groups
     * @param {number} bar
     * @returns {Entry}
     */
    function entryOfRow(groups, bar) {
      const starts = groups.map(({blocks}) => topOf(blocks[0]));
      const isOfColumn = groups.map(({number}) => columnTrunks[number] !== undefined);
      if (groups.length === 1 && !isOfColumn[0]) {
        const [[x, y, slack]] = starts;
        return {low: x - slack, high: x + slack, y, members: [[groups[0].inference, []]], shared: []};
      }
      const xs = groups.map(({number}, index) => columnTrunks[number] ?? starts[index][0]);
      // The bar has round ends, unlike a bracket.
      const inset = Math.min(CORNER, (lastOf(xs) - xs[0]) / 2);
      const low = xs[0] + inset;
      const high = lastOf(xs) - inset;
      /** @type {Map<number, Point[]>} */
      const verticals = new Map();
      /** @type {Member[]} */
      const members = groups.map((group, index) => {
        const x = xs[index];
        /** @type {Point[]} */
        const up = [[x, bar], [clamp(x, low, high), bar]];
        if (!isOfColumn[index]) return [group.inference, [[x, starts[index][1]], ...up]];
        const member = toTrunk(group, x);
        verticals.set(x, [member[1][1], ...up]);
        return member;
      });
      const shared = [...verticals.values()];
      if (low < high) shared.push([[low, bar], [high, bar]]);
      return {low, high, y: bar, members, shared};
    }

    /**
     * Return the entry of a column, or of the rows of a grid: each row of several has a bar.
     * @param {Group[]} groups
     * @param {number} trunk
     * @param {number} level
     * @returns {Entry}
     */
    function entryOfColumn(groups, trunk, level) {
      /** @type {Map<number, Group[]>} */
      const byTop = new Map();
      for (const group of groups) {
        // In a column each has a top of its own.
        const top = tops[group.number];
        byTop.set(top, [...byTop.get(top) ?? [], group]);
      }
      /** @type {Point[][]} */
      const shared = [];
      let y = level;
      /** @type {Member[]} */
      const members = [...byTop].flatMap(([top, row]) => {
        if (row.length === 1) {
          const member = toTrunk(row[0], trunk);
          [, y] = member[1][1];
          return [member];
        }
        y = top - 5.5;
        /** @type {Member[]} */
        const ofRow = row.map(({inference, blocks}) => {
          const [x, start] = topOf(blocks[0]);
          return [inference, [[x, start], [x, y]]];
        });
        shared.push([lastOf(ofRow)[1][1], [trunk, y]]);
        return ofRow;
      });
      shared.push([[trunk, y], [trunk, level]]);
      return {low: trunk, high: trunk, y: level, members, shared};
    }

    /**
     * Add the brackets of a group, and the lines of undercutters to them.
     * @param {Group} group
     */
    function addBrackets({blocks}) {
      /** @type {Path[]} */
      const bars = [];
      for (const [index, block] of blocks.entries()) {
        const {inference, boxes, host, rank, level, hasBracket} = block;
        const premises = boxes.map(box => places[box]);
        const [{left, top}] = premises;
        if (hasBracket) {
          const y = top - BRACKET;
          bars[index] = [[left, y], [lastOf(premises).right, y]];
          /** @type {Path[]} */
          const legs = premises.map(area => {
            const x = (area.left + area.right) / 2;
            return [[x, y], [x, top]];
          });
          brackets.push({inference, bar: bars[index], legs});
        }
        if (host >= 0) {
          const [x, y] = topOf(block);
          const [end, bar] = bars[host][1];
          // Its own bar, if it has one, is on one level with that which it runs to.
          let path = rounded([[x, y], [x, bar], [end, bar]], LINE_CORNER);
          if (hasBracket) path = straight([left, bar], [end, bar]);
          // A second one comes from above, left of the head of the one before it.
          if (rank) path = along([x, y], bar - stepped(level, 13, 8), [end - HEADS_APART * rank, bar]);
          addLine(inference, path);
        }
      }
    }

    /**
     * @param {number} inference
     * @param {Path} path
     */
    function addLine(inference, path, isStub = false, hasTail = false, isAcross = false) {
      lines.push({inference, path, stub: isStub ? path : null, hasTail, isAcross});
    }

    /**
     * Add a line, or several and their trunk.
     * @param {Member[]} members
     * @param {Point[][]} shared
     * @param {Path} up the last part of them all
     */
    function addLines(members, shared, up) {
      const [[inference, stub], ...others] = members;
      if (!others.length) {
        addLine(inference, [...rounded([...stub, up[0]]), ...up.slice(1)]);
        return;
      }
      for (const [own, knots] of members) addLine(own, rounded(knots), true);
      trunks.push({inferences: members.map(([own]) => own), paths: [...shared.map(knots => rounded(knots)), up]});
    }

    /**
     * Add the lines that end in the boxes of a group.
     * @param {Group} group
     */
    function addLinesInto({number, blocks}) {
      // Runs of lines, in which each bends over the next.
      /** @type {Rise[][]} */
      const runs = [];
      let end = -Infinity;
      const rises = blocks.flatMap(({boxes}) => boxes.flatMap(box => risesTo(places[box], boxes.length > 1)));
      for (const one of rises) {
        if (end > one.low - CORNER) lastOf(runs).push(one);
        else runs.push([one]);
        end = one.high;
      }
      const high = bottoms[number] + 8;
      const low = bottoms[number] + 12.5;
      for (const run of runs) {
        for (const [index, {entry, x, end: port}] of run.entries()) {
          const {y, members, shared, lanes} = entry;
          /** @type {Point} */
          const start = [x, y];
          const [portX] = port;
          const apart = Math.abs(x - portX);
          const middle = (low + high) / 2;
          let up = straight(start, port);
          if (apart >= 0.5) {
            up = [...straight(start, [x, low]), [x, middle], [portX, middle], ...straight([portX, high], port)];
          } else if (apart) {
            // A bend as small as that would look like a mistake. The head is upright, though.
            up = straight(start, [portX, high], port);
          }
          if (run.length > 1 && apart > CORNER / 2) {
            // Lines that bend over each other run on levels of their own. Those that go to the right
            // are the higher, the more left they begin.
            let share = index / (run.length - 1);
            if (x > portX) share = 1 - share;
            up = along(start, high + share * (low - CORNER / 2 - high), port, CORNER / 2);
          }
          if (lanes) up = [...rounded([...lanes, start]), ...up.slice(1)];
          addLines(members, shared, up);
        }
      }
    }

    /**
     * Add the lines of groups that are in a column at the right of a box.
     * @param {Area} area
     * @param {Group[]} groups
     */
    function addLinesFromRight({top, right, bottom}, groups) {
      const middle = (top + bottom) / 2;
      // However low the box is, two heads have room.
      const inset = Math.min(6, (bottom - top - PORT_GAP) / 2);
      const kinds = byKind(groups);
      for (const [index, ofKind] of kinds.entries()) {
        // Reasons have the upper half, if there are objections too.
        const high = index ? middle + PORT_GAP / 2 : top + inset;
        const low = index < kinds.length - 1 ? middle - PORT_GAP / 2 : bottom - inset;
        const trunk = Math.min(...ofKind.map(({number}) => places[number].left)) - 9 - 7 * index;
        const members = ofKind.map(group => toTrunk(group, trunk));
        const [[, [, first]]] = members;
        const [, [, last]] = lastOf(members);
        const head = clamp(first[1], high, low);
        addLines(
          members,
          [[[trunk, Math.min(first[1], head)], [trunk, Math.max(last[1], head)]]],
          rounded([[trunk, head], [right + HEAD_ROOM, head]]),
        );
      }
    }

    /** Add the lines between main claims: from one to its neighbor, over those between them, or outside. */
    function addLinesBetweenMains() {
      const ends = across.map(([, source, target]) => [places[source], places[target]]);
      const areLevel = ends.every(([one, other]) => one.bottom >= other.top && other.bottom >= one.top);
      for (const [index, [inference, , , hasTail]] of across.entries()) {
        const rank = over.indexOf(index);
        const path = areLevel ? levelPath(ends[index], rank) : outsidePath(ends, over, index);
        addLine(inference, path, false, hasTail, true);
      }
    }

    const {width, height} = chosen;
    const scale = Math.min(room.width / width, room.height / height, room.most);
    const wide = clamp(room.width / scale, width, 1.8 * width);
    const high = clamp(room.height / scale, height, 1.8 * height);
    // A stack, and no recursion: a chain may be long.
    const stack = [placers[chosen.of.as](chosen, 0, 0, wide, high)];
    let end = 0;
    while (stack.length) {
      const {done, value} = lastOf(stack).next(end);
      if (done) {
        stack.pop();
        end = value;
      } else {
        stack.push(placers[value[0].of.as](...value));
      }
    }
    addLinesBetweenMains();
    const areas = [...numbers.map(box => places[box]), ...fields];
    const paths = [
      ...brackets.flatMap(({bar, legs}) => [bar, ...legs]),
      ...lines.map(({path}) => path),
      ...trunks.flatMap(trunk => trunk.paths),
    ];
    // Paths have points in common, of which each is moved once.
    const points = [...new Set(paths.flat())];
    const {left, top, right, bottom} = hullOf([...points, ...areas.flatMap(cornersOf)]);
    for (const point of points) {
      point[0] = room.isRtl ? right - point[0] : point[0] - left;
      point[1] -= top;
    }
    for (const area of areas) {
      const sides = [area.left - left, area.right - left];
      [area.left, area.right] = room.isRtl ? [right - area.right, right - area.left] : sides;
      area.top -= top;
      area.bottom -= top;
    }
    const boxes = new Map(numbers.map(box => [box, places[box]]));
    return {width: right - left, height: bottom - top, boxes, brackets, lines, trunks, fields};
  }

  return {curves: ofMap(), layout};
}

/**
 * Return the last parts of the ways to a box, from left to right, each with a port.
 * @param {Place} place
 * @param {boolean} isLinked whether it is a linked premise: then ports are in its middle third
 * @returns {Rise[]}
 */
function risesTo({entries, left, right, bottom}, isLinked) {
  const inset = isLinked ? (right - left) / 3 : Math.min(4.5, (right - left) / 4);
  const pitch = Math.min(PORT_GAP, (right - left - 2 * inset) / Math.max(entries.length - 1, 1));
  /** @type {Movable[]} */
  const wishes = entries.map(({low, high}) => [(low + high) / 2, 1, pitch]);
  return settle(wishes, left + inset, right - inset).map((port, index) => {
    const entry = entries[index];
    const x = clamp(port, entry.low, entry.high);
    const xs = entry.shared.length ? [x, port, entry.low, entry.high] : [x, port];
    return {
      entry, x, end: [port, bottom + HEAD_ROOM], low: Math.min(...xs), high: Math.max(...xs),
    };
  });
}

/**
 * Return the path of a line from one main claim to another on its level: over those between them if
 * it has a rank, else to the neighbor.
 * @param {Area[]} ends
 * @param {number} rank
 */
function levelPath(ends, rank) {
  const [left, right] = ends.toSorted((a, b) => a.left - b.left);
  const y = (Math.max(left.top, right.top) + Math.min(left.bottom, right.bottom)) / 2;
  let path = straight([left.right + HEAD_ROOM, y], [right.left - HEAD_ROOM, y]);
  if (rank >= 0) {
    const inset = Math.min(HEADS_APART * (rank + 1), (left.right - left.left) / 2, (right.right - right.left) / 2);
    path = along(
      [left.right - inset, left.top - HEAD_ROOM],
      Math.min(left.top, right.top) - 16 - 7 * rank,
      [right.left + inset, right.top - HEAD_ROOM],
    );
  }
  return left === ends[0] ? path : path.reverse();
}

/**
 * Return the path of a line between main claims that are one under the other, at their left.
 * @param {Area[][]} ends those of all such lines
 * @param {number[]} over
 * @param {number} index the place of this line among them
 */
function outsidePath(ends, over, index) {
  // 0 is next to the boxes, and higher lanes are further out.
  /** @param {number} line */
  const lane = line => over.indexOf(line) + 1;
  const x = Math.min(...ends.flat().map(({left}) => left)) - 16 - 7 * lane(index);
  /** @type {Point[]} */
  const [start, end] = ends[index].map(area => {
    const {left, top, bottom} = area;
    // From the top of a box: lines that go up, the innermost first, and lines that go down, the
    // outermost first. So lines that nest in one another do not cross.
    /** @param {number} line */
    const order = line => (ends[line].some(other => other.top < top) ? lane(line) - 99 : 99 - lane(line));
    const here = [...ends.keys()].filter(line => ends[line].includes(area)).sort((a, b) => order(a) - order(b));
    const pitch = Math.max(PORT_GAP, (bottom - top) / (here.length + 1));
    const y = (top + bottom - pitch * (here.length - 1)) / 2 + pitch * here.indexOf(index);
    return [left - HEAD_ROOM, y];
  });
  return rounded([start, [x, start[1]], [x, end[1]], end]);
}

/**
 * Return the layout of what is visible for a room, on the first rung on which its text is large
 * enough.
 * @param {Tree} tree
 * @param {Room} room
 * @returns {Layout}
 */
function layOut(tree, room) {
  if (!tree.boxes.length) {
    return {width: 1, height: 1, boxes: new Map(), brackets: [], lines: [], trunks: [], fields: []};
  }
  /** @param {SizePoint} point */
  const free = ({width, height}) => Math.min(room.width / width, room.height / height);
  // With more boxes than that no text can be read, and only what is easiest is tried.
  tree.columns ??= (tree.boxes.length > 2000 ? [0] : [0, 1, 2]).map(rung => columns(tree, rung));
  const choices = tree.columns.flatMap(({curves, layout}) => curves.map(curve => {
    // Of sizes with text as large as it may be, that with the most room to spare is best.
    const point = curve.reduce((one, other) => (free(other) > free(one) ? other : one));
    return {scale: Math.min(free(point), room.most), layout, point};
  }));
  const enough = Math.max(...choices.map(({scale}) => scale)) * 0.93;
  const {layout, point} = choices.find(({scale}) => scale >= enough) ?? choices[0];
  return layout(point, room);
}

/**
 * Return a group as it is used here.
 * @param {any[]} data
 * @param {number[]} kinds
 * @returns {Group}
 */
function groupOf(data, kinds) {
  const [[inference, [number], roomAbove = 0, , , , highest = 0]] = data;
  /** @type {Block[]} */
  const blocks = data.map(([own, boxes, , host = -1, rank = 0, level = 0, , undercutters = 0]) => (
    {inference: own, boxes, host, rank, level, undercutters, hasBracket: boxes.length > 1 || undercutters > 0}
  ));
  const boxes = blocks.flatMap(block => block.boxes);
  const gaps = blocks.flatMap(block => [...block.boxes.slice(1).fill(LINKED_GAP), 18]);
  gaps[gaps.length - 1] = 0;
  const zone = (blocks[0].hasBracket ? BRACKET + stepped(highest, 13, 8) : 0) + roomAbove;
  return {number, inference, kind: kinds[inference] ?? 0, blocks, boxes, gaps, zone};
}

/**
 * Return what is visible of a map: not the groups on folded claims, and only what bears on the
 * claim in focus, if there is one (else -1).
 * @param {Picture} picture that of the data
 * @param {Set<number>} folded
 * @param {number} focus
 * @returns {Tree}
 */
function visibleTree(picture, folded, focus) {
  const root = picture.boxes.findIndex(box => box.claim === focus && !box.is_copy);
  /** @param {any[]} groups */
  const groupsOf = groups => groups.map(data => groupOf(data, picture.kinds));
  // What is in focus is the only root, without lines across.
  const alone = {mains: [[[-1, [root]]]], loose: [], across: [], over: [], rivals: 0};
  const frame = root < 0 ? picture : {...picture, ...alone};
  const mains = groupsOf(frame.mains);
  const loose = groupsOf(frame.loose);
  /** @type {number[]} */
  const boxes = [];
  /** @type {Group[][]} */
  const below = [];
  const waiting = [...mains, ...loose];
  // The list grows while it is read.
  for (const group of waiting) {
    for (const box of group.boxes) {
      const {claim} = picture.boxes[box];
      boxes.push(box);
      below[box] = folded.has(claim) ? [] : groupsOf(picture.below[box]);
      for (const each of below[box]) waiting.push(each);
    }
  }
  boxes.sort((a, b) => a - b);
  return {...frame, boxes, sizes: picture.boxes.map(({sizes}) => sizes), mains, loose, below};
}
