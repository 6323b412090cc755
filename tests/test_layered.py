"""The plain layout of tangled maps: it always ends, and no line runs through a box."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgmapError, ArgumentMap, Claim, Inferences, Kind, loads, render
from argmap.diagrams import (
    Edge,
    Node,
    Point,
    Rectangle,
    TooMuchWork,
    lay_out,
    place_in_layers,
    run_graphviz,
)
from argmap.model import PictureOptions


def test_rows_with_a_line_that_passes_one() -> None:
    nodes = [Node("top", 40, 20), Node("middle", 40, 20), Node("low", 40, 20)]
    edges = [Edge("low", "middle"), Edge("middle", "top"), Edge("low", "top")]
    placed = place_in_layers(nodes, edges, {"low": 0, "middle": 1, "top": 2})
    assert {name: y for name, (_, y) in placed.middles.items()} == {
        "top": 10,
        "middle": 74,
        "low": 138,
    }
    assert (placed.width > 40, placed.height) == (True, 148)
    passing = placed.paths[2]
    left, right = placed.middles["middle"][0] - 20, placed.middles["middle"][0] + 20
    at_the_middle = [x for x, y in passing if 64 <= y <= 84]
    assert at_the_middle
    assert not any(left < x < right for x in at_the_middle)


graphs = st.integers(2, 14).flatmap(
    lambda size: st.tuples(
        st.lists(st.integers(0, 4), min_size=size, max_size=size),
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=30),
    )
)


@given(graphs)
def test_no_line_runs_through_a_box_and_no_boxes_overlap(
    graph: tuple[list[int], list[tuple[int, int]]],
) -> None:
    ranks, pairs = graph
    nodes = [
        Node(f"n{number}", 30 + 7 * (number % 3), 12 + 5 * (number % 2))
        for number in range(len(ranks))
    ]
    edges = [Edge(f"n{start}", f"n{end}") for start, end in pairs if ranks[start] != ranks[end]]
    placed = place_in_layers(
        nodes, edges, {node.name: rank for node, rank in zip(nodes, ranks, strict=True)}
    )
    areas: dict[str, Rectangle] = {}
    for node in nodes:
        x, y = placed.middles[node.name]
        areas[node.name] = Rectangle(
            x - node.width / 2, y - node.height / 2, x + node.width / 2, y + node.height / 2
        )
    for (one, area), (other, other_area) in pairwise(
        sorted(areas.items(), key=lambda item: (item[1].top, item[1].left))
    ):
        is_beside = (
            area.right <= other_area.left
            or area.bottom <= other_area.top
            or area.top != other_area.top
        )
        assert is_beside or ranks[int(one[1:])] != ranks[int(other[1:])]
    for edge, path in zip(edges, placed.paths, strict=True):
        for name, area in areas.items():
            if name not in (edge.start, edge.end):
                assert not any(runs_through(area, *ends) for ends in pairwise(path[::3]))


def runs_through(area: Rectangle, start: Point, end: Point) -> bool:
    """Return whether a straight line has points well inside an area."""
    points = [
        (start[0] + (end[0] - start[0]) * t / 40, start[1] + (end[1] - start[1]) * t / 40)
        for t in range(41)
    ]
    return any(
        area.left + 1 < x < area.right - 1 and area.top + 1 < y < area.bottom - 1 for x, y in points
    )


def dense(claims: int) -> ArgumentMap:
    """Return a map of which each claim has two linked reasons and a rebuttal among the next ones."""
    inferences = Inferences()
    for number in range(claims - 12):
        inferences.add(Kind.SUPPORT, [f"c{number + 3}", f"c{number + 7}"], f"c{number}")
        inferences.add(Kind.REBUTTAL, [f"c{number + 11}"], f"c{number}")
    return ArgumentMap.build(
        claims=[Claim(f"c{n}", f"It is so for {n}.") for n in range(claims)],
        inferences=inferences.all,
    )


@pytest.mark.parametrize("direction", ["up", "down", "left", "right"])
def test_a_tangled_map_is_drawn_also_where_graphviz_takes_too_long(
    monkeypatch: pytest.MonkeyPatch, direction: str
) -> None:
    def takes_too_long(*_: object, **__: object) -> NoReturn:
        raise subprocess.TimeoutExpired("graphviz-pure", 80)

    monkeypatch.setattr(subprocess, "run", takes_too_long)
    drawing = lay_out(dense(40), PictureOptions(direction=direction))
    layout = drawing.layout
    assert (layout.name, layout.note) == (
        "tangled",
        "argmap used a simple layout: the map is too large for Graphviz",
    )
    assert len(layout.boxes) == 40
    mains = [placed.area.middle for placed in layout.boxes if placed.box.claim == "c0"]
    first, last = mains[0], layout.boxes[-1].area.middle
    is_after = {"up": first[1] < last[1], "down": first[1] > last[1], "left": first[0] < last[0]}
    assert is_after.get(direction, first[0] > last[0])


def test_less_effort_is_made_where_time_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = subprocess.run

    def first_takes_too_long(
        words: list[str], *, input: bytes, **options: Any
    ) -> subprocess.CompletedProcess[bytes]:
        asked.append(input.decode().splitlines()[1])
        if len(asked) == 1:
            raise subprocess.TimeoutExpired(words, 80)
        return run(words, input=input, **options)

    monkeypatch.setattr(subprocess, "run", first_takes_too_long)
    layout = lay_out(dense(40), PictureOptions()).layout
    assert ["nslimit" in graph for graph in asked] == [False, True]
    assert (
        layout.note
        == "the map is very large, so Graphviz drew it quickly and left avoidable crossings"
    )


def test_what_no_layout_can_manage_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ARGMAP_MAX_PICTURE", "39")
    with pytest.raises(ArgmapError) as refused:
        render(dense(40))
    assert str(refused.value) == (
        "this map is too large for a picture: the limit is 39 boxes (to raise the limit, set ARGMAP_MAX_PICTURE=78);"
        " draw part of it with --side or --focus, or use `argmap outline`"
    )
    monkeypatch.setenv("ARGMAP_MAX_PICTURE", "78")
    assert render(dense(40)).startswith(b"<svg")


def test_a_child_that_computes_too_long_is_ended() -> None:
    endless = "digraph {" + "".join(f"a{n}->b{m};" for n in range(300) for m in range(300)) + "}"
    with pytest.raises(TooMuchWork):
        run_graphviz(endless, 1)


def test_a_map_with_one_claim_against_itself_is_drawn() -> None:
    assert render(loads("claims: {m: {text: It is not so., rebuttals: [m]}}")).startswith(b"<svg")
