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
from argmap.rules._rule import Context, Found, Rule
from argmap.rules._terms import TermFinder, asked

_HELP = "link a premise that has it, write it the same way in both, or name the two words as synonyms"


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each support whose conclusion has a key term that no premise has."""
    map, finder = context.map, TermFinder(context.map)
    for step in map.inferences.values():
        if step.kind is not Kind.SUPPORT:
            continue
        conclusion = map.claims[step.target]
        known = {term for premise in step.premises for term in finder.terms(map.claims[premise].text)}
        new = [written for term, written in finder.terms(conclusion.text).items() if term not in known]
        if new:
            it = "it" if len(new) == 1 else "them"
            message = f"where {asked(new)} in `{step.target}` come from? No premise of this step has {it}"
            related = (Related(conclusion.at("text"), "the conclusion"),)
            about = (step.target, *step.premises)
            yield Found(step.id, message, step.at(), help=_HELP, related=related, claims=about)


RULE = Rule("rabbit-rule", Severity.INFO, find)
