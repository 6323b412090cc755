"""What is written: the one result of every writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from argmap.model.diagnostics import Diagnostic


class Pieces(Iterable[str]):
    """A text that is too long to be held whole: made piece by piece, anew for each reader of it."""

    def __init__(self, make: Callable[[], Iterator[str]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[str]:
        return self._make()


@dataclass(frozen=True, slots=True)
class Result:
    """A file that was made of a map, and what there is to say about it.

    Attributes:
        content: its bytes, or its text, which may come in pieces.
        losses: a diagnostic for each kind of thing in the map that the format has no place for.
        notes: sentences for the person who asked.
        points: the size of the smallest text in a picture that fits a page; otherwise None.
        pages: the number of pages.
    """

    content: bytes | str | Pieces
    losses: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    points: float | None = None
    pages: int = 1

    @property
    def data(self) -> bytes:
        """The file; text is in UTF-8."""
        return b"".join(self.pieces())

    @property
    def text(self) -> str:
        """The file as text.

        Raises:
            UnicodeDecodeError: its format is not text.
        """
        return self.data.decode()

    def pieces(self) -> Iterator[bytes]:
        """Yield the file piece by piece, so that a long one is never held whole."""
        if isinstance(self.content, bytes):
            yield self.content
            return
        texts: Iterable[str] = self.content
        if isinstance(self.content, str):
            texts = [self.content]
        for text in texts:
            # Half of a surrogate pair, which a program can put into a map, has no bytes in UTF-8.
            yield text.encode("utf-8", "replace")
