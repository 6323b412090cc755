// Printing: the whole map on one page, or a page for each branch, from copies of the picture.

/** What paper leaves to a picture between title and legend, in pixels of CSS: A4, or a little less. */
const WIDE_PAPER = {width: 980, height: 560};
const TALL_PAPER = {width: 680, height: 860};
/** How much a picture is enlarged at most: claims are then in 18 points. */
const MOST_ENLARGED = 2;
const COLUMNS_OF_LEGEND = {wide: 4, tall: 3};

class Printing {
  /** @param {ArgumentPage} page */
  constructor(page) {
    this.page = page;
    this.isByBranch = false;
    /** @type {HTMLElement | undefined} */
    this.paper = undefined;
    for (const id of ["print-map", "print-branches"]) {
      element(id, HTMLButtonElement).addEventListener("click", () => {
        this.isByBranch = id === "print-branches";
        element("print", HTMLElement).hidePopover();
        print();
      });
    }
    addEventListener("beforeprint", () => this.lay());
    addEventListener("afterprint", () => this.clear());
  }

  clear() {
    this.paper?.remove();
    this.isByBranch = false;
  }

  /** Lay out the sheets. */
  lay() {
    this.paper?.remove();
    const {drawing} = this.page;
    // Copies are made of parts that stand where they were laid out.
    drawing.place(place => place);
    const parts = this.isByBranch ? branches(drawing.shown) : [drawing.shown];
    const pictures = parts.map(part => pictureOf(drawing, part));
    drawing.place(place => drawing.at(place));
    /** @param {{width: number, height: number}} paper */
    const smallest = paper =>
      Math.min(...pictures.map(({width, height}) => Math.min(paper.width / width, paper.height / height)));
    this.paper = document.createElement("div");
    this.paper.id = "paper";
    // All sheets lie in one direction, as copiers like it.
    const direction = smallest(WIDE_PAPER) > smallest(TALL_PAPER) ? "wide" : "tall";
    this.paper.className = direction;
    pictures.forEach(({svg}, place) => {
      const number = pictures.length > 1 ? said("step_of", {number: place + 1, total: pictures.length}) : "";
      this.paper?.append(this.sheet(svg, number, COLUMNS_OF_LEGEND[direction]));
    });
    document.body.append(this.paper);
  }

  /**
   * @param {SVGSVGElement} picture
   * @param {string} number of the sheet
   * @param {number} columns of the legend
   */
  sheet(picture, number, columns) {
    const sheet = document.createElement("div");
    sheet.className = "sheet";
    const heading = document.createElement("h2");
    heading.textContent = document.title;
    const numbered = document.createElement("p");
    numbered.textContent = number;
    sheet.append(heading, numbered, picture, this.legend(columns));
    return sheet;
  }

  /** The legend in columns. @param {number} columns */
  legend(columns) {
    const legend = document.createElement("div");
    legend.className = "legend";
    const drawn = /** @type {SVGSVGElement} */ (document.querySelector("#legend > svg"));
    const {width, height} = drawn.viewBox.baseVal;
    const rows = Number(drawn.dataset.rows);
    const most = Math.ceil(rows / columns);
    for (let row = 0; row < rows; row += most) {
      const column = /** @type {SVGSVGElement} */ (drawn.cloneNode(true));
      const length = Math.min(most, rows - row);
      column.setAttribute("viewBox", `0 ${(height * row) / rows} ${width} ${(height * length) / rows}`);
      legend.append(column);
    }
    const {verdicts, supposed} = this.page.state.now;
    const signs = document.querySelector("#legend > ul");
    if (signs && (verdicts || supposed.size)) legend.append(signs.cloneNode(true));
    return legend;
  }
}

/**
 * The boxes of each page: a reason of a main claim, or an objection to it, with all that bears on it, and the main
 * claim. Small ones that stand side by side share a page.
 * @param {boolean[]} shown
 * @returns {boolean[][]}
 */
function branches(shown) {
  /** The box below a main claim that each box hangs on, or itself. */
  const tops = DATA.boxes.map((_, number) => {
    let top = number;
    while (DATA.boxes[top].parent >= 0 && DATA.boxes[DATA.boxes[top].parent].parent >= 0) top = DATA.boxes[top].parent;
    return top;
  });
  // Premises that are linked belong to one branch.
  const first = [...tops.keys()];
  for (const {boxes} of DATA.steps) {
    const linked = boxes.filter(box => tops[box] === box && DATA.boxes[box].parent >= 0);
    const joined = new Set(linked.map(box => first[box]));
    const earliest = Math.min(...joined);
    first.forEach((box, number) => {
      if (joined.has(box)) first[number] = earliest;
    });
  }
  /** @type {Map<number, number[]>} */
  const found = new Map();
  tops.forEach((top, box) => {
    if (!shown[box]) return;
    const isMain = DATA.boxes[box].parent < 0;
    const hasBranches = isMain && DATA.boxes.some(({parent}, other) => parent === box && shown[other]);
    if (!hasBranches) found.set(first[top], [...(found.get(first[top]) ?? []), box]);
  });
  /** @type {number[][]} */
  const pages = [];
  DATA.boxes.forEach((box, root) => {
    if (box.parent >= 0) return;
    for (const [top, boxes] of found) {
      if (DATA.boxes[top].parent !== root && top !== root) continue;
      const last = pages.at(-1);
      if (last && areSmall([...last, ...boxes])) last.push(...boxes);
      else pages.push(boxes);
    }
  });
  return pages.map(boxes => {
    const needed = new Set(boxes.flatMap(box => [box, DATA.boxes[tops[box]].parent]));
    return DATA.boxes.map((_, box) => needed.has(box));
  });
}

/** Whether boxes fit on a page when they are enlarged most. @param {number[]} boxes */
function areSmall(boxes) {
  /** @param {"x" | "y"} axis @param {"width" | "height"} size */
  const length = (axis, size) => {
    const ends = boxes.map(box => DATA.boxes[box][axis] + DATA.boxes[box][size]);
    return (Math.max(...ends) - Math.min(...boxes.map(box => DATA.boxes[box][axis]))) * MOST_ENLARGED;
  };
  const width = length("x", "width");
  const height = length("y", "height");
  return [WIDE_PAPER, TALL_PAPER].some(paper => width <= paper.width && height <= paper.height);
}

/**
 * A copy of the picture with some of its boxes alone.
 * @param {Drawing} drawing
 * @param {boolean[]} part
 */
function pictureOf(drawing, part) {
  const svg = /** @type {SVGSVGElement} */ (copyOf(drawing.svg, part));
  for (const named of svg.querySelectorAll("[id]")) named.removeAttribute("id");
  for (const marked of svg.querySelectorAll(".selected, .found")) marked.classList.remove("selected", "found");
  const copy = new Drawing(svg, {...drawing.data, boxes: [...drawing.data.boxes]});
  copy.boxes.forEach((group, box) => narrow(copy, group, box));
  copy.isStill = true;
  copy.show(part);
  const sides = {x: [Infinity, -Infinity], y: [Infinity, -Infinity]};
  /** @param {"x" | "y"} axis @param {number[]} places */
  const reach = (axis, ...places) => {
    sides[axis] = [Math.min(sides[axis][0], ...places), Math.max(sides[axis][1], ...places)];
  };
  copy.boxes.forEach((_, box) => {
    const {x, y, width, height} = copy.restingArea(box);
    reach("x", x, x + width);
    reach("y", y, y + height);
  });
  for (const {group} of [...copy.steps.values(), ...copy.frames]) {
    if (group.hasAttribute("hidden")) continue;
    for (const axis of /** @type {const} */ (["x", "y"])) {
      const shift = axis === DATA.axis ? group.transform.baseVal.consolidate()?.matrix[axis === "x" ? "e" : "f"] ?? 0 : 0;
      const {first, last} = new MovableGroup(group, axis);
      reach(axis, first + shift, last + shift);
    }
  }
  const margin = 4;
  const width = sides.x[1] - sides.x[0] + 2 * margin;
  const height = sides.y[1] - sides.y[0] + 2 * margin;
  svg.setAttribute("viewBox", `${sides.x[0] - margin} ${sides.y[0] - margin} ${width} ${height}`);
  svg.setAttribute("preserveAspectRatio", "xMidYMin");
  svg.style.maxWidth = `${width * MOST_ENLARGED}px`;
  svg.style.maxHeight = `${height * MOST_ENLARGED}px`;
  return {svg, width, height};
}

/**
 * @param {Element} original whose parts may be left out
 * @param {boolean[]} part
 */
function copyOf(original, part) {
  const copy = /** @type {Element} */ (original.cloneNode(false));
  copy.removeAttribute("transform");
  for (const child of /** @type {Iterable<SVGElement>} */ (original.children)) {
    const {box, number} = child.dataset;
    if (box !== undefined && !part[Number(box)]) continue;
    if (number !== undefined && !DATA.steps[Number(number)].boxes.every(needed => part[needed])) continue;
    const isWhole = box !== undefined || number !== undefined || child.matches(".group");
    copy.append(isWhole ? child.cloneNode(true) : copyOf(child, part));
  }
  return copy;
}

/**
 * Make a main claim as narrow as its text and the lines to it allow: it is as wide as all that bears on it.
 * @param {Drawing} copy
 * @param {SVGGElement} group
 * @param {number} number of its box
 */
function narrow(copy, group, number) {
  const box = copy.data.boxes[number];
  if (box.parent >= 0) return;
  let [from, to] = [Infinity, -Infinity];
  DATA.steps.forEach(({kind, target}, step) => {
    const drawn = copy.steps.get(step);
    if (!drawn || kind === UNDERCUTTER || target !== box.claim) return;
    const {first, last} = new MovableGroup(drawn.group, "x");
    from = Math.min(from, first);
    to = Math.max(to, last);
  });
  if (from > to) return;
  let wide = 0;
  for (const text of group.querySelectorAll(":scope > text")) {
    const beside = Math.abs(Number(text.getAttribute("x")) - box.x - box.width / 2);
    wide = Math.max(wide, 2 * beside + Number(text.getAttribute("textLength")));
  }
  wide = Math.min(box.width, Math.max(to - from, wide + 12));
  const now = {...box, x: (from + to - wide) / 2, width: wide};
  copy.data.boxes[number] = now;
  const middle = box.x + box.width / 2;
  const moved = now.x + now.width / 2 - middle;
  /** @param {number} place */
  const at = place => place + (place < middle ? now.x - box.x : now.x + now.width - box.x - box.width);
  for (const drawn of group.children) {
    if (drawn instanceof SVGPathElement) new MovablePath(drawn, "x").move(at);
    else if (drawn.localName === "rect") drawn.setAttribute("width", String(now.width));
    if (drawn.localName === "g") drawn.setAttribute("transform", `translate(${moved} 0) ${drawn.getAttribute("transform") ?? ""}`);
    const place = drawn.getAttribute("x");
    if (place !== null) drawn.setAttribute("x", String(drawn.localName === "text" ? Number(place) + moved : at(Number(place))));
  }
}
