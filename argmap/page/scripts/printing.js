// Printing: what is visible of the map on one page, or a page for each branch, each laid out for its paper.

/** What paper leaves to a picture between title and legend, in pixels of CSS: A4, or a little less. */
const PAPERS = [
  {name: "tall", width: 680, height: 860},
  {name: "wide", width: 980, height: 560},
];
/** How much a picture is enlarged at most: claims are then in 18 points. */
const MOST_ENLARGED = 2;
const PAPER_MARGIN = 4;

let isByBranch = false;

on(window, "beforeprint", layPaper);
on(window, "afterprint", () => {
  first("#paper")?.remove();
  isByBranch = false;
});
onClick("print-map", print);
onClick("print-branches", () => {
  isByBranch = true;
  print();
});

function layPaper() {
  first("#paper")?.remove();
  const trees = isByBranch ? branches() : [drawing.tree];
  /** @param {Paper} paper */
  const scaleOn = paper => Math.min(...trees.map(tree => onPaper(tree, paper).scale));
  // All sheets lie in one direction, as copiers like it.
  const [best] = PAPERS.toSorted((one, other) => scaleOn(other) - scaleOn(one));
  const sheets = trees.map((tree, place) => {
    const number = trees.length > 1 ? said("step_of", {number: place + 1, total: trees.length}) : "";
    const sheet = create("div", {className: "sheet"}, create("h2", {}, document.title), create("p", {}, number));
    paintSheet(sheet, tree, onPaper(tree, best));
    sheet.append(legend());
    return sheet;
  });
  document.body.append(create("div", {id: "paper", className: best.name}, ...sheets));
}

/** @typedef {typeof PAPERS[0]} Paper */

/** A layout for a paper, and how much it is enlarged there. @param {Tree} tree @param {Paper} paper */
function onPaper(tree, {width, height}) {
  const layout = layOut(tree, {width, height, most: MOST_ENLARGED});
  return {layout, scale: Math.min(MOST_ENLARGED, width / layout.width, height / layout.height)};
}

/** Add a picture to a sheet. @param {Element} sheet @param {Tree} tree @param {{layout: Layout, scale: number}} placed */
function paintSheet(sheet, tree, {layout, scale}) {
  const [width, height] = [layout.width + 2 * PAPER_MARGIN, layout.height + 2 * PAPER_MARGIN];
  const svg = draw(sheet, "svg", {
    class: "map", direction: "ltr", viewBox: [-PAPER_MARGIN, -PAPER_MARGIN, width, height].join(" "),
    preserveAspectRatio: "xMidYMin",
  });
  svg.style.maxWidth = `${width * scale}px`;
  svg.style.maxHeight = `${height * scale}px`;
  const items = itemsOf(IS_RTL ? mirror(layout) : layout, tree, drawing.folded);
  for (const {paint} of items) {
    const group = draw(svg, "g");
    paint(group, false);
    group.classList.remove("selected", "found");
  }
}

/** The rows of the legend, and its signs of verdicts if there are any. */
function legend() {
  const parts = all(showsWhatStands(chosen) ? "#legend > :not(summary)" : "#legend > svg");
  return create("div", {className: "legend"}, ...parts.map(part => part.cloneNode(true)));
}

/**
 * What each page shows: a main claim and a reason for it, or an objection to it, with all that bears on that. Small ones
 * that come one after the other share a page.
 */
function branches() {
  const {mains, loose, below} = drawing.tree;
  /** @type {Tree[]} */
  const pages = [];
  /** The last page: its groups of roots, and what bears on each of their boxes. @type {Map<Group, Group[]>} */
  let last = new Map();
  for (const root of [...mains, ...loose]) {
    const groups = below[root.number];
    // A main claim is alone where nothing bears on it.
    for (const branch of groups.length ? groups.map(group => [group]) : [[]]) {
      const together = new Map([...last, [root, [...last.get(root) ?? [], ...branch]]]);
      const tree = treeOf(together);
      const isSmall = last.size > 0 && PAPERS.some(paper => onPaper(tree, paper).scale === MOST_ENLARGED);
      if (isSmall) pages.pop();
      last = isSmall ? together : new Map([[root, branch]]);
      pages.push(isSmall ? tree : treeOf(last));
    }
  }
  return pages;
}

/** A part of what is visible: some roots, with some of what bears on them. @param {Map<Group, Group[]>} part @returns {Tree} */
function treeOf(part) {
  const {tree} = drawing;
  const below = [...tree.below];
  for (const [root, groups] of part) below[root.number] = groups;
  /** @type {number[]} */
  const boxes = [];
  const waiting = [...part.keys()];
  // The list grows while it is read.
  for (const group of waiting) {
    for (const box of group.boxes) {
      boxes.push(box);
      waiting.push(...below[box]);
    }
  }
  boxes.sort((one, other) => one - other);
  const [mains, loose] = [tree.mains, tree.loose].map(roots => roots.filter(root => part.has(root)));
  return {...tree, boxes, below, mains, loose, across: [], over: [], rivals: 0, mostAcross: 0};
}
