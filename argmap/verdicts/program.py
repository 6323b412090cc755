"""A normal logic program, and its well-founded model.

Source: Van Gelder, Ross and Schlipf, The Well-Founded Semantics for General Logic Programs (1991).
The model is reached as there: what follows and what is refuted is propagated through the rules, and
what is left is refuted where it could only support itself (an unfounded set), until neither yields
anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

UNDERIVED = -1

Atoms: TypeAlias = Sequence[int]
"""Some atoms of a program, which are numbers from 0."""

Values: TypeAlias = Mapping[int, bool]
"""Whether atoms are true, for some of them."""


class Rule(NamedTuple):
    """The head holds if all of `when` hold and none of `unless` does; atoms are numbers from 0."""

    head: int
    when: Atoms
    unless: Atoms


class Model(NamedTuple):
    """The well-founded model of a program; all three lists are indexed by atom.

    Attributes:
        value: whether an atom is true, false or (None) neither.
        rank: its place in the order of derivation; `UNDERIVED` where it is neither. An atom follows
            from, or is refuted by, atoms of lower rank alone, unless it is in a circle.
        circle: the number of the set of atoms with which it was refuted, since they rest only on
            one another; 0 for none.
    """

    value: list[bool | None]
    rank: list[int]
    circle: list[int]


class Program:
    """Rules, indexed by the atoms in them. `size` is the number of atoms."""

    def __init__(self, size: int, rules: Sequence[Rule]) -> None:
        self.size = size
        self.rules = rules
        # The numbers of the rules in which each atom is the head, in `when` and in `unless`.
        self.rules_for = _empty_lists(size)
        self.rules_when = _empty_lists(size)
        self.rules_unless = _empty_lists(size)
        for number, rule in enumerate(rules):
            head, when, unless = rule
            self.rules_for[head].append(number)
            for atom in when:
                self.rules_when[atom].append(number)
            for atom in unless:
                self.rules_unless[atom].append(number)

    def well_founded(self, fixed: Values | None = None) -> Model:
        """Return the well-founded model.

        `fixed` atoms have the value given, whatever the rules say. Takes time in proportion to the
        program where no atoms depend on themselves.
        """
        derivation = _Derivation(self, fixed or {})
        # What is refuted may let rules hold, and what they yield may leave other atoms without
        # support: so again.
        while derivation.refute_circles():
            pass
        rank = [UNDERIVED] * self.size
        for place, atom in enumerate(derivation.order):
            rank[atom] = place
        return Model(derivation.value, rank, derivation.circle)


def _empty_lists(number: int) -> list[list[int]]:
    return [[] for _ in range(number)]


class _Derivation:
    """A partial model as it grows.

    Attributes:
        value: whether an atom is true, false or (None) open, by atom.
        circle: the number of the circle with which an atom was refuted, by atom; 0 for none.
        circles: how many times circles were refuted.
        order: the atoms settled so far, the first settled first.
        propagated: of how many of these what follows was drawn.
        missing: how many conditions of a rule are not known to hold, by rule.
        is_dead: whether a condition of a rule is known not to hold, by rule.
        alive: how many rules for an atom are not dead, by atom.
    """

    def __init__(self, program: Program, fixed: Values) -> None:
        size = program.size
        self.program = program
        self.value: list[bool | None] = [None] * size
        self.circle = [0] * size
        self.circles = 0
        self.order: list[int] = []
        self.propagated = 0
        self.missing: list[int] = []
        rules = program.rules
        self.is_dead = bytearray(len(rules))
        self.alive = list(map(len, program.rules_for))
        # Fixed atoms come first, whatever the rules say, and facts before what no rule is for: an
        # explanation follows this order.
        for atom, value in fixed.items():
            self.settle(atom, value)
        for head, when, unless in rules:
            missing = len(when) + len(unless)
            self.missing.append(missing)
            if not missing:
                self.settle(head, True)
        for atom, alive in enumerate(self.alive):
            if not alive:
                self.settle(atom, False)
        self.propagate()

    def settle(self, atom: int, value: bool) -> None:
        """Note the value of an atom, unless it has one already."""
        if self.value[atom] is None:
            self.value[atom] = value
            self.order.append(atom)

    def propagate(self) -> None:
        """Draw what follows from all that is settled, first from what was settled first."""
        program = self.program
        rules = program.rules
        order = self.order
        missing = self.missing
        while self.propagated < len(order):
            atom = order[self.propagated]
            self.propagated += 1
            if self.value[atom]:
                satisfied = program.rules_when[atom]
                violated = program.rules_unless[atom]
            else:
                satisfied = program.rules_unless[atom]
                violated = program.rules_when[atom]
            for number in satisfied:
                missing[number] -= 1
                if not missing[number]:
                    self.settle(rules[number].head, True)
            for number in violated:
                self.kill(number)

    def kill(self, number: int) -> None:
        """Note that a rule can no longer hold; an atom is false when its last rule is gone."""
        if self.is_dead[number]:
            return  # a second condition of it fails, and its head must not lose it twice
        self.is_dead[number] = True
        head = self.program.rules[number].head
        self.alive[head] -= 1
        if not self.alive[head]:
            self.settle(head, False)

    def refute_circles(self) -> bool:
        """Refute every open atom that no rule could derive without a circle.

        Return whether any was.
        """
        open_atoms = []
        for atom, value in enumerate(self.value):
            if value is None:
                open_atoms.append(atom)
        derivable = self.derivable(open_atoms)
        # This is the greatest unfounded set: even if nothing open spoke against them, no rule would
        # yield these.
        unfounded = sorted(set(open_atoms) - derivable)
        if not unfounded:
            return False
        self.circles += 1
        for atom in unfounded:
            self.circle[atom] = self.circles
            self.settle(atom, False)
        self.propagate()
        return True

    def derivable(self, open_atoms: Iterable[int]) -> set[int]:
        """Return the open atoms that follow if nothing open speaks against them."""
        program = self.program
        needs = {}  # how many atoms in the `when` of a rule are still to be derived
        derivable = set()
        pending = []
        for atom in open_atoms:
            for number in program.rules_for[atom]:
                if self.is_dead[number]:
                    continue
                # The rule is alive, so what is not open in its `when` is true.
                _, when, _ = program.rules[number]
                values = [self.value[needed] for needed in when]
                needs[number] = values.count(None)
                if not needs[number] and atom not in derivable:
                    derivable.add(atom)
                    pending.append(atom)
        while pending:
            for number in program.rules_when[pending.pop()]:
                if number not in needs:
                    continue  # it is dead, or its head is settled
                needs[number] -= 1
                rule = program.rules[number]
                head = rule.head
                if not needs[number] and head not in derivable:
                    derivable.add(head)
                    pending.append(head)
        return derivable
