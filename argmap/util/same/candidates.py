"""Which of many texts say the same or deny each other, without comparing all of them.

Such texts share all content words, or all but one: the word that one of them has more, or an
opposite. So they share one of the two rarest words of each, by which they are looked up: Bayardo,
Ma and Srikant, Scaling Up All Pairs Similarity Search (2007).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.util.same.parsed_text import LONGEST, parse_text
from argmap.util.same.relation import Relation, RelationKind, relate
from argmap.util.same.table import Table

_MOST_ALIKE = 12
"""Each text is compared with at most this number of earlier ones that share a rare word."""
_MOST_WORDS = 40
_FEWEST_WORDS = 2
"""Texts with fewer words in common may be about different things."""


class RelatedTexts(NamedTuple):
    """Two texts, by id, and how what the later one says is related to what the earlier one says."""

    earlier: str
    later: str
    relation: Relation


def find_related(texts: Mapping[str, str], table: Table) -> Iterator[RelatedTexts]:
    """Yield texts that are related for certain, in their order; not all that say less or more."""
    ids = list(texts)
    words = [_content_words(texts[id], table) for id in ids]
    numbers = Counter(word for each in words for word in each)
    with_word: defaultdict[str, list[int]] = defaultdict(list)
    for at, its_words in enumerate(words):
        if not _FEWEST_WORDS <= len(its_words) <= _MOST_WORDS:
            continue
        rarest = sorted(its_words, key=lambda word: (numbers[word], word))[:2]
        near: set[int] = set()
        for word in rarest:
            for earlier in with_word[word]:
                if _may_be_related(its_words, words[earlier], table):
                    near.add(earlier)
            if len(with_word[word]) < _MOST_ALIKE:
                with_word[word].append(at)
        for earlier in sorted(near):
            relation = relate(texts[ids[at]], texts[ids[earlier]], table)
            if relation.kind is not RelationKind.UNKNOWN:
                yield RelatedTexts(ids[earlier], ids[at], relation)


def _may_be_related(words: frozenset[str], others: frozenset[str], table: Table) -> bool:
    """Return whether words are the same but for one more, or for one and its opposite."""
    if len(words & others) < max(len(words) - 1, len(others) - 1, _FEWEST_WORDS):
        return False
    here, there = words - others, others - words
    if not here or not there:
        return True
    (word,), (other,) = here, there
    return table.have_opposites(word, other)


def _content_words(text: str, table: Table) -> frozenset[str]:
    """Return the content words of a text, with one for synonyms."""
    if len(text) > LONGEST:
        return frozenset()
    parsed = parse_text(text, table)
    return frozenset(table.first_synonym(parsed.units[at].stem) for at in parsed.content)
