"""What a judge reads of a text: its content words, and the words that turn or weaken it.

"Few pupils don't sleep."   quantity 2 of pupil; pupil; not of sleep; sleep
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from argmap.util.same.table import Phrase, Table
from argmap.util.text import plain_text

LONGEST = 2_000
"""Characters of the longest text that is read."""
_LONGEST_GAP = 4
_CONTENT = ("content", "number")
_WORD = r"\d+|[^\W_]+|[%€$£]"
_YEAR = "1[0-9]{3}|20[0-9]{2}"
_SIGNS = {"%": "percent", "€": "euro", "$": "dollar", "£": "pound"}


class Unit(NamedTuple):
    """A content word, or a word that turns or weakens what a text says.

    Attributes:
        kind: "content", "number", "not", "compared" (more, less), "superlative", "link", or a
            scale.
        word: the word as it is written.
        stem: its stem; of a number, its digits.
        value: the place on the scale; of a comparison, its sign.
        head: the place of the unit that it belongs to, or its own.
        opens: whether a preposition, a conjunction or the start of the text is before it.
    """

    kind: str
    word: str
    stem: str
    value: int
    head: int
    opens: bool


_Unplaced = tuple[str, str, str, int, bool]
"""A unit without its head."""


class ParsedText(NamedTuple):
    """What is read of a text.

    Attributes:
        units: its words, but for those that may be left out.
        content: the places of its content words and numbers.
        tense: words that may place it in the past; "past" for those that surely do.
        amounts: the digits of each number, and the preposition before it, "" if none.
        opening: the kind of its first word, "" if that may be left out; "link" of any preposition.
        also: the places behind words such as "also".
        has_auxiliary: whether a verb may be in the passive.
    """

    units: tuple[Unit, ...]
    content: tuple[int, ...]
    tense: frozenset[str]
    amounts: tuple[tuple[str, str], ...]
    opening: str
    also: tuple[int, ...]
    has_auxiliary: bool


@lru_cache(maxsize=4096)
def parse_text(text: str, table: Table) -> ParsedText:
    """Return what a text says, in the words of a language."""
    pairs = _words_of(text, table)
    units: list[_Unplaced] = []
    tense = set()
    amounts = []
    also = []
    opens, preposition = True, ""
    for at, (word, written) in enumerate(pairs):
        sense = table.sense(word)
        if sense.is_past:
            tense.add("past")
        elif sense.may_be_past and not _is_participle(pairs, at, table):
            tense.add(word)
        if word in table.sections["perfect"]:
            tense.add("perfect")
        if word in table.sections["also"]:
            also.append(len(units))
        for kind, stem, value in sense.units:
            units.append((kind, written, stem, value, opens))
            if kind == "number":
                amounts.append((stem, preposition))
            if kind != "bound":
                preposition = stem if kind == "link" else ""
        if sense.opens:
            preposition = word
        if sense.units:
            opens = sense.units[-1][0] == "link"
        elif sense.opens:
            opens = True
    content = tuple(at for at, unit in enumerate(units) if unit[0] in _CONTENT)
    first = table.sense(pairs[0][0]).units if pairs else ()
    opening = first[0][0] if first else ""
    if pairs and table.sense(pairs[0][0]).opens:
        opening = "link"  # a preposition that may be left out
    return ParsedText(
        _with_heads(units, table),
        content,
        frozenset(tense),
        tuple(amounts),
        opening,
        tuple(also),
        has_auxiliary=any(word in table.sections["auxiliaries"] for word, _ in pairs),
    )


def content_words(text: str, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the kinds and stems of the content words and numbers of a text."""
    for word, _ in _words_of(text, table):
        for kind, stem, _ in table.sense(word).units:
            if kind in _CONTENT:
                yield kind, stem


def _words_of(text: str, table: Table) -> list[tuple[str, str]]:
    """Return the words of a text, some instead of phrases, each with what is written."""
    words = [_SIGNS.get(word, word) for word in re.findall(_WORD, plain_text(text))]
    pairs = _replace([(word, word) for word in words], table.phrases)
    return _replace(pairs, table.bounds, before=table.numbers)


def _is_participle(pairs: list[tuple[str, str]], at: int, table: Table) -> bool:
    first = 0 if table.has_final_verbs else max(at - 2, 0)
    before = {each for each, _ in pairs[first:at]}
    return not before.isdisjoint(table.sections["auxiliaries"])


def _with_heads(units: list[_Unplaced], table: Table) -> tuple[Unit, ...]:
    """Return units, each with the place of what it belongs to.

    That is the next content word, or what a "not" is before; at the end, the last content word,
    but a German "nicht" to the verb. A year belongs to itself.
    """
    kinds = [unit[0] for unit in units]
    following = len(kinds) - 1 - kinds[::-1].index("content") if "content" in kinds else 0
    placed = []
    for at in range(len(units) - 1, -1, -1):
        kind, word, stem, value, opens = units[at]
        head = following
        is_year = kind == "number" and opens and re.fullmatch(_YEAR, stem)
        if kind == "content" or is_year:
            head = following = at
        elif kind == "not" and kinds[at + 1 : at + 2] == ["quantity"]:
            head = at + 1
        elif kind == "not" and at == len(units) - 1 and table.has_final_verbs:
            contents = [place for place, each in enumerate(kinds) if each == "content"]
            verbs = (place for place in contents[1:] if table.may_be_last(units[place][1]))
            head = next(verbs, following)
        placed.append(Unit(kind, word, stem, value, head, opens))
    return tuple(placed[::-1])


def _replace(
    pairs: list[tuple[str, str]],
    phrases: Mapping[tuple[str, str], list[Phrase]],
    before: Mapping[str, str] | None = None,
) -> list[tuple[str, str]]:
    """Return words with others instead of phrases, each with the words as they are written."""
    words = [word for word, _ in pairs]
    firsts = phrases.keys()
    if firsts.isdisjoint(pairwise(words)) and firsts.isdisjoint(product(words, [""])):
        return pairs  # most texts have no phrase
    replaced: list[tuple[str, str]] = []
    done = 0
    for at, (word, _) in enumerate(pairs):
        following = pairs[at + 1][0] if at + 1 < len(pairs) else ""
        here = phrases.get((word, following), []) + phrases.get((word, ""), [])
        if not here or at < done:
            continue
        for phrase in sorted(here, key=lambda phrase: -len(phrase.words)):
            gap = _gap_of(phrase.words, pairs, at)
            if gap is None:
                continue
            end = at + len(phrase.words) + (gap - 1 if "…" in phrase.words else 0)
            if before is not None and not _is_number(pairs[end : end + 1], before):
                continue
            replaced += pairs[done:at]
            start = at + phrase.words.index("…") if gap else at
            written = re.sub("(?<=n) t$", "’t", " ".join(phrase.words))
            for instead in phrase.instead:
                if instead == "…":
                    replaced += pairs[start : start + gap]
                else:
                    replaced.append((instead, written))
            done = end
            break
    return replaced + pairs[done:]


def _is_number(pairs: list[tuple[str, str]], numbers: Mapping[str, str]) -> bool:
    return any(word[0].isdigit() or word in numbers for word, _ in pairs)


def _gap_of(words: tuple[str, ...], pairs: list[tuple[str, str]], at: int) -> int | None:
    """Return how many words are in the gap of a phrase here; None if the phrase isn't here."""
    if "…" not in words:
        here = tuple(word for word, _ in pairs[at : at + len(words)])
        return 0 if here == words else None
    place = words.index("…")
    before, after = words[:place], words[place + 1 :]
    if tuple(word for word, _ in pairs[at : at + place]) != before:
        return None
    for gap in range(1, _LONGEST_GAP + 1):
        start = at + place + gap
        if tuple(word for word, _ in pairs[start : start + len(after)]) == after:
            return gap
    return None
