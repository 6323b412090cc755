"""`argmap grade`: students' maps compared with a key."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

from argmap.cli.console import FINDINGS, FINE, STDOUT, Console
from argmap.cli.options import (
    FORMAT,
    HowToRead,
    Output,
    SourceFormat,
    choose_format,
    ending_of,
    must_not_overwrite,
    must_read_once,
    output_path,
    text_in,
)
from argmap.cli.signature import Argument
from argmap.options import Option
from argmap.options.format_names import ReadableFormat
from argmap.options.names import Default, GradeFormat, VersionsName
from argmap.util.errors import Failure
from argmap.util.text import count, one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.classroom.feedback.class_decisions import ClassDecisions
    from argmap.classroom.feedback.grading import Grader, Result
    from argmap.classroom.feedback.hints import Hints
    from argmap.classroom.feedback.submissions import SubmittedFile
    from argmap.classroom.moodle.gradings import GradingFile
    from argmap.comparison.decisions import Decision

_ENDINGS = {".txt": "text", ".json": "json", ".csv": "csv", ".html": "html"}


_DEFAULT_MATCHES = "matches.yaml"
_CLASS_DECISIONS = "decisions.yaml"
_FEWEST_OF_CLASS = 2
"""What was decided about others than one student is none of what is reported."""
_MATCHING, _MOODLE = "Matching", "Moodle"


def grade(
    console: Console,
    *,
    students: Annotated[list[str], Argument("STUDENT...",
        "Students' maps, or folders or ZIP archives that contain them.")],
    key: Annotated[tuple[str, ...], Option(
        "Your key. With several keys, argmap compares each map with the closest key.", "FILE")],
    format: Annotated[GradeFormat | Default, Option(
        "Output format: {choices}, which is a class page. [default: from the file extension, or"
        " text]", "FORMAT", FORMAT)] = "",
    output: Output = STDOUT,
    feedback: Annotated[str, Option("Folder for the students' feedback pages.", "DIR")] = "",
    hints: Annotated[int, Option(
        "What the feedback shows about each mistake: 1 for its place, 2 for its kind, 3 for the"
        " answer.", "N", least=1, most=3)] = 2,
    rubric: Annotated[str, Option(
        "Points for each criterion, as YAML. [default: 1, 3 and 1; see the guide to grading]",
        "FILE")] = "",
    round: Annotated[str, Option(
        "Round each mark to the nearest multiple of this, such as 0.5.", "POINTS")] = "",
    names: Annotated[bool, Option("Show file names on the class page.")] = False,
    versions: Annotated[VersionsName, Option(
        "Which of several maps by one student count: {choices}. With all, argmap lists all of them,"
        " and the closest counts.", "WHICH")] = "closest",
    propose_matches: Annotated[str, Option(
        "Write the uncertain matches to this file for you to accept or reject.", "FILE",
        heading=_MATCHING)] = "",
    matches: Annotated[tuple[str, ...], Option(
        "File with your decisions about matches. [default: matches.yaml beside the key]", "FILE",
        heading=_MATCHING)] = (),
    decide: Annotated[bool, Option(
        "Open a page in your browser where you decide uncertain matches. Other files are written"
        " when you stop.",
        heading=_MATCHING)] = False,
    count_implicit: Annotated[bool, Option(
        "Also expect claims and inferences that the key marks as implicit.",
        heading=_MATCHING)] = False,
    moodle: Annotated[str, Option("Moodle grading worksheet to fill in with feedback and grades.",
        "SHEET", heading=_MOODLE)] = "",
    moodle_columns: Annotated[str, Option(
        "Headings of the worksheet's columns, if argmap cannot find them:"
        " identifier=…,grade=…,max=…,feedback=…", "HEADINGS", heading=_MOODLE)] = "",
    feedback_zip: Annotated[str, Option(
        "Archive of feedback pages to write, for Moodle's *Upload multiple feedback files in a"
        " zip*.", "FILE", heading=_MOODLE)] = "",
    source_format: SourceFormat = "",
) -> int:  # fmt: skip
    """Certain matches are marked, and uncertain matches are listed for you to accept or reject.

    Uncertain matches do not count until you accept them, and marks are provisional until you
    decide. The exit code is 1 if a file could not be read as a map.

    Example:
      argmap grade anna.yaml --key key.yaml
      argmap grade class.zip --key key.yaml --decide
      argmap grade class.zip --key key.yaml --matches matches.yaml --feedback pages -o class.html
      argmap grade submissions.zip --key key.yaml --moodle worksheet.csv -o graded.csv
    """
    from argmap.classroom.feedback.collecting import collect_submissions
    from argmap.classroom.feedback.hints import Hints
    from argmap.classroom.feedback.marks import parse_points
    from argmap.classroom.moodle.gradings import fill_in

    if decide and propose_matches:
        raise Failure("--decide and --propose-matches do the same in two ways; leave out one")
    target, matches = _decision_files(console, key[0], matches, propose_matches, decide=decide)
    result_format = choose_format(format, output, _ENDINGS) or "text"
    ending = ".csv" if moodle else ending_of(result_format, _ENDINGS)
    report = output_path(output, key[0], f"-grades{ending}", format=format)
    inputs = [*key, *matches, *filter(None, [rubric, moodle])]
    must_read_once([*students, *inputs])
    grading_file = _grading_file(console, moodle, moodle_columns, format, output)
    decisions = _decisions(console, matches, target if decide else "")
    grader = _grader(console, key, decisions, rubric, source_format, count_implicit=count_implicit)
    # Decisions about a class are with the maps, or beside the archive of them.
    first = Path(students[0])
    about_class = (first if first.is_dir() else first.parent) / _CLASS_DECISIONS
    grader = grader._replace(
        class_decisions=_class_decisions(console, about_class, is_written=decide),
        step=parse_points(round or "0", "--round"),
    )
    written = [*filter(None, [report, propose_matches, feedback_zip])]
    for result in written:
        must_not_overwrite(result, [*students, *inputs])
    given = [*inputs, *written, *filter(None, [feedback]), str(about_class)]
    files = collect_submissions(students, given)
    if decide:
        from argmap.cli.decide import decide_matches

        grade = partial(_graded, console, files, source_format, versions)
        grader = decide_matches(console, grader, grade, target, str(about_class))
        if not (format or feedback or feedback_zip or moodle or output != STDOUT):
            return FINE
    graded = _graded(console, files, source_format, versions, grader)
    if grading_file is None:
        graded = _listed(console, graded, versions)
    results = [result for _, result in graded]
    _report_mismatches(console, grader, results)
    if feedback:
        _write_pages(console, feedback, graded, Hints(hints))
    if feedback_zip:
        _write_feedback_zip(console, feedback_zip, graded, Hints(hints))
    if propose_matches:
        _write_proposals(console, propose_matches, results)
    unread = sum(result.comparison is None for result in results)
    if grading_file is not None:
        sheet = fill_in(grading_file, graded, versions, Hints(hints))
        console.write(report, [sheet.data], details=f": {sheet.summary}")
        console.say(*sheet.notes)
        return FINDINGS if unread else FINE
    text = _format_results(result_format, results, grader, Hints(hints), with_names=names)
    console.put_or_write(report, text.encode(), result_format)
    if not matches and not propose_matches and not decide:
        _say_how_to_decide(console, results, [*students, *(f"--key={each}" for each in key)])
    if unread:
        console.say(f"files that could not be read: {unread} of {len(results)}; see the report")
    return FINDINGS if unread else FINE


def _decision_files(
    console: Console, key: str, matches: tuple[str, ...], propose_matches: str, *, decide: bool
) -> tuple[str, tuple[str, ...]]:
    """Return the file in which decisions are saved, and those that are read.

    It is the last one that is given, or one beside the key.
    """
    target = matches[-1] if matches else str(Path(key).parent / _DEFAULT_MATCHES)
    if not matches and Path(target).is_file() and not propose_matches:
        console.say(f"using the decisions in {one_line(target)}")
        return target, (target,)
    if decide and matches and not Path(target).exists():
        return target, matches[:-1]
    return target, matches


def _class_decisions(console: Console, path: Path, *, is_written: bool) -> ClassDecisions:
    """Return what was decided about the class, of which unusable entries are reported.

    Raises:
        Failure: the file will be written again without an entry.
    """
    from argmap.classroom.feedback.class_decisions import ClassDecisions, class_decisions_in

    if not path.is_file():
        return ClassDecisions()
    name = str(path)
    console.say(f"using the decisions in {one_line(name)}")
    read = class_decisions_in(text_in(console, name), name)
    problems = [*read.rejected, *read.notes]
    if is_written and problems:
        raise Failure(f"{problems[0]}; --decide would delete it, so correct it first")
    console.say(*problems)
    return read.decisions


def _grading_file(
    console: Console, moodle: str, moodle_columns: str, format: str, output: str
) -> GradingFile | None:
    """Return Moodle's grading worksheet, if one is to be filled in.

    Raises:
        Failure: it cannot be read, or options do not go together.
    """
    if not moodle:
        if moodle_columns:
            raise Failure("--moodle-columns requires --moodle")
        return None
    if format:
        raise Failure("--moodle always writes a worksheet, so leave out --format")
    if output == STDOUT:
        raise Failure("--moodle requires -o PATH, which names the filled-in worksheet")
    from argmap.classroom.moodle.gradings import read_grading_file

    file = read_grading_file(moodle, moodle_columns)
    if not file.sheet.has_grades:
        console.say(
            f"{moodle} has no known column for the maximum grade, so argmap fills in feedback only;"
            " if it has one, give its heading with --moodle-columns max=HEADING"
        )
    return file


def _graded(
    console: Console,
    files: Sequence[SubmittedFile],
    source_format: ReadableFormat | Default,
    versions: VersionsName,
    grader: Grader,
) -> list[tuple[SubmittedFile, Result]]:
    """Return what came of the files, with a mark on each map of which another version counts."""
    from argmap.classroom.feedback.submissions import result_of
    from argmap.classroom.feedback.versions import mark_versions

    graded = []
    with console.progress("comparing") as progress:
        for number, file in enumerate(files):
            progress(number, len(files))
            graded.append((file, result_of(grader, file, source_format)))
    return mark_versions(graded, versions)


def _report_mismatches(console: Console, grader: Grader, results: list[Result]) -> None:
    """Report decisions about others, and worksheets that were compared with another key."""
    from argmap.comparison.claim_alignment import is_same_sheet

    if len(results) >= _FEWEST_OF_CLASS:
        console.say(*grader.unused_decisions(results))
    compared = [result.comparison for result in results if result.comparison is not None]
    number = sum(
        bool(each.ours.worksheet) and not is_same_sheet(each.ours, each.theirs) for each in compared
    )
    if number:
        console.say(
            f"{count(number, 'worksheet')} compared with a map that is not the worksheet's key; to"
            " mark only the boxes, use the key that `argmap worksheet` saved"
        )


def _listed(
    console: Console, graded: Sequence[tuple[SubmittedFile, Result]], versions: VersionsName
) -> list[tuple[SubmittedFile, Result]]:
    """Return the files that are listed, and report maps that are not, or that all may count."""
    listed = [each for each in graded if versions == "all" or not each[1].is_other_version]
    if len(listed) < len(graded):
        console.say(
            f"left out {count(len(graded) - len(listed), 'other version')} of students' maps; to"
            " list them, add --versions all"
        )
    return listed


def _say_how_to_decide(console: Console, results: list[Result], words: list[str]) -> None:
    if any(result.comparison is not None and result.comparison.proposals for result in results):
        files = " ".join(map(quote, words))
        console.say(f"to decide uncertain matches, run `argmap grade {files} --decide`")


def _decisions(console: Console, names: Sequence[str], written: str) -> Mapping[str, Decision]:
    """Return the decisions in some files, of which the last one that decides a claim counts.

    Raises:
        Failure: a file cannot be read, or it will be written again without an entry.
    """
    from argmap.classroom.feedback.match_decisions import count_replaced, decisions_in

    decisions: dict[str, Decision] = {}
    for name in names:
        read = decisions_in(text_in(console, name), name)
        if read.rejected and name == written:
            raise Failure(f"{read.rejected[0]}; --decide would delete it, so correct it first")
        console.say(*read.rejected, *read.notes)
        replaced = count_replaced(decisions, read.decisions)
        if replaced:
            console.say(
                f"{one_line(name)} replaces {count(replaced, 'decision')} of an earlier file;"
                " to use the earlier ones, give this file first"
            )
        decisions |= read.decisions
    return decisions


def _grader(
    console: Console,
    keys: Sequence[str],
    decisions: Mapping[str, Decision],
    rubric: str,
    source_format: ReadableFormat | Default,
    *,
    count_implicit: bool,
) -> Grader:
    """Return what the maps are compared with, and how."""
    from argmap.classroom.feedback.grading import Grader
    from argmap.classroom.feedback.marks import DEFAULT_RUBRIC
    from argmap.classroom.feedback.match_decisions import outdated_decisions
    from argmap.classroom.feedback.rubric import parse_rubric
    from argmap.model.graph import main_claims

    points = DEFAULT_RUBRIC
    if rubric:
        points = parse_rubric(text_in(console, rubric), rubric)
    how = HowToRead(source_format=source_format)
    maps = {name: how.read_map(console, name) for name in keys}
    outdated = outdated_decisions(decisions, maps.values())
    if outdated:
        claim = shorten(next(iter(outdated.values())).theirs)
        console.say(
            f"{count(len(outdated), 'decision')} not used, because no key has the claim “{claim}”"
            f"{' and others' if len(outdated) > 1 else ''}; decide again"
        )
    grader = Grader(maps, decisions, count_implicit, points)
    without_points = grader.keys_without_points()
    for name, key in maps.items():
        if name in without_points:
            console.say(
                f"no marks for maps that are closest to {one_line(name)}: it has nothing to give"
                " points for; add reasons or objections to it, or change the rubric"
            )
        elif not main_claims(key):
            console.say(
                f"{one_line(name)} has no main claim, so marks leave out this criterion; to name"
                " the main claim, add `main: true` to it"
            )
    return grader


def _format_results(
    result_format: str, results: list[Result], grader: Grader, hints: Hints, *, with_names: bool
) -> str:
    if result_format == "html":
        from argmap.classroom.feedback.class_page import format_class_page
        from argmap.documents import describe

        return format_class_page(results, grader, describe, with_names=with_names)
    from argmap.classroom.feedback import class_reports

    if result_format == "json":
        return class_reports.format_results_json(results, hints)
    if result_format == "csv":
        return class_reports.format_results_csv(results, hints)
    return class_reports.format_results_text(results, hints, several_keys=len(grader.keys) > 1)


def _write_pages(
    console: Console, folder: str, graded: Sequence[tuple[SubmittedFile, Result]], hints: Hints
) -> None:
    from argmap.classroom.feedback.feedback_pages import free_name, student_page
    from argmap.documents import describe
    from argmap.util.files import write_files

    pages: dict[str, bytes] = {}
    taken: set[str] = set()
    results = [result for file, result in graded if file.was_looked_at]
    with console.progress("writing the pages") as progress:
        for number, result in enumerate(results):
            progress(number, len(results))
            path = str(Path(folder) / free_name(result.submission.name, taken))
            pages[path] = student_page(result, hints, describe).encode()
    write_files(pages)
    console.say(f"wrote {count(len(pages), 'page')} to {folder}")


def _write_feedback_zip(
    console: Console, target: str, graded: Sequence[tuple[SubmittedFile, Result]], hints: Hints
) -> None:
    from argmap.classroom.moodle.gradings import feedback_files
    from argmap.documents import describe
    from argmap.util.archives import pack

    with console.progress("writing the pages"):
        pages = feedback_files(graded, hints, describe)
    if not pages:
        raise Failure(
            "--feedback-zip needs the archive of all submissions from Moodle, in which each"
            " participant has a folder"
        )
    console.write(target, [pack(pages)], details=f": {count(len(pages), 'page')}")


def _write_proposals(console: Console, target: str, results: list[Result]) -> None:
    """Write the claims that are not certain for the teacher to decide, into a new file."""
    from argmap.classroom.feedback.match_decisions import format_proposals, proposals_of
    from argmap.util.files import create_file

    proposals = proposals_of(
        result.comparison for result in results if result.comparison is not None
    )
    create_file(target, format_proposals(proposals))
    written = count(len(proposals), "uncertain claim")
    console.say(f"wrote {written} to {target}; edit that file, then use it with --matches {target}")
