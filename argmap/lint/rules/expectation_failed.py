"""A claim whose verdict differs from the verdict that you expect.

Why: The `expect` section records the verdicts that you expect. If argmap comes to a different
verdict, there are three possible explanations: the map does not say what you mean, you overlooked
something, or you disagree with how argmap weighs reasons and objections.

Fails:
    claims:
      nine: {text: School should start at nine., rebuttals: [childcare]}
      childcare: Parents must be at work by eight.
    expect: {nine: stands}

Passes:
    claims:
      nine: {text: School should start at nine., rebuttals: [childcare]}
      childcare: Parents must be at work by eight.
    expect: {nine: falls}

Source: unit tests in programming, and tests in the argument graphs of Carneades 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each expected verdict, basis or cause that is not the claim's."""
    map = context.map
    for id, expected in map.expect.items():
        words = context.verdicts.words_of(id)
        if expected.value in words:
            continue
        message = (
            f"the verdict on {quote_claim(map.claims[id])} is `{', '.join(words)}` instead of the"
            f" expected `{expected}`"
        )
        place = map.places.get(f"expect:{id}")
        help = Hint(
            "change the map, or the verdict that you expect",
            command=f"`argmap why {id}` explains the verdict",
        )
        yield Finding(id, message, place, help=help)


RULE = Rule("expectation-failed", Severity.ERROR, find)
