"""A claim of more than forty words.

Why: Text this long is usually more than one claim, and few people read such a large box. In Chinese
and Japanese, two characters count as one word.

Fails:
    claims:
      nine: >-
        Given everything that we have come to know about sleep and growth in the last twenty years,
        and given how early many buses have to leave in the country, schools in this state should,
        as far as they can, start at nine.

Passes:
    claims:
      nine: Schools in this state should start at nine.

Source: argument mapping: readers should take in a claim at a glance.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import count_words
from argmap.model.diagnostics import Severity

_MOST = 40
_HELP = "keep the main point, and make the rest premises or move it to `note`"


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


RULE = Rule("long-claim", Severity.INFO, find)
