"""The picture of a key as a heat map: the shades and numbers show where a class fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.classroom.feedback.part_outcomes import Outcome, PartCounts, share_without
from argmap.diagrams.page_fit import Drawing, draw_in_order
from argmap.diagrams.paper_sizes import PAGES, Page
from argmap.diagrams.rendering import encode, scene_and_page
from argmap.diagrams.scene import Scene
from argmap.diagrams.shading import Shade
from argmap.diagrams.theme import SHADED_LIGHT, Theme, in_variables, variables_of
from argmap.model import ArgumentMap
from argmap.model.writing import PictureOptions
from argmap.options import Look
from argmap.util.errors import ArgmapError

LEVEL_SHARES = (0.0, 0.1, 0.25, 0.5, 1.0)
"""The largest share of maps that a shade stands for, by its level: what half of a class does not
have is as bad as it gets.
"""

_PAGE = replace(PAGES["a4"], margin=2, least=9, most=12, legend=9, turns=False)
_BELOW_TEXT = replace(_PAGE, width=770, height=330), replace(_PAGE, width=525, height=540)
"""Paper of size A4, either way, without its margins and what is above the picture in print."""
_ALONE = replace(_PAGE, width=770, height=515), replace(_PAGE, width=525, height=760)
"""The same for a picture that has a page to itself."""
_LEAST_TEXT = 4.5
"""In points: what is smaller on paper nobody reads, and on a screen nobody finds."""

LinesOf = Callable[[Counter[Outcome]], tuple[str, ...]]
"""Returns what is written at a part: how many maps have it, and what it is in the others."""


class KeyPicture(NamedTuple):
    """A picture as SVG whose colors a style sheet gives.

    Attributes:
        svg: the picture.
        width, height: its size in points, so that its text can be read.
        is_alone: whether it needs a page to itself in print.
        is_wide: whether it was drawn for paper that lies on its side.
    """

    svg: str
    width: float
    height: float
    is_alone: bool
    is_wide: bool


def key_picture(
    key: ArgumentMap,
    counts: PartCounts,
    lines_of: LinesOf,
    numbers: Mapping[str, str],
    description: str,
) -> KeyPicture:
    """Return a key with shades, as large as a page in print allows.

    Args:
        key: the key.
        counts: what became of its parts.
        lines_of: writes what is at a part.
        numbers: the number of each claim, for those that are drawn twice.
        description: what those read who do not see the picture.

    Raises:
        ArgmapError: the key is too large to be drawn.
    """
    shades = {}
    for id, counted in counts.items():
        share = share_without(counted)
        level = next(level for level, most in enumerate(LEVEL_SHARES) if share <= most)
        shades[id] = Shade(level, lines_of(counted))
    # What surrounds the picture has the title.
    untitled = replace(key, title="")
    options = PictureOptions(Look(marks=()), numbers=numbers, description=description)
    scene, _ = scene_and_page(untitled, options)
    scene = replace(scene, theme=in_variables(SHADED_LIGHT), shades=shades)
    drawing, page = _largest(scene, _BELOW_TEXT, options)
    is_alone = drawing.points < _PAGE.least
    if is_alone:
        drawing, page = _largest(scene, _ALONE, options)
    if drawing.points < _LEAST_TEXT:
        raise ArgmapError(f"with {len(key.claims)} claims, this key is too large for a picture")
    (svg,) = encode([drawing], "svg", {})
    # Smaller text is hard to read, even if one has to scroll.
    scale = max(1.0, _PAGE.least / drawing.points)
    width, height = drawing.width * scale, drawing.height * scale
    is_wide = page.width > page.height
    return KeyPicture(svg.decode(), width, height, is_alone, is_wide)


def _largest(scene: Scene, pages: Iterable[Page], options: PictureOptions) -> tuple[Drawing, Page]:
    """Return a picture, and the page on which its text is largest."""
    drawings = [(draw_in_order(scene, page, options.look), page) for page in pages]
    return max(drawings, key=lambda drawn: drawn[0].points)


def color_variables(light: Theme, dark: Theme) -> Mapping[str, tuple[str, str]]:
    """Return the names of the colors of a picture, each with it in light and in the dark."""
    in_the_dark = variables_of(dark)
    return {name: (color, in_the_dark[name]) for name, color in variables_of(light).items()}
