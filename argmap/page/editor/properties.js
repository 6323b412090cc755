// What a person says of the selected claim besides its text.

const SIDE = /** @type {HTMLSelectElement} */ (element("side"));
const TYPE = /** @type {HTMLSelectElement} */ (element("type"));
const EVIDENCE = /** @type {HTMLInputElement} */ (element("evidence"));
const SIDE_NAME = /** @type {HTMLInputElement} */ (element("side-name"));
const CLAIM_ID = /** @type {HTMLInputElement} */ (element("claim-id"));

/** What may be chosen besides the sides; no side has an id with a space. */
const NEW_SIDE = "new side";
const OTHER_NAME = "other name";

/** The boxes to tick, by the operation that each is. */
const TICKS = {set_main: "main-claim", set_common_ground: "common-ground", set_implicit: "implicit"};

/** @param {string} id */
function tick(id) {
  return /** @type {HTMLInputElement} */ (element(id));
}

/** Evidence that argmap has refused, which its author can change. */
let refused = {claim: "", value: ""};

function drawProperties() {
  const number = STORE.numberOf(STORE.selection);
  const strip = /** @type {HTMLFieldSetElement} */ (element("properties"));
  strip.disabled = number < 0 || STORE.answer?.is_broken !== false;
  if (number < 0) {
    element("property-of").textContent = worded("no_selection");
    EVIDENCE.value = CLAIM_ID.value = "";
    for (const id of Object.values(TICKS)) tick(id).checked = false;
    return;
  }
  const claim = CLAIMS[number];
  const {side, main, type, evidence} = STORE.writtenOf(claim.id);
  element("property-of").textContent = claim.name;
  const sides = STORE.answer?.sides ?? [];
  drawSides(sides, side);
  const isMain = DATA.mains.includes(number);
  tick(TICKS.set_main).checked = isMain;
  tick(TICKS.set_main).title = isMain && !main ? worded("main_by_place") : "";
  tick(TICKS.set_common_ground).checked = claim.common_ground;
  tick(TICKS.set_implicit).checked = claim.implicit;
  // Without a type, a claim counts as a fact.
  TYPE.value = type || "fact";
  if (document.activeElement !== EVIDENCE) EVIDENCE.value = refused.claim === claim.id ? refused.value : evidence.join("; ");
  if (document.activeElement !== CLAIM_ID) CLAIM_ID.value = claim.id;
  element("id-label").hidden = STORE.format !== "native";
}

/** Show the sides to choose from, and what else can be done to them. @param {[id: string, name: string][]} sides @param {string} chosen */
function drawSides(sides, chosen) {
  element("side-name-label").hidden = true;
  /** @type {[string, string][]} */
  const choices = [["", worded("side_by_place")], ...sides, [NEW_SIDE, worded("new_side")]];
  if (chosen) choices.push([OTHER_NAME, worded("other_name")]);
  SIDE.replaceChildren(...choices.map(([value, name]) => create("option", {value, selected: value === chosen}, name)));
}

/** Ask for the name of a side. @param {string} name that it has */
function askForName(name) {
  element("side-name-label").hidden = false;
  SIDE_NAME.value = name;
  SIDE_NAME.focus();
  SIDE_NAME.select();
}

/** Take what a field holds once it is left, or Enter is pressed. @param {HTMLInputElement} field @param {(value: string) => void} action */
function onEntered(field, action) {
  let before = "";
  on(field, "change", () => {
    before = field.value;
    action(before);
  });
  on(field, "focus", () => {
    before = field.value;
  });
  on(field, "keydown", event => {
    if (event.key !== "Escape") return;
    field.value = before;
    announce(worded("left_unchanged"));
  });
}

/** What is heard once something of a claim is set. @param {string} word for what it is @param {string} value */
function wasSet(word, value) {
  return `${worded("was_set")} ${worded("property_is", {name: worded(word), value})}`;
}

on(SIDE, "change", async () => {
  const {side} = STORE.writtenOf(STORE.selection);
  const sides = STORE.answer?.sides ?? [];
  if (SIDE.value === NEW_SIDE) askForName("");
  else if (SIDE.value === OTHER_NAME) askForName(sides.find(([id]) => id === side)?.[1] ?? "");
  else if (!await perform("set_side", {claim: STORE.selection, side: SIDE.value}, wasSet("side", SIDE.selectedOptions[0].text))) drawProperties();
});
on(SIDE_NAME, "keydown", event => {
  press(event, {Enter: finishName, Escape: leaveName});
});
on(SIDE_NAME, "blur", finishName);

/** Leave the name as it was. */
function leaveName() {
  drawProperties();
  SIDE.focus();
}

/** Add a side with the name in the field, or give that name to the side of the claim. */
async function finishName() {
  if (element("side-name-label").hidden) return;
  const name = onOneLine(SIDE_NAME.value);
  const claim = STORE.selection;
  const {side} = STORE.writtenOf(claim);
  const isNew = SIDE.value === NEW_SIDE;
  const hadFocus = document.activeElement === SIDE_NAME;
  element("side-name-label").hidden = true;
  if (name && isNew) await perform("add_side", {name, claim}, wasSet("side", name));
  else if (name) await perform("set_side_name", {side, name}, wasSet("side", name));
  drawProperties();
  if (hadFocus) SIDE.focus();
}

for (const [operation, id] of Object.entries(TICKS)) {
  on(tick(id), "change", async () => {
    const claim = STORE.selection;
    const {checked: value} = tick(id);
    const done = wasSet(operation.replace("set_", ""), worded(value ? "yes_do" : "sample_no"));
    const isDone = await perform(operation, {claim, value}, done);
    if (!isDone) drawProperties();
    else if (operation === "set_main" && !value && DATA.mains.includes(STORE.numberOf(claim))) {
      drawProperties();
      say(worded("main_by_place"));
    }
  });
}
on(TYPE, "change", async () => {
  const {value, selectedOptions: [{text}]} = TYPE;
  const type = value === "fact" ? "" : value;
  if (!await perform("set_type", {claim: STORE.selection, type}, wasSet("type", text))) drawProperties();
});
onEntered(EVIDENCE, async value => {
  const claim = STORE.selection;
  const evidence = value.split(/[;；؛]/).map(item => item.trim()).filter(Boolean);
  refused = {claim: "", value: ""};
  const isDone = await perform("set_evidence", {claim, evidence}, wasSet("evidence", evidence.join("; ") || worded("none")));
  if (!isDone) refused = {claim, value};
});
onEntered(CLAIM_ID, value => {
  const old = STORE.selection;
  const id = value.trim();
  if (id && id !== old) perform("rename", {old, new: id}, wasSet("id", id)).then(drawProperties);
  else drawProperties();
});
STORE.listen("answer", drawProperties);
STORE.listen("selection", drawProperties);
