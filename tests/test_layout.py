"""Where boxes and lines stand: measured on maps of many sizes, by the same figures in rows and hanging."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, load
from argmap.diagrams import (
    DIRECTIONS,
    PAGES,
    THEMES,
    Drawing,
    Layout,
    Line,
    Rectangle,
    Scene,
    draw_scene,
    find_page,
    is_tangled,
    occupied_areas,
    straight,
)
from argmap.documents import outline_of
from argmap.model import PictureOptions
from tests.conftest import ROOT, a_map, mostly_soak
from tests.generated import debate
from tests.picture_measure import Measures, measure
from tests.strategies import maps

MAPS = {
    "treaty": load(ROOT / "arguments.yaml"),
    "new": load(ROOT / "argmap" / "formats" / "native" / "example.yaml"),
    "five": load(ROOT / "tests" / "maps" / "five.yaml"),
    "ten": load(ROOT / "tests" / "maps" / "ten.yaml"),
    **{f"debate of {size}": debate(size) for size in (15, 20, 35, 50, 120)},
}

IN_ORDER = ("rows", "columns")
"""The layouts that keep the order of the file."""

FAULTLESS = Measures(
    main_levels=0, order=0, torn=0, missing=0, through_boxes=0, overlaps=0, crossings=0
)


def drawing(
    map: ArgumentMap, page: str = "slide", layout: str = "", direction: str = ""
) -> Drawing:
    scene = Scene(map, THEMES["color"], numbers=outline_of(map).numbers_of_claims)
    return draw_scene(scene, find_page(page), PictureOptions(layout=layout, direction=direction))


@pytest.mark.parametrize("layout", IN_ORDER)
@pytest.mark.parametrize("page", ["slide", "a4", "phone", "none"])
@pytest.mark.parametrize("name", mostly_soak(MAPS, "treaty", "five", "ten", "debate of 35"))
def test_structure_is_kept(name: str, page: str, layout: str) -> None:
    assert measure(drawing(MAPS[name], page, layout).layout) == FAULTLESS


@pytest.mark.parametrize("layout", IN_ORDER)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_structure_is_kept_whichever_way_reasons_lead(direction: str, layout: str) -> None:
    measured = measure(drawing(MAPS["ten"], "slide", layout, direction).layout)
    assert replace(measured, order=0, torn=0) == FAULTLESS
    if direction == "up":
        assert measured == FAULTLESS


@pytest.mark.parametrize("layout", IN_ORDER)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_everything_stands_within_the_picture(direction: str, layout: str) -> None:
    made = drawing(MAPS["ten"], "slide", layout, direction).layout
    for area in occupied_areas(made):
        assert min(area.left, area.top) >= -0.01
        assert area.right <= made.width + 0.01
        assert area.bottom <= made.height + 0.01


@given(maps(most_claims=9, most_inferences=12), st.sampled_from(IN_ORDER))
def test_every_claim_and_inference_of_any_map_is_drawn_and_no_line_goes_through_a_box(
    map: ArgumentMap, layout: str
) -> None:
    measured = measure(drawing(map, "a4", layout).layout)
    assert replace(measured, crossings=0) == FAULTLESS


def test_the_measure_finds_what_is_wrong() -> None:
    layout = drawing(MAPS["ten"]).layout
    assert measure(_moved(layout, "keep-open", 0, 30)).main_levels == 1
    assert measure(_moved(layout, "people-first", 0, 30)).torn == 1
    assert measure(_moved(layout, "cleaner", 600, 0)).order == 1
    assert measure(_moved(layout, "nitrogen", 0, -60)).overlaps > 0
    astray = Line(layout.lines[0].inference, straight((0.0, 0.0), (layout.width, layout.height)))
    assert measure(replace(layout, lines=[*layout.lines, astray])).through_boxes == 1
    assert measure(replace(layout, lines=[*layout.lines, astray])).crossings > 0
    assert measure(replace(layout, lines=layout.lines[1:])).missing == 1


def _moved(layout: Layout, claim: str, right: float, down: float) -> Layout:
    boxes = []
    for placed in layout.boxes:
        left, top, right_side, bottom = placed.area
        if placed.box.claim == claim:
            area = Rectangle(left + right, top + down, right_side + right, bottom + down)
            boxes.append(replace(placed, area=area))
        else:
            boxes.append(placed)
    return replace(layout, boxes=boxes)


# --- size ---


@pytest.mark.parametrize(
    ("name", "least"), [("five", 28), ("new", 28), ("ten", 20), ("debate of 20", 13)]
)
def test_text_is_large_on_a_slide(name: str, least: float) -> None:
    # Title, legend and marks may cost a tenth of the size.
    assert drawing(MAPS[name], "slide").points >= 0.9 * least


def test_the_treaty_debate_can_be_read_on_paper() -> None:
    assert drawing(MAPS["treaty"], "a4").points >= 0.9 * 8


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


def test_the_legend_goes_where_the_map_is_empty() -> None:
    made = drawing(debate(20, seed=2), "slide")
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
