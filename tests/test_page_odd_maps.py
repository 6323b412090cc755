"""Pages of maps that are nearly nothing, very long, or a part of a map: all of a page can be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import argmap
from tests.browser import Tabs
from tests.conftest import ROOT, a_map, mostly_soak
from tests.opened import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

TREATY = argmap.load(ROOT / "arguments.yaml")

MAPS = {
    "empty": argmap.ArgumentMap.build(title="Empty", claims=[], inferences=[]),
    "one claim": a_map("title: One\nclaims: {a: A claim.}"),
    "rivals alone": a_map(
        """
        title: Rivals
        sides: {x: X, y: Y}
        claims:
          a: {text: A., main: true, side: x}
          b: {text: B., main: true, side: y}
          c: {text: C., main: true}
        """
    ),
    "long claims": a_map(
        f"title: Long\nclaims: {{a: {{text: '{'word ' * 2_000}', premises: [b]}}, b: {'W' * 10_000}}}"
    ),
    "no main claim": a_map(
        """
        title: Circle
        claims: {a: {text: A., premises: [b]}, b: {text: B., premises: [a]}}
        """
    ),
    "side": argmap.part(TREATY, side="continuation"),
    "branch": argmap.part(TREATY, focus="breach"),
    "stated only": argmap.stated_only(argmap.load(ROOT / "tests/maps/undercutters.yaml")),
}

USED = """async () => {
  const tools = ["read", "study", "what-if", "zoom-in", "zoom-out", "fit", "present", "undo", "reset"];
  for (const id of tools) {
    document.getElementById(id).click();
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  }
  const shown = [...claimNumbers.values()];
  for (const mode of MODES) {
    for (const selected of [-1, ...shown]) {
      choose({mode, step: selected + 1, selected, verdicts: true});
      for (const id of ["reading-next", "reading-back"]) document.getElementById(id).click();
    }
  }
  choose({mode: ""});
  for (const level of [1, 2, Infinity]) foldTo(level);
  for (const claim of shown) {
    for (const value of [true, false, undefined]) suppose(claim, value);
    goTo(claim);
    toggleFold(claim);
    choose({focus: claim});
    for (isByBranch of [false, true]) dispatchEvent(new Event("beforeprint"));
  }
  dispatchEvent(new Event("afterprint"));
  showAll();
  zoom(0.1);
  drawSharp();
  return [document.querySelectorAll("#view g.claim:not(.copy)").length, shown.length];
}"""


@pytest.mark.parametrize(
    "fragment", mostly_soak(["", "mode=read", "mode=study&step=1e9"], "mode=read")
)
@pytest.mark.parametrize("name", mostly_soak(MAPS, *MAPS.keys() - {"branch", "stated only"}))
def test_all_of_a_page_can_be_used(name: str, fragment: str, page: Page, tmp_path: Path) -> None:
    shown = open_page(page, MAPS[name], tmp_path, fragment)
    claims = len(MAPS[name].claims)
    assert page.evaluate(USED) == [claims, claims]
    assert shown.wrongs == []


@pytest.mark.parametrize("name", mostly_soak(MAPS, "empty", "one claim", "long claims"))
def test_all_of_a_page_can_be_used_on_a_phone(name: str, tabs: Tabs, tmp_path: Path) -> None:
    with tabs.tab(390, 844, has_touch=True) as tab:
        shown = open_page(tab, MAPS[name], tmp_path)
        assert tab.evaluate("document.documentElement.scrollWidth") == 390
        claims = len(MAPS[name].claims)
        assert tab.evaluate(USED) == [claims, claims]
        assert shown.wrongs == []


READ = {
    "empty": "",
    "one claim": """\
- heading "1 A claim. [unsupported]" [level=2]
- group "What if":
  - button "What if true?"
  - button "What if false?"
  - button "Reset" [disabled]
- paragraph: The map gives no reasons for this claim and no objections to it.""",
}
"""What is read of a map: nothing of an empty one."""


@pytest.mark.parametrize("name", READ)
def test_what_is_read_of_nearly_nothing(name: str, page: Page, tmp_path: Path) -> None:
    open_page(page, MAPS[name], tmp_path, "mode=read")
    assert page.locator("#leaf").aria_snapshot() == READ[name]
    assert page.locator("#reading").is_visible() is (name != "empty")


ENDS = """() => DATA.course.map(i => {
  const {premises, kind} = INFERENCES[i];
  const shown = itemsOfInferences.get(i).map(claimOf);
  return [premises.every(premise => shown.includes(premise)), DATA.picture.kinds[i] === kind];
})"""


@pytest.mark.parametrize("name", ["side", "branch", "stated only"])
def test_inferences_of_a_part_are_the_same_everywhere(
    name: str, page: Page, tmp_path: Path
) -> None:
    open_page(page, MAPS[name], tmp_path)
    ends = page.evaluate(ENDS)
    assert ends == [[True, True]] * len(MAPS[name].inferences)
