"""The well-founded model of a program in many worlds at once, which differ in some atoms.

A set of worlds is an integer, one bit a world, so that one operation on integers weighs a rule in
all of them. The model is the alternating fixpoint (Van Gelder, The Alternating Fixpoint of Logic
Programs with Negation, 1989), reached component by component of the graph of dependencies, the
lowest first (Lifschitz and Turner, Splitting a Logic Program, 1994). The components are found as in
Tarjan, Depth-First Search and Linear Graph Algorithms (1972); networkx would take long to load.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.verdicts.program import Program


def components_of(depends_on: Sequence[Collection[int]]) -> list[list[int]]:
    """Return groups of numbers that depend on one another, each group after those that it depends
    on.

    Args:
        depends_on: for each number from 0 those that it depends on.
    """
    return list(_Search(depends_on).components())


class _Search:
    """A search in depth.

    Attributes:
        seen: when each number was first met; -1 while it was not.
        lowest: the earliest number on the way that each leads back to.
        way: the numbers that are in no component yet, as they were met.
    """

    def __init__(self, depends_on: Sequence[Collection[int]]) -> None:
        self.depends_on = depends_on
        self.seen = [-1] * len(depends_on)
        self.lowest = [0] * len(depends_on)
        self.way: list[int] = []
        self.is_on_way = bytearray(len(depends_on))
        self.met = 0

    def components(self) -> Iterator[list[int]]:
        for start in range(len(self.depends_on)):
            if self.seen[start] < 0:
                yield from self.from_one(start)

    def from_one(self, start: int) -> Iterator[list[int]]:
        """Yield the components that one number leads to."""
        # What is being followed, each with what of it is still to be looked at.
        followed = [(start, self.meet(start))]
        while followed:
            number, needed = followed[-1]
            other = next(needed, None)
            if other is None:
                followed.pop()
                if followed:
                    above = followed[-1][0]
                    self.lowest[above] = min(self.lowest[above], self.lowest[number])
                if self.lowest[number] == self.seen[number]:
                    yield self.take_off(number)
            elif self.seen[other] < 0:
                followed.append((other, self.meet(other)))
            elif self.is_on_way[other]:
                self.lowest[number] = min(self.lowest[number], self.seen[other])

    def meet(self, number: int) -> Iterator[int]:
        """Note that a number is met, and return what it depends on, in order."""
        self.seen[number] = self.lowest[number] = self.met
        self.met += 1
        self.way.append(number)
        self.is_on_way[number] = True
        return iter(sorted(self.depends_on[number]))

    def take_off(self, first: int) -> list[int]:
        """Return the component that a number is the first of, in order."""
        component: list[int] = []
        while not component or component[-1] != first:
            component.append(self.way.pop())
            self.is_on_way[component[-1]] = False
        return sorted(component)


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
        depends_on: list[set[int]] = [set() for _ in range(program.size)]
        for rule in program.rules:
            depends_on[rule.head].update(rule.when, rule.unless)
        for component in components_of(depends_on):
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
        for number in self.program.rules_for[atom]:
            rule = self.program.rules[number]
            if atom in rule.when or atom in rule.unless:
                return True
        return False

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
                    for needed in program.rules[number].when:
                        if needed in left:
                            pending.append((needed, False))
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
