"""The fonts of PDF and PNG: what they lack is said, with what to install; what is installed is used."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typst

from argmap import formats
from argmap.diagrams import (
    families_for,
    find_uncovered,
    fonts,
    mark_direction,
    missing_font_notes,
    runs_right_to_left,
    unmark_direction,
)
from argmap.languages import known_languages, words_for
from argmap.model import PictureOptions, WritingOptions
from argmap.options import Look
from tests.conftest import a_map
from tests.run import argmap
from tests.tools import tool

_real_fonts = typst.Fonts


def _no_system_fonts(*, include_system_fonts: bool, font_paths: list[Path]) -> typst.Fonts:
    assert isinstance(include_system_fonts, bool)
    return _real_fonts(include_system_fonts=False, font_paths=list(font_paths))


@pytest.fixture(autouse=True)
def without_system_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(typst, "Fonts", _no_system_fonts)
    fonts._fonts_and_lacking.cache_clear()
    yield
    fonts._fonts_and_lacking.cache_clear()


@pytest.fixture
def without_font_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("manimgx_fonts", "manimgx_fonts_cjk", "fontpkg_noto_sans_arabic"):
        monkeypatch.setitem(sys.modules, module, None)


@pytest.mark.usefixtures("without_font_packages")
def test_what_no_font_has_is_named_with_the_package_that_has_it() -> None:
    assert find_uncovered("Ünï → Ж Ω שלום ✓") == {}
    assert find_uncovered("学校 ไทย é 学 ᛰ") == {
        "argmap[cjk]": "学校",
        "argmap[scripts]": "ไทย",
        "": "ᛰ",
    }
    assert missing_font_notes("学校应该九点开始。ᛰ") == [
        "no installed font contains 学 校 应 该 九 点 开 始 and 1 other character, so the picture shows empty boxes instead: "
        "pip install 'argmap[cjk]'",
        "no installed font contains ᛰ, so the picture shows empty boxes instead: install a font that contains these characters",
    ]


@pytest.mark.usefixtures("without_font_packages")
@pytest.mark.parametrize("format", ["png", "pdf"])
def test_a_picture_says_once_what_it_cannot_show(format: str) -> None:
    map = a_map("claims: {a: {text: 学校应该开始。, premises: [孩子睡得多。]}}")
    options = WritingOptions(picture=PictureOptions(Look(paper="none")))
    notes = formats.write(map, format, options).notes
    (note,) = [note for note in notes if "boxes" in note]
    assert "pip install 'argmap[cjk]'" in note


def test_what_is_always_at_hand_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "compile", None)
    assert find_uncovered("Ünï → Ж Ω שלום (±½)\u2067\u0301") == {}


@pytest.mark.tools
@pytest.mark.parametrize("tag", known_languages())
def test_with_the_extras_every_word_of_every_language_can_be_shown(tag: str) -> None:
    tool("fonts")
    words = words_for(tag)
    assert find_uncovered("".join(map(str, words.by_key().values()))) == {}


@pytest.mark.parametrize(
    ("language", "text", "families"),
    [
        ("en", "Nine", ["Arimo"]),
        ("ar", "المدرسة", ["Arimo", "Noto Sans Arabic"]),
        ("en", "学校 المدرسة", ["Arimo", "Noto Sans CJK SC", "Noto Sans Arabic"]),
        ("zh", "学校", ["Arimo", "Noto Sans CJK SC"]),
        ("zh-Hant", "學校", ["Arimo", "Noto Sans CJK TC"]),
        ("zh-HK", "學校", ["Arimo", "Noto Sans CJK HK"]),
        ("ko", "학교", ["Arimo", "Noto Sans CJK KR"]),
        ("en", "学校は", ["Arimo", "Noto Sans CJK JP"]),
        ("", "학교", ["Arimo", "Noto Sans CJK KR"]),
    ],
)
def test_characters_have_the_forms_of_the_country_where_they_are_read(
    language: str, text: str, families: list[str]
) -> None:
    assert families_for(text, language) == families


@pytest.mark.tools
def test_a_chinese_map_is_drawn_in_letters(tmp_path: Path) -> None:
    tool("fonts")
    (tmp_path / "map.yaml").write_text(
        "language: zh\nclaims: {a: 学校应该开始。}\n", encoding="utf-8"
    )
    drawn = argmap("render", "map.yaml", "-o", "map.png", "--paper", "none", cwd=tmp_path)
    assert (drawn.code, drawn.err) == (0, "wrote map.png\n")


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("المدرسة OECD", True), ("OECD المدرسة", False), ("1.2 שלום", True), ("(2014)", True)],
)
def test_the_first_letter_says_which_way_a_text_runs(text: str, *, rtl: bool) -> None:
    assert runs_right_to_left(text, otherwise=True) is rtl
    assert unmark_direction(mark_direction(text, rtl=rtl)) == text
    assert (mark_direction(text, rtl=rtl) != text) is rtl


def test_the_font_in_the_package_is_regular_and_bold() -> None:
    widths = {}
    for weight in (400, 700):
        text = (
            f'#set page(width: auto, margin: 0pt); #text(font: "Arimo", weight: {weight})[tttttttt]'
        )
        svg = typst.compile(text.encode(), format="svg", font_paths=fonts.fonts_for("t"))
        found = re.search(rb'width="([\d.]+)pt"', bytes(svg))
        assert found
        widths[weight] = float(found[1])
    # As in Arial: 278 and 333 thousandths of the size of 11 points.
    assert widths == {
        400: pytest.approx(8 * 0.278 * 11, rel=0.01),
        700: pytest.approx(8 * 0.333 * 11, rel=0.01),
    }
