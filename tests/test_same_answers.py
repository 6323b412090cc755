"""Whatever is asked in two places gets one answer: check, verdicts, explanations, outlines, essays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap import (
    ArgmapError,
    ArgumentMap,
    Explanation,
    Kind,
    check,
    dumps,
    evaluate,
    explain,
    loads,
    outline,
    part,
    render,
)
from argmap.documents import find_claim, outline_of
from argmap.integrations import ServedFolder, use_tool
from argmap.lint import CheckedFile, Report, find_priorities, pieces
from argmap.model import Basis, InferenceStatus, Reading, main_claims
from argmap.verdicts import conclude, format_explanation, format_verdicts
from tests.conftest import ROOT, a_map, mostly_soak
from tests.generated import web
from tests.run import argmap
from tests.strategies import bare_maps

if TYPE_CHECKING:
    from playwright.sync_api import Page

BRIDGE = """\
claims:
  a: {text: The bridge should stay., main: true, premises: [r, s, t], rebuttals: [b, e]}
  r: {text: The bridge is safe., common_ground: true, rebuttals: [w]}
  s: Trams use the bridge.
  t: Ships pass below the bridge.
  w: The bridge looks unsafe.
  b: {text: The bridge is old., rebuttals: [n]}
  n: The bridge was rebuilt.
  e: The bridge is ugly.
"""
UNANSWERED = ["unanswered-rebuttal", "unanswered-weak-objection", "rebuts-common-ground"]


@given(bare_maps())
def test_what_to_fix_first_is_counted_by_what_changes_if_it_falls(map: ArgumentMap) -> None:
    findings = check(map, ["unsupported-claim", "unanswered-rebuttal"])
    verdicts = evaluate(map)
    report = Report([], {}, CheckedFile(Reading.of("<text>", "", map, []), findings))
    text = " ".join("".join(pieces(report, "text")).split())
    found = find_priorities(map, findings, 5)
    assert ("Fix these first: the most verdicts change if they fall" in text) == bool(found.first)
    for priority in found.first:
        finding, number = priority
        assert found.stake_of(priority).endswith(" if it falls")
        assert f"({number} verdict" in text
        if finding.subject in map.claims:
            without = evaluate(map, reject=[finding.subject])
            changed = {id for id in map.claims if verdicts[id] is not without[id]}
            assert len(changed - {finding.subject}) == number


@given(bare_maps())
def test_an_objection_is_too_weak_for_a_check_if_it_is_for_the_verdicts(map: ArgumentMap) -> None:
    verdicts = evaluate(map)
    listed = format_verdicts(verdicts)
    for finding in check(map, UNANSWERED[1:]):
        objection = map.inferences.get(finding.subject)
        if objection is None:
            continue
        assert verdicts.status_of(objection) is InferenceStatus.TOO_WEAK
        if objection.kind is Kind.REBUTTAL:
            for premise in objection.premises:
                [line] = [each for each in listed.splitlines() if f" ({premise})" in each]
                assert re.search("too weak as an? (objection|rebuttal)", line)


@given(bare_maps())
def test_check_and_essay_agree_on_what_is_unanswered(map: ArgumentMap) -> None:
    must_agree_on_what_is_unanswered(map)


@pytest.mark.parametrize("seeds", mostly_soak([range(100), range(100, 3000)], range(100)))
def test_so_they_do_of_denser_maps(seeds: range) -> None:
    for seed in seeds:
        must_agree_on_what_is_unanswered(web(seed))


def must_agree_on_what_is_unanswered(map: ArgumentMap) -> None:
    found = check(map, UNANSWERED)
    conclusions = conclude(map, evaluate(map))
    for words, objections in (
        ("unanswered|has not answered", conclusions.unanswered),
        ("all answers", conclusions.answered_too_weakly),
    ):
        by_check = {each.subject for each in found if re.search(words, each.message)}
        assert by_check == {each.id for each in objections}


def test_an_essay_names_the_objections_that_a_check_names() -> None:
    essay = argmap("outline", "docs/trams.yaml", "--essay", cwd=ROOT).out
    assert (
        "There are two unanswered objections: claim 1.4 and claim 1.1b.1."
        " All answers to the objection from claim 1.3 are too weak."
    ) in essay
    found = argmap("check", "docs/trams.yaml", "--select", ",".join(UNANSWERED), cwd=ROOT).out
    assert re.findall(r"^  \d+  ([a-z-]+) ", found, re.M) == ["hole", "walked", "left-behind"]


@pytest.mark.parametrize("seeds", mostly_soak([range(100), range(100, 3000)], range(100)))
def test_an_objection_that_is_too_weak_is_so_everywhere(seeds: range) -> None:
    for seed in seeds:
        map = web(seed)
        verdicts = evaluate(map)
        concluded = {each.claim: each for each in conclude(map, verdicts).of_mains}
        for objection in map.inferences_of(Kind.REBUTTAL):
            claim = objection.target
            if verdicts.status_of(objection) is not InferenceStatus.TOO_WEAK:
                continue
            if claim in concluded:
                conclusion = concluded[claim]
                assert objection in (*conclusion.too_weak, *conclusion.too_weak_implicit)
            names = " + ".join(
                f"“{map.claims[id].text.rstrip('.')}”" for id in objection.premises_besides_warrant
            )
            if objection.premises == (claim,):
                continue  # a claim's objection to itself has no line of its own
            why = format_explanation(explain(verdicts, claim), full=True)
            assert re.search(rf"{re.escape(names)}[^\n]*too weak", why), (seed, objection.id)


@pytest.mark.parametrize("seeds", mostly_soak([range(50), range(50, 1000)], range(50)))
def test_in_a_part_no_more_is_unanswered_than_in_the_whole_map(seeds: range) -> None:
    for seed in seeds:
        map = web(seed)
        verdicts = evaluate(map)
        whole = conclude(map, verdicts)
        for claim in map.claims:
            shown = conclude(part(map, focus=claim), verdicts)
            assert set(shown.unanswered) <= set(whole.unanswered)
            assert set(shown.answered_too_weakly) <= set(whole.answered_too_weakly)


def test_totals_count_rebuttals_as_objections_in_text_and_in_json(tmp_path: Path) -> None:
    (tmp_path / "bridge.yaml").write_text(BRIDGE)
    text = argmap("check", "bridge.yaml", cwd=tmp_path).out
    assert text.startswith("8 claims (6 unsupported); 3 reasons, 4 objections; ")
    [file] = json.loads(argmap("check", "bridge.yaml", "-f", "json", cwd=tmp_path).out)["files"]
    kinds = {key: file["figures"][key] for key in ("supports", "objections", "undercutters")}
    assert kinds == {"supports": 3, "objections": 4, "undercutters": 0}


def test_an_essay_counts_an_objection_to_two_claims_twice(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims:\n"
        "  a: {text: The bridge should stay., main: true, premises: [b], rebuttals: [c]}\n"
        "  b: {text: The bridge is safe., rebuttals: [c]}\n"
        "  c: The bridge is old.\n"
    )
    report = argmap("check", "map.yaml", "--select", "unanswered-rebuttal", cwd=tmp_path).out
    assert "unanswered-rebuttal: 2 warnings" in report
    essay = argmap("outline", "map.yaml", "--essay", cwd=tmp_path).out
    assert "There are two unanswered objections" in essay


@given(bare_maps(), st.sampled_from(["native", "markdown"]))
def test_the_line_of_a_finding_names_a_claim(
    map: ArgumentMap, format: Literal["native", "markdown"]
) -> None:
    read = loads(dumps(map, format), format=format)
    for finding in check(read):
        if finding.subject in {**read.claims, **read.inferences} and finding.span is not None:
            assert find_claim(read, f":{finding.span.line}") in read.claims


IN_ENTRIES = """\
title: The bridge
sources:
  report: {title: Report on the Bridge}
claims:
  stay:
    text: >
      The bridge should
      stay.
    main: true
    premises:
      - safe
      - text: Trams use it.
        evidence: report p. 3
        note: |
          One line.

          Another line.
    rebuttals:
      - old
    held_by: The council
  safe: The bridge is safe.
  old: The bridge is old.
"""
IN_A_LIST = """\
# The bridge

- The bridge should
  stay.
  - The bridge is safe,
    as everybody knows.
    > The bridge is safe.
    > It really is.
    Source: [Report](https://example.org/report) p. 3
  - But: It is old.
"""


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            IN_ENTRIES,
            {
                **dict.fromkeys(range(5, 11), "The bridge should stay."),
                11: "The bridge is safe.",
                **dict.fromkeys(range(12, 18), "Trams use it."),
                19: "The bridge is old.",
                20: "The bridge should stay.",
                21: "The bridge is safe.",
            },
        ),
        (
            IN_A_LIST,
            {
                3: "The bridge should stay.",
                4: "The bridge should stay.",
                **dict.fromkeys(range(5, 10), "The bridge is safe, as everybody knows."),
                10: "It is old.",
            },
        ),
    ],
    ids=["YAML", "list"],
)
def test_a_line_inside_a_claim_finds_the_claim(text: str, claims: dict[int, str]) -> None:
    map = loads(text, format="native" if text is IN_ENTRIES else "markdown")
    assert {line: map.claims[find_claim(map, f":{line}")].text.strip() for line in claims} == claims


def test_a_line_outside_of_all_claims_finds_none(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(IN_ENTRIES)
    for line in (1, 3):
        assert (
            f"there is no claim on line {line}; "
            in argmap("why", f"map.yaml:{line}", cwd=tmp_path).err
        )


@given(bare_maps())
def test_a_map_is_as_deep_as_the_depth_that_shows_all_of_it(map: ArgumentMap) -> None:
    from argmap.lint import format_statistics

    mains = main_claims(map)
    assume(len(mains) == 1)
    counted = re.search(r"depth +(\d+)", format_statistics(map))
    assert counted is not None
    depth, main = int(counted[1]), mains[0].id
    whole = part(map, focus=main)
    assert part(map, focus=main, depth=depth).claims == whole.claims
    if depth:
        assert part(map, focus=main, depth=depth - 1).claims != whole.claims


@given(bare_maps())
def test_a_rebuttal_in_the_outline_is_a_rebuttal_in_an_explanation(map: ArgumentMap) -> None:
    shown = outline_of(map)
    words = shown.words
    roles: dict[str, set[bool]] = {}
    for entry in shown.entries:
        if entry.inference is not None and entry.inference.kind is Kind.REBUTTAL:
            [role, *_] = shown.role(entry)
            roles.setdefault(entry.inference.id, set()).add(role.text == words.rebuttal)
    for claim in map.claims:
        for each in sentences(explain(evaluate(map), claim)):
            if each.inference in roles:
                [is_rebuttal] = roles[each.inference]
                assert each.text.startswith("rebuttal" if is_rebuttal else "objection")


def sentences(explanation: Explanation) -> Iterator[Explanation]:
    yield explanation
    for each in explanation.because:
        yield from sentences(each)


@given(bare_maps())
def test_an_explanation_names_every_reason_and_objection(map: ArgumentMap) -> None:
    verdicts = evaluate(map)
    for claim in map.claims:
        if verdicts.circle_of(claim):
            continue  # what rests only on one another is named as that
        text = format_explanation(explain(verdicts, claim), full=True)
        for inference in map.onto(claim):
            for premise in inference.premises_besides_warrant:
                assert f"“Claim {premise} holds”" in text


IN_AN_ESSAY = {
    ("stands", "backed"): "stands, and it is backed",
    ("stands", "asserted"): "stands, but it is only asserted: nothing documents it",
    ("stands", "open"): "stands, but whether it is backed is still contested",
    ("falls", "rebutted"): "falls because an objection rebuts it",
    ("falls", "not shown"): "falls because it has not been shown, which does not make it false",
    (
        "falls",
        "norm not shown",
    ): "falls because it has not been shown, which does not make it wrong",
    ("stands", "doubted"): (
        "stands, but it is only asserted: the reason that could back it is doubted or outweighed"
    ),
    ("contested",): "is contested: it neither stands nor falls",
}
"""What an essay says of a main claim, by its conclusion."""


SAID_OF_MAIN_CLAIMS = re.compile(
    r"(The claim at issue|Claim \d+) ((?:stands|falls|is contested)[^.]*)\."
    r"|The same is true of ([^.]*)\."
)


@pytest.mark.parametrize("start", mostly_soak(range(0, 4000, 100), 0))
def test_an_essay_says_of_main_claims_what_their_verdicts_say(start: int) -> None:
    for seed in range(start, start + 100):
        map = web(seed)
        verdicts = evaluate(map)
        said_of = {each.claim: each.said for each in conclude(map, verdicts).of_mains}
        numbers = outline_of(map).numbers_of_claims
        mains = {f"claim {numbers[claim.id]}": claim.id for claim in main_claims(map)}
        for claim in main_claims(map)[:1]:
            mains["the claim at issue"] = claim.id  # the only one
        essay = outline(map, essay=True, columns=5000)
        said = ""
        for name, sentence, others in SAID_OF_MAIN_CLAIMS.findall(essay):
            if sentence:
                too, contested = "is contested, too", IN_AN_ESSAY["contested",]
                said = contested if sentence == too else sentence
            for each in re.findall(r"claim \d+|the claim at issue", (name or others).lower()):
                main = mains[each]
                assert IN_AN_ESSAY[said_of[main]] == said, (seed, essay)
                assert verdicts[main].value == said_of[main][0]
                if "nothing documents it" in said:
                    assert verdicts.basis_of(main) is Basis.ASSERTED
                    assert not any(verdicts.loses_backing(each) for each in map.supports(main))


IN_A_PAGE = "CLAIMS.map((_, claim) => why(claim).map(part => part.textContent))"
"""Why claims have their verdicts, as a page says it."""


@pytest.mark.parametrize("start", mostly_soak(range(0, 500, 25), 0))
def test_a_page_says_of_contested_claims_what_evaluate_says_and_nothing_else(
    start: int, page: Page
) -> None:
    for seed in range(start, start + 25):
        map = web(seed)
        verdicts = evaluate(map)
        page.goto("about:blank")
        page.set_content(render(map, "page").decode())
        listed = format_verdicts(verdicts)
        for claim, sentences in zip(map.claims, page.evaluate(IN_A_PAGE), strict=True):
            case = f"{claim} of web({seed}): {sentences}"
            verdict, _, why = re.sub("“[^”]*”", "it", " ".join(sentences)).partition(". ")
            assert verdict == ", ".join(verdicts.words_of(claim)), case
            if verdict != "contested":
                continue
            assert "not shown" not in why, case
            assert "backed" not in why.replace(
                "It is contested whether this claim is backed", ""
            ), case
            # How much is documented on both sides is counted alike.
            [line] = [each for each in listed.splitlines() if map.claims[claim].text in each]
            assert re.findall(r"\d+", why) == re.findall(r"\d+", line.partition(" — ")[2]), case


@pytest.mark.parametrize(
    "command", ["cruxes map.yaml --about a", "needs b map.yaml", "needs w map.yaml"]
)
def test_cruxes_and_needs_give_the_verdict_that_evaluate_gives(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text(BRIDGE)
    listed = argmap("evaluate", "map.yaml", cwd=tmp_path).out
    first_line, *_ = argmap(*command.split(), cwd=tmp_path).out.splitlines()
    found = re.fullmatch(r"(.* \(\w+\)) — (.*?)(; it needs nothing to stand)?", first_line)
    assert found is not None
    assert re.search(rf"  {found[2]} +{re.escape(found[1])}", listed)


@pytest.mark.parametrize(
    ("language", "only"), [("en", "there is an objection"), ("es", "cabe una objeción")]
)
def test_the_first_of_two_objections_is_not_called_the_only_one(
    language: str, only: str, tmp_path: Path
) -> None:
    text = (
        f"language: {language}\nclaims:\n"
        "  a: {text: Why not stay, main: true, premises: [r], rebuttals: [b, c]}\n"
        "  b: Is it old\n  c: Is it ugly\n"
        "  r: {text: How safe, rebuttals: [d, e]}\n"
        "  d: Is it safe\n  e: Is it sound\n"
    )
    (tmp_path / "map.yaml").write_text(text)
    essay = argmap("outline", "map.yaml", "--essay", cwd=tmp_path).out
    assert only not in essay.casefold()


@pytest.mark.parametrize("ignoring", ["a", "u"])
def test_an_undercutter_is_silenced_at_its_premise_and_at_the_claim_below_it(ignoring: str) -> None:
    text = """
        claims:
          a: {text: The bridge should stay., main: true, premises: [{premises: [r], undercutters: [u]}]}
          r: {text: The bridge is safe., common_ground: true}
          u: {text: Safe bridges may be moved., common_ground: true}
        """
    map = a_map(text)
    assert [finding.subject for finding in check(map, ["unanswered-rebuttal"])]
    claim = map.claims[ignoring]
    silenced = text.replace(
        f"text: {claim.text}", f"text: {claim.text}, ignore: {{unanswered-rebuttal: known}}"
    )
    assert check(a_map(silenced), ["unanswered-rebuttal", "unused-ignore"]) == []
    in_vain = text.replace(
        "text: The bridge is safe.",
        "text: The bridge is safe., ignore: {unanswered-rebuttal: known}",
    )
    found = check(a_map(in_vain), ["unanswered-rebuttal", "unused-ignore"])
    assert sorted(finding.code for finding in found) == ["unanswered-rebuttal", "unused-ignore"]


def test_a_level_has_one_name(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("claims: {a: {text: Go on., common_ground: true}}\n")
    for style in ("text", "full", "concise", "json", "github", "sarif"):
        out = argmap("check", "map.yaml", "--select", "short-claim", "-f", style, cwd=tmp_path).out
        level = {"github": "::notice", "sarif": '"level": "note"'}.get(style, "note")
        assert level in out
        assert not re.search(r"\binfo\b", out)
    for name in ("note", "info"):
        assert argmap("check", "map.yaml", "--fail-on", name, cwd=tmp_path).code == 1


def test_a_choice_has_the_number_under_which_the_outline_writes_the_claim() -> None:
    map = a_map("""
        sides: {pro: For, con: Against}
        claims:
          a: {text: The bridge should stay., side: pro, main: true, rebuttals: [b]}
          b: {text: The bridge should go., side: con, main: true, rebuttals: [a]}
        """)
    with pytest.raises(
        ArgmapError, match=r"1 “The bridge should stay.”, 2 “The bridge should go.”"
    ):
        find_claim(map, "the bridge should")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "question: Should we go?\n",
        "A paragraph of prose without a list.\n",
        "```argmap\n- A.\n```\n\n```argmap\n- B.\n```\n",
        "Only prose.\n\n[a]: A.\n  + <b>\n\nMore prose.\n",
        '{"x": 1}',
        "claims: {a: {text: A., premises: [{premises: [b], scheme: nonsense}]}, b: B.}\n",
        "claims:\n" + "".join(f"  c{n}: Claim {n} is true.\n" for n in range(40)),
    ],
)
def test_an_assistant_reads_no_hint_about_a_command_line(text: str) -> None:
    answer = use_tool("check", {"text": text}, ServedFolder()).content
    assert not re.search("`(argmap [a-z]|--)", json.dumps(answer, ensure_ascii=False))


def test_a_part_has_the_words_of_the_whole_map(tmp_path: Path) -> None:
    (tmp_path / "bridge.yaml").write_text(BRIDGE)
    focused = argmap("outline", "bridge.yaml", "--focus", "b", cwd=tmp_path)
    assert focused.out == (
        "1.4 The bridge is old. [unsupported]\n  1.4.1 Rebuttal: The bridge was rebuilt. [unsupported]\n"
    )
