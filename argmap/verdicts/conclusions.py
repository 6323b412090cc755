"""What a document may conclude: the verdicts on the main claims with what decides them, and which
objections are unanswered.

    nine     stands, backed: rests on `sleep`; the objection `noise` is too weak
    noise    unanswered
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from argmap.model import ArgumentMap, Cause, Claim, Inference, InferenceStatus, Verdict
from argmap.model.graph import answers_to, main_claims
from argmap.model.spanning_tree import homes_of, objections_in
from argmap.model.writing import MapVerdicts
from argmap.verdicts.change_search import UpstreamSearch


class Conclusion(NamedTuple):
    """What becomes of a claim, and why.

    Attributes:
        claim: its id.
        words: its verdict in words: `("falls", "not shown")`.
        said: the words by which a sentence on it is found (see `said_of`).
        deciding: the reasons on which it stands, the objections that defeat it, or the contested
            reasons and the objections that keep it contested.
        too_weak: the objections that stand, but lack the evidence to count.
        too_weak_implicit: those that no evidence would help, because no source draws them.
        outweighed: the objections that are granted, but count for less.
        is_balance_backed: where a reason and an objection of equal strength keep it contested,
            whether both are backed; None where they do not.
    """

    claim: str
    words: tuple[str, ...]
    said: tuple[str, ...]
    deciding: Sequence[Inference] = ()
    too_weak: Sequence[Inference] = ()
    too_weak_implicit: Sequence[Inference] = ()
    outweighed: Sequence[Inference] = ()
    is_balance_backed: bool | None = None


class Conclusions(NamedTuple):
    """What a document may conclude from the verdicts.

    Attributes:
        of_mains: what becomes of the main claims, by side.
        unanswered: the objections that stand, although nothing is said against them.
        answered_too_weakly: those that count, although something is, since all of it is too weak.
        both_stand: the first main claims of two sides that stand although nothing connects them.
        all_answered: whether every objection has an answer that stands, and falls or is outweighed.
    """

    of_mains: tuple[Conclusion, ...]
    unanswered: tuple[Inference, ...]
    answered_too_weakly: tuple[Inference, ...]
    both_stand: tuple[str, ...]
    all_answered: bool


def conclude(map: ArgumentMap, verdicts: MapVerdicts) -> Conclusions:
    """Return what follows from the verdicts for a map, which may be a part of what has them."""
    words = verdicts.words_by_id()
    mains = homes_of(map).mains_in_order
    of_mains = tuple(_conclude_on(map, verdicts, main, words[main]) for main in mains)
    unanswered: list[Inference] = []
    answered_too_weakly: list[Inference] = []
    for objection, weak_answers in open_objections(map, verdicts):
        found = answered_too_weakly if weak_answers else unanswered
        found.append(objection)
    all_answered = all(_is_answered(verdicts, objection) for objection in objections_in(map))
    return Conclusions(
        of_mains, tuple(unanswered), tuple(answered_too_weakly), both_stand(verdicts), all_answered
    )


def both_stand(verdicts: MapVerdicts) -> tuple[str, ...]:
    """Return main claims of two sides that stand, although nothing connects them, or nothing.

    Of each side that is the first main claim that stands.
    """
    map = verdicts.map
    standing: dict[str, str] = {}
    for main in main_claims(map):
        side = map.sides_of_claims[main.id]
        if side and verdicts[main.id] is Verdict.STANDS:
            standing.setdefault(side, main.id)
    if len(standing) < 2:
        return ()
    upstream = UpstreamSearch(map)
    for pair in combinations(standing.values(), 2):
        one, other = pair
        if upstream.ids(one).isdisjoint(upstream.ids(other)):
            return pair
    return ()


def _is_answered(verdicts: MapVerdicts, objection: Inference) -> bool:
    is_outweighed = verdicts.status_of(objection) is InferenceStatus.OUTWEIGHED
    if verdicts[objection.id] is not Verdict.FALLS and not is_outweighed:
        return False
    answers = answers_to(verdicts.map, objection)
    return any(verdicts[answer.id] is Verdict.STANDS for answer in answers)


_COUNTS = (InferenceStatus.STANDS, InferenceStatus.TAKES_BACKING)
"""The statuses of an objection that weakens what it is against."""
_DEFEATS_NOTHING = (InferenceStatus.TOO_WEAK, InferenceStatus.TAKES_BACKING)
"""The statuses of an answer that stands, and leaves the objection standing."""


def open_objections(
    map: ArgumentMap, verdicts: MapVerdicts
) -> Iterator[tuple[Inference, Sequence[Inference]]]:
    """Yield the objections of a map, or a part of it, that stand and have no answer, and those that
    count although they have, since all their answers are too weak; each with these answers.

    One that is contested is answered in effect: something speaks against what it rests on. If an
    answer fails for another reason, it has an objection, which is open itself.
    """
    # What is an objection in the whole map may be the main claim of a part, and what answers it may
    # be left out there.
    for objection in objections_in(verdicts.map):
        if objection.id not in map.inferences or verdicts[objection.id] is not Verdict.STANDS:
            continue
        answers = answers_to(verdicts.map, objection)
        counts = verdicts.status_of(objection) in _COUNTS
        are_weak = all(verdicts.status_of(answer) in _DEFEATS_NOTHING for answer in answers)
        if not answers or (counts and are_weak):
            yield objection, answers


def _conclude_on(
    map: ArgumentMap, verdicts: MapVerdicts, claim: str, words: tuple[str, ...]
) -> Conclusion:
    if claim in verdicts.fixed:
        return Conclusion(claim, words, words)
    verdict = verdicts[claim]
    reasons = [each for each in map.supports(claim) if verdicts[each.id] is Verdict.STANDS]
    objections: defaultdict[InferenceStatus, list[Inference]] = defaultdict(list)
    for objection in map.rebuttals(claim):
        objections[verdicts.status_of(objection)].append(objection)
    weak = objections[InferenceStatus.TOO_WEAK]
    conclusion = Conclusion(
        claim,
        words,
        said_of(verdicts, claim, words),
        too_weak=[each for each in weak if not each.implicit],
        too_weak_implicit=[each for each in weak if each.implicit],
        outweighed=objections[InferenceStatus.OUTWEIGHED],
    )
    if verdict is Verdict.STANDS:
        return conclusion._replace(deciding=_strongest(reasons, verdicts))
    standing = objections[InferenceStatus.STANDS]
    if verdict is Verdict.FALLS:
        if verdicts.cause_of(claim) is not Cause.REBUTTED:
            return conclusion
        return conclusion._replace(deciding=_strongest(standing, verdicts))
    opposing = _strongest(standing + objections[InferenceStatus.CONTESTED], verdicts)
    has_own_ground = map.claims[claim].has_own_ground
    if opposing and (reasons or has_own_ground):
        is_backed = has_own_ground or any(verdicts.is_backed(each.id) for each in reasons)
        is_opposition_backed = any(verdicts.is_backed(each.id) is not False for each in opposing)
        if is_backed == is_opposition_backed:
            return conclusion._replace(deciding=opposing, is_balance_backed=is_backed)
    # No reason that stands matches the objections, but one that is contested may.
    doubtful = [each for each in map.supports(claim) if verdicts[each.id] is Verdict.CONTESTED]
    return conclusion._replace(deciding=_strongest(doubtful, verdicts) + opposing)


def said_of(verdicts: MapVerdicts, claim: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words by which a sentence on a claim's verdict is found, from its own words.

    They are the same but for two: a norm falls, `"norm not shown"`, and what stands although a
    reason that would back it is doubted or outweighed is not asserted, but `"doubted"`.
    """
    if words == ("falls", "not shown") and says_what_should_be(verdicts.map.claims[claim]):
        return ("falls", "norm not shown")
    if words == ("stands", "asserted"):
        for reason in verdicts.map.supports(claim):
            if verdicts[reason.id] is Verdict.STANDS and verdicts.loses_backing(reason):
                return ("stands", "doubted")
    return words


def says_what_should_be(claim: Claim) -> bool:
    """Return whether a claim that is not shown is not wrong for that, rather than not false: its
    type says so, or its words.
    """
    return claim.is_norm or re.search(r"\b(?:should|ought)\b", claim.text) is not None


def false_or_beside_the_point(map: ArgumentMap, claim: str, name: str) -> str:
    """Return what an objection asks about a claim that it is too weak against, or "" if the claim
    is a premise of nothing: then it is the point.
    """
    if not map.uses(claim):
        return ""
    is_norm = says_what_should_be(map.claims[claim])
    wrong, right = ("wrong", "right") if is_norm else ("false", "true")
    return f"is {name} {wrong}, or {right} but beside the point?"


def _strongest(inferences: list[Inference], verdicts: MapVerdicts) -> list[Inference]:
    """Return the inferences that are backed; if there are none, those that may be, or else all."""
    for level in (True, None):
        found = [each for each in inferences if verdicts.is_backed(each.id) is level]
        if found:
            return found
    return inferences
