"""`argmap check` and `argmap rules`."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.completion import complete_rules
from argmap.cli.console import DEFAULT_FILE, FINDINGS, FINE, WRONG_INPUT, ColorChoice, Console
from argmap.cli.edit import diff_of, must_be_a_file
from argmap.cli.options import Fence, Files, From, Prose, reading_options
from argmap.files import STDIN_NAME, Failure, write_file, write_texts

if TYPE_CHECKING:
    from argmap.fixer import FixedMaps
    from argmap.formats.shared.reading import Reading
    from argmap.model import ArgumentMap, CheckSettings
    from argmap.model.diagnostics import Diagnostic
    from argmap.verdicts.changes import Progress

_Checked = tuple[list["Diagnostic"], "CheckSettings"]
"""What was found in a file, and the settings that were in force for it."""


def check(
    files: Files = None,
    format: Annotated[str, typer.Option("-f", "--format", help="text, full, concise, json, sarif or github.")] = "text",
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
    source: From = "",
) -> None:
    """Find what is weak in a map: exit code 1 if anything is.

    \b
    Example:
      argmap check debate.yaml
      argmap check *.yaml --select support,question --fail-on error
      argmap check debate.yaml --fix --diff
    """  # fmt: skip
    from argmap import linter, registry
    from argmap.model.diagnostics import no_such
    from argmap.reports.findings import ENDS_WITH_SUMMARY, FORMATS, CheckedFile, Shown

    console = Console()
    if format not in FORMATS:
        raise Failure(no_such("report format", format, FORMATS))
    if color not in list(ColorChoice):
        raise Failure(no_such("colour choice", color, ColorChoice))
    asked = _settings_asked_for(select, ignore, fail_on)
    with console.progress("reading"):
        how = reading_options(fence, prose=prose)
        readings = [registry.read(file, source, how) for file in files or [DEFAULT_FILE]]
    if diff:
        raise typer.Exit(_show_fixes(console, readings, asked, unsafe=unsafe_fixes))
    if fix or unsafe_fixes:
        readings = _mended(console, readings, asked, unsafe=unsafe_fixes)
    with console.progress("applying the rules") as progress:
        findings = [_checked(reading, asked, progress) for reading in readings]
    if write_baseline:
        _write_baseline(console, baseline, readings, findings)
        raise typer.Exit(FINE)
    if baseline:
        findings = _new_findings(console, baseline, readings, findings)
    checked: list[CheckedFile] = []
    diagnostics: list[Diagnostic] = []
    is_failing = False
    with console.progress("looking for mends"):
        for reading, (found, settings) in zip(readings, findings, strict=True):
            in_file = _with_fixes(reading, found, format)
            checked.append(CheckedFile(reading.name, reading.map, in_file, tuple(reading.texts_beside)))
            diagnostics += in_file
            is_failing = is_failing or linter.fails(found, settings.fail_on)
    texts: dict[str, str] = {}
    for reading in readings:
        texts.update(reading.texts)
    console.report(Shown(diagnostics, texts, checked), format, ColorChoice(color))
    maps = [reading.map for reading in readings if reading.map is not None]
    if format == "text" and statistics:
        console.put(_statistics(maps))
    elif format in ENDS_WITH_SUMMARY:
        console.put(_summary(maps, diagnostics, with_statistics=statistics))
    if any(reading.map is None for reading in readings):
        raise typer.Exit(WRONG_INPUT)
    raise typer.Exit(FINDINGS if is_failing else FINE)


def _with_fixes(reading: "Reading", found: list["Diagnostic"], format: str) -> list["Diagnostic"]:
    """Return what was found in a file with the fixes that a report in this format hands on, or counts."""
    from argmap import fixer
    from argmap.reports.findings import SHOWS_FIXES

    if format in SHOWS_FIXES:
        return fixer.with_fixes(reading, found)
    if reading.name == STDIN_NAME:
        # `--fix` needs a file.
        return [replace(diagnostic, fixes=()) for diagnostic in found]
    return fixer.with_fixes(reading, found, with_ignores=False)


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
    names = [name for option in given or () for name in option.split(",")]
    return tuple(name for name in names if name)


def _checked(reading: "Reading", asked: "CheckSettings", progress: "Progress | None" = None) -> _Checked:
    """Return everything found in a file, and the settings that were in force for it."""
    from argmap import linter
    from argmap.formats.shared.source_files import read_sources
    from argmap.settings import project_settings

    if reading.map is None:
        return list(reading.diagnostics), linter.combined(asked)
    settings = linter.combined(asked, linter.settings_of(reading.map), project_settings(Path.cwd()))
    rules = linter.select_rules(settings.select, settings.ignore)
    source_texts = read_sources(reading.map, Path(reading.name).parent)
    findings = linter.check(reading.map, rules, source_texts, progress)
    return [*reading.diagnostics, *findings], settings


def _new_findings(console: Console, path: str, readings: list["Reading"], findings: list[_Checked]) -> list[_Checked]:
    """Return the findings that a baseline does not know, and say how many it knows; errors in reading stay."""
    from argmap.baseline import read_baseline
    from argmap.model.text import count, one_line

    known = read_baseline(path)
    before = known.findings.total()
    new: list[_Checked] = []
    for reading, (found, settings) in zip(readings, findings, strict=True):
        left = found if reading.map is None else known.new_ones(found, reading.name)
        new.append((left, settings))
    gone = known.findings.total()
    said = f"{one_line(path)}: {count(before - gone, 'finding')} known, and left out"
    if gone:
        said += f"; {gone:,} in it are no longer found (`--write-baseline` renews it)"
    console.say(said)
    return new


def _write_baseline(console: Console, path: str, readings: list["Reading"], findings: list[_Checked]) -> None:
    """Write a baseline of what was found, over none but an older one."""
    from argmap.baseline import format_baseline, read_baseline
    from argmap.model.text import count, one_line

    if not path:
        raise Failure("--write-baseline needs --baseline PATH: where to write it")
    for reading in readings:
        reading.unwrap()
    if Path(path).exists():
        read_baseline(path)  # or it is something else, and is left as it is
    found = [(reading.name, diagnostics) for reading, (diagnostics, _) in zip(readings, findings, strict=True)]
    write_file(path, format_baseline(found, path).encode())
    number = sum(len(diagnostics) for _, diagnostics in found)
    console.say(f"wrote {one_line(path)}: {count(number, 'finding')} known from now on")


def _mended(console: Console, readings: list["Reading"], asked: "CheckSettings", *, unsafe: bool) -> list["Reading"]:
    """Write files with their fixes, and return them as they are then; all fixes are found before one is written."""
    from argmap.model.text import count, one_line

    fixed = _fixed(console, readings, asked, unsafe=unsafe)
    write_texts(fixed.texts)
    for name in fixed.texts:
        in_file = [fix for fix in fixed.fixes if any(edit.span.file == name for edit in fix.edits)]
        console.say(f"{one_line(name)}: {count(len(in_file), 'mend')} made")
    return fixed.readings


def _show_fixes(console: Console, readings: list["Reading"], asked: "CheckSettings", *, unsafe: bool) -> int:
    """Print what fixes would change, and return the exit code: whether there is anything to change."""
    texts_before: dict[str, str] = {}
    for reading in readings:
        texts_before.update(reading.texts)
    fixed = _fixed(console, readings, asked, unsafe=unsafe)
    for name, text in fixed.texts.items():
        console.put(diff_of(name, texts_before[name], text))
    return FINDINGS if fixed.texts else FINE


def _fixed(console: Console, readings: list["Reading"], asked: "CheckSettings", *, unsafe: bool) -> "FixedMaps":
    from argmap import fixer

    def found_in(reading: "Reading") -> list["Diagnostic"]:
        found, _ = _checked(reading, asked)
        return found

    for reading in readings:
        must_be_a_file(reading, "mended")
    with console.progress("mending"):
        return fixer.all_fixed(readings, found_in, unsafe=unsafe)


def _summary(maps: list["ArgumentMap"], diagnostics: list["Diagnostic"], *, with_statistics: bool) -> str:
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


def rules(
    rule: Annotated[
        str,
        typer.Argument(metavar="[RULE]", help="The rule or group to explain.", autocompletion=complete_rules),
    ] = "",
    format: Annotated[str, typer.Option("-f", "--format", help="text or markdown.")] = "text",
) -> None:
    """List the rules of `argmap check`, or those of a group, or explain one.

    \b
    Example:
      argmap rules unsupported-claim
    """  # fmt: skip
    from argmap.model.diagnostics import no_such
    from argmap.reports import handbook
    from argmap.rules import GROUPS

    console = Console()
    if format not in ("text", "markdown"):
        raise Failure(no_such("format", format, ("text", "markdown")))
    if rule in GROUPS:
        console.put(handbook.table(GROUPS[rule]))
    elif rule:
        console.put(handbook.explained(rule))
    elif format == "text":
        console.put(handbook.table())
    else:
        console.put(handbook.markdown())
