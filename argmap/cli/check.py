"""`argmap check`: finds what is weak in a map, fixes it, or compares it with a baseline."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from argmap.cli.completion import complete_rules
from argmap.cli.console import DEFAULT_FILE, FINDINGS, FINE, Console
from argmap.cli.options import (
    Fence,
    Files,
    From,
    Prose,
    Sandbox,
    flag,
    must_be_one_of,
    reading_options,
    report_unread,
    value,
)
from argmap.cli.rename import diff_of, must_be_a_file
from argmap.util.errors import Failure
from argmap.util.files import write_file
from argmap.util.text import count, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.cli.console import ProgressLine
    from argmap.cli.file_reports import FileReport, Inquiry
    from argmap.lint.baseline import FindingKey
    from argmap.lint.linter import CheckedFile
    from argmap.model import CheckSettings
    from argmap.model.diagnostics import Diagnostic, Fix
    from argmap.model.reading import Reading
    from argmap.util.text import SafeText
    from argmap.verdicts.change_search import Progress

Result = TypeVar("Result")

_FORMAT = "Format of the report: {reports}."
_SELECT = "Rules or groups to apply instead of the default rules."
_IGNORE = "Rules or groups to leave out."
_GROUNDED = "Also report claims without a quote that is word for word in its source."
_FAIL_ON = (
    "Exit with 1 if a finding has at least this severity: error, warning, info or never."
    " [default: warning]"
)
_FIX = "Apply safe fixes, then check again."
_UNSAFE_FIXES = "Also apply fixes that might not be what you meant."
_DIFF = "Show the changes that --fix or --unsafe-fixes would make, without making them."
_BASELINE = "Ignore the findings that are recorded in this file."
_WRITE_BASELINE = "Record the current findings in this file and exit."
_STATISTICS = "Also show the size of each map."
_JOBS = "Number of parallel processes. [default: one per core if there are many files]"
_FIXES, _RULES, _KNOWN = "Fixes", "Rules", "Known findings"
Rules = list[str] | None


def check(
    context: typer.Context,
    files: Files = None,
    format: Annotated[str, value("-f --format", "FORMAT", _FORMAT)] = "text",
    select: Annotated[
        Rules, value("--select", "RULES", _SELECT, complete_rules, group=_RULES)
    ] = None,
    ignore: Annotated[
        Rules, value("--ignore", "RULES", _IGNORE, complete_rules, group=_RULES)
    ] = None,
    grounded: Annotated[bool, flag("--grounded", _GROUNDED, _RULES)] = False,
    fail_on: Annotated[str, value("--fail-on", "SEVERITY", _FAIL_ON, group=_RULES)] = "",
    fix: Annotated[bool, flag("--fix", _FIX, _FIXES)] = False,
    unsafe_fixes: Annotated[bool, flag("--unsafe-fixes", _UNSAFE_FIXES, _FIXES)] = False,
    diff: Annotated[bool, flag("--diff", _DIFF, _FIXES)] = False,
    baseline: Annotated[str, value("--baseline", "PATH", _BASELINE, group=_KNOWN)] = "",
    write_baseline: Annotated[
        str, value("--write-baseline", "PATH", _WRITE_BASELINE, group=_KNOWN)
    ] = "",
    statistics: Annotated[bool, flag("--statistics", _STATISTICS)] = False,
    jobs: Annotated[int | None, value("--jobs", "N", _JOBS, min=1)] = None,
    fence: Fence = "",
    prose: Prose = False,
    sandbox: Sandbox = False,
    source: From = "",
) -> None:
    """Find a map's weak points, and exit with 1 if there are any.

    \b
    Example:
      argmap check debate.yaml
      argmap check *.yaml --select support,question --fail-on error
      argmap check debate.yaml --fix --diff
    """  # fmt: skip
    from argmap.cli.file_reports import Account, Inquiry, examine, examine_and_report, report_file
    from argmap.lint.reports import COLUMNS, FORMATS

    console = Console.of(context)
    must_be_one_of("report format", format, FORMATS)
    names = files or [DEFAULT_FILE]
    inquiry = Inquiry(
        source_format=source,
        reading=reading_options(fence, prose=prose, sandbox=sandbox),
        settings=_settings_from_options(select, ignore, fail_on),
        format=format,
        color=console.shows_color(),
        columns=console.columns or COLUMNS,
        is_one_of_several=len(names) > 1,
        with_statistics=statistics,
        grounded=grounded,
    )
    if fix or unsafe_fixes or diff:
        _fix_maps(console, inquiry, names, unsafe=unsafe_fixes, only_show=diff)
    if write_baseline:
        with _each(console, examine, inquiry, names, jobs) as (checked_files, _):
            _write_baseline(console, write_baseline, checked_files)
        raise typer.Exit(FINE)
    account = Account()

    def report(file_reports: "Iterable[FileReport]") -> "Iterator[SafeText]":
        for file in file_reports:
            report_unread(console, file.unread)
            account.add(file)
            yield from file.report
        yield from account.end(inquiry)

    if not baseline:
        with _each(console, examine_and_report, inquiry, names, jobs) as (file_reports, progress):
            console.report(report(file_reports), progress)
        raise typer.Exit(account.code)

    from argmap.lint.baseline import read_baseline

    known = read_baseline(baseline)

    def without_known(checked_files: "Iterable[CheckedFile]") -> "Iterator[FileReport]":
        for file in checked_files:
            # Where there is no map, errors in reading stay.
            if file.reading.map is not None:
                new = known.new_ones(file.diagnostics, file.reading.name)
                file = file._replace(diagnostics=new)  # noqa: PLW2901
            yield report_file(inquiry, file)

    with _each(console, examine, inquiry, names, jobs) as (checked_files, progress):
        console.report(report(without_known(checked_files)), progress)
    console.say(known.summary())
    raise typer.Exit(account.code)


def _settings_from_options(select: Rules, ignore: Rules, fail_on: str) -> "CheckSettings":
    """Return the settings asked for on the command line, or fail on an unknown name."""
    from argmap.lint import linter
    from argmap.model import CheckSettings

    settings = CheckSettings(_names(select), _names(ignore), fail_on)
    linter.select_rules(settings.select, settings.ignore)
    if fail_on:
        must_be_one_of("severity", fail_on, linter.FAIL_ON)
    return settings


def _names(options: Rules) -> tuple[str, ...]:
    # An option may be repeated, and may hold several names: `--select a,b --select c`.
    return tuple(filter(None, ",".join(options or ()).split(",")))


@contextmanager
def _each(
    console: Console,
    work: "Callable[[Inquiry, str, Progress | None], Result]",
    inquiry: "Inquiry",
    names: "Sequence[str]",
    jobs: int | None,
) -> "Iterator[tuple[Iterator[Result], ProgressLine]]":
    """Give what the work on each file returns, in order, and the line that shows its progress."""
    if len(names) == 1:
        # That is how many rules were applied.
        with console.progress("applying the rules") as progress:
            yield iter([work(inquiry, names[0], progress)]), progress
        return
    from functools import partial

    from argmap.cli.jobs import in_order, number_of_jobs

    results = in_order(partial(work, inquiry), names, number_of_jobs(jobs, len(names)))

    def counted(progress: "ProgressLine") -> "Iterator[Result]":
        for number, result in enumerate(results, start=1):
            progress(number, len(names))
            yield result

    with closing(results), console.progress("checking") as progress:
        yield counted(progress), progress


def _write_baseline(console: Console, path: str, files: "Iterable[CheckedFile]") -> None:
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
    console: Console, inquiry: "Inquiry", names: "Sequence[str]", *, unsafe: bool, only_show: bool
) -> None:
    """Fix files, all or none; or show what that would change, and stop."""
    from argmap import formats

    with console.progress("reading"):
        readings = [formats.read(name, inquiry.source_format, inquiry.reading) for name in names]
    if only_show:
        for reading in readings:
            report_unread(console, reading.unread)
    texts, fixes = _fix_all(console, readings, inquiry, unsafe=unsafe)
    if not only_show:
        formats.replace_texts(readings, texts)
        for name in texts:
            number = 0
            for fix in fixes:
                number += any(edit.span.file == name for edit in fix.edits)
            console.say(f"{one_line(name)}: {count(number, 'fix', 'fixes')} applied")
        return
    texts_before: dict[str, str] = {}
    for reading in readings:
        texts_before.update(reading.texts)
    for name, text in texts.items():
        console.put(diff_of(name, texts_before[name], text))
    raise typer.Exit(FINDINGS if texts else FINE)


def _fix_all(
    console: Console, readings: "Sequence[Reading]", inquiry: "Inquiry", *, unsafe: bool
) -> "tuple[dict[str, str], list[Fix]]":
    """Return the texts that fixes change in the files of maps, by name, and the fixes."""
    from argmap import formats
    from argmap.cli.file_reports import examine_reading
    from argmap.lint.fixes import fix_maps

    def find_in(reading: "Reading") -> "Iterator[Diagnostic]":
        return formats.with_fixes(reading, examine_reading(inquiry, reading).diagnostics)

    for reading in readings:
        must_be_a_file(reading, "fixed")
    for reading in readings:
        if not formats.can_be_fixed(reading):
            raise Failure(
                f"{reading.name} is in the format `{reading.format}`, but argmap can fix only"
                " native files"
            )
    with console.progress("fixing"):
        return fix_maps(readings, find_in, formats.with_texts, unsafe=unsafe)
