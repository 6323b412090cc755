"""`argmap grade --rubric`: how many points each criterion brings, and what is said of files that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from argmap.classroom import Criterion, parse_rubric
from tests.case import Case, all_cases
from tests.hostile_case import FOLDER, files_of
from tests.oracles import nothing_unsafe
from tests.run import argmap as run


def test_a_rubric_has_what_it_names_and_nothing_else() -> None:
    text = "# ours\nreasons and objections: 12.5\n'main claim': 0\n"
    assert parse_rubric(text, "rubric.yaml") == {
        Criterion.PLACE: Decimal("12.5"),
        Criterion.MAIN: Decimal(0),
    }


@pytest.mark.soak(only=["brackets without end"])
@pytest.mark.parametrize("case", all_cases(f"{FOLDER}/rubrics.txt"), ids=lambda case: case.title)
def test_a_hostile_rubric(case: Case, tmp_path: Path, settle: Callable[[Case, str], None]) -> None:
    (tmp_path / "key.yaml").write_text(
        "claims: {a: {text: Apples are red., premises: [Bees buzz.]}}\n"
    )
    for file in files_of(case):
        (tmp_path / file.name).write_bytes(file.data)

    result = run("grade", "key.yaml", "--key", "key.yaml", "--rubric", "rubric.yaml", cwd=tmp_path)

    nothing_unsafe(result.err)
    assert (result.code, result.out) == (2, "")
    settle(case, result.err.removesuffix("\n"))


def test_a_rubric_is_read_only_once_and_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "key.yaml").write_text(
        "claims: {a: {text: Apples are red., premises: [Bees buzz.]}}\n"
    )
    (tmp_path / "rubric.txt").write_text("main claim: 2\n")
    words = ["grade", ".", "--key", "key.yaml", "--rubric", "rubric.txt"]

    assert run(*words, "-o", "rubric.txt", cwd=tmp_path).code == 2
    assert (tmp_path / "rubric.txt").read_text() == "main claim: 2\n"
    # It is in the folder of the maps, and nobody handed it in.
    (tmp_path / "map.yaml").write_text((tmp_path / "key.yaml").read_text())
    result = run(*words, cwd=tmp_path)
    assert result.code == 0
    assert result.out.endswith("Mark: 2 of 2\n    Main claim: 2 of 2 (level 4 of 4: no mistakes)\n")
