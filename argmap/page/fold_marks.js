// What shows in the picture that a claim is folded: below its box, how many boxes are hidden.

/** How many boxes stand below each. */
const below = BOXES.map(() => 0);
for (const box of [...FROM_ABOVE].reverse()) below[BOXES[box].parent] += below[box] + 1;

/** @param {Set<number>} folded */
function showFoldMarks(folded) {
  for (const old of all("#view .more")) old.remove();
  for (const claim of folded) {
    const {box} = CLAIMS[claim];
    if (!below[box]) continue;
    const {x, y, width, height} = BOXES[box];
    const added = /** @type {SVGElement} */ (element("more").cloneNode(true));
    added.removeAttribute("id");
    added.setAttribute("transform", `translate(${x + width / 2} ${y + height})`);
    added.lastElementChild?.append(`+${below[box]}`);
    on(added, "click", event => {
      event.stopPropagation();
      toggleFold(claim);
    });
    boxGroups[box].append(added);
  }
}
