// The well-founded model of a program: what `argmap/verdicts/program.py` computes, and by the same steps. It is kept
// up to date: when some atoms are fixed otherwise, only those are derived anew that depend on them.

/**
 * @typedef {object} Atom
 * @property {boolean | null} value whether it is true, false or neither
 * @property {number} rank when it was derived: it follows from atoms of lower rank; -1 if it is neither
 * @property {number} circle the number of the circle of atoms with which it was refuted; 0 for none
 * @property {boolean | undefined} fixed what it is, whatever the rules say
 * @property {boolean} isBurden whether it may not stay open
 * @property {number} alive how many rules for it may hold yet
 * @property {Rule[]} rules for it
 * @property {Rule[]} when the rules of which it is a condition
 * @property {Rule[]} unless those that it keeps from holding
 *
 * @typedef {object} Rule
 * @property {number} number
 * @property {Atom} head
 * @property {Atom[]} when
 * @property {Atom[]} unless
 * @property {number} missing how many of its conditions are not known to hold
 * @property {boolean} isDead whether one is known not to
 */

/** @returns {Atom} */
function newAtom() {
  return {value: null, rank: -1, circle: 0, fixed: undefined, isBurden: false, alive: 0, rules: [], when: [], unless: []};
}

class WellFounded {
  /** @param {ProgramData} program */
  constructor({size, rules, burdens}) {
    this.atoms = Array.from({length: size}, newAtom);
    for (const burden of burdens) this.atoms[burden].isBurden = true;
    /** @param {number[]} numbers */
    const atomsOf = numbers => numbers.map(atom => this.atoms[atom]);
    rules.forEach(([number, ...conditions], place) => {
      const head = this.atoms[number];
      const [when, unless] = conditions.map(atomsOf);
      const rule = {number: place, head, when, unless, missing: 0, isDead: false};
      head.rules.push(rule);
      for (const atom of when) atom.when.push(rule);
      for (const atom of unless) atom.unless.push(rule);
    });
    /** How many atoms were settled, and how many circles refuted. */
    this.settled = 0;
    this.circles = 0;
    /** What was settled, but not propagated. @type {Atom[]} */
    this.pending = [];
    this.derive(new Set(this.atoms));
  }

  /** Fix just these atoms, whatever the rules say of them. @param {Map<Atom, boolean>} fixed */
  fix(fixed) {
    const changed = this.atoms.filter(atom => atom.fixed !== fixed.get(atom));
    for (const atom of changed) atom.fixed = fixed.get(atom);
    this.derive(downstream(changed));
  }

  /**
   * Derive these atoms anew. What does not depend on them keeps its value, and comes before them (Lifschitz and
   * Turner, Splitting a Logic Program, 1994).
   * @param {Set<Atom>} atoms
   */
  derive(atoms) {
    /** How many atoms the last derivation looked at. */
    this.work = atoms.size;
    for (const atom of atoms) Object.assign(atom, {value: null, rank: -1, circle: 0, alive: atom.rules.length});
    const rules = [...atoms].flatMap(atom => atom.rules).sort((one, other) => one.number - other.number);
    for (const rule of rules) Object.assign(rule, {missing: rule.when.length + rule.unless.length, isDead: false});
    // Fixed atoms come first, and facts before what no rule is for: an explanation follows this order.
    for (const atom of atoms) if (atom.fixed !== undefined) this.settle(atom, atom.fixed);
    for (const rule of rules) if (!rule.missing) this.settle(rule.head, true);
    for (const atom of atoms) if (!atom.alive) this.settle(atom, false);
    // What is settled outside counts as if it had been settled just now.
    /** @param {Atom} atom */
    const isOutside = atom => atom.value !== null && !atoms.has(atom);
    for (const rule of rules) {
      for (const atom of rule.when) if (isOutside(atom)) this.count(rule, atom.value);
      for (const atom of rule.unless) if (isOutside(atom)) this.count(rule, !atom.value);
    }
    do {
      this.propagate();
      while (this.refuteCircles(atoms)) this.propagate();
    } while (this.settleBurdens(atoms));
  }

  /** Refute the open burdens that rest on no others; return whether there are any. @param {Set<Atom>} atoms */
  settleBurdens(atoms) {
    const burdens = [...openAmong(atoms)].filter(atom => atom.isBurden).map(atom => ({atom, upstream: upstreamOf(atom)}));
    const lowest = burdens.filter(({atom, upstream}) => {
      return burdens.every(other => !upstream.has(other.atom) || other.upstream.has(atom));
    });
    for (const {atom} of lowest) this.settle(atom, false);
    return lowest.length;
  }

  /** Note that a condition of a rule holds, or that it does not. @param {Rule} rule @param {boolean | null} holds */
  count(rule, holds) {
    if (holds) {
      if (!--rule.missing) this.settle(rule.head, true);
    } else if (!rule.isDead) {
      rule.isDead = true;
      if (!--rule.head.alive) this.settle(rule.head, false);
    }
  }

  /** What is settled, such as what is fixed, stays so. @param {Atom} atom @param {boolean} value */
  settle(atom, value) {
    if (atom.value !== null) return;
    atom.value = value;
    atom.rank = this.settled++;
    this.pending.push(atom);
  }

  propagate() {
    // An array grows while it is gone through.
    for (const {value, when, unless} of this.pending) {
      for (const rule of value ? when : unless) this.count(rule, true);
      for (const rule of value ? unless : when) this.count(rule, false);
    }
    this.pending = [];
  }

  /** Refute every open atom that no rule could derive without a circle; return whether any was. @param {Set<Atom>} atoms */
  refuteCircles(atoms) {
    const open = openAmong(atoms);
    const derivable = derivableOf(open);
    const unfounded = [...open].filter(atom => !derivable.has(atom));
    if (unfounded.length) this.circles++;
    for (const atom of unfounded) {
      atom.circle = this.circles;
      this.settle(atom, false);
    }
    return unfounded.length;
  }
}

/** @param {Set<Atom>} atoms */
function openAmong(atoms) {
  return new Set([...atoms].filter(atom => atom.value === null));
}

/** An open atom, and the open atoms that it depends on. @param {Atom} atom */
function upstreamOf(atom) {
  const reached = new Set([atom]);
  // A set grows while it is gone through.
  for (const {rules} of reached) {
    for (const {isDead, when, unless} of rules) {
      if (!isDead) for (const needed of [...when, ...unless]) if (needed.value === null) reached.add(needed);
    }
  }
  return reached;
}

/** Some atoms, and all that depend on them. @param {Iterable<Atom>} atoms */
function downstream(atoms) {
  const reached = new Set(atoms);
  // A set, too, grows while it is gone through.
  for (const {when, unless} of reached) {
    // What is fixed does not listen to rules.
    for (const {head} of [...when, ...unless]) if (head.fixed === undefined) reached.add(head);
  }
  return reached;
}

/** The open atoms that follow if everything open in an `unless` is taken to be false. @param {Set<Atom>} open */
function derivableOf(open) {
  /** How many open conditions a rule has. @type {Map<Rule, number>} */
  const needs = new Map();
  /** @type {Set<Atom>} */
  const derivable = new Set();
  for (const rule of [...open].flatMap(atom => atom.rules)) {
    if (rule.isDead) continue;
    const needed = rule.when.filter(atom => open.has(atom)).length;
    needs.set(rule, needed);
    if (!needed) derivable.add(rule.head);
  }
  for (const {when} of derivable) {
    for (const rule of when) {
      const needed = (needs.get(rule) ?? 0) - 1;
      needs.set(rule, needed);
      if (!needed) derivable.add(rule.head);
    }
  }
  return derivable;
}

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
      return {...claim, ...this.places[number], hasGround: claim.common_ground || claim.sources.length > 0, onto, supports, rebuttals};
    });
    /** What is supposed of claims: true, or false. @type {Map<number, boolean>} */
    this.supposed = new Map();
  }

  /** Suppose just this of claims. @param {Map<number, boolean>} supposed */
  suppose(supposed) {
    this.supposed = supposed;
    const fixed = new Map();
    for (const [claim, value] of supposed) {
      const {stands, backed} = this.claims[claim];
      fixed.set(stands, value).set(backed, value);
    }
    this.model.fix(fixed);
  }

  /** The verdict of a claim in English, the basis or cause after it. @param {number} claim */
  words(claim) {
    const {stands, backed} = this.claims[claim];
    if (stands.value === null) return ["contested"];
    const verdict = stands.value ? "stands" : "falls";
    if (this.supposed.has(claim)) return [verdict];
    if (!stands.value) return [verdict, this.isRebutted(claim) ? "rebutted" : "not shown"];
    return [verdict, backed.value === null ? "open" : backed.value ? "backed" : "asserted"];
  }

  /**
   * The word on a claim that says most: of its verdict, but a norm that is not shown is not false, and what stands
   * although a reason that would back it is doubted or outweighed is not just asserted.
   * @param {number} claim
   */
  detail(claim) {
    const {should_be, supports} = this.claims[claim];
    const detail = this.words(claim).at(-1);
    if (detail === "asserted" && this.standing(supports).some(i => this.losesBacking(i))) return "doubted";
    return should_be && detail === "not shown" ? "norm not shown" : detail ?? "";
  }

  /** Whether a claim falls by an objection: without any ground it would fall anyway. @param {number} claim */
  isRebutted(claim) {
    const {hasGround, must_be_shown, supports, rebuttals, stands} = this.claims[claim];
    if (stands.isBurden || !this.standing(rebuttals).length) return false;
    if (hasGround) return true;
    const level = must_be_shown ? "backed" : "stands";
    return supports.length ? supports.some(i => this.inferences[i][level].value !== false) : !must_be_shown;
  }

  /** Those of some inferences that stand. @param {number[]} inferences */
  standing(inferences) {
    return inferences.filter(i => this.inferences[i].stands.value);
  }

  /** Those of some inferences that are backed. @param {number[]} inferences */
  backed(inferences) {
    return inferences.filter(i => this.inferences[i].backed.value);
  }

  /** What becomes of an inference: how its line ends, too. @param {number} number */
  status(number) {
    const {stands, against} = this.inferences[number];
    if (stands.value === null) return "contested";
    if (stands.value) return this.statusOfStanding(number);
    const undercutters = this.standing(against);
    // One that has no rule falls since it is implicit and the map strict.
    if (!stands.rules.length || !undercutters.length) return "falls";
    return undercutters.every(i => this.inferences[i].weighing) ? "outweighed" : "undercut";
  }

  /** What an inference that stands does, which is little if its target stands, too. @param {number} number */
  statusOfStanding(number) {
    const {kind, target, against, backed} = this.inferences[number];
    const isRebuttal = kind === REBUTTAL;
    if (kind === SUPPORT || (isRebuttal && this.supposed.has(target))) return "stands";
    if (!(isRebuttal ? this.claims : this.inferences)[target].stands.value) {
      // Of a claim that has backing, only another objection can be why it does not stand.
      return isRebuttal && backed.value === false && this.hasBacking(target) ? "too weak" : "stands";
    }
    if (this.standing(against).some(i => this.inferences[i].weighing)) return "outweighed";
    return isRebuttal || !this.losesBacking(target) ? "too weak" : "takes its backing";
  }

  /**
   * How much is documented for and against a contested claim, if both sides have something; it decides nothing.
   * @param {number} claim
   */
  drawAt(claim) {
    const {hasGround, stands, supports, rebuttals} = this.claims[claim];
    if (stands.value !== null || !(hasGround || this.standing(supports).length)) return [];
    const sides = [[hasGround ? [claim] : [], supports], [[], rebuttals]].map(([own, onto]) => {
      // Of claims that oppose one another it is contested whether they are backed.
      const backed = this.maybeBacked(onto);
      return {number: own.length + backed.length, sources: this.sourcesOf([...own, ...this.premisesOf(backed)])};
    });
    return sides.every(({number}) => number) ? sides : [];
  }

  /** How many sources document some claims and what these rest on. @param {number[]} claims */
  sourcesOf(claims) {
    const upstream = new Set(claims);
    // A set grows while it is gone through.
    for (const claim of upstream) {
      for (const premise of this.premisesOf(this.maybeBacked(this.claims[claim].supports))) upstream.add(premise);
    }
    return new Set([...upstream].flatMap(claim => this.claims[claim].sources)).size;
  }

  /** Those of some inferences that are backed, or may be. @param {number[]} inferences */
  maybeBacked(inferences) {
    return inferences.filter(i => this.inferences[i].backed.value !== false);
  }

  /** @param {number[]} inferences */
  premisesOf(inferences) {
    return inferences.flatMap(i => this.inferences[i].premises);
  }

  /** Whether a claim has ground of its own, or a reason that is backed. @param {number} claim */
  hasBacking(claim) {
    const {hasGround, supports} = this.claims[claim];
    return hasGround || this.backed(supports).length > 0;
  }

  /** Whether only its undercutters keep an inference from being backed. @param {number} number */
  losesBacking(number) {
    const {implicit, warrant, norms, premises, against} = this.inferences[number];
    if (implicit || !this.standing(against).length || !norms.every(norm => this.claims[norm].stands.value)) return false;
    const facts = premises.filter(premise => !norms.includes(premise));
    /** @param {number} premise */
    const isBacked = premise => this.claims[premise].backed.value;
    return facts.length ? facts.every(isBacked) : premises.some(premise => premise !== warrant && isBacked(premise));
  }

  /**
   * Why a claim has its verdict: what decides it, and an objection that stands too, if it was another thing.
   * @param {number} claim
   */
  reasons(claim) {
    const {stands} = this.claims[claim];
    if (this.supposed.has(claim)) return [because("supposed")];
    if (stands.value === null) return [this.whyItIsContested(claim)];
    const reason = stands.value ? this.whyItStands(claim) : this.whyItFalls(claim);
    if (this.detail(claim) === "doubted") return [reason, because("doubted")];
    if (this.words(claim)[1] !== "rebutted" || reason.why === "why_objection_stands") return [reason];
    return [reason, because("objection_stands", this.earliest(this.standing(this.claims[claim].rebuttals)))];
  }

  /** @param {number} claim */
  whyItIsContested(claim) {
    const {hasGround, must_be_shown, supports, rebuttals} = this.claims[claim];
    // The best backed on each side: what is backed draws with what is backed, what is asserted with the like.
    const [backedReason] = this.backed(supports);
    const [backedObjection] = this.backed(rebuttals);
    const hasBacking = this.hasBacking(claim);
    if (hasBacking && backedObjection !== undefined) {
      return because("draw", hasGround ? [backedObjection] : [backedReason, backedObjection]);
    }
    const [[reason], [objection]] = [supports, rebuttals].map(onto => {
      return this.standing(onto).filter(i => this.inferences[i].backed.value === false);
    });
    const isOneBacked = hasBacking || backedObjection !== undefined;
    if (!isOneBacked && !must_be_shown && reason !== undefined && objection !== undefined) return because("draw", [reason, objection]);
    // Of what stands it may be open whether it is backed, and so whether it counts. Against what is backed, only
    // what is backed counts.
    /** @param {number[]} inferences */
    const openOf = inferences => inferences.find(i => {
      const {stands, backed} = this.inferences[i];
      return backed.value === null || (stands.value === null && !isOneBacked);
    });
    const openObjection = openOf(rebuttals);
    // Where its reason is contested, so is the claim, whatever is said against it. Where one is backed, no other matters.
    const deciding = backedReason === undefined ? openOf(supports) ?? openObjection : openObjection;
    if (deciding === undefined) return because("contested");
    return because(this.inferences[deciding].stands.value ? "backing_contested" : "contested", [deciding]);
  }

  /** @param {number} claim */
  whyItStands(claim) {
    const {sources, hasGround, is_norm, backed, supports} = this.claims[claim];
    const ground = sources.length ? "documented" : "common_ground";
    const isBacked = Boolean(backed.value);
    if (isBacked && hasGround) return because(ground);
    const holding = isBacked ? this.backed(supports) : this.standing(supports);
    const facts = this.sourcesOf([claim]) ? "facts_documented" : "facts_accepted";
    if (holding.length) return because(is_norm && isBacked ? facts : "reason_holds", this.earliest(holding, isBacked));
    return because(hasGround ? ground : "nothing_offered");
  }

  /** @param {number} claim */
  whyItFalls(claim) {
    const {hasGround, supports, rebuttals, must_be_shown, stands} = this.claims[claim];
    if (stands.isBurden) {
      const backing = this.maybeBacked(supports);
      if (hasGround || backing.length) return because("in_doubt", [...backing, ...this.maybeBacked(rebuttals)]);
    }
    const deciding = this.decidingObjections(claim);
    // Its reasons may fall only because it does.
    const fellFirst = supports.every(i => {
      const reason = this.inferences[i].stands;
      return reason.rank < stands.rank || (stands.circle && reason.circle === stands.circle);
    });
    if (deciding.length && (this.isRebutted(claim) || !fellFirst)) {
      return because("objection_stands", this.earliest(deciding));
    }
    // It falls short of its standard, whether or not a reason for it stands.
    if (!supports.length || must_be_shown) return because("not_documented", [...supports]);
    const circle = this.circleOf(claim);
    // What only rests on a circle, and is not of it, fails by its reasons.
    if (!circle.has(claim)) return because("no_reason_holds", supports);
    const outside = supports.filter(i => !this.inferences[i].premises.some(premise => circle.has(premise)));
    if (circle.size === 1) return because("only_itself", outside);
    return because("only_each_other", outside, [...circle].sort((one, other) => one - other));
  }

  /**
   * The rebuttals that made a claim fall: against a reason that stands, only what is backed. One that stood later is
   * not why.
   * @param {number} claim
   */
  decidingObjections(claim) {
    const {rebuttals, supports, stands} = this.claims[claim];
    if (!supports.length) return rebuttals.filter(i => this.standsSince(i) < stands.rank);
    return this.backed(rebuttals).filter(i => this.inferences[i].backed.rank < stands.rank);
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
      for (const premise of this.premisesOf(this.claims[member].supports)) {
        const {stands, must_be_shown} = this.claims[premise];
        if (stands.circle !== circle || members.has(premise)) continue;
        // One that is rebutted, or falls short of its standard, would have fallen without the circle.
        if (must_be_shown || this.isRebutted(premise)) continue;
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
