"""A reason that names a loss, as an objection would.

Why: A reason under the wrong heading turns an argument around: a map that counts "the shops would
lose customers" among the reasons for closing a street argues against itself. The rule asks about
single reasons for a claim about what should be done, if they say that somebody would lose something
or could no longer do something. If the reason is an objection, move it to `rebuttals`. If the loss
is what you want, say so in a linked premise.

Fails:
    claims:
      close: {text: The street should be closed to cars., premises: [shops]}
      shops: The shops would lose their customers.

Passes:
    claims:
      close: {text: The street should be closed to cars., rebuttals: [shops]}
      shops: The shops would lose their customers.

Measured: The rule has fewer than five findings in the essays and microtexts, too few to judge. It
finds 1 of 4 misplaced objections in the maps with mistakes, and nothing else there: words rarely
show whether a reason speaks for a claim.

Source: Scriven, Reasoning (1976), on reading a reason for what it is meant to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH
from argmap.lint.vocabulary import Hint
from argmap.model import Kind
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_claim

_DEMAND = re.compile(r"\b(?:should|must|ought to|ha(?:s|ve) to|needs? to)\b", re.IGNORECASE)
_LOSS = re.compile(
    r"\b(?:would|will|could|might)\b(?: \w+){0,3}? (?:no longer|lose|not be able|not be home|"
    r"have no|become unemployed|suffer|have to (?:pay|wait|close)|"
    r"cost (?:too much|more|a lot|\w+ a lot)|"
    r"be (?:harmed|hurt|ruined|destroyed|unemployed|disadvantaged|punished|worse off|unfair|"
    r"more expensive|too expensive|impossible))\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|never|no|nobody)\b|n['’]t\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|without|unless|otherwise)\b", re.IGNORECASE)
_HELP = Hint(
    "if this is an objection, write it as an objection{objection_here}; otherwise, {link_a_premise}"
    " that says why"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each single reason that names a loss, for a claim with a demand."""
    map = context.map
    for inference in map.inferences_of(Kind.SUPPORT):
        conclusion = map.claims[inference.target]
        if len(inference.premises) != 1 or not _DEMAND.search(conclusion.text):
            continue
        # What should not be done, or if something is not done, may well be a loss.
        claim = map.claims[inference.premises[0]]
        match = _LOSS.search(claim.text)
        if match is None or _NEGATION.search(conclusion.text) or _CONDITION.search(claim.text):
            continue
        message = (
            f"{quote_claim(claim)} names a loss (“{match[0]}”): is it a reason for"
            f" {name_claim(conclusion.id)}, or an objection to it?"
        )
        related = (Related(conclusion.at("text"), "the conclusion"),)
        yield Finding.about_premise(inference, claim.id, message, _HELP, related)


RULE = Rule("reason-speaks-against", Severity.NOTE, find, ENGLISH, remedies=("move",))
