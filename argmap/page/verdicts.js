// The verdicts of a map, and what decides each: what `argmap/verdicts/evaluate.py` and `explain.py` say.

/**
 * The name of a sentence, and the inferences and claims that it leads to.
 * @typedef {{why: string, inferences: number[], claims: number[]}} Reason
 */

/** Stands for the atom of what can never be backed. */
const NEVER = {...newAtom(), value: false};

class Verdicts {
  /** @param {Pick<PageData, "claims" | "inferences" | "program">} data */
  constructor({claims, inferences, program}) {
    this.model = new WellFounded(program);
    /** The atoms that say that claims, and then inferences, stand and are backed. */
    this.places = program.stands.map((stands, place) => {
      return {stands: this.model.atoms[stands], backed: this.model.atoms[program.backed[place]] ?? NEVER};
    });
    const bearing = Map.groupBy(inferences.keys(), i => {
      const {kind, target} = inferences[i];
      return kind === UNDERCUTTER ? claims.length + target : target;
    });
    this.inferences = inferences.map((inference, number) => {
      const place = claims.length + number;
      return {...inference, ...this.places[place], against: bearing.get(place) ?? []};
    });
    this.claims = claims.map((claim, number) => {
      const onto = bearing.get(number) ?? [];
      const supports = onto.filter(i => inferences[i].kind === SUPPORT);
      const rebuttals = onto.filter(i => inferences[i].kind === REBUTTAL);
      return {...claim, ...this.places[number], onto, supports, rebuttals};
    });
    /** What is supposed of claims: true, or false. @type {Map<number, boolean>} */
    this.supposed = new Map();
  }

  /** Suppose just this of claims. @param {Map<number, boolean>} supposed */
  suppose(supposed) {
    this.supposed = supposed;
    const fixed = new Map();
    for (const [claim, value] of supposed) fixed.set(this.claims[claim].stands, value).set(this.claims[claim].backed, value);
    this.model.fix(fixed);
  }

  /** The verdict of a claim in English, the basis or cause after it. @param {number} claim */
  words(claim) {
    const {stands, backed, rebuttals} = this.claims[claim];
    if (stands.value === null) return ["contested"];
    const verdict = stands.value ? "stands" : "falls";
    if (this.supposed.has(claim)) return [verdict];
    if (!stands.value) return [verdict, this.standing(rebuttals).length ? "rebutted" : "not shown"];
    return [verdict, backed.value === null ? "open" : backed.value ? "backed" : "merely asserted"];
  }

  /** Those of some inferences that stand. @param {number[]} inferences */
  standing(inferences) {
    return inferences.filter(i => this.inferences[i].stands.value);
  }

  /** What becomes of an inference: how its line ends, too. @param {number} number */
  status(number) {
    const {kind, target, stands, against} = this.inferences[number];
    if (kind === REBUTTAL && stands.value !== false && this.claims[target].backed.value) return "outweighed";
    if (stands.value) return "stands";
    if (stands.value === null) return "contested";
    // One that has no rule falls since it is implicit and the map strict.
    return stands.rules.length && this.standing(against).length ? "undercut" : "falls";
  }

  /**
   * Why a claim has its verdict: what decides it, and an objection that stands too, if it was another thing.
   * @param {number} claim
   */
  reasons(claim) {
    const reason = this.reason(claim);
    if (this.words(claim)[1] !== "rebutted" || reason.why === "why_objection_stands") return [reason];
    return [reason, because("objection_stands", this.earliest(this.standing(this.claims[claim].rebuttals)))];
  }

  /** @param {number} claim */
  reason(claim) {
    const {stands, onto} = this.claims[claim];
    if (this.supposed.has(claim)) return because("supposed");
    if (stands.value !== null) return stands.value ? this.whyItStands(claim) : this.whyItFalls(claim);
    // Of what stands it may be open whether it is backed, and so whether it counts.
    const open = onto.filter(i => this.inferences[i].stands.value === null || this.inferences[i].backed.value === null);
    return because("contested", open);
  }

  /** @param {number} claim */
  whyItStands(claim) {
    const {common_ground, documented, backed, supports} = this.claims[claim];
    const ground = documented ? "documented" : common_ground ? "common_ground" : "";
    if (backed.value && ground) return because(ground);
    const holding = supports.filter(i => this.inferences[i][backed.value ? "backed" : "stands"].value);
    if (holding.length) return because("reason_holds", this.earliest(holding, Boolean(backed.value)));
    return because(ground || "nothing_offered");
  }

  /** @param {number} claim */
  whyItFalls(claim) {
    const {supports} = this.claims[claim];
    const deciding = this.decidingObjections(claim);
    if (deciding.length) return because("objection_stands", this.earliest(deciding));
    if (!supports.length) return because("not_documented");
    const circle = this.circleOf(claim);
    // What only rests on a circle, and is not of it, fails by its reasons.
    if (!circle.has(claim)) return because("no_reason_holds", supports);
    const outside = supports.filter(i => !this.inferences[i].premises.some(premise => circle.has(premise)));
    if (circle.size === 1) return because("only_itself", outside);
    return because("only_each_other", outside, [...circle].sort((one, other) => one - other));
  }

  /** The rebuttals that stood before a claim fell: one that did so later is not why. @param {number} claim */
  decidingObjections(claim) {
    const {rebuttals, stands} = this.claims[claim];
    return rebuttals.filter(i => this.standsSince(i) < stands.rank);
  }

  /** When it was derived that an inference stands; never, if it does not. @param {number} inference */
  standsSince(inference) {
    const {stands, backed} = this.inferences[inference];
    if (!stands.value) return Infinity;
    // It stands if it is backed, though that may have been derived anew.
    return backed.value ? Math.min(stands.rank, backed.rank) : stands.rank;
  }

  /** The inference that stood first; or that was backed first. @param {number[]} inferences */
  earliest(inferences, isBacked = false) {
    /** @param {number} i */
    const since = i => (isBacked ? this.inferences[i].backed.rank : this.standsSince(i));
    return [inferences.reduce((earliest, i) => (since(i) < since(earliest) ? i : earliest))];
  }

  /** The claims upstream of one that rest only on one another, and fell with it. @param {number} claim */
  circleOf(claim) {
    const {circle} = this.claims[claim].stands;
    /** @type {Set<number>} */
    const members = new Set();
    const pending = circle ? [claim] : [];
    for (const member of pending) {
      for (const premise of this.claims[member].supports.flatMap(i => this.inferences[i].premises)) {
        const isOfIt = this.claims[premise].stands.circle === circle && !members.has(premise);
        // One that is rebutted would have fallen without the circle.
        if (!isOfIt || this.decidingObjections(premise).length) continue;
        members.add(premise);
        pending.push(premise);
      }
    }
    return members;
  }
}

/** @param {string} why the end of the name of a sentence @param {number[]} inferences @param {number[]} claims @returns {Reason} */
function because(why, inferences = [], claims = []) {
  return {why: `why_${why}`, inferences, claims};
}
