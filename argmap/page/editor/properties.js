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
  strip.disabled = number < 0 || STORE.answer?.is_broken === true;
  if (number < 0) return;
  const claim = CLAIMS[number];
  const {side, main, evidence} = STORE.writtenOf(claim.id);
  element("property-of").textContent = claim.name;
  const sides = STORE.answer?.sides ?? [];
  element("side-label").hidden = !sides.length;
  const own = /** @type {[string, string]} */ (["", worded("side_by_place")]);
  SIDE.replaceChildren(...[own, ...sides].map(([id, name]) => create("option", {value: id, selected: id === side}, name)));
  const isMain = DATA.mains.includes(number);
  tick(TICKS.set_main).checked = isMain;
  tick(TICKS.set_main).title = isMain && !main ? worded("main_by_place") : "";
  tick(TICKS.set_common_ground).checked = claim.common_ground;
  tick(TICKS.set_implicit).checked = claim.implicit;
  if (document.activeElement !== EVIDENCE) EVIDENCE.value = evidence.join("; ");
  if (document.activeElement !== CLAIM_ID) CLAIM_ID.value = claim.id;
  element("id-label").hidden = STORE.format !== "native";
}

/** Take what a field holds once it is left, or Enter is pressed. @param {HTMLInputElement} field @param {(value: string) => void} action */
function onEntered(field, action) {
  on(field, "change", () => action(field.value));
  on(field, "keydown", event => {
    event.stopPropagation();
    if (event.key === "Escape") {
      field.blur();
      drawProperties();
    }
  });
}

on(SIDE, "change", () => perform("set_side", {claim: STORE.selection, side: SIDE.value}, worded("was_set")));
for (const [operation, id] of Object.entries(TICKS)) {
  on(tick(id), "change", async () => {
    const claim = STORE.selection;
    const value = tick(id).checked;
    const isDone = await perform(operation, {claim, value}, worded("was_set"));
    if (!isDone) drawProperties();
    else if (operation === "set_main" && !value && DATA.mains.includes(STORE.numberOf(claim))) {
      drawProperties();
      say(worded("main_by_place"));
    }
  });
}
onEntered(EVIDENCE, value => {
  const evidence = value.split(";").map(item => item.trim()).filter(Boolean);
  perform("set_evidence", {claim: STORE.selection, evidence}, worded("was_set"));
});
onEntered(CLAIM_ID, value => {
  const old = STORE.selection;
  const id = value.trim();
  if (id && id !== old) perform("rename", {old, new: id}, worded("was_set")).then(drawProperties);
  else drawProperties();
});
STORE.listen("answer", drawProperties);
STORE.listen("selection", drawProperties);
