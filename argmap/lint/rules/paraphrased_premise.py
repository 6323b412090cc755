"""A premise that seems to say the same as its conclusion in other words.

Why: A reason must say something that the conclusion does not say. If it only repeats the conclusion
in other words, nobody who doubts the conclusion has a reason to believe the premise. The rule
compares the terms of a premise with the terms of its conclusion, where synonyms count as one term.
Two claims about what should be done are alike even if they share only half of their terms. The
rule ignores linked premises. For a premise in the same words, see the rule `restated-premise`.

Fails:
    claims:
      uniforms: {text: Pupils should be obliged to wear school uniforms., premises: [again]}
      again: School uniforms should be mandatory for students.

Passes:
    claims:
      uniforms: {text: Pupils should be obliged to wear school uniforms., premises: [teased]}
      teased: Many pupils are teased about their clothes.

Measured: We judged 20 findings in the essays and microtexts, and 16 of them were useful. The rule
flags 0.8% of the claims there, and finds 2 of 4 paraphrases in the maps with mistakes.

Source: Hamblin, Fallacies (1970), on begging the question.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._meaning import NORM, Meaning, MeaningFinder
from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH
from argmap.model import Kind
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_claim

_ALIKE = 0.5
"""The share of common terms above which two claims may say the same."""
_NORMS_ALIKE = 0.5
"""The same share for two claims that say what should be done, of the terms of the shorter one."""
_HELP = "say why the conclusion is true; the reason must contain something new"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each single premise of a support that means what its conclusion means."""
    map = context.map
    finder = MeaningFinder(map)
    for inference in map.inferences_of(Kind.SUPPORT):
        premise, *others = inference.premises
        conclusion = map.claims[inference.target]
        same_words = context.plain_texts[premise] == context.plain_texts[conclusion.id]
        if others or same_words or premise == conclusion.id:
            continue
        if not _say_the_same(finder.meaning_of(premise), finder.meaning_of(conclusion.id)):
            continue
        message = (
            f"does {quote_claim(map.claims[premise])} say anything that its conclusion"
            f" {name_claim(conclusion.id)} does not say?"
        )
        related = (Related(conclusion.at("text"), "the conclusion"),)
        yield Finding.about_premise(inference, premise, message, _HELP, related)


def _say_the_same(premise: Meaning, conclusion: Meaning) -> bool:
    are_norms = NORM in premise.terms and NORM in conclusion.terms
    if premise.is_denied != conclusion.is_denied and not are_norms:
        return False
    if premise.likeness(conclusion) >= _ALIKE:
        return True
    shared = (premise.terms & conclusion.terms) - {NORM}
    shorter = min(len(premise.terms), len(conclusion.terms)) - 1
    return are_norms and len(shared) >= max(_NORMS_ALIKE * shorter, 1)


RULE = Rule("paraphrased-premise", Severity.NOTE, find, ENGLISH)
