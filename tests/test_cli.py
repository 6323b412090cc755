"""The command line as a stranger meets it: what is written where, exit codes, bad input."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from errno import EACCES
from importlib.metadata import version as installed
from pathlib import Path
from typing import NoReturn

import pytest

from argmap.util import Failure, create_file
from tests.conftest import ROOT
from tests.run import argmap, argmap_started
from tests.school_key import KEY

SMALL = "claims: {a: {text: We should go., premises: [b]}, b: {text: It is late., common_ground: true}}\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(SMALL)
    return tmp_path


def test_help_shows_an_example_first() -> None:
    lines = argmap("--help").out.splitlines()
    assert "Example:" in "\n".join(lines[:6])
    for command in ("render", "outline", "check", "new", "schema"):
        assert "Example:" in "\n".join(argmap(command, "--help").out.splitlines()[:6])


def test_the_command_alone_shows_its_help_and_the_version_is_that_of_the_package() -> None:
    assert argmap() == (0, argmap("--help").out, "")
    assert argmap_started("--version").out == f"argmap {installed('argmap')}\n"


def test_new_render_outline_and_check(tmp_path: Path) -> None:
    assert argmap_started("new", "debate.yaml", cwd=tmp_path) == (
        0, "", "wrote debate.yaml; to draw it, run `argmap render debate.yaml`\n",
    )  # fmt: skip
    assert argmap_started("render", "debate.yaml", cwd=tmp_path) == (
        0, "", "wrote output/debate.svg\n",
    )  # fmt: skip
    assert (tmp_path / "output/debate.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert argmap("render", "debate.yaml", "-v", cwd=tmp_path).err == (
        "read debate.yaml as native: 7 claims, 6 inferences\n"
        "wrote output/debate.svg; the text is 31.7 pt on a screen\n"
    )
    assert argmap_started("outline", "debate.yaml", cwd=tmp_path).out.startswith(
        "Should the library open on Sundays?\n"
    )
    assert argmap_started("check", "debate.yaml", cwd=tmp_path) == (
        0, "7 claims (none unsupported); 4 reasons, 2 objections; nothing found\n", "",
    )  # fmt: skip
    last = (tmp_path / "debate.yaml").read_text().splitlines()[-3:]
    assert last[0] == "#   argmap schema > argmap.schema.json"
    assert last[2] == "# # yaml-language-server: $schema=argmap.schema.json"


def test_new_never_overwrites(small: Path) -> None:
    result = argmap("new", "map.yaml", cwd=small)
    assert result == (2, "", "argmap: map.yaml already exists, so argmap did not change it\n")
    assert (small / "map.yaml").read_text() == SMALL


def test_a_good_map_passes(small: Path) -> None:
    assert argmap("check", "map.yaml", "--ignore", "wording,structure", cwd=small) == (
        0, "2 claims (none unsupported); 1 reason; nothing found\n", "",
    )  # fmt: skip


def test_standard_input_and_output() -> None:
    assert argmap_started("outline", "-", stdin=SMALL.encode()).out == (
        "1 We should go.\n  1.1 It is late. [common ground]\n"
    )
    assert argmap_started(
        "render", "-", "-f", "svg", "-o", "-", stdin=SMALL.encode()
    ).out.startswith("<svg ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["render", "map.yaml", "-o", "x.xcf"],
            "`-o x.xcf` has an unknown file extension; use .svg, .png, .pdf, .dot, .mmd, .mermaid, .html, .htm",
        ),
        (
            ["render", "map.yaml", "-o", "x.svg", "-f", "png"],
            "`-f png` does not match the file extension in `-o x.svg`",
        ),
        (
            ["render", "map.yaml", "-o", "x.bmp"],
            ".html or .htm files, not .bmp files; type `argmap render map.yaml -o map.png`",
        ),
        (
            ["render", "map.yaml", "-f", "xcf"],
            "unknown picture format `xcf`; choose from svg, png, pdf, dot, mermaid",
        ),
        (
            ["render", "map.yaml", "--paper", "a5"],
            "unknown paper size `a5`; choose from a4, a3, letter, slide, screen, phone, poster, none, a size",
        ),
        (["render", "map.yaml", "--paper", "0x0mm"], "cannot draw on 0x0mm paper"),
        (
            ["render", "map.yaml", "--theme", "pink"],
            "unknown theme `pink`: did you mean `print`?",
        ),
        (
            ["render", "map.yaml", "--layout", "tree"],
            "unknown layout `tree`; choose from rows, columns, graph",
        ),
        (
            ["render", "map.yaml", "--marks", "evidence,x"],
            "unknown mark `x`; choose from unsupported, evidence",
        ),
        (["render", "map.yaml", "--link-base", "javascript:"], "cannot link to `javascript:`"),
        (
            ["render", "map.yaml", "--side", "x"],
            "unknown side `x`; this map has no sides: name them under `sides`, or in a list by headings such as `## For` and `## Against`",
        ),
        (["render", "map.yaml", "--focus", "aa"], "unknown claim `aa`: did you mean `a`?"),
        (["render", "map.yaml", "--depth", "1"], "--depth requires --focus"),
        (
            ["render", "map.yaml", "-o", "map.yaml/x.svg"],
            "cannot write map.yaml/x.svg: ",
        ),
        (
            ["render", "map.yaml", "-o", "map.yaml", "-f", "svg"],
            "`-f svg` does not match the file extension in `-o map.yaml`",
        ),
        (
            ["outline", "map.yaml", "-f", "markdwon"],
            "unknown format `markdwon`: did you mean `markdown`?",
        ),
        (
            ["outline", "map.yaml", "--from", "nativ"],
            "unknown format `nativ`: did you mean `native`?",
        ),
        (
            ["check", "map.yaml", "-f", "srif"],
            "unknown report format `srif`: did you mean `sarif`?",
        ),
        (
            ["check", "map.yaml", "--fail-on", "errors"],
            "unknown severity `errors`: did you mean `error`?",
        ),
        (
            ["check", "map.yaml", "--select", "zzz"],
            "unknown rule or group `zzz`; choose from all, default",
        ),
        (["rules", "-f", "html"], "unknown format `html`; choose from text, markdown"),
        (["formats", "-f", "html"], "unknown format `html`; choose from text, markdown"),
        (["new", "no/such/folder/map.yaml"], "cannot write no/such/folder/map.yaml: No such file"),
    ],
)
def test_a_wrong_request_says_what_is_wrong_and_writes_nothing(
    small: Path, words: list[str], message: str
) -> None:
    result = argmap(*words, cwd=small)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert sorted(path.name for path in small.iterdir()) == ["map.yaml"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("none.yaml", None, "error[cannot-read]: none.yaml: no such file"),
        (".", None, "error[cannot-read]: .: this is a folder, not a file"),
        ("empty.yaml", b"", "empty.yaml:1:1: error[empty-file]: this file does not contain a map"),
        ("bin.yaml", b"\x00\x01\x02", "bin.yaml:1:1: error[control-character]"),
        (
            "utf16.yaml",
            b"\xff\xfec\x00l",
            "utf16.yaml:1:1: error[not-utf8]: this file starts like UTF-16 text, but it is not valid UTF-16",
        ),
        (
            "late.bin",
            b"claims: [\xff\x00]",
            "late.bin:1:10: error[not-utf8]: byte 0xff is not UTF-8 text",
        ),
        (
            "latin.yaml",
            b"title: caf\x81\n",
            "latin.yaml:1:11: error[not-utf8]: byte 0x81 is not UTF-8 text",
        ),
        (
            "ref.yaml",
            b"claims: {a: {text: A b., premises: [c]}}",
            "ref.yaml:1:37: error[unknown-claim]",
        ),
        ("deep.yaml", b"claims: " + b"[" * 100_000, "deep.yaml:1:1008: error[too-deep]"),
    ],
)
@pytest.mark.parametrize("command", ["render", "outline", "check"])
def test_bad_files(small: Path, command: str, name: str, data: bytes | None, message: str) -> None:
    if data is not None:
        (small / name).write_bytes(data)
    before = {path.name: path.read_bytes() for path in small.iterdir() if path.is_file()}
    result = argmap(command, name, cwd=small)
    assert result.code == 2
    assert message in result.out + result.err
    assert "Traceback" not in result.err
    assert {path.name: path.read_bytes() for path in small.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("render map.yaml", ["map.svg"]),
        ("outline map.yaml -f docx", ["map.docx"]),
        ("outline map.yaml --focus a", ["map-a.txt"]),
        ("convert map.yaml --to yaml", ["map.yaml"]),
        ("worksheet map.yaml -f yaml", ["map-sheet-key.yaml", "map-sheet.yaml"]),
        ("quiz school.yaml -f gift", ["school-quiz.gift"]),
        ("diff map.yaml map.yaml", ["map-diff.txt"]),
        ("grade anna.yaml --key map.yaml -f csv", ["map-grades.csv"]),
    ],
)
@pytest.mark.parametrize("folder", ["new.d/", "there"])
def test_a_result_goes_into_a_folder_under_its_usual_name(
    small: Path, words: str, names: list[str], folder: str
) -> None:
    (small / "there").mkdir()
    (small / "anna.yaml").write_text(SMALL)
    (small / "school.yaml").write_text(KEY)
    result = argmap(*words.split(), "-o", folder, cwd=small)
    assert (result.code, result.out) == (0, "")
    assert f"wrote {Path(folder, names[-1])}" in result.err
    assert sorted(path.name for path in (small / folder).iterdir()) == names


def test_a_result_in_a_folder_never_overwrites_the_map(small: Path) -> None:
    result = argmap("convert", "map.yaml", "--to", "yaml", "-o", "./", cwd=small)
    assert result.code == 2
    assert "cannot write to map.yaml, because it is the map itself" in result.err
    result = argmap("convert", "map.yaml", "-o", "./", cwd=small)
    assert result.err.startswith("argmap: choose a format with --to: native")


def test_a_failed_rendering_leaves_the_old_picture(small: Path) -> None:
    argmap("render", "map.yaml", "-o", "map.svg", cwd=small)
    kept = (small / "map.svg").read_bytes()
    (small / "map.yaml").write_text("claims: [")
    assert argmap("render", "map.yaml", "-o", "map.svg", cwd=small).code == 2
    assert (small / "map.svg").read_bytes() == kept
    assert sorted(path.name for path in small.iterdir()) == ["map.svg", "map.yaml"]


def test_an_unreadable_file(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> NoReturn:
        raise PermissionError(EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)  # an administrator may read any file
    assert argmap("outline", "map.yaml", cwd=small) == (
        2,
        "",
        "error[cannot-read]: map.yaml: you do not have permission to read this file\n"
        " = help: check its permissions\n",
    )


@pytest.mark.soak(but=["outline arguments.yaml", "schema"])
@pytest.mark.skipif(os.name != "posix", reason="pipes of a POSIX shell")
@pytest.mark.parametrize(
    "command",
    [
        "outline arguments.yaml",
        "check arguments.yaml",
        "schema",
        "quiz arguments.yaml",
        "grade docs/class/maps --key docs/class/key.yaml --matches docs/class/matches.yaml",
        "diff docs/class/maps/AK.yaml docs/class/second/AK.yaml",
    ],
)
def test_a_closed_pipe_is_silent(command: str) -> None:
    words = [sys.executable, "-m", "argmap", *command.split()]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_output_is_utf8_in_any_locale(small: Path) -> None:
    (small / "map.yaml").write_text("claims: [Ça coûte 5 €.]\n", encoding="utf-8")
    for locale in ("C", "POSIX", "en_US.ISO-8859-1"):
        made = argmap_started(
            "outline",
            "map.yaml",
            cwd=small,
            LC_ALL=locale,
            PYTHONIOENCODING="ascii",
            PYTHONUTF8="0",
        )
        assert made.out == "1 Ça coûte 5 €. [unsupported]\n"
    wrong = argmap_started("outline", "é.yaml", cwd=small, PYTHONIOENCODING="ascii")
    assert (wrong.code, "no such file" in wrong.err) == (2, True)


def test_a_bug_is_reported_in_one_line_and_exits_3() -> None:
    script = (
        "import sys; from argmap import cli, formats\n"
        "formats.write = lambda *a, **k: 1 / 0\n"
        "sys.argv = ['argmap', 'outline', 'arguments.yaml']; sys.exit(cli.run())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert done.returncode == 3
    assert done.stderr.startswith(
        "argmap: this is a bug in argmap; please report it: ZeroDivisionError"
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.soak(but=["outline"])
@pytest.mark.parametrize("command", ["outline", "check"])
def test_output_is_the_same_for_every_hash_seed(command: str) -> None:
    here = argmap(command, cwd=ROOT).out
    for seed in ("0", "1"):
        assert argmap_started(command, cwd=ROOT, PYTHONHASHSEED=seed).out == here


@pytest.mark.parametrize("during", ["formats.write", "os.write"])
def test_an_interruption_is_silent_and_leaves_nothing_behind(small: Path, during: str) -> None:
    script = (
        "import os, sys; from argmap import cli, formats\n"
        "def interrupt(*a, **k): raise KeyboardInterrupt\n"
        f"{during} = interrupt\n"
        "sys.argv = ['argmap', 'convert', 'map.yaml', '-o', 'map.json']; sys.exit(cli.run())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=small, capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert [path.name for path in small.iterdir()] == ["map.yaml"]


def with_streams(redirections: str, *words: str, cwd: Path) -> tuple[int, str]:
    """Return the exit code of `argmap WORDS` and its messages, with the shell's redirections."""
    command = [
        "/bin/sh",
        "-c",
        f'"$@" {redirections}',
        "sh",
        sys.executable,
        "-m",
        "argmap",
        *words,
    ]
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, text=True)
    return done.returncode, done.stderr


FULL = "argmap: cannot write to standard output: No space left on device\n"
CLOSED = "argmap: cannot write to standard output: the stream is closed\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="devices of Linux")
@pytest.mark.soak(
    but=[
        ">/dev/full-words0-expected0",
        ">/dev/full-words2-expected2",
        ">&--words5-expected5",
        "<&- >&- 2>&--words6-expected6",
        "<&--words10-expected10",
        "2>/dev/full-words11-expected11",
    ]
)
@pytest.mark.parametrize(
    ("redirections", "words", "expected"),
    [
        (">/dev/full", ["outline", "map.yaml"], (2, FULL)),
        (">/dev/full", ["convert", "map.yaml", "--to", "pdf"], (2, FULL)),
        (">/dev/full", ["--help"], (2, FULL)),
        (">/dev/full", ["grade", "none.yaml", "--key", "map.yaml"], (2, FULL)),
        (
            ">/dev/full <<END\nclaims: [Apples are red.]\nEND\n",
            ["diff", "map.yaml", "-"],
            (2, FULL),
        ),
        (">&-", ["quiz", "map.yaml"], (2, CLOSED)),
        ("<&- >&- 2>&-", ["worksheet", "map.yaml", "--share", "1", "-o", "sheet.yaml"], (0, "")),
        (">&-", ["check", "map.yaml"], (2, CLOSED)),
        (">&-", ["check", "--help"], (2, CLOSED)),
        (
            "1</dev/null",
            ["outline", "map.yaml"],
            (2, FULL.replace("No space left on device", "Bad file descriptor")),
        ),
        ("<&-", ["outline", "-"], (2, "error[cannot-read]: <stdin>: the stream is closed\n")),
        ("2>/dev/full", ["outline", "no.yaml"], (2, "")),
        ("2>&-", ["outline", "no.yaml"], (2, "")),
        ("<&- >&- 2>&-", ["render", "map.yaml", "-o", "map.svg"], (0, "")),
    ],
)
def test_streams_that_are_full_or_closed(
    small: Path, redirections: str, words: list[str], expected: tuple[int, str]
) -> None:
    if words[0] == "quiz":  # for which the map is too small
        (small / "map.yaml").write_bytes((ROOT / "docs/school.yaml").read_bytes())
    assert with_streams(redirections, *words, cwd=small) == expected


def test_a_new_map_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    with pytest.raises(Failure, match="cannot write"):
        create_file(str(path), "half of it \ud800")
    assert not path.exists()


def test_a_path_of_two_lines_is_reported_on_one(small: Path) -> None:
    assert argmap("render", "map.yaml", "-o", "a\nb.svg", cwd=small).err.startswith(
        "wrote a b.svg\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="devices of a POSIX system")
def test_what_is_no_file_is_written_to_as_it_is(small: Path) -> None:
    assert argmap("convert", "map.yaml", "--to", "json", "-o", "/dev/null", cwd=small) == (
        0,
        "",
        "wrote /dev/null\n",
    )
    assert Path("/dev/null").is_char_device()


def in_a_terminal(*words: str, columns: int, cwd: Path) -> str:
    """Return what `argmap WORDS` shows in a terminal of this width."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "argmap", *words], cwd=cwd, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        shown = b""
        # Linux says that a terminal whose other end is closed is an input-output error.
        with suppress(OSError):
            while piece := os.read(ours, 4096):
                shown += piece
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.skipif(os.name != "posix", reason="terminals of a POSIX system")
def test_in_a_terminal_text_fits_its_width_and_bytes_are_refused(small: Path) -> None:
    assert in_a_terminal("outline", "map.yaml", columns=30, cwd=small) == (
        "1 We should go.\n  1.1 It is late. [common\n      ground]\n"
    )
    refused = "argmap: png cannot be shown in a terminal; write it to a file with -o PATH\n"
    assert in_a_terminal("convert", "map.yaml", "--to", "png", columns=80, cwd=small) == refused
