"""What the page of the editor can do for a class: worksheets, quizzes, and marks for maps.

    tools = class_tools(describe)
    tools["worksheet"](ToolRequest(map, "bikes.yaml", {"format": "html", "share": 0.5}))
    tools["quiz"](ToolRequest(map, "bikes.yaml", {"format": "gift", "count": 10, "seed": 1}))
    tools["grade"](ToolRequest(key, "key.yaml", {"hints": 2}, [NamedFile("class.zip", b"PK…")]))
    tools["review"](ToolRequest(map, "bikes.yaml", {}, [NamedFile("class.zip", b"PK…")]))
    tools["decide"](ToolRequest(key, "key.yaml", {"desk": 1, "undo": True}))

Each makes the files that the command of the same name writes. What a map needs to be compared,
drawn and printed is loaded where it is needed, since the editor starts without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from argmap.model.tools import (
    NamedFile,
    Tool,
    ToolAnswer,
    ToolRequest,
    ToolTable,
)
from argmap.util.errors import ArgmapError, Failure
from argmap.util.limits import Limit
from argmap.util.text import count as counted

if TYPE_CHECKING:
    from argmap.classroom.feedback.class_decisions import ClassDecisionFile, ClassDecisions
    from argmap.classroom.feedback.decision_desk import DecisionDesk
    from argmap.classroom.feedback.grading import Grader, Result
    from argmap.classroom.feedback.hints import Hints
    from argmap.classroom.feedback.match_decisions import DecisionFile
    from argmap.classroom.feedback.student_picture import Describe
    from argmap.classroom.feedback.submissions import SubmittedFile
    from argmap.comparison.decisions import Decision
    from argmap.model import ArgumentMap

_MOST_QUESTIONS = 1_000
_MOST_SEED = 1_000_000_000

_Value = TypeVar("_Value", int, float, str, bool)


def class_tools(describe: Describe) -> Mapping[str, Tool]:
    """Return the tools by their names.

    Args:
        describe: puts a picture into words for those who do not see it.
    """
    grading = ClassGrading(describe)
    return {
        "worksheet": make_worksheet,
        "quiz": make_quiz,
        "grade": grading.grade,
        "decide": grading.decide,
        "review": review_maps,
    }


# --- what a person chose ---


def _chosen(request: ToolRequest, name: str, default: _Value) -> _Value:
    """Return an argument that has the type of its default."""
    value = request.arguments.get(name, default)
    if isinstance(default, float) and type(value) is int:
        value = float(value)
    if type(value) is not type(default):
        raise ArgmapError(f"the argument `{name}` has the wrong type")
    return value


def _number(request: ToolRequest, name: str, default: int, least: int, most: int) -> int:
    number = _chosen(request, name, default)
    if not least <= number <= most:
        raise ArgmapError(f"`{name}` must be a number from {least:,} to {most:,}, not {number:,}")
    return number


def _one_of(request: ToolRequest, name: str, known: Sequence[str]) -> str:
    value = _chosen(request, name, known[0])
    if value not in known:
        raise ArgmapError(f"`{name}` must be one of {', '.join(known)}")
    return value


def _name(request: ToolRequest) -> PurePath:
    """Return the name of the map's file, without its folders, which others need not see."""
    return PurePath(PurePath(request.name.replace("\\", "/")).name or "map")


# --- worksheets and quizzes ---


def make_worksheet(request: ToolRequest) -> ToolAnswer:
    """Make a map with blanks, or the claims as cards, and the key.

    The arguments are those of `SheetOptions`, and `format`.
    """
    from argmap.classroom.worksheets.worksheet_files import make_key_page, make_sheet
    from argmap.options import SheetOptions, choices_of, group_of
    from argmap.options.names import WorksheetFormat

    format = _one_of(request, "format", ("html", *choices_of(WorksheetFormat)))
    options = group_of(SheetOptions, request.arguments)
    map = request.map
    made = make_sheet(map, format, options)
    stem = f"{_name(request).stem}-{'cards' if options.cards else 'sheet'}"
    # `argmap grade` reads keys in the native format, and keys of paper are for people.
    key_format = "pdf" if format == "pdf" else "yaml"
    files = [
        NamedFile(f"{stem}.{format}", made.sheet),
        NamedFile(f"{stem}-key.{key_format}", made.key),
    ]
    if key_format != "pdf":
        files.insert(1, NamedFile(f"{stem}-key.html", make_key_page(map, options)))
    remarks = ["two_keys"] if key_format != "pdf" else []
    return ToolAnswer(files, _packed(f"{stem}.zip", files), notes=made.notes, remarks=remarks)


def make_quiz(request: ToolRequest) -> ToolAnswer:
    """Make questions about a map: a `count` of them, in a `format`, from a `seed`."""
    from argmap.classroom.quiz_formats import QUIZ_ENDINGS, format_questions
    from argmap.classroom.quiz_questions import make_questions

    format = _one_of(request, "format", tuple(QUIZ_ENDINGS))
    count = _number(request, "count", 10, 1, _MOST_QUESTIONS)
    made = make_questions(request.map, count, _number(request, "seed", 0, 0, _MOST_SEED))
    notes = []
    if len(made) < count:
        notes = [f"made {counted(len(made), 'question')}; the map is too small for more"]
    name = f"{_name(request).stem}-quiz.{QUIZ_ENDINGS[format]}"
    data = format_questions(format, request.map, made).encode()
    return ToolAnswer((NamedFile(name, data),), notes=notes)


# --- marks ---


class ClassGrading:
    """Marks for the maps that were given last, and what a person decides about them."""

    def __init__(self, describe: Describe) -> None:
        self._describe = describe
        self._desk: DecisionDesk | None = None
        self._number = 0
        self._key: ArgumentMap | None = None

    def grade(self, request: ToolRequest) -> ToolAnswer:
        """Compare the maps in some files with the map, which is the key.

        The arguments are `hints`, `count_implicit` and `names`. What was decided about claims that
        are not certain is in a file `matches.yaml` among the files, and what was decided about the
        class in a file `decisions.yaml`.
        """
        from argmap.classroom.feedback.class_decisions import ClassDecisions, class_decisions_in
        from argmap.classroom.feedback.class_page import format_class_page
        from argmap.classroom.feedback.class_reports import format_results_csv
        from argmap.classroom.feedback.grading import Grader
        from argmap.classroom.feedback.hints import Hints
        from argmap.classroom.feedback.match_decisions import decisions_in

        hints = Hints(_number(request, "hints", 2, 1, 3))
        count_implicit = _chosen(request, "count_implicit", default=False)
        names = _chosen(request, "names", default=False)
        notes: list[str] = []
        decisions: Mapping[str, Decision] = {}
        for read in _decided(request, _MATCHES, decisions_in, notes):
            decisions = {**decisions, **read.decisions}
        decisions = _about_this_key(decisions, request.map, notes)
        decisions = self._without_outdated(decisions, request.map, notes)
        about_class = ClassDecisions()
        for about in _decided(request, _CLASS_DECISIONS, class_decisions_in, notes):
            about_class = about.decisions
        keys = {str(_name(request)): request.map}
        grader = Grader(keys, decisions, count_implicit, class_decisions=about_class)
        if grader.keys_without_points():
            notes.append("there are no marks, because the key has nothing to give points for")
        files = _files_handed_in(request)
        graded = _graded(files, grader)
        results = [result for _, result in graded]
        notes += grader.unused_decisions(results)
        desk = self._open_desk(files, grader)
        stem = _name(request).stem
        class_page = format_class_page(results, grader, self._describe, with_names=names)
        made = [
            NamedFile(f"{stem}-marks.csv", format_results_csv(results, hints).encode()),
            NamedFile(f"{stem}-class.html", class_page.encode()),
        ]
        if decisions:
            made.append(_matches_file(decisions))
        if about_class.places or about_class.students:
            made.append(_class_file(about_class))
        looked_at = [result for file, result in graded if file.was_looked_at]
        pages = _pages(looked_at, hints, self._describe)
        in_folder = [NamedFile(f"{_FOLDER}/{page.name}", page.data) for page in pages]
        return ToolAnswer(
            [*made, _packed(f"{stem}-{_FOLDER}.zip", pages)],
            _packed(f"{stem}-class.zip", [*made, *in_folder]),
            _table(results),
            desk,
            notes,
            ["wrong_key"] if _is_unlike_the_key(results) else [],
        )

    def decide(self, request: ToolRequest) -> ToolAnswer:
        """Decide about the maps that were graded last, and return the file that has changed.

        The arguments are those of `DecisionDesk.save`, and the number of the desk.
        """
        sent = dict(request.arguments)
        if self._desk is None or sent.pop("desk", None) != self._number:
            raise Failure("these maps were graded again elsewhere; grade them here again")
        desk, decisions, about_class = self._desk, self._desk.decisions, self._desk.class_decisions
        shown = {"number": self._number, **desk.save(sent)}
        made = []
        if desk.decisions != decisions:
            made.append(_matches_file(desk.decisions))
        if desk.class_decisions != about_class:
            made.append(_class_file(desk.class_decisions))
        return ToolAnswer(made, desk=shown)

    def _without_outdated(
        self, decisions: Mapping[str, Decision], key: ArgumentMap, notes: list[str]
    ) -> Mapping[str, Decision]:
        """Return the decisions without those on claims that may be in the key by now."""
        from argmap.comparison.decisions import NOT_IN_KEY

        known, self._key = self._key, key
        if known is None or self._desk is None:
            return decisions
        before = {claim.text for claim in known.claims.values()}
        if before.issuperset(claim.text for claim in key.claims.values()):
            return decisions
        open_again = {
            claim
            for claim, decision in decisions.items()
            if decision == NOT_IN_KEY and self._desk.decisions.get(claim) == NOT_IN_KEY
        }
        if open_again:
            number = counted(len(open_again), "decision")
            notes.append(f"{number} open again: the key has new claims, which may match")
        return {claim: decisions[claim] for claim in decisions if claim not in open_again}

    def _open_desk(self, files: Sequence[SubmittedFile], grader: Grader) -> Mapping[str, object]:
        from argmap.classroom.feedback.decision_desk import DecisionDesk

        def results_of(grader: Grader) -> list[Result]:
            return [result for _, result in _graded(files, grader)]

        undecided = results_of(grader._replace(decisions={}))
        # The page keeps what is decided.
        self._desk = DecisionDesk(undecided, grader, lambda _: None, grade=results_of)
        self._number += 1
        return {"number": self._number, **self._desk.read()}


def review_maps(request: ToolRequest) -> ToolAnswer:
    """Give out maps for peer review, or collect what comes back.

    What is given are the maps of a class, whatever map is in the editor. With the file that says
    who is who, they are reviews.
    """
    from argmap.classroom.reviews.assignment import (
        NAMES_FILE,
        format_assignment,
        parse_assignment,
    )
    from argmap.classroom.reviews.review_sheets import collect_reviews, make_reviews
    from argmap.formats import decode

    names = [file for file in request.files if file.name.lower() == NAMES_FILE]
    others = [file for file in request.files if file not in names]
    files = _files_handed_in(request._replace(files=others))
    if names:
        text = decode(names[0].data, NAMES_FILE).text
        made = collect_reviews(parse_assignment(text, NAMES_FILE), files)
        if not made.files:
            raise ArgmapError("; ".join(["no review came back", *made.notes]))
    else:
        made = make_reviews(files, "a4")
        if not made.files:
            raise ArgmapError("; ".join(["there are too few maps for a peer review", *made.notes]))
    packed = [NamedFile(name, data) for name, data in made.files.items()]
    written = [_packed("pages.zip" if names else "reviews.zip", packed)]
    if not names:
        written.append(NamedFile(NAMES_FILE, format_assignment(made.assignment).encode()))
    remarks = [] if names else ["who_is_who"]
    return ToolAnswer(written, notes=made.notes, remarks=remarks)


_FOLDER = "feedback"
_MATCHES = "matches.yaml"
_CLASS_DECISIONS = "decisions.yaml"
"""The files of decisions, which may be among the files that are given."""


def _matches_file(decisions: Mapping[str, Decision]) -> NamedFile:
    from argmap.classroom.feedback.match_decisions import format_decisions

    return NamedFile(_MATCHES, format_decisions(decisions).encode())


def _class_file(decisions: ClassDecisions) -> NamedFile:
    from argmap.classroom.feedback.class_decisions import format_class_decisions

    return NamedFile(_CLASS_DECISIONS, format_class_decisions(decisions).encode())


def _graded(files: Sequence[SubmittedFile], grader: Grader) -> list[tuple[SubmittedFile, Result]]:
    """Return what came of files; of several maps by one student, the closest counts alone."""
    from argmap.classroom.feedback.submissions import result_of
    from argmap.classroom.feedback.versions import mark_versions

    graded = [(file, result_of(grader, file)) for file in files]
    return [each for each in mark_versions(graded, "closest") if not each[1].is_other_version]


_Read = TypeVar("_Read", "DecisionFile", "ClassDecisionFile")


def _decided(
    request: ToolRequest, called: str, read: Callable[[str, str], _Read], notes: list[str]
) -> Iterator[_Read]:
    """Yield what is in the files of decisions that are given and called like this, in any case."""
    from argmap.formats import decode

    for name, data in request.files:
        if name.lower() == called:
            decoded = decode(data, name)
            if decoded.problem is not None:
                raise Failure(f"{name}: {decoded.problem.message}")
            file: _Read = read(decoded.text, name)
            notes += (*file.rejected, *file.notes)
            yield file


def _about_this_key(
    decisions: Mapping[str, Decision], key: ArgumentMap, notes: list[str]
) -> Mapping[str, Decision]:
    """Return the decisions that name a claim of the key, or none."""
    from argmap.classroom.feedback.match_decisions import outdated_decisions

    outdated = outdated_decisions(decisions, [key])
    if outdated:
        number = counted(len(outdated), "decision")
        notes.append(f"{number} not used: the key has no such claim, so decide again")
    return {claim: decisions[claim] for claim in decisions if claim not in outdated}


_ALIKE = 0.7
"""From this likelihood on, claims are not only the likeliest of maps about other things."""
_NEXT_TO_NOTHING = 0.1
"""A part of the claims of a map."""


def _is_unlike_the_key(results: Sequence[Result]) -> bool:
    """Return whether next to nothing in any map matches the key, so that it may be the wrong one.

    Proposed matches alone say little, since argmap proposes some for any two maps.
    """
    comparisons = [result.comparison for result in results if result.comparison is not None]
    for comparison in comparisons:
        counts = comparison.counts
        likelihoods = comparison.claims.candidates.values()
        likely = sum(max(each.values(), default=0) >= _ALIKE for each in likelihoods)
        number = min(counts.claims, len(comparison.ours.claims))
        if counts.claims_found + likely >= _NEXT_TO_NOTHING * number:
            return False
    return bool(comparisons)


def _files_handed_in(request: ToolRequest) -> list[SubmittedFile]:
    """Return the files that are given, and those in archives that are.

    Raises:
        ArgmapError: there are none, or too much of them, or an archive cannot be read.
    """
    from argmap.classroom.feedback.submissions import file_of, files_in_archive, is_ignored
    from argmap.classroom.feedback.versions import with_students
    from argmap.util.archives import open_archive

    size = sum(len(file.data) for file in request.files)
    if size > Limit.INPUT.most * 1_000_000:
        raise Failure(f"these files are too large: {Limit.INPUT.in_words()}")
    found: list[SubmittedFile] = []
    for name, data in request.files:
        if name.lower() in (_MATCHES, _CLASS_DECISIONS) or is_ignored(name):
            continue
        if PurePath(name).suffix.lower() == ".zip":
            with open_archive(PurePath(name), data) as archive:
                found += files_in_archive(archive)
        else:
            found.append(file_of(name, data))
    if not found:
        raise Failure("these files contain no map")
    return with_students(found)


def _pages(results: Iterable[Result], hints: Hints, describe: Describe) -> list[NamedFile]:
    """Return the pages of students."""
    from argmap.classroom.feedback.feedback_pages import free_name, student_page

    taken: set[str] = set()
    return [
        NamedFile(
            free_name(result.submission.name, taken),
            student_page(result, hints, describe).encode(),
        )
        for result in results
    ]


def _packed(name: str, files: Sequence[NamedFile]) -> NamedFile:
    """Return files in a ZIP archive, without times."""
    from argmap.util.archives import pack

    return NamedFile(name, pack(dict(files)))


def _short_names(names: Sequence[str]) -> list[str]:
    """Return names without their folders, unless two names differ only by these."""
    called = [PurePath(name).name or name for name in names]
    return [
        short if called.count(short) == 1 else name
        for name, short in zip(names, called, strict=True)
    ]


def _table(results: Sequence[Result]) -> ToolTable:
    from argmap.classroom.feedback.marks import format_points

    names = _short_names([result.submission.name for result in results])
    rows = []
    for result, name in zip(results, names, strict=True):
        submission, mark = result.submission, result.mark
        cells = [name, "", "", "", ""]
        if result.comparison is None:
            cells[4] = "; ".join(filter(None, [submission.first_error, submission.help]))
        else:
            cells[3] = str(len(result.comparison.claims_to_decide))
        if mark is not None:
            points = "" if mark.is_none_yet else format_points(mark.mark)
            cells[1:3] = [points, format_points(mark.most)]
        rows.append(cells)
    lines = [result.submission.line for result in results]
    return ToolTable(("file", "mark", "most", "undecided", "problem"), rows, lines)
