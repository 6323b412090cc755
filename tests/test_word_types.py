"""The types of the words of a language, which are made from the file of English."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.conftest import ROOT
from tests.word_types import kind_of, word_types


def test_the_types_are_those_of_the_english_file(golden: Callable[[str, str], None]) -> None:
    made = word_types(ROOT / "argmap" / "languages" / "en.toml")
    golden("argmap/languages/section_types.py", made)


@pytest.mark.parametrize(
    ("english", "kind"),
    [
        (True, "bool"),
        ("Reason", "str"),
        ("One more claim is needed: {claim}.", "str"),
        ([], "tuple[str, ...]"),
        (["but", "yet"], "tuple[str, ...]"),
        (["This rests on {refs}.", "It rests on {refs}."], "tuple[str, ...]"),
        (["“", "”"], "tuple[str, str]"),
        ([" (", ")"], "tuple[str, str]"),
        (["It is that {claim}.", "It is this: {claim}."], "Pattern"),
        ([["It is that {claim}.", "It is this: {claim}."]], "tuple[Pattern, ...]"),
        ([["more", "less"], ["up", "down"], ["in", "out"]], "tuple[tuple[str, str], ...]"),
    ],
)
def test_what_a_key_holds_in_english_is_its_type(english: object, kind: str) -> None:
    assert kind_of(english) == kind


@pytest.mark.parametrize("english", [1, 1.5])
def test_a_key_that_holds_no_words_has_no_type(english: object) -> None:
    with pytest.raises(TypeError):
        kind_of(english)


def test_sections_with_the_same_keys_share_a_type(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text(
        dedent("""
        [talks]
        title = "Talk"
        [talks.first]
        begin = "First,"
        [talks.last]
        begin = "Finally,"
        [talks.votes]
        yes = "Yes"
        """),
        encoding="utf-8",
    )
    _, _, classes = word_types(tmp_path / "en.toml").partition("import Pattern, Section\n\n\n")
    assert (
        classes
        == '''\
class TalksFirstWords(Section):
    """The words in `[talks.first]`."""

    section = "talks.first"

    begin: str


class TalksVoteWords(Section):
    """The words in `[talks.votes]`."""

    section = "talks.votes"

    yes: str


class TalkWords(Section):
    """The words in `[talks]`."""

    section = "talks"

    title: str
    first: TalksFirstWords
    last: TalksFirstWords
    votes: TalksVoteWords


SECTIONS: tuple[type[Section], ...] = (
    TalkWords,
)
'''
    )
