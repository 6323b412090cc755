"""A side without any claims.

Why: The map's legend lists a side that has no claims. Either the side's claims are still missing,
or those claims name a different `side`.

Fails:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later}

Passes:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later}
      eight: {text: School should start at eight., side: now}

Source: the convention that a legend lists only what the picture shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_side
from argmap.model.diagnostics import Severity

_HELP = "put a claim on this side, or remove the side"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each side that has neither explicit nor inferred claims."""
    used = set(context.sides.values())
    for side in context.map.sides.values():
        if side.id not in used:
            message = f"the side {quote_side(side)} has no claims"
            yield Finding(side.id, message, side.at("id"), help=_HELP)


RULE = Rule("unused-side", Severity.WARNING, find)
