"""The same step drawn twice: one kind, the same premises, the same target.

Why: What is said twice weighs no more than once, but a box more stands in the picture. In a list of
reasons, `[sleep, sleep]` is two reasons that are one; most often one of them was to be another id.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep, sleep]}
      sleep: Teenagers would sleep more.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep, [sleep, health]]}
      sleep: Teenagers would sleep more.
      health: Sleep is healthy.

Source: the verdicts of argmap, to which a step that is drawn again adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, list_ids
from argmap.model import Inference, Kind
from argmap.model.diagnostics import Related, Severity

_HELP = "take one of them out, or name the claim that was meant"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each step that is like an earlier one in kind, premises, warrant and
    target.
    """
    first_of_kind: dict[tuple[Kind, frozenset[str], str, str], Inference] = {}
    for inference in context.map.inferences.values():
        premises = frozenset(inference.premises)
        first = first_of_kind.setdefault(
            (inference.kind, premises, inference.warrant, inference.target), inference
        )
        if first is inference:
            continue
        message = f"this {inference.kind} from {list_ids(inference.premises)} is drawn already"
        related = (Related(first.at(), "the first"),)
        yield Finding(
            inference.id,
            message,
            inference.at(),
            help=_HELP,
            related=related,
            claims=inference.premises,
        )


RULE = Rule("repeated-step", Severity.WARNING, find)
