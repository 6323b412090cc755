"""Options are declared once: the command line, Python and assistants take the same values and refuse the same."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.integrations import ServedFolder, tools_for, use_tool
from argmap.options import Look, Part, Search, SheetOptions, Suppositions, options_in
from tests.run import argmap as run

MAP = "claims: {a: {text: A is so., premises: [b]}, b: B is so.}\n"

FUNCTIONS: Mapping[Callable[..., object], tuple[type, ...]] = {
    argmap.render: (Look,),
    argmap.part: (Part,),
    argmap.evaluate: (Suppositions,),
    argmap.cruxes: (Suppositions, Search),
    argmap.needs: (Suppositions, Search),
    argmap.positions: (Suppositions,),
    argmap.worksheet: (SheetOptions,),
}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_functions_have_the_options_of_their_groups(function: Callable[..., object]) -> None:
    parameters = inspect.signature(function).parameters
    for group in FUNCTIONS[function]:
        fields: Mapping[str, object] = getattr(group, "_field_defaults")  # noqa: B009
        for option in options_in(group):
            assert option.name in parameters, f"argmap.{function.__name__} lacks `{option.name}`"
            assert parameters[option.name].default == fields[option.name]


@pytest.mark.parametrize("group", [Look, Part, Suppositions, SheetOptions])
def test_commands_have_the_options_of_their_groups(group: type) -> None:
    command = {Look: "render", Part: "render", Suppositions: "why", SheetOptions: "worksheet"}[
        group
    ]
    help = " ".join(run(command, "--help").out.split())
    for option in options_in(group):
        flag = f"--{option.name.replace('_', '-')} "
        assert flag in help
        for choice in option.choices:
            assert choice in help.partition(flag)[2]


def test_tools_have_the_choices_of_the_options() -> None:
    tools = tools_for(ServedFolder())
    for name, group in (("render", Look), ("outline", Part), ("evaluate", Suppositions)):
        for option in options_in(group):
            if option.option.tools:
                schema = tools[name].parameters[option.name]
                assert schema.get("enum", []) == list(option.choices)


REFUSED = [
    ({"depth": -1, "focus": "a"}, "{depth} must be at least 0, not -1"),
    ({"depth": 1}, "{depth} requires {focus}"),
    ({"theme": "pink"}, "unknown theme `pink`: did you mean `print`?"),
    ({"layout": "tree"}, "unknown layout `tree`; choose from rows, columns, graph"),
    ({"labels": "labels"}, "unknown labels `labels`: did you mean `label`?"),
    (
        {"side": "x"},
        "unknown side `x`; this map has no sides: name them under `sides`, or in a list by headings such as `## For` and `## Against`",
    ),
    (
        {"focus": "c d"},
        "unknown claim `c d`; name a claim by its id, its number in the outline, its line (`:12`), or words of it: 1 “A is so.”, 1.1 “B is so.”",
    ),
]


@pytest.mark.parametrize(("given", "message"), REFUSED)
def test_every_surface_refuses_the_same(
    given: dict[str, Any], message: str, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    words = [word for name, value in given.items() for word in (f"--{name}", str(value))]
    names = ("depth", "focus")
    in_command = message.format(**{name: f"--{name}" for name in names})
    assert run("render", "map.yaml", *words, cwd=tmp_path).err == f"argmap: {in_command}\n"
    in_python = message.format(**{name: f"`{name}`" for name in names})
    map = argmap.loads(MAP)
    with pytest.raises(argmap.ArgmapError) as refused:
        argmap.render(
            argmap.part(map, **given) if {*given} <= {*Part._fields} else map,
            **{name: value for name, value in given.items() if name in Look._fields},
        )
    assert str(refused.value) == in_python
    answer = use_tool("render", {"text": MAP, "picture": "svg", **given}, ServedFolder())
    assert answer.is_refused
    assert answer.content["problem"] == in_python


@pytest.mark.parametrize("size", [0, 4])
def test_a_search_that_is_too_large_is_refused_everywhere(size: int, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    for command in (["needs", "a", "map.yaml"], ["cruxes", "map.yaml"]):
        refused = run(*command, "--size", str(size), cwd=tmp_path).err
        assert refused == f"argmap: --size must be from 1 to 3, not {size}\n"
    with pytest.raises(argmap.ArgmapError, match=f"`size` must be from 1 to 3, not {size}"):
        argmap.needs(argmap.loads(MAP), "a", size=size)
    with pytest.raises(argmap.ArgmapError, match=f"`size` must be from 1 to 3, not {size}"):
        argmap.cruxes(argmap.loads(MAP), size=size)
    answer = use_tool("needs", {"text": MAP, "claim": "a", "size": size}, ServedFolder())
    assert answer.content == {"problem": f"`size` must be from 1 to 3, not {size}"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("cruxes map.yaml --size two", "--size must be a whole number from 1 to 3, not `two`"),
        ("outline map.yaml --depth x", "--depth must be a whole number from 0, not `x`"),
        ("worksheet map.yaml --share x", "--share must be a number, not `x`"),
        (
            "render map.yaml --tint T",
            "there is no option `--tint` here; type `argmap render map.yaml` or `argmap help render`",
        ),
        (
            "render map.yaml --papr a4",
            "there is no option `--papr` here; type `argmap render map.yaml --paper a4`",
        ),
        (
            "argue map.yaml",
            "there is no command `argue`; type `argmap map.yaml` or `argmap help`",
        ),
        ("grade map.yaml", "missing option '--key'; type `argmap grade map.yaml --key KEY`"),
        ("grade map.yaml --key map.yaml --feedback", "option '--feedback' needs a value after it"),
        (
            "grade map.yaml --key map.yaml -o x.pdf",
            "this command writes .txt, .json, .csv or .html files, not .pdf files",
        ),
        ("outline map.md -o map.md", "cannot write to map.md, because it is the map itself"),
        ("render map.md -o map.md", "cannot write to map.md, because it is the map itself"),
        (
            "grade map.md --key map.yaml --propose-matches map.md",
            "cannot write to map.md, because it is an input; choose a different output file",
        ),
    ],
)
def test_a_value_or_name_that_does_not_fit_is_answered_with_what_would(
    words: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / "map.md").write_text("- A is so.\n  - B is so.\n")
    found = run(*words.split(), cwd=tmp_path)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"argmap: {message}")


def test_a_share_can_be_given_in_percent(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    for share in ("50%", "0.5"):
        run("worksheet", "map.yaml", "--share", share, "-o", f"{share}.yaml", cwd=tmp_path)
    assert (tmp_path / "50%.yaml").read_text() == (tmp_path / "0.5.yaml").read_text()


def test_uncertain_matches_are_followed_by_how_to_decide(tmp_path: Path) -> None:
    key = "- School should start at nine.\n  - Teenagers would sleep longer.\n"
    (tmp_path / "key.md").write_text(key)
    (tmp_path / "anna.md").write_text(key.replace("Teenagers would", "Teens could"))
    found = run("grade", "anna.md", "--key", "key.md", cwd=tmp_path)
    assert found.err == (
        "to decide uncertain matches, run `argmap grade anna.md --key=key.md --decide`\n"
    )
