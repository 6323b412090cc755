// The page for decisions: shows the wordings of a class by the claims of the key, and saves each click.

/**
 * A claim as one or more students wrote it; `others` are claims of the key that it may match instead.
 * @typedef {{id: number, text: string, places: string[], maps: number, claims: number, likely: boolean, opposite: boolean, kind: string, carried: string, others: number[]}} Wording
 */

/**
 * A claim of the key, or none, and the wordings that may match it.
 * @typedef {{claim: number, text: string, place: string, wordings: Wording[]}} Group
 */

/**
 * What the server says there is.
 * @typedef {{groups: Group[], claims: string[], left: number, can_undo: boolean}} Desk
 */

/**
 * What is decided about a wording: a kind, "" to take a decision back, and the claim of the key.
 * @typedef {{wording: number, kind: string, claim: number}} Decision
 */

/**
 * The kinds of decisions as the server names them, each with its words; the key of a kind is its place. The keys after
 * these are for the other claims that are offered.
 */
const KINDS = [
  ["same as", "same"],
  ["partly", "partly"],
  ["opposite of", "opposite"],
  ["not in the key", "not_in_key"],
];
const NO_CLAIM = -1;

/** @type {(id: string) => HTMLElement} */
const part = id => {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(id);
  }
  return found;
};

/** @type {{words: {[name: string]: string}, quotes: [string, string], file: string, path: string, header: string}} */
const { words, quotes, file, path, header } = JSON.parse(part("data").textContent ?? "");
const groups = part("groups");
const left = part("left");
const saved = part("saved");
const undo = /** @type {HTMLButtonElement} */ (part("undo"));

/** Take the token out of the address: nobody who sees that, or the history of the browser, sees it. */
const takeToken = () => {
  const given = location.hash.slice(1);
  if (given) {
    history.replaceState(null, "", location.pathname);
    sessionStorage.setItem("token", given);
  }
  return sessionStorage.getItem("token") ?? "";
};

let token = takeToken();

/** @type {Desk} */
let desk = { groups: [], claims: [], left: 0, can_undo: false };
/** What a person has ticked or not, by wordings; the others are ticked if they are open, likely, and no opposites. */
const ticks = /** @type {Map<number, boolean>} */ (new Map());
/** What is on its way: the next request waits for it. */
let pending = /** @type {Promise<void>} */ (Promise.resolve());

/** @type {(text: string, values: {[name: string]: string | number}) => string} */
const filled = (text, values) => text.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** @type {(claim: string) => string} */
const quoted = claim => quotes[0] + claim + quotes[1];

/** @type {(wording: Wording) => boolean} */
const isTicked = wording => ticks.get(wording.id) ?? (wording.likely && !wording.opposite && !wording.kind);

/**
 * Return a new element with a class, a text, and elements in it.
 * @type {<Name extends keyof HTMLElementTagNameMap>(name: Name, className?: string, text?: string, ...inner: Node[]) =>
 *   HTMLElementTagNameMap[Name]}
 */
const element = (name, className = "", text = "", ...inner) => {
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

/**
 * Ask the server, and show what it answers.
 * @type {(sent?: object) => Promise<void>}
 */
const send = async sent => {
  let problem = "";
  try {
    const headers = /** @type {{[name: string]: string}} */ ({ [header]: token });
    const options = /** @type {RequestInit} */ ({ headers });
    if (sent) {
      headers["Content-Type"] = "application/json";
      options.method = "POST";
      options.body = JSON.stringify(sent);
    }
    const answer = await fetch(path, options);
    if (answer.status === 403) {
      problem = words.open_again;
    } else if (answer.ok) {
      desk = await answer.json();
    } else {
      const reason = answer.status === 400 ? (await answer.json()).problem : answer.statusText;
      problem = filled(words.not_saved, { problem: reason });
    }
  } catch {
    // The command has ended.
    problem = filled(words.not_saved, { problem: words.open_again });
  }
  // Before anything was read, nobody knows what is left.
  left.hidden = Boolean(problem) && !desk.groups.length;
  saved.className = problem ? "failed" : "";
  saved.textContent = problem || (sent ? filled(words.saved, { file }) : "");
  // What was not saved is shown as it was.
  show();
};

/** @type {(sent?: object) => void} */
const ask = sent => {
  pending = pending.then(() => send(sent));
};

/** @type {(decisions: Decision[]) => void} */
const decide = decisions => {
  for (const { wording } of decisions) {
    ticks.delete(wording);
  }
  ask({ decide: decisions });
};

/** @type {(group: Group, wording: Wording, kind: string) => void} */
const choose = (group, wording, kind) => {
  const isTakenBack = wording.kind === kind && !wording.carried;
  decide([{ wording: wording.id, kind: isTakenBack ? "" : kind, claim: group.claim }]);
};

/** @type {(wording: Wording, claim: number) => void} */
const move = (wording, claim) => decide([{ wording: wording.id, kind: KINDS[0][0], claim }]);

/** @type {(group: Group) => void} */
const chooseTicked = group => {
  const [kind] = group.claim === NO_CLAIM ? KINDS[3] : KINDS[0];
  const ticked = group.wordings.filter(isTicked);
  decide(ticked.map(({ id }) => ({ wording: id, kind, claim: group.claim })));
};

/** @type {() => HTMLInputElement[]} */
const boxes = () => [...document.querySelectorAll("input")];

/**
 * Return the claims of the key that a wording may match instead, each with the key for it.
 * @type {(wording: Wording) => HTMLElement}
 */
const offersOf = wording => {
  const offers = element("div", "offers");
  offers.role = "group";
  offers.ariaLabel = `${words.other_claim} ${quoted(wording.text)}`;
  for (const [place, claim] of wording.others.entries()) {
    const button = element("button", "", `${KINDS.length + place + 1}: ${desk.claims[claim]}`);
    button.type = "button";
    button.id = `wording-${wording.id}-offer-${place}`;
    button.title = desk.claims[claim];
    button.addEventListener("click", () => move(wording, claim));
    offers.append(button);
  }
  return offers;
};

/** @type {(group: Group, wording: Wording) => HTMLElement} */
const rowOf = (group, wording) => {
  const box = element("input");
  box.type = "checkbox";
  box.checked = isTicked(wording);
  box.id = `wording-${wording.id}`;
  box.addEventListener("change", () => {
    ticks.set(wording.id, box.checked);
    show();
  });
  const text = element("span", "text", wording.text);
  const label = element("label", "wording", "", box, text);

  const marks = element("p", "marks");
  for (const place of wording.places) {
    marks.append(element("span", "place", place));
  }
  if (wording.claims > 1) {
    marks.append(element("span", "", filled(words.of_one_pattern, { number: wording.claims })));
  }
  if (wording.maps > 1) {
    marks.append(element("span", "", filled(words.maps, { number: wording.maps })));
  }
  if (wording.opposite) {
    marks.append(element("span", "warning", words.may_be_opposite));
  }
  if (wording.carried) {
    marks.append(element("span", "carried", filled(words.carried_over, { claim: quoted(wording.carried) })));
  }

  const choices = element("div", "choices");
  choices.role = "group";
  choices.ariaLabel = wording.text;
  const kinds = group.claim === NO_CLAIM ? KINDS.slice(3) : KINDS;
  for (const [kind, name] of kinds) {
    const button = element("button", "", words[name]);
    button.type = "button";
    button.id = `wording-${wording.id}-${name}`;
    button.ariaPressed = String(wording.kind === kind);
    button.addEventListener("click", () => choose(group, wording, kind));
    choices.append(button);
  }
  const others = element("select");
  others.id = `wording-${wording.id}-other`;
  others.ariaLabel = `${words.other_claim} ${quoted(wording.text)}`;
  others.append(new Option(words.other_claim, ""));
  for (const [number, claim] of desk.claims.entries()) {
    if (number !== group.claim) {
      others.append(new Option(claim, String(number)));
    }
  }
  others.addEventListener("change", () => move(wording, Number(others.value)));
  choices.append(others);

  const row = element("li", "", "", element("div", "", "", label, marks), choices);
  if (!wording.kind) {
    row.append(offersOf(wording));
  }
  row.id = `wording-${wording.id}-row`;
  row.addEventListener("keydown", event => followKey(event, group, wording));
  return row;
};

/**
 * Decide by a key, and go on with the next wording.
 * @type {(event: KeyboardEvent, group: Group, wording: Wording) => void}
 */
const followKey = (event, group, wording) => {
  if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const all = boxes();
  const place = all.findIndex(box => box.id === `wording-${wording.id}`);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    all[place + step]?.focus();
    return;
  }
  const kind = KINDS[Number(event.key) - 1]?.[0];
  const other = wording.kind ? undefined : wording.others[Number(event.key) - 1 - KINDS.length];
  const isKind = kind && (group.claim !== NO_CLAIM || kind === KINDS[3][0]);
  if (!isKind && other === undefined) {
    return;
  }
  // At once, so that the next key is for the next wording.
  all[place + 1]?.focus();
  if (other !== undefined) {
    move(wording, other);
  } else if (kind) {
    choose(group, wording, kind);
  }
};

/** @type {(group: Group) => HTMLElement} */
const sectionOf = group => {
  const section = element("section");
  if (group.wordings.every(({ kind }) => kind)) {
    section.className = "done";
  }
  const heading = element("h2", "", group.text || words.no_similar);
  heading.id = `claim-${group.claim}`;
  section.setAttribute("aria-labelledby", heading.id);
  section.append(heading);
  if (group.place) {
    section.append(element("p", "place", group.place));
  }
  const list = element("ul");
  for (const wording of group.wordings) {
    list.append(rowOf(group, wording));
  }
  section.append(list);
  const number = group.wordings.filter(isTicked).length;
  const text = group.claim === NO_CLAIM ? words.none_ticked : words.decide_ticked;
  const button = element("button", "all", filled(text, { number }));
  button.type = "button";
  button.id = `claim-${group.claim}-all`;
  button.disabled = !number;
  button.addEventListener("click", () => chooseTicked(group));
  section.append(button);
  return section;
};

/**
 * Return what stays where it is while the desk is shown anew: the row with the focus, or what follows it in its group.
 * @type {() => HTMLElement[]}
 */
const steadyParts = () => {
  const parts = /** @type {HTMLElement[]} */ ([]);
  let row = document.activeElement?.closest("li") ?? null;
  const section = document.activeElement?.closest("section");
  for (; row instanceof HTMLElement; row = /** @type {HTMLLIElement | null} */ (row.nextElementSibling)) {
    parts.push(row);
  }
  const button = section?.querySelector("button.all");
  return button instanceof HTMLElement ? [...parts, button] : parts;
};

/** @type {(inner: HTMLElement) => string} */
const sectionName = inner => inner.closest("section")?.getAttribute("aria-labelledby") ?? "";

/** Show the desk; what has the focus keeps it, and its place in the window, unless it went to another group. */
const show = () => {
  const focused = document.activeElement?.id ?? "";
  const steady = steadyParts().map(each => ({
    id: each.id,
    section: sectionName(each),
    top: each.getBoundingClientRect().top,
  }));
  groups.replaceChildren(...desk.groups.map(sectionOf));
  const number = desk.left;
  left.textContent = number ? filled(words.left, { number }) : words.all_decided;
  undo.disabled = !desk.can_undo;
  const stays = steady.find(({ id, section }) => {
    const found = document.getElementById(id);
    return found && sectionName(found) === section;
  });
  const stayed = stays && document.getElementById(stays.id);
  if (stayed) {
    scrollBy(0, stayed.getBoundingClientRect().top - stays.top);
  }
  if (focused && document.activeElement?.id !== focused) {
    const next = stays === steady[0] ? document.getElementById(focused) : stayed?.querySelector("input");
    (next ?? stayed)?.focus({ preventScroll: true });
  }
};

undo.addEventListener("click", () => ask({ undo: true }));
groups.addEventListener("keydown", event => {
  if (event.key === "0" && !(event.target instanceof HTMLSelectElement) && !undo.disabled) {
    ask({ undo: true });
  }
});
/** Show the desk, if the page was opened with a token, now or before. */
const begin = () => {
  if (token) {
    ask();
  } else {
    left.textContent = words.open_again;
  }
};
addEventListener("hashchange", () => {
  token = takeToken();
  begin();
});
begin();
