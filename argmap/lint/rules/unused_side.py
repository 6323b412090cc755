"""A side without any claims.

Why: The legend shows a side that is not in the map. Either the side's claims are still missing, or
their `side` names another side.

Fails:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later}

Passes:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later}
      eight: {text: School should start at eight., side: now}

Source: the convention that a legend lists only what is shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.model.diagnostics import Severity
from argmap.util.text import one_line

_HELP = "use it as a claim's `side`, or remove it"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each side without claims, whether explicit or inferred."""
    used = set(context.sides.values())
    for side in context.map.sides.values():
        if side.id not in used:
            message = f"the side `{side.id}` ({one_line(side.name)}) has no claims"
            yield Finding(side.id, message, side.at("id"), help=_HELP)


RULE = Rule("unused-side", Severity.WARNING, find)
