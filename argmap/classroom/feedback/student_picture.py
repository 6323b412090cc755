"""The picture of a student's map over the key, with no more of the answer than
the hints give away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from argmap.classroom.feedback.hints import Hints
from argmap.comparison.compare import Comparison
from argmap.comparison.map_union import MapUnion, union_of
from argmap.diagrams.rendering import ENCODERS, lay_out
from argmap.documents.outline import outline
from argmap.documents.outline_text import format_description
from argmap.model import ArgumentMap, Claim, Inference
from argmap.model.writing import Change, OutlineOptions, PictureOptions

_GOOD_TEXT = 11
"""In points."""
_LONGEST_DESCRIPTION = 3_000
"""In characters: what a screen reader reads in some three minutes."""
_WIDEST = 800
"""In points: a map that is wider without a page is laid out to fill one."""
_UNSAID = "?"
"""What stands in a box whose text is for the student to find."""


class StudentPicture(NamedTuple):
    """A picture as SVG, and how wide it is, in points, where its text has the size of a text to
    read.
    """

    svg: str
    width: float


def student_picture(comparison: Comparison, hints: Hints) -> StudentPicture:
    """Return a map over its key.

    Where hints tell no more than the place, it is the student's map alone; where they tell the
    sort, what is missing below the claims that were found is an empty box.

    Raises:
        ArgmapError: the map is too large to be drawn.
    """
    shown = _union_to_show(comparison, hints)
    text_outline = outline(shown.map, OutlineOptions(sources=False))
    options = PictureOptions(
        page="none",
        marks=(),
        changes=shown.changes,
        numbers=text_outline.numbers_of_claims,
        description=format_description(text_outline, _LONGEST_DESCRIPTION),
    )
    drawing = lay_out(shown.map, options)
    if drawing.frame.width > _WIDEST:
        drawing = lay_out(shown.map, options._replace(page="screen"))
    (svg,) = ENCODERS["svg"]([drawing], {})
    return StudentPicture(svg.decode(), drawing.paper[0] * _GOOD_TEXT / drawing.frame.points)


def _union_to_show(comparison: Comparison, hints: Hints) -> MapUnion:
    union = union_of(comparison, with_key=True)
    if hints is Hints.PLACE:
        return MapUnion(comparison.ours, {})
    if hints is Hints.SORT:
        union = _with_hidden_texts(union)
    return union._replace(map=replace(union.map, language=comparison.theirs.language))


def _with_hidden_texts(union: MapUnion) -> MapUnion:
    """Return a union in which what is missing is one empty box for each step to what was found."""
    is_missing = {id for id, change in union.changes.items() if change is Change.MISSING}
    kept_inferences: dict[str, Inference] = {}
    kept_claims: set[str] = {claim for claim in union.map.claims if claim not in is_missing}
    for inference in union.map.inferences.values():
        if inference.id not in is_missing:
            kept_inferences[inference.id] = inference
            continue
        leads_to_what_was_found = (
            inference.target in kept_claims and inference.target not in is_missing
        )
        missing_premises = [premise for premise in inference.premises if premise in is_missing]
        if leads_to_what_was_found and missing_premises:
            kept_inferences[inference.id] = inference
            kept_claims.update(missing_premises)
    # An id would tell what the words of a claim are, to whoever reads the source of the page.
    is_kept = kept_claims | kept_inferences.keys()
    ids = [
        id
        for id in (*union.map.claims, *union.map.inferences)
        if id in is_missing and id in is_kept
    ]
    names = _hidden_names(ids, union.map)
    claims: dict[str, Claim] = {}
    for claim in union.map.claims.values():
        if claim.id in names:
            claims[names[claim.id]] = Claim(id=names[claim.id], text=_UNSAID, side=claim.side)
        elif claim.id in kept_claims:
            claims[claim.id] = claim
    inferences: dict[str, Inference] = {}
    for inference in kept_inferences.values():
        shown = inference
        if inference.id in names:
            premises = tuple(names.get(premise, premise) for premise in inference.premises)
            shown = Inference(
                id=names[inference.id],
                premises=premises,
                target=inference.target,
                kind=inference.kind,
            )
        inferences[shown.id] = shown
    changes: dict[str, Change] = {}
    for id, change in union.changes.items():
        name = names.get(id, id)
        if name in claims or name in inferences:
            changes[name] = change
    return MapUnion(replace(union.map, claims=claims, inferences=inferences), changes)


def _hidden_names(ids: Iterable[str], map: ArgumentMap) -> dict[str, str]:
    """Return ids of a map, each with one that tells nothing and is not taken."""
    names: dict[str, str] = {}
    number = 0
    for id in ids:
        number += 1
        while f"missing-{number}" in map.claims or f"missing-{number}" in map.inferences:
            number += 1
        names[id] = f"missing-{number}"
    return names
