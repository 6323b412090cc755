"""What a source is called, everywhere alike: by author and year, with the place in it.

    Source("s1", author="Lee, Ann; Chan, Bo", date="May 2019")  → "Lee and Chan 2019"
    Citation("s1", "p. 4")                                      → "Lee and Chan 2019, p. 4"
    Source("survey")                                            → "survey": nothing else is known

A person is cited by the family name, a body by its whole name. Only the text can show which it is,
so a name is shortened only where it shows which part of it is the family name:
"Lee, Ann", "A. Lee", or "Ann Lee" where the source's id begins with it (`lee2019`). Any other name
is cited as it is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from argmap.model.parts import Citation, Source
from argmap.util.citation_patterns import AND, ET_AL, PARTICLES
from argmap.util.text import lettering, shorten

_YEAR = r"(?<!\d)\d{4}(?!\d)"

_AND = rf",? {AND} (?!al\b)"

_INITIALS = r"(?:[^\W\d_]\.[ -]?)+"

# As much of a title as is cited in place of an author.
_LONGEST_TITLE = 40


class NamingWords(Protocol):
    """The words of a language with which sources are named."""

    @property
    def comma(self) -> str: ...
    @property
    def semicolon(self) -> str: ...
    @property
    def letters(self) -> str: ...
    @property
    def no_date(self) -> str: ...
    @property
    def first_author(self) -> str: ...
    @property
    def two_authors(self) -> str: ...
    def quote(self, text: str) -> str: ...


class EnglishWords(NamedTuple):
    """Those of English, for sentences that are English whatever the language of the map."""

    comma: str = ", "
    semicolon: str = "; "
    letters: str = "abcdefghijklmnopqrstuvwxyz"
    no_date: str = "n.d."
    first_author: str = "{first} et al."
    two_authors: str = "{first} and {second}"

    def quote(self, text: str) -> str:
        """Return a text in quotation marks."""
        return f"“{text}”"


class SourceNames:
    """Names sources by author and year, with letters where two would be named alike."""

    def __init__(self, sources: Iterable[Source], words: NamingWords) -> None:
        self.words = words
        self._sources: dict[str, Source] = {}
        # By id: "UNESCO 2023a", its year, and the letter behind that.
        self._labels: dict[str, str] = {}
        self._years: dict[str, str] = {}
        self._letters: dict[str, str] = {}
        ids_of_label: defaultdict[str, list[str]] = defaultdict(list)
        for source in sources:
            id = source.id
            self._sources[id] = source
            self._years[id] = _year(source, words)
            label = f"{cited_name(source, words)} {self._years[id]}"
            if not (source.author or source.title or source.publisher or source.date):
                label = id
            ids_of_label[label].append(id)
        for label, ids in ids_of_label.items():
            letters = lettering(words.letters)
            for id in ids:
                letter = ""
                if len(ids) > 1:
                    letter = next(letters)
                    if not label[-1].isdigit():
                        letter = "-" + letter  # "n.d.-a"
                self._letters[id] = letter
                self._labels[id] = label + letter

    def label(self, source: str) -> str:
        """Return how a source is cited, by its id: "UNESCO 2023"."""
        return self._labels[source]

    def cite(self, citation: Citation) -> str:
        """Return a citation: "UNESCO 2023, p. 84"; as it is written if it names no such source."""
        source = citation.source
        if source not in self._sources:
            return str(citation)
        label = self.label(source)
        if not citation.locator:
            return label
        return label + self.words.comma + citation.locator

    def year(self, source: str) -> str:
        """Return how a source is cited whose author has just been named: "2023"."""
        return self._years[source] + self._letters[source]

    def cite_each(
        self, citations: Iterable[Citation], source_before: str = ""
    ) -> Iterator[tuple[Citation, str]]:
        """Yield several citations with their texts: "Lee 2019, p. 1", "p. 2", "UNESCO 2023".

        `source_before` is the id of a source that was cited just before: of it, only places are
        named.
        """
        for citation in citations:
            source = citation.source
            text = self.cite(citation)
            if source == source_before and source in self._sources:
                text = citation.locator or text
            yield citation, text
            source_before = source

    def cite_in_words(self, citations: Iterable[Citation]) -> str:
        """Return several citations: "Lee 2019, p. 1; p. 2; UNESCO 2023"."""
        return self.words.semicolon.join(text for _, text in self.cite_each(citations))


def cited_name(source: Source, words: NamingWords) -> str:
    """Return by whom a source is cited: its authors, else its title, its publisher or its id."""
    if not source.author:
        title = shorten(source.title, _LONGEST_TITLE)
        if title:
            return words.quote(title)
        return source.publisher or source.id
    # What is in brackets explains a name: "China and North Korea (governments)".
    author = re.sub(r"\s*\([^()]*\)$", "", source.author) or source.author
    others = re.search(rf",? {ET_AL}$", author)
    if others:
        author = author[: others.start()]
        return words.first_author.format(first=_find_family_name(author, source.id) or author)
    if ";" not in author and _is_a_body(author):
        return author
    names = author_names(author)
    # "Lee" of "Lee, Ann"; "" of a name that does not show it.
    families = [_find_family_name(name, source.id) for name in names]
    # Where one is a person's, all are.
    if any(families):
        for place, name in enumerate(names):
            names[place] = families[place] or _last_word(name)
    if len(names) < 2:
        return names[0] if names else author
    first, second, *further = names
    if further:
        return words.first_author.format(first=first)
    return words.two_authors.format(first=first, second=second)


def _is_a_body(author: str) -> bool:
    """Return whether small words show that a name is no person's: "Ministry of Health"."""
    names = re.sub(_AND, " ", author)
    for word in re.findall(r"(?<!\w)[^\W\d_A-Z]+(?!\w)", names):
        if word.islower() and not re.fullmatch(PARTICLES, word):
            return True
    return False


def author_names(author: str) -> list[str]:
    """Return the names of several authors, each as "Ann Lee" or "Lee, Ann"."""
    if ";" in author:
        return _split(author, ";")
    names = []
    for part in re.split(_AND, author):
        pieces = _split(part, ",")
        # "Lee, Ann B." is one name; "Ann Lee, Bo Chan" are two.
        if len(pieces) == 2 and not all(" " in piece for piece in pieces):
            names.append(", ".join(pieces))
            continue
        for piece in pieces:
            # "Lee, A., Chan, B.": initials belong to the name before them.
            if names and re.fullmatch(_INITIALS, piece):
                names[-1] += ", " + piece
            else:
                names.append(piece)
    return names


def _split(text: str, separator: str) -> list[str]:
    """Return the parts of a text that are not empty, without the spaces at their ends."""
    parts = [part.strip() for part in text.split(separator)]
    return list(filter(None, parts))


def _last_word(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


def _find_family_name(name: str, id: str) -> str:
    """Return the family name in a name that shows it, or else ""."""
    if "," in name:
        return name.partition(",")[0]
    initials = re.match(_INITIALS, name)
    if initials:
        return name[initials.end() :].strip()
    last = _last_word(name)
    if last != name and id.casefold().startswith(last.casefold()):
        return last
    return ""


def _year(source: Source, words: NamingWords) -> str:
    """Return the year of a source, else its date as it is written, else that it has none."""
    year = re.search(_YEAR, source.date)
    if year:
        return year[0]
    return source.date or words.no_date
