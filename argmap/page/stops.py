"""How a map is told bit by bit: its main claims, and then step after step in the order of the
outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypedDict

from argmap.page.parts import NONE, UNDERCUTTER, ClaimData, StepData


class StopData(TypedDict):
    """What is told at once: a claim, or a step with its premises.

    Attributes:
        claim, step: what is told; -1 is the other.
        boxes: those of what is told.
        bears_on: those of what it bears on.
        new_boxes, new_lines, new_frames: boxes, lines of steps and frames that can be seen from
        here on.
        new_entries: lines of the outline that can be seen from here on, by their place in it.
    """

    claim: int
    step: int
    boxes: list[int]
    bears_on: list[int]
    new_boxes: list[int]
    new_lines: list[int]
    new_frames: list[int]
    new_entries: list[int]


class Told(NamedTuple):
    """A line of the outline: its claim, the step in which it stands or -1, and whether it says
    where that is told.
    """

    claim: int
    step: int
    is_reference: bool


class Telling:
    """A map as far as it is told.

    Attributes:
        stops: what was told, in order.
    """

    def __init__(
        self, claims: Sequence[ClaimData], steps: Sequence[StepData], outline: Iterable[Told]
    ) -> None:
        """Tell nothing yet.

        Args:
            claims: those of the map, by their numbers.
            steps: those of the map, by their numbers.
            outline: its lines, from above to below.
        """
        self.stops: list[StopData] = []
        self._claims, self._steps = claims, steps
        self._told_claims: set[int] = set()
        self._told_steps: set[int] = set()
        self._seen_boxes: set[int] = set()
        self._entries_of_step: dict[int, list[int]] = {}
        self._entry_of_claim: dict[int, int] = {}
        for place, line in enumerate(outline):
            if line.step != NONE:
                self._entries_of_step.setdefault(line.step, []).append(place)
            elif not line.is_reference:
                self._entry_of_claim[line.claim] = place

    def tell_claim(self, claim: int) -> None:
        """Tell a claim, unless it was told, or a part of a map leaves it out."""
        box = self._claims[claim]["box"]
        if claim in self._told_claims or box == NONE:
            return
        stop = self._stop(claim, NONE, [box], [])
        self._see(stop, [box])
        self._note(stop, claim)

    def tell_step(self, number: int) -> None:
        """Tell a step with its premises, unless it was told."""
        if number in self._told_steps:
            return
        step = self._steps[number]
        if step["kind"] == UNDERCUTTER:
            bears_on = self._steps[step["target"]]["boxes"]
        else:
            # What begins a tree of its own is told before what bears on it.
            self.tell_claim(step["target"])
            bears_on = [self._claims[step["target"]]["box"]]
        own = [box for box in step["boxes"] if box not in bears_on]
        stop = self._stop(NONE, number, own or step["boxes"], bears_on)
        self._see(stop, step["boxes"])
        # One that answers it is told with it: both are one line of the picture.
        for told in [number] if step["answer"] == NONE else [number, step["answer"]]:
            self._told_steps.add(told)
            stop["new_lines"].append(told)
            stop["new_entries"] += self._entries_of_step.get(told, [])
        for premise in step["premises"]:
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

    def _stop(self, claim: int, step: int, boxes: list[int], bears_on: list[int]) -> StopData:
        stop: StopData = {
            "claim": claim, "step": step, "boxes": boxes, "bears_on": bears_on,
            "new_boxes": [], "new_lines": [], "new_frames": [], "new_entries": [],
        }  # fmt: skip
        self.stops.append(stop)
        return stop

    def _see(self, stop: StopData, boxes: Iterable[int]) -> None:
        stop["new_boxes"] += [box for box in boxes if box not in self._seen_boxes]
        self._seen_boxes.update(boxes)

    def _note(self, stop: StopData, claim: int) -> None:
        """Note that a claim is told: its entry belongs to it where that stands below no step."""
        if claim not in self._told_claims and claim in self._entry_of_claim:
            stop["new_entries"].append(self._entry_of_claim[claim])
        self._told_claims.add(claim)
