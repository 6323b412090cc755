// The verdicts of the map, and what decides each: what `argmap/verdicts/evaluate.py` and `explain.py` say.

/**
 * The name of a sentence, and the steps and claims that it leads to.
 * @typedef {{why: string, steps: number[], claims: number[]}} Reason
 */

class Verdicts {
  /** @param {PageData} data */
  constructor(data) {
    this.data = data;
    this.model = new WellFounded(data.program);
    /** What is supposed of claims: true, or false. @type {Map<number, boolean>} */
    this.supposed = new Map();
    /** The steps onto a claim, and against a step, in the order of the map. @type {number[][]} */
    this.onto = data.claims.map(() => []);
    /** @type {number[][]} */
    this.against = data.steps.map(() => []);
    data.steps.forEach((step, number) => {
      (step.kind === UNDERCUTTER ? this.against : this.onto)[step.target].push(number);
    });
  }

  /**
   * Suppose just this of claims.
   * @param {Map<number, boolean>} supposed
   */
  suppose(supposed) {
    this.supposed = new Map(supposed);
    const fixed = new Map();
    for (const [claim, value] of supposed) {
      fixed.set(this.data.program.stands[claim], value);
      if (this.data.program.backed[claim] >= 0) fixed.set(this.data.program.backed[claim], value);
    }
    this.model.fix(fixed);
  }

  // In program data steps come after claims.

  /** @param {number} step */
  place(step) {
    return this.data.claims.length + step;
  }

  /** Whether a claim or step stands, by its place. @param {number} place */
  stands(place) {
    return this.model.value[this.data.program.stands[place]];
  }

  /** Whether it is backed. @param {number} place */
  backed(place) {
    const atom = this.data.program.backed[place];
    return atom < 0 ? false : this.model.value[atom];
  }

  /** The verdict of a claim in English, the basis or cause after it. @param {number} claim */
  words(claim) {
    const stands = this.stands(claim);
    const verdict = stands === null ? "contested" : stands ? "stands" : "falls";
    if (stands === null || this.supposed.has(claim)) return [verdict];
    return [verdict, stands ? this.basis(claim) : this.cause(claim)];
  }

  /** @param {number} claim */
  basis(claim) {
    const backed = this.backed(claim);
    return backed === null ? "open" : backed ? "backed" : "merely asserted";
  }

  /** @param {number} claim */
  cause(claim) {
    return this.rebuttals(claim).some(step => this.stands(this.place(step))) ? "rebutted" : "not shown";
  }

  /** @param {number} claim */
  supports(claim) {
    return this.onto[claim].filter(step => this.data.steps[step].kind === SUPPORT);
  }

  /** @param {number} claim */
  rebuttals(claim) {
    return this.onto[claim].filter(step => this.data.steps[step].kind === REBUTTAL);
  }

  /** What becomes of a step: how its line ends, too. @param {number} number */
  status(number) {
    const step = this.data.steps[number];
    const stands = this.stands(this.place(number));
    if (step.kind === REBUTTAL && stands !== false && this.backed(step.target) === true) return "outweighed";
    if (stands) return "stands";
    if (stands === null) return "contested";
    // In a strict map an implicit step has no rule, whatever is said against it.
    if (!this.model.rulesFor[this.data.program.stands[this.place(number)]].length) return "falls";
    return this.against[number].some(other => this.stands(this.place(other))) ? "undercut" : "falls";
  }

  /**
   * Why a claim has its verdict: what decides it, and an objection that stands too, if it was another thing.
   * @param {number} claim
   * @returns {Reason[]}
   */
  reasons(claim) {
    const reason = this.reason(claim);
    const [, cause] = this.words(claim);
    if (cause !== "rebutted" || reason.why === "why_objection_stands") return [reason];
    const objections = this.rebuttals(claim).filter(step => this.stands(this.place(step)));
    return [reason, because("why_objection_stands", [this.earliest(objections)])];
  }

  /** @param {number} claim @returns {Reason} */
  reason(claim) {
    if (this.supposed.has(claim)) return because("why_supposed");
    const stands = this.stands(claim);
    if (stands === null) return this.reasonOfContested(claim);
    return stands ? this.reasonOfStanding(claim) : this.reasonOfFalling(claim);
  }

  /** @param {number} claim */
  reasonOfStanding(claim) {
    const {assumed, documented} = this.data.claims[claim];
    const supports = this.supports(claim);
    const isBacked = this.backed(claim) === true;
    const ground = documented ? "why_documented" : "why_common_ground";
    if (isBacked && (assumed || documented)) return because(ground);
    const holding = supports.filter(step => (isBacked ? this.backed : this.stands).call(this, this.place(step)));
    if (holding.length) return because("why_reason_holds", [this.earliest(holding, isBacked)]);
    if (assumed || documented) return because(ground);
    return because("why_nothing_offered");
  }

  /** @param {number} claim */
  reasonOfFalling(claim) {
    const deciding = this.decidingObjections(claim);
    if (deciding.length) return because("why_objection_stands", [this.earliest(deciding)]);
    const supports = this.supports(claim);
    if (!supports.length) return because("why_not_documented");
    const circle = this.circleOf(claim);
    // What only rests on a circle, and is not of it, fails by its reasons.
    if (!circle.has(claim)) return because("why_no_reason_holds", supports);
    const outside = supports.filter(step => !this.data.steps[step].premises.some(premise => circle.has(premise)));
    if (circle.size === 1) return because("why_only_itself", outside);
    return because("why_only_each_other", outside, [...circle].sort((one, other) => one - other));
  }

  /** The rebuttals that stood before a claim fell: one that did so later is not why. @param {number} claim */
  decidingObjections(claim) {
    return this.rebuttals(claim).filter(step => this.standsSince(step) < this.rank(claim));
  }

  /** When it was derived that a step stands; never, if it does not. @param {number} step */
  standsSince(step) {
    const place = this.place(step);
    if (!this.stands(place)) return Infinity;
    // It stands if it is backed, though that may have been derived anew.
    return this.backed(place) ? Math.min(this.rank(place), this.rankOfBacking(place)) : this.rank(place);
  }

  /** @param {number} claim */
  reasonOfContested(claim) {
    // Of what stands it may be open whether it is backed, and so whether it counts.
    const open = this.onto[claim].filter(step => {
      const place = this.place(step);
      return this.stands(place) === null || this.backed(place) === null;
    });
    return because("why_contested", open);
  }

  /** The claims upstream of one that rest only on one another, and fell with it. @param {number} claim */
  circleOf(claim) {
    const number = this.circle(claim);
    /** @type {Set<number>} */
    const members = new Set();
    if (!number) return members;
    const pending = [claim];
    for (const member of pending) {
      for (const step of this.supports(member)) {
        for (const premise of this.data.steps[step].premises) {
          // One that is rebutted would have fallen without the circle.
          if (this.circle(premise) !== number || members.has(premise) || this.decidingObjections(premise).length) continue;
          members.add(premise);
          pending.push(premise);
        }
      }
    }
    return members;
  }

  /** @param {number} place */
  circle(place) {
    return this.model.circle[this.data.program.stands[place]];
  }

  /** @param {number} place */
  rank(place) {
    return this.model.rank[this.data.program.stands[place]];
  }

  /** @param {number} place */
  rankOfBacking(place) {
    return this.model.rank[this.data.program.backed[place]];
  }

  /**
   * The step that stood first; or that was backed first.
   * @param {number[]} steps
   */
  earliest(steps, isBacked = false) {
    /** @param {number} step */
    const since = step => (isBacked ? this.rankOfBacking(this.place(step)) : this.standsSince(step));
    return steps.reduce((first, step) => (since(step) < since(first) ? step : first));
  }
}

/**
 * @param {string} why
 * @param {number[]} steps
 * @param {number[]} claims
 * @returns {Reason}
 */
function because(why, steps = [], claims = []) {
  return {why, steps, claims};
}
