// The outline: it says what the picture shows, and can be read and used with the keyboard alone. It folds by itself,
// so that a claim can be chosen here that the picture does not show yet.

const OUTLINE = element("outline");

/** The entries of each claim: where it is written, and where it is referred to. */
const placesOfClaims = Map.groupBy(all("li[data-claim]"), claimOf);

/** The entries of each inference. */
const itemsOfInferences = Map.groupBy(all("li[data-step]"), item => Number(item.dataset.step));

/** The entry in which each claim is written, in the order of the outline. @type {Map<number, HTMLElement>} */
const items = new Map();

for (const item of all("li[data-claim]")) {
  const claim = claimOf(item);
  const entry = /** @type {HTMLElement} */ (item.firstElementChild);
  const text = /** @type {HTMLElement} */ (entry.firstElementChild);
  entry.className = "entry";
  // An entry is text alone as long as there are no scripts.
  for (const link of all("a", text)) link.replaceWith(...link.childNodes); // there are none within a button
  const button = create("button", {className: "line", onclick: () => select(claim)}, ...text.childNodes);
  text.replaceWith(button);
  if (!("reference" in item.dataset)) {
    items.set(claim, item);
    button.ariaExpanded = "false";
  }
  if (first(":scope > ol", item)) {
    const label = said("bears_on", {number: CLAIMS[claim].number});
    const fold = create("button", {className: "fold", ariaExpanded: "true", ariaLabel: label});
    on(fold, "click", () => foldEntry(item, fold.ariaExpanded === "true"));
    entry.append(fold);
  }
}

/** @param {HTMLElement} item */
function claimOf(item) {
  return Number(item.dataset.claim);
}

/** A part of an entry, which it may lack. @param {HTMLElement | undefined} item @param {string} selector */
function inEntry(item, selector) {
  return /** @type {HTMLElement} */ (item && first(`:scope > .entry ${selector}`, item));
}

/** @param {number} claim */
function placesOf(claim) {
  return placesOfClaims.get(claim) ?? [];
}

/** Hide what is below an entry, or show it. @param {HTMLElement} item @param {boolean} isFolded */
function foldEntry(item, isFolded) {
  item.classList.toggle("folded", isFolded);
  inEntry(item, ".fold").ariaExpanded = String(!isFolded);
}

/** Show the entry of a claim, whatever is folded above it. @param {number} claim */
function scrollToEntry(claim) {
  const item = items.get(claim);
  for (let above = item?.parentElement?.closest("li"); above; above = above.parentElement?.closest("li")) {
    foldEntry(above, false);
  }
  item?.scrollIntoView({block: "nearest"});
}

on(OUTLINE, "keydown", event => {
  const button = /** @type {HTMLElement} */ (event.target);
  if (!button.matches(".line")) return;
  const visible = all(".line", OUTLINE).filter(line => line.checkVisibility());
  const place = visible.indexOf(button);
  press(event, {
    ArrowDown: () => visible[place + 1]?.focus(),
    ArrowUp: () => visible[place - 1]?.focus(),
    Home: () => visible[0].focus(),
    End: () => visible.at(-1)?.focus(),
    ArrowLeft: () => goAcross(button, IS_RTL),
    ArrowRight: () => goAcross(button, !IS_RTL),
  });
});

/**
 * Unfold a claim or go to the first below it; or fold it or go to the one above it.
 * @param {HTMLElement} button
 * @param {boolean} isInwards
 */
function goAcross(button, isInwards) {
  const item = /** @type {HTMLElement} */ (button.closest("li"));
  const fold = inEntry(item, ".fold");
  const isUnfolded = fold?.ariaExpanded === "true";
  if (fold && isUnfolded !== isInwards) foldEntry(item, isUnfolded);
  else if (isInwards) first(":scope > ol .line", item)?.focus();
  else first(".line", item.parentElement?.closest("li") ?? item)?.focus();
}
