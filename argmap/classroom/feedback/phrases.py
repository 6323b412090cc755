"""Claims and steps as phrases in the sentences that a student reads."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.languages import feedback_words_for, words_for
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.text import shorten

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
