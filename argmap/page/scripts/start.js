// On a phone the outline comes first, and the map is one tap away.

/** How far down a map begins that has buttons over it. */
const BELOW_BUTTONS = 64;

const phoneMap = {isOpen: false, isInHistory: false, scrolledTo: 0};

onClick("show-map", () => {
  if (!phoneMap.isOpen) openMap();
  else if (phoneMap.isInHistory) history.back();
  else closeMap();
});

// The way back that phones have leads to the outline, and takes back nothing else.
on(window, "popstate", () => {
  if (!phoneMap.isOpen) return;
  keepInAddress();
  closeMap();
});

function openMap() {
  phoneMap.scrolledTo = scrollY;
  history.scrollRestoration = "manual";
  showPhoneMap(true);
  try {
    history.pushState(null, "");
    phoneMap.isInHistory = true;
  } catch {
    // A page within another may not be allowed to.
    phoneMap.isInHistory = false;
  }
  const {selected} = chosen;
  if (selected < 0) fillView();
  else showSelectedBox(selected);
}

/** @param {number} claim */
function showSelectedBox(claim) {
  const area = areaOf(CLAIMS[claim].box);
  centre(area, Math.min(1.5, fitting(area, MARGIN)));
}

/** Fill the screen with the map from its beginning, rather than show all of it too small to read. */
function fillView() {
  fit();
  const {width, height} = wholeArea();
  const scale = Math.min(1, Math.max(VIEW.clientWidth / width, VIEW.clientHeight / height));
  if (scale > viewport.scale) setView(viewport.x, BELOW_BUTTONS, scale);
}

function closeMap() {
  showPhoneMap(false);
  scrollTo(0, phoneMap.scrolledTo);
  scrollToEntry(chosen.selected);
  element("show-map").focus({preventScroll: true});
}

/** @param {boolean} isOpen */
function showPhoneMap(isOpen) {
  phoneMap.isOpen = isOpen;
  document.body.classList.toggle("map-open", isOpen);
  element("show-map").textContent = said(isOpen ? "outline" : "map");
}

// What one does with claims, and what the page shows then.

/** The box that was folded last stays where it is on the screen. */
const anchored = {box: -1, x: 0, y: 0};

/** Select a claim, or none if it is selected already. @param {number} claim */
function select(claim) {
  if (tour.mode === "present") return;
  if (chosen.selected === claim) choose({selected: -1}, false);
  else goTo(claim);
}

/** Select a claim so that it is seen. @param {number} claim */
function goTo(claim) {
  const folded = new Set(chosen.folded);
  // What is folded away above it is unfolded.
  for (let box = BOXES[CLAIMS[claim].box].parent; box >= 0; box = BOXES[box].parent) {
    folded.delete(BOXES[box].claim);
  }
  choose({selected: claim, folded}, false);
}

/** Bring a claim into sight, in the outline and in the map. @param {number} claim */
function bringIntoSight(claim) {
  scrollToEntry(claim);
  if (!viewport.isFitted) reveal(CLAIMS[claim].box);
}

/** @param {number} claim */
function toggleFold(claim) {
  if (tour.mode) return;
  const folded = new Set(chosen.folded);
  if (!folded.delete(claim)) folded.add(claim);
  anchored.box = CLAIMS[claim].box;
  Object.assign(anchored, areaOf(anchored.box));
  choose({folded});
}

/** @param {number} level */
function foldTo(level) {
  const deep = BOXES.filter((_, box) => LEVELS[box] >= level && BEARING.has(box));
  anchored.box = -1;
  choose({folded: new Set(deep.map(box => box.claim))});
}

/** @param {number} claim @param {boolean | undefined} value */
function suppose(claim, value) {
  const supposed = new Map(chosen.supposed);
  if (value === undefined) supposed.delete(claim);
  else supposed.set(claim, value);
  choose({supposed, verdicts: true});
}

/** @param {Choice} choice @param {Choice} last */
function show(choice, last) {
  drawing.isStill = Boolean(choice.mode || last.mode);
  const [now, before] = [effective(choice), effective(last)];
  const isSupposedAnew = !sameEntries(now.supposed, before.supposed);
  const changes = isSupposedAnew ? whatChanges(now.supposed) : [];
  element("changes").replaceChildren(...changes.map(sentence => create("span", {}, sentence)));
  if (isSupposedAnew || now.verdicts !== before.verdicts) showVerdicts(now.verdicts);
  element("show-verdicts").ariaPressed = String(now.verdicts);
  element("undo").ariaDisabled = String(!past.length);
  if (!sameEntries(now.folded, before.folded)) {
    showFoldedEntries(now.folded);
    showBoxes(shownBoxes(now.folded));
    showFoldMarks(now.folded);
  }
  showSelected(now.selected, before.selected);
  showMode(choice);
}

/** Keep in its place what should stay there while parts of the picture move. */
function onMoved() {
  if (viewport.isFitted) {
    fit();
  } else if (anchored.box >= 0) {
    const {x, y} = anchored;
    Object.assign(anchored, areaOf(anchored.box));
    pan((x - anchored.x) * viewport.scale, (y - anchored.y) * viewport.scale);
  }
}

/** @param {number} selected @param {number} before */
function showSelected(selected, before) {
  for (const claim of new Set([before, selected])) {
    const item = items.get(claim);
    if (!item) continue;
    mark([...boxGroupsOf(claim), item], "selected", claim === selected);
    inEntry(item, ".told").ariaExpanded = String(claim === selected);
  }
  // It may be too small to read in the map of a phone.
  element("tapped").textContent = CLAIMS[selected]?.text ?? "";
  if (selected < 0) return;
  tellParticulars(selected);
  if (selected !== before) bringIntoSight(selected);
}

/** @param {Map<number, boolean> | Set<number>} one @param {Map<number, boolean> | Set<number>} other */
function sameEntries(one, other) {
  return String([...one]) === String([...other]);
}

document.documentElement.classList.add("scripted");
boxGroups.forEach((group, box) => {
  const {claim} = BOXES[box];
  on(group, "click", () => hasDragged || select(claim));
  on(group, "dblclick", () => toggleFold(claim));
});
for (const button of all("[data-level]")) on(button, "click", () => foldTo(Number(button.dataset.level) || Infinity));
onClick("undo", undo);
onClick("reset", () => choose(choiceIn("")));
onClick("show-verdicts", () => choose({verdicts: !chosen.verdicts}));
on(window, "keydown", event => {
  const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z";
  if (!isUndo || tour.mode || event.target === FIELD) return;
  event.preventDefault();
  undo();
});

PICTURE.removeAttribute("viewBox"); // it is for those who have no scripts
// A picture is laid out anew for each size: this one only once it has that in which it is first seen.
PICTURE.toggleAttribute("hidden", true);
fit();
show(chosen, {...choiceIn(""), folded: new Set([-1]), verdicts: !chosen.verdicts});
PICTURE.toggleAttribute("hidden", false);
