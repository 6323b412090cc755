"""Linked premises that may be separate reasons.

Why: Linked premises need each other: if one of them is false, the others do not support the
conclusion. Separate reasons each count alone. If you link separate reasons, one false premise takes
all of them down. Cover one of the premises with your hand: does the other one still count? The
rule asks about linked premises that have no term in common beyond the terms of their conclusion,
and of which none is a rule, a condition or a general statement that would connect the others to
the conclusion.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, buses]]}
      sleep: Teenagers would get more rest.
      buses: Diesel would become cheaper.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep, buses]}
      sleep: Teenagers would get more rest.
      buses: Diesel would become cheaper.

Measured: The rule has fewer than five findings in the essays and microtexts, too few to judge. It
finds all 4 groups of independent reasons in the maps with mistakes, and 4 other groups there, of
which one is independent. Of the 10 that it finds in the maps of the project, 3 are independent.

Source: Thomas, Practical Reasoning in Natural Language (1973), on linked and convergent arguments;
Walton, Argument Structure (1996), on tests for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claims
from argmap.lint.rules._terms import TermFinder
from argmap.lint.rules._verbs import is_base_form
from argmap.lint.rules._wording import ENGLISH
from argmap.lint.vocabulary import Hint
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Severity
from argmap.model.messages import name_claim

_CONNECTS = re.compile(
    r"\b(?:should|ought|must|shall|if|unless|whenever|whoever|whatever|wherever|anyone|anybody|"
    r"any|every|everyone|everybody|all|always|never|nobody|no one|none|only|each|cannot|can['’]t|"
    r"right|rights|wrong|duty|is good|is bad|more important|fair|unfair|depends?|means?)\b|"
    r"^\W*(?:it|they|he|she|this|that|these|those|such|both|there|and|but|so)\b",
    re.IGNORECASE,
)
"""A word that connects premises to a conclusion, or refers to another premise."""
_HELP = Hint("if each premise counts alone, make each a reason of its own{without_link}")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each support by linked premises that nothing connects."""
    map = context.map
    finder = TermFinder(map)
    for inference in map.inferences_of(Kind.SUPPORT):
        if len(inference.premises) < 2 or inference.warrant:
            continue
        if _are_connected(map, finder, inference):
            continue
        premises = quote_claims(map, inference.premises)
        message = (
            f"{premises} are linked: if you cover one of them, does the rest still support"
            f" {name_claim(inference.target)}?"
        )
        yield Finding.about(inference, message, _HELP)


def _are_connected(map: ArgumentMap, finder: TermFinder, inference: Inference) -> bool:
    """Return whether a premise states a general rule, or two premises share a term of their own."""
    texts = [map.claims[premise].text for premise in inference.premises]
    if any(_CONNECTS.search(text) for text in texts):
        return True
    of_conclusion = {term.key for term in finder.terms_in(map.claims[inference.target].text)}
    own_terms: list[set[str]] = []
    for text in texts:
        # A common verb, as in "protects the climate" and "protects health", connects nothing.
        own = {each.key for each in finder.terms_in(text) if not is_base_form(each.written.lower())}
        own_terms.append(own - of_conclusion)
    return any(not one.isdisjoint(other) for one, other in combinations(own_terms, 2))


RULE = Rule("independent-premises", Severity.NOTE, find, ENGLISH)
