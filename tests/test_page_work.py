"""What a page does for what one asks of it: no more than it must, however large the map is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap import ArgumentMap
from tests.browser import wait_until
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

PARTS = """() => {
  const parts = {claims: new Set(), told: new Set(), steps: new Set(), statuses: new Set(), trunks: new Set(),
    others: new Set()};
  self.records.push(...self.observer.takeRecords());
  for (const {target, addedNodes: [added], removedNodes: [removed]} of self.records) {
    // What lit up before goes out.
    if (removed instanceof Element && removed.matches(".halo")) continue;
    const moved = added ?? removed;
    const isPlace = moved instanceof Element && moved.matches(".status");
    const element = isPlace ? moved : target instanceof Element ? target : target.parentElement;
    const box = element.closest("g[data-box]");
    const told = element.closest("li[data-claim]");
    const step = element.closest("g.step");
    const trunk = element.closest("g.trunk");
    if (box) parts.claims.add(Number(box.dataset.claim));
    else if (element.matches(".status")) parts.statuses.add(Number(told.dataset.step));
    else if (told) parts.told.add(Number(told.dataset.claim));
    else if (step) parts.steps.add(Number(step.dataset.step));
    else if (trunk) parts.trunks.add(trunk.dataset.step);
    else parts.others.add(element.closest("[id]")?.id ?? element.localName);
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
    DATA.inferences.map((_, step) => /undercut|too weak|outweighed|takes/.exec(verdicts.status(step)) ? verdicts.status(step) : ""),
  ];
}"""


def opened(browser: Browser, map: ArgumentMap, *, shows_verdicts: bool = False) -> Page:
    tab = browser.new_page(viewport={"width": 1200, "height": 800})
    verdicts = argmap.evaluate(map) if shows_verdicts else None
    tab.set_content(argmap.render(map, "page", verdicts=verdicts).decode())
    tab.evaluate("foldTo(Infinity)")
    return tab


MAPS = {"treaty": argmap.load(ROOT / "arguments.yaml"), "debate": debate(200)}


@pytest.fixture(scope="module", params=mostly_soak(MAPS, "treaty"))
def judged(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Yield a page that begins with its verdicts shown."""
    tab = opened(browser, MAPS[request.param], shows_verdicts=True)
    yield tab
    tab.close()


GESTURES = {
    "wheel": "[-40, 30, 120, -200].map(deltaY => new WheelEvent('wheel', {deltaY, clientX: 300, clientY: 300}))",
    "drag": """[['pointerdown', 300, 300], ['pointermove', 320, 310], ['pointermove', 350, 330], ['pointerup', 350, 330]]
      .map(([type, clientX, clientY]) => new PointerEvent(type, {pointerId: 1, clientX, clientY}))""",
    "pinch": """[['pointerdown', 1, 300], ['pointerdown', 2, 400], ['pointermove', 2, 450], ['pointermove', 1, 250],
      ['pointerup', 1, 250], ['pointerup', 2, 450]]
      .map(([type, pointerId, clientX]) => new PointerEvent(type, {pointerId, clientX, clientY: 300}))""",
    "keys": """['ArrowLeft', 'ArrowDown', '+', '-'].map(key => new KeyboardEvent('keydown', {key}))""",
}
"""What one does to zoom and pan, as a list of events."""

STEPS = """events => {
  VIEW.setPointerCapture = () => {};
  const changes = [];
  for (const event of events) {
    const before = String(Object.values(viewport));
    VIEW.dispatchEvent(event);
    const records = self.observer.takeRecords();
    if (before === String(Object.values(viewport))) {
      if (records.length) changes.push("something changes where nothing moves");
      continue;
    }
    changes.push(...records.map(({target, attributeName}) => `${target.localName} ${attributeName}`), "step");
  }
  return changes;
}"""


@pytest.mark.parametrize("gesture", GESTURES)
def test_a_step_of_zooming_or_panning_writes_one_style(gesture: str, judged: Page) -> None:
    judged.evaluate(OBSERVE)
    changes = judged.evaluate(f"({STEPS})({GESTURES[gesture]})")
    assert changes == ["svg style", "step"] * (len(changes) // 2)
    assert len(changes) >= 4


def test_what_is_at_rest_is_drawn_sharp(judged: Page) -> None:
    assert judged.evaluate("(zoom(1.5), DRAWING.style.transform)") != ""
    wait_until(judged, "() => DRAWING.style.transform === ''")
    scale = judged.evaluate("MOVED.getCTM().a")
    assert scale == pytest.approx(judged.evaluate("viewport.scale"), rel=1e-5)


DRAWN = "() => DRAWING.querySelectorAll('[data-box]').length"

IN_VIEW = """() => [...layout.boxes].filter(([box, area]) => {
  const {left, top, right, bottom} = onScreen(area);
  const isSeen = right > 0 && bottom > 0 && left < viewport.width && top < viewport.height;
  return isSeen && !DRAWING.querySelector(`[data-box="${box}"]`);
}).length"""
"""How many boxes in view are not drawn."""


def test_of_a_large_map_only_what_is_in_view_is_drawn(browser: Browser) -> None:
    tab = opened(browser, debate(1000))
    assert tab.evaluate("layout.boxes.size") > 1000
    # At most what a view of four times this size has room for, at 14 pixels.
    assert 5 < tab.evaluate(DRAWN) < 250
    assert tab.evaluate(IN_VIEW) == 0
    for move in ("pan(0, -300)", "pan(0, -3000)", "pan(-200, 900)", "zoom(0.4)", "zoom(0.5)"):
        tab.evaluate(move)
        assert tab.evaluate(IN_VIEW) == 0
    tab.evaluate("zoom(5); drawSharp()")
    assert tab.evaluate(IN_VIEW) == 0
    assert tab.evaluate(DRAWN) < 250
    tab.close()


OUTSIDE = {
    "start",
    "view",
    "body",
    "changes",
    "scoreboard",
    "on-box",
    "reading",
    "read",
    "study",
    "what-if",
    "undo",
}
"""What changes with a what-if beside claims and steps: what is said of it, buttons, and the place of the map below."""


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
    standing = "verdicts.claims.findIndex(({sources, stands}) => sources.length && stands.value)"
    claim = judged.evaluate(standing)
    judged.evaluate(OBSERVE)
    judged.evaluate("claim => suppose(claim, true)", claim)
    claims, result, inferences, statuses, _, _ = judged.evaluate(PARTS)
    assert (claims, result, inferences, statuses) == ([claim], [claim], [], [])
    judged.evaluate("undo()")
