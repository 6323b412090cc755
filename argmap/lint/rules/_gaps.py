"""Finds supports whose premises lack something that their conclusion has.

The rules about missing premises share this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from argmap.lint.rules._rule import Finding, in_series, list_claims
from argmap.lint.rules._wording import without_quotations
from argmap.lint.vocabulary import Hint
from argmap.model import ArgumentMap, Claim, Inference

_MOST_LISTED = 3
_SENTENCE_END = re.compile(r"[.!?]\s+\W{0,3}[A-Z]")


class Gap(NamedTuple):
    """A claim, and those of its supports that lack something.

    `reasons` is the number of all the claim's supports.
    """

    claim: Claim
    word: str
    inferences: list[Inference]
    reasons: int

    def finding(self, message: str, help: Hint) -> Finding:
        """Return the finding about this gap, which the claim and the premises can silence."""
        premises = [premise for inference in self.inferences for premise in inference.premises]
        silencers = tuple(dict.fromkeys([self.claim.id, *premises]))
        place = self.inferences[0].at()
        return Finding(self.claim.id, message, place, help=help, claims=silencers)

    def in_words(self, lack: str, plural_lack: str) -> str:
        """Return a phrase that names the reasons that lack something: "its reason `b` does not",
        "2 of its 3 reasons (`b` and `c`) do not".
        """
        premises = [list_claims(inference.premises, " + ") for inference in self.inferences]
        if self.reasons == 1:
            return f"its reason {premises[0]} {lack}"
        if len(premises) == 1:
            return f"one of its {self.reasons} reasons ({premises[0]}) {lack}"
        including = "including " if len(premises) > _MOST_LISTED else ""
        shown = f"{including}{in_series(premises[:_MOST_LISTED])}"
        return f"{len(premises)} of its {self.reasons} reasons ({shown}) {plural_lack}"


def gaps(
    map: ArgumentMap, in_conclusion: re.Pattern[str], in_premises: re.Pattern[str]
) -> Iterator[Gap]:
    """Yield each claim that matches `in_conclusion` and has supports without a premise that matches
    `in_premises`.
    """
    for claim in map.claims.values():
        supports = map.supports(claim.id)
        # It is unclear what a reason for a question or for several sentences should show; other
        # rules flag such claims.
        if not supports or claim.text.rstrip().endswith("?") or _SENTENCE_END.search(claim.text):
            continue
        match = in_conclusion.search(without_quotations(claim.text))
        if match is None:
            continue
        lacking: list[Inference] = []
        for inference in supports:
            texts = [map.claims[premise].text for premise in inference.premises]
            if not any(in_premises.search(text) for text in texts):
                lacking.append(inference)
        if lacking:
            yield Gap(claim, match[0], lacking, len(supports))
