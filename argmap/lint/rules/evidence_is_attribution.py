"""A side that says where its claims are stated, and documents none of them.

Why: `stated_in` shows that somebody says so; `evidence` shows that it is so. A side whose every
citation is an attribution looks well sourced, and yet cites nothing as showing that a claim is
true. Where the map is only to tell who holds what, nothing is wrong.

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

Source: Walton, Appeal to Expert Opinion (1997), on the critical question whether what is asserted
is based on evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.model.diagnostics import Severity
from argmap.util.text import one_line

_HELP = "give as `evidence` what documents that a claim is true, rather than who says so"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each side with attributed claims and none with evidence."""
    # Claims on no side are put under "", which is no id of a side.
    attributed, documented = set(), set()
    for claim in context.map.claims.values():
        side_id = context.sides[claim.id]
        if claim.evidence:
            documented.add(side_id)
        if claim.stated_in:
            attributed.add(side_id)
    for side in context.map.sides.values():
        if side.id in attributed - documented:
            message = (
                f"the side `{side.id}` ({one_line(side.name)}) says who states its claims, and has"
                " no evidence"
            )
            yield Finding(side.id, message, side.at("id"), help=_HELP)


RULE = Rule("evidence-is-attribution", Severity.INFO, find)
