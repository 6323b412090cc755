"""An objection that is too weak to count against a documented claim or common ground.

Why: Only a backed objection can defeat a backed claim. If a claim is documented or accepted by
every side, a bare assertion cannot defeat the claim: the assertion is too weak, and the claim
stands. To make an objection count, give evidence for its premises. If a side does not accept a
claim, the claim is not common ground. An objection that is too weak can still convince readers, so
the finding also says if the objection is unanswered.

Ask whether the claim is false, or true but beside the point. "She had filled her lawn mower" does
not deny that petrol was on her coat. It denies that the petrol shows that she laid the fire. So it
is an undercutter of that inference, and an undercutter can count without evidence.

Fails:
    sources: {report2021: {title: Report on the Bridge}}
    claims:
      safe: {text: The bridge is safe., evidence: report2021 p. 4, rebuttals: [uncle]}
      uncle: My uncle says that the bridge is unsafe.

Passes:
    sources: {report2021: {title: Report on the Bridge}, survey2022: {title: Survey of Bridges}}
    claims:
      safe: {text: The bridge is safe., evidence: report2021 p. 4, rebuttals: [cracks]}
      cracks: {text: Two of its pillars are cracked., evidence: survey2022 p. 9}

Source: Prakken, An abstract framework for argumentation with structured arguments (2010): an attack
on a stronger argument does not defeat it.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._objections import (
    IF_BESIDE_THE_POINT,
    premises_of_claims,
    question_about_target,
    rests_on_its_own,
)
from argmap.lint.rules._rule import Context, Finding, Rule, list_claims, quote_claim, quote_claims
from argmap.lint.vocabulary import Hint
from argmap.model import Claim, InferenceStatus
from argmap.model.diagnostics import Related, Severity
from argmap.verdicts.conclusions import open_objections

_EVIDENCE = "support the objection with evidence or with reasons that rest on evidence"
_FACT = "{link_a_premise} that is documented"  # no document can prove a norm
_STATED = "cite the source of the inference{stated_here} instead of marking it as implicit"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rebuttal of a documented or common-ground claim that is too weak."""
    map = context.map
    unanswered = set()
    for objection, weak_answers in open_objections(map, context.verdicts):
        if not weak_answers:
            unanswered.add(objection.id)
    premises = premises_of_claims(map)
    for inference in map.inferences.values():
        target = map.claims.get(inference.target)
        # The target of an undercutter is no claim. `self-attack` flags what is a premise, too.
        if (
            target is None
            or target.id in inference.premises
            or not rests_on_its_own(map, target.id)
            or context.verdicts.status_of(inference) is not InferenceStatus.TOO_WEAK
        ):
            continue
        missing = context.verdicts.missing_backing(inference)
        lacks, ways = [], []
        if missing:
            verb = "is" if len(missing) == 1 else "are"
            lacks.append(f"{quote_claims(map, missing)} {verb} not backed")
            ways.append(_EVIDENCE if map.facts_of(inference) else _FACT)
        if inference.implicit:
            lacks.append(f"no source draws the inference from {list_claims(inference.premises)}")
            ways.append(_STATED)
        if not lacks:
            lacks.append("an undercutter takes the objection's backing")
            ways.append("answer the undercutter")
        ground, key = (
            ("documented", "evidence") if target.evidence else ("common ground", "common_ground")
        )
        message = (
            f"this objection is too weak: {quote_claim(target)} is {ground}, but"
            f" {', and '.join(lacks)}"
        )
        is_open = inference.id in unanswered
        if is_open:
            message += "; it is also unanswered"
        message += question_about_target(map, inference)
        related = (Related(target.at(key), f"this is {ground}"),)
        is_premise = target.id in premises
        help = _help(ways, target, is_open=is_open, is_premise=is_premise)
        yield Finding.about(inference, message, help, related=related)


def _help(ways: list[str], target: Claim, *, is_open: bool, is_premise: bool) -> Hint:
    help = f"if it is false, {', and '.join(ways)}"
    if is_premise:
        help += f"; {IF_BESIDE_THE_POINT}"
    if is_open:
        help += "; otherwise, answer the objection"
    if target.common_ground:
        help += "; if a side does not accept the claim, remove its {common_ground} mark"
    return Hint(help)


RULE = Rule("rebuts-common-ground", Severity.WARNING, find, remedies=("undercut_instead",))
