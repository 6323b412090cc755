"""Two statements in one claim, joined by *but* or *however*.

Why: One of them may be true and the other false, and an objection would not show which it meets. "Not
this, but that" says one thing, and passes.

Fails:
    claims:
      nine: Teenagers would sleep more, but parents must be at work by eight.

Passes:
    claims:
      nine: {text: Teenagers would sleep more., rebuttals: [work]}
      work: Not only parents, but also teachers must be at work by eight.

Source: the practice of propositional analysis: one box, one statement (Twardy, Argument maps improve
critical thinking, 2004).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.model.diagnostics import Severity
from argmap.rules._rule import Context, Finding, Rule, quoted
from argmap.rules._wording import matching_claims, place_of_match

# "However" joins two statements only before a comma: "however they behave" is one.
_JOINT = re.compile(r"[,;.]\s+(but(?=\s)(?! also\b| rather\b)|however(?=,))", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|nothing|none|n't)\b|n[’']t\b", re.IGNORECASE)
_HELP = "write two claims; if the second tells against the first, name it among its `rebuttals`"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim with a `but` that is no "not this, but that"."""
    for claim, match in matching_claims(context.map, _JOINT, ("but", "however")):
        word = match[1]
        if word.lower() == "but" and _NOT.search(claim.text, 0, match.start()):
            continue  # "not this, but that" is one statement
        message = f"{quoted(claim)} seems to make two statements: it says “{word}”"
        yield Finding(claim.id, message, place_of_match(claim, match, 1), help=_HELP)


RULE = Rule("but-in-claim", Severity.INFO, find)
