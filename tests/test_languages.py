"""The words of each language: all there, with the same gaps to fill in."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

import argmap.languages
from argmap import formats
from argmap.languages import (
    EssayWords,
    FeedbackWords,
    InvalidLanguage,
    ListWords,
    PageWords,
    QuizWords,
    Words,
    WorksheetWords,
    essay_words_for,
    feedback_words_for,
    is_known,
    known_languages,
    list_words_for,
    load_words,
    page_words_for,
    words_for,
    worksheet_words_for,
)
from argmap.lint import report
from tests.language_table import language_table
from tests.tree import files

TEXTS = [name for name in Words._fields if isinstance(getattr(words_for("en"), name), str)]
PAGE_TEXTS = PageWords._fields
SHEET_TEXTS = WorksheetWords._fields
FEEDBACK_TEXTS = FeedbackWords._fields
ENGLISH = words_for("en")
FOLDER = Path(argmap.languages.__file__).parent
ENGLISH_PAGE = page_words_for("en")
ENGLISH_FEEDBACK = feedback_words_for("en")
ENGLISH_SHEET = worksheet_words_for("en")

SAME_AS_IN_ENGLISH = {"full_stop"}
"""The words of a page that hold nothing to translate."""
DECIMAL_MARK = "decimal_mark"
"""It is no word, and many languages have that of English."""

SHARED_WITH_ENGLISH = {"fr": {"menu", "objections"}, "it": {"menu"}, "pt": {"menu"}}
"""The words of a page that a language has as English does."""


NAME_AND_DATE = {"de": {"name"}, "fr": {"date"}}
"""The words of worksheets that a language has as English does."""


def gaps(text: str) -> set[str]:
    """Return the names that a text leaves to be filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("tag", known_languages())
def test_no_word_is_missing_and_all_leave_the_same_gaps(tag: str) -> None:
    words = words_for(tag)
    assert words.tag == tag
    for name in TEXTS:
        word: str = getattr(words, name)
        assert word.strip(), name
        assert gaps(word) == gaps(getattr(ENGLISH, name)), name
    assert all(words.quotes)
    assert all(words.brackets)


@pytest.mark.parametrize("tag", known_languages())
def test_marks_and_letters_can_be_distinguished(tag: str) -> None:
    words = words_for(tag)
    verdicts = {words.stands, words.falls, words.contested}
    bases = {words.backed, words.asserted, words.open}
    causes = {words.rebutted, words.not_shown, words.outweighed, words.undercut}
    statuses = {words.too_weak, words.takes_its_backing}
    marks = {words.unsupported, words.evidence, words.common_ground, words.must_be_shown}
    assert len(verdicts | bases | causes | statuses | marks | {words.implicit}) == 17
    assert len(set(words.letters)) == len(words.letters) >= 22


@pytest.mark.parametrize("tag", [tag for tag in known_languages() if words_for(tag).rtl])
def test_nothing_in_a_right_to_left_language_is_left_in_latin_letters(tag: str) -> None:
    words = words_for(tag)
    for name in TEXTS:
        word: str = getattr(words, name)
        if name not in ("tag", "english_name", "babel"):
            assert not re.search("[A-Za-z]", re.sub(r"{\w+}", "", word)), name


@pytest.mark.parametrize("tag", known_languages())
def test_no_word_of_a_page_is_missing_and_all_leave_the_same_gaps(tag: str) -> None:
    words = page_words_for(tag)
    for name in PAGE_TEXTS:
        word: str = getattr(words, name)
        assert word.strip(), name
        assert word == word.strip() or name == "full_stop", name
        assert gaps(word) == gaps(getattr(ENGLISH_PAGE, name)), name


@pytest.mark.parametrize("tag", [tag for tag in known_languages() if tag != "en"])
def test_no_word_of_a_page_is_left_in_english(tag: str) -> None:
    words = page_words_for(tag)
    left = {name for name in PAGE_TEXTS if getattr(words, name) == getattr(ENGLISH_PAGE, name)}
    assert left <= SAME_AS_IN_ENGLISH | SHARED_WITH_ENGLISH.get(tag, set()), (
        "translate these words, or list them in SHARED_WITH_ENGLISH if they are the same"
    )


@pytest.mark.parametrize("tag", [tag for tag in known_languages() if words_for(tag).rtl])
def test_a_page_in_a_right_to_left_language_has_no_latin_letters_and_its_arrows_lead_on(
    tag: str,
) -> None:
    words = page_words_for(tag)
    for name in PAGE_TEXTS:
        word: str = getattr(words, name)
        assert not re.search("[A-Za-z→]", re.sub(r"{\w+}", "", word)), name


@pytest.mark.parametrize("tag", known_languages())
def test_no_word_of_feedback_is_missing_and_all_leave_the_same_gaps(tag: str) -> None:
    words = feedback_words_for(tag)
    for name in FEEDBACK_TEXTS:
        word: str = getattr(words, name)
        assert word, name
        assert word == word.strip(), name
        assert gaps(word) == gaps(getattr(ENGLISH_FEEDBACK, name)), name


@pytest.mark.parametrize("tag", [tag for tag in known_languages() if tag != "en"])
def test_no_word_of_feedback_is_left_in_english(tag: str) -> None:
    words = feedback_words_for(tag)
    left = {
        name for name in FEEDBACK_TEXTS if getattr(words, name) == getattr(ENGLISH_FEEDBACK, name)
    }
    assert not left - {DECIMAL_MARK}


@pytest.mark.parametrize("tag", [tag for tag in known_languages() if words_for(tag).rtl])
def test_feedback_in_a_right_to_left_language_has_no_latin_letters(tag: str) -> None:
    words = feedback_words_for(tag)
    for name in FEEDBACK_TEXTS:
        word: str = getattr(words, name)
        assert not re.search("[A-Za-z]", re.sub(r"{\w+}", "", word)), name


@pytest.mark.parametrize("tag", known_languages())
def test_feedback_quotes_as_its_language_does(tag: str) -> None:
    words, feedback = words_for(tag), feedback_words_for(tag)
    assert words.quote("{side}") in feedback.is_on_side
    assert words.quote("{ground}") in feedback.has_ground


@pytest.mark.parametrize("tag", known_languages())
def test_no_word_of_a_worksheet_is_missing_or_left_in_english(tag: str) -> None:
    words = worksheet_words_for(tag)
    for name in SHEET_TEXTS:
        word: str = getattr(words, name)
        assert word, name
        assert word == word.strip(), name
        assert gaps(word) == gaps(getattr(ENGLISH_SHEET, name)), name
    left = {name for name in SHEET_TEXTS if getattr(words, name) == getattr(ENGLISH_SHEET, name)}
    assert left == (set(SHEET_TEXTS) if tag == "en" else NAME_AND_DATE.get(tag, set())), (
        "translate these words, or list them in NAME_AND_DATE if they are the same"
    )
    if words_for(tag).rtl:
        assert not re.search(
            "[A-Za-z]", re.sub(r"{\w+}", "", "".join(getattr(words, name) for name in SHEET_TEXTS))
        )


def test_every_file_of_words_is_known() -> None:
    assert known_languages() == tuple(file.stem for file in files("argmap/languages/*.toml"))


def test_the_table_for_lists_holds_what_the_files_hold(golden: Callable[[str, str], None]) -> None:
    golden("argmap/languages/list_table.py", language_table())
    # The table as it was may lack a field that the types have got.
    from argmap.languages import LIST_WORDS, OUTLINE_WORDS

    assert {tag: words_for(tag) for tag in known_languages()} == OUTLINE_WORDS
    assert {tag: list_words_for(tag) for tag in known_languages()} == LIST_WORDS


WRONG = [
    ("map", 'supports = "supports"\n', "", "[map]: the key `supports` is missing"),
    ("map", "rtl = false", "rtl = false\nltr = true", "[map]: unknown key `ltr`"),
    ("map", "rtl = false", 'tag = "en"\nrtl = false', "[map]: unknown key `tag`"),
    ("map", "rtl = false", 'rtl = "no"', "[map]: the key `rtl` must be true or false"),
    (
        "map",
        'quotes = ["“", "”"]',
        'quotes = ["“"]',
        "[map]: the key `quotes` must be a list of two strings",
    ),
    ("page", 'close = "Close"', "close = 1", "[page]: the key `close` must be a string"),
    (
        "lists",
        "warrant = []",
        'warrant = ["rule", 2]',
        "[lists]: the key `warrant` must be a list of strings",
    ),
    (
        "essay",
        'also_held = ["It also holds that {claim}.", "It also holds this: {claim}."]',
        'also_held = ["It also holds that {claim}."]',
        "[essay]: the key `also_held` must be a string or a list of two strings",
    ),
    (
        "essay",
        'contested = "{refs} is contested: it neither stands nor falls."\n',
        'open = "{refs} is open."\n',
        "[essay.verdicts]: unknown key `open`\n"
        "xx.toml, [essay.verdicts]: the key `contested` is missing",
    ),
]
"""A section of the English file, what is in it, what is written instead, and what is wrong then."""

TYPES: dict[str, type[NamedTuple]] = {
    "map": Words,
    "lists": ListWords,
    "page": PageWords,
    "worksheets": WorksheetWords,
    "quiz": QuizWords,
    "feedback": FeedbackWords,
    "essay": EssayWords,
}


def an_english_file(folder: Path, old: str = "", new: str = "") -> None:
    """Write the file of English into a folder as that of `xx`, with something else in one place."""
    text = (FOLDER / "en.toml").read_text(encoding="utf-8")
    if old:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "xx.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("section", "old", "new", "message"), WRONG)
def test_a_file_with_a_wrong_key_is_refused_by_file_section_and_key(
    section: str, old: str, new: str, message: str, tmp_path: Path
) -> None:
    an_english_file(tmp_path, old, new)
    with pytest.raises(InvalidLanguage) as refused:
        load_words("xx", section, TYPES[section], tmp_path)
    assert str(refused.value) == f"xx.toml, {message}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[worksheets]\n", "[worksheet]\n", "xx.toml: there is no section or key `worksheet`"),
        ("[map]\n", "maps = 1\n[map]\n", "xx.toml: there is no section or key `maps`"),
        ("[page]\n", "[page\n", "xx.toml: Expected ']'"),
    ],
)
def test_a_file_with_another_section_is_refused(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    an_english_file(tmp_path, old, new)
    with pytest.raises(InvalidLanguage, match="^" + re.escape(message)):
        load_words("xx", "map", Words, tmp_path)


def test_a_file_without_a_section_is_refused(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text("[map]\n", encoding="utf-8")
    with pytest.raises(InvalidLanguage, match=r"^xx\.toml: the section \[quiz\] is missing$"):
        load_words("xx", "quiz", QuizWords, tmp_path)


@pytest.mark.parametrize("section", TYPES)
@pytest.mark.parametrize("tag", known_languages())
def test_every_section_of_every_file_is_complete(tag: str, section: str) -> None:
    if section != "essay" or essay_words_for(tag) is not None:
        assert isinstance(load_words(tag, section, TYPES[section]), TYPES[section])


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
def test_a_variant_is_reported_in_its_language_and_an_unknown_one_in_english(
    tag: str, language: str
) -> None:
    assert words_for(tag).tag == language
    assert page_words_for(tag) is page_words_for(language)
    assert feedback_words_for(tag) is feedback_words_for(language)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("native", "title: It\nlanguage: tlh\nclaims: {a: It is so.}\n"),
        ("argdown", "===\nlanguage: tlh\n===\n\n[A]: It is so.\n"),
    ],
)
def test_a_map_in_an_unknown_language_is_read_with_a_warning(format: str, text: str) -> None:
    reading = formats.parse(text, "map", format)
    assert reading.map
    assert report(reading.diagnostics, {"map": text}).strip().splitlines() == [
        "map:2:11: warning[unknown-language]: argmap has no translations for the language `tlh`, so it uses English",
        "  |",
        "2 | language: tlh",
        "  |           ^^^",
        f"  = help: known languages: {', '.join(known_languages())}, and variants such as `pt-BR`",
    ]


@pytest.mark.parametrize(
    ("tag", "known"), [("pt-BR", True), ("he", True), ("", False), ("tlh", False), ("pt_BR", False)]
)
def test_what_is_known(tag: str, *, known: bool) -> None:
    assert is_known(tag) is known


def test_words_put_text_together_as_their_language_does() -> None:
    assert ENGLISH.join_list(["a", "b"]) + ENGLISH.aside("c") == "a, b (c)"
    assert words_for("zh").join_list(["甲", "乙"]) + words_for("zh").aside("丙") == "甲、乙（丙）"
    assert words_for("fr").quote("oui") == "«\u00a0oui\u00a0»"


def test_every_word_of_a_page_is_used_by_it() -> None:
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for file in files("argmap/page/*.py", "argmap/page/*.jinja", "argmap/page/scripts/*.js")
    )
    # A reason is known by the end of its name.
    names = [(name, name.removeprefix("why_")) for name in PAGE_TEXTS]
    assert [
        name for name, end in names if not re.search(rf'words\.{name}\b|"({name}|{end})"', code)
    ] == []


def test_what_reads_lists_opens_no_file_of_words() -> None:
    code = """
import sys
import argmap
map = argmap.loads("- Es regnet.\\n  - Aber: Es ist trocken und der Boden ist nicht nass.", "markdown")
assert len(map.inferences) == 1
assert [name for name in sys.modules if name.startswith("argmap.languages.loader")] == []
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
