"""A reason of a single premise.

Why: Hardly any statement supports another by itself; something unsaid links the two. Asked for, it is
often the weakest part of the argument, and worth a claim marked `implicit`.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers would sleep more.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, health]]}
      sleep: Teenagers would sleep more.
      health: {text: School hours should let teenagers sleep enough., implicit: true}

Source: Ennis, Identifying Implicit Assumptions (1982); Twardy, Argument maps improve critical thinking
(2004): every reason has at least two premises.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import Kind
from argmap.model.diagnostics import Severity
from argmap.rules._rule import Context, Finding, Rule

_HELP = "link it to the premise in brackets, `[a, b]`, or give it as the `warrant` of the step"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each support with one premise."""
    for step in context.map.inferences.values():
        # A warrant is among the premises, so that a step with one is never alone.
        if step.kind is not Kind.SUPPORT or len(step.premises) > 1:
            continue
        premise = step.premises[0]
        message = f"what assumption links `{premise}` to `{step.target}`?"
        place = step.at("premise", premise)
        claims = (premise, step.target)
        yield Finding(step.id, message, place, help=_HELP, claims=claims)


RULE = Rule("lone-premise", Severity.INFO, find)
