"""A claim with more than forty words.

Why: A text this long usually makes more than one claim, and few people read such a large box. In
Chinese and Japanese text, two characters count as one word.

Fails:
    claims:
      nine: >-
        Given everything that we have come to know about sleep and growth in the last twenty years,
        and given how early many buses have to leave in the country, schools in this state should,
        as far as they can, start at nine.

Passes:
    claims:
      nine: Schools in this state should start at nine.

Source: the argument-mapping convention that readers should be able to take in each claim at a
glance.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import count_words
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity

_MOST = 40
_HELP = Hint("keep only the main point, and move the rest to reasons or to {note}")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that is too long."""
    for claim in context.map.claims.values():
        # A text never has more words than characters, so most texts are too short to need counting.
        if len(claim.text) <= _MOST:
            continue
        words = count_words(claim.text)
        if words > _MOST:
            message = f"{quote_claim(claim)} has {words} words (the limit is {_MOST})"
            yield Finding(claim.id, message, claim.at("text"), help=_HELP)


RULE = Rule("long-claim", Severity.NOTE, find)
