"""`argmap check`: what is weak in a map, told, mended, or held against a baseline."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.completion import complete_rules
from argmap.cli.console import DEFAULT_FILE, FINDINGS, FINE, WRONG_INPUT, ColorChoice, Console
from argmap.cli.options import Fence, Files, From, Prose, Sandbox, reading_options, tell_unread
from argmap.files import STDIN_NAME
from argmap.output import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.cli.checked import Checked
    from argmap.model import ArgumentMap, CheckSettings
    from argmap.model.diagnostics import Diagnostic


def check(
    files: Files = None,
    format: Annotated[str, typer.Option("-f", "--format", help="{reports}.")] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULES", help="Rules or groups, in place of the default.", autocompletion=complete_rules),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULES", help="Rules or groups to leave out.", autocompletion=complete_rules),
    ] = None,
    fail_on: Annotated[str, typer.Option(metavar="SEVERITY", help="error, warning, info or never.")] = "",
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can safely be mended, then check again.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Mend also what may be meant otherwise.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Only show what --fix, or --unsafe-fixes, would change.")
    ] = False,
    baseline: Annotated[
        str, typer.Option(metavar="PATH", help="Leave out the findings that this file knows already.")
    ] = "",
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write what is found to the file of --baseline.")
    ] = False,
    color: Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never.")] = "auto",
    statistics: Annotated[bool, typer.Option("--statistics", help="Show each map in figures, too.")] = False,
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
    from argmap import registry
    from argmap.cli.checked import checked
    from argmap.model.diagnostics import no_such
    from argmap.reports.findings import FORMATS

    console = Console()
    if format not in FORMATS:
        raise Failure(no_such("report format", format, FORMATS))
    if color not in list(ColorChoice):
        raise Failure(no_such("colour choice", color, ColorChoice))
    asked = _settings_asked_for(select, ignore, fail_on)
    with console.progress("reading"):
        how = reading_options(fence, prose=prose, sandbox=sandbox)
        readings = [registry.read(file, source, how) for file in files or [DEFAULT_FILE]]
    for reading in readings:
        tell_unread(console, reading)
    if diff:
        from argmap.cli import mending

        has_mends = mending.show(console, readings, asked, unsafe=unsafe_fixes)
        raise typer.Exit(FINDINGS if has_mends else FINE)
    if fix or unsafe_fixes:
        from argmap.cli import mending

        readings = mending.mend(console, readings, asked, unsafe=unsafe_fixes)
    with console.progress("applying the rules") as progress:
        files_checked = [checked(reading, asked, progress) for reading in readings]
    if write_baseline:
        from argmap.cli import known_findings

        known_findings.write(console, baseline, files_checked)
        raise typer.Exit(FINE)
    if baseline:
        from argmap.cli import known_findings

        files_checked = known_findings.left_out(console, baseline, files_checked)
    _report(console, files_checked, format, ColorChoice(color), with_statistics=statistics)
    raise typer.Exit(_exit_code(files_checked))


def _settings_asked_for(select: list[str] | None, ignore: list[str] | None, fail_on: str) -> "CheckSettings":
    """Return the settings asked for on the command line, or fail on an unknown name."""
    from argmap import linter
    from argmap.model import CheckSettings
    from argmap.model.diagnostics import no_such

    settings = CheckSettings(_names(select), _names(ignore), fail_on)
    linter.select_rules(settings.select, settings.ignore)
    if fail_on and fail_on not in linter.FAIL_ON:
        raise Failure(no_such("severity", fail_on, linter.FAIL_ON))
    return settings


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Return the names in options that may be repeated, and may each hold several: `--select a,b --select c`."""
    names: list[str] = []
    for option in given or ():
        names += option.split(",")
    return tuple(name for name in names if name)


def _report(
    console: Console, files_checked: "Sequence[Checked]", format: str, color: ColorChoice, *, with_statistics: bool
) -> None:
    """Print what was found in the files, in a format of `argmap.reports.findings`."""
    from argmap.reports.findings import ENDS_WITH_SUMMARY, CheckedFile, Shown

    shown_files: list[CheckedFile] = []
    diagnostics: list[Diagnostic] = []
    texts: dict[str, str] = {}
    with console.progress("looking for mends"):
        for file in files_checked:
            in_file = _with_fixes(file, format)
            reading = file.reading
            shown_files.append(CheckedFile(reading.name, reading.map, in_file, tuple(reading.texts_beside)))
            diagnostics += in_file
            texts.update(reading.texts)
    console.report(Shown(diagnostics, texts, shown_files), format, color)
    maps = [file.map for file in shown_files if file.map is not None]
    if format == "text" and with_statistics:
        console.put(_statistics(maps))
    elif format in ENDS_WITH_SUMMARY:
        console.put(_summary(maps, diagnostics, with_statistics=with_statistics))


def _with_fixes(file: "Checked", format: str) -> list["Diagnostic"]:
    """Return what was found in a file with the fixes that a report in this format hands on, or counts."""
    from dataclasses import replace

    from argmap import fixer
    from argmap.reports.findings import SHOWS_FIXES

    if format in SHOWS_FIXES:
        return fixer.with_fixes(file.reading, file.diagnostics)
    if file.reading.name == STDIN_NAME:
        # `--fix` needs a file.
        return [replace(diagnostic, fixes=()) for diagnostic in file.diagnostics]
    return fixer.with_fixes(file.reading, file.diagnostics, with_ignores=False)


def _summary(maps: list["ArgumentMap"], diagnostics: list["Diagnostic"], *, with_statistics: bool) -> str:
    """Return the lines of figures that a report ends with."""
    from argmap.reports.statistics import figures, mendable, tally

    line = "; ".join([*(figures(map) for map in maps), tally(diagnostics)])
    can_be_mended = mendable(diagnostics)
    if can_be_mended:
        line += f"\n{can_be_mended}"
    if with_statistics:
        return f"{_statistics(maps)}\n{line}\n"
    return line + "\n"


def _statistics(maps: list["ArgumentMap"]) -> str:
    from argmap.reports.statistics import format_statistics, statistics

    return "\n".join(format_statistics(statistics(map)) for map in maps)


def _exit_code(files_checked: "Sequence[Checked]") -> int:
    """Return the exit code: whether a file could not be read, or has a finding that it shall fail on."""
    from argmap import linter

    if any(file.reading.map is None for file in files_checked):
        return WRONG_INPUT
    if any(linter.fails(file.diagnostics, file.settings.fail_on) for file in files_checked):
        return FINDINGS
    return FINE
