"""Why the answer to a question about a map is the answer, in the words of its language."""

from __future__ import annotations

from argmap.classroom.quizzes.wordings import Wordings
from argmap.languages import quiz_words_for, words_for
from argmap.model import ArgumentMap, Cause, Inference, Kind, Verdict
from argmap.model.text import one_line
from argmap.verdicts.evaluate import Verdicts


class Answers:
    """Explains the answers to questions about a map."""

    def __init__(self, map: ArgumentMap, wordings: Wordings) -> None:
        self._map = map
        self._wordings = wordings
        self._words = quiz_words_for(map.language)
        self._words_of_maps = words_for(map.language)

    def text_of(self, claim: str) -> str:
        """Return the text of a claim on one line."""
        return one_line(self._map.claims[claim].text)

    def quote(self, *claims: str) -> str:
        """Return the texts of claims in quotation marks, as a list within a sentence."""
        return self._words_of_maps.join_list(
            self._words_of_maps.quote(self.text_of(claim)) for claim in claims
        )

    def why_it_bears(self, inference: Inference, asked: str, target: str) -> str:
        """Say how a premise of a step bears on a claim."""
        claim, target = self.quote(asked), self.quote(target)
        if inference.kind is Kind.SUPPORT:
            sentences = [self._words.reason_for.format(claim=claim, target=target)]
        elif inference.kind is Kind.REBUTTAL:
            sentences = [self._words.objection_to.format(claim=claim, target=target)]
        else:
            premises = self.quote(*self._map.inferences[inference.target].premises)
            sentences = [
                self._words.objection_to_inference.format(
                    claim=claim, premises=premises, target=target
                )
            ]
        linked = [premise for premise in inference.premises if premise != asked]
        if linked:
            sentences.append(self._words.linked_with.format(claims=self.quote(*linked)))
        return "\n".join(sentences)

    def support_of(self, wording: str) -> str:
        """Say what a claim is supported by."""
        for claim in self._wordings.claims(wording):
            supports = self._map.supports(claim)
            if supports:
                return self._words.has_reason.format(claims=self.quote(*supports[0].premises))
        stated = self._map.claims[self._wordings.first_claim(wording)]
        return self._words.has_evidence if stated.evidence else self._words.is_common_ground

    def why_it_falls(self, rejected: str, fallen: str, then: Verdicts) -> str:
        """Say why a claim falls once another one is rejected."""
        sentence = self._words.falls_without.format(
            claim=self.quote(rejected), target=self.quote(fallen)
        )
        if then.cause_of(fallen) is Cause.REBUTTED:
            objections = [
                inference
                for inference in self._map.rebuttals(fallen)
                if then[inference.id] is Verdict.STANDS
            ]
            reason = self._words.objection_would_stand.format(
                claims=self.quote(*objections[0].premises)
            )
            return f"{sentence}\n{reason}"
        failing: dict[str, None] = {}
        for support in self._map.supports(fallen):
            failing |= dict.fromkeys(then.failing_premises(support))
        if failing:
            rests = self._words.rests_on_what_falls.format(claims=self.quote(*failing))
            return f"{sentence}\n{rests}"
        return f"{sentence}\n{self._words.no_reason_would_hold}"
