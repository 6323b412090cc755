"""The legend of a picture: every sign that occurs in it, with its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.diagrams.font_metrics import clean, width
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import BOLD, SIGNS, UNSUPPORTED, Box
from argmap.model import Kind, Verdict

NAME_SIZE = 10
"""The size of an entry's name, in points."""

ROW_HEIGHT = 17
"""From one row of entries to the next, in points."""

SWATCH_WIDTH = 22
"""How wide the box of a side is, in points."""

NAME_GAP = 4
"""Between a sign and its name, in points."""

TAG_SIZE = 9
"""The size of a tag's text, in points."""

TAG_PADDING = 4
"""Between the text of a tag and its border, on the left and on the right, in points."""

LINKED = "linked"
WARRANT = "warrant"

_LINE_WIDTH = 30
_ENTRY_GAP = 16

_RELATIONS = {Kind.SUPPORT: "supports", Kind.REBUTTAL: "rebuts", Kind.UNDERCUTTER: "undercuts the step"}
_VERDICTS = {Verdict.STANDS: "accepted", Verdict.FALLS: "rejected", Verdict.CONTESTED: "undecided"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign and its name. A sign is one of a box, a line and a tag.

    Attributes:
        name: what the sign stands for.
        box: the look of a side's claims.
        dashed: whether the border of the box is.
        line: the kind of a step, `LINKED` or `WARRANT`.
        tag: the text of a tag.
    """

    name: str
    box: Box | None = None
    dashed: bool = False
    line: str = ""
    tag: str = ""

    @property
    def sign_width(self) -> float:
        """How wide the sign is, in points."""
        if self.tag:
            return tag_width(self.tag)
        if self.box:
            return SWATCH_WIDTH
        return _LINE_WIDTH

    @property
    def width(self) -> float:
        """How wide sign and name are, with the gap to the next entry, in points."""
        return self.sign_width + NAME_GAP + width(self.name) * NAME_SIZE + _ENTRY_GAP


def tag_width(text: str) -> float:
    """Return how wide a tag with this text is, in points."""
    return width(text) * TAG_SIZE * BOLD + 2 * TAG_PADDING


def entries(scene: Scene) -> list[Entry]:
    """Return what the picture has to explain, in the order sides, relations, marks."""
    return [*_side_entries(scene), *_relation_entries(scene), *_mark_entries(scene)]


def rows(listed: Iterable[Entry], room: float) -> list[list[Entry]]:
    """Return entries in rows that are at most so wide, in points, where an entry allows it."""
    filled: list[list[Entry]] = []
    left = 0.0
    for entry in listed:
        if not filled or entry.width > left:
            filled.append([])
            left = room
        filled[-1].append(entry)
        left -= entry.width
    return filled


def _side_entries(scene: Scene) -> Iterator[Entry]:
    present = set(scene.sides.values())
    for index, side in enumerate(scene.map.sides.values()):
        # A part of a map may have no claim of a side.
        if side.id in present:
            yield Entry(clean(side.name), box=scene.theme.side(index))
    # Where no claim has a side, nothing needs to be told apart from sides.
    if "" in present and len(present) > 1:
        yield Entry("no side, or several", box=scene.theme.neutral)


def _relation_entries(scene: Scene) -> Iterator[Entry]:
    steps = scene.map.inferences.values()
    kinds = {step.kind for step in steps}
    for kind, name in _RELATIONS.items():
        if kind in kinds:
            yield Entry(name, line=kind.value)
    if any(len(step.premises) > 1 for step in steps):
        yield Entry("linked: each is needed", line=LINKED)
    if any(step.warrant for step in steps):
        yield Entry("warrant: licenses the step", line=WARRANT)


def _mark_entries(scene: Scene) -> Iterator[Entry]:
    claims = scene.map.claims.values()
    if any(claim.implicit for claim in claims):
        yield Entry("implicit: supplied by the map", box=scene.theme.neutral, dashed=True)
    if any(scene.is_unsupported(claim) for claim in claims):
        yield Entry("no reason or evidence given", tag=UNSUPPORTED)
    shown = set(scene.verdicts.values())
    for verdict, name in _VERDICTS.items():
        if verdict in shown:
            yield Entry(name, tag=SIGNS[verdict])
