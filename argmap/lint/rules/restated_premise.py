"""A premise that says what its conclusion says.

Why: A claim is no reason for itself. Two claims with the same words are compared here without
regard to case, punctuation and white space; one that is put in other words only a reader can tell.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [again]}
      again: School should start at nine!

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers would sleep more.

Source: Hamblin, Fallacies (1970), on begging the question.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.model import Kind
from argmap.model.diagnostics import Related, Severity

_HELP = "say why the conclusion is true, or take the premise out"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each premise of a support with the text of what it supports."""
    map, texts = context.map, context.plain_texts
    for inference in map.inferences_of(Kind.SUPPORT):
        conclusion = map.claims[inference.target]
        for premise in inference.premises:
            # That a claim supports itself is for `circular-support` to say.
            if premise == conclusion.id or texts[premise] != texts[conclusion.id]:
                continue
            message = f"the premise `{premise}` only repeats its conclusion `{conclusion.id}`"
            related = (Related(conclusion.at("text"), "the conclusion"),)
            place = inference.at("premise", premise)
            claims = (premise, conclusion.id)
            yield Finding(inference.id, message, place, help=_HELP, related=related, claims=claims)


RULE = Rule("restated-premise", Severity.WARNING, find)
