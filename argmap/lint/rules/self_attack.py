"""A claim that rebuts itself.

Why: Anyone who accepts a claim that rebuts itself, along with any premises that are linked with it,
also has to reject that claim. Usually, the map's author meant a different id. To show that a claim
has an absurd consequence, write the consequence as a separate claim. That separate claim can then
be an objection to the first claim, or have objections of its own.

Fails:
    claims:
      nine: {text: School should start at nine., rebuttals: [nine]}

Passes:
    claims:
      nine: {text: School should start at nine., rebuttals: [childcare]}
      childcare: Parents must be at work by eight.

Source: Dung, On the Acceptability of Arguments (1995): no conflict-free set of arguments, and
therefore no extension, contains an argument that attacks itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.model import Kind
from argmap.model.diagnostics import Severity

_HELP = "choose the claim that you meant, or remove the objection"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rebuttal whose target is also one of its premises."""
    map = context.map
    # An undercutter does not deny the conclusion, so the conclusion may be one of its premises.
    for inference in map.inferences_of(Kind.REBUTTAL):
        if inference.target in inference.premises:
            message = f"{quote_claim(map.claims[inference.target])} is an objection to itself"
            yield Finding.about_premise(inference, inference.target, message, _HELP)


RULE = Rule("self-attack", Severity.ERROR, find)
