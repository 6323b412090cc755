"""How a map is revealed bit by bit: its main claims, and then one inference after the other in the
order of the outline.

Of a claim with a reason of two linked premises, and an objection:

    stop 1   the claim
    stop 2   the reason: both premises, their bracket and line, and two lines of the outline
    stop 3   the objection, its line, and a line of the outline
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from argmap.page.verdict_data import NONE, UNDERCUTTER, ClaimData, InferenceData


class StopData(TypedDict):
    """What is revealed at once: a claim, or an inference with its premises.

    Attributes:
        claim, inference: what is revealed; -1 is the other.
        boxes: those of what is revealed.
        bears_on: those of what it bears on.
        new_boxes, new_lines, new_frames: boxes, lines of inferences and frames that can be seen
            from here on.
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


class Presentation:
    """A map as far as it is revealed.

    Attributes:
        stops: what was revealed, in order.
    """

    def __init__(
        self,
        claims: Sequence[ClaimData],
        inferences: Sequence[InferenceData],
        entries_of_inference: Mapping[int, list[int]],
        entry_of_claim: Mapping[int, int],
    ) -> None:
        """Reveal nothing yet.

        Args:
            claims: those of the map, by their numbers.
            inferences: those of the map, by their numbers.
            entries_of_inference: an inference -> the places of its premises in the outline.
            entry_of_claim: a claim below no inference -> its place in the outline.
        """
        self.stops: list[StopData] = []
        self._claims, self._inferences = claims, inferences
        self._entries_of_inference = entries_of_inference
        self._entry_of_claim = entry_of_claim
        self._shown_claims: set[int] = set()
        self._shown_inferences: set[int] = set()
        self._seen_boxes: set[int] = set()

    def show_claim(self, claim: int) -> None:
        """Reveal a claim, unless it was, or a part of a map leaves it out."""
        box = self._claims[claim]["box"]
        if claim in self._shown_claims or box == NONE:
            return
        stop = self._add_stop(claim, NONE, [box], [], [box])
        self._reveal_entry(stop, claim)

    def show_inference(self, number: int) -> None:
        """Reveal an inference with its premises, unless it was."""
        if number in self._shown_inferences:
            return
        inference = self._inferences[number]
        target = inference["target"]
        if inference["kind"] == UNDERCUTTER:
            bears_on = self._inferences[target]["boxes"]
        else:
            # What begins a tree of its own comes before what bears on it.
            self.show_claim(target)
            bears_on = [self._claims[target]["box"]]
        boxes = inference["boxes"]
        own = [box for box in boxes if box not in bears_on]
        stop = self._add_stop(NONE, number, own or boxes, bears_on, boxes)
        shown_numbers = [number]
        # One that answers it comes with it: both are one line of the picture.
        if inference["answer"] != NONE:
            shown_numbers.append(inference["answer"])
        self._shown_inferences.update(shown_numbers)
        stop["new_lines"] += shown_numbers
        for shown_number in shown_numbers:
            stop["new_entries"] += self._entries_of_inference.get(shown_number, [])
        for premise in inference["premises"]:
            self._reveal_entry(stop, premise)

    def frame(self, frames: Sequence[Sequence[int]]) -> None:
        """Show the frame of each group of boxes with the last of them."""
        for number, boxes in enumerate(frames):
            for stop in reversed(self.stops):
                if not set(boxes).isdisjoint(stop["new_boxes"]):
                    stop["new_frames"].append(number)
                    break

    def _add_stop(
        self, claim: int, inference: int, boxes: list[int], bears_on: list[int], seen: list[int]
    ) -> StopData:
        """Add a stop from which on the boxes `seen` can be seen, if they could not be before."""
        stop: StopData = {
            "claim": claim, "inference": inference, "boxes": boxes, "bears_on": bears_on,
            "new_boxes": [box for box in seen if box not in self._seen_boxes],
            "new_lines": [], "new_frames": [], "new_entries": [],
        }  # fmt: skip
        self._seen_boxes.update(seen)
        self.stops.append(stop)
        return stop

    def _reveal_entry(self, stop: StopData, claim: int) -> None:
        """Show the entry of a claim that comes now, where that is below no inference."""
        if claim not in self._shown_claims and claim in self._entry_of_claim:
            stop["new_entries"].append(self._entry_of_claim[claim])
        self._shown_claims.add(claim)
