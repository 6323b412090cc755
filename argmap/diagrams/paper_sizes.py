"""Paper sizes: how large a picture can be, how large its text may become, and how much it may hold.

A page is named, `a4`, or has its size, `210x297mm`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from argmap.options.names import PaperSize
from argmap.util.errors import ArgmapError
from argmap.util.limits import Limit
from argmap.util.spelling import no_such

POINTS_PER_INCH = 72
MM = POINTS_PER_INCH / 25.4
_POINTS_PER_UNIT = {"mm": MM, "cm": 10 * MM, "in": float(POINTS_PER_INCH), "pt": 1.0, "px": 0.75}
_WRITTEN_SIZE = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|cm|in|pt|px)")


@dataclass(frozen=True, slots=True)
class Page:
    """A page. Lengths are in points."""

    name: str  # what messages call it
    width: float
    height: float
    margin: float  # what is left free at each edge
    least: float  # the size below which text on it is hard to read
    most: float  # the size beyond which text on it does not grow
    title: float  # the size of the text of the title
    legend: float  # and of the legend
    pixels: float = 200 / 72  # for a point of a PNG; paper is printed with 200 dots per inch
    turns: bool = False  # whether it may be turned
    is_narrow: bool = False  # whether rows would be too small to read on it
    zooms: bool = False  # whether readers can zoom in


_A4 = Page("A4", 297 * MM, 210 * MM, 6 * MM, least=10, most=18, title=18, legend=8, turns=True)
_SCREEN = Page("a screen", 960, 600, 10, least=14, most=32, title=24, legend=12, pixels=2)
_PHONE = Page("a phone", 70 * MM, 148 * MM, 3 * MM, least=10, most=18, title=11, legend=6, pixels=4)

PAGES: Mapping[PaperSize, Page] = {
    "a4": _A4,
    "a3": replace(_A4, name="A3", width=420 * MM, height=297 * MM),
    "letter": replace(_A4, name="letter paper", width=792, height=612),
    "slide": replace(_SCREEN, name="a slide", height=540, margin=14),
    "screen": replace(_SCREEN, zooms=True),
    "phone": replace(_PHONE, is_narrow=True, zooms=True),
    "poster": Page(
        "a poster", 841 * MM, 594 * MM, 15 * MM, least=24, most=64, title=60, legend=24, turns=True
    ),
}
"""The pages by the names that people give; `none` is no page."""


def find_page(name: str) -> Page | None:
    """Return the page of a name or a size such as `210x297mm`; None for `none`.

    Raises:
        ArgmapError: there is no such page.
    """
    if name == "none":
        return None
    for known, page in PAGES.items():
        if name == known:
            return page
    size = _WRITTEN_SIZE.fullmatch(name)
    if size is None:
        sizes = [*PAGES, "none", "a size such as 210x297mm"]
        raise ArgmapError(no_such("paper size", name, sizes))
    unit = _POINTS_PER_UNIT[size[3]]
    width = float(size[1]) * unit
    height = float(size[2]) * unit
    short, long = sorted([width, height])
    if short < 30 * MM or long > 5000 * MM:
        raise ArgmapError(f"cannot draw on {name} paper: each side must be 30 to 5000 mm long")
    # The larger a page is, the farther away people are, and the larger its text has to be.
    nearness = max(1.0, short / (210 * MM))
    return Page(
        name,
        width,
        height,
        margin=short / 26,
        least=10 * nearness**0.85,
        most=18 * nearness,
        title=min(max(short / 32, 11), 18 * nearness),
        legend=min(max(short / 74, 6.5), 8 * nearness),
        # Rows on a page as narrow as a phone would be too small to read.
        is_narrow=width < 100 * MM,
    )


def check_size(boxes: int) -> None:
    """Raise `ArgmapError` if a picture would hold more boxes than a layout can manage."""
    if boxes > Limit.PICTURE.most:
        raise ArgmapError(
            f"this map is too large for a picture: {Limit.PICTURE.in_words()};"
            " draw part of it with --side or --focus, or use `argmap outline`"
        )
