"""The well-founded model of a program in many worlds at once, which differ in some atoms.

A set of worlds is an integer, one bit a world, so that one operation on integers weighs a rule in
all of them. The model is reached component by component of the graph of dependencies, the lowest
first (Lifschitz and Turner, Splitting a Logic Program, 1994). Within a component what follows and
what is refuted is propagated as in `program`, and what could only support itself is refuted: most
components are one atom, and only circles are weighed more than once. Burdens are settled as there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple, TypeAlias

from argmap.util.errors import ArgmapError
from argmap.util.limits import Limit
from argmap.verdicts.program import Atoms, Dependencies, Program, components_of

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


def _is_circular(component: Atoms, depends_on: Dependencies) -> bool:
    return len(component) > 1 or component[0] in depends_on[component[0]]


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
        burdens: the atoms that may not stay open.
        weight: for each atom how many conditions its rules have, and how many rules there are.
        dependents: for each atom the atoms of its component that depend on it directly.
    """

    def __init__(self, program: Program, targets: Iterable[int]) -> None:
        size = program.size
        self.conditions: list[_Conditions] = [[] for _ in range(size)]
        self.weight = [0] * size
        self.burdens = program.burdens
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
            self.components.append(Component(atoms, is_circular, has_support_circle))

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
        if value:
            return AtomWorlds(self.true_in | worlds, self.false_in & ~worlds)
        return AtomWorlds(self.true_in & ~worlds, self.false_in | worlds)


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
        # Where burdens were refuted since they were open, whatever their rules say by then.
        self.settled_in: dict[int, int] = {}
        self.count_work(sum(split.weight))
        for component in split.components:
            if component.is_circular:
                self.settle_circle(component)
            else:
                [atom] = component.atoms
                self.weigh(atom)
                if atom in split.burdens:
                    self.false_in[atom] |= self.open_in(atom)

    def count_work(self, conditions: int) -> None:
        self.work.spend(conditions * self.steps_of_condition)

    def of_atom(self, atom: int) -> AtomWorlds:
        """Return the worlds of an atom."""
        return AtomWorlds(self.true_in[atom], self.false_in[atom])

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
        # What was refuted as a circle or as a burden no single rule refutes.
        refuted_in |= false_in[atom]
        follows_in &= ~self.settled_in.get(atom, 0)
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
            waiting = waiting or self.settle_burdens(component)

    def settle_burdens(self, component: Component) -> set[int]:
        """Refute the burdens of a component that are open and rest on no others.

        Return the atoms that depend on these.
        """
        open_in = {}
        for burden in self.split.burdens.intersection(component.atoms):
            worlds = self.open_in(burden)
            if worlds:
                open_in[burden] = worlds
        rests_on = {burden: self.what_it_rests_on(component, burden) for burden in open_in}
        dependents: set[int] = set()
        for burden, worlds in open_in.items():
            waits_in = 0
            for other in open_in:
                waits_in |= rests_on[burden][other] & ~rests_on[other][burden]
            lowest_in = worlds & ~waits_in
            if lowest_in:
                self.settled_in[burden] = self.settled_in.get(burden, 0) | lowest_in
                self.false_in[burden] |= lowest_in
                dependents |= self.split.dependents[burden]
        return dependents

    def open_in(self, atom: int) -> int:
        """Return the worlds in which an atom is neither true nor false."""
        return self.all_worlds & ~(self.true_in[atom] | self.false_in[atom])

    def what_it_rests_on(self, component: Component, start: int) -> dict[int, int]:
        """Return the worlds in which an open atom rests on each atom of its component, by way of
        open atoms alone.
        """
        reached_in = dict.fromkeys(component.atoms, 0)
        reached_in[start] = self.open_in(start)
        pending = [start]
        while pending:
            atom = pending.pop()
            for when, unless in self.split.conditions[atom]:
                alive_in = reached_in[atom]
                for needed in when:
                    alive_in &= ~self.false_in[needed]
                for excluded in unless:
                    alive_in &= ~self.true_in[excluded]
                self.count_work(1 + len(when) + len(unless))
                for needed in (*when, *unless):
                    if needed not in reached_in:
                        continue
                    worlds = alive_in & self.open_in(needed) & ~reached_in[needed]
                    if worlds:
                        reached_in[needed] |= worlds
                        pending.append(needed)
        return reached_in

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
