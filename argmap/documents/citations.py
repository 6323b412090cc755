"""Citations by author and year, "(UNESCO 2023, p. 84)", and the bibliography that they lead to.

`argmap.model.source_names` decides what a source is called.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.documents.text_runs import Link, Run, Runs, Target, join_runs
from argmap.languages.words import Words
from argmap.model import Citation, Source
from argmap.model.source_names import SourceNames

_STOPS = ("?", "!", ".")


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
        """Return the reference with its label and id: "Lee 2019 (s1): Ann Lee, “Sleep”, 2019"."""
        source = self.source
        title = source.title
        if title:
            title = words.quote(title)  # so that an outline can be read again
        parts = [source.author, title, source.publisher, source.date, source.url]
        id = source.id
        described = ", ".join(filter(None, parts)) or id
        return f"{self.label}{words.aside(id)}{words.colon}{described}"


class Citations(SourceNames):
    """Cites some sources, each citation a link to its reference."""

    words: Words

    def cite_all(self, citations: Iterable[Citation], source_before: str = "") -> Runs:
        """Return several citations, each a link: "Lee 2019, p. 1; p. 2; UNESCO 2023".

        `source_before` is the id of a source that was cited just before: of it, only places are
        named.
        """
        cited = []
        for citation, text in self.cite_each(citations, source_before):
            source = citation.source
            link = Link(Target.SOURCE, source) if source in self._sources else None
            cited.append((Run(text, link=link),))
        return join_runs(self.words.semicolon, cited)

    def bibliography(self) -> list[Reference]:
        """Return the references of the sources, in the order of their labels."""
        references = []
        for id, source in sorted(self._sources.items()):
            references.append(Reference(source, self.label(id), self._reference(source)))
        return sorted(references, key=lambda reference: reference.label.casefold())

    def _reference(self, source: Source) -> str:
        """Return what is needed to find a source: "Lee, Bo (2019). Sleep. Oxford, May 2019"."""
        words = self.words
        publisher = source.publisher
        head = source.author or source.title or publisher or source.id
        text = head + words.aside(self.year(source.id))
        imprint = []
        if publisher not in ("", head):
            imprint.append(publisher)
        # Months and days come once more in full: a label has the year alone.
        if source.date not in ("", self._years[source.id]):
            imprint.append(source.date)
        title = ""
        if source.author:
            title = source.title
        for part in (title, words.join_list(imprint), source.url):
            if part:
                text = _with_stop(text) + " " + part
        if source.url:
            return text  # a stop behind an address would be taken for a part of it
        return _with_stop(text)


def _with_stop(text: str) -> str:
    """Return a text that ends with a stop."""
    if text.endswith(_STOPS):
        return text
    return text + "."
