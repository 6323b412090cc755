"""A claim that is a question.

Why: A question is neither true nor false, so nothing can support or rebut it. Write the answers to
the question as claims, and use the question itself as the map's title.

Fails:
    claims:
      nine: Should school start at nine?

Passes:
    title: Should school start at nine?
    claims:
      nine: School should start at nine.

Source: Toulmin, The Uses of Argument (1958), on claims; Kunz and Rittel (1970), on questions in the
IBIS method.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.languages.writing import QUESTION_MARKS
from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import place_in_text
from argmap.model.diagnostics import Severity

_END = rf"[{''.join(QUESTION_MARKS)}][!！?？]*\s*$"
_TAIL = 10
"""The number of characters at the end of a text that are searched, however long it is."""
_HELP = "replace the question with the answer that you argue for"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim whose text ends with a question mark."""
    for claim in context.map.claims.values():
        tail = claim.text[-_TAIL:]
        # Most texts do not have one, and checking for that is faster than searching them.
        if not any(mark in tail for mark in QUESTION_MARKS):
            continue
        match = re.search(_END, tail)
        if match:
            message = f"{quote_claim(claim)} is a question, not a claim"
            start = len(claim.text) - len(tail) + match.start()
            yield Finding(claim.id, message, place_in_text(claim, start, start + 1), help=_HELP)


RULE = Rule("question", Severity.ERROR, find)
