"""What a teacher decides about one class: places that are right, too, remarks, and other marks.

    - claim: Rested pupils learn better.
      objection to: Buses would come at the wrong time.
    - student: Bo Lind
      remark: Your second sentence says two things.
      mark: 4
      reason: You found an objection that is not in the key.

A place holds for the whole class: a claim of the key is a reason for another one there, or an
objection to it, beside where the key has it. Students are named as in all reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

import yaml

from argmap.classroom.feedback.decision_entries import (
    format_entries,
    read_entries,
    text_of,
)
from argmap.classroom.feedback.diagnosis import Place
from argmap.classroom.feedback.marks import parse_points
from argmap.model import ArgumentMap, Kind
from argmap.util.errors import ArgmapError
from argmap.util.text import plain_text

KEYS_OF_KINDS = {Kind.SUPPORT: "reason for", Kind.REBUTTAL: "objection to"}
_HEAD = """\
# What you decided about this class; argmap grade uses it. Other classes don't need it.
"""


class AcceptedPlace(NamedTuple):
    """A place that is right, too, by the texts of claims of the key."""

    claim: str
    kind: Kind
    target: str


class StudentDecision(NamedTuple):
    """What a teacher decided about a student: a remark, and a mark with its reason, or neither."""

    remark: str = ""
    mark: Decimal | None = None
    reason: str = ""


class ClassDecisions(NamedTuple):
    """What a teacher decided about a class."""

    places: tuple[AcceptedPlace, ...] = ()
    students: Mapping[str, StudentDecision] = MappingProxyType({})

    def places_in(self, key: ArgumentMap) -> Iterator[Place]:
        """Yield the places by the ids of a key, of those that have both claims."""
        ids = {plain_text(claim.text): id for id, claim in key.claims.items()}
        for claim, kind, target in self.places:
            ends = ids.get(plain_text(claim), ""), ids.get(plain_text(target), "")
            if all(ends) and key.uses(ends[0]):
                yield Place(ends[0], kind, ends[1])


class ClassDecisionFile(NamedTuple):
    """What a file holds; `notes` are on what is not used, `rejected` on what cannot be read."""

    decisions: ClassDecisions
    notes: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


def class_decisions_in(text: str, name: str) -> ClassDecisionFile:
    """Return what a teacher decided, from the text of a file and its name for messages.

    Entries that contradict each other are left out.

    Raises:
        ArgmapError: the file does not have this format.
    """
    places: dict[tuple[str, ...], AcceptedPlace] = {}

    def read(fields: dict[str, yaml.Node]) -> tuple[tuple[str, ...], StudentDecision | Kind]:
        if "student" in fields:
            student = text_of(fields.pop("student"), "student")
            return (student,), _decision_in(fields)
        place = _place_in(fields)
        ends = plain_text(place.claim), plain_text(place.target)
        places.setdefault(ends, place)
        return ends, place.kind

    entries = read_entries(text, name, read)
    notes = [
        f"{line} contradicts an earlier entry, so argmap uses neither"
        for line in entries.contradicted.values()
    ]
    students = {
        about[0]: decision
        for about, decision in entries.decided.items()
        if isinstance(decision, StudentDecision)
    }
    used = tuple(place for ends, place in places.items() if ends in entries.decided)
    return ClassDecisionFile(ClassDecisions(used, students), tuple(notes), entries.rejected)


def _place_in(fields: Mapping[str, yaml.Node]) -> AcceptedPlace:
    for kind, key in KEYS_OF_KINDS.items():
        if fields.keys() == {"claim", key}:
            return AcceptedPlace(text_of(fields["claim"], "claim"), kind, text_of(fields[key], key))
    raise ArgmapError(
        "an entry must have `student`, or `claim` and one of `reason for` and `objection to`"
    )


def _decision_in(fields: Mapping[str, yaml.Node]) -> StudentDecision:
    texts = {key: text_of(node, key) for key, node in fields.items()}
    unknown = texts.keys() - {"remark", "mark", "reason"}
    if unknown or not texts:
        raise ArgmapError("beside `student`, an entry can have `remark`, `mark` and `reason`")
    return decision_of(**texts)


def decision_of(remark: str = "", mark: str = "", reason: str = "") -> StudentDecision:
    """Return what was decided about a student, in the words of a teacher.

    Raises:
        ArgmapError: the mark is not a number, or has no reason.
    """
    if not mark:
        if reason:
            raise ArgmapError("a `reason` needs a `mark`")
        return StudentDecision(remark)
    points = parse_points(mark, "the `mark`")
    if not reason:
        raise ArgmapError("a `mark` needs a `reason`, which the student reads")
    return StudentDecision(remark, points, reason)


def format_class_decisions(decisions: ClassDecisions) -> str:
    """Return the file of what a teacher decided."""
    entries: list[dict[str, str]] = []
    for place in decisions.places:
        entries.append({"claim": place.claim, KEYS_OF_KINDS[place.kind]: place.target})
    for student, decision in decisions.students.items():
        entry = {"student": student}
        if decision.remark:
            entry["remark"] = decision.remark
        if decision.mark is not None:
            entry |= {"mark": f"{decision.mark:f}", "reason": decision.reason}
        entries.append(entry)
    return format_entries(_HEAD, entries)
