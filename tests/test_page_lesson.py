"""What the lesson says of the page of the treaty debate is so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap.documents import outline_of
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

LESSON = (ROOT / "docs/guides/lesson.md").read_text(encoding="utf-8")
TREATY = argmap.load(ROOT / "arguments.yaml")

SUPPOSED = re.findall(r"\.\./output/arguments\.html#([^)]+)\)[^>#]*?\n\n((?: {3}> .+\n)+)", LESSON)
"""What the address of a link supposes, and the lines that the page is said to tell then."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("lesson") / "debate.html"
    path.write_bytes(argmap.render(TREATY, "page"))
    return path.as_uri()


@pytest.mark.parametrize(("chosen", "expected"), SUPPOSED, ids=[chosen for chosen, _ in SUPPOSED])
def test_what_changes_is_reported_as_the_lesson_has_it(
    chosen: str, expected: str, page: Page, address: str
) -> None:
    page.goto(f"{address}#{chosen}")
    lines = [line.removeprefix("   > ") for line in expected.splitlines()]
    assert page.locator("#changes > span").all_inner_texts() == lines


def test_all_links_into_the_page_name_claims() -> None:
    links = re.findall(r"arguments\.html#([^)]+)\)", LESSON)
    assert len(links) == len(SUPPOSED)
    for link in links:
        for part in link.split("&"):
            name, _, ids = part.partition("=")
            assert name in {"accept", "reject", "at"}
            assert set(ids.split(",")) <= TREATY.claims.keys()


def test_the_doubt_about_the_shield_is_too_weak() -> None:
    verdicts = argmap.evaluate(TREATY)
    assert verdicts.words_of("shield") == ("stands", "asserted")
    doubt = TREATY.undercutters("mutual-defence:supports:shield")[0]
    assert verdicts.status_of(doubt) == "too weak"


def test_main_claims_keep_the_reasons_that_the_lesson_counts() -> None:
    rejected = argmap.evaluate(TREATY, reject=["shield"])
    reasons = TREATY.supports("end-treaty")
    falling = [reason.premises for reason in reasons if "shield" in reason.premises]
    assert (len(reasons), falling) == (5, [("ignores-china", "shield")])
    assert [rejected[id] for id in ("stability", "leverage")] == ["falls", "contested"]


def test_claims_have_the_numbers_of_the_lesson() -> None:
    texts = {number: claim.text for number, claim in outline_of(TREATY).claims_by_number.items()}
    for number, text in re.findall(r"\*\*(\d[\w.]*) ([^*]+)\*\*", LESSON):
        assert texts[number].startswith(text), number
    numbers = outline_of(TREATY).numbers_of_claims
    [search] = argmap.cruxes(TREATY, ["keep-treaty"])
    let_it_stand = [crux.flips for crux in search.found if crux.verdict is argmap.Verdict.STANDS]
    assert all(flip.is_accepted for [flip] in let_it_stand)
    assert sorted(numbers[flip.claim] for [flip] in let_it_stand) == [
        "3.1a",
        "3.1a.1",
        "3.1a.1.1",
        "3.1a.2",
    ]
    named = {
        "no-longer-serves": "1.1a",
        "nuclear-threat": "1.1a.1.1",
        "drag-into-war": "1.1a.1.2a",
        "not-worth-it": "1.1a.1.2b",
        "article-4": "1.2a.1a",
        "shield": "1.3b",
        "aid-uncertain": "1.3b.1.1",
        "serves-interests": "3.1a",
        "leverage": "3.1a.2",
    }
    assert {claim: numbers[claim] for claim in named} == named


def choose_level(page: Page, level: int) -> None:
    page.locator("#menu-button").click()
    page.locator(f"[data-level='{level}']").click()


def test_levels_show_what_the_lesson_says(page: Page, address: str) -> None:
    page.goto(address)
    choose_level(page, 1)
    assert page.evaluate("shownClaims().size") == 5
    choose_level(page, 2)
    reasons = TREATY.supports("end-treaty")
    assert [len(inference.premises) for inference in reasons] == [2, 2, 2, 2, 2]
    assert len(TREATY.supports("keep-treaty")) == 1
    shown = set(page.evaluate("[...shownClaims()].map(claim => CLAIMS[claim].id)"))
    for inference in (*reasons, *TREATY.supports("keep-treaty")):
        assert shown.issuperset(inference.premises)


def test_study_asks_and_answers_in_the_order_of_the_lesson(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#study").click()
    answers = []
    for _ in range(4):
        assert "supports this claim?" in page.locator(".question").inner_text()
        page.get_by_role("button", name="Show the answer").click()
        cards = page.locator("#leaf > .cards > li > .box > b:first-child")
        answers.append([number.strip() for number in cards.all_inner_texts()])
        page.get_by_role("button", name="Next").click()
    assert answers == [
        ["1.1a", "1.1b"],
        ["1.1a.1"],
        ["1.1a.1.1"],
        ["1.1a.1.2a", "1.1a.1.2b"],
    ]
