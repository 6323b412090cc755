"""What a student is told of one thing to mend.

How much of the answer a hint gives away is chosen: that something is to be mended here; what kind
of thing; the answer.

Claims and steps as phrases in the sentences that a student reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from argmap.comparison.compare import Comparison
from argmap.comparison.difference_search import GROUND
from argmap.comparison.differences import Difference, DifferenceKind, Sort, Where
from argmap.languages import feedback_words_for, words_for
from argmap.model import ArgumentMap, Inference, Kind
from argmap.util.text import shorten

_LONGEST = 300
"""Columns of a claim in a sentence, which are more than a claim should have."""


class StudentPhrases:
    """The phrases of one language, named as BCP 47 does."""

    def __init__(self, language: str) -> None:
        self.words = feedback_words_for(language)
        self.map_words = words_for(language)

    def quote(self, map: ArgumentMap, claim: str) -> str:
        """Return the text of a claim in quotation marks; "" is that of undercutters which run in a
        circle.
        """
        if not claim:
            return "…"
        text = " ".join(map.claims[claim].text.split())
        if len(text) > _LONGEST:
            text = shorten(text, _LONGEST)
        # Within a sentence, a claim ends without its stop.
        return self.map_words.quote(text.rstrip(".。"))

    def join(self, map: ArgumentMap, claims: Iterable[str]) -> str:
        """Return the texts of claims, joined by plus signs."""
        return " + ".join(self.quote(map, claim) for claim in claims)

    def relation(
        self, map: ArgumentMap, inference: Inference, premises: Iterable[str] | None = None
    ) -> str:
        """Return what a step does, from its premises or from others."""
        filled = {
            "premises": self.join(map, inference.premises if premises is None else premises),
            "target": self.quote(map, map.claim_under(inference.id)),
        }
        if inference.kind is Kind.UNDERCUTTER:
            others = self.join(map, map.inferences[inference.target].premises)
            return self.words.as_doubt.format(others=others, **filled)
        phrase = self.words.as_reason if inference.kind is Kind.SUPPORT else self.words.as_objection
        return phrase.format(**filled)


class Hints(IntEnum):
    """How much of the answer a hint gives away."""

    PLACE = 1
    """That something is to be mended, and where."""
    SORT = 2
    """What sort of thing it is."""
    ANSWER = 3


class HintWriter:
    """Writes the hints on one comparison, in the language of the key."""

    def __init__(self, comparison: Comparison, hints: Hints) -> None:
        self._hints = hints
        self._ours = comparison.ours
        self._theirs = comparison.theirs
        self._phrases = StudentPhrases(comparison.theirs.language)
        self._words = self._phrases.words
        # What is only probable makes no mistake: where claims are still open, nothing is told to be
        # missing.
        self._ours_of = {
            match.theirs: match.ours
            for match in comparison.claims.matches.values()
            if match.is_certain
        }
        self._our_inference_of = {
            match.theirs: match.ours for match in comparison.certain_inferences
        }
        self._open_inferences = {
            match.theirs for match in comparison.inferences.values()
        } - self._our_inference_of.keys()

    def hint(self, difference: Difference) -> str:
        """Return what is told of a difference, one of `to_fix`; "" for what is told once something
        else is mended.
        """
        is_of_inference = difference.sort is Sort.INFERENCE
        if difference.kind is DifferenceKind.MISSING:
            (missing,) = difference.theirs
            return (
                self._missing_inference(self._theirs.inferences[missing])
                if is_of_inference
                else self._missing_claim(missing)
            )
        if difference.kind is DifferenceKind.FIELD:
            return self._field(difference)
        return (
            self._wrong_inference(difference) if is_of_inference else self._wrong_claims(difference)
        )

    # what is missing

    def _missing_claim(self, claim: str) -> str:
        """Return what is told of a claim of the key that is missing: by the first step of it to
        what was found.
        """
        inferences = self._theirs.uses(claim)
        inference = next(
            (
                inference
                for inference in inferences
                if self._theirs.claim_under(inference.id) in self._ours_of
            ),
            None,
        )
        if inference is not None and inference.id in self._our_inference_of:
            return self._missing_premise(self._our_inference_of[inference.id], claim)
        is_open = inference is not None and inference.id in self._open_inferences
        if self._hints is Hints.ANSWER:
            if not inferences or is_open:
                return self._words.missing.format(relation=self._phrases.quote(self._theirs, claim))
            return self._words.missing.format(
                relation=self._phrases.relation(self._theirs, inference or inferences[0])
            )
        if inference is not None and not is_open:
            return self._missing_inference(inference)
        # What bears on something that is missing, too, or still open, is told once that is found.
        if inferences:
            return ""
        return self._words.look_around if self._hints is Hints.PLACE else self._words.claim_missing

    def _missing_inference(self, inference: Inference) -> str:
        ours = self._ours_of.get(self._theirs.claim_under(inference.id))
        if ours is None:
            return ""
        target = self._phrases.quote(self._ours, ours)
        match self._hints:
            case Hints.PLACE:
                return self._words.look_at.format(claim=target)
            case Hints.ANSWER:
                return self._words.missing.format(
                    relation=self._phrases.relation(self._theirs, inference)
                )
        if inference.kind is Kind.UNDERCUTTER:
            struck = self._our_inference_of.get(inference.target)
            if struck is not None:
                others = self._phrases.join(self._ours, self._ours.inferences[struck].premises)
                return self._words.doubt_missing.format(others=others, target=target)
        sentence = (
            self._words.reason_missing
            if inference.kind is Kind.SUPPORT
            else self._words.objection_missing
        )
        return sentence.format(target=target)

    def _missing_premise(self, our_inference: str, claim: str) -> str:
        """Return what is told of a claim of the key that one of our steps needs, too."""
        relation = self._phrases.relation(self._ours, self._ours.inferences[our_inference])
        match self._hints:
            case Hints.PLACE:
                return self._look_again(relation)
            case Hints.SORT:
                return self._words.premise_missing.format(relation=relation)
        return self._words.premise_needed.format(
            relation=relation, claim=self._phrases.quote(self._theirs, claim)
        )

    # what is wrong

    def _look_again(self, about: str) -> str:
        return self._words.look_again.format(relation=about)

    def _wrong_claims(self, difference: Difference) -> str:
        """Return what is told of claims that are too much, or several in one."""
        claims = self._phrases.join(self._ours, difference.ours)
        if difference.kind is DifferenceKind.EXTRA:
            return self._words.not_in_key.format(relation=claims)
        if self._hints is Hints.PLACE:
            return self._look_again(claims)
        if difference.kind is DifferenceKind.MERGED:
            return self._words.merged.format(claim=claims)
        return self._words.split.format(premises=claims)

    def _wrong_inference(self, difference: Difference) -> str:
        """Return what is told of a step that is too much, or another than in the key."""
        inference = self._ours.inferences[difference.ours[0]]
        relation = self._phrases.relation(self._ours, inference)
        if self._hints is Hints.PLACE:
            return self._look_again(relation)
        words = self._words
        match difference.kind:
            case DifferenceKind.PREMISE_MISSING:
                return self._missing_premise(inference.id, difference.theirs[1])
            case DifferenceKind.PREMISE_EXTRA:
                extra = self._phrases.quote(self._ours, difference.ours[1])
                return words.premise_extra.format(relation=relation, claim=extra)
            case DifferenceKind.UNLINKED:
                premises = [
                    premise
                    for id in difference.ours
                    for premise in self._ours.inferences[id].premises
                ]
                return words.unlinked.format(
                    relation=self._phrases.relation(self._ours, inference, premises)
                )
            case (
                DifferenceKind.REVERSED | DifferenceKind.OTHER_KIND | DifferenceKind.OTHER_TARGET
            ) if self._hints is Hints.ANSWER:
                other = self._theirs.inferences[difference.theirs[0]]
                return words.rather.format(
                    relation=relation, other=self._phrases.relation(self._theirs, other)
                )
        sentences = {
            DifferenceKind.EXTRA: words.not_in_key,
            DifferenceKind.REVERSED: words.reversed,
            DifferenceKind.LINKED: words.linked,
            DifferenceKind.OTHER_KIND: words.other_kind,
            DifferenceKind.OTHER_TARGET: self._sentence_of_place(difference.where),
        }
        return sentences[difference.kind].format(relation=relation)

    def _sentence_of_place(self, where: Where | None) -> str:
        match where:
            case Where.ABOVE:
                return self._words.too_high
            case Where.BELOW:
                return self._words.too_low
        return self._words.elsewhere

    def _field(self, difference: Difference) -> str:
        """Return what is told of a claim that is written to be something else in the key."""
        claim = self._phrases.quote(self._ours, difference.ours[0])
        in_key = self._theirs.claims[difference.theirs[0]]
        words = self._words
        if difference.field == "main":
            answer = words.is_main if in_key.main else words.is_not_main
            return self._of_field(words.main_differs, answer.format(claim=claim), claim)
        if difference.field == "side" and in_key.side:
            answer = words.is_on_side.format(side=self._theirs.sides[in_key.side].name, claim=claim)
            return self._of_field(words.side_differs, answer, claim)
        if difference.field == GROUND:
            grounds = [self._phrases.map_words.common_ground] if in_key.common_ground else []
            grounds += [self._phrases.map_words.evidence] if in_key.evidence else []
            answer = words.has_ground.format(
                ground=self._phrases.map_words.join_list(grounds), claim=claim
            )
            if not grounds:
                answer = words.no_ground.format(claim=claim)
            return self._of_field(words.ground_differs, answer, claim)
        return ""

    def _of_field(self, question: str, answer: str, claim: str) -> str:
        match self._hints:
            case Hints.PLACE:
                return self._look_again(claim)
            case Hints.SORT:
                return question.format(claim=claim)
        return answer
