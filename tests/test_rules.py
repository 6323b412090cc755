"""Every rule: its own examples, and the whole of what it says on the maps of its case file.

To a new rule belong a file in `argmap/lint/rules/`, its name in a group and a case file. What is missing of these,
a test here says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, Kind, Verdict, evaluate, formats
from argmap.editing import OPERATIONS
from argmap.formats import read_sources
from argmap.integrations import OFFERED
from argmap.lint import ALL_RULES, documentation, load_rules, remedies_for, report
from argmap.lint import check as check_with
from tests.case import FOLDER, Case, all_cases, cases
from tests.conftest import a_map, mostly_soak
from tests.generated import debate, web
from tests.strategies import bare_maps, maps
from tests.tree import files

CASES = FOLDER / "rules"
FEWEST = 2
"""So many failing cases, and so many passing ones, does a rule have at least."""


def findings(text: str, rule: str) -> str:
    """Return the report of a rule on a map, beside which the files in `rules/sources` lie."""
    map = formats.parse(text, "map.yaml", "native").unwrap()
    diagnostics = check_with(map, [rule], read_sources(map, CASES / "sources"))
    return report(diagnostics, {"map.yaml": text}).rstrip("\n")


@pytest.mark.parametrize("case", cases("rules"))
def test_what_rules_say(case: Case, settle: Callable[[Case, str], None]) -> None:
    settle(case, findings(case.text, case.about))


@pytest.mark.parametrize("rule", ALL_RULES)
def test_every_rule_has_failing_and_passing_cases(rule: str) -> None:
    name = f"tests/cases/rules/{rule}.txt"
    assert (CASES / f"{rule}.txt").exists(), (
        f"add {name}, with at least {FEWEST} maps in which `{rule}` finds something and {FEWEST} in which it does not"
    )
    outputs = [case.expected for case in all_cases(f"rules/{rule}.txt")]
    passing = outputs.count("")
    failing = len(outputs) - passing
    assert failing >= FEWEST, (
        f"add to {name} a map in which `{rule}` finds something: it has {failing} of {FEWEST}"
    )
    assert passing >= FEWEST, (
        f"add to {name} a map in which `{rule}` finds nothing: it has {passing} of {FEWEST}"
    )


def test_every_rule_has_a_row_and_every_case_file_has_a_rule() -> None:
    rules = {path.stem.replace("_", "-") for path in files("argmap/lint/rules/[!_]*.py")}
    without_row = sorted(rules - set(ALL_RULES))
    assert not without_row, f"add to a group in argmap/lint/rules/__init__.py: {without_row}"
    without_rule = sorted({path.stem for path in files("tests/cases/rules/*.txt")} - set(ALL_RULES))
    assert not without_rule, (
        f"there is no rule for the case files in tests/cases/rules/ of {without_rule}"
    )


@pytest.mark.parametrize("rule", ALL_RULES)
def test_the_failing_example_fails_and_the_passing_one_passes(rule: str) -> None:
    about = documentation(rule)
    fails, passes = a_map(about.fails), a_map(about.passes)
    assert {finding.code for finding in check_with(fails, [rule], {})} == {rule}
    assert check_with(passes, [rule], read_sources(passes, CASES / "sources")) == []


def test_what_answers_a_finding_is_an_operation_that_the_language_server_offers() -> None:
    remedies = {remedy for rule in load_rules(ALL_RULES) for remedy in rule.remedies}
    assert remedies
    # Each inference that an objection can be moved to has a title of its own.
    assert remedies <= {*OFFERED, "undercut_instead"} <= {*OPERATIONS}


@pytest.mark.parametrize("rule", ALL_RULES)
def test_the_documentation_is_whole(rule: str) -> None:
    about = documentation(rule)
    assert about.summary.endswith(".")
    assert about.why
    assert about.source


@pytest.mark.parametrize("rule", ALL_RULES)
def test_a_rule_has_the_name_of_its_file(rule: str) -> None:
    assert load_rules([rule])[0].id == rule


@given(st.one_of(bare_maps(8, 10), maps()))
def test_a_claim_whose_only_reason_falls_would_stand_without_the_reason(map: ArgumentMap) -> None:
    findings = check_with(map, ["only-reason-falls"])
    # The settings of the map may have findings, too.
    found = {finding.subject for finding in findings if finding.code == "only-reason-falls"}
    verdicts = evaluate(map)
    expected = set()
    for id, claim in map.claims.items():
        reasons = map.supports(id)
        needs_reason = not (claim.has_own_ground or claim.standard or map.strict)
        is_of_circle = verdicts.circle_of(id) and not map.rebuttals(id)
        all_fall = {verdicts[id], *(verdicts[each.id] for each in map.onto(id))} == {Verdict.FALLS}
        if needs_reason and len(reasons) == 1 and all_fall and not is_of_circle:
            without = evaluate(without_inference(map, reasons[0].id))
            if without[id] is Verdict.STANDS and "only-reason-falls" not in claim.ignore:
                expected.add(id)
    assert found == expected


def without_inference(map: ArgumentMap, id: str) -> ArgumentMap:
    gone = {id}
    kept = {}
    # An inference precedes its undercutters.
    for inference in map.inferences.values():
        if inference.id in gone or inference.target in gone:
            gone.add(inference.id)
        else:
            kept[inference.id] = inference
    return replace(map, inferences=kept)


# --- advice ---

STRENGTHS = {"contested": 1, "stands, asserted": 2, "stands, open": 3, "stands, backed": 4}


def strength(map: ArgumentMap, claim: str) -> int:
    """Return how strong a claim is: the more, the better for it."""
    return STRENGTHS.get(", ".join(evaluate(map).words_of(claim)), 0)


def advised(map: ArgumentMap, subject: str, operation: str) -> tuple[str, dict[str, str]] | None:
    """Return the claim that an operation on the subject of a finding is to help, and its arguments."""
    arguments = {} if operation == "set_common_ground" else {"text": "It is so."}
    inference = map.inferences.get(subject)
    if inference is None:
        return None if operation == "add_objection" else (subject, {"claim": subject, **arguments})
    if inference.kind is Kind.UNDERCUTTER:
        return None
    if operation == "add_objection":
        # The editor chooses the same premise.
        premise = min(inference.premises, key=lambda each: len(map.uses(each)))
        if any(each.target == inference.target for each in map.uses(premise) if each != inference):
            return None  # whoever answers the objection loses what speaks for the claim by it
        return inference.target, {"claim": premise, **arguments}
    return inference.target, {"inference": subject, **arguments}


@pytest.mark.parametrize("seeds", mostly_soak([range(10), range(10, 500)], range(10)))
def test_advice_never_weakens_what_it_is_to_help(seeds: range) -> None:
    followed = set()
    for seed in seeds:
        for map in (replace(web(seed), strict=False), debate(20, seed)):
            for finding in check_with(map, ALL_RULES):
                for operation in remedies_for(finding.code):
                    advice = advised(map, finding.subject, operation)
                    if advice is None or operation in (
                        "move",
                        "add_premise",
                        "undercut_instead",
                    ):
                        continue
                    helped, arguments = advice
                    better = OPERATIONS[operation](map, **arguments)
                    case = (seed, finding.code, operation, finding.subject)
                    assert strength(better, helped) >= strength(map, helped), case
                    followed.add((finding.code, operation))
    assert followed == {
        ("unanswered-rebuttal", "add_objection"),
        ("unanswered-rebuttal", "outweigh"),
        ("unanswered-weak-objection", "add_objection"),
        ("unsupported-claim", "add_reason"),
        ("unsupported-claim", "set_common_ground"),
    }


def test_the_norm_that_missing_norm_advises_changes_no_verdict() -> None:
    for seed in range(100):
        map = web(seed)
        for support in map.inferences_of(Kind.SUPPORT):
            more = OPERATIONS["add_premise"](
                map, inference=support.id, text="It should be so.", type="value"
            )
            before, after = evaluate(map), evaluate(more)
            assert [before.words_of(id) for id in map.claims] == [
                after.words_of(id) for id in map.claims
            ], (seed, support.id)
