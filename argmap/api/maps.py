"""Functions that read, write, draw and outline maps.

Formats, paper sizes and themes are named by strings, since their tables can grow. An error about an
unknown name or option suggests the nearest one.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from argmap import formats
from argmap.formats import ReadingOptions
from argmap.model import ArgumentMap
from argmap.model.writing import OutlineOptions, PageOptions, PictureOptions, Result, WritingOptions
from argmap.util.errors import ArgmapError
from argmap.util.files import write_file
from argmap.util.spelling import no_such

if TYPE_CHECKING:
    from argmap.verdicts.evaluate import Verdicts


Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")


def with_hints(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Let the error about an unknown option suggest the nearest one."""
    known = list(inspect.signature(function).parameters)

    # `wraps` keeps the signature and the docstring for help and for editors.
    @wraps(function)
    def call(*args: Parameters.args, **options: Parameters.kwargs) -> Returned:
        for name in options:
            # Python's own message names no near option: `them` for `theme`.
            if name not in known:
                raise TypeError(f"argmap.{function.__name__}: {no_such('option', name, known)}")
        return function(*args, **options)

    return call


def _must_be_text(format: formats.Format) -> None:
    if format.is_binary:
        raise ArgmapError(
            f"{format.name} is not a text format; use `argmap.convert` for its bytes, or"
            " `argmap.save` for a file"
        )


@with_hints
def load(path: str | Path, format: str = "", *, fence: int = 1, prose: bool = False) -> ArgumentMap:
    """Read the map in a file.

    Args:
        path: the file, or `-` for standard input.
        format: the format of the file (`argmap formats` lists them). By default, argmap detects
            it.
        fence: the number of the map in a Markdown file with several fenced maps.
        prose: whether to also read Argdown paragraphs without relations as claims.

    Raises:
        InvalidMap: the file cannot be read as a map; the exception contains all the diagnostics.
        ArgmapError: the format is unknown, or the file has no fence with this number.
    """
    return formats.read(path, format, ReadingOptions(prose, fence)).unwrap()


@with_hints
def loads(
    text: str,
    format: str = "native",
    *,
    folder: str | Path | None = None,
    fence: int = 1,
    prose: bool = False,
) -> ArgumentMap:
    """Read the map in a text.

    Args:
        text: the text.
        format: the format of the text. If it is "", argmap detects the format.
        folder: the folder with the files that the text names (`include`, `bibliography`). By
            default, the text may not name any files.
        fence: the number of the map in a Markdown text with several fenced maps.
        prose: whether to also read Argdown paragraphs without relations as claims.

    Raises:
        InvalidMap: the text cannot be read as a map; the exception contains all the diagnostics.
        ArgmapError: the format is unknown, or the text has no fence with this number.
    """
    options = ReadingOptions(prose, fence)
    # Without a folder the text is read as in a sandbox: it may name no other file.
    place = None if folder is None else Path(folder)
    return formats.parse(text, "<text>", format, options, folder=place).unwrap()


@with_hints
def convert(map: ArgumentMap, format: str) -> Result:
    """Convert a map to a format: `data` is the result (bytes), and `losses` lists what was lost.

    `argmap formats` lists the formats.

    Raises:
        ArgmapError: the format is unknown, or the map cannot be written in it.
    """
    result = formats.write(map, format)
    # Pieces are joined, so that `data` can be read twice.
    return replace(result, content=result.data)


@with_hints
def dumps(map: ArgumentMap, format: str = "native") -> str:
    """Return a map as text in a format; with the default, `loads(dumps(map)) == map`.

    `argmap formats` lists the formats.

    Raises:
        ArgmapError: the format is unknown or not text, or the map cannot be written in it.
    """
    named = formats.format_named(format, formats.writable_formats())
    _must_be_text(named)
    return formats.write(map, format).text


@with_hints
def save(map: ArgumentMap, path: str | Path, format: str = "") -> None:
    """Write a map to a file.

    If this fails, an existing file does not change.

    Args:
        map: the map.
        path: the file.
        format: the format. By default, argmap uses the file extension.

    Raises:
        ArgmapError: the format is unknown, the map cannot be written in it, or the file cannot be
            written.
    """
    if format:
        chosen = formats.format_named(format, formats.writable_formats())
    else:
        # `debate.aif.json` is AIF, although `.json` is a format of its own.
        chosen = formats.format_to_write(str(path), 'format="{format}"')
    write_file(path, formats.write(map, chosen.name).pieces())


@with_hints
def outline(
    map: ArgumentMap,
    format: str = "text",
    *,
    sources: bool = False,
    columns: int = 0,
    essay: bool = False,
    verdicts: Verdicts | None = None,
) -> str:
    """Return a map as an outline, or as an essay.

    Args:
        map: the map.
        format: `text`, `markdown` or `opml`, or a document format that is text: `html`, `latex` or
            `csv`.
        sources: whether to show who holds each claim and what it cites.
        columns: the width at which text wraps; 0 for no wrapping.
        essay: whether to write an essay, with its sources, instead of an outline. Essays are
            available in English, French, German and Spanish, but not as `opml` or `csv`.
        verdicts: the result of `evaluate`, to show with each claim, or in an essay's conclusion.

    Raises:
        ArgmapError: the format is unknown, or cannot contain an essay.
    """
    # A picture is refused as an unknown outline, with the names of the outline formats.
    outlines = formats.writable_formats(formats.FormatKind.OUTLINE, formats.FormatKind.DOCUMENT)
    named = formats.format_named(format, outlines, "outline format")
    _must_be_text(named)
    how = OutlineOptions(sources, columns, essay)
    return formats.write(map, named.name, WritingOptions(outline=how, verdicts=verdicts)).text


@with_hints
def render(
    map: ArgumentMap,
    format: str = "svg",
    *,
    paper: str = "",
    direction: str = "",
    layout: str = "",
    theme: str = "",
    marks: Iterable[str] | None = None,
    labels: str = "full",
    groups: bool = False,
    link_base: str = "",
    engine: str = "graphviz",
    verdicts: Verdicts | None = None,
    folder: str | Path | None = None,
) -> bytes:
    """Draw a map as a picture, or as an interactive page.

    Args:
        map: the map.
        format: `svg`, `png`, `pdf`, `dot`, `mermaid` or `page`. A page does not have the options
            `paper`, `direction`, `theme` and `link_base`.
        paper: the paper size: `a4`, `letter`, `slide`, `screen`, `phone`, `poster`, a size such as
            `210x297mm`, or `none` for a picture as large as the map. "" is `screen`.
        direction: the direction in which reasons point: `up`, `down`, `left` or `right`. "" is
            `up`.
        layout: `rows`, or `hang`, which stacks reasons vertically. "" chooses whichever fits best.
        theme: `color`, `dark`, or `print` for black and white. "" is `color`.
        marks: the marks on claims: any of `unsupported`, `evidence`, `common-ground`, `scheme` and
            `holder`. None shows the first three.
        labels: the text in boxes: `full` for the whole claim, `label` for its label if it has one,
            or `both`.
        groups: whether to draw a frame around the claims of each group.
        link_base: a web address. Each box links to this address, followed by `#` and the claim's
            id.
        engine: the layout engine for tangled maps: `graphviz`, or `dot` for your own Graphviz.
        verdicts: the result of `evaluate`, to show on each claim.
        folder: the folder with the files of the map's sources. A page shows the quoted passages
            from these files.

    Raises:
        ArgmapError: the format or the value of an option is unknown, the format does not have the
            option, or the layout engine failed.
    """
    pictures = formats.writable_formats(formats.FormatKind.PICTURE)
    picture_format = formats.format_named(format, pictures, "picture format")
    source_texts: Mapping[str, str] = {}
    # Only a page shows passages; no other picture opens the files of sources.
    if folder is not None and picture_format.shows_passages:
        from argmap.formats.map_files import read_sources

        source_texts = read_sources(map, Path(folder))
    picture = PictureOptions(
        paper=paper,
        direction=direction,
        layout=layout,
        theme=theme,
        marks=None if marks is None else tuple(marks),
        labels=labels,
        groups=groups,
        link_base=link_base,
        engine=engine,
    )
    options = WritingOptions(picture=picture, page=PageOptions(source_texts), verdicts=verdicts)
    return formats.write(map, picture_format.name, options).data


@with_hints
def render_pages(
    map: ArgumentMap,
    format: str = "svg",
    *,
    paper: str = "slide",
    direction: str = "",
    layout: str = "",
    theme: str = "",
    marks: Iterable[str] | None = None,
    labels: str = "full",
    groups: bool = False,
    link_base: str = "",
    verdicts: Verdicts | None = None,
) -> list[bytes]:
    """Draw a map on several pages, an overview and then its branches, so that all text is legible.

    Args:
        map: the map.
        format: `svg` or `png` for one picture per page, or `pdf` for a single file with all the
            pages.
        paper: the paper size, as in `render`, but not `none`.
        direction: as in `render`.
        layout: as in `render`; "" chooses what fits each page best.
        theme: as in `render`.
        marks: as in `render`.
        labels: as in `render`.
        groups: as in `render`.
        link_base: as in `render`.
        verdicts: as in `render`.

    Raises:
        ArgmapError: the format or the value of an option is unknown, or the format has no pages.
    """
    pictures = formats.writable_formats(formats.FormatKind.PICTURE)
    picture_format = formats.format_named(format, pictures, "picture format")
    picture = PictureOptions(
        paper=paper,
        direction=direction,
        layout=layout,
        theme=theme,
        marks=None if marks is None else tuple(marks),
        labels=labels,
        groups=groups,
        link_base=link_base,
    )
    options = WritingOptions(picture=picture, verdicts=verdicts)
    return [file.data for file in formats.write_pages(map, picture_format.name, options)]


@with_hints
def part(
    map: ArgumentMap, *, side: str = "", focus: str = "", depth: int | None = None
) -> ArgumentMap:
    """Return the part of a map that concerns one side or one claim.

    Args:
        map: the map.
        side: the id of a side. The part contains the side's claims, the reasons for them, the
            objections to these, and the answers.
        focus: the id of a claim. The part contains this claim and everything that bears on it.
        depth: with `focus`, the maximum distance from that claim, in inferences.

    Raises:
        ArgmapError: the side or claim is unknown.
    """
    from argmap.model.graph import part as part_of_map

    if side and side not in map.sides:
        raise ArgmapError(no_such("side", side, map.sides))
    if focus and focus not in map.claims:
        raise ArgmapError(no_such("claim", focus, map.claims))
    return part_of_map(map, side=side, focus=focus, depth=depth)


@with_hints
def stated_only(map: ArgumentMap) -> ArgumentMap:
    """Return a map without the claims and inferences that the map's author added (`implicit`).

    No claim that a source states is lost: if only the map's author connects it, it stays, and
    outlines and pictures show it by itself.
    """
    from argmap.model.graph import stated_only as without_additions

    return without_additions(map)
