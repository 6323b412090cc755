"use strict";
// Fields for the blanks of a worksheet; what is written in them is saved as a file to hand in.

/** @type {{[name: string]: string}} */
const data = JSON.parse(element("data").textContent ?? "");
const studentName = /** @type {HTMLInputElement} */ (element("name"));
const opened = /** @type {HTMLInputElement} */ (element("open"));
const answers = /** @type {(HTMLTextAreaElement | HTMLSelectElement)[]} */ (
  [...document.querySelectorAll(".fields :is(textarea, select)")]
);
const SVG = "http://www.w3.org/2000/svg";
// What no file name may hold on some system.
const UNSAFE = /[\\/:*?"<>|\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
let isSaved = true;

/** @param {string} id @returns {HTMLElement} */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} text @returns {string} */
function oneLine(text) {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

/**
 * A text in quotation marks, as YAML reads it.
 * @param {string} text @returns {string}
 */
function quote(text) {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, codeOf);
}

/** How JSON and YAML write a character besides. @param {string} sign @returns {string} */
function codeOf(sign) {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** @param {string} message @param {boolean} isProblem */
function report(message, isProblem) {
  const status = element("status");
  status.textContent = message;
  status.classList.toggle("problem", isProblem);
}

/** The sheet with what is written in its fields. */
function filledIn() {
  const written = new Map(answers.map(answer => [answer.id, oneLine(answer.value)]));
  const name = data.name + oneLine(studentName.value).replace(UNSAFE, " ") + "\n";
  const blank = /^ {2}(c\d+):\n {4}text: ".*"$/gm;
  return name + data.sheet.replace(blank, (all, id) => {
    const text = written.get(id);
    return text ? `  ${id}:\n    text: ${quote(text)}` : all;
  });
}

/** @param {string} name @param {string} text */
function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: "application/yaml"}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function save() {
  const name = oneLine(studentName.value.replace(UNSAFE, " ")).replace(/^\.+|[. ]+$/g, "");
  studentName.setAttribute("aria-invalid", String(!name));
  if (!name) {
    report(data.needName, true);
    studentName.focus();
    return;
  }
  const file = `${name}.yaml`;
  download(file, filledIn());
  isSaved = true;
  const empty = answers.filter(answer => !oneLine(answer.value));
  let message = data.saved.replace("{file}", () => file);
  if (empty.length) {
    const numbers = empty.map(answer => answer.id.slice(1)).join(", ");
    message += " " + data.stillEmpty.replace("{boxes}", numbers);
  }
  report(message, false);
}

/** Show in a box of the picture what is written in its field. @param {Element} answer */
function show(answer) {
  const box = document.querySelector(`figure [data-claim="${answer.id}"]:not(.copy)`)
    ?? document.querySelector(`figure [data-claim="${answer.id}"]`);
  const outline = box?.querySelector("path, rect");
  if (!box || !(outline instanceof SVGGraphicsElement)) return;
  let written = box.querySelector("foreignObject");
  if (!written) {
    const {x, y, width, height} = outline.getBBox();
    written = document.createElementNS(SVG, "foreignObject");
    const place = {x: x + 14, y: y + 3, width: width - 28, height: height - 6};
    for (const [name, value] of Object.entries(place)) written.setAttribute(name, String(value));
    const text = document.createElement("div");
    text.className = "written";
    text.dir = "auto";
    written.append(text);
    box.append(written);
  }
  const text = /** @type {HTMLElement} */ (written.firstElementChild);
  const letter = answer instanceof HTMLSelectElement
    ? answer.selectedOptions[0]?.dataset.letter ?? "" : "";
  text.classList.toggle("letter", answer instanceof HTMLSelectElement);
  text.textContent = answer instanceof HTMLTextAreaElement ? oneLine(answer.value) : letter;
  text.classList.remove("long");
  text.classList.toggle("long", text.scrollHeight > text.clientHeight);
}

/** Go on with a sheet that was saved. @param {File} file */
async function reopen(file) {
  const text = (await file.text()).replace(/\r\n?/g, "\n");
  if (!text.split("\n").includes(`worksheet: ${data.worksheet}`)) {
    report(data.otherSheet, true);
    return;
  }
  if (!isSaved && !confirm(data.replaceAnswers)) return;
  const [first = ""] = text.split("\n", 1);
  if (first.startsWith(data.name)) studentName.value = first.slice(data.name.length);
  for (const answer of answers) {
    const line = new RegExp(`^ {2}${answer.id}:\\n {4}text: (".*")$`, "m").exec(text);
    try {
      const written = line ? JSON.parse(line[1] ?? "") : "";
      answer.value = written === "…" ? "" : written;
    } catch {
      // Somebody changed the file by hand.
      answer.value = "";
    }
    show(answer);
  }
  isSaved = true;
  report("", false);
}

element("form").addEventListener("submit", event => {
  event.preventDefault();
  save();
});
element("form").addEventListener("input", event => {
  if (event.target !== opened) isSaved = false;
});
opened.addEventListener("change", () => {
  const [file] = opened.files ?? [];
  if (file) void reopen(file).finally(() => { opened.value = ""; });
});
for (const answer of answers) {
  show(answer);
  answer.addEventListener("input", () => show(answer));
  const box = document.querySelector(`figure [data-claim="${answer.id}"]:not(.copy)`);
  answer.addEventListener("focus", () => box?.classList.add("here"));
  answer.addEventListener("blur", () => box?.classList.remove("here"));
  box?.addEventListener("click", () => answer.focus());
}
addEventListener("beforeunload", event => {
  if (!isSaved) event.preventDefault();
});
