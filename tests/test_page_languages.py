"""The page in each language: what it says, and whether that has room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argmap.languages import known_languages, words_for
from tests.conftest import a_map, mostly_soak
from tests.opened import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

RAIN = """
title: T
language: {}
sides: {{wet: A, dry: B}}
claims:
  m: {{text: M., main: true, side: wet, rebuttals: [r]}}
  n: {{text: N., main: true, side: dry}}
  r: {{text: R., rebuttals: [q]}}
  q: {{text: Q., common_ground: true}}
"""

SAID_OF_RAIN = {
    "ar": (
        "«M»: ساقط، مدحوض (قبل ذلك: قائم، مجرد قول)",
        "ساقط، مدحوض. يقوم عليه اعتراض: «R.» — قائم",
    ),
    "de": (
        "„M“: fällt, widerlegt (vorher: hält stand, nur behauptet)",
        "fällt, widerlegt. Ein Einwand dagegen hält stand: „R.“ — hält stand",
    ),
    "en": (
        "“M”: now falls, rebutted (before: stands, asserted)",
        "falls, rebutted. An objection to this claim stands: “R.” — stands",
    ),
    "es": (
        "«M»: ahora cae, refutada (antes: se sostiene, solo afirmada)",
        "cae, refutada. Una objeción se sostiene: «R.» — se sostiene",
    ),
    "fr": (
        "« M » : tombe, réfutée (auparavant : tient, seulement affirmée)",
        "tombe, réfutée. Une objection tient : « R. » — tient",
    ),
    "he": (
        "”M”: כעת נופלת, הופרכה (קודם: עומדת, נטענת בלבד)",
        "נופלת, הופרכה. יש התנגדות לה שעומדת: ”R.” — עומדת",
    ),
    "it": (
        "«M»: ora cade, confutata (prima: regge, solo affermata)",
        "cade, confutata. Un’obiezione regge: «R.» — regge",
    ),
    "ja": (
        "「M」：成り立たない、反駁された（変更前：成り立つ、主張のみ）",
        "成り立たない、反駁された。これに対する反論が成り立ちます： 「R.」 — 成り立つ",
    ),
    "pt": (
        "“M”: agora cai, refutada (antes: sustenta-se, só afirmada)",
        "cai, refutada. Há uma objeção que se sustenta: “R.” — sustenta-se",
    ),
    "zh": (
        "“M”：不成立、被驳倒（此前：成立、仅为断言）",
        "不成立、被驳倒。针对它的一个异议成立： “R.” — 成立",
    ),
}

CLIPPED = """() => {
  const parts = [...document.querySelectorAll("button, summary, #found, #changes, #showing, #scoreboard, #reading *")];
  const shown = parts.filter(part => part.checkVisibility() && part.clientWidth);
  return shown.filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.textContent.trim());
}"""


@pytest.mark.parametrize("tag", mostly_soak(SAID_OF_RAIN, "de", "ar", "zh"))
def test_what_changes_and_why_is_said_in_the_language_of_the_map(
    tag: str, page: Page, tmp_path: Path
) -> None:
    shown = open_page(page, a_map(RAIN.format(tag)), tmp_path)
    page.evaluate("select(0)")
    page.evaluate("suppose(DATA.claims.findIndex(({id}) => id === 'r'), true)")
    said = (
        page.locator("#changes").inner_text(),
        " ".join(page.locator(".why").first.inner_text().split()),
    )
    changes, why = SAID_OF_RAIN[tag]
    assert (said[0].replace("\u00a0", " "), said[1]) == (changes, why)
    assert shown.wrongs == []


@pytest.mark.parametrize("tag", mostly_soak(known_languages(), "de", "ar"))
def test_words_have_room_on_a_laptop_and_on_a_phone(tag: str, page: Page, tmp_path: Path) -> None:
    open_page(page, a_map(RAIN.format(tag)), tmp_path)
    direction = "rtl" if words_for(tag).rtl else "ltr"
    assert page.evaluate("document.dir") == direction
    for width, height in [(1280, 720), (390, 844)]:
        page.set_viewport_size({"width": width, "height": height})
        for mode in ["", "study", "read"]:
            page.evaluate("mode => choose({mode, verdicts: true})", mode)
            assert page.evaluate(CLIPPED) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width
        page.evaluate("document.getElementById('menu').showPopover()")
        assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize(("tag", "edge"), [("de", "right"), ("he", "left")])
def test_the_menu_opens_below_its_button(tag: str, edge: str, page: Page, tmp_path: Path) -> None:
    open_page(page, a_map(RAIN.format(tag)), tmp_path)
    button = page.locator("#menu-button")
    button.click()
    place = "part => part.getBoundingClientRect().toJSON()"
    above, choices = button.evaluate(place), page.locator("#menu").evaluate(place)
    assert choices["top"] == pytest.approx(above["bottom"], abs=5)
    assert choices[edge] == pytest.approx(above[edge], abs=1)
