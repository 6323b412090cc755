"""The lines of a map in columns: from each group a stub, and from the stubs one trunk to the claim.

    ┌────────────┐
    │ claim      │
    └────────────┘
      ▲      ▲          the ports of two entries, in the order of the entries
      │  ╭───╯          a bend, between the row of the claim and the one below it
      │ ━┷━━━┯━━━━━     a bar
      │    stub  stub
      ├──               a stub to a trunk at the left of a column

All lines of one kind that come up to a claim are one entry, with one head.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.diagrams.box_tree import Box, Group, Tree
from argmap.diagrams.column_shapes import HEAD, by_kind, kind_of, number_of
from argmap.diagrams.geometry import Path, Point, Rectangle, join_paths, rise, round_corners
from argmap.diagrams.layout import (
    BRACKET_HEIGHT,
    HEAD_ROOM,
    Areas,
    Line,
    Movable,
    Trunk,
    line_across,
    settle,
    top_of,
)
from argmap.model import Kind

TRUNK = 4.5
"""From the left of a column to its trunk."""

_SECOND_TRUNK = 10.0  # from the trunk of the objections to that of the reasons
_BAR_ABOVE = 4.5  # above a row of groups: the bar that collects their lines
_GRID_BAR = 5.5
_BEND_FROM = 12.5  # below a row of boxes: where lines that come up begin to bend
_BEND_TO = 8.0
_CORNER = 4.0
_PORT_GAP = 10.0
_PORT_INSET = 4.5
_LANE = 6.0
_LANE_GAP = 9.0
_TURN = 3.0  # below the top of the lower part of a stack: where its first line turns aside
_TURN_GAP = 5.0
_SIDE_TRUNK = 9.0  # from the trunk to the column at the right of a claim
_SECOND_SIDE_TRUNK = 7.0
_SIDE_INSET = 6.0
_OUTSIDE = 16.0  # from main claims to the first line that runs at their left
_OUTSIDE_GAP = 7.0

Knots = list[Point]


class Member(NamedTuple):
    """The line of one group: its own part, and how it goes on to where its entry starts."""

    inference: str
    stub: Knots
    way: Knots


@dataclass(slots=True)
class Entry:
    """Lines of one kind that come up to a box as one.

    Attributes:
        kind: support or rebuttal.
        low, high, y: between which x and from which y the way that they share starts.
        members: the lines.
        shared: the parts of their trunk, but for the last, which is made when the box has a place.
        lanes: where the last part turns on its way up, in a stack.
    """

    kind: Kind
    low: float
    high: float
    y: float
    members: list[Member]
    shared: list[Knots] = field(default_factory=list)
    lanes: Knots = field(default_factory=list)

    def turn_aside(self, lane: float, y: float, top: float) -> None:
        """Lead the entry of the lower part of a stack past the higher part.

        Args:
            lane: the x of its way up.
            y: where it turns to the lane.
            top: where it ends.
        """
        x = min(max(lane, self.low), self.high)
        self.lanes = [(x, self.y), (x, y), (lane, y)]
        for member in self.members:
            member.way.append((x, self.y))
        self.low = self.high = lane
        self.y = top

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


class EntryMaker:
    """Makes the entries of groups that have their places.

    Attributes:
        areas: where boxes are.
        tops: by the number of a group, the top of its room.
        trunks: likewise the x of the trunk of its column, where there are several columns.
    """

    def __init__(
        self, areas: Areas, tops: Mapping[int, float], trunks: Mapping[int, float]
    ) -> None:
        self.areas = areas
        self.tops = tops
        self.trunks = trunks

    def entries(self, name: str, groups: Sequence[Group], room: Rectangle) -> Iterator[Entry]:
        """Yield the entries of the groups on a box, from left to right.

        Args:
            name: the arrangement of the groups.
            groups: all of them, from left to right or from the top.
            room: the room that they have.
        """
        kinds = by_kind(groups)
        if name in ("row", "cols"):
            for of_kind in kinds:
                yield self._in_row(of_kind, room.top)
            return
        # The trunk of the objections is outside, since it goes on below that of the reasons.
        trunk = room.left + TRUNK
        for of_kind in reversed(kinds):
            yield self._beside_trunk(of_kind, trunk, room.top)
            trunk += _SECOND_TRUNK

    def _in_row(self, groups: Sequence[Group], top: float) -> Entry:
        kind = kind_of(groups[0])
        if len(groups) == 1 and number_of(groups[0]) not in self.trunks:
            block = groups[0][0]
            x, y, slack = top_of(block, self.areas)
            return Entry(kind, x - slack, x + slack, y, [Member(block.id, [], [])])
        bar = top + HEAD - _BAR_ABOVE
        columns = [self.trunks.get(number_of(group)) for group in groups]
        xs = []
        for group, column in zip(groups, columns, strict=True):
            x, _, _ = top_of(group[0], self.areas)
            xs.append(x if column is None else column)
        # The bar has round ends, unlike a bracket.
        inset = min(_CORNER, (xs[-1] - xs[0]) / 2)
        low = xs[0] + inset
        high = xs[-1] - inset
        members = []
        verticals: dict[float, Knots] = {}
        for group, column, x in zip(groups, columns, xs, strict=True):
            up = [(x, bar), (min(max(x, low), high), bar)]
            if column is None:
                _, y, _ = top_of(group[0], self.areas)
                members.append(Member(group[0].id, _distinct([(x, y), *up]), []))
            else:
                left, y = self._left_of(group)
                verticals[x] = _distinct([(x, y), *up])
                members.append(Member(group[0].id, [(left, y), (x, y)], up))
        shared = [*verticals.values()]
        if low < high:
            shared.append([(low, bar), (high, bar)])
        return Entry(kind, low, high, bar, members, shared)

    def _beside_trunk(self, groups: Sequence[Group], trunk: float, top: float) -> Entry:
        """Return the entry of a column, or of the rows of a grid: each row has a bar."""
        level = top + HEAD
        rows: dict[float, list[Group]] = {}
        for group in groups:
            # In a column each has a top of its own.
            rows.setdefault(self.tops[number_of(group)], []).append(group)
        members = []
        shared: list[Knots] = []
        y = level
        for row_top, row in rows.items():
            if len(row) == 1:
                left, y = self._left_of(row[0])
                members.append(Member(row[0][0].id, [(left, y), (trunk, y)], [(trunk, level)]))
                continue
            y = row_top - _GRID_BAR
            x = trunk
            for group in row:
                x, start, _ = top_of(group[0], self.areas)
                way = [(trunk, y), (trunk, level)]
                members.append(Member(group[0].id, [(x, start), (x, y)], way))
            shared.append([(x, y), (trunk, y)])
        shared.append([(trunk, y), (trunk, level)])
        return Entry(kind_of(groups[0]), trunk, trunk, level, members, shared)

    def _left_of(self, group: Group) -> Point:
        """Return where a line begins that leaves a group at its left."""
        block = group[0]
        left, top, _, bottom = self.areas[block.boxes[0]]
        if block.has_bracket:
            return left, top - BRACKET_HEIGHT
        return left, (top + bottom) / 2

    def lines_from_right(
        self, area: Rectangle, groups: Sequence[Group]
    ) -> Iterator[tuple[Line, Trunk | None]]:
        """Yield the lines of groups that are in a column at the right of a box."""
        _, top, right, bottom = area
        kinds = by_kind(groups)
        middle = (top + bottom) / 2
        # However low the box is, two heads have room.
        inset = min(_SIDE_INSET, (area.height - _PORT_GAP) / 2)
        for place, of_kind in enumerate(kinds):
            # Reasons have the upper half, if there are objections too.
            is_last = place == len(kinds) - 1
            high = middle + _PORT_GAP / 2 if place else top + inset
            low = bottom - inset if is_last else middle - _PORT_GAP / 2
            starts = [self._left_of(group) for group in of_kind]
            trunk = min(x for x, _ in starts) - _SIDE_TRUNK - _SECOND_SIDE_TRUNK * place
            _, first = starts[0]
            head = min(max(first, high), low)
            end = [(trunk, head), (right + HEAD_ROOM, head)]
            members = []
            for group, (x, y) in zip(of_kind, starts, strict=True):
                members.append(Member(group[0].id, [(x, y), (trunk, y)], []))
            _, last = starts[-1]
            shared = [[(trunk, min(first, head)), (trunk, max(last, head))]]
            yield from _lines_of(members, shared, round_corners(end, _CORNER))


class Rise(NamedTuple):
    """The last part of an entry's way: from where it starts to a port of its box."""

    entry: Entry
    start: Point
    end: Point

    @property
    def span(self) -> Point:
        """Between which x it and the bar that it begins on are."""
        xs = [self.start[0], self.end[0]]
        if self.entry.shared:
            xs += [self.entry.low, self.entry.high]
        return min(xs), max(xs)

    def overlaps(self, right: Rise) -> bool:
        """Return whether this and the next one at the right bend over each other."""
        _, end = self.span
        start, _ = right.span
        return end > start - _CORNER


def rises_to(entries: Sequence[Entry], area: Rectangle, *, is_linked: bool) -> list[Rise]:
    """Return the last parts of the ways to a box, from left to right, each with a port.

    Those of linked premises are in the middle third.
    """
    left, _, right, bottom = area
    inset = area.width / 3 if is_linked else min(_PORT_INSET, area.width / 4)
    room = right - left - 2 * inset
    pitch = min(_PORT_GAP, room / max(len(entries) - 1, 1))
    ports = [Movable(entry.middle, pitch=pitch) for entry in entries]
    settle(ports, left + inset, right - inset)
    rises = []
    for entry, port in zip(entries, ports, strict=True):
        x = min(max(port.at, entry.low), entry.high)
        rises.append(Rise(entry, (x, entry.y), (port.at, bottom + HEAD_ROOM)))
    return rises


def lines_into_row(rises: Sequence[Rise], row_bottom: float) -> Iterator[tuple[Line, Trunk | None]]:
    """Yield the lines that come up to a row, and with the last line of an entry their trunk.

    Args:
        rises: the last parts of their ways, from left to right.
        row_bottom: the bottom of the row.
    """
    high = row_bottom + _BEND_TO
    low = row_bottom + _BEND_FROM
    lowest = low - _CORNER / 2  # above the bars of the row below
    for run in _overlapping_runs(rises):
        for place, (entry, start, end) in enumerate(run):
            x, _ = start
            end_x, _ = end
            up = rise(start, low, high, end)
            if len(run) > 1 and abs(x - end_x) > _CORNER / 2:
                # Lines that bend over each other run on levels of their own. Those that go to the
                # right are the higher, the more left they begin.
                share = place / (len(run) - 1)
                if x > end_x:
                    share = 1 - share
                y = high + share * (lowest - high)
                up = round_corners([start, (x, y), (end_x, y), end], _CORNER / 2)
            if entry.lanes:
                up = join_paths(round_corners([*entry.lanes, start], _CORNER), up)
            yield from _lines_of(entry.members, entry.shared, up)


def _overlapping_runs(rises: Sequence[Rise]) -> list[list[Rise]]:
    """Return the last parts of ways in runs, in which each bends over the next."""
    runs: list[list[Rise]] = []
    for one in rises:
        if runs and runs[-1][-1].overlaps(one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _lines_of(
    members: Sequence[Member], shared: Sequence[Knots], up: Path
) -> Iterator[tuple[Line, Trunk | None]]:
    """Yield lines, each whole, and their trunk with the last if there are several."""
    lines = []
    for inference, stub, way in members:
        knots = _distinct([*stub, *way, up[0]])
        path = up
        if len(knots) > 1:
            path = join_paths(round_corners(knots, _CORNER), up)
        own = round_corners(stub, _CORNER) if len(members) > 1 else None
        lines.append(Line(inference, path, stub=own))
    *others, last = lines
    for line in others:
        yield line, None
    trunk = None
    if others:
        ids = tuple(line.inference for line in lines)
        paths = [round_corners(knots, _CORNER) for knots in shared]
        trunk = Trunk(ids, [*paths, up])
    yield last, trunk


def lines_outside(trees: Tree, areas: Areas) -> Iterator[Line]:
    """Yield the lines between main claims that are one under the other, at their left."""
    over = trees.lines_over()
    lanes = {}  # by the id of a step: 0 is next to the boxes, and higher numbers are further out
    for inference in trees.across:
        lanes[inference.id] = 1 + over.index(inference) if inference in over else 0
    ends: dict[Box, list[tuple[bool, int, str]]] = {}
    for inference in trees.across:
        lane = lanes[inference.id]
        upper, lower = sorted(trees.ends(inference), key=lambda box: areas[box].top)
        # From the top of a box: lines that go up, the innermost first, and lines that go down, the
        # outermost first. So lines that nest in one another do not cross.
        ends.setdefault(lower, []).append((False, lane, inference.id))
        ends.setdefault(upper, []).append((True, -lane, inference.id))
    heights = {}
    for box, lines in ends.items():
        _, top, _, bottom = areas[box]
        pitch = max(_PORT_GAP, (bottom - top) / (len(lines) + 1))
        y = (top + bottom - pitch * (len(lines) - 1)) / 2
        for _, _, id in sorted(lines):
            heights[box, id] = y
            y += pitch
    left = min(areas[box].left for box in ends)
    for inference in trees.across:
        source, target = trees.ends(inference)
        x = left - _OUTSIDE - _OUTSIDE_GAP * lanes[inference.id]
        start_y = heights[source, inference.id]
        end_y = heights[target, inference.id]
        start = (areas[source].left - HEAD_ROOM, start_y)
        end = (areas[target].left - HEAD_ROOM, end_y)
        knots = [start, (x, start_y), (x, end_y), end]
        yield line_across(trees, inference.id, round_corners(knots, _CORNER))


def lanes_beside(entries: Sequence[Entry], right: float, y: float, top: float) -> None:
    """Lead the entries of the lower part of a stack up at the right of the higher part.

    Args:
        entries: those of the lower part, from left to right.
        right: the left of the free room.
        y: the top of the lower part.
        top: the bottom of the row of the box that they go to.
    """
    for place, entry in enumerate(entries):
        lane = right + _LANE + _LANE_GAP * place
        turn = y + _TURN + _TURN_GAP * place
        entry.turn_aside(lane, turn, top + HEAD)


def _distinct(knots: Knots) -> Knots:
    kept: Knots = []
    for knot in knots:
        if not kept or knot != kept[-1]:
            kept.append(knot)
    return kept
