"""Memory that runs out is a sentence and exit 2, wherever it does; and what is started has so much of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from argmap import ArgmapError, loads, render
from argmap.util import call_in_child
from tests.run import LAUNCHER, PATIENCE, Result, Running, argmap, argmap_started

SAID = "argmap: out of memory; close other programs or raise the memory limit, and try again"
MAP = """\
claims:
  nine: {text: Start at nine., premises: [sleep]}
  sleep: {text: Sleep helps., common_ground: true}
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit of memory")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(MAP)
    return tmp_path


def limited(folder: Path, kilobytes: int, *words: str) -> Result:
    """Return what `argmap WORDS` does with so much memory."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'ulimit -v {kilobytes}; exec "$@"', "sh", sys.executable, "-m", "argmap", *words],
        cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE / 2,
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.soak(but=["check map.yaml", "render map.yaml -o map.svg"])
@linux
@pytest.mark.parametrize(
    "words",
    [
        "check map.yaml",
        "evaluate map.yaml",
        "render map.yaml -o map.svg",
        "render map.yaml -o map.html",
        "convert map.yaml -o map.json",
        "render map.yaml --engine graphviz -o map.svg",
    ],
)
def test_a_small_map_takes_little_memory(folder: Path, words: str) -> None:
    assert limited(folder, 100_000, *words.split()).code == 0


@pytest.mark.soak(but=["render map.yaml -o map.pdf-60000", "check map.yaml-24000"])
@linux
@pytest.mark.parametrize(
    ("words", "kilobytes"),
    [
        ("check map.yaml", 24_000),
        ("render map.yaml -o map.svg", 20_000),
        ("render map.yaml -o map.pdf", 60_000),
        ("render map.yaml -o map.pdf", 90_000),
        ("render map.yaml -o map.png", 90_000),
        ("render map.yaml -o map.png", 100_000),
        ("positions map.yaml", 26_000),
    ],
)
def test_without_memory_it_is_said_in_a_sentence(folder: Path, words: str, kilobytes: int) -> None:
    refused = limited(folder, kilobytes, *words.split())
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.endswith(f"{SAID}\n")
    assert "Traceback" not in refused.err
    assert [path.name for path in folder.iterdir()] == ["map.yaml"]


@pytest.mark.soak
@linux
def test_a_map_that_is_larger_than_the_memory_is_said_in_a_sentence(folder: Path) -> None:
    # Here Python itself may end with a fault: it needs memory to report that there is none.
    claims = [
        f"  c{number}: {{text: Claim {number}, premises: [c{number + 1}]}}"
        for number in range(12_000)
    ]
    (folder / "large.yaml").write_text("\n".join(["claims:", *claims, "  c12000: The last."]))
    for kilobytes in (45_000, 50_000, 55_000):
        refused = limited(folder, kilobytes, "evaluate", "large.yaml")
        assert (refused.code, refused.out) == (2, "")
        assert refused.err.endswith(f"{SAID}\n")


@pytest.mark.soak
@linux
def test_a_picture_is_the_same_with_little_memory(folder: Path) -> None:
    (folder / "map.yaml").write_text(MAP.replace("helps", "\u5b66\u6821"))
    made: dict[str, tuple[bytes, str]] = {}
    for name in ("map.pdf", "map.png"):
        result = limited(folder, 900_000, "render", "map.yaml", "-o", name)
        assert result.code == 0
        made[name] = ((folder / name).read_bytes(), result.err)
        err = argmap_started("render", "map.yaml", "-o", name, cwd=folder).err
        assert made[name] == ((folder / name).read_bytes(), err)


@pytest.mark.soak
@linux
def test_how_a_command_ends_is_seen_through_the_process_that_watches(folder: Path) -> None:
    (folder / "other.yaml").write_text(MAP.replace(", common_ground: true", ""))
    for words in (
        ["check", "other.yaml"],
        ["check", "map.yaml"],
        ["check", "none.yaml"],
        ["--version"],
    ):
        assert limited(folder, 200_000, *words) == argmap_started(*words, cwd=folder)
    for signal in ("TERM", "KILL"):
        code = f"""
import os, signal
from argmap.util import has_run_out_of_memory
print(has_run_out_of_memory(), flush=True)
os.kill(os.getpid(), signal.SIG{signal})
"""
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
        )
        # Somebody ends a command; but only a system without memory kills it.
        assert done.stdout == ("False\n" if signal == "TERM" else "False\nTrue\n")
        assert done.returncode in (-15, -9)


LIMITED_LAUNCHER = (
    f"import resource; resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9))\n{LAUNCHER}"
)


@linux
def test_what_goes_on_is_interrupted_and_ended_through_the_process_that_watches(
    folder: Path,
) -> None:
    words = ("render", "map.yaml", "-o", "map.mmd", "--watch")
    for end in (Running.interrupted, Running.killed):
        with Running(*words, cwd=folder, launcher=LIMITED_LAUNCHER) as running:
            assert running.lines(2).endswith("wrote map.mmd")
            ended = end(running)  # which fails if a process is left that could write
            assert ended == Result(0 if end is Running.interrupted else -9, "", "")


@linux
def test_what_draws_a_large_picture_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    map = loads(MAP)
    here = render(map, "pdf")
    monkeypatch.setattr("argmap.diagrams.typst_output._MOST_HERE", 100)
    assert render(map, "pdf") == here
    monkeypatch.setenv("ARGMAP_MAX_MEMORY_MB", "70")
    with pytest.raises(ArgmapError, match="out of memory: the limit is 70 MB"):
        render(map, "pdf")


def test_what_a_child_returns_and_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    assert call_in_child("builtins:bytes", source="über", encoding="utf-8") == "über".encode()
    with pytest.raises(ArgmapError, match="TypeError: "):
        call_in_child("builtins:bytes", width=3)
    monkeypatch.setattr(sys, "executable", "/no Python here")
    with pytest.raises(ArgmapError, match=r"cannot run Python: .*no Python here"):
        call_in_child("builtins:bytes")


@linux
def test_graphviz_has_a_limit(folder: Path) -> None:
    words = ["render", "map.yaml", "--engine", "graphviz", "-o", "map.svg"]
    refused = argmap(*words, cwd=folder, ARGMAP_MAX_MEMORY_MB="5")
    problem = "graphviz-pure crashed, probably because it ran out of memory: the limit is 5 MB"
    assert (refused.code, problem in refused.err) == (2, True), refused.err


def test_a_panic_of_typst_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """As libraries in Rust raise it."""

    def panic(*_: object, **__: object) -> None:
        raise PanicException("no entry found for key\nmore")

    monkeypatch.setattr("typst.compile", panic)
    with pytest.raises(ArgmapError, match=r"^typst: no entry found for key$"):
        render(loads(MAP), "pdf")
