"""The side that each claim is on: its own, or what follows from what it bears on.

Groups of claims: a group is the path to a part of the debate, such as `Economy / Jobs`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from argmap.model.parts import Claim, Inference, Kind
from argmap.model.relations import Relations

GROUP_SEPARATOR = " / "
"""What stands between two parts of a path."""


def group_path(group: str) -> tuple[str, ...]:
    """Return the parts of the path that a group is, the outermost first."""
    return tuple(part.strip() for part in group.split(GROUP_SEPARATOR) if part.strip())


NO_SIDES: frozenset[str] = frozenset()


def sides_of_claims(
    claims: Mapping[str, Claim], sides: Iterable[str], relations: Relations
) -> dict[str, str]:
    """Return the side of every claim, "" where it has none or serves several.

    A claim without a side of its own serves the sides of the steps that it supports with; one that
    only attacks serves those of the steps that it attacks with. A step for a claim is on that
    claim's side, a step against it on the other one, where there are exactly two.
    """
    inference = _SideInference(claims, list(sides), relations)
    inference.spread()
    sides_of: dict[str, str] = {}
    for claim in claims:
        served = inference.served.get(claim, NO_SIDES)
        # Where two answers meet, it serves both sides, and so belongs to none.
        sides_of[claim] = next(iter(served)) if len(served) == 1 else ""
    return sides_of


class _SideInference:
    """Lets sets of sides spread from conclusions to premises until nothing changes; sets only grow,
    so it ends.
    """

    def __init__(self, claims: Mapping[str, Claim], sides: list[str], relations: Relations) -> None:
        self.claims = claims
        self.sides = sides
        self.relations = relations
        self.served = {
            claim.id: frozenset((claim.side,)) for claim in claims.values() if claim.side
        }

    def spread(self) -> None:
        pending = deque(self.served)
        while pending:
            conclusion = pending.popleft()
            for premise in self.relations.premises_onto(conclusion):
                if self.claims[premise].side:
                    continue  # what the author says counts
                served = self.sides_served_by(premise)
                if served != self.served.get(premise, NO_SIDES):
                    self.served[premise] = served
                    pending.append(premise)

    def sides_served_by(self, claim: str) -> frozenset[str]:
        uses = self.relations.uses(claim)
        # One that supports takes its side from that alone; one that only attacks, from what it
        # attacks.
        supporting = [inference for inference in uses if inference.kind is Kind.SUPPORT]
        served = NO_SIDES
        for inference in supporting or uses:
            served |= self.sides_served_by_inference(inference)
        return served

    def sides_served_by_inference(self, inference: Inference) -> frozenset[str]:
        # An undercutter of an undercutter is on the side of the step that both are about.
        is_against_the_inference = False
        while inference.kind is Kind.UNDERCUTTER:
            is_against_the_inference = not is_against_the_inference
            inference = self.relations.in_reading_order[inference.target]
        # The step that all this is about now bears on a claim, and so on what that claim serves.
        served = self.served.get(inference.target, NO_SIDES)
        is_rebuttal = inference.kind is Kind.REBUTTAL
        if is_against_the_inference == is_rebuttal:
            return served  # for the claim, or against what is against it
        if len(self.sides) != 2:
            return NO_SIDES  # against one of three sides is not yet for another
        if len(served) != 1:
            return served  # whoever is against what serves both sides, or none, does likewise
        return frozenset(self.sides) - served
