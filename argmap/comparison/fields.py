"""Where something else is written about the same claim, step, side or source, or about a map as a
whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from argmap.comparison.differences import Difference, DifferenceKind, Differences, Sort
from argmap.comparison.matched import MapMatching
from argmap.comparison.sides_and_sources import match_sides, match_sources
from argmap.model import ArgumentMap, Citation, Claim, Inference, Side, Source
from argmap.model.fields import names_of

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
