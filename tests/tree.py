"""The files of the project that tests look at. A pattern that finds none fails, so that no test checks nothing."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
_NOT_COPIED = shutil.ignore_patterns(
    ".*_cache", ".git", ".hypothesis", ".venv", "*.egg-info", "__pycache__", "node_modules", "dist"
)
CORPUS = ROOT.parent / "shared" / "corpus"
"""Real files of other people, which may be beside the checkout."""


def files(*patterns: str) -> list[Path]:
    """Return the files of the project that match these patterns, in the order of the patterns, then by name.

    Raises:
        AssertionError: a pattern matches no file.
    """
    found: list[Path] = []
    for pattern in patterns:
        matches = [path for path in sorted(ROOT.glob(pattern)) if path.is_file()]
        assert matches, f"no file of the project matches `{pattern}`: correct the pattern"
        found += matches
    return found


def corpus_files(pattern: str) -> list[Path]:
    """Return the files of the corpus that match a pattern: none where the corpus is not there.

    Raises:
        AssertionError: the corpus is there, and the pattern matches no file of it.
    """
    found = sorted(CORPUS.glob(pattern))
    assert found or not CORPUS.is_dir(), f"no file of the corpus matches `{pattern}`"
    return found


def copy_checkout(folder: Path) -> None:
    """Copy the project into a folder that isn't there yet, without what tools have made in it."""
    shutil.copytree(ROOT, folder, ignore=_NOT_COPIED)


def functions(*patterns: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield the public functions of the modules that match these patterns, each with the name of its module."""
    for path in files(*patterns):
        parts = path.relative_to(ROOT).with_suffix("").parts
        module = ".".join(parts).removesuffix(".__init__")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield module, node


def signature(function: ast.FunctionDef) -> tuple[list[str], str]:
    """Return the types that a function takes by position, as they are written, and the type that it returns."""
    taken = [ast.unparse(each.annotation) for each in function.args.args if each.annotation]
    return taken, ast.unparse(function.returns) if function.returns else ""
