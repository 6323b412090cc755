"""The legend of a picture: every sign that occurs in it, with its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.diagrams.font_metrics import clean, width
from argmap.diagrams.theme import BOLD, SIGNS, UNSUPPORTED, Box
from argmap.model import Inference, Kind, Verdict

if TYPE_CHECKING:
    from argmap.diagrams.scene import Scene

SIZE = 10
ROW = 17
_GAP = 16

_NAMES = {Kind.SUPPORT: "supports", Kind.REBUTTAL: "rebuts", Kind.UNDERCUTTER: "undercuts the step"}
_MEANS = {Verdict.STANDS: "accepted", Verdict.FALLS: "rejected", Verdict.CONTESTED: "undecided"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign and its name. A sign is a box, a line (the kind of a step, "linked", "warrant") or a tag."""

    name: str
    box: Box | None = None
    dashed: bool = False
    line: str = ""
    tag: str = ""

    @property
    def sign_width(self) -> float:
        """How wide the sign is, in points."""
        return tag_width(self.tag) if self.tag else 22 if self.box else 30

    @property
    def width(self) -> float:
        """How wide sign and name are, with the gap to the next entry, in points."""
        return self.sign_width + 4 + width(self.name) * SIZE + _GAP


def tag_width(text: str) -> float:
    """Return how wide a tag is, in points."""
    return width(text) * 9 * BOLD + 8


def entries(scene: Scene) -> list[Entry]:
    """Return what the picture has to explain, in the order sides, relations, marks."""
    return [*_sides(scene), *_relations(scene), *_marks(scene)]


def rows(found: list[Entry], room: float) -> list[list[Entry]]:
    """Return entries in rows that are at most so wide, in points, where an entry allows it."""
    filled: list[list[Entry]] = []
    left = 0.0
    for entry in found:
        if not filled or entry.width > left:
            filled.append([])
            left = room
        filled[-1].append(entry)
        left -= entry.width
    return filled


def _sides(scene: Scene) -> Iterator[Entry]:
    present = set(scene.sides.values())
    for index, side in enumerate(scene.map.sides.values()):
        if side.id in present:
            yield Entry(clean(side.name), box=scene.theme.side(index))
    if "" in present and len(present) > 1:
        yield Entry("no side, or several", box=scene.theme.neutral)


def _relations(scene: Scene) -> Iterator[Entry]:
    steps = list(scene.map.inferences.values())
    for kind in Kind:
        if any(step.kind is kind for step in steps):
            yield Entry(_NAMES[kind], line=kind.value)
    if any(_is_linked(step) for step in steps):
        yield Entry("linked: each is needed", line="linked")
    if any(step.warrant for step in steps):
        yield Entry("warrant: licenses the step", line="warrant")


def _is_linked(step: Inference) -> bool:
    return len(step.premises) > 1


def _marks(scene: Scene) -> Iterator[Entry]:
    claims = list(scene.map.claims.values())
    if any(claim.implicit for claim in claims):
        yield Entry("implicit: supplied by the map", box=scene.theme.neutral, dashed=True)
    if any(scene.is_unsupported(claim) for claim in claims):
        yield Entry("no reason or evidence given", tag=UNSUPPORTED)
    shown = set(scene.verdicts.values())
    for verdict in Verdict:
        if verdict in shown:
            yield Entry(_MEANS[verdict], tag=SIGNS[verdict])
