"""What a room offers in its `__init__`."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name

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
    [table] = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Dict)]
    origins: dict[str, str] = {}
    for module, names in ast.literal_eval(table).items():
        for offer in names.split():
            name, _, name_there = offer.partition("=")
            origins[name] = f"{package_of(path)}.{module}:{name_there or name}"
    return origins


@EACH_PACKAGE
def test_type_checkers_and_programs_find_the_same_in_a_package(path: Path) -> None:
    assert offered(path) == table_of(path)


@EACH_PACKAGE
def test_what_a_package_offers_is_there(path: Path) -> None:
    origins = offered(path)
    there = {name: resolve_name(origin) for name, origin in origins.items()}
    package = import_module(package_of(path))  # with the modules, which may not hide what it offers
    assert {name: getattr(package, name) for name in origins} == there
