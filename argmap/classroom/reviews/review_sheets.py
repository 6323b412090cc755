"""The sheets of a peer review, and what comes back of them, in a page for each author.

A sheet is a worksheet whose boxes are questions about a map, and are in no map themselves:

    worksheet: 0f3a5c7e9b1d-4
    claims:
      c1: {text: "…"}                             # what a student answers
      m1: {text: School should start at nine.}    # the map
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from argmap.classroom.feedback.feedback_pages import free_name
from argmap.classroom.feedback.grading import Submission
from argmap.classroom.feedback.submissions import SubmittedFile, submission_of
from argmap.classroom.feedback.versions import age, author_key
from argmap.classroom.reviews.assignment import QUESTIONS, Assignment, assign
from argmap.classroom.worksheets.sheet import Worksheet, map_for_review
from argmap.classroom.worksheets.worksheet_docx import format_docx_sheet
from argmap.classroom.worksheets.worksheet_page import format_page_sheet, format_review_page
from argmap.formats.native.writer import format_native
from argmap.languages import class_words_for, worksheet_words_for
from argmap.model import ArgumentMap, Claim
from argmap.model.diagnostics import PLACEHOLDER
from argmap.model.graph import without
from argmap.model.writing import WritingOptions
from argmap.options.names import WorksheetPaper
from argmap.util.errors import ArgmapError
from argmap.util.office_packages import need_library
from argmap.util.text import count, one_line

_BLANKS = [f"c{number}" for number in range(1, QUESTIONS + 1)]


class ReviewFiles(NamedTuple):
    """What is written for a class: files by their names, and sentences for the teacher."""

    assignment: Assignment
    files: Mapping[str, bytes]
    notes: Sequence[str]


def make_reviews(files: Sequence[SubmittedFile], paper: WorksheetPaper) -> ReviewFiles:
    """Return a page and a document for each review, named after the student who is to write it."""
    notes = []
    maps: dict[str, ArgumentMap | None] = {}
    author_of: dict[str, str] = {}
    # Of several versions of a student's map, the latest is reviewed.
    for file in sorted(files, key=age):
        submission = submission_of(file, "")
        if submission.map is None:
            notes.append(_not_read(submission))
        author = author_key(file.name)
        name = _name_of(author)
        if author_of.setdefault(name, author) != author:
            name = " ".join(PurePosixPath(author).parts)
        maps[name] = submission.map or maps.get(name)
    readable = {name: map for name, map in maps.items() if map is not None}
    assignment = assign(maps)
    if len(assignment.students) == 2:
        notes.append("there are only two maps, so their authors review one each")
    has_documents = True
    try:
        need_library("docx", "docx")
    except ArgmapError as problem:
        has_documents = False
        notes.append(f"there are pages only: {problem}")
    written: dict[str, bytes] = {}
    taken: set[str] = set()
    for id, (by, of) in assignment.reviews.items():
        map = readable[assignment.students[of]]
        title = class_words_for(map.language).map_number.format(number=of)
        sheet = _sheet_of(map_for_review(map, title), id)
        blanks = {blank: Claim(blank, PLACEHOLDER) for blank in _BLANKS}
        whole = replace(sheet.map, claims=blanks | dict(sheet.map.claims))
        template = format_native(whole, WritingOptions()).text
        name = free_name(f"{by} - {title}.html", taken).removesuffix(".html")
        try:
            written[f"{name}.html"] = format_page_sheet(sheet, (), template, name).encode()
            if has_documents:
                written[f"{name}.docx"] = format_docx_sheet(sheet, (), template, paper)
        except ArgmapError as problem:
            notes.append(f"{one_line(name)} is left out: {problem}")
    return ReviewFiles(assignment, written, list(dict.fromkeys(notes)))


def _name_of(author: str) -> str:
    """Return the name of a student, whose maps have this in common: `Bo Lind_302_assign…`."""
    return re.sub(r"_\d+_assignsubmission_$", "", PurePosixPath(author).name)


def _sheet_of(map: ArgumentMap, id: str) -> Worksheet:
    said = worksheet_words_for(map.language)
    asked = (said.reasons_fit, said.needs_evidence, said.missing_objection, said.keep_as_is)
    questions = dict(zip(_BLANKS, asked, strict=True))
    shown = replace(map, worksheet=id)
    return Worksheet(shown, shown, dict.fromkeys(_BLANKS, ""), {}, (), questions)


def _not_read(submission: Submission) -> str:
    reason = "; ".join(filter(None, [submission.first_error, submission.help]))
    return f"{one_line(submission.name)} could not be read: {one_line(reason)}"


def collect_reviews(assignment: Assignment, files: Sequence[SubmittedFile]) -> ReviewFiles:
    """Return a page for each author whose map was reviewed, without the reviewers' names."""
    returned: dict[str, ArgumentMap] = {}
    notes = []
    for file in files:
        submission = submission_of(file, "")
        name = one_line(submission.name)
        map = submission.map
        if map is None:
            notes.append(_not_read(submission))
            continue
        review = assignment.reviews.get(map.worksheet)
        if review is None:
            notes.append(f"{name} is not one of these reviews: nobody in this class was given it")
        elif review.of not in assignment.students:
            notes.append(f"{name} is about map {review.of}, which is gone")
        elif map.claims.keys().isdisjoint(_BLANKS):
            notes.append(f"{name} answers none of the questions")
        else:
            if map.worksheet in returned:
                by = one_line(review.by)
                notes.append(f"{name} is another version of a review by {by}; it replaces that one")
            returned[map.worksheet] = map
    pages = {}
    taken: set[str] = set()
    for number, author in assignment.students.items():
        ids = [id for id, review in assignment.reviews.items() if review.of == number]
        maps = [returned[id] for id in ids if id in returned]
        if not maps:
            continue
        page_name = free_name(f"{author}.html", taken)
        try:
            pages[page_name] = _author_page(maps).encode()
        except ArgmapError as problem:
            notes.append(f"{one_line(page_name)} is left out: {problem}")
    missing = [review.by for id, review in assignment.reviews.items() if id not in returned]
    if missing:
        names = ", ".join(one_line(name) for name in sorted(set(missing)))
        notes.append(f"{count(len(missing), 'review')} not returned, by: {names}")
    return ReviewFiles(assignment, pages, notes)


def _author_page(reviews: Sequence[ArgumentMap]) -> str:
    """Return the page of an author: each question with what the reviewers answered."""
    first = reviews[0]
    sheet = _sheet_of(without(first, _BLANKS), first.worksheet)
    answers = []
    for blank, question in sheet.questions.items():
        given = [review.claims[blank].text for review in reviews if blank in review.claims]
        if given:
            answers.append((question, given))
    return format_review_page(sheet, answers)
