"""The inferences of a map, indexed by what they bear on and by what they start from.

And the side of each claim, which follows from them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from argmap.model.parts import Claim, Inference, Kind


class Relations:
    """What bears on what.

    Attributes:
        onto: the inferences onto each claim or inference that has any, in reading order.
        supports: those of them that support a claim.
        rebuttals: those of them that rebut a claim.
        uses: the inferences in which each claim is a premise, in reading order.
        in_reading_order: the inferences by id: those onto a claim stand together, reasons before
            objections, each followed by the undercutters against it, of which weighings come last.
    """

    def __init__(self, claims: Iterable[str], inferences: Iterable[Inference]) -> None:
        self.onto: dict[str, list[Inference]] = {}
        self.uses: dict[str, list[Inference]] = {}
        for inference in inferences:
            self.onto.setdefault(inference.target, []).append(inference)
        for found in self.onto.values():
            if len(found) > 1:
                # False sorts before True, so reasons come first; sorting keeps the order among
                # equals.
                found.sort(key=_comes_last)
        self.supports = self._onto_of_kind(Kind.SUPPORT)
        self.rebuttals = self._onto_of_kind(Kind.REBUTTAL)
        self.in_reading_order = {inference.id: inference for inference in self._walk(claims)}
        for inference in self.in_reading_order.values():
            for premise in inference.premises:
                self.uses.setdefault(premise, []).append(inference)

    def _onto_of_kind(self, kind: Kind) -> dict[str, list[Inference]]:
        """Return the inferences of one kind onto each claim that has any: rules ask for them again
        and again.
        """
        of_kind: dict[str, list[Inference]] = {}
        for target, inferences in self.onto.items():
            # Reasons come first, and objections last.
            if inferences[0].kind is kind or inferences[-1].kind is kind:
                of_kind[target] = [each for each in inferences if each.kind is kind]
        return of_kind

    def _walk(self, claims: Iterable[str]) -> Iterator[Inference]:
        seen: set[str] = set()
        pending: list[Inference] = []
        # Undercutters that attack each other in a circle hang from no claim: they come last, by
        # their targets.
        for root in [*claims, *self.onto]:
            found = self.onto.get(root, ())
            pending += reversed(found)  # the first must be the last, where it is taken off
            while pending:
                inference = pending.pop()
                if inference.id in seen:
                    continue
                seen.add(inference.id)
                yield inference
                undercutters = self.onto.get(inference.id, ())
                pending += reversed(undercutters)

    def claim_under(self, inference: str) -> str:
        """Return the claim that a step bears on, be it by the step that it undercuts.

        It is "" if these run in a circle.
        """
        if inference in self._claims_under_undercutters:
            return self._claims_under_undercutters[inference]
        return self.in_reading_order[inference].target

    @cached_property
    def _claims_under_undercutters(self) -> dict[str, str]:
        claims: dict[str, str] = {}
        # In reading order a step stands before those that undercut it, so that what it bears on is
        # known.
        for inference in self.in_reading_order.values():
            if inference.kind is Kind.UNDERCUTTER:
                undercut = self.in_reading_order[inference.target]
                is_undercutter = undercut.kind is Kind.UNDERCUTTER
                claims[inference.id] = (
                    claims.get(undercut.id, "") if is_undercutter else undercut.target
                )
        return claims

    def premises_onto(self, target: str) -> Iterator[str]:
        """Yield the premises of all steps onto a claim, and of the undercutters against those
        steps.
        """
        found = list(self.onto.get(target, ()))
        while found:
            inference = found.pop()
            yield from inference.premises
            found += self.onto.get(inference.id, ())


def _comes_last(inference: Inference) -> bool:
    """Return whether an inference comes after the others onto its target: an objection, or a
    weighing, which the native format lists under a key of its own.
    """
    return inference.kind is Kind.REBUTTAL or inference.weighing


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
    """Lets sets of sides spread from conclusions to premises until nothing changes.

    Sets only grow, so it ends.
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
        uses = self.relations.uses.get(claim, [])
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
