"""Text of a map on its way to a person."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.model.text import one_line, shorten, width, wrap


@given(st.text("ab ,\t\n\x1b\x7fé世", max_size=40), st.integers(3, 20))
def test_a_text_is_cut_behind_the_last_word_that_fits(text: str, columns: int) -> None:
    flat = one_line(text)
    if width(flat) <= columns:
        expected: str = flat
    else:
        first_line = next(wrap(flat, columns - 1))
        expected = first_line.rstrip(" ,;:.") + "…"
    assert shorten(text, columns) == expected
