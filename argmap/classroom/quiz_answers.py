"""What a quiz says of claims: their texts, and why an answer is right.

“Bees are busy” is a reason for “Apples are red.”
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.languages import quiz_words_for, words_for
from argmap.model import ArgumentMap, Cause, Inference, Kind, Verdict
from argmap.util.text import one_line
from argmap.verdicts.evaluate import Verdicts


class AnswerWriter:
    """Writes the answers to questions about a map, in its language."""

    def __init__(self, map: ArgumentMap) -> None:
        self._map = map
        self._words = quiz_words_for(map.language)
        self._map_words = words_for(map.language)

    def text_of(self, claim: str) -> str:
        """Return the text of a claim on one line."""
        return one_line(self._map.claims[claim].text)

    def quote(self, claim: str) -> str:
        """Return the text of a claim in quotation marks."""
        return self._map_words.quote(self.text_of(claim))

    def _fill_in(self, sentence: str, **claims: Iterable[str]) -> str:
        """Return a sentence with claims for its names; only at its end has a claim its own stop."""
        words = self._map_words
        lists: dict[str, str] = {}
        for name, ids in claims.items():
            texts = [self.text_of(id) for id in ids]
            quotes = [words.quote(text.rstrip(".。")) for text in texts]
            if texts and sentence.endswith(f"{{{name}}}"):
                quotes[-1] = words.quote(texts[-1])
            # Premises of one inference are joined by plus signs, as they are in feedback.
            lists[name] = " + ".join(quotes) if name == "premises" else words.join_list(quotes)
        return sentence.format_map(lists)

    def why_it_bears(self, inference: Inference, asked: str, target: str) -> str:
        """Return how a premise of an inference bears on a claim."""
        words = self._words
        premises: tuple[str, ...] = ()
        sentence = words.objection_to
        # An undercutter is explained by the inference that it undercuts.
        if inference.kind is Kind.SUPPORT:
            sentence = words.reason_for
        elif inference.kind is Kind.UNDERCUTTER:
            sentence = words.objection_to_inference
            if inference.weighing:
                sentence = words.outweighs_inference
            premises = self._map.inferences[inference.target].premises
        why = self._fill_in(sentence, claim=[asked], target=[target], premises=premises)
        # Alone, the claim in question would not be enough.
        linked = [premise for premise in inference.premises if premise != asked]
        return f"{why}\n{self._fill_in(words.linked_with, claims=linked)}" if linked else why

    def support_of(self, claims: list[str]) -> str:
        """Return what claims that read the same are supported by."""
        words = self._words
        for claim in claims:
            for support in self._map.supports(claim):
                return self._fill_in(words.has_reason, claims=support.premises)
        has_evidence = self._map.claims[claims[0]].evidence
        return words.has_evidence if has_evidence else words.is_common_ground

    def why_it_falls(self, rejected: str, fallen: str, then: Verdicts) -> str:
        """Return why a claim falls once another one is rejected."""
        words = self._words
        falls = self._fill_in(words.falls_without, claim=[rejected], target=[fallen])
        why = words.no_reason_would_hold
        failing = []
        for support in self._map.supports(fallen):
            failing += then.failing_premises(support)
            if then[support.id] is not Verdict.FALLS:
                # It holds, but does not show what has to be shown.
                why = words.no_reason_would_show
        if failing:
            why = self._fill_in(words.rests_on_what_falls, claims=dict.fromkeys(failing))
        if then.cause_of(fallen) is Cause.REBUTTED:
            standing = then.those(Verdict.STANDS, self._map.rebuttals(fallen))
            # Where one is backed, the others would not bring the claim down.
            backed = [objection for objection in standing if then.is_backed(objection.id)]
            strongest, *_ = backed or standing
            why = self._fill_in(words.objection_would_stand, claims=strongest.premises)
        return f"{falls}\n{why}"
