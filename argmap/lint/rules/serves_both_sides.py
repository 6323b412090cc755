"""A claim that supports two sides but is not marked as common ground.

Why: It is useful to know which claims both sides rely on. Either the sides agree on such a claim
and disagree about something else, or each side understands the claim differently. The rule ignores
claims that are marked `common_ground`.

Fails:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later, premises: [work]}
      eight: {text: School should start at eight., side: now, premises: [work]}
      work: Parents must be at work by eight.

Passes:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later, premises: [work]}
      eight: {text: School should start at eight., side: now, premises: [work]}
      work: {text: Parents must be at work by eight., common_ground: true}

Source: Naess, Communication and Argument (1966): one sentence can have several interpretations.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, in_series, quote_claim, quote_side
from argmap.lint.vocabulary import Hint
from argmap.model import Inference, Kind
from argmap.model.diagnostics import Related, Severity

_HELP = Hint(
    "if all sides accept the claim, mark it as {common_ground}; if each side understands the claim"
    " differently, write a separate claim for each side"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim without a side that supports several sides."""
    if len(context.map.sides) < 2:
        return
    for claim in context.map.claims.values():
        if claim.common_ground or context.sides[claim.id]:
            continue
        first_uses = _first_use_by_side(context, claim.id)
        if len(first_uses) < 2:
            continue
        names = {side: quote_side(context.map.sides[side]) for side in first_uses}
        sides = in_series(list(names.values()))
        message = f"{quote_claim(claim)} supports claims on the sides {sides}"
        related = []
        for side, inference in first_uses.items():
            place = inference.at("premise", claim.id)
            related.append(Related(place, f"a reason for the side {names[side]}"))
        yield Finding(claim.id, message, claim.at("id"), help=_HELP, related=tuple(related))


def _first_use_by_side(context: Context, claim: str) -> dict[str, Inference]:
    """Return the first inference by which a claim supports each side."""
    first_uses: dict[str, Inference] = {}
    for inference in context.map.uses(claim):
        if inference.kind is not Kind.SUPPORT:
            continue
        side = context.sides[inference.target]
        if side:
            first_uses.setdefault(side, inference)
    return first_uses


RULE = Rule("serves-both-sides", Severity.NOTE, find)
