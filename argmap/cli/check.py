"""`argmap check`: finds what is weak in a map, fixes it, or compares it with a baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, TypeVar

from argmap.cli.console import DEFAULT_FILE, FINDINGS, FINE, Console
from argmap.cli.options import (
    FORMAT,
    HowToRead,
    must_be_a_file,
    report_unread,
)
from argmap.cli.rename import diff_of
from argmap.cli.signature import Argument
from argmap.options import Checking, Option
from argmap.options.names import ReportFormat
from argmap.util.errors import Failure
from argmap.util.files import write_file
from argmap.util.text import count, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.cli.console import ProgressLine
    from argmap.cli.file_reports import FileReport, Inquiry
    from argmap.lint.baseline import FindingKey
    from argmap.lint.linter import CheckedFile
    from argmap.model.diagnostics import Diagnostic, Fix
    from argmap.model.reading import Reading
    from argmap.util.text import SafeText
    from argmap.verdicts.change_search import Progress

Result = TypeVar("Result")

_FIXES, _KNOWN = "Fixes", "Known findings"


def check(
    console: Console,
    *,
    files: Annotated[list[str] | None, Argument("[FILE]...",
        "Maps to read, or - for standard input. [default: arguments.yaml]")] = None,
    format: Annotated[ReportFormat, Option("Format of the report: {choices}.", "FORMAT", FORMAT,
        word="report format")] = "text",
    checking: Checking,
    fix: Annotated[bool, Option("Apply safe fixes, then check again.", heading=_FIXES)] = False,
    unsafe_fixes: Annotated[bool, Option("Also apply fixes that might not be what you meant.",
        heading=_FIXES)] = False,
    diff: Annotated[bool, Option(
        "Show the changes that --fix or --unsafe-fixes would make, without making them.",
        heading=_FIXES)] = False,
    baseline: Annotated[str, Option("Ignore the findings that are recorded in this file.", "PATH",
        heading=_KNOWN)] = "",
    write_baseline: Annotated[str, Option("Record the current findings in this file and exit.",
        "PATH", heading=_KNOWN)] = "",
    statistics: Annotated[bool, Option("Also show the size of each map.")] = False,
    jobs: Annotated[int | None, Option(
        "Number of parallel processes. [default: one per core if there are many files]", "N",
        least=1)] = None,
    how: HowToRead,
) -> int:  # fmt: skip
    """Example:
    argmap check debate.yaml
    argmap check *.yaml --select support,question --fail-on error
    argmap check debate.yaml --fix --diff
    """
    from argmap.cli.file_reports import Account, Inquiry, examine, examine_and_report, report_file
    from argmap.lint import linter
    from argmap.lint.reports import COLUMNS
    from argmap.model import CheckSettings

    linter.select_rules(checking.select, checking.ignore)  # an unknown one is reported at once
    names = files or [DEFAULT_FILE]
    settings = CheckSettings(checking.select, checking.ignore, checking.fail_on)
    inquiry = Inquiry(
        source_format=how.source_format,
        reading=how.options,
        options=linter.CheckOptions(settings, checking.grounded, checking.questions),
        format=format,
        color=console.shows_color(),
        columns=console.columns or COLUMNS,
        is_one_of_several=len(names) > 1,
        with_statistics=statistics,
    )
    if fix or unsafe_fixes or diff:
        changed = _fix_maps(console, inquiry, names, unsafe=unsafe_fixes, only_show=diff)
        if diff:
            return FINDINGS if changed else FINE
    if write_baseline:
        with _each(console, examine, inquiry, names, jobs) as (checked_files, _):
            _write_baseline(console, write_baseline, checked_files)
        return FINE
    account = Account()

    def report(file_reports: Iterable[FileReport]) -> Iterator[SafeText]:
        for file in file_reports:
            report_unread(console, file.unread)
            account.add(file)
            yield from file.report
        yield from account.end(inquiry)

    if not baseline:
        with _each(console, examine_and_report, inquiry, names, jobs) as (file_reports, progress):
            console.report(report(file_reports), progress)
        return account.code

    from argmap.lint.baseline import read_baseline

    known = read_baseline(baseline)

    def without_known(checked_files: Iterable[CheckedFile]) -> Iterator[FileReport]:
        for file in checked_files:
            # Where there is no map, errors in reading stay.
            if file.reading.map is not None:
                new = known.new_ones(file.diagnostics, file.reading.name)
                file = file._replace(diagnostics=new)  # noqa: PLW2901
            yield report_file(inquiry, file)

    with _each(console, examine, inquiry, names, jobs) as (checked_files, progress):
        console.report(report(without_known(checked_files)), progress)
    console.say(known.summary())
    return account.code


@contextmanager
def _each(
    console: Console,
    work: Callable[[Inquiry, str, Progress | None], Result],
    inquiry: Inquiry,
    names: Sequence[str],
    jobs: int | None,
) -> Iterator[tuple[Iterator[Result], ProgressLine]]:
    """Give what the work on each file returns, in order, and the line that shows its progress."""
    if len(names) == 1:
        # That is how many rules were applied.
        with console.progress("applying the rules") as progress:
            yield iter([work(inquiry, names[0], progress)]), progress
        return
    from functools import partial

    from argmap.util.jobs import in_order, number_of_jobs

    results = in_order(partial(work, inquiry), names, number_of_jobs(jobs, len(names)))

    def counted(progress: ProgressLine) -> Iterator[Result]:
        for number, result in enumerate(results, start=1):
            progress(number, len(names))
            yield result

    with closing(results), console.progress("checking") as progress:
        yield counted(progress), progress


def _write_baseline(console: Console, path: str, files: Iterable[CheckedFile]) -> None:
    """Write a baseline of what was found, over none but an older one.

    Raises:
        InvalidMap: a file could not be read.
        ArgmapError: something else than a baseline is there.
    """
    from argmap.lint.baseline import count_findings, format_baseline, read_baseline

    findings: Counter[FindingKey] = Counter()
    for file in files:
        file.reading.unwrap()
        findings += count_findings(file.diagnostics, file.reading.name, path)
    if Path(path).exists():
        read_baseline(path)  # or it is something else, and is left as it is
    write_file(path, format_baseline(findings).encode())
    number = findings.total()
    console.say(f"wrote {count(number, 'finding')} to {one_line(path)}")


def _fix_maps(
    console: Console, inquiry: Inquiry, names: Sequence[str], *, unsafe: bool, only_show: bool
) -> Collection[str]:
    """Fix files, all or none, or show what that would change; return the files that change."""
    from argmap import formats

    with console.progress("reading"):
        readings = [formats.read(name, inquiry.source_format, inquiry.reading) for name in names]
    if only_show:
        for reading in readings:
            report_unread(console, reading.unread)
    texts, fixes = _fix_all(console, readings, inquiry, unsafe=unsafe)
    if not texts:
        console.say("there is nothing to fix" if unsafe else "there are no safe fixes to apply")
    if not only_show:
        formats.replace_texts(readings, texts)
        for name in texts:
            number = sum(any(edit.span.file == name for edit in fix.edits) for fix in fixes)
            console.say(f"{one_line(name)}: {count(number, 'fix', 'fixes')} applied")
        return texts
    before = {name: text for reading in readings for name, text in reading.texts.items()}
    for name, text in texts.items():
        console.put(diff_of(name, before[name], text))
    return texts


def _fix_all(
    console: Console, readings: Sequence[Reading], inquiry: Inquiry, *, unsafe: bool
) -> tuple[dict[str, str], list[Fix]]:
    """Return the texts that fixes change in the files of maps, by name, and the fixes."""
    from argmap import formats
    from argmap.cli.file_reports import examine_reading
    from argmap.lint.fixes import fix_maps

    def find_in(reading: Reading) -> Iterator[Diagnostic]:
        return formats.with_fixes(reading, examine_reading(inquiry, reading).diagnostics)

    for reading in readings:
        must_be_a_file("fix", *reading.texts)
        if not formats.can_be_fixed(reading):
            if not reading.format:
                reading.unwrap()  # it could not be read, and that is reported
            name, copy = quote(reading.name), quote(str(Path(reading.name).with_suffix(".yaml")))
            raise Failure(
                f"--fix changes only YAML maps; type `argmap check {name}` and change the lines"
                f" that it lists, or `argmap convert {name} -o {copy}` and fix that"
            )
    with console.progress("fixing"):
        return fix_maps(readings, find_in, formats.with_texts, unsafe=unsafe)
