"""Differences between two maps as sentences, for those who write maps; in
English, as all messages.
"""

from __future__ import annotations

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import WRONG_LINKING, Difference, DifferenceKind, Sort, Where
from argmap.comparison.field_sentences import field_sentence
from argmap.comparison.quoting import (
    describe_rewording,
    quote_claim,
    quote_claims,
    relation,
    target_of,
)
from argmap.model import ArgumentMap, Inference, Kind

_NOUNS = {
    Kind.SUPPORT: "a reason for",
    Kind.REBUTTAL: "an objection to",
    Kind.UNDERCUTTER: "an objection to a step to",
}
_WHERE = {
    Where.ABOVE: ", which is nearer to the main claim",
    Where.BELOW: ", which is farther from the main claim",
    Where.BESIDE: "",
}


def sentence(comparison: Comparison, difference: Difference) -> str:
    """Return a difference as a sentence without a stop: `added: “Bees are busy” supports “Apples
    are red”`.

    What is ours is told as it is, what is theirs as what it was.
    """
    if difference.kind is DifferenceKind.FIELD:
        return field_sentence(comparison, difference)
    if difference.sort is Sort.CLAIM:
        return _sentence_on_claims(comparison, difference)
    if difference.kind is DifferenceKind.EXTRA:
        return f"added: {_inference_or_name(comparison.ours, difference.sort, difference.ours[0])}"
    if difference.kind is DifferenceKind.MISSING:
        return (
            "left out:"
            f" {_inference_or_name(comparison.theirs, difference.sort, difference.theirs[0])}"
        )
    if difference.kind in WRONG_LINKING:
        return _sentence_on_premises(comparison, difference)
    return _sentence_on_inference(comparison, difference)


def _inference_or_name(map: ArgumentMap, sort: Sort, id: str) -> str:
    return relation(map, map.inferences[id]) if sort is Sort.INFERENCE else f"the {sort} `{id}`"


def _sentence_on_claims(comparison: Comparison, difference: Difference) -> str:
    ours = quote_claims(comparison.ours, difference.ours)
    theirs = quote_claims(comparison.theirs, difference.theirs)
    match difference.kind:
        case DifferenceKind.MISSING:
            return f"left out: {theirs}"
        case DifferenceKind.EXTRA:
            return f"added: {ours}"
        case DifferenceKind.MERGED:
            return f"{theirs} are one claim: {ours}"
        case DifferenceKind.SPLIT:
            return f"{theirs} is two claims: {ours}"
    (our_id,), (their_id,) = difference.ours, difference.theirs
    return describe_rewording(
        comparison.theirs.claims[their_id].text, comparison.ours.claims[our_id].text
    )


def _sentence_on_inference(comparison: Comparison, difference: Difference) -> str:
    """Tell a step of another kind, or to another place."""
    subject = relation(comparison.ours, comparison.ours.inferences[difference.ours[0]])
    other = comparison.theirs.inferences[difference.theirs[0]]
    match difference.kind:
        case DifferenceKind.OTHER_KIND:
            return f"{subject}, and is not {_role(comparison.theirs, other)}"
        case DifferenceKind.OTHER_TARGET:
            where = "" if difference.where is None else _WHERE[difference.where]
            return f"{subject}{where}, and not {target_of(comparison.theirs, other)}"
    return f"{subject}, and not the other way round"


def _sentence_on_premises(comparison: Comparison, difference: Difference) -> str:
    """Tell a step with other premises, or with premises that are linked or not."""
    ours = comparison.ours
    inference = ours.inferences[difference.ours[0]]
    role = _role(ours, inference)
    match difference.kind:
        case DifferenceKind.LINKED:
            return (
                f"{quote_claims(ours, inference.premises)} are linked as {role}, and not"
                " independent"
            )
        case DifferenceKind.UNLINKED:
            premises = [
                premise for id in difference.ours for premise in ours.inferences[id].premises
            ]
            return f"{quote_claims(ours, premises)} are independent, and not linked as {role}"
        case DifferenceKind.PREMISE_MISSING:
            missing = comparison.theirs.claims[difference.theirs[1]]
            return f"{relation(ours, inference)} without {quote_claim(missing)}"
    extra = difference.ours[1]
    others = [premise for premise in inference.premises if premise != extra]
    return (
        f"{quote_claim(ours.claims[extra])} is linked with {quote_claims(ours, others)} as {role}"
    )


def _role(map: ArgumentMap, inference: Inference) -> str:
    """Return what a step is: `a reason for “Apples are red”`."""
    return f"{_NOUNS[inference.kind]} {quote_claim(map.claims.get(map.claim_under(inference.id)))}"
