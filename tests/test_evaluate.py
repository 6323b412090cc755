"""`argmap evaluate` as a stranger meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.run import argmap

SMALL = """\
sides: {pro: For, con: Against}
claims:
  go: {text: We should go., side: pro, main: true, rebuttals: [stay], premises: [late]}
  stay: {text: We should stay., side: con, main: true, rebuttals: [go]}
  late: {text: It is late., rebuttals: [clock]}
  clock: {text: The clock is wrong., rebuttals: [stay]}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(SMALL)
    return tmp_path


def test_verdicts_by_side_with_main_claims_first(small: Path) -> None:
    assert argmap("evaluate", "map.yaml", cwd=small).out == (
        "For\n"
        "  contested We should go. (go)\n"
        "  contested It is late. (late)\n"
        "\n"
        "Against\n"
        "  contested We should stay. (stay)\n"
        "  contested The clock is wrong. (clock)\n"
        "\n"
        "Steps\n"
        "  contested late supports go\n"
        "  contested stay rebuts go\n"
        "  contested go rebuts stay\n"
        "  contested clock rebuts late\n"
        "  contested stay rebuts clock\n"
    )


def test_json_and_what_changes(small: Path) -> None:
    made = json.loads(argmap("evaluate", "map.yaml", "--accept", "clock", "-f", "json", cwd=small).out)
    assert made["claims"] == {"go": "falls", "stay": "stands", "late": "falls", "clock": "stands"}
    assert made["changes"]["go"] == ["contested", "falls"]
    assert argmap("evaluate", "map.yaml", "--reject", "stay", "--accept", "late", cwd=small).out == (
        "What changes against the map as written\n"
        "  contested → stands: We should go. (go)\n"
        "  contested → falls: We should stay. (stay)\n"
        "  contested → stands: It is late. (late)\n"
        "  contested → stands: The clock is wrong. (clock)\n"
    )


def test_why_after_accepting(small: Path) -> None:
    assert argmap("evaluate", "map.yaml", "--why", "late", "--accept", "stay", cwd=small).out == (
        "It is late — stands: nothing is offered for it, so it is granted\n"
        "  rebutted by: The clock is wrong — falls\n"
        "    rebutted by: We should stay — stands: accepted, as you asked\n"
    )


def test_positions(small: Path) -> None:
    assert argmap("evaluate", "map.yaml", "--positions", cwd=small).out == (
        "1 coherent position:\n"
        "\n"
        "1. We should stay\n"
        "  accepts: stay, late\n"
        "  rejects: go, clock\n"
    )  # fmt: skip
    assert argmap("evaluate", "map.yaml", "--positions", "--focus", "go", cwd=small).out == (
        "We should go. (go) stands in no position.\n"
    )


def test_cruxes_with_and_without_a_claim(small: Path) -> None:
    every = argmap("evaluate", "map.yaml", "--cruxes", cwd=small)
    assert every.out == (
        "Reject: It is late. (late)\n"
        "  go then falls, stay then stands; 4 verdicts of claims move\n"
        "Accept: The clock is wrong. (clock)\n"
        "  go then falls, stay then stands; 4 verdicts of claims move\n"
        "\n"
        "4 changes tried: 2 cruxes\n"
    )
    assert argmap("evaluate", "--cruxes", "map.yaml", cwd=small) == every
    assert argmap("evaluate", "map.yaml", "--cruxes", "late", cwd=small).out.endswith("6 changes tried: 6 cruxes\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--why", "lat"], "argmap: there is no claim `lat`: did you mean `late`?\n"),
        (["--accept", "x"], "argmap: there is no claim `x`\n"),
        (["--accept", "go", "--reject", "go"], "argmap: `go` cannot be both accepted and rejected\n"),
        (["--cruxes", "gone"], "argmap: there is no claim `gone`: did you mean `go`?\n"),
        (["--why", "go", "--positions"], "argmap: --why and --positions are two questions; ask one at a time\n"),
        (["--positions", "-f", "json"], "argmap: --positions is told as text alone\n"),
        (["--limit", "3"], "argmap: --focus and --limit need --positions\n"),
        (["--pairs"], "argmap: --pairs needs --cruxes\n"),
        (["--cruxes", "--accept", "go"], "argmap: --cruxes tries what to accept and reject by itself\n"),
        (["-f", "xml"], "argmap: there is no format `xml` here; there are text and json\n"),
    ],
)
def test_wrong_requests(small: Path, words: list[str], message: str) -> None:
    assert argmap("evaluate", "map.yaml", *words, cwd=small) == (2, "", message)


def test_a_map_that_no_position_settles(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("claims: {a: {text: A holds., rebuttals: [a]}}")
    assert argmap("evaluate", "odd.yaml", "--positions", cwd=tmp_path).out.startswith(
        "No position settles everything; 1 position leaves the least open:\n"
    )


def test_clingo_is_needed_for_positions_alone() -> None:
    without = ROOT / "tests" / "without_clingo"
    result = argmap("evaluate", "--positions", cwd=ROOT, PYTHONPATH=str(without))
    assert (result.code, result.out) == (2, "")
    assert result.err == "argmap: positions need clingo, which is not installed: pip install clingo\n"
    assert argmap("evaluate", cwd=ROOT, PYTHONPATH=str(without)).code == 0


def test_verdicts_in_pictures_and_outlines() -> None:
    assert "[stands, backed]" in argmap("outline", "--verdicts", cwd=ROOT).out
    assert "contested" in argmap("render", "--verdicts", "-o", "-", "-f", "svg", "--page", "none", cwd=ROOT).out
