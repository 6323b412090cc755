"""What a program can ask of the library."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

import argmap
from argmap import Inference, Kind
from argmap.api import findings_as_html, map_as_html, register, verdicts_as_html
from argmap.lint import CheckResult
from argmap.verdicts import Verdicts
from tests.conftest import ROOT

SMALL = "claims: {a: {text: We should go., premises: [b]}, b: {text: It is late.}}"


def small() -> argmap.ArgumentMap:
    return argmap.loads(SMALL)


def test_every_public_name_is_there_and_shown() -> None:
    assert all(getattr(argmap, name) for name in argmap.__all__)
    assert set(argmap.__all__) <= set(dir(argmap))
    with pytest.raises(AttributeError, match="module `argmap` has no `nonsense`"):
        argmap.nonsense  # type: ignore[attr-defined]  # noqa: B018


CALLS: dict[str, Callable[[Path], object]] = {
    "load": lambda _: argmap.load(ROOT / "arguments.yaml").title,
    "loads": lambda _: argmap.loads(SMALL),
    "read": lambda _: argmap.read(SMALL + "  [").map,
    "rename": lambda _: argmap.rename(argmap.read(SMALL), "a", "c"),
    "dumps": lambda _: argmap.loads(argmap.dumps(small(), "argdown"), "argdown"),
    "save": lambda folder: argmap.save(small(), folder / "map.argdown"),
    "convert": lambda _: argmap.convert(small(), "aif"),
    "outline": lambda _: argmap.outline(small(), "markdown", sources=True),
    "render": lambda _: argmap.render(small(), "svg", paper="none", theme="print"),
    "render_pages": lambda _: argmap.render_pages(small(), "svg", theme="print"),
    "part": lambda _: argmap.part(small(), focus="b"),
    "check": lambda folder: argmap.check(small(), ["support"], folder=folder),
    "compare": lambda _: argmap.compare(small(), argmap.load(ROOT / "arguments.yaml")),
    "evaluate": lambda _: dict(argmap.evaluate(small(), reject=["b"])),
    "explain": lambda _: argmap.explain(argmap.evaluate(small()), "a"),
    "cruxes": lambda _: argmap.cruxes(small()),
    "needs": lambda _: argmap.needs(small(), "a"),
    "stated_only": lambda _: argmap.stated_only(small()),
    "quiz": lambda _: argmap.quiz(argmap.load(ROOT / "docs/school.yaml"), 3, seed=2),
    "worksheet": lambda _: argmap.worksheet(
        argmap.load(ROOT / "docs/school.yaml"), "yaml", share=0.5, bank=True
    ),
    "positions": lambda _: argmap.positions(small()).number,
}


@pytest.mark.parametrize(
    "name", [name for name in argmap.__all__ if inspect.isfunction(getattr(argmap, name))]
)
def test_every_public_function_answers_the_same_twice(name: str, tmp_path: Path) -> None:
    first = CALLS[name](tmp_path)
    assert CALLS[name](tmp_path) == first


def test_the_main_functions(tmp_path: Path) -> None:
    map = small()
    assert argmap.outline(map) == "1 We should go.\n  1.1 It is late. [unsupported]\n"
    assert argmap.render(map, "svg", paper="none").startswith(b"<svg ")
    assert [found.code for found in argmap.check(map, ["unsupported-claim"])] == [
        "unsupported-claim"
    ]
    assert sorted(map.graph) == ["a", "b", "b:supports:a"]
    argmap.save(map, tmp_path / "map.json")
    assert argmap.load(tmp_path / "map.json") == map


def test_a_misspelled_option_or_name_is_reported_with_the_nearest() -> None:
    with pytest.raises(
        TypeError, match=r"argmap.render: unknown option `pgae`: did you mean `paper`\?"
    ):
        argmap.render(small(), pgae="a4")  # type: ignore[call-arg]
    with pytest.raises(
        argmap.ArgmapError, match="unknown picture format `sgv`: did you mean `svg`"
    ):
        argmap.render(small(), "sgv")  # type: ignore[arg-type]
    with pytest.raises(argmap.ArgmapError, match="unknown format `natve`: did you mean `native`"):
        argmap.dumps(small(), "natve")  # type: ignore[arg-type]
    with pytest.raises(argmap.ArgmapError, match="png is not a text format"):
        argmap.dumps(small(), "png")  # type: ignore[arg-type]
    with pytest.raises(
        argmap.ArgmapError, match="unknown kind of blank `txt`: did you mean `text`"
    ):
        argmap.worksheet(small(), blank=["txt"])  # type: ignore[list-item]
    with pytest.raises(
        argmap.ArgmapError,
        match="a worksheet to fill in on a computer can contain only blank texts",
    ):
        argmap.worksheet(small(), "yaml", cards=True)
    with pytest.raises(
        argmap.ArgmapError, match=r"the file extension of x.docs does not belong to a known format"
    ):
        argmap.save(small(), "x.docs")


def test_type_checkers_see_the_public_names_alone(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="needs mypy, of the group `dev`")
    (tmp_path / "program.py").write_text(
        "import argmap\nargmap.render(argmap.loads(''), pgae='a4')\nargmap.nonsense\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "program.py"],
        cwd=tmp_path, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert 'program.py:2: error: Unexpected keyword argument "pgae" for "render"' in done.stdout
    assert 'program.py:3: error: Module has no attribute "nonsense"' in done.stdout


def test_what_is_returned_prints_in_a_line() -> None:
    map = small()
    assert repr(map) == "<ArgumentMap 2 claims, 1 inference>"
    assert repr(argmap.check(map, ["support"])) == "<CheckResult: 1 warning, 1 info>"
    assert repr(argmap.check(map, ["question"])) == "<CheckResult: none>"
    rebutted = argmap.loads("claims: {a: {text: A., rebuttals: [b]}, b: B.}")
    assert repr(argmap.evaluate(rebutted)) == "<Verdicts: 1 stands, 1 falls>"


def test_a_map_findings_and_verdicts_show_themselves_in_a_notebook() -> None:
    map = argmap.loads("claims: {a: {text: Is 1 < 2?, premises: [b]}, b: {text: It is late.}}")
    shown = map_as_html(map)
    assert shown.startswith('<img style="max-width: 100%" alt="1 Is 1 &lt; 2?\n  1.1 It is late.')
    assert verdicts_as_html(argmap.evaluate(map)) == dedent("""\
        <table>
        <tr><th>claim</th><th>verdict</th></tr>
        <tr><td>Is 1 &lt; 2?</td><td>stands</td></tr>
        <tr><td>It is late.</td><td>stands</td></tr>
        </table>""")
    assert "<td>&lt;text&gt;:1:28</td><td>error</td><td>question</td>" in findings_as_html(
        argmap.check(map, ["question"])
    )


def test_ipython_learns_how_to_show_them(monkeypatch: pytest.MonkeyPatch) -> None:
    report: dict[str, object] = {}

    class Formatter:
        def for_type_by_name(self, module: str, name: str, function: object) -> None:
            report[f"{module}.{name}"] = function

    class Shell:
        display_formatter = type("Display", (), {"formatters": {"text/html": Formatter()}})

    fake = type(sys)("IPython")
    fake.get_ipython = Shell  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", fake)
    importlib.reload(argmap)  # as if it were imported in a notebook
    shown = {
        argmap.ArgumentMap: map_as_html,
        CheckResult: findings_as_html,
        Verdicts: verdicts_as_html,
    }
    assert report == {
        f"{type.__module__}.{type.__name__}": function for type, function in shown.items()
    }


def test_without_a_running_notebook_nothing_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = type(sys)("IPython")
    fake.get_ipython = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", fake)
    register()


def test_a_map_that_cannot_be_built_raises_one_error_with_everything() -> None:
    with pytest.raises(argmap.InvalidMap) as caught:
        argmap.loads("claims: {a: {text: We go., premises: [b], side: c}}")
    assert [found.code for found in caught.value.diagnostics] == ["unknown-claim", "unknown-side"]
    assert (
        str(caught.value)
        == """\
<text>:1:39: error[unknown-claim]: unknown claim `b`
<text>:1:49: error[unknown-side]: unknown side `c`
  = help: declare the side under `sides:`"""
    )


def test_a_map_built_by_a_program_is_checked_too() -> None:
    inferences = argmap.Inferences()
    inferences.add(argmap.Kind.SUPPORT, ["b"], "a")
    with pytest.raises(argmap.InvalidMap, match="unknown claim `b`"):
        argmap.ArgumentMap.build(claims=[argmap.Claim("a", "We go.")], inferences=inferences.all)


@pytest.mark.parametrize(
    ("inference", "code", "message"),
    [
        (Inference("s", Kind.SUPPORT, (), "a"), "no-premises", "this inference has no premises"),
        (Inference("s", Kind.SUPPORT, ("b",), "c"), "unknown-claim", "unknown claim `c`"),
        (
            Inference("s", Kind.SUPPORT, ("b", "b"), "a"),
            "duplicate-premise",
            "this inference lists the same premise twice",
        ),
        (
            Inference("s", Kind.SUPPORT, ("b",), "a", "a"),
            "bad-warrant",
            "the warrant `a` is not a premise of its inference",
        ),
        (
            Inference("s", Kind.UNDERCUTTER, ("b",), "a"),
            "unknown-inference",
            "unknown inference `a`",
        ),
    ],
)
def test_a_malformed_inference_builds_no_map(inference: Inference, code: str, message: str) -> None:
    claims = [argmap.Claim("a", "We go."), argmap.Claim("b", "It is late.")]
    with pytest.raises(argmap.InvalidMap) as caught:
        argmap.ArgumentMap.build(claims=claims, inferences=[inference])
    assert [(found.code, found.message) for found in caught.value.diagnostics] == [(code, message)]


def test_importing_argmap_imports_nothing_slow() -> None:
    script = "import sys, argmap; print(*sorted({'networkx', 'typer', 'yaml', 'pydot'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout == "\n"


def test_the_part_of_what_is_not_there_is_reported() -> None:
    with pytest.raises(argmap.ArgmapError, match="unknown claim `aa`: did you mean `a`"):
        argmap.part(small(), focus="aa")
    with pytest.raises(
        argmap.ArgmapError, match="unknown side `pro`; there are no sides to choose from"
    ):
        argmap.part(small(), side="pro")
