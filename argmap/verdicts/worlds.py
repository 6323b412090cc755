"""The well-founded model of one program in many worlds at once, which differ in the values of some
atoms.

A set of worlds is an integer, one bit a world, so that one operation on integers weighs a rule in
all of them. The model is the alternating fixpoint (Van Gelder, The Alternating Fixpoint of Logic
Programs with Negation, 1989), reached component by component of the graph of dependencies, the
lowest first (Lifschitz and Turner, Splitting a Logic Program, 1994).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argmap.verdicts.components import components_of
from argmap.verdicts.program import Program


class AtomWorlds(NamedTuple):
    """In which worlds an atom is true, and in which it is not false (true, or neither)."""

    surely: int
    possibly: int


class Worlds:
    """The value of every atom in each of `number` worlds.

    `values` maps an atom to the worlds in which it has the value True and those in which it has the
    value False, whatever the rules say; in the others the rules decide.
    """

    def __init__(
        self, program: Program, number: int, values: Mapping[int, tuple[int, int]]
    ) -> None:
        self.program = program
        self.values = values
        self.all_worlds = (1 << number) - 1  # so many bits, all set
        self.surely = [0] * program.size
        self.possibly = [0] * program.size
        for component in _components(program):
            self.settle(component)

    def of_atom(self, atom: int) -> AtomWorlds:
        """Return the worlds of an atom."""
        return AtomWorlds(self.surely[atom], self.possibly[atom])

    def settle(self, component: Sequence[int]) -> None:
        """Settle the atoms of a component, all it depends on being settled."""
        if len(component) == 1 and not self.depends_on_itself(component[0]):
            atom = component[0]
            self.possibly[atom] = self.worlds_by_rules(atom, self.possibly, self.surely)
            self.surely[atom] = self.worlds_by_rules(atom, self.surely, self.possibly)
            return
        component = self.premises_first(component)
        # What is true is underestimated and what is not false overestimated, in turn, until both
        # are right. At the start nothing is surely true, which is an underestimate whatever the
        # rules say.
        while True:
            before = self.surely_in(component)
            self.follow(component, self.possibly, self.surely)
            self.follow(component, self.surely, self.possibly)
            if self.surely_in(component) == before:
                return

    def depends_on_itself(self, atom: int) -> bool:
        """Return whether an atom stands in a condition of a rule for it."""
        rules = [self.program.rules[number] for number in self.program.rules_for[atom]]
        return any(atom in rule.when or atom in rule.unless for rule in rules)

    def premises_first(self, component: Sequence[int]) -> list[int]:
        """Return the atoms of a component, each after those that must hold for it, as far as these
        run in no circle.

        In this order one pass over the component settles what would take a pass for each atom in
        another.
        """
        program = self.program
        left = set(component)
        ordered: list[int] = []
        for start in component:
            # An atom is seen twice: first to put off what it needs, then, all that being ordered,
            # to follow it.
            pending = [(start, False)]
            while pending:
                atom, is_next = pending.pop()
                if is_next:
                    ordered.append(atom)
                    continue
                if atom not in left:
                    continue
                left.remove(atom)
                pending.append((atom, True))
                for number in program.rules_for[atom]:
                    pending += [
                        (needed, False) for needed in program.rules[number].when if needed in left
                    ]
        return ordered

    def surely_in(self, component: Sequence[int]) -> list[int]:
        """Return in which worlds each atom of a component is true, as far as is known."""
        return [self.surely[atom] for atom in component]

    def follow(self, component: Sequence[int], estimate: list[int], other: list[int]) -> None:
        """Make `estimate` the least that follows if just what `other` says holds of what rules
        exclude.
        """
        # From nothing upwards, so that what only supports itself never comes in.
        for atom in component:
            estimate[atom] = 0
        changed = True
        while changed:
            changed = False
            for atom in component:
                worlds = self.worlds_by_rules(atom, estimate, other)
                if worlds != estimate[atom]:
                    estimate[atom] = worlds
                    changed = True

    def worlds_by_rules(self, atom: int, estimate: list[int], other: list[int]) -> int:
        """Return in which worlds an atom is given as true or follows by a rule, `other` saying what
        rules exclude.
        """
        worlds = 0
        for number in self.program.rules_for[atom]:
            rule = self.program.rules[number]
            by_rule = self.all_worlds
            for needed in rule.when:
                by_rule &= estimate[needed]
            for excluded in rule.unless:
                by_rule &= ~other[excluded]
            worlds |= by_rule
        made_true, made_false = self.values.get(atom, (0, 0))
        return worlds & ~made_false | made_true


def _components(program: Program) -> list[list[int]]:
    """Return the atoms in groups that depend on one another, each group after those that it depends
    on.
    """
    depends_on: list[set[int]] = [set() for _ in range(program.size)]
    for rule in program.rules:
        depends_on[rule.head].update(rule.when, rule.unless)
    return components_of(depends_on)
