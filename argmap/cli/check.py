"""`argmap check`: what is weak in a map, told, mended, or held against a baseline.

What `--baseline` and `--write-baseline` of `argmap check` do.

What `--fix`, `--unsafe-fixes` and `--diff` of `argmap check` do.
"""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from argmap.cli.completion import complete_rules
from argmap.cli.console import DEFAULT_FILE, FINDINGS, FINE, ColorChoice, Console
from argmap.cli.options import Fence, Files, From, Prose, Sandbox, reading_options, report_unread
from argmap.cli.rename import diff_of, must_be_a_file
from argmap.lint import fixes
from argmap.lint.baseline import format_baseline, read_baseline
from argmap.lint.linter import CheckResult, check_reading
from argmap.model import CheckSettings
from argmap.model.diagnostics import Diagnostic, Fix
from argmap.model.reading import Reading
from argmap.util.errors import Failure
from argmap.util.files import replace_texts, write_file
from argmap.util.text import count, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.cli.console import ProgressLine
    from argmap.cli.file_reports import FileReport, Inquiry
    from argmap.util.text import SafeText
    from argmap.verdicts.change_search import Progress


Result = TypeVar("Result")


def check(
    files: Files = None,
    format: Annotated[str, typer.Option("-f", "--format", help="{reports}.")] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULES",
            help="Rules or groups, in place of the default.",
            autocompletion=complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULES", help="Rules or groups to leave out.", autocompletion=complete_rules
        ),
    ] = None,
    fail_on: Annotated[
        str, typer.Option(metavar="SEVERITY", help="error, warning, info or never.")
    ] = "",
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can safely be mended, then check again.")
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Mend also what may be meant otherwise.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Only show what --fix, or --unsafe-fixes, would change.")
    ] = False,
    baseline: Annotated[
        str,
        typer.Option(metavar="PATH", help="Leave out the findings that this file knows already."),
    ] = "",
    write_baseline: Annotated[
        bool,
        typer.Option("--write-baseline", help="Write what is found to the file of --baseline."),
    ] = False,
    color: Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never.")] = "auto",
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Show each map in figures, too.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            metavar="N",
            min=1,
            help="Check by so many processes. Else all cores check many files.",
        ),
    ] = None,
    fence: Fence = "",
    prose: Prose = False,
    sandbox: Sandbox = False,
    source: From = "",
) -> None:
    """Find what is weak in a map: exit code 1 if anything is.

    \b
    Example:
      argmap check debate.yaml
      argmap check *.yaml --select support,question --fail-on error
      argmap check debate.yaml --fix --diff
    """  # fmt: skip
    from argmap.cli.file_reports import Account, Inquiry, examine, examine_and_report, report_file
    from argmap.lint.reports import COLUMNS, FORMATS
    from argmap.util.spelling import no_such

    console = Console()
    if format not in FORMATS:
        raise Failure(no_such("report format", format, FORMATS))
    if color not in list(ColorChoice):
        raise Failure(no_such("colour choice", color, ColorChoice))
    names = files or [DEFAULT_FILE]
    inquiry = Inquiry(
        source_format=source,
        reading=reading_options(fence, prose=prose, sandbox=sandbox),
        settings=_settings_from_options(select, ignore, fail_on),
        format=format,
        color=console.shows_color(ColorChoice(color)),
        columns=console.columns or COLUMNS,
        is_one_of_several=len(names) > 1,
        with_statistics=statistics,
    )
    if fix or unsafe_fixes or diff:
        _fix_maps(console, inquiry, names, unsafe=unsafe_fixes, only_show=diff)
    if write_baseline:
        with _each(console, examine, inquiry, names, jobs) as (files_checked, _):
            write_known_findings(console, baseline, files_checked)
        raise typer.Exit(FINE)
    account = Account()

    def report(file_reports: "Iterable[FileReport]") -> "Iterator[SafeText]":
        for file in file_reports:
            report_unread(console, file.unread)
            account.add(file)
            yield from file.report
        yield from account.end(inquiry)

    if baseline:
        known = BaselineFilter(baseline)
        with _each(console, examine, inquiry, names, jobs) as (files_checked, progress):
            file_reports = (
                report_file(inquiry, known.without_known(file)) for file in files_checked
            )
            console.report(report(file_reports), progress)
        known.say(console)
    else:
        with _each(console, examine_and_report, inquiry, names, jobs) as (
            reports_in_order,
            progress,
        ):
            console.report(report(reports_in_order), progress)
    raise typer.Exit(account.code)


def _fix_maps(
    console: Console, inquiry: "Inquiry", names: "Sequence[str]", *, unsafe: bool, only_show: bool
) -> None:
    """Mend files, or show what that would change and stop."""
    from argmap import formats

    with console.progress("reading"):
        readings = [formats.read(name, inquiry.source_format, inquiry.reading) for name in names]
    if not only_show:
        apply_fixes(console, readings, inquiry.settings, unsafe=unsafe)
        return
    for reading in readings:
        report_unread(console, reading.unread)
    has_fixes = show_fixes(console, readings, inquiry.settings, unsafe=unsafe)
    raise typer.Exit(FINDINGS if has_fixes else FINE)


@contextmanager
def _each(
    console: Console,
    work: "Callable[[Inquiry, str, Progress | None], Result]",
    inquiry: "Inquiry",
    names: "Sequence[str]",
    jobs: int | None,
) -> "Iterator[tuple[Iterator[Result], ProgressLine]]":
    """Give what comes of the work on each file, in order, and the line that shows how far it has
    come.
    """
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


def _settings_from_options(
    select: list[str] | None, ignore: list[str] | None, fail_on: str
) -> "CheckSettings":
    """Return the settings asked for on the command line, or fail on an unknown name."""
    from argmap.lint import linter
    from argmap.model import CheckSettings
    from argmap.util.spelling import no_such

    settings = CheckSettings(_names(select), _names(ignore), fail_on)
    linter.select_rules(settings.select, settings.ignore)
    if fail_on and fail_on not in linter.FAIL_ON:
        raise Failure(no_such("severity", fail_on, linter.FAIL_ON))
    return settings


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Return the names in options that may be repeated, and may each hold several: `--select a,b
    --select c`.
    """
    names: list[str] = []
    for option in given or ():
        names += option.split(",")
    return tuple(name for name in names if name)


class BaselineFilter:
    """What a baseline knows: it is left out, a file after the other."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._baseline = read_baseline(path)
        self._number_at_first = self._baseline.findings.total()

    def without_known(self, file: CheckResult) -> CheckResult:
        """Return a file without the findings that are known; errors in reading stay."""
        if file.reading.map is None:
            return file
        return file._replace(
            diagnostics=self._baseline.new_ones(file.diagnostics, file.reading.name)
        )

    def say(self, console: Console) -> None:
        """Say how many findings were left out, and how many were not found."""
        gone = self._baseline.findings.total()
        said = (
            f"{one_line(self._path)}: {count(self._number_at_first - gone, 'finding')} known, and"
            " left out"
        )
        if gone:
            are_no_longer_found = "is no longer found" if gone == 1 else "are no longer found"
            said += f"; {gone:,} in it {are_no_longer_found} (`--write-baseline` renews it)"
        console.say(said)


def write_known_findings(console: Console, path: str, files: Iterable[CheckResult]) -> None:
    """Write a baseline of what was found, over none but an older one.

    Raises:
        Failure: no path is named.
        InvalidMap: a file could not be read.
        ArgmapError: something else than a baseline is there.
    """
    if not path:
        raise Failure("--write-baseline needs --baseline PATH: where to write it")
    number = 0

    def found() -> Iterator[tuple[str, list[Diagnostic]]]:
        nonlocal number
        for file in files:
            file.reading.unwrap()
            diagnostics = list(file.diagnostics)
            number += len(diagnostics)
            yield file.reading.name, diagnostics

    text = format_baseline(found(), path)
    if Path(path).exists():
        read_baseline(path)  # or it is something else, and is left as it is
    write_file(path, text.encode())
    console.say(f"wrote {one_line(path)}: {count(number, 'finding')} known from now on")


def apply_fixes(
    console: Console, readings: Sequence[Reading], asked: CheckSettings, *, unsafe: bool
) -> None:
    """Write files with their fixes; all fixes are found before one is written."""
    texts, all_fixes = _fix_all(console, readings, asked, unsafe=unsafe)
    replace_texts(texts)
    for name in texts:
        made = 0
        for fix in all_fixes:
            if any(edit.span.file == name for edit in fix.edits):
                made += 1
        console.say(f"{one_line(name)}: {count(made, 'mend')} made")


def show_fixes(
    console: Console, readings: Sequence[Reading], asked: CheckSettings, *, unsafe: bool
) -> bool:
    """Print what fixes would change, and return whether that is anything."""
    texts_before: dict[str, str] = {}
    for reading in readings:
        texts_before.update(reading.texts)
    texts, _ = _fix_all(console, readings, asked, unsafe=unsafe)
    for name, text in texts.items():
        console.put(diff_of(name, texts_before[name], text))
    return bool(texts)


def _fix_all(
    console: Console, readings: Sequence[Reading], asked: CheckSettings, *, unsafe: bool
) -> tuple[dict[str, str], list[Fix]]:
    """Return the texts that fixes change in the files of maps, by name, and the fixes."""
    from argmap import formats

    def find_in(reading: Reading) -> Iterator[Diagnostic]:
        found = check_reading(reading, asked, formats.read_sources).diagnostics
        return formats.with_fixes(reading, found)

    for reading in readings:
        must_be_a_file(reading, "mended")
    for reading in readings:
        if not formats.can_be_fixed(reading):
            raise Failure(
                f"{reading.name} is in the form `{reading.format}`; only native files can be mended"
            )
    with console.progress("mending"):
        return fixes.fix_maps(readings, find_in, formats.with_texts, unsafe=unsafe)
