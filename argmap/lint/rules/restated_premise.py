"""A premise that only repeats its conclusion.

Why: A claim cannot be a reason for itself. The rule compares the words of the premise and the
conclusion, and ignores case, punctuation, and whitespace. The rule does not detect a premise that
says the same thing in different words.

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
from argmap.model.messages import name_claim

_HELP = "replace the premise with one that says why the conclusion is true, or remove the premise"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each premise of a support with the same text as its conclusion."""
    map, texts = context.map, context.plain_texts
    for inference in map.inferences_of(Kind.SUPPORT):
        conclusion = map.claims[inference.target]
        for premise in inference.premises:
            # The rule `circular-support` flags claims that support themselves.
            if premise == conclusion.id or texts[premise] != texts[conclusion.id]:
                continue
            message = (
                f"the premise {name_claim(premise)} only repeats its conclusion"
                f" {name_claim(conclusion.id)}"
            )
            related = (Related(conclusion.at("text"), "the conclusion"),)
            yield Finding.about_premise(inference, premise, message, _HELP, related)


RULE = Rule("restated-premise", Severity.WARNING, find)
