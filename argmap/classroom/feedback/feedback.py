"""What a student is told about a map that was compared with a key: what is right, what to mend, what is asked.

How much of the answer a hint gives away is chosen: that something is to be mended here; what kind of thing; the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from argmap.classroom.feedback.phrases import Phrases
from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Difference, DifferenceKind, Sort, Where
from argmap.comparison.fields import BASICS, GROUND
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.graph import main_claims

MOST_MENDS = 5
"""A student is told so many things to mend at once; the rest is counted."""
_MOST_RIGHT = 3


class Hints(IntEnum):
    """How much of the answer a hint gives away."""

    PLACE = 1
    """That something is to be mended, and where."""
    SORT = 2
    """What sort of thing it is."""
    ANSWER = 3


class Feedback(NamedTuple):
    """What a student is told, in sentences of the language of the key.

    Attributes:
        right: some steps that are as in the key, those first that are hard to see.
        more_right: how many more there are.
        mends: what to mend first.
        more_mends: how many more there are.
        questions: what is not certain.
        counts: how much was found, a phrase each.
    """

    right: tuple[str, ...]
    more_right: int
    mends: tuple[str, ...]
    more_mends: int
    questions: tuple[str, ...]
    counts: tuple[str, ...]


def feedback(comparison: Comparison, hints: Hints = Hints.SORT) -> Feedback:
    """Return what to tell a student whose map (ours) was compared with a key (theirs)."""
    return _Teller(comparison, hints).told()


_IN_ORDER = (
    DifferenceKind.REVERSED,
    DifferenceKind.OTHER_KIND,
    DifferenceKind.OTHER_TARGET,
    DifferenceKind.UNLINKED,
    DifferenceKind.LINKED,
    DifferenceKind.MISSING,
    DifferenceKind.PREMISE_MISSING,
    DifferenceKind.MERGED,
    DifferenceKind.SPLIT,
    DifferenceKind.FIELD,
    DifferenceKind.PREMISE_EXTRA,
    DifferenceKind.EXTRA,
)
"""What to mend first: what is wrong, then what is missing, then what is too much."""


def to_mend(comparison: Comparison) -> list[Difference]:
    """Return what a student has to mend, the first first; what is only probable, and other words, are not told."""
    depths = _depths(comparison.theirs)

    def order(difference: Difference) -> tuple[int, int]:
        claims = _claims_of(comparison.theirs, difference)
        return _IN_ORDER.index(difference.kind), min((depths.get(claim, len(depths)) for claim in claims), default=0)

    to_tell = [difference for difference in comparison.differences if _is_to_mend(difference)]
    if any(difference.field == "main" for difference in to_tell):
        # A list has no word for main claims. Where a claim is one by its place, there is nothing to mend.
        ours = {claim.id for claim in main_claims(comparison.ours)}
        theirs = {claim.id for claim in main_claims(comparison.theirs)}
        to_tell = [
            difference
            for difference in to_tell
            if difference.field != "main" or (difference.ours[0] in ours) != (difference.theirs[0] in theirs)
        ]
    return sorted(to_tell, key=order)


def _is_to_mend(difference: Difference) -> bool:
    if not difference.is_certain or difference.kind is DifferenceKind.REWORDED:
        return False
    if difference.kind is DifferenceKind.FIELD:
        return difference.sort is Sort.CLAIM and difference.field in BASICS
    return difference.sort in (Sort.CLAIM, Sort.STEP)


def _claims_of(key: ArgumentMap, difference: Difference) -> Iterator[str]:
    """Yield the claims of the key that a difference is about."""
    for id in difference.theirs:
        if difference.sort is Sort.STEP and id in key.inferences:
            yield key.claim_under(id)
        elif id in key.claims:
            yield id


def _depths(map: ArgumentMap) -> dict[str, int]:
    """Return how many steps each claim is away from a main claim."""
    depths = {claim.id: 0 for claim in main_claims(map)}
    level = list(depths)
    while level:
        above, level = level, []
        for claim in above:
            for premise in map.premises_onto(claim):
                if premise not in depths:
                    depths[premise] = depths[claim] + 1
                    level.append(premise)
    return depths


class _Teller:
    """Makes the sentences of one comparison."""

    def __init__(self, comparison: Comparison, hints: Hints) -> None:
        self.comparison = comparison
        self.hints = hints
        self.ours = comparison.ours
        self.theirs = comparison.theirs
        self.phrases = Phrases(comparison.theirs.language)
        self.words = self.phrases.words
        # What is only probable makes no mistake: where claims are still open, nothing is told to be missing.
        self.ours_of = {match.theirs: match.ours for match in comparison.claims.matches.values() if match.is_certain}
        self.our_step_of = {match.theirs: match.ours for match in comparison.certain_steps}
        self.open_steps = {match.theirs for match in comparison.steps.values()} - self.our_step_of.keys()

    def told(self) -> Feedback:
        right = self._right_steps()
        shown = [self.phrases.relation(self.ours, step) for step in right[:_MOST_RIGHT]]
        differences = to_mend(self.comparison)
        if not differences and not self.comparison.proposals:
            shown.insert(0, self.words.nothing_to_mend)
        mends = list(dict.fromkeys(filter(None, map(self._mend, differences))))
        return Feedback(
            right=tuple(shown),
            more_right=max(0, len(right) - _MOST_RIGHT),
            mends=tuple(mends[:MOST_MENDS]),
            more_mends=max(0, len(mends) - MOST_MENDS),
            questions=tuple(self._questions()),
            counts=tuple(self._counts()),
        )

    # what is right

    def _right_steps(self) -> list[Inference]:
        """Return the steps of ours that are as in the key, the hardest to see first."""
        right = [self.ours.inferences[step] for step in self.comparison.right_steps]
        return sorted(right, key=lambda step: (step.kind is not Kind.UNDERCUTTER, len(step.premises) == 1))

    # what to mend

    def _mend(self, difference: Difference) -> str:
        if difference.sort is Sort.STEP:
            return self._mend_of_step(difference)
        match difference.kind:
            case DifferenceKind.MISSING:
                return self._missing_claim(difference.theirs[0])
            case DifferenceKind.EXTRA:
                return self.words.not_in_key.format(relation=self.phrases.quoted(self.ours, difference.ours[0]))
            case DifferenceKind.MERGED:
                return self._hint(self.words.merged, claim=self.phrases.quoted(self.ours, difference.ours[0]))
            case DifferenceKind.SPLIT:
                return self._hint(self.words.split, premises=self.phrases.joined(self.ours, difference.ours))
        return self._field(difference)

    def _hint(self, sentence: str, **filled: str) -> str:
        """Return a sentence that gives away what is wrong, or less if no more than the place is told."""
        if self.hints is Hints.PLACE:
            (about,) = filled.values()
            return self.words.look_again.format(relation=about)
        return sentence.format(**filled)

    def _missing_claim(self, claim: str) -> str:
        """Return what is told of a claim of the key that is missing: by the first step of it to what was found."""
        steps = self.theirs.uses(claim)
        step = next((step for step in steps if self.theirs.claim_under(step.id) in self.ours_of), None)
        if step is not None and step.id in self.our_step_of:
            return self._missing_premise(self.our_step_of[step.id], claim)
        is_open = step is not None and step.id in self.open_steps
        if self.hints is Hints.ANSWER:
            if not steps or is_open:
                return self.words.missing.format(relation=self.phrases.quoted(self.theirs, claim))
            return self.words.missing.format(relation=self.phrases.relation(self.theirs, step or steps[0]))
        if step is not None and not is_open:
            return self._missing_step(step)
        # What bears on something that is missing, too, or still open, is told once that is found.
        if steps:
            return ""
        return self.words.look_around if self.hints is Hints.PLACE else self.words.claim_missing

    def _missing_step(self, step: Inference) -> str:
        ours = self.ours_of.get(self.theirs.claim_under(step.id))
        if ours is None:
            return ""
        target = self.phrases.quoted(self.ours, ours)
        match self.hints:
            case Hints.PLACE:
                return self.words.look_at.format(claim=target)
            case Hints.ANSWER:
                return self.words.missing.format(relation=self.phrases.relation(self.theirs, step))
        if step.kind is Kind.UNDERCUTTER:
            struck = self.our_step_of.get(step.target)
            if struck is not None:
                others = self.phrases.joined(self.ours, self.ours.inferences[struck].premises)
                return self.words.doubt_missing.format(others=others, target=target)
        sentence = self.words.reason_missing if step.kind is Kind.SUPPORT else self.words.objection_missing
        return sentence.format(target=target)

    def _missing_premise(self, our_step: str, claim: str) -> str:
        """Return what is told of a claim of the key that one of our steps needs, too."""
        relation = self.phrases.relation(self.ours, self.ours.inferences[our_step])
        match self.hints:
            case Hints.PLACE:
                return self.words.look_again.format(relation=relation)
            case Hints.SORT:
                return self.words.premise_missing.format(relation=relation)
        return self.words.premise_needed.format(relation=relation, claim=self.phrases.quoted(self.theirs, claim))

    def _mend_of_step(self, difference: Difference) -> str:
        if difference.kind is DifferenceKind.MISSING:
            return self._missing_step(self.theirs.inferences[difference.theirs[0]])
        step = self.ours.inferences[difference.ours[0]]
        relation = self.phrases.relation(self.ours, step)
        if self.hints is Hints.PLACE:
            return self.words.look_again.format(relation=relation)
        words = self.words
        match difference.kind:
            case DifferenceKind.EXTRA:
                return words.not_in_key.format(relation=relation)
            case DifferenceKind.REVERSED:
                return words.reversed.format(relation=relation)
            case DifferenceKind.LINKED:
                return words.linked.format(relation=relation)
            case DifferenceKind.UNLINKED:
                premises = [premise for id in difference.ours for premise in self.ours.inferences[id].premises]
                return words.unlinked.format(relation=self.phrases.relation(self.ours, step, premises))
            case DifferenceKind.PREMISE_MISSING:
                return self._missing_premise(step.id, difference.theirs[1])
            case DifferenceKind.PREMISE_EXTRA:
                extra = self.phrases.quoted(self.ours, difference.ours[1])
                return words.premise_extra.format(relation=relation, claim=extra)
        if self.hints is Hints.ANSWER:
            other = self.theirs.inferences[difference.theirs[0]]
            return words.rather.format(relation=relation, other=self.phrases.relation(self.theirs, other))
        if difference.kind is DifferenceKind.OTHER_KIND:
            return words.other_kind.format(relation=relation)
        sentences = {Where.ABOVE: words.too_high, Where.BELOW: words.too_low}
        sentence = words.elsewhere if difference.where is None else sentences.get(difference.where, words.elsewhere)
        return sentence.format(relation=relation)

    def _field(self, difference: Difference) -> str:
        """Return what is told of a claim that is written to be something else in the key."""
        claim = self.phrases.quoted(self.ours, difference.ours[0])
        in_key = self.theirs.claims[difference.theirs[0]]
        words = self.words
        if difference.field == "main":
            answer = words.is_main if in_key.main else words.is_not_main
            return self._of_field(words.main_differs, answer.format(claim=claim), claim)
        if difference.field == "side" and in_key.side:
            answer = words.is_on_side.format(side=self.theirs.sides[in_key.side].name, claim=claim)
            return self._of_field(words.side_differs, answer, claim)
        if difference.field == GROUND:
            grounds = [self.phrases.map_words.common_ground] if in_key.assumed else []
            grounds += [self.phrases.map_words.evidence] if in_key.evidence else []
            answer = words.has_ground.format(ground=self.phrases.map_words.listed(grounds), claim=claim)
            if not grounds:
                answer = words.no_ground.format(claim=claim)
            return self._of_field(words.ground_differs, answer, claim)
        return ""

    def _of_field(self, question: str, answer: str, claim: str) -> str:
        match self.hints:
            case Hints.PLACE:
                return self.words.look_again.format(relation=claim)
            case Hints.SORT:
                return question.format(claim=claim)
        return answer

    # what is asked, and how much was found

    def _questions(self) -> Iterator[str]:
        for match in self.comparison.proposals:
            claim = self.phrases.quoted(self.ours, match.ours)
            if self.hints is Hints.ANSWER:
                yield self.words.is_this.format(claim=claim, other=self.phrases.quoted(self.theirs, match.theirs))
            else:
                yield self.words.unsure.format(claim=claim)

    def _counts(self) -> Iterator[str]:
        counts, words = self.comparison.counts, self.words
        yield words.claims_found.format(found=counts.claims_found, all=counts.claims)
        yield words.steps_found.format(found=counts.steps_found, all=counts.steps)
        if counts.steps_found:
            yield words.right_kind.format(found=counts.right_kind, all=counts.steps_found)
            yield words.right_target.format(found=counts.right_target, all=counts.steps_found)
        if counts.linked:
            yield words.right_linking.format(found=counts.right_linked, all=counts.linked)
        if counts.claims_open:
            yield words.still_open.format(number=counts.claims_open)
