"""Functions that read, write, draw and outline maps.

Formats, paper sizes and themes are named by strings (see `argmap.options.names`). An error about an
unknown name or option suggests the nearest one.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, ParamSpec, TypeVar

from argmap import formats
from argmap.formats import ReadingOptions
from argmap.model import LISTS_IN_TEXT, ArgumentMap, Edit, InvalidMap, Reading
from argmap.model.writing import OutlineOptions, PageOptions, PictureOptions, Result, WritingOptions
from argmap.options import Look, Part, checked
from argmap.options.format_names import (
    OutlineFormat,
    PagesFormat,
    PictureFormat,
    ReadableFormat,
    ReadableTextFormat,
    WritableFormat,
    WritableTextFormat,
)
from argmap.options.names import (
    AnyPaper,
    Default,
    Direction,
    EngineName,
    Labels,
    LayoutName,
    Marks,
    Millimeters,
    PaperSize,
    RelationDisplay,
    ThemeName,
)
from argmap.util.errors import ArgmapError
from argmap.util.files import write_file
from argmap.util.spelling import no_such

if TYPE_CHECKING:
    from argmap.model.diagnostics import Diagnostic
    from argmap.verdicts.evaluate import Verdicts


Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")


def with_hints(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Let the error about an unknown option, or a wrong type, say what to write instead."""
    parameters = inspect.signature(function).parameters
    known = list(parameters)
    positional = [each.name for each in parameters.values() if each.kind is not each.KEYWORD_ONLY]
    types = {name: str(parameter.annotation) for name, parameter in parameters.items()}

    def refuse(reason: str) -> NoReturn:
        raise TypeError(f"argmap.{function.__qualname__}: {reason}")

    # `wraps` keeps the signature and the docstring for help and for editors.
    @wraps(function)
    def call(*args: Parameters.args, **options: Parameters.kwargs) -> Returned:
        # Python's own messages name no near option: `them` for `theme`.
        for name in options:
            if name not in known:
                refuse(no_such("option", name, known))
        if len(args) > len(positional):
            options_left = ", ".join(f"`{name}`" for name in known[len(positional) :])
            needed = f"needs the name of its option, one of {options_left}"
            instead = needed if options_left else "is one value too many"
            refuse(f"{args[len(positional)]!r} {instead}")
        for name, value in (*zip(positional, args, strict=False), *options.items()):
            reason = _why_refused(name, types[name], value)
            if reason:
                refuse(reason)
        return function(*args, **options)

    return call


def for_programs(problem: Diagnostic, instead: Mapping[str, str]) -> Diagnostic:
    """Return a problem, with help for its code in place of help about files, or of none."""
    if problem.code in instead and (not problem.help or problem.help.startswith("declare")):
        return replace(problem, help=instead[problem.code])
    return problem


def _why_refused(name: str, type: str, value: object) -> str:
    """Return what to write in place of a value of another type; "" if it may be right.

    Only mistakes that would lead to a misleading error, or to none, are looked for.
    """
    if type.startswith(("Ids", "Marks", "Blanks")):
        if isinstance(value, str):
            # It would be taken for a list of letters.
            return f'`{name}` takes a list: write `{name}=["{value}"]`'
        for item in value if isinstance(value, Collection) else ():
            if not isinstance(item, str):
                return _must_be_a_string(name, item)
    if type == "str" and not isinstance(value, str):
        return _must_be_a_string(name, value)
    if type == "Graph" and not hasattr(value, "is_directed"):
        return f"`{name}` takes a graph of networkx, not {value!r:.60}"
    if type == "Mapping[str, object]" and not isinstance(value, Mapping):
        return f"`{name}` takes a dictionary, not {value!r:.60}; for a text, use `argmap.loads`"
    if type.startswith("Iterable[Record]") and (
        isinstance(value, str | Mapping) or not isinstance(value, Iterable)
    ):
        rows = "rows, such as `csv.DictReader(file)` or a data frame"
        return f"`{name}` takes {rows}, not {value!r:.60}"
    if type == "bool" and not isinstance(value, bool):
        return f"`{name}` takes True or False, not {value!r:.60}"
    if type == "ArgumentMap" and not isinstance(value, ArgumentMap):
        taken = f"takes an `ArgumentMap`, not {value!r:.60}"
        return f"`{name}` {_INSTEAD_OF_A_MAP.get(value.__class__.__name__, taken)}"
    if type.startswith("Verdicts") and isinstance(value, ArgumentMap):
        return f"`{name}` takes the result of `argmap.evaluate`, not the map"
    return ""


def _must_be_a_string(name: str, value: object) -> str:
    if hasattr(value, "id"):
        return f"`{name}` takes an id: pass `.id` of {value!r:.60}"
    return f"`{name}` takes a string, not {value!r:.60}"


_INSTEAD_OF_A_MAP = {
    "Map": "is not finished: pass `.build()` of it",
    "Reading": "takes a map: pass `.map` of the reading, or `.unwrap()`",
    **dict.fromkeys(
        ("str", "PosixPath", "WindowsPath"),
        "takes a map, not its file or text: use `argmap.load` or `argmap.loads`",
    ),
}
"""The names of types -> what messages say of a value of them where a map is wanted."""


_WRITE_BYTES = "`argmap.convert` for its bytes, or `argmap.save` for a file"


def _must_be_text(format: formats.Format, instead: str = _WRITE_BYTES) -> None:
    if format.is_binary:
        raise ArgmapError(f"{format.name} is not a text format; use {instead}")


@with_hints
def load(
    path: str | Path, format: ReadableFormat | Default = "", *, fence: int = 1, prose: bool = False
) -> ArgumentMap:
    """Read the map in a file.

    Args:
        path: the path to the file, or `-` for standard input.
        format: the file's format. `argmap formats` lists all formats. By default, argmap detects
            the format.
        fence: the number of the map to read, if a Markdown file contains several fenced maps.
        prose: whether Argdown paragraphs without relations also become claims.

    Raises:
        InvalidMap: the file can't be read as a map. The exception contains all diagnostics.
        ArgmapError: the format is unknown, or the file doesn't have a fence with this number.
    """
    return formats.read(path, format, ReadingOptions(prose, fence)).unwrap()


@with_hints
def loads(
    text: str,
    format: ReadableTextFormat | Default = "native",
    *,
    folder: str | Path | None = None,
    fence: int = 1,
    prose: bool = False,
) -> ArgumentMap:
    """Read the map in a string.

    Args:
        text: the string.
        format: the text's format. If `format` is "", argmap detects the format.
        folder: the folder with the files that the text refers to under `include` or
            `bibliography`. By default, the text can't refer to any files.
        fence: the number of the map to read, if a Markdown text contains several fenced maps.
        prose: whether Argdown paragraphs without relations also become claims.

    Raises:
        InvalidMap: the text can't be read as a map. The exception contains all diagnostics.
        ArgmapError: the format is unknown or is not a text format, or the text doesn't have a fence
            with this number.
    """
    if format:
        _must_be_text(
            formats.format_named(format, formats.readable_formats()), "`argmap.load` for a file"
        )
    options = ReadingOptions(prose, fence)
    # Without a folder the text is read as in a sandbox: it may name no other file.
    place = None if folder is None else Path(folder)
    text = text.removeprefix("\ufeff")  # a byte-order mark that was read as text
    reading = formats.parse(text, "<text>", format, options, folder=place)
    if reading.map is None and [found.code for found in reading.diagnostics] == ["wrong-shape"]:
        # A list is a map, too, but not what `loads` takes without being asked.
        as_list = formats.parse(text, "<text>", "", options, folder=place)
        if as_list.format in LISTS_IN_TEXT and as_list.map is not None:
            help = f'to read the text as a list, pass `format="{as_list.format}"`'
            raise InvalidMap([replace(reading.diagnostics[0], help=help)], reading.texts)
    return reading.unwrap()


@with_hints
def read(
    text: str,
    path: str | Path = "",
    format: ReadableFormat | Default = "",
    *,
    fence: int = 1,
    prose: bool = False,
    sandbox: bool = False,
    texts: Mapping[str, str] | None = None,
) -> Reading:
    """Read a text that may contain errors, for example while somebody is typing it.

    Unlike `loads`, this function doesn't raise `InvalidMap`. The result contains all diagnostics,
    and the map of everything that argmap could read. In this map, whatever is wrong is left out: a
    claim with an unknown key loses the key but keeps its text, a reason that names an unknown claim
    loses that premise, and a line that is not YAML is left out. A claim whose text is missing has
    the text `…`. The rest of the text is read as usual.

    Args:
        text: the text.
        path: the path to the file that contains the text. argmap doesn't read this file, but reads
            the files that the text refers to under `include` or `bibliography`, as `load` does. By
            default, the text can't refer to any files.
        format: the text's format. By default, the file extension determines the format. A text
            without a path is in the native format.
        fence: the number of the map to read, if a Markdown text contains several fenced maps.
        prose: whether Argdown paragraphs without relations also become claims.
        sandbox: whether to ignore the files that the text refers to.
        texts: the texts of other files by path, for example because an editor has not saved these
            files yet. argmap uses these texts instead of the files. A path is written as in
            `Reading.texts`.

    Raises:
        ArgmapError: the format is unknown, or the text doesn't have a fence with this number.
    """
    name = str(path) or "<text>"
    folder = Path(path).parent if str(path) else None
    if not str(path):
        format = format or "native"
    options = ReadingOptions(prose, fence, sandbox, recovers=True)
    text = text.removeprefix("\ufeff")  # a byte-order mark that was read as text
    reading = formats.parse(text, name, format, options, folder=folder, texts=texts)
    return reading._replace(map=reading.map or reading.partial, partial=None)


@with_hints
def rename(reading: Reading, old: str, new: str) -> list[Edit]:
    """Return the edits that change the id of a claim, side or source everywhere in a map.

    The edits can change several files, if the map includes other files. `Reading.edited` returns
    the texts after the edits. The text can contain errors, as long as they can't hide a place where
    the id is used.

    Args:
        reading: the result of `read`. The text must be in the native format.
        old: the current id.
        new: the new id.

    Raises:
        InvalidMap: argmap can't read any claim in the text.
        ArgmapError: the map doesn't contain the current id, the new id is invalid or already in
            use, an error may hide a use of the id, or the text is in another format.
    """
    return formats.rename_id(reading, old, new)


@with_hints
def convert(map: ArgumentMap, format: WritableFormat) -> Result:
    """Convert a map to a format.

    The result contains `data`, which is the converted map as bytes, and `losses`, which lists the
    information that was lost. `argmap formats` lists all formats.

    Raises:
        ArgmapError: the format is unknown, or the map can't be written in this format.
    """
    result = formats.write(map, format)
    # Pieces are joined, so that `data` can be read twice.
    return replace(result, content=result.data)


@with_hints
def dumps(map: ArgumentMap, format: WritableTextFormat = "native") -> str:
    """Return a map as a string in a text format.

    The default format keeps everything, so that `loads(dumps(map)) == map`. `argmap formats` lists
    all formats.

    Raises:
        ArgmapError: the format is unknown or is not a text format, or the map can't be written in
            this format.
    """
    named = formats.format_named(format, formats.writable_formats())
    _must_be_text(named)
    return formats.write(map, format).text


@with_hints
def save(map: ArgumentMap, path: str | Path, format: WritableFormat | Default = "") -> None:
    """Write a map to a file.

    If the map can't be written, an existing file stays unchanged.

    Args:
        map: the map to write.
        path: the path to the file.
        format: the file's format. By default, the file extension determines the format.

    Raises:
        ArgmapError: the format is unknown, the map can't be written in this format, or the file
            can't be written.
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
    format: OutlineFormat = "text",
    *,
    sources: bool = False,
    columns: int = 0,
    essay: bool = False,
    verdicts: Verdicts | None = None,
) -> str:
    """Return a map as an outline or as an essay.

    Args:
        map: the map to write as an outline.
        format: an outline format (`text`, `markdown` or `opml`) or a text-based document format
            (`html`, `latex` or `csv`).
        sources: whether to show who holds each claim and which sources the claim cites.
        columns: the maximum width of a line, in characters. With 0, lines don't wrap.
        essay: whether to write an essay with sources instead of an outline. Essays can't be
            `opml` or `csv`. For their languages, run `argmap outline --help`.
        verdicts: the result of `evaluate`. An outline shows the verdict on each claim. An essay
            always concludes from the verdicts, by default from those of the map.

    Raises:
        ArgmapError: the format is unknown, or it can't contain an essay.
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
    format: PictureFormat = "svg",
    *,
    paper: AnyPaper | Default = "",
    direction: Direction | Default = "",
    layout: LayoutName | Default = "",
    theme: ThemeName | Default = "",
    marks: Marks | None = None,
    labels: Labels = "full",
    relations: RelationDisplay = "words",
    groups: bool = False,
    link_base: str = "",
    id_prefix: str = "",
    engine: EngineName | Default = "",
    verdicts: Verdicts | None = None,
    folder: str | Path | None = None,
) -> bytes:
    """Draw a map as a picture or as an interactive page.

    Args:
        map: the map to draw.
        format: the picture's format: `svg`, `png`, `pdf`, `dot` or `mermaid`, or `page` for an
            interactive page. The options `paper`, `direction`, `theme`, `link_base` and `id_prefix`
            don't apply to a page.
        paper: the paper size: `a4`, `a3`, `letter`, `slide`, `screen`, `phone` or `poster`, a width
            and a height in millimeters such as `(210, 297)`, or `none` for a picture that is as
            large as the map. "" means `screen`.
        direction: the direction in which reasons point: `up`, `down`, `left` or `right`. "" means
            `up`.
        layout: the layout: `rows`; `columns`, which places reasons below each other where that
            makes the text larger; or `graph`, which draws each claim once. "" means the layout that
            fits best.
        theme: the colors, such as `dark`. `print` is black and white, and `auto` is for an SVG
            that is light or dark as its reader prefers. "" means `color`.
        marks: the marks to show on claims: any of `unsupported`, `evidence`, `common-ground`,
            `standard`, `type`, `scheme` and `holder`. None means the first five.
        labels: the text in boxes: `full` for the claim's text, `label` for the claim's label (or
            its text, if the claim has no label), or `both`.
        relations: `words` to say on the lines what they mean (*because*, *but*), or `signs` to
            explain them in the legend. Words that have no room are in the legend, too.
        groups: whether to draw a frame around the claims in each group.
        link_base: a web address. Each box links to this address, followed by `#` and the claim's
            id.
        id_prefix: what the ids in an SVG start with. If a web page contains several pictures, give
            each of them a different prefix.
        engine: lets Graphviz lay out the map as a graph: `graphviz` (the extra `graphviz`), or
            `dot` to use your own installation. By default, argmap lays out the map itself.
        verdicts: the result of `evaluate`. The picture shows the verdict on each claim.
        folder: the folder with the source files that the map refers to. A page shows the quoted
            passages from these files.

    Raises:
        ArgmapError: the format or an option's value is unknown, the option doesn't apply to the
            format, or the layout engine failed.
    """
    picture_format = _picture_format(format)
    source_texts: Mapping[str, str] = {}
    # Only a page shows passages; no other picture opens the files of sources.
    if folder is not None and picture_format.shows_passages:
        from argmap.formats.map_files import read_sources

        source_texts = read_sources(map, Path(folder))
    look = Look(
        _paper_named(paper), direction, layout, theme, None if marks is None else tuple(marks),
        labels, relations, groups, link_base, engine,
    )  # fmt: skip
    picture = PictureOptions(checked(look), id_prefix=id_prefix)
    options = WritingOptions(picture=picture, page=PageOptions(source_texts), verdicts=verdicts)
    return formats.write(map, picture_format.name, options).data


@with_hints
def render_pages(
    map: ArgumentMap,
    format: PagesFormat = "svg",
    *,
    paper: PaperSize | Millimeters = "slide",
    direction: Direction | Default = "",
    layout: LayoutName | Default = "",
    theme: ThemeName | Default = "",
    marks: Marks | None = None,
    labels: Labels = "full",
    relations: RelationDisplay = "words",
    groups: bool = False,
    link_base: str = "",
    verdicts: Verdicts | None = None,
) -> list[bytes]:
    """Draw a map on several pages, so that all text is legible.

    The first page shows an overview, and the following pages show the map's branches.

    Args:
        map: the map to draw.
        format: `svg` or `png` for one picture per page, or `pdf` for a single file with all pages.
        paper: the paper size, as in `render`. `none` is not allowed.
        direction: the direction in which reasons point, as in `render`.
        layout: the layout, as in `render`. "" means the layout that fits each page best.
        theme: the colors, as in `render`.
        marks: the marks to show on claims, as in `render`.
        labels: the text in boxes, as in `render`.
        relations: `words` or `signs`, as in `render`.
        groups: whether to draw a frame around the claims in each group.
        link_base: the web address for links, as in `render`.
        verdicts: the result of `evaluate`, as in `render`.

    Raises:
        ArgmapError: the format or an option's value is unknown, or the format doesn't support
            several pages.
    """
    look = Look(
        _paper_named(paper), direction, layout, theme, None if marks is None else tuple(marks),
        labels, relations, groups, link_base,
    )  # fmt: skip
    options = WritingOptions(picture=PictureOptions(checked(look)), verdicts=verdicts)
    return [file.data for file in formats.write_pages(map, _picture_format(format).name, options)]


def _picture_format(name: str) -> formats.Format:
    pictures = formats.writable_formats(formats.FormatKind.PICTURE)
    return formats.format_named(name, pictures, "picture format")


def _paper_named(paper: str | Millimeters) -> str:
    """Return a paper size as the tables of pictures name it: `a4`, `210x297mm`."""
    if isinstance(paper, str):
        return paper
    width, height = paper
    return f"{width:g}x{height:g}mm"


@with_hints
def part(
    map: ArgumentMap, *, side: str = "", focus: str = "", depth: int | None = None
) -> ArgumentMap:
    """Return the part of a map that concerns one side or one claim.

    Args:
        map: the whole map.
        side: a side, by its id or words of its name. The part contains the side's case: its main
            claims, their reasons, the objections to these, and the answers to the objections.
        focus: a claim (see `argmap.explain` for what names it). The part contains this claim and
            everything that bears on it.
        depth: the maximum distance from the claim in `focus`, counted in inferences.

    Raises:
        ArgmapError: the side or the claim is unknown.
    """
    from argmap.documents.claim_names import with_ids
    from argmap.model.graph import part as part_of_map

    return part_of_map(map, with_ids(map, checked(Part(side, focus, depth))))


@with_hints
def stated_only(map: ArgumentMap) -> ArgumentMap:
    """Return a map without implicit claims and inferences, which the map's author added.

    No claim that a source states is lost. If a claim is connected to the map only by inferences
    that the map's author added, the claim stays, but outlines and pictures show it separately.
    """
    from argmap.model.graph import stated_only as without_additions

    return without_additions(map)
