// What shows in the picture that a claim is folded: below its box, how many boxes are hidden.

const SVG = "http://www.w3.org/2000/svg";
const MARK_WIDTH = 26;
const MARK_HEIGHT = 13;

class FoldMarks {
  /**
   * @param {PageData} data
   * @param {Drawing} drawing
   * @param {(claim: number) => void} unfold
   */
  constructor(data, drawing, unfold) {
    this.data = data;
    this.drawing = drawing;
    this.unfold = unfold;
    /** How many boxes stand below each. */
    this.below = data.boxes.map(() => 0);
    const depths = levels(data.boxes);
    // The deepest first: what is below them is counted by then.
    for (const number of [...data.boxes.keys()].sort((one, other) => depths[other] - depths[one])) {
      const {parent} = data.boxes[number];
      if (parent >= 0) this.below[parent] += this.below[number] + 1;
    }
    /** The marks that are shown, by claim. @type {Map<number, SVGGElement>} */
    this.marks = new Map();
  }

  /** @param {Set<number>} folded */
  show(folded) {
    for (const [claim, mark] of this.marks) {
      if (folded.has(claim)) continue;
      mark.remove();
      this.marks.delete(claim);
    }
    for (const claim of folded) {
      const {box} = this.data.claims[claim];
      if (this.marks.has(claim) || !this.below[box]) continue;
      const mark = this.mark(box);
      mark.addEventListener("click", event => {
        event.stopPropagation();
        this.unfold(claim);
      });
      this.drawing.boxes[box].append(mark);
      this.marks.set(claim, mark);
    }
  }

  /** @param {number} box */
  mark(box) {
    const {x, y, width, height} = this.data.boxes[box];
    const mark = document.createElementNS(SVG, "g");
    mark.setAttribute("class", "more");
    mark.setAttribute("transform", `translate(${x + width / 2} ${y + height + MARK_HEIGHT / 2})`);
    const ground = document.createElementNS(SVG, "rect");
    const area = {x: -MARK_WIDTH / 2, y: -MARK_HEIGHT / 2, width: MARK_WIDTH, height: MARK_HEIGHT, rx: MARK_HEIGHT / 2};
    for (const [name, value] of Object.entries(area)) ground.setAttribute(name, String(value));
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("y", "3.4");
    text.setAttribute("font-size", "9.5");
    text.textContent = `+${this.below[box]}`;
    mark.append(ground, text);
    return mark;
  }
}
