"""Which inferences, sides and sources of two maps match, once it is known which claims do.

Inferences are matched one to one: first by their premises, then by what they bear on, then by
their kind. What is exactly the same goes first, so that of two inferences from the same premises
each finds its own:

    ours                     theirs
    a supports c    ─────    a supports c      the same in all
    b supports c    ─────    b rebuts c        of another kind
    d supports e    ─────    d supports c      with another target
    f supports g    ─────    g supports f      reversed
    h+i supports c  ─────    h+j supports c    with some premises in common
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import zip_longest
from operator import attrgetter
from typing import NamedTuple

from argmap.comparison.claim_alignment import ClaimMatch, later_first, places_of, sources_of
from argmap.comparison.differences import Sort
from argmap.model import ArgumentMap, Inference, Kind, Side, Source
from argmap.util.text import plain_text

_MOST_COMPARED = 30
"""An inference is compared with at most this many that share one of its premises."""


class InferenceMatch(NamedTuple):
    """An inference of ours and its match in theirs, by id."""

    ours: str
    theirs: str
    is_reversed: bool = False


class _Ends(NamedTuple):
    """The ends of an inference, in names that both maps share.

    Attributes:
        premises: the premises that match; the others do not help to recognize the inference.
        target: what it bears on.
        kind: its kind.
        has_other_premises: whether it has premises that do not match.
    """

    premises: frozenset[str]
    target: Hashable
    kind: Kind
    has_other_premises: bool


def match_inferences(
    ours: ArgumentMap, theirs: ArgumentMap, claims: Mapping[str, str]
) -> dict[str, InferenceMatch]:
    """Return our inferences by id, each with its match in theirs, in the order of our map.

    Args:
        ours: a map.
        theirs: the map that it is compared with.
        claims: our claims that match one of theirs, each with that one.
    """
    matching = _InferenceMatching(claims)
    # An undercutter can be matched once the match of the inference that it undercuts is known.
    for our_level, their_level in zip_longest(_levels(ours), _levels(theirs)):
        matching.match(our_level or [], their_level or [])
    # An objection to a claim in one map may be an objection to an inference in the other.
    matching.match(ours.inferences.values(), theirs.inferences.values())
    return {id: matching.found[id] for id in ours.inferences if id in matching.found}


def _levels(map: ArgumentMap) -> list[list[Inference]]:
    """Return inferences onto claims, then the undercutters of these, then those of the latter …"""
    level_of: dict[str, int] = {}
    levels: list[list[Inference]] = []
    # An inference precedes its undercutters, except for undercutters that form a circle.
    for inference in map.inferences.values():
        level = 0
        if inference.kind is Kind.UNDERCUTTER:
            level = level_of.get(inference.target, 0) + 1
        level_of[inference.id] = level
        while level >= len(levels):
            levels.append([])
        levels[level].append(inference)
    return levels


def _ends(
    inferences: Iterable[Inference], names: Mapping[str, str], map_name: str
) -> dict[str, _Ends]:
    """Return the ends of those inferences of a map that have no match yet.

    `names` holds the claims and inferences that match, by the names that both maps share.
    """
    ends = {}
    for inference in inferences:
        if inference.id in names:
            continue
        premises = frozenset(names[premise] for premise in inference.premises if premise in names)
        # No target of the other map equals this pair.
        target: Hashable = names.get(inference.target, (map_name, inference.target))
        has_others = not names.keys() >= set(inference.premises)
        ends[inference.id] = _Ends(premises, target, inference.kind, has_others)
    return ends


def _one_to_one(ends: _Ends) -> Hashable:
    if len(ends.premises) > 1 or ends.has_other_premises:
        return None
    return ends.premises, ends.target


def _turned_around(ends: _Ends) -> Hashable:
    if len(ends.premises) > 1 or ends.has_other_premises:
        return None
    return frozenset([ends.target]), *ends.premises


class _InferenceMatching:
    def __init__(self, claims: Mapping[str, str]) -> None:
        self.found: dict[str, InferenceMatch] = {}
        self._our_names = dict(claims)
        # Both maps share the names of theirs.
        self._their_names = dict(zip(claims.values(), claims.values(), strict=True))

    def match(self, ours: Iterable[Inference], theirs: Iterable[Inference]) -> None:
        """Match inferences that have no match yet, the most alike first."""
        our_ends = _ends(ours, self._our_names, "ours")
        their_ends = _ends(theirs, self._their_names, "theirs")
        self._by_key(
            our_ends, their_ends, attrgetter("premises", "target", "kind", "has_other_premises")
        )
        self._by_key(our_ends, their_ends, attrgetter("premises", "target", "kind"))
        self._by_key(our_ends, their_ends, attrgetter("premises", "target"))
        # a supports b, beside: b supports a.
        self._by_key(our_ends, their_ends, _one_to_one, _turned_around)
        self._by_key(our_ends, their_ends, attrgetter("premises", "kind"))
        self._by_key(our_ends, their_ends, attrgetter("premises"))
        self._by_overlap(our_ends, their_ends)

    def _add(self, ours: str, theirs: str, *, is_reversed: bool = False) -> None:
        self.found[ours] = InferenceMatch(ours, theirs, is_reversed)
        self._our_names[ours] = self._their_names[theirs] = theirs

    def _by_key(
        self,
        ours: Mapping[str, _Ends],
        theirs: Mapping[str, _Ends],
        key_of: Callable[[_Ends], Hashable],
        their_key_of: Callable[[_Ends], Hashable] | None = None,
    ) -> None:
        """Match inferences that have the same key, one to one in the order of the maps."""
        queues: defaultdict[Hashable, deque[str]] = defaultdict(deque)
        for id, ends in theirs.items():
            key = (their_key_of or key_of)(ends)
            if id not in self._their_names and ends.premises and key is not None:
                queues[key].append(id)
        for id, ends in ours.items():
            queue = queues.get(key_of(ends))
            if queue and id not in self.found:
                self._add(id, queue.popleft(), is_reversed=their_key_of is not None)

    def _by_overlap(self, ours: Mapping[str, _Ends], theirs: Mapping[str, _Ends]) -> None:
        """Match inferences with premises in common, if their targets or half the premises match."""
        their_places: dict[str, int] = {}
        with_premise: defaultdict[str, list[str]] = defaultdict(list)
        for id, ends in theirs.items():
            their_places[id] = len(their_places)
            if id not in self._their_names:
                for premise in ends.premises:
                    with_premise[premise].append(id)
        candidates = []
        for place, (id, ends) in enumerate(ours.items()):
            if id in self.found:
                continue
            sharing = set()
            # A premise that very many inferences share says little about which of them is meant.
            for premise in ends.premises:
                sharing.update(with_premise[premise][:_MOST_COMPARED])
            for other_id in sharing:
                other = theirs[other_id]
                shared = len(ends.premises & other.premises)
                share = shared / len(ends.premises | other.premises)
                has_other_target = ends.target != other.target
                if share >= 1 / 2 or not has_other_target:
                    has_other_kind = ends.kind is not other.kind
                    places = later_first(place, their_places[other_id])
                    order = -share, has_other_target, has_other_kind, *places
                    candidates.append((order, id, other_id))
        for _, id, other_id in sorted(candidates):
            if id not in self.found and other_id not in self._their_names:
                self._add(id, other_id)


class MapView:
    """One of two maps, seen beside the other.

    Attributes:
        map: the map.
        matches: its claims and inferences that match, each with its match in the other map.
        open_claims: those of its claims whose match is only probable.
        causes: its claims and inferences without a match, each with the number of the difference
            that reports this.
    """

    def __init__(self, map: ArgumentMap, *, count_implicit: bool) -> None:
        self.map = map
        self.matches: dict[str, str] = {}
        self.open_claims: set[str] = set()
        self.causes: dict[str, int] = {}
        self._count_implicit = count_implicit

    def counts(self, id: str) -> bool:
        """Return whether a claim or inference may be reported as missing in the other map.

        What the map's author added to the sources may not.
        """
        if self._count_implicit:
            return True
        if id in self.map.claims:
            return not self.map.claims[id].implicit
        inference = self.map.inferences[id]
        return not inference.implicit and any(map(self.counts, inference.premises))

    def unmatched(self, sort: Sort) -> Iterator[str]:
        """Yield the claims, or inferences, that count, do not match, and are not reported yet."""
        ids: Iterable[str] = self.map.inferences
        if sort is Sort.CLAIM:
            ids = self.map.claims
        for id in ids:
            if id not in self.matches and id not in self.causes and self.counts(id):
                yield id

    def is_certain(self, id: str) -> bool:
        """Return whether an inference rests on no claim that is open."""
        inference = self.map.inferences.get(id)
        if inference is None:
            return True  # a claim that has no match is not open
        return self.open_claims.isdisjoint([*inference.premises, self.map.claim_under(id)])

    def cause_of(self, id: str) -> int | None:
        """Return the number of the difference that keeps an inference from matching, if any."""
        inference = self.map.inferences.get(id)
        if inference is not None:
            for part in (*inference.premises, inference.target):
                if part in self.causes:
                    return self.causes[part]
        return None


def match_sides(
    ours: ArgumentMap, theirs: ArgumentMap, matches: Iterable[ClaimMatch]
) -> dict[str, str]:
    """Return our sides, each with its match: by id, by name, or by the claims on both."""
    common: Counter[tuple[str, str]] = Counter()
    for match in matches:
        our_side = ours.sides_of_claims[match.ours]
        their_side = theirs.sides_of_claims[match.theirs]
        if our_side and their_side:
            common[our_side, their_side] += 1
    return _match_named(ours.sides, theirs.sides, attrgetter("name"), common)


def match_sources(
    ours: ArgumentMap, theirs: ArgumentMap, matches: Iterable[ClaimMatch]
) -> dict[str, str]:
    """Return our sources, each with its match: by id, by title, or by the claims that cite both."""
    common: Counter[tuple[str, str]] = Counter()
    for match in matches:
        # The first source that a claim cites is probably the first that its match cites.
        our_sources = sources_of(ours.claims[match.ours])
        their_sources = sources_of(theirs.claims[match.theirs])
        common.update(zip(our_sources, their_sources, strict=False))
    return _match_named(ours.sources, theirs.sources, attrgetter("title"), common)


def _match_named(
    ours: Mapping[str, Side] | Mapping[str, Source],
    theirs: Mapping[str, Side] | Mapping[str, Source],
    name_of: Callable[[Side | Source], str],
    common: Mapping[tuple[str, str], int],
) -> dict[str, str]:
    """Return our ids, each with its match.

    Args:
        ours: sides, or sources, by id.
        theirs: those of the other map.
        name_of: returns what people call one; "" is not a name.
        common: the number of matching claims that speak for a pair of ids.
    """
    our_places, their_places = places_of(ours), places_of(theirs)

    def order(pair: tuple[str, str]) -> tuple[int, int, int]:
        our_id, their_id = pair
        return -common[pair], *later_first(our_places[our_id], their_places[their_id])

    # The same id proves more than the same name, and that more than what they have in common.
    pairs = list(zip(ours, ours, strict=True))
    ids_named = {plain_text(name_of(part)): id for id, part in theirs.items() if name_of(part)}
    for id, part in ours.items():
        pairs.append((id, ids_named.get(plain_text(name_of(part)), "")))
    pairs += sorted(common, key=order)
    matches: dict[str, str] = {}
    left = set(theirs)
    for our_id, their_id in pairs:
        if our_id not in matches and their_id in left:
            matches[our_id] = their_id
            left.remove(their_id)
    return matches
