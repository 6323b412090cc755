// The map as elements of SVG: boxes with text and signs, steps with brackets and lines. It looks like the pictures that
// argmap writes to files (see painter.py and svg_shapes.py), which the lengths in points are from.

/**
 * @typedef {Area & {size: number}} BoxPlace with the index of one of its sizes
 * @typedef {object} BoxState what becomes of a claim, and how its box is shown
 * @property {string} sign in the corner, "" for none
 * @property {string} verdict
 * @property {boolean} isBrief whether only a name or a number is large enough to read
 * @property {number} hidden how many boxes are folded away below it
 */

/** The text of a claim, and from one line of it to the next. */
const SIZE = 12;
const PITCH = 1.1 * SIZE;

/** Rows of a strip, the room around its line, and between marks in a row. */
const STRIP_PITCH = 9.6;
const STRIP_GAP = 3.4;
const STRIP_SIZE = 8.5;
const MARK_GAP = 9;
const TAG_SIZE = 8;
const TAG_INSET = 6;

/** How far the corners of boxes deviate from square ones, and at most in heights. @type {Record<string, Point>} */
const INSETS = {square: [0, 0], round: [9, 1 / 3], cut: [6, 1 / 3], leaf: [12, 1 / 2], slanted: [5, 1 / 2]};

const TONES = ["plain", "quiet", "alarm"];

/** Of a name that is broken into lines to be as large as its box allows. */
const MOST_BRIEF_LINES = 4;

/**
 * Add an element.
 * @param {Element} parent
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @returns {any}
 */
function draw(parent, name, attributes = {}, text = "") {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, String(value));
  drawn.textContent = text;
  parent.append(drawn);
  return drawn;
}

/** Whether a text runs from right to left, as its first letter says. @param {string} text */
function runsRightToLeft(text) {
  const letter = /\p{L}/u.exec(text);
  return letter ? /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(letter[0]) : IS_RTL;
}

/** How wide a text is that was not measured. @param {string} text @param {number} size */
function widthAbout(text, size) {
  return size * [...text].reduce((sum, letter) => sum + (/[ .,:;]/.test(letter) ? 0.278 : 0.556), 0);
}

/**
 * Add the lines of a text; a length of 0 is not known.
 * @param {Element} parent
 * @param {[string, number][]} lines each with its length in tenths of points
 * @param {number} x @param {number} y of the first baseline
 */
function paintText(parent, lines, x, y, className = "", pitch = PITCH) {
  const isRtl = runsRightToLeft(lines.map(([line]) => line).join(""));
  for (const [line, length] of lines) {
    const isolated = isRtl ? `\u2067${line}\u2069` : line;
    const text = draw(parent, "text", {class: className, x, y}, isolated);
    if (length) text.setAttribute("textLength", length / 10);
    y += pitch;
  }
}

// --- boxes ---

/** The outline of a box. @param {Area} area @param {string} contour */
function contourOf({left, top, right, bottom}, contour) {
  const [most, share] = INSETS[contour];
  const inset = Math.min(most, (bottom - top) * share);
  const [near, far, upper, lower] = [left + inset, right - inset, top + inset, bottom - inset];
  if (contour === "slanted") return `M${near},${top}H${right}L${far},${bottom}H${left}Z`;
  if (contour === "leaf") {
    return `M${near},${top}H${right}V${lower}Q${right},${bottom} ${far},${bottom}H${left}V${upper}Q${left},${top} ${near},${top}Z`;
  }
  // From one end of a corner to the other.
  const to = contour === "round" ? `A${inset},${inset} 0 0 1 ` : "L";
  const ends = `${to}${right},${upper}V${lower}${to}${far},${bottom}H${near}${to}${left},${lower}V${upper}${to}${near},${top}Z`;
  return `M${near},${top}H${far}${ends}`;
}

/**
 * The lines of a box in one of its sizes.
 * @param {string} text
 * @param {(number | string)[]} size width, height, strip, and for each line its end, or itself, and its length
 * @returns {[string, number][]}
 */
function linesOf(text, size) {
  /** @type {[string, number][]} */
  const lines = [];
  let from = 0;
  for (let place = 3; place < size.length; place += 2) {
    const end = size[place];
    const length = Number(size[place + 1]);
    if (typeof end === "string") {
      lines.push([end, length]);
    } else {
      const to = Math.abs(end);
      lines.push([text.slice(from, to).trimStart() + (end < 0 ? "-" : ""), length]);
      from = to;
    }
  }
  return lines;
}

/**
 * Fill the group of a box.
 * @param {SVGGElement} group
 * @param {number} number
 * @param {BoxPlace} area
 * @param {BoxState} state
 */
function paintBox(group, number, area, {sign, verdict, isBrief, hidden}) {
  const box = BOXES[number];
  const claim = CLAIMS[box.claim];
  const look = DATA.picture.looks[claim.side];
  const {left, top, right, bottom} = area;
  const middle = (left + right) / 2;
  group.replaceChildren();
  group.setAttribute("class", `claim side-${claim.side}`);
  group.dataset.box = String(number);
  group.dataset.claim = String(box.claim);
  const classes = {main: claim.is_main && !box.is_copy, implicit: claim.implicit, copy: Boolean(box.is_copy), [verdict]: true};
  for (const [name, has] of Object.entries(classes)) if (has && name) group.classList.add(name);
  draw(group, "title", {}, claim.text);
  const contour = contourOf(area, look.contour);
  draw(group, "path", {class: "outline", d: contour, fill: look.fill, stroke: look.line});
  if (verdict === "contested") draw(group, "path", {d: contour, fill: `url(#hatch-${look.contour})`});
  if (isBrief) paintBrief(group, claim, area);
  else paintContent(group, number, area);
  // Where a map is mirrored, so are the places of signs.
  if (sign) draw(group, "use", {class: `sign ${sign}`, href: `#sign-${sign}`, x: IS_RTL ? left + 1 : right - 1, y: top});
  if (hidden) {
    const more = draw(group, "g", {class: "more", transform: `translate(${middle} ${bottom})`});
    draw(more, "rect", {x: -13, width: 26, height: 13, rx: 6});
    draw(more, "text", {y: 9.9}, `+${hidden}`);
  }
}

/** Add the text of a box, its strip, its tag and its small signs. @param {SVGGElement} group @param {number} number @param {BoxPlace} area */
function paintContent(group, number, area) {
  const box = BOXES[number];
  const claim = CLAIMS[box.claim];
  const look = DATA.picture.looks[claim.side];
  const {left, top, right, bottom} = area;
  const size = box.sizes[area.size];
  const rows = box.strips?.[Number(size[2])] ?? [];
  const stripTop = rows.length ? bottom - rows.length * STRIP_PITCH - STRIP_GAP : bottom;
  const middle = (left + right) / 2;
  const lines = linesOf(box.text ?? claim.text, size);
  // What the text leaves free is above it and below it, in equal parts.
  const free = stripTop - top - PITCH * (lines.length - 1);
  paintText(group, lines, middle, top + free / 2 + 0.35 * SIZE);
  if (rows.length) {
    const slant = look.contour === "slanted" ? Math.min(INSETS.slanted[0], (bottom - top) / 2) / (bottom - top) : 0;
    const from = left + slant * (bottom - stripTop);
    draw(group, "path", {class: "strip", d: `M${from},${stripTop}H${right - slant * (stripTop - top)}`, stroke: look.line});
  }
  rows.forEach((row, place) => {
    const widths = row.map(([text, length]) => length / 10 || widthAbout(text, STRIP_SIZE));
    let x = middle - (widths.reduce((sum, width) => sum + width) + MARK_GAP * (row.length - 1)) / 2;
    for (const mark of IS_RTL ? [...row.keys()].reverse() : row.keys()) {
      const [text, length, tone] = row[mark];
      const y = stripTop + place * STRIP_PITCH + 8.8;
      paintText(group, [[text, length]], x + widths[mark] / 2, y, `mark ${TONES[tone]}`);
      x += widths[mark] + MARK_GAP;
    }
  });
  // Where a map is mirrored, so are the places of tags and signs.
  /** @param {number} x */
  const across = x => (IS_RTL ? left + right - x : x);
  let end = left + TAG_INSET;
  if (box.tag) {
    const width = widthAbout(box.tag, TAG_SIZE);
    const start = Math.min(across(end), across(end + width));
    // Brackets have their feet above, and a copy has nothing below.
    const y = box.is_copy ? bottom : top;
    draw(group, "rect", {class: "ground", x: start - 1.5, y: y - 3.5, width: width + 3, height: 7, rx: 2, fill: look.fill});
    paintText(group, [[box.tag, 0]], start + width / 2, y + 2.6, "tag");
    end += width + 1.5;
  }
  for (const sign of box.signs ?? []) {
    if (sign === "warrant") {
      const arrow = draw(group, "g", {class: sign, transform: `translate(${across(end + 4)} ${top})`});
      draw(arrow, "rect", {class: "ground", x: -4.4, y: -4.4, width: 8.8, height: 8.8, rx: 2, fill: look.fill});
      draw(arrow, "path", {d: "M-3.4-1.2H1.9M-3.4 1.2H1.9M.2-2.9 3.4 0 .2 2.9"});
    } else {
      const inset = look.contour === "slanted" ? 3.8 : 0;
      draw(group, "circle", {class: sign, cx: across(right - inset), cy: bottom - 7.5, r: 2.7});
    }
  }
}

/** Add the name of a claim, or else its number, as large as its box allows. @param {SVGGElement} group @param {Claim} claim @param {Area} area */
function paintBrief(group, claim, {left, top, right, bottom}) {
  const name = inLargestLines(claim.name, right - left, bottom - top);
  const isLarge = !claim.number || name.size > 1.5 * SIZE;
  const {lines, size} = isLarge ? name : inLargestLines(claim.number, right - left, bottom - top);
  const pitch = 1.1 * size;
  const y = (top + bottom - pitch * (lines.length - 1)) / 2 + 0.35 * size;
  const brief = draw(group, "g", {class: "brief", "font-size": size});
  paintText(brief, lines.map(line => [line, 0]), (left + right) / 2, y, "", pitch);
}

/** Break a text into lines so that it is as large as can be. @param {string} text @param {number} width @param {number} height */
function inLargestLines(text, width, height) {
  // Letters are about so wide; nothing is measured.
  const em = /[\u2e80-\u9fff\uac00-\ud7af]/.test(text) ? 1 : 0.58;
  let best = {lines: [text], size: 0};
  for (let most = 1; most <= MOST_BRIEF_LINES; most++) {
    const lines = [""];
    for (const word of text.split(" ")) {
      const line = `${lines.at(-1)} ${word}`.trim();
      if (lines.length < most && line.length > 1.1 * text.length / most) lines.push(word);
      else lines[lines.length - 1] = line;
    }
    const longest = Math.max(...lines.map(line => line.length));
    const size = Math.min((width - 6) / em / longest, (height - 3) / 1.1 / lines.length);
    if (size > best.size) best = {lines, size};
  }
  return best;
}

// --- steps ---

const RELATIONS = ["support", "rebuttal", "undercutter", "weighing"];
const WIDTHS = [1.5, 1.8, 2.4, 2.4];

/**
 * Heads: their length, half their width, and how far each corner is behind the tip, in lengths, and aside, in half
 * widths. An arrow, a bar, a diamond, and a weight, broad where it stands.
 * @type {[number, number, Point[]][]}
 */
const HEADS = [
  [7.5, 3.7, [[0, 0], [1, 1], [1, -1]]],
  [2.6, 5, [[0, 1], [0, -1], [1, -1], [1, 1]]],
  [10, 4, [[0, 0], [0.5, 1], [1, 0], [0.5, -1]]],
  [7.5, 4.8, [[0, 1], [0, -1], [1, -0.6], [1, 0.6]]],
];

/** What is drawn for something that has no source is thinner and hollow. */
const IMPLICIT_THINNER = 0.75;
const HOLLOW_BAR = 4;
const CROSS_ARM = 3.4;
const RING_RADIUS = 3;
/** The signs of lines that end in a trunk are smaller, since there is little room. */
const STUB_SIGN = 0.72;

/** @typedef {{relation: number, isImplicit: boolean}} LineStyle */

/** Whether what a step says of its target holds. @param {string} ending */
function hasEffect(ending) {
  return ending === "head" || ending === "half";
}

/** @param {Point[]} path @returns {string} */
function curveOf([start, ...points]) {
  let written = `M${start}`;
  for (let place = 0; place < points.length; place += 3) written += `C${points.slice(place, place + 3).join(" ")}`;
  return written;
}

/** @param {Element} group @param {LineStyle} style @param {Point[][]} paths @param {string} className */
function paintShaft(group, {relation, isImplicit}, paths, className, factor = 1) {
  const width = WIDTHS[relation] * factor * (isImplicit ? IMPLICIT_THINNER : 1);
  return draw(group, "path", {class: `shaft ${className}`, d: paths.map(curveOf).join(""), "stroke-width": width});
}

/**
 * Add what a line ends in, from its tip to where the line stops.
 * @param {Element} group
 * @param {LineStyle} style
 * @param {string} ending
 * @param {Point} tip
 * @param {Point} base
 */
function paintEnding(group, {relation, isImplicit}, ending, [x, y], [baseX, baseY], share = 1) {
  const fallen = hasEffect(ending) ? "" : " fallen";
  if (ending === "cross") {
    const arm = CROSS_ARM * share;
    const [left, top, size] = [baseX - arm, baseY - arm, 2 * arm];
    draw(group, "path", {class: "cross fallen", d: `M${left},${top}l${size},${size}m0,${-size}l${-size},${size}`});
  } else if (ending === "ring") {
    draw(group, "circle", {class: "hollow fallen", cx: (x + baseX) / 2, cy: (y + baseY) / 2, r: RING_RADIUS * share});
  } else {
    const [, halfWidth, corners] = HEADS[relation];
    const length = Math.hypot(x - baseX, y - baseY);
    const [ahead, down] = [(x - baseX) / length, (y - baseY) / length];
    /** @param {string} className @param {number} low @returns {void} */
    const paint = (className, low) => {
      const places = corners.map(([lengths, halves]) => {
        const back = length * lengths;
        const aside = halfWidth * Math.max(halves, low);
        return `${x - ahead * back - down * aside},${y - down * back + ahead * aside}`;
      });
      draw(group, "path", {class: className + fallen, d: `M${places.join("L")}Z`});
    };
    paint(isImplicit || ending === "half" ? "hollow" : "head", -1);
    if (ending === "half") paint("head", 0);
  }
}

/**
 * Add a line with its ends, and what else is drawn like it. If only one of two that answer each other has an effect,
 * the line is its alone.
 * @param {Element} group
 * @param {LineStyle} style
 * @param {Point[][]} paths the last of which has the ends
 * @param {string} ending
 * @param {string} tail what it begins in; "" is nothing
 */
function paintLine(group, style, paths, ending, tail) {
  const isOneSided = tail !== "" && hasEffect(ending) !== hasEffect(tail);
  const ends = isOneSided ? [hasEffect(ending) && ending, hasEffect(tail) && tail] : [ending, tail];
  let path = paths[paths.length - 1];
  const last = path;
  for (const end of ends) {
    if (end) path = withoutEnd(path, lengthOf(style, end));
    path = path.toReversed();
  }
  paintShaft(group, style, [...paths.slice(0, -1), path], isOneSided || hasEffect(ending) ? "" : "fallen");
  if (ends[0]) paintEnding(group, style, ends[0], last[last.length - 1], path[path.length - 1]);
  if (ends[1]) paintEnding(group, style, ends[1], last[0], path[0]);
}

/** How long what a line ends in is. @param {LineStyle} style @param {string} ending */
function lengthOf({relation, isImplicit}, ending) {
  if (ending === "cross") return CROSS_ARM + 0.8;
  if (ending === "ring") return 2 * RING_RADIUS;
  return relation === REBUTTAL && isImplicit ? HOLLOW_BAR : HEADS[relation][0];
}

/** A path without a bit of its end, where it is straight. @param {Point[]} path @param {number} length @returns {Point[]} */
function withoutEnd(path, length) {
  const [x, y] = path[path.length - 1];
  const [beforeX, beforeY] = path.findLast(([otherX, otherY]) => otherX !== x || otherY !== y) ?? [x, y];
  const share = Math.min(length / Math.hypot(beforeX - x, beforeY - y), 0.95);
  /** @type {Point} */
  const end = [x + (beforeX - x) * share, y + (beforeY - y) * share];
  return [...path.slice(0, -2), end, end];
}

/** How several inferences are drawn whose lines are one, or one of them. @param {number[]} inferences @returns {LineStyle} */
function styleOf(inferences) {
  const {kind, weighing} = INFERENCES[inferences[0]];
  return {relation: weighing ? 3 : kind, isImplicit: inferences.every(i => INFERENCES[i].implicit)};
}

/**
 * Fill the group of an inference: bracket, lines and stubs.
 * @param {SVGGElement} group
 * @param {number} number
 * @param {Bracket[]} brackets
 * @param {Line[]} lines
 * @param {string} ending @param {string} tail of lines with two heads
 */
function paintInference(group, number, brackets, lines, ending, tail) {
  const style = styleOf([number]);
  const {premises, target, kind} = INFERENCES[number];
  const fallen = hasEffect(ending) ? "" : " fallen";
  group.replaceChildren();
  group.setAttribute("class", `step ${RELATIONS[style.relation]}`);
  group.dataset.step = String(number);
  const texts = [premises, kind === UNDERCUTTER ? INFERENCES[target].premises : [target]].map(claims => {
    return claims.map(claim => CLAIMS[claim].text).join(" + ");
  });
  draw(group, "title", {}, texts.join(" → "));
  for (const {bar, legs} of brackets) {
    draw(group, "path", {class: `bracket${fallen}`, d: [bar, ...legs].map(([start, end]) => `M${start}L${end}`).join("")});
  }
  for (const {path, stub, hasTail} of lines) {
    if (!stub) {
      paintLine(group, style, [path], ending, hasTail ? tail : "");
      continue;
    }
    const shaft = paintShaft(group, style, [stub], fallen, style.isImplicit ? 3 : 1);
    if (style.isImplicit) paintShaft(group, style, [stub], "inside", 1.3);
    if (fallen) {
      // Its trunk may have a head all the same.
      const {x, y} = shaft.getPointAtLength(STUB_SIGN * CROSS_ARM + 0.9);
      paintEnding(group, style, ending, [x, y], [x, y], STUB_SIGN);
    }
  }
}

/** What a trunk ends in: a head if one of its lines has one, and a cross if all fall. @param {string[]} endings of its lines */
function endingOfTrunk(endings) {
  return endings.some(hasEffect) ? "head" : endings.includes("ring") ? "ring" : "cross";
}

/** Fill the group of what several inferences share of their lines. @param {SVGGElement} group @param {Trunk} trunk @param {string} ending */
function paintTrunk(group, {inferences, paths}, ending) {
  const style = styleOf(inferences);
  group.replaceChildren();
  group.setAttribute("class", `trunk ${RELATIONS[style.relation]}`);
  paintLine(group, style, paths, ending, "");
}

/** @param {SVGGElement} group @param {Area} area @param {string} className */
function paintField(group, {left, top, right, bottom}, className = "field") {
  draw(group, "rect", {class: className, x: left, y: top, width: right - left, height: bottom - top, rx: 4});
}

/** Fill the group of a frame with a heading. @param {SVGGElement} group @param {Area} area @param {string} heading */
function paintFrame(group, area, heading) {
  paintField(group, area, "frame");
  const half = widthAbout(heading, 9) / 2 + 4;
  paintText(group, [[heading, 0]], IS_RTL ? area.right - half : area.left + half, area.top + 8.6, "heading");
}

/** A layout for those who begin at the right. @param {Layout} layout @returns {Layout} */
function mirror(layout) {
  const {width} = layout;
  /** @param {Point[]} points @returns {Point[]} */
  const path = points => points.map(([x, y]) => [width - x, y]);
  /** @template {Area} T @param {T} sides @returns {T} */
  const area = sides => ({...sides, left: width - sides.right, right: width - sides.left});
  return {
    ...layout,
    boxes: new Map([...layout.boxes].map(([number, place]) => [number, area(place)])),
    brackets: layout.brackets.map(bracket => ({...bracket, bar: path(bracket.bar), legs: bracket.legs.map(path)})),
    lines: layout.lines.map(line => ({...line, path: path(line.path), stub: line.stub && path(line.stub)})),
    trunks: layout.trunks.map(trunk => ({...trunk, paths: trunk.paths.map(path)})),
    fields: layout.fields.map(area),
  };
}
