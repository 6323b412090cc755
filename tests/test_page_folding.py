"""Folding and unfolding a page: what is visible is laid out anew, keeps its order and side, and moves to its places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap import ArgumentMap
from tests.browser import wait_until
from tests.conftest import ROOT, mostly_soak
from tests.generated import debate, tangle, web
from tests.opened import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

TREATY = argmap.load(ROOT / "arguments.yaml")

MAPS: dict[str, ArgumentMap] = {
    "treaty": TREATY,
    "debate": debate(60),
    "debate with copies": debate(40, seed=3, shared=0.2),
    "tangle": tangle(30),
    "web": web(11, most_claims=12, most_inferences=20),
    "from right to left": argmap.load(ROOT / "tests" / "maps" / "arabic.yaml"),
}

FOLDINGS = 60
FEW_FOLDINGS = 15
"""So many for each map, with `--all` and without."""

ALL = "level=all&mode=map"

FOLD = """([times, seed]) => {
  const found = new Set();
  let state = seed;
  const random = most => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * most);
  };
  // From where people begin to read.
  const start = area => (IS_RTL ? layout.width - area.right : area.left);
  const isNear = (area, [x, y]) =>
    x > area.left - 4 && x < area.right + 4 && y > area.top - 4 && y < area.bottom + 4;
  const areasOf = claim => [...layout.boxes].filter(([box]) => BOXES[box].claim === claim).map(([, area]) => area);

  const checkBoxes = () => {
    const areas = [...layout.boxes];
    areas.forEach(([box, area], place) => {
      for (const [other, second] of areas.slice(0, place)) {
        const isApart = area.right <= second.left || second.right <= area.left
          || area.bottom <= second.top || second.bottom <= area.top;
        if (!isApart) found.add(`${box} and ${other} overlap`);
      }
      let above = PARENTS[box];
      while (above >= 0 && !chosen.folded.has(BOXES[above].claim)) above = PARENTS[above];
      if (above >= 0) found.add(`${box} is shown`);
      if (PARENTS[box] >= 0 && layout.boxes.get(PARENTS[box]).top >= area.bottom) found.add(`${box} is above what it bears on`);
    });
    const hidden = BOXES.filter((_, box) => !layout.boxes.has(box) && !chosen.folded.has(BOXES[PARENTS[box]]?.claim));
    for (const box of hidden) {
      if (layout.boxes.has(PARENTS[BOXES.indexOf(box)])) found.add(`${BOXES.indexOf(box)} is missing`);
    }
  };
  // Linked premises from where one begins; and what bears on a claim in the same way never before what comes earlier.
  const checkOrder = () => {
    for (const groups of tree.below) {
      for (const group of groups ?? []) {
        for (const {boxes} of group.blocks) {
          boxes.slice(1).forEach((box, place) => {
            const [one, other] = [boxes[place], box].map(each => layout.boxes.get(each));
            if (one && start(one) >= start(other)) found.add(`premises ${boxes} have changed their order`);
          });
        }
      }
      (groups ?? []).forEach((group, place) => groups.slice(0, place).forEach(earlier => {
        if (group.kind !== earlier.kind) return;
        const [one, other] = [earlier, group].map(each => layout.boxes.get(each.boxes[0]));
        if (one && start(other) <= start(one) && other.top < one.top) found.add(`${group.number} is before ${earlier.number}`);
      }));
    }
  };
  const checkLines = () => {
    const bars = new Map(layout.brackets.map(({inference, bar}) => [inference, bar]));
    const isAtBar = (inference, [x, y]) => {
      const [[from, height], [to]] = bars.get(inference) ?? [[Infinity, 0], [Infinity]];
      return Math.abs(y - height) < 1 && x > Math.min(from, to) - 1 && x < Math.max(from, to) + 1;
    };
    const isAtTarget = (inference, point) => {
      const {kind, target} = INFERENCES[inference];
      return kind === UNDERCUTTER ? isAtBar(target, point) : areasOf(target).some(area => isNear(area, point));
    };
    const isAtPremise = (inference, point) =>
      isAtBar(inference, point) || INFERENCES[inference].premises.flatMap(areasOf).some(area => isNear(area, point));
    const inTrunks = new Set(layout.trunks.flatMap(({inferences}) => inferences));
    for (const {inference, path, stub} of layout.lines) {
      if (!isAtPremise(inference, (stub ?? path)[0])) found.add(`the line of ${inference} begins nowhere`);
      if (stub ? !inTrunks.has(inference) : !isAtTarget(inference, path.at(-1))) found.add(`the line of ${inference} ends nowhere`);
    }
    for (const {inferences, paths} of layout.trunks) {
      if (!isAtTarget(inferences[0], paths.at(-1).at(-1))) found.add(`the trunk of ${inferences} ends nowhere`);
    }
    const drawn = new Set(layout.lines.map(({inference}) => inference));
    for (const {blocks} of tree.boxes.flatMap(box => tree.below[box])) {
      for (const {inference} of blocks) if (!drawn.has(inference)) found.add(`${inference} has no line`);
    }
  };
  // What is drawn is what was laid out.
  const checkDrawing = () => {
    const groups = [...DRAWING.querySelectorAll(".claim")];
    if (groups.length !== layout.boxes.size) found.add(`${groups.length} boxes are drawn of ${layout.boxes.size}`);
    for (const group of groups) {
      const {left, top, right, bottom} = layout.boxes.get(Number(group.dataset.box));
      const drawn = group.querySelector(".outline").getBBox();
      const differences = [drawn.x - left, drawn.y - top, drawn.x + drawn.width - right, drawn.y + drawn.height - bottom];
      if (Math.max(...differences.map(Math.abs)) > 0.1) found.add(`${group.dataset.box} is drawn elsewhere`);
      if (!group.matches(`.side-${CLAIMS[group.dataset.claim].side}`)) found.add(`${group.dataset.box} is on another side`);
      const isFolded = chosen.folded.has(Number(group.dataset.claim)) && BELOW[group.dataset.box].length > 0;
      if (isFolded !== Boolean(group.querySelector(".more"))) found.add(`${group.dataset.box} says wrongly what is folded`);
    }
    const steps = new Set([...DRAWING.querySelectorAll(".step")].map(group => Number(group.dataset.step)));
    for (const {inference} of layout.lines) if (!steps.has(inference)) found.add(`${inference} is not drawn`);
  };

  const claims = [...new Set(PARENTS)].filter(box => box >= 0).map(box => BOXES[box].claim);
  let hidden = 0;
  for (let time = 0; time < times; time++) {
    const kind = random(10);
    if (kind === 0) foldTo(1 + random(4));
    else if (kind === 1) foldTo(Infinity);
    else if (kind < 8) toggleFold(claims[random(claims.length)]);
    else choose({folded: new Set(claims.filter(() => random(3) === 0))});
    checkBoxes();
    checkOrder();
    checkLines();
    checkDrawing();
    hidden += BOXES.length - layout.boxes.size;
  }
  return {problems: [...found].slice(0, 10), hidden};
}"""
"""Folds and unfolds at random and says what has gone wrong."""


@pytest.mark.parametrize("name", mostly_soak(MAPS, "treaty", "debate with copies"))
def test_what_is_visible_keeps_its_order_and_side_and_lines_end_at_boxes(
    name: str, page: Page, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    foldings = FOLDINGS if pytestconfig.getoption("--all") else FEW_FOLDINGS
    shown = open_page(page, MAPS[name], tmp_path, ALL)
    result = page.evaluate(FOLD, [foldings, len(name)])
    assert result["problems"] == []
    assert result["hidden"] > foldings
    assert shown.wrongs == []


MOVES = """level => {
  const middles = () => new Map([...DRAWING.querySelectorAll(".claim")].map(group => {
    const {x, y, width, height} = group.querySelector(".outline").getBoundingClientRect();
    // What is above the view may take another line.
    return [Number(group.dataset.box), [x + width / 2, y + height / 2 - VIEW.getBoundingClientRect().top]];
  }));
  const before = middles();
  foldTo(level);
  const animations = DRAWING.getAnimations({subtree: true});
  for (const animation of animations) {
    animation.pause();
    animation.currentTime = 0;
  }
  const now = middles();
  const jumps = [...now].filter(([box, [x, y]]) => {
    // A new box is where that above it was.
    let above = box;
    while (!before.has(above)) above = PARENTS[above];
    return Math.hypot(x - before.get(above)[0], y - before.get(above)[1]) > 1.5;
  });
  for (const animation of animations) animation.finish();
  return {times: animations.map(animation => animation.effect.getComputedTiming().endTime), jumps: jumps.length};
}"""


def test_boxes_move_from_where_they_were_within_a_third_of_a_second(
    page: Page, tmp_path: Path
) -> None:
    page.emulate_media(reduced_motion="no-preference")
    open_page(page, TREATY, tmp_path, "level=2&mode=map")
    for level in (3, 2, 4, 1):
        # A line above the map may have come or gone, and then the map has another height.
        wait_until(page, "() => viewport.height === VIEW.clientHeight")
        moves = page.evaluate(MOVES, level)
        assert moves["jumps"] == 0
        assert 0 < max(moves["times"]) <= 300


def test_nothing_moves_for_those_who_want_less_motion(page: Page, tmp_path: Path) -> None:
    open_page(page, TREATY, tmp_path, "level=2&mode=map")
    assert page.evaluate(MOVES, 3)["times"] == []


def test_very_many_boxes_do_not_move(page: Page, tmp_path: Path) -> None:
    page.emulate_media(reduced_motion="no-preference")
    open_page(page, debate(500), tmp_path, ALL)
    page.evaluate("fit()")
    assert (
        page.evaluate(
            "toggleFold(BOXES.find((_, box) => BELOW[box].length > 0 && LEVELS[box] > 3).claim) ?? layout.boxes.size"
        )
        > 400
    )
    assert page.evaluate("DRAWING.getAnimations({subtree: true}).length") == 0


TEXT = "viewport.scale * SIZE"

IS_WHOLE = """() => {
  const {left, top, right, bottom} = onScreen({left: 0, top: 0, right: layout.width, bottom: layout.height});
  return left >= 0 && top >= 0 && right <= viewport.width && bottom <= viewport.height;
}"""


def test_a_page_opens_so_that_it_can_be_read(page: Page, tmp_path: Path) -> None:
    for width, height in ((1366, 768), (1920, 1080), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for map in (TREATY, MAPS["debate"], MAPS["from right to left"]):
            open_page(page, map, tmp_path, "mode=map")
            assert page.evaluate(TEXT) >= 14 - 1e-6
            first = page.evaluate("boxArea(DATA.mains[0])")
            assert page.evaluate(IS_WHOLE) or first["top"] < 60
            assert 0 <= first["left"] < first["right"] <= page.evaluate("viewport.width")
            # One level more would be too small, unless there is none.
            level = page.evaluate("openingLevel()")
            page.evaluate("level => foldTo(level)", level)
            assert level == 2 or page.evaluate(IS_WHOLE)


def test_what_is_folded_or_unfolded_is_fitted_or_stays_in_view(page: Page, tmp_path: Path) -> None:
    open_page(page, MAPS["debate"], tmp_path, "level=1&mode=map")
    assert page.evaluate(IS_WHOLE)
    page.evaluate("foldTo(2)")
    folded = page.evaluate(
        "BOXES.flatMap(({claim}, box) => chosen.folded.has(claim) && BELOW[box].length ? [claim] : [])"
    )
    for claim in folded:
        page.evaluate("claim => toggleFold(claim)", claim)
        if page.evaluate(IS_WHOLE):
            assert page.evaluate(TEXT) >= 10
        else:
            assert page.evaluate(TEXT) == pytest.approx(14)
            area = page.evaluate("claim => boxArea(claim)", claim)
            assert 0 <= area["left"] < area["right"] <= page.evaluate("viewport.width")
            assert 0 <= area["top"] < area["bottom"] <= page.evaluate("viewport.height")
    page.evaluate("fit()")
    assert page.evaluate(IS_WHOLE)


def test_a_window_of_another_size_has_another_layout(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 844, "height": 390})
    open_page(page, TREATY, tmp_path, "level=2&mode=map")
    page.evaluate("fit()")
    wide = page.evaluate("[layout.width, layout.height]")
    page.set_viewport_size({"width": 390, "height": 844})
    wait_until(page, "() => viewport.width < 400")
    high = page.evaluate("[layout.width, layout.height]")
    assert wide[0] / wide[1] > high[0] / high[1]
    assert page.evaluate(IS_WHOLE)


def test_a_line_above_the_map_does_not_change_its_layout(page: Page, tmp_path: Path) -> None:
    open_page(page, TREATY, tmp_path, "level=2&mode=map")
    page.evaluate("fit()")
    boxes = page.evaluate("[...layout.boxes]")
    page.evaluate("document.querySelector('header').style.paddingBottom = '40px'")
    wait_until(page, "() => viewport.height === VIEW.clientHeight")
    assert page.evaluate("[...layout.boxes]") == boxes
    drawn = page.evaluate("DRAWING.querySelector('.claim > .outline').getBoundingClientRect().top")
    top = page.evaluate("VIEW.getBoundingClientRect().top + boxArea(BOXES[0].claim).top")
    assert drawn == pytest.approx(top, abs=4)
    assert page.evaluate(IS_WHOLE)


def test_a_claim_that_one_goes_to_can_be_read(page: Page, tmp_path: Path) -> None:
    open_page(page, debate(200), tmp_path, ALL)
    page.evaluate("fit()")
    assert page.evaluate(TEXT) < 8
    # Boxes say less then.
    assert page.locator("#view .brief").count() == page.evaluate("layout.boxes.size")
    for claim in (150, 20, 199):
        page.evaluate("claim => goToBox(claim)", claim)
        area = page.evaluate("claim => boxArea(claim)", claim)
        assert page.evaluate(TEXT) >= 14
        assert 0 <= area["left"] < area["right"] <= page.evaluate("viewport.width")
        assert 0 <= area["top"] < area["bottom"] <= page.evaluate("viewport.height")
    wait_until(page, "() => !document.querySelector('#view .brief')")


def test_a_link_to_a_claim_unfolds_the_way_to_it(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page(page, TREATY, tmp_path, "at=costs-outweigh")
    box = page.locator("g.claim.selected:not(.copy)")
    assert box.locator("title").first.text_content() == TREATY.claims["costs-outweigh"].text
    assert box.is_visible()
