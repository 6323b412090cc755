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
from argmap.rules._rule import Context, Finding, Rule, listed, quoted_all

_HELP = "rebut one of its premises, or undercut the step"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each attack on the case for a main claim that meets no attack itself."""
    map = context.map
    # Where the map has no main claim, the case for any claim counts.
    contended = context.main_claims or map.claims.values()
    objections = _objections(map, [claim.id for claim in contended])
    for step in map.inferences.values():
        if step.id not in objections or _is_answered(map, step):
            continue
        defended = _defended_claim(map, step)
        side = context.sides[defended]
        addressee = f"{map.sides[side].name}: " if side else ""
        objection = f"the {step.kind.value} of {_target_in_words(map, step)}"
        premises = quoted_all(map, step.premises)
        message = f"{addressee}nobody answers {objection} by {premises}"
        yield Finding(step.id, message, step.at(), help=_HELP, claims=(defended, *step.premises))


def _objections(map: ArgumentMap, main_claims: list[str]) -> set[str]:
    """Return the attacks an odd number of attacks away from a main claim: those against its case.

    A claim or step is visited at most twice: as part of the case, and as part of what is said against it.
    """
    objections: set[str] = set()
    pending = [(claim, False) for claim in main_claims]
    seen = set(pending)
    while pending:
        target, is_against = pending.pop()
        for step in map.onto(target):
            is_attack = step.kind is not Kind.SUPPORT
            # An attack changes sides: against the case it is an objection, against an objection an answer.
            now_against = is_against != is_attack
            if is_attack and now_against:
                objections.add(step.id)
            for part in (step.id, *step.premises):
                if (part, now_against) not in seen:
                    seen.add((part, now_against))
                    pending.append((part, now_against))
    return objections


def _is_answered(map: ArgumentMap, step: Inference) -> bool:
    if map.undercutters(step.id):
        return True
    return any(map.rebuttals(premise) for premise in step.premises)


def _defended_claim(map: ArgumentMap, step: Inference) -> str:
    """Return a claim of the side that an attack calls on to answer."""
    if step.kind is Kind.REBUTTAL:
        return step.target
    undercut = map.inferences[step.target]
    if undercut.kind is Kind.SUPPORT:
        return undercut.target
    # An attack was undercut: whoever made it answers, and that is the side of its premises.
    return undercut.premises[0]


def _target_in_words(map: ArgumentMap, step: Inference) -> str:
    if step.kind is Kind.REBUTTAL:
        return f"`{step.target}`"
    undercut = map.inferences[step.target]
    return f"the step from {listed(undercut.premises)}"


RULE = Rule("unanswered-rebuttal", Severity.WARNING, find)
