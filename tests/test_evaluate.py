"""`argmap evaluate` as a stranger meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.case import Case, cases
from tests.conftest import ROOT
from tests.run import argmap, argmap_started

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
        "  contested  We should go. (go)\n"
        "  contested  It is late. (late)\n"
        "\n"
        "Against\n"
        "  contested  We should stay. (stay)\n"
        "  contested  The clock is wrong. (clock)\n"
        "\n"
        "4 claims are contested\n"
    )


@pytest.mark.parametrize("case", cases("evaluate.txt"))
def test_reports_of_verdicts(case: Case, settle: Callable[[Case, str], None]) -> None:
    command, _, _ = case.title.partition(":")
    done = argmap(*command.split(), "-", stdin=case.text.encode())
    assert (done.code, done.err) == (0, "")
    settle(case, done.out.removesuffix("\n"))


def test_json_and_what_changes(small: Path) -> None:
    made = json.loads(
        argmap("evaluate", "map.yaml", "--accept", "clock", "-f", "json", cwd=small).out
    )
    claims = made["claims"]
    assert {claim.pop("draw") for claim in claims.values()} == {None}
    assert claims == {
        "go": {"verdict": "falls", "basis": None, "cause": "not shown", "fixed": None},
        "stay": {"verdict": "stands", "basis": "asserted", "cause": None, "fixed": None},
        "late": {"verdict": "falls", "basis": None, "cause": "rebutted", "fixed": None},
        "clock": {"verdict": "stands", "basis": None, "cause": None, "fixed": "accepted"},
    }
    assert made["inferences"]["late:supports:go"] == {
        "verdict": "falls", "status": "a premise fails", "failing_premises": ["late"],
    }  # fmt: skip
    assert made["changes"]["go"]["before"]["verdict"] == "contested"
    assert argmap(
        "evaluate", "map.yaml", "--reject", "stay", "--accept", "late", cwd=small
    ).out == (
        "Changes from the map as written\n"
        "  contested → stands, backed: We should go. (go)\n"
        "  contested → falls, as you asked: We should stay. (stay)\n"
        "  contested → stands, as you asked: It is late. (late)\n"
        "  contested → stands, asserted: The clock is wrong. (clock)\n"
    )


def test_what_is_documented_on_both_sides_of_a_draw_and_how_a_norm_is_backed(
    tmp_path: Path,
) -> None:
    (tmp_path / "map.yaml").write_text(
        "sources: {s: Study, t: Study}\n"
        "claims:\n"
        "  tax: {text: The tax should rise., type: policy, premises: [[smoke, health]]}\n"
        "  smoke: {text: Fewer would smoke., evidence: s, rebuttals: [black, poor]}\n"
        "  health: {text: Health should be protected., type: value}\n"
        "  black: {text: The black market would grow., evidence: [s, t]}\n"
        "  poor: {text: Poor people would pay., premises: [prices]}\n"
        "  prices: {text: Prices rose., evidence: s}\n"
        "  ban: {text: Ads should be banned., type: policy, premises: [prices]}\n"
    )
    assert argmap("evaluate", "map.yaml", cwd=tmp_path).out.splitlines()[1:8] == [
        "  contested         The tax should rise. (tax)",
        "  stands, backed    Ads should be banned. (ban) — its facts are documented",
        "  contested         Fewer would smoke. (smoke) — 1 documented reason (1 source),"
        " 2 documented objections (2 sources); their number does not matter",
        "  stands, asserted  Health should be protected. (health)",
        "  stands, backed    The black market would grow. (black)",
        "  stands, backed    Poor people would pay. (poor)",
        "  stands, backed    Prices rose. (prices)",
    ]
    made = json.loads(argmap("evaluate", "map.yaml", "-f", "json", cwd=tmp_path).out)
    assert made["claims"]["tax"]["draw"] is None
    assert made["claims"]["smoke"]["draw"] == {
        "reasons": 1, "sources_of_reasons": 1, "objections": 2, "sources_of_objections": 2,
    }  # fmt: skip


def test_one_claim_falls_and_another_is_contested(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims:\n"
        "  late: {text: It is late., rebuttals: [It is ten.]}\n"
        "  stay: {text: We should stay., rebuttals: [stay]}\n"
    )
    report = argmap("evaluate", "map.yaml", cwd=tmp_path).out.splitlines()[-1]
    assert report == "1 claim stands (1 asserted); 1 falls (1 rebutted); 1 is contested"


def test_an_inference_says_what_undercuts_or_outweighs_it(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "sources: {s: B}\nclaims:\n"
        "  a: {text: A., evidence: s, rebuttals: [b], premises: [{premises: [c], undercutters: [b]}]}\n  b: B.\n  c: C.\n"
    )
    inferences = json.loads(argmap("evaluate", "map.yaml", "-f", "json", cwd=tmp_path).out)[
        "inferences"
    ]
    assert inferences == {
        "c:supports:a": {
            "verdict": "falls",
            "status": "undercut",
            "undercut_by": ["b:undercuts:c:supports:a"],
        },
        "b:undercuts:c:supports:a": {"verdict": "stands", "status": "stands"},
        "b:rebuts:a": {"verdict": "stands", "status": "too weak"},
    }
    assert argmap("evaluate", "map.yaml", cwd=tmp_path).out.endswith(
        "3 claims stand (1 backed, 2 asserted); 1 objection is too weak; 1 reason is undercut\n"
    )


def test_why_after_accepting(small: Path) -> None:
    assert argmap("why", "late", "map.yaml", "--accept", "stay", cwd=small).out == (
        "“It is late” — stands, asserted: nothing documents it, but no objection to it stands\n"
        "  objection: “The clock is wrong” — falls, rebutted: it is unsupported, and an objection to it stands\n"
        "    rebuttal: “We should stay” — stands: you accepted it\n"
    )
    tree = json.loads(
        argmap("why", "late", "map.yaml", "--accept", "stay", "-f", "json", cwd=small).out
    )
    assert (tree["subject"], tree["because"][0]["because"][0]["subject"]) == ("late", "stay")


def test_positions(small: Path) -> None:
    assert argmap("positions", "map.yaml", cwd=small).out == (
        "1 coherent position:\n"
        "\n"
        "1. We should stay\n"
        "  stands: We should stay. (stay)\n"
        "  stands: It is late. (late)\n"
        "  falls: We should go. (go)\n"
        "  falls: The clock is wrong. (clock)\n"
    )  # fmt: skip
    assert argmap("positions", "map.yaml", "--about", "go", cwd=small).out == (
        "In no position does this claim stand: We should go. (go)\n"
    )
    assert json.loads(argmap("positions", "map.yaml", "-f", "json", cwd=small).out)[
        "positions"
    ] == [{"go": "falls", "stay": "stands", "late": "stands", "clock": "falls"}]


def test_positions_by_what_becomes_of_the_main_claims(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims:\n"
        "  train: {text: Go by train., main: true, premises: [quick], rebuttals: [car]}\n"
        "  car: {text: Go by car., main: true, premises: [cheap], rebuttals: [train]}\n"
        "  quick: It is quick.\n"
        "  cheap: {text: It is cheap., rebuttals: [dear]}\n"
        "  dear: {text: It is dear., rebuttals: [cheap], premises: [fuel]}\n"
        "  fuel: Fuel is dear.\n"
        "  rain: {text: It rains., rebuttals: [sun]}\n"
        "  sun: {text: The sun shines., rebuttals: [rain]}\n"
    )
    assert argmap("positions", "map.yaml", cwd=tmp_path).out == (
        "6 coherent positions, with 2 outcomes for the main claims:\n"
        "\n"
        "1. Go by train (4 positions)\n"
        "  stands: Go by train. (train)\n"
        "  falls: Go by car. (car)\n"
        "  These positions differ further:\n"
        "    either: It is cheap. (cheap)\n"
        "      or: It is dear. (dear)\n"
        "    either: It rains. (rain)\n"
        "      or: The sun shines. (sun)\n"
        "\n"
        "2. Go by car (2 positions)\n"
        "  stands: Go by car. (car)\n"
        "  stands: It is cheap. (cheap)\n"
        "  falls: Go by train. (train)\n"
        "  falls: It is dear. (dear)\n"
        "  These positions differ further:\n"
        "    either: It rains. (rain)\n"
        "      or: The sun shines. (sun)\n"
    )
    assert argmap("positions", "map.yaml", "--limit", "1", cwd=tmp_path).out.startswith(
        "6 coherent positions, with 2 outcomes for the main claims; showing the first 1:\n"
    )
    assert argmap("positions", "map.yaml", "--limit", "2", cwd=tmp_path).out.startswith(
        "6 coherent positions, with 2 outcomes for the main claims:\n"
    )
    data = json.loads(
        argmap("positions", "map.yaml", "-f", "json", "--limit", "5", cwd=tmp_path).out
    )
    assert (data["number"], len(data["positions"])) == (6, 5)
    assert data["outcomes"][1] == {
        "main_claims": {"train": "falls", "car": "stands"},
        "number": 2,
        "settled": {"train": "falls", "car": "stands", "cheap": "stands", "dear": "falls"},
        "choices": [{"either": ["rain"], "or": ["sun"]}],
        "positions": [4],
    }


def test_cruxes_with_and_without_a_claim(small: Path) -> None:
    every = argmap("cruxes", "map.yaml", cwd=small).out
    assert every == (
        "We should go. (go) — contested\n"
        "  It would stand if\n"
        "    you accepted: It is late. (late)\n"
        "  It would fall if any one of these were so:\n"
        "    you accepted: We should stay. (stay)\n"
        "    you rejected: We should stay. (stay)\n"
        "    you rejected: It is late. (late)\n"
        "    you accepted: The clock is wrong. (clock)\n"
        "\n"
        "We should stay. (stay) — contested\n"
        "  It would stand if any one of these were so:\n"
        "    you rejected: We should go. (go)\n"
        "    you rejected: It is late. (late)\n"
        "    you accepted: The clock is wrong. (clock)\n"
        "  It would fall if any one of these were so:\n"
        "    you accepted: We should go. (go)\n"
        "    you accepted: It is late. (late)\n"
    )
    one = argmap("cruxes", "map.yaml", "--about", "go", cwd=small).out
    assert every.startswith(one)
    found = json.loads(argmap("cruxes", "map.yaml", "--about", "go", "-f", "json", cwd=small).out)
    assert found[0]["cruxes"][0] == {
        "flips": {"stay": "accepted"},
        "verdict": "falls",
        "is_implicit": False,
    }


def test_where_nothing_decides_alone_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("claims: {a: {text: A., premises: [b, c]}, b: B., c: C.}\n")
    assert argmap("cruxes", "map.yaml", cwd=tmp_path).out == (
        "A. (a) — stands, asserted\n"
        "  Its verdict stays the same whichever claim you accept or reject; --size 2 tries two at once.\n"
    )
    assert argmap("cruxes", "map.yaml", "--size", "2", cwd=tmp_path).out == (
        "A. (a) — stands, asserted\n  It would fall if\n    you rejected: B. (b)\n      and you rejected: C. (c)\n"
    )


def test_a_claim_that_stands_already_may_be_documented(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims: {a: {text: A., main: true, premises: [b], rebuttals: [c]}, b: B., c: C.}\n"
    )
    assert argmap("cruxes", "map.yaml", cwd=tmp_path).out == (
        "A. (a) — contested\n"
        "  It would stand if any one of these were so:\n"
        "    this claim were documented: B. (b)\n"
        "    you rejected: C. (c)\n"
        "  It would fall if any one of these were so:\n"
        "    you rejected: B. (b)\n"
        "    this claim were documented: C. (c)\n"
    )
    [search] = json.loads(argmap("cruxes", "map.yaml", "-f", "json", cwd=tmp_path).out)
    assert [(crux["flips"], crux["verdict"]) for crux in search["cruxes"]] == [
        ({"b": "documented"}, "stands"),
        ({"b": "rejected"}, "falls"),
        ({"c": "documented"}, "falls"),
        ({"c": "rejected"}, "stands"),
    ]


def test_cruxes_of_a_map_without_main_claims(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims: {a: {text: A., premises: [b]}, b: {text: B., premises: [a]}}\n"
    )
    said = argmap("cruxes", "map.yaml", cwd=tmp_path)
    assert (said.code, said.out) == (0, "This map has no main claim; name a claim with --about.\n")


def test_needs(small: Path) -> None:
    assert argmap("needs", "go", "map.yaml", cwd=small).out == (
        "We should go. (go) — contested\n  It would stand if\n    this claim were documented: It is late. (late)\n"
    )
    two = argmap("needs", "go", "map.yaml", "--size", "2", cwd=small).out
    assert two.splitlines()[3:] == [
        "    this objection to “We should go” were answered: We should stay. (stay)",
        "      and this objection to “We should stay” were answered: We should go. (go)",
        "    this objection to “We should go” were answered: We should stay. (stay)",
        "      and this objection to “It is late” were answered: The clock is wrong. (clock)"
        " — its answer “We should stay” does not prevail",
        "    this objection to “We should go” were answered with evidence: We should stay. (stay)",
        "      and this claim were documented: We should stay. (stay)",
        "  (To answer an objection, rebut one of the objection's premises, undercut the objection,"
        " or outweigh it.)",
    ]
    data = json.loads(argmap("needs", "go", "map.yaml", "--size", "2", "-f", "json", cwd=small).out)
    assert data.pop("needs") == [
        {"answer": [], "answer_with_evidence": [], "show": ["late"]},
        {"answer": ["stay:rebuts:go", "go:rebuts:stay"], "answer_with_evidence": [], "show": []},
        {"answer": ["stay:rebuts:go", "clock:rebuts:late"], "answer_with_evidence": [], "show": []},
        {"answer": [], "answer_with_evidence": ["stay:rebuts:go"], "show": ["stay"]},
    ]
    assert data == {
        "claim": "go",
        "verdict": "contested",
        "stands": False,
        "tried": 74,
        "is_cut": False,
    }


def test_what_an_answered_doubt_would_save_is_reported_in_the_words_of_the_inference(
    tmp_path: Path,
) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims:\n"
        "  a: {text: We go., premises: [{premises: [b, c], undercutters: [d], outweighed_by: [v]}]}\n"
        "  b: {text: B holds., common_ground: true}\n  c: C holds.\n  d: D holds.\n  v: V matters.\n"
    )
    assert argmap("needs", "a", "map.yaml", "--size", "2", cwd=tmp_path).out == (
        "We go. (a) — falls, not shown\n"
        "  It would stand if any one of these were so:\n"
        "    this claim were documented: C holds. (c)\n"
        "    this objection to the inference from “B holds” and “C holds” to “We go” were answered: D holds. (d)\n"
        "      and this weighing of the inference from “B holds” and “C holds” to “We go” were answered: V matters. (v)\n"
        "  (To answer an objection, rebut one of the objection's premises, undercut the objection,"
        " or outweigh it.)\n"
    )


def test_what_stands_needs_nothing_and_what_nothing_saves_is_said(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("claims: {a: {text: A., rebuttals: [b, c]}, b: B., c: C.}\n")
    assert (
        argmap("needs", "b", "map.yaml", cwd=tmp_path).out
        == "B. (b) — stands, asserted; it needs nothing to stand\n"
    )
    assert argmap("needs", "a", "map.yaml", cwd=tmp_path).out == (
        "A. (a) — falls, rebutted\n  Neither an answer nor evidence for another claim would make it stand; --size 2 tries two at once.\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["why", "map.yaml"], "name a claim, too: type `argmap why CLAIM map.yaml`"),
        (
            ["needs", "map.yaml"],
            "name a claim, too: type `argmap needs CLAIM map.yaml`",
        ),
        (["why", "lat", "map.yaml"], "unknown claim `lat`: did you mean `late`?"),
        (
            ["evaluate", "map.yaml", "--accept", "x"],
            "unknown claim `x`; name a claim by its id, its number in the outline, its line (`:12`), or words of it"
            ": 1 “We should go.”, 1.1 “It is late.”, 1.1.1 “The clock is wrong.”, 2 “We should stay.”",
        ),
        (
            ["evaluate", "map.yaml", "--accept", "go", "--reject", "go"],
            "`go` cannot be both accepted and rejected",
        ),
        (
            ["cruxes", "map.yaml", "--about", "gone"],
            "unknown claim `gone`: did you mean `go`?",
        ),
        (["needs", "gone", "map.yaml"], "unknown claim `gone`: did you mean `go`?"),
        (
            ["cruxes", "map.yaml", "--size", "0"],
            "--size must be from 1 to 3, not 0",
        ),
        (["evaluate", "map.yaml", "-f", "xml"], "unknown format `xml`; choose from text, json"),
        (["positions", "map.yaml", "-f", "xml"], "unknown format `xml`; choose from text, json"),
    ],
)
def test_wrong_requests(small: Path, words: list[str], message: str) -> None:
    assert argmap(*words, cwd=small) == (2, "", f"argmap: {message}\n")


def test_an_expectation_may_be_any_word_for_a_verdict(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims: {a: {text: A., rebuttals: [b]}, b: B.}\nexpect: {a: not shown, b: merely asserted}\n"
    )
    assert argmap(
        "check", "map.yaml", "--select", "expectations", "-f", "concise", cwd=tmp_path
    ).out.splitlines()[0] == (
        "map.yaml:2:10: error[expectation-failed]: the verdict on `a` (A.) is `falls, rebutted` instead of the expected `not shown`"
    )
    (tmp_path / "wrong.yaml").write_text("claims: {a: A b.}\nexpect: {a: stand}\n")
    result = argmap("evaluate", "wrong.yaml", cwd=tmp_path)
    assert (
        result.code,
        "unknown verdict `stand`" in result.err,
        "did you mean `stands`?" in result.err,
    ) == (
        2,
        True,
        True,
    )


def test_a_map_that_no_position_settles(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("claims: {a: {text: A holds., rebuttals: [a]}}")
    assert argmap("positions", "odd.yaml", cwd=tmp_path).out.startswith(
        "No position settles everything; 1 coherent position leaves the least open:\n"
    )
    of_one = argmap("positions", "odd.yaml", "--about", "a", cwd=tmp_path).out
    assert of_one == "No position settles everything, so none settles this claim: A holds. (a)\n"
    (tmp_path / "odd.yaml").write_text(
        "claims: {a: {text: A holds., rebuttals: [a]}, b: {text: B holds., rebuttals: [c]},"
        " c: {text: C holds., rebuttals: [b]}}"
    )
    assert argmap("positions", "odd.yaml", cwd=tmp_path).out.startswith(
        "No position settles everything; 2 coherent positions leave the least open:\n"
    )


def test_clingo_is_needed_for_positions_alone() -> None:
    without = ROOT / "tests" / "without_clingo"
    result = argmap_started("positions", cwd=ROOT, PYTHONPATH=str(without))
    assert (result.code, result.out) == (2, "")
    assert (
        result.err
        == "argmap: positions need clingo, which is not installed: run `pip install clingo`\n"
    )
    assert argmap_started("evaluate", cwd=ROOT, PYTHONPATH=str(without)).code == 0


def test_verdicts_in_pictures_and_outlines() -> None:
    assert "[stands, backed]" in argmap("outline", "--verdicts", cwd=ROOT).out
    assert (
        "contested"
        in argmap("render", "--verdicts", "-o", "-", "-f", "svg", "--paper", "none", cwd=ROOT).out
    )


def test_an_objection_from_several_premises_is_reported_with_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims: {a: {text: We go., rebuttals: [[b, c]]}, b: B holds., c: C holds.}\n"
    )
    said = argmap("needs", "a", "map.yaml", cwd=tmp_path).out
    assert "this objection to “We go” were answered: B holds. (b) + C holds. (c)\n" in said


def test_common_ground_on_both_sides_is_no_evidence(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims: {a: {text: We go., common_ground: true, rebuttals: [b]},"
        " b: {text: We stay., common_ground: true, rebuttals: [a]}}\n"
    )
    said = argmap("why", "a", "map.yaml", cwd=tmp_path).out
    assert "objections to each other, and no evidence decides between them" in said
