"""What a program can ask of the library."""

from __future__ import annotations

import subprocess
import sys

import pytest

import argmap
from tests.conftest import ROOT

SMALL = "claims: {a: {text: We should go., premises: [b]}, b: {text: It is late.}}"


def test_every_public_name_is_there() -> None:
    assert all(getattr(argmap, name) for name in argmap.__all__)
    with pytest.raises(AttributeError, match="module `argmap` has no `nonsense`"):
        argmap.nonsense  # noqa: B018


def test_the_main_functions() -> None:
    map = argmap.loads(SMALL)
    assert argmap.load(ROOT / "arguments.yaml").claims["leverage"].held_by == ("most Chinese analysts",)
    assert argmap.outline(map) == "1 We should go.\n  1.1 Support: It is late. [unsupported]\n"
    assert argmap.render(map, "svg", page="none").startswith(b"<svg ")
    assert [found.code for found in argmap.check(map, ["unsupported-claim"])] == ["unsupported-claim"]
    assert sorted(map.graph) == ["a", "b", "b:supports:a"]


def test_a_map_shows_itself_in_a_notebook() -> None:
    assert argmap.loads(SMALL)._repr_svg_().startswith("<svg ")


def test_a_map_that_cannot_be_built_raises_one_error_with_everything() -> None:
    with pytest.raises(argmap.InvalidMap) as caught:
        argmap.loads("claims: {a: {text: We go., premises: [b], side: c}}")
    assert [found.code for found in caught.value.diagnostics] == ["unknown-claim", "unknown-side"]
    assert str(caught.value).splitlines()[0] == "<text>:1:39: error[unknown-claim]: there is no claim `b`"


def test_a_map_built_by_a_program_is_checked_too() -> None:
    steps = argmap.Steps()
    steps.add(argmap.Kind.SUPPORT, ["b"], "a")
    with pytest.raises(argmap.InvalidMap, match="there is no claim `b`"):
        argmap.ArgumentMap.build(claims=[argmap.Claim("a", "We go.")], inferences=steps.all)


def test_importing_argmap_imports_nothing_slow() -> None:
    script = "import sys, argmap; print(*sorted({'networkx', 'typer', 'yaml', 'pydot'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout == "\n"
