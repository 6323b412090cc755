"""What `argmap check` tells of one file, and of many: small, so that a process can hand it to
another.

A file's map is gone once its part of the report is written; what a report that is one object has to
wait with is kept in little room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from argmap import formats
from argmap.cli.console import FINDINGS, FINE, WRONG_INPUT
from argmap.lint import linter
from argmap.lint.linter import ALL_RULES, CheckResult, check_reading
from argmap.lint.reports import (
    ENDS_WITH_SUMMARY,
    IS_ONE_OBJECT,
    Shown,
    pieces,
    safe_report,
)
from argmap.lint.statistics import Tally, figures, format_statistics, statistics
from argmap.model import CheckSettings
from argmap.model.diagnostics import Diagnostic
from argmap.model.reading import Reading
from argmap.util.files import STDIN_NAME
from argmap.util.text import SafeText, safe_lines
from argmap.verdicts.change_search import Progress


class Inquiry(NamedTuple):
    """What is asked of each file.

    Attributes:
        source_format: the name of its form; "" if it is to be guessed.
        reading: how to read it.
        settings: the settings of the command line.
        format: the format of the report, one of `argmap.lint.reports.FORMATS`.
        color: whether the report is in colour.
        columns: where its text wraps.
        is_one_of_several: whether other files are told of, too.
        with_statistics: whether the map is shown in figures.
    """

    source_format: str
    reading: formats.ReadingOptions
    settings: CheckSettings
    format: str
    color: bool
    columns: int
    is_one_of_several: bool
    with_statistics: bool


class FileReport(NamedTuple):
    """What is told of one file.

    Attributes:
        report: its part of the report, in pieces; none where all files are told of in one object.
        entry: what such an object tells of it, packed if there are others; `None` in other formats.
        tally: how much was found.
        figures: the size of its map in a line; "" where there is no map.
        statistics: its map in figures, where they are asked for.
        code: the exit code that it asks for.
        unread: the files that it names and that were not read.
    """

    report: Iterable[SafeText]
    entry: CheckResult | bytes | None
    tally: Tally
    figures: str
    statistics: str
    code: int
    unread: tuple[str, ...] | None


def examine(inquiry: Inquiry, name: str, progress: Progress | None = None) -> CheckResult:
    """Return everything found in the file of a name.

    Raises:
        ArgmapError: it cannot be read as it was asked for, or the settings of its map or project
            are wrong.
    """
    reading = formats.read(name, inquiry.source_format, inquiry.reading)
    return check_reading(reading, inquiry.settings, formats.read_sources, progress)


def examine_and_report(inquiry: Inquiry, name: str, progress: Progress | None = None) -> FileReport:
    """Return what is told of the file of a name; see `examine`."""
    return report_file(inquiry, examine(inquiry, name, progress))


def report_file(inquiry: Inquiry, file: CheckResult) -> FileReport:
    """Return what is told of a file that was checked."""
    reading, map = file.reading, file.reading.map
    entry: CheckResult | bytes | None = None
    report: Iterable[SafeText] = ()
    diagnostics = file.diagnostics
    if inquiry.format in IS_ONE_OBJECT:
        figures_of_map = _figures_object(file, inquiry.format)
        entry = file._replace(diagnostics=_WithFixes(file), figures=figures_of_map)
        if inquiry.is_one_of_several:
            entry = _pack(entry)
    else:
        diagnostics = _with_fixes(file)
        shown = Shown(
            diagnostics,
            reading.texts,
            file._replace(diagnostics=diagnostics),
            inquiry.is_one_of_several,
            color=inquiry.color,
            columns=inquiry.columns,
        )
        report = (safe_report(piece, inquiry.format) for piece in pieces(shown, inquiry.format))
        if inquiry.is_one_of_several:
            report = [SafeText("".join(report))]
    code = FINE
    if map is None:
        code = WRONG_INPUT
    elif linter.fails(file.diagnostics, file.settings.fail_on):
        code = FINDINGS
    has_summary = map is not None and inquiry.format in ENDS_WITH_SUMMARY
    has_statistics = map is not None and inquiry.with_statistics
    return FileReport(
        report,
        entry,
        Tally.of(diagnostics),
        figures(map) if map is not None and has_summary else "",
        format_statistics(statistics(map)) if map is not None and has_statistics else "",
        code,
        reading.unread,
    )


class _WithFixes(Iterable[Diagnostic]):
    """What was found in a file, with all its fixes; these are made on the way, for together they
    take much room.
    """

    def __init__(self, file: CheckResult) -> None:
        self._file = file

    def __iter__(self) -> Iterator[Diagnostic]:
        return formats.with_fixes(self._file.reading, self._file.diagnostics, ALL_RULES)


def _with_fixes(file: CheckResult) -> list[Diagnostic]:
    """Return what was found in a file with the fixes that a report for people counts."""
    if file.reading.name == STDIN_NAME:
        # `--fix` needs a file.
        return [replace(diagnostic, fixes=()) for diagnostic in file.diagnostics]
    return list(formats.with_fixes(file.reading, file.diagnostics))


def _figures_object(file: CheckResult, format: str) -> dict[str, object] | None:
    map = file.reading.map
    if map is None or format != "json":
        return None
    from argmap.lint.json_report import figures_object

    return figures_object(map)


def _pack(file: CheckResult) -> bytes:
    import pickle
    import zlib

    # What the texts and the map are for is done, and they take much room.
    names_beside = dict.fromkeys(file.reading.texts_beside, "")
    reading = Reading(file.reading.name, "", None, (), names_beside)
    whole = file._replace(reading=reading, diagnostics=list(file.diagnostics))
    return zlib.compress(pickle.dumps(whole), level=1)


class _KeptFiles(Iterable[CheckResult]):
    """Files that were checked, each unpacked when it is its turn."""

    def __init__(self) -> None:
        self.entries: list[CheckResult | bytes] = []

    def __iter__(self) -> Iterator[CheckResult]:
        import pickle
        import zlib

        for entry in self.entries:
            if isinstance(entry, bytes):
                yield pickle.loads(zlib.decompress(entry))  # noqa: S301 - it was packed by this program
            else:
                yield entry


class _KeptDiagnostics(Iterable[Diagnostic]):
    """What was found in files that are kept."""

    def __init__(self, files: Iterable[CheckResult]) -> None:
        self._files = files

    def __iter__(self) -> Iterator[Diagnostic]:
        for file in self._files:
            yield from file.diagnostics


class Account:
    """What is left to tell of files once the report of each is written.

    Attributes:
        code: the exit code that all of them ask for.
    """

    def __init__(self) -> None:
        self.code = FINE
        self._number_of_files = 0
        self._tally = Tally()
        self._figures: list[str] = []
        self._statistics: list[str] = []
        self._kept = _KeptFiles()

    def add(self, file: FileReport) -> None:
        """Take in what was told of a file."""
        self.code = max(self.code, file.code)  # the codes ascend with what they tell
        self._number_of_files += 1
        self._tally.add(file.tally)
        if file.figures:
            self._figures.append(file.figures)
        if file.statistics:
            self._statistics.append(file.statistics)
        if file.entry is not None:
            self._kept.entries.append(file.entry)

    def end(self, inquiry: Inquiry) -> Iterator[SafeText]:
        """Yield what the report ends with, or all of it where it is one object."""
        if inquiry.format in IS_ONE_OBJECT:
            shown = Shown(_KeptDiagnostics(self._kept), {}, files=self._kept, tally=self._tally)
            for piece in pieces(shown, inquiry.format):
                yield safe_report(piece, inquiry.format)
        elif inquiry.format == "text":
            from argmap.lint.text_report import format_end

            for piece in format_end(self._tally, self._number_of_files, inquiry.columns):
                yield safe_lines(piece)
            yield safe_lines("\n".join(self._statistics))
        elif inquiry.format in ENDS_WITH_SUMMARY:
            if self._statistics:
                yield safe_lines("\n".join(self._statistics) + "\n")
            yield safe_lines("; ".join([*self._figures, self._tally.in_words()]) + "\n")
            can_be_fixed = self._tally.fixable_in_words()
            if can_be_fixed:
                yield safe_lines(can_be_fixed + "\n")
