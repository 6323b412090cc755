"""Lists in text and Markdown: what they are read as, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argmap import registry
from argmap.reports.findings import report
from tests.case import Case, cases
from tests.run import argmap


@pytest.mark.parametrize("case", cases("lists.txt"))
def test_lists(case: Case, settle: Callable[[Case, str], None]) -> None:
    name = case.title.split()[0]
    reading = registry.parse(case.text, name)
    said = report(reading.diagnostics, {name: case.text}, "text")
    made = registry.write(reading.map, "native").data.decode() if reading.map else ""
    settle(case, (said + made).strip("\n"))


def test_five_bullets_typed_in_class_make_a_picture() -> None:
    typed = (
        b"- Phones should be banned in class\n"
        b"  - Phones distract\n"
        b"  - Pupils cheat with them\n"
        b"    - But: teachers can watch\n"
        b"  - Con: they help look things up\n"
    )
    result = argmap("render", "-", "-o", "-", stdin=typed)
    assert result.code == 0
    assert "Phones distract" in result.out
    assert result.err == "info[read-as-list]: <stdin> is read as a list: 5 claims, 2 reasons, 2 objections\n"
