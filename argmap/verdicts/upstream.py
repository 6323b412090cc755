"""What bears on a claim by any path of steps."""

from __future__ import annotations

from typing import NamedTuple

from argmap.model import ArgumentMap


class Upstream(NamedTuple):
    """The claims and steps from which a path leads to a claim, in reading order; the claim itself
    is among them.
    """

    claims: list[str]
    inferences: list[str]


def upstream_of(map: ArgumentMap, claim: str, *, is_stated_only: bool = False) -> Upstream:
    """Return what is upstream of a claim, by all steps or only by those that are not implicit."""
    inferences: set[str] = set()
    claims = {claim}
    pending = map.onto(claim)
    while pending:
        inference = pending.pop()
        if inference.id in inferences or (is_stated_only and inference.implicit):
            continue
        inferences.add(inference.id)
        # What bears on a step bears on all that the step leads to.
        pending += map.undercutters(inference.id)
        for premise in inference.premises:
            if premise not in claims:
                claims.add(premise)
                pending += map.onto(premise)
    # Sets have no order; that of the map is the reading order.
    claims_in_order = [id for id in map.claims if id in claims]
    inferences_in_order = [id for id in map.inferences if id in inferences]
    return Upstream(claims_in_order, inferences_in_order)
