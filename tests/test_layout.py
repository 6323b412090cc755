"""Where boxes and lines are: measured on maps of many sizes, by the same figures in rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, Claim, Inferences, Kind, compare, part
from argmap.api import Direction
from argmap.classroom import BLANK_KINDS, choose_blanks, fill_in_of, worksheet_of
from argmap.comparison import union_of
from argmap.diagrams import (
    PAGES,
    RUNGS,
    THEMES,
    Drawing,
    FillIn,
    Layout,
    Line,
    Path,
    Rectangle,
    Scene,
    Trunk,
    draw_scene,
    find_page,
    is_tangled,
    straight,
)
from argmap.documents import outline_of
from argmap.model import Change
from argmap.options import choices_of
from tests.conftest import a_map, look, mostly_soak
from tests.generated import debate, web
from tests.picture_maps import MAPS
from tests.picture_measure import CHECKS, faults
from tests.shapes import chain, chain_of_objections, many_undercutters, nested_undercutters, star
from tests.strategies import maps

IN_ORDER = ("rows", "plain", "side", "stack")
"""The layouts that keep the order of the file: rows, and the rungs of columns.

Maps in layers have tests of their own.
"""

EACH_LAYOUT = pytest.mark.parametrize("layout", IN_ORDER)
EACH_DIRECTION = pytest.mark.parametrize("direction", choices_of(Direction))


def drawing(
    map: ArgumentMap, page: str = "slide", layout: str = "", direction: str = "", **kept: Any
) -> Drawing:
    """Return a picture of a map; `kept` is for its scene."""
    scene = Scene(map, THEMES["color"], numbers=outline_of(map).numbers_of_claims, **kept)
    if layout not in RUNGS:
        chosen = look(layout=layout, direction=direction)
        return draw_scene(scene, find_page(page), chosen)
    with patch("argmap.diagrams.column_placement.RUNGS", (layout,)):
        return draw_scene(scene, find_page(page), look(layout="columns", direction=direction))


@EACH_LAYOUT
@pytest.mark.parametrize("page", ["slide", "a4", "phone", "none"])
@pytest.mark.parametrize(
    "name",
    mostly_soak(
        MAPS, "treaty-54", "ten", "undercutters", "four-plans", "linked-40", "debate of 35"
    ),
)
def test_structure_is_kept(name: str, page: str, layout: str) -> None:
    assert faults(drawing(MAPS[name], page, layout).layout) == []


@pytest.mark.soak(but=["ten-left-plain", "ten-right-rows", "ten-down-side", "ten-up-stack"])
@EACH_LAYOUT
@EACH_DIRECTION
@pytest.mark.parametrize("name", mostly_soak(MAPS, "ten", "undercutters", "debate of 35"))
def test_structure_is_kept_whichever_way_reasons_lead(
    name: str, direction: str, layout: str
) -> None:
    assert faults(drawing(MAPS[name], "slide", layout, direction).layout, direction) == []


@pytest.mark.soak(but=["left-side"])
@EACH_LAYOUT
@EACH_DIRECTION
def test_structure_is_kept_within_frames_of_groups(direction: str, layout: str) -> None:
    made = drawing(MAPS["school-120"], "slide", layout, direction, groups=True).layout
    assert made.frames
    assert faults(made, direction) == []


@EACH_DIRECTION
def test_a_line_between_neighbors_reaches_both_within_frames(direction: str) -> None:
    map = a_map("""
        claims:
          a: {text: It is so., main: true, premises: [b, c]}
          b: {text: It is said., group: One, rebuttals: [c]}
          c: {text: It is seen., group: Another, rebuttals: [b]}
        """)
    made = drawing(map, "slide", "rows", direction, groups=True).layout
    assert [line.has_tail for line in made.lines if line.is_across] == [True]
    assert faults(made, direction) == []


@EACH_LAYOUT
@pytest.mark.parametrize("share", [0.3, 1])
@pytest.mark.parametrize("name", mostly_soak(MAPS, "ten", "undercutters"))
def test_structure_is_kept_on_worksheets(name: str, share: float, layout: str) -> None:
    map = MAPS[name]
    sheet = worksheet_of(map, choose_blanks(map, BLANK_KINDS, share=share))
    made = drawing(sheet.map, "a4", layout, fill_in=fill_in_of(sheet)).layout
    assert faults(made) == []


@EACH_LAYOUT
@pytest.mark.parametrize("name", mostly_soak(MAPS, "ten", "undercutters", "linked-40"))
def test_structure_is_kept_where_two_versions_are_drawn_in_one(name: str, layout: str) -> None:
    map = MAPS[name]
    # Without every fourth claim, and with the others in reverse.
    kept = [claim for number, claim in enumerate(map.claims.values()) if number % 4 != 3]
    ids = {claim.id for claim in kept}
    inferences = [one for one in map.inferences.values() if {*one.premises} <= ids]
    while any(one.target not in ids | {each.id for each in inferences} for one in inferences):
        targets = ids | {each.id for each in inferences}
        inferences = [one for one in inferences if one.target in targets]
    older = ArgumentMap.build(
        sides=map.sides.values(),
        sources=map.sources.values(),
        claims=reversed(kept),
        inferences=inferences,
    )
    union = union_of(compare(map, older, same_ids=True, every_field=True))
    assert union.changes or len(map.claims) < 4
    made = drawing(union.map, "slide", layout, changes=union.changes).layout
    assert faults(made) == []


@pytest.mark.soak(but=["ten-1-rows", "ten-None-side"])
@EACH_LAYOUT
@pytest.mark.parametrize("depth", [1, 3, None])
@pytest.mark.parametrize("name", mostly_soak(MAPS, "ten", "linked-40"))
def test_structure_is_kept_around_each_claim(name: str, depth: int | None, layout: str) -> None:
    map = MAPS[name]
    for focus in [*map.claims][:30]:
        made = drawing(part(map, focus=focus, depth=depth), "slide", layout).layout
        assert faults(made) == []


@given(
    maps(most_claims=9, most_inferences=12),
    st.sampled_from(IN_ORDER),
    st.sampled_from(["a4", "phone", "none"]),
    st.sampled_from(choices_of(Direction)),
)
def test_structure_is_kept_in_any_map(
    map: ArgumentMap, layout: str, page: str, direction: str
) -> None:
    made = drawing(map, page, layout, direction).layout
    assert faults(made, direction) == []


MOST_SEEDS = 50  # in one test


@pytest.mark.soak
@EACH_LAYOUT
@pytest.mark.parametrize("first", mostly_soak(range(0, 4_000, MOST_SEEDS), 0))
def test_structure_is_kept_in_random_webs(first: int, layout: str) -> None:
    for seed in range(first, first + MOST_SEEDS):
        map = web(seed, most_claims=12, most_inferences=20)
        assert random_faults(map, seed, layout) == [], f"seed {seed}"


@pytest.mark.soak
@EACH_LAYOUT
@pytest.mark.parametrize("first", mostly_soak(range(0, 800, MOST_SEEDS // 5), 0))
def test_structure_is_kept_in_random_debates(first: int, layout: str) -> None:
    for seed in range(first, first + MOST_SEEDS // 5):
        map = debate(10 + seed % 40, seed, shared=0.02 * (seed % 5))
        assert random_faults(map, seed, layout) == [], f"seed {seed}"


def random_faults(map: ArgumentMap, seed: int, layout: str) -> list[str]:
    """Return the faults of a map on a paper and in a direction that follow from a seed."""
    random = Random(seed)  # noqa: S311
    page = random.choice([*PAGES, "none"])
    direction = random.choice(choices_of(Direction))
    made = drawing(map, page, layout, direction).layout
    found = faults(made, direction)
    return [f"{page}, {direction}: {fault}" for fault in found]


# --- the measure ---


Changed = Callable[[Layout], Layout]


def _moved(claim: str, right: float, down: float) -> Changed:
    def change(layout: Layout) -> Layout:
        boxes = []
        for placed in layout.boxes:
            left, top, right_side, bottom = placed.area
            if placed.box.claim == claim:
                area = Rectangle(left + right, top + down, right_side + right, bottom + down)
                boxes.append(replace(placed, area=area))
            else:
                boxes.append(placed)
        return replace(layout, boxes=boxes)

    return change


def _tree_lines(layout: Layout) -> list[Line]:
    return [line for line in layout.lines if not line.is_across]


def _with_line(*knots: tuple[float, float]) -> Changed:
    """Return a change that adds a line through these shares of width and height."""

    def change(layout: Layout) -> Layout:
        path = straight(*((x * layout.width, y * layout.height) for x, y in knots))
        line = replace(_tree_lines(layout)[0], path=path)
        return replace(layout, lines=[*layout.lines, line])

    return change


def _without(**parts: int) -> Changed:
    """Return a change that takes out a part of a layout: its kind, and which of these."""

    def change(layout: Layout) -> Layout:
        for name, place in parts.items():
            kept = [*getattr(layout, name)]
            del kept[place]
            changed: dict[str, Any] = {name: kept}
            layout = replace(layout, **changed)
        return layout

    return change


def _line_astray(layout: Layout) -> Layout:
    first, second, *others = layout.lines
    return replace(layout, lines=[replace(first, path=second.path), second, *others])


def _across_astray(layout: Layout) -> Layout:
    """Return a layout in which a line across crosses another one."""
    crossed, line, *_ = _tree_lines(layout)
    x, y = crossed.path[0]
    path = straight((x - 5, y - 4), (x + 5, y - 4))
    return replace(layout, lines=[*layout.lines, replace(line, path=path, is_across=True)])


def _fields_grown(by: float) -> Changed:
    def change(layout: Layout) -> Layout:
        fields = []
        for left, top, right, bottom in layout.fields:
            fields.append(Rectangle(left - by, top - by, right + by, bottom + by))
        return replace(layout, fields=fields)

    return change


def _paths(change: Callable[[Path], Path], part_of: str) -> Changed:
    """Return a change of all stubs, or of all paths of trunks."""

    def change_all(layout: Layout) -> Layout:
        if part_of == "trunk":
            trunks = []
            for trunk in layout.trunks:
                trunks.append(replace(trunk, paths=[change(path) for path in trunk.paths]))
            return replace(layout, trunks=trunks)
        lines = []
        for line in layout.lines:
            lines.append(line if line.stub is None else replace(line, stub=change(line.stub)))
        return replace(layout, lines=lines)

    return change_all


def _shorter(path: Path) -> Path:
    """Return a path without its last piece, or with less of its only one."""
    if len(path) > 4:
        return path[:-3]
    (x, y), *_, (end_x, end_y) = path
    return straight((x, y), ((x + end_x) / 2, (y + end_y) / 2))


def with_trunk(layout: Layout) -> Layout:
    """Return a layout in which the reasons for "goal" share a trunk: a bar, and the way up to the claim."""
    [goal] = [placed.area for placed in layout.boxes if placed.box.claim == "goal"]
    x, _ = goal.middle
    lines = [line for line in layout.lines if line.inference.endswith(":supports:goal")]
    bar = min(line.path[0][1] for line in lines) - 8
    starts = sorted(line.path[0] for line in lines)
    way = [straight((x, bar), (x, goal.bottom + 2.5))]
    made = []
    for line in layout.lines:
        if line in lines:
            start = line.path[0]
            stub = straight(start, (start[0], bar))
            path = straight(start, (start[0], bar), (x, bar), (x, goal.bottom + 2.5))
            line = replace(line, path=path, stub=stub)  # noqa: PLW2901
        made.append(line)
    bar_path = straight((starts[0][0], bar), (starts[-1][0], bar))
    trunk = Trunk(tuple(line.inference for line in lines), [bar_path, *way])
    return replace(layout, lines=made, trunks=[trunk])


THREE_REASONS = """
    claims:
      goal: {text: It is so., main: true, premises: [one, two, three]}
      one: It rains.
      two: It snows.
      three: It hails.
    """

WRONG: Mapping[str, list[tuple[Changed, str]]] = {
    "level": [(_moved("keep-open", 0, 30), "keep-open is not on the level of close-it")],
    "order": [
        (_moved("cleaner", 600, 0), "space-short, people-first, squares-empty is not after cleaner")
    ],
    "torn": [
        (_moved("people-first", 0, 30), "people-first is not right beside space-short"),
        (_moved("squares-empty", 0, 30), "squares-empty is not right beside people-first"),
        (_moved("people-first", -300, 0), "people-first is not right beside space-short"),
    ],
    "above": [(_moved("nitrogen", 0, -90), "nitrogen is not below cleaner")],
    "missing": [
        (_without(lines=0), "there is no line for close-it:rebuts:keep-open"),
        (_without(boxes=-1), "there is no box for walk-more"),
    ],
    "overlap": [(_moved("nitrogen", 0, -60), "cleaner and nitrogen")],
    "outside": [(_moved("nitrogen", -2000, 0), "Rectangle(left=-")],
    "ends": [
        (_line_astray, "does not lead from its premises to its target"),
        (_without(brackets=0), "there is no bracket over space-short, people-first"),
    ],
    "through": [(_with_line((0, 0), (1, 1)), "goes through people-first")],
    "crossing": [
        (_with_line((0, 0), (1, 1)), " and the line of "),
        (_across_astray, " and the line of "),
    ],
    "field": [
        (_without(fields=0), "0 fields behind space-short, people-first, squares-empty"),
        (_fields_grown(30), "behind "),
        (_fields_grown(-8), "space-short leaves its field"),
    ],
    "trunk": [],  # see below
}


@pytest.mark.parametrize("kind", CHECKS)
def test_the_measure_finds_what_is_wrong(kind: str) -> None:
    layout = with_fields(drawing(MAPS["ten"], layout="rows").layout)
    assert faults(layout) == []
    for change, words in WRONG[kind]:
        of_kind = [fault for fault in faults(change(layout)) if fault.startswith(f"{kind}: ")]
        assert words in "\n".join(of_kind)


def with_fields(layout: Layout) -> Layout:
    """Return a layout with the field of its one linked set, if it has none."""
    of_set = ("space-short", "people-first", "squares-empty")
    areas = [placed.area for placed in layout.boxes if placed.box.claim in of_set]
    left, top = min(area.left for area in areas), min(area.top for area in areas)
    right, bottom = max(area.right for area in areas), max(area.bottom for area in areas)
    return replace(layout, fields=[Rectangle(left - 4, top - 4, right + 4, bottom + 4)])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_without(trunks=0), "there is a trunk or a stub, but not both"),
        (_paths(_shorter, "stub"), "does not end on its trunk"),
        (_paths(lambda path: path[3:] + path[-1:] * 3, "stub"), "does not begin where its line does"),
        (_paths(_shorter, "trunk"), "does not end at goal"),
        (_paths(lambda path: path[:1] * 4, "trunk"), "does not end on its trunk"),
        (
            lambda layout: replace(layout, trunks=[replace(layout.trunks[0], inferences=("one:supports:goal",))]),
            "share a trunk",
        ),
        (
            lambda layout: replace(
                layout,
                trunks=[
                    replace(
                        layout.trunks[0],
                        paths=[straight((-50.0, 20.0), (-20.0, 20.0)), *layout.trunks[0].paths],
                    )
                ],
            ),
            "has a loose end",
        ),
    ],
)  # fmt: skip
def test_the_measure_finds_what_is_wrong_with_trunks(change: Changed, words: str) -> None:
    layout = with_trunk(drawing(a_map(THREE_REASONS), "none", "rows").layout)
    assert faults(layout) == []
    found = [fault for fault in faults(change(layout)) if fault.startswith("trunk: ")]
    assert words in "\n".join(found)


def test_lines_of_a_trunk_share_points_but_what_crosses_a_trunk_is_found() -> None:
    layout = with_trunk(drawing(a_map(THREE_REASONS), "none", "rows").layout)
    assert faults(layout) == []
    [trunk] = layout.trunks
    (x, top), *_, (_, bottom) = trunk.paths[-1]
    middle = (top + bottom) / 2
    for y in (middle, top):
        # Through the middle of the way up, and through the corner where it leaves the bar.
        line = replace(layout.lines[0], path=straight((x - 9, y - 4), (x + 9, y + 4)), stub=None)
        found = faults(replace(layout, lines=[*layout.lines, line]))
        assert any(fault.startswith("crossing: ") and "the trunk of" in fault for fault in found)


@EACH_DIRECTION
def test_a_turned_layout_is_measured_as_if_main_claims_were_on_top(direction: str) -> None:
    layout = drawing(MAPS["tree of 15"], "none", "rows", direction).layout
    assert faults(layout, direction) == []
    for other in choices_of(Direction):
        if other != direction:
            assert faults(layout, other) != []


# --- limits ---


@EACH_LAYOUT
@pytest.mark.parametrize("size", [1, 2])
def test_the_smallest_maps_are_drawn(size: int, layout: str) -> None:
    for page in (*PAGES, "none"):
        made = drawing(chain(size), page, layout)
        assert len(made.layout.boxes) == size
        assert faults(made.layout) == []


@pytest.mark.soak(but=["star-1000-rows"])
@EACH_LAYOUT
@pytest.mark.parametrize("size", mostly_soak([1_000, 10_000], 1_000))
@pytest.mark.parametrize(
    "shape",
    mostly_soak(
        [chain, star, chain_of_objections, many_undercutters, nested_undercutters], chain, star
    ),
    ids=lambda shape: shape.__name__,
)
def test_the_largest_maps_are_drawn(
    shape: Callable[[int], ArgumentMap], size: int, layout: str
) -> None:
    made = drawing(shape(size), "slide", layout).layout
    assert len(made.boxes) == size
    assert len(made.lines) == size - 1
    assert made.width > 0
    assert made.height > 0


# --- size ---


@pytest.mark.parametrize(
    ("name", "least"), [("five", 28), ("new", 28), ("ten", 20), ("debate of 20", 13)]
)
def test_text_is_large_on_a_slide(name: str, least: float) -> None:
    # Title, legend and marks may cost a tenth of the size.
    assert drawing(MAPS[name], "slide").points >= 0.9 * least


def test_the_treaty_debate_can_be_read_on_paper() -> None:
    assert drawing(MAPS["treaty"], "a4").points >= 0.9 * 8


@pytest.mark.soak(but=["a4", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_picture_fits_its_page_and_text_grows_only_so_far(name: str) -> None:
    for map in (MAPS["five"], MAPS["treaty"], debate(2)):
        made = drawing(map, name)
        assert made.page is not None
        assert made.width <= made.page.width
        assert made.height <= made.page.height
        assert made.points <= made.page.most + 0.001


def test_rows_are_chosen_where_they_can_be_read_and_a_phone_always_hangs() -> None:
    assert drawing(MAPS["ten"], "slide").layout.name == "rows"
    assert drawing(MAPS["treaty"], "a4").layout.name == "columns"
    assert drawing(MAPS["five"], "phone").layout.name == "columns"
    assert drawing(MAPS["treaty"], "a4", "rows").layout.name == "rows"


# --- what is drawn twice ---


def test_what_would_tear_a_set_apart_is_copied_and_what_is_near_gets_a_line() -> None:
    shared = a_map("""
        claims:
          a: {text: A., main: true, premises: [b, c]}
          b: {text: B., premises: [[x, y]]}
          c: {text: C., premises: [[x, z], w]}
          d: {text: D., premises: [w]}
          x: X.
          y: Y.
          z: Z.
          w: W.
        """)
    placed = drawing(shared, "slide", "rows").layout.boxes
    assert [box.box.claim for box in placed if box.box.is_copy] == ["x"]


def in_rows(claims: str) -> Layout:
    layout = drawing(a_map(claims), "slide", "rows").layout
    assert faults(layout) == []
    return layout


@pytest.mark.parametrize("first", ["a", "b"])
def test_a_claim_and_the_objection_to_it_that_it_answers_have_one_line(first: str) -> None:
    claims = {
        "a": "a: {text: It is so., main: true, rebuttals: [b]}",
        "b": "b: {text: It is said., rebuttals: [a]}",
    }
    layout = in_rows(f"claims:\n  {claims.pop(first)}\n  {claims.popitem()[1]}\n")
    [line] = layout.lines
    assert (line.inference, line.has_head, line.has_tail) == ("b:rebuts:a", True, True)
    assert not any(placed.box.is_copy for placed in layout.boxes)


@pytest.mark.parametrize(
    "kept",
    [
        {"fill_in": FillIn(signs={"b:rebuts:a": ""})},
        {"fill_in": FillIn(signs={"a:rebuts:b": ""})},
        {"changes": {"a:rebuts:b": Change.NEW}},
    ],
)
def test_an_answer_has_a_line_of_its_own_if_one_would_show_too_little(kept: Any) -> None:
    map = a_map("""
        claims:
          a: {text: It is so., main: true, rebuttals: [b]}
          b: {text: It is said., rebuttals: [a]}
        """)
    layout = drawing(map, "slide", "rows", **kept).layout
    lines = [(line.inference, line.has_tail) for line in layout.lines]
    assert lines == [("b:rebuts:a", False), ("a:rebuts:b", False)]


def test_a_line_that_would_cross_another_leads_to_a_copy() -> None:
    layout = in_rows("""
        claims:
          a: {text: It is so., main: true, premises: [p, q]}
          p: {text: It is said., premises: [x, y]}
          q: {text: It is seen., premises: [x]}
          x: It is likely.
          y: It is known.
        """)
    assert [placed.box.claim for placed in layout.boxes if placed.box.is_copy] == ["x"]


def test_what_both_supports_and_rebuts_a_claim_has_two_lines_side_by_side() -> None:
    layout = in_rows("""
        claims:
          a: {text: It is so., main: true, premises: [x, y, z], rebuttals: [y]}
          x: It is likely.
          y: It is said.
          z: It is seen.
        """)
    lines = [line for line in layout.lines if line.inference.startswith("y:")]
    assert [line.is_across for line in lines] == [False, True]
    assert not any(placed.box.is_copy for placed in layout.boxes)


def test_of_two_lines_that_would_leave_a_claim_together_the_shorter_is_drawn() -> None:
    layout = in_rows("""
        claims:
          a: {text: It is so., main: true, premises: [q, r, p]}
          p: {text: It is said., premises: [x]}
          q: {text: It is seen., rebuttals: [x]}
          r: {text: It is heard., rebuttals: [x]}
          x: It is likely.
        """)
    assert [line.inference for line in layout.lines if line.is_across] == ["x:rebuts:r"]


@EACH_LAYOUT
@pytest.mark.parametrize(
    ("attacks", "expected"),
    [
        (["c:rebuts:a", "d:rebuts:b"], ["c:rebuts:a"]),  # they would cross
        (["d:rebuts:a", "a:rebuts:c"], ["a:rebuts:c", "d:rebuts:a"]),  # one within the other
        (["c:rebuts:a", "e:rebuts:c"], ["c:rebuts:a", "e:rebuts:c"]),  # beside each other
    ],
)
def test_lines_over_main_claims_do_not_cross(
    attacks: list[str], expected: list[str], layout: str
) -> None:
    claims = [Claim(id, f"It is {id}.", main=True) for id in "abcde"]
    inferences = Inferences()
    for attack in attacks:
        premise, _, target = attack.split(":")
        inferences.add(Kind.REBUTTAL, [premise], target)
    map = ArgumentMap.build(claims=claims, inferences=inferences.all)
    made = drawing(map, "slide", layout).layout
    assert sorted(line.inference for line in made.lines if line.is_across) == expected
    assert faults(made) == []


def test_the_legend_goes_where_the_map_is_empty() -> None:
    made = drawing(debate(24, seed=3), "slide")
    assert made.inside is not None
    left, top = made.inside
    right, bottom = left + made.legend_extent[0], top + made.legend_extent[1]
    for placed in made.layout.boxes:
        area = [side * made.scale for side in placed.area]
        assert area[2] <= left or right <= area[0] or area[3] <= top or bottom <= area[1]


# --- tangled maps ---


@pytest.mark.parametrize("name", MAPS)
def test_other_maps_are_not_tangled(name: str) -> None:
    assert not is_tangled(MAPS[name])


# --- things in a row ---


def middles_of(claims: str) -> dict[str, float]:
    """Return how far right the middle of each claim of a map in rows is."""
    layout = drawing(a_map(claims), "none", "rows").layout
    return {placed.box.claim: placed.area.middle[0] for placed in layout.boxes}


def test_a_claim_stands_over_the_middle_of_its_reasons_if_there_is_room() -> None:
    middles = middles_of("""
        claims:
          a: {text: It is so., main: true, premises: [b]}
          b: {text: It is likely., premises: [c, d]}
          c: It is so.
          d: It is so.
        """)
    assert middles["a"] == pytest.approx(middles["b"])
    assert middles["c"] < middles["b"] < middles["d"]
    assert middles["b"] == pytest.approx((middles["c"] + middles["d"]) / 2)


def test_claims_in_each_others_way_meet_in_the_middle() -> None:
    middles = middles_of("""
        claims:
          a: {text: It is so., main: true, premises: [b, c]}
          b: {text: It is so., premises: [d, e]}
          c: {text: It is so., premises: [f, g]}
          d: It is so.
          e: It is so.
          f: It is so.
          g: It is so.
        """)
    assert middles["d"] < middles["b"] < middles["a"]
    for left, right in ("bc", "dg", "ef"):
        assert (middles[left] + middles[right]) / 2 == pytest.approx(middles["a"])


def test_a_head_is_upright_where_its_line_is_not_quite_straight() -> None:
    lines = drawing(MAPS["tree of 15"], "slide", "rows").layout.lines
    aslant = [line.path[0][0] - line.path[-1][0] for line in lines]
    assert any(0 < abs(distance) < 0.5 for distance in aslant)
    assert all(line.path[-4][0] == line.path[-1][0] for line in lines)


# --- columns ---


def test_a_column_at_the_right_of_linked_premises_has_one_left_edge() -> None:
    layout = drawing(
        a_map("""
            claims:
              a: {text: It is so., main: true, premises: [[b, c]]}
              b: It is so.
              c: {text: "It is so: today, tomorrow and the day after.", premises: [d], rebuttals: [e]}
              d: {text: It is so., premises: [f, g, h]}
              e: It is so.
              f: It is likely.
              g: It is likely.
              h: It is likely.
            """),
        "slide",
        "side",
    ).layout
    lefts = {placed.box.claim: placed.area.left for placed in layout.boxes}
    assert lefts["c"] < lefts["d"] == lefts["e"] == lefts["f"]
    assert faults(layout) == []


def test_a_reason_and_an_objection_at_the_right_of_a_line_of_text_have_room_for_their_heads() -> (
    None
):
    layout = drawing(
        a_map("""
            claims:
              a: {text: It is so., main: true, premises: [b]}
              b: {text: It is so., premises: [c], rebuttals: [d]}
              c: It is likely.
              d: It is unlikely.
            """),
        "none",
        "side",
    ).layout
    areas = {placed.box.claim: placed.area for placed in layout.boxes}
    assert areas["b"].right < areas["c"].left == areas["d"].left
    assert faults(layout) == []
