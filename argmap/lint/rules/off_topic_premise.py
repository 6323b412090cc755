"""A reason about things that the rest of the map does not mention.

Why: A premise can be true and interesting and still have nothing to do with the conclusion. Say in
a linked premise how it bears on the conclusion, or remove it. The rule asks about reasons for a
main claim of which no term appears anywhere else in the map. The rule ignores premises that have
reasons or objections, that name a consequence or a rule, or that contain a pronoun. It is silent in
maps with fewer than six claims, and if several reasons for the main claim use terms of their own.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep, buses, swimmers]}
      sleep: {text: Teenagers need more sleep than they get at school., premises: [nine-hours]}
      nine-hours: Teenagers need nine hours of sleep.
      buses: {text: School buses would be cheaper after nine., premises: [fuel]}
      fuel: The buses would wait less in traffic.
      swimmers: Many famous athletes grew up in California.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep, buses]}
      sleep: {text: Teenagers need more sleep than they get at school., premises: [nine-hours]}
      nine-hours: Teenagers need nine hours of sleep.
      buses: {text: School buses would be cheaper after nine., premises: [fuel]}
      fuel: The buses would wait less in traffic.
      drivers: Bus drivers start at ten.

Measured: The rule has fewer than five findings in the essays and microtexts, too few to judge. It
finds 1 of 4 irrelevant premises in the maps with mistakes, and nothing else there: most irrelevant
premises share a word with the rest of their map.

Source: Govier, A Practical Study of Argument (2010), on relevance: acceptable, relevant and
sufficient premises.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._terms import TermFinder, in_quotes
from argmap.lint.rules._wording import ENGLISH
from argmap.lint.vocabulary import Hint
from argmap.model import ArgumentMap, Inference
from argmap.model.diagnostics import Severity
from argmap.model.messages import name_claim

_FEWEST_CLAIMS = 6
_FEWEST_PREMISES = 3
_FEWEST_TERMS = 3
_SAYS_WHAT_FOLLOWS = re.compile(
    r"\b(?:should|must|ought|would|will|could|can|may|might|won't|wouldn't|ha(?:s|ve) to|it|its|"
    r"they|them|their|this|that|these|those|such|both|he|him|his|she|her|we|us|our|I|my|me|so)\b",
    re.IGNORECASE,
)
"""A word of a claim that names a consequence or a rule, which may be in terms of its own."""
_EVERYWHERE = frozenset(
    ["young", "people", "pupil", "student", "teenag", "child", "school", "year", "adult"]
)
"""Stems of terms in claims about anything."""
_HELP = Hint("{link_a_premise} that says how this bears on the conclusion, or remove the reason")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for the only reason for a main claim whose terms nothing else contains."""
    map = context.map
    if len(map.claims) < _FEWEST_CLAIMS:
        return
    finder = TermFinder(map)
    claims_with: Counter[str] = Counter()
    for claim in map.claims:
        claims_with.update(finder.parts_of([claim]))
    for main_claim in context.main_claims:
        reasons = map.supports(main_claim.id)
        off_topic: list[tuple[Inference, str]] = []
        for inference in reasons:
            for premise in inference.premises:
                if _is_off_topic(map, finder, claims_with, inference, premise):
                    off_topic.append((inference, premise))
        # If several reasons have terms of their own, the author only uses different words.
        premises = sum(len(inference.premises) for inference in reasons)
        if len(off_topic) != 1 or premises < _FEWEST_PREMISES:
            continue
        inference, premise = off_topic[0]
        asked = finder.weightiest(finder.terms_of([premise]))
        message = (
            f"how does {quote_claim(map.claims[premise])} bear on {name_claim(main_claim.id)}?"
            f" Nothing else in the map mentions {in_quotes(asked)}"
        )
        yield Finding.about_premise(inference, premise, message, _HELP)


def _is_off_topic(
    map: ArgumentMap,
    finder: TermFinder,
    claims_with: Mapping[str, int],
    inference: Inference,
    premise: str,
) -> bool:
    """Return whether no other claim contains a term of a premise that nothing bears on."""
    text = map.claims[premise].text
    if map.onto(premise) or _SAYS_WHAT_FOLLOWS.search(text) or _has_norm_as_partner(map, inference):
        return False
    terms = finder.terms_of([premise])
    if len(terms) < _FEWEST_TERMS or not any(term.is_content for term in terms):
        return False
    parts = finder.parts_of([premise])
    return _EVERYWHERE.issuperset(part for part in parts if claims_with[part] > 1)


def _has_norm_as_partner(map: ArgumentMap, inference: Inference) -> bool:
    """Return whether one of two linked premises says what should be done: the other one is why."""
    if len(inference.premises) != 2:
        return False
    return any(_SAYS_WHAT_FOLLOWS.search(map.claims[it].text) for it in inference.premises)


RULE = Rule("off-topic-premise", Severity.NOTE, find, ENGLISH)
