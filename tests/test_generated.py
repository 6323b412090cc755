"""What `pytest --renew` writes is what the code makes now: references, the manual page, types of names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argmap import ArgumentMap, Claim, DecisionRecord, Inference, Source
from argmap.formats import keys_of
from tests.api_reference import api_reference
from tests.choices_table import choices_module
from tests.command_reference import command_reference, manual
from tests.run import argmap


def test_the_names_of_formats_are_those_of_the_table(golden: Callable[[str, str], None]) -> None:
    golden("argmap/options/format_names.py", choices_module())


def test_the_manual_page_is_made_of_the_help(golden: Callable[[str, str], None]) -> None:
    made = manual()
    golden("docs/argmap.1", made)
    for command in ("render", "rename", "check"):
        assert f'.SS "argmap {command}"' in made


def test_the_command_line_reference_is_made_from_the_help(
    golden: Callable[[str, str], None],
) -> None:
    golden("docs/reference/command-line.md", command_reference())


def test_the_python_reference_is_made_from_the_docstrings(
    golden: Callable[[str, str], None],
) -> None:
    golden("docs/reference/python.md", api_reference())


def test_the_table_of_formats_is_made_from_the_registry(
    golden_part: Callable[[str, str, str], None],
) -> None:
    golden_part("docs/reference/formats.md", "formats", argmap("formats", "-f", "markdown").out)


def test_the_rules_document_is_made_from_the_docstrings(golden: Callable[[str, str], None]) -> None:
    golden("docs/reference/rules.md", argmap("rules", "-f", "markdown").out)


@pytest.mark.parametrize("part", [ArgumentMap, Claim, DecisionRecord, Inference, Source])
def test_the_tables_of_the_format_are_those_of_the_model(
    part: type, golden_part: Callable[[str, str, str], None]
) -> None:
    rows = [f"| `{key}` | {meaning} |" for key, meaning in keys_of(part).items()]
    table = "\n".join(["| key | meaning |", "|---|---|", *rows]) + "\n"
    golden_part("docs/reference/format.md", f"keys of {part.__name__}", table)
