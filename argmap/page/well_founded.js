// The well-founded model of a program: what `argmap/verdicts/program.py` computes, and by the same steps. It is kept
// up to date: when some atoms are fixed otherwise, only those are derived anew that depend on them.

class WellFounded {
  /** @param {ProgramData} program */
  constructor(program) {
    this.size = program.size;
    this.heads = program.rules.map(([head]) => head);
    this.when = program.rules.map(([, when]) => when);
    this.unless = program.rules.map(([, , unless]) => unless);
    /** The numbers of the rules for an atom, and of those in which it is a condition. */
    this.rulesFor = this.lists();
    this.rulesWhen = this.lists();
    this.rulesUnless = this.lists();
    this.heads.forEach((head, rule) => {
      this.rulesFor[head].push(rule);
      for (const atom of this.when[rule]) this.rulesWhen[atom].push(rule);
      for (const atom of this.unless[rule]) this.rulesUnless[atom].push(rule);
    });
    /** Whether an atom is true, false or (null) neither. @type {(boolean | null)[]} */
    this.value = Array.from({length: this.size}, () => null);
    /** When it was derived: an atom follows from atoms of lower rank; -1 if it is neither. */
    this.rank = new Int32Array(this.size).fill(-1);
    /** The number of the circle of atoms with which it was refuted; 0 for none. */
    this.circle = new Int32Array(this.size);
    /** @type {Map<number, boolean>} */
    this.fixed = new Map();
    this.derived = 0;
    this.circles = 0;
    /** How many atoms the last derivation looked at. */
    this.work = 0;
    // Of the last derivation: the atoms that were open, and those of them that were settled but not propagated.
    /** @type {Set<number>} */
    this.open = new Set();
    /** @type {number[]} */
    this.pending = [];
    /** How many conditions of a rule are not known to hold. @type {Map<number, number>} */
    this.missing = new Map();
    /** The rules of which a condition is known not to hold. @type {Set<number>} */
    this.dead = new Set();
    /** How many rules for an atom are not dead. @type {Map<number, number>} */
    this.alive = new Map();
    this.derive(Array.from({length: this.size}, (_, atom) => atom));
  }

  /** @returns {number[][]} */
  lists() {
    return Array.from({length: this.size}, () => []);
  }

  /**
   * Fix just these atoms, whatever the rules say of them.
   * @param {Map<number, boolean>} fixed
   */
  fix(fixed) {
    const changed = new Set();
    for (const [atom, value] of fixed) if (this.fixed.get(atom) !== value) changed.add(atom);
    for (const atom of this.fixed.keys()) if (!fixed.has(atom)) changed.add(atom);
    this.fixed = new Map(fixed);
    this.derive(this.downstream(changed));
  }

  /**
   * These atoms, and all that depend on them.
   * @param {Iterable<number>} atoms
   */
  downstream(atoms) {
    const reached = new Set(atoms);
    // A set grows while it is gone through.
    for (const atom of reached) {
      for (const rule of [...this.rulesWhen[atom], ...this.rulesUnless[atom]]) {
        // What is fixed does not listen to rules.
        if (!this.fixed.has(this.heads[rule])) reached.add(this.heads[rule]);
      }
    }
    return [...reached];
  }

  /**
   * Derive these atoms anew. What does not depend on them keeps its value, and comes before them (Lifschitz and
   * Turner, Splitting a Logic Program, 1994).
   * @param {number[]} atoms
   */
  derive(atoms) {
    this.work = atoms.length;
    this.open = new Set(atoms);
    this.pending = [];
    this.missing = new Map();
    this.dead = new Set();
    this.alive = new Map();
    for (const atom of atoms) {
      this.value[atom] = null;
      this.rank[atom] = -1;
      this.circle[atom] = 0;
    }
    const rules = [];
    for (const atom of atoms) {
      this.alive.set(atom, this.rulesFor[atom].length);
      rules.push(...this.rulesFor[atom]);
    }
    rules.sort((one, other) => one - other);
    for (const rule of rules) this.missing.set(rule, this.when[rule].length + this.unless[rule].length);
    // Fixed atoms come first, and facts before what no rule is for: an explanation follows this order.
    for (const atom of atoms) if (this.fixed.has(atom)) this.settle(atom, Boolean(this.fixed.get(atom)));
    for (const rule of rules) if (!this.missing.get(rule)) this.settleByRule(this.heads[rule], true);
    for (const atom of atoms) if (!this.alive.get(atom)) this.settleByRule(atom, false);
    // What is settled outside counts as if it had been settled just now.
    for (const rule of rules) this.takeOver(rule);
    this.propagate();
    while (this.refuteCircles());
  }

  /** @param {number} rule */
  takeOver(rule) {
    for (const atom of this.when[rule]) if (!this.open.has(atom)) this.count(rule, this.value[atom]);
    for (const atom of this.unless[rule]) if (!this.open.has(atom)) this.count(rule, negated(this.value[atom]));
  }

  /**
   * Note that a condition of a rule holds, or that it does not.
   * @param {number} rule
   * @param {boolean | null} holds
   */
  count(rule, holds) {
    const missing = this.missing.get(rule);
    if (holds === null || missing === undefined) return;
    if (!holds) {
      this.kill(rule);
      return;
    }
    this.missing.set(rule, missing - 1);
    if (missing === 1) this.settleByRule(this.heads[rule], true);
  }

  /** @param {number} rule */
  kill(rule) {
    if (this.dead.has(rule)) return;
    this.dead.add(rule);
    const head = this.heads[rule];
    const alive = (this.alive.get(head) ?? 0) - 1;
    this.alive.set(head, alive);
    if (!alive) this.settleByRule(head, false);
  }

  /**
   * @param {number} atom
   * @param {boolean} value
   */
  settleByRule(atom, value) {
    if (!this.fixed.has(atom)) this.settle(atom, value);
  }

  /**
   * @param {number} atom
   * @param {boolean} value
   */
  settle(atom, value) {
    if (this.value[atom] !== null) return;
    this.value[atom] = value;
    this.rank[atom] = this.derived++;
    this.pending.push(atom);
  }

  propagate() {
    // An array, too, grows while it is gone through.
    for (const atom of this.pending) {
      const [satisfied, violated] = this.value[atom]
        ? [this.rulesWhen[atom], this.rulesUnless[atom]]
        : [this.rulesUnless[atom], this.rulesWhen[atom]];
      for (const rule of satisfied) this.count(rule, true);
      for (const rule of violated) this.count(rule, false);
    }
    this.pending = [];
  }

  /** Refute every open atom that no rule could derive without a circle; return whether there was any. */
  refuteCircles() {
    const open = [...this.open].filter(atom => this.value[atom] === null);
    const derivable = this.derivable(open);
    const unfounded = open.filter(atom => !derivable.has(atom));
    if (!unfounded.length) return false;
    this.circles++;
    for (const atom of unfounded) {
      this.circle[atom] = this.circles;
      this.settle(atom, false);
    }
    this.propagate();
    return true;
  }

  /**
   * The open atoms that follow if everything open in an `unless` is taken to be false.
   * @param {number[]} open
   */
  derivable(open) {
    const unsettled = new Set(open);
    const needs = new Map();
    /** @type {Set<number>} */
    const derivable = new Set();
    for (const atom of open) {
      for (const rule of this.rulesFor[atom]) {
        if (this.dead.has(rule)) continue;
        const needed = this.when[rule].filter(other => unsettled.has(other)).length;
        needs.set(rule, needed);
        if (!needed) derivable.add(atom);
      }
    }
    for (const atom of derivable) {
      for (const rule of this.rulesWhen[atom]) {
        if (!needs.has(rule)) continue;
        needs.set(rule, needs.get(rule) - 1);
        if (!needs.get(rule)) derivable.add(this.heads[rule]);
      }
    }
    return derivable;
  }
}

/** @param {boolean | null} value */
function negated(value) {
  return value === null ? null : !value;
}
