"""How a map is told bit by bit: its main claims, and then step after step in the order of the
outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypedDict

from argmap.page.verdict_data import NONE, UNDERCUTTER, ClaimData, InferenceData


class StopData(TypedDict):
    """What is told at once: a claim, or a step with its premises.

    Attributes:
        claim, inference: what is told; -1 is the other.
        boxes: those of what is told.
        bears_on: those of what it bears on.
        new_boxes, new_lines, new_frames: boxes, lines of steps and frames that can be seen from
        here on.
        new_entries: lines of the outline that can be seen from here on, by their place in it.
    """

    claim: int
    inference: int
    boxes: list[int]
    bears_on: list[int]
    new_boxes: list[int]
    new_lines: list[int]
    new_frames: list[int]
    new_entries: list[int]


class OutlineLine(NamedTuple):
    """A line of the outline: its claim, the step in which it stands or -1, and whether it says
    where that is told.
    """

    claim: int
    inference: int
    is_reference: bool


class Presentation:
    """A map as far as it is told.

    Attributes:
        stops: what was told, in order.
    """

    def __init__(
        self,
        claims: Sequence[ClaimData],
        inferences: Sequence[InferenceData],
        outline: Iterable[OutlineLine],
    ) -> None:
        """Tell nothing yet.

        Args:
            claims: those of the map, by their numbers.
            inferences: those of the map, by their numbers.
            outline: its lines, from above to below.
        """
        self.stops: list[StopData] = []
        self._claims, self._inferences = claims, inferences
        self._shown_claims: set[int] = set()
        self._shown_inferences: set[int] = set()
        self._seen_boxes: set[int] = set()
        self._entries_of_inference: dict[int, list[int]] = {}
        self._entry_of_claim: dict[int, int] = {}
        for place, line in enumerate(outline):
            if line.inference != NONE:
                self._entries_of_inference.setdefault(line.inference, []).append(place)
            elif not line.is_reference:
                self._entry_of_claim[line.claim] = place

    def show_claim(self, claim: int) -> None:
        """Tell a claim, unless it was told, or a part of a map leaves it out."""
        box = self._claims[claim]["box"]
        if claim in self._shown_claims or box == NONE:
            return
        stop = self._stop(claim, NONE, [box], [])
        self._see(stop, [box])
        self._note(stop, claim)

    def show_inference(self, number: int) -> None:
        """Tell a step with its premises, unless it was told."""
        if number in self._shown_inferences:
            return
        inference = self._inferences[number]
        if inference["kind"] == UNDERCUTTER:
            bears_on = self._inferences[inference["target"]]["boxes"]
        else:
            # What begins a tree of its own is told before what bears on it.
            self.show_claim(inference["target"])
            bears_on = [self._claims[inference["target"]]["box"]]
        own = [box for box in inference["boxes"] if box not in bears_on]
        stop = self._stop(NONE, number, own or inference["boxes"], bears_on)
        self._see(stop, inference["boxes"])
        # One that answers it is told with it: both are one line of the picture.
        for shown_number in (
            [number] if inference["answer"] == NONE else [number, inference["answer"]]
        ):
            self._shown_inferences.add(shown_number)
            stop["new_lines"].append(shown_number)
            stop["new_entries"] += self._entries_of_inference.get(shown_number, [])
        for premise in inference["premises"]:
            self._note(stop, premise)

    def frame(self, frames: Sequence[Sequence[int]]) -> None:
        """Show the frame of each group of boxes with the last of them."""
        for number, boxes in enumerate(frames):
            last = max(
                place
                for place, stop in enumerate(self.stops)
                if not set(boxes).isdisjoint(stop["new_boxes"])
            )
            self.stops[last]["new_frames"].append(number)

    def _stop(self, claim: int, inference: int, boxes: list[int], bears_on: list[int]) -> StopData:
        stop: StopData = {
            "claim": claim, "inference": inference, "boxes": boxes, "bears_on": bears_on,
            "new_boxes": [], "new_lines": [], "new_frames": [], "new_entries": [],
        }  # fmt: skip
        self.stops.append(stop)
        return stop

    def _see(self, stop: StopData, boxes: Iterable[int]) -> None:
        stop["new_boxes"] += [box for box in boxes if box not in self._seen_boxes]
        self._seen_boxes.update(boxes)

    def _note(self, stop: StopData, claim: int) -> None:
        """Note that a claim is told: its entry belongs to it where that stands below no step."""
        if claim not in self._shown_claims and claim in self._entry_of_claim:
            stop["new_entries"].append(self._entry_of_claim[claim])
        self._shown_claims.add(claim)
