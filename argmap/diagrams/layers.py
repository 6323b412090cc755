"""Rows for boxes that are joined by lines, and an order in them with few crossings.

      ┌───┐     ┌───┐
      └───┘     └───┘
        ▲ ╲       ▲
        │  ╲│     │     a line that passes a row has a place of its own on it
      ┌───┐ │ ┌───┐
      └───┘ │ └───┘
        ▲   ╱
      ┌───┐╱
      └───┘

Nothing here has a length: boxes are numbers, and so are the places that lines pass. Sources:
Sugiyama, Tagawa and Toda, Methods for Visual Understanding of Hierarchical System Structures (1981)
for rows, places and barycenters; Gansner and others, A Technique for Drawing Directed Graphs (1993)
for exchanges; Matuszewski, Schönfeld and Molitor, Using Sifting for k-Layer Straightline Crossing
Minimization (1999).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import chain, pairwise
from math import inf
from typing import NamedTuple

from argmap.diagrams.paper_sizes import check_size

_ROUNDS_OF_LOWERING = 8
_MOST_LOWERED = 100  # boxes at a time
_MOST_IDLE = 8  # sweeps that better nothing before the search for an order ends
_FARTHEST = 50  # how many places a box or line may be moved at once
_MOST_FOR_A_CHOICE = 10_000  # places that lines pass, if several ways are to be tried
_PLACES_OF_A_BOX = 20  # how many places on rows that lines pass cost as much as a box does

# For up to this many places and lines: how often all rows are sorted, how often neighbors are
# exchanged after that, and how often everything is tried at every place of its row in the end.
_EFFORTS = {4_000: (24, 20, 10), 10_000: (8, 4, 1), 100_000: (4, 1, 0), inf: (2, 1, 0)}


class Edge(NamedTuple):
    """A line, from a premise up to its target."""

    start: int
    end: int


Order = list[int]
"""The boxes from the top down: the premises of a box come after it, but in circles."""
Links = list[list[int]]
"""What each box or place is joined with."""
Ends = tuple[list[int], list[int]]
"""The numbers, on the rows above and below, of the neighbors of a box or place."""


# --- circles ---


def _links(boxes: int, edges: Iterable[Sequence[int]]) -> tuple[Links, Links]:
    """Return the targets of each box, and its premises."""
    above: Links = [[] for _ in range(boxes)]
    below: Links = [[] for _ in range(boxes)]
    for start, end in edges:
        above[start].append(end)
        below[end].append(start)
    return above, below


def _greedy_order(above: Links, below: Links, mains: Sequence[int]) -> Order:
    """Return an order in which few lines lead down.

    Source: Eades, Lin and Smyth, A Fast and Effective Heuristic for the Feedback Arc Set Problem
    (1993). If all are in circles, a main claim is on top, if there is one left.
    """
    ups = [*map(len, above)]
    downs = [*map(len, below)]
    boxes = range(len(above))
    waiting = {*boxes}
    majors = {*mains}
    heap = [(box not in majors, ups[box] - downs[box], box) for box in boxes]
    heapify(heap)
    ends = deque(box for box in boxes if not ups[box] or not downs[box])
    tops: Order = []
    bottoms: Order = []
    while waiting:
        if ends:
            box = ends.popleft()
        else:
            _, surplus, box = heappop(heap)
            # A box that has changed since then is in the heap once more.
            if surplus != ups[box] - downs[box]:
                continue
        if box not in waiting:
            continue
        waiting.remove(box)
        side = bottoms if ups[box] and not downs[box] else tops
        side.append(box)
        for others, degrees in ((above[box], downs), (below[box], ups)):
            for other in others:
                degrees[other] -= 1
                heappush(heap, (other not in majors, ups[other] - downs[other], other))
                if degrees[other] == 0:
                    ends.append(other)
    return tops + bottoms[::-1]


def _breadth_first_order(above: Links, below: Links, mains: Sequence[int]) -> Order:
    """Return an order by the steps from a main claim: it needs few rows."""
    order: dict[int, None] = {}
    waiting = deque(mains)
    for root in _roots(above, mains):
        waiting.append(root)
        while waiting:
            box = waiting.popleft()
            if box not in order:
                order[box] = None
                waiting += below[box]
    return [*order]


def _roots(above: Links, mains: Sequence[int]) -> Iterable[int]:
    """Return where a search may begin: the main claims, boxes without a target, and all others."""
    boxes = range(len(above))
    tops = [box for box in boxes if not above[box]]
    return chain(mains, tops, boxes)


# --- rows ---


def _levels(edges: Sequence[Edge], order: Order) -> list[int]:
    """Return the row of each box, 0 for the highest: the lines on the longest way up from it.

    From there boxes are lowered where that makes lines shorter.
    """
    place = {box: number for number, box in enumerate(order)}
    rising = [sorted(edge, key=place.__getitem__, reverse=True) for edge in edges]
    above, below = _links(len(order), rising)
    levels = [0] * len(order)
    for box in order:
        for end in above[box]:
            levels[box] = max(levels[box], levels[end] + 1)
    for _ in range(_ROUNDS_OF_LOWERING):
        lowered = [box for box in reversed(order) if _lower(box, above, below, levels)]
        if not lowered:
            break
    row_of = {level: row for row, level in enumerate(sorted(set(levels)))}
    return [row_of[level] for level in levels]


def _lower(box: int, above: Links, below: Links, levels: list[int]) -> bool:
    """Lower a box by a row, with all that is in its way, if that makes lines shorter in sum."""
    if not above[box]:
        return False  # the boxes on top stay there
    lowered = {box}
    waiting = [box]
    gain = 0
    while waiting:
        one = waiting.pop()
        # Lines between lowered boxes count once each way.
        gain += len(below[one]) - len(above[one])
        for start in below[one]:
            if levels[start] == levels[one] + 1 and start not in lowered:
                lowered.add(start)
                waiting.append(start)
        if len(lowered) > _MOST_LOWERED:
            return False
    if gain > 0:
        for one in lowered:
            levels[one] += 1
    return gain > 0


# --- an order in rows ---


class Rows:
    """Boxes and the places that lines pass, row by row.

    Attributes:
        boxes: how many boxes there are; greater numbers are places that lines pass.
        rows: the boxes and places on each row, in order; the highest row first.
        levels: the row of each.
        at: the number of each in its row.
        above, below: what each is joined with on the next row.
        ways: what each line joins, from below upwards: a box, the places it passes, and a box.
        turned: how many lines lead down.
        crossings: how often lines cross.
    """

    def __init__(self, edges: Sequence[Edge], levels: Sequence[int], mains: Sequence[int]) -> None:
        self.boxes = len(levels)
        self.turned = sum(levels[start] < levels[end] for start, end in edges)
        self.levels = [*levels]
        self.above: Links = [[] for _ in levels]
        self.below: Links = [[] for _ in levels]
        self.ways = [*map(self._way, edges)]
        self.at = [0] * len(self.levels)
        self.rows: Links = [[] for _ in range(max(levels, default=-1) + 1)]
        self._begin(mains)
        self.crossings = self._count()

    def _way(self, edge: Edge) -> list[int]:
        levels = self.levels
        low, high = sorted(edge, key=levels.__getitem__, reverse=True)
        way = [low]
        for level in range(levels[low] - 1, levels[high], -1):
            way.append(len(levels))
            levels.append(level)
            self.above.append([])
            self.below.append([])
        way.append(high)
        for one, other in pairwise(way):
            self.above[one].append(other)
            self.below[other].append(one)
        return way

    def _begin(self, mains: Sequence[int]) -> None:
        """Fill the rows, depth first from the top."""
        is_found = [False] * len(self.levels)
        waiting = [*_roots(self.above[: self.boxes], mains)]
        waiting.reverse()
        while waiting:
            one = waiting.pop()
            if not is_found[one]:
                is_found[one] = True
                self.rows[self.levels[one]].append(one)
                waiting += reversed(self.below[one])

    def _number(self, row: list[int]) -> None:
        for number, one in enumerate(row):
            self.at[one] = number

    def _ends(self, joined: list[int]) -> list[int]:
        """Return the numbers of what something is joined with, in order."""
        return sorted(map(self.at.__getitem__, joined))

    def _ends_of(self, row: list[int]) -> dict[int, Ends]:
        return {one: (self._ends(self.above[one]), self._ends(self.below[one])) for one in row}

    def _count(self) -> int:
        """Number everything in its row, and return how often lines cross."""
        crossings = 0
        for row in self.rows:
            self._number(row)
            seen: list[int] = []
            for one in row:
                ends = self._ends(self.above[one])
                for end in ends:
                    crossings += len(seen) - bisect_right(seen, end)
                for end in ends:
                    insort(seen, end)
        return crossings

    def arrange(self) -> None:
        """Find an order with few crossings."""
        work = len(self.levels) + len(self.ways)
        sweeps, passes, siftings = _EFFORTS[min(most for most in _EFFORTS if work <= most)]
        best = [[*row] for row in self.rows]
        idle = 0
        for sweep in range(sweeps):
            if idle == _MOST_IDLE or self.crossings == 0:
                break
            rows, joined = self.rows, self.above
            if sweep % 2:
                rows, joined = rows[::-1], self.below
            # Every second time down and up, equally good orders are tried, too.
            is_second = sweep % 4 > 1
            for row in rows[1:]:
                self._sort(row, joined, is_turned=is_second)
            self._exchange(passes, takes_equal=is_second)
            crossings = self._count()
            idle += 1
            if crossings < self.crossings:
                self.crossings = crossings
                best = [[*row] for row in self.rows]
                idle = 0
        self.rows = best
        self._count()
        for _ in range(siftings):
            before = self.crossings
            for row in self.rows:
                self._sift(row)
            self.crossings = self._count()
            if self.crossings == before:
                break

    def _sort(self, row: list[int], joined: Links, *, is_turned: bool) -> None:
        """Sort a row by the barycenters of the neighbors of its places on one side.

        A place without neighbors there stays where it is.
        """
        centers = {}
        for one in row:
            ends = self._ends(joined[one])
            if ends:
                centers[one] = sum(ends) / len(ends)
        movable = [*centers]
        if is_turned:
            movable.reverse()
        movable.sort(key=centers.__getitem__)
        waiting = iter(movable)
        for number, one in enumerate(row):
            if one in centers:
                row[number] = next(waiting)
        self._number(row)

    def _exchange(self, passes: int, *, takes_equal: bool) -> None:
        """Exchange neighbors where that saves crossings, or also where it costs none."""
        levels = range(len(self.rows))
        waiting = {*levels}
        for _ in range(passes):
            changed = set()
            for level in sorted(waiting):
                if self._exchange_in(self.rows[level], takes_equal=takes_equal):
                    changed |= {level - 1, level, level + 1}
            waiting = changed.intersection(levels)

    def _exchange_in(self, row: list[int], *, takes_equal: bool) -> bool:
        """Exchange neighbors on a row; return whether that saves crossings."""
        ends = self._ends_of(row)
        is_better = False
        one = row[0]
        for number, other in enumerate(row[1:]):
            gain = _gain(ends[one], ends[other])
            if gain > 0 or (gain == 0 and takes_equal):
                row[number : number + 2] = [other, one]
                is_better |= gain > 0
            else:
                one = other
        self._number(row)
        return is_better

    def _sift(self, row: list[int]) -> None:
        """Move everything on a row to the place where its lines cross the fewest others."""
        ends = self._ends_of(row)
        for one in [*row]:
            here = row.index(one)
            best = most = 0
            first = max(here - _FARTHEST, 0)
            last = min(here + _FARTHEST, len(row) - 1)
            for step, end in ((1, last + 1), (-1, first - 1)):
                gain = 0
                for number in range(here + step, end, step):
                    other = row[number]
                    left, right = (one, other) if step > 0 else (other, one)
                    gain += _gain(ends[left], ends[right])
                    if gain > most:
                        most = gain
                        best = number
            if most:
                row.insert(best, row.pop(here))
        self._number(row)


def _gain(left: Ends, right: Ends) -> int:
    """Return how many crossings less there are once two neighbors are exchanged."""
    gain = 0
    for ends, others in zip(left, right, strict=True):
        for end in ends:
            gain += bisect_left(others, end) + bisect_right(others, end) - len(others)
    return gain


def arranged_rows(boxes: int, edges: Sequence[Edge], mains: Sequence[int]) -> list[Rows]:
    """Return rows with an order in them, for each way to break circles that is worth a try.

    Raises:
        ArgmapError: they are more than can be drawn.
    """
    above, below = _links(boxes, edges)
    ways = []
    for breaker in (_greedy_order, _breadth_first_order):
        levels = _levels(edges, breaker(above, below, mains))
        rises = [levels[start] - levels[end] for start, end in edges]
        turned = sum(rise < 0 for rise in rises)
        ways.append((sum(map(abs, rises)) - len(rises), turned, levels))
        if turned == 0:
            break  # without circles there is nothing to choose
    ways.sort()
    fewest, _, _ = ways[0]
    check_size(boxes + fewest // _PLACES_OF_A_BOX)
    found: list[Rows] = []
    for passed, _, levels in ways:
        if passed <= _MOST_FOR_A_CHOICE or not found:
            rows = Rows(edges, levels, mains)
            rows.arrange()
            found.append(rows)
    return found
