"""A premise that seems to say the same as its conclusion in other words.

Why: A reason must say something that the conclusion does not say. If it only repeats the conclusion
in other words, nobody who doubts the conclusion has a reason to believe the premise. The rule
compares the terms of a premise with the terms of its conclusion, where synonyms count as one term.
Two claims about what should be done are alike even if they share only half of the terms of the
shorter one. The rule ignores linked premises, and premises that certainly deny the conclusion, or
say less or more. For a premise in the same words, see the rule `restated-premise`.

Fails:
    claims:
      uniforms: {text: Pupils should be obliged to wear school uniforms., premises: [again]}
      again: School uniforms should be mandatory for students.

Passes:
    claims:
      uniforms: {text: Pupils should be obliged to wear school uniforms., premises: [teased]}
      teased: Many pupils are teased about their clothes.

Measured: In debates that were written for tests, the rule flags 292 of 1,545 paraphrases of claims,
and none of 190 reasons for the same claims.

Source: Hamblin, Fallacies (1970), on begging the question.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.languages.lexicons import english_function_words, lexicon_for
from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH
from argmap.model import Kind
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_claim
from argmap.util.same import Table, parse_text, relate

_ALIKE = 0.5
"""The share of common terms above which two claims may say the same; of two demands, the share of
the terms of the shorter one.
"""
_HELP = "say why the conclusion is true; the reason must contain something new"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each single premise of a support that means what its conclusion means."""
    map, table = context.map, context.same_words
    for inference in map.inferences_of(Kind.SUPPORT):
        premise, *others = inference.premises
        conclusion = map.claims[inference.target]
        same_words = context.plain_texts[premise] == context.plain_texts[conclusion.id]
        if table is None or others or same_words or premise == conclusion.id:
            continue
        if not _may_say_the_same(map.claims[premise].text, conclusion.text, table):
            continue
        message = (
            f"does {quote_claim(map.claims[premise])} say anything that its conclusion"
            f" {name_claim(conclusion.id)} does not say?"
        )
        related = (Related(conclusion.at("text"), "the conclusion"),)
        yield Finding.about_premise(inference, premise, message, _HELP, related)


def _may_say_the_same(premise: str, conclusion: str, table: Table) -> bool:
    terms, is_demand = _terms_of(premise, table)
    other_terms, is_other_demand = _terms_of(conclusion, table)
    shared = len(terms & other_terms)
    compared = len(terms | other_terms) + (is_demand is not is_other_demand)
    if is_demand and is_other_demand:
        compared = min(len(terms), len(other_terms))
    if shared < max(_ALIKE * compared, 1):
        return False
    relation = relate(premise, conclusion, table)
    return not relation.kind.is_turned


def _terms_of(text: str, table: Table) -> tuple[set[str], bool]:
    """Return the terms of a text, and whether it says what should be done."""
    lexicon, function_words = lexicon_for("en"), english_function_words()
    parsed = parse_text(text, table)
    content = [parsed.units[at] for at in parsed.content]
    stems = [unit.stem for unit in content if unit.word not in function_words]
    terms = {lexicon.term(table.first_synonym(stem)) for stem in stems}
    return terms, any(unit.kind == "obligation" for unit in parsed.units)


RULE = Rule("paraphrased-premise", Severity.NOTE, find, ENGLISH)
