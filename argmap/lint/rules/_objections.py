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
    return rests_on_its_own(map, inference.target) or inference.target in context.well_supported


def rests_on_its_own(map: ArgumentMap, target: str) -> bool:
    """Return whether the target of an attack is a claim with evidence or common ground."""
    claim = map.claims.get(target)
    return claim is not None and bool(claim.evidence or claim.common_ground)


def weakened_claim(map: ArgumentMap, inference: Inference) -> str:
    """Return the claim that an inference weakens, or "" if it weakens none.

    A support or an answer to an attack does not weaken any claim.
    """
    if inference.kind is Kind.REBUTTAL:
        return inference.target
    undercut = map.inferences.get(inference.target)
    return undercut.target if undercut and undercut.kind is Kind.SUPPORT else ""


def rebuts(map: ArgumentMap, claim: str, other: str) -> bool:
    """Return whether a claim is a premise of an objection to another claim."""
    return any(claim in rebuttal.premises for rebuttal in map.rebuttals(other))


def describe_objection(map: ArgumentMap, inference: Inference) -> str:
    """Return an attack in words: "the objection `b` (…) to `a`", or "the objection to `a` from `b`
    (…) and `c` (…)".
    """
    noun, premises = inference.noun, quote_claims(map, inference.premises)
    target = f"to {name_claim(inference.target)}"
    if inference.kind is Kind.UNDERCUTTER:
        target = f"of the inference from {list_claims(map.inferences[inference.target].premises)}"
    if len(inference.premises) == 1:
        return f"the {noun} {premises} {target}"
    if inference.kind is Kind.REBUTTAL:
        return f"the {noun} {target} from {premises}"
    return f"the {noun} from {premises} {target}"
