"""How a map looks: themes, and how sides, relations and kinds of claims differ.

Nothing is shown by color alone. A side has a color and a shape of box, a relation a color, a line
and a head, and what is implicit, unsupported or main has a border, a head or a word of its own.
Colors are from Okabe and Ito's palette, which the color-blind can tell apart, darkened for
contrast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from itertools import cycle

from argmap.model import Inference, Kind

FONT = "Arial"
"""What the layout engine measures by. A list of families here would make it measure by Times."""

SIZE = 12
"""The size of a claim's text in points, before the picture is fitted to a page."""

PITCH = 1.1 * SIZE
"""From one line of a claim's text to the next, in points."""

PADDING = (5.0, 3.5)
"""Between the text of a box and its border, beside and above it, in points."""

FRAME_NAME_SIZE = 9.0
FRAME_NAME_PITCH = 11.0
"""The size of the name of a group in its frame, and from one line of it to the next, in points."""

BOLD = 1.09
"""How much wider bold text is."""


class Contour(StrEnum):
    """The shape of a box; two sides and no side have those that are easiest to tell apart."""

    SQUARE = "square"
    ROUND = "round"
    CUT = "cut"
    LEAF = "leaf"
    SLANTED = "slanted"


@dataclass(frozen=True, slots=True)
class BoxLook:
    """The look of the claims of one side: two colors and a shape."""

    line: str
    fill: str
    contour: Contour


class Relation(StrEnum):
    """What a line says: the kind of its inference, or that this is a weighing."""

    SUPPORT = Kind.SUPPORT.value
    REBUTTAL = Kind.REBUTTAL.value
    UNDERCUTTER = Kind.UNDERCUTTER.value
    WEIGHING = "weighing"


def relation_of(inference: Inference) -> Relation:
    """Return what the line of an inference says."""
    if inference.weighing:
        return Relation.WEIGHING
    return Relation(inference.kind.value)


class Ending(Enum):
    """What the line of a step ends in: a head, unless verdicts say that it has less effect."""

    HEAD = auto()
    CROSS = auto()
    """The step falls."""
    RING = auto()
    """The step is heard and does not prevail: it is outweighed, or too weak an objection."""
    HALF = auto()
    """The undercutter only takes its target's backing: its head is half filled."""

    @property
    def has_effect(self) -> bool:
        """Whether what a step says of its target holds."""
        return self in (Ending.HEAD, Ending.HALF)


@dataclass(frozen=True, slots=True)
class LineLook:
    """The look of one relation.

    Attributes:
        color: that of line and head.
        width: of the line, in points.
        dashes: the lengths of dashes and gaps, as SVG has them; "" for a solid line.
        dot_style: the line as DOT names it.
        dot_head, dot_open_head: the head as DOT names it, of a step and of an implicit step.
    """

    color: str
    width: float
    dashes: str
    dot_style: str
    dot_head: str
    dot_open_head: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colors of a picture, each written `#rrggbb`, and what else distinguishes its parts.

    Attributes:
        paper: the ground.
        text: the text of claims.
        quiet: what is said in a low voice.
        alarm: marks that say that something is missing.
        fallen: lines of what falls, is outweighed or too weak.
        fallen_text, fallen_fill: text and ground of what falls.
        field: the ground behind linked premises.
        frame, frame_ground: the line around a group of claims, and what is inside it.
        neutral: the look of claims of no side, or of several.
        sides: the looks of sides in their order.
        lines: the looks of relations.
    """

    paper: str
    text: str
    quiet: str
    alarm: str
    fallen: str
    fallen_text: str
    fallen_fill: str
    field: str
    frame: str
    frame_ground: str
    neutral: BoxLook
    sides: tuple[BoxLook, ...]
    lines: Mapping[Relation, LineLook]

    def side(self, index: int) -> BoxLook:
        """Return the look of the side with this index; looks recur where there are many sides."""
        return self.sides[index % len(self.sides)]


def _lines(support: str, rebuttal: str, undercutter: str) -> dict[Relation, LineLook]:
    return {
        Relation.SUPPORT: LineLook(
            color=support,
            width=1.5,
            dashes="",
            dot_style="solid",
            dot_head="normal",
            dot_open_head="onormal",
        ),
        Relation.REBUTTAL: LineLook(
            color=rebuttal,
            width=1.8,
            dashes="6,3.5",
            dot_style="dashed",
            dot_head="tee",
            dot_open_head="obox",
        ),
        # Round dots, so large that a photocopier keeps them.
        Relation.UNDERCUTTER: LineLook(
            color=undercutter,
            width=2.4,
            dashes="0,4.6",
            dot_style="dotted",
            dot_head="diamond",
            dot_open_head="odiamond",
        ),
        # It is an undercutter, too, so that dots and color are alike; but it grants the step.
        Relation.WEIGHING: LineLook(
            color=undercutter,
            width=2.4,
            dashes="8,5.2,0,5.2",
            dot_style="dotted",
            dot_head="box",
            dot_open_head="obox",
        ),
    }


_SIDE_CONTOURS = (Contour.SQUARE, Contour.ROUND, Contour.LEAF, Contour.SLANTED)


def _sides(*colors: tuple[str, str]) -> tuple[BoxLook, ...]:
    """Return looks with these colors of line and fill, and with the shapes in turn."""
    with_contours = zip(colors, cycle(_SIDE_CONTOURS), strict=False)
    return tuple(BoxLook(line, fill, contour) for (line, fill), contour in with_contours)


THEMES: Mapping[str, Theme] = {
    "color": Theme(
        paper="#ffffff",
        text="#1a1a1a",
        quiet="#4d4d4d",
        alarm="#a50f15",
        fallen="#8a8a8a",
        fallen_text="#616161",
        fallen_fill="#e4e4e4",
        field="#eeeeee",
        frame="#8a8a8a",
        frame_ground="#fafaf7",
        neutral=BoxLook("#6b6b6b", "#f4f4f4", Contour.CUT),
        sides=_sides(
            ("#b34700", "#fdeadb"),
            ("#0b5fa5", "#e0effb"),
            ("#007a5a", "#dcf3ea"),
            ("#96467a", "#f8e6f1"),
        ),
        lines=_lines("#404040", "#c0282d", "#7a3fa0"),
    ),
    "print": Theme(
        paper="#ffffff",
        text="#000000",
        quiet="#333333",
        alarm="#000000",
        fallen="#8a8a8a",
        fallen_text="#555555",
        fallen_fill="#d0d0d0",
        field="#f3f3f3",
        frame="#767676",
        frame_ground="#ffffff",
        neutral=BoxLook("#000000", "#ffffff", Contour.CUT),
        # A photocopier may lose these grays: without them the shapes keep the sides apart.
        sides=_sides(
            ("#000000", "#ffffff"),
            ("#000000", "#e8e8e8"),
            ("#000000", "#f2f2f2"),
            ("#000000", "#dcdcdc"),
        ),
        lines=_lines("#000000", "#000000", "#000000"),
    ),
    "dark": Theme(
        paper="#15181d",
        text="#f2f2f2",
        quiet="#c3c8cf",
        alarm="#ff9a8f",
        fallen="#7d848d",
        fallen_text="#a9aeb6",
        fallen_fill="#34383f",
        field="#20242b",
        frame="#7d848d",
        frame_ground="#1b1f26",
        neutral=BoxLook("#9aa0a8", "#24282e", Contour.CUT),
        sides=_sides(
            ("#f2a35e", "#3d2a18"),
            ("#6cb6f5", "#16304a"),
            ("#4fcf9f", "#123a2d"),
            ("#e29ac9", "#412339"),
        ),
        lines=_lines("#d0d4da", "#ff7b72", "#c79bf2"),
    ),
}
"""The name of a theme -> the theme.

Text has a contrast of at least 4.5:1 with what it is on, and lines of 3:1, as WCAG 2 asks.
"""


_COLORS = (
    "paper", "text", "quiet", "alarm", "fallen", "fallen_text", "fallen_fill", "field", "frame",
    "frame_ground",
)  # fmt: skip


def variables_of(theme: Theme) -> dict[str, str]:
    """Return the colors of a theme by the names that style sheets give them: `--map-paper`."""
    colors = {name: getattr(theme, name) for name in _COLORS}
    for name, look in _named_looks(theme):
        colors[f"{name}_line"] = look.line
        colors[f"{name}_fill"] = look.fill
    for relation, line in theme.lines.items():
        colors[relation.value] = line.color
    return {_variable(name): color for name, color in colors.items()}


def in_variables(theme: Theme) -> Theme:
    """Return a theme whose colors are left to a style sheet; see `variables_of`."""
    looks = []
    for name, look in _named_looks(theme):
        line = f"var(--map-{name}-line)"
        fill = f"var(--map-{name}-fill)"
        looks.append(BoxLook(line, fill, look.contour))
    lines = {}
    for relation, line_look in theme.lines.items():
        lines[relation] = replace(line_look, color=f"var(--map-{relation.value})")
    colors = {}
    for name in _COLORS:
        colors[name] = f"var({_variable(name)})"
    return replace(theme, neutral=looks[0], sides=tuple(looks[1:]), lines=lines, **colors)


def _variable(name: str) -> str:
    """Return what style sheets call a color: `--map-frame-ground`."""
    return "--map-" + name.replace("_", "-")


def _named_looks(theme: Theme) -> list[tuple[str, BoxLook]]:
    """Return the looks of a theme, as style sheets call them: `neutral`, `side1`, `side2` …"""
    named = [("neutral", theme.neutral)]
    for number, look in enumerate(theme.sides, start=1):
        named.append((f"side{number}", look))
    return named
