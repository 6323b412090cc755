"""A premise that supports a claim directly and also by a longer way.

Why: What the longer way shows in steps, the short one asserts at a stroke: the reason is drawn, and
counted, twice. A premise that is linked with others in the short step is another reason, and passes.
The longer way is sought along the hundred supports nearest above the premise.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep, grades]}
      grades: {text: Grades would rise., premises: [sleep]}
      sleep: Teenagers would sleep more.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [grades]}
      grades: {text: Grades would rise., premises: [sleep]}
      sleep: Teenagers would sleep more.

Source: Aho, Garey and Ullman, The Transitive Reduction of a Directed Graph (1972).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice

from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Related, Severity
from argmap.rules._rule import Context, Found, Rule

_SEARCHED = 100
_HELP = "keep the longer way, which shows how, unless the premise is a second reason by itself"


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each single-premise support that a chain of supports also makes."""
    map = context.map
    for premise in map.claims:
        uses = [step for step in map.uses(premise) if step.kind is Kind.SUPPORT]
        ways = _longer_ways(map, premise, uses) if len(uses) > 1 else {}
        for step in uses if ways else ():
            if step.target in ways and _is_alone(step, premise):
                yield _found(step, premise, *ways[step.target])


def _found(step: Inference, premise: str, through: str, last: Inference) -> Found:
    message = f"`{premise}` supports `{step.target}` directly, and also through `{through}`"
    related = (Related(last.at("premise", through), "the longer way comes in here"),)
    place = step.at("premise", premise)
    return Found(step.id, message, place, help=_HELP, related=related, claims=(premise, step.target))


def _is_alone(step: Inference, premise: str) -> bool:
    return premise != step.warrant and all(other in (premise, step.warrant) for other in step.premises)


def _longer_ways(map: ArgumentMap, premise: str, uses: list[Inference]) -> dict[str, tuple[str, Inference]]:
    """Return the targets to which another target leads, with the last claim on the way and its step."""
    ways: dict[str, tuple[str, Inference]] = {}
    targets = {step.target for step in uses}
    came_from = {premise: premise} | {step.target: step.target for step in uses}
    for claim, step in islice(_climb(map, premise, came_from), _SEARCHED):
        if step.target in targets and came_from[claim] != step.target:
            ways.setdefault(step.target, (claim, step))
    return ways


def _climb(map: ArgumentMap, premise: str, came_from: dict[str, str]) -> Iterator[tuple[str, Inference]]:
    """Yield the supports above what a premise supports, noting for each claim met by which target."""
    pending = deque(claim for claim in came_from if claim != premise)
    while pending:
        claim = pending.popleft()
        for step in map.uses(claim):
            if step.kind is Kind.SUPPORT:
                if step.target not in came_from:
                    came_from[step.target] = came_from[claim]
                    pending.append(step.target)
                yield claim, step


RULE = Rule("redundant-support", Severity.INFO, find)
