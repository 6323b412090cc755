"""The picture of a key as a heat map: the shades and numbers show where a class fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from argmap.classroom.feedback.part_outcomes import Outcome, PartCounts, share_without
from argmap.diagrams.page_fit import draw_in_order
from argmap.diagrams.paper_sizes import PAGES
from argmap.diagrams.rendering import encode, scene_and_page
from argmap.diagrams.shading import Shade
from argmap.diagrams.theme import SHADED_DARK, SHADED_LIGHT, in_variables, variables_of
from argmap.model import ArgumentMap
from argmap.model.writing import PictureOptions

LEVEL_SHARES = (0.0, 0.1, 0.25, 0.5, 1.0)
"""The largest share of maps that a shade stands for, by its level: what half of a class does not
have is as bad as it gets.
"""

_PAGE = replace(PAGES["a4"], margin=2, least=9, most=12, legend=9, turns=False)
_WIDE = replace(_PAGE, width=770, height=330)
_HIGH = replace(_PAGE, width=525, height=540)
"""Paper of size A4 without its margins, and without what is above the picture in print."""

LinesOf = Callable[[Counter[Outcome]], tuple[str, ...]]
"""Returns what is written at a part: how many maps have it, and what it is in the others."""


class KeyPicture(NamedTuple):
    """A picture as SVG whose colors a style sheet gives, and its size in points to be read."""

    svg: str
    width: float
    height: float


def key_picture(
    key: ArgumentMap, counts: PartCounts, lines_of: LinesOf, description: str
) -> KeyPicture:
    """Return a key with shades, as large as a page in print allows.

    Args:
        key: the key.
        counts: what became of its parts.
        lines_of: writes what is at a part.
        description: what those read who do not see the picture.

    Raises:
        ArgmapError: the key is too large to be drawn.
    """
    shades = {}
    for id, numbers in counts.items():
        share = share_without(numbers)
        level = next(level for level, most in enumerate(LEVEL_SHARES) if share <= most)
        shades[id] = Shade(level, lines_of(numbers))
    # What surrounds the picture has the title.
    untitled = replace(key, title="")
    options = PictureOptions(marks=(), description=description)
    scene, _ = scene_and_page(untitled, options)
    scene = replace(scene, theme=in_variables(SHADED_LIGHT), shades=shades)
    drawings = [draw_in_order(scene, page, options) for page in (_WIDE, _HIGH)]
    drawing = max(drawings, key=attrgetter("points"))
    (svg,) = encode([drawing], "svg", {})
    # Smaller text is hard to read, even if one has to scroll.
    scale = max(1.0, _PAGE.least / drawing.points)
    return KeyPicture(svg.decode(), drawing.width * scale, drawing.height * scale)


def color_variables() -> Mapping[str, tuple[str, str]]:
    """Return the names of the colors of such a picture, each with it in light and in the dark."""
    dark = variables_of(SHADED_DARK)
    return {name: (color, dark[name]) for name, color in variables_of(SHADED_LIGHT).items()}
