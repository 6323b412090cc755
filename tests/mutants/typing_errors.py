"""What mypy says of mutants: it runs before each commit, as the tests do, so that what it refuses needs no test."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from tests.mutants.faults import ROOT, Mutant

_MYPY = (
    "--output=json", "--no-warn-unused-ignores", "--disable-error-code=import-untyped",
    # A class holds its `__init__` once for each mutant, which is no fault of the mutant.
    "--disable-error-code=no-redef", "--disable-error-code=has-type",
    "argmap",
)  # fmt: skip


def refused_by_mypy(tried: Sequence[Mutant]) -> set[int]:
    """Return which mutants mypy refuses, each under a name of its own beside the original."""
    refused = set()
    with TemporaryDirectory() as folder:
        copytree(ROOT / "argmap", Path(folder, "argmap"))
        numbers: dict[tuple[str, int], int] = {}
        for file in {mutant.file for mutant in tried}:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            homes = {
                node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)
            } | {"": tree.body}
            for number, mutant in enumerate(tried):
                if mutant.file == file:
                    function = copy(mutant.function)
                    function.name = f"{function.name}__{number}"
                    homes[mutant.home].append(function)
            written = ast.unparse(tree)
            name = str(file.relative_to(ROOT))
            Path(folder, name).write_text(written, encoding="utf-8")
            for node in ast.walk(ast.parse(written)):
                if isinstance(node, ast.FunctionDef) and node.name.rpartition("__")[2].isdecimal():
                    number = int(node.name.rpartition("__")[2])
                    numbers |= {
                        (name, line): number
                        for line in range(node.lineno, (node.end_lineno or 0) + 1)
                    }
        options = (
            f"--config-file={ROOT / 'pyproject.toml'}",
            f"--cache-dir={ROOT / '.mypy_cache'}",
            *_MYPY,
        )
        command = [sys.executable, "-m", "mypy", *options]
        output = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False
        ).stdout
    for line in filter(None, output.splitlines()):
        error = json.loads(line)
        if error["severity"] == "error" and (error["file"], error["line"]) in numbers:
            refused.add(numbers[error["file"], error["line"]])
    return refused
