"""Slides: shapes that can be edited, glued lines, text that can be read, notes; and LibreOffice opens them."""

from __future__ import annotations

import io
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import given
from pptx.enum.shapes import MSO_SHAPE_TYPE

from argmap import ArgumentMap, evaluate, load
from argmap.formats import write
from argmap.model import WritingOptions
from tests.conftest import ROOT, a_map
from tests.run import argmap
from tests.strategies import maps
from tests.tools import tool

LINKED = """
    title: "Going <out>"
    sides: {pro: For, con: Against}
    claims:
      go:
        text: We should go.
        side: pro
        main: true
        premises: [{premises: [late, dark], undercutters: [lamp]}, warm]
        rebuttals: [{premises: [cold], implicit: true}]
      late: It is late.
      dark: {text: It is dark., implicit: true}
      lamp: We have a lamp.
      warm: {text: It is warm outside., common_ground: true}
      cold: {text: It is cold., side: con}
    """


def slides_of(map: ArgumentMap, options: WritingOptions | None = None) -> Any:
    return pptx.Presentation(io.BytesIO(write(map, "pptx", options).data))


@cache
def debate() -> Any:
    map = load(ROOT / "arguments.yaml")
    return slides_of(map, WritingOptions(verdicts=evaluate(map)))


def shapes_named(slide: Any, start: str) -> list[Any]:
    return [shape for shape in slide.shapes if shape.name.startswith(start)]


def ends_of(connector: Any) -> tuple[int, int]:
    """Return the ids of the shapes that a connector is glued to."""
    ends = connector._element.nvCxnSpPr.cNvCxnSpPr
    return ends.stCxn.id, ends.endCxn.id


def test_a_small_map_is_a_title_and_a_slide() -> None:
    title, slide = slides_of(a_map(LINKED)).slides
    assert [shape.text_frame.text for shape in title.placeholders] == [
        "Going <out>",
        "For\nAgainst",
    ]
    boxes = {shape.name: shape for shape in shapes_named(slide, "claim ")}
    assert [boxes[name].text_frame.text for name in ("claim go", "claim dark", "claim warm")] == [
        "We should go.", "It is dark.", "It is warm outside.",
    ]  # fmt: skip
    dots = {shape.name: shape for shape in shapes_named(slide, "step ")}
    assert list(dots) == ["step late+dark:supports:go"]
    (dot,) = dots.values()
    glued = {(shape.name, *ends_of(shape)) for shape in shapes_named(slide, "line of inference ")}
    assert glued == {
        ("line of inference late+dark:supports:go", boxes["claim late"].shape_id, dot.shape_id),
        ("line of inference late+dark:supports:go", boxes["claim dark"].shape_id, dot.shape_id),
        ("line of inference late+dark:supports:go", dot.shape_id, boxes["claim go"].shape_id),
        (
            "line of inference lamp:undercuts:late+dark:supports:go",
            boxes["claim lamp"].shape_id,
            dot.shape_id,
        ),
        (
            "line of inference warm:supports:go",
            boxes["claim warm"].shape_id,
            boxes["claim go"].shape_id,
        ),
        (
            "line of inference cold:rebuts:go",
            boxes["claim cold"].shape_id,
            boxes["claim go"].shape_id,
        ),
    }
    looks: dict[str, set[tuple[str, ...]]] = {}
    for line in shapes_named(slide, "line of inference "):
        drawn = line.line._get_or_add_ln()
        heads = [end.get("type") for end in drawn if end.tag.endswith("End")]
        looks.setdefault(line.name, set()).add((drawn.prstDash.get("val"), *heads))
    assert looks == {
        "line of inference late+dark:supports:go": {("solid",), ("solid", "triangle")},
        "line of inference lamp:undercuts:late+dark:supports:go": {("sysDot", "diamond")},
        "line of inference warm:supports:go": {("solid", "triangle")},
        "line of inference cold:rebuts:go": {
            ("dash", "arrow")
        },  # no source draws it: its head is open
    }
    described = {shape.name: shape._element._nvXxPr.cNvPr.get("descr") for shape in slide.shapes}
    assert described["claim go"] == "We should go."
    assert described["line of inference cold:rebuts:go"] == "It is cold. — opposes — We should go."
    names_in_legend = {
        shape.name.removeprefix("legend: ") for shape in shapes_named(slide, "legend: ")
    }
    assert {
        "For",
        "Against",
        "supports",
        "opposes",
        "objects to the inference",
        "linked premises: all are needed",
    } <= names_in_legend
    assert slide.notes_slide.notes_text_frame.text.startswith(
        "Going <out>\n\nFor\n===\n\n1 We should go."
    )


WEIGHED = """
claims:
  go:
    text: We should go.
    premises: [warm, late]
    rebuttals: [{premises: [wet], outweighed_by: [fun]}, dull]
  warm: {text: It is warm., common_ground: true}
  late: {text: It is late., standard: shown}
  wet: It is wet.
  dull: It is dull.
  fun: Fun matters more than dry shoes.
"""


def test_lines_of_what_does_not_prevail_are_gray_and_have_ends_of_their_own() -> None:
    map = a_map(WEIGHED)
    _, slide = slides_of(map, WritingOptions(verdicts=evaluate(map))).slides
    looks: dict[str, set[tuple[str, ...]]] = {}
    for shape in slide.shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.LINE:
            drawn = shape.line._get_or_add_ln()
            heads = [end.get("type") for end in drawn if end.tag.endswith("End")]
            look = (str(shape.line.color.rgb), drawn.prstDash.get("val"), *heads)
            looks.setdefault(shape.name, set()).add(look)
    gray, black, red, purple = "8A8A8A", "404040", "C0282D", "7A3FA0"
    assert looks == {
        "line of inference warm:supports:go": {(black, "solid", "triangle")},
        "line of inference late:supports:go": {(gray, "solid", "none")},
        "line of inference wet:rebuts:go": {(gray, "dash"), (gray, "dash", "oval")},
        "line of inference dull:rebuts:go": {(gray, "dash", "oval")},
        "line of inference fun:undercuts:wet:rebuts:go": {(purple, "sysDashDot", "oval")},
        "legend: supports": {(black, "solid", "triangle")},
        "legend: opposes": {(red, "dash", "stealth")},
        "legend: grants, but outweighs": {(purple, "sysDashDot", "oval")},
        "legend: falls": {(gray, "solid", "none")},
        "legend: too weak / outweighed": {(gray, "dash", "oval")},
    }


def test_every_claim_can_be_read_and_every_line_is_glued() -> None:
    _, *slides = debate().slides
    assert len(slides) > 3
    described: set[str] = set()
    for slide in slides:
        boxes = shapes_named(slide, "claim ")
        for box in boxes:
            described.add(box.name.removeprefix("claim "))
            (first, *_) = box.text_frame.paragraphs[0].runs
            assert first.font.size.pt >= 14
        ids = {shape.shape_id for shape in slide.shapes}
        for line in shapes_named(slide, "line of inference "):
            assert set(ends_of(line)) <= ids
    assert described == set(load(ROOT / "arguments.yaml").claims)


def test_boxes_that_go_on_lead_to_the_slide() -> None:
    _, *slides = debate().slides
    (box,) = [
        shape
        for shape in shapes_named(slides[0], "claim end-treaty")
        if "continued on" in shape.text_frame.text
    ]
    page = int(box.text_frame.text.split()[-1])
    assert box.click_action.target_slide.slide_id == slides[page - 1].slide_id


def test_the_same_map_makes_the_same_bytes() -> None:
    assert write(a_map(LINKED), "pptx").data == write(a_map(LINKED), "pptx").data


def test_hostile_text_is_text() -> None:
    map = a_map(r"""
        title: "\x01 \ufffe </a:t>"
        claims: {a: {text: "<a:t>\ud7ff & \x1b[31m", premises: [b]}, b: "\u202eא \ue000"}
        """)
    _, slide = slides_of(map).slides
    (box,) = shapes_named(slide, "claim a")
    assert box.text_frame.text.startswith("<a:t>\ud7ff & ")


@given(maps())
def test_any_map_makes_slides_with_all_its_claims(map: ArgumentMap) -> None:
    _, *slides = slides_of(map).slides
    shown = {shape.name for slide in slides for shape in shapes_named(slide, "claim ")}
    assert shown == {f"claim {id}" for id in map.claims}


def test_slides_hold_no_essay(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("claims: {a: {text: A., premises: [b]}, b: B.}")
    asked = argmap("outline", "map.yaml", "-f", "pptx", "--essay", cwd=tmp_path)
    assert (asked.code, asked.out) == (2, "")
    assert (
        asked.err
        == "argmap: slides cannot contain an essay; use text, markdown or another document format\n"
    )
    assert not (tmp_path / "output").exists()


@pytest.mark.tools
def test_libreoffice_opens_them(tmp_path: Path) -> None:
    office = tool("libreoffice")
    (tmp_path / "slides.pptx").write_bytes(write(a_map(LINKED), "pptx").data)
    made = subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "slides.pptx"],
        cwd=tmp_path, capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    if b"could not be loaded" in made.stderr and not shutil.which("loimpress"):
        pytest.skip("needs Impress, and this LibreOffice has none")
    assert (tmp_path / "slides.pdf").read_bytes().startswith(b"%PDF")
