"""What the program of a page knows of a map: numbers in the place of ids, and the rules of its verdicts.

Claims and steps are numbered from 0 in the order of the map. No text of a map is a name in this data: names that
mean something to JavaScript, such as `constructor`, are values like any others.
"""

from __future__ import annotations

from typing import TypedDict

from argmap.diagrams.layout import Layout
from argmap.diagrams.structure import Box, answers
from argmap.languages import Words, words_for
from argmap.languages.pages import PageWords
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.graph import main_claims
from argmap.model.homes import homes_of
from argmap.model.schemes import find_scheme
from argmap.model.text import shorten
from argmap.outlines.manuscript import shown
from argmap.page.entries import PageSection, in_reading_order
from argmap.verdicts.map_program import MapProgram

_NONE = -1
"""Stands for no box, no step and no atom."""

_KINDS = list(Kind)


class ProgramData(TypedDict):
    """The program of a map (see `argmap.verdicts.map_program`).

    Attributes:
        size: the number of atoms.
        rules: head, atoms that must hold, atoms that must not.
        stands: the atom S of each claim, then of each step.
        backed: the atom B of each, or -1.
    """

    size: int
    rules: list[tuple[int, list[int], list[int]]]
    stands: list[int]
    backed: list[int]


class ClaimData(TypedDict):
    """A claim: its id, its text, its short name, whether it is common ground or documented, and its own box or -1."""

    id: str
    text: str
    name: str
    assumed: bool
    documented: bool
    box: int


class StepData(TypedDict):
    """A step.

    Attributes:
        kind: 0 a support, 1 a rebuttal, 2 an undercutter.
        premises: the numbers of claims.
        target: the number of a claim, or of a step where it is an undercutter.
        answer: the step that answers it and shares its line, or -1.
        boxes: the boxes without which it is not shown; none where the page shows a part without it.
        question: what it answers, where one studies the map.
    """

    kind: int
    premises: list[int]
    target: int
    answer: int
    boxes: list[int]
    question: str


class BoxData(TypedDict):
    """A box: its claim, the box that it bears on or -1, and where it is."""

    claim: int
    parent: int
    x: float
    y: float
    width: float
    height: float


class PageData(TypedDict):
    """All of a map that the program of a page needs.

    Attributes:
        claims, steps: those of the whole map, first those that are shown.
        boxes: the boxes of the picture.
        mains: the numbers of the main claims.
        frames: the boxes in each frame of a group.
        course: the steps in reading order.
        axis: the one along which boxes may move: `x` or `y`.
        width, height: those of the picture.
        strict: whether only what is backed stands.
        program: the rules of the verdicts.
        shows_verdicts: whether the page begins with them.
        words: what the program says; verdicts by their English word.
    """

    claims: list[ClaimData]
    steps: list[StepData]
    boxes: list[BoxData]
    mains: list[int]
    frames: list[list[int]]
    course: list[int]
    axis: str
    width: float
    height: float
    strict: bool
    program: ProgramData
    shows_verdicts: bool
    words: dict[str, str]


_VERDICTS = (
    "stands", "falls", "contested", "backed", "merely asserted", "open", "rebutted", "not shown", "outweighed",
    "undercut",
)  # fmt: skip


def page_data(
    map: ArgumentMap,
    program: MapProgram,
    layout: Layout,
    sections: list[PageSection],
    page_words: PageWords,
    *,
    shows_verdicts: bool,
) -> PageData:
    """Return what the program of a page knows of a map.

    Args:
        map: what the page shows.
        program: that of the whole map, of which `map` may be a part.
        layout: where the boxes are.
        sections: the outline.
        page_words: those of the map's language.
        shows_verdicts: whether the page begins with verdicts.
    """
    whole = program.map
    # What is shown comes first, so that its numbers are those of the picture.
    claim_numbers = {claim: number for number, claim in enumerate(dict.fromkeys([*map.claims, *whole.claims]))}
    step_numbers = {step: number for number, step in enumerate(dict.fromkeys([*map.inferences, *whole.inferences]))}
    boxes = _Boxes(map, layout)
    answered = answers(map)
    steps: list[StepData] = []
    for step in (whole.inferences[id] for id in step_numbers):
        is_undercutter = step.kind is Kind.UNDERCUTTER
        steps.append(
            {
                "kind": _KINDS.index(step.kind),
                "premises": [claim_numbers[premise] for premise in step.premises],
                "target": step_numbers[step.target] if is_undercutter else claim_numbers[step.target],
                "answer": step_numbers[answered[step.id]] if step.id in answered else _NONE,
                "boxes": boxes.of_step(step) if step.id in map.inferences else [],
                "question": _question(whole, step, page_words),
            }
        )
    claims: list[ClaimData] = []
    for claim in (whole.claims[id] for id in claim_numbers):
        claims.append(
            {
                "id": claim.id,
                "text": shown(claim.text),
                "name": shown(claim.label) or shorten(claim.text),
                "assumed": claim.assumed,
                "documented": bool(claim.evidence),
                "box": layout.trees.home[claim.id].number if claim.id in map.claims else _NONE,
            }
        )
    placement = layout.placement
    return {
        "claims": claims,
        "steps": steps,
        "boxes": boxes.all(claim_numbers),
        "mains": [claim_numbers[claim.id] for claim in main_claims(map)],
        "frames": [list(frame.boxes) for frame in placement.frames],
        "course": _course(sections, step_numbers),
        # What hangs is closed up from below, what stands in rows from the side.
        "axis": "y" if layout.name == "hang" else "x",
        "width": round(placement.width, 2),
        "height": round(placement.height, 2),
        "strict": program.strict,
        "program": _program_data(program, [*claim_numbers, *step_numbers]),
        "shows_verdicts": shows_verdicts,
        "words": _words(words_for(map.language), page_words),
    }


def _program_data(program: MapProgram, ids: list[str]) -> ProgramData:
    return {
        "size": program.size,
        "rules": [(rule.head, list(rule.when), list(rule.unless)) for rule in program.rules],
        "stands": [program.stands[id] for id in ids],
        "backed": [program.backed.get(id, _NONE) for id in ids],
    }


class _Boxes:
    """The boxes of a layout, and which of them belong together."""

    def __init__(self, map: ArgumentMap, layout: Layout) -> None:
        self.map = map
        self.trees = layout.trees
        self.areas = {placed.box.number: placed.area for placed in layout.placement.boxes}
        self.step_of = homes_of(map).step_of
        self.by_step: dict[str, list[int]] = {}
        for box in self.trees.boxes:
            self.by_step.setdefault(box.step, []).append(box.number)

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
        # Where Graphviz lays out the map, boxes stand in no step; each claim has a home all the same.
        step = box.step or self.step_of[box.claim]
        if not step:
            return _NONE
        target = self.map.inferences[step].target
        while target in self.map.inferences:
            target = self.map.inferences[target].target
        return self.trees.home[target].number

    def of_step(self, step: Inference) -> list[int]:
        """Return the boxes that must be shown for a step to be: of its premises and of what it bears on."""
        own = self.by_step.get(step.id)
        numbers = own if own is not None else [self.trees.home[premise].number for premise in step.premises]
        target = step.target
        while target in self.map.inferences:
            struck = self.map.inferences[target]
            numbers = [*numbers, *(self.by_step.get(target) or [self.trees.home[id].number for id in struck.premises])]
            target = struck.target
        return sorted({*numbers, self.trees.home[target].number})


def _course(sections: list[PageSection], step_numbers: dict[str, int]) -> list[int]:
    """Return the steps in the order in which an outline tells them, each once."""
    told: dict[int, None] = {}
    for entry in in_reading_order(sections):
        if entry.step:
            told[step_numbers[entry.step]] = None
    return list(told)


def _question(map: ArgumentMap, step: Inference, words: PageWords) -> str:
    """Return what a step answers: a critical question of the step that it strikes, or what one asks of any claim."""
    if step.kind is Kind.UNDERCUTTER:
        return _critical_question(map, step) or words.why_not_follow
    if step.kind is Kind.REBUTTAL:
        return words.what_speaks_against
    return words.what_holds_this_up


def _critical_question(map: ArgumentMap, undercutter: Inference) -> str:
    """Return the critical question that an undercutter takes up; "" if it takes up none in the map's language."""
    struck = map.inferences[undercutter.target]
    scheme = find_scheme(struck.scheme, map.schemes)
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
    said = {name: getattr(page_words, name) for name in PageWords.__slots__}
    for verdict in _VERDICTS:
        said[verdict] = words.verdict_word(verdict)
    before, after = words.quotes
    return {**said, "quote_before": before, "quote_after": after, "comma": words.comma, "colon": words.colon}
