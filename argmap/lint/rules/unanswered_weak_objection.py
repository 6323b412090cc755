"""An unanswered objection that is too weak to change a verdict.

Why: An objection without evidence does not defeat a claim that rests on evidence or common ground.
Readers may still find the objection convincing. Ask whether the claim is false, or true but beside
the point: then the objection is an undercutter of the inference from the claim. If it is neither,
say why the objection fails: rebut one of its premises, undercut it, or grant it and say why it
counts for less (`outweighed_by`). For objections that do change a
verdict, see the rule `unanswered-rebuttal`; for objections to a documented claim, see
`rebuts-common-ground`.

Fails:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more., premises: [clock], rebuttals: [later]}
      clock: {text: Their body clocks are late., evidence: aap2014 p. 643}
      later: Teenagers would go to bed later.

Passes:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more., premises: [clock], rebuttals: [later]}
      clock: {text: Their body clocks are late., evidence: aap2014 p. 643}
      later: {text: Teenagers would go to bed later., rebuttals: [tired]}
      tired: Teenagers fall asleep when they are tired.

Measured: The essays and microtexts cite no evidence, so the rule finds nothing there. The finding
does not depend on wording.

Source: Wolfe, Britt and Butler, Argumentation Schema and the Myside Bias in Written Argumentation
(2009): essays that answer objections are more convincing.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._objections import (
    IF_BESIDE_THE_POINT,
    describe_objection,
    premises_of_claims,
    question_about_target,
    rests_on_its_own,
)
from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.lint.vocabulary import Hint
from argmap.model import InferenceStatus, Kind
from argmap.model.diagnostics import Severity
from argmap.verdicts.conclusions import open_objections

_HELP = Hint("{answer_it}")
_HELP_FOR_PREMISE = Hint(f"{IF_BESIDE_THE_POINT}; otherwise, {{answer_it}}")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each objection that stands, is too weak, and has no answer."""
    map, verdicts = context.map, context.verdicts
    premises = premises_of_claims(map)
    for inference, _ in open_objections(map, verdicts):
        if verdicts.status_of(inference) is not InferenceStatus.TOO_WEAK:
            continue
        # The rule `rebuts-common-ground` flags objections to documented claims.
        if rests_on_its_own(map, inference.target):
            continue
        message = (
            f"{describe_objection(map, inference)} is too weak to change a verdict, and it is"
            " unanswered"
        )
        if inference.kind is Kind.REBUTTAL:
            message += question_about_target(map, inference)
        help = _HELP_FOR_PREMISE if inference.target in premises else _HELP
        yield Finding.about(inference, message, help)


RULE = Rule(
    "unanswered-weak-objection", Severity.NOTE, find, remedies=("add_objection", "undercut_instead")
)
