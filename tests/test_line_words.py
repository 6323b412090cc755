"""Words on lines: what a picture says of its steps where one reads, and what is left to the legend."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, loads
from argmap.diagrams import Drawing, draw, flatten, grow, hull_of, lay_out, overlap
from argmap.diagrams import Rectangle as Area
from argmap.model import Inference, PictureOptions
from argmap.options import Look
from tests.strategies import maps

SCHOOL = """
title: School
claims:
  nine: {text: School should start at nine., premises: [[sleep, learn], buses], rebuttals: [work]}
  sleep: Teenagers sleep late.
  learn: Who has slept learns more.
  buses: {text: Buses are empty at nine., rebuttals: [few]}
  work: Parents start work at eight.
  few: There are few buses.
"""
WEIGHED = (
    SCHOOL.replace("[sleep, learn]", "{premises: [sleep, learn], undercutters: [late]}").replace(
        "[work]", "[{premises: [work], outweighed_by: [health]}]"
    )
    + """
  late: They would go to bed later.
  health: Health matters more.
"""
)


def drawn(map: ArgumentMap, **look: str) -> Drawing:
    return lay_out(map, PictureOptions(Look(**look)))  # type: ignore[arg-type]


def said(drawing: Drawing) -> list[tuple[str, str]]:
    return sorted({(word.says, word.text) for word in drawing.layout.words})


def explained(drawing: Drawing) -> list[str]:
    return [entry.name for row in drawing.legend for entry in row]


def relation_of(inference: Inference) -> str:
    return "weighing" if inference.weighing else inference.kind.value


def test_lines_say_what_the_legend_need_not_explain() -> None:
    drawing = drawn(loads(WEIGHED))
    assert said(drawing) == [
        ("linked", "and"),
        ("rebuttal", "but"),
        ("support", "because"),
        ("undercutter", "doesn't follow, since"),
        ("weighing", "outweighed, since"),
    ]
    assert explained(drawing) == ["unsupported: no reason or evidence given"]


def test_with_signs_the_legend_explains_all() -> None:
    drawing = drawn(loads(SCHOOL), relations="signs")
    assert said(drawing) == []
    assert explained(drawing) == [
        "main claim",
        "supports",
        "opposes",
        "linked premises: all are needed",
        "unsupported: no reason or evidence given",
    ]


@pytest.mark.parametrize(
    ("direction", "word"),
    [("up", "because"), ("left", "because"), ("down", "so"), ("right", "so")],
)
def test_a_word_follows_the_order_in_which_one_reads(direction: str, word: str) -> None:
    map = loads("claims: {a: {text: It is late., premises: [b]}, b: It is dark.}")
    assert said(drawn(map, direction=direction)) == [("support", word)]


def test_a_map_is_named_in_its_own_language() -> None:
    drawing = drawn(loads("language: de\n" + WEIGHED))
    assert [text for _, text in said(drawing)] == [
        "und",
        "aber",
        "denn",
        "folgt nicht, denn",
        "wiegt weniger, denn",
    ]


def test_rival_main_claims_need_no_word() -> None:
    map = loads("claims: {a: {text: We go., rebuttals: [b]}, b: {text: We stay., rebuttals: [a]}}")
    drawing = drawn(map)
    assert said(drawing) == []
    assert explained(drawing)[0] == "opposes"


def test_a_line_that_falls_says_so_in_gray() -> None:
    from argmap import evaluate

    map = loads("claims: {a: {text: A., premises: [b]}, b: {text: B., rebuttals: [c]}, c: C.}")
    result = draw(map, "svg", PictureOptions(Look()), evaluate(map))
    [because] = [line for line in result.text.split("<text") if ">because<" in line]
    assert 'fill="#8a8a8a"' in because


def must_be_clear(drawing: Drawing) -> None:
    """Assert that no word covers anything, and that all relations are said or explained."""
    layout = drawing.layout
    inferences = drawing.scene.map.inferences
    taken = [placed.area for placed in layout.boxes]
    for word in layout.words:
        assert not any(overlap(word.area, area) for area in taken)
        taken.append(word.area)
        assert word.says in ("linked", relation_of(inferences[word.inferences[0]]))
        inner = grow(word.area, -2.0)
        for line in layout.lines:
            if line.inference not in word.inferences:
                for (x, y), (end_x, end_y) in pairwise(flatten(line.stub or line.path)):
                    assert not overlap(
                        hull_of([Area(x, y, x, y), Area(end_x, end_y, end_x, end_y)]), inner
                    )
    said_or_explained = {word.says for word in layout.words}
    said_or_explained |= {entry.line for row in drawing.legend for entry in row if entry.line}
    assert {relation_of(inference) for inference in inferences.values()} <= said_or_explained


@given(
    map=maps(),
    layout=st.sampled_from(["rows", "columns", "graph"]),
    direction=st.sampled_from(["up", "down", "left", "right"]),
    paper=st.sampled_from(["slide", "a4", "phone", "none"]),
)
def test_no_word_covers_anything_and_nothing_is_left_unsaid(
    map: ArgumentMap, layout: str, direction: str, paper: str
) -> None:
    must_be_clear(drawn(map, layout=layout, direction=direction, paper=paper))
