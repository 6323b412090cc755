"""BibTeX text → the sources in it, for the `bibliography` of a map.

A library finds the entries and where they begin; LaTeX in their fields becomes text. An entry is
made a source when somebody asks for it: a bibliography may hold thousands that a map does not cite,
and LaTeX is slow to read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from argmap.model import Source
from argmap.model.diagnostics import Diagnostics, Related, Span, error, warning
from argmap.util.text import line_starts, place_of

if TYPE_CHECKING:
    from bibtexparser.model import Block

_NOT_IN_ID = re.compile(r"[^\w.-]+")
_LATEX = re.compile(r"[\\{}$%~^]|--|``|''")
# The fields that say where something appeared, of which the first that is there counts.
_WHERE_IT_APPEARED = (
    "journal", "journaltitle", "booktitle", "publisher", "school", "institution", "organization",
    "howpublished",
)  # fmt: skip


class BibEntry:
    """An entry of a bibliography; `source` is what it says of its source."""

    def __init__(self, key: str, fields: Mapping[str, str], place: Span) -> None:
        self.key = key
        self.fields = fields
        self.place = place
        # Keys such as `DBLP:conf/lee` are usual; an id cannot have these characters.
        self.id = _NOT_IN_ID.sub("-", key).strip("-_.")

    @cached_property
    def source(self) -> Source:
        """The entry as a source of a map."""
        fields = self.fields
        title = _as_text(fields.get("title", ""))
        subtitle = _as_text(fields.get("subtitle", ""))
        if title and subtitle:
            title += f": {subtitle}"
        return Source(
            self.id,
            author=_authors(fields.get("author") or fields.get("editor", "")),
            title=title,
            publisher=_where_it_appeared(fields),
            date=_as_text(fields.get("date") or fields.get("year", "")),
            url=_address(fields),
            places={"": self.place, "id": self.place},
        )


def parse_bibtex(text: str, name: str) -> tuple[list[BibEntry], Diagnostics]:
    """Return the entries of a BibTeX text, which places call `name`, and what is wrong with it.

    What cannot be read is passed over with a warning. Of two entries with one key the first counts.
    """
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import (
        DuplicateBlockKeyBlock,
        DuplicateFieldKeyBlock,
        Entry,
        ParsingFailedBlock,
    )

    finder = _Text(text, name, line_starts(text))
    with _without_log():
        blocks = parse_string(text).blocks
    entries: dict[str, BibEntry] = {}
    diagnostics = []
    for block in blocks:
        entry: Block | None = block
        if isinstance(block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)):
            entry = block.ignore_error_block
        if isinstance(entry, Entry):
            key = entry.key
            place = finder.place(block, key)
            fields: dict[str, str] = {}
            for field in entry.fields:
                # Of a field that is there twice, the first counts.
                fields.setdefault(field.key.lower(), str(field.value))
            found = BibEntry(key, fields, place)
            first = entries.setdefault(key, found)
            if not found.id:
                del entries[key]
                message = "this entry has no key, so argmap ignores the entry"
                diagnostics.append(warning("bibtex-syntax", message, place))
            elif first is not found:
                where = f"already on line {first.place.line}, so argmap ignores this entry"
                message = f"the entry `{key}` is {where}"
                related = [Related(first.place, "the first")]
                diagnostics.append(warning("duplicate-key", message, place, related=related))
        elif isinstance(block, ParsingFailedBlock):
            message = "this entry is malformed or not closed, so argmap ignores the entry"
            diagnostics.append(warning("bibtex-syntax", message, finder.place(block, "@")))
    if not entries and not diagnostics:
        message = "this file has no BibTeX entries"
        diagnostics.append(error("empty-file", message, Span.start_of(name)))
    _inherit(entries)
    return list(entries.values()), diagnostics


class _Text(NamedTuple):
    text: str
    name: str
    starts: list[int]

    def place(self, block: Block, part: str) -> Span:
        """Return the place of a part in a block, or where the block begins."""
        text, name, starts = self
        line = min(block.start_line or 0, len(starts) - 1)  # the library counts from 0
        start = text.find(part, starts[line])
        if start < 0 or not part:
            return Span.on_line(name, line + 1, 1)
        return Span.on_line(name, *place_of(start, starts), len(part))


@contextmanager
def _without_log() -> Iterator[None]:
    """Keep what the libraries log off standard error: what is wrong is reported with its place."""
    handler = logging.NullHandler()
    loggers = [logging.getLogger(name) for name in ("bibtexparser", "pylatexenc")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


def _inherit(entries: Mapping[str, BibEntry]) -> None:
    """Give each entry what it lacks, and the entry that its `crossref` names has."""
    fields_by_key = {key.lower(): entry.fields for key, entry in entries.items()}
    for entry in entries.values():
        parent = entry.fields.get("crossref", "").lower()
        inherited = {}
        for name, value in fields_by_key.get(parent, {}).items():
            # The title of the whole is where the entry appeared.
            inherited["booktitle" if name == "title" else name] = value
        entry.fields = {**inherited, **entry.fields}


# --- what an entry says, as text ---


def _as_text(latex: str) -> str:
    """Return a piece of LaTeX as text on one line."""
    if not _LATEX.search(latex):
        return " ".join(latex.split())
    from pylatexenc.latex2text import LatexNodes2Text

    with _without_log():
        try:
            text = LatexNodes2Text(math_mode="verbatim").latex_to_text(latex)
        except RecursionError:  # thousands of braces in each other
            text = latex
    return " ".join(text.split())


def _where_it_appeared(fields: Mapping[str, str]) -> str:
    """Return where something appeared: a publisher, or a journal with volume, number and pages."""
    where = next((name for name in _WHERE_IT_APPEARED if fields.get(name)), "")
    appeared = _as_text(fields.get(where, ""))
    volume = _as_text(fields.get("volume", ""))
    number = _as_text(fields.get("number") or fields.get("issue", ""))
    pages = _as_text(fields.get("pages", ""))
    if volume and where in ("journal", "journaltitle"):
        appeared += f" {volume}"
        if number:
            appeared += f"({number})"
    if appeared and pages:
        appeared += f", {pages}"
    return appeared


def _address(fields: Mapping[str, str]) -> str:
    """Return where to find something: its address, or that which its DOI makes."""
    # Not LaTeX: `~` and `%` are parts of addresses. An underscore may be escaped all the same.
    url = fields.get("url", "").replace("\\", "").strip("{} ")
    doi = fields.get("doi", "").replace("\\", "").strip("{} ")
    if url or not doi:
        return url
    if doi.startswith("http"):
        return doi
    return f"https://doi.org/{doi}"


def _authors(names: str) -> str:
    """Return the names of authors or editors, family names first: "Lee, Ann; Chan, Bo"."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    shown = []
    has_others = False
    for name in split_multiple_persons_names(" ".join(names.split())):
        if name.lower() == "others":
            has_others = True
        elif name:
            shown.append(_author(name))
    listed = "; ".join(shown)
    if has_others:
        listed += "; et al." if len(shown) > 1 else " et al."
    return listed


def _author(name: str) -> str:
    """Return one name as a map has it: "von Last, Jr, First"; of a body, its name."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(name, strict=False)
    shown = []
    for words in (parts.von + parts.last, parts.jr, parts.first):
        part = _as_text(" ".join(words))
        if part:
            shown.append(part)
    return ", ".join(shown)
