"""Which of many texts say the same or deny each other, without comparing all of them.

Such texts share all content words, or all but one: the word that one of them has more, or an
opposite; and all numbers. So they share two of the three rarest words of each, by which they are
looked up: Bayardo, Ma and Srikant, Scaling Up All Pairs Similarity Search (2007).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from argmap.util.same.parsed_text import LONGEST, content_words
from argmap.util.same.relation import Relation, RelationKind, relate
from argmap.util.same.table import Table

_MOST_ALIKE = 12
"""Each text is compared with at most this number of earlier ones that share two rare words."""
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
    """Yield texts that are related for certain, in their order; not all that say less or more.

    Of texts that are the same in each letter, the first counts.
    """
    first: dict[str, str] = {}
    for id, text in texts.items():
        first.setdefault(text, id)
    different, ids = list(first), list(first.values())
    content = [_content_of(text, table) for text in different]
    times = Counter(word for words, _ in content for word in words)
    rarest_first = {
        word: rank for rank, word in enumerate(sorted(times, key=lambda word: (times[word], word)))
    }
    with_words: defaultdict[tuple[tuple[str, ...], _Words], list[int]] = defaultdict(list)
    for at, (words, numbers) in enumerate(content):
        if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
            continue
        near: set[int] = set()
        rarest = sorted(words, key=rarest_first.__getitem__)[:3]
        for pair in combinations(rarest, 2):
            known = with_words[pair, numbers]
            for earlier in known:
                if _may_be_related(words, content[earlier][0], table):
                    near.add(earlier)
            if len(known) < _MOST_ALIKE:
                known.append(at)
        for earlier in sorted(near):
            relation = relate(different[at], different[earlier], table)
            if relation.kind is not RelationKind.UNKNOWN:
                yield RelatedTexts(ids[earlier], ids[at], relation)


def _may_be_related(words: _Words, others: _Words, table: Table) -> bool:
    """Return whether words are the same but for one more, or for one and its opposite."""
    if len(words & others) < max(len(words) - 1, len(others) - 1, _FEWEST_WORDS):
        return False
    here, there = words - others, others - words
    if not here or not there:
        return True
    (word,), (other,) = here, there
    return table.have_opposites(word, other)


def _content_of(text: str, table: Table) -> tuple[_Words, _Words]:
    """Return the content words of a text, with one for synonyms, and its numbers."""
    if len(text) > LONGEST:
        return frozenset(), frozenset()
    words, numbers = [], []
    for kind, stem in content_words(text, table):
        if kind == "number":
            numbers.append(stem)
        else:
            words.append(table.first_synonym(stem))
    return frozenset(words), frozenset(numbers)
