"""What the rules about objections share."""

from __future__ import annotations

from collections.abc import Set

from argmap.lint.rules._rule import list_claims, quote_claims
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.messages import name_claim
from argmap.model.spanning_tree import noun_of
from argmap.verdicts.conclusions import false_or_beside_the_point

IF_BESIDE_THE_POINT = (
    "if it is true but beside the point, move the objection to the inference from it"
    "{undercutter_here}"
)
"""What to do about a rebuttal of a premise that is too weak."""


def rests_on_its_own(map: ArgumentMap, target: str) -> bool:
    """Return whether the target of an attack is a claim with evidence or common ground."""
    claim = map.claims.get(target)
    return claim is not None and claim.has_own_ground


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


def inferences_from_target(map: ArgumentMap, rebuttal: Inference) -> list[Inference]:
    """Return the inferences that a rebuttal of a premise could undercut instead."""
    return [each for each in map.uses(rebuttal.target) if each.target in map.claims]


def premises_of_claims(map: ArgumentMap) -> Set[str]:
    """Return the premises of all inferences to claims."""
    premises: set[str] = set()
    for inference in map.inferences.values():
        if inference.target in map.claims:
            premises.update(inference.premises)
    return premises


def question_about_target(map: ArgumentMap, rebuttal: Inference) -> str:
    """Return the question that a rebuttal raises that is too weak, as a sentence that follows
    another, or "" if its target is a premise of nothing.
    """
    question = false_or_beside_the_point(map, rebuttal.target, name_claim(rebuttal.target))
    return f". {question[0].upper()}{question[1:]}" if question else ""


def describe_objection(map: ArgumentMap, inference: Inference) -> str:
    """Return an attack in words: "the objection `b` (…) to `a`", or "the objection to `a` from `b`
    (…) and `c` (…)".
    """
    noun, premises = noun_of(map, inference), quote_claims(map, inference.premises)
    joint = "of" if noun == "rebuttal" else "to"
    target = f"{joint} {name_claim(inference.target)}"
    if inference.kind is Kind.UNDERCUTTER:
        target = f"of the inference from {list_claims(map.inferences[inference.target].premises)}"
    if len(inference.premises) == 1:
        return f"the {noun} {premises} {target}"
    if inference.kind is Kind.REBUTTAL:
        return f"the {noun} {target} from {premises}"
    return f"the {noun} from {premises} {target}"
