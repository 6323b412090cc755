"""Every rule: its own examples, and the whole of what it says on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argmap import check
from argmap.formats.native.reader import parse_native
from argmap.linter import ALL_RULES
from argmap.reports.findings import report
from argmap.rules import documentation
from tests.case import Case, cases
from tests.conftest import a_map


def findings(text: str, rule: str) -> str:
    reading = parse_native(text, "map.yaml")
    return report(check(reading.unwrap(), [rule]), {"map.yaml": text}).rstrip("\n")


@pytest.mark.parametrize("rule", ALL_RULES)
def test_the_failing_example_fails_and_the_passing_one_passes(rule: str) -> None:
    about = documentation(rule)
    assert {found.code for found in check(a_map(about.fails), [rule])} == {rule}
    assert check(a_map(about.passes), [rule]) == []


@pytest.mark.parametrize("rule", ALL_RULES)
def test_the_documentation_is_whole(rule: str) -> None:
    about = documentation(rule)
    assert about.summary.endswith(".")
    assert about.why
    assert about.source


@pytest.mark.parametrize("case", cases("rules.txt"))
def test_what_rules_say(case: Case, settle: Callable[[Case, str], None]) -> None:
    settle(case, findings(case.text, case.title.split(":")[0]))
