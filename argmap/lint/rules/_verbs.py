"""Finds words in an English text that could be the verb of a sentence.

Such a verb distinguishes a statement from a heading. The module has no parser and looks only at
words. A word that may be a verb counts as a verb unless the word before it rules this out: "School
visits" is a heading, and "A visit helps" is a statement. In case of doubt, as in "Smoking harms",
the text counts as a statement, so rules that use this module err on the side of the author.
"""

from __future__ import annotations

import re

from argmap.languages.lexicons import english_function_words
from argmap.lint.rules._wording import WORD, words_in

_COMMA = re.compile("[,;:–—]")

_CONTRACTION = re.compile(r"(?:n't|'re|'m|'ll|'ve|'d)$")


def _forms(base: str) -> tuple[str, ...]:
    """Return the forms of a regular verb that a sentence can have: `deny`, `denies`, `denied`."""
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, f"{base[:-1]}ies", f"{base[:-1]}ied"
    if base.endswith("e"):
        return base, f"{base}s", f"{base}d"
    third_person = f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{base}s"
    # Both spellings of the past tense, because the right one depends on the stress: "planned",
    # "developed".
    return base, third_person, f"{base}ed", f"{base}{base[-1]}ed"


_ENDING = re.compile(r"(?:[iy][sz]e[sd]?|if(?:y|ies|ied)|[^s]t?ates|[a-z]{2}ed)$")
"""Endings of verbs that do not need to be listed."""

_AUXILIARIES = words_in("finite_verbs.txt")
_NO_VERB_AFTER = words_in("words_before_nouns.txt")
"""Words before a noun, or before a verb that is not the verb of a sentence: "the need", "of trust",
"to vote".
"""
# Verbs that are common in arguments, without words that are nearly always nouns, such as "book".
_BASE_FORMS = words_in("verbs.txt")

_NOUN_VERBS = words_in("noun_verbs.txt")
"""Nouns that are verbs after a plural at the start of a sentence: "parents book trips"."""
_FUNCTION_WORDS = english_function_words()
_SUBJECTS = frozenset(("i", "you", "he", "she", "it", "we", "they"))
_ADVERBS_BEFORE_VERBS = frozenset(("always", "never", "often", "rarely", "seldom"))
_BEGINNINGS_OF_OBJECTS = words_in("words_before_objects.txt")
"""Words with which the object of a verb begins."""

_VERBS = set(words_in("irregular_verbs.txt"))
for _base in _BASE_FORMS:
    _VERBS.update(_forms(_base))


def words_of(text: str) -> list[str]:
    """Return the words in a text, in lowercase and with straight apostrophes."""
    return WORD.findall(text.lower().replace("’", "'"))


def may_be_verb(words: list[str], index: int) -> bool:
    """Return whether a word could be the verb of a sentence.

    `words` must come from `words_of`.
    """
    word = words[index]
    if is_auxiliary(word) or _must_be_verb(words, index):
        return True
    # A sentence has something before its verb; text that begins with a verb is an order or a
    # heading.
    if index == 0 or words[index - 1] in _NO_VERB_AFTER:
        return False
    if word.endswith("ed") and words[index + 1 : index + 2] == ["by"]:
        return False  # "people affected by war"
    return word in _VERBS or bool(_ENDING.search(word))


def _must_be_verb(words: list[str], index: int) -> bool:
    """Return whether the words around a word show that it is a verb, whatever it is elsewhere."""
    word = words[index]
    if index == 0:
        return False
    before = words[index - 1]
    # "Tourists book flights", but not "the tourist book".
    if index <= 2 and word in _NOUN_VERBS and before not in _FUNCTION_WORDS and _is_plural(before):
        return True
    if word in _FUNCTION_WORDS or word.endswith(("ing", "ly")):
        return False
    if index == 1 and before in _SUBJECTS:
        return True  # "they beat them"
    if before in _ADVERBS_BEFORE_VERBS and word.endswith("s"):
        return True  # "the lamp always lights"
    # "The police record fewer thefts", but not "the price of the bus".
    if words[index + 1 : index + 2] and words[index + 1] in _BEGINNINGS_OF_OBJECTS:
        return before not in _NO_VERB_AFTER
    return False


def _is_plural(word: str) -> bool:
    is_regular = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return is_regular or word == "people"


def is_auxiliary(word: str) -> bool:
    """Return whether a word is always a verb: `is`, `should`, `don't`, `they'll`."""
    return word in _AUXILIARIES or ("'" in word and bool(_CONTRACTION.search(word)))


def is_predicate(words: list[str], index: int) -> bool:
    """Return whether a word is more likely a verb than a noun: not "sleep" in "teenagers need
    sleep".
    """
    if not may_be_verb(words, index):
        return False
    before = words[index - 1] if index else ""
    follows_verb = before in _VERBS and before not in _AUXILIARIES
    return not follows_verb


def is_base_form(word: str) -> bool:
    """Return whether a word is a verb without an ending, or a noun of the same form: `ban`."""
    return word in _BASE_FORMS


def count_verbs(text: str) -> int:
    """Return the number of words in a text that could be the verb of a sentence."""
    words = words_of(text)
    return sum(may_be_verb(words, index) for index in range(len(words)))


def has_verb(text: str) -> bool:
    """Return whether a text contains a word that could be the verb of a sentence."""
    if not _AUXILIARIES.isdisjoint(text.lower().split()):
        return True  # Most sentences contain an auxiliary, which is a verb in any position.
    words = words_of(text)
    return any(may_be_verb(words, index) for index in range(len(words)))


def has_two_clauses(text: str) -> bool:
    """Return whether a text has a clause before its first comma and one after:
    "it rains, we stay".
    """
    first, *others = _COMMA.split(text)
    return has_verb(first) and any(has_verb(other) for other in others)
