"""Quotes compared with the texts of the sources that their claims cite."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from argmap.lint.rules._rule import CheckedQuote, Context, Finding, quote_claim
from argmap.lint.vocabulary import Hint
from argmap.model import Claim
from argmap.model.messages import name_source
from argmap.util.text import listed, shorten

if TYPE_CHECKING:
    from argmap.quotations.misquotations import Quotation
    from argmap.quotations.searchable_text import SearchableText

_LONGEST_PASSAGE = 200
_CITE = Hint("cite the source of the quote{cite_here}")
_SAVE = Hint(
    "save the text of the source as a text file, and correct the {file_name} of the source"
)
_CORRECT = Hint(
    "set the {file_name} of the source to the path of a text file (UTF-8), a web page or a document"
    " (DOCX, ODT) in the map's folder, or"
    " remove the {file_name}"
)
_COPY = "copy the exact words from the source"
_NO_TEXT = (".pdf", ".doc", ".rtf", ".epub", ".pages")
_BEST_FIRST = ("altered", "stitched", "fabricated")


def check_quote(context: Context, claim: Claim) -> CheckedQuote:
    """Look for the quote of a claim in the sources that the claim cites."""
    if claim.id not in context.checked_quotes:
        context.checked_quotes[claim.id] = _check_quote(context, claim)
    return context.checked_quotes[claim.id]


def _check_quote(context: Context, claim: Claim) -> CheckedQuote:
    from argmap.quotations.passages import occurs
    from argmap.quotations.quoted_parts import replacements

    unread: list[str] = []
    texts: dict[str, SearchableText] = {}
    for citation in claim.evidence + claim.stated_in:
        text = context.searchable_text(citation.source)
        if text is None:
            unread.append(citation.source)
        else:
            texts[citation.source] = text
    for text in texts.values():
        if occurs(claim.quote, text):
            replaced = replacements(claim.quote, text) if "[" in claim.quote else ()
            return CheckedQuote(True, tuple(unread), None, tuple(replaced))
    finding = None if unread else _misquotation(claim, texts)
    return CheckedQuote(False, tuple(unread), finding)


def how_to_name_a_file(file: str) -> Hint:
    """Return how to correct the `file` of a source that cannot be read."""
    return _SAVE if PurePath(file).suffix.lower() in _NO_TEXT else _CORRECT


def _misquotation(claim: Claim, texts: dict[str, SearchableText]) -> Finding:
    """Return the finding about a quote that is in none of these sources, or that has no source."""
    about = f"the quote in {quote_claim(claim)}"
    place = claim.at("quote")
    if not texts:
        return Finding(claim.id, f"{about} has no source", place, help=_CITE)
    source, quotation = _closest(claim.quote, texts)
    if quotation.difference == "fabricated":
        names = " or ".join(name_source(source) for source in texts)
        message = f"{about} is not in {names} and seems to be fabricated"
    elif quotation.difference == "altered":
        message = f"{about} is altered: {quotation.explanation}"
    else:
        message = f"{about} is stitched together: {quotation.explanation}"
    return Finding(claim.id, message, place, help=_advice(source, quotation))


def _closest(quote: str, texts: dict[str, SearchableText]) -> tuple[str, Quotation]:
    """Return the source with the passage closest to a quote, and how the quote differs from it."""
    from argmap.quotations.misquotations import compare_quotation

    compared = [(source, compare_quotation(quote, text)) for source, text in texts.items()]

    def rank(each: tuple[str, Quotation]) -> tuple[int, bool]:
        _, quotation = each
        return _BEST_FIRST.index(quotation.difference), not quotation.passages

    return min(compared, key=rank)


def _advice(source: str, quotation: Quotation) -> str:
    """Return a hint with the passages closest to a quote, and with their lines."""
    if not quotation.passages:
        return _COPY
    passages = [
        f"“{shorten(' '.join(passage.text.split()), _LONGEST_PASSAGE)}” (line {passage.line})"
        for passage in quotation.passages
    ]
    passages_are = (
        f"passage in `{source}` is" if len(passages) == 1 else f"passages in `{source}` are"
    )
    return f"the closest {passages_are} {listed(passages, 'and')}"
