"""The steps of a map, indexed by what they bear on and by what they start from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from argmap.model.parts import Inference, Kind


class Relations:
    """What bears on what.

    `in_reading_order` holds the steps by id: those onto a claim stand together, reasons before
    objections, each followed by the undercutters against it.
    """

    def __init__(self, claims: Iterable[str], inferences: Iterable[Inference]) -> None:
        self._steps_onto: dict[str, list[Inference]] = {}
        self._steps_from: dict[str, list[Inference]] = {}
        for step in inferences:
            self._steps_onto.setdefault(step.target, []).append(step)
        for steps in self._steps_onto.values():
            if len(steps) > 1:
                # False sorts before True, so reasons come first; sorting keeps the order among
                # equals.
                steps.sort(key=lambda step: step.kind is not Kind.SUPPORT)
        self.in_reading_order = {step.id: step for step in self._walk(claims)}
        for step in self.in_reading_order.values():
            for premise in step.premises:
                self._steps_from.setdefault(premise, []).append(step)

    def _walk(self, claims: Iterable[str]) -> Iterator[Inference]:
        seen: set[str] = set()
        pending: list[Inference] = []
        # Undercutters that attack each other in a circle hang from no claim: they come last, by
        # their targets.
        for root in [*claims, *self._steps_onto]:
            steps = self._steps_onto.get(root, ())
            pending += reversed(steps)  # the first must be the last, where it is taken off
            while pending:
                step = pending.pop()
                if step.id in seen:
                    continue
                seen.add(step.id)
                yield step
                undercutters = self._steps_onto.get(step.id, ())
                pending += reversed(undercutters)

    def onto(self, target: str) -> list[Inference]:
        """Return all steps onto a claim or a step, in reading order."""
        # A copy: callers take steps off such lists while they walk.
        return list(self._steps_onto.get(target, ()))

    def onto_of_kind(self, target: str, kind: Kind) -> list[Inference]:
        """Return the steps of one kind onto a claim or a step, in reading order."""
        steps = self._steps_onto.get(target)
        if not steps:
            return []  # nothing bears on most claims and steps
        return [step for step in steps if step.kind is kind]

    def uses(self, claim: str) -> list[Inference]:
        """Return the steps in which a claim is a premise, in reading order."""
        return list(self._steps_from.get(claim, ()))

    def claim_under(self, step: str) -> str:
        """Return the claim that a step bears on, be it by the step that it undercuts; "" if these
        run in a circle.
        """
        if step in self._claims_under_undercutters:
            return self._claims_under_undercutters[step]
        return self.in_reading_order[step].target

    @cached_property
    def _claims_under_undercutters(self) -> dict[str, str]:
        claims: dict[str, str] = {}
        # In reading order a step stands before those that undercut it, so that what it bears on is
        # known.
        for step in self.in_reading_order.values():
            if step.kind is Kind.UNDERCUTTER:
                undercut = self.in_reading_order[step.target]
                is_undercutter = undercut.kind is Kind.UNDERCUTTER
                claims[step.id] = claims.get(undercut.id, "") if is_undercutter else undercut.target
        return claims

    def premises_onto(self, target: str) -> Iterator[str]:
        """Yield the premises of all steps onto a claim, and of the undercutters against those
        steps.
        """
        steps = self.onto(target)
        while steps:
            step = steps.pop()
            yield from step.premises
            steps += self._steps_onto.get(step.id, ())
