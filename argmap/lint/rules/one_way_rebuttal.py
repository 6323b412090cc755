"""An objection that says the opposite of a claim, although the claim is not an objection to it.

Why: If one claim is the opposite of another, each is an objection to the other: they cannot both be
true. If the map shows only one direction, both claims can stand at the same time, because nothing
attacks the objection. The rule compares words, as the rule `contradiction` does. Write the other
direction, too, or replace the objection by the reason why the claim is false.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers need more sleep., rebuttals: [enough]}
      enough: Teenagers do not need more sleep.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers need more sleep., rebuttals: [enough]}
      enough: {text: Teenagers do not need more sleep., rebuttals: [sleep]}

Measured: See the rule `contradiction`. The only finding in the maps with mistakes is useful.

Source: Besnard and Hunter, Elements of Argumentation (2008), on rebuttals, which attack each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._objections import rebuts
from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_claim

_HELP = "make each of the two claims an objection to the other, or say why only one of them is"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rebuttal by an opposite claim that is not rebutted in return."""
    map = context.map
    for pair in context.contraries:
        for objection, target in (pair, pair[::-1]):
            if not rebuts(map, objection, target) or rebuts(map, target, objection):
                continue
            claim = map.claims[objection]
            message = (
                f"{quote_claim(claim)} is the opposite of {name_claim(target)}, but only one of"
                " them is an objection to the other"
            )
            related = (Related(map.claims[target].at("text"), "the opposite"),)
            claims = (objection, target)
            yield Finding(objection, message, claim.at("text"), "", _HELP, related, claims)


RULE = Rule("one-way-rebuttal", Severity.NOTE, find, ENGLISH)
