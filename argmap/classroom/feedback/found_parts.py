"""How much of each part of a key is in a student's map.

    the key                                 the map
    Ban cars near schools.                  Ban cars near schools.           the main claim: all
      + More children would walk.             - More children would walk.    1/3, for its claim

Each part of the key is looked for by itself, in all of the map, so that neither ids nor order make
a difference, and that a mistake at one place never helps at another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from argmap.comparison.alignment import MapView
from argmap.comparison.claim_alignment import MatchReason
from argmap.comparison.compare import Comparison
from argmap.model import Inference, Kind
from argmap.model.graph import main_claims

_PARTLY = Fraction(1, 2)
_NO_MAIN = Fraction(1, 2)
"""How much of a main claim is there where it is one among other claims."""
_ELSEWHERE = Fraction(1, 2)
"""How much linked premises count that are linked, but of another kind or at another place."""
_CLAIMS_ALONE = Fraction(1, 3)
"""How much of an inference its premises bring by being there and bearing on something."""


class FoundParts:
    """What of a key is in a map that was compared with it.

    Attributes:
        mains: the main claims of the key that count.
        inferences: the inferences of the key that count.
        meaning: claims of ours that certainly say the same as one of the key, each with that.
        found: claims of the key, each with those of ours that say the same: several if a student
            wrote the same claim at several places, or in several ways.
        share: claims of the key that are there, each with how much of it ours says.
    """

    def __init__(self, comparison: Comparison, *, count_implicit: bool = False) -> None:
        """Take a comparison, and whether what the key's author added is looked for, too."""
        self._ours = comparison.ours
        self._key = comparison.theirs
        self._counts = MapView(comparison.theirs, count_implicit=count_implicit).counts
        self.meaning: dict[str, str] = {}
        self.share: dict[str, Fraction] = {}
        for match in comparison.claims.matches.values():
            if match.is_certain:
                self.meaning[match.ours] = match.theirs
                is_partly = match.reason is MatchReason.PARTLY
                self.share[match.theirs] = _PARTLY if is_partly else Fraction(1)
        self.meaning |= comparison.claims.repeated
        self.found: defaultdict[str, list[str]] = defaultdict(list)
        for ours, theirs in self.meaning.items():
            self.found[theirs].append(ours)
        self.mains = [claim.id for claim in main_claims(self._key) if self._counts(claim.id)]
        inferences = self._key.inferences.values()
        self.inferences = [each for each in inferences if self._counts(each.id)]

    def has_all_claims(self) -> bool:
        """Return whether all of the key is in our map, so that nothing else there can be of it."""
        return self.found.keys() == self._key.claims.keys()

    def _uses(self, claim: str) -> Iterator[Inference]:
        """Yield the inferences of ours that have a claim of the key as a premise."""
        for id in self.found.get(claim, ()):
            yield from self._ours.uses(id)

    # --- main claims ---

    def mains_under_others(self) -> Iterator[str]:
        """Yield the main claims of the key that are in our map, but are not main claims there."""
        for main in self.mains:
            if main in self.found and not self._leads_nowhere(main):
                yield main

    def share_of_main(self, main: str) -> Fraction:
        """Return how much of a main claim is there: half of it where it is not a main claim."""
        share = self.share.get(main, Fraction(0))
        if share and not self._leads_nowhere(main):
            share *= _NO_MAIN
        return share

    def _leads_nowhere(self, main: str) -> bool:
        """Return whether a main claim of the key is one in our map, too."""
        ours = self._ours
        ids = self.found[main]
        if any(ours.claims[id].main for id in ids):
            return True
        sides = {ours.sides_of_claims[id] for id in ids}
        for claim in ours.claims.values():
            if claim.main and ours.sides_of_claims[claim.id] in sides:
                return False
        return all(self._is_use_of_a_main_claim(main, use) for use in self._uses(main))

    def _is_use_of_a_main_claim(self, main: str, use: Inference) -> bool:
        """Return whether a claim that is used like this in our map may be its main claim.

        It may lead to another wording of itself, and object to another main claim, to what objects
        to it in the key, and to the student's own claims.
        """
        target = self.meaning.get(self._ours.claim_under(use.id))
        if target == main or self._is_use_in_key(main, use):
            return True
        if use.kind is Kind.SUPPORT:
            return False
        if target is None or target in self.main_ids:
            return True
        objections = filter(lambda each: each.kind is Kind.REBUTTAL, self._key.onto(main))
        return any(target in each.premises for each in objections)

    def _is_use_in_key(self, claim: str, use: Inference) -> bool:
        target = self.meaning.get(self._ours.claim_under(use.id))
        for other in self._key.uses(claim):
            if other.kind is use.kind and self._key.claim_under(other.id) == target:
                return True
        return False

    # --- reasons and objections ---

    def is_in_first_row(self, inference: Inference) -> bool:
        """Return whether an inference of the key bears on a main claim."""
        return inference.kind is not Kind.UNDERCUTTER and inference.target in self.main_ids

    @cached_property
    def main_ids(self) -> set[str]:
        """All main claims of the key, whether they count or not."""
        return {claim.id for claim in main_claims(self._key)}

    def needed(self, inference: Inference) -> list[str]:
        """Return the premises of an inference of the key that a student is to find."""
        return list(filter(self._counts, inference.premises))

    def share_of_inference(self, inference: Inference) -> Fraction:
        """Return how much of an inference of the key is in our map.

        Where it is not right, its premises count a little.
        """
        premises = self.needed(inference)
        there = Fraction(0)
        for premise in premises:
            if self._bears_on_something(premise):
                there += self.share[premise]
        share = _CLAIMS_ALONE * there / len(premises)
        if self.is_right(inference):
            least = min(self.share[premise] for premise in premises)
            share += (1 - _CLAIMS_ALONE) * least
        return share

    def _bears_on_something(self, claim: str) -> bool:
        """Return whether a claim of the key is in our map and bears on anything there.

        A claim does not bear on its own reasons and objections: there, all is the wrong way round.
        """
        below = {claim, *self._key.premises_onto(claim)}
        for use in self._key.uses(claim):
            below.discard(self._key.claim_under(use.id))
        return any(self.meaning.get(use.target) not in below for use in self._uses(claim))

    def is_right(self, inference: Inference) -> bool:
        """Return whether an inference of the key is in our map: its kind, place and premises.

        It is not if our map also has the contrary of it.
        """
        is_there = False
        for ours in self._with_premises_of(inference):
            if self._is_contrary(ours, inference):
                return False
            is_there = is_there or (
                self._has_same_kind(ours, inference)
                and self._has_same_place(ours, inference)
                and self._has_same_premises(ours, inference)
            )
        return is_there and not self._is_circular(inference)

    def _with_premises_of(self, inference: Inference) -> Iterator[Inference]:
        """Yield the inferences of ours that have a premise of one of the key."""
        for premise in inference.premises:
            yield from self._uses(premise)

    def _has_same_kind(self, ours: Inference, inference: Inference) -> bool:
        return (ours.kind, ours.weighing) == (inference.kind, inference.weighing)

    def _has_same_place(self, ours: Inference, inference: Inference) -> bool:
        """Return whether an inference bears on the same claim, or undercuts the same inference."""
        if inference.kind is not Kind.UNDERCUTTER or ours.kind is not Kind.UNDERCUTTER:
            return self.meaning.get(ours.target) == inference.target
        undercut = self._ours.inferences[ours.target]
        meant = self._key.inferences[inference.target]
        # What is undercut may have mistakes of its own: it is known by its premises, and where the
        # key has others from these, by what it bears on as well.
        premises = self._meanings(undercut)
        target = self.meaning.get(self._ours.claim_under(undercut.id))
        right_target = self._key.claim_under(meant.id)
        if target in meant.premises and right_target in premises:
            return True  # the wrong way round
        if premises.isdisjoint(meant.premises):
            return False
        return target == right_target or self._is_only_use(meant)

    def _is_only_use(self, inference: Inference) -> bool:
        """Return whether the key has no other inference from a premise of this one."""
        uses: set[str] = set()
        for premise in inference.premises:
            uses.update(use.id for use in self._key.uses(premise))
        return len(uses) == 1

    def _has_same_premises(self, ours: Inference, inference: Inference) -> bool:
        """Return whether an inference has the premises of one of the key, and none from elsewhere.

        A premise that the key does not have is the student's own.
        """
        premises = self._meanings(ours)
        elsewhere = filter(self._counts, premises.difference(inference.premises))
        return premises.issuperset(self.needed(inference)) and not any(elsewhere)

    def _meanings(self, ours: Inference) -> set[str]:
        """Return the claims of the key that an inference of ours has as premises."""
        meanings = set()
        for premise in ours.premises:
            if premise in self.meaning:
                meanings.add(self.meaning[premise])
        return meanings

    def _is_contrary(self, ours: Inference, inference: Inference) -> bool:
        """Return whether an inference of ours is an objection where one of the key is a reason.

        Or the other way around; unless the key has both.
        """
        both = {ours.kind, inference.kind}
        if both != {Kind.SUPPORT, Kind.REBUTTAL}:
            return False
        if self.meaning.get(ours.target) != inference.target:
            return False
        if not self._has_same_premises(ours, inference):
            return False
        for other in self._key.onto(inference.target):
            if other.kind is ours.kind and set(other.premises) == self._meanings(ours):
                return False
        return True

    def _is_circular(self, inference: Inference) -> bool:
        """Return whether what a reason of the key is for bears on this reason in our map.

        Unless it does so in the key.
        """
        if inference.kind is not Kind.SUPPORT:
            return False
        for use in self._uses(inference.target):
            is_back = self.meaning.get(use.target) in inference.premises
            if is_back and not self._is_use_in_key(inference.target, use):
                return True
        return False

    # --- linked premises ---

    def share_of_links(self, inference: Inference) -> Fraction:
        """Return how much of a set of linked premises is linked: half of it at a wrong place."""
        least = Fraction(1)
        for premise in self.needed(inference):
            least = min(least, self.share.get(premise, Fraction(0)))
        if self.is_right(inference):
            return least
        for ours in self._with_premises_of(inference):
            if self._has_same_premises(ours, inference):
                return least * _ELSEWHERE
        return Fraction(0)
