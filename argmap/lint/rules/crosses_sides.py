"""A claim on one side that supports a claim on the other side.

Why: A reason belongs to the side that it supports. If the reason's `side` names the other side,
either the `side` is wrong, or the other side concedes the claim. A claim that is conceded should
not have a `side`.

Fails:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later, premises: [sleep]}
      sleep: {text: Teenagers would sleep more., side: now}

Passes:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later, premises: [sleep]}
      sleep: Teenagers would sleep more.

Source: the convention in two-sided maps, such as pro-and-con trees and Kialo debates, that a reason
is on the same side as its conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim, quote_side
from argmap.model import Kind
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_claim

_HELP = (
    "move the claim to the side that it supports, or use the claim as a reason for a different"
    " claim"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each premise of a support whose side differs from the conclusion's."""
    map, sides = context.map, context.sides
    if len(map.sides) < 2:
        return
    for inference in map.inferences_of(Kind.SUPPORT):
        their_side = sides[inference.target]
        if not their_side:
            continue
        for premise in inference.premises:
            own_side = sides[premise]
            if own_side in ("", their_side):
                continue  # A claim without a side may support any side.
            claim = map.claims[premise]
            own, theirs = quote_side(map.sides[own_side]), quote_side(map.sides[their_side])
            message = (
                f"{quote_claim(claim)} is on the side {own} but supports"
                f" {name_claim(inference.target)}, which is on the side {theirs}"
            )
            related = (Related(claim.at("side"), f"on the side {own}"),)
            yield Finding.about_premise(inference, premise, message, _HELP, related)


RULE = Rule("crosses-sides", Severity.WARNING, find)
