"""A main claim that has reasons but no objections, not even to the claims that support it.

Why: If you know only your own side of a debate, you do not know even your own side well. There may
be good objections that the map does not mention.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers would sleep more.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep], rebuttals: [childcare]}
      sleep: Teenagers would sleep more.
      childcare: Parents must be at work by eight.

Source: Mill, On Liberty (1859), chapter 2; Kuhn, The Skills of Argument (1991).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._objections import weakened_claim
from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim, spread
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity

_HELP = Hint(
    "ask how a well-informed opponent would object, and add that objection{objection_here}"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each supported main claim without direct or indirect objections."""
    map = context.map
    weakened = {weakened_claim(map, inference) for inference in map.inferences.values()}
    # One attack is enough, so a claim takes a single item.
    start = [(claim, True) for claim in map.claims if claim in weakened]
    attacked = spread(map, start, lambda held, _: not held)
    for claim in context.main_claims:
        if claim.id not in attacked and map.supports(claim.id):
            message = f"{quote_claim(claim)} has reasons but no objections"
            yield Finding(claim.id, message, claim.at("id"), help=_HELP)


RULE = Rule("one-sided", Severity.NOTE, find, remedies=("add_objection",))
