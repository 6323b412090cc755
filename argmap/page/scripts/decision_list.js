// The wordings of a class by the claims of the key, each with its choices: on the page for decisions, and in the editor.

/**
 * A claim as one or more students wrote it; `others` are claims of the key that it may match instead, and `says` are those
 * that it says, the first of which it is shown under.
 * @typedef {{id: number, text: string, places: string[], students: string[], maps: number, claims: number, likely: boolean, opposite: boolean, kind: string, carried: string, others: number[], says: number[]}} Wording
 */

/**
 * A claim of the key, or none, and the wordings that may match it.
 * @typedef {{claim: number, text: string, place: string, wordings: Wording[]}} WordingGroup
 */

/**
 * The mark of a student, and what is decided about them: a remark, and a mark of the teacher's own with its reason.
 * @typedef {{name: string, mark: string, how_certain: string, remark: string, own: string, reason: string}} StudentMark
 */

/**
 * Where students have a claim of the key, beside its place there.
 * @typedef {{claim: string, kind: string, target: string, text: string, maps: number, is_right: boolean}} OtherPlace
 */

/**
 * What is to be decided, and what is decided; the marks only if they were asked for.
 * @typedef {{groups: WordingGroup[], claims: string[], left: number, can_undo: boolean, marks: {students: StudentMark[], places: OtherPlace[]} | null}} Desk
 */

/**
 * What is asked for: decisions, that a wording says a claim besides or no longer, the last decision back, marks, that a
 * place is right, or what is said to a student.
 * @typedef {{decide: MatchDecision[]} | {also: {wording: number, claim: number}} | {undo: true} | {grade: true} | {place: Omit<OtherPlace, "text" | "maps">} | {student: Omit<StudentMark, "mark" | "how_certain">}} DeskRequest
 */

/**
 * What is decided about a wording: a kind, "" to take a decision back, and the claim of the key.
 * @typedef {{wording: number, kind: string, claim: number}} MatchDecision
 */

/**
 * The kinds of decisions as argmap names them, each with its words; the key of a kind is its place. The keys after these
 * are for the other claims that are offered.
 */
const MATCH_KINDS = [
  ["same as", "same"],
  ["partly", "partly"],
  ["opposite of", "opposite"],
  ["not in the key", "not_in_key"],
];
const NO_CLAIM = -1;
const MOST_NAMES = 3;

/**
 * Return a new element with a class, a text, and elements in it.
 * @type {<Name extends keyof HTMLElementTagNameMap>(name: Name, className?: string, text?: string, ...inner: Node[]) =>
 *   HTMLElementTagNameMap[Name]}
 */
const partOfList = (name, className = "", text = "", ...inner) => {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text) {
    made.textContent = text;
    made.dir = "auto";
  }
  made.append(...inner);
  return made;
};

/** Shows what is to be decided, and asks for each decision. */
class DecisionList {
  /** @type {Desk} */
  desk = { groups: [], claims: [], left: 0, can_undo: false, marks: null };
  /**
   * What a person has ticked or not, by wordings; the others are ticked if they are open, likely, and no opposites.
   * @type {Map<number, boolean>}
   */
  #ticks = new Map();
  /** What was decided when marks were last shown: they are closed once something else is. */
  #markedAfter = "";
  #place;
  #left;
  #undo;
  #marks;
  #words;
  #quotes;
  #ask;

  /**
   * @param {{place: HTMLElement, left: HTMLElement, undo: HTMLButtonElement, marks: HTMLDetailsElement}} parts where the
   *   groups are, where it says how many decisions are left, the button that takes one back, and where marks are
   * @param {Record<string, string>} words
   * @param {string[]} quotes what stands before and after a claim
   * @param {(sent: DeskRequest) => void} ask asks for a decision; the answer is shown by `show`
   */
  constructor({ place, left, undo, marks }, words, quotes, ask) {
    this.#place = place;
    this.#left = left;
    this.#undo = undo;
    this.#words = words;
    this.#quotes = quotes;
    this.#ask = ask;
    this.#marks = marks;
    marks.append(partOfList("summary", "", words.marks_and_remarks), partOfList("div"));
    marks.addEventListener("toggle", () => {
      if (marks.open) {
        ask({ grade: true });
      }
    });
    undo.addEventListener("click", () => {
      marks.open = false;
      ask({ undo: true });
    });
    place.addEventListener("keydown", event => {
      if (event.key === "0" && !(event.target instanceof HTMLSelectElement)) {
        undo.click();
      }
    });
  }

  /**
   * Show the desk; what has the focus keeps it, and its place on the screen, unless it went to another group.
   * @param {Desk} desk
   */
  show(desk) {
    this.desk = desk;
    const focused = document.activeElement?.id ?? "";
    const steady = this.#steadyParts().map(each => ({
      id: each.id,
      section: this.#sectionName(each),
      top: each.getBoundingClientRect().top,
    }));
    this.#place.replaceChildren(...desk.groups.map(group => this.#sectionOf(group)));
    this.#left.textContent = desk.left ? this.filled("left", { number: desk.left }) : this.#words.all_decided;
    this.#undo.disabled = !desk.can_undo;
    if (desk.marks) {
      this.#markedAfter = this.#decisions();
      this.#marks.lastElementChild?.replaceWith(this.#marksShown(desk.marks));
    } else if (this.#decisions() !== this.#markedAfter) {
      this.#marks.open = false;
    }
    const stays = steady.find(({ id, section }) => {
      const found = document.getElementById(id);
      return found && this.#sectionName(found) === section;
    });
    const stayed = stays && document.getElementById(stays.id);
    if (stayed) {
      const scroller = this.#place.closest("dialog") ?? document.documentElement;
      scroller.scrollTop += stayed.getBoundingClientRect().top - stays.top;
    }
    if (focused && document.activeElement?.id !== focused) {
      const next = stays === steady[0] ? document.getElementById(focused) : stayed?.querySelector("input");
      (next ?? stayed)?.focus({ preventScroll: true });
    }
  }

  /**
   * @param {string} name of a sentence
   * @param {Record<string, string | number>} values by the names in its braces
   */
  filled(name, values) {
    return this.#words[name].replaceAll(/\{(\w+)\}/g, (_, key) => String(values[key]));
  }

  /** @param {string} claim */
  #quoted(claim) {
    return this.#quotes[0] + claim + this.#quotes[1];
  }

  /** Return what is decided about wordings, to be compared. */
  #decisions() {
    const wordings = this.desk.groups.flatMap(group => group.wordings);
    return JSON.stringify(wordings.map(({ id, kind, says }) => [id, kind, says]));
  }

  /** @param {Wording} wording */
  #isTicked(wording) {
    return this.#ticks.get(wording.id) ?? (wording.likely && !wording.opposite && !wording.kind);
  }

  /** @param {MatchDecision[]} decisions */
  #decide(decisions) {
    for (const { wording } of decisions) {
      this.#ticks.delete(wording);
    }
    this.#ask({ decide: decisions });
  }

  /** @param {WordingGroup} group @param {Wording} wording @param {string} kind */
  #choose(group, wording, kind) {
    if (wording.says.length > 1 && kind === MATCH_KINDS[0][0]) {
      this.#ask({ also: { wording: wording.id, claim: group.claim } });
      return;
    }
    const isTakenBack = wording.kind === kind && !wording.carried;
    this.#decide([{ wording: wording.id, kind: isTakenBack ? "" : kind, claim: group.claim }]);
  }

  /** @param {Wording} wording @param {number} claim */
  #move(wording, claim) {
    this.#decide([{ wording: wording.id, kind: MATCH_KINDS[0][0], claim }]);
  }

  /** @param {WordingGroup} group */
  #chooseTicked(group) {
    const [kind] = group.claim === NO_CLAIM ? MATCH_KINDS[3] : MATCH_KINDS[0];
    const ticked = group.wordings.filter(wording => this.#isTicked(wording));
    this.#decide(ticked.map(({ id }) => ({ wording: id, kind, claim: group.claim })));
  }

  /** Return the claims of the key that a wording may match instead, each with the key for it. @param {Wording} wording */
  #offersOf(wording) {
    const offers = partOfList("div", "offers");
    offers.role = "group";
    offers.ariaLabel = `${this.#words.other_claim} ${this.#quoted(wording.text)}`;
    for (const [place, claim] of wording.others.entries()) {
      const text = this.desk.claims[claim];
      const button = partOfList("button", "", `${MATCH_KINDS.length + place + 1}: ${text}`);
      button.type = "button";
      button.id = `wording-${wording.id}-offer-${place}`;
      button.title = text;
      button.addEventListener("click", () => this.#move(wording, claim));
      offers.append(button);
    }
    return offers;
  }

  /** @param {WordingGroup} group @param {Wording} wording */
  #rowOf(group, wording) {
    const box = partOfList("input");
    box.type = "checkbox";
    box.checked = this.#isTicked(wording);
    box.id = this.#idOf(group, wording);
    box.addEventListener("change", () => {
      this.#ticks.set(wording.id, box.checked);
      this.show(this.desk);
    });
    const label = partOfList("label", "wording", "", box, partOfList("span", "text", wording.text));
    const row = partOfList("li", "", "", partOfList("div", "", "", label, this.#marksOf(wording)));
    row.append(this.#choicesOf(group, wording));
    if (!wording.kind) {
      row.append(this.#offersOf(wording));
    }
    row.id = `${box.id}-row`;
    row.addEventListener("keydown", event => this.#followKey(event, group, wording));
    return row;
  }

  /** Return the id of a wording, which may be in several groups. @param {WordingGroup} group @param {Wording} wording */
  #idOf(group, wording) {
    return `wording-${wording.id}${group.claim === wording.says[0] ? "" : `-in-${group.claim}`}`;
  }

  /** Return what is said of a wording below its text. @param {Wording} wording */
  #marksOf(wording) {
    const marks = partOfList("p", "marks");
    for (const place of wording.places) {
      marks.append(partOfList("span", "place", place));
    }
    if (wording.students.some(Boolean)) {
      const names = wording.students.slice(0, MOST_NAMES).join(", ");
      marks.append(partOfList("span", "", names + (wording.students.length > MOST_NAMES ? ", …" : "")));
    }
    if (wording.claims > 1) {
      marks.append(partOfList("span", "", this.filled("of_one_pattern", { number: wording.claims })));
    }
    if (wording.maps > 1) {
      marks.append(partOfList("span", "", this.filled("maps", { number: wording.maps })));
    }
    if (wording.opposite) {
      marks.append(partOfList("span", "warning", this.#words.may_be_opposite));
    }
    if (wording.carried) {
      const claim = this.#quoted(wording.carried);
      marks.append(partOfList("span", "carried", this.filled("carried_over", { claim })));
    }
    return marks;
  }

  /** @param {WordingGroup} group @param {Wording} wording */
  #choicesOf(group, wording) {
    const choices = partOfList("div", "choices");
    choices.role = "group";
    choices.ariaLabel = wording.text;
    const kinds = group.claim === NO_CLAIM ? MATCH_KINDS.slice(3) : MATCH_KINDS;
    for (const [kind, name] of kinds) {
      const button = partOfList("button", "", this.#words[name]);
      button.type = "button";
      button.id = `${this.#idOf(group, wording)}-${name}`;
      button.ariaPressed = String(wording.kind === kind);
      button.addEventListener("click", () => this.#choose(group, wording, kind));
      choices.append(button);
    }
    const id = this.#idOf(group, wording);
    choices.append(this.#claimsBeside(`${id}-other`, this.#words.other_claim, wording, claim => this.#move(wording, claim)));
    if (wording.kind === MATCH_KINDS[0][0]) {
      const add = (/** @type {number} */ claim) => this.#ask({ also: { wording: wording.id, claim } });
      choices.append(this.#claimsBeside(`${id}-also`, this.#words.also_says, wording, add));
    }
    return choices;
  }

  /**
   * Return a list of the claims of the key that a wording does not say.
   * @param {string} id @param {string} heading @param {Wording} wording @param {(claim: number) => void} choose
   */
  #claimsBeside(id, heading, wording, choose) {
    const list = partOfList("select");
    list.id = id;
    list.ariaLabel = `${heading} ${this.#quoted(wording.text)}`;
    list.append(new Option(heading, ""));
    for (const [number, claim] of this.desk.claims.entries()) {
      if (!wording.says.includes(number)) {
        list.append(new Option(claim, String(number)));
      }
    }
    list.addEventListener("change", () => choose(Number(list.value)));
    return list;
  }

  /**
   * Decide by a key, and go on with the next wording.
   * @param {KeyboardEvent} event @param {WordingGroup} group @param {Wording} wording
   */
  #followKey(event, group, wording) {
    if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const boxes = [...this.#place.querySelectorAll("input")];
    const place = boxes.findIndex(box => box.id === this.#idOf(group, wording));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      boxes[place + step]?.focus();
      return;
    }
    const kind = MATCH_KINDS[Number(event.key) - 1]?.[0];
    const other = wording.kind ? undefined : wording.others[Number(event.key) - 1 - MATCH_KINDS.length];
    const isKind = kind && (group.claim !== NO_CLAIM || kind === MATCH_KINDS[3][0]);
    if (!isKind && other === undefined) {
      return;
    }
    // At once, so that the next key is for the next wording.
    boxes[place + 1]?.focus();
    if (other !== undefined) {
      this.#move(wording, other);
    } else if (kind) {
      this.#choose(group, wording, kind);
    }
  }

  /** @param {WordingGroup} group */
  #sectionOf(group) {
    const section = partOfList("section");
    if (group.wordings.every(({ kind }) => kind)) {
      section.className = "done";
    }
    const heading = partOfList("h2", "", group.text || this.#words.no_similar);
    heading.id = `claim-${group.claim}`;
    section.setAttribute("aria-labelledby", heading.id);
    section.append(heading);
    if (group.place) {
      section.append(partOfList("p", "place", group.place));
    }
    const list = partOfList("ul");
    list.append(...group.wordings.map(wording => this.#rowOf(group, wording)));
    section.append(list);
    const number = group.wordings.filter(wording => this.#isTicked(wording)).length;
    const text = this.filled(group.claim === NO_CLAIM ? "none_ticked" : "decide_ticked", { number });
    const button = partOfList("button", "all", text);
    button.type = "button";
    button.id = `claim-${group.claim}-all`;
    button.disabled = !number;
    button.addEventListener("click", () => this.#chooseTicked(group));
    section.append(button);
    return section;
  }

  // --- marks, and what is decided about students ---

  /** @param {{students: StudentMark[], places: OtherPlace[]}} marks */
  #marksShown({ students, places }) {
    const shown = partOfList("div", "", "", partOfList("p", "", this.#words.marks_explained));
    if (places.length) {
      const list = partOfList("ul", "", "", ...places.map((place, number) => this.#placeRow(place, number)));
      shown.append(partOfList("h3", "", this.#words.other_places), list);
    }
    shown.append(partOfList("ul", "", "", ...students.map((student, number) => this.#studentRow(student, number))));
    return shown;
  }

  /** @param {OtherPlace} place @param {number} number */
  #placeRow({ claim, kind, target, text, maps, is_right: isRight }, number) {
    const box = partOfList("input");
    box.type = "checkbox";
    box.checked = isRight;
    box.id = `place-${number}`;
    box.addEventListener("change", () => {
      this.#ask({ place: { claim, kind, target, is_right: box.checked } });
      this.#ask({ grade: true });
    });
    const marks = partOfList("p", "marks", "", partOfList("span", "", this.#words.also_right));
    marks.append(partOfList("span", "", this.filled("maps", { number: maps })));
    const label = partOfList("label", "wording", "", box, partOfList("span", "text", text));
    return partOfList("li", "", "", partOfList("div", "", "", label, marks));
  }

  /** @param {StudentMark} student @param {number} number */
  #studentRow({ name, mark, how_certain: howCertain, remark, own, reason }, number) {
    const heading = partOfList("p", "student", "", partOfList("b", "", name), partOfList("span", "", mark || "–"));
    if (howCertain) {
      heading.append(partOfList("span", "place", `(${howCertain})`));
    }
    const problem = partOfList("p", "warning");
    problem.role = "alert";
    const fields = { remark: partOfList("textarea"), own: partOfList("input"), reason: partOfList("input") };
    fields.remark.value = remark;
    fields.remark.rows = 2;
    fields.own.value = own;
    fields.own.inputMode = "decimal";
    fields.reason.value = reason;
    const row = partOfList("li", "fields", "", heading);
    for (const [key, word] of /** @type {const} */ ([["remark", "remark"], ["own", "own_mark"], ["reason", "reason"]])) {
      fields[key].id = `student-${number}-${key}`;
      fields[key].ariaLabel = `${this.#words[word]}: ${name}`;
      fields[key].dir = "auto";
      row.append(partOfList("label", key, this.#words[word], fields[key]));
    }
    row.append(problem);
    row.addEventListener("change", () => {
      const given = { own: fields.own.value.trim(), reason: fields.reason.value.trim() };
      const lacksReason = Boolean(given.own) && !given.reason;
      problem.textContent = lacksReason ? this.#words.reason_needed : "";
      // A reason alone waits for its mark.
      if (!lacksReason && (given.own || !given.reason)) {
        this.#ask({ student: { name, remark: fields.remark.value, ...given } });
      }
    });
    return row;
  }

  /** Return what stays where it is while the desk is shown anew: the row with the focus, or what follows it in its group. */
  #steadyParts() {
    const parts = /** @type {HTMLElement[]} */ ([]);
    const focused = this.#place.contains(document.activeElement) ? document.activeElement : null;
    let row = focused?.closest("li") ?? null;
    for (; row instanceof HTMLElement; row = /** @type {HTMLLIElement | null} */ (row.nextElementSibling)) {
      parts.push(row);
    }
    const button = focused?.closest("section")?.querySelector("button.all");
    return button instanceof HTMLElement ? [...parts, button] : parts;
  }

  /** @param {HTMLElement} inner */
  #sectionName(inner) {
    return inner.closest("section")?.getAttribute("aria-labelledby") ?? "";
  }
}
