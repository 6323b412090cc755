"""Two claims that say the same, or nearly so.

Why: What is said twice is supported and attacked in two places, and neither shows it all. Texts are
compared without case, punctuation and white space. They are nearly the same where at least four fifths
of their pairs of neighbouring words are common to both, and neither a number nor a negation tells
them apart.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep], rebuttals: [again]}
      sleep: Teenagers would sleep more.
      again: Teenagers would sleep more!

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep], rebuttals: [less]}
      sleep: Teenagers would sleep more.
      less: Teenagers would not sleep more.

Source: Broder, On the Resemblance and Containment of Documents (1997); Bayardo, Ma and Srikant, Scaling
Up All Pairs Similarity Search (2007).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise

from argmap.model.diagnostics import Related, Severity
from argmap.rules._rule import Context, Found, Rule, quoted
from argmap.rules._wording import IDEOGRAPH

_Pair = tuple[str, str]
_Key = tuple[_Pair | str, ...]

_ALIKE = 0.8
_SHORTEST = 6
"""With fewer words no two different texts are so much alike."""
_COMPARED = 12
"""A text is compared with at most so many earlier ones, so that no map takes long."""
_DENYING = """
    no not never neither nor none nothing nobody without cannot dont doesnt isnt arent t un non nicht kein keine
    nie ohne ne pas jamais sans não nunca sem sin не нет 不 没 沒 非 未 無 无
"""
_NEGATIONS = frozenset(_DENYING.split())
_HELP = "keep one of them and name its id wherever it is used"


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each claim with the text of an earlier one, or nearly so."""
    first: dict[str, str] = {}
    for claim, text in context.plain_texts.items():
        if first.setdefault(text, claim) != claim:
            yield _found(context, claim, first[text], "the same as")
    for later, earlier in _near_duplicates(first):
        yield _found(context, later, earlier, "nearly the same as")


def _found(context: Context, later: str, earlier: str, how: str) -> Found:
    claim, other = context.map.claims[later], context.map.claims[earlier]
    related = (Related(other.at("text"), "the other"),)
    return Found(later, f"{quoted(claim)} says {how} {quoted(other)}", claim.at("text"), help=_HELP, related=related)


def _near_duplicates(claims: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of a claim and an earlier one whose texts are alike; `claims` are keyed by their text.

    Texts that are alike share one of their rarest pairs of words, so only those are looked up.
    """
    how_common: Counter[_Pair] = Counter()
    for text in claims:
        how_common.update(_pairs(text))
    seen: dict[_Key, list[str]] = {}
    for text, claim in claims.items():
        pairs = _pairs(text)
        rarest = sorted(pairs, key=lambda pair: (how_common[pair], pair))[: len(pairs) // 5 + 1]
        shared = [pair for pair in rarest if how_common[pair] > 1]
        keys: list[_Key] = [(pair, *_distinctive(text)) for pair in shared]
        earlier = islice((other for key in keys for other in seen.get(key, ())), _COMPARED)
        near = next((other for other in earlier if _alike(pairs, _pairs(other))), None)
        if near is not None:
            yield claim, claims[near]
        for key in keys:
            same = seen.setdefault(key, [])
            if len(same) < _COMPARED:
                same.append(text)


def _words(text: str) -> list[str]:
    return text.split() if text.isascii() else IDEOGRAPH.sub(r" \g<0> ", text).split()


def _pairs(text: str) -> set[_Pair]:
    words = _words(text)
    return set(pairwise(words)) if len(words) >= _SHORTEST else set()


def _distinctive(text: str) -> list[str]:
    """Return the words that make another claim of a text, however alike the rest: numbers and negations."""
    return [word for word in _words(text) if word in _NEGATIONS or not word.isalpha()]


def _alike(some: set[_Pair], others: set[_Pair]) -> bool:
    common = len(some & others)
    return common >= _ALIKE * (len(some) + len(others) - common)


RULE = Rule("duplicate-claim", Severity.WARNING, find)
