"""Text on its way to a person: where a quick look spares a search, both say the same."""

from __future__ import annotations

import re

from wcwidth import wcswidth

from argmap.model.text import UNSAFE, width

EVERY_CHARACTER = "".join(map(chr, range(0x110000)))


def test_what_is_unsafe_or_parts_words_is_not_printable_but_for_the_space() -> None:
    found = re.findall(rf"\s|{UNSAFE}", EVERY_CHARACTER)
    assert [character for character in found if character.isprintable()] == [" "]


def test_letters_and_signs_of_europe_are_as_wide_as_the_table_has_it() -> None:
    for character in EVERY_CHARACTER[0xA0:0x3100]:
        assert width(character) == wcswidth(character), f"U+{ord(character):04X}"
