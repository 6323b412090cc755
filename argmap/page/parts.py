"""The parts of a map as the program of a page knows them: by numbers."""

from __future__ import annotations

from typing import TypedDict

from argmap.page.verdict_data import GroundData, InferenceEnds

NONE = -1
"""Stands for no claim, no box, no step and no atom."""

UNDERCUTTER = 2
"""The kind of a step that strikes another one."""


class ClaimData(GroundData):
    """A claim: its id, its text, its short name, whether it is common ground or documented, and its
    own box or -1.
    """

    id: str
    text: str
    name: str
    box: int


class InferenceData(InferenceEnds):
    """A step.

    Attributes:
        answer: the step that answers it and shares its line, or -1.
        boxes: the boxes without which it is not shown; none where the page shows a part without it.
        question: what it answers, where one studies the map.
    """

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
