"""A claim that falls because its only reason falls, although it would stand without the reason.

Why: A claim with reasons stands or falls by its reasons. A claim without any stands until somebody
objects to it. So a bad reason is worse than none: if the only reason for a claim falls, the claim
is not shown. That does not make the claim false. Answer the objection that defeats the reason, add
another reason, or remove the reason. The rule does not flag a claim that must be shown
(`standard: shown`), because such a claim would fall without reasons, too.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more., rebuttals: [later]}
      later: Teenagers would go to bed later.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep, buses]}
      sleep: {text: Teenagers would sleep more., rebuttals: [later]}
      later: Teenagers would go to bed later.
      buses: Buses are cheaper after nine.

Source: Walton, Fundamentals of Critical Argumentation (2006), on the fallacy fallacy: a bad
argument for a claim does not show that the claim is false.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from argmap.lint.rules._rule import Context, Finding, Rule, list_claims, quote_claim
from argmap.model import ArgumentMap, Claim, Verdict
from argmap.model.diagnostics import Related, Severity
from argmap.verdicts.evaluate import evaluate

_HELP = "answer the objection that defeats the reason, add another reason, or remove this reason"
_MOST_FOLLOWED = 300
"""How many claims and inferences are looked at to see that objections do not depend on a claim."""
_MOST_EVALUATED = 100_000
"""How many claims and inferences are evaluated, if they may, to try what would stand. In a larger
map, only the first such claims are tried.
"""


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that falls with its only reason."""
    map = context.map
    budget = _MOST_EVALUATED
    size = len(map.claims) + len(map.inferences)
    for claim in map.claims.values():
        supports = map.supports(claim.id)
        if len(supports) != 1 or claim.has_own_ground or claim.standard or map.strict:
            continue
        # Claims that rest only on one another are reported as that circle.
        is_of_circle = context.verdicts.circle_of(claim.id) and not map.rebuttals(claim.id)
        if is_of_circle or not _falls_with_reason(context, claim):
            continue
        if _may_bear_on_its_objections(map, claim):
            budget -= size
            if budget < 0 or not _would_stand(context, claim):
                continue
        premises = list_claims(supports[0].premises)
        message = (
            f"{quote_claim(claim)} would stand without its only reason ({premises}), which falls"
        )
        related = (Related(supports[0].at(), "this reason falls"),)
        yield Finding(claim.id, message, claim.at("id"), help=_HELP, related=related)


def _falls_with_reason(context: Context, claim: Claim) -> bool:
    """Return whether a claim and all that bears on it fall."""
    verdicts = context.verdicts
    falls = verdicts[claim.id] is Verdict.FALLS
    return falls and all(
        verdicts[inference.id] is Verdict.FALLS for inference in context.map.onto(claim.id)
    )


def _may_bear_on_its_objections(map: ArgumentMap, claim: Claim) -> bool:
    """Return whether a claim bears on an objection to it, as far as a person would look."""
    pending = [rebuttal.id for rebuttal in map.rebuttals(claim.id)]
    seen = set(pending)
    while pending:
        if len(seen) > _MOST_FOLLOWED or claim.id in seen:
            return True
        part = pending.pop()
        below = [inference.id for inference in map.onto(part)]
        if part in map.inferences:
            below += map.inferences[part].premises
        for each in below:
            if each not in seen:
                seen.add(each)
                pending.append(each)
    return claim.id in seen


def _would_stand(context: Context, claim: Claim) -> bool:
    """Return whether a claim stands in the map without its only reason."""
    map = context.map
    left_out = {support.id for support in map.supports(claim.id)}
    kept = {}
    # An inference precedes its undercutters.
    for id, inference in map.inferences.items():
        if id in left_out or inference.target in left_out:
            left_out.add(id)
        else:
            kept[id] = inference
    verdicts = evaluate(replace(map, inferences=kept))
    return verdicts[claim.id] is Verdict.STANDS


RULE = Rule("only-reason-falls", Severity.NOTE, find)
