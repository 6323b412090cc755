"""The debate about the treaty is true to the article that it reports, and comes out as that leaves it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap import ArgumentMap, Verdict, evaluate, load, stated_only
from argmap.lint import check
from argmap.model import Basis, InferenceStatus, main_claims
from tests.conftest import ROOT
from tests.tools import tool


@pytest.fixture(scope="module")
def debate() -> ArgumentMap:
    return load(ROOT / "arguments.yaml")


@pytest.fixture(scope="module")
def article() -> str:
    return Path(tool("article")).read_text(encoding="utf-8")


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@pytest.mark.tools
def test_quotations_are_short_and_exact(debate: ArgumentMap, article: str) -> None:
    quotes = [claim.quote for claim in debate.claims.values() if claim.quote]
    assert len(quotes) == 4
    for quote in quotes:
        assert len(words_of(quote)) < 10
    # The article quotes the treaty too, so its text stands for that of every source.
    texts = dict.fromkeys(debate.sources, article)
    assert check(debate, ["quote-not-found"], texts) == []


@pytest.mark.tools
def test_claims_are_reported_in_words_of_their_own(debate: ArgumentMap, article: str) -> None:
    plain_article = " ".join(words_of(article))
    for claim in debate.claims.values():
        words = words_of(claim.text)
        for start in range(len(words) - 7):
            eight_words = " ".join(words[start : start + 8])
            assert eight_words not in plain_article


def test_of_every_inference_and_claim_it_is_said_whose_it_is(debate: ArgumentMap) -> None:
    for inference in debate.inferences.values():
        is_drawn = bool(inference.stated_in)
        assert is_drawn != inference.implicit
    for claim in debate.claims.values():
        assert claim.implicit or claim.evidence or claim.stated_in


def test_the_file_says_how_much_the_maps_author_added(debate: ArgumentMap) -> None:
    inferences = [inference.implicit for inference in debate.inferences.values()]
    claims = [claim.implicit for claim in debate.claims.values()]
    sentence = f"{sum(inferences)} of the {len(inferences)} inferences and {sum(claims)} of the {len(claims)} claims"
    file = (ROOT / "arguments.yaml").read_text(encoding="utf-8")
    comment = file.partition("title:")[0].replace("\n#    ", "")
    assert sentence in comment


def test_it_comes_out_as_expected(debate: ArgumentMap) -> None:
    assert check(debate, ["expectation-failed"]) == []


@pytest.mark.parametrize("is_stated_only", [False, True])
def test_no_main_claim_prevails_and_no_claim_falls(
    debate: ArgumentMap, is_stated_only: bool
) -> None:
    map = stated_only(debate) if is_stated_only else debate
    verdicts = evaluate(map)
    for claim in main_claims(map):
        assert verdicts[claim.id] is Verdict.CONTESTED
    assert Verdict.FALLS not in verdicts.values()


@pytest.mark.parametrize("claim", ["shield", "deters-us", "free-to-provoke"])
def test_a_doubt_about_the_shield_fells_neither_side_s_use_of_it(
    debate: ArgumentMap, claim: str
) -> None:
    verdicts = evaluate(debate)
    doubt = debate.undercutters("mutual-defence:supports:shield")[0]
    assert doubt.premises == ("aid-uncertain",)
    assert verdicts.status_of(doubt) is InferenceStatus.TOO_WEAK
    assert verdicts[claim] is Verdict.STANDS
    assert verdicts.basis_of(claim) is Basis.ASSERTED


def test_the_author_s_own_conclusion_is_on_neither_side(debate: ArgumentMap) -> None:
    [reason] = debate.supports("stance-stays")
    assert reason.premises == ("venue",)
    assert not debate.uses("stance-stays")
    assert debate.sides_of_claims["stance-stays"] == ""
