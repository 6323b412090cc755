// The wordings of a class by the claims of the key, each with its choices: on the page for decisions, and in the editor.

/**
 * A claim as one or more students wrote it; `others` are claims of the key that it may match instead.
 * @typedef {{id: number, text: string, places: string[], maps: number, claims: number, likely: boolean, opposite: boolean, kind: string, carried: string, others: number[]}} Wording
 */

/**
 * A claim of the key, or none, and the wordings that may match it.
 * @typedef {{claim: number, text: string, place: string, wordings: Wording[]}} WordingGroup
 */

/**
 * What is to be decided, and what is decided.
 * @typedef {{groups: WordingGroup[], claims: string[], left: number, can_undo: boolean}} Desk
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
  desk = { groups: [], claims: [], left: 0, can_undo: false };
  /**
   * What a person has ticked or not, by wordings; the others are ticked if they are open, likely, and no opposites.
   * @type {Map<number, boolean>}
   */
  #ticks = new Map();
  #place;
  #left;
  #undo;
  #words;
  #quotes;
  #ask;

  /**
   * @param {{place: HTMLElement, left: HTMLElement, undo: HTMLButtonElement}} parts where the groups are, where it says how
   *   many decisions are left, and the button that takes one back
   * @param {Record<string, string>} words
   * @param {string[]} quotes what stands before and after a claim
   * @param {(sent: {decide: MatchDecision[]} | {undo: true}) => void} ask asks for a decision; the answer is shown by `show`
   */
  constructor({ place, left, undo }, words, quotes, ask) {
    this.#place = place;
    this.#left = left;
    this.#undo = undo;
    this.#words = words;
    this.#quotes = quotes;
    this.#ask = ask;
    undo.addEventListener("click", () => ask({ undo: true }));
    place.addEventListener("keydown", event => {
      if (event.key === "0" && !(event.target instanceof HTMLSelectElement) && !undo.disabled) {
        ask({ undo: true });
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
    box.id = `wording-${wording.id}`;
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
    row.id = `wording-${wording.id}-row`;
    row.addEventListener("keydown", event => this.#followKey(event, group, wording));
    return row;
  }

  /** Return what is said of a wording below its text. @param {Wording} wording */
  #marksOf(wording) {
    const marks = partOfList("p", "marks");
    for (const place of wording.places) {
      marks.append(partOfList("span", "place", place));
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
      button.id = `wording-${wording.id}-${name}`;
      button.ariaPressed = String(wording.kind === kind);
      button.addEventListener("click", () => this.#choose(group, wording, kind));
      choices.append(button);
    }
    const others = partOfList("select");
    others.id = `wording-${wording.id}-other`;
    others.ariaLabel = `${this.#words.other_claim} ${this.#quoted(wording.text)}`;
    others.append(new Option(this.#words.other_claim, ""));
    for (const [number, claim] of this.desk.claims.entries()) {
      if (number !== group.claim) {
        others.append(new Option(claim, String(number)));
      }
    }
    others.addEventListener("change", () => this.#move(wording, Number(others.value)));
    choices.append(others);
    return choices;
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
    const place = boxes.findIndex(box => box.id === `wording-${wording.id}`);
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
