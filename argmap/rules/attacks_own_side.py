"""A claim that attacks the case of its own side.

Why: An objection belongs to whoever raises it. Here a claim counts as one side's, by its `side` or by
what it supports, and yet rebuts a claim of that side or undercuts a reason for one. Linked premises
count together: one that the other side supplies may well be turned against it.

Fails:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later, rebuttals: [childcare]}
      childcare: {text: Parents must be at work by eight., side: later}

Passes:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later, rebuttals: [childcare]}
      childcare: {text: Parents must be at work by eight., side: now}

Source: Walton and Krabbe, Commitment in Dialogue (1995): a side's commitments should not clash.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Severity
from argmap.rules._rule import Context, Found, Rule, quoted

_HELP = "correct the `side` of the one or the other, or aim the attack where it belongs"


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each attack on a side by premises of that side alone."""
    map, sides = context.map, context.sides
    for step in map.inferences.values():
        hit = _hit(map, step)
        if hit and sides[hit] and {sides[premise] for premise in step.premises} - {""} == {sides[hit]}:
            what = f"`{hit}`" if step.kind is Kind.REBUTTAL else f"a reason for `{hit}`"
            premises = " and ".join(quoted(map.claims[premise]) for premise in step.premises)
            message = f"{premises} {step.kind.verb} {what}, a claim of the same side `{sides[hit]}`"
            yield Found(step.id, message, step.at(), help=_HELP, claims=(*step.premises, hit))


def _hit(map: ArgumentMap, step: Inference) -> str:
    """Return the claim whose case an attack weakens; an answer to an attack weakens none."""
    if step.kind is Kind.UNDERCUTTER:
        step = map.inferences[step.target]
        return step.target if step.kind is Kind.SUPPORT else ""
    return step.target if step.kind is Kind.REBUTTAL else ""


RULE = Rule("attacks-own-side", Severity.WARNING, find)
