// Search: claims are found by words of their text, by number and by id; Enter goes to one, and / to the field again.

/** @type {HTMLInputElement} */
const FIELD = element("search");

/** The claims in the order of the outline, with what they are found by. */
const SEARCHED = [...items.keys()].map(claim => {
  const {text, name, number, id} = CLAIMS[claim];
  return {claim, text: searchable(`${text} ${name}`), number: searchable(number), id: searchable(id)};
});

/** The claims that are found, and at which of them one is. */
const found = {claims: /** @type {number[]} */ ([]), place: -1};

/** What those who search take for the same: capitals, accents and ligatures do not count. @param {string} text */
function searchable(text) {
  return text.normalize("NFKD").replace(/(?=\p{M})\p{Diacritic}/gu, "").toUpperCase();
}

function findClaims() {
  const words = searchable(FIELD.value).split(/\s+/).filter(word => word);
  markFound(false);
  const hits = (words.length ? SEARCHED : []).filter(({text, number, id}) => {
    return words.every(word => text.includes(word) || number.startsWith(word) || id.startsWith(word));
  });
  Object.assign(found, {claims: hits.map(({claim}) => claim), place: -1});
  markFound(true);
  if (hits.length) scrollToEntry(hits[0].claim);
  element("found").textContent = words.length ? placeAmongFound() : "";
}

function placeAmongFound() {
  const total = found.claims.length;
  return total ? said("found", {number: Math.max(found.place, 0) + 1, total}) : said("nothing_found");
}

/** @param {boolean} isFound */
function markFound(isFound) {
  for (const claim of found.claims) {
    mark(placesOf(claim), "found", isFound);
    markBoxes(claim, "found", isFound);
  }
}

/** Go to the next hit or the one before; the first time, to the first or the last. @param {number} by 1 or -1 */
function goToFound(by) {
  const total = found.claims.length;
  if (!total) return;
  found.place = found.place < 0 && by > 0 ? 0 : (Math.max(found.place, 0) + by + total) % total;
  const claim = found.claims[found.place];
  goTo(claim);
  element("found").textContent = placeAmongFound();
  if (chosen.mode) return; // what is read is heard
  inEntry(items.get(claim), ".line").focus({preventScroll: true});
  // On a phone the outline may be out of sight.
  if (document.activeElement === FIELD) {
    element("found").append(create("span", {className: "only-heard"}, ` ${CLAIMS[claim].text}`));
  }
}

function endSearch() {
  FIELD.value = "";
  findClaims();
}

on(FIELD, "input", findClaims);
on(FIELD, "keydown", event => {
  if (event.isComposing) return; // Enter ends a word that is being put together
  press(event, {Enter: () => goToFound(event.shiftKey ? -1 : 1), Escape: endSearch});
});
