"""What the rules about objections share."""

from __future__ import annotations

from argmap.lint.rules._rule import Context, list_claims, quote_claims
from argmap.model import ArgumentMap, Inference, InferenceStatus, Kind
from argmap.model.messages import name_claim


def is_too_weak(context: Context, inference: Inference) -> bool:
    """Return whether an objection lacks the backing that it would need to defeat its target.

    An asserted rebuttal is also too weak for a target that falls: if the target rests on evidence
    or common ground, another objection is why it falls.
    """
    map, verdicts = context.map, context.verdicts
    if verdicts.status_of(inference) is InferenceStatus.TOO_WEAK:
        return True
    if inference.kind is not Kind.REBUTTAL or verdicts.is_backed(inference.id) is not False:
        return False
    if rests_on_its_own(map, inference.target):
        return True
    return any(verdicts.is_backed(support.id) for support in map.supports(inference.target))


def rests_on_its_own(map: ArgumentMap, target: str) -> bool:
    """Return whether the target of an attack is a claim with evidence or common ground."""
    claim = map.claims.get(target)
    return claim is not None and bool(claim.evidence or claim.common_ground)


def rebuts(map: ArgumentMap, claim: str, other: str) -> bool:
    """Return whether a claim is a premise of an objection to another claim."""
    return any(claim in rebuttal.premises for rebuttal in map.rebuttals(other))


def describe_objection(map: ArgumentMap, inference: Inference) -> str:
    """Return an attack in words: "the objection `b` (…) to `a`", or "the objection to `a` from `b`
    (…) and `c` (…)".
    """
    noun = inference.noun
    premises = quote_claims(map, inference.premises)
    is_one_claim = len(inference.premises) == 1
    if inference.kind is Kind.REBUTTAL:
        target = f"to {name_claim(inference.target)}"
        return (
            f"the {noun} {premises} {target}"
            if is_one_claim
            else f"the {noun} {target} from {premises}"
        )
    target = f"of the inference from {list_claims(map.inferences[inference.target].premises)}"
    return (
        f"the {noun} {premises} {target}"
        if is_one_claim
        else f"the {noun} from {premises} {target}"
    )
