"""The one thing that is most wrong with a map: the same for the student and the class page.

main claim missing          Anna has no main claim
most of it reversed         Bo has reasons for objections

Undecided claims call for no conversation: they wait for the teacher, and not for the student.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import IntEnum, auto
from typing import NamedTuple

from argmap.classroom.feedback.corrections import boxes_to_fix
from argmap.classroom.feedback.diagnosis import Diagnosis, Outcome
from argmap.classroom.feedback.fixing import fixed
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import StudentPhrases
from argmap.classroom.feedback.sheet_boxes import filled_boxes
from argmap.comparison.compare import Comparison
from argmap.languages import class_words_for

_LITTLE = 1 / 3
"""Less than this share of the claims of a key is little."""
_MOST = 2 / 3
"""From this share on, it is most."""
_FEWEST = 3
"""Fewer than this is an accident."""
_MOST_FIXED = 30
"""Of more parts, it is not tried what else is right once they are."""


class Reason(IntEnum):
    """Why somebody needs a conversation, the most urgent first."""

    UNREADABLE = auto()
    LITTLE_FOUND = auto()
    DENIED = auto()
    MAIN_MISSING = auto()
    EXCHANGED = auto()
    REVERSED = auto()
    FLAT = auto()
    APART = auto()
    IN_OTHER_BOXES = auto()
    MAIN_UNDER = auto()
    ARGUES_FOR = auto()


class RootCause(NamedTuple):
    """Why the author of a map needs a conversation.

    Attributes:
        reason: the most urgent reason.
        number: how many parts of the key it concerns.
        all: of how many.
        parts: these parts of the key, or boxes, where they can be put right together.
    """

    reason: Reason
    number: int = 0
    all: int = 0
    parts: frozenset[str] = frozenset()


def root_cause_of(result: Result) -> RootCause | None:
    """Return why the author of a map needs a conversation, if so."""
    comparison, diagnosis = result.comparison, result.diagnosis
    if comparison is None or diagnosis is None:
        return RootCause(Reason.UNREADABLE)
    if filled_boxes(comparison):
        return _reason_on_sheet(comparison, diagnosis)
    found = list(_reasons(diagnosis))
    if result.argues_for:
        found.append(RootCause(Reason.ARGUES_FOR))
    return min(found, default=None)


def _reason_on_sheet(comparison: Comparison, diagnosis: Diagnosis) -> RootCause | None:
    boxes = filled_boxes(comparison)
    wrong = boxes_to_fix(comparison)
    # Answers that would be right if each went to the box of another one.
    exchanged = dict(wrong)
    while True:
        belonging = {filled.claim for filled in exchanged.values()}
        staying = {
            box: filled
            for box, filled in exchanged.items()
            if not belonging.isdisjoint(diagnosis.says(box))
        }
        if staying == exchanged:
            break
        exchanged = staying
    if exchanged and len(exchanged) >= len(wrong) * _MOST:
        return RootCause(Reason.IN_OTHER_BOXES, len(exchanged), len(boxes), frozenset(exchanged))
    there = len(boxes) - len(wrong)
    is_little = there < len(boxes) * _LITTLE
    return RootCause(Reason.LITTLE_FOUND, there, len(boxes)) if is_little else None


def _reasons(diagnosis: Diagnosis) -> Iterator[RootCause]:
    key, parts = diagnosis.key, diagnosis.inferences
    said = [claim for claim in diagnosis.claims if claim in diagnosis.nodes]
    denied = [claim for claim in diagnosis.claims if diagnosis.is_only_denied(claim)]
    open_claims = diagnosis.reading.perhaps.intersection(diagnosis.claims)
    number = len(diagnosis.claims)
    if len(said) + len(denied) + len(open_claims) < number * _LITTLE:
        found = len(said) + len(diagnosis.mains.keys() & denied)
        yield RootCause(Reason.LITTLE_FOUND, found, number)
    if _FEWEST <= len(denied) > len(said):
        yield RootCause(Reason.DENIED, len(denied), len(said) + len(denied))
    mains = {part.outcome for id, part in diagnosis.mains.items() if not diagnosis.is_open(id)}
    if mains == {Outcome.MISSING} and len(diagnosis.mains) == 1:
        yield RootCause(Reason.MAIN_MISSING)
    elif Outcome.OTHER_PLACE in mains and Outcome.FOUND not in mains:
        yield RootCause(Reason.MAIN_UNDER)
    absent = (Outcome.MISSING, Outcome.CONTRADICTED, Outcome.LOOSE)
    drawn = {id for id, part in parts.items() if part.outcome not in absent}
    for reason, outcome in (
        (Reason.EXCHANGED, Outcome.OTHER_KIND),
        (Reason.REVERSED, Outcome.INVERTED),
    ):
        wrong = frozenset(id for id in drawn if parts[id].outcome is outcome)
        if _FEWEST <= len(wrong) >= len(drawn) * _MOST:
            yield RootCause(reason, len(wrong), len(drawn), wrong)
    deeper = {id for id in drawn if key.inferences[id].target not in diagnosis.mains}
    flat = frozenset(
        id
        for id in deeper
        if any(not diagnosis.ends_of(each).isdisjoint(diagnosis.mains) for each in parts[id].wrong)
    )
    if _FEWEST <= len(flat) >= len(deeper) * _MOST:
        yield RootCause(Reason.FLAT, len(flat), len(deeper), flat)
    needed = {id: diagnosis.needed(key.inferences[id]) for id in parts}
    linked = {
        id for id, each in needed.items() if len(each) > 1 and diagnosis.nodes.keys() >= {*each}
    }
    apart = frozenset(
        id for id in linked if parts[id].outcome is Outcome.NOT_LINKED and not parts[id].links
    )
    if len(apart) > 1 and apart == linked:
        yield RootCause(Reason.APART, len(apart), len(linked), apart)


def settled_with(cause: RootCause | None, diagnosis: Diagnosis | None) -> Collection[str]:
    """Return the parts of the key, or boxes, that are right once a root cause is put right."""
    if cause is None or diagnosis is None:
        return ()
    if cause.reason is Reason.DENIED:
        after = diagnosis.with_denials_taken_back()
    elif cause.reason is Reason.IN_OTHER_BOXES or len(cause.parts) > _MOST_FIXED:
        return cause.parts
    else:
        after = fixed(diagnosis, cause.parts)
    return cause.parts.union(set(diagnosis.faults).difference(after.faults))


def root_sentence(result: Result) -> str:
    """Return what is most wrong with a map, in a sentence; "" if nothing is."""
    cause = root_cause_of(result)
    if cause is None or cause.reason is Reason.UNREADABLE:
        return ""
    # Each reason is called as its sentence is.
    sentence: str = getattr(class_words_for(result.language), cause.reason.name.lower())
    claim = StudentPhrases(result.language).quote_text(result.argues_for)
    return sentence.format(number=cause.number, found=cause.number, all=cause.all, claim=claim)
