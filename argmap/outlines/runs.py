"""Pieces of a line that look or lead differently: of these, documents and
outlines make their text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import NamedTuple


class Look(Enum):
    """What a piece of a line is, which decides how it looks."""

    PLAIN = auto()
    CLAIM = auto()
    """The words of a claim."""
    ROLE = auto()
    """How a claim bears on what stands above it."""
    MARK = auto()
    """What must be known of a claim besides its text."""


class Target(Enum):
    """What a link leads to."""

    PLACE = auto()
    """A place in the same document, by its name."""
    SOURCE = auto()
    """A line of its bibliography, by the id of the source."""
    WEB = auto()
    """A web or mail address."""


class Link(NamedTuple):
    """Where a piece of a line leads."""

    target: Target
    to: str


class Run(NamedTuple):
    """A piece of a line.

    Attributes:
        text: what it says, spaces at its ends included.
        look: what it is.
        link: where it leads, if anywhere.
        place: the name by which links lead to it; "" where none does.
    """

    text: str
    look: Look = Look.PLAIN
    link: Link | None = None
    place: str = ""


Runs = tuple[Run, ...]


def plain(runs: Iterable[Run]) -> str:
    """Return what pieces say together."""
    return "".join(run.text for run in runs)


def join_runs(separator: str, parts: Iterable[Sequence[Run]]) -> Runs:
    """Return the pieces of several parts, with a separator between each two parts that are not
    empty.
    """
    together: list[Run] = []
    for part in parts:
        if together and part:
            together.append(Run(separator))
        together += part
    return tuple(together)


def fill_runs(template: str, name: str, runs: Sequence[Run]) -> Runs:
    """Return a template of the languages with pieces in place of its `{name}`: "see {number}"."""
    before, _, after = template.partition(f"{{{name}}}")
    return tuple(run for run in (Run(before), *runs, Run(after)) if run.text)
