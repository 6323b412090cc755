"""A map or a side without a main claim.

Why: Readers first want to know what an argument is meant to show. A main claim is marked
`main: true`. If no claim is marked, a main claim is a claim that does not support any other claim.
A side that only objects to another side's claims does not need a main claim.

Fails:
    claims:
      honest: {text: The witness is honest., premises: [true-story]}
      true-story: {text: What the witness says is true., premises: [honest]}

Passes:
    claims:
      honest: {text: The witness is honest., main: true, premises: [true-story]}
      true-story: What the witness says is true.

Source: Toulmin, The Uses of Argument (1958): every argument is an argument for a claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_side
from argmap.lint.vocabulary import Hint
from argmap.model import ArgumentMap, Kind
from argmap.model.diagnostics import Severity

_HELP = Hint("choose the main claim, and {mark_as_main}")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for a map without main claims.

    If the map has main claims, yield a finding for each side that has none and does not only object
    to other claims.
    """
    map = context.map
    if not context.main_claims:
        # A single claim is the main claim of its map, even if it is not marked.
        if len(map.claims) != 1:
            yield Finding("", "this map has no main claim", map.places.get("claims"), help=_HELP)
        return
    contending = {context.sides[claim.id] for claim in context.main_claims}
    objecting = _objecting_claims(map)
    # Only an explicit `side` counts: if a side is inferred, its author did not announce a case.
    announced = {claim.side for claim in map.claims.values() if claim.id not in objecting}
    for side in map.sides.values():
        if side.id in announced - contending:
            message = f"the side {quote_side(side)} has claims but no main claim"
            yield Finding(side.id, message, side.at("id"), help=_HELP)


def _objecting_claims(map: ArgumentMap) -> set[str]:
    """Return the premises of all attacks, and the claims that support these premises."""
    objecting: set[str] = set()
    for inference in map.inferences.values():
        if inference.kind is not Kind.SUPPORT:
            objecting.update(inference.premises)
    pending = list(objecting)
    while pending:
        for support in map.supports(pending.pop()):
            new = set(support.premises) - objecting
            objecting |= new
            pending += new
    return objecting


RULE = Rule("no-main-claim", Severity.WARNING, find)
