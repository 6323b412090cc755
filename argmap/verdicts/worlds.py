"""The well-founded model of a program in many worlds at once, which differ in some atoms.

A set of worlds is an integer, one bit a world, so that one operation on integers weighs a rule in
all of them. The model is reached component by component of the graph of dependencies, the lowest
first (Lifschitz and Turner, Splitting a Logic Program, 1994). Within a component what follows and
what is refuted is propagated as in `program`, and what could only support itself is refuted: most
components are one atom, and only circles are weighed more than once. The components are found as in
Tarjan, Depth-First Search and Linear Graph Algorithms (1972); networkx would take long to load.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from argmap.util.errors import ArgmapError
from argmap.util.limits import Limit
from argmap.verdicts.program import Atoms, Program

Dependencies: TypeAlias = Sequence[Collection[int]]
"""For each number from 0 those that it depends on."""

_STEPS = 1_000_000_000
"""The limit counts in billions: a step weighs one condition in 64 worlds."""

_STEPS_OF_A_CONDITION = 300
"""What it takes to come to a condition at all, in however few worlds it is weighed."""


class Work:
    """The work that a search may still do, counted in steps, so that all machines stop alike."""

    def __init__(self) -> None:
        self.left = Limit.SEARCH.most * _STEPS

    def spend(self, steps: int) -> None:
        """Count some steps.

        Raises:
            ArgmapError: they are more than `Limit.SEARCH` allows.
        """
        self.left -= steps
        if self.left < 0:
            raise ArgmapError(f"the search takes too long: {Limit.SEARCH.in_words()}")


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


class Component(NamedTuple):
    """Atoms that depend on one another.

    Attributes:
        atoms: the atoms, each after those that it depends on as far as these run in no circle.
        is_circular: whether an atom depends on itself, directly or by way of others.
        has_support_circle: whether one does so by conditions that must hold: what rests on nothing
            else falls.
    """

    atoms: list[int]
    is_circular: bool
    has_support_circle: bool


class SplitProgram:
    """What some atoms of a program depend on, split into components.

    Attributes:
        size: the number of these atoms.
        components: the components, each after those that it depends on.
        conditions: for each atom the conditions of its rules: those that must hold and those that
            must not.
        weight: for each atom how many conditions its rules have, and how many rules there are.
        dependents: for each atom the atoms of its component that depend on it directly.
    """

    def __init__(self, program: Program, targets: Iterable[int]) -> None:
        size = program.size
        self.conditions: list[list[tuple[Atoms, Atoms]]] = [[] for _ in range(size)]
        self.weight = [0] * size
        self.dependents: list[list[int]] = [[] for _ in range(size)]
        depends_on: list[set[int]] = [set() for _ in range(size)]
        must_hold: list[set[int]] = [set() for _ in range(size)]
        upstream: set[int] = set()
        pending = list(targets)
        while pending:
            atom = pending.pop()
            if atom in upstream:
                continue
            upstream.add(atom)
            for number in program.rules_for[atom]:
                _, when, unless = program.rules[number]
                self.conditions[atom].append((when, unless))
                self.weight[atom] += 1 + len(when) + len(unless)
                must_hold[atom].update(when)
                depends_on[atom].update(when, unless)
            pending += depends_on[atom]
        self.size = len(upstream)
        in_support_circle: set[int] = set()
        for component in components_of(must_hold):
            first = component[0]
            if len(component) > 1 or first in must_hold[first]:
                in_support_circle.update(component)
        self.components: list[Component] = []
        for component in components_of(depends_on):
            first = component[0]
            if first not in upstream:
                continue
            is_circular = len(component) > 1 or first in depends_on[first]
            has_support_circle = not in_support_circle.isdisjoint(component)
            atoms = component
            if is_circular:
                self._link(component, depends_on)
                atoms = _needed_first(component, depends_on)
            self.components.append(Component(atoms, is_circular, has_support_circle))

    def _link(self, atoms: Atoms, depends_on: Dependencies) -> None:
        """Note which atoms of a component depend on which."""
        members = set(atoms)
        for atom in atoms:
            for needed in sorted(depends_on[atom]):
                if needed in members:
                    self.dependents[needed].append(atom)


def _needed_first(component: Atoms, depends_on: Dependencies) -> list[int]:
    """Return the atoms of a component, each after those that it depends on where no circle forbids
    it.

    In this order one pass over the component settles what would take a pass for each atom in
    another.
    """
    left = set(component)
    ordered = []
    for start in component:
        # An atom is seen twice: first to put off what it needs, then, all that being ordered, to
        # follow it.
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
            for needed in sorted(depends_on[atom], reverse=True):
                if needed in left:
                    pending.append((needed, False))
    return ordered


class AtomWorlds(NamedTuple):
    """The worlds in which an atom is true, or made true, and those in which it is false."""

    true_in: int
    false_in: int


_NOWHERE = AtomWorlds(0, 0)


class Worlds:
    """The value of every atom of a split program in each of `number` worlds.

    `values` maps an atom to the worlds in which it has the value True and those in which it has the
    value False, whatever the rules say; in the others the rules decide.
    """

    def __init__(
        self, split: SplitProgram, number: int, values: Mapping[int, AtomWorlds], work: Work
    ) -> None:
        size = len(split.conditions)
        self.split = split
        self.values = values
        self.work = work
        self.all_worlds = (1 << number) - 1  # so many bits, all set
        self.steps_of_condition = number // 64 + _STEPS_OF_A_CONDITION
        self.true_in = [0] * size
        self.false_in = [0] * size
        self.count_work(sum(split.weight))
        for component in split.components:
            if component.is_circular:
                self.settle_circle(component)
            else:
                [atom] = component.atoms
                self.weigh(atom)

    def count_work(self, conditions: int) -> None:
        self.work.spend(conditions * self.steps_of_condition)

    def of_atom(self, atom: int) -> AtomWorlds:
        """Return the worlds of an atom."""
        return AtomWorlds(self.true_in[atom], self.false_in[atom])

    def weigh(self, atom: int) -> bool:
        """Draw from the rules of an atom where it is true and where false; return whether that is
        new.
        """
        true_in = self.true_in
        false_in = self.false_in
        follows_in = 0
        refuted_in = self.all_worlds
        for when, unless in self.split.conditions[atom]:
            holds_in = self.all_worlds
            fails_in = 0
            for needed in when:
                holds_in &= true_in[needed]
                fails_in |= false_in[needed]
            for excluded in unless:
                holds_in &= false_in[excluded]
                fails_in |= true_in[excluded]
            follows_in |= holds_in
            refuted_in &= fails_in
        if atom in self.values:
            made_true, made_false = self.values[atom]
            follows_in = follows_in & ~made_false | made_true
            refuted_in = refuted_in & ~made_true | made_false
        # What was refuted as a circle no single rule refutes.
        refuted_in |= false_in[atom]
        if follows_in == true_in[atom] and refuted_in == false_in[atom]:
            return False
        true_in[atom] = follows_in
        false_in[atom] = refuted_in
        return True

    def settle_circle(self, component: Component) -> None:
        """Settle a component with a circle, all it depends on being settled."""
        waiting = set(component.atoms)
        while waiting:
            self.propagate(component, waiting)
            if component.has_support_circle:
                waiting = self.refute_circles(component)

    def propagate(self, component: Component, waiting: set[int]) -> None:
        """Draw all that follows, from the rules of the atoms that wait and of what depends on them.

        None of them waits when it returns.
        """
        split = self.split
        atoms = component.atoms
        while waiting:
            conditions = len(atoms)
            for atom in atoms:
                if atom in waiting:
                    waiting.remove(atom)
                    conditions += split.weight[atom]
                    if self.weigh(atom):
                        waiting.update(split.dependents[atom])
            self.count_work(conditions)
            # Forth and back: what two claims that attack each other say goes either way.
            atoms = atoms[::-1]

    def refute_circles(self, component: Component) -> set[int]:
        """Refute atoms where no rule could derive them without a circle, even if nothing open spoke
        against them.

        Return the atoms that depend on these.
        """
        derivable_in = self.derivable(component)
        dependents: set[int] = set()
        for atom, derivable in derivable_in.items():
            unfounded_in = self.all_worlds & ~(derivable | self.false_in[atom])
            if unfounded_in:
                self.false_in[atom] |= unfounded_in
                dependents.update(self.split.dependents[atom])
        return dependents

    def derivable(self, component: Component) -> dict[int, int]:
        """Return the worlds in which each atom of a component follows if everything open in an
        `unless` is taken to be false.
        """
        split = self.split
        # From nothing upwards, so that what only supports itself never comes in.
        derivable_in = dict.fromkeys(component.atoms, 0)
        waiting = set(component.atoms)
        while waiting:
            conditions = len(component.atoms)
            for atom in component.atoms:
                if atom not in waiting:
                    continue
                waiting.remove(atom)
                conditions += split.weight[atom]
                worlds = self.derivable_by_rules(atom, derivable_in)
                if worlds != derivable_in[atom]:
                    derivable_in[atom] = worlds
                    waiting.update(split.dependents[atom])
            self.count_work(conditions)
        return derivable_in

    def derivable_by_rules(self, atom: int, derivable_in: Mapping[int, int]) -> int:
        worlds, _ = self.values.get(atom, _NOWHERE)
        for when, unless in self.split.conditions[atom]:
            by_rule = self.all_worlds
            for needed in when:
                if needed in derivable_in:
                    by_rule &= derivable_in[needed]
                else:
                    by_rule &= ~self.false_in[needed]
            for excluded in unless:
                by_rule &= ~self.true_in[excluded]
            worlds |= by_rule
        return worlds & ~self.false_in[atom]
