"""A term of a conclusion that comes out of nowhere.

Why: "You can't pull a rabbit out of a hat just by magic": what the conclusion speaks of, some premise of
each reason must speak of as well. Where none does, a linked premise is missing, and writing it down often
shows what is really in dispute. Words count by their stem; the map's `synonyms` count as one.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers need sleep.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, later]]}
      sleep: Teenagers need sleep.
      later: If teenagers need sleep, school should start at nine.

Source: Rider and Thomason, Cognitive and Pedagogical Benefits of Argument Mapping (2008, in Knowledge
Cartography); Twardy, Argument maps improve critical thinking (2004).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import Kind
from argmap.model.diagnostics import Related, Severity
from argmap.rules._rule import Context, Finding, Rule
from argmap.rules._terms import TermFinder, begin_question

_HELP = "link a premise that has it, write it the same way in both, or name the two words as synonyms"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each support whose conclusion has a key term that no premise has."""
    map = context.map
    finder = TermFinder(map)
    for step in map.inferences.values():
        if step.kind is not Kind.SUPPORT:
            continue
        conclusion = map.claims[step.target]
        new_terms = dict(finder.terms_in(conclusion.text))
        for premise in step.premises:
            for term in finder.terms_in(map.claims[premise].text):
                new_terms.pop(term, None)
        if not new_terms:
            continue
        them = "it" if len(new_terms) == 1 else "them"
        question = f"where {begin_question(list(new_terms.values()))} in `{step.target}` come from?"
        message = f"{question} No premise of this step has {them}"
        related = (Related(conclusion.at("text"), "the conclusion"),)
        claims = (step.target, *step.premises)
        yield Finding(step.id, message, step.at(), help=_HELP, related=related, claims=claims)


RULE = Rule("rabbit-rule", Severity.INFO, find)
