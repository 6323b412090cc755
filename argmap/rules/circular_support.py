"""Claims that support each other in a circle.

Why: A reason that rests on its own conclusion adds nothing to it: whoever doubts the one doubts the
other. One circle is shown for each group of claims that are bound up with each other.

Fails:
    claims:
      honest: {text: The witness is honest., premises: [true-story]}
      true-story: {text: What the witness says is true., premises: [honest]}

Passes:
    sources: {protocol: {title: Protocol of the hearing}}
    claims:
      honest: {text: The witness is honest., premises: [true-story]}
      true-story: {text: What the witness says is true., evidence: protocol p. 2}

Source: Hamblin, Fallacies (1970), on begging the question; Walton, Begging the Question (1991).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import ArgumentMap
from argmap.model.diagnostics import Related, Severity
from argmap.model.graph import support_circles
from argmap.rules._rule import Context, Found, Rule


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each group of claims that support each other."""
    for circle in support_circles(context.map):
        first = context.map.claims[circle[0]]
        path = " → ".join(f"`{claim}`" for claim in [*circle, circle[0]])
        message = f"support runs in a circle: {path}" if len(circle) > 1 else f"`{circle[0]}` supports itself"
        related = tuple(_steps(context.map, circle))
        help = "cut the circle where the support is weakest, or give one member evidence of its own"
        yield Found(first.id, message, first.at("id"), related=related, help=help)


def _steps(map: ArgumentMap, circle: list[str]) -> Iterator[Related]:
    for premise, conclusion in zip(circle, [*circle[1:], circle[0]], strict=True):
        step = next(step for step in map.supports(conclusion) if premise in step.premises)
        yield Related(step.at("premise", premise), f"`{premise}` supports `{conclusion}`")


RULE = Rule("circular-support", Severity.ERROR, find)
