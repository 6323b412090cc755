"""What the readers of forms share whose files can name others: `include` and `bibliography`.

The claims, sides and sources of all files are joined; the rest counts only in the file that is
asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from argmap.formats.shared.beside import Beside, FileBeside, NamedFile, Purpose
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence
from argmap.model import Claim, Inference, Side, Source
from argmap.model.diagnostics import Diagnostic, Severity, Span, error, has_errors
from argmap.model.validation import CITATION_FIELDS

if TYPE_CHECKING:
    from argmap.formats.shared.bibtex import BibEntry

SideOrSource = TypeVar("SideOrSource", Side, Source)
ParseTree = Callable[[str, str], tuple[Node | None, list[Diagnostic]]]

INCLUDE, BIBLIOGRAPHY = "include", "bibliography"
FILE_KEYS = {
    INCLUDE: (
        "other files that the map is made of, one or a list (see [Several files](#several-files))"
    ),
    BIBLIOGRAPHY: "files of sources in BibTeX, one or a list (see [Several files](#several-files))",
}
"""The keys that name other files, each with what it holds. A map that was read has joined these,
and no such keys.
"""

_PURPOSES = {INCLUDE: Purpose.PART, BIBLIOGRAPHY: Purpose.BIBLIOGRAPHY}


def find_files_named(text: str, name: str, parse: ParseTree) -> list[NamedFile]:
    """Return the files that a text names, in their order; `name` is what places call the text."""
    # Most files name no other, and need not be parsed for it.
    if not any(key in text for key in FILE_KEYS):
        return []
    root, _ = parse(text, name)
    return files_named(root)


def files_named(root: Node | None) -> list[NamedFile]:
    """Return the files that a tree names; names that are no text are passed over."""
    named: list[NamedFile] = []
    if not isinstance(root, Mapping):
        return named
    for key, value in root.entries:
        purpose = _PURPOSES.get(key.value)
        if purpose is None:
            continue
        items = value.items if isinstance(value, Sequence) else [value]
        for item in items:
            is_nothing = isinstance(item, Scalar) and item.plain and not item.value
            if isinstance(item, Scalar) and not is_nothing:
                named.append(NamedFile(item.value, purpose, item.span))
    return named


class SeveralFiles:
    """Joins what the files of one map say of sides and sources.

    Attributes:
        sides: the sides, those of the first file first.
        sources: the sources, but for the entries of bibliographies.
    """

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.sides: list[Side] = []
        self.sources: list[Source] = []
        self._bibliography: list[BibEntry] = []
        self._has_unread = False
        self._diagnostics = diagnostics

    def add(self, sides: Iterable[Side], sources: Iterable[Source], folder: str = "") -> None:
        """Add the sides and sources of one more file; `folder` is the way to it from the folder of
        the map.
        """
        _add_others(self.sides, sides)
        _add_others(self.sources, [_as_seen_from_map(source, folder) for source in sources])

    def read_others(
        self,
        root: Mapping,
        beside: Beside | None,
        parse: ParseTree,
        join: Callable[[Mapping, FileBeside], None],
    ) -> bool:
        """Read the files that the first one names, itself or through another; return whether all
        can be read.

        Args:
            root: the tree of the first file.
            beside: the files; `None` where nobody looked for them, and then it may name none.
            parse: makes a tree of a text and a name.
            join: adds the tree of a file to the map.
        """
        named = files_named(root)
        if named and beside is None:
            message = (
                f"`{named[0].path}` cannot be looked for: this map is not read from a file, and"
                " lies in no folder"
            )
            self._diagnostics.append(
                error("cannot-read", message, named[0].span, "name the file of the map itself")
            )
            return False
        if beside is None:
            return True
        self._diagnostics += beside.problems
        self._has_unread = bool(beside.unread)
        is_whole = not beside.problems
        for file in beside.files:
            if file.purpose is Purpose.BIBLIOGRAPHY:
                is_read = self._read_bibliography(file)
            else:
                is_read = self._read_part(file, parse, join)
            is_whole = is_whole and is_read
        return is_whole

    def _read_bibliography(self, file: FileBeside) -> bool:
        from argmap.formats.shared.bibtex import parse_bibtex

        entries, found = parse_bibtex(file.text, file.name)
        self._bibliography += entries
        self._diagnostics += found
        return not has_errors(found)

    def _read_part(
        self, file: FileBeside, parse: ParseTree, join: Callable[[Mapping, FileBeside], None]
    ) -> bool:
        root, found = parse(file.text, file.name)
        self._diagnostics += found
        if isinstance(root, Mapping):
            join(root, file)
            return True
        if root is not None:
            message = "what is included is a mapping with `claims`, `sides` or `sources`"
            self._diagnostics.append(error("wrong-shape", message, root.span))
        elif not found:
            self._diagnostics.append(
                error("empty-file", "there is nothing in this file", Span.start_of(file.name))
            )
        return False

    def pass_over(self, root: Mapping, keys: Collection[str]) -> None:
        """Tell which keys of an included file, among these, do not count in the map that includes
        it.
        """
        there = [key for key, _ in root.entries if key.value in keys]
        if not there:
            return
        names = ", ".join(f"`{key.value}`" for key in there)
        message = f"passed over, since another file includes this one: {names}"
        help = "it counts where this file itself is the one asked for"
        self._diagnostics.append(
            Diagnostic("passed-over", Severity.INFO, message, there[0].span, help=help)
        )

    def all_sources(self, claims: Iterable[Claim], inferences: Iterable[Inference]) -> list[Source]:
        """Return the sources, and the entries of bibliographies that are cited; tell which of these
        have no year.
        """
        if not self._bibliography and not self._has_unread:
            return self.sources
        cited: set[str] = set()
        for part in (*claims, *inferences):
            for name in CITATION_FIELDS[type(part)]:
                cited.update(citation.source for citation in getattr(part, name))
        declared = {source.id for source in self.sources}
        in_bibliographies = {entry.id for entry in self._bibliography}
        are_all_known = cited <= declared | in_bibliographies
        entries: list[Source] = []
        for entry in self._bibliography:
            # One that is declared, too, is a clash, cited or not. Where an id is unknown, any may
            # be meant.
            if entry.id in cited or entry.id in declared or not are_all_known:
                entries.append(entry.source)
            note = entry.without_year() if entry.id in cited else None
            if note is not None:
                self._diagnostics.append(note)
        if self._has_unread:
            # What is cited may be in a bibliography that was not to be read.
            entries += [Source(id) for id in sorted(cited - declared - in_bibliographies)]
        sources = list(self.sources)
        _add_others(sources, entries)
        return sources


def _add_others(joined: list[SideOrSource], of_another_file: Iterable[SideOrSource]) -> None:
    """Add the sides or sources of one more file; one that says again what is there already is the
    same.
    """
    by_id = {part.id: part for part in joined}
    for part in of_another_file:
        first = by_id.setdefault(part.id, part)
        if first is part or first != part:
            joined.append(part)


def _as_seen_from_map(source: Source, folder: str) -> Source:
    """Return a source of a file in this folder, the way to its own file beginning at the map."""
    if not folder or not source.file:
        return source
    return replace(source, file=f"{folder}/{source.file}")
