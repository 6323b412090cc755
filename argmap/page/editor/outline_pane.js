// The outline: a tree by ARIA's pattern, which is the editor of those who use the keyboard or hear the page.

const TREE = element("tree");
const ROW_INDENT = 1.1;

/** @type {Row[]} */
let roots = [];
/** The rows that are visible, by their keys, in order. @type {Map<string, Row>} */
let rows = new Map();
/** @type {Map<string, HTMLElement>} */
const rowElements = new Map();
/** The row that the keyboard is on. */
let currentKey = "";
/** Whether Tab leaves the outline, and changes nothing: for those who pass through by Tab or F6, and after Escape. */
let tabLeaves = true;

/** The signs before texts, which no one hears. @type {Record<string, string>} */
const SIGNS = {main: "", loose: "?", reason: "+", objection: "−", undercutter: "◆", weighing: "■", premise: "&"};

function currentRow() {
  return rows.get(currentKey);
}

/** The row of what is selected. */
function rowOfSelection() {
  const {selection, via} = STORE;
  const fitting = [...rows.values()].filter(({claim}) => claim === selection);
  return fitting.find(({inference}) => inference === via) ?? fitting.find(({isCopy}) => !isCopy) ?? fitting[0];
}

/** Draw the outline as the map is now. */
function drawOutline() {
  const hasFocus = TREE.contains(document.activeElement) && !isInField();
  roots = rowsOf(STORE.answer?.inferences ?? [], STORE.made);
  unfoldSelection();
  const visible = visibleRows(roots, STORE.folded);
  rows = new Map(visible.map(row => [row.key, row]));
  const chosen = rowOfSelection() ?? currentRow() ?? visible[0];
  currentKey = chosen?.key ?? "";
  for (const [key, made] of rowElements) {
    if (!rows.has(key)) {
      made.remove();
      rowElements.delete(key);
    }
  }
  let before = /** @type {Element | null} */ (null);
  const draft = outlineDraft();
  for (const row of visible) {
    const shown = rowElements.get(row.key) ?? newRowElement(row);
    fillRow(shown, row);
    placeAfter(shown, before);
    before = shown;
  }
  placeDraft(draft);
  element("on-row").hidden = !visible.length || STORE.answer?.is_broken === true;
  element("no-claims").hidden = visible.length > 0 || !STORE.text.trim();
  if (hasFocus && !draft) focusRow();
}

/** Show what the selection is below of. */
function unfoldSelection() {
  if (!STORE.selection || !STORE.folded.size) return;
  const found = visibleRows(roots, new Set()).find(row => row.claim === STORE.selection && !row.isCopy);
  for (let row = found?.parent; row; row = row.parent) STORE.folded.delete(row.claim);
}

/** @param {Element} shown @param {Element | null} before */
function placeAfter(shown, before) {
  const next = before ? before.nextElementSibling : TREE.firstElementChild;
  if (next !== shown) TREE.insertBefore(shown, next);
}

/** @param {Row} row */
function newRowElement({key}) {
  const shown = create("div", {className: "row"});
  shown.setAttribute("role", "treeitem");
  shown.dataset.key = key;
  shown.append(create("span", {className: "twist", ariaHidden: "true"}), create("span", {className: "role", ariaHidden: "true"}),
    create("bdi", {}), create("span", {className: "judged", ariaHidden: "true"}));
  rowElements.set(key, shown);
  return shown;
}

/** What one hears of a row. @param {Row} row */
function nameOfRow({claim, inference, role, isCopy}) {
  const {text} = STORE.writtenOf(claim);
  const premises = INFERENCES[inferenceNumber(inference)]?.premises ?? [];
  const others = premises.map(premise => CLAIMS[premise]).filter(({id}) => id !== claim).map(each => each.text);
  const heard = [worded(`role_${role}`), ...(isCopy ? [worded("is_copy")] : [])].join(", ");
  const linked = others.length ? [worded("linked_with", {premises: others.join(" + ")})] : [];
  const judged = STORE.numberOf(claim) < 0 ? "" : verdictWord(claim);
  return [`${heard}: ${text}`, judged, ...linked].filter(Boolean).join(" — ");
}

/** What one hears of the claim that is selected. */
function nameOfSelection() {
  const row = rowOfSelection();
  return row?.claim === STORE.selection ? nameOfRow(row) : textOf(STORE.selection);
}

/** @param {HTMLElement} shown @param {Row} row */
function fillRow(shown, row) {
  const {claim, role, level, below, isCopy, linked, isMade} = row;
  const number = STORE.numberOf(claim);
  const side = number < 0 ? 0 : CLAIMS[number].side;
  const isCurrent = row.key === currentKey;
  const {text} = STORE.writtenOf(claim);
  const isLinkedToNext = linked > 1 && !row.isLast;
  shown.className = `row ${role} side-${side}${isCopy ? " copy" : ""}${linked > 1 ? " linked" : ""}${isLinkedToNext ? " on" : ""}`;
  shown.style.paddingInlineStart = `${(level - 1) * ROW_INDENT}rem`;
  shown.tabIndex = isCurrent ? 0 : -1;
  shown.ariaSelected = String(claim === STORE.selection);
  shown.ariaLevel = String(level);
  const beside = rowsBeside(row, roots);
  shown.ariaPosInSet = String(beside.indexOf(row) + 1);
  shown.ariaSetSize = String(beside.length);
  shown.ariaExpanded = below.length ? String(!STORE.folded.has(claim)) : null;
  shown.ariaBusy = isMade ? "true" : null;
  const judged = number < 0 ? "" : verdictWord(claim);
  const [, roleSign, words, verdict] = /** @type {HTMLElement[]} */ ([...shown.children]);
  roleSign.textContent = SIGNS[role];
  words.textContent = text;
  verdict.textContent = judged;
  shown.ariaLabel = nameOfRow(row);
}

function focusRow() {
  rowElements.get(currentKey)?.focus();
}

/** Select a row, and bring the keyboard to it. @param {Row | undefined} row */
function goToRow(row) {
  if (!row) return;
  currentKey = row.key;
  for (const [key, shown] of rowElements) shown.tabIndex = key === currentKey ? 0 : -1;
  STORE.select(row.claim, row.inference);
  focusRow();
}

/** @param {number} by */
function goBy(by) {
  const list = [...rows.values()];
  const place = list.findIndex(({key}) => key === currentKey);
  goToRow(list[clamp(place + by, 0, list.length - 1)]);
}

// --- the field ---

function isInField() {
  return document.activeElement === DRAFT_FIELD;
}

const DRAFT_FIELD = create("textarea", {rows: 1, spellcheck: true, dir: "auto", ariaDescription: worded("field_keys")});
const DRAFT_ROW = create("div", {className: "row drafted"});
DRAFT_ROW.setAttribute("role", "treeitem");
DRAFT_ROW.append(create("span", {className: "twist"}), create("span", {className: "role"}), DRAFT_FIELD);

function outlineDraft() {
  return STORE.draft?.pane === "outline" ? STORE.draft : null;
}

/** Where the field is: the level, and what it follows. @param {Draft} draft @returns {[level: number, after: Element | null]} */
function placeOfDraft({kind, target}) {
  if (kind === "main" || kind === "loose") return [1, TREE.lastElementChild];
  const list = [...rows.values()];
  const isOnInference = kind === "undercutter" || kind === "weighing" || kind === "premise";
  const base = isOnInference
    ? list.findLast(({inference}) => inference === target)
    : list.find(({claim, isCopy}) => claim === target && !isCopy);
  if (!base) return [1, TREE.lastElementChild];
  // A claim is added after those of its kind.
  /** @param {Row} row @returns {Row} */
  const lastOf = row => {
    const last = STORE.folded.has(row.claim) ? undefined : row.below[row.below.length - 1];
    return last ? lastOf(last) : row;
  };
  const last = kind === "reason" ? base.below.findLast(({role}) => role === "reason") : base.below[base.below.length - 1];
  const after = last ? lastOf(last) : base;
  return [base.level + (kind === "premise" ? 0 : 1), rowElements.get(after.key) ?? null];
}

/** Show the field, or take it away. @param {Draft | null} draft */
function placeDraft(draft) {
  for (const shown of rowElements.values()) shown.classList.remove("edited");
  if (!draft) {
    DRAFT_ROW.remove();
    return;
  }
  const isNew = !DRAFT_ROW.isConnected || drawnDraft !== draft;
  const [, sign] = DRAFT_ROW.children;
  DRAFT_FIELD.ariaLabel = worded(`field_${draft.kind}`);
  let [level, after] = placeOfDraft(draft);
  if (draft.kind === "text") {
    const row = rowOfSelection();
    if (!row) return;
    const edited = rowElements.get(row.key);
    edited?.classList.add("edited");
    [level, after] = [row.level, edited ?? null];
    sign.textContent = SIGNS[row.role];
  } else {
    sign.textContent = SIGNS[draft.kind];
  }
  DRAFT_ROW.ariaLevel = String(level);
  DRAFT_ROW.ariaLabel = worded(`field_${draft.kind}`);
  DRAFT_ROW.className = `row drafted ${draft.kind}`;
  DRAFT_ROW.style.paddingInlineStart = `${(level - 1) * ROW_INDENT}rem`;
  if (isNew || DRAFT_ROW.previousElementSibling !== after) {
    drawnDraft = null; // moving the field takes the focus from it, which does not end it
    if (after) after.after(DRAFT_ROW);
    else TREE.append(DRAFT_ROW);
  }
  drawnDraft = draft;
  if (isNew) DRAFT_FIELD.value = draft.text;
  fitField(DRAFT_FIELD);
  if (!isInField()) {
    DRAFT_FIELD.focus();
    tabLeaves = false;
    if (isNew) DRAFT_FIELD.select();
  }
}

/** The draft that the field shows. @type {Draft | null} */
let drawnDraft = null;

/** Make a field as high as its text. @param {HTMLTextAreaElement} field */
function fitField(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

/** Take over what is in the field, and go on at the claim. @param {boolean} goesOn whether the keyboard stays in the outline */
function endDraft(goesOn) {
  const draft = drawnDraft;
  drawnDraft = null;
  if (!draft) return;
  const isNew = draft.kind !== "text";
  const id = finishDraft(draft, DRAFT_FIELD.value);
  if (isNew && !id && goesOn) goToRow(rowOfSelection() ?? currentRow());
  else if (goesOn) goToRow(rowOfSelection());
}

/** Add another claim like the one in the field. */
function addAnother() {
  const draft = drawnDraft;
  if (!draft) return;
  endDraft(true);
  if (draft.kind === "text") {
    const row = currentRow();
    if (row?.parent) startDraft(row.role === "objection" ? "objection" : "reason", row.parent.claim, "outline");
  } else {
    startDraft(draft.kind, draft.target, "outline", draft.via);
  }
}

/** Let the field bear on the claim above, or on what its target bears on, as the claim does whose text it is. @param {boolean} isDeeper */
function shiftDraft(isDeeper) {
  const draft = drawnDraft;
  if (!draft || draft.kind === "premise") return;
  if (draft.kind === "text") {
    const row = rowOfSelection();
    if (row) (isDeeper ? indent : outdent)(row);
    return;
  }
  const text = DRAFT_FIELD.value;
  const list = [...rows.values()];
  let target = "";
  if (isDeeper) {
    const above = DRAFT_ROW.previousElementSibling;
    const level = placeOfDraft(draft)[0];
    let row = list.find(({key}) => key === /** @type {HTMLElement | null} */ (above)?.dataset.key);
    while (row && row.level > level) row = row.parent ?? undefined;
    target = row && row.level === level ? row.claim : "";
  } else {
    const base = list.find(({claim, isCopy}) => claim === draft.target && !isCopy);
    target = base?.parent?.claim ?? "";
  }
  if (!target) {
    announce(worded(isDeeper ? "cannot_indent" : "cannot_outdent"));
    return;
  }
  const kind = draft.kind === "objection" ? "objection" : "reason";
  const moved = {...draft, kind: /** @type {DraftKind} */ (kind), target, text};
  drawnDraft = moved;
  STORE.openDraft(moved);
  DRAFT_FIELD.setSelectionRange(text.length, text.length);
  announce(worded("bears_on", {text: textOf(target)}));
}

on(DRAFT_FIELD, "input", () => {
  fitField(DRAFT_FIELD);
  if (drawnDraft) followTyping(drawnDraft, DRAFT_FIELD.value);
});
on(DRAFT_FIELD, "blur", () => {
  if (drawnDraft && DRAFT_ROW.isConnected && document.hasFocus()) endDraft(false);
});
on(DRAFT_FIELD, "keydown", event => {
  if (event.isComposing) return;
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key === "Enter") {
    event.preventDefault();
    if (isCommand) addAnother();
    else endDraft(true);
  } else if (event.key === "Escape") {
    event.preventDefault();
    drawnDraft = null;
    cancelDraft();
    goToRow(rowOfSelection() ?? currentRow());
  } else if (event.key === "Tab") {
    event.preventDefault();
    shiftDraft(!event.shiftKey);
  } else if (isCommand && event.key === "s") {
    endDraft(true); // so that it is saved as well
  }
});

// --- what the keys do ---

/** Let a claim bear on the one above it on its level. @param {Row} row */
function indent(row) {
  const beside = rowsBeside(row, roots);
  let place = beside.indexOf(row) - 1;
  while (place >= 0 && (beside[place].isCopy || beside[place].inference === row.inference && row.inference)) place--;
  const above = beside[place];
  if (!above) {
    announce(worded("cannot_indent"));
    return;
  }
  STORE.folded.delete(above.claim);
  moveClaim(row.claim, row.inference, above.claim, row.role === "objection" ? "objection" : "reason");
}

/** Let a claim bear on what the claim that it bears on bears on. @param {Row} row */
function outdent(row) {
  const {parent} = row;
  if (!parent) {
    announce(worded("cannot_outdent"));
    return;
  }
  if (parent.inference) {
    const target = targetOf(parent.inference);
    const isOnInference = inferenceNumber(target) >= 0;
    const role = isOnInference ? "" : row.role === "objection" ? "objection" : "reason";
    const like = parent.parent?.below.filter(each => each.role === row.role) ?? [];
    const place = like.indexOf(parent);
    moveClaim(row.claim, row.inference, target, role, place < 0 ? -1 : place + 1);
  } else {
    perform("unlink", {inference: row.inference, claim: row.claim}, worded("bears_on_nothing"));
  }
}

/** Exchange a claim with the one before or after it. @param {Row} row @param {number} by */
function moveRow(row, by) {
  const {inference, role} = row;
  const number = inferenceNumber(inference);
  if (number < 0) {
    announce(worded("cannot_move"));
    return;
  }
  const {target, kind, weighing} = INFERENCES[number];
  const like = [...INFERENCES.keys()].filter(i => {
    const other = INFERENCES[i];
    return other.target === target && other.kind === kind && other.weighing === weighing;
  });
  const place = like.indexOf(number) + by;
  if (place < 0 || place >= like.length) {
    announce(worded("cannot_move"));
    return;
  }
  perform("move", {inference, role, position: place}, worded(by < 0 ? "moved_up" : "moved_down"));
}

/** Delete a row, and go to the next. @param {Row} row */
async function deleteRow(row) {
  const beside = rowsBeside(row, roots);
  const place = beside.indexOf(row);
  const next = beside[place + 1] ?? beside[place - 1] ?? row.parent;
  if (next) STORE.select(next.claim, next.inference, {isQuiet: true});
  const isDone = await deleteClaim(row.claim, row.inference, row.isCopy);
  const chosen = isDone ? next : row;
  if (chosen && STORE.numberOf(chosen.claim) >= 0) STORE.select(chosen.claim, chosen.inference);
  drawOutline();
  focusRow();
}

/** Add a claim that bears on a row's. @param {Row} row @param {DraftKind} kind */
function addBelow(row, kind) {
  STORE.folded.delete(row.claim);
  const isOnInference = kind === "premise" || kind === "undercutter" || kind === "weighing";
  if (isOnInference && !row.inference) announce(worded(kind === "premise" ? "no_reason_to_link" : "no_inference"));
  else startDraft(kind, isOnInference ? row.inference : row.claim, "outline", row.inference);
}

/** Which keys go to another row, by how one writes them. @type {Record<string, (row: Row) => void>} */
const KEYS_TO_ROWS = {
  ArrowDown: () => goBy(1),
  ArrowUp: () => goBy(-1),
  Home: () => goBy(-rows.size),
  End: () => goBy(rows.size),
};

/** Which keys change the map. @type {Record<string, (row: Row) => void>} */
const TREE_KEYS = {
  Enter: row => addBelow(row, "reason"),
  "Shift+Enter": row => addBelow(row, "objection"),
  "Alt+Enter": row => addBelow(row, "premise"),
  "Mod+Enter": row => row.parent && addBelow(row.parent, row.role === "objection" ? "objection" : "reason"),
  u: row => addBelow(row, "undercutter"),
  F2: row => startDraft("text", row.claim, "outline", row.inference),
  Delete: deleteRow,
  Backspace: deleteRow,
  Tab: indent,
  "Shift+Tab": outdent,
  "Alt+ArrowUp": row => moveRow(row, -1),
  "Alt+ArrowDown": row => moveRow(row, 1),
  m: row => chooseTarget(row.claim, row.inference, "move"),
  l: row => chooseTarget(row.claim, row.inference, "link"),
  v: () => toggleVerdicts(),
  ContextMenu: row => openMoreMenu(row.claim, row.inference, rowElements.get(row.key)),
  "Shift+F10": row => openMoreMenu(row.claim, row.inference, rowElements.get(row.key)),
};

/** How one writes what is pressed. @param {KeyboardEvent} event */
function keyOf({key, ctrlKey, metaKey, altKey, shiftKey}) {
  const isLetter = key.length === 1;
  return `${ctrlKey || metaKey ? "Mod+" : ""}${altKey ? "Alt+" : ""}${shiftKey && !isLetter ? "Shift+" : ""}${key}`;
}

/** Go to the next claim that begins with a letter. @param {string} letter */
function goToLetter(letter) {
  const list = [...rows.values()];
  const place = list.findIndex(({key}) => key === currentKey);
  const wish = letter.toLocaleLowerCase();
  goToRow([...list.slice(place + 1), ...list.slice(0, place)].find(({claim}) => {
    return STORE.writtenOf(claim).text.toLocaleLowerCase().startsWith(wish);
  }));
}

/** Go to what is below, or unfold it. @param {Row} row */
function goIn(row) {
  if (STORE.folded.has(row.claim) && row.below.length) STORE.fold(row.claim, false);
  else goToRow(row.below[0]);
}

/** Go to what is above, or fold it. @param {Row} row */
function goOut(row) {
  if (!STORE.folded.has(row.claim) && row.below.length) STORE.fold(row.claim, true);
  else goToRow(row.parent ?? undefined);
}

on(TREE, "keydown", event => {
  if (event.target === DRAFT_FIELD) return;
  const key = keyOf(event);
  const row = currentRow();
  if (key === "Escape") {
    tabLeaves = true;
    announce(worded("tab_leaves"));
    return;
  }
  if (!row || tabLeaves && event.key === "Tab") return;
  /** @param {Record<string, (row: Row) => void>} actions */
  const actionIn = actions => (Object.hasOwn(actions, key) ? actions[key] : undefined);
  const isRtl = document.dir === "rtl";
  let [going, changing] = [actionIn(KEYS_TO_ROWS), actionIn(TREE_KEYS)];
  if (key === "ArrowRight" || key === "ArrowLeft") going = (key === "ArrowRight") === isRtl ? goOut : goIn;
  else if (key === "Alt+ArrowRight" || key === "Alt+ArrowLeft") changing = (key === "Alt+ArrowRight") === isRtl ? outdent : indent;
  else if (!changing && /^[\p{L}\p{N}]$/u.test(key)) going = () => goToLetter(key);
  const action = going ?? changing;
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  tabLeaves = false;
  if (going || isStarted()) action(row);
});
on(TREE, "focusin", event => {
  const key = /** @type {HTMLElement} */ (event.target).dataset.key;
  const row = key ? rows.get(key) : undefined;
  if (row && row.key !== currentKey) goToRow(row);
  else if (row) STORE.select(row.claim, row.inference);
});
on(TREE, "focusout", ({relatedTarget: next}) => {
  // Menus and dialogs are about a row.
  if (next instanceof Element && !next.closest("#tree, #menu, dialog")) tabLeaves = true;
});
on(TREE, "click", event => {
  tabLeaves = false;
  const target = /** @type {Element} */ (event.target);
  const shown = /** @type {HTMLElement | null} */ (target.closest(".row[data-key]"));
  const row = shown && rows.get(String(shown.dataset.key));
  if (!row) return;
  if (target.closest(".twist") && row.below.length) STORE.fold(row.claim);
  goToRow(row);
});
on(TREE, "contextmenu", event => {
  const shown = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".row[data-key]"));
  const row = shown && rows.get(String(shown.dataset.key));
  if (!row) return;
  event.preventDefault();
  goToRow(row);
  openMoreMenu(row.claim, row.inference, shown, "outline", {left: event.clientX, top: event.clientY, bottom: event.clientY});
});
on(TREE, "dblclick", event => {
  const shown = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".row[data-key]"));
  const row = shown && rows.get(String(shown.dataset.key));
  if (row) startDraft("text", row.claim, "outline", row.inference);
});

/** Do something with the row that the keyboard is on. @param {(row: Row) => void} action */
function withCurrent(action) {
  const row = currentRow();
  if (row) action(row);
}

onClick("row-reason", () => withCurrent(row => addBelow(row, "reason")));
onClick("row-objection", () => withCurrent(row => addBelow(row, "objection")));
onClick("row-edit", () => withCurrent(row => startDraft("text", row.claim, "outline", row.inference)));
onClick("row-more", () => withCurrent(row => openMoreMenu(row.claim, row.inference, element("row-more"))));

STORE.listen("answer", drawOutline);
STORE.listen("draft", drawOutline);
STORE.listen("folded", drawOutline);
STORE.listen("selection", () => {
  const row = rowOfSelection();
  if (!row) {
    drawOutline();
    return;
  }
  currentKey = row.key;
  for (const each of rows.values()) {
    const shown = rowElements.get(each.key);
    if (!shown) continue;
    shown.tabIndex = each.key === currentKey ? 0 : -1;
    shown.ariaSelected = String(each.claim === STORE.selection);
  }
  rowElements.get(currentKey)?.scrollIntoView({block: "nearest"});
});
