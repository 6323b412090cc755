"""Whether one of two texts may deny what the other says, by the words of a language.

    Zoos are bad for animals.      Zoos are good for animals.        an opposite word
    Zoos are bad for animals.      Zoos aren't bad for animals.      a denial
    Cars are safer than trains.    Trains are safer than cars.       sides that are swapped
    Paper bags tear in the rain.   Paper bags hold in the rain.      a word that was replaced

Two such differences take each other back: "not unfair" is not the opposite of "fair". Texts are
plain: as `Lexicon.plain` returns them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import product, takewhile

from argmap.util.lexicon import Lexicon, root
from argmap.util.spelling import is_within_typos

_CLAUSE_BEGINS = frozenset((
    "because", "if", "when", "whenever", "since", "so", "which", "who", "while",
    "whereas", "although", "though", "but", "and", "or", "as", "unless", "until", "where", "than",
))  # fmt: skip
"""What is denied stands before these English words, or, of a word such as "gone", after them."""
_SWAPPED_AROUND = frozenset(
    map(root, ("than", "not", "outweigh", "cause", "exceed", "beat", "replace"))
)
"""English words of which one side is not what the other one is."""
_FEW_WORDS = 3
"""A word may turn one of this number of words behind it into its opposite."""
_MOST_DENIED = 8
"""At most this number of things that a text denies are compared."""
_LONGEST = 2_000
"""Characters in which a denial is looked for."""
_LEAST_SHARED = 0.5
"""The share of their terms that texts have in common if one denies the other."""
_LEAST_KEPT = 0.4
"""The share of their words that two texts have in common at both ends if the rest was replaced."""
_MOST_REPLACED = 4
"""At most this number of words with a meaning were replaced."""

_Words = list[str]


def are_opposite(plain: str, other: str, lexicon: Lexicon) -> bool:
    """Return whether one of two plain texts may deny what the other says.

    Texts with little in common say different things, whatever they deny. In texts with nearly all
    in common, what was replaced may be an opposite that no list has. Which text comes first makes
    no difference.
    """
    plain, other = sorted((plain[:_LONGEST], other[:_LONGEST]))
    words, other_words = lexicon.words(plain), lexicon.words(other)
    opposed = _opposed(words, other_words, lexicon)
    differences = len(opposed) + _are_swapped(words, other_words, lexicon)
    differences += _denied_apart(words, other_words, lexicon)
    if differences == 0:
        return _is_replaced(words, other_words, lexicon)
    if differences % 2 == 0:
        return False
    terms, other_terms = lexicon.terms(words), lexicon.terms(other_words)
    shared = terms & other_terms | lexicon.terms(opposed)
    return len(shared) > _LEAST_SHARED * min(len(terms), len(other_terms))


def have_opposites(plain: str, other: str, lexicon: Lexicon) -> bool:
    """Return whether two plain texts differ in a denial, or in words that are opposites."""
    words, other_words = lexicon.words(plain), lexicon.words(other)
    if lexicon.denies(words) is not lexicon.denies(other_words):
        return True
    return bool(_opposed(words, other_words, lexicon))


def _opposed(words: _Words, other_words: _Words, lexicon: Lexicon) -> set[str]:
    """Return the words of one text that have an opposite in the other one."""
    only_here = _one_sided(set(words).difference(other_words), lexicon)
    only_there = _one_sided(set(other_words).difference(words), lexicon)
    opposed = set()
    for word in only_here:
        is_reversed = _is_reversed(word, words, lexicon)
        for other_word in only_there:
            if not lexicon.are_opposed(word, other_word):
                continue
            if _is_reversed(other_word, other_words, lexicon) is is_reversed:
                opposed.add(word)
    plain, other = " ".join(words), " ".join(other_words)
    for word, opposite in lexicon.unspaced_opposites:
        # In a language without spaces, words are parts of a text.
        has_both = word in plain and opposite in other
        if has_both and word not in other and opposite not in plain:
            opposed.add(word)
    return opposed


def _one_sided(words: Collection[str], lexicon: Lexicon) -> _Words:
    """Return those words that are no opposites of others of them."""
    one_sided = []
    for word in words:
        has_opposite = any(lexicon.are_opposed(word, each) for each in words)
        if not has_opposite:
            one_sided.append(word)
    return one_sided


def _is_reversed(word: str, words: _Words, lexicon: Lexicon) -> bool:
    """Return whether a word stands for its opposite, as "health" does in "harms health"."""
    place = words.index(word)
    before = words[max(0, place - _FEW_WORDS) : place]
    if "than" in before:
        return True
    if "away" in words[place : place + _FEW_WORDS] and word != "far":
        return True
    return any(lexicon.is_listed_opposite(each, "help") for each in before)


def _is_replaced(words: _Words, other_words: _Words, lexicon: Lexicon) -> bool:
    """Return whether words stand in the place of others that mean something else.

    Not if one of them denies: two denials have taken each other back.
    """
    kept = _alike_at_the_start(words, other_words)
    rest, other_rest = words[kept:], other_words[kept:]
    kept_at_the_end = _alike_at_the_start(rest[::-1], other_rest[::-1])
    longest = max(len(words), len(other_words))
    if kept + kept_at_the_end < _LEAST_KEPT * longest:
        return False
    rest = rest[: len(rest) - kept_at_the_end]
    other_rest = other_rest[: len(other_rest) - kept_at_the_end]
    if any(map(lexicon.is_denial, (*rest, *other_rest))):
        return False
    replaced, others = lexicon.with_meaning(rest), lexicon.with_meaning(other_rest)
    for each in (replaced, others):
        if not 0 < len(each) <= _MOST_REPLACED:
            return False
    if any(is_within_typos(*pair) for pair in product(replaced, others)):
        return False
    return lexicon.topics(replaced).isdisjoint(lexicon.topics(others))


def _alike_at_the_start(words: _Words, other_words: _Words) -> int:
    """Return with how many words both texts begin."""
    number = 0
    for word, other_word in zip(words, other_words, strict=False):
        if word != other_word:
            break
        number += 1
    return number


def _are_swapped(words: _Words, other_words: _Words, lexicon: Lexicon) -> bool:
    """Return whether what stands left of a word such as "than" is right of it elsewhere."""
    sides, other_sides = _sides(words, lexicon), _sides(other_words, lexicon)
    if sides is None or other_sides is None:
        return False
    (left, right), (other_left, other_right) = sides, other_sides
    if left.isdisjoint(other_right) or right.isdisjoint(other_left):
        return False
    return right.isdisjoint(other_right)


def _sides(words: _Words, lexicon: Lexicon) -> tuple[set[str], set[str]] | None:
    """Return the roots of what is said on each side of a word such as "than"; None if none."""
    for place, word in enumerate(words):
        if root(word) in _SWAPPED_AROUND:
            before = lexicon.with_meaning(words[:place])
            after = lexicon.with_meaning(words[place + 1 :])
            left, right = set(map(root, before)), set(map(root, after))
            return left - right, right - left
    return None


def _denied_apart(words: _Words, other_words: _Words, lexicon: Lexicon) -> int:
    """Return how many things that both texts are about only one of them denies."""
    if not lexicon.knows_synonyms:
        return lexicon.denies(words) is not lexicon.denies(other_words)
    denied, other_denied = _denied(words, lexicon), _denied(other_words, lexicon)
    if not (denied and other_denied) and len(denied + other_denied) % 2 == 0:
        return 0  # "nothing without work"
    for each in list(denied):
        for other in other_denied:
            if _are_related(each, other, lexicon):
                denied.remove(each)
                other_denied.remove(other)
                break
    apart = [_are_related(each, other_words, lexicon) for each in denied]
    apart += [_are_related(words, each, lexicon) for each in other_denied]
    return sum(apart)


def _denied(words: _Words, lexicon: Lexicon) -> list[_Words]:
    """Return what is denied in a text, in words."""
    denied: list[_Words] = []
    for place, word in enumerate(words):
        if not lexicon.is_denial(word) or len(denied) == _MOST_DENIED:
            continue
        after = _clause(words[place + 1 :], lexicon)
        if word == "without":
            after = after[:1]
        elif word == "not" or not after:
            after += _clause(words[:place][::-1], lexicon)
        denied.append(after)
    return denied


def _clause(words: Iterable[str], lexicon: Lexicon) -> _Words:
    """Return the words with a meaning until the clause that they are in ends."""
    return lexicon.with_meaning(takewhile(lambda word: word not in _CLAUSE_BEGINS, words))


def _are_related(words: _Words, other_words: _Words, lexicon: Lexicon) -> bool:
    """Return whether texts are about the same, or its opposite; one without words may be."""
    if not words or not other_words:
        return True
    if not lexicon.topics(words).isdisjoint(lexicon.topics(other_words)):
        return True
    return any(lexicon.are_opposed(*pair) for pair in product(words, other_words))
