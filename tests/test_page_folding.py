"""Folding and unfolding a page: nothing that stays visible changes its order or its side, and lines stay at boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import argmap
from argmap import ArgumentMap
from tests.conftest import ROOT, mostly_soak
from tests.generated import debate, tangle, web

if TYPE_CHECKING:
    from playwright.sync_api import Page

TREATY = argmap.load(ROOT / "arguments.yaml")

MAPS: dict[str, tuple[ArgumentMap, str]] = {
    "treaty in rows": (TREATY, "rows"),
    "treaty in columns": (TREATY, "columns"),
    "debate in rows": (debate(60), "rows"),
    "debate in columns": (debate(60, seed=2), "columns"),
    "debate in columns with copies": (debate(40, seed=3, shared=0.2), "columns"),
    "debate in rows with copies": (debate(40, seed=4, shared=0.2), "rows"),
    "tangle": (tangle(30), ""),
    "tangle as a graph": (tangle(30), "graph"),
    "tangled web": (web(3), ""),
    "web in rows": (web(11, most_claims=12, most_inferences=20), "rows"),
    "web in columns": (web(11, most_claims=12, most_inferences=20), "columns"),
}
"""Maps, and the layout of each; "" is the default."""

FOLDINGS = 100
FEW_FOLDINGS = 25
"""So many for each map, with `--all` and without."""

FOLD = """([times, seed]) => {
  const along = DATA.axis;
  const across = along === "x" ? "y" : "x";
  const size = {x: "width", y: "height"};
  const found = new Set();
  const close = (one, other) => Math.abs(one - other) < 0.05;

  let state = seed;
  const random = most => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * most);
  };

  const isSeen = group => getComputedStyle(group).display !== "none";

  // How far a group has been moved along the axis, and across it.
  const moved = group => {
    const numbers = (group.getAttribute("transform") ?? "translate(0 0)").match(/-?[\\d.]+/g).map(Number);
    return along === "x" ? numbers : [numbers[1], numbers[0]];
  };
  const place = number => {
    const box = DATA.boxes[number];
    const [far, aside] = moved(boxGroups[number]);
    return {...box, [along]: box[along] + far, [across]: box[across] + aside};
  };
  const places = () => DATA.boxes.map((_, number) => (isSeen(boxGroups[number]) ? place(number) : null));

  // The points of a shape of a step, and its extent along the axis.
  const points = shape => {
    if (shape.localName === "circle") return [{x: Number(shape.getAttribute("cx")), y: Number(shape.getAttribute("cy"))}];
    const numbers = shape.getAttribute("d").match(/-?[\\d.]+/g).map(Number);
    const all = numbers.flatMap((x, index) => (index % 2 ? [] : [{x, y: numbers[index + 1]}]));
    return all;
  };
  const ends = shape => [points(shape)[0], points(shape).at(-1)];
  const extent = shape => {
    const all = points(shape).map(point => point[along]);
    return Math.max(...all) - Math.min(...all);
  };
  const isNear = (box, point) =>
    point.x > box.x - 24 && point.x < box.x + box.width + 24 && point.y > box.y - 24 && point.y < box.y + box.height + 24;
  const anchors = [];
  const heads = [];
  for (const [step, {group}] of inferenceGroups) {
    for (const shape of group.querySelectorAll("path, circle")) {
      if (extent(shape) < 14) heads.push({step, group, shape, extent: extent(shape)});
      ends(shape).forEach((end, index) => {
        for (const number of DATA.inferences[step].boxes) {
          const box = DATA.boxes[number];
          if (isNear(box, end)) anchors.push({step, group, shape, index, number, distance: end[along] - box[along]});
        }
      });
    }
  }

  const isBefore = (one, other, axis) => one[axis] + one[size[axis]] <= other[axis] + 0.02;
  const compare = (before, now, when) => {
    now.forEach((box, number) => {
      if (!box || !before[number]) return;
      if (!close(box[across], before[number][across])) found.add(`${when}: box ${number} moved across`);
      now.forEach((other, second) => {
        if (second === number || !other || !before[second]) return;
        for (const axis of ["x", "y"]) {
          const was = isBefore(before[number], before[second], axis);
          if (was && !isBefore(box, other, axis)) found.add(`${when}: ${number} was before ${second} along ${axis}`);
        }
      });
    });
  };
  const checkOverlaps = now => {
    now.forEach((box, number) => now.slice(0, number).forEach((other, second) => {
      if (!box || !other || isBefore(box, other, "x") || isBefore(other, box, "x")) return;
      if (!isBefore(box, other, "y") && !isBefore(other, box, "y")) found.add(`${number} and ${second} overlap`);
    }));
  };
  const checkShown = now => {
    const {folded} = chosen;
    now.forEach((box, number) => {
      let above = DATA.boxes[number].parent;
      while (above >= 0 && !folded.has(DATA.boxes[above].claim)) above = DATA.boxes[above].parent;
      if (Boolean(box) !== above < 0) found.add(`box ${number} is ${box ? "" : "not "}shown`);
    });
    for (const [step, {group}] of inferenceGroups) {
      const {boxes, premises} = DATA.inferences[step];
      const isShown = isSeen(group);
      if (isShown !== boxes.every(box => now[box])) found.add(`step ${step} is ${isShown ? "" : "not "}shown`);
      const isFounded = premises.every(claim => now.some(box => box?.claim === claim));
      if (isShown && !isFounded) found.add(`step ${step} has lost a premise`);
    }
    frameGroups.forEach(({group}, number) => {
      const shown = DATA.frames[number].filter(box => now[box]);
      if (isSeen(group) !== shown.length > 0) found.add(`frame ${number} is wrongly shown`);
      const rect = group.querySelector("rect");
      const from = Number(rect.getAttribute(along)) + moved(group)[0];
      const to = from + Number(rect.getAttribute(size[along]));
      for (const box of shown) {
        if (now[box][along] < from || now[box][along] + now[box][size[along]] > to) found.add(`${box} out of its frame`);
      }
    });
  };
  const checkLines = now => {
    for (const {step, group, shape, index, number, distance} of anchors) {
      if (!isSeen(group)) continue;
      const end = ends(shape)[index][along] + moved(group)[0];
      if (!close(end - now[number][along], distance)) found.add(`step ${step} has left box ${number}`);
    }
    for (const {step, group, shape, extent: length} of heads) {
      if (isSeen(group) && !close(extent(shape), length)) found.add(`a head of step ${step} is squeezed`);
    }
  };

  const claims = [...new Set(DATA.boxes.map(box => box.parent))].filter(box => box >= 0).map(box => DATA.boxes[box].claim);
  let hidden = 0;
  let before = places();
  for (let time = 0; time < times; time++) {
    const {restingAt} = drawing;
    const kind = random(10);
    if (kind === 0) foldTo(1 + random(4));
    else if (kind === 1) foldTo(Infinity);
    else if (kind < 8) toggleFold(claims[random(claims.length)]);
    else choose({folded: new Set(claims.filter(() => random(3) === 0))});
    const now = places();
    compare(before, now, "at rest");
    checkOverlaps(now);
    checkShown(now);
    checkLines(now);
    if (drawing.restingAt !== restingAt) {
      placeParts(restingAt, drawing.restingAt, 0.3);
      compare(before, places(), "on the way");
      placeParts(restingAt, drawing.restingAt, 1);
    }
    hidden += now.filter(box => !box).length;
    before = now;
  }
  return {problems: [...found].slice(0, 10), anchors: anchors.length, hidden};
}"""
"""Folds and unfolds at random and says what has gone wrong."""


@pytest.mark.parametrize(
    "name", mostly_soak(MAPS, "treaty in rows", "debate in columns with copies", "tangled web")
)
def test_what_stays_visible_keeps_its_order_and_its_side(
    name: str, page: Page, pytestconfig: pytest.Config
) -> None:
    foldings = FOLDINGS if pytestconfig.getoption("--all") else FEW_FOLDINGS
    map, layout = MAPS[name]
    # Nothing is animated, so that each state can be looked at.
    page.emulate_media(reduced_motion="reduce")
    page.set_content(argmap.render(map, "page", layout=layout, groups="treaty" in name).decode())
    result = page.evaluate(FOLD, [foldings, len(name)])
    assert result["problems"] == []
    assert result["anchors"] > 0
    assert result["hidden"] > foldings


CLOSE_UP = """([times, seed]) => {
  let state = seed;
  const random = most => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return (state / 4294967296) * most;
  };
  const found = new Set();
  for (let time = 0; time < times; time++) {
    const end = 100 + random(2000);
    const stretches = Array.from({length: Math.floor(random(6))}, () => {
      const from = random(end);
      return [from, Math.min(end, from + random(200))];
    });
    const room = freeRoom(stretches, end);
    const closing = closedUp(room);
    const length = room.reduce((sum, [from, to]) => sum + to - from, 0);
    if (Math.abs(closing(end) - (end - length)) > 1e-6) found.add("not all free room is closed up");
    if (Math.abs(closing(room[0]?.[1] ?? 0)) > 1e-6 && room[0]?.[0] === 0) found.add("room stays at the beginning");
    for (let place = 0; place < end; place += 1 + random(20)) {
      const step = random(40);
      const [now, next] = [closing(place), closing(Math.min(end, place + step))];
      if (next < now - 1e-9 || next > now + step + 1e-9) found.add("a place has overtaken another, or fled from it");
      for (const [from, to] of stretches) {
        if (place < from - CLEAR || place > to + CLEAR) continue;
        if (Math.abs(now - closing(from) - (place - from)) > 1e-6) found.add("a distance near a box has changed");
      }
    }
  }
  return [...found];
}"""
"""Closes up random room and says what has gone wrong."""


def test_closing_up_keeps_order_and_what_is_near_boxes(page: Page) -> None:
    page.set_content(argmap.render(TREATY, "page").decode())
    assert page.evaluate(CLOSE_UP, [300, 1]) == []


@pytest.mark.parametrize("name", ["tangle", "treaty in rows", "treaty in columns"])
def test_what_is_not_folded_is_as_it_was_drawn(name: str, page: Page) -> None:
    map, layout = MAPS[name]
    page.set_content(argmap.render(map, "page", layout=layout).decode())
    assert page.evaluate("document.querySelectorAll('#moved g[transform]').length") == 0


FRAMES = """async () => {
  const frames = [];
  onMoved = () => frames.push(drawing.done);
  foldTo(1);
  while (drawing.done < 1) await new Promise(requestAnimationFrame);
  return frames;
}"""


def test_folding_is_animated_but_for_those_who_want_less_motion(page: Page) -> None:
    for motion, is_animated in (("no-preference", True), ("reduce", False)):
        page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        page.goto("about:blank")
        page.set_content(argmap.render(TREATY, "page").decode())
        frames = page.evaluate(FRAMES)
        assert frames == sorted(frames)
        assert frames[-1] == 1
        assert (frames[0] == 0) is is_animated
