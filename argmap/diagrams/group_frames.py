"""Frames around the claims of each group, behind their boxes, with the name of the group in a band
of its own.

Boxes stand where the structure of the map wants them, not where their groups do. So a group has a
frame for each of its clusters: boxes, the nearest joined first, around which a frame fits that lies
over no other box and no other frame. The frame of a group that is part of another stands within its
frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import pairwise
from math import ceil

from argmap.diagrams.box_tree import Group, Structure
from argmap.diagrams.curves import Path, Point, flatten, join_paths, straight
from argmap.diagrams.font_metrics import COLUMN, clean, width
from argmap.diagrams.line_breaks import wrap
from argmap.diagrams.placement import (
    GroupFrame,
    PlacedBox,
    Placement,
    Rectangle,
    grow,
    holds,
    hull,
    hull_of,
    lies_over_any,
    meet,
    move_placement,
    overlap,
    runs_through,
    shared_area,
)
from argmap.diagrams.spacing import PORT_INSET, boxes_of
from argmap.model import ArgumentMap
from argmap.model.parts import group_path

NAME_SIZE = 9.0
"""The size of the name of a group, in points, where that of a claim is `SIZE`."""

NAME_PITCH = 11.0
"""From one line of a name to the next, in points."""

_NAME_INSET = 4.0
"""From the side of a frame to its name."""

_LEAST_CLEAR, _USUAL_CLEAR = 2.3, 4.6
"""Between a frame and what stands in it: as much as there is room for."""

_MOST_BESIDE = 2 * PORT_INSET - 1
"""How much at most is kept free beside a box: heads of lines stay on its side."""

_STEPS = 5
"""How many distances between these are tried."""

_APART = 1.5
"""Between two frames, or a frame and a line that runs along it."""

_ALONG = 8.0
"""How far a line has to run along the side of a frame to be taken for it."""

_USUAL_WIDTH = 90.0
"""How wide a name may be before it is known how wide its frame is."""

_NEIGHBORS = 12
"""With how many of the nearest others each part of a group is compared."""

_NAME_PLACES = 9
"""How many places along a frame are tried for its name."""

_OPPOSITE = {"left": "right", "top": "bottom", "right": "left", "bottom": "top"}

_Path = tuple[str, ...]
"""The path of a group, the outermost part first."""


def keep_room_for_names(trees: Structure, direction: str) -> None:
    """Have a map laid out with room for the names of frames, above every step whose claims begin
    one.

    Args:
        trees: the boxes, which are not placed yet.
        direction: where the main claims will lie. Where that is a side, boxes are kept apart
            instead, since then they are turned, and what is above them now will be beside them.
    """
    is_sideways = direction in ("left", "right")
    for group in [*trees.mains, *trees.loose]:
        if not is_sideways:
            _keep_room(trees, group, ())
    for box, below in zip(trees.boxes, trees.below, strict=True):
        for group in below:
            if is_sideways:
                _keep_apart(trees, group)
            else:
                _keep_room(trees, group, _path_of(trees.map, box.claim))


def _keep_room(trees: Structure, group: Group, path_above: _Path) -> None:
    for box in boxes_of(group):
        if not box.is_copy:
            height = _height_of_names(_path_of(trees.map, box.claim), path_above)
            group[0].room_above = max(group[0].room_above, height)


def _keep_apart(trees: Structure, group: Group) -> None:
    for box in boxes_of(group):
        if not box.is_copy:
            height = _height_of_names(_path_of(trees.map, box.claim), ())
            trees.room_beside[box.number] = min(height, _MOST_BESIDE)


def _height_of_names(path: _Path, path_above: _Path) -> float:
    """Return how high the bands for names are, one over the other, of the groups that are not those
    of a box above.
    """
    height = 0.0
    for length in range(1, len(path) + 1):
        if path[:length] != path_above[:length]:
            lines = ceil(width(clean(path[length - 1])) * NAME_SIZE / _USUAL_WIDTH)
            height += lines * NAME_PITCH + 2 * _LEAST_CLEAR
    return height


def _path_of(map: ArgumentMap, claim: str) -> _Path:
    return group_path(map.claims[claim].group)


def with_frames(trees: Structure, placement: Placement, direction: str) -> Placement:
    """Return a placement with a frame around each cluster of a group, and so large that all of them
    are in it.
    """
    framer = _Framer(trees, _without_room_beside(trees, placement), direction)
    framer.frame_all()
    if not framer.frames:
        return placement
    around = hull_of(
        [
            Rectangle(0.0, 0.0, placement.width, placement.height),
            *(made.area for made in framer.frames),
        ]
    )
    # Those of outer groups first, for the inner ones lie on them.
    frames = sorted(framer.frames, key=lambda frame: (len(frame.path), min(frame.boxes)))
    framed = move_placement(replace(framer.placement, frames=frames), -around.left, -around.top)
    return replace(framed, width=around.width, height=around.height)


def _without_room_beside(trees: Structure, placement: Placement) -> Placement:
    """Return a placement in which boxes are as high as their text needs, and lines reach as far as
    these.
    """
    boxes: list[PlacedBox] = []
    lines = list(placement.lines)
    for placed in placement.boxes:
        spare = trees.room_beside.get(placed.box.number, 0.0) / 2
        if spare == 0.0:
            boxes.append(placed)
            continue
        left, top, right, bottom = placed.area
        lower = Rectangle(left, top + spare, right, bottom - spare)
        boxes.append(replace(placed, area=lower))
        for index, line in enumerate(lines):
            if line.inference == placed.box.inference:
                lines[index] = replace(line, path=_reaching(line.path, placed.area, lower))
    return replace(placement, boxes=boxes, lines=lines)


def _reaching(path: Path, area: Rectangle, lower: Rectangle) -> Path:
    """Return a path that begins at the edge of an area so that it begins at that of a lower one
    within it.
    """
    x, y = path[0]
    is_over_or_under = area.left < x < area.right
    is_at_the_edge = holds(grow(area, 1.0), path[0])
    reaches_already = lower.top <= y <= lower.bottom
    if not is_over_or_under or not is_at_the_edge or reaches_already:
        return path
    edge = lower.bottom
    if y < lower.top:
        edge = lower.top
    return join_paths(straight((x, edge), path[0]), path)


@dataclass(slots=True, eq=False)
class _Cluster:
    """What one frame will hold: boxes, and frames of inner groups with theirs; `area` holds all of
    it.
    """

    area: Rectangle
    boxes: tuple[int, ...]


class _Framer:
    def __init__(self, trees: Structure, placement: Placement, direction: str) -> None:
        self.map = trees.map
        self.names_are_below = direction == "down"
        self.placement = placement
        self.paths = {
            placed.box.number: _path_of(trees.map, placed.box.claim) for placed in placement.boxes
        }
        self.areas = {placed.box.number: placed.area for placed in placement.boxes}
        self.with_brackets = _areas_with_brackets(placement)
        self.copies = {placed.box.number for placed in placement.boxes if placed.box.is_copy}
        self.lines = [flatten(line.path) for line in placement.lines]
        self.areas_of_lines = [hull(line) for line in self.lines]
        # The straight pieces of lines that are so long that the side of a frame could be taken for
        # them.
        self.upright: list[Rectangle] = []
        self.level: list[Rectangle] = []
        for line in self.lines:
            for piece in map(hull, pairwise(line)):
                if piece.width < 1 and piece.height > _ALONG:
                    self.upright.append(piece)
                elif piece.height < 1 and piece.width > _ALONG:
                    self.level.append(piece)
        self.frames: list[GroupFrame] = []

    def frame_all(self) -> None:
        """Make the frames of all groups, those of inner ones before those around them."""
        # A dictionary keeps the order and takes each once.
        groups: dict[_Path, None] = {}
        for number, path in self.paths.items():
            if number in self.copies:
                continue
            for length in range(1, len(path) + 1):
                groups[path[:length]] = None
        deepest = max(map(len, groups), default=0)
        for depth in range(deepest, 0, -1):
            self._frame_level([path for path in groups if len(path) == depth])

    def _frame_level(self, groups: Sequence[_Path]) -> None:
        """Make the frames of groups of which none is part of another: clusters first, so that none
        takes their room.
        """
        in_the_way = {path: list(self._in_the_way(path)) for path in groups}
        clusters: dict[_Cluster, _Path] = {}
        for path in groups:
            others = self._least_frames(clusters)
            for cluster in self._clusters(path, [*in_the_way[path], *others.values()]):
                clusters[cluster] = path
        # Frames as small as can be, which make way to the larger ones that they become.
        taken = self._least_frames(clusters)
        made: list[GroupFrame] = []
        for cluster, path in clusters.items():
            del taken[cluster]
            frame = self._frame_around(path, cluster, [*in_the_way[path], *taken.values()])
            taken[cluster] = grow(frame.area, _APART)
            made.append(frame)
        self.frames += made

    def _least_frames(self, clusters: Mapping[_Cluster, _Path]) -> dict[_Cluster, Rectangle]:
        """Return what clusters take up at least, with what parts their frames from others."""
        areas: dict[_Cluster, Rectangle] = {}
        for cluster, path in clusters.items():
            frame = self._least_frame(path, cluster.area, is_named_below=self.names_are_below)
            areas[cluster] = grow(frame, _APART)
        return areas

    def _in_the_way(self, path: _Path) -> Iterator[Rectangle]:
        """Yield what no frame of a group may lie over: boxes and inner frames
        that are not of it.
        """
        for number, area in self.areas.items():
            if self.paths[number][: len(path)] != path:
                yield grow(area, _LEAST_CLEAR - 0.1)
        for frame in self.frames:
            if frame.path[: len(path)] != path:
                yield grow(frame.area, _APART)

    def _clusters(self, path: _Path, in_the_way: Sequence[Rectangle]) -> list[_Cluster]:
        """Return the boxes and the inner frames of a group, joined as far as
        nothing is in the way.
        """
        parts = [
            _Cluster(frame.area, frame.boxes) for frame in self.frames if frame.path[:-1] == path
        ]
        framed = {number for part in parts for number in part.boxes}
        for number, own_path in self.paths.items():
            # Of inner groups only a copy can have no frame.
            if own_path[: len(path)] == path and number not in framed:
                parts.append(_Cluster(self.with_brackets[number], (number,)))
        cluster_of = {part: part for part in parts}
        refused: set[tuple[_Cluster, _Cluster]] = set()
        for one, other in _nearest_pairs(parts):
            first, second = cluster_of[one], cluster_of[other]
            if first is second or (first, second) in refused:
                continue
            together = hull_of([first.area, second.area])
            frame = self._least_frame(path, together, is_named_below=self.names_are_below)
            if lies_over_any(frame, in_the_way):
                # Many pairs of parts are of the same two clusters, which are asked once.
                refused |= {(first, second), (second, first)}
                continue
            larger = _Cluster(together, first.boxes + second.boxes)
            for part, cluster in cluster_of.items():
                if cluster is first or cluster is second:
                    cluster_of[part] = larger
        clusters = dict.fromkeys(cluster_of.values())
        # A copy stands in a frame that is there for others; alone it needs none.
        return [cluster for cluster in clusters if not self.copies.issuperset(cluster.boxes)]

    def _least_frame(self, path: _Path, inner: Rectangle, *, is_named_below: bool) -> Rectangle:
        """Return the smallest frame around something, with its name."""
        left, top, right, bottom = grow(inner, _LEAST_CLEAR)
        name_height = len(self._name_lines(path, inner)) * NAME_PITCH
        if is_named_below:
            return Rectangle(left, top, right, bottom + name_height)
        return Rectangle(left, top - name_height, right, bottom)

    def _name_lines(self, path: _Path, inner: Rectangle) -> list[str]:
        columns = max(inner.width, 1.0) / NAME_SIZE / COLUMN
        return wrap(clean(path[-1]), columns, self.map.language)

    def _frame_around(
        self, path: _Path, cluster: _Cluster, in_the_way: Sequence[Rectangle]
    ) -> GroupFrame:
        """Return the frame of a cluster; its name is where it usually is, or across from there if
        that is better.
        """
        lines = self._name_lines(path, cluster.area)
        around = grow(cluster.area, _USUAL_CLEAR + len(lines) * NAME_PITCH)
        in_the_way = [area for area in in_the_way if overlap(area, around)]
        candidates: list[tuple[float, int, GroupFrame]] = []
        for is_below in (self.names_are_below, not self.names_are_below):
            area = self._least_frame(path, cluster.area, is_named_below=is_below)
            shared = shared_area(area, in_the_way)
            for side in Rectangle._fields:
                area = self._move_out(area, side, in_the_way)
            place, crossed = self._place_of_name(area, lines, is_below=is_below)
            candidates.append(
                (shared, crossed, GroupFrame(path, area, tuple(lines), place, cluster.boxes))
            )
        # Of two that are as good, the first.
        _, _, best = min(candidates, key=lambda candidate: candidate[:2])
        return best

    def _move_out(self, area: Rectangle, side: str, in_the_way: Sequence[Rectangle]) -> Rectangle:
        """Return a frame with one side as far out as is usual, or as far as it can be, but not
        along a line.
        """
        is_upright = side in ("left", "right")
        for step in range(_STEPS):
            outward = (_USUAL_CLEAR - _LEAST_CLEAR) * (1 - step / _STEPS)
            if side in ("left", "top"):
                outward = -outward
            moved_to = getattr(area, side) + outward
            larger = area._replace(**{side: moved_to})
            if lies_over_any(larger, in_the_way):
                continue
            # The side itself is a rectangle without width or height.
            edge = larger._replace(**{_OPPOSITE[side]: moved_to})
            if not self._lies_along_a_line(edge, is_upright=is_upright):
                return larger
        return area

    def _lies_along_a_line(self, edge: Rectangle, *, is_upright: bool) -> bool:
        """Return whether a line of the map runs beside an edge, so close that one would be taken
        for the other.
        """
        close = grow(edge, _APART)
        pieces = self.upright if is_upright else self.level
        for piece in pieces:
            shared_height = min(piece.bottom, close.bottom) - max(piece.top, close.top)
            shared_width = min(piece.right, close.right) - max(piece.left, close.left)
            # What they share across is less than nothing where they are apart.
            if is_upright:
                length, across = shared_height, shared_width
            else:
                length, across = shared_width, shared_height
            if length > _ALONG and across >= 0:
                return True
        return False

    def _place_of_name(
        self, area: Rectangle, lines: Sequence[str], *, is_below: bool
    ) -> tuple[Point, int]:
        """Return the left top of a name in its frame where the fewest lines of the map run through
        it, and how many.
        """
        wide = max(width(line) for line in lines) * NAME_SIZE
        high = len(lines) * NAME_PITCH
        top = area.top + _LEAST_CLEAR / 2
        if is_below:
            top = area.bottom - _LEAST_CLEAR / 2 - high
        band = Rectangle(area.left - _APART, top, area.right + _APART, top + high)
        near = [
            line
            for line, taken in zip(self.lines, self.areas_of_lines, strict=True)
            if meet(taken, band)
        ]
        spare = max(area.width - wide - 2 * _NAME_INSET, 0.0)
        best = (area.left + _NAME_INSET, top)
        fewest = len(self.lines) + 1  # more than can run through any place
        for place in range(_NAME_PLACES):
            left = area.left + _NAME_INSET + spare * place / (_NAME_PLACES - 1)
            name = Rectangle(left - _APART, top, left + wide + _APART, top + high)
            crossed = sum(runs_through(line, name) for line in near)
            if crossed < fewest:
                best, fewest = (left, top), crossed
            if crossed == 0:
                break
        return best, fewest


def _areas_with_brackets(placement: Placement) -> Mapping[int, Rectangle]:
    """Return the area of each box, with the leg from it up to the bracket of its step."""
    legs: dict[str, list[Sequence[Point]]] = {}
    for bracket in placement.brackets:
        legs.setdefault(bracket.inference, []).extend(bracket.legs)
    areas: dict[int, Rectangle] = {}
    for placed in placement.boxes:
        area = placed.area
        for leg in legs.get(placed.box.inference, []):
            if any(holds(grow(placed.area, 1.0), end) for end in leg):
                area = hull_of([area, hull(leg)])
        areas[placed.box.number] = area
    return areas


def _nearest_pairs(parts: Sequence[_Cluster]) -> list[tuple[_Cluster, _Cluster]]:
    """Return pairs of parts, the nearest first: of each part with those that are nearest to it."""
    pairs: dict[frozenset[int], tuple[_Cluster, _Cluster]] = {}
    for number, part in enumerate(parts):
        distances: list[tuple[float, int]] = []
        for place, other in enumerate(parts):
            if place != number:
                distances.append((_distance((part, other)), place))
        for _, place in nsmallest(_NEIGHBORS, distances):
            # A pair is one whichever of the two comes first.
            pairs.setdefault(frozenset([number, place]), (part, parts[place]))
    return sorted(pairs.values(), key=_distance)


def _distance(pair: tuple[_Cluster, _Cluster]) -> float:
    """Return how far two areas are from each other; 0 if they meet."""
    one, other = pair[0].area, pair[1].area
    across = max(one.left - other.right, other.left - one.right, 0.0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return float((across**2 + down**2) ** 0.5)
