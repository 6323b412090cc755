"""What documents conclude follows from the verdicts, and nothing else says what is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, Kind, Verdict, check, evaluate, loads, outline, part
from argmap.documents import Run, Target, essay_of, outline_of
from argmap.languages import (
    EssayWords,
    essay_words_for,
    known_languages,
    number_in_words,
    verdict_sentence,
    words_for,
)
from argmap.model import Cause, InferenceStatus, answers_to, main_claims
from argmap.verdicts import conclude
from tests.conftest import a_map
from tests.run import argmap
from tests.strategies import maps

LANGUAGES = [tag for tag in known_languages() if essay_words_for(tag)]

SCHOOL = """\
title: Should school start at nine?
language: {language}
claims:
  nine: {{text: School should start at nine., premises: [sleep, buses], rebuttals: [childcare]}}
  sleep: {{text: Teenagers would sleep more., rebuttals: [later]}}
  later: Some would only go to bed later.
  buses: Buses are cheaper after nine.
  childcare: {{text: Parents must be at work by eight., rebuttals: [flexible]}}
  flexible: Most employers let parents start at nine.
"""
"""The map that `argmap new` writes: its main claim stands, with an objection to a reason unanswered."""


@given(maps())
def test_a_conclusion_is_the_verdict_and_what_decides_has_it(map: ArgumentMap) -> None:
    verdicts = evaluate(map)
    conclusions = conclude(map, verdicts)
    found = {each.claim: each.words for each in conclusions.of_mains}
    assert found == {claim.id: verdicts.words_of(claim.id) for claim in main_claims(map)}
    for conclusion in conclusions.of_mains:
        verdict = verdicts[conclusion.claim]
        stands = verdict is Verdict.STANDS
        for inference in conclusion.deciding:
            assert inference.target == conclusion.claim
            assert (inference.kind is Kind.SUPPORT) == stands
            is_contested = verdicts[inference.id] is Verdict.CONTESTED is verdict
            assert is_contested or verdicts[inference.id] is Verdict.STANDS
        if verdicts.cause_of(conclusion.claim) is Cause.REBUTTED:
            assert conclusion.deciding
        if verdict is not Verdict.CONTESTED:
            assert conclusion.is_balance_backed is None
        for weak in (*conclusion.too_weak, *conclusion.too_weak_implicit):
            assert verdicts.status_of(weak) is InferenceStatus.TOO_WEAK
        for outweighed in conclusion.outweighed:
            assert verdicts.status_of(outweighed) is InferenceStatus.OUTWEIGHED


@given(maps())
def test_what_is_unanswered_has_no_standing_answer_and_what_answers_stands(
    map: ArgumentMap,
) -> None:
    verdicts = evaluate(map)
    conclusions = conclude(map, verdicts)
    # The answers to an objection may be left out of a part.
    parts = [part(map, focus=claim.id, depth=1) for claim in main_claims(map)]
    for shown in (map, *parts):
        for objection in conclude(shown, verdicts).unanswered:
            assert verdicts[objection.id] is not Verdict.FALLS
            assert not verdicts.those(Verdict.STANDS, answers_to(map, objection))
    if not conclusions.all_answered:
        return
    for main in main_claims(map):
        for objection in map.rebuttals(main.id):
            assert verdicts.those(Verdict.STANDS, answers_to(map, objection))
            assert verdicts.status_of(objection) is not InferenceStatus.STANDS


@given(maps())
def test_what_a_check_calls_unanswered_documents_call_unanswered(map: ArgumentMap) -> None:
    rules = ["unanswered-rebuttal", "unanswered-weak-objection"]
    found = [finding for finding in check(map, rules) if finding.code in rules]
    unanswered = [finding for finding in found if "all answers" not in finding.message]
    assert len(unanswered) <= len(conclude(map, evaluate(map)).unanswered)


@given(st.sampled_from(LANGUAGES), maps(), st.booleans())
def test_an_essay_says_what_is_concluded_with_verdicts_or_without(
    language: str, map: ArgumentMap, is_asked_for: bool
) -> None:
    phrases = phrases_of(language)
    verdicts = evaluate(map)
    conclusions = conclude(map, verdicts)
    shown = outline_of(map, verdicts=verdicts if is_asked_for else None)
    runs = [
        run
        for section in essay_of(shown, phrases).sections
        if section.heading in (phrases.missing_heading, phrases.conclusion_heading)
        for paragraph in section.paragraphs
        for run in paragraph.runs
    ]
    said = "".join("{refs}" if is_name(run) else run.text for run in runs)
    concluded = {verdict_sentence(each.said, phrases) for each in conclusions.of_mains}
    for sentence in phrases.verdicts.by_key().values():
        assert (sentence in said) == (sentence in concluded)
    both_stand = words_for(language).both_stand.partition("{refs}")[2]
    assert (both_stand in said) == bool(conclusions.both_stand)
    is_contested = any(each.words == ("contested",) for each in conclusions.of_mains)
    assert (phrases.kept_contested_by in said) <= is_contested
    number = len(conclusions.unanswered)
    several, _, _ = phrases.unanswered.replace("{n}", number_in_words(number, phrases)).partition(
        "{refs}"
    )
    assert (phrases.one_unanswered in said) == (number == 1)
    assert (several in said) == (number > 1)
    assert (phrases.nothing_missing in said) <= (conclusions.all_answered and not number)


def phrases_of(tag: str) -> EssayWords:
    phrases = essay_words_for(tag)
    assert phrases is not None
    return phrases


def is_name(run: Run) -> bool:
    return run.link is not None and run.link.target is Target.PLACE


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_sentences_of_an_essay_have_the_verdict_words_of_their_language(tag: str) -> None:
    for name, sentence in phrases_of(tag).verdicts.by_key().items():
        verdict, *_ = name.split("_")
        assert words_for(tag).verdict_word(verdict) in sentence


@pytest.mark.parametrize("tag", LANGUAGES)
def test_outline_essay_and_summary_say_of_a_claim_what_its_verdict_is(
    tag: str, tmp_path: Path
) -> None:
    (tmp_path / "school.yaml").write_text(SCHOOL.format(language=tag))
    words = words_for(tag)
    verdict = words.join_list([words.verdict_word("stands"), words.verdict_word("asserted")])
    outline = argmap("outline", "school.yaml", "--verdicts", cwd=tmp_path).out
    assert f"1 School should start at nine. [{verdict}]\n" in outline
    summary = argmap("school.yaml", cwd=tmp_path).out
    assert f"\n  {verdict}: School should start at nine.\n" in summary
    essay = argmap("outline", "school.yaml", "--essay", cwd=tmp_path).out
    assert essay == argmap("outline", "school.yaml", "--essay", "--verdicts", cwd=tmp_path).out
    phrases = phrases_of(tag)
    _, _, conclusion = essay.partition(f"\n{phrases.conclusion_heading}\n")
    _, _, stands = phrases.verdicts.stands_asserted.partition("{refs}")
    assert stands in conclusion
    assert words.verdict_word("open") not in essay


@given(maps())
def test_an_outline_says_of_main_claims_what_an_essay_concludes(map: ArgumentMap) -> None:
    verdicts = evaluate(map)
    shown = outline_of(map, verdicts=verdicts)
    for conclusion in conclude(map, verdicts).of_mains:
        words = [shown.words.verdict_word(word) for word in conclusion.words]
        assert shown.describe(conclusion.claim) == words


@pytest.mark.parametrize(
    ("claims", "conclusion"),
    [
        (
            "{a: {text: The bus is late., premises: [{premises: [b], undercutters: [c]}]},"
            " b: {text: It snows., common_ground: true}, c: Snow is cleared.}",
            "The claim at issue stands, but it is only asserted: the reason that could back it is doubted or outweighed."
            " This verdict rests on claim 1.1.",
        ),
        (
            "{a: {text: We should wait., premises: [{premises: [b], undercutters: [c]}]},"
            " b: It snows., c: Snow is cleared.}",
            "The claim at issue falls because it has not been shown, which does not make it wrong.",
        ),
        (
            "{a: {text: Take the bus., side: x, main: true}, b: {text: Take the tram., side: y, main: true}}\nsides: {x: X, y: Y}",
            "“X” stands, but it is only asserted: nothing documents it. The same is true of “Y”."
            " “X” and “Y” both stand, and nothing in the map says that they can't both be true.",
        ),
    ],
)
def test_an_essay_concludes_what_reports_say(claims: str, conclusion: str) -> None:
    essay = outline(loads(f"claims: {claims}"), essay=True)
    assert conclusion in " ".join(essay.split())


def test_an_objection_whose_answer_is_left_out_of_a_part_is_answered() -> None:
    map = a_map("""
        claims:
          a: {text: The bridge should stay., main: true, rebuttals: [b]}
          b: {text: The bridge is old., common_ground: true, rebuttals: [c]}
          c: {text: The bridge is new., common_ground: true}
        """)
    near = part(map, focus="a", depth=1)
    assert list(near.claims) == ["a", "b"]
    assert conclude(near, evaluate(map)).unanswered == ()


@pytest.mark.parametrize(
    ("objection", "answer", "unanswered", "all_answered"),
    [
        ("{text: The bridge is old.}", "", ["b"], False),
        # It falls by itself, so it needs no answer and has none.
        ("{text: The bridge is old., standard: shown}", "", [], False),
        ("{text: The bridge is old., rebuttals: [c]}", "c: The bridge is new.", [], True),
        # An answer that falls, and one that is too weak, answer nothing.
        (
            "{text: The bridge is old., rebuttals: [c]}",
            "c: {text: The bridge is new., standard: shown}",
            [],
            False,
        ),
        (
            "{text: The bridge is old., standard: shown, rebuttals: [c]}",
            "c: {text: The bridge is new., standard: shown}",
            [],
            False,
        ),
        (
            "{text: The bridge is old., common_ground: true, rebuttals: [c]}",
            "c: The bridge is new.",
            [],
            False,
        ),
    ],
)
def test_what_is_unanswered(
    objection: str, answer: str, unanswered: list[str], all_answered: bool
) -> None:
    map = a_map(f"""
        claims:
          a: {{text: The bridge should stay., main: true, rebuttals: [b]}}
          b: {objection}
          {answer}
        """)
    conclusions = conclude(map, evaluate(map))
    assert [each.premises[0] for each in conclusions.unanswered] == unanswered
    assert conclusions.all_answered == all_answered
