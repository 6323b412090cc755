"""What a line of its own above a list is to the list.

Should phones be banned?            a question
Keep them:                          a name, of a side perhaps
Phones should be banned.            a statement, whose reasons are in the list
Phones should go, because:          a statement, too
Here are my reasons:                an introduction, which says nothing but that a list follows
I asked around. Many had a view.    prose
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import NamedTuple

from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import Role, role_named, spoken_role
from argmap.languages.writing import (
    IDEOGRAPHS,
    QUESTION_MARKS,
    SENTENCE_ENDS,
    is_in_brackets,
    is_unspaced,
)
from argmap.util.text import width

# In characters: a longer paragraph above a list is prose, not what the list is about.
LONGEST_LEAD = 300
# In columns: a longer line names no side.
_WIDEST_NAME = 80
_FEWEST_WORDS_OF_CLAIM = 2
_FEWEST_WORDS_WITH_VERB = 3
_BEHIND_A_NAME = ":： \t\u00a0\u202f…-–—,，、;；"
_BEHIND_A_CLAIM = ",;，、； \t"
_EMPHASIS = "*_ "
# Example: "**Thesis:** Phones distract."
_EMPHASIZED_WORD = re.compile(r"\A(\*{1,2}|_{1,2})([^*_]+)\1")
_WORD = re.compile(r"\w+")
# Examples: "around. Many", "看法。很多"
_CLOSING = "[)\\]*\"'’”»]*"
_SECOND_SENTENCE = re.compile(
    rf"[^\W\d_]{{3}}{_CLOSING}[.!?]{_CLOSING}\s+\W{{0,3}}\w|[。！？]\s*\w"
)


class LineKind(StrEnum):
    """What a line above a list is."""

    NAME = "name"
    QUESTION = "question"
    STATEMENT = "statement"
    INTRODUCTION = "introduction"
    PROSE = "prose"


class LeadLine(NamedTuple):
    """A line above a list.

    Attributes:
        kind: what it is.
        text: what is left of it without its colon, and without the "because" behind a claim.
        introduces_reasons: whether it says that what follows are reasons.
        has_verb: whether it has a verb by which it is a claim, such as "should".
    """

    kind: LineKind
    text: str
    introduces_reasons: bool = False
    has_verb: bool = False


def lead_line(line: str) -> LeadLine:
    """Return what a line is that is above a list."""
    text = _without_emphasis(line.strip())
    name = text.rstrip(_BEHIND_A_NAME)
    plain = name.casefold().replace("’", "'")
    if len(text) > LONGEST_LEAD or is_in_brackets(text):
        return LeadLine(LineKind.PROSE, text)
    role = role_named(name)
    if role is Role.CLAIM:
        return LeadLine(LineKind.INTRODUCTION, name)
    speaks_of_reasons = _speaks_of_reasons(plain)
    if speaks_of_reasons and any(each.fullmatch(plain) for each in _introductions()):
        return LeadLine(LineKind.INTRODUCTION, name, introduces_reasons=True)
    if role:
        return LeadLine(LineKind.NAME, name)
    spoken = spoken_role(text)
    if spoken and spoken.text and spoken.role is not Role.SOURCE:
        is_claim = spoken.role is Role.CLAIM
        said = spoken.text if is_claim else text
        return LeadLine(LineKind.STATEMENT, said, introduces_reasons=is_claim)
    if text.endswith(QUESTION_MARKS):
        return LeadLine(LineKind.QUESTION, text)
    claim = _claim_before_reasons(name, plain)
    if claim:
        # In "Yes, because:" there is no statement before the reasons.
        is_claim = _number_of_words(claim) >= _FEWEST_WORDS_OF_CLAIM
        kind = LineKind.STATEMENT if is_claim else LineKind.NAME
        return LeadLine(kind, claim, introduces_reasons=True)
    has_second_sentence = _SECOND_SENTENCE.search(text) is not None
    if has_second_sentence:
        return LeadLine(LineKind.PROSE, text)
    has_verb = _has_verb_of_claim(plain) and not speaks_of_reasons
    # "Yes!" is a sentence, but no claim.
    is_sentence = text.endswith(SENTENCE_ENDS) and _number_of_words(text) > 1
    if is_sentence:
        return LeadLine(LineKind.STATEMENT, text, has_verb=has_verb)
    if has_verb:
        return LeadLine(LineKind.STATEMENT, name, has_verb=True)
    name = name.rstrip("".join(SENTENCE_ENDS))
    if width(name) > _WIDEST_NAME or not name:
        return LeadLine(LineKind.PROSE, text)
    return LeadLine(LineKind.NAME, name)


def _without_emphasis(text: str) -> str:
    if text.startswith("*") and text.endswith("*"):
        text = text.strip(_EMPHASIS)
    text = _EMPHASIZED_WORD.sub(r"\2", text)
    return text.rstrip(".") + "…" if text.endswith("..") else text


def speaks_of_reasons(line: str) -> bool:
    """Return whether a line has a word that introduces a list: "Reasons against homework"."""
    return _speaks_of_reasons(line.casefold())


@cache
def _introducing_word() -> re.Pattern[str]:
    """Return the pattern of the words of which a line that introduces a list has one."""
    spaced, unspaced = _by_script(
        " ".join(each.introducing for each in LIST_WORDS.values()).split()
    )
    return re.compile(rf"\b(?:{spaced})\b|(?:{unspaced})")


@cache
def _introductions() -> tuple[re.Pattern[str], ...]:
    """Return for each language the pattern of a line of nothing but words that introduce."""
    introductions = []
    for words in LIST_WORDS.values():
        any_word = _any_of(words.introducing.split() + words.beside_introducing.split())
        line = rf"(?:(?:{any_word}|\d+)\b\W*)+"
        if is_unspaced(words.first_letter):
            line = rf"(?:(?:{any_word}|\d)\W*)+"
        introductions.append(re.compile(line))
    return tuple(introductions)


def _by_script(words: Iterable[str]) -> tuple[str, str]:
    """Return the pattern of any word of a script with spaces between words, and of one without, in
    which words are looked for anywhere.
    """
    words = list(words)
    unspaced = list(filter(is_unspaced, words))
    return _any_of([word for word in words if word not in unspaced]), _any_of(unspaced)


def _any_of(words: list[str]) -> str:
    # The longest first, as the first that fits is taken.
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))


def _speaks_of_reasons(plain: str) -> bool:
    return _introducing_word().search(plain) is not None


@cache
def _words_before_reasons() -> tuple[str, ...]:
    return tuple(chain(*(each.before_reasons for each in LIST_WORDS.values())))


@cache
def _before_reasons() -> re.Pattern[str]:
    spaced, unspaced = _by_script(_words_before_reasons())
    return re.compile(rf"(?:\b(?:{spaced})|(?:{unspaced}))$")


def _claim_before_reasons(name: str, plain: str) -> str:
    """Return the claim of which a line says that its reasons follow; "" if it says no such thing.

    Homework should go, because → Homework should go
    """
    if not plain.endswith(_words_before_reasons()):
        return ""
    match = _before_reasons().search(plain)
    # Letters that small letters make two of would shift the place.
    if match is None or len(plain) != len(name):
        return ""
    return name[: match.start()].rstrip(_BEHIND_A_CLAIM)


@cache
def _verbs_of_claims() -> re.Pattern[str]:
    spaced, unspaced = _by_script(chain(*(each.claim_verbs for each in LIST_WORDS.values())))
    # At its beginning, the verb asks: "Should phones be banned".
    return re.compile(rf"\W(?:{spaced})\b|(?:{unspaced})")


@cache
def _beginnings_of_claims() -> tuple[str, ...]:
    beginnings: list[str] = []
    for words in LIST_WORDS.values():
        beginnings += words.claim_beginnings
    return tuple(beginnings)


def _has_verb_of_claim(plain: str) -> bool:
    if plain.startswith(_beginnings_of_claims()):
        return True
    match = _verbs_of_claims().search(plain)
    return match is not None and _number_of_words(plain) >= _FEWEST_WORDS_WITH_VERB


def _number_of_words(text: str) -> int:
    """Return how many words a text has; two Chinese or Japanese characters count as one."""
    return len(_WORD.findall(text)) + len(re.findall(f"[{IDEOGRAPHS}]", text)) // 2
