"""Arabic text is as wide as a browser shows it in the font that PDF and PNG are set in."""

from __future__ import annotations

from base64 import b64encode
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argmap.diagrams import text_width
from tests.tools import tool

if TYPE_CHECKING:
    from playwright.sync_api import Page

# In em, as Chromium measures it in Noto Sans Arabic 2.012: the Arabic texts of `tests/maps`, then
# Persian, Urdu, ligatures and marks.
WIDTHS = [
    ("ينبغي منع الهواتف المحمولة في المدرسة طوال اليوم.", 20.69),
    ("الهاتف يشتت انتباه التلاميذ أثناء الدرس.", 15.86),
    ("كثير من التلاميذ يتحدثون عما يشاهدونه معا على الهاتف.", 22.06),
    ("التنمر عبر الرسائل يقل عندما تبقى الهواتف في البيت.", 20.93),
    ("يحتاج الآباء إلى الاتصال بأبنائهم في حالات الطوارئ.", 19.91),
    ("يمكن للآباء أن يتصلوا بمكتب المدرسة في أي وقت.", 20.08),
    ("ينبغي السماح باستعمال الهواتف في أوقات الاستراحة.", 21.13),
    ("يتعلم التلاميذ استعمال الهاتف بمسؤولية عندما يستعملونه.", 23.04),
    ("التعلم يحتاج إلى إرشاد لا يتوفر في الاستراحة.", 17.38),
    ("المنع الكامل يصعب تطبيقه.", 11.13),
    ("المعلمون لا يستطيعون تفتيش كل الحقائب.", 17.31),
    ("التلاميذ يخفون هواتفهم بسهولة.", 12.55),
    ("يقل الحديث بين التلاميذ عندما يحمل كل منهم هاتفا.", 20.68),
    ("الحديث في الاستراحة جزء مهم من الحياة المدرسية.", 20.07),
    ("هل ينبغي منع الهواتف في المدرسة؟", 14.20),
    ("يجب أن تبدأ المدرسة في الساعة التاسعة صباحا لأن التلاميذ ينامون أكثر في الصباح.", 32.54),
    ("آیا مدرسه باید دیرتر شروع شود؟ نوجوانان نمی\u200cتوانند زود بخوابند.", 24.74),
    ("کیا اسکول دیر سے شروع ہونا چاہیے؟ بچے زیادہ سوتے ہیں۔", 21.87),
    ("الله لا إله إلا هو", 5.76),
    ("بَيْتٌ كَبِيرٌ", 3.51),
]  # fmt: skip


@pytest.mark.parametrize(("text", "width"), WIDTHS)
def test_arabic_is_measured_as_its_letters_join(text: str, width: float) -> None:
    assert text_width(text) == pytest.approx(width, rel=0.03)


def test_letters_join_across_marks_and_not_across_what_parts_them() -> None:
    assert text_width("بيت") < text_width("ب") + text_width("ي") + text_width("ت")
    assert text_width("بَيْتٌ") == text_width("بيت")
    assert text_width("ب\u200cي") == text_width("ب") + text_width("ي")
    # What is behind these is not joined to them.
    assert text_width("دب") == text_width("د") + text_width("ب")
    assert text_width("ءب") == text_width("ء") + text_width("ب")


@pytest.mark.soak
def test_a_browser_measures_what_is_in_the_table(page: Page) -> None:
    tool("fonts")
    package = find_spec("fontpkg_noto_sans_arabic")
    assert package
    assert package.origin
    (font,) = Path(package.origin).parent.glob("files/*.ttf")
    source = f"data:font/ttf;base64,{b64encode(font.read_bytes()).decode()}"
    style = f"@font-face {{font-family: N; src: url({source})}} span {{font: 100px N}}"
    spans = "".join(f'<p><span lang="ar">{text}</span></p>' for text, _ in WIDTHS)
    page.set_viewport_size({"width": 5_000, "height": 800})
    page.set_content(f"<style>{style}</style>{spans}")
    measured = page.evaluate(
        """async () => {
            await document.fonts.load("100px N");
            const spans = [...document.querySelectorAll("span")];
            return spans.map((span) => span.getBoundingClientRect().width / 100);
        }"""
    )
    assert measured == pytest.approx([width for _, width in WIDTHS], abs=0.02)
