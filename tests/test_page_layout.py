"""The layout that a page makes of a map: to the last bit the one that `Columns` makes.

A page is handed the table of `live_picture`, and lays out what is visible of a map whenever that changes. Here it
does so in Node.js, and the same is laid out in Python.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any, NamedTuple

import pytest

from argmap import ArgmapError, ArgumentMap, Claim, Inferences, Kind, render, stated_only
from argmap.diagrams import (
    Block,
    Columns,
    Layout,
    LivePicture,
    Rectangle,
    Room,
    Tree,
    clean,
    live_table,
    words_on_lines,
)
from argmap.documents import outline_of
from argmap.model import PictureOptions
from tests.conftest import ROOT, look, mostly_soak
from tests.generated import debate, feud, rivals, tangle, tree, web
from tests.picture_maps import MAPS
from tests.shapes import chain, chain_of_objections, many_undercutters, nested_undercutters, star
from tests.tools import tool

SCRIPTS = ROOT / "argmap" / "page" / "scripts"

ROOMS = ((1366, 600, 1.4), (390, 700, 1.5), (1900, 950, 2.0), (500, 500, 9.0), (6000, 100, 1.0))
"""Width, height and greatest scale."""

# Reads states of a map, one a line, and writes its layouts. Paths are as they are; so are numbers, which JSON writes
# as short as can be, but exactly.
RUNNER = """
const data = JSON.parse(require("fs").readFileSync(0, "utf8"));
for (const { folded, focus, room: [width, height, most] } of data.states) {
  const tree = visibleTree(data.picture, new Set(folded), focus);
  // Laid out for another room before, it comes out the same.
  layOut(tree, { width: 700, height: 500, most: 1 });
  const layout = layOut(tree, { width, height, most });
  const boxes = Array.from(layout.boxes, ([box, { left, top, right, bottom, size }]) => [box, { left, top, right, bottom, size }]);
  const sayings = { ...data.picture, claims: data.claims, inferences: data.inferences, isRtl: data.isRtl };
  console.log(JSON.stringify({ ...layout, boxes, words: wordsOn(layout, sayings) }));
}
"""


RELATIONS = ("support", "rebuttal", "undercutter", "weighing", "linked")


class State(NamedTuple):
    """What a page shows of a map, and in which room."""

    folded: list[int]  # claims
    focus: int  # a claim, or -1
    room: tuple[float, float, float]


def laid_out_by_page(picture: LivePicture, states: Sequence[State]) -> list[Any]:
    """Return the layouts that a page makes."""
    node = tool("node")
    given = {
        "picture": picture.data,
        "states": [state._asdict() for state in states],
        **claims_and_inferences(picture),
    }
    files = ("layout.js", "line_words.js")
    program = "".join((SCRIPTS / file).read_text(encoding="utf-8") for file in files) + RUNNER
    done = subprocess.run(
        [node, "-e", program], input=json.dumps(given), capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def claims_and_inferences(picture: LivePicture) -> dict[str, Any]:
    """Return what of claims and inferences a page has besides."""
    map = picture.trees.map
    claims = {id: number for number, id in enumerate(map.claims)}
    inferences = {id: number for number, id in enumerate(map.inferences)}
    return {
        "isRtl": picture.scene.words.rtl,
        "claims": [{"is_main": id in picture.scene.main_ids} for id in map.claims],
        "inferences": [
            {
                "kind": picture.data["kinds"][number],
                "weighing": inference.weighing,
                "target": {**claims, **inferences}[inference.target],
                "premises": [claims[premise] for premise in inference.premises],
            }
            for number, inference in enumerate(map.inferences.values())
        ],
    }


def visible_tree(picture: LivePicture, folded: Sequence[int], focus: int) -> Tree:
    """Return the trees without what is below folded claims, or only that which begins with the claim in focus."""
    trees = picture.trees
    ids = [*trees.map.claims]
    hidden = {ids[number] for number in folded}
    below = [
        [] if trees.boxes[n].claim in hidden else groups for n, groups in enumerate(trees.below)
    ]
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
    return Columns(visible_tree(picture, state.folded, state.focus), picture.sizes).place(
        Room(*state.room)
    )


def as_a_page_has_it(picture: LivePicture, layout: Layout) -> dict[str, Any]:
    """Return a layout in the words of the page's program, with numbers in the place of ids."""
    inferences = {id: number for number, id in enumerate(picture.trees.map.inferences)}

    def path(points: Any) -> Any:
        return None if points is None else [list(point) for point in points]

    def area(each: Any) -> dict[str, float]:
        return {name: getattr(each, name) for name in Rectangle._fields}

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
                "path": path(line.stub or line.path),
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
        "words": [
            {
                "text": word.text,
                "relation": RELATIONS.index(word.says),
                "area": area(word.area),
                "inferences": [inferences[id] for id in word.inferences],
                "isInLine": word.is_in_line,
            }
            for word in words_on_lines(picture.scene, layout, [])
        ],
    }


def in_any_order(value: Any) -> Any:
    """Return a list so that two of the same things are equal, and all of its numbers as floats."""
    value = json.loads(json.dumps(value), parse_int=float)
    return sorted(value, key=json.dumps) if isinstance(value, list) else value


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
    return live_table(map, PictureOptions(look(**options), numbers=numbers))


def check(map: ArgumentMap, number: int = 8, seed: int = 1) -> None:
    """Compare the layouts of a page with those of pictures in a number of states."""
    picture = table_of(map)
    states = states_of(picture, number, seed)
    for state, made in zip(states, laid_out_by_page(picture, states), strict=True):
        expected = as_a_page_has_it(picture, laid_out(picture, state))
        for name, value in expected.items():
            assert in_any_order(made[name]) == in_any_order(value), (name, state)


SHAPES = {
    "chain of 300": chain(300),
    "chain of objections": chain_of_objections(40),
    "star of 90": star(90),
    "rivals": rivals(6),
    "rivals in a ring": rivals(5, in_a_ring=True),
    "a feud": feud(9),
    "a tangle": tangle(30),
    "a tree": tree(120),
    "20 undercutters": many_undercutters(20),
    "20 nested undercutters": nested_undercutters(20),
}


@pytest.mark.tools
@pytest.mark.parametrize(
    "name",
    mostly_soak(
        MAPS, "treaty", "ten", "undercutters", "four-plans", "three-sides", "linked-40", "arabic"
    ),
)
def test_a_page_lays_a_map_out_as_pictures_do(name: str) -> None:
    check(MAPS[name])


@pytest.mark.tools
@pytest.mark.parametrize(
    "name",
    mostly_soak(SHAPES, "star of 90", "rivals in a ring", "a tangle", "20 nested undercutters"),
)
def test_it_does_so_whatever_the_shape_of_a_map(name: str) -> None:
    check(SHAPES[name], 5)


@pytest.mark.tools
@pytest.mark.parametrize("seed", mostly_soak(range(100), *range(6)))
def test_it_does_so_where_anything_bears_on_anything(seed: int) -> None:
    map = web(seed, 9 + seed % 20, 14 + seed % 30)
    check(map, 6, seed)
    check(stated_only(map), 3, seed)


@pytest.mark.tools
@pytest.mark.parametrize("seed", mostly_soak(range(60), *range(4)))
def test_it_does_so_with_debates(seed: int) -> None:
    check(debate(10 + 7 * seed, seed), 6, seed)


@pytest.mark.tools
def test_it_does_so_with_main_claims_one_under_the_other() -> None:
    # Four plans, each of which answers the one before it: in a narrow room their lines run outside.
    picture = table_of(rivals(4, in_a_ring=True))
    states = [State([], -1, (width, 400.0, 3.0)) for width in (100.0, 150.0, 300.0, 2000.0)]
    shapes = set()
    for state, made in zip(states, laid_out_by_page(picture, states), strict=True):
        layout = laid_out(picture, state)
        lines = as_a_page_has_it(picture, layout)["lines"]
        assert in_any_order(made["lines"]) == in_any_order(lines)
        shapes.add(layout.width > layout.height)
    assert shapes == {True, False}


@pytest.mark.tools
@pytest.mark.parametrize("length", mostly_soak([3_000, 10_000], 3_000))
def test_long_chains_need_no_recursion(length: int) -> None:
    picture = table_of(chain(length))
    [made] = laid_out_by_page(picture, [State([], -1, ROOMS[0])])
    assert len(made["boxes"]) == length


@pytest.mark.tools
def test_an_empty_map_has_a_layout() -> None:
    picture = table_of(ArgumentMap.build())
    [made] = laid_out_by_page(picture, [State([], -1, ROOMS[0])])
    assert (made["width"], made["height"], made["boxes"]) == (1, 1, [])


# --- the table ---


def lines_of(text: str, size: Sequence[Any]) -> list[str]:
    """Return the lines of a text in one of the sizes of its box, as a page's program rebuilds them."""
    units = text.encode("utf-16-le")
    lines = []
    at = 0
    for end in size[3::2]:
        if isinstance(end, str):
            lines.append(end)
            continue
        while units[2 * at : 2 * at + 2] == b" \0":
            at += 1
        line = units[2 * at : 2 * abs(end)].decode("utf-16-le")
        lines.append(line + "-" if end < 0 else line)
        at = abs(end)
    return lines


SENTENCES = (
    "Donaudampfschifffahrtsgesellschaften und Bundesausbildungsförderungsgesetze verlängern jede Zeile.",
    "Soft\u00adhyphens and zero\u200bwidth spaces are not drawn, but they are where long\u00adwinded words may end.",
    "Emoji 🙂 take 🙃 two units of UTF-16 each 🙂, and so do 𝒜 and 𝒵, which shifts whatever follows them 🙂.",
    "日本語の文は、どの文字の間でも行を分けることができますが、句読点の前では分けません。",
    "La « citation » garde ses espaces : même ici ! Et ici ? Un mot-composé-très-long peut être coupé/partagé.",
    "\u00ad",
    "a - b - c — d – e",
)


def test_the_ends_of_lines_are_enough_to_rebuild_them() -> None:
    claims = [Claim(f"c{number}", text) for number, text in enumerate(SENTENCES)]
    for map in (ArgumentMap.build(claims=claims), *MAPS.values()):
        picture = table_of(map)
        ids = [*map.claims]
        for box, data in zip(picture.trees.boxes, picture.data["boxes"], strict=True):
            text = data.get("text", clean(map.claims[ids[data["claim"]]].text))
            for size, made in zip(picture.sizes[box], data["sizes"], strict=True):
                assert lines_of(text, made) == [*size.shape.lines]
                assert made[:2] == [size.width, size.height]


def test_the_table_of_a_map_is_small() -> None:
    for map, most in ((MAPS["treaty"], 60_000), (debate(1000), 400_000)):
        data = table_of(map).data
        written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        words = 200
        assert len(written.encode()) <= min(most, 412 * len(map.claims) + words)


def test_what_may_fall_has_room_for_its_sign() -> None:
    inferences = Inferences()
    for id, kind in (("b", Kind.SUPPORT), ("c", Kind.SUPPORT), ("d", Kind.REBUTTAL)):
        inferences.add(kind, [id], "a")
    claims = [Claim(id, f"So it is with {id}.") for id in "abcd"]
    picture = table_of(ArgumentMap.build(claims=claims, inferences=inferences.all))
    rooms = [group[0][2:] for group in picture.data["below"][0]]
    assert rooms == [[6.0], [6.0], []]


def test_groups_have_no_frames_on_a_page() -> None:
    picture = table_of(MAPS["school-120"], groups=True)
    marks = set()
    for box in picture.data["boxes"]:
        for strip in box.get("strips", ()):
            marks |= {text for row in strip for text, _, _ in row}
    assert {
        clean(claim.group) for claim in MAPS["school-120"].claims.values() if claim.group
    } & marks


def test_other_layouts_are_refused_for_a_page() -> None:
    always = "does not apply to a page: a page always draws columns"
    for layout in ("rows", "graph"):
        with pytest.raises(ArgmapError, match=always):
            render(MAPS["ten"], "page", layout=layout)
    with pytest.raises(ArgmapError, match=always):
        render(MAPS["ten"], "page", engine="graphviz")
    assert render(MAPS["ten"], "page", layout="columns")
