"""A claim that is only a heading or part of a sentence.

Why: Fragments such as "Better protection of minors" and "unless the screens are unbreakable" are
neither true nor false. Nothing can support or rebut a fragment, and each reader completes it
differently. The rule flags a text if none of its words could be the verb of a sentence, or if the
text is only a condition. For texts with fewer than four words, see the rule `short-claim`.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Better sleep for all teenagers}

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more.}

Measured: Of all 35 findings in the essays and microtexts, 28 were useful; of 20 in the wordings and
the maps of the project, 14. The others have verbs that the rule did not know; some of these were
added after that. The rule flags 0.6% of the claims in the essays and microtexts.

Source: the argument-mapping convention that each box contains a complete sentence.
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
_HELP = "write a complete sentence that can be true or false"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim of four words or more that is not a sentence."""
    for claim in context.map.claims.values():
        text = claim.text
        if len(text.split(maxsplit=_FEWEST)) < _FEWEST or parse_ids(text, context.map.claims):
            continue
        lack = ""
        if not has_verb(text):
            lack = "the subject or the verb is missing"
        elif _is_only_a_condition(text):
            lack = "it is only a condition"
        if lack:
            message = f"{quote_claim(claim)} is not a complete sentence: {lack}"
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


RULE = Rule("fragment", Severity.NOTE, find, ENGLISH)
