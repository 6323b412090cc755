"""Which claims differ: missing, extra, worded otherwise, several in one.

Which steps differ: missing, extra, of another kind, to another place, with other premises.

Where something else is written about the same claim, step, side or source, or about a map as a
whole.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.comparison.alignment import (
    InferenceMatch,
    MapMatching,
    MapView,
    match_sides,
    match_sources,
)
from argmap.comparison.differences import Difference, DifferenceKind, Differences, Sort, Where
from argmap.model import ArgumentMap, Citation, Claim, Inference, Side, Source
from argmap.model.fields import names_of
from argmap.util.text import plain_text


def report_claims(matched: MapMatching, differences: Differences) -> None:
    """Add how the claims of two maps differ."""
    _report_other_words(matched, differences)
    _report_joined(matched, differences)
    ours, theirs = matched.ours, matched.theirs
    for claim in theirs.unmatched_claims():
        missing = Difference(Sort.CLAIM, DifferenceKind.MISSING, theirs=(claim,))
        theirs.claim_causes[claim] = differences.add(missing)
    for claim in ours.unmatched_claims():
        extra = Difference(Sort.CLAIM, DifferenceKind.EXTRA, ours=(claim,))
        ours.claim_causes[claim] = differences.add(extra)


def _report_other_words(matched: MapMatching, differences: Differences) -> None:
    for match in matched.claim_matches.matches.values():
        claim = matched.ours.map.claims[match.ours]
        other = matched.theirs.map.claims[match.theirs]
        if match.is_certain and plain_text(claim.text) != plain_text(other.text):
            reworded = Difference(Sort.CLAIM, DifferenceKind.REWORDED, (claim.id,), (other.id,))
            differences.add(reworded)


def _report_joined(matched: MapMatching, differences: Differences) -> None:
    """Add where one claim says what two of the other map do; what these would bear on is told under
    it.
    """
    ours, theirs = matched.ours, matched.theirs
    for joined in matched.claim_matches.merged:
        merged = Difference(Sort.CLAIM, DifferenceKind.MERGED, (joined.whole,), joined.parts)
        cause = differences.add(merged)
        ours.claim_causes[joined.whole] = cause
        for part in joined.parts:
            theirs.claim_causes[part] = cause
    for joined in matched.claim_matches.split:
        split = Difference(Sort.CLAIM, DifferenceKind.SPLIT, joined.parts, (joined.whole,))
        cause = differences.add(split)
        theirs.claim_causes[joined.whole] = cause
        for part in joined.parts:
            ours.claim_causes[part] = cause


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


GROUND = "ground"
"""What a difference is called where one claim is common ground or documented and the other is not.
"""

BASICS = ("side", "main", GROUND)
"""What is told of a claim, besides its text, where not every field counts."""


def report_basics(matched: MapMatching, differences: Differences) -> None:
    """Add where matching claims are written to be on another side, main claims or not, or on
    another ground.

    What follows from other parts of a map, such as the side of a claim that names none, is not
    asked.
    """
    sides = match_sides(matched)
    for match in matched.claim_matches.matches.values():
        claim, other = matched.ours.map.claims[match.ours], matched.theirs.map.claims[match.theirs]
        for field in _differing_basics(claim, other, sides):
            differences.add(_field(Sort.CLAIM, claim, other, field, is_certain=match.is_certain))


def _differing_basics(claim: Claim, other: Claim, sides: Mapping[str, str]) -> Iterator[str]:
    if claim.side and other.side and sides.get(claim.side) != other.side:
        yield "side"
    if claim.main is not other.main:
        yield "main"
    if (claim.common_ground, bool(claim.evidence)) != (other.common_ground, bool(other.evidence)):
        yield GROUND


def report_fields(matched: MapMatching, differences: Differences) -> None:
    """Add every field of the maps and of their matching parts that is written otherwise."""
    ours, theirs = matched.ours.map, matched.theirs.map
    for field in _fields_of_map():
        if getattr(ours, field) != getattr(theirs, field):
            differences.add(Difference(Sort.MAP, DifferenceKind.FIELD, field=field))
    sides, sources = match_sides(matched), match_sources(matched)
    _report_named(Sort.SIDE, ours.sides, theirs.sides, sides, differences)
    _report_named(Sort.SOURCE, ours.sources, theirs.sources, sources, differences)
    for match in matched.claim_matches.matches.values():
        claim, other = ours.claims[match.ours], theirs.claims[match.theirs]
        has_own_ids = claim.has_own_id and other.has_own_id
        if has_own_ids and claim.id != other.id:
            differences.add(_field(Sort.CLAIM, claim, other, "id", is_certain=match.is_certain))
        # What has the same id matches, so that the id of what only ours has means nothing else in
        # theirs.
        claim_in_theirs = replace(
            claim,
            side=sides.get(claim.side, claim.side),
            evidence=_with_ids(claim.evidence, sources),
            stated_in=_with_ids(claim.stated_in, sources),
        )
        for field in _changed_fields(claim_in_theirs, other, besides=("text",)):
            differences.add(_field(Sort.CLAIM, claim, other, field, is_certain=match.is_certain))
    for inference_match in matched.inference_matches.values():
        inference, other_inference = (
            ours.inferences[inference_match.ours],
            theirs.inferences[inference_match.theirs],
        )
        inference_in_theirs = replace(inference, stated_in=_with_ids(inference.stated_in, sources))
        for field in _changed_fields(
            inference_in_theirs, other_inference, besides=("kind", "premises", "target")
        ):
            is_certain = matched.ours.is_certain(inference)
            differences.add(
                _field(Sort.INFERENCE, inference, other_inference, field, is_certain=is_certain)
            )


def _with_ids(citations: Iterable[Citation], sources: Mapping[str, str]) -> tuple[Citation, ...]:
    """Return citations of ours with the ids that their sources have in theirs; a source of ours
    alone keeps its own.
    """
    renamed: list[Citation] = []
    for citation in citations:
        id_in_theirs = sources.get(citation.source, citation.source)
        renamed.append(Citation(id_in_theirs, citation.locator))
    return tuple(renamed)


def _fields_of_map() -> list[str]:
    parts = ("sides", "sources", "claims", "inferences")
    return [name for name in names_of(ArgumentMap) if name not in parts]


def _report_named(
    sort: Sort,
    ours: Mapping[str, Side] | Mapping[str, Source],
    theirs: Mapping[str, Side] | Mapping[str, Source],
    matches: Mapping[str, str],
    differences: Differences,
) -> None:
    """Add how sides, or sources, differ."""
    ours_by_theirs = {their_id: our_id for our_id, their_id in matches.items()}
    for id, other in theirs.items():
        if id not in ours_by_theirs:
            differences.add(Difference(sort, DifferenceKind.MISSING, theirs=(id,)))
            continue
        part = ours[ours_by_theirs[id]]
        if part.id != id:
            differences.add(_field(sort, part, other, "id"))
        for field in _changed_fields(part, other):
            differences.add(_field(sort, part, other, field))
    for id in ours:
        if id not in matches:
            differences.add(Difference(sort, DifferenceKind.EXTRA, ours=(id,)))


Part = Claim | Inference | Side | Source


def _changed_fields(part: Part, other: Part, besides: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the fields of two parts of one type that differ."""
    for field in names_of(type(part)):
        if field not in besides and getattr(part, field) != getattr(other, field):
            yield field


def _field(
    sort: Sort, part: Part, other: Part, field: str, *, is_certain: bool = True
) -> Difference:
    return Difference(
        sort, DifferenceKind.FIELD, (part.id,), (other.id,), field, is_certain=is_certain
    )
