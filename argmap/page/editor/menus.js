// Menus and dialogs: what is asked, and what can be done where one does not drag or knows no keys.

const MENU = element("menu");
const MENUS = all("[role=menu]", document);
/** What has the keyboard once the menu is closed. @type {HTMLElement | null} */
let menuOpener = null;

/** @param {HTMLElement} menu */
function itemsOf(menu) {
  return all("[role=menuitem]", menu).filter(item => !item.hidden);
}

/**
 * Open a menu below an element, or at a place.
 * @param {HTMLElement} menu
 * @param {{left: number, top: number, bottom: number}} place in the window
 * @param {HTMLElement | null} opener
 */
function showMenu(menu, {left, top, bottom}, opener) {
  closeMenu();
  menuOpener = opener;
  menu.hidden = false;
  if (opener?.ariaExpanded) opener.ariaExpanded = "true";
  const {offsetWidth: width, offsetHeight: height} = menu;
  menu.style.left = `${clamp(left, 4, Math.max(4, innerWidth - width - 4))}px`;
  // Not over what was pressed, which may be pressed twice.
  const isAbove = bottom + height + 6 > innerHeight && top > height + 6;
  menu.style.top = `${isAbove ? top - height - 2 : clamp(bottom + 2, 4, Math.max(4, innerHeight - height - 4))}px`;
  itemsOf(menu)[0].focus();
}

/**
 * Open the menu of what can be done now.
 * @param {{name: string, act: () => void}[]} items
 * @param {{left: number, top: number, bottom: number}} place in the window
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
 * @param {string} claim @param {string} via @param {HTMLElement | undefined} anchor @param {Draft["pane"]} pane
 */
function openMoreMenu(claim, via, anchor, pane = "outline") {
  if (!anchor || STORE.numberOf(claim) < 0) return;
  const isCopy = pane === "outline" && currentRow()?.isCopy === true;
  const items = [
    menuItem("edit", () => startDraft("text", claim, pane, via)),
    menuItem("add_reason", () => startDraft("reason", claim, pane)),
    menuItem(isObjection(claim, via) ? "answer_objection" : "add_objection", () => startDraft("objection", claim, pane)),
  ];
  if (via) {
    items.push(menuItem("add_premise", () => startDraft("premise", via, pane)));
    items.push(menuItem("field_undercutter", () => startDraft("undercutter", via, pane)));
    const number = inferenceNumber(via);
    if (number >= 0 && INFERENCES[number].kind !== UNDERCUTTER) items.push(menuItem("turn", () => turnLine(via)));
  }
  items.push(menuItem("move_to", () => chooseTarget(claim, via)));
  items.push(menuItem("link_with", () => chooseTarget(claim, via)));
  if (via) {
    const {word, act} = detachAction(claim, via);
    items.push(menuItem(word, act));
  }
  items.push(menuItem("delete", () => deleteClaim(claim, via, isCopy)));
  // In the picture, keys are for the picture again once the menu is closed.
  openMenu(items, anchor.getBoundingClientRect(), pane === "picture" ? VIEW : anchor);
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

/** What a claim can do with another. @param {string} claim @param {string} via @param {string} target */
function targetActions(claim, via, target) {
  const inference = firstUse(target);
  const actions = [
    {word: "move_as_reason", act: () => void moveClaim(claim, via, target, "reason")},
    {word: "move_as_objection", act: () => void moveClaim(claim, via, target, "objection")},
  ];
  if (inference) actions.push(...lineActions(claim, via, inference));
  if (via) {
    actions.push({word: "use_as_reason", act: () => void linkClaim(claim, target, "reason")});
    actions.push({word: "use_as_objection", act: () => void linkClaim(claim, target, "objection")});
  }
  return actions;
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
/** The claim that is moved or linked, and the inference by which it is shown. */
let [targetClaim, targetVia] = ["", ""];

/** Ask which claim another moves to, or is linked with. @param {string} claim @param {string} via */
function chooseTarget(claim, via) {
  [targetClaim, targetVia] = [claim, via];
  element("target-claim").textContent = textOf(claim);
  TARGET_SEARCH.value = "";
  listTargets();
  dialog("target-dialog").showModal();
}

function listTargets() {
  const words = TARGET_SEARCH.value.toLocaleLowerCase().split(/\s+/);
  const fitting = CLAIMS.filter(({id, text}) => id !== targetClaim && words.every(word => text.toLocaleLowerCase().includes(word)));
  TARGETS.replaceChildren(...fitting.map(({id, text, number}, place) => {
    return create("option", {value: id, selected: place === 0}, number ? `${number} ${text}` : text);
  }));
  listTargetActions();
}

function listTargetActions() {
  const actions = TARGETS.value ? targetActions(targetClaim, targetVia, TARGETS.value) : [];
  element("target-actions").replaceChildren(...actions.map(({word, act}) => create("button", {type: "button", onclick: () => {
    dialog("target-dialog").close();
    act();
  }}, worded(word))));
}

on(TARGET_SEARCH, "input", listTargets);
on(TARGETS, "change", listTargetActions);

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
