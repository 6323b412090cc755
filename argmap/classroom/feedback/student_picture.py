"""The picture of a student's map, with a sign at each box and line, and places for what is missing.

How much is shown of what is missing follows from the hints: that something is missing at a claim,
an empty box there, or the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.classroom.feedback.corrections import (
    answered_parts,
    corrections_of,
    corrections_of_boxes,
    free_names,
)
from argmap.classroom.feedback.hints import Hints, HintWriter
from argmap.classroom.feedback.sheet_boxes import FilledBox, filled_boxes
from argmap.classroom.worksheets.sheet import numbers_of
from argmap.comparison.compare import Comparison
from argmap.comparison.differences import (
    WRONG_INFERENCE,
    Difference,
    DifferenceKind,
    Sort,
    with_followers,
)
from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.page_fit import draw_scene
from argmap.diagrams.rendering import encode, scene_and_page
from argmap.diagrams.theme import THEMES, in_variables, variables_of
from argmap.languages import words_for
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.diagnostics import PLACEHOLDER
from argmap.model.graph import main_claims
from argmap.model.writing import Change, Correction, PictureOptions
from argmap.options import Look
from argmap.options.names import Default, LayoutName

_Numbers = Mapping[str, str]

Describe = Callable[[ArgumentMap], tuple[str, _Numbers]]
"""Returns a map as text for people who do not see it, and the number of each claim in that text."""

_LAYOUTS: tuple[tuple[str, LayoutName | Default], ...] = (
    ("120x85mm", "rows"),
    ("120x85mm", ""),
    ("120x165mm", ""),
)
"""Papers and layouts: what leaves room for sentences on a sheet of A4 goes first, and rows do."""
_ENLARGED = 1.45
"""How many times larger the picture is on a sheet of A4, which its legend needs."""
_LEAST_TEXT = 9
"""In points, on that sheet: smaller text is not read."""
_LEAST_BESIDE_SENTENCES = 8
"""In points: text may be so small where the map then fits on the sheet with the sentences."""
_TEXT_ON_SCREEN = (11, 14)
"""In points, at the least and at the most."""


class StudentPicture(NamedTuple):
    """A picture as SVG.

    Attributes:
        svg: the picture, whose colors are left to a style sheet.
        width: its width in points where its text is large enough to read.
        height: its height at that width.
        least_height: its height in points where its text is as small as it may be on paper.
        colors: each color's name in that style sheet, for light pages and for dark ones.
    """

    svg: str
    width: float
    height: float
    least_height: float
    colors: Mapping[str, tuple[str, str]]


def student_picture(
    comparison: Comparison, fixes: Iterable[Difference], hints: Hints, describe: Describe
) -> StudentPicture:
    """Return the picture of a map that was compared with a key.

    Args:
        comparison: how the map (ours) compares with the key (theirs).
        fixes: what is to be fixed.
        hints: how much of the answer is given away.
        describe: puts a map into words for those who do not see it.

    Raises:
        ArgmapError: the map is too large to be drawn.
    """
    fixes = list(fixes)
    boxes = filled_boxes(comparison)
    lacking: set[str] = set()
    if boxes:
        corrections = corrections_of_boxes(comparison)
        map, missing = _sheet(comparison, boxes, hints)
    else:
        corrections = corrections_of(comparison, fixes)
        places = _MissingPlaces(comparison, hints)
        if hints is not Hints.PLACE:
            places.add_premises()
            places.add_inferences()
            places.add_main_claims()
        map, missing = places.completed_map(), places.missing
        lacking = _lacking(comparison, fixes, hints) - places.shown_at
    description, numbers = describe(_annotated(map, corrections, missing, lacking))
    options = PictureOptions(
        Look(marks=()),
        changes=dict.fromkeys(missing, Change.MISSING),
        corrections=corrections,
        lacking=lacking,
        numbers=numbers,
        description=description,
    )
    in_boxes = FillIn(numbers=numbers_of(boxes), is_done=True)
    for paper, layout in _LAYOUTS:
        options = options._replace(look=Look(paper, layout=layout, marks=()))
        scene, page = scene_and_page(map, options)
        scene = replace(scene, theme=in_variables(scene.theme), fill_in=in_boxes)
        drawing = draw_scene(scene, page, options.look)
        points = drawing.points * _ENLARGED
        if points >= _LEAST_TEXT:
            break
    least, most = _TEXT_ON_SCREEN
    text = min(max(points, least), most)
    width = drawing.width * text / drawing.points
    height = drawing.height * text / drawing.points
    least_height = height * _LEAST_BESIDE_SENTENCES / text
    (svg,) = encode([drawing], "svg", {})
    dark = variables_of(THEMES["dark"])
    colors = {name: (light, dark[name]) for name, light in variables_of(THEMES["color"]).items()}
    return StudentPicture(svg.decode(), width, height, least_height, colors)


def _lacking(comparison: Comparison, fixes: Iterable[Difference], hints: Hints) -> set[str]:
    """Return our claims at which a hint says that something is missing."""
    writer = HintWriter(comparison, hints)
    claims = {writer.lacking_claim(fix) for fix in fixes}
    claims.discard("")
    return claims


def _sheet(
    comparison: Comparison, boxes: Mapping[str, FilledBox], hints: Hints
) -> tuple[ArgumentMap, list[str]]:
    """Return a worksheet as it was filled in, and the boxes that are empty."""
    claims = dict(comparison.theirs.claims)
    empty = []
    for box, filled in boxes.items():
        text = PLACEHOLDER
        if box in comparison.ours.claims:
            text = comparison.ours.claims[box].text
        else:
            empty.append(box)
            if hints is Hints.ANSWER:
                text = comparison.theirs.claims[filled.claim].text
        claims[box] = replace(claims[box], text=text)
    return replace(comparison.theirs, claims=claims, expect={}), empty


class _MissingPlaces:
    """Our map, and what is missing in it: as boxes without text, or as the answer.

    Attributes:
        missing: the ids of what is added.
        shown_at: our claims below which something was added.
    """

    def __init__(self, comparison: Comparison, hints: Hints) -> None:
        self._comparison = comparison
        self._key = comparison.theirs
        self._is_answer = hints is Hints.ANSWER
        self._claims = dict(comparison.ours.claims)
        self._inferences = dict(comparison.ours.inferences)
        self._free_names = free_names(comparison.ours)
        self.missing: list[str] = []
        self.shown_at: set[str] = set()
        self._differences = []
        for difference in with_followers(comparison.differences):
            if difference.is_certain:
                self._differences.append(difference)
        # A claim that may be there is never shown as missing.
        perhaps_found = comparison.claims.perhaps_found | answered_parts(comparison)
        self._lost = set()
        for difference in self._differences:
            if difference.kind is DifferenceKind.MISSING and difference.sort is Sort.CLAIM:
                self._lost.update(set(difference.theirs) - perhaps_found)
        # Parts of the key that are in our map, or were added to it, each with its id there.
        self._names = {}
        for match in comparison.claims.matches.values():
            if match.is_certain:
                self._names[match.theirs] = match.ours
        for certain in comparison.certain_inferences:
            self._names[certain.theirs] = certain.ours

    def add_premises(self) -> None:
        """Link premises that are missing with those that are there."""
        for difference in self._differences:
            if difference.kind is not DifferenceKind.PREMISE_MISSING:
                continue
            ours, premise = difference.ours[0], difference.theirs[1]
            if premise in self._lost and premise not in self._names:
                inference = self._inferences[ours]
                added = self._add_claim(premise)
                premises = (*inference.premises, added)
                self._inferences[ours] = replace(inference, premises=premises)

    def add_inferences(self) -> None:
        """Add the inferences that are missing, with those of their premises that are."""
        pending = list(self._inferences_to_add())
        # What is missing below something that is missing is added after it.
        was_added = True
        while was_added:
            was_added = False
            for inference in list(pending):
                if self._can_add(inference):
                    pending.remove(inference)
                    self._add_inference(inference)
                    was_added = True

    def _inferences_to_add(self) -> Iterable[Inference]:
        ids: dict[str, None] = {}
        for difference in self._differences:
            if difference.sort is not Sort.INFERENCE:
                continue
            kind = difference.kind
            if kind is DifferenceKind.MISSING:
                ids[difference.theirs[0]] = None
            elif self._is_answer and kind in WRONG_INFERENCE:
                inference = self._key.inferences[difference.theirs[0]]
                kinds = {inference.kind, self._inferences[difference.ours[0]].kind}
                if kind is DifferenceKind.OTHER_KIND and Kind.UNDERCUTTER not in kinds:
                    continue  # it would be drawn over the line that is there
                # A premise that was added to it puts an inference right.
                is_added = kind is DifferenceKind.PREMISE_MISSING and (
                    self._names.get(difference.theirs[1]) in self.missing
                )
                if kind is not DifferenceKind.PREMISE_EXTRA and not is_added:
                    ids[difference.theirs[0]] = None
        return [self._key.inferences[id] for id in ids]

    def _can_add(self, inference: Inference) -> bool:
        if inference.target not in self._names:
            return False
        if not self._is_answer and self._names[inference.target] in self.missing:
            return False  # it is for later
        lost = self._lost.intersection(inference.premises)
        is_known = self._names.keys() | self._lost
        return bool(lost or self._is_answer) and is_known.issuperset(inference.premises)

    def _add_inference(self, inference: Inference) -> None:
        premises = []
        for premise in inference.premises:
            if premise not in self._names:
                premises.append(self._add_claim(premise))
            elif self._is_answer:
                premises.append(self._names[premise])
        if not premises:
            return
        name = next(self._free_names)
        target = self._names[inference.target]
        self._inferences[name] = Inference(name, inference.kind, tuple(premises), target)
        self.missing.append(name)
        self._names.setdefault(inference.id, name)
        claim = self._key.claim_under(inference.id)
        self.shown_at.add(self._names.get(claim, ""))

    def _add_claim(self, id: str) -> str:
        """Add a claim of the key, under an id that gives none of its words away."""
        name = next(self._free_names)
        text = PLACEHOLDER
        if self._is_answer:
            text = self._key.claims[id].text
        self._claims[name] = Claim(name, text=text)
        self._names[id] = name
        self.missing.append(name)
        return name

    def add_main_claims(self) -> None:
        """Add the main claims that are missing."""
        for claim in main_claims(self._key):
            if claim.id in self._lost and claim.id not in self._names:
                self._add_claim(claim.id)

    def completed_map(self) -> ArgumentMap:
        """Return our map with what was added to it, in the language of the key.

        It has no title, since the page has one, and the first line of a list is one, too.
        """
        ours = self._comparison.ours
        # What is added may lead from a main claim to others, which keeps it one.
        mains = {claim.id for claim in main_claims(ours)}
        claims = {}
        for id, claim in self._claims.items():
            claims[id] = replace(claim, main=id in mains)
        return replace(
            ours,
            title="",
            claims=claims,
            inferences=self._inferences,
            expect={},
            language=self._key.language,
        )


def _annotated(
    map: ArgumentMap,
    corrections: Mapping[str, Correction],
    missing: Iterable[str],
    lacking: Iterable[str],
) -> ArgumentMap:
    """Return a map in which the text of each claim says the signs at its box and its lines.

    Apples are red. (as in the key; line: something to fix here)
    """
    words = words_for(map.language)
    claims = dict(map.claims)
    for id, claim in map.claims.items():
        said = []
        if id in missing:
            said.append(words.missing)
        if id in corrections:
            said.append(words.word(corrections[id]))
        if id in lacking:
            said.append(words.something_is_missing)
        for use in map.uses(id):
            # The line of linked premises is one.
            if use.id in corrections and use.premises[0] == id:
                word = words.word(corrections[use.id])
                said.append(words.line + words.colon + word)
        if said:
            text = claim.text + words.aside(words.semicolon.join(said))
            claims[id] = replace(claim, text=text)
    return replace(map, claims=claims)
