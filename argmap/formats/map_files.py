"""Reads files and texts in any format of the table, and writes maps in any.

The format of a file is what it is said to be, what its ending names, or what its text begins like.
The texts of sources are read here, too: files below the folder of the map.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from argmap.formats.detection import looks_like_argdown_in_text
from argmap.formats.encodings import decode
from argmap.formats.other_files import (
    TEXT_ENDINGS,
    OtherFile,
    other_binary,
    other_by_beginning,
    other_by_lines,
    other_of_ending,
    packed_format,
)
from argmap.formats.registry import (
    FENCED,
    FORMATS,
    Format,
    FormatKind,
    PagesWriter,
    Reader,
    ReadingOptions,
    Unpacker,
    Writer,
    format_named,
    readable_formats,
    resolve,
    writable_formats,
)
from argmap.model import ArgumentMap
from argmap.model.argument_map import read_from
from argmap.model.diagnostics import CommandHelp, Diagnostic, error
from argmap.model.edits import narrow_diagnostics
from argmap.model.reading import Decoded, Reading
from argmap.model.writing import Result, WritingOptions
from argmap.util import files
from argmap.util.errors import ArgmapError, Failure
from argmap.util.memory import pause_garbage_collection
from argmap.util.spelling import near_words
from argmap.util.text import listed, with_article

if TYPE_CHECKING:
    from argmap.formats.includes import Purpose

EXAMPLES = {
    ".yaml": ("native", "example.yaml"),
    ".yml": ("native", "example.yaml"),
    ".md": ("lists", "example.md"),
    ".txt": ("lists", "example.md"),
}
"""Endings of map files -> the example that a new one starts with, in this folder."""

MOST_BYTES = 20_000_000
"""The size of the largest file that is read: a thick book has a few million."""


_LINK = r"\[([^\[\]\n]*)\]\([^()\s]*\)"
"""A link in the text of a document."""


def read_sources(map: ArgumentMap, folder: Path) -> dict[str, str]:
    """Return the text of each source whose `file` can be read, by the source's id.

    A map cannot reach out of its own folder, nor to hidden files: such a file counts as missing,
    like one that is too large or not text. `folder` is that of the map.
    """
    texts = {}
    for id, path in _files_of_sources(map, folder).items():
        with suppress(OSError, ValueError):
            if path.stat().st_size <= MOST_BYTES and path.is_file():
                decoded = read_source(path)
                if decoded.problem is None:
                    texts[id] = decoded.text
    return texts


def read_source(path: Path) -> Decoded:
    """Return the text of a source as its readers see it, or what is wrong with its file.

    It may be a text file, a web page or a document.

    Raises:
        OSError, ValueError: the file cannot be read.
    """
    from argmap.formats.web_sources import source_text

    data = files.read_bytes(path)
    packed = packed_format(data)
    if packed:
        unpacked = _unpacked(data, path.name, packed)
        return unpacked._replace(text=re.sub(_LINK, r"\1", unpacked.text))
    decoded = decode(data, path.name)
    return decoded._replace(text=source_text(path.name, decoded.text))


def source_paths(map: ArgumentMap, folder: Path) -> list[Path]:
    """Return where `read_sources` looks for texts, also where there is none."""
    return list(_files_of_sources(map, folder).values())


def _files_of_sources(map: ArgumentMap, folder: Path) -> dict[str, Path]:
    """Return where the file of each source is, by its id, if a map may reach it."""
    paths = {}
    for source in map.sources.values():
        if source.file and not isinstance(files.reach(folder, source.file), files.Unreachable):
            paths[source.id] = folder / source.file
    return paths


def is_unchanged_example(text: str) -> bool:
    """Return whether a text is one that a new map starts with, as it is but for white space."""
    return tuple(text.split()) in _examples()


@cache
def _examples() -> frozenset[tuple[str, ...]]:
    """Return the words of each text that a new map starts with."""
    folder = Path(__file__).parent
    texts = [folder.joinpath(*path).read_text(encoding="utf-8") for path in EXAMPLES.values()]
    return frozenset(tuple(text.split()) for text in texts)


def has_known_ending(name: str) -> bool:
    """Return whether the ending of a file is one that some format reads."""
    return bool(_formats_with_ending(name))


def why_unknown(data: bytes, name: str) -> Diagnostic:
    """Return what a file is whose ending no format reads, as an error that says how to go on."""
    ending = Path(name).suffix.lower()
    packed = packed_format(data)
    if packed:
        return _must_be_renamed(name, format_named(packed, readable_formats()))
    other = other_binary(data)
    if other is not None:
        return _other_file(name, other)
    decoded = decode(data, name)
    if decoded.problem is not None:
        return _other_file(name, other_of_ending(ending))
    row, begins_like_it = _format_of(decoded.text, "")
    other = other_by_beginning(decoded.text, ending)
    if other is None and begins_like_it:
        return _must_be_renamed(name, row)
    return _other_text(decoded.text, name) or _other_file(name, other_of_ending(ending))


def _must_be_renamed(name: str, row: Format) -> Diagnostic:
    message = f"{name}: the file extension does not show which format this file is in"
    help = f"if this is a map, rename the file so that its name ends in {row.read_endings[0]}"
    return error("no-map", message, None, help)


def read(path: str | Path, format: str = "", options: ReadingOptions | None = None) -> Reading:
    """Return a file as read; `-` is standard input. Without a `format`, the file shows it.

    What is wrong with the file, its absence included, is among the diagnostics of the result.

    Raises:
        ArgmapError: there is no such format, or there are fewer maps in the file.
    """
    name = str(path)
    folder: Path | None = Path(path).parent
    if name == files.STDIN:
        name = files.STDIN_NAME
        folder = None
    return _parse_decoded(_read_text(path, name, format), name, format, options, folder)


def read_data(
    data: bytes, name: str, format: str = "", options: ReadingOptions | None = None
) -> Reading:
    """Return the bytes of a file as read, with no other file beside it; see `read`."""
    return _parse_decoded(_decoded(data, name, format), name, format, options, None)


def _parse_decoded(
    decoded: Decoded, name: str, format: str, options: ReadingOptions | None, folder: Path | None
) -> Reading:
    if decoded.problem is not None:
        return Reading.of(name, decoded.text, None, [decoded.problem])
    reading = parse(decoded.text, name, decoded.format or format, options, folder=folder)
    if decoded.note is not None:
        reading = reading._replace(diagnostics=(decoded.note, *reading.diagnostics))
    return reading


def parse(
    text: str,
    name: str = "<text>",
    format: str = "",
    options: ReadingOptions | None = None,
    *,
    folder: Path | None = None,
    texts: Mapping[str, str] | None = None,
) -> Reading:
    """Return a text as read; see `read`.

    Args:
        text: the text.
        name: what diagnostics call it.
        format: the name of its format; "" if the text shows it.
        options: how to read it.
        folder: where to look for other files that it names; `None` for nowhere.
        texts: what other files are to say, by the names that diagnostics have for them, in place of
            what is on disk.

    Raises:
        ArgmapError: there is no such format, or no such fence.
    """
    asked = (options or ReadingOptions())._replace(folder=folder, texts=texts)
    if asked.among and len(asked.among) == 1:
        format = asked.among[0]
    if format:
        row = format_named(format, readable_formats())
        reading = _parse_as(row, text, name, asked)
        problem = None
        if reading.map is None and asked.among is None:
            problem = _format_instead(reading, row)
        if problem is not None:
            return Reading.of(name, text, None, [problem])
        return _with_any_map(reading, [row], asked)
    row, begins_like_it = _format_of(text, name, asked.among)
    if row.is_binary:
        return Reading.of(name, "", None, [_other_text(text, name) or _not_packed(name, row)])
    reading = _parse_as(row, text, name, asked)
    if reading.map is None and not begins_like_it:
        problem = _other_text(text, name if asked.among is None else "")
        if problem is not None:
            # What can be fixed becomes a map of our own.
            format = FORMATS[0].name if problem.fixes else ""
            explained = Reading.of(name, text, None, [problem])
            reading = explained._replace(partial=reading.partial, format=format)
    # What is around a fence belongs to no map.
    is_in_fence = row.name == FENCED or asked.among is not None
    rows = [row] if is_in_fence else _formats_with_ending(name)
    return _with_any_map(reading, rows, asked)


def _with_any_map(reading: Reading, rows: Iterable[Format], asked: ReadingOptions) -> Reading:
    """Return a reading with the map that the text may be in the first of these formats, if a map is
    to be made of it and it has none.
    """
    if not asked.recovers or reading.map is not None or reading.partial is not None:
        return reading
    in_doubt = asked._replace(in_doubt=True)
    for row in rows:
        if not row.is_binary:
            other = _parse_as(row, reading.text, reading.name, in_doubt)
            map = other.map or other.partial
            if map is not None:
                return reading._replace(partial=map, format=row.name)
    return reading


def _parse_as(row: Format, text: str, name: str, asked: ReadingOptions) -> Reading:
    """Return a text as read in a format; see `parse`."""
    if asked.fence > 1 and row.name != FENCED:
        raise ArgmapError(
            f"{name} has no fenced map {asked.fence}, because it is not a Markdown file with"
            " fenced maps"
        )
    folder, texts = asked.folder, asked.texts

    def parse_inner(among: tuple[str, ...], inner: str) -> Reading:
        options = ReadingOptions(
            asked.prose, sandbox=asked.sandbox, recovers=asked.recovers, among=among
        )
        return parse(inner, name, "", options, folder=folder, texts=texts)

    def read_text(path: Path, name: str, purpose: Purpose) -> Decoded:
        if texts and name in texts:
            return Decoded(texts[name])
        return _read_beside(path, name, purpose, row.name)

    beside = asked.beside
    sandbox = asked.sandbox
    if row.parse_tree:
        from argmap.formats.includes import gather, leave_unread

        parse_tree = resolve(row.parse_tree)
        if asked.recovers and row.recover_tree:
            parse_tree = resolve(row.recover_tree)
        if sandbox:
            beside = leave_unread(text, name, parse_tree)
        elif folder is not None:
            beside = gather(name, text, folder, parse_tree, read_text)
    reader: Reader = resolve(row.reader)
    with pause_garbage_collection():
        reading = reader(text, name, asked._replace(parse_inner=parse_inner, beside=beside))
    map, partial = read_from(reading.map, row.name), read_from(reading.partial, row.name)
    reading = reading._replace(format=row.name, map=map, partial=partial)
    if sandbox:
        unread = [file.path for file in beside.unread] if beside else []
        if reading.map is not None:
            for source in reading.map.sources.values():
                if source.file:
                    unread.append(source.file)
        return reading._replace(unread=tuple(unread))
    if beside:
        reading = reading._replace(paths_beside=beside.paths)
    return reading._replace(folder=folder)


def with_texts(reading: Reading, texts: Mapping[str, str], *, recovers: bool = False) -> Reading:
    """Return what a reading becomes when its files have these texts, by name; one that recovers
    makes a map of what is right.
    """
    text = texts.get(reading.name, reading.text)
    texts_beside = {**reading.texts_beside, **texts}
    options = ReadingOptions(sandbox=reading.unread is not None, recovers=recovers)
    return parse(
        text, reading.name, reading.format, options, folder=reading.folder, texts=texts_beside
    )


def replace_texts(readings: Iterable[Reading], texts: Mapping[str, str]) -> None:
    """Write texts in the place of those in the files of maps, by path: all of them, or none.

    A file that does not hold what was read of it any more was saved meanwhile, and all stay. They
    are written as UTF-8, with a byte order mark where the file has one. A file in another encoding
    is left alone: programs that wrote it might not read it any more.

    Raises:
        Failure: a file is not UTF-8, cannot be read or written, or was saved meanwhile; all of them
            are as they were.
    """
    readings = list(readings)
    before: dict[str, bytes] = {}
    contents: dict[str, bytes] = {}
    for path, text in texts.items():
        try:
            data = files.read_bytes(path)
        except (OSError, ValueError) as problem:
            raise files.cannot_write(path, problem) from None
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        now = data.removeprefix(mark).decode(errors="replace")
        # Text of UTF-16 may be valid, but has a NUL in each line.
        if now.encode() != data.removeprefix(mark) or "\0" in now:
            raise Failure(
                f"{path} is not UTF-8, so argmap did not change it; save the file as UTF-8, and"
                " try again"
            )
        for reading in readings:
            if reading.texts.get(path, now) != now:
                raise files.changed_meanwhile(path)
        before[path] = data
        contents[path] = mark + text.encode()
    files.write_files(contents, expected=before)


def can_be_fixed(reading: Reading) -> bool:
    """Return whether a map is in a format whose files can be changed in place."""
    return bool(_fixes_of(reading))


def with_fixes(
    reading: Reading, diagnostics: Iterable[Diagnostic], rules: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Yield what was found in a map with the fixes that can be offered for its files.

    A finding of one of `rules` gets a fix that ignores it, too.
    """
    fixes = _fixes_of(reading)
    texts = reading.texts
    if fixes:
        diagnostics = resolve(fixes)(diagnostics, texts, reading.map, rules)
    return narrow_diagnostics(diagnostics, texts)


def _fixes_of(reading: Reading) -> str:
    """Return the name of what fixes files of the format that was read."""
    return next((row.fixes for row in FORMATS if row.name == reading.format), "")


def _read_text(path: str | Path, name: str, format: str = "") -> Decoded:
    """Return the text of a file, or what is wrong with it."""
    try:
        data = files.read_bytes(path)
    except (OSError, ValueError) as problem:
        return Decoded("", _cannot_read(name, problem))
    return _decoded(data, name, format)


def _decoded(data: bytes, name: str, format: str) -> Decoded:
    """Return the text in the bytes of a file, or what is wrong with them.

    A document is read whatever its file is called, unless it is said to be in another format.
    """
    asked = None
    if format:
        asked = format_named(format, readable_formats())
    packed = packed_format(data)
    if packed and format in ("", packed):
        unpacked = _unpacked(data, name, packed)
        # A document may hold a map in another format, such as a worksheet.
        return unpacked._replace(format=unpacked.format or packed)
    other = other_binary(data)
    if other is not None:
        return Decoded("", _other_file(name, other))
    if asked is not None and asked.is_binary:
        return Decoded("", _not_packed(name, asked))
    return decode(data, name)


def _unpacked(data: bytes, name: str, format: str) -> Decoded:
    """Return the text in a document of this format, or what is wrong with it."""
    unpack: Unpacker = resolve(format_named(format, readable_formats()).unpacker)
    return unpack(data, name)


def _not_packed(name: str, row: Format) -> Diagnostic:
    """Return the error that a file is not the document that its name, or somebody, says it is."""
    message = f"{name}: this is not {with_article(row.name.upper())} file"
    return error("no-map", message, None, "open the file where it was made, and save it again")


def _read_beside(path: Path, name: str, purpose: Purpose, format: str) -> Decoded:
    """Return the text of a file that a map in this format names, or what is wrong with it."""
    is_bibliography = purpose.value == "bibliography"
    is_there = files.exists(path)
    if files.is_other_than_a_file(path):
        return Decoded("", error("cannot-read", f"{name}: this is not a regular file", None))
    decoded = _read_text(path, name)
    problem = decoded.problem
    if problem is not None and not is_there:
        endings = [".bib"] if is_bibliography else []
        problem = replace(problem, help=near_file(name, endings))
    if problem is not None or is_bibliography:
        return decoded._replace(problem=problem)
    own = decoded.format
    if not own:
        row, begins_like_it = _format_of(decoded.text, name)
        own = row.name
        if not begins_like_it:
            problem = _other_text(decoded.text, name)
    if problem is None and own != format:
        expected = f"this map can include only files in the format `{format}`"
        message = f"{name} is in the format `{own}`, but {expected}"
        row = format_named(format, writable_formats())
        same = Path(name).with_suffix(row.endings[0])
        problem = error(
            "other-form",
            message,
            None,
            CommandHelp(f"to convert the file, run `argmap convert {name} -o {same}`"),
        )
    return decoded._replace(problem=problem)


def _format_of(text: str, name: str, among: tuple[str, ...] | None = None) -> tuple[Format, bool]:
    """Return the format of a text, and whether the text begins like it.

    An ending that belongs to one format decides. Among several, the first that the text begins like
    is taken, or else the first of all: what its reader finds wrong is then explained by a guess at
    what else the text may be. A map of our own is one in a `.txt` file, too, which is what some
    programs make of `.yaml`; so is Argdown, in a file for text. For `among`, see `ReadingOptions`.
    """
    readable = readable_formats()
    if among is None:
        # Standard input, and a name that says nothing, leave it to the content alone.
        formats = _formats_with_ending(name) or readable
        candidates = [*formats, readable[0]]
        if Path(name).suffix.lower() in TEXT_ENDINGS and looks_like_argdown_in_text(text):
            return format_named("argdown", FORMATS), True
    else:
        # A fence in a fence is an example.
        formats = [row for row in readable if row.name in among or not among]
        candidates = [row for row in formats if row.name != FENCED]
    for format in candidates:
        if format.recognize is not None and format.recognize(text):
            return format, True
    return formats[0], False


def _formats_with_ending(name: str) -> list[Format]:
    """Return the formats that a file of this name may be in."""
    suffix = Path(name).suffix.lower()
    return [format for format in readable_formats() if suffix in format.read_endings]


def _format_instead(reading: Reading, row: Format) -> Diagnostic | None:
    """Return the format that a text is in, if it begins like no text in the format it is read as.

    One whose files have the same endings is not among them, nor is a map of our own: the reader
    finds more precisely what is wrong. So it does where it knows that the format is another.
    """
    text = reading.text
    is_known = any(found.code == f"not-{row.name}" for found in reading.diagnostics)
    if is_known or row.recognize is None or row.recognize(text):
        return None
    own, begins_like_it = _format_of(text, "")
    if not begins_like_it or own.kind is not FormatKind.MAP or own.name in ("native", "json"):
        return None
    if not set(own.read_endings).isdisjoint(row.read_endings):
        return None
    message = f"{reading.name} is in the format `{own.name}`, not in the format `{row.name}`"
    help = CommandHelp(
        'leave out `--from`, so that argmap detects the format; in Python, pass `format=""`'
    )
    return error("other-form", message, None, help)


def _other_text(text: str, name: str) -> Diagnostic | None:
    """Return what a text is that is not a map in a format of its file, if it shows it."""
    ending = Path(name).suffix.lower()
    other = other_by_beginning(text, ending)
    if other is None:
        from argmap.formats.other_data import data_in, other_data  # few files need it

        data = data_in(text, name, ending)
        if data is None:
            problem = _format_of_another_ending(text, name)
            if problem is not None:
                return problem
            other = other_by_lines(text, ending)
            if other is None and ending and not has_known_ending(name):
                other = other_of_ending(ending)
        else:
            other = other_data(data)
    return _other_file(name, other) if other else None


_OF_ANOTHER_ENDING = {
    "text": "a list",
    "markdown": "a list",
    "native": "YAML",
    "argdown": "Argdown",
}
"""What people call a text in a format."""


def _format_of_another_ending(text: str, name: str) -> Diagnostic | None:
    """Return that a text is a map in a format whose files have other endings, if it is."""
    row, begins_like_it = _format_of(text, "")
    shown = _formats_with_ending(name) or [row]
    # A list is what a broken file in many a format looks like.
    may_be = row.kind is not FormatKind.OUTLINE or shown[0].name in ("native", "json")
    if row in shown or not begins_like_it or not may_be:
        return None
    if _parse_as(row, text, name, ReadingOptions()).map is None:
        return None
    ending = Path(name).suffix
    what = _OF_ANOTHER_ENDING.get(row.name, f"in the format `{row.name}`")
    message = f"{name}: this is {what}, but the file extension is `{ending}`"
    help = f"rename the file so that its name ends in `{row.read_endings[0]}`"
    help = CommandHelp.after(help, f"use `--from {row.name}`", ", or ")
    return error("other-form", message, None, help)


def _other_file(name: str, other: OtherFile) -> Diagnostic:
    message = f"this is {other.name}, not a map"
    if other.span is None and name:
        message = f"{name}: {message}"
    is_new = not name or Path(name).suffix in EXAMPLES
    new = name if is_new else str(Path(name).with_suffix(".md"))
    new = "" if name == files.STDIN_NAME else new
    help = other.help
    if "{name}" in help:
        help = CommandHelp(help.replace(" {name}", f" {quote(new)}" if new else ""))
    return error("no-map", message, other.span, help, fixes=other.fixes)


def _cannot_read(name: str, problem: Exception) -> Diagnostic:
    if isinstance(problem, FileNotFoundError):
        return error("cannot-read", f"{name}: no such file", None, _instead_of_missing(name))
    if isinstance(problem, IsADirectoryError):
        help = f"name a file in it{_maps_in(Path(name))}; `check` and `format` take all of them:"
        help += f" `{pattern_for_maps(name)}`"
        return error("cannot-read", f"{name}: this is a folder, not a file", None, help)
    if isinstance(problem, PermissionError):
        message = f"{name}: you do not have permission to read this file"
        return error("cannot-read", message, None, "check its permissions")
    # Without the number and the path that an OSError adds when it is made text.
    reason = str(getattr(problem, "strerror", None) or problem)
    return error("cannot-read", f"{name}: {reason}", None, "")


_DEFAULT = "arguments.yaml"
"""The file that commands read if none is named."""
_FEWEST_LETTERS = 3
"""How long a file's name is at least where another may be meant: most short words are alike."""


_MOST_NAMED = 3


def _instead_of_missing(name: str) -> str:
    """Return a help line for a file that is not there."""
    if "://" in name:
        return "argmap does not read from the web; save it as a file first"
    if "*" in name and any(Path().glob(name.lstrip("/"))):
        return "type the pattern without quotation marks, so that your shell lists the files"
    near = near_file(name)
    beside = _maps_in(Path(name).parent)
    if name == _DEFAULT and beside:
        return f"name the file that you mean{beside}, or `-` for standard input"
    if near or "*" in name or Path(name).suffix not in EXAMPLES or not Path(name).parent.is_dir():
        return near
    help = f"to create a map to start from, run `argmap new {quote(name)}`"
    is_default = name == _DEFAULT
    help += "; to read standard input, give `-` for the file" if is_default else ""
    return CommandHelp(help)


def _maps_in(folder: Path) -> str:
    """Return the first files of a folder that may be maps, as ", such as `a.yaml`, `b.md`"."""
    maps: list[Path] = []
    with suppress(OSError):
        maps = [each for each in folder.iterdir() if each.suffix in EXAMPLES]
    endings = list(EXAMPLES)
    maps.sort(key=lambda each: (endings.index(each.suffix), each.name))
    return ", such as " + ", ".join(f"`{each}`" for each in maps[:_MOST_NAMED]) if maps else ""


def pattern_for_maps(folder: str) -> str:
    """Return the pattern by which a shell lists the maps in a folder: `maps/*.yaml`."""
    files = [each.name for each in Path(folder).iterdir() if each.is_file()]
    ending = ""
    if not all(map(has_known_ending, files)):
        endings = {Path(file).suffix for file in files}
        ending = next(filter(endings.__contains__, EXAMPLES), "")
    return f"{quote(folder.rstrip('/'))}/*{ending}"


def near_file(name: str, endings: Collection[str] = ()) -> str:
    """Return a help line with the file that may be meant: with an ending, or spelled otherwise.

    Without `endings`, it is a file that can be read.
    """
    path = Path(name)
    if not endings:
        endings = [ending for format in readable_formats() for ending in format.read_endings]
    beside = []
    with suppress(OSError, ValueError):
        for each in path.parent.iterdir():
            if each.suffix in endings and each.is_file():
                beside.append(each.name)
    # Endings are alike by chance, so names are compared without them.
    beside.sort()
    stems = [Path(each).stem.casefold() for each in beside]
    stem = path.stem.casefold()
    near_stems = near_words(stem, stems) if len(stem) >= _FEWEST_LETTERS else []
    for near in [path.name] if path.name in stems else near_stems:
        return f"did you mean `{path.parent / beside[stems.index(near)]}`?"
    return ""


def write(map: ArgumentMap, format: str, options: WritingOptions | None = None) -> Result:
    """Return a map in a format of the table.

    Raises:
        ArgmapError: there is no such format, the map cannot be written in it, or an option has an
            unknown value.
    """
    row = format_named(format, writable_formats())
    is_read_again = row.kind is FormatKind.MAP and row.reader
    if is_read_again and not map.claims:
        raise ArgmapError(f"this map has no claims, so it cannot be written as {row.name}")
    writer: Writer = resolve(row.writer)
    return writer(map, (options or WritingOptions())._replace(format=row.name))


def write_pages(
    map: ArgumentMap, format: str, options: WritingOptions | None = None
) -> list[Result]:
    """Return a map as pictures, on as many pages as it takes to read all text.

    That is a file for each page, or one with all of them. Notes on all are with the first.

    Raises:
        ArgmapError: there is no such format, it has no pages, an option has an unknown value, or
            the page is `none`.
    """
    row = format_named(format, writable_formats())
    if not row.pages_writer:
        able = listed([other.name for other in FORMATS if other.pages_writer], "and")
        raise ArgmapError(
            f"argmap cannot split the format {row.name} across several pages, but it can split"
            f" {able}"
        )
    writer: PagesWriter = resolve(row.pages_writer)
    return writer(map, (options or WritingOptions())._replace(format=row.name))
