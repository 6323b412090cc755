"""Which steps of two maps match, once it is known which claims do.

Steps are matched one to one: first by their premises, then by what they bear on, then by their
kind. What is exactly the same goes first, so that of two steps from the same premises each finds
its own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import NamedTuple

from argmap.model import ArgumentMap, Inference, Kind

_MOST_COMPARED = 30
"""A step is compared with so many that share one of its premises at most."""


class InferenceMatch(NamedTuple):
    """A step of ours and the step of theirs that it matches, by id; `is_reversed` where it runs the
    other way.
    """

    ours: str
    theirs: str
    is_reversed: bool = False


class _Ends(NamedTuple):
    """The ends of a step in terms of both maps: a claim or a step that matches has one name in
    both.

    Attributes:
        premises: the premises that match; the others say nothing about which step it is.
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
    """Return the steps of our map by id, each with its match in theirs, in the order of our map.

    Args:
        ours: a map.
        theirs: the map that it is compared with.
        claims: the claims of ours that match one of theirs, each with that one.
    """
    matching = _InferenceMatching(claims)
    our_levels, their_levels = _levels(ours), _levels(theirs)
    # Undercutters can be matched once it is known which steps match that they strike.
    for level in range(max(len(our_levels), len(their_levels))):
        our_inferences = our_levels[level] if level < len(our_levels) else []
        their_inferences = their_levels[level] if level < len(their_levels) else []
        matching.match(our_inferences, their_inferences)
    # What is left over on one level may match a step of another: an objection to a claim, one to a
    # step.
    our_rest = [
        inference for inference in ours.inferences.values() if inference.id not in matching.matches
    ]
    their_rest = [
        inference for inference in theirs.inferences.values() if inference.id not in matching.names
    ]
    matching.match(our_rest, their_rest)
    return {id: matching.matches[id] for id in ours.inferences if id in matching.matches}


def _levels(map: ArgumentMap) -> list[list[Inference]]:
    """Return the steps of a map by how many steps lie between them and a claim."""
    level_of: dict[str, int] = {}
    levels: list[list[Inference]] = []
    # In reading order a step stands before those that undercut it, but for undercutters that run in
    # a circle.
    for inference in map.inferences.values():
        level = level_of.get(inference.target, 0) + 1 if inference.kind is Kind.UNDERCUTTER else 0
        level_of[inference.id] = level
        while level >= len(levels):
            levels.append([])
        levels[level].append(inference)
    return levels


class _InferenceMatching:
    def __init__(self, claims: Mapping[str, str]) -> None:
        self.matches: dict[str, InferenceMatch] = {}
        self.names: dict[str, str] = {}
        """Steps of theirs that match, each with the step of ours."""
        self._claims = claims
        self._their_claims = frozenset(claims.values())

    def match(self, ours: Iterable[Inference], theirs: Iterable[Inference]) -> None:
        """Match steps of two maps with each other, the likest first."""
        our_ends = {inference.id: self._ends(inference, is_ours=True) for inference in ours}
        their_ends = {inference.id: self._ends(inference, is_ours=False) for inference in theirs}
        self._by_key(our_ends, their_ends, lambda ends: ends)
        self._by_key(our_ends, their_ends, lambda ends: (ends.premises, ends.target, ends.kind))
        self._by_key(our_ends, their_ends, lambda ends: (ends.premises, ends.target))
        self._match_reversed(our_ends, their_ends)
        self._by_key(our_ends, their_ends, lambda ends: (ends.premises, ends.kind))
        self._by_key(our_ends, their_ends, lambda ends: ends.premises)
        self._by_overlap(our_ends, their_ends)

    def _ends(self, inference: Inference, *, is_ours: bool) -> _Ends:
        names = [self._name(premise, is_ours=is_ours) for premise in inference.premises]
        premises = frozenset(name for name in names if name is not None)
        target: Hashable
        if inference.kind is Kind.UNDERCUTTER:
            target = self._inference_name(inference.target, is_ours=is_ours)
        else:
            target = self._name(inference.target, is_ours=is_ours) or (
                "only in one map",
                is_ours,
                inference.target,
            )
        return _Ends(premises, target, inference.kind, None in names)

    def _name(self, claim: str, *, is_ours: bool) -> str | None:
        """Return the id that a claim has in their map, if it matches."""
        if is_ours:
            return self._claims.get(claim)
        return claim if claim in self._their_claims else None

    def _inference_name(self, inference: str, *, is_ours: bool) -> Hashable:
        if is_ours:
            match = self.matches.get(inference)
            return ("step", match.theirs) if match else ("step in one map", is_ours, inference)
        return (
            ("step", inference)
            if inference in self.names
            else ("step in one map", is_ours, inference)
        )

    def _add(self, ours: str, theirs: str, *, is_reversed: bool = False) -> None:
        self.matches[ours] = InferenceMatch(ours, theirs, is_reversed)
        self.names[theirs] = ours

    def _by_key(
        self,
        ours: Mapping[str, _Ends],
        theirs: Mapping[str, _Ends],
        key_of: Callable[[_Ends], Hashable],
    ) -> None:
        """Match steps that have the same key, one to one in the order of the maps."""
        with_key: dict[Hashable, list[str]] = {}
        for inference, ends in theirs.items():
            if inference not in self.names and ends.premises:
                with_key.setdefault(key_of(ends), []).append(inference)
        queues = {key: iter(inferences) for key, inferences in with_key.items()}
        for inference, ends in ours.items():
            if inference in self.matches or key_of(ends) not in queues:
                continue
            match = next(queues[key_of(ends)], None)
            if match is not None:
                self._add(inference, match)

    def _match_reversed(self, ours: Mapping[str, _Ends], theirs: Mapping[str, _Ends]) -> None:
        """Match steps from one claim to another with those that lead back."""
        back: dict[Hashable, list[str]] = {}
        for inference, ends in theirs.items():
            if inference not in self.names and _is_of_one_claim(ends):
                back.setdefault((ends.target, ends.premises), []).append(inference)
        for inference, ends in ours.items():
            if inference in self.matches or not _is_of_one_claim(ends):
                continue
            (premise,) = ends.premises
            inferences_back = back.get((premise, frozenset([ends.target])))
            if inferences_back:
                self._add(inference, inferences_back.pop(0), is_reversed=True)

    def _by_overlap(self, ours: Mapping[str, _Ends], theirs: Mapping[str, _Ends]) -> None:
        """Match steps with premises in common, if they lead to the same or half of their premises
        are common.
        """
        their_places = {inference: place for place, inference in enumerate(theirs)}
        candidates: list[tuple[tuple[float, bool, bool, int, int], str, str]] = []
        with_premise: dict[Hashable, list[str]] = {}
        for inference, ends in theirs.items():
            if inference not in self.names:
                for premise in ends.premises:
                    with_premise.setdefault(premise, []).append(inference)
        for place, (inference, ends) in enumerate(ours.items()):
            if inference in self.matches:
                continue
            for other in self._sharing(ends, with_premise):
                other_ends = theirs[other]
                shared = len(ends.premises & other_ends.premises)
                share = shared / len(ends.premises | other_ends.premises)
                has_other_target = ends.target != other_ends.target
                if has_other_target and share < 1 / 2:
                    continue
                places = place, their_places[other]
                order = (
                    -share,
                    has_other_target,
                    ends.kind is not other_ends.kind,
                    max(places),
                    min(places),
                )
                candidates.append((order, inference, other))
        for _, inference, other in sorted(candidates):
            if inference not in self.matches and other not in self.names:
                self._add(inference, other)

    def _sharing(self, ends: _Ends, with_premise: Mapping[Hashable, list[str]]) -> Iterable[str]:
        """Return the steps of theirs that share a premise with a step, each once."""
        sharing: dict[str, None] = {}
        for premise in ends.premises:
            sharing.update(dict.fromkeys(with_premise.get(premise, ())[:_MOST_COMPARED]))
        return sharing


def _is_of_one_claim(ends: _Ends) -> bool:
    return len(ends.premises) == 1 and not ends.has_other_premises
