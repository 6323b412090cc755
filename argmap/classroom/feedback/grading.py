"""The maps of a class, each compared with the key that is nearest to it, and a mark for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from argmap.classroom.feedback.corrections import to_fix
from argmap.classroom.feedback.diagnosis import Diagnosis, counts_in, diagnose
from argmap.classroom.feedback.marks import DEFAULT_RUBRIC, Mark, Rubric, mark_of
from argmap.comparison.claim_alignment import is_same_sheet
from argmap.comparison.compare import Comparison, compare
from argmap.comparison.decisions import Decision, DecisionBook
from argmap.languages.lexicons import lexicon_for
from argmap.model import ArgumentMap

_FOLDER_OF_PARTICIPANT = re.compile(r"([^/\\]+)_\d+_assignsubmission_")


class Submission(NamedTuple):
    """A file that a student handed in.

    Attributes:
        name: what it is called.
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

    @property
    def student(self) -> str:
        """The name of the student as far as the file shows it.

        Moodle's folders have it, `Bo Lind_302_assignsubmission_file/map.yaml`; other files are
        named after it, `Bo Lind.yaml`.
        """
        folder = _FOLDER_OF_PARTICIPANT.search(self.name)
        if folder is not None:
            return folder[1]
        return PurePosixPath(self.name).stem

    @property
    def heading(self) -> str:
        """What the file is called on a page: `Bo Lind (map.yaml)` in one of Moodle's folders."""
        if _FOLDER_OF_PARTICIPANT.search(self.name) is None:
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
    """

    keys: Mapping[str, ArgumentMap]
    decisions: Mapping[str, Decision]
    count_implicit: bool = False
    rubric: Rubric = DEFAULT_RUBRIC

    def decision_book(self, key: ArgumentMap) -> DecisionBook:
        """Return the decisions, for texts in the language of a key."""
        texts = [claim.text for claim in key.claims.values()]
        return DecisionBook(self.decisions, lexicon_for(key.language), texts)

    def result_of(self, submission: Submission) -> Result:
        """Return what came of a submission, compared with the key that ranks it highest.

        A worksheet is compared with its own key, if that is among them.
        """
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
        return best._replace(mark=self._mark(best.comparison), fixes=tuple(fixes))

    def _mark(self, comparison: Comparison) -> Mark | None:
        mark = mark_of(comparison, self.rubric, count_implicit=self.count_implicit)
        return mark if mark.most else None

    def keys_without_points(self) -> list[str]:
        """Return the names of the keys for which the rubric gives no points."""
        names = []
        for name, key in self.keys.items():
            if self._mark(compare(key, key)) is None:
                names.append(name)
        return names

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
        diagnosis = diagnose(comparison, count_implicit=self.count_implicit)
        comparison = replace(comparison, counts=counts_in(diagnosis, comparison.counts))
        argues_for = map.claims[diagnosis.argues_for].text if diagnosis.argues_for else ""
        return Result(submission, key.language, name, comparison, diagnosis, argues_for=argues_for)
