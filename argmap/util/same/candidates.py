"""Which of many texts say the same, deny each other, or say less or more, without comparing all.

Such texts share all content words, or all but one: the word that one of them has more, or an
opposite. So texts are looked up by their words, and by their words without each one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.util.same.parsed_text import LONGEST, parse_text
from argmap.util.same.relation import Relation, RelationKind, relate
from argmap.util.same.table import Table

_MOST_ALIKE = 12
"""Each text is compared with at most this number of earlier ones that share a set of words."""
_MOST_WORDS = 40
_FEWEST_WORDS = 2
"""Texts with fewer words in common may be about different things."""

_Words = frozenset[str]


class RelatedTexts(NamedTuple):
    """Two texts, by id, and how what the later one says is related to what the earlier one says."""

    earlier: str
    later: str
    relation: Relation


def find_related(texts: Mapping[str, str], table: Table) -> Iterator[RelatedTexts]:
    """Yield the texts that are related for certain, in their order."""
    ids = list(texts)
    words = [_content_words(texts[id], table) for id in ids]
    numbers = Counter(word for each in words for word in each)
    with_words: defaultdict[_Words, list[int]] = defaultdict(list)
    for at, its_words in enumerate(words):
        if not _FEWEST_WORDS <= len(its_words) <= _MOST_WORDS:
            continue
        if sum(numbers[word] == 1 for word in its_words) > 1:
            continue  # A text that is related to it has all its words but one.
        near: set[int] = set()
        for some in _sets_of_words(its_words):
            alike = with_words[some]
            near.update(alike)
            if len(alike) < _MOST_ALIKE:
                alike.append(at)
        for earlier in sorted(near):
            relation = relate(texts[ids[at]], texts[ids[earlier]], table)
            if relation.kind is not RelationKind.UNKNOWN:
                yield RelatedTexts(ids[earlier], ids[at], relation)


def _content_words(text: str, table: Table) -> _Words:
    """Return the content words of a text, with one for synonyms."""
    if len(text) > LONGEST:
        return frozenset()
    parsed = parse_text(text, table)
    return frozenset(table.first_synonym(parsed.units[at].stem) for at in parsed.content)


def _sets_of_words(words: _Words) -> list[_Words]:
    """Return words, and these without each one, if enough are left."""
    if len(words) == _FEWEST_WORDS:
        return [words]
    return [words, *(words - {word} for word in words)]
