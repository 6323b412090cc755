"""The page on a phone, on a tablet and enlarged: the outline in one column, the map one tap away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import argmap
from tests.browser import Tabs
from tests.conftest import ROOT, a_map, mostly_soak
from tests.opened import open_page

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

TREATY = argmap.load(ROOT / "arguments.yaml")

LAW = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"

DEEP = a_map(
    f"title: {LAW}\nlanguage: de\nsources: {{law: {{title: {LAW}, url: 'https://example.org/{'long/' * 20}'}}}}\nclaims:\n"
    "  c0: {text: Erstens., main: true, premises: [c1], evidence: law, note: 'https://example.org/"
    + "long/" * 20
    + "'}\n"
    + "".join(
        f"  c{level}: {{text: Weil das {LAW} gilt., premises: [c{level + 1}]}}\n"
        for level in range(1, 14)
    )
    + "  c14: Zuletzt.\n"
)


@pytest.fixture
def handset(tabs: Tabs) -> Iterator[Page]:
    with tabs.tab(390, 844, bypass_csp=True, has_touch=True) as tab:
        yield tab


SMALL_TEXTS = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = [];
  while (texts.nextNode()) {
    const {parentElement, data} = texts.currentNode;
    if (!data.trim() || parentElement.closest("svg, script, .only-heard") || !parentElement.checkVisibility()) continue;
    if (parseFloat(getComputedStyle(parentElement).fontSize) < 16) small.push(data);
  }
  return small;
}"""

WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.parametrize("map", [TREATY, DEEP], ids=["treaty", "deep"])
def test_the_outline_is_one_column_that_can_be_read(
    map: argmap.ArgumentMap, handset: Page, tmp_path: Path
) -> None:
    shown = open_page(handset, map, tmp_path, f"at={next(iter(map.claims))}&verdicts=yes")
    assert handset.evaluate(SMALL_TEXTS) == []
    assert handset.evaluate(WIDTH) == 390
    handset.set_viewport_size({"width": 320, "height": 640})
    assert handset.evaluate(WIDTH) == 320
    assert not handset.locator("#view").is_visible()
    narrowest = "Math.min(...[...document.querySelectorAll('.told')].map(told => told.getBoundingClientRect().width))"
    assert handset.evaluate(narrowest) > 200
    assert shown.wrongs == []


def test_the_map_is_one_tap_away(handset: Page, tmp_path: Path) -> None:
    open_page(handset, TREATY, tmp_path)
    handset.tap("#show-map")
    assert not handset.locator("#outline").is_visible()
    box = handset.locator("#view").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
    # It can be read from the start.
    assert handset.evaluate("viewport.scale") > 0.9
    handset.tap("#claim-breach")
    assert handset.inner_text("#tapped") == "Pyongyang has violated Article 4 of the treaty."
    assert handset.inner_text("#show-map") == "Outline"
    handset.tap("#show-map")
    handset.wait_for_function("!phoneMap.isOpen")
    report = handset.get_by_role("button", name=re.compile(r"^1\.2a\b")).first
    assert report.get_attribute("aria-expanded") == "true"
    handset.wait_for_function(
        "document.querySelector('.selected .told').getBoundingClientRect().top < innerHeight"
    )
    assert (
        handset.evaluate("document.querySelector('.selected .told').getBoundingClientRect().top")
        >= 0
    )


def test_the_way_back_of_a_phone_leads_to_the_outline(handset: Page, tmp_path: Path) -> None:
    open_page(handset, TREATY, tmp_path)
    handset.tap("#show-map")
    handset.tap("#claim-breach")
    handset.evaluate("history.back()")
    handset.wait_for_function("!phoneMap.isOpen")
    assert handset.locator("#outline li.selected").get_attribute("data-claim") is not None
    handset.wait_for_function("location.hash === '#at=breach'")


def touch(session: CDPSession, type: str, *fingers: tuple[int, int]) -> None:
    points = [{"x": x, "y": y, "id": id} for id, (x, y) in enumerate(fingers)]
    session.send("Input.dispatchTouchEvent", {"type": type, "touchPoints": points})


VIEW = "[viewport.x, viewport.y, viewport.scale]"


def test_fingers_move_and_enlarge_the_map(handset: Page, tmp_path: Path) -> None:
    open_page(handset, TREATY, tmp_path)
    handset.tap("#show-map")
    x, y, scale = handset.evaluate(VIEW)
    session = handset.context.new_cdp_session(handset)
    touch(session, "touchStart", (200, 400))
    touch(session, "touchMove", (150, 380))
    touch(session, "touchMove", (120, 370))
    touch(session, "touchEnd")
    assert handset.evaluate(VIEW) == pytest.approx([x - 80, y - 30, scale], abs=1)
    touch(session, "touchStart", (150, 400), (250, 400))
    touch(session, "touchMove", (100, 400), (300, 400))
    touch(session, "touchEnd")
    assert handset.evaluate(VIEW)[2] == pytest.approx(2 * scale, rel=0.02)
    # Neither selects a claim.
    assert handset.locator("#outline li.selected").count() == 0


def test_a_tablet_shows_the_map_over_the_outline(handset: Page, tmp_path: Path) -> None:
    tablet = handset
    tablet.set_viewport_size({"width": 820, "height": 1180})
    open_page(tablet, TREATY, tmp_path)
    map, outline = tablet.locator("#map").bounding_box(), tablet.locator("#outline").bounding_box()
    assert map
    assert outline
    assert (map["width"], outline["width"]) == (820, 820)
    assert map["y"] + map["height"] == pytest.approx(outline["y"])
    assert min(map["height"], outline["height"]) > 400
    assert not tablet.locator("#show-map").is_visible()


def test_modes_fit_a_phone(handset: Page, tmp_path: Path) -> None:
    open_page(handset, TREATY, tmp_path)
    for mode in ("study", "present"):
        handset.tap(f"#{mode}")
        handset.tap("#mode-next")
        assert handset.evaluate(WIDTH) == 390
        assert handset.locator("#mode-next").is_visible()
        assert handset.evaluate(SMALL_TEXTS) == []
        handset.tap("#leave")
    assert handset.locator("#view").is_visible() is False


@pytest.mark.parametrize("size", mostly_soak([(683, 325), (640, 360), (320, 256)], (320, 256)))
def test_a_page_that_is_enlarged_much_stays_in_one_column(
    size: tuple[int, int], page: Page, tmp_path: Path
) -> None:
    # A laptop's screen at 200 % and 400 % has as many pixels of CSS.
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page, TREATY, tmp_path, "at=breach")
    assert page.evaluate(WIDTH) == size[0]
    assert not page.locator("#view").is_visible()


def test_where_one_studies_the_outline_begins_below_the_title(
    handset: Page, tmp_path: Path
) -> None:
    open_page(handset, TREATY, tmp_path, "mode=study&step=0")
    title, outline = (handset.locator(part).bounding_box() for part in ("header", "#outline"))
    assert title is not None
    assert outline is not None
    assert outline["y"] == pytest.approx(title["y"] + title["height"], abs=1)
