// Search: claims are found by words of their text, by number and by id, and Enter goes from one to the next.

/** @type {HTMLInputElement} */
const FIELD = element("search");

/** The claims in the order in which they are told, with what they are found by. */
const SEARCHED = [...items].map(([claim, item]) => {
  const {text, name, id} = CLAIMS[claim];
  return {claim, text: searchable(`${text} ${name}`), number: searchable(numberOf(item)), id: searchable(id)};
});

/** The claims that are found, and at which of them one is; only those go to one who press Enter. */
const found = {claims: /** @type {number[]} */ ([]), place: 0, isReached: false};

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
  Object.assign(found, {claims: hits.map(({claim}) => claim), place: 0, isReached: false});
  markFound(true);
  if (hits.length) scrollToEntry(hits[0].claim);
  element("found").textContent = words.length ? placeAmongFound() : "";
}

function placeAmongFound() {
  const total = found.claims.length;
  return total ? said("found", {number: found.place + 1, total}) : said("nothing_found");
}

/** @param {boolean} isFound */
function markFound(isFound) {
  for (const claim of found.claims) mark([...boxGroupsOf(claim), ...placesOf(claim)], "found", isFound);
}

/** Go on by so many hits; the first time, to the first. @param {number} by */
function goToFound(by) {
  const total = found.claims.length;
  if (!total) return;
  if (found.isReached || by < 0) found.place = (found.place + by + total) % total;
  found.isReached = true;
  const claim = found.claims[found.place];
  goTo(claim);
  bringIntoSight(claim);
  const heard = create("span", {className: "only-heard"}, ` ${CLAIMS[claim].text}`);
  element("found").replaceChildren(placeAmongFound(), heard);
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
on(window, "keydown", event => {
  if (event.target !== FIELD) press(event, {"/": () => FIELD.select()});
});
