"""The well-founded model of a program in many worlds at once, which differ in some atoms.

A set of worlds is an integer, one bit a world, so that one operation on integers weighs a rule in
all of them. The model is reached component by component of the graph of dependencies, the lowest
first (Lifschitz and Turner, Splitting a Logic Program, 1994). Within a component what follows and
what is refuted is propagated as in `program`, and what could only support itself is refuted: most
components are one atom, and only circles are weighed more than once. The components are found as in
Tarjan, Depth-First Search and Linear Graph Algorithms (1972); networkx would take long to load.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from argmap.util.errors import ArgmapError
from argmap.util.limits import Limit
from argmap.verdicts.program import Atoms, Program

Dependencies: TypeAlias = Sequence[Collection[int]]
"""For each number from 0 those that it depends on."""

_Conditions: TypeAlias = list[tuple[Atoms, Atoms]]
"""For each rule of an atom what must hold and what must not."""

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
    """Return groups of numbers that depend on one another, each after those that it depends on.

    So are the numbers of a group, as far as its circles allow.
    """
    size = len(depends_on)
    # A number is on the way from when it is met until its group is complete.
    place = [-1] * size  # where on the way a number was met
    first = [size] * size  # the first place on the way that it leads back to; `size` off the way
    met = 0  # how many are on the way
    left: list[int] = []  # those of them that are left for good, in this order
    is_left = bytearray(size)
    components = []
    for start in range(size):
        pending = [start]
        while pending:
            number = pending[-1]
            if place[number] < 0:
                place[number] = first[number] = met
                met += 1
                # What it depends on is left before it is seen again.
                for needed in depends_on[number]:
                    if place[needed] < 0:
                        pending.append(needed)
                continue
            pending.pop()
            if is_left[number]:
                continue  # it was met by another path, too
            is_left[number] = True
            left.append(number)
            way_back = first[number]
            for needed in depends_on[number]:
                way_back = min(way_back, first[needed])
            first[number] = way_back
            if way_back == place[number]:
                # Nothing met since leads back any further.
                component = left[way_back - met :]
                del left[way_back - met :]
                met = way_back
                for member in component:
                    first[member] = size
                components.append(component)
    return components


def _is_circular(component: Atoms, depends_on: Dependencies) -> bool:
    first = component[0]
    return len(component) > 1 or first in depends_on[first]


class Component(NamedTuple):
    """Atoms that depend on one another.

    Attributes:
        atoms: the atoms, each after those that it depends on as far as these run in no circle, so
            that one pass settles most of them.
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
        conditions: for each atom the conditions of its rules.
        weight: for each atom how many conditions its rules have, and how many rules there are.
        dependents: for each atom the atoms of its component that depend on it directly.
    """

    def __init__(self, program: Program, targets: Iterable[int]) -> None:
        size = program.size
        self.conditions: list[_Conditions] = [[] for _ in range(size)]
        self.weight = [0] * size
        self.dependents = _empty_sets(size)
        depends_on = _empty_sets(size)
        must_hold = _empty_sets(size)
        upstream: set[int] = set()
        pending = list(targets)
        while pending:
            atom = pending.pop()
            if atom in upstream:
                continue
            upstream.add(atom)
            conditions = self.conditions[atom]
            needed = depends_on[atom]
            weight = 0
            for number in program.rules_for[atom]:
                _, when, unless = program.rules[number]
                conditions.append((when, unless))
                weight += 1 + len(when) + len(unless)
                needed.update(when, unless)
                must_hold[atom].update(when)
            self.weight[atom] = weight
            pending += needed
        self.size = len(upstream)
        in_support_circle: set[int] = set()
        for atoms in components_of(must_hold):
            if _is_circular(atoms, must_hold):
                in_support_circle.update(atoms)
        self.components: list[Component] = []
        for atoms in components_of(depends_on):
            if atoms[0] not in upstream:
                continue
            is_circular = _is_circular(atoms, depends_on)
            if is_circular:
                self._link(atoms, depends_on)
            has_support_circle = not in_support_circle.isdisjoint(atoms)
            component = Component(atoms, is_circular, has_support_circle)
            self.components.append(component)

    def _link(self, atoms: Atoms, depends_on: Dependencies) -> None:
        """Note which atoms of a component depend on which."""
        members = set(atoms)
        for atom in atoms:
            for needed in members.intersection(depends_on[atom]):
                self.dependents[needed].add(atom)


def _empty_sets(number: int) -> list[set[int]]:
    return [set() for _ in range(number)]


class AtomWorlds(NamedTuple):
    """The worlds in which an atom is true, or made true, and those in which it is false."""

    true_in: int = 0
    false_in: int = 0

    def with_value(self, value: bool, worlds: int) -> AtomWorlds:
        """Return these with a value in some worlds, whatever it is there now."""
        true_in = self.true_in & ~worlds
        false_in = self.false_in & ~worlds
        if value:
            return AtomWorlds(true_in | worlds, false_in)
        return AtomWorlds(true_in, false_in | worlds)


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
        true_in = self.true_in[atom]
        false_in = self.false_in[atom]
        return AtomWorlds(true_in, false_in)

    def weigh(self, atom: int) -> bool:
        """Draw from an atom's rules where it is true and where false; return whether it is new."""
        true_in = self.true_in
        false_in = self.false_in
        all_worlds = self.all_worlds
        follows_in = 0
        refuted_in = all_worlds
        for when, unless in self.split.conditions[atom]:
            holds_in = all_worlds
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
        is_new = follows_in != true_in[atom] or refuted_in != false_in[atom]
        true_in[atom] = follows_in
        false_in[atom] = refuted_in
        return is_new

    def settle_circle(self, component: Component) -> None:
        """Settle a component with a circle, all it depends on being settled."""
        waiting = set(component.atoms)
        while waiting:
            self.sweep(component.atoms, waiting, self.weigh)
            if component.has_support_circle:
                waiting = self.refute_circles(component.atoms)

    def sweep(self, atoms: Atoms, waiting: set[int], weigh: Callable[[int], bool]) -> None:
        """Weigh the atoms of a component that wait, and what depends on them where that is new.

        None of them waits when it returns.
        """
        weight_of = self.split.weight
        dependents_of = self.split.dependents
        while waiting:
            conditions = len(atoms)
            for atom in atoms:
                if atom in waiting:
                    waiting.remove(atom)
                    conditions += weight_of[atom]
                    if weigh(atom):
                        waiting |= dependents_of[atom]
            self.count_work(conditions)
            # Forth and back: what two claims that attack each other say goes either way.
            atoms = atoms[::-1]

    def refute_circles(self, atoms: Atoms) -> set[int]:
        """Refute each atom of a component where no rule could derive it without a circle.

        Return the atoms that depend on these.
        """
        # From nothing upwards, so that what only supports itself never comes in.
        derivable_in = dict.fromkeys(atoms, 0)
        weigh = partial(self.weigh_derivable, derivable_in)
        self.sweep(atoms, set(atoms), weigh)
        false_in = self.false_in
        dependents_of = self.split.dependents
        dependents: set[int] = set()
        for atom, derivable in derivable_in.items():
            underivable_in = self.all_worlds & ~derivable
            if underivable_in & ~false_in[atom]:
                false_in[atom] |= underivable_in
                dependents |= dependents_of[atom]
        return dependents

    def weigh_derivable(self, derivable_in: dict[int, int], atom: int) -> bool:
        """Draw where an atom follows if nothing open speaks against it; return whether it is new.

        `derivable_in` has the worlds where the atoms of its component do, as far as they are drawn.
        """
        true_in = self.true_in
        false_in = self.false_in
        worlds, _ = self.values.get(atom, AtomWorlds())
        for when, unless in self.split.conditions[atom]:
            by_rule = self.all_worlds
            for needed in when:
                if needed in derivable_in:
                    by_rule &= derivable_in[needed]
                else:
                    by_rule &= ~false_in[needed]
            for excluded in unless:
                by_rule &= ~true_in[excluded]
            worlds |= by_rule
        worlds &= ~false_in[atom]
        is_new = worlds != derivable_in[atom]
        derivable_in[atom] = worlds
        return is_new
