"""What a citation may mean whose first word is the id of no source: a title, or an author and a
year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from argmap.model.parts import Source

_LOCATOR = r"(?i)[\s,;]+((?:pp?\.|pages?|§+|¶+|art\.|ch\.|chapter|sect?\.|section)\s*\d.*)$"
_WORD = r"\w+"


class CitedWords(NamedTuple):
    """A citation in words: what it calls its source, and the place there ("" if it names none)."""

    source: str
    locator: str


def parse_cited_words(text: str) -> CitedWords:
    """Return the parts of a citation such as `UNESCO report, page 84`."""
    match = re.search(_LOCATOR, text)
    if match is None:
        return CitedWords(text.strip(" ,;."), "")
    return CitedWords(text[: match.start()].strip(" ,;."), match[1].strip())


def find_sources_called(words: str, sources: Iterable[Source]) -> list[Source]:
    """Return the sources that words call by the title, or by the author and the year."""
    called: list[Source] = []
    plain = words.casefold()
    for source in sources:
        has_title = bool(source.title) and source.title.casefold() in plain
        author = source.author.partition(",")[0].casefold()
        year = source.date[:4]
        has_author_and_year = bool(author and year) and author in plain and year in plain
        if has_title or has_author_and_year:
            called.append(source)
    return called


def adds_nothing(words: str, source: Source) -> bool:
    """Return whether all that words say of a source is declared of it, too."""
    declared = re.findall(_WORD, source.reference.casefold())
    return set(re.findall(_WORD, words.casefold())) <= set(declared)
