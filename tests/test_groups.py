"""Groups of claims: their paths, and the frames around them in pictures, DOT and Mermaid."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import ArgumentMap, formats
from argmap.api import Direction, LayoutName, PictureFormat
from argmap.diagrams import (
    FRAME_NAME_PITCH,
    FRAME_NAME_SIZE,
    THEMES,
    GroupFrame,
    Layout,
    Rectangle,
    Scene,
    Theme,
    draw,
    draw_scene,
    find_page,
    occupied_areas,
    overlap,
    run_graphviz,
    text_width,
)
from argmap.model import PictureOptions, WritingOptions, group_path, homes_of
from argmap.options import Look, choices_of
from tests.conftest import a_map, look, mostly_soak
from tests.picture_measure import faults
from tests.run import argmap as run
from tests.strategies import maps
from tests.test_picture import contrast

CANTEEN = """
    title: Should the canteen serve no meat on Thursdays?
    sides: {veg: Vegetarian Thursdays, free: A free choice every day}
    claims:
      veg:
        text: The canteen should serve no meat on Thursdays.
        side: veg
        premises: [[climate, meat], healthier, cheaper]
        rebuttals: [coerced]
      free: {text: Guests should choose what they eat., side: free, premises: [adults], rebuttals: [veg]}
      climate: {text: The university has promised to halve its emissions., group: Environment}
      meat: {text: Meat causes most of the emissions of the canteen., group: Environment / Emissions, premises: [study]}
      study: {text: A study of the kitchen found that., group: Environment / Emissions}
      healthier: {text: Less meat is healthier., group: Health, premises: [who], rebuttals: [protein]}
      who: {text: Doctors advise to eat less meat., group: Health}
      protein: {text: Athletes need much protein., group: Health}
      cheaper: {text: Meals without meat cost less., group: Money, premises: [prices]}
      prices: {text: The price list says so., group: Money}
      coerced: {text: A rule for all takes away a choice., group: Freedom}
      adults: {text: Students are adults., group: Freedom}
    """


def layout_of(
    map: ArgumentMap, layout: str = "", direction: str = "", page: str = "slide"
) -> Layout:
    scene = Scene(map, THEMES["color"], groups=True)
    return draw_scene(
        scene,
        find_page(page),
        look(layout=layout, direction=direction, groups=True),
    ).layout


def test_a_group_is_a_path() -> None:
    assert group_path("") == ()
    assert group_path("Economy") == ("Economy",)
    assert group_path(" Economy /  Jobs / ") == ("Economy", "Jobs")
    assert group_path("Work and/or leisure") == ("Work and/or leisure",)


# --- frames ---


def claims_in_frames(layout: Layout) -> dict[str, list[list[str]]]:
    """Return the ids of the claims in each frame, by the path of its group."""
    claims: dict[str, list[list[str]]] = {}
    boxes = {placed.box.number: placed.box.claim for placed in layout.boxes}
    for frame in layout.frames:
        claims.setdefault(" / ".join(frame.path), []).append(
            sorted(boxes[number] for number in frame.boxes)
        )
    return claims


@pytest.mark.parametrize("layout", ["rows", "columns"])
def test_a_rival_in_a_group_is_beside_the_other(layout: str) -> None:
    """The name of its frame makes a box lower, and its line to the other one is straight."""
    rivals = a_map("""
        claims:
          a: {text: It is so., main: true, group: One, premises: [c], rebuttals: [b]}
          b: {text: It is not so., main: true, premises: [d], rebuttals: [a]}
          c: It is so.
          d: It is so.
        """)
    [line] = [line for line in layout_of(rivals, layout).lines if line.is_across]
    assert len({y for _, y in line.path}) == 1


def test_boxes_of_a_group_share_a_frame_where_nothing_is_between_them() -> None:
    layout = layout_of(a_map(CANTEEN), "columns")
    assert claims_in_frames(layout) == {
        "Environment": [["climate", "meat"], ["study"]],
        "Environment / Emissions": [["study"]],  # no frame parts what is linked with `meat`
        "Freedom": [["adults"], ["coerced"]],
        "Health": [["healthier"], ["protein", "who"]],
        "Money": [["cheaper", "prices"]],
    }


def test_a_copy_shares_frames_with_the_premises_that_it_is_linked_with_there() -> None:
    """At home, `waste` is linked with a claim of no group and has no frame. Its copy has one."""
    layout = layout_of(
        a_map("""
        claims:
          main: {text: The canteen should weigh its waste., premises: [[pay, waste], [waste, costs]]}
          pay: Guests pay for it.
          waste: {text: A third is thrown away., group: Money}
          costs: {text: Waste costs money., group: Money / Costs}
        """),
        "rows",
    )
    assert claims_in_frames(layout) == {"Money": [["costs", "waste"]]}
    (frame,) = layout.frames
    assert [placed.box.is_copy for placed in layout.boxes if placed.box.number in frame.boxes] == [
        True,
        False,
    ]


@pytest.mark.parametrize("direction", choices_of(Direction))
@pytest.mark.parametrize("layout", choices_of(LayoutName))
def test_frames_and_names_lie_over_nothing_else(layout: str, direction: str) -> None:
    made = layout_of(a_map(CANTEEN), layout, direction)
    boxes = [placed.area for placed in made.boxes]
    for frame in made.frames:
        assert not [area for area in boxes_outside(made, frame) if overlap(frame.area, area)]
        assert not [area for area in boxes if overlap(area_of_name(frame), area)]
        assert holds(frame.area, area_of_name(frame))
    assert faults(made, direction) == []


def boxes_outside(layout: Layout, frame: GroupFrame) -> list[Rectangle]:
    return [placed.area for placed in layout.boxes if placed.box.number not in frame.boxes]


def area_of_name(frame: GroupFrame) -> Rectangle:
    left, top = frame.place
    wide = max(text_width(line) for line in frame.name) * FRAME_NAME_SIZE
    return Rectangle(left, top, left + wide, top + len(frame.name) * FRAME_NAME_PITCH)


def holds(outer: Rectangle, inner: Rectangle) -> bool:
    is_in_width = outer.left <= inner.left + 0.01 and inner.right <= outer.right + 0.01
    return is_in_width and outer.top <= inner.top + 0.01 and inner.bottom <= outer.bottom + 0.01


@given(
    maps(most_claims=7, most_inferences=7),
    st.sampled_from(choices_of(LayoutName)),
    st.sampled_from(choices_of(Direction)),
)
def test_every_box_of_a_group_of_any_map_has_its_frames(
    map: ArgumentMap, layout: str, direction: str
) -> None:
    made = layout_of(map, layout, direction)
    homes = homes_of(map).inference_of
    for placed in made.boxes:
        path = group_path(map.claims[placed.box.claim].group)
        # Linked premises are in the same frames. In a graph, a box is where its claim is at home.
        inference = map.inferences.get(placed.box.inference or homes[placed.box.claim])
        for premise in inference.premises if inference else ():
            others = group_path(map.claims[premise].group)
            while path != others[: len(path)]:
                path = path[:-1]
        around = [frame for frame in made.frames if placed.box.number in frame.boxes]
        expected = [path[:length] for length in range(1, len(path) + 1)]
        # A copy is in a frame only where it is beside others of its group.
        assert [frame.path for frame in around] == expected or (
            placed.box.is_copy and len(around) < len(expected)
        )
        assert all(holds(frame.area, placed.area) for frame in around)
        # Several boxes are in one frame only where no other is; a box alone has one wherever it stands.
        for frame in made.frames:
            is_foreign = path[: len(frame.path)] != frame.path
            assert not (is_foreign and len(frame.boxes) > 1 and holds(frame.area, placed.area))
    whole = Rectangle(0, 0, made.width, made.height)
    assert all(holds(whole, area) for area in occupied_areas(made))


def test_a_linked_premise_without_its_frame_shows_the_name_of_its_group() -> None:
    options = PictureOptions(Look(groups=True, layout="rows", paper="none"))
    picture = draw(a_map(CANTEEN), "svg", options).data.decode()
    assert ">Emissions</text>" in picture
    box_of_meat = picture.partition('id="claim-meat"')[2].partition("</g>")[0]
    assert ">Emissions</text>" in box_of_meat
    ungrouped = PictureOptions(options.look._replace(groups=False))
    without = draw(a_map(CANTEEN), "svg", ungrouped).data.decode()
    assert ">Emissions</text>" not in without


def test_a_long_name_takes_several_lines() -> None:
    map = a_map(
        "claims: {a: {text: It is., group: The state of the world economy and of its many markets}}"
    )
    (frame,) = layout_of(map, page="none").frames
    assert len(frame.name) > 1
    assert all(text_width(line) * FRAME_NAME_SIZE <= frame.area.width for line in frame.name)


# --- pictures ---


def test_an_svg_has_frames_behind_its_boxes() -> None:
    svg = draw(a_map(CANTEEN), "svg", PictureOptions(Look(groups=True))).data.decode()
    groups = re.findall(r'<g class="group" data-group="([^"]*)"', svg)
    assert set(groups) == {"Environment", "Environment / Emissions", "Health", "Money", "Freedom"}
    assert svg.rindex('class="group"') < svg.index('class="claim')
    assert "<title>Environment / Emissions</title>" in svg
    assert 'class="group"' not in draw(a_map(CANTEEN), "svg").data.decode()


@pytest.mark.parametrize(
    "format", mostly_soak(["svg", "png", "pdf", "dot", "mermaid"], "svg", "dot", "mermaid")
)
@pytest.mark.parametrize("name", ['<b> & "q" </b>', "\\", "end", "#x;", "`", "a\nb", "\u202e", "—"])
def test_a_name_stays_text(format: PictureFormat, name: str) -> None:
    map = ArgumentMap.build(claims=[argmap.Claim("a", "It is.", group=name)])
    data = argmap.render(map, format, groups=True, paper="none")
    assert data
    if format == "dot":
        run_graphviz(data.decode(), "graphviz")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_theme_has_enough_contrast_in_frames(theme: Theme) -> None:
    for text in (theme.text, theme.quiet, theme.alarm, theme.fallen_text):
        assert contrast(text, theme.frame_ground) >= 4.5
    assert contrast(theme.frame, theme.paper) >= 3
    for line in theme.lines.values():
        assert contrast(line.color, theme.frame_ground) >= 3


SMALL = """
    claims:
      a: {text: A., premises: [b, c]}
      b: {text: B., group: Economy / Jobs}
      c: {text: C., group: Economy}
    """


def test_dot_has_clusters() -> None:
    dot = argmap.render(a_map(SMALL), "dot", groups=True).decode()
    inner = re.search(
        r"subgraph cluster0 \{.*?label=\"Economy\".*?subgraph cluster1 \{.*?label=\"Jobs\".*?\}",
        dot,
        re.S,
    )
    assert inner
    assert "newrank=true;" in dot
    drawn_by_dot = run_graphviz(dot, "graphviz")
    clusters = [
        each for each in json.loads(drawn_by_dot)["objects"] if each["name"].startswith("cluster")
    ]
    assert len(clusters) == 2


def test_mermaid_has_subgraphs() -> None:
    written = formats.write(
        a_map(SMALL), "mermaid", WritingOptions(picture=PictureOptions(Look(groups=True)))
    )
    lines = [re.sub('<br/>[^"]*', "", line) for line in written.text.splitlines()]
    first = lines.index('  c1["A."]')
    assert lines[first : first + 7] == [
        '  c1["A."]',
        '  subgraph g1["Economy"]',
        '    c3["C."]',
        '    subgraph g2["Jobs"]',
        '      c2["B."]',
        "    end",
        "  end",
    ]
    assert not written.losses
    assert [loss.message for loss in formats.write(a_map(SMALL), "mermaid").losses] == [
        "2 groups cannot be represented in Mermaid"
    ]


@pytest.mark.parametrize("labels", ["label", "both"])
def test_a_map_without_labels_is_reported(labels: str) -> None:
    text = b"claims: {a: It is so.}"
    done = run("render", "--labels", labels, "-f", "mermaid", "-o", "-", "-", stdin=text)
    assert done.err == f"no claim has a `label`, so --labels {labels} has no effect\n"
    text = b"claims: {a: {text: It is so., label: So}}"
    done = run("render", "--labels", labels, "-f", "mermaid", "-o", "-", "-", stdin=text)
    assert done.err == ""


def test_a_map_without_groups_is_reported() -> None:
    done = run(
        "render", "--groups", "-f", "mermaid", "-o", "-", "-", stdin=b"claims: {a: It is so.}"
    )
    assert done.err == "no claim has a `group`, so --groups has no effect\n"
    assert "subgraph" not in done.out
