"""Printing the page: the whole map on one page, or a page for each branch, as it is shown."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

import pypdf
import pytest

import argmap
from tests.browser import Tabs
from tests.conftest import ROOT, a_map
from tests.generated import debate
from tests.opened import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

TREATY = argmap.load(ROOT / "arguments.yaml")

TWO_SIDES = a_map(
    """
    title: Nine o'clock
    claims:
      m:
        text: Start at nine.
        main: true
        premises: [[sleep, need], {premises: [bus], undercutters: [rail]}]
        rebuttals: [work]
        side: a
      sleep: {text: They sleep longer., premises: [sun]}
      need: They need sleep.
      sun: The sun is up.
      bus: Buses run later.
      rail: Trains do not.
      work: Parents go to work.
      n: {text: Keep eight., main: true, side: b}
    sides: {a: Nine, b: Eight}
    """
)

WIDE = debate(80, seed=3)
"""A debate with main claims that bear much."""

ALL = "level=all&mode=map"

TALL = a_map(
    "title: A chain\nclaims:\n  c0: {text: First., main: true, premises: [c1]}\n"
    + "".join(
        f"  c{number}: {{text: Because of {number}., premises: [c{number + 1}]}}\n"
        for number in range(1, 20)
    )
    + "  c20: Last.\n"
)


class Printed(NamedTuple):
    """What came out of the printer: of each page the words in order, whether it is wide, and its size in points."""

    words: list[str]
    are_wide: list[bool]


def printed(page: Page) -> Printed:
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
    # Fonts have signs of their own for "fl" and the like.
    words = [" ".join(normalize("NFKC", sheet.extract_text()).split()) for sheet in reader.pages]
    return Printed(words, [sheet.mediabox.width > sheet.mediabox.height for sheet in reader.pages])


def ask_for_branches(page: Page) -> None:
    """Use the buttons, without the dialogue that the browser would show."""
    page.evaluate("self.print = () => {}")
    page.click("#menu-button")
    page.click("#print-branches")


def claims_in(words: str, map: argmap.ArgumentMap) -> set[str]:
    closed_up = words.replace(" ", "")
    return {claim.id for claim in map.claims.values() if claim.text.replace(" ", "") in closed_up}


@pytest.mark.soak
def test_the_whole_map_is_printed_on_one_page(page: Page, tmp_path: Path) -> None:
    shown = open_page(page, TREATY, tmp_path, ALL)
    paper = printed(page)
    assert paper.are_wide == [False]
    assert claims_in(paper.words[0], TREATY) == set(TREATY.claims)
    assert paper.words[0].startswith("Should China keep its alliance treaty with North Korea?")
    assert "linked premises: all are needed" in paper.words[0]
    assert "held by" not in paper.words[0]
    assert shown.wrongs == []


def test_a_tall_map_is_printed_upright(page: Page, tmp_path: Path) -> None:
    open_page(page, TALL, tmp_path, ALL)
    paper = printed(page)
    assert paper.are_wide == [False]
    assert claims_in(paper.words[0], TALL) == set(TALL.claims)


SHEETS = """() => {
  dispatchEvent(new Event("beforeprint"));
  return [...document.querySelectorAll("#paper .sheet")].map(sheet => sheet.textContent);
}"""


def test_branches_are_on_sheets_each_below_its_main_claim(page: Page, tmp_path: Path) -> None:
    open_page(page, TREATY, tmp_path, ALL)
    ask_for_branches(page)
    found = [claims_in("".join(text.split()), TREATY) for text in page.evaluate(SHEETS)]
    assert set().union(*found) == set(TREATY.claims)
    mains = ["end-treaty"] * 5 + ["keep-treaty", "scrutinise"]
    assert [main in claims for main, claims in zip(mains, found, strict=True)] == [True] * 7


@pytest.mark.soak
def test_branches_are_printed_each_below_its_main_claim(page: Page, tmp_path: Path) -> None:
    open_page(page, TREATY, tmp_path, ALL)
    ask_for_branches(page)
    paper = printed(page)
    found = [claims_in(words, TREATY) for words in paper.words]
    assert set().union(*found) == set(TREATY.claims)
    mains = ["end-treaty"] * 5 + ["keep-treaty", "scrutinise"]
    assert [main in claims for main, claims in zip(mains, found, strict=True)] == [True] * 7
    # Premises that are linked are on one page.
    assert {"breach", "breach-entitles"} <= found[1]
    assert "1 of 7" in paper.words[0]
    assert len(set(paper.are_wide)) == 1
    # The next time the whole map is printed again.
    assert len(printed(page).words) == 1


SIZES = """() => {
  dispatchEvent(new Event("beforeprint"));
  return [...document.querySelectorAll("#paper .sheet > svg")].map(svg => {
    const {width, height} = svg.viewBox.baseVal;
    return Math.min(Math.max(...[[680, 860], [980, 560]].map(([across, down]) => Math.min(across / width, down / height))), 2);
  });
}"""
"""How much each picture is enlarged on the paper that suits it."""


def test_branches_are_larger_than_the_whole_map(page: Page, tmp_path: Path) -> None:
    open_page(page, WIDE, tmp_path, ALL)
    [whole] = page.evaluate(SIZES)
    ask_for_branches(page)
    sizes = page.evaluate(SIZES)
    assert min(sizes) > whole
    assert max(sizes) > 1.5 * whole


def test_small_branches_that_stand_side_by_side_share_a_page(page: Page, tmp_path: Path) -> None:
    open_page(page, TWO_SIDES, tmp_path)
    ask_for_branches(page)
    assert [claims_in(words, TWO_SIDES) for words in printed(page).words] == [set(TWO_SIDES.claims)]


def test_the_buttons_print_what_is_folded_too(page: Page, tmp_path: Path) -> None:
    open_page(page, TWO_SIDES, tmp_path, "fold=sleep,n")
    # The browser prints what it shows.
    assert claims_in(printed(page).words[0], TWO_SIDES) == set(TWO_SIDES.claims) - {"sun"}
    ask_for_branches(page)
    assert claims_in(printed(page).words[0], TWO_SIDES) == set(TWO_SIDES.claims)


def test_signs_of_verdicts_are_reported_where_they_are_shown(page: Page, tmp_path: Path) -> None:
    open_page(page, TWO_SIDES, tmp_path)
    assert "only asserted" not in printed(page).words[0]
    page.click("#what-if")
    assert "only asserted" in printed(page).words[0]


LOOKS = """() => {
  dispatchEvent(new Event("beforeprint"));
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
  const boxes = [...document.querySelectorAll("#paper .claim:not(.copy) > .outline")];
  const fills = boxes.map(box => getComputedStyle(box).fill);
  return {
    repeated: ids.filter((id, place) => ids.indexOf(id) !== place),
    marked: document.querySelectorAll("#paper :is(.selected, .found)").length,
    color: getComputedStyle(document.querySelector("#paper h2")).color,
    darkest: Math.min(...fills.map(fill => Math.min(...fill.match(/\\d+/g).map(Number)))),
  };
}"""


def test_copies_are_light_and_bear_no_ids_and_no_marks(page: Page, tmp_path: Path) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    open_page(page, TREATY, tmp_path, "at=breach")
    page.evaluate("document.getElementById('search').value = 'treaty'")
    looks = page.evaluate(LOOKS)
    assert looks["repeated"] == []
    assert looks["marked"] == 0
    assert looks["color"] == "rgb(26, 26, 26)"
    assert looks["darkest"] > 200


MAP = "document.querySelector('#view').innerHTML"


@pytest.mark.parametrize("fragment", ["", "fold=sleep,n"])
def test_printing_leaves_the_page_as_it_was(fragment: str, page: Page, tmp_path: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, TWO_SIDES, tmp_path, fragment)
    before = page.evaluate(MAP)
    page.evaluate("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(MAP) == before
    assert page.locator("#paper").count() == 0


SCALES = """() => {
  dispatchEvent(new Event("beforeprint"));
  return [...document.querySelectorAll("#paper .sheet > svg")].map(svg => {
    const {width, height} = svg.getBoundingClientRect();
    const view = svg.viewBox.baseVal;
    return Math.min(width / view.width, height / view.height);
  });
}"""


def test_a_small_map_is_printed_large_and_a_large_one_as_large_as_it_can_be(
    page: Page, tmp_path: Path
) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 703})  # A4 on its side without its margins
    open_page(page, TWO_SIDES, tmp_path)
    assert page.evaluate(SCALES) == [pytest.approx(2, abs=0.01)]
    page.set_viewport_size({"width": 703, "height": 1032})
    open_page(page, TREATY, tmp_path, ALL)
    [scale] = page.evaluate(SCALES)
    assert scale * 12 * 0.75 > 6.5  # points


def test_without_scripts_the_outline_is_printed(tabs: Tabs, tmp_path: Path) -> None:
    with tabs.tab(has_scripts=False) as tab:
        open_page(tab, TWO_SIDES, tmp_path)
        words = " ".join(printed(tab).words)
    assert words.count("The sun is up.") == 1
