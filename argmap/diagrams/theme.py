"""How a map looks: themes, and how sides, relations and kinds of claims differ.

Nothing is shown by color alone. A side has a color and a shape of box, a relation a color, a line
and a head, and what is implicit, unsupported or main has a border, a head or a word of its own.
Colors are from Okabe and Ito's palette, which the color-blind can tell apart, darkened for
contrast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum, StrEnum, auto

from argmap.model import Inference, Kind
from argmap.options.names import ThemeName

# What Graphviz measures by. A list of families here would make it measure by Times.
FONT = "Arial"

# Lengths are in points, before the picture is fitted to a page.
SIZE = 12  # of a claim's text
PITCH = 1.1 * SIZE  # from one line of it to the next
PADDING = (5.0, 3.5)  # between it and the border of its box, beside and above it
FRAME_NAME_SIZE = 9.0  # of the name of a group in its frame
FRAME_NAME_PITCH = 11.0  # from one line of it to the next

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


LINKED = "linked"
"""What a bracket over premises says, beside the relations that lines say."""


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
    """The look of one relation."""

    color: str  # of line and head
    width: float  # of the line, in points
    dashes: str  # the lengths of dashes and gaps, as SVG has them; "" for a solid line
    dot_style: str  # the line, its head and that of an implicit step, as DOT names them
    dot_head: str
    dot_open_head: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colors of a picture, each written `#rrggbb`, and what else distinguishes its parts."""

    paper: str
    text: str
    quiet: str  # what is said in a low voice
    alarm: str  # marks that say that something is missing
    fallen: str  # lines of what falls, is outweighed or too weak
    fallen_text: str
    fallen_fill: str
    field: str  # the ground behind linked premises
    frame: str  # the line around a group of claims, and what is inside it
    frame_ground: str
    neutral: BoxLook  # of claims of no side, or of several
    sides: tuple[BoxLook, ...]
    lines: Mapping[Relation, LineLook]
    shades: tuple[str, ...] = ()  # from pale to strong, where a map is shaded
    dark: Theme | None = None  # what an SVG has instead where its reader prefers dark pages

    def side(self, index: int) -> BoxLook:
        """Return the look of the side with this index; looks recur where there are many sides."""
        return self.sides[index % len(self.sides)]


def _lines(support: str, rebuttal: str, undercutter: str) -> dict[Relation, LineLook]:
    """Return looks with these colors; those of undercutters are dotted.

    Dots are round, and so large that a photocopier keeps them. A weighing is an undercutter, too,
    so that dots and color are alike; but it grants the step.
    """
    return {
        Relation.SUPPORT: LineLook(support, 1.5, "", "solid", "normal", "onormal"),
        Relation.REBUTTAL: LineLook(rebuttal, 1.8, "6,3.5", "dashed", "tee", "obox"),
        Relation.UNDERCUTTER: LineLook(undercutter, 2.4, "0,4.6", "dotted", "diamond", "odiamond"),
        Relation.WEIGHING: LineLook(undercutter, 2.4, "8,5.2,0,5.2", "dotted", "box", "obox"),
    }


def _sides(*colors: str) -> tuple[BoxLook, ...]:
    """Return looks with these colors of line and fill, and with the shapes in turn."""
    contours = (Contour.SQUARE, Contour.ROUND, Contour.LEAF, Contour.SLANTED)
    looks = []
    for pair, contour in zip(colors, contours, strict=True):
        line, fill = pair.split()
        looks.append(BoxLook(line, fill, contour))
    return tuple(looks)


_COLOR = Theme(
    paper="#ffffff",
    text="#1a1a1a",
    quiet="#4d4d4d",
    alarm="#a50f15",
    fallen="#8a8a8a",
    fallen_text="#616161",
    fallen_fill="#e4e4e4",
    field="#ebebeb",
    frame="#8a8a8a",
    frame_ground="#fafaf7",
    neutral=BoxLook("#6b6b6b", "#f4f4f4", Contour.CUT),
    sides=_sides("#b34700 #fdeadb", "#0b5fa5 #e0effb", "#007a5a #dcf3ea", "#96467a #f8e6f1"),
    lines=_lines("#404040", "#c0282d", "#7a3fa0"),
)
_PRINT = Theme(
    paper="#ffffff",
    text="#000000",
    quiet="#333333",
    alarm="#000000",
    fallen="#8a8a8a",
    fallen_text="#484848",
    fallen_fill="#c4c4c4",
    field="#ededed",
    frame="#767676",
    frame_ground="#ffffff",
    neutral=BoxLook("#000000", "#ffffff", Contour.CUT),
    # A photocopier may lose these grays: without them the shapes keep the sides apart.
    sides=_sides("#000000 #ffffff", "#000000 #e8e8e8", "#000000 #f2f2f2", "#000000 #dcdcdc"),
    lines=_lines("#000000", "#000000", "#000000"),
)
_DARK = Theme(
    paper="#15181d",
    text="#f2f2f2",
    quiet="#c3c8cf",
    alarm="#ff9a8f",
    fallen="#7d848d",
    fallen_text="#a9aeb6",
    fallen_fill="#34383f",
    field="#252a31",
    frame="#7d848d",
    frame_ground="#1b1f26",
    neutral=BoxLook("#9aa0a8", "#24282e", Contour.CUT),
    sides=_sides("#f2a35e #3d2a18", "#6cb6f5 #16304a", "#4fcf9f #123a2d", "#e29ac9 #412339"),
    lines=_lines("#d0d4da", "#ff7b72", "#c79bf2"),
)

THEMES: Mapping[ThemeName, Theme] = {
    "color": _COLOR,
    "print": _PRINT,
    "dark": _DARK,
    # What cannot change its colors, such as a PDF, has the light ones.
    "auto": replace(_COLOR, dark=_DARK),
}
"""The name of a theme -> the theme.

Text has a contrast of at least 4.5:1 with what it is on, and lines of 3:1, as WCAG 2 asks.
"""


def _shaded(theme: Theme, *shades: str) -> Theme:
    """Return a theme in which boxes are filled with shades, and only their shapes tell sides."""
    line, fill = theme.quiet, shades[0]
    sides = [replace(look, line=line, fill=fill) for look in theme.sides]
    neutral = replace(theme.neutral, line=line, fill=fill)
    lines = {}
    for relation, look in theme.lines.items():
        lines[relation] = replace(look, color=theme.text)
    return replace(theme, neutral=neutral, sides=tuple(sides), lines=lines, shades=shades)


SHADED_LIGHT = _shaded(_COLOR, "#ffffff", "#fdebd7", "#fad0a0", "#f3a757", "#e07f1f")
SHADED_DARK = _shaded(_DARK, "#15181d", "#38291a", "#573a14", "#784b0c", "#9a5d05")
"""The themes of maps with shades, by the same rules: one hue, each shade stronger than the last."""


def variables_of(theme: Theme) -> dict[str, str]:
    """Return the colors of a theme, by what style sheets call them: `--map-side1-line`."""
    colors: dict[str, str] = {}
    # This keeps each color, and changes none.
    _change_colors(theme, colors.setdefault)
    return colors


def in_variables(theme: Theme) -> Theme:
    """Return a theme whose colors are left to a style sheet; see `variables_of`."""
    return _change_colors(theme, lambda name, _: f"var({name})")


def _change_colors(theme: Theme, change: Callable[[str, str], str]) -> Theme:
    """Return a theme with other colors: what a function makes of each one's name and itself."""
    colors = {}
    for field in fields(theme):
        color = getattr(theme, field.name)
        if isinstance(color, str):
            name = field.name.replace("_", "-")
            colors[field.name] = change(f"--map-{name}", color)
    looks = []
    for number, look in enumerate([theme.neutral, *theme.sides]):
        name = f"--map-side{number}" if number else "--map-neutral"
        line = change(f"{name}-line", look.line)
        fill = change(f"{name}-fill", look.fill)
        looks.append(BoxLook(line, fill, look.contour))
    lines = {}
    for relation, line_look in theme.lines.items():
        color = change(f"--map-{relation.value}", line_look.color)
        lines[relation] = replace(line_look, color=color)
    shades = []
    for level, color in enumerate(theme.shades):
        shades.append(change(f"--map-shade{level}", color))
    neutral, *sides = looks
    return replace(
        theme,
        neutral=neutral,
        sides=tuple(sides),
        lines=lines,
        shades=tuple(shades),
        dark=theme.dark,
        **colors,
    )
