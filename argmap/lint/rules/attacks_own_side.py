"""A claim that attacks its own side.

Why: A side should not argue against itself. A claim belongs to a side either because of its `side`
key or because of the claims that it supports. The rule flags a claim that rebuts another claim on
its own side or undercuts a reason for one. If one of several linked premises comes from the other
side, the rule does not apply, because a side can turn its opponent's words against that opponent.

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

Source: Walton and Krabbe, Commitment in Dialogue (1995): a side's commitments should not conflict.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._objections import weakened_claim
from argmap.lint.rules._rule import Context, Finding, Rule, claims_with_verb, quote_side
from argmap.model import Kind
from argmap.model.diagnostics import Severity
from argmap.model.messages import name_claim

_HELP = "correct the side of one of the claims, or attack a claim on the other side"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each attack on a side whose premises are all on that side."""
    map, sides = context.map, context.sides
    if not map.sides:
        return
    for inference in map.inferences.values():
        weakened = weakened_claim(map, inference)
        side = sides[weakened] if weakened else ""
        attackers = {sides[premise] for premise in inference.premises}
        attackers.discard("")  # A claim without a side can support either side.
        if not side or attackers != {side}:
            continue
        aim = name_claim(weakened)
        if inference.kind is Kind.UNDERCUTTER:
            aim = f"a reason for {name_claim(weakened)}"
        premises_attack = claims_with_verb(map, inference.premises, inference.kind.verb)
        message = (
            f"{premises_attack} {aim}, which is on the same side ({quote_side(map.sides[side])})"
        )
        yield Finding.about(inference, message, _HELP)


RULE = Rule("attacks-own-side", Severity.WARNING, find)
