"""A term of a premise that neither its conclusion nor a linked premise has.

Why: Premises "hold hands": what one of them speaks of and the conclusion does not, a linked premise must
take up, or it does no work in the step. Where nothing does, a linked premise is missing. Words count by
their stem; the map's `synonyms` count as one.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, school]]}
      sleep: Teenagers sleep.
      school: School should start at nine.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, later]]}
      sleep: Teenagers need sleep.
      later: If teenagers need sleep, school should start at nine.

Source: Rider and Thomason, Cognitive and Pedagogical Benefits of Argument Mapping (2008, in Knowledge
Cartography); Twardy, Argument maps improve critical thinking (2004).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Severity
from argmap.rules._rule import Context, Finding, Rule
from argmap.rules._terms import TermFinder, begin_question

_HELP = "link a premise that takes it up, write it the same way in both, or name the two words as synonyms"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each premise of a support with a key term that nothing else in the step has."""
    finder = TermFinder(context.map)
    for step in context.map.inferences.values():
        if step.kind is Kind.SUPPORT:
            yield from _loose_premises(context.map, step, finder)


def _loose_premises(map: ArgumentMap, step: Inference, finder: TermFinder) -> Iterator[Finding]:
    claims = {*step.premises, step.target}
    terms = {claim: finder.terms_in(map.claims[claim].text) for claim in claims}
    holders: Counter[str] = Counter()
    for claim in claims:
        holders.update(terms[claim].keys())  # the keys alone: a mapping would be taken for counts
    for premise in step.premises:
        if premise == step.target:
            continue
        alone = [written for term, written in terms[premise].items() if holders[term] == 1]
        if not alone:
            continue
        label = "nothing else in this step has these"
        if len(alone) == 1:
            label = "nothing else in this step has it"
        message = f"what {begin_question(alone)} in `{premise}` have to do with `{step.target}`?"
        place = step.at("premise", premise)
        silencers = (premise, step.target)
        yield Finding(step.id, message, place, label, _HELP, claims=silencers)


RULE = Rule("holding-hands", Severity.INFO, find)
