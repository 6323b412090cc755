"""Maps as graphs, each claim once: what holds of every layout, and how it compares with that of Graphviz."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgmapError, ArgumentMap, loads, render
from argmap.api import Direction
from argmap.diagrams import (
    Edge,
    Layout,
    arranged_rows,
    crossings,
    draw,
    flatten,
    lay_out,
    overlap,
)
from argmap.model import PictureOptions, main_claims
from argmap.options import Look, choices_of
from tests import shapes
from tests.conftest import ROOT, look
from tests.generated import crowd, feud, tangle, web
from tests.picture_measure import faults


def graph_of(map: ArgumentMap, direction: str = "") -> Layout:
    return lay_out(map, PictureOptions(look(layout="graph", direction=direction))).layout


# --- what holds of every layout ---


@given(st.integers(0, 100_000), st.sampled_from(choices_of(Direction)))
def test_each_claim_is_drawn_once_and_no_line_runs_through_a_box(seed: int, direction: str) -> None:
    map = web(seed)
    layout = graph_of(map, direction)
    assert [placed.box.claim for placed in layout.boxes] == list(map.claims)
    for one, other in combinations(layout.boxes, 2):
        assert not overlap(one.area, other.area)
    kinds = {fault.partition(":")[0] for fault in faults(layout, direction)}
    assert kinds.isdisjoint({"missing", "through"})


@pytest.mark.parametrize(
    "map", [tangle(30), shapes.many_undercutters(9), shapes.three_ary_tree(60)]
)
def test_without_circles_main_claims_are_level_and_all_lines_lead_up(map: ArgumentMap) -> None:
    layout = graph_of(map)
    mains = {claim.id for claim in main_claims(map)}
    levels = {placed.area.middle[1] for placed in layout.boxes if placed.box.claim in mains}
    assert len(levels) == 1
    for line in layout.lines:
        (_, start), (_, end) = line.path[0], line.path[-1]
        assert end < start


@pytest.mark.soak(but=["left"])
@pytest.mark.parametrize("direction", choices_of(Direction))
def test_the_main_claims_are_where_they_shall_be(direction: str) -> None:
    layout = graph_of(tangle(30), direction)
    axis = 1 if direction in ("up", "down") else 0
    middles = {placed.box.claim: placed.area.middle[axis] for placed in layout.boxes}
    outermost = min if direction in ("up", "left") else max
    assert middles["c0"] == pytest.approx(outermost(middles.values()))


@pytest.mark.soak
def test_the_same_map_has_the_same_bytes() -> None:
    map = crowd(40)
    assert render(map, "svg", layout="graph") == render(map, "svg", layout="graph")
    program = (
        "import sys; from tests.generated import crowd; from argmap import render;"
        "sys.stdout.buffer.write(render(crowd(40), 'svg', layout='graph'))"
    )
    found = []
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        found.append(done.stdout)
    assert found[0] == found[1]


def test_what_attacks_itself_is_drawn_with_a_line_to_itself() -> None:
    layout = graph_of(loads("claims: {m: {text: It is not so., rebuttals: [m]}}"))
    assert len(layout.boxes) == 1
    assert [line.has_head for line in layout.lines] == [False, True]


# --- beside Graphviz ---

# What Graphviz 2.42 makes of these maps with `--engine dot`: how often lines cross, and the area in
# square points.
BY_DOT = {
    "crowd of 40": (crowd(40), 88, 2_248_561),
    "another crowd of 40": (crowd(40, seed=2), 78, 1_816_214),
    "linked crowd of 20": (crowd(20, most_premises=3), 251, 2_270_973),
    "crowd of 100": (crowd(100), 669, 9_117_399),
}


def crossings_of(layout: Layout) -> int:
    paths = [flatten(line.path) for line in layout.lines]
    return sum(crossings(one, other) for one, other in combinations(paths, 2))


@pytest.mark.soak(but=["linked crowd of 20"])
@pytest.mark.parametrize("name", BY_DOT)
def test_lines_cross_about_as_often_as_by_dot_and_on_less_area(name: str) -> None:
    map, dot_crossings, dot_area = BY_DOT[name]
    layout = graph_of(map)
    assert crossings_of(layout) <= 1.3 * dot_crossings
    share = 0.7 if "100" in name else 1
    assert layout.width * layout.height <= share * dot_area


def test_main_claims_that_attack_each_other_are_not_in_one_row() -> None:
    # There, as `dot` has them, 1,886 lines cross.
    assert crossings_of(graph_of(feud(40))) <= 0.3 * 1_886


def test_an_order_in_rows() -> None:
    # In the order of the numbers these two lines cross.
    [rows] = arranged_rows(4, [Edge(2, 1), Edge(3, 0)], [0, 1])
    assert (rows.rows, rows.crossings) == ([[0, 1], [3, 2]], 0)
    # A line that passes a row has a place there.
    [rows] = arranged_rows(3, [Edge(1, 0), Edge(2, 1), Edge(2, 0)], [0])
    assert [len(row) for row in rows.rows] == [1, 2, 1]
    assert [len(way) for way in rows.ways] == [2, 2, 3]


# --- when it is drawn, and what is said of it ---


@pytest.mark.soak
def test_a_tangled_map_is_drawn_in_columns_unless_many_main_claims_attack_each_other() -> None:
    tangled = draw(tangle(30), "svg")
    assert tangled.notes[0] == (
        "this map is tangled: many claims are used in several places; to draw less of it, use"
        " --focus ID --depth N, or --split to draw several pages"
    )
    as_graph = draw(tangle(30), "svg", PictureOptions(Look(layout="graph")))
    assert as_graph.notes[0] == (
        "each claim is drawn once, and the boxes are not in the order of the file"
    )
    assert lay_out(tangle(30), PictureOptions()).layout.name == "columns"
    assert lay_out(feud(12), PictureOptions()).layout.name == "graph"
    assert lay_out(feud(9), PictureOptions()).layout.name == "columns"


def test_a_box_of_a_tangled_map_says_where_else_its_claim_is_used() -> None:
    layout = lay_out(tangle(30), PictureOptions()).layout
    said = {}
    used_at: dict[str, dict[str, None]] = {}
    for placed in sorted(layout.boxes, key=lambda placed: placed.box.number):
        box = placed.box
        if box.is_copy:
            target = layout.trees.map.inferences[box.inference].target
            used_at.setdefault(box.claim, {})[target] = None
        else:
            said[box.claim] = " ".join(mark.text for row in placed.shape.strip for mark in row)
    assert max(map(len, used_at.values())) > 3
    for claim, marks in said.items():
        places = [*used_at.get(claim, ())]
        expected = f"also at {', '.join(places[:3])}" + "…" * (len(places) > 3)
        assert (expected in marks) == bool(places)


# --- too much ---


@pytest.mark.soak(but=["map2"])
@pytest.mark.parametrize("map", [shapes.star(2_000), shapes.chain(2_000), shapes.circle(500)])
def test_what_is_wide_or_deep_is_drawn(map: ArgumentMap) -> None:
    assert len(graph_of(map).boxes) == len(map.claims)


def test_what_no_layout_can_manage_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ARGMAP_MAX_PICTURE", "39")
    with pytest.raises(ArgmapError) as refused:
        render(tangle(40), layout="graph")
    assert str(refused.value) == (
        "this map is too large for a picture: the limit is 39 boxes (to raise the limit, set ARGMAP_MAX_PICTURE=78);"
        " draw part of it with --side or --focus, or use `argmap outline`"
    )
    # Lines count, too: this map has 39 junctions, and lines that pass many rows.
    monkeypatch.setenv("ARGMAP_MAX_PICTURE", "78")
    with pytest.raises(ArgmapError, match="too large for a picture"):
        render(tangle(40), layout="graph")
    monkeypatch.setenv("ARGMAP_MAX_PICTURE", "120")
    assert render(tangle(40), layout="graph").startswith(b"<svg")
