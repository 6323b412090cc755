"""What a judge reads of a text: its content words, and the words that turn or weaken it.

"Few pupils don't sleep."   quantity 2 of pupil; pupil; not of sleep; sleep
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from argmap.util.same.table import SCALES, Phrase, Table
from argmap.util.text import plain_text

LONGEST = 2_000
"""Characters of the longest text that is read."""
_LONGEST_GAP = 4
_WORD = r"\d+(?:[.,]\d+)*|[^\W_]+|[%€$£]"
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


class ParsedText(NamedTuple):
    """What is read of a text.

    Attributes:
        units: its words, but for those that may be left out.
        content: the places of its content words and numbers.
        tense: words that place it in the past or the future.
    """

    units: tuple[Unit, ...]
    content: tuple[int, ...]
    tense: frozenset[str]


@lru_cache(maxsize=4096)
def parse_text(text: str, table: Table) -> ParsedText:
    """Return what a text says, in the words of a language."""
    words = [_SIGNS.get(word, word) for word in re.findall(_WORD, plain_text(text))]
    words = [word.replace(",", "") if word[0].isdigit() else word for word in words]
    pairs = [(word, word) for word in words]
    pairs = _replace(pairs, table.phrases)
    pairs = _replace(pairs, table.bounds, before=table.numbers)
    units: list[Unit] = []
    tense = set()
    opens = True
    for at, (word, written) in enumerate(pairs):
        before = {each for each, _ in pairs[max(at - 2, 0) : at]}
        is_participle = not before.isdisjoint(table.sections["auxiliaries"])
        if word in table.sections["past"] or (table.is_past(word) and not is_participle):
            tense.add("past")
        if word in table.sections["free"]:
            continue
        if word in table.sections["weak"]:
            opens = True
            continue
        found = _units_of(word, written, table, opens)
        units += found
        opens = found[-1].kind == "link"
    return ParsedText(_with_heads(units), _content(units), frozenset(tense))


def _units_of(word: str, written: str, table: Table, opens: bool) -> list[Unit]:
    def unit(kind: str, stem: str = "", value: int = 0) -> Unit:
        return Unit(kind, written, stem or word, value, 0, opens)

    if word[0].isdigit() or word in table.numbers:
        return [unit("number", table.numbers.get(word, word))]
    if word in table.sections["negations"]:
        return [unit("not")]
    for scale in SCALES:
        place = table.scales[scale].places.get(word)
        if place is not None:
            return [unit(scale, value=place)]
    for kind, known in (("compared", table.comparatives), ("superlative", table.superlatives)):
        if word in known:
            sign, of = known[word]
            return [unit(kind, kind, sign)] + ([unit("content", table.stem(of))] if of else [])
    for kind in ("links", "conjunctions", "and", "by", "than"):
        if word in table.sections[kind]:
            return [unit("link", table.stem(word))]
    if word.startswith("@"):
        return [unit("bound")]
    for ending, kind in (("er", "compared"), ("est", "superlative")):
        stem = _compared_stem(word, ending, table)
        if stem:
            return [unit(kind, kind, 1), unit("content", stem)]
    return [unit("content", table.stem(word))]


def _compared_stem(word: str, ending: str, table: Table) -> str:
    """Return the stem of the word that one with this ending is a comparison of, "" if of none."""
    if not word.endswith(ending):
        return ""
    rest = word.removesuffix(ending)
    for short in (rest, f"{rest}e", f"{rest.removesuffix('i')}y"):
        stem = table.stem(short)
        if stem in table.gradable:
            return stem
    return ""


def _content(units: list[Unit]) -> tuple[int, ...]:
    return tuple(at for at, unit in enumerate(units) if unit.kind in ("content", "number"))


def _with_heads(units: list[Unit]) -> tuple[Unit, ...]:
    """Return the units, each with the place of what it belongs to.

    That is the next content word, or what a "not" is before; at the end, the last content word.
    """
    placed: list[Unit] = []
    last = max((at for at, unit in enumerate(units) if unit.kind == "content"), default=0)
    following = last
    for at in range(len(units) - 1, -1, -1):
        unit = units[at]
        head = at if unit.kind == "content" else following
        if unit.kind == "not" and at + 1 < len(units) and units[at + 1].kind == "quantity":
            head = at + 1
        placed.append(unit._replace(head=head))
        if unit.kind == "content":
            following = at
    return tuple(reversed(placed))


def _replace(
    pairs: list[tuple[str, str]],
    phrases: Mapping[str, list[Phrase]],
    before: Mapping[str, str] | None = None,
) -> list[tuple[str, str]]:
    """Return words with others instead of phrases, each with the words as they are written."""
    replaced: list[tuple[str, str]] = []
    at = 0
    while at < len(pairs):
        for phrase in phrases.get(pairs[at][0], ()):
            gap = _gap_of(phrase.words, pairs, at)
            if gap is None:
                continue
            end = at + len(phrase.words) + (gap - 1 if "…" in phrase.words else 0)
            if before is not None and not _is_number(pairs[end : end + 1], before):
                continue
            start = at + phrase.words.index("…") if gap else at
            written = " ".join(word for word in phrase.words)
            for word in phrase.instead:
                if word == "…":
                    replaced += pairs[start : start + gap]
                else:
                    replaced.append((word, written))
            at = end
            break
        else:
            replaced.append(pairs[at])
            at += 1
    return replaced


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
