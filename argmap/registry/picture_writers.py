"""What draws maps, and describes what it draws to those who do not see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from argmap.model import ArgumentMap
from argmap.registry.form import Output, WritingOptions
from argmap.registry.outline_writers import outline_asked_for

if TYPE_CHECKING:
    from argmap.diagrams.draw import Pages
    from argmap.diagrams.drawings import Options


def write_mermaid(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.diagrams.marks import DEFAULT_MARKS
    from argmap.diagrams.mermaid import format_mermaid

    marks = DEFAULT_MARKS if options.marks is None else options.marks
    written = format_mermaid(map, options.text, marks, options.verdicts, with_groups=options.groups)
    return Output(written.text.encode("utf-8", "replace"), written.losses)


_LONGEST_DESCRIPTION = 3000
"""In characters: what a screen reader reads in some three minutes, all at once."""

_LONGEST_DESCRIPTION_IN_PDF = 30_000
"""A PDF is kept and searched, so it may tell the whole of a map that one would print."""


def _description(map: ArgumentMap, format: str, options: WritingOptions) -> str:
    """Return what a picture of a map says to those who do not see it: its outline, or the upper levels of it."""
    from argmap.outlines.description import format_description

    longest = _LONGEST_DESCRIPTION_IN_PDF if format == "pdf" else _LONGEST_DESCRIPTION
    return format_description(outline_asked_for(map, options._replace(sources=False)), longest)


def _drawing_options(map: ArgumentMap, format: str, options: WritingOptions) -> Options:
    from argmap.diagrams.drawings import Options
    from argmap.diagrams.marks import DEFAULT_MARKS

    return Options(
        page=options.page,
        direction=options.direction,
        layout=options.layout,
        theme=options.theme,
        marks=DEFAULT_MARKS if options.marks is None else options.marks,
        text=options.text,
        groups=options.groups,
        link_base=options.link_base,
        engine=options.engine,
        numbers=outline_asked_for(map, options).numbers_of_claims,
        description=_description(map, format, options),
    )


def draw_as(format: str) -> Callable[[ArgumentMap, WritingOptions], Output]:
    """Return the writer of a format of pictures."""

    def write_picture(map: ArgumentMap, options: WritingOptions) -> Output:
        from argmap.diagrams.draw import draw

        picture = draw(map, format, _drawing_options(map, format, options), options.verdicts)
        return Output(picture.data, notes=picture.notes, points=picture.points)

    return write_picture


def draw_pages_as(format: str) -> Callable[[ArgumentMap, WritingOptions], Pages]:
    """Return the writer of a format of pictures that a map can be split over."""

    def write_pages_of_pictures(map: ArgumentMap, options: WritingOptions) -> Pages:
        from argmap.diagrams.draw import draw_pages

        how = _drawing_options(map, format, options)
        return draw_pages(map, format, how, options.verdicts, lambda part: _description(part, format, options))

    return write_pages_of_pictures


def write_page(map: ArgumentMap, options: WritingOptions) -> Output:
    """Return a map as a page: its picture is that for a screen, and its colours follow the reader's system."""
    from argmap.diagrams.live import draw_live
    from argmap.page.html import PageOptions, format_page

    how = _drawing_options(map, "svg", options._replace(page="screen", direction="", theme="color", link_base=""))
    picture = draw_live(map, how)
    outline = outline_asked_for(map, options._replace(sources=True, verdicts=None, columns=0))
    page = format_page(outline, picture, PageOptions(options.verdicts is not None, options.reloads))
    return Output(page.encode("utf-8", "replace"), notes=picture.notes)
