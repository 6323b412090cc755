"""Case files: an input and, below it, the whole output that is expected.

    === a misspelt reference
    claims: …
    ---
    map.yaml:2:40: error[unknown-claim]: …

`pytest --renew` writes the outputs anew; read the difference before you commit it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "cases"
_TITLE, _RULE = "=== ", "\n---\n"


@dataclass(frozen=True)
class Case:
    """One case of a file: its title, its input, and the output expected of it."""

    file: str
    title: str
    text: str
    expected: str

    def renew(self, made: str) -> None:
        """Write the expected output anew."""
        path = FOLDER / self.file
        old = _TITLE + self.title + "\n" + self.text.rstrip("\n") + _RULE
        before, _, after = path.read_text(encoding="utf-8").partition(old)
        rest = "".join(after.partition("\n" + _TITLE)[1:])
        path.write_text(f"{before}{old}{made}\n{rest}", encoding="utf-8")


def cases(file: str) -> list[object]:
    """Return the cases of a file, as parameters for a test."""
    return [pytest.param(case, id=case.title) for case in all_cases(file)]


def all_cases(file: str) -> list[Case]:
    """Return the cases of a file."""
    blocks = (FOLDER / file).read_text(encoding="utf-8").split("\n" + _TITLE)[1:]
    return [_case(file, block) for block in blocks]


def _case(file: str, block: str) -> Case:
    title, _, rest = block.partition("\n")
    source, _, expected = rest.partition(_RULE)
    return Case(file, title, source + "\n", expected.strip("\n"))
