"""Read and Study: one claim at a time, and in Study nothing of what was not asked yet can be seen, found or heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

import argmap
from tests.browser import Tabs, violations_of_axe
from tests.conftest import ROOT, a_map, mostly_soak
from tests.generated import debate, web
from tests.opened import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCHOOL = a_map(
    """
    title: Should school start at nine?
    sides: {pro: Start at nine, con: Stay at eight}
    schemes:
      expert opinion here:
        questions: {field: Is sleep the expert's field?}
    claims:
      nine:
        text: School should start at nine.
        side: pro
        main: true
        note: The council decides in May.
        premises: [[sleep, helps]]
        rebuttals: [bus]
      sleep:
        text: Teenagers would sleep more.
        premises:
          - premises: doctor
            scheme: expert opinion here
            questions: {field: surgeon}
            undercutters: [surgeon, old]
      helps: Who sleeps more learns more.
      doctor: A doctor says so.
      surgeon: The doctor is a surgeon.
      old:
        text: The doctor spoke of adults.
        premises: [[letter, date]]
      letter: His letter says so.
      date: It is of this year.
      bus: {text: The bus comes at seven., premises: [timetable]}
      timetable: The timetable says so.
      eight: {text: School should start at eight., side: con, main: true, premises: [[bus, helps]]}
      weather: It often rains.
    """
)


def heard(tab: Page) -> str:
    """Return what is heard of what is read: headings, texts, and the names of buttons, in order."""
    return tab.locator("#leaf").aria_snapshot()


def heading(tab: Page) -> str:
    return tab.locator("#leaf h2").inner_text()


def click(tab: Page, name: str, times: int = 1) -> None:
    for _ in range(times):
        tab.get_by_role("button", name=name, exact=True).first.click()


def read_claim(tab: Page, claim: str) -> None:
    tab.evaluate("id => choose({mode: 'read', selected: claimNumbers.get(id)})", claim)


ALL_PAGES = """() => {
  const pages = [];
  const next = document.getElementById("reading-next");
  for (;;) {
    pages.push(document.getElementById("leaf").innerText.split("\\n").filter(line => line.trim()));
    if (next.getAttribute("aria-disabled") === "true") return pages;
    next.click();
  }
}"""
"""The lines of all pages from here to the end."""


@pytest.fixture
def school(page: Page, tmp_path: Path) -> Iterator[Page]:
    shown = open_page(page, SCHOOL, tmp_path)
    yield page
    assert shown.wrongs == []


# --- Read ---

NINE = """\
- text: Start at nine
- button "2 School should start at eight.": "2"
- heading "1 School should start at nine." [level=2]
- group "What if":
  - button "What if true?"
  - button "What if false?"
  - button "Reset" [disabled]
- heading "Reasons" [level=3]
- list:
  - listitem:
    - button "1.1a Teenagers would sleep more. +1"
    - button "1.1b Who sleeps more learns more. [unsupported]"
- heading "Objections" [level=3]
- list:
  - listitem:
    - 'button "1.2 Objection: The bus comes at seven. +1"'"""

SLEEP = """\
- list "Bears on":
  - listitem:
    - button "Reason for 1 School should start at nine."
- text: Start at nine
- button "1.1b Who sleeps more learns more.": 1.1b
- heading "1.1a Teenagers would sleep more. falls, not shown" [level=2]
- group "What if":
  - button "What if true?"
  - button "What if false?"
  - button "Reset" [disabled]
- heading "Reasons" [level=3]
- list:
  - listitem:
    - 'button "1.1a.1 Reason (expert opinion here): A doctor says so. [unsupported] — stands, asserted — (undercut)"'
    - list:
      - listitem:
        - 'button "1.1a.1.1 Against this inference: The doctor is a surgeon. [unsupported] — stands, asserted"'
      - listitem:
        - 'button "1.1a.1.2 Against this inference: The doctor spoke of adults. stands, asserted +1"'"""

SURGEON = """\
- list "Bears on":
  - listitem:
    - button "Against this inference A doctor says so. → Teenagers would sleep more."
- text: Stay at eight
- button "1.1a.1.2 The doctor spoke of adults.": 1.1a.1.2
- heading "1.1a.1.1 The doctor is a surgeon. [unsupported]" [level=2]
- group "What if":
  - button "What if true?"
  - button "What if false?"
  - button "Reset" [disabled]
- paragraph: The map gives no reasons for this claim and no objections to it."""


def test_a_claim_is_read_with_what_bears_on_it(school: Page) -> None:
    click(school, "Read")
    assert heard(school) == NINE


def test_verdicts_and_undercutters_are_on_the_cards(school: Page) -> None:
    school.evaluate("choose({verdicts: true})")
    read_claim(school, "sleep")
    assert heard(school) == SLEEP


def test_a_premise_of_an_undercutter_bears_on_an_inference(school: Page) -> None:
    read_claim(school, "surgeon")
    assert heard(school) == SURGEON
    click(school, "Against this inference A doctor says so. → Teenagers would sleep more.")
    assert heading(school).split("\n")[1] == "Teenagers would sleep more."


def test_all_uses_of_a_claim_are_above_it_first_its_own_place(school: Page) -> None:
    read_claim(school, "bus")
    assert school.locator(".above").inner_text().splitlines() == [
        "Reason for 2 School should start at eight.",
        "Objection to 1 School should start at nine.",
    ]


def test_a_tap_on_a_card_reads_its_claim_and_the_focus_goes_to_it(school: Page) -> None:
    click(school, "Read")
    click(school, "1.1a Teenagers would sleep more. +1")
    assert heading(school) == "1.1a\nTeenagers would sleep more."
    assert school.evaluate("document.activeElement.localName") == "h2"
    assert "at=sleep&mode=read" in school.url


def test_next_goes_through_all_claims_in_the_order_of_the_outline(school: Page) -> None:
    click(school, "Read")
    outline = school.locator("#outline li:not([data-reference]) > .entry bdi").all_text_contents()
    titles = []
    for place in range(12):
        assert school.locator("#step-of").inner_text() == f"{place + 1} of 12"
        titles.append(school.locator("#leaf h2 bdi").inner_text())
        click(school, "Next")
    assert titles == outline
    assert len(titles) == len(SCHOOL.claims)
    # At the end it stays there.
    assert school.locator("#leaf h2 bdi").inner_text() == titles[-1]
    click(school, "Back")
    assert school.locator("#leaf h2 bdi").inner_text() == titles[-2]


def test_who_goes_on_by_a_button_stays_on_it_and_hears_the_claim(school: Page) -> None:
    click(school, "Read")
    assert school.locator("#heard").get_attribute("role") == "status"
    click(school, "Next")
    assert school.evaluate("document.activeElement.id") == "reading-next"
    assert school.locator("#heard").text_content() == "1.1a\nTeenagers would sleep more."


KEYS = (
    ("ArrowRight", "eight"), ("ArrowRight", "weather"), ("ArrowRight", "weather"), ("ArrowLeft", "eight"),
    ("ArrowDown", "bus"), ("ArrowUp", "eight"), ("Home", "nine"), ("ArrowUp", "nine"), ("ArrowDown", "sleep"),
    ("ArrowRight", "helps"), ("ArrowLeft", "sleep"), ("ArrowDown", "doctor"), ("ArrowRight", "doctor"),
    ("PageDown", "doctor"),
)  # fmt: skip
"""Keys that are pressed one after the other, and the claim that is read then."""


def test_arrows_go_to_what_is_beside_above_and_below(school: Page) -> None:
    click(school, "Read")
    for place, (key, claim) in enumerate(KEYS):
        school.keyboard.press(key)
        assert school.evaluate("CLAIMS[chosen.selected]?.id ?? 'nine'") == claim, place


def test_what_a_supposition_changes_is_shown_where_one_reads(school: Page) -> None:
    read_claim(school, "surgeon")
    click(school, "What if false?")
    assert heading(school) == "1.1a.1.1\nThe doctor is a surgeon.\n[unsupported] — falls, assumed false"
    button = school.get_by_role("button", name="What if false?", exact=True)
    assert button.evaluate("button => button === document.activeElement")
    assert button.get_attribute("aria-pressed") == "true"
    assert school.locator("#changes").inner_text() == "No verdicts change."
    click(school, "1.1a.1.2 The doctor spoke of adults.")
    click(school, "What if false?")
    assert school.locator("#changes").inner_text() != "No verdicts change."


def test_the_map_comes_back_to_the_claim_that_was_read(school: Page) -> None:
    read_claim(school, "letter")
    school.keyboard.press("Escape")
    assert not school.locator("#reading").is_visible()
    assert school.locator("#outline li.selected bdi").first.inner_text() == "His letter says so."
    assert school.locator("#on-box").is_visible()
    assert school.evaluate("document.activeElement.id") == "read"
    assert school.url.endswith("#unfold=" + school.url.split("#unfold=")[1])


def test_the_way_back_leads_to_the_map(school: Page) -> None:
    click(school, "Read")
    school.go_back()
    school.wait_for_function("document.getElementById('reading').hidden")


# --- Present ---


def is_full(tab: Page, *, isFull: bool = True) -> None:
    tab.wait_for_function("isFull => Boolean(document.fullscreenElement) === isFull", arg=isFull)
