"""The passage of a source in which the words of a quotation stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from argmap.model import Citation, Claim
from argmap.model.quotations import Passage, Piece, SearchableText, passage_around
from argmap.outlines.citations import Citations
from argmap.outlines.manuscript import show_runs, show_text
from argmap.outlines.runs import Runs


class PagePassage(NamedTuple):
    """A passage, safe to show.

    Attributes:
        cited: how its source is cited.
        pieces: its parts; a line feed in them ends a paragraph.
    """

    cited: Runs
    pieces: tuple[Piece, ...]


class Passages:
    """Finds the passages of quotations in the texts of sources."""

    def __init__(self, source_texts: Mapping[str, str], citations: Citations) -> None:
        """Take the texts by the ids of the sources, and how these are cited."""
        self._source_texts = source_texts
        self._citations = citations
        # Many claims may quote one source: its text is made plain once.
        self._searchable: dict[str, SearchableText] = {}

    def passage_of(self, claim: Claim) -> PagePassage | None:
        """Return the passage around the quotation of a claim; None where no text that it cites
        holds its words.
        """
        if not claim.quote:
            return None
        for citation in (*claim.stated_in, *claim.evidence):
            passage = self._passage_in(citation, claim.quote)
            if passage is not None:
                cited = show_runs(self._citations.cite_all([citation]))
                return PagePassage(cited, _show_pieces(passage))
        return None

    def _passage_in(self, citation: Citation, quote: str) -> Passage | None:
        source = citation.source
        if source not in self._source_texts:
            return None
        if source not in self._searchable:
            self._searchable[source] = SearchableText(self._source_texts[source])
        return passage_around(quote, self._searchable[source])


def _show_pieces(passage: Passage) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for text, is_quoted in passage.pieces:
        lines = map(show_text, text.split("\n"))
        pieces.append(Piece("\n".join(lines), is_quoted))
    if passage.goes_on_before:
        pieces.insert(0, Piece("… ", is_quoted=False))
    if passage.goes_on_after:
        pieces.append(Piece(" …", is_quoted=False))
    return tuple(pieces)
