"""A claim that bears on no main claim.

Why: What neither supports nor attacks anything that the debate is about is lost on the reader. Often
an id was forgotten in the `premises` or `rebuttals` of the claim that it was written for.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers would sleep more.
      buses: Buses are cheaper after nine.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep, buses]}
      sleep: Teenagers would sleep more.
      buses: Buses are cheaper after nine.

Source: van Eemeren and Grootendorst, A Systematic Theory of Argumentation (2004): the relevance rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.diagnostics import Severity
from argmap.model.graph import connected
from argmap.rules._rule import Context, Found, Rule, quoted

_HELP = "name it among the `premises` or `rebuttals` of the claim it bears on, or mark it `main: true`"


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each claim from which no path leads to a main claim."""
    map = context.map
    reached = connected(map, [claim.id for claim in context.main_claims])
    if not context.main_claims or len(map.claims) == 1:
        return
    for claim in map.claims.values():
        if claim.id not in reached:
            yield Found(claim.id, f"{quoted(claim)} bears on no main claim", claim.at("id"), help=_HELP)


RULE = Rule("disconnected-claim", Severity.WARNING, find)
