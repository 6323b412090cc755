"""A claim that is marked as common ground but also has reasons.

Why: Marking a claim as common ground means that every side accepts the claim without support. A
claim that needs reasons is not common ground. As long as a claim is marked `common_ground`, it
stands even if all its reasons fall.

Fails:
    claims:
      nine: {text: School should start at nine., common_ground: true, premises: [sleep]}
      sleep: Teenagers would sleep more.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more., common_ground: true}

Source: van Eemeren and Grootendorst, A Systematic Theory of Argumentation (2004), on the
starting-point rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Related, Severity

_HELP = Hint(
    "remove the {common_ground} mark if the claim is in dispute; otherwise, remove the claim's"
    " reasons"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each common-ground claim that has a support."""
    for claim in context.map.claims.values():
        if not claim.common_ground:
            continue
        reasons = context.map.supports(claim.id)
        if reasons:
            # One reason is enough to show that somebody argues for it.
            message = f"{quote_claim(claim)} is marked as common ground but has reasons"
            related = (Related(reasons[0].at(), "a reason for the claim"),)
            yield Finding(claim.id, message, claim.at("common_ground"), help=_HELP, related=related)


RULE = Rule("assumed-but-argued", Severity.WARNING, find)
