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
 * first box; the zone is kept above its boxes for brackets and lines.
 * @typedef {{number: number, inference: number, kind: number, blocks: Block[], boxes: number[],
 *     zone: number}} Group
 */

/**
 * What is visible of a map. Sizes and below are by the numbers of boxes; across and over are those
 * of the data.
 * @typedef {{boxes: number[], sizes: number[][][], mains: Group[], loose: Group[], below: Group[][],
 *     across: [number, number, number, boolean][], over: number[], rivals: number,
 *     mostAcross: number, isStatedOnly: boolean, kinds: number[]}} Tree
 */

/** @typedef {{width: number, height: number, most: number}} Room */

/**
 * A size that a part of the picture can have. The names of joined parts say how these are placed:
 * beside or above each other; the boxes of a group and what bears on them, hanging below or at
 * their right; and the groups on linked premises, stacked.
 * @typedef {{width: number, height: number}} Extent
 * @typedef {Extent & {as: "sized", box: number, size: number}} Sized
 * @typedef {Extent & {as: "part", part: Part}} PartPoint
 * @typedef {Extent & {as: "indented", inner: SizePoint, left: number, top: number, right: number}} Indented
 * @typedef {"beside" | "above" | "hanging" | "right" | "stacked"} Way
 * @typedef {Extent & {as: Way, first: SizePoint, second: any, gap: number, of: any}} Joined
 * @typedef {Sized | PartPoint | Indented | Joined} SizePoint
 * @typedef {SizePoint[]} Curve
 * @typedef {(one: Curve, other: Curve, gap: number) => Curve} Join
 */

/**
 * One way to arrange groups: row, split, grid, cols or col. Those that are easiest to read come
 * first.
 * @typedef {{name: string, curve: Curve, indent: number, head: number}} Arrangement
 */

/**
 * The groups on a box, or only its reasons or its objections.
 * @typedef {{box: number, groups: Group[], isWhole: boolean, arrangements: Arrangement[], curve: Curve}} Part
 */

/**
 * The line of one group: its own part, and how it goes on to where its entry starts.
 * @typedef {{inference: number, stub: Point[], way: Point[]}} Member
 */

/**
 * Lines of one kind that come up to a box as one: between which x and from which y; the parts of
 * their trunk but for the last; and where they turn in a stack.
 * @typedef {{low: number, high: number, y: number, members: Member[], shared: Point[][], lanes: Point[]}} Entry
 */

/** @typedef {{entry: Entry, start: Point, end: Point, low: number, high: number}} Rise */

/**
 * What has its place in a row, as near as can be to its wish, and before the next by the pitch.
 * @typedef {{wish: number, weight: number, pitch: number}} Movable
 */

/**
 * What is known of a box while it is placed: how large it is and which of its sizes that is, where
 * it is, between which x it is expected, the lines that come up to it, and the left of a column
 * that bears on it.
 * @typedef {{width: number, height: number, size: number, area: Area, low: number, high: number,
 *     entries: Entry[], left: number | null, hasAtRight: boolean}} Place
 */

/**
 * @typedef {{inference: number, bar: Path, legs: Path[]}} Bracket
 * @typedef {{inference: number, path: Path, stub: Path | null, hasTail: boolean, isAcross: boolean}} Line
 * @typedef {{inferences: number[], paths: Path[]}} Trunk
 * @typedef {{width: number, height: number, boxes: Map<number, Area & {size: number}>,
 *     brackets: Bracket[], lines: Line[], trunks: Trunk[], fields: Area[]}} Layout
 */

/** @typedef {Generator<any, number, number>} Placing */

// --- distances, in points ---

const MOST_POINTS = 64;
const FIRST_STEP = 1.06;
const FEW_PARTS = 7;
const MOST_RUNS = 14;

const LINKED_GAP = 5;
const UNDERCUT_GAP = 18;
const BRACKET_HEIGHT = 9;
const HEAD_ROOM = 2.5;
const FIRST_OVER = 16;
const OVER_GAP = 7;
const HEADS_APART = 14;
const LINE_CORNER = 5;
const FIELD_MARGIN = 3;

const HEAD = 17;
const ROW_GAP = 8;
const COLUMN_GAP = 7;
const GRID_GAP = 12.5;
const INDENT = 12;
const SECOND_INDENT = 10;
const SIDE_GAP = 25;
const SECOND_SIDE = 7;
const STACK_GAP = 5;
const LANE = 12;
const LANE_GAP = 9;
const ROOT_GAP = 18;
const ANSWER_GAP = 30;

const LARGE_ENOUGH = 0.93;
const MANY_BOXES = 2000;
const HAIR = 1e-6;
const WIDEST = 1.8;
const STRETCH = 1.35;
const SMALL_STRETCH = 1.1;
const STRAIGHT = 10;
const LEAF_WEIGHT = 0.05;
const COLUMN_WEIGHT = 4;

const TRUNK = 4.5;
const SECOND_TRUNK = 10;
const BAR_ABOVE = 4.5;
const GRID_BAR = 5.5;
const BEND_FROM = 12.5;
const BEND_TO = 8;
const CORNER = 4;
const PORT_GAP = 10;
const PORT_INSET = 4.5;
const LANE_INSET = 6;
const TURN = 3;
const TURN_GAP = 5;
const SIDE_TRUNK = 9;
const SIDE_INSET = 6;

// --- curves: the sizes that a part can have, from narrow and high to wide and low ---

/**
 * Return the points of which none is both wider and higher than another, but not too many.
 * @param {Curve} points
 */
function bestOf(points) {
  const sorted = [...points].sort((a, b) => a.width - b.width || a.height - b.height);
  /** @type {Curve} */
  const kept = [];
  let lowest = Infinity;
  for (const point of sorted) {
    if (point.height < lowest) {
      kept.push(point);
      lowest = point.height;
    }
  }
  return limited(kept);
}

/**
 * Return a curve without most of the points that have nearly the same proportions as others.
 * @param {Curve} curve
 */
function limited(curve) {
  for (let step = FIRST_STEP; curve.length > MOST_POINTS; step *= step) {
    /** @type {Curve} */
    const thinned = [];
    let end = -Infinity;
    let leastArea = Infinity;
    for (const point of curve) {
      const proportion = point.width / point.height;
      const area = point.width * point.height;
      if (proportion > end) {
        end = proportion * step;
        thinned.push(point);
        leastArea = area;
      } else if (area < leastArea) {
        thinned[thinned.length - 1] = point;
        leastArea = area;
      }
    }
    curve = thinned;
  }
  return curve;
}

/**
 * Return the curve of two parts side by side; one of them may be nothing.
 * @param {Curve} left
 * @param {Curve} right
 * @param {number} gap
 * @param {Way} [as] how they are placed
 * @param {any} [of] what they are
 * @returns {Curve}
 */
function beside(left, right, gap, as = "beside", of = null) {
  if (!left.length || !right.length) return left.length ? left : right;
  /** @type {Curve} */
  const points = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const first = left[i];
    const second = right[j];
    // Only a lower part can make the whole lower.
    if (first.height >= second.height) i += 1;
    if (second.height >= first.height) j += 1;
    const height = Math.max(first.height, second.height);
    points.push({ width: first.width + gap + second.width, height, as, first, second, gap, of });
  }
  return limited(points);
}

/**
 * Return the curve of two parts one above the other; one of them may be nothing.
 * @param {Curve} upper
 * @param {Curve} lower
 * @param {number} gap
 * @param {Way} [as] how they are placed
 * @param {any} [of] what they are
 * @returns {Curve}
 */
function above(upper, lower, gap, as = "above", of = null) {
  if (!upper.length || !lower.length) return upper.length ? upper : lower;
  /** @type {Curve} */
  const points = [];
  for (let i = upper.length - 1, j = lower.length - 1; i >= 0 && j >= 0; ) {
    const first = upper[i];
    const second = lower[j];
    // Only a narrower part can make the whole narrower.
    if (first.width >= second.width) i -= 1;
    if (second.width >= first.width) j -= 1;
    const width = Math.max(first.width, second.width);
    points.push({ width, height: first.height + gap + second.height, as, first, second, gap, of });
  }
  return limited(points.reverse());
}

/**
 * Return the curve of parts that are joined one after the other, by halves.
 * @param {Curve[]} curves
 * @param {Join} join
 * @param {number} gap
 * @returns {Curve}
 */
function joined(curves, join, gap) {
  if (curves.length === 1) return curves[0];
  const middle = curves.length >> 1;
  return join(joined(curves.slice(0, middle), join, gap), joined(curves.slice(middle), join, gap), gap);
}

/**
 * Return the curve of parts in runs, such as rows or columns, the best of all ways.
 * @template T
 * @param {T[]} parts
 * @param {(run: T[]) => Curve} curveOfRun
 * @param {Join} join how two runs are put together
 * @param {number} gap
 */
function inRuns(parts, curveOfRun, join, gap) {
  const number = parts.length;
  /** @type {Curve} */
  let points = [];
  if (number <= FEW_PARTS) {
    // From each part on: the ways to go on with one run, and then the best for the rest.
    /** @type {Curve[]} */
    const rest = [];
    rest[number] = [];
    for (let first = number - 1; first >= 0; first -= 1) {
      points = [];
      for (let end = first + 1; end <= number; end += 1) {
        points.push(...join(curveOfRun(parts.slice(first, end)), rest[end], gap));
      }
      rest[first] = bestOf(points);
    }
    return rest[0];
  }
  for (let count = 1; count <= Math.min(number, MOST_RUNS); count += 1) {
    const length = Math.ceil(number / count);
    const runs = [];
    for (let first = 0; first < number; first += length) {
      runs.push(curveOfRun(parts.slice(first, first + length)));
    }
    points.push(...joined(runs, join, gap));
  }
  return bestOf(points);
}

/**
 * Return a curve whose parts have so much room at their sides and above them.
 * @param {Curve} curve
 * @param {number} left
 * @param {number} [top]
 * @param {number} [right]
 * @returns {Curve}
 */
function indented(curve, left, top = 0, right = 0) {
  return curve.map((inner) => ({
    width: left + inner.width + right, height: inner.height + top, as: "indented", inner, left, top, right,
  }));
}

/** @param {Curve[]} curves */
const inRow = (curves) => joined(curves, beside, ROOT_GAP);

/** @param {Curve[]} curves */
const inColumn = (curves) => joined(curves, above, ROOT_GAP);

/**
 * Return the curve of trees in rows or in columns.
 * @param {Curve[]} curves
 */
function inRowsOrColumns(curves) {
  return bestOf([...inRuns(curves, inRow, above, ROOT_GAP), ...inRuns(curves, inColumn, beside, ROOT_GAP)]);
}

/**
 * Return how much lower main claims are so that so many lines can run over them.
 * @param {number} number
 */
function roomForLinesOver(number) {
  return number ? FIRST_OVER + OVER_GAP * (number - 1) : 0;
}

// --- shapes, from the leaves up ---

/**
 * Return the reasons among groups and then the objections, if there are any.
 * @param {Group[]} groups
 */
function byKind(groups) {
  const kinds = [groups.filter((group) => !group.kind), groups.filter((group) => group.kind)];
  return kinds.filter((ofKind) => ofKind.length);
}

/**
 * Return whether some are reasons and some objections, which come last: 0 or 1.
 * @param {Group[]} groups
 */
function areMixed(groups) {
  return Number(groups[0].kind !== groups[groups.length - 1].kind);
}

/** The curves of all groups of a map, of which a placement takes one point. */
class Shapes {
  /**
   * @param {Tree} tree
   * @param {number} rung 0: the easiest to read. 1: the groups on a claim may be in a column at its
   *     right. 2: the groups on linked premises may be one above the other, too.
   */
  constructor(tree, rung) {
    this.tree = tree;
    this.rung = rung;
    // By the number of a group: its boxes alone, these with what hangs below them, and all ways.
    /** @type {Curve[]} */
    this.rows = [];
    /** @type {Curve[]} */
    this.hanging = [];
    /** @type {Curve[]} */
    this.curves = [];
    /** @type {Part[]} */
    this.parts = [];
    const groups = [...tree.mains, ...tree.loose, ...tree.below.flat()];
    // The groups on the boxes of a group have higher numbers.
    for (const group of groups.reverse()) this.addGroup(group);
  }

  /** @param {Group[]} groups */
  curvesOf(groups) {
    return groups.map((group) => this.curves[group.number]);
  }

  /** Return the curves of all trees; the first is preferred where it costs little. */
  ofMap() {
    const { isStatedOnly, loose } = this.tree;
    if (!isStatedOnly || !loose.length) return this.ofTrees(loose);
    // What no main claim leads to is below all others.
    const apart = inRowsOrColumns(this.curvesOf(loose));
    return this.ofTrees([]).map((curve) => above(curve, apart, ROOT_GAP));
  }

  /** @param {Group[]} loose */
  ofTrees(loose) {
    const { mains, across, over, rivals, mostAcross } = this.tree;
    // Without lines between them, main claims are where there is room.
    const number = rivals || mains.length;
    const first = this.curvesOf(mains.slice(0, number));
    const rest = this.curvesOf([...mains.slice(number), ...loose]);
    const others = rest.length ? inRowsOrColumns(rest) : [];
    if (!first.length) return [others];
    const onOneLevel = this.onOneLevel(first);
    const options = [...above(onOneLevel, others, ROOT_GAP), ...beside(onOneLevel, others, ROOT_GAP)];
    if (others.length) {
      const last = above(first[number - 1], others, ROOT_GAP);
      options.push(...this.onOneLevel([...first.slice(0, -1), last]));
    }
    if (!across.length) options.push(...inRowsOrColumns(this.curvesOf([...mains, ...loose])));
    // At the left of a main claim, which is low, there is room for two lines.
    if (!across.length || mostAcross > 2) return [bestOf(options)];
    const stacked = indented(inColumn(first), roomForLinesOver(1 + over.length));
    const below = [...above(stacked, others, ROOT_GAP), ...beside(stacked, others, ROOT_GAP)];
    return [bestOf(options), bestOf(below)];
  }

  /**
   * Return the curve of main claims beside each other, with the lines between them.
   * @param {Curve[]} mains
   */
  onOneLevel(mains) {
    const { across, over, mains: groups } = this.tree;
    /** @type {Curve} */
    let together = [];
    mains.forEach((curve, place) => {
      const neighbors = groups.slice(Math.max(place - 1, 0), place + 1).map((group) => group.number);
      const hasLine = across.some(([, ...ends]) => place && neighbors.every((box) => ends.includes(box)));
      together = beside(together, curve, hasLine ? ANSWER_GAP : ROOT_GAP);
    });
    return over.length ? indented(together, 0, roomForLinesOver(over.length)) : together;
  }

  /** @param {Group} group */
  addGroup(group) {
    const { number } = group;
    /** @type {Curve} */
    let row = [];
    for (const block of group.blocks) {
      let gap = UNDERCUT_GAP;
      for (const box of block.boxes) {
        row = beside(row, this.sizesOf(box), gap);
        gap = LINKED_GAP;
      }
    }
    if (group.zone) row = indented(row, 0, group.zone);
    this.rows[number] = row;
    const below = this.below(group);
    /** @type {Curve} */
    let curve = row.map(({ width, height }, place) => (
      { width, height, as: "hanging", first: row[place], second: null, gap: 0, of: group }
    ));
    if (below.length) curve = above(row, below, 0, "hanging", group);
    this.hanging[number] = curve;
    if (this.rung && group.inference >= 0) curve = bestOf([...curve, ...this.atRight(group)]);
    this.curves[number] = curve;
  }

  /** @param {number} box */
  sizesOf(box) {
    return bestOf(this.tree.sizes[box].map(([width, height], size) => ({ width, height, as: "sized", box, size })));
  }

  /**
   * Return the curve of all that bears on the boxes of a group.
   * @param {Group} group
   */
  below(group) {
    /** @type {Curve} */
    let below = [];
    for (const block of group.blocks) {
      const boxes = block.boxes.filter((box) => this.tree.below[box].length);
      if (boxes.length) {
        const ofBlock = this.rung > 1
          ? inRuns(boxes, (run) => this.stacked(run), beside, ROW_GAP)
          : joined(boxes.map((box) => this.onBox(box)), beside, ROW_GAP);
        below = beside(below, ofBlock, ROW_GAP);
      }
    }
    return below;
  }

  /**
   * Return the curve of the groups on linked premises, one above the other: the lines of the lower
   * ones have a lane at the right of the higher ones.
   * @param {number[]} boxes
   */
  stacked([first, ...boxes]) {
    let pile = this.onBox(first);
    for (const box of boxes) {
      const lane = LANE + LANE_GAP * areMixed(this.tree.below[box]);
      pile = above(indented(pile, 0, 0, lane), this.onBox(box), STACK_GAP, "stacked", box);
    }
    return pile;
  }

  /**
   * Return the curve of a group with the groups on its last box in a column at its right.
   * @param {Group} group
   */
  atRight(group) {
    const { below } = this.tree;
    const { number, boxes, zone } = group;
    const last = boxes.length - 1;
    const groups = below[boxes[last]];
    if (!groups.length || boxes.some((box, place) => place < last && below[box].length)) return [];
    let column = joined(this.curvesOf(groups), above, COLUMN_GAP);
    if (zone) column = indented(column, 0, zone);
    const gap = SIDE_GAP + SECOND_SIDE * areMixed(groups);
    return beside(this.rows[number], column, gap, "right", group);
  }

  /**
   * Return the curve of the groups on a box.
   * @param {number} box
   */
  onBox(box) {
    this.parts[box] ??= this.part(box, this.tree.below[box], true);
    return this.parts[box].curve;
  }

  /**
   * Return groups on a box, in the best arrangement for each size.
   * @param {number} box
   * @param {Group[]} groups
   * @param {boolean} isWhole whether these are all that there are
   * @returns {Part}
   */
  part(box, groups, isWhole) {
    const arrangements = this.arranged(box, groups, isWhole);
    /** @type {Part} */
    const part = { box, groups, isWhole, arrangements, curve: [] };
    /** @type {Curve} */
    const points = [];
    for (const { curve, indent, head } of arrangements) {
      for (const { width, height } of curve) {
        points.push({ width: width + indent, height: height + head, as: "part", part });
      }
    }
    part.curve = bestOf(points);
    return part;
  }

  /**
   * @param {number} box
   * @param {Group[]} groups
   * @param {boolean} isWhole
   */
  arranged(box, groups, isWhole) {
    /** @type {Arrangement[]} */
    const arrangements = [];
    /**
     * @param {string} name
     * @param {Curve} curve
     */
    const add = (name, curve, indent = 0, head = HEAD) => {
      arrangements.push({ name, curve, indent, head });
    };
    const [{ number }] = groups;
    if (groups.length === 1) {
      // In a split, a column at its right would pass for a sibling.
      add("row", isWhole ? this.curves[number] : this.hanging[number]);
      return arrangements;
    }
    add("row", joined(groups.map((group) => this.hanging[group.number]), beside, ROW_GAP));
    const isMixed = areMixed(groups);
    const indent = INDENT + SECOND_INDENT * isMixed;
    if (groups.length > 2) {
      if (isMixed) {
        const [reasons, objections] = byKind(groups).map((ofKind) => this.part(box, ofKind, false).curve);
        // Each of the two has room of its own for lines.
        add("split", beside(reasons, objections, ROW_GAP), 0, 0);
      }
      if (!groups.some((group) => group.boxes.some((each) => this.tree.below[each].length))) {
        add("grid", this.grid(groups), indent, HEAD + 4.5);
      } else if (!isMixed) {
        add("cols", inRuns(groups, (run) => this.column(run), beside, ROW_GAP));
      }
    }
    add("col", joined(this.curvesOf(groups), above, COLUMN_GAP), indent);
    return arrangements;
  }

  /**
   * Return the curve of rows, none of which holds both reasons and objections.
   * @param {Group[]} groups
   */
  grid(groups) {
    /** @type {Curve} */
    let grid = [];
    for (const ofKind of byKind(groups)) {
      const rows = inRuns(this.curvesOf(ofKind), (run) => joined(run, beside, ROW_GAP), above, GRID_GAP);
      grid = above(grid, rows, GRID_GAP);
    }
    return grid;
  }

  /**
   * Return the curve of a column that is one of several; a trunk runs beside its groups.
   * @param {Group[]} groups
   */
  column(groups) {
    if (groups.length === 1) return this.hanging[groups[0].number];
    return indented(joined(this.curvesOf(groups), above, COLUMN_GAP), INDENT);
  }
}

// --- paths ---

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
 * Return the point this far on the way to the end, but at most half of the way.
 * @param {Point} start
 * @param {Point} end
 * @param {number} length
 * @returns {Point}
 */
function toward([x, y], [endX, endY], length) {
  const distance = Math.sqrt((endX - x) * (endX - x) + (endY - y) * (endY - y));
  const share = distance ? Math.min(length / distance, 0.5) : 0;
  return [x + (endX - x) * share, y + (endY - y) * share];
}

/**
 * Return a path of straight pieces whose corners are rounded.
 * @param {Point[]} knots
 * @param {number} [radius]
 */
function roundCorners(knots, radius = CORNER) {
  const path = [knots[0]];
  let from = knots[0];
  for (let place = 1; place < knots.length - 1; place += 1) {
    const corner = knots[place];
    const start = toward(corner, knots[place - 1], radius);
    const end = toward(corner, knots[place + 1], radius);
    // A curve with both of its handles in the corner.
    path.push(from, start, start, corner, corner, end);
    from = end;
  }
  const last = knots[knots.length - 1];
  path.push(from, last, last);
  return path;
}

/**
 * Return a path straight up to `low`, in a bend to the end's x until `high`, and straight up.
 * @param {Point} start
 * @param {number} low
 * @param {number} high
 * @param {Point} end
 */
function rise(start, low, high, end) {
  const [x] = start;
  const [endX] = end;
  // A bend as small as that would look like a mistake.
  if (Math.abs(x - endX) < 0.5) return straight(start, end);
  const middle = (low + high) / 2;
  /** @type {Path} */
  const bend = [[x, low], [x, middle], [endX, middle], [endX, high]];
  return [...straight(start, bend[0]), ...bend.slice(1), ...straight(bend[3], end).slice(1)];
}

/**
 * Return the path of a line that goes straight up to `y`, along it, and straight down.
 * @param {Point} start
 * @param {number} y
 * @param {Point} end
 */
function along(start, y, end) {
  return roundCorners([start, [start[0], y], [end[0], y], end], LINE_CORNER);
}

/** @param {Point[]} knots */
function distinct(knots) {
  return knots.filter(([x, y], place) => !place || x !== knots[place - 1][0] || y !== knots[place - 1][1]);
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
  /** @type {[number, number, number][]} */
  const pools = [];
  let offset = 0;
  let length = 0;
  for (const { wish, weight: own, pitch } of things) {
    let place = wish - offset;
    let weight = own;
    let number = 1;
    for (let pool = pools.at(-1); pool && pool[0] > place; pool = pools.at(-1)) {
      pools.pop();
      const [otherPlace, otherWeight, otherNumber] = pool;
      const moment = place * weight + otherPlace * otherWeight;
      weight += otherWeight;
      place = moment / weight;
      number += otherNumber;
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
    const within = clamp(place, low, highest);
    for (let count = 0; count < number; count += 1) {
      places.push(within + offset);
      offset += things[places.length - 1].pitch;
    }
  }
  return places;
}

// --- places, from the root down ---

/**
 * Return how many times as wide boxes become that have this many times their width.
 * @param {number} room
 */
function stretchFactor(room) {
  return room > STRETCH ? SMALL_STRETCH : Math.max(room, 1);
}

/**
 * Return the spare room of two parts that goes to the gap between them, and how much of their own
 * extent each gets besides.
 * @param {number} room
 * @param {number} needed
 * @param {number} gap
 * @param {number} extent that of both
 */
function shareOut(room, needed, gap, extent) {
  const spare = Math.max(room - needed, 0);
  const moreGap = Math.min(spare * 0.25, gap * 0.8);
  return [moreGap, (spare - moreGap) / extent];
}

/**
 * Return the widest size that fits, if any does.
 * @param {Curve} curve
 * @param {number} width
 * @param {number} height
 */
function widestFit(curve, width, height) {
  return curve.findLast((point) => point.width <= width + HAIR && point.height <= height + HAIR);
}

/**
 * Return what a map of this size is multiplied by to fit, if it might be as large as it can.
 * @param {Room} room
 * @param {Extent} extent
 */
function freeScale(room, { width, height }) {
  return Math.min(room.width / width, room.height / height);
}

/**
 * Return the smallest area that holds all of these points.
 * @param {Point[]} points
 * @returns {Area}
 */
function hullOf(points) {
  const hull = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    hull.left = Math.min(hull.left, x);
    hull.top = Math.min(hull.top, y);
    hull.right = Math.max(hull.right, x);
    hull.bottom = Math.max(hull.bottom, y);
  }
  return hull;
}

/**
 * @param {Area} area
 * @returns {Point[]}
 */
function cornersOf({ left, top, right, bottom }) {
  return [[left, top], [right, bottom]];
}

/**
 * Return the gaps between the boxes of a group, and a last one after them.
 * @param {Group} group
 * @returns {number[]}
 */
function gapsIn({ blocks }) {
  return blocks.flatMap(({ boxes }) => boxes.map((_, place) => (place < boxes.length - 1 ? LINKED_GAP : UNDERCUT_GAP)));
}

/**
 * Return how much higher than the bar the line of an undercutter runs.
 * @param {number} level
 */
function riseOver(level) {
  return level && 13 + 8 * (level - 1);
}

/**
 * Return how much of the right of a bar the heads of undercutters take up.
 * @param {Block} block
 */
function headsOnBar({ undercutters }) {
  return undercutters > 1 ? HEADS_APART * (undercutters - 0.5) : 0;
}

/** Places the parts of a map. */
class Placer {
  /**
   * @param {Tree} tree
   * @param {Shapes} shapes
   */
  constructor(tree, shapes) {
    this.tree = tree;
    this.shapes = shapes;
    /** @type {Place[]} */
    this.places = [];
    for (const box of tree.boxes) {
      const area = { left: 0, top: 0, right: 0, bottom: 0 };
      this.places[box] = {
        width: 0, height: 0, size: 0, area, low: 0, high: 0, entries: [], left: null, hasAtRight: false,
      };
    }
    /** @type {Group[]} */
    this.placed = [];
    // By the number of a group: the top of its room, the bottom of its row, and the x of the trunk
    // of its column, where there are several.
    /** @type {number[]} */
    this.tops = [];
    /** @type {number[]} */
    this.bottoms = [];
    /** @type {number[]} */
    this.trunkOf = [];
    /** @type {Bracket[]} */
    this.brackets = [];
    /** @type {Line[]} */
    this.lines = [];
    /** @type {Trunk[]} */
    this.trunks = [];
  }

  /**
   * Return the layout of the map in one of its sizes, spread over the room.
   * @param {SizePoint} chosen
   * @param {Room} room
   */
  layout(chosen, room) {
    const scale = Math.min(freeScale(room, chosen), room.most);
    const right = Math.max(chosen.width, Math.min(room.width / scale, WIDEST * chosen.width));
    const bottom = Math.max(chosen.height, Math.min(room.height / scale, WIDEST * chosen.height));
    this.run(this.place(chosen, { left: 0, top: 0, right, bottom }, false));
    this.addLinesBetweenMains();
    /** @type {Area[]} */
    const fields = [];
    for (const group of this.placed) {
      this.addBrackets(group);
      this.addLinesInto(group);
      if (group.boxes.length > 1) {
        const hull = hullOf(group.boxes.flatMap((box) => cornersOf(this.places[box].area)));
        fields.push({
          left: hull.left - FIELD_MARGIN, top: hull.top - FIELD_MARGIN,
          right: hull.right + FIELD_MARGIN, bottom: hull.bottom + FIELD_MARGIN,
        });
      }
    }
    return this.cropped(fields);
  }

  /**
   * Return all that was placed, without empty room around it.
   * @param {Area[]} fields
   * @returns {Layout}
   */
  cropped(fields) {
    const areas = this.tree.boxes.map((box) => this.places[box].area);
    const points = [...areas, ...fields].flatMap(cornersOf);
    for (const { bar, legs } of this.brackets) points.push(...bar, ...legs[0]);
    for (const { path } of this.lines) for (const point of path) points.push(point);
    const { left, top, right, bottom } = hullOf(points);
    /** @param {Area} area */
    const moveArea = (area) => ({
      left: area.left - left, top: area.top - top, right: area.right - left, bottom: area.bottom - top,
    });
    /**
     * @param {Path} path
     * @returns {Path}
     */
    const move = (path) => path.map(([x, y]) => [x - left, y - top]);
    /** @type {Layout["boxes"]} */
    const boxes = new Map();
    for (const box of this.tree.boxes) {
      const { area, size } = this.places[box];
      boxes.set(box, { ...moveArea(area), size });
    }
    return {
      width: right - left,
      height: bottom - top,
      boxes,
      brackets: this.brackets.map(({ inference, bar, legs }) => ({ inference, bar: move(bar), legs: legs.map(move) })),
      lines: this.lines.map((line) => ({ ...line, path: move(line.path), stub: line.stub && move(line.stub) })),
      trunks: this.trunks.map(({ inferences, paths }) => ({ inferences, paths: paths.map(move) })),
      fields: fields.map(moveArea),
    };
  }

  /**
   * Carry out a placing, and all that it yields, without recursion: a chain may be long.
   * @param {Placing} first
   */
  run(first) {
    const stack = [first];
    let bottom = 0;
    while (stack.length) {
      // A placing yields those of its parts, is sent their bottoms, and returns its own.
      const { done, value } = stack[stack.length - 1].next(bottom);
      if (done) {
        stack.pop();
        bottom = value;
      } else {
        stack.push(value);
      }
    }
  }

  /**
   * Return the placing of a part in a room that is no smaller; it may be in a column.
   * @param {SizePoint} point
   * @param {Area} room
   * @param {boolean} isInColumn
   * @returns {Placing}
   */
  place(point, room, isInColumn) {
    switch (point.as) {
      case "hanging":
        return this.placeGroup(point, room, isInColumn);
      case "right":
        return this.placeAtRight(point, room);
      case "stacked":
        return this.placeStack(point, room);
      case "beside":
        return this.placeBeside(point, room);
      case "above":
        return this.placeAbove(point, room, isInColumn);
      case "part":
        return this.placePart(point.part, room);
      case "indented":
        return this.placeIndented(point, room);
      default:
        throw new Error(point.as);
    }
  }

  /**
   * @param {Joined} joined
   * @param {Area} room
   * @returns {Placing}
   */
  *placeBeside({ width, first, second, gap }, room) {
    const [moreGap, share] = shareOut(room.right - room.left, width, gap, first.width + second.width);
    const middle = room.left + first.width * (1 + share);
    const bottom = yield this.place(first, { ...room, right: middle }, false);
    const other = yield this.place(second, { ...room, left: middle + gap + moreGap }, false);
    return Math.max(bottom, other);
  }

  /**
   * @param {Joined} joined
   * @param {Area} room
   * @param {boolean} isInColumn
   * @returns {Placing}
   */
  *placeAbove({ height, first, second, gap }, room, isInColumn) {
    const [moreGap, share] = shareOut(room.bottom - room.top, height, gap, first.height + second.height);
    const upper = { ...room, bottom: room.top + first.height * (1 + share) };
    const bottom = yield this.place(first, upper, isInColumn);
    return yield this.place(second, { ...room, top: bottom + gap + moreGap }, isInColumn);
  }

  /**
   * Place the groups on linked premises; the lines of the last have lanes beside the others.
   * @param {Joined} joined
   * @param {Area} room
   * @returns {Placing}
   */
  *placeStack({ height, first, second, gap, of }, room) {
    const share = Math.max(room.bottom - room.top - height, 0) / (first.height + second.height);
    const upper = { ...room, bottom: room.top + first.height * (1 + share) };
    const top = gap + (yield this.place(first, upper, false));
    const end = yield this.place(second, { ...room, top }, false);
    const right = room.right - /** @type {Indented} */ (first).right;
    this.places[of].entries.forEach((entry, place) => {
      const lane = right + LANE_INSET + LANE_GAP * place;
      const turn = top + TURN + TURN_GAP * place;
      const x = clamp(lane, entry.low, entry.high);
      entry.lanes = [[x, entry.y], [x, turn], [lane, turn]];
      for (const { way } of entry.members) way.push([x, entry.y]);
      entry.low = lane;
      entry.high = lane;
      entry.y = room.top + HEAD;
    });
    return end;
  }

  /**
   * Place the groups on a box in the first arrangement that fits, in the widest size that does.
   * @param {Part} part
   * @param {Area} room
   * @returns {Placing}
   */
  *placePart({ box, groups, isWhole, arrangements }, room) {
    const place = this.places[box];
    const height = room.bottom - room.top;
    const width = room.right - room.left;
    let arrangement = arrangements[arrangements.length - 1];
    let [point] = arrangement.curve;
    for (const each of arrangements) {
      const found = widestFit(each.curve, width - each.indent, height - each.head);
      if (found) {
        arrangement = each;
        point = found;
        break;
      }
    }
    const { name, indent, head } = arrangement;
    let { left, right } = room;
    const isInColumn = name === "col" || name === "grid";
    if (isWhole) {
      // As exactly below the box as can be.
      const needed = Math.max(point.width + indent, place.high - place.low);
      left = clamp((place.low + place.high - needed) / 2, left, Math.max(right - needed, left));
      right = Math.min(left + needed, right);
      if (isInColumn) place.left = left;
    }
    const inner = { left: left + indent, top: room.top + head, right, bottom: room.bottom };
    const end = yield this.place(point, inner, isInColumn);
    if (name !== "split") place.entries.push(...this.entriesOf(name, groups, left, room.top));
    return end;
  }

  /**
   * @param {Indented} indented
   * @param {Area} room
   * @returns {Placing}
   */
  *placeIndented({ inner, left, top, right }, room) {
    const before = this.placed.length;
    const innerRoom = { ...room, left: room.left + left, top: room.top + top, right: room.right - right };
    const bottom = yield this.place(inner, innerRoom, left > 0);
    if (left > 0) {
      for (const { number } of this.placed.slice(before)) this.trunkOf[number] ??= room.left + TRUNK;
    }
    return bottom;
  }

  /**
   * Place a group, and before it the groups on its boxes below, if there are any.
   * @param {Joined} joined
   * @param {Area} room
   * @param {boolean} isInColumn
   * @returns {Placing}
   */
  *placeGroup({ first, second, of: group }, room, isInColumn) {
    this.placed.push(group);
    this.tops[group.number] = room.top;
    const width = room.right - room.left;
    const height = room.bottom - room.top - (second ? second.height : 0);
    const row = widestFit(this.shapes.rows[group.number], width, height) ?? first;
    this.chooseSizes(row);
    const bottom = room.top + row.height;
    let end = bottom;
    if (second) {
      this.bottoms[group.number] = bottom;
      const factor = stretchFactor(width / row.width);
      let x = room.left;
      const gaps = gapsIn(group);
      group.boxes.forEach((/** @type {number} */ box, /** @type {number} */ index) => {
        const place = this.places[box];
        place.low = x;
        place.high = x + place.width * factor;
        x = place.high + gaps[index] * factor;
      });
      end = yield this.place(second, { ...room, top: bottom }, false);
    }
    this.placeRow(group, room, isInColumn);
    return end;
  }

  /**
   * Place a group with the groups on its last box in a column at the right.
   * @param {Joined} joined
   * @param {Area} room
   * @returns {Placing}
   */
  *placeAtRight({ first, second, gap, of: group }, room) {
    this.placed.push(group);
    this.tops[group.number] = room.top;
    this.chooseSizes(first);
    const right = room.left + first.width;
    this.placeRow(group, { ...room, right }, true);
    this.places[group.boxes.at(-1)].hasAtRight = true;
    const bottom = yield this.place(second, { ...room, left: right + gap }, true);
    return Math.max(bottom, room.top + first.height);
  }

  /** @param {SizePoint} row */
  chooseSizes(row) {
    const pending = [row];
    for (let point = pending.pop(); point; point = pending.pop()) {
      if (point.as === "sized") {
        const { width, height, size } = point;
        Object.assign(this.places[point.box], { width, height, size });
      } else if (point.as === "indented") {
        pending.push(point.inner);
      } else if (point.as === "beside") {
        pending.push(point.first, point.second);
      }
    }
  }

  /**
   * Place the boxes of a group, each over its lines as far as there is room.
   * @param {Group} group
   * @param {Area} room
   * @param {boolean} isInColumn
   */
  placeRow(group, room, isInColumn) {
    const places = group.boxes.map((box) => this.places[box]);
    const gaps = gapsIn(group);
    gaps[gaps.length - 1] = 0;
    let gapsWidth = 0;
    for (const gap of gaps) gapsWidth += gap;
    const roomWidth = room.right - room.left;
    stretch(places, roomWidth - gapsWidth);
    let width = gapsWidth;
    for (const place of places) width += place.width;
    let x = room.left;
    if (!isInColumn && !places.some(({ entries }) => entries.length)) x += (roomWidth - width) / 2;
    /** @type {Movable[]} */
    const things = [];
    places.forEach((place, index) => {
      const { entries } = place;
      let weight = LEAF_WEIGHT;
      width = place.width;
      if (entries.length) {
        x = place.left ?? (entries[0].low + entries[entries.length - 1].high - width) / 2;
        weight = 1;
      }
      if (isInColumn && !index) {
        x = room.left;
        weight = COLUMN_WEIGHT;
      }
      const pitch = width + gaps[index];
      things.push({ wish: x, weight, pitch });
      x += pitch;
    });
    const lefts = settle(things, room.left, room.right - width);
    let index = 0;
    for (const { boxes } of group.blocks) {
      const linked = boxes.map((box) => this.places[box]);
      let height = 0;
      for (const [number, place] of linked.entries()) {
        height = Math.max(height, place.height);
        if (number) {
          // Linked premises that are apart grow, so that they are nearer to each other.
          const before = linked[number - 1];
          const apart = lefts[index] - lefts[index - 1] - before.width - LINKED_GAP;
          if (apart > 0) {
            before.width += Math.min(apart / 2, before.width);
            const more = Math.min(apart / 2, place.width);
            place.width += more;
            lefts[index] -= more;
          }
        }
        index += 1;
      }
      const top = room.top + group.zone;
      linked.forEach((place, number) => {
        const left = lefts[index - linked.length + number];
        place.area = { left, top, right: left + place.width, bottom: top + height };
      });
    }
  }

  // --- lines ---

  /**
   * Return where the line of an inference begins, and how far to the left or right of that it may.
   * @param {Block} block
   */
  topOf(block) {
    const { left, top } = this.places[block.boxes[0]].area;
    const right = this.places[block.boxes[block.boxes.length - 1]].area.right - headsOnBar(block);
    return { x: (left + right) / 2, y: block.hasBracket ? top - BRACKET_HEIGHT : top, slack: (right - left) / 5 };
  }

  /**
   * Return where a line begins that leaves a group at its left.
   * @param {Group} group
   * @returns {Point}
   */
  leftOf({ number, blocks: [{ hasBracket }] }) {
    const { left, top, bottom } = this.places[number].area;
    return [left, hasBracket ? top - BRACKET_HEIGHT : (top + bottom) / 2];
  }

  /**
   * Return the entries of the groups on a box, from left to right.
   * @param {string} name that of their arrangement
   * @param {Group[]} groups
   * @param {number} left that of their room
   * @param {number} top
   */
  entriesOf(name, groups, left, top) {
    const kinds = byKind(groups);
    if (name === "row" || name === "cols") return kinds.map((ofKind) => this.entryOfRow(ofKind, top + HEAD - BAR_ABOVE));
    // The trunk of the objections is outside, since it goes on below that of the reasons.
    return kinds.reverse().map((ofKind, place) => (
      this.entryOfTrunk(ofKind, left + TRUNK + SECOND_TRUNK * place, top + HEAD)
    ));
  }

  /**
   * @param {Group[]} groups
   * @param {number} bar
   * @returns {Entry}
   */
  entryOfRow(groups, bar) {
    const columns = groups.map(({ number }) => this.trunkOf[number]);
    const tops = groups.map(({ blocks }) => this.topOf(blocks[0]));
    if (groups.length === 1 && columns[0] === undefined) {
      const [{ x, y, slack }] = tops;
      const member = { inference: groups[0].inference, stub: [], way: [] };
      return { low: x - slack, high: x + slack, y, members: [member], shared: [], lanes: [] };
    }
    const xs = columns.map((column, place) => column ?? tops[place].x);
    const last = xs[xs.length - 1];
    // The bar has round ends, unlike a bracket.
    const inset = Math.min(CORNER, (last - xs[0]) / 2);
    const low = xs[0] + inset;
    const high = last - inset;
    /** @type {Map<number, Point[]>} */
    const verticals = new Map();
    const members = groups.map((group, place) => {
      const { inference } = group;
      const x = xs[place];
      /** @type {Point[]} */
      const up = [[x, bar], [clamp(x, low, high), bar]];
      if (columns[place] === undefined) {
        return { inference, stub: distinct([[x, tops[place].y], ...up]), way: [] };
      }
      const start = this.leftOf(group);
      /** @type {Point} */
      const turn = [x, start[1]];
      verticals.set(x, distinct([turn, ...up]));
      return { inference, stub: [start, turn], way: up };
    });
    const shared = [...verticals.values()];
    if (low < high) shared.push([[low, bar], [high, bar]]);
    return { low, high, y: bar, members, shared, lanes: [] };
  }

  /**
   * Return the entry of a column, or of the rows of a grid: each row has a bar.
   * @param {Group[]} groups
   * @param {number} trunk
   * @param {number} level
   * @returns {Entry}
   */
  entryOfTrunk(groups, trunk, level) {
    /** @type {Map<number, Group[]>} */
    const rows = new Map();
    for (const group of groups) {
      // In a column each has a top of its own.
      const top = this.tops[group.number];
      rows.set(top, [...rows.get(top) ?? [], group]);
    }
    /** @type {Member[]} */
    const members = [];
    /** @type {Point[][]} */
    const shared = [];
    let y = level;
    for (const [top, row] of rows) {
      if (row.length === 1) {
        const start = this.leftOf(row[0]);
        [, y] = start;
        members.push({ inference: row[0].inference, stub: [start, [trunk, y]], way: [[trunk, level]] });
      } else {
        y = top - GRID_BAR;
        let right = trunk;
        for (const { inference, blocks } of row) {
          const start = this.topOf(blocks[0]);
          right = start.x;
          members.push({ inference, stub: [[right, start.y], [right, y]], way: [[trunk, y], [trunk, level]] });
        }
        shared.push([[right, y], [trunk, y]]);
      }
    }
    shared.push([[trunk, y], [trunk, level]]);
    return { low: trunk, high: trunk, y: level, members, shared, lanes: [] };
  }

  /**
   * Add the brackets of a group, and the lines of undercutters to them.
   * @param {Group} group
   */
  addBrackets({ blocks }) {
    /** @type {Path[]} */
    const bars = [];
    blocks.forEach((block, place) => {
      const { inference, boxes, host, rank, level, hasBracket } = block;
      const areas = boxes.map((box) => this.places[box].area);
      const [{ left, top }] = areas;
      if (hasBracket) {
        const y = top - BRACKET_HEIGHT;
        bars[place] = [[left, y], [areas[areas.length - 1].right, y]];
        /** @type {Path[]} */
        const legs = areas.map((area) => {
          const x = (area.left + area.right) / 2;
          return [[x, y], [x, area.top]];
        });
        this.brackets.push({ inference, bar: bars[place], legs });
      }
      if (host >= 0) {
        const { x, y } = this.topOf(block);
        const [end, bar] = bars[host][1];
        let path = roundCorners([[x, y], [x, bar], [end, bar]], LINE_CORNER);
        if (rank) {
          // It comes from above, left of the head of the one before it.
          path = along([x, y], bar - riseOver(level), [end - HEADS_APART * rank, bar]);
        } else if (hasBracket) {
          // Its own bar is on one level with that which it runs to.
          path = straight([left, bar], [end, bar]);
        }
        this.addLine(inference, path);
      }
    });
  }

  /**
   * @param {number} inference
   * @param {Path} path
   * @param {Path | null} [stub]
   */
  addLine(inference, path, stub = null) {
    this.lines.push({ inference, path, stub, hasTail: false, isAcross: false });
  }

  /**
   * Add lines, each whole, and their trunk if there are several.
   * @param {Member[]} members
   * @param {Point[][]} shared
   * @param {Path} up the last part of them all
   */
  addLines(members, shared, up) {
    const areSeveral = members.length > 1;
    for (const { inference, stub, way } of members) {
      const knots = distinct([...stub, ...way, up[0]]);
      const path = knots.length > 1 ? [...roundCorners(knots), ...up.slice(1)] : up;
      this.addLine(inference, path, areSeveral ? roundCorners(stub) : null);
    }
    if (areSeveral) {
      const paths = shared.map((knots) => roundCorners(knots));
      this.trunks.push({ inferences: members.map(({ inference }) => inference), paths: [...paths, up] });
    }
  }

  /**
   * Add the lines that end in the boxes of a group.
   * @param {Group} group
   */
  addLinesInto({ number, boxes }) {
    /** @type {Rise[]} */
    const rises = [];
    for (const box of boxes) {
      const { area, entries, hasAtRight } = this.places[box];
      if (hasAtRight) this.addLinesFromRight(area, this.tree.below[box]);
      else rises.push(...risesTo(entries, area));
    }
    // Those of which each bends over the next are a run.
    /** @type {Rise[]} */
    let run = [];
    for (const one of rises) {
      if (run.length && run[run.length - 1].high <= one.low - CORNER) {
        this.addLinesOfRun(run, this.bottoms[number]);
        run = [];
      }
      run.push(one);
    }
    this.addLinesOfRun(run, this.bottoms[number]);
  }

  /**
   * Add lines that come up to a row.
   * @param {Rise[]} run
   * @param {number} bottom that of the row
   */
  addLinesOfRun(run, bottom) {
    const high = bottom + BEND_TO;
    const low = bottom + BEND_FROM;
    const lowest = low - CORNER / 2;
    run.forEach(({ entry, start, end }, place) => {
      const [x] = start;
      const [endX] = end;
      let up = rise(start, low, high, end);
      if (run.length > 1 && Math.abs(x - endX) > CORNER / 2) {
        // Lines that bend over each other run on levels of their own. Those that go to the right
        // are the higher, the more left they begin.
        let share = place / (run.length - 1);
        if (x > endX) share = 1 - share;
        const y = high + share * (lowest - high);
        up = roundCorners([start, [x, y], [endX, y], end], CORNER / 2);
      }
      const { members, shared, lanes } = entry;
      if (lanes.length) up = [...roundCorners([...lanes, start]), ...up.slice(1)];
      this.addLines(members, shared, up);
    });
  }

  /**
   * Add the lines of groups that are in a column at the right of a box.
   * @param {Area} area
   * @param {Group[]} groups
   */
  addLinesFromRight({ top, right, bottom }, groups) {
    const middle = (top + bottom) / 2;
    const kinds = byKind(groups);
    kinds.forEach((ofKind, place) => {
      // Reasons have the upper half, if there are objections too.
      const high = place ? middle + TRUNK : top + SIDE_INSET;
      const low = place === kinds.length - 1 ? bottom - SIDE_INSET : middle - TRUNK;
      const starts = ofKind.map((group) => this.leftOf(group));
      const trunk = Math.min(...starts.map(([x]) => x)) - SIDE_TRUNK - SECOND_SIDE * place;
      const [, first] = starts[0];
      const [, last] = starts[starts.length - 1];
      const head = clamp(first, high, Math.max(low, high));
      /** @type {Member[]} */
      const members = ofKind.map(({ inference }, index) => (
        { inference, stub: [starts[index], [trunk, starts[index][1]]], way: [] }
      ));
      this.addLines(
        members,
        [[[trunk, Math.min(first, head)], [trunk, Math.max(last, head)]]],
        roundCorners([[trunk, head], [right + HEAD_ROOM, head]]),
      );
    });
  }

  /** Add the lines between main claims: over them or at their left, where they are one under the other. */
  addLinesBetweenMains() {
    const { across, over } = this.tree;
    const ends = across.map((line) => [this.places[line[1]].area, this.places[line[2]].area]);
    const areLevel = ends.every(([one, other]) => one.bottom >= other.top && other.bottom >= one.top);
    const paths = areLevel ? ends.map((_, place) => levelPath(ends[place], over.indexOf(place))) : pathsOutside(ends, over);
    across.forEach(([inference, , , hasTail], place) => {
      this.lines.push({ inference, path: paths[place], stub: null, hasTail, isAcross: true });
    });
  }
}

/**
 * Make boxes wider that have room for it, and wider still those with lines far apart.
 * @param {Place[]} places
 * @param {number} room
 */
function stretch(places, room) {
  let needed = 0;
  for (const { width } of places) needed += width;
  const factor = stretchFactor(room / needed);
  let missing = 0;
  let spare = room;
  const lacks = places.map((place) => {
    const { entries } = place;
    place.width *= factor;
    spare -= place.width;
    if (!entries.length) return 0;
    const lack = Math.max(entries[entries.length - 1].high - entries[0].low + STRAIGHT - place.width, 0);
    missing += lack;
    return lack;
  });
  places.forEach((place, index) => {
    if (lacks[index]) place.width += Math.min(Math.max(spare, 0) / missing, 1) * lacks[index];
  });
}

/**
 * Return the last parts of the ways to a box, from left to right, each with a port.
 * @param {Entry[]} entries
 * @param {Area} area
 * @returns {Rise[]}
 */
function risesTo(entries, { left, right, bottom }) {
  const inset = Math.min(PORT_INSET, (right - left) / 4);
  const pitch = Math.min(PORT_GAP, (right - left - 2 * inset) / Math.max(entries.length - 1, 1));
  const wishes = entries.map(({ low, high }) => ({ wish: (low + high) / 2, weight: 1, pitch }));
  const ports = settle(wishes, left + inset, right - inset);
  return entries.map((entry, place) => {
    const port = ports[place];
    const x = clamp(port, entry.low, entry.high);
    const xs = entry.shared.length ? [x, port, entry.low, entry.high] : [x, port];
    return {
      entry, start: [x, entry.y], end: [port, bottom + HEAD_ROOM], low: Math.min(...xs), high: Math.max(...xs),
    };
  });
}

/**
 * Return the path of a line from one main claim to another on its level: over those between them if
 * it has a rank, else to the neighbor.
 * @param {Area[]} ends
 * @param {number} rank
 */
function levelPath([source, target], rank) {
  const isToRight = source.left < target.left;
  const [left, right] = isToRight ? [source, target] : [target, source];
  const y = (Math.max(left.top, right.top) + Math.min(left.bottom, right.bottom)) / 2;
  let path = straight([left.right + HEAD_ROOM, y], [right.left - HEAD_ROOM, y]);
  if (rank >= 0) {
    const inset = Math.min(HEADS_APART * (rank + 1), (left.right - left.left) / 2, (right.right - right.left) / 2);
    path = along(
      [left.right - inset, left.top - HEAD_ROOM],
      Math.min(left.top, right.top) - FIRST_OVER - OVER_GAP * rank,
      [right.left + inset, right.top - HEAD_ROOM],
    );
  }
  return isToRight ? path : path.reverse();
}

/**
 * Return the paths of lines between main claims that are one under the other, at their left.
 * @param {Area[][]} ends
 * @param {number[]} over
 */
function pathsOutside(ends, over) {
  // 0 is next to the boxes, and higher lanes are further out.
  const lanes = ends.map((_, place) => over.indexOf(place) + 1);
  // From the top of a box: lines that go up, the innermost first, and lines that go down, the
  // outermost first. So lines that nest in one another do not cross.
  /** @type {Map<Area, {place: number, order: number}[]>} */
  const linesAt = new Map();
  ends.forEach((areas, place) => {
    const [upper, lower] = areas.toSorted((a, b) => a.top - b.top);
    linesAt.set(upper, [...linesAt.get(upper) ?? [], { place, order: ends.length - lanes[place] }]);
    linesAt.set(lower, [...linesAt.get(lower) ?? [], { place, order: lanes[place] - ends.length }]);
  });
  /** @type {Map<Area, number>[]} */
  const heights = ends.map(() => new Map());
  for (const [area, lines] of linesAt) {
    const { top, bottom } = area;
    const pitch = Math.max(PORT_GAP, (bottom - top) / (lines.length + 1));
    let y = (top + bottom - pitch * (lines.length - 1)) / 2;
    for (const { place } of lines.sort((a, b) => a.order - b.order)) {
      heights[place].set(area, y);
      y += pitch;
    }
  }
  const left = Math.min(...ends.flat().map((area) => area.left));
  return ends.map((areas, place) => {
    const x = left - 16 - 7 * lanes[place];
    /** @type {Point[]} */
    const [start, end] = areas.map((area) => [area.left - HEAD_ROOM, heights[place].get(area) ?? 0]);
    return roundCorners([start, [x, start[1]], [x, end[1]], end]);
  });
}

/**
 * Return the layout of what is visible for a room, on the first rung on which its text is large
 * enough.
 * @param {Tree} tree
 * @param {Room} room
 * @returns {Layout}
 */
function layOut(tree, room) {
  /** @type {{scale: number, shapes: Shapes, point: SizePoint}[]} */
  const choices = [];
  for (const rung of tree.boxes.length > MANY_BOXES ? [0] : [0, 1, 2]) {
    const shapes = new Shapes(tree, rung);
    for (const curve of shapes.ofMap()) {
      // Of sizes with text as large as it may be, that with the most room to spare is best.
      let [point] = curve;
      for (const other of curve) if (freeScale(room, other) > freeScale(room, point)) point = other;
      choices.push({ scale: Math.min(freeScale(room, point), room.most), shapes, point });
    }
  }
  const enough = Math.max(...choices.map(({ scale }) => scale)) * LARGE_ENOUGH;
  const { shapes, point } = choices.find(({ scale }) => scale >= enough) ?? choices[0];
  return new Placer(tree, shapes).layout(point, room);
}

/**
 * Return what is visible of a map: not the groups on folded claims, and only what bears on the
 * claim in focus, if there is one (else -1).
 * @param {any} picture that of the data
 * @param {Set<number>} folded
 * @param {number} focus
 * @returns {Tree}
 */
function visibleTree(picture, folded, focus) {
  const { kinds, across, over, rivals, most_across: mostAcross, is_stated_only: isStatedOnly } = picture;
  /**
   * @param {[number, number[], number?, number?, number?, number?, number?, number?][]} data
   * @returns {Group}
   */
  const groupOf = (data) => {
    const [[inference, [number], roomAbove = 0, , , , highest = 0]] = data;
    const blocks = data.map(([own, boxes, , host = -1, rank = 0, level = 0, , undercutters = 0]) => (
      { inference: own, boxes, host, rank, level, undercutters, hasBracket: boxes.length > 1 || undercutters > 0 }
    ));
    const zone = (blocks[0].hasBracket ? BRACKET_HEIGHT + riseOver(highest) : 0) + roomAbove;
    return { number, inference, kind: kinds[inference] ?? 0, blocks, boxes: blocks.flatMap(({ boxes }) => boxes), zone };
  };
  const root = picture.boxes.findIndex((/** @type {any} */ box) => box.claim === focus && !box.is_copy);
  const hasFocus = root >= 0;
  const mains = (hasFocus ? [[[-1, [root]]]] : picture.mains).map(groupOf);
  const loose = hasFocus ? [] : picture.loose.map(groupOf);
  /** @type {number[]} */
  const boxes = [];
  /** @type {Group[][]} */
  const below = [];
  const waiting = [...mains, ...loose];
  // The list grows while it is read.
  for (const group of waiting) {
    for (const box of group.boxes) {
      boxes.push(box);
      below[box] = folded.has(picture.boxes[box].claim) ? [] : picture.below[box].map(groupOf);
      for (const each of below[box]) waiting.push(each);
    }
  }
  return {
    boxes: boxes.sort((a, b) => a - b),
    sizes: picture.boxes.map((/** @type {any} */ box) => box.sizes),
    mains, loose, below, kinds, isStatedOnly,
    across: hasFocus ? [] : across, over: hasFocus ? [] : over,
    rivals: hasFocus ? 0 : rivals, mostAcross,
  };
}
