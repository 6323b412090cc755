"""What the program of a page knows of a map: numbers in the place of ids, and the rules of its
verdicts.

Claims and steps are numbered from 0 in the order of the map. No text of a map is a name in this
data: names that mean something to JavaScript, such as `constructor`, are values like any others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from argmap.diagrams.box_tree import Box, answers
from argmap.diagrams.layout import Layout
from argmap.documents.manuscript import show_text
from argmap.languages import words_for
from argmap.languages.page_words import PageWords
from argmap.languages.words import Words
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.graph import main_claims
from argmap.model.scheme_catalog import Scheme
from argmap.model.schemes import find_scheme, schemes_by_plain_name
from argmap.model.spanning_tree import homes_of
from argmap.page.outline_entries import PageSection, in_reading_order
from argmap.page.reveal_steps import OutlineLine, Presentation, StopData
from argmap.page.verdict_data import (
    NONE,
    BoxData,
    ClaimData,
    InferenceData,
    ProgramData,
    verdict_data,
)
from argmap.util.text import shorten


class PageData(TypedDict):
    """All of a map that the program of a page needs.

    Attributes:
        claims, inferences: those of the whole map, first those that are shown.
        boxes: the boxes of the picture.
        mains: the numbers of the main claims.
        frames: the boxes in each frame of a group.
        stops: how it is told bit by bit.
        axis: the one along which boxes may move: `x` or `y`.
        width, height: those of the picture.
        strict: whether only what is backed stands.
        program: the rules of the verdicts.
        shows_verdicts: whether the page begins with them.
        words: what the program says; verdicts by their English word.
    """

    claims: list[ClaimData]
    inferences: list[InferenceData]
    boxes: list[BoxData]
    mains: list[int]
    frames: list[list[int]]
    stops: list[StopData]
    axis: str
    width: float
    height: float
    strict: bool
    program: ProgramData
    shows_verdicts: bool
    words: dict[str, str]


_VERDICTS = (
    "stands", "falls", "contested", "backed", "merely asserted", "open", "rebutted", "not shown",
    "outweighed", "undercut",
)  # fmt: skip


def page_data(
    map: ArgumentMap,
    judged: ArgumentMap,
    layout: Layout,
    sections: list[PageSection],
    page_words: PageWords,
    *,
    shows_verdicts: bool,
) -> PageData:
    """Return what the program of a page knows of a map.

    Args:
        map: what the page shows.
        judged: the map whose verdicts it shows (see `judged_map`).
        layout: where the boxes are.
        sections: the outline.
        page_words: those of the map's language.
        shows_verdicts: whether the page begins with the verdicts shown.
    """
    claim_numbers = {claim: number for number, claim in enumerate(judged.claims)}
    inference_numbers = {inference: number for number, inference in enumerate(judged.inferences)}
    verdicts = verdict_data(judged)
    boxes = _Boxes(map, layout)
    answered = answers(map)
    course = _course(sections)
    questions = _questions(map, course, page_words)
    inferences: list[InferenceData] = []
    for inference, ends in zip(judged.inferences.values(), verdicts["inferences"], strict=True):
        inferences.append(
            {
                **ends,
                "answer": inference_numbers[answered[inference.id]]
                if inference.id in answered
                else NONE,
                "boxes": boxes.of_inference(inference) if inference.id in map.inferences else [],
                "question": questions.get(inference.id, ""),
            }
        )
    claims: list[ClaimData] = []
    for claim, ground in zip(judged.claims.values(), verdicts["claims"], strict=True):
        claims.append(
            {
                **ground,
                "id": claim.id,
                "text": show_text(claim.text),
                "name": show_text(claim.label) or shorten(claim.text),
                "box": layout.trees.home[claim.id].number if claim.id in map.claims else NONE,
            }
        )
    placement = layout.placement
    mains = [claim_numbers[claim.id] for claim in main_claims(map)]
    frames = [list(frame.boxes) for frame in placement.frames]
    outline = [
        OutlineLine(
            claim_numbers[entry.claim],
            inference_numbers.get(entry.inference, NONE),
            bool(entry.see),
        )
        for entry in in_reading_order(sections)
    ]
    presentation = Presentation(claims, inferences, outline)
    for claim_number in mains:
        presentation.show_claim(claim_number)
    for inference_id in course:
        presentation.show_inference(inference_numbers[inference_id])
    for claim_number in range(len(claims)):
        presentation.show_claim(claim_number)
    presentation.frame(frames)
    return {
        "claims": claims,
        "inferences": inferences,
        "boxes": boxes.all(claim_numbers),
        "mains": mains,
        "frames": frames,
        "stops": presentation.stops,
        # What hangs is closed up from below, what stands in rows from the side.
        "axis": "y" if layout.name == "hang" else "x",
        "width": round(placement.width, 2),
        "height": round(placement.height, 2),
        "strict": judged.strict,
        "program": verdicts["program"],
        "shows_verdicts": shows_verdicts,
        "words": _words(words_for(map.language), page_words),
    }


class _Boxes:
    """The boxes of a layout, and which of them belong together."""

    def __init__(self, map: ArgumentMap, layout: Layout) -> None:
        self.map = map
        self.trees = layout.trees
        self.areas = {placed.box.number: placed.area for placed in layout.placement.boxes}
        self.inference_of = homes_of(map).inference_of
        self.by_inference: dict[str, list[int]] = {}
        for box in self.trees.boxes:
            self.by_inference.setdefault(box.inference, []).append(box.number)

    def all(self, claim_numbers: dict[str, int]) -> list[BoxData]:
        boxes: list[BoxData] = []
        for box in self.trees.boxes:
            area = self.areas[box.number]
            boxes.append(
                {
                    "claim": claim_numbers[box.claim],
                    "parent": self.parent(box),
                    "x": round(area.left, 2),
                    "y": round(area.top, 2),
                    "width": round(area.width, 2),
                    "height": round(area.height, 2),
                }
            )
        return boxes

    def parent(self, box: Box) -> int:
        """Return the box that a box bears on, by way of steps that are undercut if need be."""
        # Where Graphviz lays out the map, boxes stand in no step; each claim has a home all the
        # same.
        inference = box.inference or self.inference_of[box.claim]
        if not inference:
            return NONE
        target = self.map.inferences[inference].target
        while target in self.map.inferences:
            target = self.map.inferences[target].target
        return self.trees.home[target].number

    def of_inference(self, inference: Inference) -> list[int]:
        """Return the boxes that must be shown for a step to be: of its premises and of what it
        bears on.
        """
        own = self.by_inference.get(inference.id)
        numbers = (
            own
            if own is not None
            else [self.trees.home[premise].number for premise in inference.premises]
        )
        target = inference.target
        while target in self.map.inferences:
            struck = self.map.inferences[target]
            numbers = [
                *numbers,
                *(
                    self.by_inference.get(target)
                    or [self.trees.home[id].number for id in struck.premises]
                ),
            ]
            target = struck.target
        return sorted({*numbers, self.trees.home[target].number})


def _course(sections: list[PageSection]) -> list[str]:
    """Return the steps in the order in which an outline tells them, each once."""
    order: dict[str, None] = {}
    for entry in in_reading_order(sections):
        if entry.inference:
            order[entry.inference] = None
    return list(order)


def _questions(map: ArgumentMap, course: list[str], words: PageWords) -> dict[str, str]:
    """Return what each step answers: a critical question of the step that it strikes, or what one
    asks of any claim.
    """
    questions: dict[str, str] = {}
    own_schemes = schemes_by_plain_name(map.schemes)
    asked: set[tuple[str, Kind]] = set()
    for id in course:
        inference = map.inferences[id]
        is_asked_again = (inference.target, inference.kind) in asked
        asked.add((inference.target, inference.kind))
        if inference.kind is Kind.UNDERCUTTER:
            questions[id] = _critical_question(map, inference, own_schemes) or words.why_not_follow
        elif inference.kind is Kind.REBUTTAL:
            questions[id] = (
                words.what_else_speaks_against if is_asked_again else words.what_speaks_against
            )
        else:
            questions[id] = (
                words.what_else_holds_this_up if is_asked_again else words.what_holds_this_up
            )
    return questions


def _critical_question(
    map: ArgumentMap, undercutter: Inference, own_schemes: Mapping[str, Scheme]
) -> str:
    """Return the critical question that an undercutter takes up; "" if it takes up none in the
    map's language.
    """
    struck = map.inferences[undercutter.target]
    scheme = find_scheme(struck.scheme, own_schemes)
    if scheme is None:
        return ""
    is_own = scheme.name in map.schemes
    if not is_own and words_for(map.language).tag != "en":
        return ""  # the common schemes ask in English
    for question in scheme.questions:
        if struck.questions.get(question.id) in undercutter.premises:
            return question.text
    return ""


def _words(words: Words, page_words: PageWords) -> dict[str, str]:
    said = {name: getattr(page_words, name) for name in PageWords._fields}
    for verdict in _VERDICTS:
        said[verdict] = words.verdict_word(verdict)
    said["against_this_inference"] = words.against_this_inference
    before, after = words.quotes
    return {
        **said,
        "quote_before": before,
        "quote_after": after,
        "comma": words.comma,
        "colon": words.colon,
    }
