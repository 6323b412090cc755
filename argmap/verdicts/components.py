"""What depends on one another: strongly connected components, without the time that networkx takes
to load.

Source: Tarjan, Depth-First Search and Linear Graph Algorithms (1972).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence


def components_of(depends_on: Sequence[Collection[int]]) -> list[list[int]]:
    """Return groups of numbers that depend on one another, each group after those that it depends
    on.

    Args:
        depends_on: for each number from 0 those that it depends on.
    """
    return list(_Search(depends_on).components())


class _Search:
    """A search in depth.

    Attributes:
        seen: when each number was first met; -1 while it was not.
        lowest: the earliest number on the way that each leads back to.
        way: the numbers that are in no component yet, as they were met.
    """

    def __init__(self, depends_on: Sequence[Collection[int]]) -> None:
        self.depends_on = depends_on
        self.seen = [-1] * len(depends_on)
        self.lowest = [0] * len(depends_on)
        self.way: list[int] = []
        self.is_on_way = bytearray(len(depends_on))
        self.met = 0

    def components(self) -> Iterator[list[int]]:
        for start in range(len(self.depends_on)):
            if self.seen[start] < 0:
                yield from self.from_one(start)

    def from_one(self, start: int) -> Iterator[list[int]]:
        """Yield the components that one number leads to."""
        # What is being followed, each with what of it is still to be looked at.
        followed = [(start, self.meet(start))]
        while followed:
            number, needed = followed[-1]
            other = next(needed, None)
            if other is None:
                followed.pop()
                if followed:
                    above = followed[-1][0]
                    self.lowest[above] = min(self.lowest[above], self.lowest[number])
                if self.lowest[number] == self.seen[number]:
                    yield self.take_off(number)
            elif self.seen[other] < 0:
                followed.append((other, self.meet(other)))
            elif self.is_on_way[other]:
                self.lowest[number] = min(self.lowest[number], self.seen[other])

    def meet(self, number: int) -> Iterator[int]:
        """Note that a number is met, and return what it depends on, in order."""
        self.seen[number] = self.lowest[number] = self.met
        self.met += 1
        self.way.append(number)
        self.is_on_way[number] = True
        return iter(sorted(self.depends_on[number]))

    def take_off(self, first: int) -> list[int]:
        """Return the component that a number is the first of, in order."""
        component: list[int] = []
        while not component or component[-1] != first:
            component.append(self.way.pop())
            self.is_on_way[component[-1]] = False
        return sorted(component)
