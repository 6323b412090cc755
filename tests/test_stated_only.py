"""A map without what its author added: nothing that a source states is lost."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pptx
import pytest
from hypothesis import given

from argmap import ArgumentMap, convert, load, loads, render, stated_only
from argmap.api import Direction
from argmap.diagrams import THEMES, Scene, draw_scene, find_page, overlap
from argmap.languages import known_languages, words_for
from argmap.model import main_claims, not_connected
from argmap.options import choices_of
from tests.conftest import ROOT, a_map, look
from tests.run import argmap
from tests.strategies import maps

if TYPE_CHECKING:
    from playwright.sync_api import Page

POOL = """\
title: Should the town rebuild its pool?
sides: {for: Rebuild it, against: Leave it closed}
sources: {gazette: The Town Gazette}
claims:
  rebuild:
    text: The town should rebuild its pool.
    main: true
    side: for
    stated_in: gazette p. 1
    premises:
      - [children, near]
      - {premises: [tourists], warrant: spend}
      - {premises: [old], implicit: true}
      - [popular]
    rebuttals:
      - premises: [water]
        undercutters: [{premises: [rain], implicit: true}, [summers]]
      - leave
  leave: {text: The pool should stay closed., main: true, side: against, implicit: true, premises: [cost]}
  children: {text: Children learn to swim in a pool., evidence: gazette p. 2}
  near: {text: There is no other pool nearby., implicit: true}
  tourists: {text: A pool brings tourists., stated_in: gazette p. 2}
  spend: {text: Tourists spend money in town., implicit: true}
  old: {text: The old pool leaks., stated_in: gazette p. 3, premises: [cracks]}
  cracks: {text: Its walls have cracks., evidence: gazette p. 3}
  popular: {text: Most people want the pool back., implicit: true, premises: [letters]}
  letters: {text: The Gazette has printed forty letters for the pool., evidence: gazette p. 4}
  water: {text: A pool uses much water., stated_in: gazette p. 5}
  rain: {text: It has rained a lot this year., stated_in: gazette p. 5}
  summers: {text: No summer in the town was ever dry., stated_in: gazette p. 5}
  cost: {text: A new pool costs two million., evidence: gazette p. 6}
expect: {rebuild: falls}
"""
"""Implicit are a linked premise, a warrant, an inference, a claim with a reason, an undercutter, and a main claim."""

HEADING = "Stated, but not connected by any source"


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    (tmp_path / "pool.yaml").write_text(POOL)
    return tmp_path


def test_verdicts(pool: Path) -> None:
    assert argmap("evaluate", "pool.yaml", "--stated-only", cwd=pool).out == (
        "Rebuild it\n"
        "  stands, backed    The town should rebuild its pool. (rebuild)\n"
        "  stands, backed    Children learn to swim in a pool. (children)\n"
        "  stands, asserted  A pool brings tourists. (tourists)\n"
        "  stands, asserted  No summer in the town was ever dry. (summers)\n"
        "\n"
        "Leave it closed\n"
        "  stands, backed    The pool should stay closed. (leave)\n"
        "  stands, asserted  A pool uses much water. (water)\n"
        "  stands, backed    A new pool costs two million. (cost)\n"
        "\n"
        "Stated, but not connected by any source\n"
        "  stands, backed    The old pool leaks. (old)\n"
        "  stands, backed    Its walls have cracks. (cracks)\n"
        "  stands, backed    The Gazette has printed forty letters for the pool. (letters)\n"
        "  stands, asserted  It has rained a lot this year. (rain)\n"
        "\n"
        "“The town should rebuild its pool” and “The pool should stay closed” both stand, and nothing"
        " in the map says that they can't both be true. If they can't, write one of them as an"
        " objection to the other.\n"
        "\n"
        "11 claims stand (7 backed, 4 asserted); 1 objection is undercut\n"
    )


OUTLINE = """\
Should the town rebuild its pool?

Rebuild it
==========

1 The town should rebuild its pool.
  1.1 Children learn to swim in a pool. [documented]
  1.2 A pool brings tourists. [unsupported]
  1.3 Objection: A pool uses much water. [unsupported]
    1.3.1 Against this inference: No summer in the town was ever dry. [unsupported]

Leave it closed
===============

2 The pool should stay closed. [implicit]
  2.1 A new pool costs two million. [documented]

Stated, but not connected by any source
=======================================

3 The old pool leaks.
  3.1 Its walls have cracks. [documented]
4 The Gazette has printed forty letters for the pool. [documented]
5 It has rained a lot this year. [unsupported]
"""


def test_outline(pool: Path) -> None:
    assert argmap("outline", "pool.yaml", "--stated-only", cwd=pool).out == OUTLINE


def test_an_outline_is_read_back_with_its_main_claims() -> None:
    map = loads(OUTLINE, format="text")
    texts = [claim.text for claim in main_claims(map)]
    assert texts == ["The town should rebuild its pool.", "The pool should stay closed."]
    assert [side.name for side in map.sides.values()] == ["Rebuild it", "Leave it closed"]


ESSAY = """\
Should the town rebuild its pool?

This debate has two sides. One side (“Rebuild it”) holds that the town should rebuild its pool (see “The Town Gazette” n.d., p. 1). The other side (“Leave it closed”) holds that the pool should stay closed (implicit).

Rebuild it
==========

There are two reasons for this position. The first reason is this: (1.1) Children learn to swim in a pool (p. 2).

Second, a pool brings tourists (see p. 2).

One objection to this position is that a pool uses much water (see p. 5). But this objection may not be a problem, because no summer in the town was ever dry.

Leave it closed
===============

The reason given for this position is that (2.1) a new pool costs two million (p. 6).

Stated, but not connected by any source
=======================================

The old pool leaks (see p. 3). One reason is that its walls have cracks (p. 3).

The Gazette has printed forty letters for the pool (p. 4).

It has rained a lot this year (see p. 5).

What is missing
===============

No support is given for four claims.

Conclusion
==========

“Rebuild it” stands, and it is backed. This verdict rests on claim 1.1. The same is true of “Leave it closed”. This verdict rests on claim 2.1. “Rebuild it” and “Leave it closed” both stand, and nothing in the map says that they can't both be true.

Sources
=======

The Town Gazette (n.d.).
"""


def test_essay(pool: Path) -> None:
    essay = argmap("outline", "pool.yaml", "--stated-only", "--essay", cwd=pool).out
    assert essay == ESSAY


@pytest.mark.soak(but=["pool-rows-up", "pool-columns-left"])
@pytest.mark.parametrize("direction", choices_of(Direction))
@pytest.mark.parametrize("layout", ["rows", "columns"])
@pytest.mark.parametrize("file", ["pool", "debate"])
def test_pictures_frame_what_no_source_connects(file: str, layout: str, direction: str) -> None:
    whole = loads(POOL) if file == "pool" else load(ROOT / "arguments.yaml")
    map = stated_only(whole)
    scene = Scene(map, THEMES["color"])
    drawn = draw_scene(scene, find_page("screen"), look(layout=layout, direction=direction)).layout
    [frame] = drawn.frames
    assert " ".join(frame.name) == HEADING
    loose = not_connected(map)
    framed = {placed.box.claim for placed in drawn.boxes if placed.box.number in frame.boxes}
    assert framed == loose
    for placed in drawn.boxes:
        assert overlap(placed.area, frame.area) == (placed.box.number in frame.boxes)


def test_slides_have_the_frame_too() -> None:
    slides = pptx.Presentation(io.BytesIO(convert(stated_only(loads(POOL)), "pptx").data)).slides
    [frame] = [shape for shape in slides[1].shapes if shape.name == HEADING]
    texts = [shape.text_frame.text for shape in frame.shapes if shape.has_text_frame]
    assert texts == ["", HEADING]


def test_mermaid_has_a_subgraph_of_them(pool: Path) -> None:
    chart = argmap("render", "pool.yaml", "--stated-only", "-f", "mermaid", "-o", "-", cwd=pool).out
    _, _, after = chart.partition("  subgraph ")
    inside, _, _ = after.partition("  end\n")
    assert inside == (
        f'g1["{HEADING}"]\n'
        '    c5["The old pool leaks."]\n'
        '    c6["Its walls have cracks.<br/>#91;evidence#58; “The Town Gazette” n.d., p. 3#93;"]\n'
        '    c7["The Gazette has printed forty letters for the pool.<br/>#91;evidence#58; “The Town Gazette” n.d., p. 4#93;"]\n'
        '    c9["It has rained a lot this year.<br/>#91;unsupported#93;"]\n'
    )


def test_the_page_lists_and_frames_them(page: Page) -> None:
    page.set_content(render(stated_only(loads(POOL)), "page").decode())
    page.evaluate("showAll()")
    assert page.locator("#view text.heading").all_text_contents() == [HEADING]
    outline = page.locator("#outline").inner_text()
    _, _, listed = outline.partition(HEADING)
    assert listed == (
        "\n3 The old pool leaks.\n3.1 Its walls have cracks.\n"
        "4 The Gazette has printed forty letters for the pool.\n"
        "5 It has rained a lot this year. [unsupported]\n"
        "Sources\nThe Town Gazette (n.d.)."
    )


def test_groups_have_frames_within_theirs() -> None:
    map = stated_only(
        a_map("""
            claims:
              go: {text: We should go., main: true, premises: [late]}
              late: {text: It is late., group: Time}
              rain: {text: It rains., group: Weather}
            """)
    )
    scene = Scene(map, THEMES["color"], groups=True)
    assert scene.frame_paths.at_home == {"late": ("Time",), "rain": (HEADING, "Weather")}


def test_a_part_around_one_claim_has_it_as_its_main_claim(pool: Path) -> None:
    words = ("outline", "pool.yaml", "--stated-only", "--focus", "old")
    assert argmap(*words, cwd=pool).out == (
        "Should the town rebuild its pool?\n\nRebuild it\n==========\n\n"
        "3 The old pool leaks.\n  3.1 Its walls have cracks. [documented]\n"
    )


def test_split_pictures_frame_them_on_each_page(pool: Path) -> None:
    words = ("render", "pool.yaml", "--stated-only", "--split", "--paper", "phone", "-o", "x.svg")
    assert argmap(*words, cwd=pool).code == 0


def test_what_undercuts_a_lost_inference_is_lost_too() -> None:
    map = a_map("""
        claims:
          a:
            text: A.
            main: true
            premises:
              - premises: [b]
                implicit: true
                undercutters:
                  - premises: [c]
                    undercutters: [d]
          b: B.
          c: C.
          d: D.
        """)
    stated = stated_only(map)
    assert list(stated.claims) == ["a", "b", "c", "d"]
    assert stated.inferences == {}


def test_without_main_claims_there_is_no_heading() -> None:
    map = stated_only(
        a_map("claims: {a: {text: A., implicit: true, premises: [b, c]}, b: B., c: C.}")
    )
    assert [claim.id for claim in main_claims(map)] == ["a"]
    alone = stated_only(a_map("claims: {b: B., c: C.}"))
    assert not_connected(alone) == set()


def test_every_language_has_a_heading_of_its_own() -> None:
    headings = set()
    for tag in known_languages():
        words = words_for(tag)
        headings |= {words.not_connected, words.not_connected_by_source}
    assert len(headings) == 2 * len(known_languages())


@given(maps())
def test_a_stated_claim_never_goes(map: ArgumentMap) -> None:
    stated = stated_only(map)
    mains = [claim.id for claim in main_claims(map)]
    assert [claim.id for claim in main_claims(stated)] == mains
    for id, claim in map.claims.items():
        assert (id in stated.claims) == (id in mains or not claim.implicit)
        if id in stated.claims:
            assert stated.sides_of_claims[id] == map.sides_of_claims[id]
    assert not stated.expect


@given(maps())
def test_an_inference_stays_with_its_stated_premises(map: ArgumentMap) -> None:
    stated = stated_only(map)
    for id, inference in map.inferences.items():
        premises = [premise for premise in inference.premises if not map.claims[premise].implicit]
        is_drawn = not inference.implicit and premises not in ([], [inference.warrant])
        is_on_something = inference.target in stated.claims or inference.target in stated.inferences
        assert (id in stated.inferences) == (is_drawn and is_on_something)
        if id in stated.inferences:
            assert list(stated.inferences[id].premises) == premises
    assert stated_only(stated) == stated
