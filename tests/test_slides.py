"""Slides: the picture as shapes that can be edited, text that can be read, links, notes; and LibreOffice opens them."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pptx
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE

from argmap import ArgumentMap, evaluate, load
from argmap.diagrams import lay_out, to_svg, unmark_direction
from argmap.formats import write
from argmap.model import PictureOptions, WritingOptions
from argmap.options import Look
from tests.conftest import ROOT, a_map
from tests.run import argmap
from tests.strategies import maps
from tests.tools import tool

SVG = "{http://www.w3.org/2000/svg}"
OUTLINES = (MSO_SHAPE_TYPE.AUTO_SHAPE, MSO_SHAPE_TYPE.FREEFORM)

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


def shapes_in(shapes: Any) -> Iterator[Any]:
    """Yield the shapes of a slide or a group, those of its groups included."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shapes_in(shape.shapes)


def boxes_in(slide: Any) -> list[Any]:
    """Return the boxes of claims, which have a text and a border."""
    shapes = [shape for shape in shapes_in(slide.shapes) if shape.shape_type in OUTLINES]
    return [shape for shape in shapes if shape.text_frame.text]


def described(slide: Any) -> dict[str, str]:
    """Return the alternative texts of claims and steps by their ids."""
    groups = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    texts = {group.name: group._element.nvGrpSpPr.cNvPr.get("descr") for group in groups}
    return {name: text for name, text in texts.items() if text and not name.startswith("mark ")}


def color_of(stroke: str | None) -> str:
    return "none" if stroke in (None, "none") else stroke.removeprefix("#").upper()


def line_color(shape: Any) -> str:
    has_line = shape.line.fill.type == MSO_FILL.SOLID
    return color_of(str(shape.line.color.rgb)) if has_line else "none"


def texts_in(shapes: Any) -> list[str]:
    """Return the texts of shapes, without the ends of lines."""
    texts = [shape.text_frame.text for shape in shapes_in(shapes) if shape.has_text_frame]
    return [text.replace("\v", "") for text in texts if text]


def test_a_small_map_is_a_title_and_a_slide() -> None:
    title, slide = slides_of(a_map(LINKED)).slides
    assert [shape.text_frame.text for shape in title.placeholders] == [
        "Going <out>",
        "For\nAgainst",
    ]
    assert texts_in(slide.shapes) == [
        "Going <out>",
        "We should go.", "It is late.", "It is dark.", "We have a lamp.", "It is warm outside.",
        "It is cold.",
        "because", "and", "but",
        "For", "Against", "implicit: added by the map's author", "objects to the inference",
        "implicit inference: added by the map's author",
        "unsupported: no reason or evidence given", "common ground",
    ]  # fmt: skip
    assert described(slide) == {
        "go": "We should go.",
        "late": "It is late.",
        "dark": "It is dark.",
        "lamp": "We have a lamp.",
        "warm": "It is warm outside.",
        "cold": "It is cold.",
        "late+dark:supports:go": "It is late. + It is dark. — supports — We should go.",
        "lamp:undercuts:late+dark:supports:go": "We have a lamp. — objects to the inference —"
        " It is late. + It is dark. → We should go.",
        "warm:supports:go": "It is warm outside. — supports — We should go.",
        "cold:rebuts:go": "It is cold. — opposes — We should go.",
    }
    notes = slide.notes_slide.notes_text_frame.text
    assert notes.startswith("Going <out>\n\nFor\n===\n\n1 We should go.")


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


@pytest.mark.parametrize("source", [LINKED, WEIGHED, (ROOT / "docs" / "trams.yaml").read_text()])
def test_a_slide_is_the_picture(source: str) -> None:
    map = a_map(source)
    verdicts = evaluate(map)
    _, slide = slides_of(map, WritingOptions(verdicts=verdicts)).slides
    drawing = lay_out(map, PictureOptions(Look("slide")), verdicts)
    picture = fromstring(to_svg(drawing, {}, drawing.paper))
    drawn: Counter[str] = Counter()
    for element in picture.iter():
        # The ground is the slide's, and hatching is a fill there.
        is_outline = element.tag in {f"{SVG}{tag}" for tag in ("rect", "path", "circle")}
        if is_outline and element.get("width") != "100%" and "url" not in element.get("fill", ""):
            drawn[color_of(element.get("stroke"))] += 1
    drawn -= Counter(
        color_of(path.get("stroke")) for path in picture.iterfind(f".//{SVG}pattern/*")
    )
    shapes = [shape for shape in shapes_in(slide.shapes) if shape.shape_type in OUTLINES]
    assert Counter(line_color(shape) for shape in shapes) == drawn
    lines = [unmark_direction(text.text or "") for text in picture.iter(f"{SVG}text")]
    assert Counter(" ".join(texts_in(slide.shapes)).split()) == Counter(" ".join(lines).split())


def test_every_claim_can_be_read() -> None:
    _, *slides = debate().slides
    assert len(slides) > 3
    shown: set[str] = set()
    for slide in slides:
        shown |= described(slide).keys()
        for box in boxes_in(slide):
            assert box.text_frame.paragraphs[0].runs[0].font.size.pt >= 14
    assert set(load(ROOT / "arguments.yaml").claims) <= shown


def test_marks_lead_to_the_slide_where_a_branch_goes_on() -> None:
    _, *slides = debate().slides
    marks = {
        shape.text_frame.text: shape.click_action.target_slide
        for shape in shapes_in(slides[0].shapes)
        if shape.has_text_frame and shape.text_frame.text.startswith("continued on page")
    }
    assert marks
    for text, target in marks.items():
        assert target.slide_id == slides[int(text.split()[-1]) - 1].slide_id


def test_boxes_lead_to_their_evidence() -> None:
    map = a_map("""
        claims: {a: {text: It rains., evidence: [radar]}}
        sources: {radar: {title: Radar, url: https://example.org/radar}}
        """)
    _, slide = slides_of(map).slides
    (box,) = boxes_in(slide)
    assert box.click_action.hyperlink.address == "https://example.org/radar"


def test_the_same_map_makes_the_same_bytes() -> None:
    assert write(a_map(LINKED), "pptx").data == write(a_map(LINKED), "pptx").data


def test_hostile_text_is_text() -> None:
    map = a_map(r"""
        title: "\x01 \ufffe </a:t>"
        claims: {a: {text: "<a:t>\ud7ff & \x1b[31m", premises: [b]}, b: "\u202eא \ue000"}
        """)
    _, slide = slides_of(map).slides
    assert boxes_in(slide)[0].text_frame.text.startswith("<a:t>\ud7ff & ")


@given(maps())
def test_any_map_makes_slides_with_all_its_claims(map: ArgumentMap) -> None:
    _, *slides = slides_of(map).slides
    shown = {id for slide in slides for id in described(slide)}
    assert set(map.claims) <= shown
    for slide in slides:
        ids = [shape.shape_id for shape in shapes_in(slide.shapes)]
        assert len(ids) == len(set(ids))


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
