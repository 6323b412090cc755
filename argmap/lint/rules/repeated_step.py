"""Two inferences of the same kind that have the same premises and the same target.

Why: Repeating a reason adds a box to the picture but does not make the reason stronger. A list such
as `[sleep, sleep]` gives the same reason twice. Usually, one of the two ids is a mistake.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep, sleep]}
      sleep: Teenagers would sleep more.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep, [sleep, health]]}
      sleep: Teenagers would sleep more.
      health: Sleep is healthy.

Source: argmap's verdicts, which do not change when a reason or an objection is repeated.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, list_claims
from argmap.model import Inference, Kind
from argmap.model.diagnostics import Related, Severity

_HELP = "remove the repetition, or use the claim that you meant"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each inference that has the same kind, premises, warrant, and target as
    an earlier inference.
    """
    first_of_kind: dict[tuple[Kind, frozenset[str], str, str], Inference] = {}
    for inference in context.map.inferences.values():
        premises = frozenset(inference.premises)
        first = first_of_kind.setdefault(
            (inference.kind, premises, inference.warrant, inference.target), inference
        )
        if first is inference:
            continue
        noun = inference.noun
        message = f"this {noun} from {list_claims(inference.premises)} repeats an earlier {noun}"
        related = (Related(first.at(), f"the earlier {noun}"),)
        yield Finding.about(inference, message, _HELP, related=related)


RULE = Rule("repeated-step", Severity.WARNING, find)
