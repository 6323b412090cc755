"""What bears on a claim by any path of steps."""

from __future__ import annotations

from typing import NamedTuple

from argmap.model import ArgumentMap


class Upstream(NamedTuple):
    """The claims and steps from which a path leads to a claim, in reading order; the claim itself
    is among them.
    """

    claims: list[str]
    steps: list[str]


def upstream_of(map: ArgumentMap, claim: str, *, only_stated: bool = False) -> Upstream:
    """Return what is upstream of a claim, by all steps or only by those that are not implicit."""
    steps: set[str] = set()
    claims = {claim}
    pending = map.onto(claim)
    while pending:
        step = pending.pop()
        if step.id in steps or (only_stated and step.implicit):
            continue
        steps.add(step.id)
        # What bears on a step bears on all that the step leads to.
        pending += map.undercutters(step.id)
        for premise in step.premises:
            if premise not in claims:
                claims.add(premise)
                pending += map.onto(premise)
    # Sets have no order; that of the map is the reading order.
    claims_in_order = [id for id in map.claims if id in claims]
    steps_in_order = [id for id in map.inferences if id in steps]
    return Upstream(claims_in_order, steps_in_order)
