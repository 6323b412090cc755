"""In each language, one thing has one word: an inference is not called a step a few lines below."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from argmap.languages import known_languages
from tests.conftest import ROOT

TERMS: dict[str, dict[str, Any]] = tomllib.loads(
    (ROOT / "tests/cases/terms.toml").read_text(encoding="utf-8")
)
"""A language → what it calls each concept, and under `refused` what it doesn't call it."""

CONCEPTS = {
    "inference": """
        map.against_this_inference map.undercuts_the_inference map.licenses_the_inference
        map.implicit_inference map.inference_is_implicit map.implicit_inference_explained
        map.inference_held_by map.inference_stated_in map.inference_likewise
        quiz.is_an_objection_to_an_inference quiz.objection_to_inference feedback.as_doubt
        feedback.doubt_missing feedback.other_kind_or_doubt essay.inference essay.inferences_added
        feedback.weighing_differs
    """,
    "reason": """
        map.reason page.bears_on page.why_reason_holds page.why_no_reason_holds page.reason_for
        page.reasons page.nothing_bears worksheets.mark_kinds worksheets.cut_out quiz.is_a_reason
        quiz.reason_for quiz.has_reason quiz.no_reason_would_hold feedback.as_reason
        feedback.reason_missing feedback.too_high feedback.inferences_found
        essay.number_of_reasons essay.both_backed essay.neither_backed
    """,
    "objection": """
        map.objection page.bears_on page.why_nothing_offered page.why_objection_stands
        page.objection_to page.objections page.nothing_bears worksheets.mark_kinds
        worksheets.cut_out quiz.is_an_objection quiz.is_an_objection_to_an_inference
        quiz.objection_to quiz.objection_to_inference quiz.objection_would_stand
        feedback.as_objection feedback.as_doubt feedback.objection_missing feedback.doubt_missing
        feedback.too_high feedback.inferences_found essay.one_unanswered
        essay.unanswered essay.nothing_missing essay.verdicts.falls_rebutted essay.too_weak
        essay.too_weak_implicit essay.outweighed essay.answered_too_weakly quiz.is_a_weighing
    """,
    "an answer to an objection": """
        map.rebuttal
    """,
    "outweighing an inference": """
        map.outweighs quiz.outweighs_inference feedback.as_weighing feedback.weighing_missing
    """,
    "showing a claim": """
        essay.verdicts.falls_not_shown
        map.must_be_shown map.not_shown feedback.standard_differs feedback.has_standard
        feedback.no_standard
    """,
    "evidence": """
        map.evidence map.no_reason_or_evidence page.why_documented page.why_not_documented
        page.backed_means quiz.which_has_no_support quiz.nothing_offered quiz.has_evidence
    """,
    "documented": """
        map.documented
    """,
    "backed": """
        map.backed page.backed_means essay.verdicts.stands_backed essay.verdicts.stands_open
    """,
    "added by the map's author": """
        map.implicit_supplied_by_the_map map.implicit_inference map.implicit_inference_explained
    """,
    "common ground": """
        map.common_ground quiz.which_has_no_support quiz.is_common_ground feedback.no_ground
        essay.common_ground
    """,
    "claim": """
        worksheets.fill_in worksheets.fill_in_letters worksheets.cut_out worksheets.bank
        quiz.what_it_bears_on quiz.which_has_no_support feedback.merged
        feedback.split feedback.claims_found feedback.elsewhere page.start_with page.showing
        page.gone
    """,
    "main claim": """
        map.main_claim map.not_connected page.scoreboard page.no_main_claim_changes
        feedback.main_differs feedback.is_main feedback.is_not_main
    """,
    "key": """
        worksheets.key map.as_in_key feedback.nothing_to_fix feedback.has_ground
        feedback.right_linking feedback.in_the_key
    """,
}
"""A thing that many texts speak of → the sections and keys of these texts; a language may lack `essay`."""

ALLOWED = {"map.rebutted", "map.rebuttal"}
"""A claim that falls by an objection is refuted; and an answer to an objection may well be called so."""


@cache
def texts_of(tag: str) -> dict[str, str]:
    """Return all that a language says, by section and key; of lists, only what outlines write counts."""
    document = tomllib.loads((ROOT / f"argmap/languages/{tag}.toml").read_text(encoding="utf-8"))
    del document["lists"]
    return dict(_texts(document, ""))


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        yield key, "\n".join(text for _, text in _all_texts(value))
    elif isinstance(value, str):
        yield key, value


def _all_texts(values: list[Any]) -> Iterator[tuple[str, str]]:
    for value in values:
        yield from _texts(value, "")


@pytest.mark.parametrize("tag", known_languages())
@pytest.mark.parametrize("name", CONCEPTS)
def test_a_thing_has_the_same_word_in_every_text_about_it(name: str, tag: str) -> None:
    terms = TERMS.get(tag, {})
    assert name in terms, f"tests/cases/terms.toml, [{tag}]: what is the word for {name}?"
    word = re.compile(terms[name], re.IGNORECASE)
    refused = refused_words(tag, name)
    texts = texts_of(tag)
    wrong: list[str] = []
    for key in CONCEPTS[name].split():
        if key.startswith("essay.") and not any(each.startswith("essay.") for each in texts):
            continue
        if not word.search(texts[key]):
            wrong.append(
                f"{tag}.toml, {key}: “{texts[key]}” lacks the word for {name}, `{word.pattern}`"
            )
        found = refused.search(texts[key])
        if found:
            wrong.append(f"{tag}.toml, {key}: “{texts[key]}” has “{found[0]}”, refused for {name}")
    assert wrong == [], "correct these texts, or the patterns in tests/cases/terms.toml"


def refused_words(tag: str, name: str) -> re.Pattern[str]:
    """Return what a language doesn't call a thing; nothing matches it if there is no such word."""
    words: str = TERMS.get(tag, {}).get("refused", {}).get(name, "(?!)")
    return re.compile(words, re.IGNORECASE)


@pytest.mark.parametrize("tag", known_languages())
def test_no_text_has_a_second_word_or_a_word_for_success(tag: str) -> None:
    refused = refused_words(tag, "anywhere")
    wrong: list[str] = []
    for key, text in texts_of(tag).items():
        found = refused.search(text)
        if found and key not in ALLOWED:
            wrong.append(f"{tag}.toml, {key}: “{text}” has “{found[0]}”")
    assert wrong == [], (
        f"correct these texts, or `anywhere` in tests/cases/terms.toml, [{tag}.refused]"
    )


@pytest.mark.parametrize("tag", known_languages())
def test_what_differs_has_different_words(tag: str) -> None:
    texts = texts_of(tag)
    names = "reason objection rebuttal documented backed evidence rebutted against_this_inference"
    words = [texts[f"map.{name}"] for name in names.split()]
    assert len(set(words)) == len(words)
