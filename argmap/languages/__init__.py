"""The words that maps, outlines and documents show to people: one TOML file per language.

A file such as `de.toml` holds all words of its language. Adding a language is adding a file. Each
section has a type, which says what its words are for: `map` has `Words`, `page` has `PageWords`,
and so on. What the program itself says (messages, help) is English, whatever the language of the
map.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.languages.classroom_words import (
        ClassToolWords,
        ClassWords,
        DecisionWords,
        FeedbackWords,
        MatchingWords,
        QuizWords,
        WorksheetWords,
    )
    from argmap.languages.editor_words import EditorWords
    from argmap.languages.essay_words import EssayWords
    from argmap.languages.lexicons import lexicon_for
    from argmap.languages.list_table import LANGUAGES_OF_ESSAYS, LIST_WORDS, OUTLINE_WORDS
    from argmap.languages.loader import InvalidLanguage
    from argmap.languages.loader import load as load_words
    from argmap.languages.page_words import PageWords
    from argmap.languages.words import ListWords, Pattern, Words
else:
    __getattr__ = on_demand(
        __name__,
        {
            "classroom_words": """
                ClassToolWords ClassWords DecisionWords FeedbackWords MatchingWords QuizWords
                WorksheetWords
            """,
            "editor_words": "EditorWords",
            "essay_words": "EssayWords",
            "lexicons": "lexicon_for",
            "list_table": "LANGUAGES_OF_ESSAYS LIST_WORDS OUTLINE_WORDS",
            "loader": "InvalidLanguage load_words=load",
            "page_words": "PageWords",
            "words": "ListWords Pattern Words",
        },
    )

DEFAULT = "en"
"""The language of a map that names none, or one that there are no words for."""


@cache
def known_languages() -> tuple[str, ...]:
    """Return the languages that there are words for, as BCP 47 names them: those with a file."""
    # `importlib.resources` would take longer to import than all words of a language to load.
    files = Path(__file__).parent.iterdir()
    return tuple(sorted(file.stem for file in files if file.suffix == ".toml"))


def is_known(tag: str) -> bool:
    """Return whether there are words for a language, named as BCP 47 does."""
    return _language(tag) in known_languages()


@cache
def words_for(tag: str) -> Words:
    """Return the words of maps and outlines in a language; English ones if there are none for it.

    Args:
        tag: the language as BCP 47 names it. Its first part counts: `pt-BR` has the words of `pt`.
    """
    from argmap.languages.loader import load
    from argmap.languages.words import Words

    return load(known_language(tag), "map", Words)


def words_in_lists(tag: str) -> Words:
    """Return the same words without opening a file, for what reads lists; see `words_for`."""
    from argmap.languages.list_table import OUTLINE_WORDS

    # A language is not in the table before `pytest --renew` has run.
    return OUTLINE_WORDS.get(known_language(tag)) or words_for(tag)


@cache
def list_words_for(tag: str) -> ListWords:
    """Return the words that lists in a language are recognized by; see `words_for`."""
    from argmap.languages.loader import load
    from argmap.languages.words import ListWords

    return load(known_language(tag), "lists", ListWords)


@cache
def page_words_for(tag: str) -> PageWords:
    """Return the words of the interactive page in a language; see `words_for`."""
    from argmap.languages.loader import load
    from argmap.languages.page_words import PageWords

    return load(known_language(tag), "page", PageWords)


@cache
def editor_words_for(tag: str) -> EditorWords:
    """Return the words of the editor in a language; see `words_for`."""
    from argmap.languages.editor_words import EditorWords
    from argmap.languages.loader import load

    return load(known_language(tag), "editor", EditorWords)


@cache
def class_tool_words_for(tag: str) -> ClassToolWords:
    """Return the words of what a class does in the editor, in a language; see `words_for`."""
    from argmap.languages.classroom_words import ClassToolWords
    from argmap.languages.loader import load

    return load(known_language(tag), "class_tools", ClassToolWords)


@cache
def worksheet_words_for(tag: str) -> WorksheetWords:
    """Return the words of a worksheet in a language; see `words_for`."""
    from argmap.languages.classroom_words import WorksheetWords
    from argmap.languages.loader import load

    return load(known_language(tag), "worksheets", WorksheetWords)


@cache
def quiz_words_for(tag: str) -> QuizWords:
    """Return the words of a quiz in a language; see `words_for`."""
    from argmap.languages.classroom_words import QuizWords
    from argmap.languages.loader import load

    return load(known_language(tag), "quiz", QuizWords)


@cache
def feedback_words_for(tag: str) -> FeedbackWords:
    """Return the words of feedback in a language; see `words_for`."""
    from argmap.languages.classroom_words import FeedbackWords
    from argmap.languages.loader import load

    return load(known_language(tag), "feedback", FeedbackWords)


@cache
def class_words_for(tag: str) -> ClassWords:
    """Return the words of the page of a class in a language; see `words_for`."""
    from argmap.languages.classroom_words import ClassWords
    from argmap.languages.loader import load

    return load(known_language(tag), "class_page", ClassWords)


@cache
def decision_words_for(tag: str) -> DecisionWords:
    """Return the words of the page for decisions in a language; see `words_for`."""
    from argmap.languages.classroom_words import DecisionWords
    from argmap.languages.loader import load

    return load(known_language(tag), "decisions", DecisionWords)


@cache
def essay_words_for(tag: str) -> EssayWords | None:
    """Return the words of an essay in a language; `None` if there are none, which is so in some
    languages that have all other words.

    Args:
        tag: the language as BCP 47 names it, of which the first part counts; "" is English.
    """
    from argmap.languages.essay_words import EssayWords
    from argmap.languages.loader import has_section, load

    language = _language(tag) or DEFAULT
    if language not in known_languages() or not has_section(language, "essay"):
        return None
    return load(language, "essay", EssayWords)


def _language(tag: str) -> str:
    return tag.partition("-")[0].strip().lower()


def known_language(tag: str) -> str:
    """Return the language of a tag if there are words for it, else English: `pt` for `pt-BR`."""
    return _language(tag) if is_known(tag) else DEFAULT
