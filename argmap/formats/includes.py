"""The other files that a map is made of: those that its `include` and `bibliography` name.

    include: [economy.yaml, people/names.yaml]
    bibliography: refs.bib

They are looked for from file to file, each below the folder of the one that names it, and their
texts are handed to the reader, which opens nothing. The claims, sides and sources of all files are
joined; the rest counts only in the file that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from argmap.formats.shared.ids import warn_of_unknown_language
from argmap.formats.shared.tree import Mapping, Node, Scalar, items_of
from argmap.formats.shared.tree_reader import Keys, Places, TreeParser, TreeReader, Values
from argmap.model import ArgumentMap, Claim, Inference, Side, Source
from argmap.model.diagnostics import (
    CommandHelp,
    Diagnostic,
    Diagnostics,
    Severity,
    Span,
    error,
    has_errors,
)
from argmap.model.parts import Places as AnyPlaces
from argmap.model.reading import Decoded
from argmap.model.validation import CITATION_FIELDS
from argmap.util.files import Unreachable, reach

if TYPE_CHECKING:
    from argmap.formats.shared.bibtex import BibEntry


INCLUDE, BIBLIOGRAPHY = "include", "bibliography"
FILE_KEYS = {
    INCLUDE: (
        "one or more other files that are part of the map (see [Several files](#several-files))"
    ),
    BIBLIOGRAPHY: "one or more BibTeX files with sources (see [Several files](#several-files))",
}
"""The keys that name other files, each with what it holds.

A map that was read has joined these files, and no such keys.
"""


_FILE_KEY = rf"(?:{'|'.join(FILE_KEYS)})[\"']?\s*:"


class Purpose(StrEnum):
    """What a file that a map names is for, by the key that names it."""

    PART = INCLUDE
    """More of the same map: claims, sides and sources."""
    BIBLIOGRAPHY = BIBLIOGRAPHY
    """Sources alone, in a format of their own."""


class NamedFile(NamedTuple):
    """A file that a map names.

    Attributes:
        path: as it is written: from the folder of the file that names it.
        purpose: what it is for.
        span: where it is named.
    """

    path: str
    purpose: Purpose
    span: Span


class FileBeside(NamedTuple):
    """A file that a map names, as it was read.

    Attributes:
        name: what diagnostics call it.
        text: what it says.
        folder: the way from the folder of the map to its own, "" where that is the same.
        purpose: what it is for.
    """

    name: str
    text: str
    folder: str
    purpose: Purpose


class Beside(NamedTuple):
    """All files that a map names, itself or through another, in the order of naming; each once.

    Attributes:
        files: those that were read.
        problems: why others were not.
        paths: where all of them were looked for, also those that are not there.
        unread: those that the map can go without, and that were not to be read.
        notes: how some were read.
    """

    files: tuple[FileBeside, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    paths: tuple[Path, ...] = ()
    unread: tuple[NamedFile, ...] = ()
    notes: tuple[Diagnostic, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """The texts of the files that were read, by name."""
        return {file.name: file.text for file in self.files}


SideOrSource = TypeVar("SideOrSource", Side, Source)


def find_files_named(text: str, name: str, parse: TreeParser) -> list[NamedFile]:
    """Return the files that a text names, in their order; `name` is what places call the text."""
    # Most files name no other, and need not be parsed for it.
    if not re.search(_FILE_KEY, text):
        return []
    root, _ = parse(text, name)
    return files_named(root)


def files_named(root: Node | None) -> list[NamedFile]:
    """Return the files that a tree names; names that are not text are passed over."""
    named = []
    entries = root.entries if isinstance(root, Mapping) else []
    for key, value in entries:
        if key.value not in FILE_KEYS:
            continue
        purpose = Purpose(key.value)
        for item in items_of(value):
            match item:
                case Scalar("", _, True):
                    pass  # `include:` with nothing behind it names no file
                case Scalar(path, span):
                    named.append(NamedFile(path, purpose, span))
    return named


class SeveralFilesReader(TreeReader):
    """Reads a map that may be made of several files, whose sides and sources it joins.

    Attributes:
        map_keys: the keys that a file may have.
        own_keys: those of them that count only in the file that is asked for.
        required_keys: those that a file that another includes must have.
        sides: the sides, those of the first file first.
        sources: the sources, but for the entries of bibliographies.
    """

    map_keys: Keys
    own_keys: Keys
    required_keys: Keys = ()

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__(diagnostics)
        self.sides: list[Side] = []
        self.sources: list[Source] = []
        self._bibliography: list[BibEntry] = []
        self._has_unread = False

    def add_file(self, parts: dict[str, Node], folder: str = "") -> None:
        """Add what counts in every file of a map; `folder` is the way to the file."""

    def own_fields(self, root: Mapping, parts: dict[str, Node], places: Places) -> Values:
        """Return the plain fields of a map, which only the file that is asked for can give."""
        fields = self.plain_fields(ArgumentMap, parts, places)
        language = fields.get("language", "")
        warn_of_unknown_language(language, places.get("language"), self.diagnostics)
        # Of a field, the place is that of its value; but of a map, those of the keys.
        for key, _ in root.entries:
            places[key.value] = key.span
        return fields

    def join(self, sides: Iterable[Side], sources: Iterable[Source], folder: str) -> None:
        """Add the sides and sources of one more file, in this folder below that of the map."""
        _add_others(self.sides, sides)
        seen_from_map = []
        for source in sources:
            if folder and source.file:
                source = replace(source, file=f"{folder}/{source.file}")  # noqa: PLW2901
            seen_from_map.append(source)
        _add_others(self.sources, seen_from_map)

    def read_others(self, root: Mapping, beside: Beside | None, parse: TreeParser) -> bool:
        """Read the other files of a map, and return whether all can be read.

        Args:
            root: the tree of the first file.
            beside: the files; `None` where nobody looked for them, and then it may name none.
            parse: makes a tree of a text and a name.
        """
        if beside is None:
            for named in files_named(root):
                self.error(
                    "cannot-read",
                    f"cannot find `{named.path}`: this map does not come from a file, so it has no"
                    " folder",
                    named.span,
                    "save the map in a file, and run argmap on that file",
                )
                return False
            return True
        self.diagnostics += [*beside.problems, *beside.notes]
        self._has_unread = bool(beside.unread)
        is_whole = not beside.problems
        for name, text, folder, purpose in beside.files:
            if purpose is Purpose.BIBLIOGRAPHY:
                from argmap.formats.shared.bibtex import parse_bibtex

                entries, found = parse_bibtex(text, name)
                self._bibliography += entries
                self.diagnostics += found
                is_whole = is_whole and not has_errors(found)
                continue
            tree, found = parse(text, name)
            self.diagnostics += found
            if isinstance(tree, Mapping):
                parts = self.parts(tree, self.map_keys, "a map", self.required_keys)
                self.add_file(parts, folder)
                self._pass_over(tree)
                continue
            is_whole = False
            if tree is not None:
                message = "an included file must be a mapping with `claims`, `sides` or `sources`"
                self.error("wrong-shape", message, tree.span)
            elif not found:
                self.error("empty-file", "this file is empty", Span.start_of(name))
        return is_whole

    def _pass_over(self, root: Mapping) -> None:
        """Note which keys an included file has that do not count there."""
        there = [key for key, _ in root.entries if key.value in self.own_keys]
        if not there:
            return
        names = ", ".join(f"`{key.value}`" for key in there)
        message = f"argmap ignores these keys, because another file includes this file: {names}"
        help = "the keys take effect only if you run argmap on this file itself"
        self.diagnostics.append(
            Diagnostic("passed-over", Severity.NOTE, message, there[0].span, help=help)
        )

    def build(
        self, claims: list[Claim], inferences: list[Inference], places: AnyPlaces, fields: Values
    ) -> ArgumentMap:
        """Return the map of all files; `places` and `fields` are those of the first."""
        return ArgumentMap.build_valid(
            self.diagnostics,
            sides=self.sides,
            sources=self._all_sources([*claims, *inferences]),
            claims=claims,
            inferences=inferences,
            places=places,
            **fields,
        )

    def _all_sources(self, citing: list[Claim | Inference]) -> list[Source]:
        """Return the sources and the cited entries of bibliographies; note those without a year."""
        if not self._bibliography and not self._has_unread:
            return self.sources
        cited: set[str] = set()
        for part in citing:
            for name in CITATION_FIELDS[type(part)]:
                cited.update(citation.source for citation in getattr(part, name))
        declared = {source.id for source in self.sources}
        in_bibliographies = {entry.id for entry in self._bibliography}
        are_all_known = cited <= declared | in_bibliographies
        entries = []
        for entry in self._bibliography:
            # One that is declared, too, is a clash, cited or not. Where an id is unknown, any may
            # be meant.
            id = entry.id
            if id in cited or id in declared or not are_all_known:
                entries.append(entry.source)
            if id in cited and not entry.source.date:
                message = f"the entry `{entry.key}` has no year, so it is cited as “n.d.”"
                note = Diagnostic("no-year", Severity.NOTE, message, entry.place)
                self.diagnostics.append(note)
        if self._has_unread:
            # What is cited may be in a bibliography that was not to be read.
            unknown = cited - declared - in_bibliographies
            entries += map(Source, sorted(unknown))
        sources = list(self.sources)
        _add_others(sources, entries)
        return sources


def _add_others(joined: list[SideOrSource], of_another_file: Iterable[SideOrSource]) -> None:
    """Add the sides or sources of one more file; one that is equal to one there is the same."""
    by_id = {part.id: part for part in joined}
    for part in of_another_file:
        first = by_id.setdefault(part.id, part)
        if first is part or first != part:
            joined.append(part)


ReadText: TypeAlias = Callable[[Path, str, Purpose], Decoded]
"""A path, what diagnostics call the file, and its purpose → its text, or what is wrong with it."""


class _OpenFile(NamedTuple):
    """A file whose includes are being followed; `named` are those still to be read."""

    name: str
    real_path: Path  # once links are followed
    folder: str
    named: Iterator[NamedFile]


def leave_unread(text: str, name: str, parse: TreeParser) -> Beside:
    """Return the files that a map names, none of which is to be read.

    One that is included is missing; a bibliography the map can go without.
    """
    problems = []
    unread = []
    for file in find_files_named(text, name, parse):
        if file.purpose is Purpose.PART:
            message = f"argmap does not read `{file.path}` in a sandbox"
            problems.append(
                error(
                    "sandboxed",
                    message,
                    file.span,
                    CommandHelp.after(
                        "put the whole map into one text",
                        "to read the file, run argmap without `--sandbox`",
                    ),
                )
            )
        else:
            unread.append(file)
    return Beside((), tuple(problems), unread=tuple(unread))


def gather(name: str, text: str, folder: Path, parse: TreeParser, read_text: ReadText) -> Beside:
    """Return the files that a map names, itself or through another, each once and in order.

    Args:
        name: what diagnostics call the file of the map.
        text: what that file says.
        folder: where it is.
        parse: makes a tree of a text and a name.
        read_text: reads a file.
    """
    files = []
    problems = []
    notes = []
    paths = []
    first_path = (folder / Path(name).name).resolve()
    joined = {first_path}
    # The way from the file of the map to the one that is being looked at.
    named_first = iter(find_files_named(text, name, parse))
    way = [_OpenFile(name, first_path, "", named_first)]
    while way:
        named = next(way[-1].named, None)
        if named is None:
            way.pop()
            continue
        within = way[-1]
        relative = Path(within.folder) / named.path
        name_beside = str(folder / relative)
        text_beside = ""
        real_path, problem = _real_path(folder, within, named)
        if problem is None and real_path in joined:
            problem = _circle(way, real_path, named)
            if problem is None:
                continue  # joined already, on another way
        elif problem is None:
            paths.append(folder / relative)
            decoded = read_text(real_path, name_beside, named.purpose)
            text_beside = decoded.text
            problem = decoded.problem
            if decoded.note is not None:
                notes.append(decoded.note)
        joined.add(real_path)
        if problem is not None:
            # A file that is there says itself where it is wrong; else its name is.
            if problem.span is None:
                problem = replace(problem, span=named.span)
            problems.append(problem)
            continue
        folder_beside = relative.parent.as_posix()
        if folder_beside == ".":
            folder_beside = ""
        files.append(FileBeside(name_beside, text_beside, folder_beside, named.purpose))
        if named.purpose is Purpose.PART:
            named_there = iter(find_files_named(text_beside, name_beside, parse))
            way.append(_OpenFile(name_beside, real_path, folder_beside, named_there))
    return Beside(tuple(files), tuple(problems), tuple(paths), notes=tuple(notes))


def _real_path(folder: Path, within: _OpenFile, named: NamedFile) -> tuple[Path, Diagnostic | None]:
    """Return where a file is that another names; that must be one that this other may reach."""
    base = folder / within.folder
    match reach(base, named.path):
        case Unreachable.NO_PATH:
            return base, error("cannot-read", f"cannot read `{named.path}`", named.span)
        case Unreachable.OUTSIDE:
            code, why = "outside-folder", f"outside the folder that contains {within.name}"
            help = "move the file into that folder or one of its subfolders"
        case Unreachable.HIDDEN:
            code, why = "hidden-file", "hidden: a part of its path begins with a dot"
            help = "a map can only refer to files that are not hidden; rename or move the file"
        case path:
            return path, None
    return base, error(code, f"`{named.path}` is {why}", named.span, help)


def _circle(way: list[_OpenFile], real_path: Path, named: NamedFile) -> Diagnostic | None:
    """Return the error that a file includes itself, at once or through those on the way."""
    paths = [file.real_path for file in way]
    if real_path not in paths:
        return None
    start = paths.index(real_path)
    *others, last = [file.name for file in way[start:]]
    if not others:
        return error("include-circle", f"{last} includes itself", named.span)
    circle = ", ".join([*others, last])
    return error(
        "include-circle",
        f"files include each other in a cycle: {circle}, and then {others[0]} again",
        named.span,
        "an included file can use the other files' claims without including those files",
    )
