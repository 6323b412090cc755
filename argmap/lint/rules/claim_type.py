"""A value or a policy that says how things are, or that is used to show or deny a fact.

Why: No document can prove what is good or what should be done, so a premise that is a value or a
policy needs no evidence. A claim about how things are does need evidence, and must not avoid it by
its type. And from what is good or should be done, nothing follows about how things are.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, health]]}
      sleep: {text: Teenagers would sleep more., type: value}
      health: {text: Schools must protect the health of teenagers., type: value}

Passes:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, health]]}
      sleep: Teenagers would sleep more.
      health: {text: Schools must protect the health of teenagers., type: value}

Source: Freeley and Steinberg, Argumentation and Debate (2013), on propositions of fact, value and
policy; Hume, A Treatise of Human Nature (1739), 3.1.1, on *is* and *ought*.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH, any_in
from argmap.model import Claim, Kind
from argmap.model.diagnostics import Severity

_NORM = any_in("norm_words.txt")
_HELP_WITH_TYPE = (
    "if it says how things are, remove the type and cite evidence; otherwise, reword it"
)
_HELP_WITH_CONCLUSION = (
    "if the conclusion says what should be done or what is good, give it a type; otherwise, remove"
    " the premise from this reason"
)
_HELP_WITH_OBJECTION = "object with a fact, or object to what the claim is used for"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each norm that says what is, or that is used for or against a fact."""
    map = context.map
    for claim in map.claims.values():
        if claim.is_norm and not _says_what_should_be(claim):
            message = f"{quote_claim(claim)} is a {claim.type} by its type, but says how things are"
            yield Finding(claim.id, message, claim.at("type"), help=_HELP_WITH_TYPE)
    for inference in map.inferences.values():
        norms = [premise for premise in inference.premises if map.claims[premise].is_norm]
        target = map.claims.get(inference.target)
        if target is None or not norms or target.is_norm or _says_what_should_be(target):
            continue
        norm = map.claims[norms[0]]
        if inference.kind is Kind.SUPPORT:
            message = f"{quote_claim(target)} says how things are, but {quote_claim(norm)} doesn't"
            yield Finding.about_premise(inference, norm.id, message, _HELP_WITH_CONCLUSION)
        elif target.evidence and not map.facts_of(inference):
            message = f"{quote_claim(norm)} can't show that {quote_claim(target)} is false"
            yield Finding.about_premise(inference, norm.id, message, _HELP_WITH_OBJECTION)


def _says_what_should_be(claim: Claim) -> bool:
    return bool(_NORM.search(claim.text))


RULE = Rule("claim-type", Severity.NOTE, find, ENGLISH)
