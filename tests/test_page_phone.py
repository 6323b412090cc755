"""The page on a phone, on a tablet and enlarged: one claim at a time, the map and the outline a tap or two away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import argmap
from tests.browser import Tabs, wait_until
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


SMALLEST_TARGET = """() => {
  const shown = [...document.querySelectorAll("button, input, summary")].filter(
    target => target.checkVisibility({visibilityProperty: true}));
  return Math.min(...shown.map(target => target.getBoundingClientRect().height));
}"""
"""How high the lowest target is; links within a text are as high as its lines."""

FONT_SIZE = "claim => parseFloat(getComputedStyle(claim).fontSize)"


def show_outline(tab: Page) -> None:
    tab.tap("#menu-button")
    tab.tap("#show-outline")


# --- One claim at a time ---


@pytest.mark.parametrize("map", [TREATY, DEEP], ids=["treaty", "deep"])
def test_it_begins_with_one_claim_that_can_be_read_and_tapped(
    map: argmap.ArgumentMap, handset: Page, tmp_path: Path
) -> None:
    shown = open_page(handset, map, tmp_path)
    first = next(iter(map.claims.values()))
    assert handset.locator("#leaf h2 bdi").inner_text() == first.text
    assert not handset.locator("#view").is_visible()
    for _ in range(3):
        assert handset.evaluate(SMALL_TEXTS) == []
        assert handset.evaluate(SMALLEST_TARGET) >= 44
        assert handset.evaluate(WIDTH) == 390
        leaf = "[document.getElementById('leaf').scrollWidth, document.getElementById('leaf').clientWidth]"
        assert handset.evaluate(leaf) == [390, 390]
        for text in handset.locator("#leaf bdi").all():
            assert text.evaluate(FONT_SIZE) >= 20
        handset.tap("#reading-next")
    handset.set_viewport_size({"width": 320, "height": 640})
    assert handset.evaluate(WIDTH) == 320
    assert shown.wrongs == []


def touch(session: CDPSession, type: str, *fingers: tuple[int, int]) -> None:
    points = [{"x": x, "y": y, "id": id} for id, (x, y) in enumerate(fingers)]
    session.send("Input.dispatchTouchEvent", {"type": type, "touchPoints": points})


def swipe(tab: Page, *fingers: tuple[tuple[int, int], tuple[int, int]]) -> str:
    """Move fingers from a place to another; return the claim that is read then."""
    session = tab.context.new_cdp_session(tab)
    touch(session, "touchStart", *[start for start, _ in fingers])
    for part in (1, 2, 3):
        places = []
        for (x, y), (to_x, to_y) in fingers:
            places.append((x + (to_x - x) * part // 3, y + (to_y - y) * part // 3))
        touch(session, "touchMove", *places)
    touch(session, "touchEnd")
    number: str = tab.evaluate("CLAIMS[chosen.selected]?.number ?? '1'")
    return number


def test_a_swipe_goes_to_what_is_beside_a_claim(handset: Page, tmp_path: Path) -> None:
    open_page(handset, TREATY, tmp_path)
    assert swipe(handset, ((300, 500), (100, 520))) == "2"
    assert swipe(handset, ((100, 500), (300, 480))) == "1"
    assert swipe(handset, ((200, 500), (240, 500))) == "1", "too short"
    assert swipe(handset, ((200, 300), (280, 600))) == "1", "down"
    both = ((200, 500), (60, 500)), ((220, 500), (380, 500))
    assert swipe(handset, *both) == "1", "two fingers enlarge"


def test_the_map_is_one_tap_away_and_comes_back_to_the_claim(handset: Page, tmp_path: Path) -> None:
    open_page(handset, TREATY, tmp_path)
    handset.tap(".cards button")
    assert handset.locator("#leaf h2 b").first.inner_text() == "1.1a"
    handset.get_by_role("button", name="Map", exact=True).tap()
    assert not handset.locator("#reading").is_visible()
    assert not handset.locator("#outline").is_visible()
    box = handset.locator("#view .claim.selected:not(.copy)").bounding_box()
    view = handset.locator("#view").bounding_box()
    assert box is not None
    assert view is not None
    assert view["width"] == 390
    assert 0 <= box["x"] <= 390 - box["width"]
    assert view["y"] <= box["y"] <= view["y"] + view["height"] - box["height"]
    # It can be read, without enlarging it.
    assert handset.evaluate("viewport.scale") * 12 >= 13.9
    handset.tap("#read")
    assert handset.locator("#leaf h2 b").first.inner_text() == "1.1a"


def test_the_way_back_of_a_phone_leads_from_the_map_to_the_claim(
    handset: Page, tmp_path: Path
) -> None:
    open_page(handset, TREATY, tmp_path, "at=breach")
    handset.tap("#leave")
    assert not handset.locator("#reading").is_visible()
    handset.go_back()
    wait_until(handset, "!document.getElementById('reading').hidden")
    assert handset.locator("#leaf h2 b").first.inner_text() == "1.2a"


BEST = ("stands, backed", "stands, asserted", "contested", "falls")
"""Verdicts, the best first."""


@pytest.mark.parametrize(
    ("target", "objection", "change"),
    [
        (
            "3",
            "China should end its alliance treaty with North Korea.",
            "No other verdict changes.",  # claim 3 is contested for other reasons, too
        ),
        (
            "3.1a.2",
            "Pyongyang has never consulted Beijing about illegally acquiring nuclear weapons.",
            "now",
        ),
    ],
)
def test_a_student_finds_the_strongest_objection_and_what_changes_without_it(
    target: str, objection: str, change: str, handset: Page, tmp_path: Path
) -> None:
    """A student sees what is on the screen, and taps what is named there."""
    open_page(handset, TREATY, tmp_path)
    taps = 0

    def tap(name: str | re.Pattern[str]) -> None:
        nonlocal taps
        taps += 1
        handset.get_by_role("button", name=name, exact=True).first.tap()

    tap("What if")
    # To the claim with the number: main claims are side by side, the others below them.
    main, *_ = target.split(".")
    while handset.locator("#leaf h2 b").first.inner_text() != main:
        tap(re.compile(r"^[23] "))
    reached = main
    while reached != target:
        buttons = handset.locator("#leaf .cards button").all()
        numbers = [button.locator("b").first.inner_text() for button in buttons]
        reached = max((number for number in numbers if target.startswith(number)), key=len)
        tap(re.compile(rf"^{re.escape(reached)} "))
    objections = handset.get_by_role("heading", name="Objections").locator("+ ul > li > button")
    names = [button.inner_text() for button in objections.all()]
    strongest = min(names, key=lambda name: next(i for i, word in enumerate(BEST) if word in name))
    assert objection in strongest
    tap(re.compile(re.escape(strongest.split()[0]) + " "))
    tap("What if false?")
    assert change in handset.get_by_role("status").first.inner_text()
    assert taps <= 12


# --- The outline and the map ---


@pytest.mark.parametrize("map", [TREATY, DEEP], ids=["treaty", "deep"])
def test_the_outline_is_one_column_that_can_be_read(
    map: argmap.ArgumentMap, handset: Page, tmp_path: Path
) -> None:
    claim = next(iter(map.claims))
    shown = open_page(handset, map, tmp_path, f"at={claim}&verdicts=yes&mode=map")
    show_outline(handset)
    assert handset.evaluate(SMALL_TEXTS) == []
    assert handset.evaluate(WIDTH) == 390
    handset.set_viewport_size({"width": 320, "height": 640})
    assert handset.evaluate(WIDTH) == 320
    assert not handset.locator("#view").is_visible()
    narrowest = "Math.min(...[...document.querySelectorAll('.line')].map(line => line.getBoundingClientRect().width))"
    assert handset.evaluate(narrowest) > 200
    assert shown.wrongs == []


VIEWPORT = "[viewport.x, viewport.y, viewport.scale]"


def test_fingers_move_and_enlarge_the_map(handset: Page, tmp_path: Path) -> None:
    open_page(handset, TREATY, tmp_path, "mode=map")
    x, y, scale = handset.evaluate(VIEWPORT)
    session = handset.context.new_cdp_session(handset)
    touch(session, "touchStart", (200, 400))
    touch(session, "touchMove", (150, 380))
    touch(session, "touchMove", (120, 370))
    touch(session, "touchEnd")
    assert handset.evaluate(VIEWPORT) == pytest.approx([x - 80, y - 30, scale], abs=1)
    touch(session, "touchStart", (150, 400), (250, 400))
    touch(session, "touchMove", (100, 400), (300, 400))
    touch(session, "touchEnd")
    assert handset.evaluate(VIEWPORT)[2] == pytest.approx(2 * scale, rel=0.02)
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
    assert min(map["height"], outline["height"]) > 350


@pytest.mark.parametrize("size", mostly_soak([(683, 325), (640, 360), (320, 256)], (320, 256)))
def test_a_page_that_is_enlarged_much_shows_one_claim(
    size: tuple[int, int], page: Page, tmp_path: Path
) -> None:
    # A laptop's screen at 200 % and 400 % has as many pixels of CSS.
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page, TREATY, tmp_path, "at=breach")
    assert page.evaluate(WIDTH) == size[0]
    assert page.locator("#leaf h2").is_visible()
    assert not page.locator("#view").is_visible()


def test_study_fits_a_phone(handset: Page, tmp_path: Path) -> None:
    open_page(handset, TREATY, tmp_path)
    handset.tap("#study")
    for _ in range(4):
        handset.tap("#reading-next")
        assert handset.evaluate(WIDTH) == 390
        assert handset.evaluate(SMALL_TEXTS) == []
        assert handset.evaluate(SMALLEST_TARGET) >= 44
    handset.tap("#leave")
    assert handset.locator("#view").is_visible()
