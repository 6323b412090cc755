"""Packages that need not be there, such as in a browser: what needs one says so, and all else works."""

from __future__ import annotations

import sys
import tomllib

import pytest
from packaging.requirements import Requirement

import argmap
from argmap import ArgmapError
from argmap.util import read_again
from tests.conftest import ROOT
from tests.run import argmap as run

MAP = "claims: {a: {text: A holds.}, b: {text: B holds., rebuttals: [a]}}"

NEEDED = [
    ("PDF and PNG files", "typst"),
    ("positions", "clingo"),
    ("previews that follow a file", "watchfiles"),
]


def use(package: str) -> None:
    map = argmap.loads(MAP)
    if package == "typst":
        argmap.render(map, "pdf")
    elif package == "clingo":
        argmap.positions(
            argmap.loads("claims: {a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [a]}}")
        )
    else:
        for _ in read_again(ROOT / "arguments.yaml", lambda: (None, [ROOT / "arguments.yaml"])):
            pass


@pytest.mark.parametrize(("needed_for", "package"), NEEDED)
def test_what_needs_a_missing_package_says_how_to_install_it(
    needed_for: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ArgmapError) as problem:
        use(package)
    assert str(problem.value) == (
        f"{needed_for} need {package}, which is not installed: run `pip install {package}`"
    )
    assert argmap.render(argmap.loads(MAP), "svg")


@pytest.mark.parametrize(("needed_for", "package"), NEEDED)
def test_in_a_browser_nobody_is_asked_to_install_it(
    needed_for: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr(sys, "platform", "emscripten")
    with pytest.raises(ArgmapError) as problem:
        use(package)
    assert str(problem.value) == (
        f"{needed_for} need {package}, which argmap does not have in a browser: use argmap on a"
        " computer where it is installed"
    )


def test_the_command_says_so_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    result = run("render", "-f", "pdf", "-o", "-", cwd=ROOT)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(
        "argmap: PDF and PNG files need typst, which is not installed: run `pip install typst`\n"
    )


def test_a_browser_is_not_asked_for_what_has_no_wheel_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["graphviz"]]
    marked = set()
    for line in lines:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is not None and not marker.evaluate({"sys_platform": "emscripten"}):
            marked.add(requirement.name)
    assert marked == {"clingo", "graphviz-pure", "watchfiles"}
