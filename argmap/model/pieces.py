"""Text that may be too long to be held whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


class Pieces(Iterable[str]):
    """A text that is made piece by piece, anew each time that it is gone through."""

    def __init__(self, make: Callable[[], Iterator[str]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[str]:
        return self._make()
