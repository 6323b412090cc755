"""A premise that supports a claim directly and also through other claims.

Why: Often, the direct reason is only a shortcut that hides the claims in between. But the direct
reason may also be a second, independent reason, which holds even if the longer path fails. In that
case, ignore this finding. The rule ignores a direct reason whose premise is linked with other
premises. The rule looks for longer paths among the hundred inferences that are closest to the
premise.

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

Source: graph drawing, which leaves out the edges that longer paths imply (Aho, Garey and Ullman,
The Transitive Reduction of a Directed Graph, 1972). In an argument map, a longer path does not
always imply the direct reason.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_claim

_SEARCHED = 100
_HELP = "remove the direct reason unless it is a second, independent reason"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each single-premise support that is parallel to a chain of supports."""
    map = context.map
    for premise in map.claims:
        uses = [inference for inference in map.uses(premise) if inference.kind is Kind.SUPPORT]
        if len(uses) < 2:
            continue  # The longer path starts with a different use than the direct one.
        ways = _longer_ways(map, premise, uses)
        for inference in uses:
            # The direct reason has only this premise, or this premise and a warrant.
            is_alone = set(inference.premises) <= {premise, inference.warrant}
            if inference.target not in ways or premise == inference.warrant or not is_alone:
                continue
            through, last = ways[inference.target]
            message = (
                f"{name_claim(premise)} supports {name_claim(inference.target)} directly and also"
                f" through {name_claim(through)}"
            )
            related = (Related(last.at("premise", through), "the longer path ends here"),)
            yield Finding.about_premise(inference, premise, message, _HELP, related)


def _longer_ways(
    map: ArgumentMap, premise: str, uses: list[Inference]
) -> dict[str, tuple[str, Inference]]:
    """Return the targets that can be reached from another target.

    With each of them, return the last claim on the path and the inference that ends the path.
    """
    targets = dict.fromkeys(inference.target for inference in uses)
    came_from = {claim: claim for claim in (premise, *targets)}
    start = [target for target in targets if target != premise]
    ways: dict[str, tuple[str, Inference]] = {}
    for claim, inference in islice(_climb(map, start, came_from), _SEARCHED):
        # The path may lead back to the target where it started.
        leads_round = came_from[claim] == inference.target
        if inference.target in targets and not leads_round:
            ways.setdefault(inference.target, (claim, inference))
    return ways


def _climb(
    map: ArgumentMap, start: list[str], came_from: dict[str, str]
) -> Iterator[tuple[str, Inference]]:
    """Yield the supports above the claims in `start`, nearest first, each with its premise.

    `came_from` holds the claims found so far. Each new claim is added to it, together with the
    claim in `start` that leads to the new claim. This happens before the supports by the new claim
    are yielded, so the caller always knows where they come from.
    """
    pending = deque(start)
    while pending:
        claim = pending.popleft()
        for inference in map.uses(claim):
            if inference.kind is not Kind.SUPPORT:
                continue
            if inference.target not in came_from:
                came_from[inference.target] = came_from[claim]
                pending.append(inference.target)
            yield claim, inference


RULE = Rule("redundant-support", Severity.NOTE, find)
