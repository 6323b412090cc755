"""A term in the conclusion that none of the linked premises mentions.

Why: The rule is named after the saying "You can't pull a rabbit out of a hat just by magic." Each
important term in a conclusion should also appear in one of its premises. The rule applies to linked
premises and to reasons with a warrant, because the author of such a reason intends to state
everything that the reason needs. For each conclusion, the rule reports at most two missing terms:
the most important ones. The rule applies only if at least half of the conclusion's terms appear in
the premises. Words with the same stem count as one term, as do multiword names and the map's
`synonyms`.

Fails:
    claims:
      nine: {text: School should start at nine in Ohio., premises: [[sleep, later]]}
      sleep: Teenagers need sleep.
      later: If teenagers need sleep, school should start at nine.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, later]]}
      sleep: Teenagers need sleep.
      later: If teenagers need sleep, school should start at nine.

Measured: Of all 25 findings, 19 were useful; of 30 in the maps of the project, 17. The others are
paraphrases, such as "have a say in laws" and "vote". The rule flags 0.3% of all claims and one in
six reasons with linked premises.

Source: Rider and Thomason, Cognitive and Pedagogical Benefits of Argument Mapping (2008, in
Knowledge Cartography); Twardy, Argument maps improve critical thinking (2004).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.lint.rules._terms import TermFinder, in_quotes
from argmap.lint.rules._wording import ENGLISH
from argmap.lint.vocabulary import Hint
from argmap.model import Kind
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_claim

_HELP = Hint(
    "{link_a_premise} that mentions the term, or use the same word in a premise and the conclusion",
    keys="; if the two words mean the same, list them under `synonyms`",
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each support by linked premises whose conclusion contains a term that
    none of the premises contains.
    """
    map = context.map
    finder = TermFinder(map)
    for inference in map.inferences_of(Kind.SUPPORT):
        if len(inference.premises) < 2:
            continue
        conclusion = map.claims[inference.target]
        terms = finder.terms_in(conclusion.text)
        of_premises = finder.parts_of(inference.premises)
        new = [term for term in terms if of_premises.isdisjoint(term.parts)]
        asked = finder.weightiest(new)
        # If most terms are new, the premises use different words or support the claim in another
        # way.
        if not asked or len(new) > len(terms) / 2:
            continue
        message = (
            f"{name_claim(inference.target)} mentions {in_quotes(asked)}, but its linked premises"
            " do not"
        )
        related = (Related(conclusion.at("text"), "the conclusion"),)
        yield Finding.about(inference, message, _HELP, related=related)


RULE = Rule("rabbit-rule", Severity.NOTE, find, ENGLISH)
