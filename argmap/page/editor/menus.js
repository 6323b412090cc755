// Menus and dialogs: what is asked, and what can be done where one does not drag or knows no keys.

const MENU = element("menu");
const MENUS = all("[role=menu]", document);
/** What has the keyboard once the menu is closed. @type {HTMLElement | null} */
let menuOpener = null;

/** @param {HTMLElement} menu */
function itemsOf(menu) {
  return all("[role=menuitem]", menu).filter(item => !item.hidden);
}

/** @typedef {{left: number, right?: number, top: number, bottom: number}} MenuPlace what a menu is beside, in the window */

/**
 * Open a menu below an element, or at a place.
 * @param {HTMLElement} menu
 * @param {MenuPlace} place in the window
 * @param {HTMLElement | null} opener
 */
function showMenu(menu, {left, right = left, top, bottom}, opener) {
  closeMenu();
  menuOpener = opener;
  menu.hidden = false;
  if (opener?.ariaExpanded) opener.ariaExpanded = "true";
  const {offsetWidth: width, offsetHeight: height} = menu;
  menu.style.left = `${clamp(left, 4, Math.max(4, innerWidth - width - 4))}px`;
  // Not over what was pressed, which may be pressed twice.
  const [fitsBelow, fitsAbove] = [bottom + height + 6 <= innerHeight, top > height + 6];
  menu.style.top = `${!fitsBelow && fitsAbove ? top - height - 2 : clamp(bottom + 2, 4, Math.max(4, innerHeight - height - 4))}px`;
  if (!fitsBelow && !fitsAbove && right > left) {
    menu.style.left = `${right + width + 6 <= innerWidth ? right + 2 : Math.max(4, left - width - 2)}px`;
  }
  itemsOf(menu)[0].focus();
}

/**
 * Open the menu of what can be done now.
 * @param {{name: string, act: () => void}[]} items
 * @param {MenuPlace} place in the window
 * @param {HTMLElement | null} opener
 */
function openMenu(items, place, opener) {
  MENU.replaceChildren(...items.map(({name, act}) => {
    const made = create("button", {tabIndex: -1, onclick: act}, name);
    made.setAttribute("role", "menuitem");
    return made;
  }));
  showMenu(MENU, place, opener);
}

/** @param {boolean} returns whether the keyboard goes back to what has opened the menu */
function closeMenu(returns = true) {
  const open = MENUS.find(menu => !menu.hidden);
  if (!open) return;
  open.hidden = true;
  if (menuOpener?.ariaExpanded) menuOpener.ariaExpanded = "false";
  if (returns) menuOpener?.focus();
}

/** A button below which a menu opens, and closes. @param {string} button @param {string} menu */
function menuButton(button, menu) {
  const opener = element(button);
  const toggle = () => (opener.ariaExpanded === "true" ? closeMenu() : showMenu(element(menu), opener.getBoundingClientRect(), opener));
  onClick(button, toggle);
  on(opener, "keydown", event => press(event, {ArrowDown: toggle}));
}

for (const menu of MENUS) {
  on(menu, "keydown", event => {
    const items = itemsOf(menu);
    const place = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    press(event, {
      ArrowDown: () => items[(place + 1) % items.length].focus(),
      ArrowUp: () => items[(place + items.length - 1) % items.length].focus(),
      Home: () => items[0].focus(),
      End: () => items[items.length - 1].focus(),
      Escape: closeMenu,
      Tab: closeMenu,
    });
  });
  // It is closed before its item acts, which may want the keyboard.
  on(menu, "click", () => closeMenu(), {capture: true});
  on(menu, "focusout", event => {
    if (event.relatedTarget && !menu.contains(/** @type {Node} */ (event.relatedTarget))) closeMenu(false);
  });
}
on(document, "pointerdown", event => {
  const target = /** @type {Node} */ (event.target);
  if (!menuOpener?.contains(target) && !MENUS.some(menu => menu.contains(target))) closeMenu(false);
});

/** An item of a menu. @param {string} word @param {() => void} act */
function menuItem(word, act) {
  return {name: worded(word), act};
}

/**
 * Open the menu with all that can be done to a claim.
 * @param {string} claim @param {string} via @param {HTMLElement | undefined} opener @param {Draft["pane"]} pane
 * @param {MenuPlace | undefined} place in the window, if not below what opens it
 */
function openMoreMenu(claim, via, opener, pane = "outline", place = opener?.getBoundingClientRect()) {
  if (!opener || !place || STORE.numberOf(claim) < 0 || !isStarted()) return;
  const row = pane === "outline" ? currentRow() : undefined;
  const items = [
    menuItem("edit", () => startDraft("text", claim, pane, via)),
    menuItem("add_reason", () => startDraft("reason", claim, pane)),
    menuItem(isObjection(claim, via) ? "answer_objection" : "add_objection", () => startDraft("objection", claim, pane)),
  ];
  if (via) {
    items.push(menuItem("add_premise", () => startDraft("premise", via, pane)));
    items.push(menuItem("field_undercutter", () => startDraft("undercutter", via, pane)));
    const number = inferenceNumber(via);
    if (number >= 0 && INFERENCES[number].kind !== UNDERCUTTER) {
      items.push(menuItem("field_weighing", () => startDraft("weighing", via, pane)));
      items.push(menuItem("turn", () => turnLine(via)));
    }
  }
  items.push(menuItem("move_to", () => chooseTarget(claim, via, "move")));
  items.push(menuItem("link_with", () => chooseTarget(claim, via, "link")));
  if (via) {
    const {word, act} = detachAction(claim, via);
    items.push(menuItem(word, act));
  }
  items.push(menuItem("delete", () => void (row ? deleteRow(row) : deleteClaim(claim, via))));
  // In the picture, keys are for the picture again once the menu is closed.
  openMenu(items, place, pane === "picture" ? VIEW : opener);
}

/** Open the menu with all that can be done to an inference. @param {string} inference @param {MenuPlace} place */
function openLineMenu(inference, place) {
  const number = inferenceNumber(inference);
  if (!isStarted() || number < 0) return;
  const items = [
    menuItem("field_undercutter", () => startDraft("undercutter", inference, "picture")),
    menuItem("field_weighing", () => startDraft("weighing", inference, "picture")),
    menuItem("add_premise", () => startDraft("premise", inference, "picture")),
  ];
  if (INFERENCES[number].kind !== UNDERCUTTER) items.push(menuItem("turn", () => turnLine(inference)));
  items.push(menuItem("delete_inference", () => deleteLine(inference)));
  openMenu(items, place, VIEW);
}

/**
 * Ask what a claim that was dropped on another, or on a line, is to do there.
 * @param {{word: string, act: () => void}[]} actions @param {PointerEvent} event
 */
function offerDrop(actions, {clientX: left, clientY: y}) {
  openMenu(actions.map(({word, act}) => ({name: worded(word), act})), {left, top: y, bottom: y}, VIEW);
}

/** Let a claim bear on nothing. @param {string} claim @param {string} via */
function detachAction(claim, via) {
  return {word: "detach", act: () => void perform("unlink", {inference: via, claim}, worded("bears_on_nothing"))};
}

/** What a claim can do with an inference. @param {string} claim @param {string} via @param {string} inference */
function lineActions(claim, via, inference) {
  return [
    {word: "move_as_undercutter", act: () => void moveClaim(claim, via, inference, "undercutter")},
    {word: "link_as_premise", act: () => void joinPremises(claim, via, inference)},
  ];
}

/** What a claim can do with another: first what one wants to do. @param {string} claim @param {string} via @param {string} target @param {Aim} aim */
function targetActions(claim, via, target, aim = "move") {
  const inference = firstUse(target);
  const moving = [
    {word: "move_as_reason", act: () => void moveClaim(claim, via, target, "reason")},
    {word: "move_as_objection", act: () => void moveClaim(claim, via, target, "objection")},
  ];
  if (INFERENCES[inferenceNumber(via)]?.kind === REBUTTAL) moving.reverse();
  const [undercutting, joining] = inference ? lineActions(claim, via, inference) : [];
  const linking = joining && inference !== via ? [joining] : [];
  if (undercutting) moving.push(undercutting);
  if (via) {
    linking.push({word: "use_as_reason", act: () => void linkClaim(claim, target, "reason")});
    linking.push({word: "use_as_objection", act: () => void linkClaim(claim, target, "objection")});
  }
  return aim === "move" ? [...moving, ...linking] : [...linking, ...moving];
}

// --- dialogs ---

/** @param {string} id */
function dialog(id) {
  return /** @type {HTMLDialogElement} */ (element(id));
}

/** Ask whether to do something. @param {string} question @returns {Promise<boolean>} */
function confirmed(question) {
  const asked = dialog("confirm-dialog");
  element("confirm-question").textContent = question;
  asked.returnValue = "";
  asked.showModal();
  return new Promise(resolve => {
    on(asked, "close", () => resolve(asked.returnValue === "yes"), {once: true});
  });
}

const TARGETS = /** @type {HTMLSelectElement} */ (element("targets"));
const TARGET_SEARCH = /** @type {HTMLInputElement} */ (element("target-search"));
/** @typedef {"move" | "link"} Aim what one wants to do with a claim */

/** The claim that is moved or linked, the inference by which it is shown, and what is wanted. @type {{claim: string, via: string, aim: Aim}} */
let targeting = {claim: "", via: "", aim: "move"};

/** Ask which claim another moves to, or is linked with. @param {string} claim @param {string} via @param {Aim} aim */
function chooseTarget(claim, via, aim) {
  if (!isStarted()) return;
  targeting = {claim, via, aim};
  element("target-title").textContent = worded(aim === "move" ? "move_to" : "link_with");
  element("target-claim").textContent = textOf(claim);
  TARGET_SEARCH.value = "";
  listTargets();
  dialog("target-dialog").showModal();
}

/** The claim that one most likely wants: what it bears on is where it moves from, and what is beside it is what it is linked with. */
function likelyTarget() {
  const {claim, via, aim} = targeting;
  if (!via) return "";
  const target = targetOf(via);
  if (aim === "move") return target;
  const row = [...rows.values()].find(each => each.claim === claim && each.inference === via);
  if (!row) return "";
  const beside = rowsBeside(row, roots);
  const place = beside.indexOf(row);
  const nearest = [...beside.slice(0, place).reverse(), ...beside.slice(place)];
  return nearest.find(({inference, role}) => inference !== via && role === row.role)?.claim ?? "";
}

function listTargets() {
  const words = TARGET_SEARCH.value.toLocaleLowerCase().split(/\s+/);
  const inOrder = new Set(visibleRows(roots, new Set()).map(row => row.claim));
  const fitting = [...inOrder].filter(id => {
    const text = textOf(id).toLocaleLowerCase();
    const number = STORE.numberOf(id);
    return number >= 0 && !isBelow(number, STORE.numberOf(targeting.claim)) && words.every(word => text.includes(word));
  });
  const likely = TARGET_SEARCH.value ? "" : likelyTarget();
  const chosen = fitting.includes(likely) ? likely : fitting[0];
  TARGETS.replaceChildren(...fitting.map(id => create("option", {value: id, selected: id === chosen}, textOf(id))));
  element("target-count").textContent = worded("targets_found", {count: fitting.length});
  listTargetActions();
}

function listTargetActions() {
  const {claim, via, aim} = targeting;
  const actions = TARGETS.value ? targetActions(claim, via, TARGETS.value, aim) : [];
  element("target-actions").replaceChildren(...actions.map(({word, act}) => create("button", {type: "button", onclick: () => {
    dialog("target-dialog").close();
    act();
  }}, worded(word))));
}

on(TARGET_SEARCH, "input", listTargets);
on(TARGETS, "change", listTargetActions);
for (const field of [TARGET_SEARCH, TARGETS]) {
  on(field, "keydown", event => press(event, {
    Enter: () => /** @type {HTMLElement | null} */ (element("target-actions").firstElementChild)?.click(),
    ...(field === TARGET_SEARCH && {ArrowDown: () => TARGETS.focus()}),
  }));
}

STORE.listen("lost", text => {
  /** @type {HTMLTextAreaElement} */ (element("lost-text")).value = text;
  if (!dialog("lost-dialog").open) dialog("lost-dialog").showModal();
});
onClick("take-lost", () => {
  const {value} = /** @type {HTMLTextAreaElement} */ (element("lost-text"));
  TEXT.edit(editBetween(TEXT.text, value));
  STORE.type(value);
  dialog("lost-dialog").close();
});
