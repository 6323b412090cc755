"""The types of the words of a language, which are made from the file of English."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.word_types import kind_of, list_types, section_types, types_of

ENGLISH = ROOT / "argmap" / "languages" / "en.toml"


@pytest.mark.parametrize("module", [list_types, section_types])
def test_the_types_are_those_of_the_english_file(
    module: Callable[[Path], str], golden: Callable[[str, str], None]
) -> None:
    golden(f"argmap/languages/{module.__name__}.py", module(ENGLISH))


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


def test_sections_with_the_same_keys_share_a_type() -> None:
    first, last = {"begin": "First,"}, {"begin": "Finally,"}
    talks = {"title": "Talk", "first": first, "last": last, "votes": {"yes": "Yes"}}
    assert (
        "\n".join(types_of({"talks": talks}))
        == '''
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
'''
    )
