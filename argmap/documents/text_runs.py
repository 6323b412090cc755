"""Pieces of a line that look or lead differently: documents and outlines are made of these runs.

    Objection: see 1.2   ->   Run "Objection: " in bold, Run "see ", Run "1.2" with a link

And these as HTML that is safe whatever they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from markupsafe import Markup


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

    @property
    def anchor(self) -> Link:
        """The link that leads here, where there is a place."""
        return Link(Target.PLACE, self.place)


Runs = tuple[Run, ...]


def plain(runs: Iterable[Run]) -> str:
    """Return what pieces say together."""
    return "".join(run.text for run in runs)


def join_runs(separator: str, parts: Iterable[Sequence[Run]]) -> Runs:
    """Return the runs of several parts, with a separator between those that are not empty."""
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


_SIGNS = "%/:=&?~#+!$,;'@()*"
"""What may stand in an address as it is (RFC 3986), besides letters, digits and `-._~`."""


def plain_address(address: str) -> str:
    """Return an address in which all but plain letters, digits and `_SIGNS` is encoded."""
    return quote(address, safe=_SIGNS, errors="replace")


_LOOKS = {
    Look.PLAIN: "{}",
    # A claim runs in its own direction, whatever is beside it.
    Look.CLAIM: "<bdi>{}</bdi>",
    Look.ROLE: "<b>{}</b>",
    Look.MARK: '<span class="mark">{}</span>',
}


def markup_of(runs: Runs, anchor_of: Callable[[Link], str]) -> Markup:
    """Return pieces of a line as HTML.

    Args:
        runs: the pieces.
        anchor_of: a link -> the id of the element that it leads to; "" where the page has none.
    """
    from markupsafe import Markup

    return Markup().join(_markup_of_run(run, anchor_of) for run in runs)


def _markup_of_run(run: Run, anchor_of: Callable[[Link], str]) -> Markup:
    # Only documents and pages need it: an outline starts without.
    from markupsafe import Markup, escape

    piece = escape(run.text)
    link = run.link
    if link is not None:
        target = link.target
        address = f"#{anchor_of(link)}"
        if target is Target.WEB:
            address = plain_address(link.to)
        if address != "#":
            piece = Markup('<a href="{}">{}</a>').format(address, piece)
            if target is Target.SOURCE:
                piece = Markup("<cite>{}</cite>").format(piece)
    piece = Markup(_LOOKS[run.look]).format(piece)  # noqa: S704 - a constant
    if run.place:
        piece = Markup('<span id="{}">{}</span>').format(anchor_of(run.anchor), piece)
    return piece
