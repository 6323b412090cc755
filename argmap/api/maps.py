"""What a program can ask of argmap: read a map, tell it, draw it, check it, weigh it, write it.

Forms, pages, themes and the like are named by strings, since their tables can grow; an unknown one
is told with the nearest that there is, and so is an unknown option.
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
    """Let a misspelt option be told with the nearest that there is."""
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
            f"{format.name} is not text; `argmap.convert` returns its bytes, `argmap.save` writes"
            " them"
        )


@with_hints
def load(path: str | Path, format: str = "", *, fence: int = 1, prose: bool = False) -> ArgumentMap:
    """Return the map in a file.

    Args:
        path: the file; `-` is standard input.
        format: its form (`argmap formats` lists them), where the file does not show it.
        fence: which map in the fences of a Markdown file, from 1.
        prose: whether paragraphs of Argdown to which nothing relates are claims, too.

    Raises:
        InvalidMap: the file cannot be read as a map; the exception carries every diagnostic.
        ArgmapError: there is no such form, or no such fence.
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
    """Return the map in a text.

    Args:
        text: the text.
        format: its form, "" to guess it.
        folder: where the other files lie that it names (`include`, `bibliography`); without it, it
            may name none.
        fence: which map in the fences of a Markdown text, from 1.
        prose: whether paragraphs of Argdown to which nothing relates are claims, too.

    Raises:
        InvalidMap: the text is no map; the exception carries every diagnostic.
        ArgmapError: there is no such form, or no such fence.
    """
    options = ReadingOptions(prose, fence)
    # Without a folder the text is read as in a sandbox: it may name no other file.
    place = None if folder is None else Path(folder)
    return formats.parse(text, "<text>", format, options, folder=place).unwrap()


@with_hints
def convert(map: ArgumentMap, format: str) -> Result:
    """Return a map in a form that `argmap convert` knows: `data` (bytes), and the `losses` on the
    way.

    Raises:
        ArgmapError: there is no such form, or the map cannot be written in it.
    """
    result = formats.write(map, format)
    # What is written in pieces is made whole, so that `data` may be asked for twice.
    return replace(result, content=result.data)


@with_hints
def dumps(map: ArgumentMap, format: str = "native") -> str:
    """Return a map as text in a form that `argmap convert` knows; `loads(dumps(map)) == map`.

    Raises:
        ArgmapError: there is no such form, it is no text, or the map cannot be written in it.
    """
    named = formats.format_named(format, formats.writable_formats())
    _must_be_text(named)
    return formats.write(map, format).text


@with_hints
def save(map: ArgumentMap, path: str | Path, format: str = "") -> None:
    """Write a map to a file, whole or not at all, in a form or else in that which the file's ending
    shows.

    Raises:
        ArgmapError: there is no such form, the map cannot be written in it, or the file cannot be
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
        format: `text`, `markdown` or `opml`, or a document that is text: `html`, `latex` or `csv`.
        sources: whether to say who holds each claim and what it cites.
        columns: where text wraps; 0 for nowhere.
        essay: whether to write prose, with sources, where the map is in English, French, German or
            Spanish; `opml` and `csv` hold none.
        verdicts: what `evaluate` returned, to be told with each claim, or in the conclusion of an
            essay.

    Raises:
        ArgmapError: there is no such form, or it holds no essay.
    """
    # A picture is refused as an unknown outline, with the names of those there are.
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
    """Return a map as a picture, or as a page to open, to present and to question.

    Args:
        map: the map.
        format: `svg`, `png`, `pdf`, `dot` or `mermaid`; or `page`, which takes no `page`,
            `direction`, `theme` and `link_base`.
        page: what the picture has to fit: `a4`, `letter`, `slide`, `screen`, `phone`, `poster`, or
            a size such as `210x297mm`; `none` fits nothing. "" is `screen`.
        direction: where the reasons lead; "" leaves it open.
        layout: `rows`, or `hang` for reasons one under the other; "" chooses what can be read.
        theme: its colours: `color`, `print`, which is black and white, or `dark`. "" is `color`.
        marks: what boxes say besides their text: any of `unsupported`, `evidence`, `common-ground`,
            `scheme`, `holder`; None for the first three.
        text: what boxes show of a claim: its `full` text, its `label` where it has one, or `both`.
        groups: whether the claims of each group have a frame.
        link_base: a web address; each box leads to this with `#` and the claim's id.
        engine: what lays out a map that is too tangled for rows: the engine that comes with argmap,
            or the system's `dot`.
        verdicts: what `evaluate` returned, to be shown on each claim; a page begins with them.
        folder: where the files of the map's sources lie, from which a page shows the passages that
            are quoted.

    Raises:
        ArgmapError: there is no such form or option, the form does not take it, or the layout
            engine failed.
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
    """Return a map as pictures on as many pages as it takes to read all text: an overview, then its
    branches.

    Args:
        map: the map.
        format: `svg` or `png`, a picture a page; or `pdf`, one file with all of them.
        page: the size of each page, as in `render`; not `none`.
        direction: as in `render`, and so are the others.
        layout: `rows`, or `hang` for reasons one under the other; "" chooses for each page what can
            be read.
        theme: its colours, as in `render`.
        marks: what boxes say besides their text.
        text: what boxes show of a claim.
        groups: whether the claims of each group have a frame.
        link_base: a web address; each box leads to this with `#` and the claim's id.
        verdicts: what `evaluate` returned, to be shown on each claim.

    Raises:
        ArgmapError: there is no such form or option, or the form has no pages.
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
    """Return the part of a map that concerns one side, or one claim.

    Args:
        map: the map.
        side: the id of a side: its claims, what supports them, the objections to these, and the
            answers.
        focus: the id of a claim: it and what bears on it.
        depth: at most so many steps away from the focus.

    Raises:
        ArgmapError: there is no such side or claim.
    """
    from argmap.model.graph import part as part_of_map

    if side and side not in map.sides:
        raise ArgmapError(no_such("side", side, map.sides))
    if focus and focus not in map.claims:
        raise ArgmapError(no_such("claim", focus, map.claims))
    return part_of_map(map, side=side, focus=focus, depth=depth)


@with_hints
def stated_only(map: ArgumentMap) -> ArgumentMap:
    """Return a map without what the map-maker added to the sources: its
    implicit claims and steps.
    """
    from argmap.model.graph import stated_only as without_additions

    return without_additions(map)
