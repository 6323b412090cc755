"""What is wrong with the layout of a picture, in sentences; a layout without faults has none.

A layout that leads down, left or right is turned back first, so that the same is asked of all.

        ┌───────┐
        │ claim │
        └───────┘
         ▲     ▲
       ┌─┴──┐  │        two reasons share a trunk, whose parts are tested once;
     stub  stub│        of their lines only the stubs are tested
    ┌─┐    ┌─┐┌─┐
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import dist, hypot

from argmap import Kind
from argmap.diagrams import (
    Block,
    Box,
    Group,
    Layout,
    Line,
    Path,
    Point,
    Rectangle,
    Trunk,
    crossings,
    flatten,
    mirror_layout,
    occupied_areas,
    overlap,
    turn_layout,
)
from argmap.languages import words_for

IN_MIRROR = {"left": "right", "right": "left"}
"""Where the main claims are in a mirror."""

_SKIN = 0.6
"""How far something may reach into a box before it counts, in points: the width of its border."""

_HEAD_ROOM = 2.5 + _SKIN
"""How far from a box a line may begin or end."""

_TRIMMED = 1.5
"""What is left out at both ends of a line where crossings are looked for: there it meets others."""

_CORNER = 6.0
"""How far from the end of a trunk its last stub may join it: a corner that is rounded."""


def faults(layout: Layout, direction: str = "up") -> list[str]:
    """Return what is wrong with a layout, each fault in a sentence that begins with its kind.

    Args:
        layout: the layout.
        direction: where its main claims are.
    """
    figure = _Figure(_turn_back(layout, direction), is_turned=direction in ("left", "right"))
    found = []
    if len(figure.areas) < len(layout.trees.boxes):
        # Nothing else can be asked.
        return [f"missing: {fault}" for fault in _missing(figure)]
    wanted = _OF_GRAPHS if layout.name == "graph" else CHECKS
    for kind, check in CHECKS.items():
        if kind in wanted:
            found += [f"{kind}: {fault}" for fault in check(figure)]
    return found


def _turn_back(layout: Layout, direction: str) -> Layout:
    """Return a layout with its main claims on top again, as people read who begin at the left."""
    if words_for(layout.trees.map.language).rtl:
        layout = mirror_layout(layout)
        direction = IN_MIRROR.get(direction, direction)
    # Three turns to the right undo one; whatever mirrors a layout undoes itself.
    for _ in range(3 if direction == "right" else 1):
        layout = turn_layout(layout, direction)
    return layout


class _Figure:
    """A layout with its main claims on top, and what is asked of it again and again."""

    def __init__(self, layout: Layout, *, is_turned: bool) -> None:
        self.layout = layout
        self.is_turned = is_turned
        self.map = layout.trees.map
        trees = layout.trees
        self.boxes = {placed.box.number: placed.box for placed in layout.boxes}
        self.areas = {placed.box.number: placed.area for placed in layout.boxes}
        self.roots = [*trees.mains, *trees.loose]
        self.groups = [group for groups in trees.below for group in groups]
        self.blocks = [block for group in self.groups for block in group]
        self.block_of = {block.id: block for block in self.blocks}
        self.brackets = {bracket.inference: bracket for bracket in layout.brackets}
        self.lines = {line.inference: line for line in layout.lines}

    def area(self, box: Box) -> Rectangle:
        return self.areas[box.number]

    def hull(self, boxes: Sequence[Box]) -> Rectangle:
        lefts, tops, rights, bottoms = zip(*map(self.area, boxes), strict=True)
        return Rectangle(min(lefts), min(tops), max(rights), max(bottoms))


_Check = Callable[[_Figure], Iterator[str]]

# --- boxes ---


def _level(figure: _Figure) -> Iterator[str]:
    """Main claims that are not on the level of the first; in columns they need not be."""
    if figure.layout.name == "columns" or not figure.layout.trees.mains:
        return
    mains = [group[0].boxes[0] for group in figure.layout.trees.mains]
    first = figure.area(mains[0])
    for main in mains:
        area = figure.area(main)
        if min(abs(area.top - first.top), abs(area.bottom - first.bottom)) > _SKIN:
            yield f"{_name(main)} is not on the level of {_name(mains[0])}"


def _order(figure: _Figure) -> Iterator[str]:
    """What is neither right of something before it nor below it.

    Reasons come before objections, both in the order of the file; main claims before loose ones.
    """
    families = [figure.roots]
    for groups in figure.layout.trees.below:
        families.append(sorted(groups, key=lambda group: _kind_of(group) is not Kind.SUPPORT))
    for family in families:
        hulls = [(group, figure.hull(_boxes_of(group))) for group in family]
        for (group, before), (other, after) in combinations(hulls, 2):
            if after.left < before.right - _SKIN and after.top < before.bottom - _SKIN:
                yield f"{_names(other)} is not after {_names(group)}"


def _torn(figure: _Figure) -> Iterator[str]:
    """Linked premises, and what undercuts them, that are not side by side in order."""
    for group in figure.groups:
        for before, after in pairwise(_boxes_of(group)):
            one = figure.area(before)
            other = figure.area(after)
            between = Rectangle(
                one.right, max(one.top, other.top), other.left, min(one.bottom, other.bottom)
            )
            is_level = abs(one.top - other.top) < _SKIN
            is_parted = any(overlap(between, area) for area in figure.areas.values())
            if other.left < one.right or not is_level or is_parted:
                yield f"{_name(after)} is not right beside {_name(before)}"


def _above(figure: _Figure) -> Iterator[str]:
    """Claims that are not above all that bears on them; in columns that may be at their right."""
    for number, groups in enumerate(figure.layout.trees.below):
        for group in groups:
            target = figure.areas[number]
            row = figure.hull(_boxes_of(group))
            is_below = row.top >= target.bottom
            is_beside = row.left >= target.right and row.top >= target.top - _SKIN
            if not is_below and not (is_beside and figure.layout.name == "columns"):
                yield f"{_names(group)} is not below {_name(figure.boxes[number])}"


def _missing(figure: _Figure) -> Iterator[str]:
    """Claims without a box, inferences without a line, linked premises without a field."""
    layout = figure.layout
    drawn = {placed.box.claim for placed in layout.boxes if not placed.box.is_copy}
    yield from (f"there is no box for {claim}" for claim in figure.map.claims if claim not in drawn)
    drawn_inferences = set(figure.lines)
    # Two rebuttals that answer each other have one line.
    both = [figure.map.inferences[line.inference] for line in layout.lines if line.has_tail]
    drawn_inferences |= {
        inference.id
        for one in both
        for inference in figure.map.rebuttals(one.premises[0])
        if inference.premises == (one.target,)
    }
    for id in figure.map.inferences:
        if id not in drawn_inferences:
            yield f"there is no line for {id}"


def _overlaps(figure: _Figure) -> Iterator[str]:
    """Boxes that touch another, heads that touch a box or a head, texts that leave their box."""
    layout = figure.layout
    for one, other in combinations(layout.boxes, 2):
        if overlap(one.area, other.area):
            yield f"{_name(one.box)} and {_name(other.box)}"
    for placed in layout.boxes:
        room = (placed.area.width, placed.area.height)
        width, height = reversed(room) if figure.is_turned else room
        if placed.shape.height > height + _SKIN or placed.shape.width > width + _SKIN:
            yield f"the text of {_name(placed.box)} leaves its box"
    heads = list(_heads(layout))
    for (id, head), (other_id, other_head) in combinations(heads, 2):
        if overlap(head, other_head):
            yield f"the heads of {id} and {other_id}"
    for id, head in heads:
        for placed in layout.boxes:
            if overlap(head, _shrunk(placed.area)):
                yield f"the head of {id} and {_name(placed.box)}"


def _heads(layout: Layout) -> Iterator[tuple[str, Rectangle]]:
    """Yield rectangles that hold the heads of lines, at most 10 points wide and 8 long."""
    ends: list[tuple[str, Point, Point]] = []
    for trunk in layout.trunks:
        path = trunk.paths[-1]
        ends.append((trunk.inferences[0], path[-1], path[-4]))
    for line in layout.lines:
        path = line.path
        if line.has_head and line.stub is None:
            ends.append((line.inference, path[-1], path[-4]))
        if line.has_tail:
            ends.append((line.inference, path[0], path[3]))
    for id, tip, before in ends:
        distance = dist(tip, before) or 1.0
        along = ((tip[0] - before[0]) / distance, (tip[1] - before[1]) / distance)
        base = (tip[0] - 7 * along[0], tip[1] - 7 * along[1])
        aside = (4.9 * abs(along[1]), 4.9 * abs(along[0]))
        left, right = sorted((tip[0], base[0]))
        top, bottom = sorted((tip[1], base[1]))
        area = Rectangle(left - aside[0], top - aside[1], right + aside[0], bottom + aside[1])
        yield id, area


def _fields(figure: _Figure) -> Iterator[str]:
    """Fields that do not hold exactly a linked set and what undercuts it, and sets without one."""
    wanted = {frozenset(_boxes_of(group)): group for group in figure.groups}
    behind = []
    for area in figure.layout.fields:
        touched = {
            placed.box
            for placed in figure.layout.boxes
            if overlap(area, _shrunk(placed.area))
        }  # fmt: skip
        names = ", ".join(sorted(map(_name, touched)))
        if frozenset(touched) not in wanted:
            yield f"behind {names}"
        for box in touched:
            if not _holds_area(area, figure.area(box)):
                yield f"{_name(box)} leaves its field"
        behind.append(frozenset(touched))
    for boxes, group in wanted.items():
        is_linked = any(len(block.boxes) > 1 for block in group)
        if behind.count(boxes) != 1 and (is_linked or boxes in behind):
            yield f"{behind.count(boxes)} fields behind {_names(group)}"


def _outside(figure: _Figure) -> Iterator[str]:
    """What is not within the picture."""
    whole = Rectangle(-0.1, -0.1, figure.layout.width + 0.1, figure.layout.height + 0.1)
    for area in occupied_areas(figure.layout):
        if not _holds_area(whole, area):
            yield str(area)


# --- lines ---


def _ends(figure: _Figure) -> Iterator[str]:
    """Brackets that are not over their premises, and lines that begin or end elsewhere."""
    for block in figure.blocks:
        premises = [figure.area(box) for box in block.boxes]
        if block.has_bracket:
            bracket = figure.brackets.get(block.id)
            if bracket is None or not _is_over(bracket.bar, bracket.legs, premises):
                yield f"there is no bracket over {', '.join(map(_name, block.boxes))}"
    for line in figure.layout.lines:
        start, end = line.path[0], line.path[-1]
        if line.is_across:
            source, target = figure.layout.trees.ends(figure.map.inferences[line.inference])
            ends = [(start, [source]), (end, [target])]
            if line.has_tail and not _is_near(start, [figure.area(source)]):
                ends = [(end, [source]), (start, [target])]
            parts = [(point, [figure.area(box) for box in boxes]) for point, boxes in ends]
        else:
            block = figure.block_of[line.inference]
            parts = [(start, _beginnings(figure, block)), (end, _targets(figure, block))]
        if not all(_is_near(point, areas) for point, areas in parts):
            yield f"the line of {line.inference} does not lead from its premises to its target"


def _beginnings(figure: _Figure, block: Block) -> list[Rectangle]:
    """Return from where the line of an inference may begin."""
    if block.id in figure.brackets:
        return [_around(figure.brackets[block.id].bar)]
    return [figure.area(box) for box in block.boxes]


def _targets(figure: _Figure, block: Block) -> list[Rectangle]:
    """Return where the line of an inference may end."""
    assert block.inference is not None
    if block.host is not None:
        bracket = figure.brackets.get(block.host.id)
        return [_around(bracket.bar)] if bracket else []
    # A copy is without what bears on it.
    return [figure.area(figure.layout.trees.home[block.inference.target])]


def _is_over(
    bar: Sequence[Point], legs: Sequence[Sequence[Point]], premises: Sequence[Rectangle]
) -> bool:
    (left, y), (right, _) = bar
    if len(legs) != len(premises):
        return False
    for (leg_top, leg_end), premise in zip(legs, premises, strict=True):
        is_on_bar = left - _SKIN <= leg_top[0] <= right + _SKIN and abs(leg_top[1] - y) < _SKIN
        is_on_box = premise.left < leg_end[0] < premise.right and _is_near(leg_end, [premise])
        if y >= premise.top or not is_on_bar or not is_on_box:
            return False
    return True


def _trunks(figure: _Figure) -> Iterator[str]:
    """Trunks that do not hold together, or do not hold all lines of a kind into a claim."""
    trunk_of = {id: trunk for trunk in figure.layout.trunks for id in trunk.inferences}
    for line in figure.layout.lines:
        trunk = trunk_of.get(line.inference)
        if (trunk is None) != (line.stub is None):
            yield f"of {line.inference} there is a trunk or a stub, but not both"
        elif dist(_stub_of(line)[0], line.path[0]) > _SKIN:
            yield f"the stub of {line.inference} does not begin where its line does"
        elif trunk is not None and not _is_on(_stub_of(line)[-1], trunk):
            yield f"the stub of {line.inference} does not end on its trunk"
    for trunk in figure.layout.trunks:
        first, *others = [figure.map.inferences[id] for id in trunk.inferences]
        if not others or any(
            (other.kind, other.target) != (first.kind, first.target) for other in others
        ):
            yield f"{', '.join(trunk.inferences)} share a trunk"
        target = figure.area(figure.layout.trees.home[first.target])
        if not _is_near(trunk.paths[-1][-1], [target]):
            yield f"the trunk of {first.id} does not end at {first.target}"
        yield from _loose_ends(figure, trunk)
    if figure.layout.name != "columns":
        return
    for groups in figure.layout.trees.below:
        for kind in (Kind.SUPPORT, Kind.REBUTTAL):
            ids = {group[0].id for group in groups if _kind_of(group) is kind}
            shared = {trunk_of[id].inferences for id in ids if id in trunk_of}
            if len(ids) > 1 and [set(one) for one in shared] != [ids]:
                yield f"{', '.join(sorted(ids))} do not share one trunk"


def _loose_ends(figure: _Figure, trunk: Trunk) -> Iterator[str]:
    """Yield the ends of a trunk's parts that lead to no other part, nor to a stub."""
    stubs = [_stub_of(figure.lines[id])[-1] for id in trunk.inferences if id in figure.lines]
    last = trunk.paths[-1]
    for path in trunk.paths:
        rest = [other for other in trunk.paths if other is not path]
        for end in (path[0], path[-1]):
            if path is last and end == path[-1]:
                continue
            is_joined = any(_distance(end, flatten(other)) < _CORNER for other in rest)
            if not is_joined and not any(dist(end, stub) < _CORNER for stub in stubs):
                yield f"the trunk of {trunk.inferences[0]} has a loose end at {end}"


def _stub_of(line: Line) -> Path:
    return line.path if line.stub is None else line.stub


def _is_on(point: Point, trunk: Trunk) -> bool:
    return any(_distance(point, flatten(path)) < _SKIN for path in trunk.paths)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of what is drawn as a line, flattened, and what it is.

    `owner` is an inference, or the first of those that share a trunk.
    """

    name: str
    owner: str
    points: Sequence[Point]


def _pieces(layout: Layout) -> Iterator[_Piece]:
    """Yield all that is drawn as lines, and each of it once."""
    for line in layout.lines:
        name = f"the line of {line.inference}"
        yield _Piece(name, line.inference, flatten(_stub_of(line)))
    for trunk in layout.trunks:
        first = trunk.inferences[0]
        for path in trunk.paths:
            yield _Piece(f"the trunk of {first}", f"trunk of {first}", flatten(path))
    for bracket in layout.brackets:
        name = f"the bracket of {bracket.inference}"
        for part in (bracket.bar, *bracket.legs):
            yield _Piece(name, f"bracket of {bracket.inference}", list(part))


def _through(figure: _Figure) -> Iterator[str]:
    """Lines, trunks and brackets that go through a box."""
    boxes = [(placed.box, _shrunk(placed.area)) for placed in figure.layout.boxes]
    pieces = [*_pieces(figure.layout)]
    # Whole lines as well: what is drawn of a line when it is looked at alone.
    for line in figure.layout.lines:
        if line.stub is not None:
            pieces.append(_Piece(f"all of {line.inference}", line.inference, flatten(line.path)))
    for piece in pieces:
        around = _around(piece.points)
        for box, area in boxes:
            if _meet(around, area) and _goes_through(piece.points, area):
                yield f"{piece.name} goes through {_name(box)}"


def _goes_through(path: Sequence[Point], box: Rectangle) -> bool:
    left, top, right, bottom = box
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    if any(left < x < right and top < y < bottom for x, y in path):
        return True
    return crossings(path, corners) > 0


def _crossing(figure: _Figure) -> Iterator[str]:
    """Lines that cross or run into each other, but where they join their trunk or a bracket."""
    pieces = []
    for piece in _pieces(figure.layout):
        points = _trimmed(piece.points)
        if points:
            pieces.append((_around(points), replace(piece, points=points)))
    # From left to right, so that only those near each other are compared.
    pieces.sort(key=lambda each: each[0].left)
    found = set()
    for place, (around, piece) in enumerate(pieces):
        for other_around, other in pieces[place + 1 :]:
            if other_around.left > around.right:
                break
            if piece.owner == other.owner or not _meet(around, other_around):
                continue
            if _touch(piece.points, other.points):
                first, second = sorted((piece.name, other.name))
                found.add(f"{first} and {second}")
    yield from sorted(found)


CHECKS: Mapping[str, _Check] = {
    "level": _level,
    "order": _order,
    "torn": _torn,
    "above": _above,
    "missing": _missing,
    "overlap": _overlaps,
    "field": _fields,
    "outside": _outside,
    "ends": _ends,
    "trunk": _trunks,
    "through": _through,
    "crossing": _crossing,
}

_OF_GRAPHS = ("level", "missing", "outside", "through")
"""What is asked of a tangled map in layers, which keeps no order."""

# --- geometry, written anew here so that a mistake in argmap's own is seen ---


def _trimmed(points: Sequence[Point]) -> list[Point]:
    """Return a flattened path without its ends, or nothing if it is too short."""
    kept = [*points]
    for _ in range(2):
        kept.reverse()
        cut = _TRIMMED
        while len(kept) > 1 and dist(kept[-1], kept[-2]) <= cut:
            cut -= dist(kept[-1], kept[-2])
            kept.pop()
        if len(kept) < 2:
            return []
        (x, y), (to_x, to_y) = kept[-1], kept[-2]
        share = cut / dist(kept[-1], kept[-2])
        kept[-1] = (x + share * (to_x - x), y + share * (to_y - y))
    return kept


def _touch(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Return whether two flattened paths have a point in common."""
    for a, b in pairwise(one):
        around = _around([a, b])
        for c, d in pairwise(other):
            if _meet(around, _around([c, d])) and _segments_touch(a, b, c, d):
                return True
    return False


def _segments_touch(a: Point, b: Point, c: Point, d: Point) -> bool:
    # That their hulls meet is known already, so two on one straight line touch.
    one = _side(a, b, c) * _side(a, b, d) <= 0
    return one and _side(c, d, a) * _side(c, d, b) <= 0


def _side(a: Point, b: Point, c: Point) -> float:
    """Return how far a point is from the line through two others, with the sign of its side."""
    length = dist(a, b)
    if length == 0:
        return dist(a, c)
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    # What is this near touches.
    return 0.0 if abs(cross) < 0.01 * length else cross / length


def _distance(point: Point, path: Sequence[Point]) -> float:
    """Return how far a point is from a flattened path."""
    distances = [dist(point, path[0])]
    for a, b in pairwise(path):
        across, down = b[0] - a[0], b[1] - a[1]
        length = hypot(across, down)
        if length > 0:
            along = (point[0] - a[0]) * across + (point[1] - a[1]) * down
            share = min(max(along / length**2, 0.0), 1.0)
            distances.append(dist(point, (a[0] + share * across, a[1] + share * down)))
    return min(distances)


def _around(points: Sequence[Point]) -> Rectangle:
    across, down = zip(*points, strict=True)
    return Rectangle(min(across), min(down), max(across), max(down))


def _meet(one: Rectangle, other: Rectangle) -> bool:
    """Return whether two areas have a point in common, be they only lines."""
    if one.left > other.right or other.left > one.right:
        return False
    return one.top <= other.bottom and other.top <= one.bottom


def _shrunk(area: Rectangle) -> Rectangle:
    return Rectangle(area.left + _SKIN, area.top + _SKIN, area.right - _SKIN, area.bottom - _SKIN)


def _holds_area(one: Rectangle, other: Rectangle) -> bool:
    if other.left < one.left or other.right > one.right:
        return False
    return one.top <= other.top and other.bottom <= one.bottom


def _is_near(point: Point, areas: Sequence[Rectangle]) -> bool:
    """Return whether a point is at the edge of one of some areas, or within it."""
    for left, top, right, bottom in areas:
        across = max(left - point[0], 0.0, point[0] - right)
        down = max(top - point[1], 0.0, point[1] - bottom)
        if hypot(across, down) <= _HEAD_ROOM:
            return True
    return False


# --- groups ---


def _kind_of(group: Group) -> Kind | None:
    inference = group[0].inference
    return inference.kind if inference else None


def _boxes_of(group: Group) -> list[Box]:
    return [box for block in group for box in block.boxes]


def _name(box: Box) -> str:
    return f"the copy of {box.claim} ({box.number})" if box.is_copy else box.claim


def _names(group: Group) -> str:
    return ", ".join(map(_name, _boxes_of(group)))
