"""What a room offers in its `__init__`."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT

HOUSE = ROOT / "argmap"


def package_of(path: Path) -> str:
    return ".".join(path.parent.relative_to(ROOT).parts)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


ON_DEMAND = [
    path for path in sorted(HOUSE.rglob("__init__.py")) if "on_demand(" in path.read_text("utf-8")
]
EACH_PACKAGE = pytest.mark.parametrize("path", ON_DEMAND, ids=package_of)


def offered(path: Path) -> dict[str, str]:
    """Return the names that a package imports for type checkers alone, each with its module."""
    homes: dict[str, str] = {}
    for node in tree_of(path).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for imported in node.body:
                assert isinstance(imported, ast.ImportFrom)
                homes |= {alias.name: imported.module or "" for alias in imported.names}
    return homes


def table_of(path: Path) -> dict[str, str]:
    """Return the names that a package has `on_demand` find, each with its module."""
    [table] = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Dict)]
    homes: dict[str, str] = ast.literal_eval(table)
    package = package_of(path)
    return {
        name: f"{package}.{module}" for module, names in homes.items() for name in names.split()
    }


@EACH_PACKAGE
def test_type_checkers_and_programs_find_the_same_in_a_package(path: Path) -> None:
    assert offered(path) == table_of(path)


@EACH_PACKAGE
def test_what_a_package_offers_is_there(path: Path) -> None:
    package = import_module(package_of(path))
    for name, module in offered(path).items():
        assert getattr(package, name) is getattr(import_module(module), name)
