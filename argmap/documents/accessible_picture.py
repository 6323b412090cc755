"""A picture of a map that also says, to those who do not see it, what the outline says."""

from __future__ import annotations

from argmap.diagrams.rendering import draw, draw_pages
from argmap.documents.outline import outline
from argmap.documents.outline_text import format_description
from argmap.model import ArgumentMap
from argmap.model.writing import (
    MapVerdicts,
    OutlineOptions,
    PictureOptions,
    Result,
    WritingOptions,
)

_LONGEST_DESCRIPTION = 3000
"""In characters: what a screen reader reads in some three minutes, all at once."""

_LONGEST_DESCRIPTION_IN_PDF = 30_000
"""A PDF is kept and searched, so it may hold the whole of a map that one would print."""


def draw_picture(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as a picture in the format that the options name.

    Raises:
        ArgmapError: an option has an unknown value, or the map cannot be laid out.
    """
    return draw(map, options.format, _with_outline(map, options), options.verdicts)


def draw_picture_pages(map: ArgumentMap, options: WritingOptions) -> list[Result]:
    """Return a map as pictures on as many pages as it takes to read all text.

    Raises:
        ArgmapError: as for `draw_picture`, or the page is `none`.
    """

    def describe(part: ArgumentMap) -> str:
        return _with_outline(part, options).description

    picture = _with_outline(map, options)
    return draw_pages(map, options.format, picture, options.verdicts, describe)


def _with_outline(map: ArgumentMap, options: WritingOptions) -> PictureOptions:
    longest = _LONGEST_DESCRIPTION
    if options.format == "pdf":
        longest = _LONGEST_DESCRIPTION_IN_PDF
    return with_outline(map, options.picture, options.verdicts, longest)


def with_outline(
    map: ArgumentMap, picture: PictureOptions, verdicts: MapVerdicts | None, longest: int
) -> PictureOptions:
    """Return the options of a picture with the numbers of claims, and with a description of it that
    has about so many characters at most.
    """
    numbered = outline(map, OutlineOptions(sources=False), verdicts)
    description = format_description(numbered, longest)
    return picture._replace(numbers=numbered.numbers_of_claims, description=description)
