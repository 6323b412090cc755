"""A claim without support.

Why: Readers have no reason to believe a claim that has no premises, cites no evidence, and is not
marked as common ground. The keys `stated_in` and `held_by` only show who makes a claim. They do not
support the claim. A value or a policy, or a claim that is used only as a warrant, needs no support
where it is a premise, because no document can prove it.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more.}

Passes:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643}

Source: Toulmin, The Uses of Argument (1958): a claim needs grounds.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, late, quote_claim
from argmap.lint.vocabulary import Hint
from argmap.model import Claim
from argmap.model.diagnostics import Severity

_HELP = Hint("add {reason_or_evidence}{or_common_ground}")
_HELP_FOR_NORM = Hint("add a reason{reason_here}{or_common_ground}")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each unsupported claim."""
    for claim in context.map.claims.values():
        if context.map.is_unsupported(claim.id):
            # No document can prove a norm.
            help = _HELP_FOR_NORM if context.map.is_norm(claim.id) else _HELP
            yield Finding(claim.id, late(_message, claim), claim.at("id"), help=help)


def _message(claim: Claim) -> str:
    return f"{quote_claim(claim)} is unsupported"


RULE = Rule(
    "unsupported-claim", Severity.WARNING, find, remedies=("add_reason", "set_common_ground")
)
