"""The legend of a picture: every sign that occurs in it, with its name.

Lengths are in points where names are of size `NAME_SIZE`; a picture scales them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from argmap.diagrams.box_contents import (
    FALLING,
    STRIP_SIZE,
    Mark,
    Sign,
    VerdictMark,
    needs_support,
)
from argmap.diagrams.font_metrics import clean, width
from argmap.diagrams.layout import Layout
from argmap.diagrams.scene import CORRECTION_RADIUS, Scene
from argmap.diagrams.theme import LINKED, BoxLook, Ending, Relation, relation_of
from argmap.model.writing import Change, Correction

NAME_SIZE = 10
NUMBER_SIZE = 7.5  # of the number in the box of a claim drawn twice
ROW_HEIGHT = 17
SIGN_WIDTH = 26  # of a box or a line
NAME_GAP = 5  # between a sign and its name
_CORNER_SIGN_WIDTH = 9
_ENTRY_GAP = 16

# Between the words of one sign, of which one holds: "too weak / outweighed".
_ALTERNATIVES = " / "

_HELD_DOWN = (VerdictMark.TOO_WEAK, VerdictMark.OUTWEIGHED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign and its name: a box with a look, a line, a mark, or a bracket over linked premises.

    The rest says how that box or line is drawn.
    """

    name: str
    look: BoxLook | None = None
    is_main: bool = False
    is_implicit: bool = False
    is_copy: bool = False
    verdict: Sign | None = None
    line: Relation | None = None
    ending: Ending = Ending.HEAD
    has_stub: bool = False  # whether that line begins as one that shares its end with others
    is_linked: bool = False
    is_junction: bool = False  # whether linked premises meet in a dot, and not in a bracket
    mark: Mark | None = None
    change: Change | None = None
    correction: Correction | None = None

    @property
    def is_gone(self) -> bool:
        """Whether the sign is of what only an older version of a map has."""
        return self.change is not None and self.change.is_gone

    @property
    def is_gray(self) -> bool:
        """Whether its text is."""
        return self.falls or self.is_gone

    @property
    def falls(self) -> bool:
        """Whether the sign is of claims that fall."""
        return self.verdict in FALLING

    @property
    def sign_width(self) -> float:
        """How wide the sign is."""
        if self.correction is not None:
            return 2 * CORRECTION_RADIUS
        if self.mark is None:
            return SIGN_WIDTH
        if self.mark.sign is not None:
            return _CORNER_SIGN_WIDTH
        return self.mark.width * NAME_SIZE / STRIP_SIZE

    @property
    def width(self) -> float:
        """How wide sign and name are, with the gap to the next entry."""
        return self.sign_width + NAME_GAP + width(self.name) * NAME_SIZE + _ENTRY_GAP


def entries(scene: Scene, layout: Layout | None = None) -> list[Entry]:
    """Return what a picture has to explain, in the order sides, claims, relations, marks.

    Without its layout, it is not yet known which claims are drawn twice: all that may be.
    """
    map = scene.map
    if not scene.has_legend:
        return []
    if layout is None:
        has_copies = any(len(map.uses(claim)) > 1 for claim in map.claims)
        return _all_entries(scene, has_copies=has_copies)
    return _all_entries(
        scene,
        has_copies=any(box.is_copy for box in layout.trees.boxes),
        is_graph=layout.name == "graph",
        has_stubs=bool(layout.trunks),
    )


def _all_entries(
    scene: Scene, *, has_copies: bool, is_graph: bool = False, has_stubs: bool = False
) -> list[Entry]:
    """Return what a picture has to explain that has boxes and lines of these kinds."""
    listed = [*_box_entries(scene)]
    if has_copies:
        listed.append(Entry(scene.words.drawn_twice, look=scene.theme.neutral, is_copy=True))
    listed += _line_entries(scene, is_graph=is_graph, has_stubs=has_stubs)
    listed += _mark_entries(scene)
    listed += _verdict_entries(scene)
    listed += _change_entries(scene)
    shown = set(scene.corrections.values())
    for correction in Correction:
        if correction in shown:
            name = scene.words.word(correction)
            listed.append(Entry(name, correction=correction))
    return listed


def live_entries(scene: Scene, *, has_copies: bool, has_stubs: bool) -> list[Entry]:
    """Return what a picture has to explain whose verdicts change: every sign that it may have."""
    relations = [relation_of(inference) for inference in scene.map.inferences.values()]
    lines = {
        Ending.CROSS: relations[0] if relations else Relation.SUPPORT,
        Ending.RING: Relation.REBUTTAL,
    }
    for relation in (Relation.WEIGHING, Relation.UNDERCUTTER):
        if relation in relations:
            lines[Ending.HALF] = relation
    neutral = scene.theme.neutral
    return [
        *_all_entries(scene, has_copies=has_copies, has_stubs=has_stubs),
        Entry(scene.words.contested, look=neutral, verdict=Sign.CONTESTED),
        *_entries_of_verdicts(scene, [*VerdictMark], lines),
    ]


def rows(listed: Iterable[Entry], room: float) -> list[list[Entry]]:
    """Return entries in rows that are at most so wide, where an entry allows it."""
    filled: list[list[Entry]] = []
    left = 0.0
    for entry in listed:
        # The last entry of a row needs no gap after it.
        if not filled or entry.width - _ENTRY_GAP > left:
            filled.append([])
            left = room
        filled[-1].append(entry)
        left -= entry.width
    return filled


def place_row(
    row: Iterable[Entry], start: float, *, rtl: bool
) -> Iterator[tuple[Entry, float, float]]:
    """Yield the entries of a row, each with the left of its sign and the place of its name.

    A row begins at `start`. Where people read from right to left, that is its right end, and a name
    has its right end at its place; else its left one.
    """
    for entry in row:
        beside = entry.sign_width + NAME_GAP
        if rtl:
            yield entry, start - entry.sign_width, start - beside
            start -= entry.width
        else:
            yield entry, start, start + beside
            start += entry.width


def row_width(row: Iterable[Entry]) -> float:
    """Return how wide a row is."""
    # `sum` differs in the last digits between versions of Python.
    return fsum(entry.width for entry in row) - _ENTRY_GAP


def _box_entries(scene: Scene) -> Iterator[Entry]:
    map = scene.map
    words = scene.words
    neutral = scene.theme.neutral
    present = set(scene.sides.values())
    for index, side in enumerate(map.sides.values()):
        # A part of a map may have no claim of a side.
        if side.id in present:
            yield Entry(clean(side.name), look=scene.theme.side(index))
    # Where no claim has a side, nothing needs to differ from sides.
    if "" in present and len(present) > 1:
        yield Entry(words.no_side_or_several, look=neutral)
    # What lines say leads to the main claims.
    if not (scene.has_words or scene.main_ids.isdisjoint(map.claims)):
        yield Entry(words.main_claim, look=neutral, is_main=True)
    if any(claim.implicit for claim in map.claims.values()):
        yield Entry(words.implicit_supplied_by_the_map, look=neutral, is_implicit=True)


def _line_entries(scene: Scene, *, is_graph: bool, has_stubs: bool) -> Iterator[Entry]:
    words = scene.words
    inferences = scene.map.inferences.values()
    # Of steps whose kind is to be filled in, nothing is said.
    known = [each for each in inferences if each.id not in scene.fill_in.signs]
    relations = set(map(relation_of, known))
    for relation, verb in scene.verbs.items():
        if relation in relations and relation not in scene.said:
            yield Entry(verb, line=relation)
    if any(inference.implicit for inference in inferences):
        implicit = words.implicit_inference
        yield Entry(implicit, line=Relation.SUPPORT, is_implicit=True, has_stub=has_stubs)
    has_linked = any(len(inference.premises) > 1 for inference in inferences)
    if has_linked and LINKED not in scene.said:
        yield Entry(words.linked_each_is_needed, is_linked=True, is_junction=is_graph)


def _mark_entries(scene: Scene) -> Iterator[Entry]:
    words = scene.words
    if any(inference.warrant for inference in scene.map.inferences.values()):
        warrant = words.warrant + words.colon + words.licenses_the_inference
        yield Entry(warrant, mark=Mark("", sign=Sign.WARRANT))
    claims = scene.map.claims
    if "unsupported" in scene.marks and any(needs_support(scene.map, id) for id in claims):
        unsupported = words.unsupported + words.colon + words.no_reason_or_evidence
        yield Entry(unsupported, mark=Mark("", sign=Sign.UNSUPPORTED))
    if "common-ground" in scene.marks and any(claim.common_ground for claim in claims.values()):
        yield Entry(words.common_ground, mark=Mark("", sign=Sign.COMMON_GROUND))
    if "standard" in scene.marks and any(claim.standard for claim in claims.values()):
        yield Entry(words.stands_only_if_backed, mark=Mark(words.must_be_shown))
    types = {claim.type for claim in claims.values()} if "type" in scene.marks else set()
    for type, meaning in (("value", words.says_what_is_good), ("policy", words.says_what_to_do)):
        if type in types:
            yield Entry(meaning, mark=Mark(words.claim_types[type]))


def _verdict_entries(scene: Scene) -> Iterator[Entry]:
    words = scene.words
    verdicts = scene.verdicts
    of_claims = {verdicts[id] for id in scene.map.claims if id in verdicts}
    if VerdictMark.CONTESTED in of_claims:
        name = words.contested + words.colon + words.neither_stands_nor_falls
        yield Entry(name, look=scene.theme.neutral, verdict=Sign.CONTESTED)
    lines: dict[Ending, Relation] = {}
    held_down = set()
    for id, inference in scene.map.inferences.items():
        lines.setdefault(scene.ending(id), relation_of(inference))
        if verdicts.get(id) in _HELD_DOWN:
            held_down.add(verdicts[id])
    yield from _entries_of_verdicts(scene, of_claims | held_down, lines)


def _entries_of_verdicts(
    scene: Scene, shown: Collection[VerdictMark], lines: Mapping[Ending, Relation]
) -> Iterator[Entry]:
    """Yield what explains claims that fall, and lines that end in something else than a head."""
    words = scene.words
    causes = []
    falling = [verdict for verdict in VerdictMark if verdict.falls and verdict in shown]
    for verdict in falling:
        if verdict is not VerdictMark.FALLS:
            causes.append(f"{verdict.sign} {words.verdict_word(verdict)}")
    if falling:
        name = words.falls
        if causes:
            name += words.colon + _ALTERNATIVES.join(causes)
        yield Entry(name, look=scene.theme.neutral, verdict=falling[0].sign)
    held_down = [words.verdict_word(verdict) for verdict in _HELD_DOWN if verdict in shown]
    meanings = {
        Ending.CROSS: words.falls,
        Ending.RING: _ALTERNATIVES.join(held_down),
        Ending.HALF: words.takes_its_backing,
    }
    for ending, name in meanings.items():
        if ending in lines:
            yield Entry(name, line=lines[ending], ending=ending)


def _change_entries(scene: Scene) -> Iterator[Entry]:
    """Yield what became of claims and steps, where two versions of a map are drawn in one."""
    words = scene.words
    changes = scene.changes
    # A dictionary keeps the order and takes each once.
    of_claims = dict.fromkeys(changes[id] for id in scene.map.claims if id in changes)
    for change in of_claims:
        # What is new looks like any other claim, and has a mark.
        if change.is_gone:
            yield Entry(words.word(change), look=scene.theme.neutral, change=change)
    changed = [each for each in scene.map.inferences.values() if each.id in changes]
    relations = {changes[inference.id]: relation_of(inference) for inference in changed}
    for change, relation in relations.items():
        # What is missing is a line with a box at its end, and the box is explained.
        if change is Change.MISSING and change in of_claims:
            continue
        yield Entry(words.word(change), line=relation, change=change)
