"""Maps over several pages: every step is on one of them, every claim too, and all of them can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from argmap import ArgumentMap, load, render_pages
from argmap.api import ThemeName
from argmap.diagrams import (
    THEMES,
    Drawing,
    Fits,
    Scene,
    Sheet,
    draw_over_pages,
    find_page,
    occupied_areas,
    overlap,
    page_marks,
    sheets_of,
)
from argmap.model import largest_branches
from argmap.options import Look
from tests.conftest import ROOT, a_map, mostly_soak
from tests.generated import debate, tangle
from tests.picture_measure import faults
from tests.run import argmap
from tests.shapes import SHAPES
from tests.strategies import bare_maps
from tests.test_pdf import bookmarks, links

TREATY = load(ROOT / "arguments.yaml")

PARK = """\
title: Should the park close at night?
claims:
  close:
    text: The park should close at night.
    premises: [quiet, [safety, cost]]
    rebuttals: [shortcut]
  quiet: {text: Neighbours would sleep better., premises: [noise, letters]}
  noise: Most noise comes after ten.
  letters: The council gets a letter a week.
  safety: Nobody would be hurt there at night.
  cost: A gate costs little.
  shortcut:
    text: Many walk home through it.
    rebuttals: [[path, lit]]
  path: {text: There is a path around it., premises: [walked]}
  lit: The path is lit.
  walked: We walked it.
"""


def at_most(claims: int) -> Fits:
    """Return what lets so many claims on a page."""
    return lambda sheet: len(sheet.map.claims) <= claims


def report(map: ArgumentMap, sheets: Sequence[Sheet]) -> str:
    """Return what is on each page: the claims with their marks, those that begin its trees in capitals."""
    lines: list[str] = []
    for number, (sheet, marks) in enumerate(
        zip(sheets, page_marks(Scene(map, THEMES["color"]), sheets), strict=True)
    ):
        boxes: list[str] = []
        for claim in sheet.map.claims:
            name = claim.upper() if claim in sheet.roots else claim
            boxes.append(" ".join([name, *(f"({mark.text})" for mark in marks[claim])]))
        lines.append(f"{number + 1}: {', '.join(boxes)}")
    return "\n".join(lines)


def test_branches_follow_the_page_that_they_go_on_from() -> None:
    map = a_map(PARK)
    assert report(map, sheets_of(map, at_most(5))) == (
        "1: CLOSE, quiet (continued on page 2), safety, cost, shortcut (continued on page 3)\n"
        "2: QUIET (continued from page 1), noise, letters\n"
        "3: SHORTCUT (continued from page 1), path, lit, walked"
    )


def test_a_map_that_fits_has_one_page() -> None:
    map = a_map(PARK)
    assert report(map, sheets_of(map, at_most(10))) == (
        "1: CLOSE, quiet, safety, cost, shortcut, noise, letters, path, lit, walked"
    )


def test_small_branches_share_a_page_if_nothing_of_them_goes_on() -> None:
    map = a_map(PARK.replace("[path, lit]", "path"))
    assert report(map, sheets_of(map, at_most(6))) == (
        "1: CLOSE, LIT, quiet (continued on page 2), safety, cost, shortcut (continued on page 2)\n"
        "2: QUIET (continued from page 1), SHORTCUT (continued from page 1), noise, letters, path, walked"
    )


def test_the_reasons_of_one_claim_go_over_pages_where_they_are_many() -> None:
    reasons = ", ".join(f"r{number}" for number in range(1, 6))
    map = a_map(
        f"claims:\n  a: {{text: A, premises: [{reasons}]}}\n  r1: R\n  r2: R\n  r3: R\n  r4: R\n  r5: R\n"
    )
    assert report(map, sheets_of(map, at_most(3))) == (
        "1: A (continued on page 2), r1, r2\n2: A (continued from page 1) (continued on page 3), r3, r4\n3: A (continued from page 1), r5"
    )


def test_an_undercutter_stays_with_its_inference_and_premises_with_each_other_whatever_fits() -> (
    None
):
    map = a_map(
        "claims:\n  a: {text: A, premises: [{premises: [b, c], undercutters: [d]}]}\n  b: B\n  c: C\n  d: D\n  e: E\n"
    )
    assert report(map, sheets_of(map, at_most(2))) == "1: A, b, c, d\n2: E"


def test_a_claim_used_on_several_pages_says_on_each_where_it_goes_on() -> None:
    map = a_map(
        "claims:\n  a: {text: A, premises: [b], rebuttals: [c]}\n  b: {text: B, premises: [d]}\n"
        "  c: {text: C, premises: [d]}\n  d: {text: D, premises: [e]}\n  e: E\n"
    )
    assert report(map, sheets_of(map, at_most(3))) == (
        "1: A, b (continued on page 2), c (continued on page 3)\n"
        "2: B (continued from page 1), d, e\n"
        "3: C (continued from page 1), d (continued on page 2)"
    )


def test_branches_of_different_claims_share_a_page() -> None:
    map = a_map(
        "claims:\n  a: {text: A, premises: [d, e, f]}\n  f: F\n  e: {text: E, premises: [e1]}\n  e1: E1\n"
        "  d: {text: D, premises: [d1]}\n  d1: {text: D1, premises: [d2]}\n  d2: {text: D2, premises: [d3]}\n"
        "  d3: {text: D3, premises: [d4]}\n  d4: D4\n"
    )
    assert report(map, sheets_of(map, at_most(4))) == (
        "1: A, d (continued on page 2), e (continued on page 3), f\n"
        "2: D (continued from page 1), d1, d2, d3 (continued on page 3)\n"
        "3: D3 (continued from page 2), E (continued from page 1), d4, e1"
    )


def test_unconnected_claims_are_where_they_fit() -> None:
    map = a_map(
        "claims:\n  a: {text: A, premises: [b, c]}\n  b: {text: B, premises: [b1, b2, b3]}\n"
        "  c: {text: C, premises: [[c1, c2]]}\n  b1: {text: B1, premises: [[x, y]]}\n"
        "  x: X\n  y: Y\n  b2: B2\n  b3: B3\n  c1: C1\n  c2: C2\n  loose: L\n"
    )
    assert report(map, sheets_of(map, at_most(5))) == (
        "1: A, b (continued on page 2), c, c1, c2\n"
        "2: B (continued from page 1), LOOSE, b1 (continued on page 3), b2, b3\n"
        "3: B1 (continued from page 2), x, y"
    )


def test_a_page_that_would_be_nearly_empty_takes_in_a_part_of_a_branch() -> None:
    map = a_map(
        "claims:\n  a: {text: A, premises: [b, c, d, e]}\n  b: {text: B, premises: [b1]}\n  b1: B1\n"
        "  c: {text: C, premises: [c1, c2, c3, c4, c5]}\n  c1: C1\n  c2: C2\n  c3: C3\n  c4: C4\n  c5: C5\n"
        "  d: D\n  e: E\n"
    )
    assert report(map, sheets_of(map, at_most(5))) == (
        "1: A, b (continued on page 2), c (continued on page 2), d, e\n"
        "2: B (continued from page 1), C (continued from page 1) (continued on page 3), b1, c1, c2\n"
        "3: C (continued from page 1), c3, c4, c5"
    )


def test_an_overview_with_room_goes_on_below_what_bears_on_main_claims() -> None:
    map = a_map(
        "claims:\n  a: {text: A, premises: [b]}\n  b: {text: B, premises: [c]}\n"
        "  c: {text: C, premises: [d]}\n  d: {text: D, premises: [e]}\n  e: E\n"
    )
    assert report(map, sheets_of(map, at_most(3))) == (
        "1: A, b, c (continued on page 2)\n2: C (continued from page 1), d, e"
    )


@given(bare_maps(most_claims=9, most_inferences=12), st.integers(1, 6))
def test_every_claim_is_on_some_page_and_every_inference_on_one(
    map: ArgumentMap, most: int
) -> None:
    sheets = sheets_of(map, at_most(most))
    assert {claim for sheet in sheets for claim in sheet.map.claims} == set(map.claims)
    assert sorted(inference for sheet in sheets for inference in sheet.map.inferences) == sorted(
        map.inferences
    )


@given(bare_maps(most_claims=9, most_inferences=12), st.integers(1, 6))
def test_marks_lead_to_a_page_that_shows_the_claim(map: ArgumentMap, most: int) -> None:
    sheets = sheets_of(map, at_most(most))
    for number, marks in enumerate(page_marks(Scene(map, THEMES["color"]), sheets), start=1):
        for claim, own in marks.items():
            for mark in own:
                assert mark.page != number
                assert claim in sheets[mark.page - 1].map.claims


def pages_of(map: ArgumentMap, page: str) -> list[Drawing]:
    shown = find_page(page)
    assert shown is not None
    return draw_over_pages(Scene(map, THEMES["color"]), shown, Look(paper=page), lambda _: "")


def least_on(drawing: Drawing) -> float:
    assert drawing.page is not None
    return drawing.page.least


SPLIT = {
    "treaty on slide": (TREATY, "slide"),
    "treaty on a4": (TREATY, "a4"),
    "treaty on phone": (TREATY, "phone"),
    "debate of 50 on slide": (debate(50), "slide"),
    "debate of 50 on phone": (debate(50), "phone"),
    "debate of 80 on poster": (debate(80), "poster"),
    "star on slide": (SHAPES["star"](60), "slide"),
    "chain on a4": (SHAPES["chain"](30), "a4"),
    "half and half on phone": (SHAPES["half_and_half"](60), "phone"),
}


@pytest.fixture(
    scope="module",
    params=mostly_soak(SPLIT, "debate of 50 on phone"),
)
def pages(request: pytest.FixtureRequest) -> list[Drawing]:
    """Return the pages of a map that takes several of them."""
    return pages_of(*SPLIT[request.param])


def test_text_is_at_most_a_third_larger_than_on_the_next_page(pages: list[Drawing]) -> None:
    assert len(pages) > 1
    for one, other in pairwise(pages):
        # Beside what cannot be legible, legible is enough.
        smaller = max(min(one.points, other.points), least_on(one))
        assert max(one.points, other.points) <= smaller * 4 / 3


def test_no_claim_is_alone_on_a_page(pages: list[Drawing]) -> None:
    assert min(len(drawing.scene.map.claims) for drawing in pages) > 1


def test_text_is_legible_unless_one_step_is_too_large(pages: list[Drawing]) -> None:
    for drawing in pages:
        on_page = drawing.scene.map
        steps = [step for step in on_page.inferences.values() if step.target in on_page.claims]
        assert drawing.points >= least_on(drawing) or len(steps) == 1


def test_linked_premises_are_below_each_other_where_that_makes_them_legible() -> None:
    text = "Administrative responsibilities presuppose standardised qualifications"
    map = a_map(
        f"claims:\n  a: {{text: {text}, premises: [[b, c, d]]}}\n"
        f"  b: {text} one\n  c: {text} two\n  d: {text} three\n"
    )
    [drawing] = pages_of(map, "phone")
    assert drawing.points >= 10
    premises = [placed.area for placed in drawing.layout.boxes if placed.box.claim != "a"]
    assert len({area.left for area in premises}) == 1


# --- thumbnails ---


def test_thumbnails_cover_nothing(pages: list[Drawing]) -> None:
    overview, *others = pages
    assert overview.thumbnail_area(overview.paper) is None
    for drawing in others:
        # On its page, and where the picture is as small as it can be.
        for sheet in (drawing.paper, (drawing.width, drawing.height)):
            area = drawing.thumbnail_area(sheet)
            if area is None:
                continue  # what begins here does not go on from the first page
            covered = []
            for other in occupied_areas(drawing.layout):
                covered.append(drawing.on_sheet(other, sheet))
            assert not any(overlap(area, other) for other in covered)
            assert 0 <= area.left < area.right <= sheet[0]
            assert 0 <= area.top < area.bottom <= sheet[1]


@pytest.mark.soak
def test_a_thumbnail_marks_what_its_page_goes_on_from() -> None:
    overview, *others = pages_of(TREATY, "slide")
    boxes = {placed.area: placed.box.claim for placed in overview.layout.boxes}
    for drawing in others:
        thumbnail = drawing.scene.thumbnail
        assert thumbnail is not None
        assert set(thumbnail.boxes) == set(boxes)
        marked = {boxes[area] for area in thumbnail.marked}
        assert marked
        on_both = set(overview.scene.map.claims) & set(drawing.scene.map.claims)
        roots = {placed.box.claim for placed in drawing.layout.boxes if not placed.box.inference}
        # What begins deeper is below a claim of the overview.
        assert roots & on_both <= marked
        assert TREATY.claims[marked.pop()].text in drawing.scene.description


@pytest.mark.soak(but=["dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_thumbnail_is_drawn_in_every_theme(theme: ThemeName) -> None:
    pages = render_pages(debate(50), "svg", paper="slide", theme=theme)
    first, second, *_ = [page.decode() for page in pages]
    assert 'class="thumbnail"' not in first
    assert f'fill="{THEMES[theme].text}"' in second.partition('class="thumbnail"')[2]


@pytest.mark.soak
def test_a_thumbnail_is_where_lines_end() -> None:
    for language, is_left in (("en", False), ("ar", True)):
        map = replace(debate(50), language=language)
        drawing = pages_of(map, "slide")[1]
        width, _ = drawing.paper
        area = drawing.thumbnail_area(drawing.paper)
        assert area is not None
        assert (area.right < width / 2) == is_left


@pytest.mark.parametrize(
    ("map", "page"),
    [
        (TREATY, "slide"),
        pytest.param(TREATY, "a4", marks=pytest.mark.soak),
        pytest.param(debate(120), "slide", marks=pytest.mark.soak),
    ],
    ids=str,
)
def test_every_text_can_be_read(map: ArgumentMap, page: str) -> None:
    pages = pages_of(map, page)
    assert [drawing for drawing in pages if drawing.points < drawing.page.least] == []  # type: ignore[union-attr]
    for drawing in pages:
        assert faults(drawing.layout) == []


@pytest.mark.soak
def test_main_claims_are_those_of_the_whole_map_on_every_page() -> None:
    pages = pages_of(TREATY, "slide")
    assert len(pages) > 1
    for drawing in pages:
        assert drawing.scene.main_ids == {"end-treaty", "scrutinise", "keep-treaty"}


def test_every_page_is_titled_in_the_language_of_the_map() -> None:
    german = replace(debate(40), title="Debatte", language="de")
    headings = [drawing.scene.heading for drawing in pages_of(german, "slide")]
    assert headings[0] == f"Debatte (Überblick, Seite 1 von {len(headings)})"
    assert headings[-1] == f"Debatte (Seite {len(headings)} von {len(headings)})"


@pytest.mark.soak
def test_a_tangled_map_is_split_too() -> None:
    map = tangle(60)
    inferences = [
        inference
        for drawing in pages_of(map, "slide")
        for inference in drawing.scene.map.inferences
    ]
    assert sorted(inferences) == sorted(map.inferences)


def test_the_largest_branches_are_reported() -> None:
    assert largest_branches(TREATY) == ["paper-alliance", "no-longer-serves", "serves-interests"]
    assert largest_branches(a_map(PARK)) == ["shortcut"]
    assert largest_branches(a_map("claims: {a: A}\n")) == []


# --- from the command line ---


def test_one_pdf_or_numbered_files(tmp_path: Path) -> None:
    (tmp_path / "arguments.yaml").write_text((ROOT / "arguments.yaml").read_text())
    done = argmap("render", "--paper", "slide", "--split", "-f", "svg", cwd=tmp_path)
    assert done.err == ("wrote output/arguments-1.svg to output/arguments-6.svg\n")
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [
        f"arguments-{number}.svg" for number in range(1, 7)
    ]
    done = argmap("render", "--paper", "a4", "--split", "-o", "handout.pdf", cwd=tmp_path)
    assert done.err == "wrote handout.pdf with 2 pages\n"
    pdf = PdfReader(tmp_path / "handout.pdf")
    assert bookmarks(pdf) == [
        ("Should China keep its alliance treaty with North Korea? (overview, page 1 of 2)", 1),
        ("Should China keep its alliance treaty with North Korea? (page 2 of 2)", 2),
    ]
    # From where it goes on, to there and back.
    assert {target for _, target in links(pdf)} == {1, 2}


def test_pages_of_another_run_are_reported(tmp_path: Path) -> None:
    (tmp_path / "park.yaml").write_text(PARK)
    (tmp_path / "p-7.svg").touch()
    (tmp_path / "p-q.svg").touch()
    done = argmap("render", "park.yaml", "--paper", "phone", "--split", "-o", "p.svg", cwd=tmp_path)
    assert done.err.splitlines()[-1] == "written by an earlier run: p-7.svg"


def test_a_map_that_fits_is_one_picture(tmp_path: Path) -> None:
    (tmp_path / "park.yaml").write_text(PARK)
    done = argmap("render", "park.yaml", "--split", "-o", "park.svg", cwd=tmp_path)
    assert done.err == "wrote park.svg\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["park.svg", "park.yaml"]


def test_what_is_too_large_for_one_picture_says_what_to_do(tmp_path: Path) -> None:
    done = argmap(
        "render", str(ROOT / "arguments.yaml"), "--paper", "a4", "-o", "a.svg", cwd=tmp_path
    )
    assert done.err == (
        "with 55 claims, the text is 8.1 pt on A4, which is a little small; to enlarge it, use --labels label or"
        " --split\n"
        "wrote a.svg\n"
    )
    on_screen = argmap("render", str(ROOT / "arguments.yaml"), "-o", "a.svg", cwd=tmp_path)
    assert on_screen.err == (
        "with 55 claims, the text is 8.7 pt on a screen; zoom in, use --split, or make an interactive page with -o map.html\n"
        "wrote a.svg\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-o", "-"), "--split writes several files, so name the first file with -o PATH"),
        (
            ("-f", "dot"),
            "argmap cannot split the format dot across several pages, but it can split svg, png and pdf",
        ),
        (
            ("-f", "mermaid"),
            "argmap cannot split the format mermaid across several pages, but it can split svg, png and pdf",
        ),
        (
            ("--paper", "none"),
            "cannot split a picture without a paper size; choose one, such as a4",
        ),
    ],
)
def test_split_of_what_has_no_pages_is_reported(
    words: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    done = argmap("render", str(ROOT / "arguments.yaml"), "--split", *words, cwd=tmp_path)
    assert (done.code, done.out, done.err) == (2, "", f"argmap: {message}\n")
    assert list(tmp_path.iterdir()) == []
