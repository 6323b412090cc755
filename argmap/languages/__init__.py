"""The words that maps, outlines and documents show to people: one TOML file per language.

A file such as `de.toml` holds all words of its language. Adding a language is adding a file. Each
section has a type, which is made from `en.toml`: `page` has `PageWords`, and so on. What the
program itself says (messages, help) is English, whatever the language of the map.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.languages.lexicons import lexicon_for
    from argmap.languages.list_table import LANGUAGES_OF_ESSAYS, LIST_WORDS, OUTLINE_WORDS
    from argmap.languages.list_types import ListWords
    from argmap.languages.loader import InvalidLanguage
    from argmap.languages.loader import load as load_words
    from argmap.languages.same_words import same_words_for
    from argmap.languages.section import Pattern, Section
    from argmap.languages.section_types import (
        SECTIONS,
        ClassPageWords,
        ClassToolWords,
        DecisionWords,
        EditorWords,
        EssayWords,
        FeedbackWords,
        PageWords,
        QuizWords,
        WorksheetWords,
    )
    from argmap.languages.words import Words, number_in_words, verdict_sentence
else:
    __getattr__ = on_demand(
        __name__,
        {
            "lexicons": "lexicon_for",
            "list_table": "LANGUAGES_OF_ESSAYS LIST_WORDS OUTLINE_WORDS",
            "list_types": "ListWords",
            "loader": "InvalidLanguage load_words=load",
            "same_words": "same_words_for",
            "section": "Pattern Section",
            "section_types": """
                SECTIONS ClassPageWords ClassToolWords DecisionWords EditorWords EssayWords
                FeedbackWords PageWords QuizWords WorksheetWords
            """,
            "words": "Words number_in_words verdict_sentence",
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

    return load(known_language(tag), Words)


def words_in_lists(tag: str) -> Words:
    """Return the same words without opening a file, for what reads lists; see `words_for`."""
    from argmap.languages.list_table import OUTLINE_WORDS

    # A language is not in the table before `pytest --renew` has run.
    return OUTLINE_WORDS.get(known_language(tag)) or words_for(tag)


def _words_of(section: str) -> Callable[[str], Any]:
    """Return what loads the words of a section, by its type, in a language; see `words_for`."""

    @cache
    def words_of_section(tag: str) -> Section:
        from argmap.languages import section_types
        from argmap.languages.loader import load

        words: type[Section] = getattr(section_types, section)
        return load(known_language(tag), words)

    return words_of_section


page_words_for: Callable[[str], PageWords] = _words_of("PageWords")
"""A language → the words of the interactive page."""
editor_words_for: Callable[[str], EditorWords] = _words_of("EditorWords")
"""A language → the words of the editor."""
class_tool_words_for: Callable[[str], ClassToolWords] = _words_of("ClassToolWords")
"""A language → the words of what a class does in the editor."""
worksheet_words_for: Callable[[str], WorksheetWords] = _words_of("WorksheetWords")
"""A language → the words of a worksheet."""
quiz_words_for: Callable[[str], QuizWords] = _words_of("QuizWords")
"""A language → the words of a quiz."""
feedback_words_for: Callable[[str], FeedbackWords] = _words_of("FeedbackWords")
"""A language → the words of feedback."""
class_words_for: Callable[[str], ClassPageWords] = _words_of("ClassPageWords")
"""A language → the words of the page of a class."""
decision_words_for: Callable[[str], DecisionWords] = _words_of("DecisionWords")
"""A language → the words of the page for decisions."""


@cache
def essay_words_for(tag: str) -> EssayWords | None:
    """Return the words of an essay in a language; `None` if there are none, which is so in some
    languages that have all other words.

    Args:
        tag: the language as BCP 47 names it, of which the first part counts; "" is English.
    """
    from argmap.languages.loader import has_section, load
    from argmap.languages.section_types import EssayWords

    language = _language(tag) or DEFAULT
    if language not in known_languages() or not has_section(language, "essay"):
        return None
    return load(language, EssayWords)


def _language(tag: str) -> str:
    return tag.partition("-")[0].strip().lower()


def known_language(tag: str) -> str:
    """Return the language of a tag if there are words for it, else English: `pt` for `pt-BR`."""
    return _language(tag) if is_known(tag) else DEFAULT
