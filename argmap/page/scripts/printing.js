// Printing: the map on one page, or a page for each branch, each laid out for its paper.

/** What paper leaves to a picture between title and legend, in pixels of CSS: A4, or a little less. */
const PAPERS = [
  // Enlarged as much as may be, claims are in 18 points.
  {name: "tall", width: 680, height: 860, most: 2},
  {name: "wide", width: 980, height: 560, most: 2},
];

/** What is printed by a button: all, whatever is folded; without one, what is shown is printed. @type {Tree[]} */
let asked = [];

on(window, "beforeprint", layPaper);
on(window, "afterprint", () => {
  first("#paper")?.remove();
  asked = [];
});
onClick("print-map", () => printTrees([unfolded()]));
onClick("print-branches", () => printTrees(branches(unfolded())));

/** The map, or the branch that is shown alone, with nothing folded. */
function unfolded() {
  return visibleTree(DATA.picture, new Set(), chosen.focus);
}

/** @param {Tree[]} trees */
function printTrees(trees) {
  asked = trees;
  print();
}

function layPaper() {
  first("#paper")?.remove();
  const trees = asked.length ? asked : [tree];
  /** @param {Room} paper */
  const scaleOn = paper => Math.min(...trees.map(shown => placedIn(shown, paper).scale));
  // All sheets lie in one direction, as copiers like it.
  const [best] = PAPERS.toSorted((one, other) => scaleOn(other) - scaleOn(one));
  const sheets = trees.map((shown, place) => {
    const number = trees.length > 1 ? said("step_of", {number: place + 1, total: trees.length}) : "";
    const sheet = create("div", {className: "sheet"}, create("h2", {}, document.title), create("p", {}, number));
    paintSheet(sheet, shown, placedIn(shown, best));
    sheet.append(legend());
    return sheet;
  });
  document.body.append(create("div", {id: "paper", className: best.name}, ...sheets));
}

/** Add a picture to a sheet. @param {Element} sheet @param {Tree} shown @param {{placed: Layout, scale: number}} onSheet */
function paintSheet(sheet, shown, {placed, scale}) {
  const [width, height] = [placed.width + 8, placed.height + 8];
  const svg = draw(sheet, "svg", {class: "map", direction: "ltr", viewBox: `-4 -4 ${width} ${height}`, preserveAspectRatio: "xMidYMin"});
  Object.assign(svg.style, {maxWidth: `${width * scale}px`, maxHeight: `${height * scale}px`});
  for (const {fill} of piecesOf(placed, shown).pieces) {
    const group = draw(svg, "g");
    fill(group, false);
    group.classList.remove("selected", "found");
  }
}

/** The rows of the legend, and its signs of verdicts if there are any. */
function legend() {
  const shown = all(showsWhatStands(chosen) ? "#legend > :not(summary)" : "#legend > svg");
  return create("div", {className: "legend"}, ...shown.map(each => each.cloneNode(true)));
}

/**
 * What each page shows: a main claim and a reason for it, or an objection to it, with all that bears on that. Small ones
 * that come one after the other share a page.
 * @param {Tree} tree
 */
function branches(tree) {
  /** @type {Tree[]} */
  const pages = [];
  /** The roots of the last page, and what bears on each. @type {Map<Group, Group[]>} */
  let last = new Map();
  for (const root of [...tree.mains, ...tree.loose]) {
    const groups = tree.below[root.number];
    // A main claim is alone where nothing bears on it.
    for (const branch of groups.length ? groups.map(group => [group]) : [[]]) {
      const together = new Map([...last, [root, [...last.get(root) ?? [], ...branch]]]);
      let page = treeOf(tree, together);
      if (pages.length && PAPERS.some(paper => placedIn(page, paper).scale === paper.most)) {
        pages.pop();
        last = together;
      } else {
        last = new Map([[root, branch]]);
        page = treeOf(tree, last);
      }
      pages.push(page);
    }
  }
  return pages;
}

/** A part of a tree: some roots, with some of what bears on them. @param {Tree} tree @param {Map<Group, Group[]>} roots @returns {Tree} */
function treeOf(tree, roots) {
  const below = tree.below.slice(); // with its holes
  for (const [root, groups] of roots) below[root.number] = groups;
  const boxes = boxesUnder([...roots.keys()], below).sort((one, other) => one - other);
  const [mains, loose] = [tree.mains, tree.loose].map(groups => groups.filter(root => roots.has(root)));
  return {...tree, columns: undefined, boxes, below, mains, loose, across: [], over: [], rivals: 0, most_across: 0};
}
