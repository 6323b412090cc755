"""Claims and steps as they are named in the sentences of differences; in
English, as all messages.
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.text import shorten, shorten_both

LONGEST = 50
"""Columns of a claim in a sentence."""
_PLURAL_VERBS = {Kind.SUPPORT: "support", Kind.REBUTTAL: "rebut", Kind.UNDERCUTTER: "undercut"}


def describe_rewording(was: str, now: str) -> str:
    """Return that a text is now another one: `“Apples are red” is now “Apples are green”`."""
    shown_was, shown_now = shorten_both(was, now, LONGEST)
    return f"“{shown_was}” is now “{shown_now}”"


def relation(map: ArgumentMap, inference: Inference) -> str:
    """Return what a step does, as a sentence: `“Bees are busy” supports “Apples are red”`."""
    verb = inference.kind.verb if len(inference.premises) == 1 else _PLURAL_VERBS[inference.kind]
    return f"{quote_claims(map, inference.premises)} {verb} {target_of(map, inference)}"


def target_of(map: ArgumentMap, inference: Inference) -> str:
    """Return what a step bears on: a claim, or the step that it undercuts."""
    if inference.kind is not Kind.UNDERCUTTER:
        return quote_claim(map.claims[inference.target])
    struck = map.inferences[inference.target]
    target = quote_claim(map.claims.get(map.claim_under(struck.id)))
    return f"the step from {quote_claims(map, struck.premises)} to {target}"


def quote_claim(claim: Claim | None) -> str:
    """Return the text of a claim in quotation marks; None where steps run in a circle and bear on
    none.
    """
    if claim is None:
        return "no claim"
    return f"“{shorten(claim.text, LONGEST)}”"


def quote_claims(map: ArgumentMap, claims: Iterable[str]) -> str:
    """Return the texts of claims in quotation marks: `“Bees are busy” and “Apples are red”`."""
    texts = [quote_claim(map.claims[claim]) for claim in claims]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"
