"""Which maps of a class call for a conversation, and why: the most urgent reason of each.

main claim missing          Anna has no main claim
most of it reversed         Bo has reasons for objections

Undecided claims call for none: they wait for the teacher, and not for the student.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import IntEnum, auto
from typing import NamedTuple

from argmap.classroom.feedback.corrections import boxes_to_fix
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.part_outcomes import Outcome, Outcomes
from argmap.classroom.feedback.sheet_boxes import filled_boxes
from argmap.comparison.compare import Comparison
from argmap.comparison.differences import DifferenceKind, Sort, mistakes_in
from argmap.model import Kind
from argmap.model.graph import main_claims

_LITTLE = 1 / 3
"""Less than this share of the claims of a key is little."""
_MOST = 1 / 2
"""More than this share is most."""
_FEWEST = 2
"""Fewer than this is an accident."""


class Reason(IntEnum):
    """Why somebody needs a conversation, the most urgent first."""

    UNREADABLE = auto()
    LITTLE_FOUND = auto()
    MAIN_MISSING = auto()
    REVERSED = auto()
    FLAT = auto()
    MAIN_UNDER = auto()
    OTHER_SIDE = auto()


class Conversation(NamedTuple):
    """Why the author of a map needs a conversation.

    Attributes:
        reason: the most urgent reason.
        number: how many parts of the key it concerns.
        all: of how many.
    """

    reason: Reason
    number: int = 0
    all: int = 0


def conversation_on(result: Result, outcomes: Outcomes) -> Conversation | None:
    """Return why the author of a map needs a conversation, if so."""
    comparison = result.comparison
    if comparison is None:
        return Conversation(Reason.UNREADABLE)
    boxes = filled_boxes(comparison)
    if boxes:
        return _reason_on_sheet(comparison, len(boxes))
    found = list(_reasons(comparison, outcomes))
    if result.argues_for:
        found.append(Conversation(Reason.OTHER_SIDE))
    return min(found, default=None)


def _reason_on_sheet(comparison: Comparison, boxes: int) -> Conversation | None:
    """Return that few boxes of a worksheet are right, if so: nothing else can go wrong on one."""
    there = boxes - len(boxes_to_fix(comparison))
    if there < boxes * _LITTLE:
        return Conversation(Reason.LITTLE_FOUND, there, boxes)
    return None


def _reasons(comparison: Comparison, outcomes: Outcomes) -> Iterator[Conversation]:
    key = comparison.theirs
    of_claims = Counter(outcomes[id] for id in key.claims if id in outcomes)
    claims = of_claims.total()
    there = claims - of_claims[Outcome.ABSENT]
    if there < claims * _LITTLE:
        yield Conversation(Reason.LITTLE_FOUND, there, claims)
    mains = [claim.id for claim in main_claims(key) if claim.id in outcomes]
    of_mains = {outcomes[id] for id in mains}
    if of_mains == {Outcome.ABSENT}:
        yield Conversation(Reason.MAIN_MISSING)
    elif Outcome.WRONG_PLACE in of_mains and of_mains <= {Outcome.WRONG_PLACE, Outcome.ABSENT}:
        yield Conversation(Reason.MAIN_UNDER)
    drawn = [
        match
        for match in comparison.certain_inferences
        if outcomes.get(match.theirs, Outcome.ABSENT) is not Outcome.ABSENT
    ]
    around = _turned_around(comparison)
    number = sum(
        outcomes[match.theirs] is Outcome.WRONG_KIND or match.theirs in around for match in drawn
    )
    if number >= _FEWEST and number > len(drawn) * _MOST:
        yield Conversation(Reason.REVERSED, number, len(drawn))
    our_mains = {claim.id for claim in main_claims(comparison.ours)}
    deeper = []
    for match in drawn:
        inference = key.inferences[match.theirs]
        if inference.kind is Kind.UNDERCUTTER or inference.target not in mains:
            deeper.append(match)
    flat = sum(comparison.ours.inferences[match.ours].target in our_mains for match in deeper)
    if flat >= _FEWEST and flat > len(deeper) * _MOST:
        yield Conversation(Reason.FLAT, flat, len(deeper))


def _turned_around(comparison: Comparison) -> set[str]:
    """Return the inferences of the key that lead the other way in a map."""
    found = set()
    for difference in mistakes_in(comparison.differences):
        if difference.sort is Sort.INFERENCE and difference.kind is DifferenceKind.REVERSED:
            found.add(difference.theirs[0])
    return found
