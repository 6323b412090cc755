"""How a map looks: themes, and what tells sides, relations and kinds of claims apart.

Nothing is told by colour alone. A side has a colour and a shape of corner, a relation a colour, a line
and an arrowhead, and what is implicit, unsupported or main has a border or a word of its own. Colours
are from Okabe and Ito's palette, which the colour-blind can tell apart, darkened for contrast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle

from argmap.model import Kind, Verdict

FONT = "Arial"
"""What the layout engine measures by. A list of families here would make it measure by Times."""

SIZE = 12
"""The size of a claim's text in points, before the picture is fitted to a page."""

PITCH = 1.1 * SIZE
"""From one line of a claim's text to the next, in points."""

PADDING = (5.5, 3.6)
"""Between the text of a box and its border, beside and above it, in points."""

BOLD = 1.09
"""How much wider bold text is."""


_CORNERS = ("", "rounded", "diagonals")
"""The shapes of corners as DOT names them."""


@dataclass(frozen=True, slots=True)
class Box:
    """The look of the claims of one side: two colours and a shape of corner."""

    line: str
    fill: str
    corner: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The look of one relation: a colour, and a style and an arrowhead as DOT names them."""

    color: str
    style: str
    head: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture, each written `#rrggbb`, and what else tells its parts apart.

    Attributes:
        paper: the ground.
        text: all text but that of alarming tags.
        alarm: tags that say that something is missing or falls.
        neutral: the look of claims of no side, or of several.
        sides: the looks of sides in their order, at least three.
        lines: the looks of relations.
    """

    paper: str
    text: str
    alarm: str
    neutral: Box
    sides: tuple[Box, ...]
    lines: Mapping[Kind, Line]

    def side(self, index: int) -> Box:
        """Return the look of the side with this index; looks recur where there are many sides."""
        return self.sides[index % len(self.sides)]


def _lines(support: str, rebuttal: str, undercutter: str) -> dict[Kind, Line]:
    return {
        Kind.SUPPORT: Line(support, "solid", "normal"),
        Kind.REBUTTAL: Line(rebuttal, "dashed", "tee"),
        Kind.UNDERCUTTER: Line(undercutter, "dotted", "odot"),
    }


def _boxes(*colors: tuple[str, str]) -> tuple[Box, ...]:
    """Return boxes with these colours of line and fill, and with the corners in turn."""
    with_corners = zip(colors, cycle(_CORNERS), strict=False)
    return tuple(Box(line, fill, corner) for (line, fill), corner in with_corners)


THEMES: Mapping[str, Theme] = {
    "color": Theme(
        paper="#ffffff",
        text="#1a1a1a",
        alarm="#a50f15",
        neutral=Box("#6b6b6b", "#f4f4f4"),
        sides=_boxes(("#b34700", "#fdeadb"), ("#0b5fa5", "#e0effb"), ("#007a5a", "#dcf3ea"), ("#96467a", "#f8e6f1")),
        lines=_lines("#404040", "#c0282d", "#7a3fa0"),
    ),
    "print": Theme(
        paper="#ffffff",
        text="#000000",
        alarm="#000000",
        # A photocopier may lose these greys: the corners tell the sides apart without them.
        neutral=Box("#707070", "#ffffff"),
        sides=_boxes(("#000000", "#ffffff"), ("#000000", "#e4e4e4"), ("#000000", "#f2f2f2"), ("#000000", "#d6d6d6")),
        lines=_lines("#000000", "#000000", "#000000"),
    ),
    "dark": Theme(
        paper="#15181d",
        text="#f2f2f2",
        alarm="#ff9a8f",
        neutral=Box("#9aa0a8", "#24282e"),
        sides=_boxes(("#f2a35e", "#3d2a18"), ("#6cb6f5", "#16304a"), ("#4fcf9f", "#123a2d"), ("#e29ac9", "#412339")),
        lines=_lines("#d0d4da", "#ff7b72", "#c79bf2"),
    ),
}
"""The name of a theme -> the theme.

Text has a contrast of at least 4.5:1 with what it stands on, and lines of 3:1, as WCAG 2 asks.
"""

SIGNS: Mapping[Verdict, str] = {
    Verdict.STANDS: "+ stands",
    Verdict.FALLS: "× falls",
    Verdict.CONTESTED: "? contested",
}
"""The tags of verdicts. Each begins with another sign, so that they differ at a glance."""

UNSUPPORTED = "unsupported"
"""The tag of a claim that nothing at all is offered for."""
