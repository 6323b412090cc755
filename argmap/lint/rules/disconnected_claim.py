"""A claim with no connection to a main claim.

Why: Readers cannot see why a claim is in the map if the claim neither supports nor attacks anything
in the debate. Often, the claim's id is missing from the `premises` or `rebuttals` of another claim.

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

Source: van Eemeren and Grootendorst, A Systematic Theory of Argumentation (2004), on the relevance
rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, late, quote_claim
from argmap.lint.vocabulary import Hint
from argmap.model import Claim
from argmap.model.diagnostics import Severity
from argmap.model.graph import not_connected

_HELP = Hint("{connect_it}, or {mark_as_main}")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim from which no path leads to a main claim."""
    # A map without a main claim has none of these; `no-main-claim` reports that once.
    apart = not_connected(context.map)
    is_record = bool(context.map.record)
    for claim in context.map.claims.values():
        # In a decision record, what drives the decision is beside the options.
        if claim.id in apart and not (is_record and claim.group):
            yield Finding(claim.id, late(_message, claim), claim.at("id"), help=_HELP)


def _message(claim: Claim) -> str:
    return f"{quote_claim(claim)} is not connected to a main claim"


RULE = Rule("disconnected-claim", Severity.WARNING, find)
