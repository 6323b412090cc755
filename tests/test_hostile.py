"""Files that are hostile, each through its reader, the check and every form: what is said is what is expected, no text
of a map is code anywhere, and nothing breaks.

The corpus is `tests/hostile/`; its form is told in `tests/hostile_case.py`. Pictures, pages and office documents are
made of some cases, and of all with `pytest --all`.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import argmap
from argmap import ArgmapError, ArgumentMap, Diagnostic, formats
from argmap.formats import writable_formats
from argmap.lint import FORMATS, check, figures, report, safe_report, select_rules
from argmap.model import OutlineOptions, Reading, WritingOptions
from argmap.util import count, one_line, safe_lines
from argmap.verdicts import format_verdicts
from tests.case import Case, all_cases
from tests.hostile_case import FOLDER, files_of
from tests.oracles import BINARY_ORACLES, SLOW_TEXT_ORACLES, TEXT_ORACLES, nothing_unsafe
from tests.tree import files

_MOST_LINES = 12
"""Of a report that is longer, so many lines are expected, and the number of the others."""
_COMMANDS = re.compile(r"^::(error|warning|notice) [^\n]*$", re.MULTILINE)


def topics() -> list[str]:
    return [path.stem for path in files("tests/hostile/*.txt")]


def corpus() -> list[Case]:
    cases = [case for topic in topics() for case in all_cases(f"{FOLDER}/{topic}.txt")]
    return [case for case in cases if case.about not in (ARCHIVES, RUBRICS, DECISIONS, EDITS)]


ARCHIVES = "archives"
"""Cases that are packed into an archive, and graded in `tests/test_submissions.py`."""
RUBRICS = "rubrics"
DECISIONS = "decisions"
"""Cases that are no maps, tried in `tests/test_rubric.py` and `tests/test_decide.py`."""
EDITS = "edits"
"""Cases with an operation, which is carried out in `tests/test_editing.py`."""


CORPUS = corpus()
LARGE = {
    "two thousand claims of ten words", "a circle of five hundred supports", "a circle of two hundred and one attacks",
    "undercutters of undercutters, a thousand deep", "a chain of a thousand attacks", "a star of five hundred reasons",
    "five hundred linked premises", "one claim that supports five hundred", "two hundred sides and sources",
    "a thousand ids alike but for the last letter", "FreeMind: nodes five hundred deep", "a Markdown file of brackets",
    "a claim of five thousand ideographs", "the same reason a hundred times", "a thousand lines above lists",
    "Twenty thousand rows, and each number twice", "a structure of 2,000 inferences in Argdown",
    "OPML: outlines five hundred deep", "claims written in place, two hundred deep", "a list two hundred deep",
    "five hundred claims without bullets, each below the other", "unknown claims, three hundred of them",
    "a chain of a thousand supports", "unknown keys, a thousand of them", "a thousand key terms and synonyms",
    "a thousand findings", "four hundred lines of which half have a bullet", "a thousand claims with one id",
    "a note of a hundred thousand words", "two thousand entries with a quotation mark that is never closed",
}  # fmt: skip
"""Cases that take long to read, to write or to draw."""


WHOLE = ("control_characters", "hostile_ids", "injection")
"""What is hostile because of how it is written elsewhere; of all else, every eighth case is written."""


def small_or_soak(cases: list[Case]) -> list[object]:
    """Return cases as parameters; large ones are read with `--all` alone."""
    parameters: list[object] = []
    for case in cases:
        marks = [pytest.mark.soak] if case.title in LARGE else []
        parameters.append(pytest.param(case, id=f"{case.about}: {case.title}", marks=marks))
    return parameters


def written_by_default(number: int, case: Case) -> bool:
    return case.title not in LARGE and (number % 8 == 0 or case.about in WHOLE)


def written_or_soak(cases: list[Case]) -> list[object]:
    """Return cases as parameters; large ones, and what others show as well, are written with `--all` alone."""
    parameters: list[object] = []
    for number, case in enumerate(cases):
        marks = [] if written_by_default(number, case) else [pytest.mark.soak]
        parameters.append(pytest.param(case, id=f"{case.about}: {case.title}", marks=marks))
    return parameters


def every_fifth_or_soak(cases: list[Case], first: int) -> list[object]:
    """Return cases as parameters; of those written by default, one in five is without `--all`."""
    parameters: list[object] = []
    written = 0
    for number, case in enumerate(cases):
        is_chosen = written_by_default(number, case)
        marks = [] if is_chosen and written % 5 == first else [pytest.mark.soak]
        written += is_chosen
        parameters.append(pytest.param(case, id=f"{case.about}: {case.title}", marks=marks))
    return parameters


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Case], Reading]:
    """Read the file of a case in a folder that holds its files alone."""

    def read_case(case: Case) -> Reading:
        first, *others = files_of(case)
        for file in (first, *others):
            Path(tmp_path, os.fsencode(file.name).decode("utf-8", "surrogateescape")).write_bytes(
                file.data
            )
        monkeypatch.chdir(tmp_path)
        return formats.read(first.name)

    return read_case


def test_it_has_two_hundred_cases_and_no_title_twice() -> None:
    titles = Counter(f"{case.about}: {case.title}" for case in CORPUS)
    assert len(CORPUS) >= 200
    assert [title for title, number in titles.items() if number > 1] == []
    assert {case.title for case in CORPUS} >= LARGE


@pytest.mark.parametrize("case", small_or_soak(CORPUS))
def test_what_is_said(
    case: Case, read: Callable[[Case], Reading], settle: Callable[[Case, str], None]
) -> None:
    reading = read(case)
    findings = check(reading.map, select_rules(["all"])) if reading.map is not None else []
    for format in FORMATS:
        said = safe_report(report([*reading.diagnostics, *findings], reading.texts, format), format)
        # Only annotations command a log, each on a line of its own.
        nothing_unsafe(_COMMANDS.sub("", said) if format == "github" else said)
    made = list(_beginning(report(reading.diagnostics, reading.texts, "concise").splitlines()))
    if reading.map is not None:
        made += [f"{reading.format}: {figures(reading.map)}", f"check: {_tally(findings)}"]
    settle(case, "\n".join(made).strip("\n"))


def _beginning(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        yield f"({count(len(lines) - _MOST_LINES, 'more line')})"


def _tally(findings: list[Diagnostic]) -> str:
    codes = Counter(finding.code for finding in findings)
    return (
        ", ".join(
            code if number == 1 else f"{code} × {number}" for code, number in sorted(codes.items())
        )
        or "-"
    )


def test_every_format_that_is_text_or_bytes_has_an_oracle() -> None:
    formats = {format.name: format.is_binary for format in writable_formats()}
    asked = dict.fromkeys((*TEXT_ORACLES, *SLOW_TEXT_ORACLES), False)
    assert asked | dict.fromkeys(BINARY_ORACLES, True) == formats, (
        "add a row for each format that argmap writes to `TEXT_ORACLES` or `BINARY_ORACLES` in"
        " tests/oracles.py, with `accept_any` if no Python package reads the format"
    )


@pytest.mark.parametrize("case", written_or_soak(CORPUS))
def test_every_format_that_is_text(case: Case, read: Callable[[Case], Reading]) -> None:
    map = read(case).map
    if map is None:
        return
    for format, understand in TEXT_ORACLES.items():
        for written in _written(map, format):
            # A table for spreadsheets begins with a byte order mark, and its lines end as such tables' do.
            nothing_unsafe(
                written.removeprefix("\ufeff").replace("\r\n", "\n") if format == "csv" else written
            )
            understand(written)
    for format in ("native", "json", "argdown"):
        for written in _written(map, format):
            assert argmap.loads(written, format) == map  # type: ignore[arg-type]
    verdicts = argmap.evaluate(map)
    said = [
        format_verdicts(verdicts),
        *(str(argmap.explain(verdicts, claim)) for claim in list(map.claims)[:3]),
    ]
    nothing_unsafe(safe_lines("\n".join(said)))  # as the console prints it


@pytest.mark.parametrize("case", written_or_soak(CORPUS[6::400]))
def test_pictures_pages_and_office_documents(case: Case, read: Callable[[Case], Reading]) -> None:
    _all_others(read(case).map)


@pytest.mark.soak
def test_pictures_pages_and_office_documents_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, case in enumerate(CORPUS):
        folder = tmp_path / str(number)
        folder.mkdir()
        first, *others = files_of(case)
        for file in (first, *others):
            Path(folder, file.name).write_bytes(file.data)
        monkeypatch.chdir(folder)
        _all_others(formats.read(first.name).map)


def _all_others(map: ArgumentMap | None) -> None:
    if map is None:
        return
    for format, understand in SLOW_TEXT_ORACLES.items():
        for written in _written(map, format):
            if format not in (
                "html",
                "page",
            ):  # in which scripts and style sheets of argmap's own stand, too
                nothing_unsafe(written)
            understand(written)
    for format, understand_bytes in BINARY_ORACLES.items():
        with suppress(ArgmapError):  # there is more than a picture can hold
            understand_bytes(argmap.convert(map, format).data)  # type: ignore[arg-type]


def _written(map: ArgumentMap, format: str) -> Iterator[str]:
    """Yield a map in a form that is text, and as an essay where the form has any; nothing where it is refused."""
    with suppress(
        ArgmapError
    ):  # a framework has attacks only, YAML is not nested too deep, a picture not too large
        output = formats.write(map, format)
        nothing_unsafe("\n".join(one_line(loss.message) for loss in output.losses))
        yield output.data.decode()
    if format in ("text", "markdown", "latex"):
        essay = WritingOptions(outline=OutlineOptions(essay=True))
        yield formats.write(map, format, essay).text


PROMISED = {
    "archives": "One file in an archive never keeps argmap from reading the others, and no archive fills the memory.",
    "control_characters": "Text in a map can't send control sequences to a terminal or a CI log, and can't reorder the text around it.",
    "decisions": "A decision that argmap can't use is reported with its line, and the others are used.",
    "documents": "Documents and web pages are read within limits. Nothing in them runs, and nothing outside is read.",
    "encodings": "argmap reports an encoding other than UTF-8, and rejects bytes that could be read in two ways or in none, so that no text can hide in them.",
    "errors": "A text with many errors is answered like one with a single error, and no map gains text from them.",
    "file_names": "A file name is only text. A map can only refer to files in its folder and subfolders.",
    "graph_shapes": "argmap can read, check, evaluate and write cycles, long chains and large stars.",
    "hostile_ids": "An id is only a name, even if it has a meaning in a programming language.",
    "injection": "A map's text is not code in any output.",
    "lists": "argmap reads any plain text as a list, or reports the lines that it doesn't read.",
    "other_forms": "Every reader reports errors, and no reader loads anything from outside.",
    "rubrics": "A rubric that argmap can't use is rejected with a message that names the line.",
    "shapes": "argmap reads a file of any shape, or rejects the file and shows the position of the error.",
    "sizes": "argmap can read, check and write large files completely.",
    "worksheets": "What students write in a worksheet is only text, and so is what somebody makes of the document.",
    "yaml_syntax": "argmap rejects aliases, tags, anchors, merge keys and second documents. Text stays as typed.",
}
"""What each topic of the corpus tries."""


def test_the_table_of_what_was_tried_is_that_of_the_corpus(
    golden_part: Callable[[str, str, str], None],
) -> None:
    cases = Counter(case.about for case in CORPUS)
    for topic in (ARCHIVES, RUBRICS, DECISIONS):
        cases[topic] = len(all_cases(f"{FOLDER}/{topic}.txt"))
    assert cases.keys() == PROMISED.keys()
    lines = [
        "| guarantee | file and number of cases | passed |",
        "|---|---|---|",
    ]
    # A case that does not hold is a test that fails, and then there is no release.
    lines += [
        f"| {promise} | {topic}.txt: {cases[topic]} | all |" for topic, promise in PROMISED.items()
    ]
    lines.append(f"| total | {cases.total()} | all |")
    golden_part("SECURITY.md", "tried", "\n".join(lines) + "\n")
