"""Study and Present: the page tells its map bit by bit, and nothing of what is not told can be seen, found or heard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import a_map
from tests.opened import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

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

SEEN_IN_MAP = """() => {
  const shown = [...document.querySelectorAll("#view g.claim, #view g.step")].filter(
    part => part.getClientRects().length);
  return shown.map(part => part.querySelector("title").textContent);
}"""
"""The tooltips of all that is seen in the picture, which tell its texts."""

SEEN_IN_OUTLINE = """() => {
  const shown = [...document.querySelectorAll("#outline .told")].filter(told => told.checkVisibility());
  return shown.map(told => told.querySelector("bdi").textContent);
}"""

TITLE = "School should start at nine."
"""The first main claim."""


def caption(tab: Page) -> list[str]:
    """Return the lines of the caption."""
    return [(line.text_content() or "").strip() for line in tab.locator("#caption > span").all()]


def click(tab: Page, name: str, times: int = 1) -> None:
    for _ in range(times):
        tab.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def school(page: Page, tmp_path: Path) -> Iterator[Page]:
    shown = opened(page, SCHOOL, tmp_path)
    yield page
    assert shown.wrongs == []


# --- Study ---


def test_study_begins_with_the_main_claims_alone_and_a_question(school: Page) -> None:
    click(school, "Study")
    assert school.evaluate(SEEN_IN_MAP) == ["School should start at nine.", "School should start at eight."]
    assert school.evaluate(SEEN_IN_OUTLINE) == ["School should start at nine.", "School should start at eight."]
    assert caption(school) == ["1 School should start at nine.", "What holds this up?"]
    assert school.locator("#step-of").text_content() == "1 of 8"


def test_study_shows_all_linked_premises_of_the_answer_at_once(school: Page) -> None:
    click(school, "Study")
    click(school, "Show the answer")
    linked = ["Teenagers would sleep more.", "Who sleeps more learns more."]
    step = "Teenagers would sleep more. + Who sleeps more learns more. — supports — School should start at nine."
    assert set(school.evaluate(SEEN_IN_MAP)) == {TITLE, "School should start at eight.", *linked, step}
    assert school.evaluate(SEEN_IN_OUTLINE) == [TITLE, *linked, "School should start at eight."]
    assert caption(school) == ["What holds this up?", "The map answers:", f"1.1a {linked[0]}", f"1.1b {linked[1]}"]


CAPTIONS = """() => {
  const captions = [];
  const next = document.getElementById("mode-next");
  for (;;) {
    captions.push([...document.querySelectorAll("#caption > span")].map(line => line.textContent.trim()));
    if (next.getAttribute("aria-disabled") === "true") return captions;
    next.click();
  }
}"""
"""All captions from here to the end."""


def test_study_asks_what_bears_on_each_claim_and_step_and_then_answers(school: Page) -> None:
    click(school, "Study")
    captions = school.evaluate(CAPTIONS)
    assert [lines[-1] for lines in captions[::2]] == [
        "What holds this up?",
        "What holds this up?",
        "Is sleep the expert's field?",
        "Why might this not follow?",
        "What holds this up?",
        "What could be said against this?",
        "What holds this up?",
        "What holds this up?",
        "That is the whole map.",
    ]
    assert [lines[-1] for lines in captions[1::2]] == [
        "1.1b Who sleeps more learns more.",
        "1.1a.1 A doctor says so.",
        "1.1a.1.1 The doctor is a surgeon.",
        "1.1a.1.2 The doctor spoke of adults.",
        "1.1a.1.2.1b It is of this year.",
        "1.2 The bus comes at seven.",
        "2.1b Who sleeps more learns more.",
        "2.1a.1 The timetable says so.",
    ]


# --- Present ---


def test_present_tells_main_claims_one_by_one_and_then_step_after_step(school: Page) -> None:
    click(school, "Present")
    assert school.evaluate(CAPTIONS) == [
        ["Start at nine", "1 School should start at nine."],
        ["Stay at eight", "2 School should start at eight."],
        [
            "Reason for 1 School should start at nine.",
            "1.1a Teenagers would sleep more.",
            "1.1b Who sleeps more learns more.",
        ],
        ["Reason for 1.1a Teenagers would sleep more.", "1.1a.1 A doctor says so."],
        [
            "Against the step from 1.1a.1",
            "1.1a.1 A doctor says so.",
            "→ Teenagers would sleep more.",
            "1.1a.1.1 The doctor is a surgeon.",
        ],
        [
            "Against the step from 1.1a.1",
            "1.1a.1 A doctor says so.",
            "→ Teenagers would sleep more.",
            "1.1a.1.2 The doctor spoke of adults.",
        ],
        [
            "Reason for 1.1a.1.2 The doctor spoke of adults.",
            "1.1a.1.2.1a His letter says so.",
            "1.1a.1.2.1b It is of this year.",
        ],
        ["Objection to 1 School should start at nine.", "1.2 The bus comes at seven."],
        [
            "Reason for 2 School should start at eight.",
            "2.1a The bus comes at seven.",
            "2.1b Who sleeps more learns more.",
        ],
        ["Reason for 2.1a The bus comes at seven.", "2.1a.1 The timetable says so."],
        ["Not connected to a main claim", "3 It often rains."],
        ["That is the whole map."],
    ]
