"""A declared side on which no claim stands.

Why: The legend promises a position that the map does not give. Either its claims are still to come,
or their `side` names another.

Fails:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later}

Passes:
    sides: {later: Start at nine, now: Keep eight o'clock}
    claims:
      nine: {text: School should start at nine., side: later}
      eight: {text: School should start at eight., side: now}

Source: the practice of drawing legends: what is listed is shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.model.diagnostics import Severity
from argmap.util.text import one_line

_HELP = "name it as the `side` of a claim, or take it out"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each side that no claim has, be it by its own word or by its place."""
    used = set(context.sides.values())
    for side in context.map.sides.values():
        if side.id not in used:
            message = f"no claim is on the side `{side.id}` ({one_line(side.name)})"
            yield Finding(side.id, message, side.at("id"), help=_HELP)


RULE = Rule("unused-side", Severity.WARNING, find)
