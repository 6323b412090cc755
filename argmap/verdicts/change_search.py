"""What changes with a claim or an objection.

Cruxes and needs search sets of changes, many at once and the smallest first. Besides, what bears on
a claim by any path; how many verdicts change without it; and how many claims rest on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import (
    Callable,
    Collection,
    Container,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from itertools import combinations, islice
from math import comb
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from argmap.model import ArgumentMap, Kind, Verdict
from argmap.verdicts.program import Values
from argmap.verdicts.verdict_rules import MapProgram
from argmap.verdicts.worlds import AtomWorlds, SplitProgram, Work, Worlds, components_of

MOST_TRIALS = 500_000
"""How many sets of changes are tried for one claim at most."""

_BITS_AT_ONCE = 400_000_000
"""Worlds times atoms in one go: what they take in memory is a quarter of this, in bytes."""

_STEPS_OF_A_SET = 3000
"""What it takes to put a set of changes together, in the steps that limit a search."""

Change = TypeVar("Change", bound=Hashable)
Changes: TypeAlias = tuple[Change, ...]
"""Some changes that are made together."""

Found: TypeAlias = tuple[Changes[Change], Verdict]
"""Changes that are enough, and the verdict then."""

Progress: TypeAlias = Callable[[int, int], None] | None
"""Called with how much is done, and how much there is to do, if anybody asks."""


class Search(NamedTuple, Generic[Change]):
    """What a search found.

    Attributes:
        found: the sets of changes that are enough, none of which holds a smaller one, with the
            verdict then.
        tried: how many sets were tried.
        is_cut: whether there were more to try.
    """

    found: list[Found[Change]]
    tried: int
    is_cut: bool


class ChangeSearch(Generic[Change]):
    """Tries sets of changes on a program.

    Args:
        program: the map's program, with the atoms that changes fix.
        claims: those whose verdicts are asked for: nothing but what is upstream of them is
            evaluated.
        fixed: the values of atoms that are fixed in every world.
        effects: for each change the values of the atoms that it fixes.
        subject_of: what a change is about; of two changes of one subject only one can be made.
        stronger: changes each of which says more than another of its subject, by that other: a set
            that holds the stronger one counts as one that holds the other.
    """

    def __init__(
        self,
        program: MapProgram,
        claims: Iterable[str],
        fixed: Values,
        effects: Mapping[Change, Values],
        subject_of: Callable[[Change], str],
        stronger: Mapping[Change, Change] | None = None,
    ) -> None:
        self.atom_of = {claim: program.stands[claim] for claim in claims}
        self.split = SplitProgram(program.program, self.atom_of.values())
        self.work = Work()
        self.fixed = fixed
        self.effects = effects
        self.subject_of = subject_of
        self.stronger = stronger or {}
        self.changes = list(effects)
        self.number_about = Counter(map(subject_of, self.changes))
        # How many sets are tried at once, each in a world of its own.
        self.batch_size = _BITS_AT_ONCE // (self.split.size + 1) + 1

    def after_one_change(self, progress: Progress = None) -> dict[str, AtomWorlds]:
        """Return for each claim in which worlds it stands and in which it falls, if in each world
        one of all changes is made, in their order.

        One evaluation answers for all claims.

        Raises:
            ArgmapError: it takes more than `Limit.SEARCH`.
        """
        size = self.batch_size
        number = len(self.changes)
        worlds_of_claims = dict.fromkeys(self.atom_of, AtomWorlds(0, 0))
        for start in range(0, number, size):
            batch = self.changes[start : start + size]
            worlds = self.worlds_after([(change,) for change in batch])
            for claim, before in worlds_of_claims.items():
                true_in, false_in = worlds.of_atom(self.atom_of[claim])
                true_in = before.true_in | true_in << start
                false_in = before.false_in | false_in << start
                worlds_of_claims[claim] = AtomWorlds(true_in, false_in)
            if progress is not None:
                progress(start + len(batch), number)
        return worlds_of_claims

    def run(
        self,
        claim: str,
        changes: Sequence[Change],
        after_one: AtomWorlds,
        most: int,
        enough: Collection[Verdict],
        progress: Progress = None,
    ) -> Search[Change]:
        """Return the smallest sets of at most `most` changes after which the verdict of a claim is
        enough.

        Args:
            claim: the id of the claim; changes of the claim itself are not made.
            changes: all those upstream of the claim, in the order of `effects`.
            after_one: the worlds of the claim that `after_one_change` returned.
            most: how many changes are combined at most.
            enough: the verdicts that are looked for.
            progress: is called after each batch.

        Raises:
            ArgmapError: it takes more than `Limit.SEARCH`.
        """
        found: list[Found[Change]] = []
        # A change that is not upstream leaves the verdict as it is, and so is not found.
        for change, verdict in _those_enough(self.changes, after_one, enough):
            if self.subject_of(change) != claim:
                found.append(((change,), verdict))
        tried = len(changes) - self.number_about[claim]
        if most == 1 or not tried:
            return Search(found, tried, is_cut=False)
        # Verdicts are not monotone: a set that is not enough says nothing of larger ones, so all
        # sizes are tried.
        numbers = [comb(tried, size) for size in range(1, most + 1)]
        most_to_try = min(sum(numbers), MOST_TRIALS)
        closed: set[frozenset[Change]] = set()
        for size in range(2, most + 1):
            for chosen, _ in found:
                closed.update(self.at_least(chosen))
            left = []
            for change in changes:
                if self.subject_of(change) != claim and frozenset([change]) not in closed:
                    left.append(change)
            candidates = self.candidates(left, size, closed)
            while batch := list(islice(candidates, self.batch_size)):
                tried_before = tried
                tried += len(batch)
                if tried > MOST_TRIALS:
                    return Search(found, tried_before, is_cut=True)
                worlds = self.worlds_after(batch)
                found += _those_enough(batch, worlds.of_atom(self.atom_of[claim]), enough)
                if progress is not None:
                    progress(tried, most_to_try)
        return Search(found, tried, is_cut=False)

    def steps_of_sets(self, number: int, most: int) -> int:
        """Return how many steps it takes, at the least, to combine up to `most` changes."""
        sets = sum(comb(number, size) for size in range(2, most + 1))
        return min(sets, MOST_TRIALS) * _STEPS_OF_A_SET

    def at_least(self, chosen: Changes[Change]) -> list[frozenset[Change]]:
        """Return a set of changes, and all that have a stronger change in place of one of its."""
        sets: list[frozenset[Change]] = [frozenset()]
        for change in chosen:
            choices = [change]
            if change in self.stronger:
                choices.append(self.stronger[change])
            sets = [smaller | {choice} for smaller in sets for choice in choices]
        return sets

    def candidates(
        self, changes: Sequence[Change], size: int, closed: Container[frozenset[Change]]
    ) -> Iterator[Changes[Change]]:
        """Yield the sets of a size that can be made and of which no part is enough already.

        No single change is: of such sets, those of two have no part to look at.
        """
        for chosen in combinations(changes, size):
            self.work.spend(_STEPS_OF_A_SET)
            subjects = set(map(self.subject_of, chosen))
            if len(subjects) < size:
                continue  # a claim cannot be accepted and rejected at once
            parts: list[Changes[Change]] = []
            for size_of_part in range(2, size):
                parts += combinations(chosen, size_of_part)
            if not any(frozenset(part) in closed for part in parts):
                yield chosen

    def worlds_after(self, batch: Sequence[Changes[Change]]) -> Worlds:
        """Return the values of all atoms after each set of changes, a world a set."""
        number = len(batch)
        size = number // 8 + 1
        everywhere = (1 << number) - 1
        values = {}
        for atom, value in self.fixed.items():
            values[atom] = AtomWorlds(0, everywhere)
            if value:
                values[atom] = AtomWorlds(everywhere, 0)
        # Bits are set in bytes that can change: an integer would be copied whole for each bit.
        worlds_of_change = {}
        for world, chosen in enumerate(batch):
            place, bit = divmod(world, 8)
            for change in chosen:
                if change not in worlds_of_change:
                    worlds_of_change[change] = bytearray(size)
                worlds_of_change[change][place] |= 1 << bit
        for change, bits in worlds_of_change.items():
            changed = int.from_bytes(bits, "little")
            for atom, value in self.effects[change].items():
                # A change overrides what is fixed everywhere.
                true_in, false_in = values.get(atom, (0, 0))
                true_in &= ~changed
                false_in &= ~changed
                if value:
                    true_in |= changed
                else:
                    false_in |= changed
                values[atom] = AtomWorlds(true_in, false_in)
        return Worlds(self.split, number, values, self.work)


_Tried = TypeVar("_Tried")
_PIECE = 4096


def _those_enough(
    tried: Sequence[_Tried], worlds: AtomWorlds, enough: Collection[Verdict]
) -> list[tuple[_Tried, Verdict]]:
    """Return what was tried in those worlds in which the verdict is one of some, and the verdict.

    The first world is that of what was tried first.
    """
    everywhere = (1 << len(tried)) - 1
    true_in, false_in = worlds
    worlds_of = {
        Verdict.STANDS: true_in,
        Verdict.FALLS: false_in,
        Verdict.CONTESTED: everywhere & ~(true_in | false_in),
    }
    places = []
    for verdict in enough:
        # In pieces, since for each bit an integer is copied whole.
        for start in range(0, len(tried), _PIECE):
            left = worlds_of[verdict] >> start & ((1 << _PIECE) - 1)
            while left:
                lowest = left & -left
                left ^= lowest
                place = lowest.bit_length() - 1
                places.append((start + place, verdict))
    places.sort()
    return [(tried[place], verdict) for place, verdict in places]


class Upstream(NamedTuple):
    """The claims and inferences from which a path leads to a claim, in reading order.

    The claim itself is among them.
    """

    claims: list[str]
    inferences: list[str]


class UpstreamSearch:
    """Finds what is upstream of claims, by all inferences or by those that are not implicit.

    It is found once for all claims that are upstream of one another.
    """

    def __init__(self, map: ArgumentMap, *, is_stated_only: bool = False) -> None:
        self.map = map
        self.is_stated_only = is_stated_only
        # The numbers are places in the reading order.
        self.place: dict[str, int] = {}
        for id in (*map.claims, *map.inferences):
            self.place[id] = len(self.place)
        depends_on = []
        for id in self.place:
            depends_on.append([self.place[other] for other in self.directly_upstream(id)])
        self.component_of: dict[int, int] = {}
        for number, component in enumerate(components_of(depends_on)):
            self.component_of |= dict.fromkeys(component, number)
        self.found: dict[int, Upstream] = {}
        self.members: dict[int, set[str]] = {}

    def directly_upstream(self, id: str) -> list[str]:
        """Return what bears on a claim, or what an inference needs and what bears on it."""
        map = self.map
        if id in map.claims:
            bearing = map.onto(id)
            ids = []
        else:
            # What bears on an inference bears on all that the inference leads to.
            bearing = map.undercutters(id)
            ids = list(map.inferences[id].premises)
        for inference in bearing:
            if not (self.is_stated_only and inference.implicit):
                ids.append(inference.id)
        return ids

    def component(self, claim: str) -> int:
        """Return a number that a claim shares with those that are upstream of it and it of them."""
        return self.component_of[self.place[claim]]

    def of(self, claim: str) -> Upstream:
        """Return what is upstream of a claim."""
        component = self.component(claim)
        if component not in self.found:
            self.found[component] = self._find(claim)
        return self.found[component]

    def leads(self, start: str, claim: str) -> bool:
        """Return whether a claim is upstream of another, or the same."""
        component = self.component(claim)
        if component not in self.members:
            self.members[component] = set(self.of(claim).claims)
        return start in self.members[component]

    def _find(self, claim: str) -> Upstream:
        found: set[str] = set()
        pending = [claim]
        while pending:
            id = pending.pop()
            if id not in found:
                found.add(id)
                pending += self.directly_upstream(id)
        claims = []
        inferences = []
        for id in sorted(found, key=self.place.__getitem__):
            if id in self.map.claims:
                claims.append(id)
            else:
                inferences.append(id)
        return Upstream(claims, inferences)


def upstream_of(map: ArgumentMap, claim: str, *, is_stated_only: bool = False) -> Upstream:
    """Return what is upstream of one claim, by all inferences or by those that are not implicit."""
    return UpstreamSearch(map, is_stated_only=is_stated_only).of(claim)


MOST_COUNTED = 100
"""How many claims that rest on one are counted: beyond that, a larger number says no more."""


def dependent_verdicts(
    map: ArgumentMap, claims: Sequence[str], objections: Sequence[str]
) -> dict[str, int]:
    """Return for each claim how many verdicts of other claims differ if it falls, and so for each
    objection.

    Args:
        map: the map.
        claims: ids of claims; each is rejected in turn, as `--reject` does.
        objections: ids of rebuttals and undercutters; each is answered in turn, so that it falls.

    Returns:
        the number of claims whose verdict differs, by the id of the claim or objection.
    """
    program = MapProgram(map, answerable=objections)
    effects = {}
    for id in (*claims, *objections):
        effects[id] = program.values_of(id, False)
    fixed = program.fixed((), ())
    search = ChangeSearch(program, map.claims, fixed, effects, str)
    # World 0 is the map as it is; in each of the others one claim or objection falls.
    sets_of_one = [(id,) for id in effects]
    worlds = search.worlds_after([(), *sets_of_one])
    names = ["", *effects]
    verdicts_changed = dict.fromkeys(effects, 0)
    for claim in map.claims:
        atom = program.stands[claim]
        changed_in = 0
        for worlds_of_value in worlds.of_atom(atom):
            unlike_first = worlds_of_value
            if worlds_of_value & 1:
                unlike_first ^= worlds.all_worlds
            changed_in |= unlike_first
        while changed_in:
            world = changed_in.bit_length() - 1
            changed_in ^= 1 << world
            name = names[world]
            if name != claim:
                verdicts_changed[name] += 1
    return verdicts_changed


def resting_claims(map: ArgumentMap, claim: str) -> int:
    """Return how many claims a claim supports, directly or by what it supports.

    At most `MOST_COUNTED`.
    """
    reached: set[str] = set()
    pending = [claim]
    while pending and len(reached) < MOST_COUNTED:
        for inference in map.uses(pending.pop()):
            target = inference.target
            if inference.kind is Kind.SUPPORT and target not in reached:
                reached.add(target)
                pending.append(target)
    reached.discard(claim)  # support may run in a circle
    number = len(reached)
    return min(number, MOST_COUNTED)
