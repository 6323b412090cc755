"""Maps, written in a format of the table."""

from __future__ import annotations

from argmap.formats.registry import (
    FORMATS,
    FormatKind,
    PagesWriter,
    Writer,
    format_named,
    resolve,
    writable_formats,
)
from argmap.model import ArgumentMap
from argmap.model.errors import ArgmapError
from argmap.model.options import WritingOptions
from argmap.model.result import Result


def write(map: ArgumentMap, format: str, options: WritingOptions | None = None) -> Result:
    """Return a map in a format of the table.

    Raises:
        ArgmapError: there is no such format, the map cannot be written in it, or an option has an
            unknown value.
    """
    row = format_named(format, writable_formats())
    is_read_again = row.kind is FormatKind.MAP and row.reader
    if is_read_again and not map.claims:
        raise ArgmapError(f"this map has no claims, and {row.name} without any is no map")
    writer: Writer = resolve(row.writer)
    return writer(map, (options or WritingOptions())._replace(format=row.name))


def write_pages(
    map: ArgumentMap, format: str, options: WritingOptions | None = None
) -> list[Result]:
    """Return a map as pictures on as many pages as it takes to read all text: a file for each page,
    or one with all of them. What there is to say of all is with the first.

    Raises:
        ArgmapError: there is no such format, it has no pages, an option has an unknown value, or
            the page is `none`.
    """
    row = format_named(format, writable_formats())
    if not row.pages_writer:
        *others, last = [other.name for other in FORMATS if other.pages_writer]
        able = f"{', '.join(others)} and {last}"
        raise ArgmapError(f"{row.name} cannot be split over several pages; {able} can")
    writer: PagesWriter = resolve(row.pages_writer)
    return writer(map, (options or WritingOptions())._replace(format=row.name))
