"""What a quiz says of claims: their texts, and why an answer is right.

“Bees are busy” is a reason for “Apples are red”.
"""

from __future__ import annotations

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
        text = self._map.claims[claim].text
        return one_line(text)

    def quote(self, *claims: str) -> str:
        """Return the texts of claims in quotation marks, as a list within a sentence."""
        words = self._map_words
        quotes = []
        for claim in claims:
            text = self.text_of(claim)
            quotes.append(words.quote(text))
        return words.join_list(quotes)

    def why_it_bears(self, inference: Inference, asked: str, target: str) -> str:
        """Return how a premise of an inference bears on a claim."""
        words = self._words
        claim = self.quote(asked)
        concerned = self.quote(target)
        premises = ""
        sentence = words.objection_to
        # An undercutter is explained by the inference that it undercuts.
        if inference.kind is Kind.SUPPORT:
            sentence = words.reason_for
        elif inference.kind is Kind.UNDERCUTTER:
            sentence = words.objection_to_inference
            if inference.weighing:
                sentence = words.outweighs_inference
            undercut = self._map.inferences[inference.target]
            premises = self.quote(*undercut.premises)
        why = sentence.format(claim=claim, target=concerned, premises=premises)
        # Alone, the claim in question would not be enough.
        linked = [premise for premise in inference.premises if premise != asked]
        if linked:
            claims = self.quote(*linked)
            linked_with = words.linked_with.format(claims=claims)
            why = f"{why}\n{linked_with}"
        return why

    def support_of(self, claims: list[str]) -> str:
        """Return what claims that read the same are supported by."""
        map = self._map
        words = self._words
        for claim in claims:
            supports = map.supports(claim)
            if supports:
                premises = self.quote(*supports[0].premises)
                return words.has_reason.format(claims=premises)
        if map.claims[claims[0]].evidence:
            return words.has_evidence
        return words.is_common_ground

    def why_it_falls(self, rejected: str, fallen: str, then: Verdicts) -> str:
        """Return why a claim falls once another one is rejected."""
        words = self._words
        claim = self.quote(rejected)
        target = self.quote(fallen)
        falls = words.falls_without.format(claim=claim, target=target)
        map = self._map
        supports = map.supports(fallen)
        why = words.no_reason_would_hold
        failing = []
        for support in supports:
            failing += then.failing_premises(support)
            if then[support.id] is not Verdict.FALLS:
                # It holds, but does not show what has to be shown.
                why = words.no_reason_would_show
        if failing:
            claims = self.quote(*dict.fromkeys(failing))
            why = words.rests_on_what_falls.format(claims=claims)
        if then.cause_of(fallen) is Cause.REBUTTED:
            standing = then.those(Verdict.STANDS, map.rebuttals(fallen))
            # Where one is backed, the others would not bring the claim down.
            backed = [objection for objection in standing if then.is_backed(objection.id)]
            claims = self.quote(*(backed or standing)[0].premises)
            why = words.objection_would_stand.format(claims=claims)
        return f"{falls}\n{why}"
