"""Pictures as PDF and PNG: Typst sets the SVG, and the texts taken out of it.

    <text x="10" y="20" textLength="80">Sleep helps.</text>  →  PlacedText("Sleep helps.", 10, …)

Typst would set texts inside the SVG, too, but only with what a font maps one character to one shape
for: there its PDFs lose the letters of Arabic and of the scripts of India, and weights of variable
fonts are not found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from struct import pack
from typing import Literal, NamedTuple
from zlib import crc32

from argmap.diagrams.font_metrics import clean_lines
from argmap.diagrams.fonts import families_for, fonts_for, must_have_typst
from argmap.diagrams.geometry import Point, Rectangle
from argmap.diagrams.paper_sizes import POINTS_PER_INCH
from argmap.diagrams.svg_style import PlacedText, Style, place_text
from argmap.languages import DEFAULT
from argmap.util.children import call_in_child, needs_child
from argmap.util.elements import parse_own, tostring
from argmap.util.errors import ArgmapError, is_out_of_memory
from argmap.util.made_files import GENERATOR

_TEXT = "{http://www.w3.org/2000/svg}text"
_CREATOR = re.compile(rb"(/Creator\(|<xmp:CreatorTool>)Typst [^)<]*(\)|</xmp:CreatorTool>)")
_HEADER_OF_PNG = 33
"""How many bytes the signature and the header of a PNG have, which come first."""


def take_out_texts(svg: str) -> tuple[str, list[PlacedText]]:
    """Return a picture of ours without its texts, and these."""
    root = parse_own(svg)
    texts = []
    pending = [(root, Style.of_root(root))]
    while pending:
        parent, around = pending.pop()
        for element in list(parent):
            style = around.inside(element)
            if element.tag == _TEXT:
                texts.append(place_text(element, style))
                parent.remove(element)
            else:
                pending.append((element, style))
    return tostring(root, encoding="unicode"), texts


_MOST_PIXELS = 40_000_000


class LinkArea(NamedTuple):
    """A rectangle on a page that leads to an address, or to the page of this number in its PDF."""

    area: Rectangle
    target: str | int


class PrintedPage(NamedTuple):
    """A page of a PDF, or the one of a PNG. Lengths are in points."""

    svg: str  # the picture that fills it
    width_pt: float
    height_pt: float
    title: str  # what its bookmark and its heading say
    description: str = ""  # for those who do not see it; without it, the title has to do
    links: Sequence[LinkArea] = ()


def whole_pixels(size: Point, pixels: float) -> tuple[Point, float]:
    """Return a size in points that is whole pixels, and how many pixels there are for a point.

    Typst scales a picture that is not whole pixels to some that are, and thereby loses rows of
    them. There are fewer pixels than asked for if programs could not open an image with that many.
    """
    width, height = size
    pixels = min(pixels, (_MOST_PIXELS / (width * height)) ** 0.5)
    return (round(width * pixels) / pixels, round(height * pixels) / pixels), pixels


def to_pdf(pages: Sequence[PrintedPage], title: str, language: str) -> bytes:
    """Return a PDF of these pages: tagged, with a bookmark for each page, and without a date.

    It is PDF/UA-1, unless it has characters that no font at hand has. The language is a BCP 47 tag.

    Raises:
        ArgmapError: Typst cannot set a picture.
    """
    document = _document(pages, title, language)
    try:
        # Typst refuses to write one that falls short of it.
        pdf = _typeset(document, "pdf", POINTS_PER_INCH, is_accessible=True)
    except ArgmapError:
        # Better a PDF that is only tagged than none.
        pdf = _typeset(document, "pdf", POINTS_PER_INCH)
    return _CREATOR.sub(_name_argmap, pdf)


def _name_argmap(creator: re.Match[bytes]) -> bytes:
    """Return who made a PDF, as long as before: a PDF counts the bytes of its parts."""
    before, after = creator.groups()
    return (before + GENERATOR.encode() + after).ljust(len(creator[0]))


def to_png(page: PrintedPage, pixels: float) -> bytes:
    """Return a PNG of a page, with this many pixels per point; see `whole_pixels` and `to_pdf`."""
    png = _typeset(_document([page], page.title, "en"), "png", pixels * POINTS_PER_INCH)
    software = b"tEXtSoftware\0" + GENERATOR.encode()
    chunk = pack(">I", len(software) - 4) + software + pack(">I", crc32(software))
    return png[:_HEADER_OF_PNG] + chunk + png[_HEADER_OF_PNG:]


def _document(pages: Sequence[PrintedPage], title: str, language: str) -> str:
    """Return a document as the JSON that `pages.typ` sets."""
    # Typst knows languages of two or three letters, and regions of two: `zh-Hant-TW`.
    tag = re.match(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?![a-z0-9])", language.lower())
    document = {
        "title": clean_lines(title),
        "families": families_for("\n".join([title, *(page.svg for page in pages)]), language),
        "language": tag[1] if tag else DEFAULT,
        "region": tag[2] if tag else None,
        "pages": list(map(_page_data, pages)),
    }
    return json.dumps(document, ensure_ascii=False)


def _page_data(page: PrintedPage) -> dict[str, object]:
    links = []
    for area, target in page.links:
        kind_of_target = "page" if isinstance(target, int) else "address"
        place = {"left": area.left, "top": area.top, "width": area.width, "height": area.height}
        links.append({**place, kind_of_target: target})
    picture, texts = take_out_texts(page.svg)
    return {
        "picture": picture,
        "texts": [text._asdict() for text in texts],
        "width": page.width_pt,
        "height": page.height_pt,
        "title": clean_lines(page.title),
        "description": clean_lines(page.description or page.title),
        "links": links,
    }


_MOST_HERE = 1_000_000
"""Characters of a document that is set in this process. For 9,000 boxes, which are ten times as
many, Typst takes 1 GB.
"""


def _typeset(
    document: str, format: Literal["pdf", "png"], ppi: float, *, is_accessible: bool = False
) -> bytes:
    """Return a document as Typst sets it; in a process of its own if memory could run out."""
    must_have_typst()
    if needs_child(len(document) > _MOST_HERE):
        return call_in_child(
            f"{__name__}:typeset_here",
            document=document,
            format=format,
            ppi=ppi,
            is_accessible=is_accessible,
        )
    return typeset_here(document, format, ppi, is_accessible=is_accessible)


def typeset_here(
    document: str, format: Literal["pdf", "png"], ppi: float, *, is_accessible: bool
) -> bytes:
    """Return a document as Typst sets it in this process.

    Raises:
        ArgmapError: Typst cannot set it.
    """
    from importlib.resources import files

    import typst

    try:
        output = typst.compile(
            files("argmap.diagrams").joinpath("pages.typ").read_bytes(),
            format=format,
            ppi=ppi,
            sys_inputs={"printed": document},
            font_paths=fonts_for(document),
            pdf_standards="ua-1" if is_accessible else None,
        )
    except BaseException as problem:
        if is_out_of_memory(problem):
            raise MemoryError from None
        # A panic of Typst is not even an `Exception`.
        if isinstance(problem, RuntimeError) or type(problem).__name__ == "PanicException":
            raise ArgmapError(f"typst: {str(problem).splitlines()[0]}") from None
        raise
    return bytes(output)
