"""The claims of a map by their wordings: claims that read the same count as one.

What is asked of one of them is asked of all: a choice is right, or wrong, only if it is so for
each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.plain import plain_text


class Wordings:
    """The wordings of a map: plain texts, each with the claims that have it.

    Attributes:
        all: the wordings, in reading order.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self._map = map
        self._wording = {claim.id: plain_text(claim.text) for claim in map.claims.values()}
        self._worded: dict[str, list[str]] = {}
        for id, wording in self._wording.items():
            self._worded.setdefault(wording, []).append(id)
        self.all = tuple(self._worded)

    def of(self, claim: str) -> str:
        """Return the wording of a claim."""
        return self._wording[claim]

    def claims(self, wording: str) -> list[str]:
        """Return the claims that have a wording, in reading order."""
        return self._worded[wording]

    def first_claim(self, wording: str) -> str:
        """Return the first claim that has a wording; it is shown for all of them."""
        return self._worded[wording][0]

    def are_alike(self, claim: str, other: str) -> bool:
        """Return whether two claims read the same."""
        return self._wording[claim] == self._wording[other]

    def of_all(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return what tells claims apart that do not read the same."""
        return tuple(self._wording[claim] for claim in claims)

    def claims_like(self, claim: str) -> list[str]:
        """Return the claims that read like a claim, and the claim itself."""
        return self._worded[self._wording[claim]]

    def all_in(self, claims: Collection[str]) -> list[str]:
        """Return the wordings that only these claims have, in reading order."""
        return [wording for wording, ids in self._worded.items() if all(id in claims for id in ids)]

    def premises_onto(self, target: str) -> list[str]:
        """Return the wordings of what bears on a claim in one step."""
        wordings: dict[str, None] = {}
        for claim in self.claims_like(target):
            for inference in self._map.onto(claim):
                wordings |= dict.fromkeys(self.of_all(inference.premises))
        return list(wordings)

    def reached_from(self, claim: str) -> set[str]:
        """Return the wordings of all that a claim bears on, in one step or in many."""
        reached: set[str] = set()
        pending = [self._wording[claim]]
        while pending:
            for premise in self._worded[pending.pop()]:
                for inference in self._map.uses(premise):
                    target = self._wording.get(self._map.claim_under(inference.id), "")
                    if target and target not in reached:
                        reached.add(target)
                        pending.append(target)
        return reached

    def claim_concerned(self, inference: Inference) -> str:
        """Return the claim that a step bears on, or that the step bears on which it undercuts; ""
        if neither.
        """
        if inference.kind is not Kind.UNDERCUTTER:
            return inference.target
        undercut = self._map.inferences[inference.target]
        return "" if undercut.kind is Kind.UNDERCUTTER else undercut.target

    def relations_between(self, asked: str, target: str) -> set[Kind]:
        """Return how a claim, or one that reads like it, bears on another."""
        kinds: set[Kind] = set()
        for premise in self.claims_like(asked):
            for inference in self._map.uses(premise):
                if self._wording.get(self.claim_concerned(inference)) == self._wording[target]:
                    kinds.add(inference.kind)
        return kinds
