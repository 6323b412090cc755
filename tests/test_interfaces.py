"""What a room offers in its `__init__`, and that tests ask for nothing deeper."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from textwrap import dedent

import pytest

from tests.conftest import ROOT
from tests.tree import files

HOUSE = ROOT / "argmap"

EXCEPTIONS = {
    # The head of a table that is made for the module beside what it imports.
    "language_table.py": ["argmap.languages.list_types", "argmap.languages.words"],
    "word_types.py": ["argmap.languages.list_types", "argmap.languages.section"],
    # The references are made from the commands themselves.
    "command_reference.py": ["argmap.cli.app"],
    # What an author adds to a package imports its modules.
    "test_contributing.py": [
        "argmap.cli.console",
        "argmap.cli.options",
        "argmap.formats.registry",
        "argmap.lint.rules._rule",
        "argmap.model.diagnostics",
        "argmap.model.losses",
        "argmap.model.reading",
        "argmap.model.writing",
    ],
    # A map need not have 5,000 claims to be reported as large.
    "test_page.py": ["argmap.page.interactive_html"],
    # Processes wait for ever in place of checking a file.
    "test_jobs.py": ["argmap.cli.file_reports"],
    # So that a file need not be large to have too many premises.
    "test_aif.py": ["argmap.formats.aif.reader"],
    # Writes go in shorter pieces than for people, so that each may fail.
    "test_output_layer.py": ["argmap.util.files"],
    # The system's fonts are forgotten, which are asked for once in a process.
    "test_fonts.py": ["argmap.diagrams.fonts"],
    # A picture is large, so that another process sets it.
    "test_memory.py": ["argmap.diagrams.typst_output"],
    # Every list of choices has a table that it is made of.
    # One rung of the ladder at a time, whichever would be chosen.
    "test_layout.py": ["argmap.diagrams.column_placement"],
    # A live picture is made of a drawing with a trunk.
    # Progress is shown after two seconds, which a test does not wait for.
    "test_progress.py": ["argmap.cli.console"],
    # Limits are so low that they are met on small maps, on which the work is counted.
    "work.py": [
        "argmap.formats.adr",
        "argmap.formats.adr.reader",
        "argmap.formats.argdown",
        "argmap.formats.argdown.titles",
        "argmap.formats.native",
        "argmap.formats.native.entries",
        "argmap.lint.priorities",
        "argmap.model.validation",
        "argmap.util.spelling",
        "argmap.verdicts.change_search",
        "argmap.verdicts.json_report",
    ],
}
"""A file of the tests → the modules within rooms that it may ask."""


def package_of(path: Path) -> str:
    return ".".join(path.parent.relative_to(ROOT).parts)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


ON_DEMAND = [
    path for path in files("argmap/**/__init__.py") if "on_demand(" in path.read_text("utf-8")
]
EACH_PACKAGE = pytest.mark.parametrize("path", ON_DEMAND, ids=package_of)


def offered(path: Path) -> dict[str, str]:
    """Return what a package imports for type checkers alone: each name, and where it is from."""
    origins: dict[str, str] = {}
    for node in tree_of(path).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for imported in node.body:
                assert isinstance(imported, ast.ImportFrom)
                for alias in imported.names:
                    origins[alias.asname or alias.name] = f"{imported.module}:{alias.name}"
    return origins


def table_of(path: Path) -> dict[str, str]:
    """Return what a package has `on_demand` find: each name, and where it is from."""
    table = next(node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Dict))
    origins: dict[str, str] = {}
    for module, names in ast.literal_eval(table).items():
        for offer in names.split():
            name, _, name_there = offer.partition("=")
            origins[name] = f"{package_of(path)}.{module}:{name_there or name}"
    return origins


@EACH_PACKAGE
def test_type_checkers_and_programs_find_the_same_in_a_package(path: Path) -> None:
    assert offered(path) == table_of(path)


@pytest.mark.parametrize(
    "path",
    [
        # This package offers what needs the extras `lsp` and `mcp`, too.
        pytest.param(path, marks=[pytest.mark.tools] if path.parent.name == "integrations" else [])
        for path in ON_DEMAND
    ],
    ids=package_of,
)
def test_what_a_package_offers_is_there(path: Path) -> None:
    origins = offered(path)
    there = {name: resolve_name(origin) for name, origin in origins.items()}
    package = import_module(package_of(path))  # with the modules, which may not hide what it offers
    assert {name: getattr(package, name) for name in origins} == there


def asked_of(tree: ast.Module) -> Iterator[str]:
    """Yield the names of modules, and of what is in them, that code imports or patches.

    Code for another process is a string.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.fullmatch(r"argmap(\.\w+)+", node.value):
                yield node.value.rpartition(".")[0]
            elif "import" in node.value and "argmap" in node.value:
                with suppress(SyntaxError):
                    yield from asked_of(ast.parse(dedent(node.value)))


def is_within_a_room(name: str) -> bool:
    """Return whether this is a module within a room: `argmap.lint.fixes`, but not `argmap.lint.check`."""
    package, *path = name.split(".")
    inside = HOUSE.joinpath(*path)
    is_module = inside.is_dir() or inside.with_suffix(".py").exists()
    return package == "argmap" and len(path) > 1 and is_module


def test_tests_ask_rooms_and_not_their_modules() -> None:
    asked = {
        path.relative_to(ROOT / "tests").as_posix(): sorted(
            {name for name in asked_of(tree_of(path)) if is_within_a_room(name)}
        )
        for path in files("tests/**/*.py")
        if path != Path(__file__)
    }
    assert {name: modules for name, modules in asked.items() if modules} == EXCEPTIONS
