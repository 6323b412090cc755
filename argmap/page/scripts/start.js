// What one does with claims, and what the page shows then.

/** How far from a box its buttons are, and from the sides of the map. */
const BESIDE_BOX = 6;

const ON_BOX = element("on-box");
const START = element("start");

/** Single keys can be turned off: they are in the way of those who speak to their computer. */
function keysAreOn() {
  return element("single-keys").ariaPressed === "true";
}

/** Choose a claim, or none if it is chosen already. @param {number} claim */
function select(claim) {
  if (chosen.selected === claim && !chosen.mode) choose({selected: -1}, false);
  else goTo(claim);
}

/** Choose a claim so that it is seen: what is folded above it is unfolded. @param {number} claim */
function goTo(claim) {
  const folded = new Set(chosen.folded);
  const above = claimsAbove(claim);
  for (const other of above) folded.delete(other);
  const isInBranch = chosen.focus === claim || above.includes(chosen.focus);
  choose({selected: claim, folded, focus: isInBranch ? chosen.focus : -1}, false);
}

/** @param {number} claim */
function toggleFold(claim) {
  const folded = new Set(chosen.folded);
  if (!folded.delete(claim)) folded.add(claim);
  choose({folded});
}

/** Show a claim alone with what bears on it. @param {number} claim */
function showBranch(claim) {
  const folded = new Set(chosen.folded);
  folded.delete(claim);
  choose({focus: claim, folded});
}

/** @param {number} level */
function foldTo(level) {
  choose({level, folded: foldedAt(level), focus: -1});
}

/** Show all claims at once, however small. */
function showAll() {
  foldTo(Infinity);
  fit();
}

/** @param {number} claim @param {boolean | undefined} value */
function suppose(claim, value) {
  const supposed = new Map(chosen.supposed);
  if (value === undefined) supposed.delete(claim);
  else supposed.set(claim, value);
  choose({supposed, verdicts: true});
}

/** Show what stands, and what can be supposed of a claim; or end that. */
function toggleWhatIf() {
  if (chosen.verdicts) {
    choose({verdicts: false, supposed: new Map()});
    return;
  }
  const [main] = DATA.mains;
  if (chosen.selected < 0 && main !== undefined) goTo(main);
  choose({verdicts: true});
  first("[data-supposes]", chosen.mode ? element("reading") : ON_BOX)?.focus();
}

/** @param {string} mode */
function enterMode(mode) {
  const [main = -1] = DATA.mains;
  const selected = chosen.selected < 0 ? main : chosen.selected;
  choose({mode: MODES.has(mode) && chosen.mode !== mode ? mode : "", step: 0, selected}, false);
}

/** @param {Choice} choice @param {Choice} last */
function show(choice, last) {
  const hasFocus = document.activeElement !== document.body;
  const verdictsAreOn = showsWhatStands(choice);
  const isSupposedAnew = !sameEntries(choice.supposed, last.supposed);
  const changes = isSupposedAnew ? whatChanges(choice.supposed) : {claims: [], sentences: []};
  if (isSupposedAnew || verdictsAreOn !== showsWhatStands(last)) showVerdicts(verdictsAreOn);
  // That an address has claims that are gone is said when it is opened.
  const sentences = choice !== last && hasGone ? [said("gone")] : changes.sentences;
  hasGone = false;
  element("changes").replaceChildren(...sentences.map(sentence => create("span", {}, sentence)));
  document.body.dataset.mode = choice.mode;
  for (const [id, isOn] of Object.entries({
    read: choice.mode === "read", study: choice.mode === "study", "what-if": verdictsAreOn,
  })) element(id).ariaPressed = String(isOn);
  element("undo").ariaDisabled = String(!past.length);
  if (!sameEntries(choice.folded, last.folded) || choice.focus !== last.focus) {
    showMap(choice, {animates: !choice.mode, touched: changedFold(choice.folded, last.folded)});
    showHowMany();
  }
  showSelected(choice.selected, last.selected);
  showReading(choice);
  showSupposed(document);
  if (hasFocus) keepFocus();
  if (!choice.mode) flash(changes.claims);
}

/** Give the focus to something that is in view, if what had it has gone. */
function keepFocus() {
  const now = document.activeElement;
  const entry = inEntry(items.get(chosen.selected), ".line");
  const places = [now, first("h2", LEAF), entry, VIEW, element("menu-button")];
  const place = places.find(each => each !== document.body && each?.checkVisibility({visibilityProperty: true}));
  if (place !== now) /** @type {HTMLElement | undefined} */ (place)?.focus();
}

/** Whether verdicts are seen: who studies does not want to know yet. @param {Choice} choice */
function showsWhatStands({verdicts, mode}) {
  return verdicts && mode !== "study";
}

/** The claim that was folded or unfolded, if it is one. @param {Set<number>} now @param {Set<number>} before */
function changedFold(now, before) {
  const changed = [...now.symmetricDifference(before)];
  return changed.length === 1 ? changed[0] : -1;
}

/** Say how much of the map is shown, where that is not all of it. */
function showHowMany() {
  const total = CLAIMS.filter(({box}) => box >= 0).length;
  const number = shownClaims().size;
  const all = create("button", {onclick: showAll}, said("show_all"));
  // It is for the text that the page has chosen so few; for what else there are, somebody else has.
  const isForText = !chosen.level && sameEntries(chosen.folded, foldedAt(0));
  const sentence = said(isForText ? "showing" : "step_of", {number, total});
  element("showing").replaceChildren(...(number < total ? [sentence, " ", all] : []));
}

/** @param {number} selected @param {number} before */
function showSelected(selected, before) {
  for (const claim of new Set([before, selected])) {
    const item = items.get(claim);
    if (!item) continue;
    mark([item], "selected", claim === selected);
    markBoxes(claim, "selected", claim === selected);
    inEntry(item, ".line").ariaExpanded = String(claim === selected);
  }
  if (selected >= 0) showParticulars(selected);
  if (selected !== before && selected >= 0) {
    scrollToEntry(selected);
    if (!chosen.mode) goToBox(selected);
  }
  fillButtonsOnBox(selected);
}

/** The buttons on the box of the chosen claim. @param {number} claim */
function fillButtonsOnBox(claim) {
  ON_BOX.hidden = claim < 0 || Boolean(chosen.mode);
  if (ON_BOX.hidden) return;
  const hadFocus = [...ON_BOX.children].indexOf(/** @type {Element} */ (document.activeElement));
  /** @type {[string, () => void][]} */
  const actions = [["read", () => enterMode("read")]];
  if (hasBelow(claim)) {
    actions.push([chosen.folded.has(claim) ? "unfold" : "fold", () => toggleFold(claim)]);
    if (chosen.focus !== claim) actions.push(["only_this_branch", () => showBranch(claim)]);
  }
  const buttons = actions.map(([name, action]) => create("button", {onclick: action}, said(name)));
  ON_BOX.replaceChildren(...suppositions(claim).children, ...buttons);
  ON_BOX.ariaLabel = CLAIMS[claim].name;
  /** @type {HTMLElement | undefined} */ (ON_BOX.children[hadFocus])?.focus();
  onViewChanged();
}

/** Keep the buttons of a box at it. */
function onViewChanged() {
  if (ON_BOX.hidden) return;
  const area = chosen.selected < 0 ? undefined : boxArea(chosen.selected);
  ON_BOX.style.visibility = area ? "visible" : "hidden";
  if (!area) return;
  const {clientWidth, clientHeight} = VIEW;
  const left = Math.min(Math.max(BESIDE_BOX, area.left), clientWidth - ON_BOX.offsetWidth - BESIDE_BOX);
  const below = area.bottom + BESIDE_BOX + (chosen.folded.has(chosen.selected) ? PILL * viewport.scale : 0);
  const isFull = below + ON_BOX.offsetHeight > clientHeight;
  const top = isFull ? Math.max(BESIDE_BOX, area.top - ON_BOX.offsetHeight - BESIDE_BOX) : below;
  ON_BOX.style.transform = `translate(${left}px, ${VIEW.offsetTop + top}px)`;
}

/** @param {Map<number, boolean> | Set<number>} one @param {Map<number, boolean> | Set<number>} other */
function sameEntries(one, other) {
  return String([...one]) === String([...other]);
}

for (const button of all("[data-level]")) on(button, "click", () => foldTo(Number(button.dataset.level)));
for (const mode of MODES) onClick(mode, () => enterMode(mode));
for (const button of all("[data-action]")) {
  on(button, "click", () => {
    const tool = element(/** @type {string} */ (button.dataset.action));
    START.hidden = true;
    tool.focus();
    if (tool.ariaPressed !== "true") tool.click();
  });
}
onClick("end-start", () => {
  START.hidden = true;
  element("read").focus();
});
onClick("what-if", toggleWhatIf);
// Beside all boxes nothing is chosen.
onClick("view", () => hasDragged || choose({selected: -1}, false));
onClick("undo", undo);
onClick("reset", () => choose(choiceIn("")));
onClick("present", presentReading);
onClick("single-keys", () => (element("single-keys").ariaPressed = String(!keysAreOn())));
onClick("show-outline", () => {
  const isShown = document.body.classList.toggle("outline-shown");
  element("show-outline").ariaPressed = String(isShown);
  if (chosen.mode) choose({mode: ""}, false);
});
for (const button of all("#menu button")) on(button, "click", () => element("menu").hidePopover());
on(window, "keydown", event => {
  const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z";
  if (isUndo && event.target !== FIELD) {
    event.preventDefault();
    undo();
  }
  if (event.key === "Escape" && !chosen.mode && event.target !== FIELD && !first(":popover-open")) {
    element("legend").removeAttribute("open");
    choose({selected: -1}, false);
  }
  if (event.target === FIELD || !keysAreOn()) return;
  const {selected} = chosen;
  press(event, {
    "/": () => FIELD.select(),
    ...(selected < 0 || chosen.mode === "study" ? {} : {
      t: () => suppose(selected, true),
      f: () => suppose(selected, false),
      r: () => suppose(selected, undefined),
    }),
  });
});

START.hidden = location.hash.length > 1;
element("scoreboard").hidden = !showsWhatStands(chosen);
// Now the view is as large as it will be.
levelOfOpening = 0;
chosen = choiceIn(location.hash);
const nothing = {...chosen, supposed: new Map(), folded: new Set([-1]), selected: -1, mode: "", verdicts: !chosen.verdicts};
show(chosen, nothing);
