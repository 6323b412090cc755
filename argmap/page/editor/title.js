// The title of the map, which is a button until it is edited.

const TITLE_FIELD = /** @type {HTMLInputElement} */ (element("title-field"));

function editTitle() {
  if (element("title").ariaDisabled === "true") return;
  TITLE_FIELD.value = STORE.answer?.title ?? "";
  showTitleField(true);
  TITLE_FIELD.select();
}

/** @param {boolean} isEdited */
function showTitleField(isEdited) {
  TITLE_FIELD.hidden = !isEdited;
  element("title").hidden = isEdited;
  (isEdited ? TITLE_FIELD : element("title")).focus();
}

/** Take over what is in the field. */
function finishTitle() {
  if (TITLE_FIELD.hidden) return;
  const text = onOneLine(TITLE_FIELD.value);
  showTitleField(false);
  const {title = "", written = []} = STORE.answer ?? {};
  if (text === title) return;
  // The title of a list may be a claim, too.
  const same = STORE.format === "native" ? -1 : written.findIndex(claim => claim.text === title);
  if (title && same >= 0) perform("set_text", {claim: CLAIMS[same].id, text}, worded("was_set"));
  else perform("set_title", {text}, worded("was_set"));
}

onClick("title", editTitle);
on(element("title"), "keydown", event => press(event, {F2: editTitle}));
on(TITLE_FIELD, "keydown", event => press(event, {Enter: finishTitle, Escape: () => showTitleField(false)}));
on(TITLE_FIELD, "blur", finishTitle);

STORE.listen("answer", () => {
  element("title").ariaDisabled = String(!STORE.hasMap || STORE.answer?.is_broken === true);
});
