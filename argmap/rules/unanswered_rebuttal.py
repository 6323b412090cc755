"""A rebuttal or an undercutter that nobody answers.

Why: A side that leaves an objection standing has lost that point so far. An answer is a rebuttal of
one of the objection's premises, or an undercutter against the objection itself.

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

from argmap.diagnostics import Severity
from argmap.model import ArgumentMap, Inference, Kind
from argmap.rules.rule import Context, Found, Rule, quoted


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each attack that meets no attack itself."""
    map = context.map
    for step in map.inferences.values():
        if step.kind is not Kind.SUPPORT and not _is_answered(map, step):
            target = _target(map, step)
            side = context.sides.get(target, "")
            whom = f"{map.sides[side].name}: " if side else ""
            premises = " and ".join(quoted(map.claims[premise]) for premise in step.premises)
            message = f"{whom}nobody answers the {step.kind.value} of {_what(map, step)} by {premises}"
            help = "rebut one of its premises, or undercut the step"
            yield Found(step.id, message, step.at(), help=help)


def _is_answered(map: ArgumentMap, step: Inference) -> bool:
    return bool(map.undercutters(step.id)) or any(map.rebuttals(premise) for premise in step.premises)


def _target(map: ArgumentMap, step: Inference) -> str:
    """Return the claim whose defence the attack calls for."""
    while step.kind is Kind.UNDERCUTTER:
        step = map.inferences[step.target]
    return step.target if step.kind is Kind.SUPPORT else step.premises[0]


def _what(map: ArgumentMap, step: Inference) -> str:
    if step.kind is Kind.REBUTTAL:
        return f"`{step.target}`"
    attacked = map.inferences[step.target]
    return f"the step from {' and '.join(f'`{premise}`' for premise in attacked.premises)}"


RULE = Rule("unanswered-rebuttal", Severity.WARNING, find)
