"""Citations by author and year, "(UNESCO 2023, p. 84)", and the bibliography that they lead to.

A person is cited by the family name, a body by its whole name. Nothing but the text tells the one
from the other, so a name is shortened only where it shows which part of it is the family name:
"Lee, Ann", "A. Lee", or "Ann Lee" where the source's id begins with it (`lee2019`). Any other name
is cited as it is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from argmap.documents.text_runs import Link, Run, Runs, Target, join_runs
from argmap.languages.words import Words, lettering
from argmap.model import Citation, Source
from argmap.util.text import shorten

_YEAR = r"(?<!\d)\d{4}(?!\d)"

# What joins the last two of several authors, as an author may write it in any language of the map.
_AND = r",? (?:and|und|et|y|e|&) (?!al\b)"

# Words of family names that are written small; any other small word shows a body: "Academy of
# Sciences".
_PARTICLES = r"a[fl]|auf|av|bin|d[aeiou]|das|de[lnr]|della|dos|el|l[ae]|te[nr]|van|vo[mn]|zu"

_INITIALS = r"(?:[^\W\d_]\.[ -]?)+"

_STOPS = ("?", "!", ".")

# As much of a title as is cited in place of an author.
_LONGEST_TITLE = 40


class Reference(NamedTuple):
    """A line of a bibliography.

    Attributes:
        source: the source.
        label: how it is cited: "Smith and Lee 2019a".
        text: what has to be known to find it: "Smith, Ann and Lee, Bo (2019a). Sleep. Oxford".
    """

    source: Source
    label: str
    text: str

    def line(self, words: Words) -> str:
        """Return the reference with its label and the source's id: "Lee 2019 (s1): Ann Lee,
        “Sleep”, 2019".

        The title stands in quotation marks, so that an outline can be read again.
        """
        source = self.source
        title = words.quote(source.title) if source.title else ""
        parts = [source.author, title, source.publisher, source.date, source.url]
        described = ", ".join(part for part in parts if part) or source.id
        return self.label + words.aside(source.id) + words.colon + described


class Citations:
    """Cites some sources by author and year; those alike in both are told apart by letters, in
    their order.
    """

    def __init__(self, sources: Iterable[Source], words: Words) -> None:
        self.words = words
        self._sources = {source.id: source for source in sources}
        self._names = {source.id: cited_name(source, words) for source in self._sources.values()}
        self._years = self._distinct_years()

    def _distinct_years(self) -> dict[str, str]:
        """Return the year of each source, with a letter behind it where two
        would be cited alike.
        """
        years = {source.id: _year(source, self.words) for source in self._sources.values()}
        alike: defaultdict[str, list[str]] = defaultdict(list)
        for id, year in years.items():
            alike[f"{self._names[id]} {year}"].append(id)
        for ids in alike.values():
            if len(ids) == 1:
                continue
            for id, letter in zip(ids, lettering(self.words.letters), strict=False):
                hyphen = "" if years[id][-1].isdigit() else "-"
                years[id] += hyphen + letter
        return years

    def label(self, source: str) -> str:
        """Return how a source is cited, by its id: "UNESCO 2023"."""
        return f"{self._names[source]} {self._years[source]}"

    def cite(self, citation: Citation) -> str:
        """Return a citation: "UNESCO 2023, p. 84"; as it is written where it names no source among
        these.
        """
        if citation.source not in self._sources:
            return str(citation)
        label = self.label(citation.source)
        if not citation.locator:
            return label
        return label + self.words.comma + citation.locator

    def cite_all(self, citations: Iterable[Citation]) -> Runs:
        """Return several citations, each a link; a source cited twice on end is named once: "Lee
        2019, p. 1; p. 2".
        """
        cited: list[Runs] = []
        source_before = ""
        for citation in citations:
            link = (
                Link(Target.SOURCE, citation.source) if citation.source in self._sources else None
            )
            is_named = link is not None and citation.source == source_before and citation.locator
            text = citation.locator if is_named else self.cite(citation)
            cited.append((Run(text, link=link),))
            source_before = citation.source
        return join_runs(self.words.semicolon, cited)

    def bibliography(self) -> list[Reference]:
        """Return the references of the sources, in the order of their labels."""
        references: list[Reference] = []
        for source in self._sources.values():
            references.append(Reference(source, self.label(source.id), self._reference(source)))
        return sorted(
            references, key=lambda reference: (reference.label.casefold(), reference.source.id)
        )

    def _reference(self, source: Source) -> str:
        year = self._years[source.id]
        head = source.author or source.title or source.publisher or source.id
        parts = [head + self.words.aside(year)]
        if source.author and source.title:
            parts.append(source.title)
        # Months and days are told once more in full: a label holds the year alone.
        date = source.date if source.date != _year(source, self.words) else ""
        publisher = source.publisher if source.publisher != head else ""
        imprint = self.words.join_list(part for part in (publisher, date) if part)
        parts += [part for part in (imprint, source.url) if part]
        text = parts[0]
        for part in parts[1:]:
            text += " " + part if text.endswith(_STOPS) else ". " + part
        if source.url or text.endswith(_STOPS):
            return text  # a stop behind an address would be taken for a part of it
        return text + "."


def cited_name(source: Source, words: Words) -> str:
    """Return whom or what a source is cited by: its authors, or else its title, its publisher or
    its id.
    """
    if not source.author:
        title = shorten(source.title, _LONGEST_TITLE)
        return words.quote(title) if title else source.publisher or source.id
    # What stands in brackets explains a name: "China and North Korea (governments)".
    author = re.sub(r"\s*\([^()]*\)$", "", source.author) or source.author
    if ";" not in author and _is_a_body(author):
        return author
    names = _family_names(_names(author), source.id)
    if not names:
        return author
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return words.two_authors.format(first=names[0], second=names[1])
    return words.first_author.format(first=names[0])


def _is_a_body(author: str) -> bool:
    """Return whether an author is no person, as far as small words show it: "Ministry of Health and
    Welfare".
    """
    small_words = re.findall(r"(?<!\w)[^\W\d_A-Z]+(?!\w)", re.sub(_AND, " ", author))
    return any(word.islower() and not re.fullmatch(_PARTICLES, word) for word in small_words)


def _names(author: str) -> list[str]:
    """Return the names of several authors, each as "Ann Lee" or "Lee, Ann"."""
    if ";" in author:
        return [name.strip() for name in author.split(";") if name.strip()]
    names: list[str] = []
    for part in re.split(_AND, author):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        # A single comma is that of "Lee, Ann B.", unless whole names stand on both sides: "Ann Lee,
        # Bo Chan".
        is_one_name = len(pieces) == 2 and not (" " in pieces[0] and " " in pieces[1])
        if is_one_name:
            names.append(", ".join(pieces))
            continue
        for piece in pieces:
            # "Lee, A., Chan, B.": initials belong to the name before them.
            if names and re.fullmatch(_INITIALS, piece):
                names[-1] += ", " + piece
            else:
                names.append(piece)
    return names


def _family_names(names: list[str], id: str) -> list[str]:
    """Return the names as they are cited; where one is a person's, all are."""
    shown = [_find_family_name(name, id) for name in names]
    if not any(shown):
        return names
    families: list[str] = []
    for name, family in zip(names, shown, strict=True):
        families.append(family or name.rsplit(maxsplit=1)[-1])
    return families


def _find_family_name(name: str, id: str) -> str:
    """Return the family name in a name that shows it, or else ""."""
    if "," in name:
        return name.partition(",")[0]
    initials = re.match(_INITIALS, name)
    if initials:
        return name[initials.end() :].strip()
    last = name.rsplit(maxsplit=1)[-1]
    if last != name and id.casefold().startswith(last.casefold()):
        return last
    return ""


def _year(source: Source, words: Words) -> str:
    """Return the year of a source; its date as it is written, if that holds none, or what says that
    it has none.
    """
    year = re.search(_YEAR, source.date)
    if year:
        return year[0]
    return source.date or words.no_date
