"""Quotes compared with the texts of their sources, which documentation examples do not have."""

from __future__ import annotations

import pytest

from argmap import ArgumentMap, Citation, Claim, Source
from argmap.lint import check

TEXT = """\
The treaty of 1961 is the only one of its kind. Whether Beijing would   come to
Pyongyang\u2019s aid \u2013 it has \u201cnever said\u201d so \u2013 is uncertain; the of\ufb01cial line is silence.
"""


def helps(quote: str, texts: dict[str, str], *cited: str) -> list[str]:
    """Return the help of each finding about a quote from sources whose texts may be known."""
    claim = Claim(
        "c", "Aid is uncertain.", evidence=tuple(Citation(source) for source in cited), quote=quote
    )
    map = ArgumentMap.build(claims=[claim], sources=[Source("book"), Source("film")])
    return [found.help for found in check(map, ["quote-not-found"], texts)]


@pytest.mark.parametrize(
    "quote",
    [
        "the only one of its kind",
        "would come to Pyongyang's aid",
        "Pyongyang's aid - it has 'never said' so — is uncertain",
        "The treaty … is the only one of its kind. [...] is uncertain",
        "“the only one of its kind.”",
        "the official line",
    ],
)
def test_what_a_source_says_is_found(quote: str) -> None:
    assert helps(quote, {"book": TEXT}, "book") == []


def test_the_nearest_passage_is_shown() -> None:
    (help,) = helps("the one and only of its kind", {"book": TEXT}, "book")
    assert help == "the closest passage in `book` is “the only one of its kind” (line 1)"


@pytest.mark.parametrize(
    "quote", ["is uncertain … The treaty", "Elephants never forget", "the treaty of 1961"]
)
def test_other_words_another_order_and_another_case_are_not_found(quote: str) -> None:
    assert len(helps(quote, {"book": TEXT}, "book")) == 1


def test_nothing_like_it() -> None:
    assert helps("Elephants forget!", {"book": TEXT}, "book") == [
        "copy the exact words from the source"
    ]
    assert helps("Elephants forget!", {"book": ""}, "book") == [
        "copy the exact words from the source"
    ]


def test_one_of_several_sources_is_enough() -> None:
    texts = {"book": TEXT, "film": "Silence."}
    assert helps("the only one of its kind", texts, "film", "book") == []
    assert len(helps("the only one of its kind", texts, "film")) == 1


def test_a_source_without_a_text_is_taken_at_its_word() -> None:
    assert helps("Whatever it says", {"book": TEXT}, "book", "film") == []


@pytest.mark.soak
def test_a_long_source_is_searched_in_bounded_time() -> None:
    assert len(helps("the one and only of its kind", {"book": TEXT * 20_000}, "book")) == 1
