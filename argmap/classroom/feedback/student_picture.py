"""The picture of a student's map over the key, with no more of the answer than the hints give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from argmap.classroom.feedback.hints import Hints
from argmap.comparison.compare import Comparison
from argmap.comparison.map_union import MapUnion, union_of
from argmap.diagrams.rendering import encode, lay_out
from argmap.model import ArgumentMap, Claim, Inference
from argmap.model.writing import Change, PictureOptions

_Numbers = Mapping[str, str]

Describe = Callable[[ArgumentMap], tuple[str, _Numbers]]
"""Returns a map as text for people who do not see it, and the number of each claim in that text."""

_GOOD_TEXT = 11
"""In points."""
_WIDEST = 800
"""In points: a map that is wider without a page is laid out to fill one."""
_UNSAID = "?"
"""The text of a box whose claim is for the student to find."""


class StudentPicture(NamedTuple):
    """A picture as SVG, and its width in points where its text is large enough to read."""

    svg: str
    width: float


def student_picture(comparison: Comparison, hints: Hints, describe: Describe) -> StudentPicture:
    """Return a map over its key.

    With `Hints.PLACE` it is the student's map alone. With `Hints.SORT` each claim that is missing
    below a claim that was found is an empty box:

        [a claim found] <── [ ? ]

    Raises:
        ArgmapError: the map is too large to be drawn.
    """
    map = comparison.ours
    changes: Mapping[str, Change] = {}
    if hints is not Hints.PLACE:
        union = union_of(comparison, with_key=True)
        if hints is Hints.SORT:
            union = _with_hidden_texts(union)
        changes = _without_undecided(union, comparison.claims.undecided)
        map = replace(union.map, language=comparison.theirs.language)
    description, numbers = describe(map)
    options = PictureOptions(
        paper="none", marks=(), changes=changes, numbers=numbers, description=description
    )
    drawing = lay_out(map, options)
    if drawing.width > _WIDEST:
        options = options._replace(paper="screen")
        drawing = lay_out(map, options)
    (svg,) = encode([drawing], "svg", {})
    paper_width, _ = drawing.paper
    width = paper_width * _GOOD_TEXT / drawing.points
    return StudentPicture(svg.decode(), width)


def _without_undecided(union: MapUnion, undecided: Set[str]) -> Mapping[str, Change]:
    """Return the changes without what a person has still to decide, which nobody calls extra."""
    shown = {}
    for id, change in union.changes.items():
        parts = {id}
        if id in union.map.inferences:
            parts.update(union.map.inferences[id].premises, [union.map.claim_under(id)])
        if change is not Change.EXTRA or parts.isdisjoint(undecided):
            shown[id] = change
    return shown


def _with_hidden_texts(union: MapUnion) -> MapUnion:
    """Return a union in which what is missing is one empty box per inference to a claim found."""
    shown = union.map
    hidden = set()
    for id, change in union.changes.items():
        if change is Change.MISSING:
            hidden.add(id)
    names = _names_in_page(shown, hidden)
    claims = {}
    inferences = {}
    for id, name in names.items():
        if id in shown.inferences:
            inference = shown.inferences[id]
            if id in hidden:
                premises = tuple(names[premise] for premise in inference.premises)
                inference = Inference(name, inference.kind, premises, inference.target)
            inferences[name] = inference
            continue
        claim = shown.claims[id]
        if id in hidden:
            claim = Claim(id=name, text=_UNSAID, side=claim.side)
        claims[name] = claim
    changes = {}
    for id, change in union.changes.items():
        if id in names:
            name = names[id]
            changes[name] = change
    with_hidden = replace(shown, claims=claims, inferences=inferences)
    return MapUnion(with_hidden, changes)


def _names_in_page(shown: ArgumentMap, hidden: set[str]) -> dict[str, str]:
    """Return what is shown, each with its id there.

    The id of a claim would give away its words to whoever reads the source of the page.
    """
    kept = set()
    for id, inference in shown.inferences.items():
        target = inference.target
        if id not in hidden or target not in shown.claims:
            continue
        missing = hidden.intersection(inference.premises)
        # What is missing below a missing claim is for later.
        if missing and target not in hidden:
            kept |= {id, *missing}
    names = {}
    ids = [*shown.claims, *shown.inferences]
    numbers = count(1)
    for id in ids:
        if id in kept:
            name = f"missing-{next(numbers)}"
            # A student may have called a claim so.
            while name in ids:
                name = f"missing-{next(numbers)}"
            names[id] = name
        elif id not in hidden:
            names[id] = id
    return names
