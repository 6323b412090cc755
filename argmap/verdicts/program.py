"""A normal logic program, and its well-founded model, settled for burdens of proof.

Source: Van Gelder, Ross and Schlipf, The Well-Founded Semantics for General Logic Programs (1991).
The model is reached as there: what follows and what is refuted is propagated through the rules, and
what is left is refuted where it could only support itself (an unfounded set), until neither yields
anything.

**Burdens**: some atoms may not stay open. Of those that the model leaves open, the burdens in a
component of the graph of dependencies that rests on no other component with one are refuted; then
the model goes on, until no burden is open. The components are gone through in their order, so that
this takes no longer than the model as a rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

UNDERIVED = -1

Atoms: TypeAlias = Sequence[int]
"""Some atoms of a program, which are numbers from 0."""

Values: TypeAlias = Mapping[int, bool]
"""Whether atoms are true, for some of them."""


Dependencies: TypeAlias = Sequence[Collection[int]]
"""For each number from 0 those that it depends on."""


class Rule(NamedTuple):
    """The head holds if all of `when` hold and none of `unless` does; atoms are numbers from 0."""

    head: int
    when: Atoms
    unless: Atoms


class Model(NamedTuple):
    """The well-founded model of a program, with burdens settled; the lists are indexed by atom.

    Attributes:
        value: whether an atom is true, false or (None) neither.
        rank: its place in the order of derivation; `UNDERIVED` where it is neither. An atom follows
            from, or is refuted by, atoms of lower rank alone, unless it is in a circle.
        circle: the number of the set of atoms with which it was refuted, since they rest only on
            one another; 0 for none.
        settled: the burdens that were refuted because they were open, each with the rank from which
            on everything was open then. It is not indexed by all atoms.
    """

    value: list[bool | None]
    rank: list[int]
    circle: list[int]
    settled: dict[int, int]


class Program:
    """Rules, indexed by the atoms in them.

    Attributes:
        size: the number of atoms.
        rules: the rules.
        burdens: the atoms that may not stay open.
    """

    def __init__(self, size: int, rules: Sequence[Rule], burdens: Iterable[int] = ()) -> None:
        self.size = size
        self.rules = rules
        self.burdens = frozenset(burdens)
        # The numbers of the rules in which each atom is the head, in `when` and in `unless`.
        self.rules_for = rules_for = _empty_lists(size)
        self.rules_when = rules_when = _empty_lists(size)
        self.rules_unless = rules_unless = _empty_lists(size)
        for number, (head, when, unless) in enumerate(rules):
            rules_for[head].append(number)
            for atom in when:
                rules_when[atom].append(number)
            for atom in unless:
                rules_unless[atom].append(number)

    def well_founded(self, fixed: Values | None = None, *, settles: bool = True) -> Model:
        """Return the well-founded model.

        Takes time in proportion to the program where no atoms depend on themselves.

        Args:
            fixed: atoms that have a value, whatever the rules say.
            settles: whether burdens that stay open are settled.
        """
        derivation = _Derivation(self, fixed or {})
        # What is refuted may let rules hold, and what they yield may leave other atoms without
        # support: so again.
        while derivation.refute_circles(derivation.open_atoms(range(self.size))):
            pass
        if settles:
            derivation.settle_burdens()
        rank = [UNDERIVED] * self.size
        for place, atom in enumerate(derivation.order):
            rank[atom] = place
        return Model(derivation.value, rank, derivation.circle, derivation.settled)


def _empty_lists(number: int) -> list[list[int]]:
    return [[] for _ in range(number)]


class _Derivation:
    """A partial model as it grows.

    Attributes:
        value: whether an atom is true, false or (None) open, by atom.
        circle: the number of the circle with which an atom was refuted, by atom; 0 for none.
        circles: how many times circles were refuted.
        settled: of the burdens that were refuted because they were open, how many atoms were
            settled before.
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
        self.settled: dict[int, int] = {}
        self.order: list[int] = []
        self.propagated = 0
        rules = program.rules
        self.missing = [len(when) + len(unless) for _, when, unless in rules]
        self.is_dead = bytearray(len(rules))
        self.alive = list(map(len, program.rules_for))
        # Fixed atoms come first, whatever the rules say, and facts before what no rule is for: an
        # explanation follows this order.
        for atom, value in fixed.items():
            self.settle(atom, value)
        for rule, missing in zip(rules, self.missing, strict=True):
            if not missing:
                self.settle(rule.head, True)
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

    def open_atoms(self, atoms: Iterable[int]) -> list[int]:
        """Return those of some atoms that are open."""
        return [atom for atom in atoms if self.value[atom] is None]

    def settle_burdens(self) -> None:
        """Refute the burdens that are open, component by component."""
        if not self.open_atoms(self.program.burdens):
            return
        pending = self.components(self.open_atoms(range(self.program.size)))
        while pending:
            component = pending.pop()
            left = self.open_atoms(component)
            if not left:
                continue
            # What was settled since may have left circles, and may have parted it.
            while self.refute_circles(left):
                left = self.open_atoms(left)
            if len(left) < len(component):
                pending += self.components(left)
                continue
            burdens = self.program.burdens.intersection(component)
            if burdens:
                self.settled |= dict.fromkeys(burdens, len(self.order))
                for burden in sorted(burdens):
                    self.settle(burden, False)
                self.propagate()
                pending.append(component)

    def components(self, open_atoms: Sequence[int]) -> list[list[int]]:
        """Return groups of open atoms that depend on one another, each before those it rests on."""
        number_of = {atom: number for number, atom in enumerate(open_atoms)}
        depends_on: list[set[int]] = [set() for _ in open_atoms]
        for atom, needed in zip(open_atoms, depends_on, strict=True):
            for number in self.program.rules_for[atom]:
                if not self.is_dead[number]:
                    _, when, unless = self.program.rules[number]
                    needed.update(number_of[each] for each in (*when, *unless) if each in number_of)
        groups = components_of(depends_on)
        return [[open_atoms[number] for number in group] for group in reversed(groups)]

    def refute_circles(self, open_atoms: Sequence[int]) -> bool:
        """Refute every open atom of these that no rule could derive without a circle.

        Return whether any was. Open atoms that are not among these are not decided by them.
        """
        derivable = derive_if_possible(self.program, self.is_dead, open_atoms)
        # This is the greatest unfounded set: even if nothing open spoke against them, no rule would
        # yield these.
        unfounded = sorted(set(open_atoms).difference(derivable))
        if not unfounded:
            return False
        self.circles += 1
        for atom in unfounded:
            self.circle[atom] = self.circles
            self.settle(atom, False)
        self.propagate()
        return True


def derive_if_possible(
    program: Program,
    is_dead: Sequence[int],
    open_atoms: Collection[int],
    first: Collection[int] = (),
) -> dict[int, int]:
    """Return the open atoms that follow if nothing open speaks against them, each with its place in
    the order of derivation: those that are to be `first` come as soon as they follow.

    `is_dead` says of each rule whether a condition of it is known not to hold.
    """
    undecided = set(open_atoms)
    missing = {}  # how many conditions of a rule are not derived yet
    ready: list[tuple[bool, int]] = []  # atoms that follow
    for atom in open_atoms:
        for number in program.rules_for[atom]:
            if is_dead[number]:
                continue
            left = 0
            for needed in program.rules[number].when:
                if needed in undecided:
                    left += 1
            missing[number] = left
            if not left:
                heappush(ready, (atom not in first, atom))
    place: dict[int, int] = {}
    while ready:
        _, atom = heappop(ready)
        if atom in place:
            continue
        place[atom] = len(place)
        for number in program.rules_when[atom]:
            if number not in missing:
                continue  # it is dead, or its head is settled
            missing[number] -= 1
            if not missing[number]:
                head = program.rules[number].head
                heappush(ready, (head not in first, head))
    return place


def components_of(depends_on: Dependencies) -> list[list[int]]:
    """Return groups of numbers that depend on one another, each after those that it depends on.

    So are the numbers of a group, as far as its circles allow.

    Source: Tarjan, Depth-First Search and Linear Graph Algorithms (1972). networkx would take long
    to load.
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
