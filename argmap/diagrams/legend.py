"""The legend of a picture: every sign that occurs in it, with its name.

Lengths are in points where names are of size `NAME_SIZE`; a picture scales them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.diagrams.box_contents import (
    CONTESTED,
    FALLS,
    NOT_SHOWN,
    REBUTTED,
    STRIP_SIZE,
    Mark,
    Tone,
)
from argmap.diagrams.box_tree import Structure
from argmap.diagrams.font_metrics import clean, width
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import BoxLook, Ending
from argmap.model import Kind
from argmap.model.writing import Change

NAME_SIZE = 10
"""The size of an entry's name."""

NUMBER_SIZE = 7.5
"""The size of the number in the box that stands for a claim drawn twice."""

ROW_HEIGHT = 17
"""From one row of entries to the next."""

SIGN_WIDTH = 26
"""How wide a box or a line in the legend is."""

NAME_GAP = 5
"""Between a sign and its name."""

_ENTRY_GAP = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign and its name.

    Attributes:
        name: what the sign stands for.
        look: of a side, if the sign is a box.
        is_main, is_implicit, is_copy, falls: how that box is drawn.
        line: the relation, if the sign is a line; `is_implicit` says whether the step is.
        ending: what that line ends in.
        is_linked: whether the sign is a bracket over linked premises.
        mark: if the sign is a mark.
        change: what became of what the sign stands for, where that is another look.
    """

    name: str
    look: BoxLook | None = None
    is_main: bool = False
    is_implicit: bool = False
    is_copy: bool = False
    falls: bool = False
    line: Kind | None = None
    ending: Ending = Ending.HEAD
    is_linked: bool = False
    mark: Mark | None = None
    change: Change | None = None

    @property
    def sign_width(self) -> float:
        """How wide the sign is."""
        if self.mark is not None:
            return self.mark.width * NAME_SIZE / STRIP_SIZE
        return SIGN_WIDTH

    @property
    def width(self) -> float:
        """How wide sign and name are, with the gap to the next entry."""
        return self.sign_width + NAME_GAP + width(self.name) * NAME_SIZE + _ENTRY_GAP


def entries(scene: Scene, trees: Structure) -> list[Entry]:
    """Return what the picture has to explain, in the order sides, claims, relations, marks."""
    return _entries(scene, has_copies=any(box.is_copy for box in trees.boxes))


def live_entries(scene: Scene, trees: Structure) -> list[Entry]:
    """Return what a picture has to explain that shows verdicts as they change: every sign that one
    may have.
    """
    words = scene.words
    kind = next((inference.kind for inference in scene.map.inferences.values()), Kind.SUPPORT)
    return [
        *entries(scene, trees),
        Entry(words.falls, look=scene.theme.neutral, falls=True),
        Entry(words.falls, line=kind, ending=Ending.CROSS),
        Entry(words.outweighed, line=Kind.REBUTTAL, ending=Ending.RING),
    ]


def possible_entries(scene: Scene) -> list[Entry]:
    """Return what the picture may have to explain, before it is known which
    claims are drawn twice.
    """
    return _entries(
        scene, has_copies=any(len(scene.map.uses(claim)) > 1 for claim in scene.map.claims)
    )


def _entries(scene: Scene, *, has_copies: bool) -> list[Entry]:
    return [
        *_side_entries(scene),
        *_claim_entries(scene, has_copies=has_copies),
        *_relation_entries(scene),
        *_mark_entries(scene),
        *_verdict_entries(scene),
        *_change_entries(scene),
    ]


def rows(listed: Iterable[Entry], room: float) -> list[list[Entry]]:
    """Return entries in rows that are at most so wide, where an entry allows it."""
    filled: list[list[Entry]] = []
    left = 0.0
    for entry in listed:
        if not filled or entry.width - _ENTRY_GAP > left:
            filled.append([])
            left = room
        filled[-1].append(entry)
        left -= entry.width
    return filled


def row_width(row: Iterable[Entry]) -> float:
    """Return how wide a row is."""
    return sum(entry.width for entry in row) - _ENTRY_GAP


def _side_entries(scene: Scene) -> Iterator[Entry]:
    present = set(scene.sides.values())
    for index, side in enumerate(scene.map.sides.values()):
        # A part of a map may have no claim of a side.
        if side.id in present:
            yield Entry(clean(side.name), look=scene.theme.side(index))
    # Where no claim has a side, nothing needs to be told apart from sides.
    if "" in present and len(present) > 1:
        yield Entry(scene.words.no_side_or_several, look=scene.theme.neutral)


def _claim_entries(scene: Scene, *, has_copies: bool) -> Iterator[Entry]:
    neutral = scene.theme.neutral
    if not scene.main_ids.isdisjoint(scene.map.claims):
        yield Entry(scene.words.main_claim, look=neutral, is_main=True)
    if any(claim.implicit for claim in scene.map.claims.values()):
        yield Entry(scene.words.implicit_supplied_by_the_map, look=neutral, is_implicit=True)
    if has_copies:
        yield Entry(scene.words.drawn_twice, look=neutral, is_copy=True)


def _relation_entries(scene: Scene) -> Iterator[Entry]:
    inferences = scene.map.inferences.values()
    kinds = {inference.kind for inference in inferences if scene.sign(inference.id) is None}
    names = {
        Kind.SUPPORT: scene.words.supports,
        Kind.REBUTTAL: scene.words.rebuts,
        Kind.UNDERCUTTER: scene.words.undercuts_the_inference,
    }
    for kind, name in names.items():
        if kind in kinds:
            yield Entry(name, line=kind)
    if any(inference.implicit for inference in inferences):
        yield Entry(scene.words.implicit_inference, line=Kind.SUPPORT, is_implicit=True)
    if any(len(inference.premises) > 1 for inference in inferences):
        yield Entry(scene.words.linked_each_is_needed, is_linked=True)


def _mark_entries(scene: Scene) -> Iterator[Entry]:
    claims = scene.map.claims.values()
    words = scene.words
    if any(inference.warrant for inference in scene.map.inferences.values()):
        yield Entry(words.licenses_the_inference, mark=Mark(words.warrant, Tone.PLAIN))
    if "unsupported" in scene.marks and any(scene.map.is_unsupported(claim.id) for claim in claims):
        yield Entry(words.no_reason_or_evidence, mark=Mark(words.unsupported, Tone.ALARM))


def _verdict_entries(scene: Scene) -> Iterator[Entry]:
    words = scene.words
    given = {scene.verdicts[claim].word for claim in scene.map.claims if claim in scene.verdicts}
    if given & {FALLS, REBUTTED, NOT_SHOWN}:
        causes = [words.verdict_word(cause) for cause in (REBUTTED, NOT_SHOWN) if cause in given]
        name = words.falls
        if causes:
            name += words.colon + words.join_list(causes)
        yield Entry(name, look=scene.theme.neutral, falls=True)
    endings: dict[Ending, Kind] = {}
    for inference in scene.map.inferences.values():
        endings.setdefault(scene.ending(inference.id), inference.kind)
    if Ending.CROSS in endings:
        yield Entry(words.falls, line=endings[Ending.CROSS], ending=Ending.CROSS)
    if Ending.RING in endings:
        yield Entry(words.outweighed, line=endings[Ending.RING], ending=Ending.RING)
    if CONTESTED in given:
        yield Entry(words.neither_stands_nor_falls, mark=Mark(words.contested, Tone.ALARM))


def _change_entries(scene: Scene) -> Iterator[Entry]:
    """Yield what became of claims and steps, where two versions of a map are drawn in one."""
    words = scene.words
    for change in dict.fromkeys(
        scene.changes[claim] for claim in scene.map.claims if claim in scene.changes
    ):
        if change.is_gone:
            yield Entry(words.change_word(change), look=scene.theme.neutral, change=change)
    kinds = {
        scene.changes[inference.id]: inference.kind
        for inference in scene.map.inferences.values()
        if inference.id in scene.changes
    }
    for change, kind in kinds.items():
        yield Entry(words.change_word(change), line=kind, change=change)
