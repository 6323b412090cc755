// The map as rows of an outline: what bears on a claim is below it.

/**
 * @typedef {"main" | "loose" | "reason" | "objection" | "undercutter" | "weighing"} Role
 * @typedef {{id: string, text: string, role: Role | "premise", target: string, via: string}} Made a claim that argmap
 *   has not answered yet; a premise and an undercutter have an inference as their target
 * @typedef {{
 *   key: string, claim: string, inference: string, role: Role, level: number, parent: Row | null, below: Row[],
 *   isCopy: boolean, linked: number, isLast: boolean, isMade: boolean,
 * }} Row `linked` counts the premises of its inference, and `isLast` is whether it is the last of them
 */

/** @type {Role[]} */
const ROLES = ["reason", "objection", "undercutter"];

/** The role of an inference. @param {Inference} inference @returns {Role} */
function roleOf({kind, weighing}) {
  return weighing ? "weighing" : ROLES[kind];
}

/** The rows of the top level, each with those below it. @param {string[]} inferenceIds @param {Made[]} made @returns {Row[]} */
function rowsOf(inferenceIds, made) {
  /** The inferences on each claim, and on each inference. @type {Map<number, number[]>} */
  const onClaims = new Map();
  /** @type {Map<number, number[]>} */
  const onInferences = new Map();
  const supporting = new Set();
  INFERENCES.forEach(({kind, target, premises}, number) => {
    const list = kind === UNDERCUTTER ? onInferences : onClaims;
    list.set(target, [...list.get(target) ?? [], number]);
    for (const premise of premises) supporting.add(premise);
  });
  for (const list of onClaims.values()) list.sort((one, other) => INFERENCES[one].kind - INFERENCES[other].kind || one - other);
  /** @type {Set<number>} */
  const shown = new Set();

  /** What is still to be added, the next one last. Maps can be so deep that a function that calls itself would fail. @type {(() => void)[]} */
  const waiting = [];
  /** A row with all below it. @param {number} claim @param {Role} role @returns {Row} */
  const rowOf = (claim, role) => {
    const row = addRow(claim, -1, null, role);
    for (let add = waiting.pop(); add; add = waiting.pop()) add();
    return row;
  };
  /** @param {number} claim @param {number} inference @param {Row | null} parent @param {Role} role @returns {Row} */
  const addRow = (claim, inference, parent, role) => {
    const via = inference < 0 ? "" : inferenceIds[inference] ?? "";
    const {id} = CLAIMS[claim];
    const {premises} = inference < 0 ? {premises: [claim]} : INFERENCES[inference];
    /** @type {Row} */
    const row = {
      // Before argmap has answered, inferences have no ids.
      key: `${id} ${via || inference}`, claim: id, inference: via, role, level: (parent?.level ?? 0) + 1, parent, below: [],
      isCopy: shown.has(claim), linked: premises.length, isLast: premises[premises.length - 1] === claim, isMade: false,
    };
    parent?.below.push(row);
    const next = [];
    if (!row.isCopy) {
      shown.add(claim);
      for (const each of onClaims.get(claim) ?? []) next.push(...premisesOn(row, each));
      for (const each of made) if (each.target === id) next.push(() => row.below.push(madeRow(each, row)));
    }
    if (row.isLast && via) {
      for (const each of onInferences.get(inference) ?? []) next.push(...premisesOn(row, each));
      for (const each of made) if (each.target === via && each.role !== "premise") next.push(() => row.below.push(madeRow(each, row)));
    }
    waiting.push(...next.reverse());
    return row;
  };
  /** What adds the premises of an inference. @param {Row} parent @param {number} inference @returns {(() => void)[]} */
  const premisesOn = (parent, inference) => {
    const role = roleOf(INFERENCES[inference]);
    const added = INFERENCES[inference].premises.map(premise => () => void addRow(premise, inference, parent, role));
    const here = made.filter(each => each.role === "premise" && each.target === inferenceIds[inference]);
    return [...added, ...here.map(each => () => void parent.below.push(madeRow(each, parent, role)))];
  };
  /** @param {Made} each @param {Row | null} parent @param {Role} role @returns {Row} */
  const madeRow = (each, parent, role = each.role === "premise" ? "reason" : each.role) => {
    /** @type {Row} */
    const row = {
      key: each.id, claim: each.id, inference: "", role, level: (parent?.level ?? 0) + 1, parent, below: [],
      isCopy: false, linked: 1, isLast: true, isMade: true,
    };
    row.below = made.filter(({target}) => target === each.id).map(child => madeRow(child, row));
    return row;
  };

  if (!STORE.hasMap) return made.map(each => madeRow(each, null));
  const roots = [...DATA.mains];
  CLAIMS.forEach((_, claim) => {
    if (!supporting.has(claim) && !roots.includes(claim)) roots.push(claim);
  });
  const rows = roots.map(claim => rowOf(claim, DATA.mains.includes(claim) ? "main" : "loose"));
  // What bears only on each other.
  CLAIMS.forEach((_, claim) => {
    if (!shown.has(claim)) rows.push(rowOf(claim, "loose"));
  });
  for (const each of made) if (each.role === "loose" || each.role === "main") rows.push(madeRow(each, null));
  return rows;
}

/** The rows that are visible, from the top. @param {Row[]} rows @param {Set<string>} folded @returns {Row[]} */
function visibleRows(rows, folded) {
  const visible = [];
  const waiting = [...rows].reverse();
  for (let row = waiting.pop(); row; row = waiting.pop()) {
    visible.push(row);
    if (!folded.has(row.claim)) waiting.push(...[...row.below].reverse());
  }
  return visible;
}

/** Rows beside a row: those with the same parent. @param {Row} row @param {Row[]} roots */
function rowsBeside(row, roots) {
  return row.parent ? row.parent.below : roots;
}
