"""PDFs: they have the shape of their page, can be read aloud, and their links lead where they should."""

from __future__ import annotations

from io import BytesIO
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

import argmap
from argmap import ArgumentMap, Claim
from argmap.api import PaperSize
from argmap.diagrams import (
    PAGES,
    LinkArea,
    PlacedText,
    PrintedPage,
    Rectangle,
    draw,
    find_uncovered,
    take_out_texts,
    to_pdf,
)
from argmap.model import PictureOptions
from argmap.options import Look
from tests.conftest import ROOT
from tests.tools import tool

MAPS = ROOT / "tests" / "maps"

PASSED = b"<pdfuaid:part>1</pdfuaid:part>"
"""What Typst writes into a PDF that passed its check of PDF/UA-1."""

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><path d="M0,0H9"/></svg>'


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def drawn(map: ArgumentMap, options: PictureOptions | None = None) -> PdfReader:
    return opened(draw(map, "pdf", options).data)


def printed(*pages: PrintedPage, title: str = "A debate", tag: str = "en") -> PdfReader:
    return opened(to_pdf(pages, title, tag))


def root(pdf: PdfReader) -> DictionaryObject:
    return cast("DictionaryObject", pdf.trailer["/Root"])


def language(pdf: PdfReader) -> str:
    return str(root(pdf)["/Lang"])


def has_passed(pdf: PdfReader) -> bool:
    return PASSED in cast("StreamObject", root(pdf)["/Metadata"]).get_data()


def parts(pdf: PdfReader) -> list[tuple[str, str]]:
    """Return what is read aloud, in its order: what each part is, and what is said in place of a picture."""
    (document,) = cast("ArrayObject", cast("DictionaryObject", root(pdf)["/StructTreeRoot"])["/K"])
    children = [
        cast("DictionaryObject", child.get_object()) for child in document.get_object()["/K"]
    ]
    return [(str(child["/S"]), str(child.get("/Alt", ""))) for child in children]


def bookmarks(pdf: PdfReader) -> list[tuple[str, int | None]]:
    """Return the bookmarks of a PDF, and the number of the page that each leads to."""
    titles: list[tuple[str, int | None]] = []
    for bookmark in pdf.outline:
        assert not isinstance(bookmark, list)
        index = pdf.get_destination_page_number(bookmark)
        titles.append((str(bookmark.title), None if index is None else index + 1))
    return titles


def links(pdf: PdfReader) -> list[tuple[list[float], str | int]]:
    """Return the links of a PDF: left, bottom, right and top of each, and the address or page that it leads to."""
    numbers = {page.indirect_reference: index for index, page in enumerate(pdf.pages, start=1)}
    found: list[tuple[list[float], str | int]] = []
    for page in pdf.pages:
        for annotation in page.annotations or []:
            link = cast("DictionaryObject", annotation.get_object())
            area = [float(side) for side in cast("ArrayObject", link["/Rect"])]
            if "/Dest" in link:
                found.append((area, numbers[cast("ArrayObject", link["/Dest"])[0]]))
            else:
                found.append((area, str(cast("DictionaryObject", link["/A"])["/URI"])))
    return found


@pytest.mark.parametrize("page", ["slide", "phone"])
def test_a_pdf_has_the_shape_of_its_page(page: PaperSize) -> None:
    (sheet,) = drawn(
        argmap.load(MAPS / "five.yaml"), PictureOptions(Look(paper=page, theme="dark"))
    ).pages
    assert sheet.mediabox.width == pytest.approx(PAGES[page].width, abs=0.1)
    assert sheet.mediabox.height == pytest.approx(PAGES[page].height, abs=0.1)


def test_a_pdf_can_be_read_aloud() -> None:
    map = argmap.loads(
        "{language: pt-BR, title: São nove?, claims: {a: {text: Sim., premises: [b]}, b: Não.}}"
    )
    pdf = drawn(map, PictureOptions(description="São nove?\n1 Sim.\n1.1 Apoio: Não."))
    assert has_passed(pdf)
    assert language(pdf) == "pt-BR"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "São nove?"
    assert bookmarks(pdf) == [("São nove?", 1)]
    assert parts(pdf) == [("/H1", ""), ("/Figure", "São nove?\n1 Sim.\n1.1 Apoio: Não.")]
    assert "Sim." in pdf.pages[0].extract_text()


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("", "en"),
        ("de", "de"),
        ("zh-Hant-TW", "zh-TW"),
        ("de-1996", "de"),
        ("x-klingon", "en"),
        ("klingon", "en"),
    ],
)
def test_a_pdf_names_a_language_that_readers_know(tag: str, expected: str) -> None:
    assert language(printed(PrintedPage(SQUARE, 90, 90, "A page"), tag=tag)) == expected


def test_boxes_with_evidence_on_the_web_lead_there() -> None:
    map = argmap.load(MAPS / "five.yaml")
    pdf = drawn(map)
    assert [address for _, address in links(pdf)] == ["https://example.org/aap"]
    assert [kind for kind, _ in parts(pdf)] == ["/H1", "/Figure", "/Link"]
    based = links(drawn(map, PictureOptions(Look(link_base="https://example.org/debate"))))
    assert {address for _, address in based} == {
        f"https://example.org/debate#{id}" for id in map.claims
    }


def test_pages_have_bookmarks_and_lead_to_each_other() -> None:
    to_second = LinkArea(Rectangle(10, 20, 40, 30), 2)
    to_first = LinkArea(Rectangle(60, 0, 90, 90), 1)
    to_web = LinkArea(Rectangle(0, 0, 30, 30), "https://example.org/a_(b)?c=d#e")
    pdf = printed(
        PrintedPage(SQUARE, 200, 90, "Overview", "1 Stay", (to_second,)),
        PrintedPage(SQUARE, 100, 90, "2: Home", "1.1 Rain", (to_first, to_web)),
    )
    assert has_passed(pdf)
    assert bookmarks(pdf) == [("Overview", 1), ("2: Home", 2)]
    assert [(page.mediabox.width, page.mediabox.height) for page in pdf.pages] == [
        (200, 90),
        (100, 90),
    ]
    assert links(pdf) == [
        ([10, 60, 40, 70], 2),
        ([60, 0, 90, 90], 1),
        ([0, 60, 30, 90], "https://example.org/a_(b)?c=d#e"),
    ]
    assert parts(pdf) == [
        ("/H1", ""),
        ("/Figure", "1 Stay"),
        ("/Link", ""),
        ("/H1", ""),
        ("/Figure", "1.1 Rain"),
        ("/Link", ""),
        ("/Link", ""),
    ]


def test_what_a_map_says_is_never_code() -> None:
    code = '#panic("code") \\ #"] $ */ {'
    pdf = printed(PrintedPage(SQUARE, 90, 90, code, f"{code}\n\ud800"), title=code)
    assert bookmarks(pdf) == [(code, 1)]
    assert parts(pdf) == [("/H1", ""), ("/Figure", f"{code}\n\ufffd")]


def test_with_characters_that_no_font_has_a_pdf_is_tagged_all_the_same() -> None:
    map = argmap.loads(
        "claims: {a: {text: No font has \U0001fb00., premises: [b]}, b: Nor this one.}"
    )
    picture = draw(map, "pdf", PictureOptions(description="1 No font has it."))
    assert "so the picture shows empty boxes instead" in picture.notes[0]
    pdf = opened(picture.data)
    assert not has_passed(pdf)
    assert parts(pdf) == [("/H1", ""), ("/Figure", "1 No font has it.")]


def test_texts_are_taken_out_of_a_picture_as_they_stand_on_the_page() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" fill="#111111"><g transform="translate(10 20) scale(2.0000)" '
        'font-size="12" text-anchor="middle"><a href="https://example.org"><path d="M0,0H9"/><text x="5" y="7" '
        'textLength="30" font-weight="bold">\u2067שלום\u2069</text></a></g><text x="1" y="2" font-size="8" '
        'textLength="9" fill="#a50f15">No</text></svg>'
    )
    without, texts = take_out_texts(svg)
    assert "<path" in without.replace("ns0:", "")
    assert "text" not in without.replace("text-anchor", "")
    assert sorted(texts, key=lambda placed: placed.x) == [
        PlacedText(
            "No", 1, 2, 9, 8, "#a50f15", is_bold=False, anchor="start", runs_right_to_left=False
        ),
        PlacedText(
            "שלום",
            20,
            34,
            60,
            24,
            "#111111",
            is_bold=True,
            anchor="middle",
            runs_right_to_left=True,
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("المدرسة OECD تبدأ (9:00).", marks=pytest.mark.tools),
        "Ж x\u0331\u0308 ḧ\u0301",
        "בית הספר, 9:00.",
    ],
)
def test_letters_of_several_shapes_can_be_read_aloud(text: str) -> None:
    if find_uncovered(text):
        tool("fonts")
    map = ArgumentMap.build(
        title=text, claims=[Claim("a", text), Claim("b", text)], inferences=[], language="ar"
    )
    assert has_passed(drawn(map))


def test_a_pdf_shows_the_whole_outline_and_the_verdicts() -> None:
    map = argmap.load(ROOT / "arguments.yaml")
    (described,) = [
        alternative for _, alternative in parts(opened(argmap.render(map, "pdf"))) if alternative
    ]
    assert [claim.id for claim in map.claims.values() if claim.text not in described] == []
    assert "=" not in described
    with_verdicts = opened(argmap.render(map, "pdf", verdicts=argmap.evaluate(map)))
    assert (
        "aid the other if a third state attacks it. [stands, backed; documented]"
        in parts(with_verdicts)[1][1]
    )
    assert (
        "1 China should end its alliance treaty with North Korea. [contested; policy]"
        in parts(with_verdicts)[1][1]
    )
