"""Differences between two maps as sentences, for those who write maps; in
English, as all messages.
"""

from __future__ import annotations

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import WRONG_LINKING, Difference, DifferenceKind, Sort, Where
from argmap.comparison.field_sentences import field_sentence
from argmap.comparison.quoting import quoted_claim, quoted_claims, relation, reworded, target_of
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
        return f"added: {_step_or_name(comparison.ours, difference.sort, difference.ours[0])}"
    if difference.kind is DifferenceKind.MISSING:
        return (
            f"left out: {_step_or_name(comparison.theirs, difference.sort, difference.theirs[0])}"
        )
    if difference.kind in WRONG_LINKING:
        return _sentence_on_premises(comparison, difference)
    return _sentence_on_step(comparison, difference)


def _step_or_name(map: ArgumentMap, sort: Sort, id: str) -> str:
    return relation(map, map.inferences[id]) if sort is Sort.STEP else f"the {sort} `{id}`"


def _sentence_on_claims(comparison: Comparison, difference: Difference) -> str:
    ours = quoted_claims(comparison.ours, difference.ours)
    theirs = quoted_claims(comparison.theirs, difference.theirs)
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
    return reworded(comparison.theirs.claims[their_id].text, comparison.ours.claims[our_id].text)


def _sentence_on_step(comparison: Comparison, difference: Difference) -> str:
    """Tell a step of another kind, or to another place."""
    told = relation(comparison.ours, comparison.ours.inferences[difference.ours[0]])
    other = comparison.theirs.inferences[difference.theirs[0]]
    match difference.kind:
        case DifferenceKind.OTHER_KIND:
            return f"{told}, and is not {_role(comparison.theirs, other)}"
        case DifferenceKind.OTHER_TARGET:
            where = "" if difference.where is None else _WHERE[difference.where]
            return f"{told}{where}, and not {target_of(comparison.theirs, other)}"
    return f"{told}, and not the other way round"


def _sentence_on_premises(comparison: Comparison, difference: Difference) -> str:
    """Tell a step with other premises, or with premises that are linked or not."""
    ours = comparison.ours
    step = ours.inferences[difference.ours[0]]
    role = _role(ours, step)
    match difference.kind:
        case DifferenceKind.LINKED:
            return f"{quoted_claims(ours, step.premises)} are linked as {role}, and not independent"
        case DifferenceKind.UNLINKED:
            premises = [
                premise for id in difference.ours for premise in ours.inferences[id].premises
            ]
            return f"{quoted_claims(ours, premises)} are independent, and not linked as {role}"
        case DifferenceKind.PREMISE_MISSING:
            missing = comparison.theirs.claims[difference.theirs[1]]
            return f"{relation(ours, step)} without {quoted_claim(missing)}"
    extra = difference.ours[1]
    others = [premise for premise in step.premises if premise != extra]
    return (
        f"{quoted_claim(ours.claims[extra])} is linked with {quoted_claims(ours, others)} as {role}"
    )


def _role(map: ArgumentMap, step: Inference) -> str:
    """Return what a step is: `a reason for “Apples are red”`."""
    return f"{_NOUNS[step.kind]} {quoted_claim(map.claims.get(map.claim_under(step.id)))}"
