"""The one thing that is most wrong with a map: the same for the student and the class page.

main claim missing          Anna has no main claim
most of it reversed         Bo has reasons for objections

Undecided claims call for no conversation: they wait for the teacher, and not for the student.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum, auto
from typing import NamedTuple

from argmap.classroom.feedback.corrections import boxes_to_fix
from argmap.classroom.feedback.diagnosis import Diagnosis, Outcome
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import StudentPhrases
from argmap.classroom.feedback.sheet_boxes import filled_boxes
from argmap.languages import class_words_for

_LITTLE = 1 / 3
"""Less than this share of the claims of a key is little."""
_MOST = 2 / 3
"""From this share on, it is most."""
_FEWEST = 3
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


class RootCause(NamedTuple):
    """Why the author of a map needs a conversation.

    Attributes:
        reason: the most urgent reason.
        number: how many parts of the key it concerns.
        all: of how many.
        parts: these parts of the key, where one correction puts all of them right.
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
    boxes = filled_boxes(comparison)
    if boxes:
        # Nothing else can go wrong on a worksheet.
        there = len(boxes) - len(boxes_to_fix(comparison))
        is_little = there < len(boxes) * _LITTLE
        return RootCause(Reason.LITTLE_FOUND, there, len(boxes)) if is_little else None
    found = list(_reasons(diagnosis))
    if result.argues_for:
        found.append(RootCause(Reason.OTHER_SIDE))
    return min(found, default=None)


def _reasons(diagnosis: Diagnosis) -> Iterator[RootCause]:
    claims = [
        claim for claim in diagnosis.claims if claim in diagnosis.nodes or diagnosis.deniers(claim)
    ]
    open_claims = diagnosis.reading.perhaps.intersection(diagnosis.claims)
    number = len(diagnosis.claims)
    if len(claims) + len(open_claims) < number * _LITTLE:
        yield RootCause(Reason.LITTLE_FOUND, len(claims), number)
    mains = {part.outcome for id, part in diagnosis.mains.items() if not diagnosis.is_open(id)}
    if mains == {Outcome.MISSING} and len(diagnosis.mains) == 1:
        yield RootCause(Reason.MAIN_MISSING)
    elif Outcome.OTHER_PLACE in mains and Outcome.FOUND not in mains:
        yield RootCause(Reason.MAIN_UNDER)
    absent = (Outcome.MISSING, Outcome.CONTRADICTED, Outcome.LOOSE)
    drawn = {id: part for id, part in diagnosis.inferences.items() if part.outcome not in absent}
    turned = (Outcome.OTHER_KIND, Outcome.INVERTED)
    around = frozenset(id for id, part in drawn.items() if part.outcome in turned)
    if _FEWEST <= len(around) >= len(drawn) * _MOST:
        yield RootCause(Reason.REVERSED, len(around), len(drawn), around)
    deeper = {
        id: part
        for id, part in drawn.items()
        if diagnosis.key.inferences[id].target not in diagnosis.mains
    }
    flat = frozenset(
        id
        for id, part in deeper.items()
        if any(not diagnosis.ends_of(each).isdisjoint(diagnosis.mains) for each in part.wrong)
    )
    if _FEWEST <= len(flat) >= len(deeper) * _MOST:
        yield RootCause(Reason.FLAT, len(flat), len(deeper), flat)


def root_sentence(result: Result) -> str:
    """Return what is most wrong with a map, in a sentence; "" if nothing is."""
    cause = root_cause_of(result)
    if cause is None or cause.reason is Reason.UNREADABLE:
        return ""
    phrases = StudentPhrases(result.language)
    words = class_words_for(result.language)
    sentences: Mapping[Reason, str] = {
        Reason.LITTLE_FOUND: words.little_found,
        Reason.MAIN_MISSING: words.main_missing,
        Reason.REVERSED: words.reversed,
        Reason.FLAT: words.flat,
        Reason.MAIN_UNDER: words.main_under,
        Reason.OTHER_SIDE: words.argues_for,
    }
    claim = phrases.quote_text(result.argues_for)
    return sentences[cause.reason].format(
        number=cause.number, found=cause.number, all=cause.all, claim=claim
    )


def fixes_below(result: Result) -> tuple[str, ...]:
    """Return what is still to be fixed once the root cause is; all of it, if nothing is."""
    cause = root_cause_of(result)
    parts = cause.parts if cause is not None else frozenset()
    return tuple(id for id in result.fixes if id not in parts) or result.fixes
