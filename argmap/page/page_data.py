"""What the program of a page knows of a map, with numbers in the place of ids.

Claims and inferences are numbered from 0 in the order of the map. No text of a map is a name in
this data: names that mean something to JavaScript, such as `constructor`, are values as any others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TypedDict

from argmap.diagrams.box_tree import answers
from argmap.diagrams.geometry import overlap
from argmap.diagrams.layout import Layout
from argmap.documents.manuscript import show_text
from argmap.languages import words_for
from argmap.languages.page_words import PageWords
from argmap.languages.words import Words
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.graph import main_claims
from argmap.model.schemes import Scheme, find_scheme, schemes_by_plain_name
from argmap.model.spanning_tree import homes_of
from argmap.page.outline_entries import PageEntry, PageSection, in_reading_order
from argmap.page.reveal_steps import Presentation, StopData
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
        frames: the boxes in each frame of a group, and on each field.
        stops: how it is shown bit by bit.
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
    "stands", "falls", "contested", "backed", "asserted", "open", "rebutted", "not shown",
    "too weak", "takes its backing", "outweighed", "undercut",
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
    entries: list[PageEntry] = []
    for section in sections:
        entries += in_reading_order(section.entries)
    # Each inference once, in the order of the outline.
    course = list(dict.fromkeys(entry.inference for entry in entries if entry.inference))
    questions = _questions(map, course, page_words)
    answered = answers(map)
    inferences: list[InferenceData] = []
    for inference, ends in zip(judged.inferences.values(), verdicts["inferences"], strict=True):
        id, answer, own_boxes = inference.id, NONE, []
        if id in answered:
            answer = inference_numbers[answered[id]]
        if id in map.inferences:
            own_boxes = boxes.of_inference(inference)
        question = questions.get(id, "")
        inferences.append({**ends, "answer": answer, "boxes": own_boxes, "question": question})
    claims: list[ClaimData] = []
    for claim, ground in zip(judged.claims.values(), verdicts["claims"], strict=True):
        name = show_text(claim.label) or shorten(claim.text)
        box = layout.trees.home[claim.id].number if claim.id in map.claims else NONE
        text = show_text(claim.text)
        claims.append({**ground, "id": claim.id, "text": text, "name": name, "box": box})

    entries_of_inference: defaultdict[int, list[int]] = defaultdict(list)
    entry_of_claim: dict[int, int] = {}
    for place, entry in enumerate(entries):
        if entry.inference:
            entries_of_inference[inference_numbers[entry.inference]].append(place)
        elif not entry.see:
            entry_of_claim[claim_numbers[entry.claim]] = place
    mains = [claim_numbers[claim.id] for claim in main_claims(map)]
    frames = [list(frame.boxes) for frame in layout.frames]
    for field in layout.fields:
        within = [placed for placed in layout.boxes if overlap(placed.area, field)]
        frames.append([placed.box.number for placed in within])
    presentation = Presentation(claims, inferences, entries_of_inference, entry_of_claim)
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
        # Columns are closed up from below, rows from the side.
        "axis": "y" if layout.name == "columns" else "x",
        "width": round(layout.width, 2),
        "height": round(layout.height, 2),
        "strict": judged.strict,
        "program": verdicts["program"],
        "shows_verdicts": shows_verdicts,
        "words": _words(words_for(map.language), page_words),
    }


class _Boxes:
    """The boxes of a layout, and which of them belong together."""

    def __init__(self, map: ArgumentMap, layout: Layout) -> None:
        self.map = map
        self.layout = layout
        self.home = layout.trees.home
        self.by_inference: defaultdict[str, list[int]] = defaultdict(list)
        for box in layout.trees.boxes:
            self.by_inference[box.inference].append(box.number)

    def all(self, claim_numbers: Mapping[str, int]) -> list[BoxData]:
        """Return all boxes by their numbers."""
        areas = {placed.box.number: placed.area for placed in self.layout.boxes}
        inference_of = homes_of(self.map).inference_of
        boxes: list[BoxData] = []
        for box in self.layout.trees.boxes:
            # In a graph, boxes are of no inference; each claim has a home.
            target = box.inference or inference_of[box.claim]
            while target in self.map.inferences:
                target = self.map.inferences[target].target
            area = areas[box.number]
            boxes.append({
                "claim": claim_numbers[box.claim],
                "parent": self.home[target].number if target else NONE,
                "x": round(area.left, 2), "y": round(area.top, 2),
                "width": round(area.width, 2), "height": round(area.height, 2),
            })  # fmt: skip
        return boxes

    def of_inference(self, inference: Inference) -> list[int]:
        """Return the boxes without which an inference is not shown.

        They are those of its premises, of what it bears on, and of the inferences on that way.
        """
        numbers = set(self._premises(inference))
        target = inference.target
        while target in self.map.inferences:
            numbers.update(self._premises(self.map.inferences[target]))
            target = self.map.inferences[target].target
        return sorted({*numbers, self.home[target].number})

    def _premises(self, inference: Inference) -> list[int]:
        own = self.by_inference.get(inference.id)
        return own or [self.home[premise].number for premise in inference.premises]


def _questions(map: ArgumentMap, course: list[str], words: PageWords) -> dict[str, str]:
    """Return what each inference answers: a critical question of the scheme of the inference that
    it strikes, or what one asks of any claim.
    """
    questions: dict[str, str] = {}
    own_schemes = schemes_by_plain_name(map.schemes)
    asked: set[tuple[str, Kind]] = set()
    for id in course:
        inference = map.inferences[id]
        is_asked_again = (inference.target, inference.kind) in asked
        asked.add((inference.target, inference.kind))
        if inference.kind is Kind.UNDERCUTTER:
            question = words.why_not_follow
            if inference.weighing:
                question = words.why_count_for_less
            question = _critical_question(map, inference, own_schemes) or question
        elif inference.kind is Kind.REBUTTAL:
            question = words.what_speaks_against
            if is_asked_again:
                question = words.what_else_speaks_against
        else:
            question = words.what_holds_this_up
            if is_asked_again:
                question = words.what_else_holds_this_up
        questions[id] = question
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
    texts = page_words._asdict()
    for verdict in _VERDICTS:
        texts[verdict] = words.verdict_word(verdict)
    texts["against_this_inference"] = words.against_this_inference
    texts["outweighs"] = words.outweighs
    texts["quote_before"], texts["quote_after"] = words.quotes
    texts["bracket_before"], texts["bracket_after"] = words.brackets
    texts |= {"comma": words.comma, "colon": words.colon, "reason": words.reason}
    return texts
