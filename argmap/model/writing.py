"""How to write a map, what comes of it, and what became of its parts between two versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Protocol

from argmap.model.argument_map import ArgumentMap
from argmap.model.diagnostics import Diagnostic
from argmap.model.parts import Cause, Inference, InferenceStatus, Verdict
from argmap.options import Look
from argmap.util.exports import html_on_demand
from argmap.util.text import count


class Change(StrEnum):
    """What became of a claim or an inference, where two versions of a map are drawn in one."""

    NEW = "new"
    GONE = "gone"
    REWORDED = "reworded"
    MISSING = "missing"
    """The key has it, and the student has not."""

    @property
    def is_gone(self) -> bool:
        """Whether it is only in the map that this one is compared with."""
        return self in (Change.GONE, Change.MISSING)


class Correction(StrEnum):
    """What a student reads about a claim or an inference of a map that was compared with a key."""

    RIGHT = "as_in_key"
    """It is as in the key."""
    TO_FIX = "something_to_fix"
    OPEN = "teacher_will_look"
    """A person has still to decide."""
    OWN = "own_idea"
    """It goes beyond the key."""


class MapVerdicts(Protocol):
    """What writers need of the verdicts that `argmap.evaluate` returns."""

    @property
    def map(self) -> ArgumentMap:
        """The map that was evaluated."""

    @property
    def strict(self) -> bool:
        """Whether only what is backed stands."""

    @property
    def fixed(self) -> Mapping[str, bool]:
        """The claims that were accepted (True) or rejected (False), whatever the map says."""

    def __getitem__(self, id: str, /) -> Verdict:
        """Return the verdict of a claim or an inference."""

    def is_backed(self, id: str) -> bool | None:
        """Return whether a claim or inference is backed; None where that is contested."""

    def cause_of(self, claim: str) -> Cause | None:
        """Return why a claim falls."""

    def status_of(self, inference: Inference) -> InferenceStatus:
        """Return what becomes of an inference."""

    def loses_backing(self, inference: Inference) -> bool:
        """Return whether an inference would be backed if it had no undercutters."""

    def words_by_id(self) -> Mapping[str, tuple[str, ...]]:
        """Return the verdict of each claim in words: `("falls", "not shown")`."""


class PictureOptions(NamedTuple):
    """How to draw a map.

    Attributes:
        look: what a person chooses of it.
        title: whether the picture has the map's title above it. Either way, the title is its name
            for those who do not see it.
        legend: whether the picture has a legend.
        id_prefix: what the ids in an SVG begin with, so that a page can show several.
        changes: id of a claim or an inference → what became of it.
        corrections: id of a claim or an inference → the sign at its box or line.
        lacking: the ids of claims whose boxes say that something is missing there.
        numbers: id of a claim → its number in the outline, for boxes that are drawn twice.
        description: what the map says, for those who do not see the picture.
    """

    look: Look = Look()
    title: bool = True
    legend: bool = True
    id_prefix: str = ""
    changes: Mapping[str, Change] = MappingProxyType({})
    corrections: Mapping[str, Correction] = MappingProxyType({})
    lacking: Set[str] = frozenset()
    numbers: Mapping[str, str] = MappingProxyType({})
    description: str = ""


class OutlineOptions(NamedTuple):
    """How to write an outline, or a document that holds one.

    Attributes:
        sources: whether it says who holds each claim and what it cites.
        columns: where its text wraps; 0 for nowhere.
        essay: whether it is written as an essay, if the language of the map has one.
    """

    sources: bool = True
    columns: int = 0
    essay: bool = False


class PageOptions(NamedTuple):
    """How to write a page.

    Attributes:
        source_texts: the texts of sources, by id, in which it shows the words of quotations.
        reloads: whether it asks the server that it comes from for changes.
    """

    source_texts: Mapping[str, str] = MappingProxyType({})
    reloads: bool = False


class WritingOptions(NamedTuple):
    """How to write a map; each writer looks at what concerns it.

    Attributes:
        format: the name of the format that is written, which `argmap.formats.write` fills in: one
            function may write several.
        picture: how to draw it.
        outline: how to outline it.
        page: how to write it as a page.
        verdicts: the verdicts to show; None for none.
    """

    format: str = ""
    picture: PictureOptions = PictureOptions()
    outline: OutlineOptions = OutlineOptions()
    page: PageOptions = PageOptions()
    verdicts: MapVerdicts | None = None


class Pieces(Iterable[str]):
    """A text that is too long to be held whole: made piece by piece, anew for each reader of it."""

    def __init__(self, make: Callable[[], Iterator[str]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[str]:
        return self._make()


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """A map that was converted to a format.

    Attributes:
        content: the bytes or the text of the file. A long text comes in pieces.
        losses: a diagnostic for each kind of information that the format can't represent.
        notes: notes for the person who converts the map.
        points: the size of the smallest text in a picture that fits a page, or else None.
        pages: the number of pages.
    """

    content: bytes | str | Pieces
    losses: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    points: float | None = None
    pages: int = 1

    _repr_html_ = html_on_demand

    def __repr__(self) -> str:
        lost = count(len(self.losses), "loss", "losses")
        return f"<Result: {count(len(self.data), 'byte')}, {lost}>"

    @property
    def data(self) -> bytes:
        """The file as bytes. Text is in UTF-8."""
        return b"".join(self.pieces())

    @property
    def text(self) -> str:
        """The file as text, if its format is a text format."""
        return self.data.decode()

    def pieces(self) -> Iterator[bytes]:
        """Yield the file piece by piece, so that a long file takes little memory."""
        if isinstance(self.content, bytes):
            yield self.content
            return
        texts: Iterable[str] = self.content
        if isinstance(self.content, str):
            texts = [self.content]
        for text in texts:
            # Half of a surrogate pair, which a program can put into a map, has no bytes in UTF-8.
            yield text.encode("utf-8", "replace")
