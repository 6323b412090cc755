"""The words of each language: all there, with the same gaps to fill in."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest

import argmap.languages
import argmap.page
from argmap.languages import KNOWN, is_known, words_for
from argmap.languages.feedback import FeedbackWords, feedback_words_for
from argmap.languages.pages import PageWords, page_words_for
from argmap.languages.sheets import SheetWords, sheet_words_for
from argmap.languages.words import Words

TEXTS = [name for name in Words._fields if isinstance(getattr(words_for("en"), name), str)]
PAGE_TEXTS = [field.name for field in fields(PageWords)]
SHEET_TEXTS = [field.name for field in fields(SheetWords)]
FEEDBACK_TEXTS = [field.name for field in fields(FeedbackWords)]
ENGLISH = words_for("en")
ENGLISH_PAGE = page_words_for("en")
ENGLISH_FEEDBACK = feedback_words_for("en")
ENGLISH_SHEET = sheet_words_for("en")

SAME_AS_IN_ENGLISH = {"full_stop"}
"""The words of a page that hold nothing to translate."""

SAME_IN_FRENCH = {"questions", "points"}
"""The words of feedback that French has as English does."""

NAME_AND_DATE = {"de": {"name"}, "fr": {"date"}}
"""The words of worksheets that a language has as English does."""


def gaps(text: str) -> set[str]:
    """Return the names that a text leaves to be filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("tag", KNOWN)
def test_no_word_is_missing_and_all_leave_the_same_gaps(tag: str) -> None:
    words = words_for(tag)
    assert words.tag == tag
    for name in TEXTS:
        word: str = getattr(words, name)
        assert word.strip(), name
        assert gaps(word) == gaps(getattr(ENGLISH, name)), name
    assert all(words.quotes)
    assert all(words.brackets)


@pytest.mark.parametrize("tag", KNOWN)
def test_marks_and_letters_can_be_told_apart(tag: str) -> None:
    words = words_for(tag)
    verdicts = {words.stands, words.falls, words.contested}
    bases = {words.backed, words.merely_asserted, words.open}
    causes = {words.rebutted, words.not_shown, words.outweighed, words.undercut}
    marks = {words.unsupported, words.evidence, words.common_ground, words.implicit}
    assert len(verdicts | bases | causes | marks) == 14
    assert len(set(words.letters)) == len(words.letters) >= 22


@pytest.mark.parametrize("tag", [tag for tag in KNOWN if words_for(tag).rtl])
def test_nothing_in_a_right_to_left_language_is_left_in_latin_letters(tag: str) -> None:
    words = words_for(tag)
    for name in TEXTS:
        word: str = getattr(words, name)
        if name != "tag":
            assert not re.search("[A-Za-z]", re.sub(r"{\w+}", "", word)), name


@pytest.mark.parametrize("tag", KNOWN)
def test_no_word_of_a_page_is_missing_and_all_leave_the_same_gaps(tag: str) -> None:
    words = page_words_for(tag)
    for name in PAGE_TEXTS:
        word: str = getattr(words, name)
        assert word.strip(), name
        assert word == word.strip() or name == "full_stop", name
        assert gaps(word) == gaps(getattr(ENGLISH_PAGE, name)), name


@pytest.mark.parametrize("tag", [tag for tag in KNOWN if tag != "en"])
def test_no_word_of_a_page_is_left_in_english(tag: str) -> None:
    words = page_words_for(tag)
    left = {name for name in PAGE_TEXTS if getattr(words, name) == getattr(ENGLISH_PAGE, name)}
    assert left <= SAME_AS_IN_ENGLISH


@pytest.mark.parametrize("tag", [tag for tag in KNOWN if words_for(tag).rtl])
def test_a_page_in_a_right_to_left_language_has_no_latin_letters_and_its_arrows_lead_on(
    tag: str,
) -> None:
    words = page_words_for(tag)
    for name in PAGE_TEXTS:
        word: str = getattr(words, name)
        assert not re.search("[A-Za-z→]", re.sub(r"{\w+}", "", word)), name


@pytest.mark.parametrize("tag", KNOWN)
def test_no_word_of_feedback_is_missing_and_all_leave_the_same_gaps(tag: str) -> None:
    words = feedback_words_for(tag)
    for name in FEEDBACK_TEXTS:
        word: str = getattr(words, name)
        assert word, name
        assert word == word.strip(), name
        assert gaps(word) == gaps(getattr(ENGLISH_FEEDBACK, name)), name


@pytest.mark.parametrize("tag", [tag for tag in KNOWN if tag != "en"])
def test_no_word_of_feedback_is_left_in_english(tag: str) -> None:
    words = feedback_words_for(tag)
    left = {
        name for name in FEEDBACK_TEXTS if getattr(words, name) == getattr(ENGLISH_FEEDBACK, name)
    }
    assert left == (SAME_IN_FRENCH if tag == "fr" else set())


@pytest.mark.parametrize("tag", [tag for tag in KNOWN if words_for(tag).rtl])
def test_feedback_in_a_right_to_left_language_has_no_latin_letters(tag: str) -> None:
    words = feedback_words_for(tag)
    for name in FEEDBACK_TEXTS:
        word: str = getattr(words, name)
        assert not re.search("[A-Za-z]", re.sub(r"{\w+}", "", word)), name


@pytest.mark.parametrize("tag", KNOWN)
def test_feedback_quotes_as_its_language_does(tag: str) -> None:
    words, feedback = words_for(tag), feedback_words_for(tag)
    assert words.quoted("{side}") in feedback.is_on_side
    assert words.quoted("{ground}") in feedback.has_ground


@pytest.mark.parametrize("tag", KNOWN)
def test_no_word_of_a_worksheet_is_missing_or_left_in_english(tag: str) -> None:
    words = sheet_words_for(tag)
    for name in SHEET_TEXTS:
        word: str = getattr(words, name)
        assert word, name
        assert word == word.strip(), name
        assert gaps(word) == gaps(getattr(ENGLISH_SHEET, name)), name
    left = {name for name in SHEET_TEXTS if getattr(words, name) == getattr(ENGLISH_SHEET, name)}
    assert left == (set(SHEET_TEXTS) if tag == "en" else NAME_AND_DATE.get(tag, set()))
    if words_for(tag).rtl:
        assert not re.search(
            "[A-Za-z]", re.sub(r"{\w+}", "", "".join(getattr(words, name) for name in SHEET_TEXTS))
        )


def test_every_file_of_words_is_known() -> None:
    folder = Path(argmap.languages.__file__).parent
    files = {file.stem for file in folder.glob("*.py")}
    assert files == {*KNOWN, "words", "roles", "__init__"}
    files_of_pages = {file.stem for file in folder.glob("pages/*.py")}
    assert files_of_pages == {*KNOWN, "words", "__init__"}
    files_of_feedback = {file.stem for file in folder.glob("feedback/*.py")}
    assert files_of_feedback == {*KNOWN, "words", "__init__"}
    files_of_sheets = {file.stem for file in folder.glob("sheets/*.py")}
    assert files_of_sheets == {*KNOWN, "words", "__init__"}


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("pt-BR", "pt"),
        ("zh-Hant-TW", "zh"),
        ("DE", "de"),
        ("en-GB", "en"),
        ("", "en"),
        ("tlh", "en"),
        ("words", "en"),
        ("../en", "en"),
    ],
)
def test_a_variant_is_told_in_its_language_and_an_unknown_one_in_english(
    tag: str, language: str
) -> None:
    assert words_for(tag).tag == language
    assert page_words_for(tag) is page_words_for(language)
    assert feedback_words_for(tag) is feedback_words_for(language)


@pytest.mark.parametrize(
    ("tag", "known"), [("pt-BR", True), ("he", True), ("", False), ("tlh", False), ("pt_BR", False)]
)
def test_what_is_known(tag: str, *, known: bool) -> None:
    assert is_known(tag) is known


def test_words_put_text_together_as_their_language_does() -> None:
    assert ENGLISH.listed(["a", "b"]) + ENGLISH.aside("c") == "a, b (c)"
    assert words_for("zh").listed(["甲", "乙"]) + words_for("zh").aside("丙") == "甲、乙（丙）"
    assert words_for("fr").quoted("oui") == "«\u00a0oui\u00a0»"


def test_every_word_of_a_page_is_used_by_it() -> None:
    folder = Path(argmap.page.__file__).parent
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.[jp]*"))
    # A reason is known by the end of its name.
    names = [(name, name.removeprefix("why_")) for name in PAGE_TEXTS]
    assert [
        name for name, end in names if not re.search(rf'words\.{name}\b|"({name}|{end})"', code)
    ] == []
