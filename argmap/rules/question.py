"""A claim that is put as a question.

Why: A question can be neither true nor false, so nothing supports or rebuts it. Its answers can be
claims; the question itself may be the title of the map.

Fails:
    claims:
      nine: Should school start at nine?

Passes:
    title: Should school start at nine?
    claims:
      nine: School should start at nine.

Source: Toulmin, The Uses of Argument (1958), on claims; the IBIS method (Kunz and Rittel 1970) on questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.model.diagnostics import Severity
from argmap.rules._rule import Context, Finding, Rule, quoted
from argmap.rules._wording import place_in_text

_END = re.compile(r"[?？؟][!！?？]*\s*$")
_TAIL = 10
"""So many characters at the end of a text are searched, however long it is."""
_HELP = "say what you take the answer to be"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim whose text ends with a question mark."""
    for claim in context.map.claims.values():
        tail = max(0, len(claim.text) - _TAIL)
        match = _END.search(claim.text, tail)
        if match:
            message = f"{quoted(claim)} asks instead of claiming"
            place = place_in_text(claim, match.start(), match.start() + 1)
            yield Finding(claim.id, message, place, help=_HELP)


RULE = Rule("question", Severity.ERROR, find)
