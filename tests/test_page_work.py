"""What a page does for what one asks of it: no more than it must, however large the map is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap import ArgumentMap
from tests.conftest import ROOT, mostly_soak
from tests.generated import debate

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OBSERVE = """() => {
  self.observer?.disconnect();
  self.records = [];
  self.observer = new MutationObserver(records => self.records.push(...records));
  const everything = {subtree: true, childList: true, attributes: true, characterData: true};
  self.observer.observe(document, everything);
}"""

CHANGED = """() => {
  self.records.push(...self.observer.takeRecords());
  return self.records.map(({target, attributeName}) => [target.id ?? "", attributeName]);
}"""
"""The elements that have changed: the id of each, and which attribute."""

PARTS = """() => {
  const parts = {claims: new Set(), told: new Set(), steps: new Set(), statuses: new Set(), trunks: new Set(),
    others: new Set()};
  self.records.push(...self.observer.takeRecords());
  for (const {target} of self.records) {
    const element = target instanceof Element ? target : target.parentElement;
    const box = element.closest("g[data-box]");
    const told = element.closest("li[data-claim]");
    const step = element.closest("g[data-number]");
    const trunk = element.closest("g.trunk");
    if (box) parts.claims.add(DATA.boxes[Number(box.dataset.box)].claim);
    else if (element.matches(".status")) parts.statuses.add(Number(told.dataset.step));
    else if (told) parts.told.add(Number(told.dataset.claim));
    else if (step) parts.steps.add(Number(step.dataset.number));
    else if (trunk) parts.trunks.add(trunk.dataset.members);
    else parts.others.add(element.id);
  }
  const sorted = found => [...found].sort((one, other) => one - other);
  const {claims, told, steps, statuses, trunks, others} = parts;
  return [sorted(claims), sorted(told), sorted(steps), sorted(statuses), [...trunks], [...others].sort()];
}"""
"""The claims whose elements have changed, in the map and in the outline, the steps likewise, and other elements by id."""

VERDICTS = """() => {
  const endings = DATA.inferences.map((_, step) => ENDINGS.get(verdicts.status(step)) ?? "head");
  return [
    DATA.claims.map((_, claim) => [...verdicts.words(claim), verdicts.supposed.get(claim) ?? ""].join(" ")),
    DATA.inferences.map(({answer}, step) => `${endings[step]} ${answer < 0 ? "" : endings[answer]}`),
    DATA.inferences.map((_, step) => STATUSES.has(verdicts.status(step)) ? verdicts.status(step) : ""),
  ];
}"""


def opened(browser: Browser, map: ArgumentMap, *, shows_verdicts: bool = False) -> Page:
    tab = browser.new_page(viewport={"width": 1200, "height": 800})
    verdicts = argmap.evaluate(map) if shows_verdicts else None
    tab.set_content(argmap.render(map, "page", verdicts=verdicts).decode())
    return tab


MAPS = {"treaty": argmap.load(ROOT / "arguments.yaml"), "debate": debate(200)}


@pytest.fixture(scope="module", params=mostly_soak(MAPS, "treaty"))
def judged(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Yield a page that begins with its verdicts shown."""
    tab = opened(browser, MAPS[request.param], shows_verdicts=True)
    yield tab
    tab.close()


def drag(page: Page) -> None:
    page.mouse.move(300, 300)
    page.mouse.down()
    page.mouse.move(360, 340, steps=4)
    page.mouse.up()


def turn_wheel(page: Page) -> None:
    before = page.evaluate("viewport.scale")
    page.mouse.move(300, 300)
    page.mouse.wheel(0, -120)
    page.wait_for_function("before => viewport.scale !== before", arg=before)


def press_keys(page: Page) -> None:
    page.focus("#view")
    for key in ("ArrowLeft", "ArrowDown", "+", "-", "0"):
        page.keyboard.press(key)


@pytest.mark.parametrize("move", [drag, press_keys, turn_wheel])
def test_panning_and_zooming_change_one_element(move: Callable[[Page], None], judged: Page) -> None:
    judged.evaluate(OBSERVE)
    move(judged)
    changed = judged.evaluate(CHANGED)
    assert len(changed) > 0
    assert {tuple(change) for change in changed} == {("moved", "transform")}


OUTSIDE = {"changes", "show-verdicts", "undo"}
"""What changes with a what-if beside claims and steps: what is said of it, and two buttons."""


def test_a_what_if_changes_only_what_has_another_verdict(judged: Page) -> None:
    for claim, value in [
        (5, False),
        (5, True),
        (17, True),
        (9, False),
        (5, None),
        (9, None),
        (17, None),
    ]:
        verdicts, endings, statuses = judged.evaluate(VERDICTS)
        judged.evaluate(OBSERVE)
        judged.evaluate("([claim, value]) => suppose(claim, value ?? undefined)", [claim, value])
        claims, result, inferences, shown, trunks, others = judged.evaluate(PARTS)
        verdicts_now, endings_now, statuses_now = judged.evaluate(VERDICTS)
        expected = [number for number, now in enumerate(verdicts_now) if now != verdicts[number]]
        assert expected != []
        assert (claims, result) == (expected, expected)
        assert set(inferences) <= {
            number for number, now in enumerate(endings_now) if now != endings[number]
        }
        for members in trunks:
            assert not set(inferences).isdisjoint(map(int, members.split()))
        assert shown == [
            number for number, now in enumerate(statuses_now) if now != statuses[number]
        ]
        assert set(others) <= OUTSIDE


def test_a_what_if_that_changes_nothing_else_changes_one_claim(judged: Page) -> None:
    standing = "DATA.claims.findIndex((claim, number) => claim.documented && verdicts.claims[number].stands.value)"
    claim = judged.evaluate(standing)
    judged.evaluate(OBSERVE)
    judged.evaluate("claim => suppose(claim, true)", claim)
    claims, result, inferences, statuses, _, _ = judged.evaluate(PARTS)
    assert (claims, result, inferences, statuses) == ([claim], [claim], [], [])
    judged.evaluate("undo()")
