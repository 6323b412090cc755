"""What a teacher sees of a class below the wordings: marks, and what is decided about students.

    {"students": [{"name": "Bo Lind", "mark": "3.25 of 5", "how_certain": "provisional",
       "remark": "", "own": "", "reason": ""}],
     "places": [{"claim": "Pupils sleep longer.", "kind": "reason for", "target": "Nine is best.",
       "text": "“Pupils sleep longer” as a reason for “Nine is best”", "maps": 2,
       "is_right": false}]}

A place is where students have a claim of the key that is elsewhere there. One that is accepted
stays in the list, so that this can be taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from argmap.classroom.feedback.class_decisions import (
    KEYS_OF_KINDS,
    AcceptedPlace,
    ClassDecisions,
    StudentDecision,
    decision_of,
)
from argmap.classroom.feedback.diagnosis import Diagnosis, Place
from argmap.classroom.feedback.feedback import mark_in_short
from argmap.classroom.feedback.grading import Grader, Result
from argmap.classroom.feedback.hints import StudentPhrases
from argmap.classroom.feedback.marks import format_points, points_of
from argmap.model import Kind
from argmap.util.errors import ArgmapError

_NO_DECISION = StudentDecision()


def class_marks(grader: Grader, results: Iterable[Result]) -> Mapping[str, object]:
    """Return the marks of a class, each with what was decided about the student, and places."""
    results = [result for result in results if not result.is_other_version]
    decided = grader.class_decisions.students
    phrases = StudentPhrases(next(iter(grader.keys.values())).language)
    students = []
    for result in results:
        mark = how_certain = ""
        if result.mark is not None:
            # What argmap gives is beside what the teacher gives instead.
            of_argmap = result.mark._replace(adjusted=None)
            mark, how_certain = mark_in_short(of_argmap, result.language)
        name = result.submission.student
        remark, own, reason = decided.get(name, _NO_DECISION)
        given = "" if own is None else format_points(own, phrases.words.decimal_mark)
        entry = {"name": name, "mark": mark, "how_certain": how_certain}
        students.append(entry | {"remark": remark, "own": given, "reason": reason})
    return {"students": students, "places": _places(grader, results, phrases)}


def _places(
    grader: Grader, results: Iterable[Result], phrases: StudentPhrases
) -> list[Mapping[str, object]]:
    maps = Counter(dict.fromkeys(grader.class_decisions.places, 0))
    for result in results:
        if result.diagnosis is not None:
            claims = result.diagnosis.key.claims
            for id, kind, target in _useful_places(result.diagnosis, grader):
                maps[AcceptedPlace(claims[id].text, kind, claims[target].text)] += 1
    shown: list[Mapping[str, object]] = []
    for place in maps:
        words = phrases.words
        sentence = words.as_reason if place.kind is Kind.SUPPORT else words.as_objection
        premises, target = phrases.quote_text(place.claim), phrases.quote_text(place.target)
        shown.append(
            {
                "claim": place.claim,
                "kind": KEYS_OF_KINDS[place.kind],
                "target": place.target,
                "text": sentence.format(premises=premises, target=target),
                "maps": maps[place],
                "is_right": place in grader.class_decisions.places,
            }
        )
    return shown


def _useful_places(diagnosis: Diagnosis, grader: Grader) -> list[Place]:
    """Return where claims of the key are, beside their places, if accepting it raises the mark."""

    def after(*accepted: Place) -> Diagnosis:
        reading = diagnosis.reading._replace(accepted=frozenset(accepted))
        return Diagnosis(diagnosis.key, reading, count_implicit=diagnosis.count_implicit)

    before = after()
    points = points_of(before, grader.rubric)
    places = sorted(before.other_places())
    return [place for place in places if points_of(after(place), grader.rubric) > points]


def with_place(decisions: ClassDecisions, sent: Mapping[str, object]) -> ClassDecisions:
    """Return decisions with a place that a page sent: `is_right` or no longer.

    Raises:
        ArgmapError: it is no place.
    """
    kinds = {key: kind for kind, key in KEYS_OF_KINDS.items()}
    claim, kind, target = sent.get("claim"), kinds.get(str(sent.get("kind"))), sent.get("target")
    if not isinstance(claim, str) or not isinstance(target, str) or kind is None:
        raise ArgmapError("this is not a place")
    places = [each for each in decisions.places if (each.claim, each.target) != (claim, target)]
    if sent.get("is_right") is True:
        places.append(AcceptedPlace(claim, kind, target))
    return decisions._replace(places=tuple(places))


def with_student(decisions: ClassDecisions, sent: Mapping[str, object]) -> ClassDecisions:
    """Return decisions with what a page sent about a student.

    Raises:
        ArgmapError: it is not about a student, or the mark is no number, or has no reason.
    """
    texts = [sent.get(key) for key in ("name", "remark", "own", "reason")]
    name, *decided = [text.strip() for text in texts if isinstance(text, str)]
    if len(decided) < len(texts) - 1 or not name:
        raise ArgmapError("this is not a decision about a student")
    students = {each: decisions.students[each] for each in decisions.students if each != name}
    decision = decision_of(*decided)
    if decision != _NO_DECISION:
        students[name] = decision
    return decisions._replace(students=students)
