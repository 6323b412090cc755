"""A claim that rebuts itself.

Why: Whoever grants the claim, and what may be linked with it, would have to give it up. Most often
an id was mistaken for that of its neighbour. Where the claim is meant to be led to absurdity, what
follows from it is a claim of its own, and that one is rebutted or rebuts.

Fails:
    claims:
      nine: {text: School should start at nine., rebuttals: [nine]}

Passes:
    claims:
      nine: {text: School should start at nine., rebuttals: [childcare]}
      childcare: Parents must be at work by eight.

Source: Dung, On the Acceptability of Arguments (1995): no conflict-free set of arguments, and so no
extension, holds one that attacks itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.model import Kind
from argmap.model.diagnostics import Severity

_HELP = "name the claim that tells against it, or take the rebuttal out"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rebuttal of a claim that has this claim as a premise."""
    map = context.map
    for inference in map.inferences.values():
        # Whoever undercuts a step grants that its conclusion may be true, and may well build on it.
        if inference.kind is not Kind.REBUTTAL or inference.target not in inference.premises:
            continue
        message = f"{quote_claim(map.claims[inference.target])} is offered against itself"
        place = inference.at("premise", inference.target)
        yield Finding(inference.id, message, place, help=_HELP, claims=(inference.target,))


RULE = Rule("self-attack", Severity.ERROR, find)
