"""A side that says where its claims are stated but gives no evidence for any of them.

Why: A citation in `stated_in` shows that somebody makes a claim. A citation in `evidence` shows
that the claim is true. If a side cites sources only in `stated_in`, the side looks well sourced,
but none of its claims is documented. If your map only records who holds which view, ignore this
finding.

Fails:
    sides: {later: Start at nine}
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      nine: {text: School should start at nine., side: later, premises: [sleep]}
      sleep: {text: Teenagers would sleep more., stated_in: aap2014 p. 641}

Passes:
    sides: {later: Start at nine}
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      nine: {text: School should start at nine., side: later, premises: [sleep]}
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643}

Source: Walton, Appeal to Expert Opinion (1997), on the critical question of whether an assertion is
based on evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_side
from argmap.model.diagnostics import Severity

_HELP = "as evidence, cite sources that show that the claims are true, not just who makes them"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each side with attributed claims but no claims with evidence."""
    # Claims without a side are under "", which is not the id of a side.
    claims, sides = context.map.claims.values(), context.sides
    attributed = {sides[claim.id] for claim in claims if claim.stated_in}
    documented = {sides[claim.id] for claim in claims if claim.evidence}
    for side in context.map.sides.values():
        if side.id in attributed - documented:
            message = (
                f"the side {quote_side(side)} cites sources that state its claims but"
                " gives no evidence for them"
            )
            yield Finding(side.id, message, side.at("id"), help=_HELP)


RULE = Rule("evidence-is-attribution", Severity.NOTE, find)
