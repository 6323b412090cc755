"""An unanswered objection to a main claim or to its reasons.

Why: As long as a strong enough objection is unanswered, the claim falls or is contested. To answer
an objection, rebut one of its premises, undercut the objection itself, or grant the objection and
say why it counts for less (`outweighed_by`). An answer that stands may still be too weak: asserted
doubts take the backing of a documented objection, but the objection remains as an assertion. An
objection that falls, is outweighed or is too weak does not need an answer. If an answer fails
because of a further objection, the rule flags that further objection instead. An answer does not
need a reply unless the answer is also an objection to another main claim.

Fails:
    claims:
      nine: {text: School should start at nine., main: true, rebuttals: [childcare]}
      childcare: Parents must be at work by eight.

Passes:
    claims:
      nine: {text: School should start at nine., main: true, rebuttals: [childcare]}
      childcare: {text: Parents must be at work by eight., rebuttals: [flexible]}
      flexible: Most employers let parents start at nine.

Source: pragma-dialectics (van Eemeren and Grootendorst 2004): you must defend any standpoint that
you advance.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._objections import describe_objection, weakened_claim
from argmap.lint.rules._rule import Context, Finding, Rule, quote_side
from argmap.lint.vocabulary import Hint
from argmap.model import InferenceStatus, Kind
from argmap.model.diagnostics import Related, Severity
from argmap.verdicts.conclusions import open_objections

_HELP = "rebut one of the objection's premises, or undercut the objection"
_HELP_IF_REBUTTAL = Hint("{answer_it}")
_HELP_IF_WEAK = (
    "support the answer with evidence or with reasons that rest on evidence, or find another answer"
)

_TOO_WEAK = {
    InferenceStatus.TOO_WEAK: "too weak: this answer is not backed, but what it attacks is",
    InferenceStatus.TAKES_BACKING: "takes the backing of the objection, which still stands",
}
"""What is said of answers that stand beside the objection that they are meant to answer."""


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each attack that counts against a main claim and has no answer that
    counts.
    """
    map, verdicts = context.map, context.verdicts
    for inference, answers in open_objections(map, verdicts):
        if verdicts.status_of(inference) is InferenceStatus.TOO_WEAK:
            continue
        related = [Related(each.at(), _TOO_WEAK[verdicts.status_of(each)]) for each in answers]
        # If an attack was undercut, the side of its premises has to answer.
        defended = weakened_claim(map, inference) or map.inferences[inference.target].premises[0]
        side = map.sides.get(context.sides[defended])
        objection = describe_objection(map, inference)
        if answers:
            by = f" by the side {quote_side(side)}" if side else ""
            message = f"all answers{by} to {objection} are too weak"
            help: str | Hint = _HELP_IF_WEAK
        else:
            message = f"{objection} is unanswered"
            if side:
                message = f"the side {quote_side(side)} has not answered {objection}"
            help = _HELP_IF_REBUTTAL if inference.kind is Kind.REBUTTAL else _HELP
        yield Finding.about(inference, message, help, related=related)


RULE = Rule("unanswered-rebuttal", Severity.WARNING, find, remedies=("add_objection", "outweigh"))
