"""An unanswered objection to a main claim or to its reasons.

Why: As long as a strong enough objection is unanswered, the claim falls or is contested. To answer
an objection, rebut one of its premises, undercut the objection itself, or grant the objection and
say why it counts for less (`outweighed_by`). An answer that stands may still be too weak: asserted
doubts take the backing of a documented objection, but the objection remains as an assertion. An
objection that falls, is outweighed or is too weak does not need an answer. If an answer fails
because of a further objection, the rule flags that further objection instead. An answer does not
need a reply unless the answer is also an objection to another main claim.

Fails:
    claims:
      nine: {text: School should start at nine., main: true, rebuttals: [childcare]}
      childcare: Parents must be at work by eight.

Passes:
    claims:
      nine: {text: School should start at nine., main: true, rebuttals: [childcare]}
      childcare: {text: Parents must be at work by eight., rebuttals: [breakfast]}
      breakfast: Most schools offer breakfast from seven.

Source: pragma-dialectics (van Eemeren and Grootendorst 2004): you must defend any standpoint that
you advance.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, list_ids, quote_claims
from argmap.model import ArgumentMap, Inference, InferenceStatus, Kind
from argmap.model.diagnostics import Related, Severity

_HELP = "rebut one of the objection's premises, or undercut the objection"
_HELP_IF_REBUTTAL = "rebut one of the objection's premises, undercut the objection, or outweigh it"
_HELP_IF_WEAK = (
    "support the answer with evidence or with reasons that rest on evidence, or find another answer"
)

_TOO_WEAK = {
    InferenceStatus.TOO_WEAK: "too weak: this answer is not backed, but what it attacks is",
    InferenceStatus.TAKES_BACKING: "takes the backing of the objection, which still stands",
}
"""What is said of answers that stand beside the objection that they are meant to answer."""


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each attack that counts against a main claim and has no answer that
    counts.
    """
    map = context.map
    verdicts = context.verdicts
    # If the map has no main claim, the case for any claim counts.
    contended = context.main_claims or map.claims.values()
    objections = _objections(map, [claim.id for claim in contended])
    for inference in map.inferences.values():
        # It counts if it stands and is strong enough; if it is contested, it has an answer.
        counts = verdicts.status_of(inference) in (
            InferenceStatus.STANDS,
            InferenceStatus.TAKES_BACKING,
        )
        if inference.id not in objections or not counts or _is_too_weak(context, inference):
            continue
        answers = map.undercutters(inference.id)
        for premise in inference.premises:
            answers += map.rebuttals(premise)
        # If an answer fails for another reason, it has an objection, which has a finding of its
        # own.
        related = []
        for answer in answers:
            why = _TOO_WEAK.get(verdicts.status_of(answer))
            if why:
                related.append(Related(answer.at(), why))
        if len(related) < len(answers):
            continue
        defended = _defended_claim(map, inference)
        side = context.sides[defended]
        objection = _objection_in_words(map, inference)
        if answers:
            by = f" by the side `{side}`" if side else ""
            message = f"all answers{by} to {objection} are too weak"
            help = _HELP_IF_WEAK
        else:
            message = f"{objection} is unanswered"
            if side:
                message = f"the side `{side}` has not answered {objection}"
            help = _HELP_IF_REBUTTAL if inference.kind is Kind.REBUTTAL else _HELP
        claims = (defended, *inference.premises)
        yield Finding(
            inference.id, message, inference.at(), help=help, related=tuple(related), claims=claims
        )


def _is_too_weak(context: Context, inference: Inference) -> bool:
    """Return whether a rebuttal is asserted, but its target rests on evidence or common ground.

    Then another objection is why the target does not stand.
    """
    map, verdicts = context.map, context.verdicts
    if inference.kind is not Kind.REBUTTAL or verdicts.is_backed(inference.id) is not False:
        return False
    target = map.claims[inference.target]
    if target.evidence or target.common_ground:
        return True
    return any(verdicts.is_backed(support.id) for support in map.supports(target.id))


def _objections(map: ArgumentMap, main_claims: list[str]) -> set[str]:
    """Return the attacks against the case for a main claim.

    They are an odd number of attacks away from the main claim. A claim or an inference is visited
    at most twice: as part of the case, and as part of an attack on the case.
    """
    objections: set[str] = set()
    pending = [(claim, False) for claim in main_claims]
    seen: dict[bool, set[str]] = {False: set(main_claims), True: set()}
    while pending:
        target, is_against = pending.pop()
        for inference in map.onto(target):
            is_attack = inference.kind is not Kind.SUPPORT
            # An attack changes sides: against the case it is an objection, against an objection an
            # answer.
            now_against = is_against != is_attack
            if is_attack and now_against:
                objections.add(inference.id)
            seen_there = seen[now_against]
            for part in (inference.id, *inference.premises):
                if part not in seen_there:
                    seen_there.add(part)
                    pending.append((part, now_against))
    return objections


def _defended_claim(map: ArgumentMap, inference: Inference) -> str:
    """Return a claim on the side that has to answer an attack."""
    if inference.kind is Kind.REBUTTAL:
        return inference.target
    undercut = map.inferences[inference.target]
    if undercut.kind is Kind.SUPPORT:
        return undercut.target
    # An attack was undercut, so the side of its premises has to answer.
    return undercut.premises[0]


def _objection_in_words(map: ArgumentMap, inference: Inference) -> str:
    """Return an attack in words: "the objection `b` (…) to `a`", or "the objection to `a` from `b`
    (…) and `c` (…)".
    """
    noun = inference.noun
    premises = quote_claims(map, inference.premises)
    is_one_claim = len(inference.premises) == 1
    if inference.kind is Kind.REBUTTAL:
        target = f"to `{inference.target}`"
        return (
            f"the {noun} {premises} {target}"
            if is_one_claim
            else f"the {noun} {target} from {premises}"
        )
    target = f"of the inference from {list_ids(map.inferences[inference.target].premises)}"
    return (
        f"the {noun} {premises} {target}"
        if is_one_claim
        else f"the {noun} from {premises} {target}"
    )


RULE = Rule("unanswered-rebuttal", Severity.WARNING, find)
