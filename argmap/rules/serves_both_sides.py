"""A claim, not marked as common ground, that supports claims of two sides.

Why: What both sides build on is worth seeing: either they agree on it, and then the dispute lies
elsewhere, or each takes it in another sense. What is `assumed` needs no such word.

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
      work: {text: Parents must be at work by eight., assumed: true}

Source: Naess, Communication and Argument (1966): one sentence, several interpretations.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import Inference, Kind
from argmap.model.diagnostics import Related, Severity
from argmap.rules._rule import Context, Found, Rule, quoted

_HELP = "if all accept it, mark it `assumed: true`; if each takes it in its own sense, write a claim for each"


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each claim on no side that supports claims of several."""
    for claim in context.map.claims.values():
        if claim.assumed or context.sides[claim.id]:
            continue
        first = _first_use_by_side(context, claim.id)
        if len(first) > 1:
            message = f"{quoted(claim)} supports claims of {' and '.join(f'`{side}`' for side in first)}"
            related = tuple(Related(step.at("premise", claim.id), f"for `{side}`") for side, step in first.items())
            yield Found(claim.id, message, claim.at("id"), help=_HELP, related=related)


def _first_use_by_side(context: Context, claim: str) -> dict[str, Inference]:
    first: dict[str, Inference] = {}
    for step in context.map.uses(claim):
        side = context.sides[step.target] if step.kind is Kind.SUPPORT else ""
        if side:
            first.setdefault(side, step)
    return first


RULE = Rule("serves-both-sides", Severity.INFO, find)
