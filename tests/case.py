"""Case files: an input and, below it, the whole output that is expected.

    === a misspelt reference
    claims: …
    ---
    map.yaml:2:40: error[unknown-claim]: …

A case that expects an empty output has nothing below its `---`. Where there are many, a folder of such
files stands for one, and a file is named like what it is about. `pytest --renew` writes the outputs
anew; read the difference before you commit it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tree import files

FOLDER = Path(__file__).parent / "cases"
_TITLE, _RULE = "\n=== ", "\n---\n"
"""What begins a case, and what parts its input from its output."""


@dataclass(frozen=True)
class Case:
    """One case of a file: its title, its input, and the output expected of it."""

    file: str
    title: str
    text: str
    expected: str

    @property
    def about(self) -> str:
        """What the file is about: its name without folder and ending."""
        return Path(self.file).stem

    def renew(self, made: str) -> None:
        """Write the expected output anew."""
        path = FOLDER / self.file
        head = f"{_TITLE}{self.title}\n{self.text}".removesuffix("\n")
        before, _, after = _read(self.file).partition(head)
        _, next_title, rest = after.partition(_TITLE)
        renewed = f"{before}{head}{_RULE}{made}\n{next_title}{rest}"
        path.write_text(renewed.removeprefix("\n"), encoding="utf-8")


def cases(name: str) -> list[object]:
    """Return the cases of a file, or of all files in a folder, as parameters for a test."""
    path = FOLDER / name
    if not path.is_dir():
        return [pytest.param(case, id=case.title) for case in all_cases(name)]
    parameters: list[object] = []
    for file in files(f"tests/cases/{name}/*.txt"):
        in_file = all_cases(f"{name}/{file.name}")
        parameters += [pytest.param(case, id=f"{case.about}: {case.title}") for case in in_file]
    return parameters


def all_cases(file: str) -> list[Case]:
    """Return the cases of a file; what stands before the first title is a remark.

    Raises:
        ValueError: a case has no `---`.
    """
    _, *blocks = _read(file).split(_TITLE)
    return [_case(file, block) for block in blocks]


def _case(file: str, block: str) -> Case:
    title, _, rest = block.partition("\n")
    source, rule, expected = f"{rest}\n".partition(_RULE)
    if not rule:
        raise ValueError(f"{file}: the case “{title}” has no line `---` below its input")
    return Case(file, title, source + "\n", expected.strip("\n"))


def _read(file: str) -> str:
    """Return a file with a line end before it, so that a title may stand on its first line."""
    text = (FOLDER / file).read_text(encoding="utf-8")
    return f"\n{text}"
