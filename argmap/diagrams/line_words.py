"""Words on lines: what a picture says of its steps, where one reads.

    ┌─────────┐
    │  claim  │
    └─────────┘
       ▲ because           beside the head of a line, once for each head;
       │                   else along the line, or in a gap of it
    ━━━┷━━━━━━━ ◆·· doesn't follow, since ··
    ┌─┴─┐and┌─┴─┐      │   between linked premises

A word is where nothing else is, and nearer to its own line than to any that says something else. A
relation whose words have no room is left to the legend. Lengths are those of the layout.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import floor, inf
from operator import itemgetter
from typing import NamedTuple

from argmap.diagrams.box_contents import STRIP_SIZE, TAG_INSET, TAG_SIZE, Sign
from argmap.diagrams.font_metrics import width
from argmap.diagrams.geometry import (
    Path,
    Point,
    Rectangle,
    grow,
    holds,
    hull,
    overlap,
    shared_extent,
    toward,
    without_end,
)
from argmap.diagrams.layout import Layout, LineWord, PlacedBox
from argmap.diagrams.scene import CORRECTION_RADIUS, Scene, place_of_correction
from argmap.diagrams.theme import FRAME_NAME_PITCH, FRAME_NAME_SIZE, LINKED, Relation, relation_of
from argmap.model import Inference

WORD_SIZE = STRIP_SIZE
WORD_DESCENT = 1.8  # how far letters reach below the baseline

_HEIGHT = 8.0  # of the letters of a word
_MANY = 40  # boxes of a map in which every "because" would be noise
_BESIDE = 2.2  # from a line to a word beside it
_HEAD_LENGTH = 8.0
_HALF_HEAD = 5.0
_HALF_LINE = 1.2
_HALF_BORDER = 1.6
_SIGN = 4.6  # the radius of the signs on the border of a box, and room around them
_OVER_EDGE = 2.0  # that a word may reach over the edge of a layout, which has a margin
_GAP_IN_LINE = 9.0  # of a line that stays on both sides of a word in it
_CLEAR = 0.6  # around a word
_STEP = 3.0  # from one place along a line to the next
_FARTHEST = 200.0  # from its head that a word may be
_CLEARLY = 0.7  # how much nearer to its own line than to another it is
_APART = 6.0  # from the same word at another line

_CELL = 48.0
_NOBODY = -1


class _Head(NamedTuple):
    """A head of a line, or of a trunk with the lines that share it."""

    relation: Relation
    inferences: tuple[str, ...]
    path: Path  # to its tip
    texts: Sequence[str]  # what may be said there, the longest first
    is_level: bool  # whether its line runs beside what it bears on


class _Place(NamedTuple):
    area: Rectangle
    is_in_line: bool = False


def words_on_lines(scene: Scene, layout: Layout, taken: Sequence[Rectangle]) -> list[LineWord]:
    """Return the words on the lines of a layout that is turned as it is shown.

    Args:
        scene: what is drawn.
        layout: where it is.
        taken: what is inside the layout besides, such as a legend.
    """
    heads = _heads(scene, layout)
    obstacles = _Obstacles(layout, heads, _areas_taken(scene, layout, taken))
    words = []
    for number, head in enumerate(heads):
        word = obstacles.say(number, head)
        if word is not None:
            words.append(word)
    said = {inference for word in words for inference in word.inferences}
    is_sparse = len(layout.boxes) >= _MANY
    for bracket in layout.brackets:
        if is_sparse and bracket.inference not in said:
            continue
        text = scene.words.word_of_linked
        for here, there in pairwise(bracket.legs):
            word = obstacles.say_between(bracket.inference, text, (here[0], here[1], there[0]))
            if word is not None:
                words.append(word)
    return words


def sayable(scene: Scene) -> set[str]:
    """Return the relations of a map that its lines can say, if there is room."""
    map = scene.map
    relations: set[str] = set()
    for inference in map.inferences.values():
        if not _is_between_mains(scene, inference):
            relations.add(relation_of(inference))
        if len(inference.premises) > 1:
            relations.add(LINKED)
    return relations


def sayings(scene: Scene) -> list[list[tuple[str, float]]]:
    """Return what a page says: by relation its words with their widths, then that of `LINKED`.

    Where a page begins, the claim that a reason is for is above it.
    """
    words = scene.words
    texts = {
        Relation.SUPPORT: words.words_of_reason,
        Relation.REBUTTAL: words.words_of_objection,
        Relation.UNDERCUTTER: words.words_of_undercutter,
        Relation.WEIGHING: words.words_of_weighing,
        LINKED: (words.word_of_linked,),
    }
    shown = sayable(scene) if scene.has_words else ()
    said = []
    for relation, own in texts.items():
        said.append([(text, word_extent(text)[0]) for text in own if relation in shown])
    return said


_ORDER = (Relation.UNDERCUTTER, Relation.WEIGHING, Relation.REBUTTAL, Relation.SUPPORT)


def _is_between_mains(scene: Scene, inference: Inference) -> bool:
    """Return whether a step is between main claims, whose rivalry one sees."""
    return scene.main_ids.issuperset([inference.target, *inference.premises])


# --- what is to be said ---


def _heads(scene: Scene, layout: Layout) -> list[_Head]:
    """Return the heads of a layout, and what each may say."""
    inferences = scene.map.inferences
    relations_at: dict[str, set[Relation]] = defaultdict(set)
    for inference in inferences.values():
        relations_at[inference.target].add(relation_of(inference))
    is_sparse = len(layout.boxes) >= _MANY

    def head(ids: tuple[str, ...], path: Path, *, is_level: bool) -> _Head:
        inference = inferences[ids[0]]
        relation = relation_of(inference)
        target = inference.target
        is_clear = is_sparse and target not in scene.main_ids and len(relations_at[target]) < 2
        texts: Sequence[str] = ()
        if not (_is_between_mains(scene, inference) or (relation is Relation.SUPPORT and is_clear)):
            texts = _texts(scene, relation, path)
        is_level |= relation in (Relation.UNDERCUTTER, Relation.WEIGHING)
        return _Head(relation, ids, path, texts, is_level)

    heads = []
    for trunk in layout.trunks:
        heads.append(head(trunk.inferences, trunk.paths[-1], is_level=False))
    for line in layout.lines:
        if line.has_head and line.stub is None:
            heads.append(head((line.inference,), line.path, is_level=line.is_across))
    # What is longest and rarest chooses first.
    places = {id: place for place, id in enumerate(inferences)}
    heads.sort(key=lambda head: (_ORDER.index(head.relation), places[head.inferences[0]]))
    return heads


def _texts(scene: Scene, relation: Relation, path: Path) -> Sequence[str]:
    words = scene.words
    if relation is Relation.SUPPORT:
        tip, base = _head_of(path)
        # Whether what it bears on comes first where people read.
        is_first = tip[1] < base[1]
        if not _is_upright(tip, base):
            is_first = tip[0] > base[0] if words.rtl else tip[0] < base[0]
        return words.words_of_reason if is_first else words.words_of_conclusion
    return {
        Relation.REBUTTAL: words.words_of_objection,
        Relation.UNDERCUTTER: words.words_of_undercutter,
        Relation.WEIGHING: words.words_of_weighing,
    }[relation]


# --- where ---


def _places(head: _Head, wide: float, high: float) -> Iterator[_Place]:
    """Yield the places for a word of this size at a head, the best first."""
    if head.is_level:
        yield from _places_in_line(head.path, wide, high)
        yield from _places_along(head.path, wide, high)
        yield from _places_at_head(head.path, wide, high)
        yield from _places_at_turns(head.path, wide, high)
    else:
        yield from _places_at_head(head.path, wide, high)
        yield from _places_along(head.path, wide, high)
        yield from _places_in_line(head.path, wide, high)


def _places_at_head(path: Path, wide: float, high: float) -> Iterator[_Place]:
    """Yield the places beside a head, as near to what it bears on as its tip."""
    tip, base = _head_of(path)
    x, y = toward(tip, base, (high if _is_upright(tip, base) else wide) / 2, inf)
    yield from _places_beside((x, y), tip, base, wide, high, _HALF_HEAD + _BESIDE)


def _head_of(path: Path) -> tuple[Point, Point]:
    """Return the tip of the head at the end of a line, and the middle of its base."""
    return path[-1], without_end(path, _HEAD_LENGTH)[-1]


def _is_upright(here: Point, there: Point) -> bool:
    return abs(here[0] - there[0]) <= abs(here[1] - there[1])


def _places_beside(
    middle: Point, here: Point, there: Point, wide: float, high: float, aside: float
) -> Iterator[_Place]:
    """Yield the places at both sides of a piece of a line."""
    x, y = middle
    if not _is_upright(here, there):
        yield _Place(_around(x, y - aside - high / 2, wide, high))
        yield _Place(_around(x, y + aside + high / 2, wide, high))
    else:
        yield _Place(_around(x + aside + wide / 2, y, wide, high))
        yield _Place(_around(x - aside - wide / 2, y, wide, high))


def _places_along(path: Path, wide: float, high: float) -> Iterator[_Place]:
    """Yield the places beside the straight pieces of a line, from its head on."""
    wanted = _HEAD_LENGTH + high / 2
    passed = 0.0
    for there, here, is_straight in reversed(_pieces(path)):
        x, y = here
        across = there[0] - x
        down = there[1] - y
        length = abs(across) + abs(down)
        while wanted <= min(passed + length, _FARTHEST):
            share = (wanted - passed) / length
            middle = (x + across * share, y + down * share)
            if is_straight:
                yield from _places_beside(middle, here, there, wide, high, _HALF_LINE + _BESIDE)
            wanted += _STEP
        passed += length


def _places_in_line(path: Path, wide: float, high: float) -> Iterator[_Place]:
    """Yield the places in the straight pieces of a line, the longest first."""
    pieces = []
    for here, there, is_straight in _pieces(path):
        across, down = shared_extent(hull([here]), hull([there]))
        needed = high if _is_upright(here, there) else wide
        if is_straight and -across - down >= needed + 2 * _GAP_IN_LINE:
            pieces.append((across + down, here, there))
    for _, (x, y), (end_x, end_y) in sorted(pieces, key=itemgetter(0)):
        yield _Place(_around((x + end_x) / 2, (y + end_y) / 2, wide, high), is_in_line=True)


def _places_at_turns(path: Path, wide: float, high: float) -> Iterator[_Place]:
    """Yield the places on the level of a line that turns down or up, beyond its turns."""
    aside = _HALF_LINE + _BESIDE + wide / 2
    for (start_x, start_y), (end_x, end_y), is_straight in _pieces(path):
        if not is_straight:
            # One of its ends is on a level piece: that whose neighbor is not above or below it.
            way = aside if start_x > end_x else -aside
            yield _Place(_around(start_x + way, end_y, wide, high))
            yield _Place(_around(end_x - way, start_y, wide, high))


def _pieces(path: Path) -> list[tuple[Point, Point, bool]]:
    """Return the ends of the pieces of a path, and whether they are upright or level."""
    pieces = []
    for first in range(0, len(path) - 1, 3):
        start, handle, other, end = path[first : first + 4]
        if start != end:
            is_straight = (
                start == handle and other == end and (start[0] == end[0] or start[1] == end[1])
            )
            pieces.append((start, end, is_straight))
    return pieces


def _around(x: float, y: float, wide: float, high: float) -> Rectangle:
    return Rectangle(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


# --- what is in the way ---


def _areas_taken(scene: Scene, layout: Layout, taken: Iterable[Rectangle]) -> Iterator[Rectangle]:
    """Yield where a layout has anything but lines."""
    yield from taken
    for placed in layout.boxes:
        yield grow(placed.area, _HALF_BORDER)
        yield from _signs_around(scene, placed)
    for frame in layout.frames:
        left, top, right, bottom = frame.area
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        for here, there in pairwise(corners):
            yield grow(hull([here, there]), _HALF_LINE)
        x, y = frame.place
        wide = max(map(width, frame.name), default=0.0) * FRAME_NAME_SIZE
        side = x - wide if scene.words.rtl else x
        yield Rectangle(side, y, side + wide, y + FRAME_NAME_PITCH * len(frame.name))
    for x, y in layout.junctions.values():
        yield grow(Rectangle(x, y, x, y), _SIGN)
    if scene.corrections:
        for line in layout.lines:
            x, y = place_of_correction(line)
            yield grow(Rectangle(x, y, x, y), CORRECTION_RADIUS)


def _signs_around(scene: Scene, placed: PlacedBox) -> Iterator[Rectangle]:
    """Yield where the border of a box may have signs and a tag."""
    left, top, right, bottom = placed.area
    edge = left if scene.words.rtl else right
    signs = [mark.sign for mark in placed.shape.signs if mark.sign is not None]
    # On a page, any claim may have a verdict, and its words stay where they are.
    if scene.is_live or scene.corrections or any(sign.is_verdict for sign in signs):
        yield grow(Rectangle(edge, top, edge, top), CORRECTION_RADIUS)
    if any(not sign.is_verdict for sign in signs if sign is not Sign.WARRANT):
        yield grow(Rectangle(edge, bottom - 12.0, edge, bottom - 3.0), _SIGN)
    wide = len(placed.shape.tag) * TAG_SIZE / 2
    if Sign.WARRANT in signs:
        wide += 3 * _SIGN
    if wide:
        wide += TAG_INSET
        start = right - wide if scene.words.rtl else left
        # A copy has its tag below.
        y = bottom if placed.box.is_copy else top
        yield Rectangle(start, y - _SIGN, start + wide, y + _SIGN)


class _Obstacles:
    """What is in the way of words, found by place."""

    def __init__(self, layout: Layout, heads: Sequence[_Head], areas: Iterable[Rectangle]) -> None:
        self.whole = grow(Rectangle(0.0, 0.0, layout.width, layout.height), _OVER_EDGE)
        self.heads = heads
        self.cells: dict[tuple[int, int], list[tuple[Rectangle, int]]] = defaultdict(list)
        self.words: dict[tuple[int, int], list[tuple[Rectangle, str]]] = defaultdict(list)
        owners: dict[str, int] = {}
        for number, head in enumerate(heads):
            owners.update(dict.fromkeys(head.inferences, number))
            self._add(_area_of_head(head.path), number)
        for area in areas:
            self._add(area, _NOBODY)
        for line in layout.lines:
            path = line.path if line.stub is None else line.stub
            self._add_path(path, owners.get(line.inference, _NOBODY))
        for trunk in layout.trunks:
            for path in trunk.paths:
                self._add_path(path, owners[trunk.inferences[0]])
        for bracket in layout.brackets:
            for piece in (bracket.bar, *bracket.legs):
                self._add(grow(hull(piece), _HALF_LINE), owners.get(bracket.inference, _NOBODY))

    def _add_path(self, path: Path, owner: int) -> None:
        # A piece of a Bézier curve stays in the hull of its ends and handles.
        for first in range(0, len(path) - 1, 3):
            self._add(grow(hull(path[first : first + 4]), _HALF_LINE), owner)

    def _add(self, area: Rectangle, owner: int) -> None:
        for cell in _cells(area):
            self.cells[cell].append((area, owner))

    def say(self, number: int, head: _Head) -> LineWord | None:
        """Return the word at a head, if there is room for one; it is in the way from then on."""
        for text in head.texts:
            wide, high = word_extent(text)
            for area, is_in_line in _places(head, wide, high):
                if self._is_free(area, text, number, is_in_line=is_in_line):
                    return self._put(
                        LineWord(text, head.relation, area, head.inferences, is_in_line)
                    )
        return None

    def say_between(
        self, inference: str, text: str, gap: tuple[Point, Point, Point]
    ) -> LineWord | None:
        """Return the word between two legs of a bracket, if there is room for it.

        The gap is from the bar to the box at its start, and to the next leg.
        """
        (x, bar), (_, top), (end, _) = gap
        wide, high = word_extent(text)
        area = _around((x + end) / 2, (bar + top) / 2, wide, high)
        if abs(end - x) < wide + 2 * _BESIDE or not self._has_room(area):
            return None
        return self._put(LineWord(text, LINKED, area, (inference,)))

    def _put(self, word: LineWord) -> LineWord:
        for cell in _cells(grow(word.area, _APART)):
            self.words[cell].append((word.area, word.text))
        self._add(word.area, _NOBODY)
        return word

    def _has_room(self, area: Rectangle) -> bool:
        """Return whether an area is between a bar and boxes, and nothing else is there."""
        inner = grow(area, -1.5)
        return not any(
            overlap(inner, other) for cell in _cells(area) for other, _ in self.cells[cell]
        )

    def _is_free(self, area: Rectangle, text: str, number: int, *, is_in_line: bool) -> bool:
        """Return whether a word may be there that belongs to the head of this number."""
        if not (holds(self.whole, area[:2]) and holds(self.whole, area[2:])):
            return False
        around = grow(area, _CLEAR)
        near: list[tuple[float, int]] = []
        for cell in _cells(grow(area, _APART)):
            for other, said in self.words[cell]:
                if not is_in_line and said == text and overlap(grow(area, _APART), other):
                    return False
            for other, owner in self.cells[cell]:
                is_own = owner == number
                if overlap(around, other) and not (is_own and is_in_line):
                    return False
                if owner != _NOBODY:
                    near.append((-min(*shared_extent(area, other), 0.0), owner))
        relation = self.heads[number].relation
        own = min((distance for distance, owner in near if owner == number), default=_APART)
        others = [
            distance for distance, owner in near if self.heads[owner].relation is not relation
        ]
        return is_in_line or own + _CLEARLY <= min(others, default=own + _CLEARLY)


def _area_of_head(path: Path) -> Rectangle:
    """Return where the head at the end of a line is, whatever its kind."""
    tip, base = _head_of(path)
    left, top, right, bottom = hull([tip, base])
    if _is_upright(tip, base):
        return Rectangle(left - _HALF_HEAD, top, right + _HALF_HEAD, bottom)
    return Rectangle(left, top - _HALF_HEAD, right, bottom + _HALF_HEAD)


def word_extent(text: str) -> tuple[float, float]:
    """Return the width and the height of a word."""
    return round(width(text) * WORD_SIZE, 2), _HEIGHT


def _cells(area: Rectangle) -> Iterator[tuple[int, int]]:
    """Yield the cells of the plane that an area has a part in."""
    left, top, right, bottom = area.scale(1 / _CELL)
    for column in range(floor(left), floor(right) + 1):
        for row in range(floor(top), floor(bottom) + 1):
            yield column, row
