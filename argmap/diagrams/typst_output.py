"""The texts of a picture, taken out of its SVG, for Typst to set.

Typst would set them inside the SVG, too, but only with what a font maps one character to one shape
for: there its PDFs lose the letters of Arabic and of the scripts of India, and weights of variable
fonts are not found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal
from xml.etree import ElementTree

from argmap.diagrams.font_metrics import clean_lines, unmark_direction
from argmap.diagrams.fonts import families_for, fonts_for
from argmap.diagrams.graphviz_layout import POINTS_PER_INCH
from argmap.diagrams.placement import Rectangle
from argmap.diagrams.svg_shapes import Element
from argmap.languages import DEFAULT
from argmap.util.errors import ArgmapError

_TEXT = "{http://www.w3.org/2000/svg}text"
_TRANSFORM = re.compile(r"translate\((\S+) (\S+)\) scale\((\S+)\)")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A line of text on a page. Lengths are in points.

    Attributes:
        text: the line.
        x, y: where its baseline begins, or ends, or its middle, as the anchor says.
        room: how wide it may be.
        size: of its letters.
        fill: its colour, `#rrggbb`.
        is_bold: whether it is bold.
        anchor: `start`, `middle` or `end`: of the line as it is seen, so that a start is always at
            the left.
        runs_right_to_left: whether it does.
    """

    text: str
    x: float
    y: float
    room: float
    size: float
    fill: str
    is_bold: bool
    anchor: str
    runs_right_to_left: bool


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What an element has from those around it: how lengths and places become those of the page,
    and its look.
    """

    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0
    size: float = 16.0
    fill: str = "#000000"
    is_bold: bool = False
    anchor: str = "start"


def take_out_texts(svg: str) -> tuple[str, list[PlacedText]]:
    """Return a picture of ours without its texts, and these."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own picture
    texts: list[PlacedText] = []
    pending = [(root, _look_up(root, _Inherited()))]
    while pending:
        parent, around = pending.pop()
        for element in list(parent):
            own = _look_up(element, around)
            if element.tag == _TEXT:
                texts.append(_place_text(element, own))
                parent.remove(element)
            else:
                pending.append((element, own))
    return ElementTree.tostring(root, encoding="unicode"), texts


def _look_up(element: Element, around: _Inherited) -> _Inherited:
    """Return what holds inside an element."""
    own = around
    moved = _TRANSFORM.fullmatch(element.get("transform", ""))
    if moved is not None:
        left, top, scale = map(float, moved.groups())
        left, top = around.left + left * around.scale, around.top + top * around.scale
        own = replace(own, left=left, top=top, scale=around.scale * scale)
    if "font-size" in element.attrib:
        own = replace(own, size=float(element.attrib["font-size"]))
    if "fill" in element.attrib:
        own = replace(own, fill=element.attrib["fill"])
    if "font-weight" in element.attrib:
        own = replace(own, is_bold=element.attrib["font-weight"] == "bold")
    if "text-anchor" in element.attrib:
        own = replace(own, anchor=element.attrib["text-anchor"])
    return own


def _place_text(element: Element, look: _Inherited) -> PlacedText:
    line = element.text or ""
    text = unmark_direction(line)
    return PlacedText(
        text,
        x=look.left + float(element.get("x", "0")) * look.scale,
        y=look.top + float(element.get("y", "0")) * look.scale,
        room=float(element.attrib["textLength"]) * look.scale,
        size=look.size * look.scale,
        fill=look.fill,
        is_bold=look.is_bold,
        anchor=look.anchor,
        runs_right_to_left=text != line,
    )


_MOST_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle on a page that leads somewhere.

    Attributes:
        area: the rectangle, in points from the top left corner of the page.
        target: a web or mail address, or the number of a page of the same PDF, of which the first
            is 1.
    """

    area: Rectangle
    target: str | int


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of a PDF, or the one of a PNG.

    Attributes:
        svg: the picture that fills it.
        width_pt, height_pt: its size.
        title: what its bookmark and its heading say.
        description: what the picture tells, for those who do not see it; "" where the title has to
            do.
        links: the links on it.
    """

    svg: str
    width_pt: float
    height_pt: float
    title: str
    description: str = ""
    links: tuple[LinkArea, ...] = ()


_TYPST_PAGES = b"""
#let printed = json(bytes(sys.inputs.printed))
#set document(title: printed.title, date: none)
#set text(lang: printed.language, region: printed.region, font: printed.families)
#let target(area) = if "page" in area { (page: area.page, x: 0pt, y: 0pt) } else { area.address }
#let placed(line) = context {
  let shown = text(
    size: line.size * 1pt,
    fill: rgb(line.fill),
    weight: if line.is_bold { 700 } else { 400 },
    dir: if line.runs_right_to_left { rtl } else { ltr },
    top-edge: "baseline",
    bottom-edge: "baseline",
    line.text,
  )
  let natural = measure(shown).width
  // In a box that is no wider than the line, rounding might break it.
  let letters = box(width: natural + 1pt, align(left, shown))
  // Fonts that could not be measured when the map was laid out may be wider than was thought.
  let room = line.room * 1pt
  let squeeze = if natural > room { room / natural } else { 1.0 }
  let before = (start: 0, middle: 0.5, end: 1).at(line.anchor)
  let start = line.x * 1pt - natural * squeeze * before
  move(dx: start, dy: line.y * 1pt, scale(x: squeeze * 100%, origin: left, letters))
}

#for sheet in printed.pages {
  page(width: sheet.width * 1pt, height: sheet.height * 1pt, margin: 0pt, {
    // The picture shows the title itself: the heading is for bookmarks, and for those who listen.
    place(top + left, text(size: 1pt, fill: white.transparentize(100%), heading(sheet.title)))
    let picture = block(width: 100%, height: 100%, {
      place(top + left, image(bytes(sheet.picture), format: "svg", width: 100%, height: 100%))
      for line in sheet.texts { place(top + left, placed(line)) }
    })
    place(top + left, figure(picture, alt: sheet.description))
    for area in sheet.links {
      let surface = box(width: area.width * 1pt, height: area.height * 1pt)
      place(top + left, dx: area.left * 1pt, dy: area.top * 1pt, link(target(area), surface))
    }
  })
}
"""
"""What Typst sets. All that comes from a map is handed over as data, never as code."""


def whole_pixels(size: tuple[float, float], pixels: float) -> tuple[tuple[float, float], float]:
    """Return a size in points that is whole pixels, and how many pixels there are for a point.

    Typst scales a picture that is not whole pixels to some that are, and thereby loses rows of
    them.

    Args:
        size: width and height, in points.
        pixels: how many pixels there should be for a point; fewer, if programs could not open so
            many in all.
    """
    width, height = size
    pixels = min(pixels, (_MOST_PIXELS / (width * height)) ** 0.5)
    return (round(width * pixels) / pixels, round(height * pixels) / pixels), pixels


def to_pdf(pages: Sequence[PrintedPage], title: str, language: str) -> bytes:
    """Return a PDF of these pages: tagged, with a bookmark for each page, and without a date.

    It is PDF/UA-1, unless it has characters that no font at hand has.

    Args:
        pages: the pages, at least one.
        title: what the document is called.
        language: the language that it is in, as a BCP 47 tag.

    Raises:
        ArgmapError: Typst cannot set a picture.
    """
    document = _document(pages, title, language)
    try:
        return _typeset(document, "pdf", POINTS_PER_INCH, is_accessible=True)
    except ArgmapError:
        # Better a PDF that is only tagged than none.
        return _typeset(document, "pdf", POINTS_PER_INCH, is_accessible=False)


def to_png(page: PrintedPage, pixels: float) -> bytes:
    """Return a PNG of a page, with so many pixels for a point; see `whole_pixels`.

    Raises:
        ArgmapError: Typst cannot set the picture.
    """
    return _typeset(
        _document([page], page.title, "en"), "png", pixels * POINTS_PER_INCH, is_accessible=False
    )


def _document(pages: Sequence[PrintedPage], title: str, language: str) -> str:
    """Return a document as the JSON that `_TYPST_PAGES` sets."""
    # Typst knows languages of two or three letters, and regions of two.
    tag = re.match(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?![a-z0-9])", language.lower())
    text = "\n".join([title, *(page.svg for page in pages)])
    document = {
        "title": clean_lines(title),
        "families": families_for(text, language),
        "language": tag[1] if tag else DEFAULT,
        "region": tag[2] if tag else None,
        "pages": [_page_data(page) for page in pages],
    }
    return json.dumps(document, ensure_ascii=False)


def _page_data(page: PrintedPage) -> dict[str, object]:
    links: list[dict[str, object]] = []
    for link in page.links:
        area = link.area
        place = {"left": area.left, "top": area.top, "width": area.width, "height": area.height}
        kind_of_target = "page" if isinstance(link.target, int) else "address"
        links.append({**place, kind_of_target: link.target})
    picture, texts = take_out_texts(page.svg)
    return {
        "picture": picture,
        "texts": [asdict(text) for text in texts],
        "width": page.width_pt,
        "height": page.height_pt,
        "title": clean_lines(page.title),
        "description": clean_lines(page.description or page.title),
        "links": links,
    }


def _typeset(
    document: str, format: Literal["pdf", "png"], ppi: float, *, is_accessible: bool
) -> bytes:
    import typst

    try:
        output = typst.compile(
            _TYPST_PAGES,
            format=format,
            ppi=ppi,
            sys_inputs={"printed": document},
            font_paths=fonts_for(document),
            pdf_standards="ua-1"
            if is_accessible
            else [],  # Typst refuses to write one that falls short of it
        )
    except RuntimeError as problem:
        raise ArgmapError(f"typst: {str(problem).splitlines()[0]}") from None
    return bytes(output)
