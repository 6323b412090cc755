"""The picture of a student's map, with a sign at each box and line, and places for what is missing.

How much is shown of what is missing follows from the hints: that something is missing at a claim,
an empty box there, or the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from argmap.classroom.feedback.corrections import corrections_of, corrections_of_boxes
from argmap.classroom.feedback.diagnosis import Diagnosis, Outcome
from argmap.classroom.feedback.hints import Hints, HintWriter
from argmap.classroom.feedback.key_picture import color_variables
from argmap.classroom.feedback.sheet_boxes import FilledBox, filled_boxes
from argmap.classroom.worksheets.sheet import numbers_of
from argmap.comparison.claim_alignment import TURNED
from argmap.comparison.compare import Comparison
from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.page_fit import draw_scene
from argmap.diagrams.rendering import encode, scene_and_page
from argmap.diagrams.theme import THEMES, in_variables
from argmap.languages import words_for
from argmap.model import ArgumentMap, Claim, Inference
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
    ("120x110mm", ""),
    ("120x135mm", ""),
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
    comparison: Comparison,
    diagnosis: Diagnosis,
    fixes: Iterable[str],
    hints: Hints,
    describe: Describe,
) -> StudentPicture:
    """Return the picture of a map that was compared with a key.

    Args:
        comparison: how the map (ours) compares with the key (theirs).
        diagnosis: what became of the key in the map.
        fixes: the parts of the key at which something is to be fixed.
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
        corrections = corrections_of(comparison, diagnosis)
        places = _MissingPlaces(comparison, diagnosis, hints)
        if hints is not Hints.PLACE:
            for id in fixes:
                places.add(id)
        map, missing = places.completed_map(), places.missing
        writer = HintWriter(comparison, diagnosis, hints)
        lacking = {writer.lacking_claim(id) for id in fixes} - {"", *places.shown_at}
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
    colors = color_variables(THEMES["color"], THEMES["dark"])
    return StudentPicture(svg.decode(), width, height, least_height, colors)


def _sheet(
    comparison: Comparison, boxes: Mapping[str, FilledBox], hints: Hints
) -> tuple[ArgumentMap, list[str]]:
    """Return a worksheet as it was filled in, and the boxes that are empty."""
    claims = dict(comparison.theirs.claims)
    empty = []
    for box, filled in boxes.items():
        right = comparison.theirs.claims[filled.claim].text
        text = right if hints is Hints.ANSWER else PLACEHOLDER
        if box in comparison.ours.claims:
            text = comparison.ours.claims[box].text
        else:
            empty.append(box)
        claims[box] = replace(claims[box], text=text)
    return replace(comparison.theirs, claims=claims, expect={}), empty


class _MissingPlaces:
    """Our map, and what is missing in it: as boxes without text, or as the answer.

    Attributes:
        missing: the ids of what is added.
        shown_at: our claims below which something was added.
    """

    def __init__(self, comparison: Comparison, diagnosis: Diagnosis, hints: Hints) -> None:
        self._comparison = comparison
        self._diagnosis = diagnosis
        self._key = comparison.theirs
        self._is_answer = hints is Hints.ANSWER
        self._claims = dict(comparison.ours.claims)
        self._inferences = dict(comparison.ours.inferences)
        self._free_names = _free_names(comparison.ours)
        self.missing: list[str] = []
        self.shown_at: set[str] = set()
        # Parts of the key that are in our map, or were added to it, each with its id there.
        self._names = {claim: nodes[0] for claim, nodes in diagnosis.nodes.items()}
        for id, part in diagnosis.inferences.items():
            if part.about:
                self._names[id] = part.about[0].last

    def add(self, id: str) -> None:
        """Add what is missing for one part of the key, where what it belongs to is there."""
        if id in self._key.claims:
            if id not in self._names and not self._diagnosis.deniers(id):
                self._add_claim(id)
            return
        inference = self._key.inferences[id]
        part = self._diagnosis.inferences[id]
        if part.outcome is Outcome.NOT_LINKED and len(part.about) == 1:
            self._add_premises(inference, part.about[0].last)
        elif part.outcome in (Outcome.MISSING, Outcome.LOOSE, Outcome.CONTRADICTED):
            self._add_inference(inference)

    def _add_premises(self, inference: Inference, ours: str) -> None:
        """Link premises that are missing with those that are there."""
        for premise in self._diagnosis.needed(inference):
            if premise not in self._names:
                known = self._inferences[ours]
                premises = (*known.premises, self._add_claim(premise))
                self._inferences[ours] = replace(known, premises=premises)

    def _add_inference(self, inference: Inference) -> None:
        target, kind = self._names.get(inference.target, ""), inference.kind
        deniers = self._diagnosis.deniers(inference.target)
        if not target and deniers and kind in TURNED:
            target, kind = deniers[0], TURNED[kind]
        if not target or (target in self.missing and not self._is_answer):
            return  # it is for later
        premises = []
        for premise in self._diagnosis.needed(inference):
            if premise not in self._names:
                premises.append(self._add_claim(premise))
            elif self._is_answer:
                premises.append(self._names[premise])
        if not premises or target in premises:
            return
        name = next(self._free_names)
        self._inferences[name] = Inference(name, kind, tuple(premises), target)
        self.missing.append(name)
        self._names.setdefault(inference.id, name)
        self.shown_at.add(target)
        if target in self._comparison.ours.inferences:
            self.shown_at.add(self._comparison.ours.claim_under(target))

    def _add_claim(self, id: str) -> str:
        """Add a claim of the key, under an id that gives none of its words away."""
        name = next(self._free_names)
        text = self._key.claims[id].text if self._is_answer else PLACEHOLDER
        self._claims[name] = Claim(name, text=text)
        self._names[id] = name
        self.missing.append(name)
        return name

    def completed_map(self) -> ArgumentMap:
        """Return our map with what was added to it, in the language of the key.

        It has no title, since the page has one, and the first line of a list is one, too.
        """
        ours = self._comparison.ours
        # What is added may lead from a main claim to others, which keeps it one.
        mains = {claim.id for claim in main_claims(ours)}
        claims = {id: replace(claim, main=id in mains) for id, claim in self._claims.items()}
        return replace(
            ours,
            title="",
            claims=claims,
            inferences=self._inferences,
            expect={},
            language=self._key.language,
        )


def _free_names(map: ArgumentMap) -> Iterator[str]:
    """Yield ids that nothing in a map has: `missing-1`, `missing-2`."""
    for number in count(1):
        name = f"missing-{number}"
        # A student may have called a claim so.
        if name not in map.claims and name not in map.inferences:
            yield name


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
        said = [words.missing] if id in missing else []
        said += [words.word(corrections[id])] if id in corrections else []
        said += [words.something_is_missing] if id in lacking else []
        said += [
            words.line + words.colon + words.word(corrections[use.id])
            for use in map.uses(id)
            # The line of linked premises is one.
            if use.id in corrections and use.premises[0] == id
        ]
        if said:
            text = claim.text + words.aside(words.semicolon.join(said))
            claims[id] = replace(claim, text=text)
    return replace(map, claims=claims)
