"""Frames around the claims of each group, behind their boxes, with the name of the group in a band.

    ╭ Health ──────────────╮
    │ ┌─────┐ ╭ Sleep ───╮ │    the frame of an inner group is within that of the outer one
    │ │     │ │ ┌─────┐  │ │
    │ └─────┘ │ └─────┘  │ │
    │         ╰──────────╯ │
    ╰──────────────────────╯

Boxes are where the structure of the map wants them, not where their groups do. So a group has a
frame for each of its clusters: boxes, the nearest joined first, around which a frame fits that lies
over no other box and no other frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import pairwise
from math import ceil, hypot

from argmap.diagrams.box_contents import FramePath, FramePaths, frame_paths
from argmap.diagrams.box_tree import Tree
from argmap.diagrams.font_metrics import COLUMN, clean, width
from argmap.diagrams.geometry import (
    Point,
    Rectangle,
    flatten,
    grow,
    holds,
    hull,
    hull_of,
    join_paths,
    lies_over,
    overlap,
    runs_through,
    shared_area,
    shared_extent,
    straight,
)
from argmap.diagrams.layout import PORT_INSET, GroupFrame, Layout, boxes_of, enclose
from argmap.diagrams.line_breaks import wrap
from argmap.diagrams.theme import FRAME_NAME_PITCH, FRAME_NAME_SIZE

_NAME_INSET = 4.0  # from the side of a frame to its name
_LEAST_CLEAR = 2.3  # between a frame and what is in it
_USUAL_CLEAR = 4.6  # the same, where there is room
_STEPS = 5  # how many distances between these are tried
_MOST_BESIDE = 2 * PORT_INSET - 1  # beside a box: heads of lines stay on its side
_APART = 1.5  # between two frames, or a frame and a line that runs along it
_ALONG = 8.0  # how far a line runs along the side of a frame to be taken for it
_USUAL_WIDTH = 90.0  # of a name, before it is known how wide its frame is
_NEIGHBORS = 12  # with how many of the nearest others each part of a group is compared
_NAME_PLACES = 9  # how many places along a frame are tried for its name

_OPPOSITE = {"left": "right", "top": "bottom", "right": "left", "bottom": "top"}


def keep_room_for_names(trees: Tree, direction: str) -> None:
    """Have a map laid out with room for the names of frames, above each step that begins one.

    If the main claims will be at a side, boxes are kept apart instead, since then they are turned,
    and what is above them now will be beside them.
    """
    paths = frame_paths(trees.map, groups=True).at_home
    if direction in ("left", "right"):
        for box in trees.boxes:
            # In a graph no box is a root that has nothing beside it.
            if (box.inference or not trees.mains) and not box.is_copy:
                height = _height_of_names(paths.get(box.claim, ()), ())
                trees.room_beside[box.number] = min(height, _MOST_BESIDE)
        return
    places = [(group, "") for group in [*trees.mains, *trees.loose]]
    for above in trees.boxes:
        places += [(group, above.claim) for group in trees.below[above.number]]
    for group, claim in places:
        path_above = paths.get(claim, ())
        for box in boxes_of(group):
            if not box.is_copy:
                height = _height_of_names(paths.get(box.claim, ()), path_above)
                group[0].room_above = max(group[0].room_above, height)


def _height_of_names(path: FramePath, path_above: FramePath) -> float:
    """Return the height of the names of a group and of those around it that are not above."""
    height = 0.0
    for length, name in enumerate(path, start=1):
        if path[:length] != path_above[:length]:
            lines = ceil(width(clean(name)) * FRAME_NAME_SIZE / _USUAL_WIDTH)
            height += lines * FRAME_NAME_PITCH + 2 * _LEAST_CLEAR
    return height


def with_frames(layout: Layout, direction: str, paths: FramePaths) -> Layout:
    """Return a layout, turned already, with a frame around each cluster of a group."""
    layout = _without_room_beside(layout)
    framer = _Framer(layout, paths, is_named_below=direction == "down")
    framer.frame_all()
    if not framer.frames:
        return layout
    # Those of outer groups first, for the inner ones lie on them.
    frames = sorted(framer.frames, key=lambda frame: (len(frame.path), min(frame.boxes)))
    return enclose(replace(layout, frames=frames), [frame.area for frame in frames])


def _without_room_beside(layout: Layout) -> Layout:
    """Return a layout whose boxes are as high as their text needs, and whose lines reach them."""
    if not layout.trees.room_beside:
        return layout
    boxes = []
    lines = list(layout.lines)
    for placed in layout.boxes:
        area = placed.area
        spare = layout.trees.room_beside.get(placed.box.number, 0.0) / 2
        lower = area._replace(top=area.top + spare, bottom=area.bottom - spare)
        boxes.append(replace(placed, area=lower))
        for index, line in enumerate(lines):
            x, y = line.path[0]
            if spare == 0.0 or line.inference != placed.box.inference:
                continue
            edge = min(max(y, lower.top), lower.bottom)
            is_at_box = area.left < x < area.right and holds(grow(area, 1.0), (x, y))
            if is_at_box and y != edge:
                beginning = straight((x, edge), (x, y))
                stub = line.stub and join_paths(beginning, line.stub)
                lines[index] = replace(line, path=join_paths(beginning, line.path), stub=stub)
    return replace(layout, boxes=boxes, lines=lines)


@dataclass(slots=True, eq=False)
class _Cluster:
    """What one frame will hold."""

    path: FramePath  # that of the group
    area: Rectangle
    boxes: tuple[int, ...]  # the numbers of the boxes in it, those in inner frames too


_Pair = tuple[_Cluster, _Cluster]


class _Framer:
    """Makes the frames of a layout."""

    def __init__(self, layout: Layout, paths: FramePaths, *, is_named_below: bool) -> None:
        self.layout = layout
        self.is_named_below = is_named_below  # whether names are rather at the bottom of frames
        self.paths: dict[int, FramePath] = {}  # the number of a box -> the path of its group
        self.copies: set[int] = set()  # the numbers of the copies
        for placed in layout.boxes:
            box = placed.box
            inference = layout.trees.map.inferences.get(box.inference)
            self.paths[box.number] = paths.of_box(box.claim, inference)
            if box.is_copy:
                self.copies.add(box.number)
        self.areas = _areas_with_brackets(layout)
        self.lines = [flatten(line.path) for line in layout.lines]
        self.pieces: list[Rectangle] = []  # which the side of a frame could be taken for
        for line in self.lines:
            for piece in map(hull, pairwise(line)):
                thickness, length = sorted([piece.width, piece.height])
                if thickness < 1 and length > _ALONG:
                    self.pieces.append(piece)
        self.frames: list[GroupFrame] = []  # those made so far

    def frame_all(self) -> None:
        """Make the frames of all groups, those of inner ones before those around them."""
        # A dictionary keeps the order and takes each once.
        groups: dict[FramePath, None] = {}
        for number, path in self.paths.items():
            if number not in self.copies:
                for length in range(1, len(path) + 1):
                    groups[path[:length]] = None
        deepest = max(map(len, groups), default=0)
        for depth in range(deepest, 0, -1):
            self._frame_level([path for path in groups if len(path) == depth])

    def _frame_level(self, groups: Sequence[FramePath]) -> None:
        """Make the frames of groups of which none is part of another."""
        outside = {path: self._in_the_way(path) for path in groups}
        # Frames as small as can be, which make way to the larger ones that they become. All
        # clusters are made first, so that none takes their room.
        taken: dict[_Cluster, Rectangle] = {}
        for path in groups:
            for cluster in self._clusters(path, [*outside[path], *taken.values()]):
                area = self._least_frame(cluster, self.is_named_below)
                taken[cluster] = grow(area, _APART)
        for cluster in list(taken):
            del taken[cluster]
            frame = self._frame_around(cluster, [*outside[cluster.path], *taken.values()])
            taken[cluster] = grow(frame.area, _APART)
            self.frames.append(frame)

    def _in_the_way(self, group: FramePath) -> list[Rectangle]:
        """Return what no frame of a group may lie over: boxes and frames that are not of it."""
        areas = []
        for placed in self.layout.boxes:
            if not _is_within(self.paths[placed.box.number], group):
                areas.append(grow(placed.area, _LEAST_CLEAR - 0.1))
        for frame in self.frames:
            if not _is_within(frame.path, group):
                areas.append(grow(frame.area, _APART))
        return areas

    def _clusters(self, group: FramePath, in_the_way: Sequence[Rectangle]) -> list[_Cluster]:
        """Return the boxes and inner frames of a group, joined where nothing is in the way."""
        parts = []
        framed: set[int] = set()
        for frame in self.frames:
            if frame.path[:-1] == group:
                parts.append(_Cluster(group, frame.area, frame.boxes))
                framed.update(frame.boxes)
        for number, area in self.areas.items():
            # Of inner groups only a copy can have no frame.
            if _is_within(self.paths[number], group) and number not in framed:
                parts.append(_Cluster(group, area, (number,)))
        cluster_of = {part: part for part in parts}
        refused = set()
        for one, other in _nearest_pairs(parts):
            pair = cluster_of[one], cluster_of[other]
            first, second = pair
            # Many pairs of parts are of the same two clusters, which are asked once.
            if first is second or frozenset(pair) in refused:
                continue
            area = hull_of([first.area, second.area])
            larger = _Cluster(group, area, first.boxes + second.boxes)
            if lies_over(self._least_frame(larger, self.is_named_below), in_the_way):
                refused.add(frozenset(pair))
                continue
            for part, cluster in cluster_of.items():
                if cluster in pair:
                    cluster_of[part] = larger
        clusters = dict.fromkeys(cluster_of.values())
        # A copy is in a frame that is there for others; alone it needs none.
        return [cluster for cluster in clusters if not self.copies.issuperset(cluster.boxes)]

    def _name_lines(self, cluster: _Cluster) -> list[str]:
        columns = max(cluster.area.width, 1.0) / FRAME_NAME_SIZE / COLUMN
        return wrap(clean(cluster.path[-1]), columns, self.layout.trees.map.language)

    def _least_frame(self, cluster: _Cluster, is_below: bool) -> Rectangle:
        """Return the smallest frame around something, with its name below or above."""
        frame = grow(cluster.area, _LEAST_CLEAR)
        height = len(self._name_lines(cluster)) * FRAME_NAME_PITCH
        if is_below:
            return frame._replace(bottom=frame.bottom + height)
        return frame._replace(top=frame.top - height)

    def _frame_around(self, cluster: _Cluster, in_the_way: Sequence[Rectangle]) -> GroupFrame:
        """Return the frame of a cluster; its name may be across from where it usually is."""
        name = self._name_lines(cluster)
        around = grow(cluster.area, _USUAL_CLEAR + len(name) * FRAME_NAME_PITCH)
        in_the_way = [area for area in in_the_way if overlap(area, around)]
        candidates = []
        for is_below in (self.is_named_below, not self.is_named_below):
            area = self._least_frame(cluster, is_below)
            shared = shared_area(area, in_the_way)
            for side in Rectangle._fields:
                area = self._move_out(area, side, in_the_way)
            crossed, place = self._place_of_name(area, name, is_below=is_below)
            frame = GroupFrame(cluster.path, area, name, place, cluster.boxes)
            candidates.append((shared, crossed, frame))
        # Of two that are as good, the first.
        _, _, best = min(candidates, key=lambda candidate: candidate[:2])
        return best

    def _move_out(self, area: Rectangle, side: str, in_the_way: Sequence[Rectangle]) -> Rectangle:
        """Return a frame with one side as far out as it can be, but not along a line."""
        outward = _USUAL_CLEAR - _LEAST_CLEAR
        if side in ("left", "top"):
            outward = -outward
        for step in range(_STEPS):
            moved_to = getattr(area, side) + outward * (1 - step / _STEPS)
            larger = area._replace(**{side: moved_to})
            # The side itself is a rectangle without width or height.
            edge = larger._replace(**{_OPPOSITE[side]: moved_to})
            if not lies_over(larger, in_the_way) and not self._is_along_a_line(edge):
                return larger
        return area

    def _is_along_a_line(self, edge: Rectangle) -> bool:
        """Return whether a line of the map runs so close beside an edge that it is taken for it."""
        around = grow(edge, _APART)
        for piece in self.pieces:
            thickness, length = sorted(shared_extent(piece, around))
            if thickness >= 0 and length > _ALONG:
                return True
        return False

    def _place_of_name(
        self, area: Rectangle, name: Sequence[str], *, is_below: bool
    ) -> tuple[int, Point]:
        """Return how many lines run through a name where it is best, and its left top there."""
        wide = max(map(width, name)) * FRAME_NAME_SIZE
        high = len(name) * FRAME_NAME_PITCH
        top = area.top + _LEAST_CLEAR / 2
        if is_below:
            top = area.bottom - _LEAST_CLEAR / 2 - high
        spare = max(area.width - wide - 2 * _NAME_INSET, 0.0)
        places = []
        for number in range(_NAME_PLACES):
            left = area.left + _NAME_INSET + spare * number / (_NAME_PLACES - 1)
            band = Rectangle(left - _APART, top, left + wide + _APART, top + high)
            crossed = sum(runs_through(line, band) for line in self.lines)
            places.append((crossed, (left, top)))
            if crossed == 0:
                break  # no place can be better
        # The places go from left to right: of those that are as good, the first.
        return min(places)


def _is_within(path: FramePath, group: FramePath) -> bool:
    """Return whether a path is that of a group, or of one in it."""
    return path[: len(group)] == group


def _areas_with_brackets(layout: Layout) -> dict[int, Rectangle]:
    """Return the area of each box, with the leg from it up to the bracket of its step."""
    legs = {bracket.inference: bracket.legs for bracket in layout.brackets}
    areas = {}
    for placed in layout.boxes:
        area = placed.area
        around = grow(area, 1.0)
        for leg in legs.get(placed.box.inference, ()):
            if holds(around, leg[0]) or holds(around, leg[1]):
                area = hull_of([area, hull(leg)])
        areas[placed.box.number] = area
    return areas


def _nearest_pairs(parts: Sequence[_Cluster]) -> list[_Pair]:
    """Return pairs of parts, the nearest first: of each part with those that are nearest to it."""
    pairs: dict[frozenset[_Cluster], _Pair] = {}
    for part in parts:
        others = [(part, other) for other in parts if other is not part]
        for pair in nsmallest(_NEIGHBORS, others, key=_distance):
            # A pair is one whichever of the two comes first.
            pairs.setdefault(frozenset(pair), pair)
    return sorted(pairs.values(), key=_distance)


def _distance(pair: _Pair) -> float:
    """Return how far two areas are from each other; 0 if they meet."""
    across, down = shared_extent(pair[0].area, pair[1].area)
    return hypot(min(across, 0.0), min(down, 0.0))
