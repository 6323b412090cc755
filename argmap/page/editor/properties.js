// What a person says of the selected claim besides its text.

const SIDE = /** @type {HTMLSelectElement} */ (element("side"));
const EVIDENCE = /** @type {HTMLInputElement} */ (element("evidence"));
const CLAIM_ID = /** @type {HTMLInputElement} */ (element("claim-id"));

/** The boxes to tick, by the operation that each is. */
const TICKS = {set_main: "main-claim", set_common_ground: "common-ground", set_implicit: "implicit"};

/** @param {string} id */
function tick(id) {
  return /** @type {HTMLInputElement} */ (element(id));
}

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
  const {side, main, evidence} = STORE.writtenOf(claim.id);
  element("property-of").textContent = claim.name;
  const sides = STORE.answer?.sides ?? [];
  element("side-label").hidden = !sides.length;
  const own = /** @type {[string, string]} */ (["", worded("side_by_place")]);
  SIDE.replaceChildren(...[own, ...sides].map(([id, name]) => create("option", {value: id, selected: id === side}, name)));
  tick(TICKS.set_main).checked = main;
  tick(TICKS.set_common_ground).checked = claim.common_ground;
  tick(TICKS.set_implicit).checked = claim.implicit;
  if (document.activeElement !== EVIDENCE) EVIDENCE.value = evidence.join("; ");
  if (document.activeElement !== CLAIM_ID) CLAIM_ID.value = claim.id;
  element("id-label").hidden = STORE.format !== "native";
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

on(SIDE, "change", () => perform("set_side", {claim: STORE.selection, side: SIDE.value}, wasSet("side", SIDE.selectedOptions[0].text)));
for (const [operation, id] of Object.entries(TICKS)) {
  on(tick(id), "change", async () => {
    const {checked: value} = tick(id);
    const done = wasSet(operation.replace("set_", ""), worded(value ? "yes_do" : "sample_no"));
    const isDone = await perform(operation, {claim: STORE.selection, value}, done);
    if (!isDone) drawProperties();
  });
}
onEntered(EVIDENCE, value => {
  const evidence = value.split(";").map(item => item.trim()).filter(Boolean);
  perform("set_evidence", {claim: STORE.selection, evidence}, wasSet("evidence", evidence.join("; ") || worded("none")));
});
onEntered(CLAIM_ID, value => {
  const old = STORE.selection;
  const id = value.trim();
  if (id && id !== old) perform("rename", {old, new: id}, wasSet("id", id)).then(drawProperties);
  else drawProperties();
});
STORE.listen("answer", drawProperties);
STORE.listen("selection", drawProperties);
