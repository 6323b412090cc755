"""The debate about the treaty is true to the article that it reports, and comes out as that leaves it."""

from __future__ import annotations

import re

import pytest

from argmap import ArgumentMap, Verdict, as_stated, evaluate, load
from argmap.model.graph import main_claims
from argmap.rules._rule import Context
from argmap.rules.expectation_failed import RULE as EXPECTATION_FAILED
from argmap.rules.quote_not_found import RULE as QUOTE_NOT_FOUND
from tests.conftest import ROOT

ARTICLE = ROOT.parent / "shared" / "debate" / "article.txt"
needs_article = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not ours to copy, and is not here")


@pytest.fixture(scope="module")
def debate() -> ArgumentMap:
    return load(ROOT / "arguments.yaml")


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@needs_article
def test_quotations_are_short_and_exact(debate: ArgumentMap) -> None:
    quoted = [claim for claim in debate.claims.values() if claim.quote]
    assert len(quoted) == 3
    assert all(len(words_of(claim.quote)) < 10 for claim in quoted)
    # The article quotes the treaty too, so its text stands for that of every source.
    texts = dict.fromkeys(debate.sources, ARTICLE.read_text(encoding="utf-8"))
    assert list(QUOTE_NOT_FOUND.find(Context(debate, texts))) == []


@needs_article
def test_claims_are_told_in_words_of_their_own(debate: ArgumentMap) -> None:
    article = " ".join(words_of(ARTICLE.read_text(encoding="utf-8")))
    for claim in debate.claims.values():
        words = words_of(claim.text)
        for start in range(len(words) - 7):
            assert " ".join(words[start : start + 8]) not in article, claim.text


def test_of_every_step_it_is_said_whose_it_is(debate: ArgumentMap) -> None:
    for step in debate.inferences.values():
        assert step.implicit != bool(step.stated_in), step.id
    for claim in debate.claims.values():
        assert claim.implicit or claim.evidence or claim.stated_in, claim.id


def test_the_readme_counts_what_is_the_maps_own(debate: ArgumentMap) -> None:
    steps = sum(step.implicit for step in debate.inferences.values())
    claims = sum(claim.implicit for claim in debate.claims.values())
    told = f"{steps} of the {len(debate.inferences)} steps and {claims} of the {len(debate.claims)} claims"
    assert told in (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_comes_out_as_the_article_leaves_it(debate: ArgumentMap) -> None:
    assert list(EXPECTATION_FAILED.find(Context(debate))) == []
    for map in (debate, as_stated(debate)):
        verdicts = evaluate(map)
        assert {verdicts[claim.id] for claim in main_claims(map)} == {Verdict.CONTESTED}


def test_a_doubt_about_the_shield_reaches_both_sides(debate: ArgumentMap) -> None:
    verdicts = evaluate(debate)
    assert [verdicts[claim] for claim in ("shield", "deters-us", "free-to-provoke")] == [Verdict.FALLS] * 3
