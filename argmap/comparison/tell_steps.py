"""Which steps differ: missing, extra, of another kind, to another place, with other premises."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.comparison.differences import Difference, DifferenceKind, Differences, Sort, Where
from argmap.comparison.matched import MapMatching, MapView
from argmap.comparison.steps import InferenceMatch
from argmap.model import ArgumentMap, Inference

_MOST_FOLLOWED = 300
"""So many claims are looked at to see whether one bears on another, the nearest first."""


def report_inferences(matched: MapMatching, differences: Differences) -> None:
    """Add how the steps of two maps differ; how their claims do has been added."""
    for match in matched.inference_matches.values():
        _report_pair(matched, match, differences)
    for inference in matched.theirs.unmatched_inferences():
        is_certain = matched.theirs.is_certain(inference)
        missing = Difference(
            Sort.INFERENCE, DifferenceKind.MISSING, theirs=(inference.id,), is_certain=is_certain
        )
        matched.theirs.inference_causes[inference.id] = differences.add(
            missing, matched.theirs.cause_of(inference)
        )
    for inference in matched.ours.unmatched_inferences():
        is_certain = matched.ours.is_certain(inference)
        extra = Difference(
            Sort.INFERENCE, DifferenceKind.EXTRA, (inference.id,), is_certain=is_certain
        )
        matched.ours.inference_causes[inference.id] = differences.add(
            extra, matched.ours.cause_of(inference)
        )


def _report_pair(matched: MapMatching, match: InferenceMatch, differences: Differences) -> None:
    """Add how a step of ours differs from its match: in kind, in what it bears
    on, in its premises.
    """
    ours, theirs = matched.ours, matched.theirs
    inference, other = ours.map.inferences[match.ours], theirs.map.inferences[match.theirs]
    is_certain = ours.is_certain(inference) and theirs.is_certain(other)

    def differs(kind: DifferenceKind, where: Where | None = None) -> Difference:
        return Difference(
            Sort.INFERENCE, kind, (inference.id,), (other.id,), where=where, is_certain=is_certain
        )

    if inference.kind is not other.kind:
        differences.add(differs(DifferenceKind.OTHER_KIND))
    if match.is_reversed:
        differences.add(differs(DifferenceKind.REVERSED))
        return
    if not matched.has_same_target(match):
        cause = theirs.cause_of(other)
        if cause is None:
            cause = ours.cause_of(inference)
        differences.add(
            differs(DifferenceKind.OTHER_TARGET, _where(matched, inference, other)), cause
        )
    _report_premises(matched, inference, other, differences)


def _report_premises(
    matched: MapMatching, inference: Inference, other: Inference, differences: Differences
) -> None:
    """Add which premises of two steps that match are not the same, or are
    linked in one map alone.
    """
    ours, theirs = matched.ours, matched.theirs
    is_certain = ours.is_certain(inference) and theirs.is_certain(other)

    def differs(
        kind: DifferenceKind, our_ids: tuple[str, ...], their_ids: tuple[str, ...]
    ) -> Difference:
        return Difference(Sort.INFERENCE, kind, our_ids, their_ids, is_certain=is_certain)

    parted = _parts(ours, inference, other)
    if parted:
        parts = [part.id for part in parted]
        unlinked = differs(DifferenceKind.UNLINKED, (inference.id, *parts), (other.id,))
        ours.inference_causes.update(dict.fromkeys(parts, differences.add(unlinked)))
    joined = _parts(theirs, other, inference)
    if joined:
        parts = [part.id for part in joined]
        linked = differs(DifferenceKind.LINKED, (inference.id,), (other.id, *parts))
        theirs.inference_causes.update(dict.fromkeys(parts, differences.add(linked)))
    for premise in _premises_without_match(theirs, other, [inference, *parted], ours):
        missing = differs(DifferenceKind.PREMISE_MISSING, (inference.id,), (other.id, premise))
        differences.add(missing, theirs.claim_causes.get(premise))
    for premise in _premises_without_match(ours, inference, [other, *joined], theirs):
        extra = differs(DifferenceKind.PREMISE_EXTRA, (inference.id, premise), (other.id,))
        differences.add(extra, ours.claim_causes.get(premise))


def _parts(seen: MapView, inference: Inference, match: Inference) -> list[Inference]:
    """Return the steps without a match that, beside a step, each bring other premises of the step
    that it matches.
    """
    parts: list[Inference] = []
    taken = {seen.claims.get(premise) for premise in inference.premises}
    for part in seen.unmatched_onto(inference.target):
        premises = {seen.claims.get(premise) for premise in part.premises}
        if part.kind is inference.kind and premises <= set(match.premises) - taken:
            parts.append(part)
            taken |= premises
    return parts


def _premises_without_match(
    seen: MapView, inference: Inference, matches: Iterable[Inference], other: MapView
) -> Iterator[str]:
    """Yield the premises of a step that are in none of some steps of the other map, as far as they
    count.
    """
    matched_premises: set[str | None] = set()
    for match in matches:
        matched_premises.update(other.claims.get(premise) for premise in match.premises)
    for premise in inference.premises:
        if premise not in matched_premises and seen.counts_claim(premise):
            yield premise


class _InBoth(NamedTuple):
    """A claim that is in both maps, by its id in each."""

    ours: str
    theirs: str


def _where(matched: MapMatching, inference: Inference, other: Inference) -> Where | None:
    """Return where a step leads to, seen from where its match does; None for what the other map
    does not have.
    """
    target = matched.ours.map.claim_under(inference.id)
    right_target = matched.theirs.map.claim_under(other.id)
    target_in_theirs = matched.ours.claims.get(target)
    right_target_in_ours = matched.theirs.claims.get(right_target)
    if target_in_theirs is None or right_target_in_ours is None or target_in_theirs == right_target:
        return None
    led_to = _InBoth(target, target_in_theirs)
    right = _InBoth(right_target_in_ours, right_target)
    is_above = _bears_on(matched, right, led_to)
    is_below = _bears_on(matched, led_to, right)
    if is_above == is_below:
        return Where.BESIDE
    return Where.ABOVE if is_above else Where.BELOW


def _bears_on(matched: MapMatching, claim: _InBoth, other: _InBoth) -> bool:
    """Return whether steps lead from a claim to another in either map."""
    if _leads_to(matched.theirs.map, claim.theirs, other.theirs):
        return True
    return _leads_to(matched.ours.map, claim.ours, other.ours)


def _leads_to(map: ArgumentMap, claim: str, goal: str) -> bool:
    """Return whether steps lead from a claim to another, as far as a person would follow them."""
    reached = {claim}
    pending = deque([claim])
    while pending and len(reached) < _MOST_FOLLOWED:
        for inference in map.uses(pending.popleft()):
            target = map.claim_under(inference.id)
            if target == goal:
                return True
            if target not in reached:
                reached.add(target)
                pending.append(target)
    return False
