"""Many files, checked by several processes: the same bytes, and nothing left when one of them is ended."""

from __future__ import annotations

import errno
import gc
import os
import pickle
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NoReturn, TypeVar

import pytest

from argmap import (
    ArgumentMap,
    InvalidMap,
    check,
    evaluate,
    explain,
    formats,
    load,
    loads,
    stated_only,
)
from argmap.cli import Inquiry, examine_and_report
from argmap.formats import ReadingOptions
from argmap.lint import FORMATS, CheckOptions
from argmap.util import MANY_FILES, in_order, number_of_jobs, place_in_code
from tests.conftest import ROOT
from tests.run import Running, argmap, argmap_started

Thing = TypeVar("Thing")

posix_only = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")

UNSUPPORTED = (
    "claims:\n  go: {text: We should go home., main: true, premises: [late]}\n  late: It is late.\n"
)
FILES = {
    "fine.yaml": "claims: {go: {text: We should go home., common_ground: true}}\n",
    "unsupported.yaml": UNSUPPORTED,
    "mistyped.yaml": "claims: {go: {text: We should go home., premises: [lat]}, late: It is late.}\n",
    "part.yaml": "claims: {late: It is late.}\n",
    "whole.yaml": "include: [part.yaml]\nclaims:\n  go: {text: We should go home., main: true, premises: [late]}\n",
    "no map.yaml": "\x1b[1m: [\n",
    "debate.argdown": "[Go]: We should go home.\n  + It is late.\n",
    "mend.yaml": "claims:\n  go: {text: We should go home., main: true, premises: [late, late]}\n  late: It is late.\n",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.soak(but=["-f full --statistics"])
@pytest.mark.parametrize(
    "words",
    [
        *(pytest.param(("-f", format), marks=pytest.mark.soak) for format in FORMATS),
        ("-f", "sarif"),
        ("-f", "full", "--statistics"),
        ("--statistics", "--color", "always"),
    ],
    ids=" ".join,
)
def test_several_processes_write_what_one_writes(corpus: Path, words: tuple[str, ...]) -> None:
    files = ("check", *FILES, "missing.yaml", *words, "--jobs")
    one = argmap(*files, "1", cwd=corpus)
    two = argmap_started(*files, "2", cwd=corpus)
    assert (one.code, one.err) == (2, "")
    assert one.out
    assert two == one


def test_a_report_of_several_processes_as_a_whole(corpus: Path) -> None:
    names = ("unsupported.yaml", "no map.yaml", "whole.yaml")
    found = argmap_started(
        "check", *names, "--select", "support", "-f", "concise", "--jobs", "2", cwd=corpus
    )
    assert (found.code, found.err) == (2, "")
    assert (
        found.out
        == """\
unsupported.yaml:2:3: note[rests-on-unsupported]: `go` (We should go home.) depends on an unsupported claim: `late`
unsupported.yaml:3:3: warning[unsupported-claim]: `late` (It is late.) is unsupported
no map.yaml:1:1: error[control-character]: the character U+001B is not allowed in a text file
part.yaml:1:10: warning[unsupported-claim]: `late` (It is late.) is unsupported
whole.yaml:3:3: note[rests-on-unsupported]: `go` (We should go home.) depends on an unsupported claim: `late`
2 claims (1 unsupported); 1 reason; 2 claims (1 unsupported); 1 reason; 1 error, 2 warnings, 2 notes
"""
    )


@pytest.mark.soak
def test_a_baseline_of_several_processes_is_that_of_one(corpus: Path) -> None:
    maps = [name for name in FILES if name not in ("no map.yaml", "mistyped.yaml")]
    for jobs in "12":
        written = argmap_started(
            "check",
            *maps,
            "--write-baseline",
            f"{jobs}.json",
            "--jobs",
            jobs,
            cwd=corpus,
        )
        assert (written.code, written.out) == (0, "")
    assert (corpus / "1.json").read_text() == (corpus / "2.json").read_text()
    # `whole.yaml` includes `part.yaml`, so that what is known of the one is used up by whichever comes first.
    unknown = argmap_started(
        "check",
        "mistyped.yaml",
        *maps,
        "part.yaml",
        "--baseline",
        "2.json",
        "--jobs",
        "2",
        cwd=corpus,
    )
    assert unknown == argmap_started(
        "check",
        "mistyped.yaml",
        *maps,
        "part.yaml",
        "--baseline",
        "2.json",
        "--jobs",
        "1",
        cwd=corpus,
    )
    assert (unknown.code, "known findings ignored" in unknown.err) == (2, True)


@pytest.mark.soak(but=["--fix"])
@pytest.mark.parametrize("how", ["--fix", "--unsafe-fixes", "--diff"])
def test_several_processes_fix_what_one_fixes(corpus: Path, how: str) -> None:
    names = ("mistyped.yaml", "unsupported.yaml", "mend.yaml")
    results = []
    for jobs in "12":
        for name in names:
            (corpus / name).write_text(FILES[name])
        result = argmap_started("check", *names, how, "--jobs", jobs, cwd=corpus)
        results.append((result, [(corpus / name).read_text() for name in names]))
    assert results[0] == results[1]
    assert (results[0][1] == [FILES[name] for name in names]) == (how == "--diff")


@posix_only
def test_standard_input_is_read_by_the_process_that_has_it(corpus: Path) -> None:
    names = ("fine.yaml", "-", "/dev/stdin", "unsupported.yaml")
    one, two = (
        argmap_started("check", *names, "--jobs", n, cwd=corpus, stdin=UNSUPPORTED.encode())
        for n in "12"
    )
    assert "<stdin>: 2 claims (1 unsupported)" in one.out
    assert two == one


def test_what_cannot_be_asked_of_a_file_ends_the_check_as_it_ends_that_of_one_process(
    corpus: Path,
) -> None:
    one, two = (
        argmap_started(
            "check", "debate.argdown", "fine.yaml", "--fence", "2", "--jobs", n, cwd=corpus
        )
        for n in "12"
    )
    said = "argmap: debate.argdown has no fenced map 2, because it is not a Markdown file with fenced maps\n"
    assert one == two == (2, "", said)


# --- processes that are ended ---

BLOCKED = """
import os, signal, sys, threading
from argmap.cli import file_reports

def waits(inquiry, name, progress=None):
    os.write(2, f"{os.getpid()}\\n".encode())  # in one piece
    threading.Event().wait()

file_reports.examine_and_report = waits
from argmap.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
"""Starts argmap so that each process that is to check a file tells its number, and waits for ever."""

BLOCKED_AND_SLOW_TO_END = f"""
import time
from concurrent.futures import process

class SlowToWake(process._ThreadWakeup):
    def wakeup(self):
        if not self._closed:
            if process._global_shutdown:
                time.sleep(0.3)
            self._writer.send_bytes(b"")

process._ThreadWakeup = SlowToWake
{BLOCKED}"""
"""The same, where Python wakes a thread of the pool as it ends, if one is left, just when that closes its pipe."""


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the processes do not know what waits"
)
class TestProcessesThatWait:
    def test_an_interruption_ends_all_of_them_in_silence(self, corpus: Path) -> None:
        with Running(
            "check", *FILES, "--jobs", "2", cwd=corpus, launcher=BLOCKED_AND_SLOW_TO_END
        ) as running:
            for process in {int(running.line()), int(running.line())}:
                os.kill(process, signal.SIGINT)  # as a terminal does
            assert running.interrupted() == (130, "", "")

    def test_none_is_left_when_the_one_that_started_them_is_killed(self, corpus: Path) -> None:
        with Running("check", *FILES, "--jobs", "2", cwd=corpus, launcher=BLOCKED) as running:
            running.lines(2)
            assert running.killed() == (-signal.SIGKILL, "", "")

    def test_when_one_is_killed_that_is_said(self, corpus: Path) -> None:
        with Running(
            "check", *FILES, "--jobs", "2", cwd=corpus, launcher=BLOCKED_AND_SLOW_TO_END
        ) as running:
            process = int(running.line())
            running.line()
            os.kill(process, signal.SIGKILL)
            said = "the system stopped a worker process, perhaps because memory ran out"
            assert running.ended() == (2, "", f"argmap: {said} (try `--jobs 1`)\n")


# --- the pool by itself ---


def length_of(name: str) -> int:
    return len(name)


def share_of(name: str) -> float:
    return 1 / len(name)


@pytest.mark.soak
def test_results_come_in_order_also_from_processes_that_begin_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)  # so that none is copied
    names = ["x" * number for number in range(1, 50)]
    assert list(in_order(length_of, names, 2)) == list(range(1, 50))
    results = in_order(share_of, ["a", "ab", "", "abc"], 2)
    assert [next(results), next(results)] == [1, 0.5]
    with pytest.raises(ZeroDivisionError) as raised:
        next(results)
    assert (
        place_in_code(raised.value)
        == f" (test_jobs.py, line {share_of.__code__.co_firstlineno + 1})"
    )


def test_where_no_process_can_be_started_this_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_pool(*_: object) -> NoReturn:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(ProcessPoolExecutor, "__init__", no_pool)
    assert list(in_order(length_of, ["a", "ab", "abc"], 2)) == [1, 2, 3]


def test_a_handful_of_files_is_not_worth_a_second_process() -> None:
    assert number_of_jobs(None, MANY_FILES - 1) == 1
    assert number_of_jobs(None, MANY_FILES) >= 1
    assert (number_of_jobs(1, 10_000), number_of_jobs(8, 10_000), number_of_jobs(8, 3)) == (1, 8, 3)


@pytest.mark.soak
def test_the_map_of_a_file_is_gone_once_it_is_reported(corpus: Path) -> None:
    names = [str(corpus / "unsupported.yaml")] * 2
    for format in ("full", "sarif"):
        inquiry = Inquiry("", ReadingOptions(), CheckOptions(), format, False, 100, True, False)
        file_reports = []
        for report in in_order(partial(examine_and_report, inquiry), names, 1):
            file_reports.append(report)
            maps = [
                thing
                for thing in gc.get_objects()
                if type(thing) is ArgumentMap and "late" in thing.claims
            ]
            assert len(maps) <= 1
        # What is kept instead is little.
        assert len(pickle.dumps(file_reports)) < 2 * 3_000


# --- what processes hand to each other ---

DEBATE = ROOT / "arguments.yaml"


def copied(thing: Thing) -> Thing:
    copy: Thing = pickle.loads(pickle.dumps(thing))  # noqa: S301 - nobody else wrote it
    return copy


def test_maps_findings_and_verdicts_pickle_well() -> None:
    map = load(DEBATE)
    findings, verdicts = check(map), evaluate(map)
    for thing in (
        map,
        formats.read(DEBATE),
        findings,
        verdicts,
        explain(verdicts, next(iter(map.claims))),
    ):
        copy = copied(thing)
        assert type(copy) is type(thing)
        assert copy == thing
        assert repr(copy) == repr(thing)
        assert len(pickle.dumps(thing)) < 4 * DEBATE.stat().st_size


def test_a_copy_of_a_map_is_checked_and_evaluated_as_the_map_is() -> None:
    map = load(DEBATE)
    copy = copied(map)
    assert [claim.places for claim in copy.claims.values()] == [
        claim.places for claim in map.claims.values()
    ]
    assert check(copy) == check(map)
    assert evaluate(copy) == evaluate(map)
    part = stated_only(map)
    assert evaluate(copied(part)) == evaluate(part)


def test_what_keeps_a_map_from_being_built_pickles_well() -> None:
    with pytest.raises(InvalidMap) as raised:
        loads("claims: {go: {text: We should go home., premises: [late]}}")
    copy = copied(raised.value)
    assert (copy.diagnostics, copy.texts, str(copy)) == (
        raised.value.diagnostics,
        raised.value.texts,
        str(raised.value),
    )
