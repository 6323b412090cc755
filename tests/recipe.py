"""Follows the recipes of CONTRIBUTING.md in a copy of the checkout.

A recipe is a section such as "How to add a rule". Its steps name folders, files, tables and commands
in backquotes. Tests supply only what an author has to write.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.run import Result
from tests.tree import copy_checkout

GUIDE = "CONTRIBUTING.md"
_PATH = re.compile(r"[\w.-]+(/[\w.-]*)+")
_TABLE = re.compile(r"_?[A-Z]\w+")


class Step(NamedTuple):
    """A step of a recipe: a numbered item or a paragraph.

    Attributes:
        root: the checkout in which it is followed.
        line: its line in the guide.
        text: what it says.
    """

    root: Path
    line: int
    text: str

    @property
    def place(self) -> str:
        """Where the step is, as messages show it."""
        return f"{GUIDE}:{self.line}"

    def quoted(self) -> list[str]:
        """Return what is in backquotes."""
        return re.findall(r"`([^`]+)`", self.text)

    def paths(self) -> list[str]:
        """Return the files and folders that the step names."""
        return [each for each in self.quoted() if _PATH.fullmatch(each)]

    def commands(self) -> list[list[str]]:
        """Return the arguments of each run of pytest that the step names."""
        runs = [shlex.split(each)[1:] for each in self.quoted() if each.startswith("pytest ")]
        for file in [word for words in runs for word in words if word.endswith(".py")]:
            assert (self.root / file).exists(), f"{self.place} runs {file}, which doesn't exist"
        return runs

    def file(self, number: int = 0) -> Path:
        """Return a file that the step names, by its place among them."""
        return self._named("file", [each for each in self.paths() if each[-1] != "/"], number)

    def folder(self, number: int = 0) -> Path:
        """Return a folder that the step names, by its place among them."""
        return self._named("folder", [each for each in self.paths() if each[-1] == "/"], number)

    def _named(self, kind: str, names: list[str], number: int) -> Path:
        assert number < len(names), f"{self.place} doesn't name {number + 1} {kind}s: {self.text}"
        path = self.root / names[number]
        assert path.is_dir() if kind == "folder" else path.is_file(), (
            f"{self.place} names the {kind} {names[number]}, which doesn't exist"
        )
        return path

    def must_be_possible(self) -> None:
        """Fail if something that the step names doesn't exist."""
        for number, _ in enumerate(path for path in self.paths() if path[-1] == "/"):
            self.folder(number)
        for number, _ in enumerate(path for path in self.paths() if path[-1] != "/"):
            self.file(number)
        for table in self._files_of_tables():
            self._end_of_table(table, "")
        self.commands()

    def write(self, path: Path, text: str) -> None:
        """Write a new file."""
        assert not path.exists(), f"{path} is there already"
        path.write_text(text, encoding="utf-8")

    def append(self, text: str, number: int = 0) -> None:
        """Write at the end of a file that the step names."""
        path = self.file(number)
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def insert(self, text: str, before: str, number: int = 0) -> None:
        """Write before the first line that begins with something, in a file that the step names."""
        path = self.file(number)
        ahead, found, behind = path.read_text(encoding="utf-8").partition(f"\n{before}")
        assert found, f"{self.place}: no line of {path} begins with {before!r}"
        path.write_text(f"{ahead}\n{text}{found[1:]}{behind}", encoding="utf-8")

    def add_row(self, row: str, table: str = "", group: str = "") -> None:
        """Write a row at the end of a table that the step names before a file: `TABLE` in `file.py`.

        Args:
            row: a Python expression with its key, a field of a class, or words of a string.
            table: one of several tables that the step names.
            group: the key of the part of the table that gets the row.
        """
        files = self._files_of_tables()
        assert files, f"{self.place} names no table in a file: {self.text}"
        table = table or next(iter(files))
        assert table in files, f"{self.place} names no table {table} in a file: {self.text}"
        path = self.root / files[table]
        end = self._end_of_table(table, group)
        path.write_text(_with_row(path.read_text(encoding="utf-8"), end, row), encoding="utf-8")

    def _end_of_table(self, table: str, group: str) -> ast.AST:
        file = self._files_of_tables()[table]
        path = self._named("file", [file], 0)
        end = _end_of(ast.parse(path.read_text(encoding="utf-8")), table, group)
        assert end, f"{self.place}: {file} has no table {table} {group}".rstrip()
        return end

    def _files_of_tables(self) -> dict[str, str]:
        """Return the tables and classes that the step names, each with the file named after it."""
        files: dict[str, str] = {}
        # "Add a row to `THEMES` in `argmap/diagrams/theme.py`", also with several tables.
        for names, file in re.findall(r"((?:`\w+`(?:, | or )?)+) in `([\w/.-]+\.py)`", self.text):
            files.update(dict.fromkeys(filter(_TABLE.fullmatch, names.split("`")), file))
        return files


def steps_of(title: str, root: Path) -> list[Step]:
    """Return the numbered items and the paragraphs of the recipe with this title."""
    lines = (root / GUIDE).read_text(encoding="utf-8").splitlines()
    heading = f"## {title}"
    assert heading in lines, f"{GUIDE} has no section `{heading}`"
    steps: list[Step] = []
    begins = True
    first = lines.index(heading) + 1
    for number, line in enumerate(lines[first:], first + 1):
        if line.startswith("## "):
            break
        if line.strip() and (begins or re.match(r"\d+\. ", line)):
            steps.append(Step(root, number, line))
        elif line.strip():
            steps[-1] = steps[-1]._replace(text=f"{steps[-1].text} {line.strip()}")
        begins = not line.strip()
    return steps


class Checkout:
    """A copy of the checkout that is changed as the guide says, and a folder to work in."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout"
        self.work = folder / "work"
        self.work.mkdir()
        copy_checkout(self.root)

    def run(self, step: Step) -> None:
        """Run the tests that a step names, which must pass."""
        commands = step.commands()
        assert commands, f"{step.place} names no tests: {step.text}"
        for words in commands:
            self.run_tests(*words, place=f"{step.place}: ")

    def run_tests(self, *words: str, place: str = "") -> None:
        """Run tests of the copy, which must pass."""
        command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
        done = self._python(command, self.root)
        assert done.code == 0, f"{place}`pytest {' '.join(words)}` fails\n{done.out}{done.err}"

    def evaluate(self, code: str) -> str:
        """Return what a program prints."""
        done = self._python(["-c", code], self.work)
        assert done.code == 0, done.err
        return done.out

    def argmap(self, *words: str) -> str:
        """Return what a command prints or writes, which must neither fail nor warn."""
        done = self._python(["-m", "argmap", *words], self.work)
        assert done.code == 0, done.err
        assert "warning" not in done.err, done.err
        return done.out or (self.work / words[-1]).read_text(encoding="utf-8")

    def _python(self, words: list[str], folder: Path) -> Result:
        """Return what Python prints with the copy in place of the package."""
        # Which lines of the copy have run is not measured.
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")
        }
        done = subprocess.run(
            [sys.executable, *words],
            cwd=folder,
            env=environment | {"PYTHONPATH": str(self.root)},
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
        )
        return Result(done.returncode, done.stdout, done.stderr)


def _end_of(code: ast.Module, table: str, group: str) -> ast.AST | None:
    """Return what a new row comes at the end of: a display, a string, or the last field of a class."""
    for node in code.body:
        if isinstance(node, ast.ClassDef) and node.name == table:
            return [each for each in node.body if isinstance(each, ast.Assign | ast.AnnAssign)][-1]
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value:
            targets, value = [node.target], node.value
        else:
            continue
        if [each.id for each in targets if isinstance(each, ast.Name)] != [table]:
            continue
        if isinstance(value, ast.DictComp):
            return value.generators[0].iter
        if group and isinstance(value, ast.Dict):
            for key, part in zip(value.keys, value.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == group:
                    return part
            return None
        return value
    return None


def _with_row(text: str, place: ast.AST, row: str) -> str:
    """Return a module with a row at the end of what is there."""
    lines = text.encode().splitlines(keepends=True)
    assert isinstance(place, ast.expr | ast.stmt)
    assert place.end_lineno is not None
    assert place.end_col_offset is not None
    end = len(b"".join(lines[: place.end_lineno - 1])) + place.end_col_offset
    ahead, behind = text.encode()[:end].decode(), text.encode()[end:].decode()
    if isinstance(place, ast.stmt):
        return f"{ahead}\n    {row}{behind}"
    closing = ahead[-3:] if ahead.endswith('"""') else ahead[-1]
    ahead = ahead.removesuffix(closing).rstrip()
    if isinstance(place, ast.Constant):
        return f"{ahead} {row}\n    {closing}{behind}"
    comma = "" if ahead[-1] in ",([{" else ","
    return f"{ahead}{comma}\n    {row},\n{closing}{behind}"
