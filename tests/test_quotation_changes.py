"""Quotations that say another thing than their source by a bracket or an ellipsis, and true ones."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from argmap.quotations import SearchableText, compare_quotation

QUOTATIONS = Path(__file__).parent / "same/quotations.txt"
MOST_ACCEPTED = 1
"""A program can't know all that a bracket may turn around."""


class Quoted(NamedTuple):
    """A quotation, and a passage of its source."""

    source: str
    quote: str


def quotations(kind: str) -> list[Quoted]:
    """Return the quotations that are `accepted`, or `refused`."""
    pattern = rf"^{kind}:\nsource: (.+)\nquote: (.+)$"
    text = QUOTATIONS.read_text(encoding="utf-8")
    found = [Quoted(*map(unescaped, pair)) for pair in re.findall(pattern, text, re.MULTILINE)]
    assert len(found) >= 50
    return found


def unescaped(text: str) -> str:
    text = text.replace("\\n", "\n")
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


@pytest.mark.parametrize("quoted", quotations("accepted"))
def test_a_true_quotation_is_found(quoted: Quoted) -> None:
    found = compare_quotation(quoted.quote, SearchableText(quoted.source))
    assert (found.difference, found.explanation) == ("", "")


def test_a_quotation_that_falsifies_is_not_found() -> None:
    accepted = [
        quoted.quote
        for quoted in quotations("refused")
        if compare_quotation(quoted.quote, SearchableText(quoted.source)).found
    ]
    assert len(accepted) <= MOST_ACCEPTED, accepted
