"""A claim that is both a reason for another claim and an objection to it.

Why: By itself a claim hardly speaks both for and against another. Mostly one of the two was meant for a
neighbour; and where both are meant, a further premise says how each time. Linked premises count as one
here, in any order. A warrant, and a premise that is linked with different others both times, may serve
both: there the others make the difference.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep], rebuttals: [sleep]}
      sleep: Teenagers would sleep more.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep], rebuttals: [childcare]}
      sleep: Teenagers would sleep more.
      childcare: Parents must be at work by eight.

Source: the practice of lists of pros and cons, in which an entry stands on one side.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Related, Severity
from argmap.rules._rule import Context, Finding, Rule, quoted

_HELP = "keep the one that is meant, or link a premise to it that says how it bears on the claim"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each premise of a rebuttal that also supports the same claim."""
    map = context.map
    for step in map.inferences.values():
        if step.kind is not Kind.REBUTTAL:
            continue
        for premise in step.premises:
            reason = _clashing_support(map, step, premise)
            if reason is None:
                continue
            message = f"{quoted(map.claims[premise])} both supports and rebuts `{step.target}`"
            related = (Related(reason.at("premise", premise), "here it supports"),)
            place = step.at("premise", premise)
            claims = (premise, step.target)
            yield Finding(step.id, message, place, "here it rebuts", _HELP, related, claims)


def _clashing_support(map: ArgumentMap, rebuttal: Inference, premise: str) -> Inference | None:
    """Return the first support that a premise of a rebuttal gives the same claim, with no other to differ by."""
    if premise == rebuttal.warrant:
        return None
    for support in map.supports(rebuttal.target):
        if premise not in support.premises or premise == support.warrant:
            continue
        is_alone = (premise,) in (support.premises, rebuttal.premises)
        # Linked premises have no order: [b, c] are the same as [c, b].
        are_the_same = set(support.premises) == set(rebuttal.premises)
        if is_alone or are_the_same:
            return support
    return None


RULE = Rule("supports-and-rebuts", Severity.WARNING, find)
