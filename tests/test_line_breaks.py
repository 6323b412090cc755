"""Where lines may end: in many scripts, by whole signs, with words broken only where their language allows."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyphen
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from argmap.diagrams import COLUMN, BreakableText, hyphenator_of, text_width, wrap_text
from tests.conftest import mostly_soak

GERMAN = "Die Donaudampfschifffahrtsgesellschaft stellt neue Kapitäne ein."
FAMILY = "👨\u200d👩\u200d👧"
FLAGS = "🇩🇪🇫🇷"
TEXTS = st.one_of(
    st.text(
        st.sampled_from("aä -/–()。、「」学校は\u0301\u00ad\u200bกำเ" + FAMILY + FLAGS), max_size=60
    ),
    st.text(st.characters(codec="utf-8"), max_size=60),
)


def columns_of(text: str) -> float:
    return text_width(text) / COLUMN


@pytest.mark.parametrize(
    ("text", "columns", "language", "lines"),
    [
        ("It is so.", 40, "en", ["It is so."]),
        ("Teenagers would sleep more.", 16, "en", ["Teenagers would", "sleep more."]),
        # A word that fits a line by itself is never broken, however ragged the lines are.
        ("An important misunderstanding", 19, "en", ["An important", "misunderstanding"]),
        ("An important misunderstanding", 13, "en", ["An important", "misunder-", "standing"]),
        (GERMAN, 16, "de", ["Die Donaudampf-", "schifffahrtsgesell-", "schaft stellt neue", "Kapitäne ein."]),
        # Without a language's rules nothing is known of where its words break.
        ("Donaudampfschiff", 9, "tlh", ["Donaudampfschiff"]),
        ("Donau\u00addampf\u00adschiff", 9, "tlh", ["Donau-", "dampf-", "schiff"]),
        ("Donau\u00addampf\u00adschiff", 30, "tlh", ["Donaudampfschiff"]),
        ("well-known and/or short-lived", 8, "en", ["well-", "known", "and/or", "short-", "lived"]),
        ("von 130 km/h gelten, 5 m/s", 10, "de", ["von 130", "km/h", "gelten,", "5 m/s"]),
        ("On 2014-07-11 it was -5 °C in 1/2.", 10, "en", ["On", "2014-07-11", "it was -5 °C", "in 1/2."]),
        ("https://example.org/international/a", 14, "en", ["https://example.org/", "international/a"]),
        # No-break spaces, and the plain ones that stand in for them, hold French punctuation to its word.
        ("Est-ce vrai ? « Oui », dit-il.", 8, "fr", ["Est-ce", "vrai ?", "« Oui »,", "dit-il."]),
        ("10\u00a0000\u202f€ de plus", 10, "fr", ["10\u00a0000\u202f€", "de plus"]),
        ("学校应该九点开始，因为孩子会睡得更多（研究表明）。", 14, "zh", ["学校应该九点开", "始，因为孩子会", "睡得更多（研究", "表明）。"]),
        ("これは「学校」、です。", 8, "ja", ["これは", "「学", "校」、", "です。"]),
        ("2014 年 OECD 的研究……", 8, "zh", ["2014 年", "OECD", "的研", "究……"]),
        ("โรงเรียนควรเริ่มเรียน", 9, "th", ["โรงเรีย", "นควรเริ่", "มเรียน"]),
        ("يجب أن تبدأ المدرسة", 14, "ar", ["يجب أن تبدأ", "المدرسة"]),
        ("", 9, "en", ["…"]),
    ],
)  # fmt: skip
def test_lines(text: str, columns: float, language: str, lines: list[str]) -> None:
    assert wrap_text(text, columns, language) == lines


@given(TEXTS, st.integers(1, 30), st.sampled_from(["en", "de", "zh", "tlh"]))
@example("、a\u00ad\u200d", 1, "en")
@example("𠀀\u00a0", 1, "en")
def test_nothing_is_lost_and_no_sign_is_parted(text: str, columns: int, language: str) -> None:
    lines = wrap_text(text, columns, language)
    shown = re.sub("[\\s\u00ad\u200b]", "", text)
    if not shown:
        return
    # Where a soft hyphen is not shown, what stood on both sides of it may be one sign.
    words = [*re.split(r"\s+", text), *re.split(r"\s+", re.sub("[\u00ad\u200b]", "", text))]
    signs = {sign for word in words for sign in iter_graphemes(word)}
    place = 0
    for line in lines:
        for sign in iter_graphemes(re.sub("[\\s\u200b\u00ad]", "", line)):
            if shown.startswith(sign, place):
                place += len(sign)
            else:
                assert sign == "-"
    assert place == len(shown)
    for line in lines[1:]:
        first = next(iter_graphemes(line.lstrip("\u200b\u00ad")), "")
        assert first in signs


@given(TEXTS, st.integers(8, 40))
def test_no_line_is_wider_than_asked_for_unless_a_word_is(text: str, columns: int) -> None:
    widest = max(columns, BreakableText(text, "en").longest_unbreakable(columns))
    for line in wrap_text(text, columns, "en"):
        assert columns_of(line) <= widest + 1e-6


@given(TEXTS)
@example("𠀀00000000000000000000@\x1f\x08\x08")
def test_the_table_says_what_wrapping_does(text: str) -> None:
    table = BreakableText(text, "en").line_count_table()
    assert list(table) == sorted(table)
    assert list(table.values()) == sorted(table.values(), reverse=True)
    for lines, columns in table.items():
        assert len(wrap_text(text, columns, "en")) <= lines


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=20).map(" ".join))
@example("aaaaa aaaaf aaaaa aaaaf aa aa aaaaa")
def test_no_narrower_lines_than_those_of_the_table_would_do(text: str) -> None:
    for lines, columns in BreakableText(text, "en").line_count_table().items():
        assert len(wrap_text(text, columns, "en")) == lines
        assert lines == 1 or columns_of(text) > columns
        if columns > 10:
            assert len(wrap_text(text, columns - 0.001, "en")) > lines


def test_the_least_width_of_a_text_is_that_of_its_longest_part() -> None:
    german = BreakableText(GERMAN, "de")
    assert german.longest_unbreakable(40) == pytest.approx(
        columns_of("Donaudampfschifffahrtsgesellschaft")
    )
    assert german.longest_unbreakable() == pytest.approx(columns_of("Kapitäne"))
    assert german.longest_unbreakable(1) == pytest.approx(columns_of("Donau-"))
    chinese = BreakableText("学校应该九点开始。", "zh")
    assert chinese.longest_unbreakable() == pytest.approx(columns_of("始。"))
    assert BreakableText("", "en").longest_unbreakable() == pytest.approx(columns_of("…"))


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        (
            "Misunderstanding is what comes to us",
            16,
            ["Misunderstanding", "is what comes", "to us"],
        ),
        ("Teenagers need misunderstanding it", 24, ["Teenagers need", "misunderstanding it"]),
        # A word that is broken anyway is broken earlier.
        (
            "Verantwortung Durchgangs\u00adstra\u00adße",
            16,
            ["Verantwortung", "Durchgangs-", "straße"],
        ),
        # There is no room for more beside it, or nothing else in the line before.
        ("Misunderstandings are", 18, ["Misunderstandings", "are"]),
        ("a misunderstanding is", 17, ["a", "misunderstanding", "is"]),
        # Where no spaces are written, no line looks lost.
        (
            "Misunderstanding学校应该九点开始上课",
            16,
            ["Misunderstanding", "学校应该九点开", "始上课"],
        ),
    ],
)
def test_no_few_letters_are_lost_in_the_last_line(
    text: str, columns: float, lines: list[str]
) -> None:
    assert wrap_text(text, columns, "en") == lines


def letters_of(patterns: Iterable[str]) -> list[str]:
    """Return the letters of patterns, joined to words that many patterns are in."""
    parts = [pattern.strip(".") for pattern in patterns if pattern.strip(".").isalpha()]
    return ["".join(parts[place : place + 4]) for place in range(0, len(parts), 4)]


# Among them are one with escapes, and those whose patterns change the spelling.
@pytest.mark.soak(but=["fr"])
@pytest.mark.parametrize(
    "language", mostly_soak(sorted(pyphen.LANGUAGES), "en_US", "fr", "sq_AL", "af_ZA", "ca")
)
def test_patterns_that_are_parsed_late_hyphenate_as_those_of_pyphen(language: str) -> None:
    ours = hyphenator_of(language)
    theirs = pyphen.Pyphen(lang=language, left=3, right=3, cache=False)
    assert ours is not None
    words = letters_of(theirs.hd.patterns)
    assert len(words) > 10
    for word in words[:500]:
        found, expected = ours.positions(word), theirs.positions(word)
        assert found == expected, word
        assert [place.data for place in found] == [place.data for place in expected], word
    assert ours.hd.patterns.keys() <= theirs.hd.patterns.keys()
