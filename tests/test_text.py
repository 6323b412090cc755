"""Text on its way to a person: where a quick look spares a search, both say the same."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from argmap.util import UNSAFE, one_line, shorten, width, wrap

EVERY_CHARACTER = "".join(map(chr, range(0x110000)))


def test_what_is_unsafe_or_parts_words_is_not_printable_but_for_the_space() -> None:
    found = re.findall(rf"\s|{UNSAFE}", EVERY_CHARACTER)
    assert [character for character in found if character.isprintable()] == [" "]


def test_letters_and_signs_of_europe_are_as_wide_as_the_table_has_it() -> None:
    for character in EVERY_CHARACTER[0xA0:0x3100]:
        assert width(character) == wcswidth(character), f"U+{ord(character):04X}"


@given(st.text("ab ,\t\n\x1b\x7fé世", max_size=40), st.integers(3, 20))
def test_a_text_is_cut_behind_the_last_word_that_fits(text: str, columns: int) -> None:
    flat = one_line(text)
    if width(flat) <= columns:
        expected: str = flat
    else:
        first_line = next(wrap(flat, columns - 1))
        expected = first_line.rstrip(" ,;:.") + "…"
    assert shorten(text, columns) == expected
