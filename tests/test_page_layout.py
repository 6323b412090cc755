"""The layout that a page makes of a map: to the last bit the one that `Columns` makes.

A page is handed the table of `live_picture`, and lays out what is visible of a map whenever that changes. Here it
does so in Node.js, and the same is laid out in Python.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from argmap import ArgumentMap, Claim, Inferences, Kind
from argmap.diagrams.box_tree import Block, Tree
from argmap.diagrams.column_placement import Columns
from argmap.diagrams.layout import Layout, Room
from argmap.diagrams.live_picture import LivePicture, live_table
from argmap.documents import outline_of
from argmap.model import PictureOptions
from tests.conftest import ROOT, mostly_soak
from tests.generated import debate, feud, rivals, tangle, tree, web
from tests.picture_maps import MAPS
from tests.shapes import chain, chain_of_objections, many_undercutters, nested_undercutters, star

LAYOUT = ROOT / "argmap" / "page" / "scripts" / "layout.js"

ROOMS = ((1366, 600, 1.4), (390, 700, 1.5), (1900, 950, 2.0), (500, 500, 9.0), (6000, 100, 1.0))
"""Width, height and greatest scale."""

# Reads states of a map, one a line, and writes its layouts. Paths are as they are; so are numbers, which JSON writes
# as short as can be, but exactly.
RUNNER = """
const data = JSON.parse(require("fs").readFileSync(0, "utf8"));
for (const { folded, focus, room: [width, height, most] } of data.states) {
  const tree = visibleTree(data.picture, new Set(folded), focus);
  const layout = layOut(tree, { width, height, most });
  console.log(JSON.stringify({ ...layout, boxes: [...layout.boxes] }));
}
"""


class State(NamedTuple):
    """What a page shows of a map, and in which room."""

    folded: list[int]  # claims
    focus: int  # a claim, or -1
    room: tuple[float, float, float]


def laid_out_by_page(picture: LivePicture, states: Sequence[State]) -> list[Any]:
    """Return the layouts that a page makes."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node.js on PATH")
    given = {"picture": picture.data, "states": [state._asdict() for state in states]}
    program = LAYOUT.read_text(encoding="utf-8") + RUNNER
    done = subprocess.run(
        [node, "-e", program], input=json.dumps(given), capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def visible_tree(picture: LivePicture, folded: Sequence[int], focus: int) -> Tree:
    """Return the trees without what is below folded claims, or only that which begins with the claim in focus."""
    trees = picture.trees
    ids = [*trees.map.claims]
    hidden = {ids[number] for number in folded}
    below = [[] if trees.boxes[n].claim in hidden else groups for n, groups in enumerate(trees.below)]
    mains, loose, across = [*trees.mains], trees.loose, trees.across
    if focus >= 0:
        mains, loose, across = [[Block(None, [trees.home[ids[focus]]])]], [], []
    waiting = [*mains, *loose]
    boxes = []
    for group in waiting:
        for block in group:
            for box in block.boxes:
                boxes.append(box)
                waiting += below[box.number]
    boxes.sort(key=lambda box: box.number)
    return replace(trees, boxes=boxes, below=below, mains=mains, loose=loose, across=across)


def laid_out(picture: LivePicture, state: State) -> Layout:
    """Return the layout of what is visible that pictures have."""
    return Columns(visible_tree(picture, state.folded, state.focus), picture.sizes).place(Room(*state.room))


def as_a_page_has_it(picture: LivePicture, layout: Layout) -> dict[str, Any]:
    """Return a layout in the words of the page's program, with numbers in the place of ids."""
    inferences = {id: number for number, id in enumerate(picture.trees.map.inferences)}

    def path(points: Any) -> Any:
        return None if points is None else [list(point) for point in points]

    def area(each: Any) -> dict[str, float]:
        return each._asdict()

    boxes = []
    for placed in layout.boxes:
        shapes = [size.shape for size in picture.sizes[placed.box]]
        [size] = [place for place, shape in enumerate(shapes) if shape is placed.shape]
        boxes.append([placed.box.number, {**area(placed.area), "size": size}])
    return {
        "width": layout.width,
        "height": layout.height,
        "boxes": boxes,
        "brackets": [
            {
                "inference": inferences[bracket.inference],
                "bar": path(bracket.bar),
                "legs": [path(leg) for leg in bracket.legs],
            }
            for bracket in layout.brackets
        ],
        "lines": [
            {
                "inference": inferences[line.inference],
                "path": path(line.path),
                "stub": path(line.stub),
                "hasTail": line.has_tail,
                "isAcross": line.is_across,
            }
            for line in layout.lines
        ],
        "trunks": [
            {
                "inferences": [inferences[id] for id in trunk.inferences],
                "paths": [path(each) for each in trunk.paths],
            }
            for trunk in layout.trunks
        ],
        "fields": [area(field) for field in layout.fields],
    }


def states_of(picture: LivePicture, number: int, seed: int) -> list[State]:
    """Return states of a map: all of it, and some in which claims are folded, or one is in focus."""
    random = Random(seed)  # noqa: S311
    claims = range(len(picture.trees.map.claims))
    states = [State([], -1, room) for room in ROOMS[:2]]
    while len(states) < number:
        folded = [claim for claim in claims if random.random() < random.choice((0.05, 0.3))]
        focus = random.choice(claims) if random.random() < 0.3 else -1
        states.append(State(folded, focus, random.choice(ROOMS)))
    return states[:number]


def table_of(map: ArgumentMap, **options: Any) -> LivePicture:
    """Return what a page is handed."""
    numbers = outline_of(map).numbers_of_claims
    return live_table(map, PictureOptions(numbers=numbers, **options))


def check(map: ArgumentMap, number: int = 8, seed: int = 1) -> None:
    """Compare the layouts of a page with those of pictures in a number of states."""
    picture = table_of(map)
    states = states_of(picture, number, seed)
    for state, made in zip(states, laid_out_by_page(picture, states), strict=True):
        expected = as_a_page_has_it(picture, laid_out(picture, state))
        for name, value in expected.items():
            assert made[name] == value, (name, state)


@pytest.mark.parametrize("name", mostly_soak(MAPS, "treaty", "ten", "undercutters", "four-plans", "three-sides"))
def test_a_page_lays_a_map_out_as_pictures_do(name: str) -> None:
    check(MAPS[name])
