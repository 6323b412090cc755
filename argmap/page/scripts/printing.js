// Printing: the whole map on one page, or a page for each branch, from copies of the picture.

/** What paper leaves to a picture between title and legend, in pixels of CSS: A4, or a little less. */
const PAPERS = [
  {name: "tall", width: 680, height: 860},
  {name: "wide", width: 980, height: 560},
];
/** How much a picture is enlarged at most: claims are then in 18 points. */
const MOST_ENLARGED = 2;

let isByBranch = false;

on(window, "beforeprint", layPaper);
on(window, "afterprint", () => {
  first("#paper")?.remove();
  isByBranch = false;
});
onClick("print-map", () => printPages(false));
onClick("print-branches", () => printPages(true));

/** @param {boolean} byBranch */
function printPages(byBranch) {
  isByBranch = byBranch;
  element("print").hidePopover();
  print();
}

function layPaper() {
  first("#paper")?.remove();
  const {shown} = drawing;
  const parts = isByBranch ? branches(shown) : [shown];
  const {isStill} = drawing;
  drawing.isStill = true;
  anchored.box = -1;
  const pictures = parts.map(copyOf);
  showBoxes(shown);
  drawing.isStill = isStill;
  const sheets = pictures.map(picture => create("div", {className: "sheet"}, picture));
  const paper = create("div", {id: "paper"}, ...sheets);
  document.body.append(paper);
  const sizes = pictures.map(crop);
  /** @param {Paper} on */
  const scaleOn = on => Math.min(...sizes.map(size => scaleOnPaper(size, on)));
  // All sheets lie in one direction, as copiers like it.
  const [best] = [...PAPERS].sort((one, other) => scaleOn(other) - scaleOn(one));
  paper.className = best.name;
  sheets.forEach((sheet, place) => {
    const number = sheets.length > 1 ? said("step_of", {number: place + 1, total: sheets.length}) : "";
    sheet.prepend(create("h2", {}, document.title), create("p", {}, number));
    sheet.append(legend());
  });
}

/** @typedef {{width: number, height: number}} Paper */

/** @param {Paper} size @param {Paper} paper */
function scaleOnPaper(size, paper) {
  return Math.min(MOST_ENLARGED, paper.width / size.width, paper.height / size.height);
}

/** The rows of the legend, and its signs of verdicts if there are any. */
function legend() {
  const parts = all(chosen.verdicts || chosen.supposed.size ? "#legend > :not(summary)" : "#legend > svg");
  return create("div", {className: "legend"}, ...parts.map(part => part.cloneNode(true)));
}

/**
 * The boxes of each page: a reason of a main claim, or an objection to it, with all that bears on it, and the main
 * claim. Small ones that stand side by side share a page.
 * @param {boolean[]} shown
 * @returns {boolean[][]}
 */
function branches(shown) {
  /** The box below a main claim that each box hangs on, or itself. @type {number[]} */
  const tops = [];
  for (const box of FROM_ABOVE) tops[box] = LEVELS[box] > 2 ? tops[BOXES[box].parent] : box;
  // Premises that are linked belong to one branch.
  for (const {boxes} of INFERENCES) {
    const linked = new Set(boxes.filter(box => LEVELS[box] === 2).map(box => tops[box]));
    const earliest = Math.min(...linked);
    if (linked.size > 1) tops.forEach((top, box) => linked.has(top) && (tops[box] = earliest));
  }
  /** @param {number} box */
  const mainOf = box => (LEVELS[tops[box]] > 1 ? BOXES[tops[box]].parent : box);
  // A main claim stands alone where nothing bears on it.
  const told = [...BOXES.keys()].filter(box => {
    return shown[box] && (LEVELS[box] > 1 || !(BEARING.get(box) ?? []).some(other => shown[other]));
  });
  const inOrder = [...Map.groupBy(told, box => tops[box]).values()].sort(([one], [other]) => mainOf(one) - mainOf(other));
  /** @type {number[][]} */
  const pages = [];
  for (const boxes of inOrder) {
    const last = pages.at(-1) ?? [];
    const together = around([...last, ...boxes]);
    if (last.length && PAPERS.some(paper => scaleOnPaper(together, paper) === MOST_ENLARGED)) last.push(...boxes);
    else pages.push(boxes);
  }
  return pages.map(boxes => {
    const needed = new Set(boxes.flatMap(box => [box, mainOf(box)]));
    return BOXES.map((_, box) => needed.has(box));
  });
}

/** A copy of the picture with some of its boxes alone. @param {boolean[]} part */
function copyOf(part) {
  const asLaidOut = [...BOXES];
  part.forEach((isNeeded, box) => {
    if (isNeeded && LEVELS[box] === 1) BOXES[box] = narrowed(box, part);
  });
  showBoxes(part);
  const copy = /** @type {SVGSVGElement} */ (copyOfShown(PICTURE));
  copy.firstElementChild?.removeAttribute("transform");
  for (const group of /** @type {SVGGElement[]} */ (all("g[data-box]", copy))) {
    const number = Number(group.dataset.box);
    if (BOXES[number] !== asLaidOut[number]) reshape(group, asLaidOut[number], BOXES[number]);
  }
  Object.assign(BOXES, asLaidOut);
  return copy;
}

/** @param {Node | null} original */
function copyOfShown(original) {
  const copy = /** @type {Node} */ (original).cloneNode();
  if (copy instanceof Element) {
    copy.removeAttribute("id");
    copy.classList.remove("selected", "found");
  }
  for (const child of original?.childNodes ?? []) {
    if (!(child instanceof Element && child.hasAttribute("hidden"))) copy.appendChild(copyOfShown(child));
  }
  return copy;
}

/**
 * A main claim as narrow as its text and the lines to it allow: it is as wide as all that bears on it.
 * @param {number} number of its box
 * @param {boolean[]} part
 */
function narrowed(number, part) {
  const box = BOXES[number];
  const inferences = [...INFERENCES.keys()].filter(i => {
    const {kind, target, boxes} = INFERENCES[i];
    return kind !== UNDERCUTTER && target === box.claim && boxes.every(needed => part[needed]);
  });
  const groups = inferences.flatMap(i => inferenceGroups.get(i) ?? []);
  const lines = groups.map(line => (AXIS === "x" ? line : movable(line.group, "x")));
  if (!lines.length) return box;
  const from = Math.min(...lines.map(line => line.from));
  const to = Math.max(...lines.map(line => line.to));
  const texts = all(":scope > text", boxGroups[number]).map(text => {
    const beside = Math.abs(Number(text.getAttribute("x")) - box.x - box.width / 2);
    return 2 * beside + Number(text.getAttribute("textLength"));
  });
  const width = Math.max(to - from, ...texts.map(text => text + 12));
  return width < box.width - 2 * CLEAR ? {...box, x: (from + to - width) / 2, width} : box;
}

/** Give a box another width: its sides move, and its text with the middle. @param {SVGGElement} group @param {Box} from @param {Box} to */
function reshape(group, from, to) {
  const middle = from.x + from.width / 2;
  const transform = group.getAttribute("transform");
  movable(group, "x").move(place => {
    if (Math.abs(place - middle) < to.width / 2) return place - middle + to.x + to.width / 2;
    return place < middle ? place - from.x + to.x : place - from.x - from.width + to.x + to.width;
  });
  if (transform) group.setAttribute("transform", transform);
}

/** Let a picture on paper show what it has, and no more. @param {SVGSVGElement} picture */
function crop(picture) {
  const margin = 4;
  const {x, y, width, height} = picture.getBBox();
  const size = {width: width + 2 * margin, height: height + 2 * margin};
  picture.setAttribute("viewBox", [x - margin, y - margin, size.width, size.height].join(" "));
  picture.setAttribute("preserveAspectRatio", "xMidYMin");
  picture.style.maxWidth = `${size.width * MOST_ENLARGED}px`;
  picture.style.maxHeight = `${size.height * MOST_ENLARGED}px`;
  return size;
}
