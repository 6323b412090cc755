"""A term of a conclusion that none of its linked premises has.

Why: "You can't pull a rabbit out of a hat just by magic": what the conclusion speaks of, some
premise of a step must speak of as well. Where premises are linked, or a warrant is given, the
author means to say all that the step needs, and so it can be asked where a term comes from. It is
asked where at least half of the conclusion's terms do come from the premises, about the two that
weigh most. Words count by their stem, names of several words as one, and the map's `synonyms` as
one.

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

Measured: 19 of 25 findings useful (there are no more); on 0.3 % of the claims, a sixth of the steps
with linked premises.

Source: Rider and Thomason, Cognitive and Pedagogical Benefits of Argument Mapping (2008, in
Knowledge Cartography); Twardy, Argument maps improve critical thinking (2004).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.lint.rules._terms import TermFinder, in_quotes, is_held
from argmap.lint.rules._wording import ENGLISH
from argmap.model import Kind
from argmap.model.diagnostics import Related, Severity

_HELP = (
    "link a premise that has it, write it the same way in both, or name the two words as `synonyms`"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each support by linked premises whose conclusion has a term that none of
    them has.
    """
    map = context.map
    finder = TermFinder(map)
    for inference in map.inferences.values():
        if inference.kind is not Kind.SUPPORT or len(inference.premises) < 2:
            continue
        conclusion = map.claims[inference.target]
        terms = finder.terms_in(conclusion.text)
        of_premises = finder.terms_of(inference.premises)
        new = [term for term in terms if not is_held(term, of_premises)]
        asked = finder.weightiest([term for term in new if term.is_content])
        # Where most is new, the premises are told in other words, or bear on the claim in another
        # way.
        if not asked or len(new) > len(terms) / 2:
            continue
        message = (
            f"`{inference.target}` speaks of {in_quotes(asked)}, and none of the premises linked"
            " here does"
        )
        related = (Related(conclusion.at("text"), "the conclusion"),)
        claims = (inference.target, *inference.premises)
        yield Finding(
            inference.id, message, inference.at(), help=_HELP, related=related, claims=claims
        )


RULE = Rule("rabbit-rule", Severity.INFO, find, ENGLISH)
