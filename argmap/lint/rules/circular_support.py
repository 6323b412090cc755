"""Claims that support each other in a cycle.

Why: A reason that depends on its own conclusion does not support that conclusion, because anyone
who doubts the conclusion also doubts the reason. For each group of claims that depend on one
another, the rule reports one cycle.

Fails:
    claims:
      honest: {text: The witness is honest., premises: [true-story]}
      true-story: {text: What the witness says is true., premises: [honest]}

Passes:
    sources: {record: {title: Record of the hearing}}
    claims:
      honest: {text: The witness is honest., premises: [true-story]}
      true-story: {text: What the witness says is true., evidence: record p. 2}

Source: Hamblin, Fallacies (1970), on begging the question; Walton, Begging the Question (1991).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.model import ArgumentMap
from argmap.model.diagnostics import Related, Severity
from argmap.model.graph import support_circles
from argmap.model.messages import name_claim

_HELP = "remove the weakest reason in the cycle, or add evidence for one of the claims"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each group of claims that support each other."""
    map = context.map
    for circle in support_circles(map):
        first = map.claims[circle[0]]
        if len(circle) == 1:
            message = f"{name_claim(first.id)} supports itself"
        else:
            path = " → ".join(name_claim(id) for id in [*circle, first.id])
            message = f"these claims support each other in a cycle: {path}"
        related = tuple(_inferences_around(map, circle))
        yield Finding(first.id, message, first.at("id"), help=_HELP, related=related)


def _inferences_around(map: ArgumentMap, circle: list[str]) -> Iterator[Related]:
    """Yield the places where each claim in a cycle is a premise for the next claim.

    The last claim is a premise for the first claim.
    """
    conclusions = [*circle[1:], circle[0]]
    for premise, conclusion in zip(circle, conclusions, strict=True):
        supports = map.supports(conclusion)
        # If several inferences lead from one claim to the next, only the first inference is shown.
        inference = next(inference for inference in supports if premise in inference.premises)
        place = inference.at("premise", premise)
        yield Related(place, f"`{premise}` supports `{conclusion}`")


RULE = Rule("circular-support", Severity.ERROR, find)
