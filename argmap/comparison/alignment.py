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

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import zip_longest
from operator import attrgetter
from typing import NamedTuple

from argmap.comparison.claim_alignment import (
    ClaimMatches,
    Keys,
    Names,
    Pair,
    likeliest_first,
    pairs_with_same_key,
    sources_of,
)
from argmap.comparison.differences import Sort
from argmap.model import ArgumentMap, Inference, Kind
from argmap.util.text import plain_text

Matches = Mapping[str, str]
"""Ids of our map, each with that of its match in theirs."""

_MOST_COMPARED = 30
"""An inference is compared with at most this many that share one of its premises."""


class InferenceMatch(NamedTuple):
    """An inference of ours and its match in theirs, by id."""

    ours: str
    theirs: str
    is_reversed: bool = False


InferenceMatches = dict[str, InferenceMatch]
"""Our inferences by id, each with its match."""


class _Ends(NamedTuple):
    """The ends of an inference that has no match yet, in names that both maps share.

    Attributes:
        premises: the premises that match; the others do not help to recognize the inference.
        target: what it bears on.
        kind: its kind.
        has_other_premises: whether it has premises that do not match.
        place: its place among such inferences.
    """

    premises: frozenset[str]
    target: str
    kind: Kind
    has_other_premises: bool
    place: int


_AllEnds = dict[str, _Ends]
"""The ends of inferences by id."""

_Order = tuple[float, ...]


def match_inferences(ours: ArgumentMap, theirs: ArgumentMap, claims: Matches) -> InferenceMatches:
    """Return our inferences by id, each with its match in theirs, in the order of our map.

    Args:
        ours: a map.
        theirs: the map that it is compared with.
        claims: our claims that match one of theirs, each with that one.
    """
    matching = _InferenceMatching(claims)
    # An undercutter can be matched once the match of the inference that it undercuts is known.
    levels = zip_longest(_levels(ours), _levels(theirs), fillvalue=())
    for our_level, their_level in levels:
        matching.match(our_level, their_level)
    # An objection to a claim in one map may be an objection to an inference in the other.
    matching.match(ours.inferences.values(), theirs.inferences.values())
    matches = {}
    for id in ours.inferences:
        match = matching.found.get(id)
        if match is not None:
            matches[id] = match
    return matches


def _levels(map: ArgumentMap) -> list[list[Inference]]:
    """Return inferences onto claims, then the undercutters of these, then those of the latter …"""
    level_of: dict[str, int] = {}
    levels: list[list[Inference]] = []
    # An inference precedes its undercutters, except for undercutters that form a circle.
    for inference in map.inferences.values():
        level = 0
        if inference.kind is Kind.UNDERCUTTER:
            level = level_of.get(inference.target, 0) + 1
        while level >= len(levels):
            levels.append([])
        level_of[inference.id] = level
        levels[level].append(inference)
    return levels


def _ends_of(inferences: Iterable[Inference], names: Matches, map_name: str) -> _AllEnds:
    """Return the ends of those inferences of a map that have no match yet.

    `names` holds the claims and inferences that match, by the names that both maps share.
    """
    all_ends: _AllEnds = {}
    for inference in inferences:
        if inference.id in names:
            continue
        premises = set()
        has_others = False
        for premise in inference.premises:
            if premise in names:
                premises.add(names[premise])
            else:
                has_others = True
        # No target of the other map equals a name with a space.
        own_name = f"{map_name} {inference.target}"
        target = names.get(inference.target, own_name)
        place = len(all_ends)
        ends = _Ends(frozenset(premises), target, inference.kind, has_others, place)
        all_ends[inference.id] = ends
    return all_ends


class _InferenceMatching:
    def __init__(self, claims: Matches) -> None:
        self.found: InferenceMatches = {}
        self._our_names = dict(claims)
        # Both maps share the names of theirs.
        self._their_names = {id: id for id in claims.values()}
        self._ours: _AllEnds = {}
        self._theirs: _AllEnds = {}

    def match(self, ours: Iterable[Inference], theirs: Iterable[Inference]) -> None:
        """Match inferences that have no match yet, the most alike first."""
        self._ours = _ends_of(ours, self._our_names, "ours")
        self._theirs = _ends_of(theirs, self._their_names, "theirs")
        self._by_ends("premises", "target", "kind", "has_other_premises")
        # a+b supports c, beside: a+b+d supports c, where d has no match.
        self._by_ends("premises", "target", "kind")
        # a supports b, beside: a rebuts b.
        self._by_ends("premises", "target")
        # a supports b, beside: b supports a.
        self._by_ends("premises", "target", "has_other_premises", is_reversed=True)
        # a supports b, beside: a supports c.
        self._by_ends("premises", "kind")
        self._by_ends("premises")
        self._by_overlap()

    def _add(self, ours: str, theirs: str, *, is_reversed: bool = False) -> None:
        self.found[ours] = InferenceMatch(ours, theirs, is_reversed)
        self._our_names[ours] = theirs
        self._their_names[theirs] = theirs
        del self._ours[ours]
        del self._theirs[theirs]

    def _by_ends(self, *names: str, is_reversed: bool = False) -> None:
        """Match inferences with the same ends of these names, one to one in the order of the maps.

        Args:
            names: the names of the ends.
            is_reversed: whether the premise of theirs is the target of ours.
        """
        theirs = self._theirs
        if is_reversed:
            theirs = _turn_around(theirs)
        our_keys = _keys_of(self._ours, names)
        their_keys = _keys_of(theirs, names)
        for id, other_id in pairs_with_same_key(our_keys, their_keys):
            self._add(id, other_id, is_reversed=is_reversed)

    def _by_overlap(self) -> None:
        """Match inferences with premises in common, if their targets or half the premises match."""
        with_premise: defaultdict[str, list[str]] = defaultdict(list)
        for id, ends in self._theirs.items():
            for premise in ends.premises:
                with_premise[premise].append(id)
        candidates = []
        for id, ends in self._ours.items():
            sharing = set()
            # A premise that very many inferences share says little about which of them is meant.
            for premise in ends.premises:
                first = with_premise[premise][:_MOST_COMPARED]
                sharing.update(first)
            for other_id in sharing:
                order = _order_of(ends, self._theirs[other_id])
                if order is not None:
                    candidates.append((order, id, other_id))
        for _, id, other_id in sorted(candidates):
            if id in self._ours and other_id in self._theirs:
                self._add(id, other_id)


def _keys_of(all_ends: _AllEnds, names: Iterable[str]) -> Keys:
    """Return what inferences with premises have of these names."""
    key_of = attrgetter(*names)
    keys: dict[str, Hashable] = {}
    for id, ends in all_ends.items():
        if ends.premises:
            keys[id] = key_of(ends)
    return keys


def _turn_around(all_ends: _AllEnds) -> _AllEnds:
    """Return `b supports a` for `a supports b`, and nothing for what has several premises."""
    turned = {}
    for id, ends in all_ends.items():
        if ends.has_other_premises or len(ends.premises) != 1:
            continue
        (premise,) = ends.premises
        premises = frozenset([ends.target])
        turned[id] = ends._replace(premises=premises, target=premise)
    return turned


def _order_of(ends: _Ends, other: _Ends) -> _Order | None:
    """Return a sorting key of two inferences with premises in common; None if they do not match."""
    shared = ends.premises & other.premises
    either = ends.premises | other.premises
    share = len(shared) / len(either)
    has_other_target = ends.target != other.target
    if share < 1 / 2 and has_other_target:
        return None
    has_other_kind = ends.kind is not other.kind
    # It makes no difference which map is whose.
    later = max(ends.place, other.place)
    earlier = min(ends.place, other.place)
    return -share, has_other_target, has_other_kind, later, earlier


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

    def add_cause(self, ids: Iterable[str], difference: int) -> None:
        """Add the number of the difference that reports that claims or inferences do not match."""
        for id in ids:
            self.causes[id] = difference

    def matches_of(self, ids: Iterable[str]) -> set[str]:
        """Return the matches of claims or inferences, among them "" if one has no match."""
        matches = set()
        for id in ids:
            match = self.matches.get(id, "")
            matches.add(match)
        return matches

    def counts(self, id: str) -> bool:
        """Return whether a claim or inference may be reported as missing in the other map.

        What the map's author added to the sources may not.
        """
        if self._count_implicit:
            return True
        claim = self.map.claims.get(id)
        if claim is not None:
            return not claim.implicit
        inference = self.map.inferences[id]
        if inference.implicit:
            return False
        return any(self.counts(premise) for premise in inference.premises)

    def unmatched(self, sort: Sort) -> Iterator[str]:
        """Yield the claims, or inferences, that count, do not match, and are not reported yet."""
        ids: Iterable[str] = self.map.inferences
        if sort is Sort.CLAIM:
            ids = self.map.claims
        for id in ids:
            if id in self.matches:
                continue
            if id not in self.causes and self.counts(id):
                yield id

    def is_certain(self, id: str) -> bool:
        """Return whether an inference rests on no claim that is open."""
        inference = self.map.inferences.get(id)
        if inference is None:
            return True  # a claim that has no match is not open
        target = self.map.claim_under(id)
        return self.open_claims.isdisjoint([*inference.premises, target])

    def cause_of(self, id: str) -> int | None:
        """Return the number of the difference that keeps an inference from matching, if any."""
        inference = self.map.inferences.get(id)
        if inference is None:
            return None
        for part in (*inference.premises, inference.target):
            if part in self.causes:
                return self.causes[part]
        return None


def match_sides(ours: ArgumentMap, theirs: ArgumentMap, claims: ClaimMatches) -> Matches:
    """Return our sides, each with its match: by name, by id, or by the claims on both."""
    common: Counter[Pair] = Counter()
    for match in claims.matches.values():
        our_side = ours.sides_of_claims[match.ours]
        their_side = theirs.sides_of_claims[match.theirs]
        if our_side and their_side:
            common[our_side, their_side] += 1
    our_names = {id: side.name for id, side in ours.sides.items()}
    their_names = {id: side.name for id, side in theirs.sides.items()}
    return _match_named(our_names, their_names, common)


def match_sources(ours: ArgumentMap, theirs: ArgumentMap, claims: ClaimMatches) -> Matches:
    """Return our sources, each with its match: by title, by id, or by the claims that cite both."""
    common: Counter[Pair] = Counter()
    for match in claims.matches.values():
        # The first source that a claim cites is probably the first that its match cites.
        claim = ours.claims[match.ours]
        other = theirs.claims[match.theirs]
        our_sources = sources_of(claim)
        their_sources = sources_of(other)
        common.update(zip(our_sources, their_sources, strict=False))
    our_titles = {id: source.title for id, source in ours.sources.items()}
    their_titles = {id: source.title for id, source in theirs.sources.items()}
    return _match_named(our_titles, their_titles, common)


def _match_named(ours: Names, theirs: Names, common: Counter[Pair]) -> Matches:
    """Return our sides or sources, each with its match.

    Args:
        ours: what people call ours, by id; "" is not a name.
        theirs: what they call those of the other map.
        common: the number of matching claims that speak for a pair of ids.
    """
    our_names = {id: plain_text(name) for id, name in ours.items()}
    their_names = {id: plain_text(name) for id, name in theirs.items()}
    # The same name proves more than the same id, which may be a number, and that more than what
    # they have in common.
    pairs = [(id, id) for id, name in our_names.items() if name and their_names.get(id) == name]
    pairs += pairs_with_same_key(our_names, their_names)
    pairs += zip(ours, ours, strict=True)
    pairs += likeliest_first(common, ours, theirs)
    matches: dict[str, str] = {}
    left = set(theirs)
    for our_id, their_id in pairs:
        if our_id not in matches and their_id in left:
            matches[our_id] = their_id
            left.remove(their_id)
    return matches
