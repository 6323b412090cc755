"""A linked premise that has no term in common with the other premises or the conclusion.

Why: Linked premises should "hold hands": each term in a premise should also appear in another
premise or in the conclusion. If a premise shares no term with the other premises or the conclusion,
either a linked premise is missing, or the premise is a separate reason. The rule ignores a premise
with a pronoun such as "they" or "this", because the pronoun may refer to another premise or to the
conclusion. Words with the same stem count as one term, as do the map's `synonyms`.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [[buses, later]]}
      buses: Diesel has become expensive.
      later: If teenagers need sleep, school should start at nine.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, later]]}
      sleep: Teenagers need sleep.
      later: If teenagers need sleep, school should start at nine.

Measured: Of all 12 findings, 9 were useful; of the 6 in the maps of the project, 1. The rule flags
0.2% of all claims and one in twelve reasons with linked premises.

Source: Rider and Thomason, Cognitive and Pedagogical Benefits of Argument Mapping (2008, in
Knowledge Cartography); Twardy, Argument maps improve critical thinking (2004).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.lint.rules._terms import TermFinder, in_quotes
from argmap.lint.rules._wording import ENGLISH
from argmap.lint.vocabulary import Hint
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Severity
from argmap.model.messages import name_claim

_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|such|both|he|him|his|she|her|we|us|so)\b",
    re.IGNORECASE,
)
_HELP = Hint(
    "{link_a_premise} that mentions the term, or use the same word in both claims",
    keys="; if the two words mean the same, list them under `synonyms`",
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each linked premise in a support whose terms are nowhere else in the
    inference.
    """
    finder = TermFinder(context.map)
    for inference in context.map.inferences_of(Kind.SUPPORT):
        if len(inference.premises) > 1:
            yield from _loose_premises(context.map, inference, finder)


def _loose_premises(
    map: ArgumentMap, inference: Inference, finder: TermFinder
) -> Iterator[Finding]:
    claims_with_part: Counter[str] = Counter()
    for claim in {*inference.premises, inference.target}:
        claims_with_part.update(finder.parts_of([claim]))
    loose: list[str] = []
    for premise in inference.premises:
        numbers = {claims_with_part[part] for part in finder.parts_of([premise])}
        # It has terms, and neither another premise nor the conclusion has any of them.
        if numbers == {1}:
            loose.append(premise)
    # If no premise shares a term, the premises only use different words, and none is the odd one
    # out.
    if len(loose) == len(inference.premises):
        return
    for premise in loose:
        asked = finder.weightiest(finder.terms_of([premise]))
        if not asked or premise == inference.target or _PRONOUN.search(map.claims[premise].text):
            continue
        message = (
            f"{name_claim(premise)} mentions {in_quotes(asked)}, but neither the other premises"
            " nor the conclusion does"
        )
        yield Finding.about_premise(inference, premise, message, _HELP)


RULE = Rule("holding-hands", Severity.NOTE, find, ENGLISH)
