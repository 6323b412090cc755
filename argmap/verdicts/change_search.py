"""What changes with a claim or an objection.

Cruxes and needs search sets of changes, many at once and the smallest first. Besides, what bears on
a claim by any path; how many verdicts change without it; and how many claims rest on it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from math import comb
from typing import NamedTuple, TypeAlias

from argmap.model import ArgumentMap, Kind, Verdict
from argmap.verdicts.evaluate import Verdicts
from argmap.verdicts.program import Values, components_of
from argmap.verdicts.verdict_rules import MapProgram
from argmap.verdicts.worlds import AtomWorlds, SplitProgram, Work, Worlds

MOST_TRIALS = 500_000
"""How many sets of changes are tried for one claim at most."""

_BITS_AT_ONCE = 400_000_000
"""Worlds times atoms in one go: what they take in memory is a quarter of this, in bytes."""

_STEPS_OF_A_SET = 3000
"""What it takes to put a set of changes together, in the steps that limit a search."""

_STEPS_OF_A_FIND = 100_000
"""What a change that is enough takes, in these steps: it is not the time, but the memory."""

Changes: TypeAlias = tuple[int, ...]
"""Some changes that are made together, by their numbers."""

ChangeSet: TypeAlias = frozenset[int]

_Values: TypeAlias = defaultdict[int, AtomWorlds]

Found: TypeAlias = tuple[Changes, Verdict]
"""Changes that are enough, and the verdict then."""

Progress: TypeAlias = Callable[[int, int], None] | None
"""Called with how much is done, and how much there is to do, if anybody asks."""


class Change(NamedTuple):
    """The claim or objection that a change is about, and the values of the atoms that it fixes."""

    subject: str
    values: Values


class Search(NamedTuple):
    """What a search found.

    Attributes:
        found: the sets of changes that are enough, none of which holds a smaller one, with the
            verdict then.
        tried: how many sets were tried.
        is_cut: whether there were more to try.
    """

    found: list[Found]
    tried: int
    is_cut: bool


class ChangeSearch:
    """Tries sets of changes on a program. A change is known by its number, the first being 0.

    Args:
        program: the map's program, with the atoms that changes fix.
        fixed: the values of atoms that are fixed in every world.
        wanted: the verdicts that are enough, for each claim in question: nothing but what is
            upstream of these claims is evaluated.
        changes: the changes; of two with one subject only one can be made, and none of the claim in
            question.
        stronger: by the number of a change, that of a stronger one with the same subject. A set
            with the stronger one counts as one with the weaker one, too.
    """

    def __init__(
        self,
        program: MapProgram,
        fixed: Values,
        wanted: Mapping[str, Collection[Verdict]],
        changes: Sequence[Change],
        stronger: Mapping[int, int] | None = None,
    ) -> None:
        stands = program.stands
        self.wanted = wanted
        self.atom_of = {claim: stands[claim] for claim in wanted}
        self.split = SplitProgram(program.program, self.atom_of.values())
        self.work = Work()
        self.fixed = fixed
        self.changes = changes
        self.stronger = stronger or {}
        self.subjects = [change.subject for change in changes]
        self.how_many = Counter(self.subjects)
        # How many sets are tried at once, each in a world of its own.
        atoms = self.split.size + 1
        self.batch_size = _BITS_AT_ONCE // atoms + 1
        # Where each claim stands and falls, if in each world one change is made, in their order.
        self.after_one = dict.fromkeys(wanted, AtomWorlds())

    def try_each(self, progress: Progress = None) -> None:
        """Make each change alone, for all claims at once.

        Raises:
            ArgmapError: it takes more than `Limit.SEARCH`.
        """
        number = len(self.changes)
        for start in range(0, number, self.batch_size):
            end = min(start + self.batch_size, number)
            batch = [(change,) for change in range(start, end)]
            worlds = self.worlds_after(batch)
            for claim, atom in self.atom_of.items():
                true_in, false_in = self.after_one[claim]
                now = worlds.of_atom(atom)
                true_in |= now.true_in << start
                self.after_one[claim] = AtomWorlds(true_in, false_in | now.false_in << start)
            if progress is not None:
                progress(end, number)

    def alone(self, claim: str) -> list[Found]:
        """Return the changes that are enough alone, after `try_each`."""
        found: list[Found] = []
        number = len(self.changes)
        worlds = self.after_one[claim]
        # A change that is not upstream leaves the verdict as it is, and so is not found.
        for change, verdict in self.enough(claim, worlds, number):
            if self.subjects[change] != claim:
                found.append(((change,), verdict))
        return found

    def run(
        self, claim: str, upstream: Sequence[int], most: int, progress: Progress = None
    ) -> Search:
        """Return the smallest sets of at most `most` changes that are enough, after `try_each`.

        Args:
            claim: the id of the claim.
            upstream: the changes of what is upstream of it, in order.
            most: how many changes are combined at most.
            progress: is called after each batch.

        Raises:
            ArgmapError: it takes more than `Limit.SEARCH`.
        """
        found = self.alone(claim)
        self.work.spend(len(found) * _STEPS_OF_A_FIND)
        atom = self.atom_of[claim]
        tried = len(upstream) - self.how_many[claim]
        sets = tried + _number_of_sets(tried, most)
        to_try = min(sets, MOST_TRIALS)
        # Verdicts are not monotone: a set that is not enough says nothing of larger ones, so all
        # sizes are tried.
        closed: set[ChangeSet] = set()
        for size in range(2, most + 1):
            for chosen, _ in found:
                closed.update(self.at_least(chosen))
            left = [
                change
                for change in upstream
                if self.subjects[change] != claim and frozenset([change]) not in closed
            ]
            candidates = self.candidates(left, size, closed)
            while batch := list(islice(candidates, self.batch_size)):
                number = len(batch)
                if tried + number > MOST_TRIALS:
                    return Search(found, tried, is_cut=True)
                tried += number
                after_batch = self.worlds_after(batch).of_atom(atom)
                for world, verdict in self.enough(claim, after_batch, number):
                    found.append((batch[world], verdict))
                if progress is not None:
                    progress(tried, to_try)
        return Search(found, tried, is_cut=False)

    def count_work(self, upstream: Sequence[int], most: int) -> None:
        """Count the steps of combining changes as `run` does, before the first of them.

        Raises:
            ArgmapError: they are more than `Limit.SEARCH` allows.
        """
        sets = _number_of_sets(len(upstream), most)
        self.work.spend(min(sets, MOST_TRIALS) * _STEPS_OF_A_SET)

    def at_least(self, chosen: Changes) -> Iterator[ChangeSet]:
        """Return a set of changes, and all that have a stronger change in place of one of its."""
        choices = [{change, self.stronger.get(change, change)} for change in chosen]
        return map(frozenset, product(*choices))

    def candidates(
        self, changes: Sequence[int], size: int, closed: set[ChangeSet]
    ) -> Iterator[Changes]:
        """Yield the sets of a size that can be made and of which no part is enough already.

        No single change is: of such sets, those of two have no part to look at.
        """
        for chosen in combinations(changes, size):
            subjects = {self.subjects[change] for change in chosen}
            if len(subjects) < size:
                continue  # a claim cannot be accepted and rejected at once
            parts: list[Changes] = []
            for size_of_part in range(2, size):
                parts += combinations(chosen, size_of_part)
            if closed.isdisjoint(map(frozenset, parts)):
                yield chosen

    def worlds_after(self, batch: Sequence[Changes]) -> Worlds:
        """Return the values of all atoms after each set of changes, a world a set."""
        number = len(batch)
        size = number // 8 + 1
        # Bits are set in bytes that can change: an integer would be copied whole for each bit.
        bits_of_change: dict[int, bytearray] = {}
        for world, chosen in enumerate(batch):
            place, bit = divmod(world, 8)
            for change in chosen:
                if change not in bits_of_change:
                    bits_of_change[change] = bytearray(size)
                bits = bits_of_change[change]
                bits[place] |= 1 << bit
        everywhere = (1 << number) - 1
        values: _Values = defaultdict(AtomWorlds)
        _fix(values, self.fixed, everywhere)
        # A change comes later, and so overrides what is fixed everywhere.
        for change, bits in bits_of_change.items():
            _fix(values, self.changes[change].values, int.from_bytes(bits, "little"))
        return Worlds(self.split, number, values, self.work)

    def enough(self, claim: str, worlds: AtomWorlds, number: int) -> list[tuple[int, Verdict]]:
        """Return those of a number of worlds in which a claim's verdict is enough, and it."""
        true_in, false_in = worlds
        everywhere = (1 << number) - 1
        neither_in = everywhere & ~(true_in | false_in)
        worlds_of = {
            Verdict.STANDS: true_in,
            Verdict.FALLS: false_in,
            Verdict.CONTESTED: neither_in,
        }
        found = []
        for verdict in self.wanted[claim]:
            # As digits, since for each bit an integer would be copied whole.
            digits = f"{worlds_of[verdict]:b}"
            last = len(digits) - 1  # the first world's digit
            found += [(last - one.start(), verdict) for one in re.finditer("1", digits)]
        return sorted(found)


def _number_of_sets(number: int, most: int) -> int:
    """Return how many sets there are of two changes, up to `most`."""
    return sum(comb(number, size) for size in range(2, most + 1))


def _fix(values: _Values, fixed: Values, worlds: int) -> None:
    """Give atoms the values that they are fixed to in some worlds."""
    for atom, value in fixed.items():
        values[atom] = values[atom].with_value(value, worlds)


def other_verdicts(verdict: Verdict) -> list[Verdict]:
    """Return the verdicts that a claim could have in place of its own."""
    return [other for other in Verdict if other is not verdict]


class UpstreamSearch:
    """Finds what is upstream of claims, by all inferences or by those that are not implicit.

    It is found once for all claims that are upstream of one another.

    Attributes:
        place_of: returns the place of a claim or inference in reading order.
        same_as: returns for those that are upstream of one another one of them.
    """

    def __init__(self, map: ArgumentMap, *, is_stated_only: bool = False) -> None:
        self.map = map
        self.is_stated_only = is_stated_only
        ids = [*map.claims, *map.inferences]
        place = {id: number for number, id in enumerate(ids)}
        depends_on = []
        for id in ids:
            upstream = self.directly_upstream(id)
            depends_on.append([place[other] for other in upstream])
        first_of: dict[str, str] = {}
        for component in components_of(depends_on):
            members = [ids[number] for number in component]
            first_of |= dict.fromkeys(members, members[0])
        self.place_of = place.__getitem__
        self.same_as = first_of.__getitem__
        self.found: dict[str, set[str]] = {}

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
        first = self.same_as(claim)
        if first not in self.found:
            found: set[str] = set()
            pending = [first]
            while pending:
                id = pending.pop()
                if id not in found:
                    found.add(id)
                    pending += self.directly_upstream(id)
            self.found[first] = found
        return self.found[first]

    def of(self, claim: str) -> list[str]:
        """Return the ids of all that is upstream of a claim in reading order, claims first."""
        return sorted(self.ids(claim), key=self.place_of)


def upstream_of(map: ArgumentMap, claim: str, *, is_stated_only: bool = False) -> list[str]:
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
    program = MapProgram(map)
    verdicts = Verdicts(program, program.model())
    wanted = {claim: other_verdicts(verdict) for claim, verdict in verdicts.claims.items()}
    changes = [Change(id, program.values_of(id, False)) for id in (*claims, *objections)]
    fixed = program.fixed({})
    search = ChangeSearch(program, fixed, wanted, changes)
    search.try_each()
    changed_by = dict.fromkeys(search.subjects, 0)
    for claim in map.claims:
        for (change,), _ in search.alone(claim):
            id = search.subjects[change]
            changed_by[id] += 1
    return changed_by


def resting_claims(map: ArgumentMap, claim: str) -> int:
    """Return how many claims a claim supports, directly or by what it supports.

    At most `MOST_COUNTED`.
    """
    reached: set[str] = set()
    pending = [claim]
    while pending and len(reached) < MOST_COUNTED:
        for inference in map.uses(pending.pop()):
            target = inference.target
            is_support = inference.kind is Kind.SUPPORT
            if is_support and target not in reached:
                reached.add(target)
                pending.append(target)
    reached.discard(claim)  # support may run in a circle
    return min(len(reached), MOST_COUNTED)
