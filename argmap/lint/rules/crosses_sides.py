"""A claim of one side that supports a claim of the other.

Why: A reason stands on the side of what it supports. A claim that names another side is either on
the wrong one, or it is conceded by its side and should be neutral.

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

Source: the practice of two-sided maps (pro and con trees, Kialo): a reason takes the side of its
conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.model import Kind
from argmap.model.diagnostics import Related, Severity

_HELP = "leave out its `side` (it then takes that of what it supports), or support another claim"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each premise of a support whose side is not that of the conclusion."""
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
                continue  # what is on no side may support any
            claim = map.claims[premise]
            message = (
                f"{quote_claim(claim)} is on the side `{own_side}` but supports"
                f" `{inference.target}` of `{their_side}`"
            )
            related = (Related(claim.at("side"), f"on the side `{own_side}`"),)
            place = inference.at("premise", premise)
            claims = (premise, inference.target)
            yield Finding(inference.id, message, place, help=_HELP, related=related, claims=claims)


RULE = Rule("crosses-sides", Severity.WARNING, find)
