/**
 * @file Words on the lines of a map: argmap/diagrams/line_words.py, with which it agrees to the last bit of every number.
 */

/**
 * What is said at the head of a line, or (with a relation of 4) between linked premises; and whether its line goes on at
 * both sides of it.
 * @typedef {{text: string, relation: number, area: Area, inferences: number[], isInLine: boolean}} LineWord
 *
 * A head; the numbers of the first two properties are those of RELATIONS and of inferences.
 * @typedef {{relation: number, inferences: number[], path: Path, texts: [string, number][], isLevel: boolean}} WordHead
 *
 * The map and what it says: by relation, words with their widths, the longest first.
 * @typedef {{boxes: any[], claims: any[], inferences: any[], words: [string, number][][], isRtl: boolean}} Sayings
 */

const WORD_HEIGHT = 8;

/** From lines to words; then heads, lines and signs, and how much room they have. */
const BESIDE = 2.2;
const HEAD_LENGTH = 8;
const HALF_HEAD = 5;
const HALF_LINE = 1.2;
const SIGN_ROOM = 4.6;

/** From one word to the same word at another line. */
const WORDS_APART = 6;

/** @param {Area} area @param {number} by @returns {Area} */
function grow({left, top, right, bottom}, by, down = by) {
  return {left: left - by, top: top - down, right: right + by, bottom: bottom + down};
}

/** The area of a word in the middle of which a point is. @param {number} x @param {number} y @param {number} wide */
function around(x, y, wide) {
  return grow({left: x, top: y, right: x, bottom: y}, wide / 2, WORD_HEIGHT / 2);
}

/** How far areas are apart, across or down; less than 0 where they overlap. @param {Area} one @param {Area} other */
function gapOf(one, other) {
  const across = Math.max(one.left, other.left) - Math.min(one.right, other.right);
  return Math.max(across, Math.max(one.top, other.top) - Math.min(one.bottom, other.bottom));
}

/** @param {Point} here @param {Point} there */
function isUpright(here, there) {
  return Math.abs(here[0] - there[0]) <= Math.abs(here[1] - there[1]);
}

/** The tip of the head at the end of a line, and the middle of its base. @param {Path} path @returns {[Point, Point]} */
function headOf(path) {
  const [x, y] = lastOf(path);
  const [beforeX, beforeY] = path.findLast(([otherX, otherY]) => otherX !== x || otherY !== y) ?? [x, y];
  const share = Math.min(HEAD_LENGTH / Math.hypot(beforeX - x, beforeY - y), 0.95);
  return [[x, y], [x + (beforeX - x) * share, y + (beforeY - y) * share]];
}

/** The ends of the pieces of a path, and whether they are upright or level. @param {Path} path */
function piecesOfPath(path) {
  /** @type {[Point, Point, boolean][]} */
  const pieces = [];
  for (let first = 0; first < path.length - 1; first += 3) {
    const [start, handle, other, end] = path.slice(first, first + 4);
    const ends = String(start) === String(handle) && String(other) === String(end);
    const isStraight = ends && (start[0] === end[0] || start[1] === end[1]);
    if (String(start) !== String(end)) pieces.push([start, end, isStraight]);
  }
  return pieces;
}

/**
 * The places at both sides of a point on a line that has this direction.
 * @param {Point} middle @param {Point} here @param {Point} there @param {number} wide @param {number} aside
 */
function sides([x, y], here, there, wide, aside) {
  if (isUpright(here, there)) return [around(x + aside + wide / 2, y, wide), around(x - aside - wide / 2, y, wide)];
  return [around(x, y - aside - WORD_HEIGHT / 2, wide), around(x, y + aside + WORD_HEIGHT / 2, wide)];
}

/** The places for a word at a head, each with whether it is in the line, the best first. @param {WordHead} head @param {number} wide */
function* placesOfWord({path, isLevel}, wide) {
  const pieces = piecesOfPath(path);
  const [tip, base] = headOf(path);
  const share = (isUpright(tip, base) ? WORD_HEIGHT : wide) / 2 / Math.hypot(base[0] - tip[0], base[1] - tip[1]);
  const atHead = sides(
    [tip[0] + (base[0] - tip[0]) * share, tip[1] + (base[1] - tip[1]) * share], tip, base, wide, HALF_HEAD + BESIDE,
  );
  /** @type {Area[]} */
  const along = [];
  let wanted = HEAD_LENGTH + WORD_HEIGHT / 2;
  let passed = 0;
  for (const [there, here, isStraight] of pieces.toReversed()) {
    const [across, down] = [there[0] - here[0], there[1] - here[1]];
    const length = Math.abs(across) + Math.abs(down);
    for (; wanted <= Math.min(passed + length, 200); wanted += 3) {
      const part = (wanted - passed) / length;
      const middle = /** @type {Point} */ ([here[0] + across * part, here[1] + down * part]);
      if (isStraight) along.push(...sides(middle, here, there, wide, HALF_LINE + BESIDE));
    }
    passed += length;
  }
  /** @type {[number, Area][]} */
  const inLine = [];
  const atTurns = [];
  for (const [here, there, isStraight] of pieces) {
    const [[x, y], [endX, endY]] = [here, there];
    const length = Math.abs(x - endX) + Math.abs(y - endY);
    if (isStraight && length >= (isUpright(here, there) ? WORD_HEIGHT : wide) + 18) {
      inLine.push([length, around((x + endX) / 2, (y + endY) / 2, wide)]);
    }
    const way = (x > endX ? 1 : -1) * (HALF_LINE + BESIDE + wide / 2);
    if (!isStraight) atTurns.push(around(x + way, endY, wide), around(endX - way, y, wide));
  }
  const gaps = inLine.sort(([one], [other]) => other - one).map(([, area]) => area);
  if (!isLevel) yield* [...atHead, ...along].map(area => ({area, isInLine: false}));
  yield* gaps.map(area => ({area, isInLine: true}));
  if (isLevel) yield* [...along, ...atHead, ...atTurns].map(area => ({area, isInLine: false}));
}

/** Return the heads of a layout, and what each may say: what is longest and rarest first. @param {Layout} layout @param {Sayings} sayings */
function wordHeads({boxes, lines, trunks}, {claims, inferences, words}) {
  const relations = inferences.map(({kind, weighing}) => (weighing ? 3 : kind));
  /** @type {Map<string, Set<number>>} */
  const at = new Map();
  inferences.forEach(({kind, target}, i) => {
    const key = `${kind === 2} ${target}`;
    at.set(key, (at.get(key) ?? new Set()).add(relations[i]));
  });
  /** @param {number} claim */
  const isMain = claim => claims[claim].is_main;
  /** @param {number[]} numbers @param {Path} path @returns {WordHead} */
  const headAt = (numbers, path) => {
    const {kind, target, premises} = inferences[numbers[0]];
    const relation = relations[numbers[0]];
    const isAtMain = kind < 2 && isMain(target);
    const isClear = boxes.size >= 40 && !relation && !isAtMain && (at.get(`false ${target}`)?.size ?? 0) < 2;
    const isSilent = isClear || isAtMain && premises.every(isMain);
    return {relation, inferences: numbers, path, texts: isSilent ? [] : words[relation], isLevel: relation > 1};
  };
  const heads = trunks.map(trunk => headAt(trunk.inferences, lastOf(trunk.paths)));
  for (const {inference, path, stub, isAcross} of lines) {
    const head = headAt([inference], path);
    if (!stub) heads.push({...head, isLevel: head.isLevel || isAcross});
  }
  const order = [3, 2, 0, 1];
  return heads.sort((one, other) => order[one.relation] - order[other.relation] || one.inferences[0] - other.inferences[0]);
}

/** Return the words on the lines of a layout. @param {Layout} layout @param {Sayings} sayings @returns {LineWord[]} */
function wordsOn(layout, sayings) {
  const {boxes, brackets, lines, trunks, width, height} = layout;
  const {words, isRtl} = sayings;
  const heads = wordHeads(layout, sayings);
  const owners = new Map(heads.flatMap(({inferences}, head) => inferences.map(inference => [inference, head])));
  /** What is in the way: each with the head that it belongs to, or -1, and the word that it is. @type {[Area, number, string][]} */
  const obstacles = [];
  /** @param {Area} area */
  const add = (area, owner = -1, word = "") => obstacles.push([area, owner, word]);
  /** @param {Path} path @param {number | undefined} owner */
  const addPath = (path, owner) => {
    for (let first = 0; first < path.length - 1; first += 3) {
      add(grow(hullOf(path.slice(first, first + 4)), HALF_LINE), owner);
    }
  };
  heads.forEach(({path}, head) => {
    const ends = headOf(path);
    add(isUpright(...ends) ? grow(hullOf(ends), HALF_HEAD, 0) : grow(hullOf(ends), 0, HALF_HEAD), head);
  });
  for (const [box, area] of boxes) {
    const {left, top, right, bottom} = area;
    const {tag = "", signs = [], is_copy: isCopy} = sayings.boxes[box];
    const edge = isRtl ? left : right;
    add(grow(area, 1.6));
    add(grow({left: edge, top, right: edge, bottom: top}, 6.2));
    const hasWarrant = signs.includes("warrant");
    if (signs.length > Number(hasWarrant)) add(grow({left: edge, top: bottom - 12, right: edge, bottom: bottom - 3}, SIGN_ROOM));
    let wide = tag.length * 4 + (hasWarrant ? 3 * SIGN_ROOM : 0);
    if (wide) {
      wide += 6;
      const start = isRtl ? right - wide : left;
      const y = isCopy ? bottom : top;
      add({left: start, top: y - SIGN_ROOM, right: start + wide, bottom: y + SIGN_ROOM});
    }
  }
  for (const {inference, path} of lines) addPath(path, owners.get(inference));
  for (const {inferences: [inference], paths} of trunks) for (const path of paths) addPath(path, owners.get(inference));
  for (const {inference, bar, legs} of brackets) {
    for (const piece of [bar, ...legs]) add(grow(hullOf(piece), HALF_LINE), owners.get(inference));
  }
  /** @type {LineWord[]} */
  const said = [];
  /** @param {LineWord} word */
  const put = word => {
    said.push(word);
    add(word.area, -1, word.text);
  };
  heads.forEach(({relation, inferences, path, texts}, own) => {
    const reach = grow(hullOf(path), (texts[0]?.[1] ?? 0) + 2 * WORDS_APART, WORD_HEIGHT + 2 * WORDS_APART);
    const near = texts.length ? obstacles.filter(([area]) => gapOf(area, reach) < 0) : [];
    /** @param {Area} area @param {string} text @param {boolean} isInLine */
    const isFree = (area, text, isInLine) => {
      const {left, top, right, bottom} = area;
      if (left < -2 || top < -2 || right > width + 2 || bottom > height + 2) return false;
      let [nearest, nearestOther] = [WORDS_APART, Infinity];
      for (const [other, owner, word] of near) {
        const gap = gapOf(area, other);
        if (gap >= WORDS_APART) continue;
        const isOwn = owner === own;
        if (!isInLine && word === text || gap < 0.6 && !(isOwn && isInLine)) return false;
        if (isOwn) nearest = Math.min(nearest, Math.max(gap, 0));
        else if (owner >= 0 && heads[owner].relation !== relation) nearestOther = Math.min(nearestOther, Math.max(gap, 0));
      }
      return isInLine || nearest + 0.7 <= nearestOther;
    };
    for (const [text, wide] of texts) {
      for (const {area, isInLine} of placesOfWord(heads[own], wide)) {
        if (isFree(area, text, isInLine)) {
          put({text, relation, area, inferences, isInLine});
          return;
        }
      }
    }
  });
  const saying = new Set(said.flatMap(({inferences}) => inferences));
  for (const {inference, legs} of words[4].length ?  brackets.toSorted((one, other) => one.inference - other.inference) : []) {
    const [[text, wide]] = words[4];
    if (boxes.size >= 40 && !saying.has(inference)) continue;
    for (let leg = 1; leg < legs.length; leg++) {
      const [[[x, bar], [, top]], [[end]]] = [legs[leg - 1], legs[leg]];
      const area = around((x + end) / 2, (bar + top) / 2, wide);
      const inner = grow(area, -1.5);
      const isTaken = obstacles.some(([other]) => gapOf(inner, other) < 0);
      if (Math.abs(end - x) >= wide + 2 * BESIDE && !isTaken) put({text, relation: 4, area, inferences: [inference], isInLine: false});
    }
  }
  return said;
}
