"""Tests list the files of the project by way of `tests.tree`, which fails where a pattern finds none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests import tree
from tests.mutants.__main__ import PARTS
from tests.tree import ROOT, corpus_files, files

METHODS = {"glob", "iterdir", "rglob"}
FUNCTIONS = {"os.listdir", "os.scandir", "os.walk"}
"""What lists the files in a folder."""
MAY_LIST = re.compile(r"\b(?:glob|iterdir|listdir|rglob|scandir|walk)\(")
"""Such a call is in a module that lists files; the others need not be parsed."""

ALLOWED = {
    "tests/run.py": ["Path(f'/proc/{main}/task').iterdir()"],  # the threads of a process
    "tests/test_arabic.py": ["Path(package.origin).parent.glob('files/*.ttf')"],  # of a package
    "tests/tree.py": ["ROOT.glob(pattern)", "CORPUS.glob(pattern)"],
}
"""A file of the tests -> where it lists files of a folder that it wasn't given."""


def origin(value: ast.AST | None) -> str:
    """Return the name that an expression begins with: `folder`, of `sorted((folder / "a").iterdir())`."""
    match value:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=inner) | ast.Subscript(value=inner) | ast.BinOp(left=inner):
            return origin(inner)
        case ast.Call(func=ast.Name(), args=[inner, *_]) | ast.Call(func=inner):
            return origin(inner)
    return ""


def bound(node: ast.AST) -> tuple[list[ast.expr], ast.expr | None]:
    """Return the targets of an assignment, a loop or a `with`, and what they are bound to."""
    match node:
        case ast.Assign(targets=targets, value=value):
            return targets, value
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            return [target], value
        case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
            return [target], value
    return [], None


def listings(node: ast.AST, given: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the calls that list the files of a folder that the function around them wasn't given.

    Fixtures give tests temporary folders, and tests give them to what they call. Folders of the project are constants.
    """
    if isinstance(node, ast.FunctionDef):
        arguments = node.args
        given |= {each.arg for each in (*arguments.args, *arguments.kwonlyargs)}
        for inner in ast.walk(node):
            targets, value = bound(inner)
            if origin(value) in given:
                given |= {
                    each.id
                    for target in targets
                    for each in ast.walk(target)
                    if isinstance(each, ast.Name)
                }
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        is_function = ast.unparse(node.func) in FUNCTIONS
        folder = node.args[0] if is_function and node.args else node.func.value
        if (is_function or node.func.attr in METHODS) and origin(folder) not in given:
            yield ast.unparse(node)
    for child in ast.iter_child_nodes(node):
        yield from listings(child, given)


def test_tests_list_the_files_of_the_project_by_way_of_this_module() -> None:
    found: dict[str, list[str]] = {}
    for path in files("tests/**/*.py"):
        source = path.read_text(encoding="utf-8")
        calls = [*listings(ast.parse(source))] if MAY_LIST.search(source) else []
        if calls:
            found[path.relative_to(ROOT).as_posix()] = calls
    assert found == ALLOWED, (
        "use `files` of tests/tree.py for the files of the project; only what a function is given may be listed"
    )


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("MAPS = ROOT.glob('*.yaml')", ["ROOT.glob('*.yaml')"]),
        ("def test(name): sorted((ROOT / name).rglob('*'))", ["(ROOT / name).rglob('*')"]),
        ("def test():\n folder = Path(ROOT, 'a')\n [*folder.iterdir()]", ["folder.iterdir()"]),
        ("def test():\n for folder in FOLDERS: folder.iterdir()", ["folder.iterdir()"]),
        ("def test(tmp_path): os.walk(ROOT)", ["os.walk(ROOT)"]),
        ("def test(tmp_path): os.walk(tmp_path / 'a')", []),
        ("def test(tmp_path):\n a = tmp_path / 'a'\n [b for b in a.iterdir()]", []),
        ("def test(site):\n with build(site) as built:\n  built.folder.rglob('*')", []),
        ("def test(tmp_path):\n def inner(): tmp_path.glob('*')", []),
    ],
)  # fmt: skip
def test_a_folder_that_a_test_was_not_given_is_seen(source: str, calls: list[str]) -> None:
    assert [*listings(ast.parse(source))] == calls


def test_files_are_found_in_the_order_of_patterns_and_names() -> None:
    found = files("tests/case.py", "argmap/languages/[a-e]*.toml")
    assert [path.relative_to(ROOT).as_posix() for path in found] == [
        "tests/case.py",
        "argmap/languages/ar.toml",
        "argmap/languages/de.toml",
        "argmap/languages/en.toml",
        "argmap/languages/es.toml",
    ]


def test_a_pattern_that_finds_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(
        AssertionError, match=r"no file of the project matches `argmap/rules/\*\.py`"
    ):
        files("README.md", "argmap/rules/*.py")
    monkeypatch.setattr(tree, "CORPUS", ROOT / "docs")
    with pytest.raises(AssertionError, match=r"no file of the corpus matches `aif/\*\.json`"):
        corpus_files("aif/*.json")
    monkeypatch.setattr(tree, "CORPUS", ROOT / "not-there")
    assert corpus_files("aif/*.json") == []


def test_the_parts_of_mutation_tests_name_tests_that_exist() -> None:
    named = {f"test_{test}.py" for _, tests in PARTS.values() for test in tests.split()}
    assert named - {path.name for path in files("tests/test_*.py")} == set()
