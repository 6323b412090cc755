"""An objection to the case for a main claim that nobody answers.

Why: A side that leaves a rebuttal or an undercutter standing has lost that point so far. An answer is
a rebuttal of one of the objection's premises, or an undercutter against the objection itself. What a
side itself puts forward against objections calls for no answer, unless another main claim needs one.

Fails:
    claims:
      nine: {text: School should start at nine., main: true, rebuttals: [childcare]}
      childcare: Parents must be at work by eight.

Passes:
    claims:
      nine: {text: School should start at nine., main: true, rebuttals: [childcare]}
      childcare: {text: Parents must be at work by eight., rebuttals: [breakfast]}
      breakfast: Most schools offer breakfast from seven.

Source: Pragma-dialectics (van Eemeren and Grootendorst 2004): who advances a standpoint defends it.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Severity
from argmap.rules._rule import Context, Found, Rule, quoted


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each attack on the case for a main claim that meets no attack itself."""
    map = context.map
    against = _objections(map, [claim.id for claim in context.main_claims] or list(map.claims))
    for step in map.inferences.values():
        if step.id in against and not _is_answered(map, step):
            defended = _defended(map, step)
            side = context.sides[defended]
            whom = f"{map.sides[side].name}: " if side else ""
            premises = " and ".join(quoted(map.claims[premise]) for premise in step.premises)
            message = f"{whom}nobody answers the {step.kind.value} of {_what(map, step)} by {premises}"
            help = "rebut one of its premises, or undercut the step"
            yield Found(step.id, message, step.at(), help=help, claims=(defended, *step.premises))


def _objections(map: ArgumentMap, main_claims: list[str]) -> set[str]:
    """Return the attacks an odd number of attacks away from a main claim: those against its case."""
    against: set[str] = set()
    seen = {(claim, False) for claim in main_claims}
    pending = list(seen)
    while pending:
        target, hostile = pending.pop()
        for step in map.onto(target):
            now = hostile is (step.kind is Kind.SUPPORT)
            if now and step.kind is not Kind.SUPPORT:
                against.add(step.id)
            fresh = {(part, now) for part in (step.id, *step.premises)} - seen
            seen |= fresh
            pending += fresh
    return against


def _is_answered(map: ArgumentMap, step: Inference) -> bool:
    return bool(map.undercutters(step.id)) or any(map.rebuttals(premise) for premise in step.premises)


def _defended(map: ArgumentMap, step: Inference) -> str:
    """Return a claim of the side that an attack calls on to answer."""
    if step.kind is Kind.REBUTTAL:
        return step.target
    attacked = map.inferences[step.target]
    return attacked.target if attacked.kind is Kind.SUPPORT else attacked.premises[0]


def _what(map: ArgumentMap, step: Inference) -> str:
    if step.kind is Kind.REBUTTAL:
        return f"`{step.target}`"
    attacked = map.inferences[step.target]
    return f"the step from {' and '.join(f'`{premise}`' for premise in attacked.premises)}"


RULE = Rule("unanswered-rebuttal", Severity.WARNING, find)
