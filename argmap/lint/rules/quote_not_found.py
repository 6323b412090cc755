"""A quote that is not in its source.

Why: A `quote` gives the exact words of a source. The rule looks for these words in the `file` for
each source that the claim cites. A match in one file is enough. The rule ignores differences in
whitespace, quotation marks, and dashes. In a quote, `…`, `...`, or `[…]` shows that words are left
out. The rule does not check a quote if a cited source has no `file`. The rule always flags a quote
without a citation.

Fails:
    claims:
      sleep: {text: Teenagers would sleep more., quote: would obtain more sleep}

Passes:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      sleep:
        text: Teenagers would sleep more.
        quote: would obtain more sleep
        evidence: aap2014 p. 643

Source: fact checking, in which quotations are compared with their sources word for word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import accumulate
from typing import TYPE_CHECKING

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.model import Claim
from argmap.model.diagnostics import Severity
from argmap.model.messages import name_source
from argmap.util.text import shorten

if TYPE_CHECKING:
    from argmap.model.searchable_text import SearchableText

_SEARCHED = 300_000
"""The number of words in a source that are searched for the closest passage."""
_COMPARED = 5
"""The number of passages that are compared with the quote letter by letter."""
_LETTERS = 1000
"""The number of letters that are compared. The time grows with the square of this number."""
_NEAR = 0.5
"""A passage that is less similar to the quote is not worth showing."""


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each quote that is not in any cited source."""
    quoting = [claim for claim in context.map.claims.values() if claim.quote]
    if not quoting:
        return
    from argmap.model.quotations import occurs

    # Many claims may cite a source, so its text is simplified only once.
    searchable_sources: dict[str, SearchableText] = {}
    for claim in quoting:
        if not claim.evidence and not claim.stated_in:
            message = f"the quote in {quote_claim(claim)} has no source"
            help = "cite the quote's source in `evidence` or `stated_in`"
            yield Finding(claim.id, message, claim.at("quote"), help=help)
            continue
        texts = _cited_texts(context, claim, searchable_sources)
        if texts is None or any(occurs(claim.quote, text) for text in texts.values()):
            continue
        sources = " or ".join(name_source(source) for source in texts)
        message = f"the quote in {quote_claim(claim)} is not in {sources}"
        yield Finding(claim.id, message, claim.at("quote"), help=_advice(claim.quote, texts))


def _cited_texts(
    context: Context, claim: Claim, searchable_sources: dict[str, SearchableText]
) -> dict[str, SearchableText] | None:
    """Return the text of each source that a claim cites, or None if one of the texts is missing."""
    from argmap.model.searchable_text import SearchableText

    texts = {}
    for citation in claim.evidence + claim.stated_in:
        source = citation.source
        if source not in context.source_texts:
            return None
        if source not in searchable_sources:
            searchable_sources[source] = SearchableText(context.source_texts[source])
        texts[source] = searchable_sources[source]
    return texts


def _advice(quote: str, texts: Mapping[str, SearchableText]) -> str:
    """Return a hint with the passage closest to a quote, if a text contains a similar passage."""
    from argmap.model.searchable_text import plain_words

    plain_quote = plain_words(quote)
    nearest = []
    for source, text in texts.items():
        likeness, passage = _nearest_passage(plain_quote, text.plain)
        nearest.append((likeness, source, passage))
    likeness, source, passage = max(nearest, key=lambda each: each[0])
    if likeness < _NEAR:
        return "copy the exact words from the source"
    return f"the closest passage in `{source}` is “{shorten(passage, 200)}”"


def _nearest_passage(quote: str, text: str) -> tuple[float, str]:
    """Return the passage most similar to a quote in a text, after its similarity from 0 to 1.

    Only the passages that share the most words with the quote are compared letter by letter.
    """
    words = text.split(maxsplit=_SEARCHED)[:_SEARCHED]
    size = len(quote.split())
    wanted = {_bare_word(word) for word in quote.split()}
    # The number of wanted words before each place: the difference of two sums counts the words
    # between.
    sums = [0, *accumulate(_bare_word(word) in wanted for word in words)]
    length = min(size, len(words))  # a source may be shorter than the quote
    starts = range(len(words) - length + 1)
    shared = [sums[start + length] - sums[start] for start in starts]
    passages = []
    # If several share the same number of words, `nlargest` prefers the first.
    for start in nlargest(_COMPARED, starts, key=shared.__getitem__):
        passage = " ".join(words[start : start + length])
        matcher = SequenceMatcher(None, quote[:_LETTERS], passage[:_LETTERS])
        passages.append((matcher.ratio(), passage))
    return max(passages)


def _bare_word(word: str) -> str:
    return word.strip(".,;:!?()[]'").casefold()


RULE = Rule("quote-not-found", Severity.ERROR, find)
