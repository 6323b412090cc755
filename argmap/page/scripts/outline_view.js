// The outline: it tells what the picture shows, and does all that can be done there, with the keyboard alone.

const OUTLINE = element("outline");

/** The entries that tell a claim, or refer to where it is told. */
const placesOfClaims = Map.groupBy(all("li[data-claim]"), claimOf);

/** The entries in which an inference is told. */
const itemsOfInferences = Map.groupBy(all("li[data-step]"), item => Number(item.dataset.step));

/** The entry that tells each claim, in the order in which they are told. @type {Map<number, HTMLElement>} */
const items = new Map();

for (const item of all("li[data-claim]")) {
  const claim = claimOf(item);
  // What is told of a claim is text alone as long as there are no scripts.
  const text = inEntry(item, ".told");
  const button = create("button", {className: "told", onclick: () => select(claim)}, ...text.childNodes);
  text.replaceWith(button);
  if (!("reference" in item.dataset)) {
    items.set(claim, item);
    button.ariaExpanded = "false";
  }
  const fold = inEntry(item, ".fold");
  if (fold) on(fold, "click", () => toggleFold(claim));
}

/** @param {HTMLElement} item */
function claimOf(item) {
  return Number(item.dataset.claim);
}

/** A part of an entry, which it may lack. @param {HTMLElement | undefined} item @param {string} selector */
function inEntry(item, selector) {
  return /** @type {HTMLElement} */ (item && first(`:scope > .entry ${selector}`, item));
}

/** The number of an entry, if it has one. @param {HTMLElement | undefined} item */
function numberOf(item) {
  return inEntry(item, ".number")?.textContent ?? "";
}

/** @param {number} claim */
function placesOf(claim) {
  return placesOfClaims.get(claim) ?? [];
}

/** @param {Set<number>} folded */
function showFoldedEntries(folded) {
  for (const [claim, item] of items) {
    const fold = inEntry(item, ".fold");
    if (!fold) continue;
    item.classList.toggle("folded", folded.has(claim));
    fold.ariaExpanded = String(!folded.has(claim));
  }
}

/** @param {number} claim */
function scrollToEntry(claim) {
  items.get(claim)?.scrollIntoView({block: "nearest"});
}

on(OUTLINE, "keydown", event => {
  const button = /** @type {HTMLElement} */ (event.target);
  if (!button.matches(".told")) return;
  const visible = all(".told", OUTLINE).filter(told => told.checkVisibility());
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
  if (fold && isUnfolded !== isInwards) toggleFold(claimOf(item));
  else if (isInwards) first(":scope > ol .told", item)?.focus();
  else first(".told", item.parentElement?.closest("li") ?? item)?.focus();
}
