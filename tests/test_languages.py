"""The words of each language: all there, with the same gaps to fill in."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest

import argmap.languages
from argmap import formats
from argmap.languages import (
    SECTIONS,
    FeedbackWords,
    InvalidLanguage,
    ListWords,
    PageWords,
    Pattern,
    QuizWords,
    Section,
    Words,
    WorksheetWords,
    essay_words_for,
    feedback_words_for,
    is_known,
    known_languages,
    load_words,
    page_words_for,
    words_for,
    worksheet_words_for,
)
from argmap.lint import report
from tests.language_table import language_table
from tests.tree import files

TEXTS = [name for name in Words.types if isinstance(getattr(words_for("en"), name), str)]
PAGE_TEXTS = tuple(PageWords.types)
SHEET_TEXTS = tuple(WorksheetWords.types)
FEEDBACK_TEXTS = tuple(FeedbackWords.types)
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


NAME_AND_DATE = {"de": {"name"}, "fr": {"date", "question"}}
"""The words of worksheets that a language has as English does."""


TYPES = {words.section: words for words in SECTIONS}
MAY_BE_EMPTY = ("lists", "matching")
"""The sections with words that a language may lack."""
HAS_SPACES = ("map", "essay")
"""The sections with signs that include the spaces around them."""


def gaps(text: str) -> set[str]:
    """Return the names that a text leaves to be filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def texts_by_key(words: Section, section: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each key of a section, with its texts."""
    for name, value in words.by_key().items():
        if isinstance(value, Section):
            yield from texts_by_key(value, f"{section}.{name}")
        else:
            yield f"[{section}]: the key `{name}`", list(texts_in(value))


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts of a key; the form of a sentence that a language lacks is left out."""
    if isinstance(value, tuple):
        for each in value:
            if not isinstance(value, Pattern) or each:
                yield from texts_in(each)
    elif isinstance(value, str):
        yield value


def gaps_of(texts: list[str]) -> set[str]:
    return {gap for text in texts for gap in gaps(text)}


def are_stripped(texts: list[str]) -> bool:
    return all(text == text.strip() for text in texts)


@pytest.mark.parametrize("section", TYPES)
@pytest.mark.parametrize("tag", known_languages())
def test_no_text_is_missing_and_all_leave_the_same_gaps(tag: str, section: str) -> None:
    if section == "essay" and essay_words_for(tag) is None:
        return
    english = dict(texts_by_key(load_words("en", TYPES[section]), section))
    wrong: list[str] = []
    for key, texts in texts_by_key(load_words(tag, TYPES[section]), section):
        place = f"{tag}.toml, {key}"
        expected, found = gaps_of(english[key]), gaps_of(texts)
        if found != expected:
            wrong.append(f"{place} has the gaps {sorted(found)}, and in en.toml {sorted(expected)}")
        if section in MAY_BE_EMPTY:
            continue
        if not all(text.strip() for text in texts) or (english[key] and not texts):
            wrong.append(f"{place} is empty")
        if section not in HAS_SPACES and are_stripped(english[key]) and not are_stripped(texts):
            wrong.append(f"{place} has white space at its ends")
    assert wrong == []


@pytest.mark.parametrize("tag", known_languages())
def test_marks_and_letters_can_be_distinguished(tag: str) -> None:
    words = words_for(tag)
    verdicts = {words.stands, words.falls, words.contested}
    bases = {words.backed, words.asserted, words.open}
    causes = {words.rebutted, words.not_shown, words.outweighed, words.undercut}
    statuses = {words.too_weak, words.takes_its_backing}
    marks = {words.unsupported, words.evidence, words.common_ground, words.must_be_shown}
    marks |= {words.implicit, *words.claim_types.values()}
    assert len(verdicts | bases | causes | statuses | marks) == 20
    assert len(set(words.letters)) == len(words.letters) >= 22


@pytest.mark.parametrize("tag", [tag for tag in known_languages() if words_for(tag).rtl])
def test_nothing_in_a_right_to_left_language_is_left_in_latin_letters(tag: str) -> None:
    words = words_for(tag)
    for name in TEXTS:
        word: str = getattr(words, name)
        if name not in ("tag", "english_name", "babel"):
            assert not re.search("[A-Za-z]", re.sub(r"{\w+}", "", word)), name


@pytest.mark.parametrize("tag", [tag for tag in known_languages() if tag != "en"])
def test_no_word_of_a_page_is_left_in_english(tag: str) -> None:
    words = page_words_for(tag)
    left = {name for name in PAGE_TEXTS if getattr(words, name) == getattr(ENGLISH_PAGE, name)}
    assert left <= SAME_AS_IN_ENGLISH | SHARED_WITH_ENGLISH.get(tag, set()), (
        f"{tag}.toml, [page]: translate these words, or list them in `SHARED_WITH_ENGLISH` in tests/test_languages.py"
    )


@pytest.mark.parametrize("tag", [tag for tag in known_languages() if words_for(tag).rtl])
def test_a_page_in_a_right_to_left_language_has_no_latin_letters_and_its_arrows_lead_on(
    tag: str,
) -> None:
    words = page_words_for(tag)
    for name in PAGE_TEXTS:
        word: str = getattr(words, name)
        assert not re.search("[A-Za-z→]", re.sub(r"{\w+}", "", word)), name


@pytest.mark.parametrize("tag", [tag for tag in known_languages() if tag != "en"])
def test_no_word_of_feedback_is_left_in_english(tag: str) -> None:
    words = feedback_words_for(tag)
    left = {
        name for name in FEEDBACK_TEXTS if getattr(words, name) == getattr(ENGLISH_FEEDBACK, name)
    }
    assert not left - {DECIMAL_MARK}, f"{tag}.toml, [feedback]: translate these words"


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
def test_no_word_of_a_worksheet_is_left_in_english(tag: str) -> None:
    words = worksheet_words_for(tag)
    left = {name for name in SHEET_TEXTS if getattr(words, name) == getattr(ENGLISH_SHEET, name)}
    assert left == (set(SHEET_TEXTS) if tag == "en" else NAME_AND_DATE.get(tag, set())), (
        f"{tag}.toml, [worksheets]: translate these words, or list them in `NAME_AND_DATE` in tests/test_languages.py"
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

    for tag in known_languages():
        assert vars(words_for(tag)) == vars(OUTLINE_WORDS[tag])
        assert vars(load_words(tag, ListWords)) == vars(LIST_WORDS[tag])
    assert (*OUTLINE_WORDS,) == (*LIST_WORDS,) == known_languages()


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
        load_words("xx", TYPES[section], tmp_path)
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
        load_words("xx", Words, tmp_path)


def test_a_file_without_a_section_is_refused(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text("[map]\n", encoding="utf-8")
    with pytest.raises(InvalidLanguage, match=r"^xx\.toml: the section \[quiz\] is missing$"):
        load_words("xx", QuizWords, tmp_path)


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
    assert page_words_for(tag).tag == language
    assert feedback_words_for(tag).tag == language


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
    names = []
    for name in PAGE_TEXTS:
        # A reason is known by the end of its name, and a meaning by the word that has it.
        word, means, _ = name.partition("_means")
        names.append((name, word.replace("_", " ") if means else name.removeprefix("why_")))
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
