"""What changes with a claim or an objection.

Cruxes and needs search sets of changes, many at once and the smallest first. Besides, what bears on
a claim by any path; how many verdicts change without it; and how many claims rest on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice, product
from math import comb
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from argmap.model import ArgumentMap, Kind, Verdict
from argmap.verdicts.evaluate import Verdicts
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
        wanted: the verdicts that are enough, for each claim in question: nothing but what is
            upstream of these claims is evaluated.
        fixed: the values of atoms that are fixed in every world.
        effects: for each change the values of the atoms that it fixes.
        subject_of: what a change is about; of two changes of one subject only one can be made, and
            none of the claim in question.
        stronger: changes each of which says more than another of its subject, by that other: a set
            that holds the stronger one counts as one that holds the other.
    """

    def __init__(
        self,
        program: MapProgram,
        wanted: Mapping[str, Collection[Verdict]],
        fixed: Values,
        effects: Mapping[Change, Values],
        subject_of: Callable[[Change], str],
        stronger: Mapping[Change, Change] | None = None,
    ) -> None:
        self.wanted = wanted
        self.atom_of = {claim: program.stands[claim] for claim in wanted}
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
        # Where each claim stands and falls, if in each world one change is made, in their order.
        self.after_one = dict.fromkeys(wanted, AtomWorlds())

    def try_each(self, progress: Progress = None) -> None:
        """Make each change alone, for all claims at once.

        Raises:
            ArgmapError: it takes more than `Limit.SEARCH`.
        """
        number = len(self.changes)
        for start in range(0, number, self.batch_size):
            batch = self.changes[start : start + self.batch_size]
            worlds = self.worlds_after([(change,) for change in batch])
            for claim, before in self.after_one.items():
                now = worlds.of_atom(self.atom_of[claim])
                true_in = before.true_in | now.true_in << start
                false_in = before.false_in | now.false_in << start
                self.after_one[claim] = AtomWorlds(true_in, false_in)
            if progress is not None:
                progress(start + len(batch), number)

    def alone(self, claim: str) -> list[Found[Change]]:
        """Return the changes that are enough alone, once each was tried."""
        found: list[Found[Change]] = []
        # A change that is not upstream leaves the verdict as it is, and so is not found.
        for place, verdict in self.enough(claim, self.after_one[claim], len(self.changes)):
            change = self.changes[place]
            if self.subject_of(change) != claim:
                found.append(((change,), verdict))
        return found

    def run(
        self, claim: str, changes: Sequence[Change], most: int, progress: Progress = None
    ) -> Search[Change]:
        """Return the smallest sets of at most `most` changes that are enough, once each was tried.

        Args:
            claim: the id of the claim.
            changes: all those upstream of the claim, in the order of `effects`.
            most: how many changes are combined at most.
            progress: is called after each batch.

        Raises:
            ArgmapError: it takes more than `Limit.SEARCH`.
        """
        found = self.alone(claim)
        tried = len(changes) - self.number_about[claim]
        # Verdicts are not monotone: a set that is not enough says nothing of larger ones, so all
        # sizes are tried.
        most_to_try = sum(comb(tried, size) for size in range(1, most + 1))
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
                number = len(batch)
                if tried + number > MOST_TRIALS:
                    return Search(found, tried, is_cut=True)
                tried += number
                worlds = self.worlds_after(batch).of_atom(self.atom_of[claim])
                for place, verdict in self.enough(claim, worlds, number):
                    found.append((batch[place], verdict))
                if progress is not None:
                    progress(tried, min(most_to_try, MOST_TRIALS))
        return Search(found, tried, is_cut=False)

    def least_steps(self, claim: str, changes: Sequence[Change], most: int) -> int:
        """Return how many steps it takes, at the least, to combine changes as `run` does."""
        number = len(changes) - self.number_about[claim] - len(self.alone(claim))
        sets = sum(comb(number, size) for size in range(2, most + 1))
        return min(sets, MOST_TRIALS) * _STEPS_OF_A_SET

    def at_least(self, chosen: Changes[Change]) -> Iterator[frozenset[Change]]:
        """Return a set of changes, and all that have a stronger change in place of one of its."""
        choices = [{change, self.stronger.get(change, change)} for change in chosen]
        return map(frozenset, product(*choices))

    def candidates(
        self, changes: Sequence[Change], size: int, closed: set[frozenset[Change]]
    ) -> Iterator[Changes[Change]]:
        """Yield the sets of a size that can be made and of which no part is enough already.

        No single change is: of such sets, those of two have no part to look at.
        """
        for chosen in combinations(changes, size):
            self.work.spend(_STEPS_OF_A_SET)
            subjects = set(map(self.subject_of, chosen))
            if len(subjects) < size:
                continue  # a claim cannot be accepted and rejected at once
            parts = chain.from_iterable(combinations(chosen, part) for part in range(2, size))
            if closed.isdisjoint(map(frozenset, parts)):
                yield chosen

    def worlds_after(self, batch: Sequence[Changes[Change]]) -> Worlds:
        """Return the values of all atoms after each set of changes, a world a set."""
        number = len(batch)
        # Bits are set in bytes that can change: an integer would be copied whole for each bit.
        bits_of_change: dict[Change, bytearray] = {}
        for world, chosen in enumerate(batch):
            place, bit = divmod(world, 8)
            for change in chosen:
                if change not in bits_of_change:
                    bits_of_change[change] = bytearray(number // 8 + 1)
                bits_of_change[change][place] |= 1 << bit
        everywhere = (1 << number) - 1
        made = [(everywhere, self.fixed)]
        for change, bits in bits_of_change.items():
            made.append((int.from_bytes(bits, "little"), self.effects[change]))
        values: dict[int, AtomWorlds] = {}
        # A change comes later, and so overrides what is fixed everywhere.
        for worlds, effects in made:
            for atom, value in effects.items():
                before = values.get(atom, AtomWorlds())
                values[atom] = before.with_value(value, worlds)
        return Worlds(self.split, number, values, self.work)

    def enough(self, claim: str, worlds: AtomWorlds, number: int) -> list[tuple[int, Verdict]]:
        """Return those of a number of worlds in which a claim's verdict is enough, and it."""
        true_in, false_in = worlds
        everywhere = (1 << number) - 1
        worlds_of = {
            Verdict.STANDS: true_in,
            Verdict.FALLS: false_in,
            Verdict.CONTESTED: everywhere & ~(true_in | false_in),
        }
        found = []
        for verdict in self.wanted[claim]:
            # As digits, since for each bit an integer would be copied whole.
            digits = f"{worlds_of[verdict]:b}"[::-1]
            for one in re.finditer("1", digits):
                found.append((one.start(), verdict))
        return sorted(found)


def other_verdicts(verdict: Verdict) -> list[Verdict]:
    """Return the verdicts that a claim could have in place of its own."""
    return [other for other in Verdict if other is not verdict]


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
        ids = [*map.claims, *map.inferences]
        self.place = {id: place for place, id in enumerate(ids)}
        depends_on = []
        for id in ids:
            depends_on.append([self.place[other] for other in self.directly_upstream(id)])
        self.component: dict[str, int] = {}
        """A number that a claim shares with those that are upstream of it and it of them."""
        for number, component in enumerate(components_of(depends_on)):
            for place in component:
                self.component[ids[place]] = number
        self.found: dict[int, set[str]] = {}

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

    def ids(self, claim: str) -> set[str]:
        """Return the ids of all that is upstream of a claim, its own among them."""
        component = self.component[claim]
        if component not in self.found:
            found: set[str] = set()
            pending = [claim]
            while pending:
                id = pending.pop()
                if id not in found:
                    found.add(id)
                    pending += self.directly_upstream(id)
            self.found[component] = found
        return self.found[component]

    def of(self, claim: str) -> Upstream:
        """Return what is upstream of a claim."""
        upstream = Upstream([], [])
        for id in sorted(self.ids(claim), key=self.place.__getitem__):
            if id in self.map.claims:
                upstream.claims.append(id)
            else:
                upstream.inferences.append(id)
        return upstream


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
    verdicts = Verdicts(program, program.model(fixed))
    wanted = {claim: other_verdicts(verdicts[claim]) for claim in map.claims}
    search = ChangeSearch(program, wanted, fixed, effects, str)
    search.try_each()
    verdicts_changed = dict.fromkeys(effects, 0)
    for claim in map.claims:
        for (id,), _ in search.alone(claim):
            verdicts_changed[id] += 1
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
