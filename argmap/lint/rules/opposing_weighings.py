"""Two weighings that face each other, although neither answers the other.

Why: One weighing grants a reason for a claim and says why the reason counts for less. Another
weighing says the same of an objection to that claim. They cannot both be right, but each counts as
long as nothing answers it: so reason and objection both lose, whichever matters more. Draw the two
weighings as what they are, that is, as claims that rebut each other. Then the verdicts show that
the question is contested until somebody answers one of the two.

Fails:
    claims:
      pool:
        text: The school should build a pool.
        premises: [{premises: [health], outweighed_by: [money-first]}]
        rebuttals: [{premises: [cost], outweighed_by: [health-first]}]
      health: Swimming is healthy.
      cost: A pool is expensive.
      health-first: Health matters more than money.
      money-first: A school in debt must save money first.

Passes:
    claims:
      pool:
        text: The school should build a pool.
        premises: [{premises: [health], outweighed_by: [money-first]}]
        rebuttals: [{premises: [cost], outweighed_by: [health-first]}]
      health: Swimming is healthy.
      cost: A pool is expensive.
      health-first: {text: Health matters more than money., rebuttals: [money-first]}
      money-first: {text: A school in debt must save money first., rebuttals: [health-first]}

Source: Prakken and Sartor, Argument-based extended logic programming with defeasible priorities
(1997): arguments about which argument is stronger can be attacked, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, claims_with_verb, list_claims
from argmap.model import ArgumentMap, Inference
from argmap.model.diagnostics import Related, Severity
from argmap.model.graph import answers_to
from argmap.model.messages import name_claim, plain_message

_HELP = "make the weighing claims rebut each other so that the verdict is contested"
_MOST_NAMED = 3
"""The number of weighings of reasons that are named for one of an objection."""


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each weighing of an objection that faces a weighing of a reason."""
    map = context.map
    if not any(inference.weighing for inference in map.inferences.values()):
        return
    for claim in map.claims.values():
        of_reasons = []
        for other in _weighings(map, map.supports(claim.id)):
            of_reasons.append((other, _answering_claims(map, other)))
        if not of_reasons:
            continue
        for weighing in _weighings(map, map.rebuttals(claim.id)):
            answering = _answering_claims(map, weighing)
            facing = []
            for other, answering_other in of_reasons:
                is_answered = not answering.isdisjoint(other.premises)
                if not is_answered and answering_other.isdisjoint(weighing.premises):
                    facing.append(other)
                if len(facing) == _MOST_NAMED:
                    break
            if facing:
                yield _finding(map, claim.id, weighing, facing)


def _weighings(map: ArgumentMap, inferences: Iterable[Inference]) -> Iterator[Inference]:
    """Yield the weighings of some inferences."""
    for inference in inferences:
        for undercutter in map.undercutters(inference.id):
            if undercutter.weighing:
                yield undercutter


def _answering_claims(map: ArgumentMap, weighing: Inference) -> set[str]:
    """Return the claims that rebut a premise of a weighing, or undercut it."""
    return {premise for answer in answers_to(map, weighing) for premise in answer.premises}


def _finding(map: ArgumentMap, claim: str, weighing: Inference, facing: list[Inference]) -> Finding:
    weighing_claims = list(weighing.premises)
    facing_claims: list[str] = []
    related = []
    for other in facing:
        facing_claims += other.premises
        names = plain_message(list_claims(other.premises))
        outweigh = "outweighs" if len(other.premises) == 1 else "outweigh"
        label = f"{names} {outweigh} a reason for `{claim}`"
        related.append(Related(other.at(), label))
    reasons = "a reason" if len(facing) == 1 else "reasons"
    message = (
        f"{claims_with_verb(map, weighing_claims, 'outweighs')} an objection to"
        f" {name_claim(claim)}, but {claims_with_verb(map, facing_claims, 'outweighs')}"
        f" {reasons} for it"
    )
    return Finding.about(weighing, message, _HELP, facing_claims, related)


RULE = Rule("opposing-weighings", Severity.NOTE, find)
