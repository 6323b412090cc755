"""The words before a colon that say what a line is: "Con: …", "Einwand: …", "但是：…".

Outlines write the words of `Words`, people also everyday words, which are those of `ListWords`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import NamedTuple

from argmap.languages.writing import (
    CLOSING_BRACKETS,
    COLONS,
    COMMAS,
    OPENING_BRACKETS,
    TITLE_OF_PERSON,
    is_unspaced,
)


class Role(StrEnum):
    """What a line is to what stands above it."""

    REASON = "reason"
    OBJECTION = "objection"
    REPLY = "reply"
    """An objection to an objection, which may be at the same level."""
    UNDERCUTTER = "undercutter"
    """An objection to the inference, not to the claim."""
    WEIGHING = "weighing"
    """What grants the inference and says why it counts for less."""
    WARRANT = "warrant"
    LINKED = "linked"
    """A further premise of the inference of the line before: they count only together."""
    SOURCE = "source"
    """No claim, but where the claim above is documented."""
    CLAIM = "claim"
    """A claim like any other: its word only says so."""


_SAID_BY_SOMEBODY = (Role.REASON, Role.OBJECTION, Role.REPLY, Role.CLAIM)


class SpokenRole(NamedTuple):
    """A line parted at the word that says its role.

    Attributes:
        role: the role.
        word: the word, as it is written.
        details: what stands in brackets behind the word: "warrant, expert opinion"; may be empty.
        speaker: the person whom the word names as who says so; may be empty.
        text: what follows the colon.
        languages: the languages that the word belongs to.
    """

    role: Role
    word: str
    details: str
    text: str
    languages: tuple[str, ...]
    speaker: str = ""


_COMMAS = "".join(COMMAS)
_KEPT = "…"
# Example: the number in "Reason 2: They ring."
_NUMBER_OF_WORD = rf"\s+\d{{1,2}}(?=\s*[{''.join(COLONS)}])"
# Examples: "Ms Okafor", "Frau Dr. Meier"
_PERSON = rf"(?:(?:{TITLE_OF_PERSON})\s+)+[^\W\d_][\w'’.-]*(?: [^\W\d_a-z][\w'’.-]*){{0,2}}"
_BEGINS_WITH_PERSON = rf"({_PERSON})\s*[{''.join(COLONS)}]\s*(?=\S)"
# Examples: what is behind the word in "Objection by Ms Lee: …" and "Einwand Meier: …"
_BEHIND_WORD = (
    rf"\s+(?:(?:by|from|von|de)\s+)?({_PERSON}|[^\W\d_a-zß-ÿ][\w'’.-]+)\s*(?=[{''.join(COLONS)}])"
)
# "Pro Kopf: 3" is per head, "For Kant: …" not a reason.
_SHORTEST_BEFORE_NAME = 4
# A word for a reason or an objection may have a dash for its colon: "PRO - They ring."
_DASH = r"\s+[-–—]\s+(?=\S)(?!.*\s[-–—]\s)"
_ANY_DASH = re.compile(r"\s[-–—]\s")
# Example: "Value: Health is worth more than money."
_LABELED = rf"\s*(\w+)(?:{_NUMBER_OF_WORD})?\s*[{''.join(COLONS)}]\s*(?=\S)"


@cache
def role_words() -> Mapping[str, tuple[Role, tuple[str, ...]]]:
    """Return each word in small letters with its role and its languages."""
    from argmap.languages.list_table import LIST_WORDS, OUTLINE_WORDS

    roles: dict[str, Role] = {}
    languages: dict[str, dict[str, None]] = {}
    for tag, words in OUTLINE_WORDS.items():
        by_role: dict[Role, list[str]] = {
            Role.REASON: [words.reason],
            Role.OBJECTION: [words.objection],
            Role.REPLY: [words.rebuttal],
            Role.UNDERCUTTER: [words.undercutter, words.against_this_inference],
            Role.WEIGHING: [words.weighing],
            Role.WARRANT: [words.warrant],
            Role.CLAIM: [words.main_claim],
        }
        for role in Role:
            by_role.setdefault(role, []).extend(getattr(LIST_WORDS[tag], role))
        for role, spellings in by_role.items():
            for spelling in spellings:
                word = spelling.casefold()
                roles.setdefault(word, role)
                languages.setdefault(word, {})[tag] = None
    return {word: (role, tuple(languages[word])) for word, role in roles.items()}


_ASIDE = r"\s*[(（][^()（）]*[)）]\Z"
_ASIDE_AT_START = r"\A[(（]([^()（）]{2,30})[)）]\s*(?=\S)"
_ASIDE_AT_END = r"(?<=\S)\s*[(（]([^()（）]{2,30})[)）]\Z"


def role_named(heading: str) -> Role | None:
    """Return the role of what is below a heading such as "Pros"; `None` below any other.

    Words behind several that name a role only say more: "Arguments against homework".
    """
    # "Argument 1", "Pro (parents):"
    name = heading.casefold()
    if name.endswith(CLOSING_BRACKETS):
        name = re.sub(_ASIDE, "", name)
    name = name.rstrip("0123456789").rstrip()
    role, _ = role_words().get(name, (None, ()))
    if role is None and name.startswith(_phrases()):
        longest = max((phrase for phrase in _phrases() if name.startswith(phrase)), key=len)
        role, _ = role_words()[longest.rstrip()]
    return role


def is_role_word(heading: str) -> bool:
    """Return whether a heading says a role and nothing else, but for a number: "Argument 1"."""
    return heading.casefold().rstrip("0123456789").rstrip() in role_words()


@cache
def _phrases() -> tuple[str, ...]:
    """Return the names of reasons and objections that have several words, a space behind each.

    What joins two clauses, such as "parce que", is no name.
    """
    phrases = []
    for word, (role, _) in role_words().items():
        if (
            " " in word
            and not joins_clauses(word)
            and role in (Role.REASON, Role.OBJECTION, Role.REPLY)
        ):
            phrases.append(f"{word} ")
    return tuple(phrases)


def joins_clauses(word: str) -> bool:
    """Return whether a word that says a role joins two clauses, as "because" and "but" do."""
    return word.casefold() in _joining_words()


@cache
def _joining_words() -> frozenset[str]:
    from argmap.languages.list_table import LIST_WORDS

    joining: set[str] = set()
    for words in LIST_WORDS.values():
        joining.update(words.before_reasons)
        joining.update(word.rstrip(_COMMAS + _KEPT) for word in words.without_colon)
    return frozenset(joining)


def roles_of_debate(headings: Iterable[str]) -> Mapping[str, Role]:
    """Return the headings, in small letters, that are above the two sides of a debate, each with
    the role of what is below it; none if only one of the sides is there.
    """
    from argmap.languages.list_table import LIST_WORDS

    roles: dict[str, Role] = {}
    for heading in map(str.casefold, headings):
        for words in LIST_WORDS.values():
            if heading in words.proposing:
                roles[heading] = Role.REASON
            elif heading in words.opposition:
                roles[heading] = Role.OBJECTION
    return roles if len(set(roles.values())) > 1 else {}


def spoken_type(text: str) -> tuple[str, str]:
    """Return the word before a colon that says the type of a claim, and what follows the colon.

    If a line begins with no such word, return "" and the line.
    """
    match = re.match(_LABELED, text)
    if match is None or match[1].casefold() not in type_words():
        return "", text
    return match[1], text[match.end() :]


@cache
def type_words() -> Mapping[str, str]:
    """Return the word for each type of claims in each language, in small letters, with the type."""
    from argmap.languages.list_table import OUTLINE_WORDS

    types: dict[str, str] = {}
    for words in OUTLINE_WORDS.values():
        for type, word in words.claim_types.items():
            types[word.casefold()] = type
    return types


@cache
def _headings_of_sources() -> frozenset[str]:
    from argmap.languages.list_table import LIST_WORDS, OUTLINE_WORDS

    headings = [words.sources for words in OUTLINE_WORDS.values()]
    for words in LIST_WORDS.values():
        headings += words.headings_of_sources
    return frozenset(heading.casefold() for heading in headings)


def names_sources(heading: str) -> bool:
    """Return whether a heading stands above a list of sources, in any language."""
    return heading.strip(":： *_").casefold() in _headings_of_sources()


@cache
def _role_pattern() -> re.Pattern[str]:
    # The longest first, so that "argument against" is not taken for "argument".
    words = sorted(role_words(), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)


def spoken_role(text: str) -> SpokenRole | None:
    """Return a line parted at the word that says its role; `None` if it begins with none."""
    # Most lines have none, and to see that costs less than to look for the words of all languages.
    if ":" not in text and "：" not in text and not _ANY_DASH.search(text):
        return None
    text = text.lstrip()
    match = _role_pattern().match(text)
    known = role_words().get(match[1].casefold()) if match else None
    if match is None or known is None:
        return None
    role, languages = known
    end = match.end()
    details = speaker = ""
    is_noun = role in _SAID_BY_SOMEBODY and not joins_clauses(match[1])
    rest = text[end:]
    dash = re.match(_DASH, rest) if is_noun else None
    if dash:
        return SpokenRole(role, match[1], "", rest[dash.end() :], languages)
    behind = re.match(_BEHIND_WORD, rest) if is_noun else None
    if behind and re.fullmatch(_PERSON, behind[1]):
        speaker = behind[1]
        end += behind.end()
    elif behind and len(match[1]) >= _SHORTEST_BEFORE_NAME:
        return SpokenRole(role, match[1], "", rest[behind.start(1) :], languages)
    elif not text.startswith(COLONS, end):
        number = re.match(_NUMBER_OF_WORD, rest)
        if number and role is not Role.SOURCE:
            end += number.end()
        details_end = _end_of_aside(text, end)
        details = text[end:details_end].strip()[1:-1].strip()
        end = details_end
        if re.fullmatch(_PERSON, details):
            details, speaker = "", details
    rest = text[end:].lstrip()
    if not rest.startswith(COLONS):
        return None
    return SpokenRole(role, match[1], details, rest[1:].lstrip(), languages, speaker)


def speaker_of(text: str) -> tuple[str, str]:
    """Return the person before a colon who says what follows it, and that: "Ms Lee: They ring."

    If a line begins with no person, return "" and the line.
    """
    match = re.match(_BEGINS_WITH_PERSON, text)
    return (match[1], text[match.end() :]) if match else ("", text)


def role_without_colon(text: str, language: str) -> SpokenRole | None:
    """Return a line parted at a word of a language that says its role without a colon, if it does.

    So do words such as "But", and all words in capitals where the rest is not: "PRO they help".
    """
    joining = _joining_pattern(language).match(text)
    if joining:
        known = role_words().get(joining[1].casefold())
        if known and joining[1].casefold() in _words_kept():
            return SpokenRole(known[0], joining[1], "", text, ())
        return _parted(text, joining.end(), known[0]) if known else None
    if not text[:2].isupper() or text.isupper():
        return None
    match = _role_pattern().match(text)
    if match is None or not match[1].isupper() or not text[match.end() :][:1].isspace():
        return None
    role, languages = role_words()[match[1].casefold()]
    if language not in languages or role is Role.SOURCE:
        return None
    return _parted(text, match.end(), role)


def begins_with_joining_word(text: str) -> bool:
    """Return whether a line begins with a word of any language that needs no colon: "But …"."""
    return _joining_pattern("*").match(text) is not None


def opposing_word(text: str, language: str) -> str:
    """Return the first word of a text that may oppose it to what it is below; "" if none does."""
    found = _opposing_pattern(language).search(text)
    return found[1] if found else ""


@cache
def _opposing_pattern(language: str) -> re.Pattern[str]:
    from argmap.languages.list_table import LIST_WORDS

    words = LIST_WORDS[language].opposing if language in LIST_WORDS else ()
    boundary = "" if any(map(is_unspaced, words)) else r"(?<!\w)"
    any_word = _any_of(words, at_comma=r"(?=\s*[^\w\s])", at_end=r"(?!\w)")
    return re.compile(f"{boundary}{any_word}", re.IGNORECASE)


def _any_of(words: Iterable[str], *, at_comma: str, at_end: str) -> str:
    """Return a pattern of words, with what comes behind one with a comma, and behind any other."""
    alternatives = []
    for word in words:
        name = re.escape(word.rstrip(_COMMAS + _KEPT))
        if word.endswith(COMMAS):
            name += at_comma
        elif not is_unspaced(word):
            name += at_end
        alternatives.append(name)
    return f"({'|'.join(alternatives) or '(?!)'})"


def role_in_brackets(text: str) -> SpokenRole | None:
    """Return a line parted at a word in brackets at one of its ends: "They ring. (reason)"."""
    if not (text.startswith(OPENING_BRACKETS) or text.endswith(CLOSING_BRACKETS)):
        return None
    for place in (_ASIDE_AT_START, _ASIDE_AT_END):
        match = re.search(place, text)
        known = role_words().get(match[1].strip().casefold()) if match else None
        if match and known and known[0] is not Role.SOURCE:
            rest = text[: match.start()] or text[match.end() :]
            return SpokenRole(known[0], match[1], "", rest, known[1])
    return None


@cache
def _words_kept() -> frozenset[str]:
    """Return the words that need no colon and stay with their clause: "Weil es hilft"."""
    from argmap.languages.list_table import LIST_WORDS

    words = chain.from_iterable(each.without_colon for each in LIST_WORDS.values())
    return frozenset(word.rstrip(_KEPT) for word in words if word.endswith(_KEPT))


@cache
def _joining_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of the words of a language that need no colon, which are its first group.

    "*" stands for all languages.
    """
    from argmap.languages.list_table import LIST_WORDS

    words: list[str] = []
    for tag, words_of_language in LIST_WORDS.items():
        if language in ("*", tag):
            words += words_of_language.without_colon
    words.sort(key=len, reverse=True)
    # "However, …", but not "However many …".
    any_word = _any_of(words, at_comma=f"(?=[{_COMMAS}])", at_end=rf"(?=[\s{_COMMAS}])")
    return re.compile(any_word, re.IGNORECASE)


def _parted(text: str, end: int, role: Role) -> SpokenRole | None:
    """Return a line parted behind a word without a colon, what follows as a sentence of its own."""
    rest = text[end:].lstrip(f" \t\u00a0{_COMMAS}")
    first_word = rest.split(maxsplit=1)[0] if rest else ""
    if not first_word:
        return None
    if text[0].isupper() and first_word.islower():
        rest = rest[0].upper() + rest[1:]
    return SpokenRole(role, text[:end], "", rest, ())


def _end_of_aside(text: str, start: int) -> int:
    """Return where the brackets end that begin at a place, behind a space perhaps; the place itself
    if none do.
    """
    opening = start
    while opening < len(text) and text[opening].isspace():
        opening += 1
    if opening == len(text) or text[opening] not in OPENING_BRACKETS:
        return start
    depth = 0
    for index in range(opening, len(text)):
        if text[index] in OPENING_BRACKETS:
            depth += 1
        elif text[index] in CLOSING_BRACKETS:
            depth -= 1
        if depth == 0:
            return index + 1
    return start
