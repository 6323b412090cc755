"""The maps of a class, each compared with the key that is nearest to it, and a mark for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import NamedTuple

from argmap.classroom.feedback.class_decisions import ClassDecisions
from argmap.classroom.feedback.corrections import to_fix
from argmap.classroom.feedback.diagnosis import Diagnosis, counts_in, diagnose
from argmap.classroom.feedback.marks import (
    DEFAULT_RUBRIC,
    Adjustment,
    Mark,
    Rubric,
    mark_of,
)
from argmap.comparison.claim_alignment import is_same_sheet
from argmap.comparison.compare import Comparison, compare
from argmap.comparison.decisions import Decision, DecisionBook
from argmap.languages.lexicons import lexicon_for
from argmap.model import ArgumentMap
from argmap.util.text import plain_text, shorten


class Submission(NamedTuple):
    """A file that a student handed in.

    Attributes:
        name: what it is called.
        student: who handed it in, as `argmap.classroom.feedback.versions.with_students` finds.
        map: the map in it; None where it could not be read.
        errors: the number of errors in it, if it could not be read.
        first_error: the first of them.
        repairs: how many typos were fixed, in memory.
        help: what to do about the first error, if argmap knows it.
        excerpt: the line of that error and the line above it, each with its number.
        is_unfilled: whether it is a worksheet in which no blank is filled in.
        line: where that error is; 0 if it is at no line.
    """

    name: str
    map: ArgumentMap | None
    errors: int = 0
    first_error: str = ""
    repairs: int = 0
    help: str = ""
    excerpt: str = ""
    is_unfilled: bool = False
    line: int = 0
    student: str = ""

    @property
    def heading(self) -> str:
        """What the file is called on a page: `Bo Lind (map.yaml)` in one of Moodle's folders."""
        if not re.search("_assignsubmission_", self.name):
            return self.name
        return f"{self.student} ({PurePosixPath(self.name).name})"


class Result(NamedTuple):
    """What came of a submission.

    Attributes:
        submission: the file.
        language: the language of its feedback: that of its key, or of the first one.
        key: the name of the key that is nearest to it; "" where it is not a map.
        comparison: how it compares with that key.
        diagnosis: what became of that key in it.
        mark: its mark; None where it is not a map, or its key has nothing to give points for.
        argues_for: its main claim, if that denies the key's, else "".
        fixes: the parts of the key at which the student has to fix something, first what raises
            the mark most.
        is_other_version: whether another map by the same student counts instead.
        remark: what a teacher says to the student.
    """

    submission: Submission
    language: str
    key: str = ""
    comparison: Comparison | None = None
    diagnosis: Diagnosis | None = None
    mark: Mark | None = None
    argues_for: str = ""
    fixes: tuple[str, ...] = ()
    is_other_version: bool = False
    remark: str = ""

    @property
    def rank(self) -> tuple[int, int]:
        """How much is right: inferences, then claims; what is not a map ranks below all."""
        if self.comparison is None:
            return -1, -1
        counts = self.comparison.counts
        return counts.right, counts.claims_found


class Grader(NamedTuple):
    """Compares the maps of a class with one or more keys, and gives marks.

    Attributes:
        keys: the keys, by their names.
        decisions: what a teacher decided about students' claims, by their texts (see
            `argmap.classroom.feedback.match_decisions`).
        count_implicit: whether what the author of the key added counts as missing.
        rubric: what points are given for.
        class_decisions: what a teacher decided about the class.
        step: to a multiple of this, marks are rounded; 0 if they are not.
    """

    keys: Mapping[str, ArgumentMap]
    decisions: Mapping[str, Decision]
    count_implicit: bool = False
    rubric: Rubric = DEFAULT_RUBRIC
    class_decisions: ClassDecisions = ClassDecisions()
    step: Decimal = Decimal(0)

    def decision_book(self, key: ArgumentMap) -> DecisionBook:
        """Return the decisions, for texts in the language of a key."""
        texts = [claim.text for claim in key.claims.values()]
        return DecisionBook(self.decisions, lexicon_for(key.language), texts)

    def result_of(self, submission: Submission) -> Result:
        """Return what came of a submission, compared with the key that ranks it highest.

        A worksheet is compared with its own key, if that is among them.
        """
        result = self._compared(submission)
        decision = self.class_decisions.students.get(submission.student)
        if decision is None:
            return result
        mark = result.mark
        if result.comparison is None:
            # A teacher may mark what argmap cannot read.
            mark = self._no_points(next(iter(self.keys.values())))
        if decision.mark is None or mark is None or decision.mark > mark.most:
            return result._replace(remark=decision.remark)
        mark = mark._replace(adjusted=Adjustment(decision.mark, decision.reason))
        return result._replace(remark=decision.remark, mark=mark)

    def _compared(self, submission: Submission) -> Result:
        first_key = next(iter(self.keys.values()))
        best = Result(submission, first_key.language)
        map = submission.map
        if map is None:
            return best
        own_keys = {name: key for name, key in self.keys.items() if is_same_sheet(map, key)}
        for name, key in (own_keys or self.keys).items():
            result = self._compare_with(name, key, submission, map)
            # Of equals, the key that was named first counts.
            if result.rank > best.rank:
                best = result
        if best.comparison is None or best.diagnosis is None:
            return best
        fixes = to_fix(best.diagnosis, self.rubric)
        mark = mark_of(best.comparison, self.rubric, diagnosis=best.diagnosis)
        mark = mark._replace(step=self.step)
        return best._replace(mark=mark if mark.most else None, fixes=tuple(fixes))

    def _no_points(self, key: ArgumentMap) -> Mark | None:
        """Return a mark in which all is open; None if there are no points for a key."""
        whole = mark_of(compare(key, key), self.rubric, count_implicit=self.count_implicit)
        criteria = [each._replace(level=0, mark=Decimal(0)) for each in whole.criteria]
        return Mark(tuple(criteria), may_change=True) if whole.most else None

    def keys_without_points(self) -> list[str]:
        """Return the names of the keys for which the rubric gives no points."""
        return [name for name, key in self.keys.items() if self._no_points(key) is None]

    def unused_decisions(self, results: Iterable[Result]) -> list[str]:
        """Return sentences on what was decided about the class and could not be used for it."""
        marks = {result.submission.student: result.mark for result in results}
        texts = {
            plain_text(each.text) for key in self.keys.values() for each in key.claims.values()
        }
        notes: defaultdict[str, list[str]] = defaultdict(list)
        for place in self.class_decisions.places:
            notes["an accepted place is not used, because no key has the claim"] += [
                claim for claim in (place.claim, place.target) if plain_text(claim) not in texts
            ]
        for student, decision in self.class_decisions.students.items():
            mark = marks.get(student)
            if student not in marks:
                notes["a decision is not used, because the class has no map by"].append(student)
            elif decision.mark is not None and (mark is None or mark.adjusted is None):
                notes["a mark is not used, because it is above the maximum, for"].append(student)
        return [
            f"{what} {', '.join(f'“{shorten(name)}”' for name in names)}"
            for what, names in notes.items()
            if names
        ]

    def _compare_with(
        self, name: str, key: ArgumentMap, submission: Submission, map: ArgumentMap
    ) -> Result:
        comparison = compare(
            map,
            key,
            decisions=self.decision_book(key),
            lexicon=lexicon_for(key.language),
            count_implicit=self.count_implicit,
        )
        accepted = self.class_decisions.places_in(key)
        diagnosis = diagnose(comparison, count_implicit=self.count_implicit, accepted=accepted)
        comparison = replace(comparison, counts=counts_in(diagnosis, comparison.counts))
        argues_for = map.claims[diagnosis.argues_for].text if diagnosis.argues_for else ""
        return Result(submission, key.language, name, comparison, diagnosis, argues_for=argues_for)
