"""A claim that rebuts itself.

Why: If the claim were true, the rebuttal would show that it is false. Most often an id was mistaken
for that of its neighbour.

Fails:
    claims:
      nine: {text: School should start at nine., rebuttals: [nine]}

Passes:
    claims:
      nine: {text: School should start at nine., rebuttals: [childcare]}
      childcare: Parents must be at work by eight.

Source: Dung, On the Acceptability of Arguments (1995): an argument that attacks itself is never acceptable.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import Kind
from argmap.model.diagnostics import Severity
from argmap.rules._rule import Context, Finding, Rule, quoted

_HELP = "name the claim that tells against it, or take the rebuttal out"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rebuttal of a claim that has this claim as a premise."""
    map = context.map
    for step in map.inferences.values():
        # Whoever undercuts a step grants that its conclusion may be true, and may well build on it.
        if step.kind is not Kind.REBUTTAL or step.target not in step.premises:
            continue
        message = f"{quoted(map.claims[step.target])} is offered against itself"
        place = step.at("premise", step.target)
        yield Finding(step.id, message, place, help=_HELP, claims=(step.target,))


RULE = Rule("self-attack", Severity.ERROR, find)
