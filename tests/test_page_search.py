"""Search in the page: by words, numbers and ids; from hit to hit, also where they are folded away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import a_map
from tests.opened import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCHOOL = a_map(
    """
    title: Should school start at nine?
    claims:
      nine:
        text: School should start at nine.
        main: true
        premises: [sleep, cafe]
        rebuttals: [bus-24]
      sleep:
        text: Teenagers would sleep more.
        premises: [strasse, sleep-helps]
      cafe: {text: The CAFÉ opens late., label: Kiosk}
      strasse: Lärm auf der Straße stört.
      sleep-helps: {text: Sleep helps to learn., premises: [cafe]}
      bus-24: Timetables cannot be changed.
    """
)

HITS = """() => [...document.querySelectorAll("#outline li.found:not([data-reference])")].map(
  item => item.querySelector("bdi").textContent)"""

MARKED = """() => [...document.querySelectorAll("g.claim.found > title")].map(title => title.textContent)"""


@pytest.fixture
def school(page: Page, tmp_path: Path) -> Page:
    open_page(page, SCHOOL, tmp_path)
    return page


FOUND = {
    "sleep": ["Teenagers would sleep more.", "Sleep helps to learn."],
    "SLEEP  learn": ["Sleep helps to learn."],
    "cafe": ["The CAFÉ opens late."],
    "LARM STRASSE": ["Lärm auf der Straße stört."],
    "kiosk": ["The CAFÉ opens late."],
    "bus-24": ["Timetables cannot be changed."],
    "1.1": ["Teenagers would sleep more.", "Lärm auf der Straße stört.", "Sleep helps to learn."],
    "1.1.2": ["Sleep helps to learn."],
    "constructor": [],
    " ": [],
}


def test_claims_are_found_by_words_and_names_and_numbers(school: Page) -> None:
    found, marked = {}, {}
    for typed in FOUND:
        school.fill("#search", typed)
        found[typed] = school.evaluate(HITS)
        marked[typed] = set(school.evaluate(MARKED))
    assert found == FOUND
    assert marked == {typed: set(claims) for typed, claims in FOUND.items()}


def test_a_copy_of_a_claim_is_marked_too(school: Page) -> None:
    school.fill("#search", "kiosk")
    assert school.evaluate(MARKED) == ["The CAFÉ opens late."] * 2
    assert school.locator("#outline li.found").count() == 2


def report(page: Page) -> str:
    """Return what is said of the hits: which of them one is at."""
    return page.locator("#found").text_content() or ""


def selected(page: Page) -> str:
    return page.locator("#outline li.selected > .entry bdi").text_content() or ""


def test_enter_goes_from_hit_to_hit_and_unfolds_what_hides_it(school: Page) -> None:
    school.evaluate("foldTo(1)")
    school.keyboard.press("/")
    school.keyboard.type("sleep")
    assert report(school) == "1 of 2"
    school.keyboard.press("Enter")
    assert (report(school), selected(school)) == ("1 of 2", "Teenagers would sleep more.")
    # The focus is at what was found, and a slash leads back.
    assert school.evaluate("document.activeElement.className") == "line"
    school.keyboard.press("/")
    school.keyboard.press("Enter")
    assert (report(school), selected(school)) == ("2 of 2", "Sleep helps to learn.")
    found = school.evaluate("found.claims.at(-1)")
    assert school.locator(f"g.claim[data-claim='{found}']").is_visible()
    school.keyboard.press("/")
    school.keyboard.press("Enter")
    assert selected(school) == "Teenagers would sleep more."
    school.keyboard.press("/")
    school.keyboard.press("Shift+Enter")
    assert selected(school) == "Sleep helps to learn."


def test_a_single_hit_stays_selected(school: Page) -> None:
    school.fill("#search", "learn")
    school.press("#search", "Enter")
    school.press("#search", "Enter")
    assert selected(school) == "Sleep helps to learn."


def test_nothing_found_is_reported_and_escape_ends_the_search(school: Page) -> None:
    school.fill("#search", "zebra")
    assert report(school) == "No matches"
    school.press("#search", "Enter")
    assert report(school) == "No matches"
    school.fill("#search", "sleep")
    school.press("#search", "Escape")
    assert (school.input_value("#search"), report(school), school.evaluate(HITS)) == ("", "", [])


def test_a_slash_is_typed_where_one_types(school: Page) -> None:
    school.focus("#search")
    school.keyboard.type("km/h")
    assert school.input_value("#search") == "km/h"
