"""What changes with a claim or an objection.

Cruxes and needs search sets of changes, many at once and the smallest first. Besides, what bears on
a claim by any path; how many verdicts change without it; and how many claims rest on it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from math import comb
from time import monotonic
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from argmap.model import ArgumentMap, Kind, Verdict
from argmap.util.errors import ArgmapError
from argmap.util.limits import Limit
from argmap.verdicts.program import Values
from argmap.verdicts.verdict_rules import MapProgram
from argmap.verdicts.worlds import AtomWorlds, Worlds

MOST_TRIALS = 500_000
"""How many sets of changes are tried for one claim at most."""

_BITS_AT_ONCE = 200_000_000
"""Worlds times atoms in one go: what they take in memory is a quarter of this, in bytes."""

Change = TypeVar("Change", bound=Hashable)
Changes: TypeAlias = tuple[Change, ...]
"""Some changes that are made together."""

Found: TypeAlias = tuple[Changes[Change], Verdict]
"""Changes that are enough, and the verdict then."""

Progress: TypeAlias = Callable[[int, int], None] | None
"""Called with how much is done, and how much there is to do, if anybody asks."""

# By whether an atom is surely true, and whether it may be.
_VERDICTS = {"11": Verdict.STANDS, "01": Verdict.CONTESTED, "00": Verdict.FALLS}


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
        fixed: the values of atoms that are fixed in every world.
        effects: for each change the values of the atoms that it fixes.
        subject_of: what a change is about; of two changes of one subject only one can be made.
    """

    def __init__(
        self,
        program: MapProgram,
        fixed: Values,
        effects: Mapping[Change, Values],
        subject_of: Callable[[Change], str],
    ) -> None:
        self.program = program
        self.fixed = fixed
        self.effects = effects
        self.subject_of = subject_of
        # How many sets are tried at once, each in a world of its own.
        self.batch_size = max(1, _BITS_AT_ONCE // program.size)

    def after_one_change(
        self, claims: Iterable[str], progress: Progress = None
    ) -> dict[str, AtomWorlds]:
        """Return for each claim in which worlds it stands, if in each world one of all changes is
        made, in their order.

        One evaluation answers for all claims.
        """
        size = self.batch_size
        sets_of_one = [(change,) for change in self.effects]
        number = len(sets_of_one)
        worlds_of_claims = dict.fromkeys(claims, AtomWorlds(0, 0))
        for start in range(0, number, size):
            end = min(start + size, number)
            worlds = self.worlds_after(sets_of_one[start:end])
            for claim, before in worlds_of_claims.items():
                atom = self.program.stands[claim]
                surely, possibly = worlds.of_atom(atom)
                surely = before.surely | surely << start
                possibly = before.possibly | possibly << start
                worlds_of_claims[claim] = AtomWorlds(surely, possibly)
            if progress is not None:
                progress(end, number)
        return worlds_of_claims

    def run(
        self,
        claim: str,
        changes: Sequence[Change],
        after_one: AtomWorlds,
        most: int,
        is_enough: Callable[[Verdict], bool],
        progress: Progress = None,
    ) -> Search[Change]:
        """Return the smallest sets of at most `most` changes after which the verdict of a claim is
        enough.

        Args:
            claim: the id of the claim.
            changes: those that can be made, in the order of `effects`.
            after_one: the worlds of the claim that `after_one_change` returned.
            most: how many changes are combined at most.
            is_enough: whether a verdict is what is looked for.
            progress: is called after each batch.

        Raises:
            ArgmapError: it takes longer than `Limit.SEARCH`.
        """
        limit = Limit.SEARCH
        deadline = monotonic() + limit.most
        atom = self.program.stands[claim]
        number = len(changes)
        sizes = range(1, most + 1)
        numbers = [comb(number, size) for size in sizes]
        most_to_try = min(sum(numbers), MOST_TRIALS)
        enough: list[Found[Change]] = []
        to_try = set(changes[:MOST_TRIALS])
        tried = len(to_try)
        verdicts_after_one = _verdicts(after_one, len(self.effects))
        for change, verdict in zip(self.effects, verdicts_after_one, strict=True):
            if change in to_try and is_enough(verdict):
                enough.append(((change,), verdict))
        if tried < number:
            return Search(enough, tried, is_cut=True)
        # Verdicts are not monotone: a set that is not enough says nothing of larger ones, so all
        # sizes are tried.
        for size in sizes[1:]:
            smaller = [frozenset(chosen) for chosen, _ in enough]
            candidates = self.candidates(changes, size, smaller)
            while batch := list(islice(candidates, self.batch_size)):
                tried_before = tried
                tried += len(batch)
                if tried > MOST_TRIALS:
                    return Search(enough, tried_before, is_cut=True)
                if monotonic() > deadline:
                    raise ArgmapError(f"the search takes too long: {limit.in_words()}")
                worlds = self.worlds_after(batch)
                verdicts = _verdicts(worlds.of_atom(atom), len(batch))
                for chosen, verdict in zip(batch, verdicts, strict=True):
                    if is_enough(verdict):
                        enough.append((chosen, verdict))
                if progress is not None:
                    progress(tried, most_to_try)
        return Search(enough, tried, is_cut=False)

    def candidates(
        self, changes: Sequence[Change], size: int, smaller: Sequence[frozenset[Change]]
    ) -> Iterator[Changes[Change]]:
        """Yield the sets of a size that can be made and of which no part is enough already."""
        for chosen in combinations(changes, size):
            subjects = set(map(self.subject_of, chosen))
            if len(subjects) < size:
                continue  # a claim cannot be accepted and rejected at once
            if not any(part.issubset(chosen) for part in smaller):
                yield chosen

    def worlds_after(self, batch: Sequence[Changes[Change]]) -> Worlds:
        """Return the values of all atoms after each set of changes, a world a set."""
        number = len(batch)
        size = number // 8 + 1
        everywhere = (1 << number) - 1
        values = {}
        for atom, value in self.fixed.items():
            values[atom] = (0, everywhere)
            if value:
                values[atom] = (everywhere, 0)
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
                values[atom] = (true_in, false_in)
        return Worlds(self.program.program, number, values)


def _verdicts(worlds: AtomWorlds, number: int) -> list[Verdict]:
    """Return the verdict in each of `number` worlds."""
    # Binary digits, the last world first; an integer would be copied whole for each bit.
    surely = f"{worlds.surely:0{number}b}"
    possibly = f"{worlds.possibly:0{number}b}"
    verdicts = []
    for world in range(1, number + 1):
        is_sure = surely[-world]
        is_possible = possibly[-world]
        verdicts.append(_VERDICTS[is_sure + is_possible])
    return verdicts


class Upstream(NamedTuple):
    """The claims and inferences from which a path leads to a claim, in reading order.

    The claim itself is among them.
    """

    claims: list[str]
    inferences: list[str]


def upstream_of(map: ArgumentMap, claim: str, *, is_stated_only: bool = False) -> Upstream:
    """Return what is upstream of a claim, by all inferences or by those that are not implicit."""
    inferences = set()
    claims = {claim}
    pending = map.onto(claim)
    while pending:
        inference = pending.pop()
        id = inference.id
        if id in inferences or (is_stated_only and inference.implicit):
            continue
        inferences.add(id)
        # What bears on an inference bears on all that the inference leads to.
        pending += map.undercutters(id)
        for premise in inference.premises:
            if premise not in claims:
                claims.add(premise)
                pending += map.onto(premise)
    # Sets have no order; that of the map is the reading order.
    claims_in_order = _in_order(map.claims, claims)
    return Upstream(claims_in_order, _in_order(map.inferences, inferences))


def _in_order(all_ids: Iterable[str], ids: Container[str]) -> list[str]:
    in_order = []
    for id in all_ids:
        if id in ids:
            in_order.append(id)
    return in_order


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
    search = ChangeSearch(program, fixed, effects, str)
    # World 0 is the map as it is; in each of the others one claim or objection falls.
    sets_of_one = [(id,) for id in effects]
    worlds = search.worlds_after([(), *sets_of_one])
    names = ["", *effects]
    verdicts_changed = dict.fromkeys(effects, 0)
    for claim in map.claims:
        atom = program.stands[claim]
        changed_in = 0
        for true_in in worlds.of_atom(atom):
            unlike_first = true_in
            if true_in & 1:
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
