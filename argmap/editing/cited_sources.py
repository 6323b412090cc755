"""What a person writes as evidence, as a citation: of a source that the map has, or of a new one.

lee2019 p. 3            the source with this id, and where in it
(Smith 2020: 4)         the source with this author and year, as in a list
Smith 2020, p. 4        the source that is described so; a new one, `smith-2020`, if there is none
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from argmap.editing.refusals import EditRefused
from argmap.formats.lists.cited_works import Works, parse_citations
from argmap.formats.lists.inline_markup import plain_inline
from argmap.formats.lists.sources import (
    describe_source,
    name_of_source,
    split_place,
)
from argmap.formats.shared.ids import Ids
from argmap.model import Citation, Source, SourceNames
from argmap.model.source_names import NamingWords
from argmap.util.spelling import near_words, no_such

# Words that nobody writes as a description: `lee2019`, `smith-2020`.
_LIKE_AN_ID = re.compile(r"[a-z]+[a-z_.-]*[\d_.-][\w.-]*", re.ASCII)
_LONG_NAME = 40  # characters
_WORDS_OF_LONG_NAME = 4
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
# Examples: (Smith 2020: 4), [@smith2020]
_IN_BRACKETS = re.compile(r"^[(\[]([^()\[\]]+)[)\]]$")
_LOWERCASE_WORD = re.compile(r"[a-z][a-z0-9_.-]*", re.ASCII)


def cite_words(words: str, sources: Mapping[str, Source]) -> tuple[Citation, Source]:
    """Return the citation that a person means, and its source, which may be new.

    Args:
        words: on one line, a source's id and a place in that source, or a description of a source,
            with a place in it.
        sources: the sources that there are.

    Raises:
        EditRefused: the words are empty, or look like an id that no source has.
    """
    if not words:
        raise EditRefused("evidence cannot be empty")
    id, _, locator = words.partition(" ")
    if id in sources:
        return Citation(id, locator), sources[id]
    named, locator = split_place(words)
    works = parse_citations(_IN_BRACKETS.sub(r"\1", words))
    if len(works) == 1:
        work = works[0]
        if work.is_same:
            raise EditRefused(f"name the source instead of writing `{words}`")
        source = Works(sources.values()).find(work)
        if source is not None:
            return Citation(source.id, work.locator), source
        if work.key or work.locator:
            named, locator = work.label, work.locator
    is_near = _LOWERCASE_WORD.fullmatch(named) and near_words(named, sources)
    if is_near or _LIKE_AN_ID.fullmatch(named):
        problem = no_such("source", named, sources)
        advice = "to cite a new source, describe it, for example `Smith 2020, p. 4`"
        if problem.endswith("?"):
            raise EditRefused(f"{problem} Or, {advice}")
        raise EditRefused(f"{problem}; {advice}")
    description = describe_source(plain_inline(named, ()))
    source = _source_described(description, sources)
    if source is None:
        id = Ids(sources).give(_short_name(name_of_source(description) or named))
        source = replace(description, id=id)
    return Citation(source.id, locator), source


class EvidenceWords:
    """Writes citations as `cite_words` reads them: by author and year, else by id."""

    def __init__(self, sources: Mapping[str, Source], words: NamingWords) -> None:
        """Take the sources that there are, and the words of the language that they are named in."""
        self._sources = sources
        self._names = SourceNames(sources.values(), words)
        self._works = Works(sources.values())

    def write(self, citation: Citation) -> str:
        """Return a citation in words."""
        named = self._names.cite(citation)
        works = parse_citations(named)
        if len(works) == 1 and named.partition(" ")[0] not in self._sources:
            source = self._works.find(works[0])
            if source and Citation(source.id, works[0].locator) == citation:
                return named
        return str(citation)


def _short_name(name: str) -> str:
    """Return what a source is known by: of a long name, the first words and the year."""
    if len(name) <= _LONG_NAME:
        return name
    year = _YEAR.search(name)
    words = [*re.findall(r"\w+", name)[:_WORDS_OF_LONG_NAME], year[0] if year else ""]
    return " ".join(words).strip()


def _source_described(description: Source, sources: Mapping[str, Source]) -> Source | None:
    """Return the source that somebody describes, if there is such a one."""
    for source in sources.values():
        if replace(source, id="") == description:
            return source
    # Of an author's only work of a year, the title may be left out.
    same_work: list[Source] = []
    for source in sources.values():
        is_by_author = source.author == description.author
        if description.author and is_by_author and source.date == description.date:
            same_work.append(source)
    if len(same_work) == 1 and not description.title:
        return same_work[0]
    return None
