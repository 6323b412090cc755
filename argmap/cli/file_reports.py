"""What `argmap check` reports of a file: small, so that a process can hand it to another.

A file's map is gone once its part of the report is written; what a report that is one object has to
wait with is kept in little room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from argmap import formats
from argmap.cli.console import FINDINGS, FINE, WRONG_INPUT
from argmap.lint import linter
from argmap.lint.linter import CheckedFile, CheckOptions, check_reading
from argmap.lint.reports import (
    ENDS_WITH_SUMMARY,
    IS_ONE_OBJECT,
    Report,
    pieces,
    safe_report,
)
from argmap.lint.rules import ALL_RULES
from argmap.lint.statistics import Tally, figures, format_statistics
from argmap.model.reading import Reading
from argmap.util.files import STDIN_NAME
from argmap.util.text import SafeText, safe_lines

if TYPE_CHECKING:
    from argmap.verdicts.change_search import Progress

Item = TypeVar("Item")


class Inquiry(NamedTuple):
    """What is asked of each file.

    Attributes:
        source_format: the name of its format; "" to detect it.
        reading: how to read it.
        options: the settings of the command line, and what else it asks for.
        format: the format of the report, one of `argmap.lint.reports.FORMATS`.
        color: whether the report is in color.
        columns: where its text wraps.
        is_one_of_several: whether other files are reported, too.
        with_statistics: whether the map is shown in figures.
    """

    source_format: str
    reading: formats.ReadingOptions
    options: CheckOptions
    format: str
    color: bool
    columns: int
    is_one_of_several: bool
    with_statistics: bool


class FileReport(NamedTuple):
    """What is reported of one file.

    Attributes:
        report: its part of the report, in pieces; none where all files are reported in one object.
        entry: what such an object says of it, packed if there are others; `None` in other formats.
        tally: how much was found.
        figures: the size of its map in a line; "" where there is no map.
        statistics: its map in figures, where they are asked for.
        code: the exit code that it asks for.
        unread: the files that it names and that were not read.
    """

    report: Iterable[SafeText]
    entry: CheckedFile | bytes | None
    tally: Tally
    figures: str
    statistics: str
    code: int
    unread: tuple[str, ...] | None


class _Repeatable(Iterable[Item], Generic[Item]):
    """What is made anew each time that it is gone through, since all of it takes much room."""

    def __init__(self, make: Callable[[], Iterator[Item]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Item]:
        return self._make()


def examine(inquiry: Inquiry, name: str, progress: Progress | None = None) -> CheckedFile:
    """Return everything found in the file of a name.

    Raises:
        ArgmapError: it cannot be read as it was asked for, or the settings of its map or project
            are wrong.
    """
    reading = formats.read(name, inquiry.source_format, inquiry.reading)
    return examine_reading(inquiry, reading, progress)


def examine_reading(
    inquiry: Inquiry, reading: Reading, progress: Progress | None = None
) -> CheckedFile:
    """Return everything found in a file that was read; see `examine`."""
    options = inquiry.options._replace(progress=progress)
    return check_reading(reading, formats.read_sources, options)


def examine_and_report(inquiry: Inquiry, name: str, progress: Progress | None = None) -> FileReport:
    """Return what is reported of the file of a name; see `examine`."""
    return report_file(inquiry, examine(inquiry, name, progress))


def report_file(inquiry: Inquiry, file: CheckedFile) -> FileReport:
    """Return what is reported of a file that was checked."""
    if inquiry.format in IS_ONE_OBJECT:
        return _entry_of(inquiry, file)
    reading, map = file.reading, file.reading.map
    if reading.name == STDIN_NAME:
        # `--fix` needs a file.
        diagnostics = [replace(diagnostic, fixes=()) for diagnostic in file.diagnostics]
    else:
        diagnostics = list(formats.with_fixes(reading, file.diagnostics))
    color, columns, is_one_of_several = inquiry.color, inquiry.columns, inquiry.is_one_of_several
    with_fixes = file._replace(diagnostics=diagnostics)
    whole = Report(
        diagnostics, reading.texts, with_fixes, is_one_of_several, color=color, columns=columns
    )
    report: Iterable[SafeText] = (
        safe_report(piece, inquiry.format) for piece in pieces(whole, inquiry.format)
    )
    if is_one_of_several:
        report = [SafeText("".join(report))]
    summary = of_map = ""
    if map is not None and inquiry.format in ENDS_WITH_SUMMARY:
        summary = figures(map)
    if map is not None and inquiry.with_statistics:
        of_map = format_statistics(map)
    tally = Tally.of(diagnostics)
    return FileReport(report, None, tally, summary, of_map, _code_of(file), reading.unread)


def _entry_of(inquiry: Inquiry, file: CheckedFile) -> FileReport:
    """Return what an object for all files says of one."""
    reading, map = file.reading, file.reading.map
    figures_of_map = None
    if map is not None and inquiry.format == "json":
        from argmap.lint.json_report import figures_object

        figures_of_map = figures_object(map)
    with_fixes = _Repeatable(lambda: formats.with_fixes(reading, file.diagnostics, ALL_RULES))
    whole = file._replace(diagnostics=with_fixes, figures=figures_of_map)
    entry = _pack(whole) if inquiry.is_one_of_several else whole
    tally = Tally.of(file.diagnostics)
    return FileReport((), entry, tally, "", "", _code_of(file), reading.unread)


def _code_of(file: CheckedFile) -> int:
    if file.reading.map is None:
        return WRONG_INPUT
    return FINDINGS if linter.fails(file.diagnostics, file.settings.fail_on) else FINE


def _pack(file: CheckedFile) -> bytes:
    import pickle
    import zlib

    # What the texts and the map are for is done, and they take much room.
    names_beside = dict.fromkeys(file.reading.texts_beside, "")
    reading = Reading(file.reading.name, "", None, (), names_beside)
    # What a message is about is part of the map.
    worded = [replace(each, wording=each.message) for each in file.diagnostics]
    whole = file._replace(reading=reading, diagnostics=worded)
    return zlib.compress(pickle.dumps(whole), level=1)


class Account:
    """What is left to report of files once the report of each is written.

    Attributes:
        code: the exit code that all of them ask for.
    """

    def __init__(self) -> None:
        self.code = FINE
        self._number_of_files = 0
        self._tally = Tally()
        self._figures: list[str] = []
        self._statistics: list[str] = []
        self._entries: list[CheckedFile | bytes] = []

    def add(self, file: FileReport) -> None:
        """Take in what was reported of a file."""
        self.code = max(self.code, file.code)  # the codes ascend with what they mean
        self._number_of_files += 1
        self._tally.add(file.tally)
        if file.figures:
            self._figures.append(file.figures)
        if file.statistics:
            self._statistics.append(file.statistics)
        if file.entry is not None:
            self._entries.append(file.entry)

    def end(self, inquiry: Inquiry) -> Iterator[SafeText]:
        """Yield what the report ends with, or all of it where it is one object."""
        if inquiry.format in IS_ONE_OBJECT:
            files = _Repeatable(self._unpack)
            found = _Repeatable(lambda: chain.from_iterable(file.diagnostics for file in files))
            whole = Report(found, {}, files=files, tally=self._tally)
            for piece in pieces(whole, inquiry.format):
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

    def _unpack(self) -> Iterator[CheckedFile]:
        import pickle
        import zlib

        for entry in self._entries:
            if isinstance(entry, bytes):
                yield pickle.loads(zlib.decompress(entry))  # noqa: S301 - it was packed by this program
            else:
                yield entry
