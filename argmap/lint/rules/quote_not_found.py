"""A quote that is not in its source.

Why: A `quote` gives the exact words of a source. The rule looks for these words in the `file` for
each source that the claim cites. A match in one file is enough. The message says whether the quote
is altered, stitched together from several passages, or fabricated, and the hint shows the closest
passage. Differences in whitespace, quotation marks, dashes, ligatures, and hyphens at the ends of
lines do not matter. In a quote, `…`, `...`, or `[…]` shows that words are left out, and words in
brackets are your own. The rule does not check a quote if a cited source has no `file`. The rule
always flags a quote without a citation. If `ungrounded-claim` is selected, it reports these quotes
instead.

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

from collections.abc import Iterator

from argmap.lint.rules._quotes import check_quote
from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.model.diagnostics import Severity


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each quote that is not in any cited source."""
    for claim in context.map.claims.values():
        if claim.quote:
            finding = check_quote(context, claim).finding
            if finding is not None:
                yield finding


RULE = Rule("quote-not-found", Severity.ERROR, find)
