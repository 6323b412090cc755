// The well-founded model of a program: what `argmap/verdicts/program.py` computes, and by the same steps. It is kept
// up to date: when some atoms are fixed otherwise, only those are derived anew that depend on them.

/**
 * @typedef {object} Atom
 * @property {boolean | null} value whether it is true, false or neither
 * @property {number} rank when it was derived: it follows from atoms of lower rank; -1 if it is neither
 * @property {number} circle the number of the circle of atoms with which it was refuted; 0 for none
 * @property {boolean | undefined} fixed what it is, whatever the rules say
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
  return {value: null, rank: -1, circle: 0, fixed: undefined, alive: 0, rules: [], when: [], unless: []};
}

class WellFounded {
  /** @param {ProgramData} program */
  constructor({size, rules}) {
    this.atoms = Array.from({length: size}, newAtom);
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
    this.propagate();
    while (this.refuteCircles(atoms)) this.propagate();
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
    const open = new Set([...atoms].filter(atom => atom.value === null));
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
