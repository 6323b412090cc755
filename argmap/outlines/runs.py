"""Pieces of a line that look or lead differently: of these, documents and outlines make their text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


class Look(Enum):
    """What a piece of a line is, which decides how it looks."""

    PLAIN = auto()
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


def joined(separator: str, parts: Iterable[Sequence[Run]]) -> Runs:
    """Return the pieces of several parts, with a separator between each two parts that are not empty."""
    together: list[Run] = []
    for part in parts:
        if together and part:
            together.append(Run(separator))
        together += part
    return tuple(together)


def filled(template: str, name: str, runs: Sequence[Run]) -> Runs:
    """Return a template of the languages with pieces in place of its `{name}`: "see {number}"."""
    before, _, after = template.partition(f"{{{name}}}")
    return tuple(run for run in (Run(before), *runs, Run(after)) if run.text)


def with_addresses(text: str) -> Runs:
    """Return a text as pieces, of which those that are addresses that can be followed safely are links."""
    return tuple(_with_addresses(text))


def _with_addresses(text: str) -> Iterator[Run]:
    end = 0
    for address in _ADDRESS.finditer(text):
        if address.start() > end:
            yield Run(text[end : address.start()])
        yield Run(address[0], link=Link(Target.WEB, address[0]))
        end = address.end()
    if end < len(text):
        yield Run(text[end:])
