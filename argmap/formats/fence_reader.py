"""Reads the maps in the fences of Markdown files, as one of the formats and one by one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from argmap.formats.fences import Fence, fences_in, read_fence
from argmap.formats.map_files import parse, read
from argmap.formats.registry import ReadingOptions
from argmap.model.diagnostics import CommandHelp, Diagnostic, Severity, Span, error, in_order
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError
from argmap.util.text import count


def parse_fence(
    fence: Fence,
    options: ReadingOptions | None = None,
    *,
    folder: Path | None = None,
    texts: Mapping[str, str] | None = None,
) -> Reading:
    """Return the map in a fence as read, with all places in its page; see `argmap.formats.parse`.

    `folder` is that of the page, and `texts` are those of other files.
    """
    asked = options or ReadingOptions()

    def parse_inner(among: tuple[str, ...], text: str) -> Reading:
        if fence.path is not None:
            return read(fence.path)
        return parse(text, fence.file, "", asked._replace(among=among), folder=folder, texts=texts)

    return read_fence(fence, parse_inner)


def parse_fenced(text: str, name: str, options: ReadingOptions) -> Reading:
    """Return the map in one of the fences of a Markdown text; diagnostics call the file `name`.

    Raises:
        ArgmapError: there are fewer maps in it.
    """
    number = options.fence
    if options.parse_inner is None:
        raise TypeError("a map in a fence needs a reader of its own format")
    fences = fences_in(text, name)
    if not fences:
        problem = error(
            "no-claims",
            "this file does not contain a map",
            Span.start_of(name),
            "put the map between ```` ```argmap ```` and ```` ``` ````",
        )
        return Reading.of(name, text, None, [problem])
    if number > len(fences):
        maps = count(len(fences), "map")
        raise ArgmapError(f"{name} has no fenced map {number}, because it contains only {maps}")
    fence = fences[max(number - 1, 0)]
    reading = read_fence(fence, options.parse_inner)
    diagnostics = reading.diagnostics
    if number == 0 and len(fences) > 1:
        note = Diagnostic(
            "several-maps",
            Severity.NOTE,
            f"this file contains {count(len(fences), 'map')}; argmap reads only the first one",
            fence.place,
            help=CommandHelp.after(
                "put each map in a file of its own",
                "use `--fence 2` to read the second",
                ", or ",
            ),
        )
        diagnostics = tuple(in_order([*diagnostics, note]))
    return reading._replace(text=text, diagnostics=diagnostics, maps_in_file=len(fences))
