"""A quote that does not occur in the source it is taken from.

Why: `quote` promises the exact words. They are looked for in the file of each source that the claim
cites; one that holds them is enough. White space, kinds of quotation marks and dashes make no
difference, and `…`, `...` or `[…]` stands for words left out. A source without a `file` is taken at
its word; a quote without any citation is from nowhere.

Fails:
    claims:
      sleep: {text: Teenagers would sleep more., quote: would obtain more sleep}

Passes:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      sleep: {text: Teenagers would sleep more., quote: would obtain more sleep, evidence: aap2014 p. 643}

Source: the practice of fact checking: quotations are compared with their source, word by word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import accumulate

from argmap.model import Claim
from argmap.model.diagnostics import Severity
from argmap.model.text import shorten
from argmap.rules._rule import Context, Found, Rule, quoted

_LEFT_OUT = re.compile(r"[\[(] ?(?:\.{3,4}|…) ?[\])]|\.{3,4}|…")
_QUOTES = dict.fromkeys(map(ord, "\"“”„‟«»‹›'‘’‚‛`´′″"), "'")
_DASHES = re.compile(r" ?(?:-{2,9}|[-‐‑‒–—―−]) ?")
_SEARCHED = 300_000
"""The nearest passage is sought in so many words of a source."""
_COMPARED = 5
_NEAR = 0.5


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each quote that no text of a cited source holds."""
    plain: dict[str, str] = {}
    for claim in context.map.claims.values():
        if claim.quote and not (claim.evidence or claim.stated_in):
            help = "cite its source in `evidence` or `stated_in`"
            yield Found(claim.id, f"the quote of {quoted(claim)} names no source", claim.at("quote"), help=help)
        elif claim.quote:
            yield from _compared(context, claim, plain)


def _compared(context: Context, claim: Claim, plain: dict[str, str]) -> Iterator[Found]:
    cited = dict.fromkeys(citation.source for citation in claim.evidence + claim.stated_in)
    texts = {}
    for source in cited:
        if source not in context.source_texts:
            return
        if source not in plain:
            plain[source] = _plain(context.source_texts[source])
        texts[source] = plain[source]
    if not any(_occurs(claim.quote, text) for text in texts.values()):
        where = " or ".join(f"`{source}`" for source in texts)
        message = f"the quote of {quoted(claim)} is not in {where}"
        yield Found(claim.id, message, claim.at("quote"), help=_advice(claim.quote, texts))


def _plain(text: str) -> str:
    """Return a text in which all that may differ between a quote and its source is alike."""
    text = unicodedata.normalize("NFKC", text.replace("\xad", "")).translate(_QUOTES)
    return _DASHES.sub("-", " ".join(text.split()))


def _occurs(quote: str, text: str) -> bool:
    """Return whether the parts of a quote, without what it leaves out, occur in a text in their order."""
    at = 0
    for part in _LEFT_OUT.split(quote):
        bare = _plain(part).strip("' ")
        at = text.find(bare, at)
        if at < 0:
            return False
        at += len(bare)
    return True


def _advice(quote: str, texts: Mapping[str, str]) -> str:
    near = [(*_nearest(_plain(quote), text), source) for source, text in texts.items()]
    ratio, passage, source = max(near, key=lambda one: one[0])
    if ratio < _NEAR:
        return "copy the exact words from the source"
    return f"the nearest passage in `{source}` is: {shorten(passage, 200)}"


def _nearest(quote: str, text: str) -> tuple[float, str]:
    """Return the passage of a text that is most like a quote, and how like it is, from 0 to 1.

    Only the passages that share the most words with the quote are compared letter by letter.
    """
    words = text.split(maxsplit=_SEARCHED)[:_SEARCHED]
    size = len(quote.split())
    wanted = {_bare(word) for word in quote.split()}
    sums = [0, *accumulate(_bare(word) in wanted for word in words)]
    starts = range(max(1, len(words) - size + 1))
    best = nlargest(_COMPARED, starts, key=lambda at: (sums[min(at + size, len(words))] - sums[at], -at))
    passages = [" ".join(words[at : at + size]) for at in best]
    return max((SequenceMatcher(None, quote[:1000], passage[:1000]).ratio(), passage) for passage in passages)


def _bare(word: str) -> str:
    return word.strip(".,;:!?()[]'").casefold()


RULE = Rule("quote-not-found", Severity.ERROR, find)
