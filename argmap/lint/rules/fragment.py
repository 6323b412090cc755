"""A claim that is only a heading or part of a sentence.

Why: "Better protection of minors" and "unless the screens are unbreakable" are neither true nor
false, so nothing can support or rebut them, and each reader completes them differently. The rule
flags a text if none of its words could be the verb of a sentence, or if it is only a condition. For
texts of fewer than four words, see `short-claim`.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Better sleep for all teenagers}

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more.}

Measured: 18 of 20 findings are useful. The rule flags 3.5% of the claims, most of them headings in
Debatabase. It skips conditions that are long or contain a comma, because all three findings of this
kind were wrong. In the 743 claims from the microtexts, AIF and Argdown, 9 of 9 findings are useful.

Source: argument mapping: each box holds a whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._verbs import count_verbs, has_two_clauses, has_verb
from argmap.lint.rules._wording import ENGLISH, parse_ids
from argmap.model.diagnostics import Severity

_FEWEST = 4
_LONGEST_CONDITION = 10
_CONDITION = re.compile(
    r"\W*(?:(?:and|but|or|except|only|even) )*(?:unless|if|when|whenever|provided)\b", re.IGNORECASE
)
_HELP = "write a whole sentence that can be true or false"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim of four words or more that is not a sentence."""
    for claim in context.map.claims.values():
        text = claim.text
        if len(text.split(maxsplit=_FEWEST)) < _FEWEST or parse_ids(text, context.map.claims):
            continue
        lack = ""
        if not has_verb(text):
            lack = "its subject or its verb is missing"
        elif _is_only_a_condition(text):
            lack = "it is only a condition"
        if lack:
            message = f"{quote_claim(claim)} is not a whole sentence: {lack}"
            yield Finding(claim.id, message, claim.at("text"), help=_HELP)


def _is_only_a_condition(text: str) -> bool:
    # The words after a comma, or after many words, may be the main clause, with a verb that is not
    # in our list.
    is_short = len(text.split()) <= _LONGEST_CONDITION and "," not in text.rstrip(" ,")
    return (
        bool(_CONDITION.match(text))
        and is_short
        and count_verbs(text) == 1
        and not has_two_clauses(text)
    )


RULE = Rule("fragment", Severity.INFO, find, ENGLISH)
