// The map as elements of SVG: boxes with text and signs, steps with brackets and lines. It looks as painter.py and
// svg_shapes.py make it, whose lengths in points these are; colors and widths are in picture.css.

/** @typedef {Area & {size: number}} BoxPlace with the place of one of its sizes */
/** @typedef {{relation: number, isImplicit: boolean}} LineStyle */

/** The text of a claim, and from one line of it to the next. */
const SIZE = 12;
const PITCH = 13.2;

/** How far the corners of boxes deviate from square ones, and at most in heights. @type {Record<string, [number, number]>} */
const INSETS = {square: [0, 0], round: [9, 1 / 3], cut: [6, 1 / 3], leaf: [12, 1 / 2], slanted: [5, 1 / 2]};

const RELATIONS = ["support", "rebuttal", "undercutter", "weighing"];
const WIDTHS = [1.5, 1.8, 2.4, 2.4];

/**
 * What lines end in, from the tip to the left: how long it is, its outline, and that of its half. By relation an arrow, a
 * bar, a diamond, and a weight; a hollow bar is so long that one sees the paper in it.
 * @type {Record<string, any[]>}
 */
const ENDS = {
  support: [7.5, "M0,0L-7.5,3.7V-3.7Z"],
  rebuttal: [2.6, "M0,5V-5H-2.6V5Z"],
  undercutter: [10, "M0,0L-5,4-10,0-5,-4Z", "M0,0L-5,4-10,0Z"],
  weighing: [7.5, "M0,4.8V-4.8L-7.5,-2.9V2.9Z", "M0,4.8V0H-7.5V2.9Z"],
  bar: [4, "M0,5V-5H-4V5Z"],
  cross: [4.2, "M-7.6-3.4-.8,3.4M-7.6,3.4-.8-3.4"],
  ring: [6, "M-6,0a3,3 0 1 0 6,0 3,3 0 1 0-6,0"],
};

/** What becomes of claims and of inferences: a sign and a verdict; an ending, and that of its answer. */
let signs = [{sign: "", verdict: ""}];
let endings = [{ending: "head", tail: "head"}];
withEachMap(() => {
  signs = CLAIMS.map(() => ({sign: "", verdict: ""}));
  endings = INFERENCES.map(() => ({ending: "head", tail: "head"}));
});

/**
 * Add an element.
 * @param {Element} parent
 * @param {string} name
 * @param {Record<string, any>} attributes
 * @returns {any}
 */
function draw(parent, name, attributes = {}, text = "") {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, value);
  drawn.textContent = text;
  parent.append(drawn);
  return drawn;
}

/**
 * Add the lines of a text, whose first letter says whether it runs from right to left. A length of 0 is not known.
 * @param {Element} parent
 * @param {[string, number][]} lines each with its length in tenths of points
 * @param {number} x @param {number} y of the first baseline
 */
function paintText(parent, lines, x, y, look = {}, pitch = PITCH) {
  const letter = /\p{L}/u.exec(lines.join(""))?.[0];
  const isRtl = letter ? /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(letter) : IS_RTL;
  for (const [line, length] of lines) {
    const measured = length ? {textLength: length / 10} : {};
    draw(parent, "text", {x, y, ...measured, ...look}, isRtl ? `\u2067${line}\u2069` : line);
    y += pitch;
  }
}

// --- boxes ---

/** The outline of a box. @param {Area} area @param {string} contour */
function contourOf({left, top, right, bottom}, contour) {
  const [most, share] = INSETS[contour];
  const inset = Math.min(most, (bottom - top) * share);
  const [near, far, upper, lower] = [left + inset, right - inset, top + inset, bottom - inset];
  const start = `M${near},${top}H`;
  if (contour === "slanted") return `${start}${right}L${far},${bottom}H${left}Z`;
  if (contour === "leaf") {
    return `${start}${right}V${lower}Q${right},${bottom} ${far},${bottom}H${left}V${upper}Q${left},${top} ${near},${top}Z`;
  }
  // From one end of a corner to the other.
  const to = contour === "round" ? `A${inset},${inset} 0 0 1 ` : "L";
  return `${start}${far}${to}${right},${upper}V${lower}${to}${far},${bottom}H${near}${to}${left},${lower}V${upper}${to}${near},${top}Z`;
}

/**
 * Fill the group of a box.
 * @param {SVGGElement} group
 * @param {number} number
 * @param {BoxPlace} area
 * @param {boolean} isBrief whether only a name or a number is large enough to read
 * @param {number} hidden how many boxes are folded away below it
 */
function paintBox(group, number, area, isBrief, hidden) {
  const {claim: i, is_copy: isCopy} = BOXES[number];
  const claim = CLAIMS[i];
  const {sign, verdict} = signs[i];
  const {contour, fill, line: stroke} = DATA.picture.looks[claim.side];
  const {left, top, right, bottom} = area;
  const classes = ["claim", `side-${claim.side}`, verdict, isCopy ? "copy" : claim.is_main && "main", claim.implicit && "implicit"];
  group.setAttribute("class", classes.join(" "));
  Object.assign(group.dataset, {box: number, claim: i});
  draw(group, "title", {}, claim.text);
  const d = contourOf(area, contour);
  draw(group, "path", {class: "outline", d, fill, stroke});
  if (verdict === "contested" && !isCopy) draw(group, "path", {d, fill: `url(#hatch-${contour})`});
  if (isBrief) paintBrief(group, claim, area);
  else paintContent(group, number, area);
  if (sign) draw(group, "use", {class: "sign", href: `#sign-${sign.replace(" ", "-")}`, x: IS_RTL ? left + 1.25 : right - 1.25, y: top});
  if (!hidden) return;
  const more = draw(group, "g", {class: "more", transform: `translate(${(left + right) / 2} ${bottom})`});
  draw(more, "rect", {x: -13, width: 26, height: 13, rx: 6});
  draw(more, "text", {y: 9.9}, `+${hidden}`);
  on(more, "click", event => {
    event.stopPropagation();
    toggleFold(i);
  });
}

/** Add the text of a box, its tag and small signs, and its strip. @param {SVGGElement} group @param {number} number @param {BoxPlace} area */
function paintContent(group, number, {left, top, right, bottom, size}) {
  const {claim, text = CLAIMS[claim].text, sizes, strips = [], tag = "", signs: small = [], is_copy: isCopy} = BOXES[number];
  const {contour, fill, line: stroke} = DATA.picture.looks[CLAIMS[claim].side];
  const isSlanted = contour === "slanted";
  const [, , strip, ...ends] = sizes[size];
  // Where a map is mirrored, so are the places of tags and signs.
  /** @param {number} x */
  const across = x => (IS_RTL ? left + right - x : x);
  // Brackets have their feet above, and a copy has nothing below.
  if (tag) paintText(group, [[tag, 0]], across(left + 6), (isCopy ? bottom : top) + 2.6, {class: "tag", stroke: fill});
  for (const name of small) {
    const [x, y] = name === "warrant" ? [left + 10 + 4 * tag.length, top] : [right - (isSlanted ? 3.8 : 0), bottom - 7.5];
    draw(group, "use", {class: "small", href: `#sign-${name}`, x: across(x), y, fill});
  }
  /** @type {[string, number][]} */
  const lines = [];
  let from = 0;
  for (let at = 0; at < ends.length; at += 2) {
    const end = ends[at];
    let line = String(end);
    if (typeof end === "number") {
      // Where it is negative, a hyphen is added.
      line = text.slice(from, Math.abs(end)).trimStart() + (end < 0 ? "-" : "");
      from = Math.abs(end);
    }
    lines.push([line, Number(ends[at + 1])]);
  }
  const middle = (left + right) / 2;
  const rows = strips[strip] ?? [];
  let y = rows.length ? bottom - rows.length * 9.6 - 3.4 : bottom;
  // What the text leaves free is above it and below it, in equal parts.
  paintText(group, lines, middle, (top + y - PITCH * (lines.length - 1)) / 2 + 0.35 * SIZE);
  if (!rows.length) return;
  const slant = isSlanted ? 5 / (bottom - top) : 0;
  draw(group, "path", {class: "strip", d: `M${left + slant * (bottom - y)},${y}H${right - slant * (y - top)}`, stroke});
  for (const row of rows) {
    const marks = row.map(([mark, length, tone]) => ({mark, length, tone, width: length / 10 || 4.5 * mark.length}));
    if (IS_RTL) marks.reverse();
    let x = middle - marks.reduce((sum, {width}) => sum + width + 9, -9) / 2;
    for (const {mark, length, tone, width} of marks) {
      paintText(group, [[mark, length]], x + width / 2, y + 8.8, {class: `mark tone-${tone}`});
      x += width + 9;
    }
    y += 9.6;
  }
}

/** Add the name of a claim, or else its number, in lines that make it large. @param {Element} group @param {Claim} claim @param {Area} area */
function paintBrief(group, {name, number}, {left, top, right, bottom}) {
  const [width, height] = [right - left - 6, bottom - top - 3];
  let [lines, size] = [[""], 0];
  for (const text of [name, number || name]) {
    // Letters are about so wide; nothing is measured.
    const em = /[\u2e80-\u9fff\uac00-\ud7af]/.test(text) ? 1 : 0.58;
    const longest = Math.max(5, Math.sqrt(text.length * 1.1 * width / height / em));
    lines = [""];
    // Numbers such as 1.2a.1 are broken, too.
    for (const word of text.split(/(?<=[ .])/)) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length > longest) lines.push(word);
      else lines[last] += word;
    }
    size = Math.min(width / em / Math.max(...lines.map(line => line.length)), height / 1.1 / lines.length);
    if (size > 1.5 * SIZE) break;
  }
  const y = (top + bottom - 1.1 * size * (lines.length - 1)) / 2 + 0.35 * size;
  paintText(draw(group, "g", {class: "brief", "font-size": size}), lines.map(line => [line, 0]), (left + right) / 2, y, {}, 1.1 * size);
}

/** Fill the group of what is behind boxes. @param {SVGGElement} group @param {Area} area @param {string} name */
function paintArea(group, {left, top, right, bottom}, name) {
  draw(group, "rect", {class: name, x: left, y: top, width: right - left, height: bottom - top, rx: 4});
}

// --- steps ---

/** Whether what a step says of its target holds. @param {string} ending */
function hasEffect(ending) {
  return ending === "head" || ending === "half";
}

/** @param {string} ending */
function classOf(ending) {
  return hasEffect(ending) ? "" : "fallen";
}

/** What the line of inferences ends in: in a head if one of them has an effect. @param {number[]} inferences */
function endOfLine(inferences) {
  const own = inferences.map(i => endings[i].ending);
  return own.find(hasEffect) ?? own.find(each => each === "ring") ?? "cross";
}

/** Fill the group of a word. @param {SVGGElement} group @param {LineWord} word @param {boolean} isOnField */
function paintWord(group, {text, relation, area, inferences, isInLine}, isOnField) {
  const {kind, weighing} = INFERENCES[inferences[0]];
  group.setAttribute("class", `step ${RELATIONS[weighing ? 3 : kind]}`);
  if (isInLine) paintArea(group, grow(area, 1), isOnField ? "field" : "gap");
  const lengths = DATA.picture.words[relation].map(([own, length]) => /** @type {[string, number]} */ ([own, 10 * length]));
  const line = lengths.filter(([own]) => own === text);
  paintText(group, line, (area.left + area.right) / 2, area.bottom - 1.8, {class: `line-word ${classOf(endOfLine(inferences))}`});
}

/**
 * Fill the group of an inference, or of what several share of their lines: it has a head if one of them has an effect.
 * @param {SVGGElement} group
 * @param {number[]} inferences
 * @param {Bracket[]} brackets
 * @param {{path: Path, stub?: Path | null, hasTail?: boolean}[]} lines
 * @param {Path[]} bars of a trunk
 */
function paintStep(group, inferences, brackets, lines, bars = []) {
  const {kind, weighing, premises, target} = INFERENCES[inferences[0]];
  const style = {relation: weighing ? 3 : kind, isImplicit: inferences.every(i => INFERENCES[i].implicit)};
  const ending = endOfLine(inferences);
  group.setAttribute("class", `${inferences.length > 1 ? "trunk" : "step"} ${RELATIONS[style.relation]}`);
  group.dataset.step = inferences.join(" ");
  const texts = [premises, kind === UNDERCUTTER ? INFERENCES[target].premises : [target]].map(claims => {
    return claims.map(claim => CLAIMS[claim].text).join(" + ");
  });
  draw(group, "title", {}, texts.join(" → "));
  for (const {bar, legs} of brackets) {
    draw(group, "path", {class: `bracket ${classOf(ending)}`, d: [bar, ...legs].map(([start, end]) => `M${start}L${end}`).join("")});
  }
  for (const {path, stub, hasTail} of lines) {
    if (stub) {
      // What is implicit is hollow.
      paintShaft(group, style, [stub], classOf(ending), style.isImplicit ? 3 : 1);
      if (style.isImplicit) paintShaft(group, style, [stub], "inside", 1.3);
      // Its trunk may have a head all the same; there is little room for a sign.
      if (!hasEffect(ending)) paintEnd(group, style, stub.toReversed(), ending, 0.72);
    } else {
      paintLine(group, style, [...bars, path], ending, hasTail ? endings[inferences[0]].tail : "");
    }
  }
}

/**
 * Add a line with its ends, and what else is drawn like it. If only one of two that answer each other has an effect, the
 * line is its alone.
 * @param {Element} group
 * @param {LineStyle} style
 * @param {Path[]} paths the last of which has the ends
 * @param {string} ending
 * @param {string} tail what it begins in; "" is nothing
 */
function paintLine(group, style, paths, ending, tail) {
  const isOneSided = tail && hasEffect(ending) !== hasEffect(tail);
  const ends = [ending, tail].map(end => (isOneSided && !hasEffect(end) ? "" : end));
  let path = paths[paths.length - 1];
  for (const end of ends) {
    if (end) path = paintEnd(group, style, path, end);
    path = path.toReversed();
  }
  paintShaft(group, style, [...paths.slice(0, -1), path], classOf(ends[0] || ends[1]));
}

/** @param {Element} group @param {LineStyle} style @param {Path[]} paths @param {string} name */
function paintShaft(group, {relation, isImplicit}, paths, name, factor = 1) {
  const d = paths.map(([start, ...rest]) => `M${start}C${rest.join(" ")}`).join("");
  draw(group, "path", {class: `shaft ${name}`, d, "stroke-width": WIDTHS[relation] * factor * (isImplicit ? 0.75 : 1)});
}

/**
 * Add what a line ends in, and return its path without that.
 * @param {Element} group
 * @param {LineStyle} style
 * @param {Path} path
 * @param {string} ending
 * @returns {Path}
 */
function paintEnd(group, {relation, isImplicit}, path, ending, share = 1) {
  const head = relation === REBUTTAL && isImplicit ? "bar" : RELATIONS[relation];
  const [length, whole, half] = ENDS[hasEffect(ending) ? head : ending];
  const [x, y] = path[path.length - 1];
  const [fromX, fromY] = path.findLast(([otherX, otherY]) => otherX !== x || otherY !== y) ?? [x - 1, y];
  const distance = Math.hypot(x - fromX, y - fromY);
  const [ahead, down] = [(x - fromX) / distance, (y - fromY) / distance];
  // It is shorter where a line is straight only for a bit.
  const reach = Math.min(length, 0.95 * distance);
  const by = share * reach / length;
  const transform = `matrix(${[ahead * by, down * by, -down * share, ahead * share, x, y]})`;
  const look = isImplicit || ending !== "head" ? "hollow" : "head";
  draw(group, "path", {class: `${look} ${ending} ${classOf(ending)}`, d: whole, transform});
  if (ending === "half") draw(group, "path", {class: "head", d: half, transform});
  /** @type {Point} */
  const end = [x - ahead * reach, y - down * reach];
  return [...path.slice(0, -2), end, end];
}
