"""The well-founded model of a program in many worlds at once, which differ in some atoms.

A set of worlds is an integer, one bit a world, so that one operation on integers weighs a rule in
all of them. The model is the alternating fixpoint (Van Gelder, The Alternating Fixpoint of Logic
Programs with Negation, 1989), reached component by component of the graph of dependencies, the
lowest first (Lifschitz and Turner, Splitting a Logic Program, 1994). The components are found as in
Tarjan, Depth-First Search and Linear Graph Algorithms (1972); networkx would take long to load.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from argmap.verdicts.program import Atoms, Program

Dependencies: TypeAlias = Sequence[Collection[int]]
"""For each number from 0 those that it depends on."""

TrueFalse: TypeAlias = tuple[int, int]
"""The worlds in which an atom is made true, and those in which it is made false."""

_Estimate: TypeAlias = list[int]
"""For each atom the worlds in which it is taken to be true."""


def components_of(depends_on: Dependencies) -> list[list[int]]:
    """Return groups of numbers that depend on one another, each after those that it depends on."""
    return list(_Search(depends_on).components())


class _Search:
    """A search in depth.

    Attributes:
        seen: when each number was first met; -1 while it was not.
        lowest: the earliest number on the way that each leads back to.
        way: the numbers that are in no component yet, as they were met.
    """

    def __init__(self, depends_on: Dependencies) -> None:
        number = len(depends_on)
        self.depends_on = depends_on
        self.seen = [-1] * number
        self.lowest = [0] * number
        self.way: list[int] = []
        self.is_on_way = bytearray(number)
        self.met = 0

    def components(self) -> Iterator[list[int]]:
        for start in range(len(self.depends_on)):
            if self.seen[start] < 0:
                yield from self.from_one(start)

    def from_one(self, start: int) -> Iterator[list[int]]:
        """Yield the components that one number leads to."""
        seen = self.seen
        lowest = self.lowest
        # What is being followed, each with what of it is still to be looked at.
        followed = [(start, self.meet(start))]
        while followed:
            number, needed = followed[-1]
            other = next(needed, None)
            if other is None:
                followed.pop()
                way_back = lowest[number]
                if followed:
                    above, _ = followed[-1]
                    lowest[above] = min(lowest[above], way_back)
                if way_back == seen[number]:
                    yield self.take_off(number)
            elif seen[other] < 0:
                followed.append((other, self.meet(other)))
            elif self.is_on_way[other]:
                way_back = seen[other]
                lowest[number] = min(lowest[number], way_back)

    def meet(self, number: int) -> Iterator[int]:
        """Note that a number is met, and return what it depends on, in order."""
        self.seen[number] = self.met
        self.lowest[number] = self.met
        self.met += 1
        self.way.append(number)
        self.is_on_way[number] = True
        needed = sorted(self.depends_on[number])
        return iter(needed)

    def take_off(self, first: int) -> list[int]:
        """Return the component that a number is the first of, in order."""
        component = []
        number = -1
        while number != first:
            number = self.way.pop()
            self.is_on_way[number] = False
            component.append(number)
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

    def __init__(self, program: Program, number: int, values: Mapping[int, TrueFalse]) -> None:
        size = program.size
        self.program = program
        self.values = values
        self.all_worlds = (1 << number) - 1  # so many bits, all set
        self.surely = [0] * size
        self.possibly = [0] * size
        depends_on: list[set[int]] = [set() for _ in range(size)]
        for head, when, unless in program.rules:
            depends_on[head].update(when, unless)
        for component in components_of(depends_on):
            self.settle(component)

    def of_atom(self, atom: int) -> AtomWorlds:
        """Return the worlds of an atom."""
        return AtomWorlds(self.surely[atom], self.possibly[atom])

    def settle(self, component: Atoms) -> None:
        """Settle the atoms of a component, all it depends on being settled."""
        surely = self.surely
        possibly = self.possibly
        first, *others = component
        if not others and not self.depends_on_itself(first):
            possibly[first] = self.worlds_by_rules(first, possibly, surely)
            surely[first] = self.worlds_by_rules(first, surely, possibly)
            return
        component = self.premises_first(component)
        # What is true is underestimated and what is not false overestimated, in turn, until both
        # are right. At the start nothing is surely true, which is an underestimate whatever the
        # rules say.
        while True:
            before = [surely[atom] for atom in component]
            self.follow(component, possibly, surely)
            self.follow(component, surely, possibly)
            after = [surely[atom] for atom in component]
            if before == after:
                return

    def depends_on_itself(self, atom: int) -> bool:
        """Return whether an atom stands in a condition of a rule for it."""
        program = self.program
        for number in program.rules_for[atom]:
            _, when, unless = program.rules[number]
            if atom in when or atom in unless:
                return True
        return False

    def premises_first(self, component: Atoms) -> list[int]:
        """Return the atoms of a component, each after those that must hold for it, as far as these
        run in no circle.

        In this order one pass over the component settles what would take a pass for each atom in
        another.
        """
        program = self.program
        left = set(component)
        ordered = []
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
                    _, when, _ = program.rules[number]
                    for needed in when:
                        if needed in left:
                            pending.append((needed, False))
        return ordered

    def follow(self, component: Atoms, estimate: _Estimate, other: _Estimate) -> None:
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

    def worlds_by_rules(self, atom: int, estimate: _Estimate, other: _Estimate) -> int:
        """Return in which worlds an atom is given as true or follows by a rule, `other` saying what
        rules exclude.
        """
        worlds = 0
        program = self.program
        for number in program.rules_for[atom]:
            _, when, unless = program.rules[number]
            by_rule = self.all_worlds
            for needed in when:
                by_rule &= estimate[needed]
            for excluded in unless:
                by_rule &= ~other[excluded]
            worlds |= by_rule
        nowhere = (0, 0)
        made_true, made_false = self.values.get(atom, nowhere)
        return worlds & ~made_false | made_true
