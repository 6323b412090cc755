"""A claim that begins with a pronoun for something outside it.

Why: A claim is read in its box, beside others than those it was written after. "This is wrong" does not
say what is. "It is true that …" and the like point at nothing, and pass.

Fails:
    claims:
      nine: {text: School should start at nine., rebuttals: [wrong]}
      wrong: {text: This would cost too much.}

Passes:
    claims:
      nine: {text: School should start at nine., rebuttals: [wrong]}
      wrong: {text: It is clear that a late start would cost too much.}

Source: the practice of propositional analysis: a statement is to be understood by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.model.diagnostics import Severity
from argmap.rules._rule import Context, Finding, Rule, quoted
from argmap.rules._wording import place_of_match

_VERB = r"(?:is|are|was|were|would|will|can|could|may|might|has|have|does|do|did|means|shows|makes)(?:n[’']t)?"
_PRONOUN = re.compile(rf"\s*(This|These|That|Those|It|They)\s+{_VERB}\b", re.IGNORECASE)
# "It" that points at nothing: "It is wrong to …", "It has long been known that …", "It may be". The clause
# that it stands for begins within ten words; "It means that …" does point at something.
_EXPLETIVE = re.compile(
    r"\s*It\s+(?!means|shows)\S+\s(?:\S+\s+){0,9}?(?:that|to|whether|who|whom|which|when|if|for|how|why|what|not)\b"
    r"|\s*It\s+(?:may|might|could|can) be\b",
    re.IGNORECASE,
)
_HELP = "name what it stands for"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim whose subject is a bare pronoun."""
    for claim in context.map.claims.values():
        match = _PRONOUN.match(claim.text)
        if match is None or _EXPLETIVE.match(claim.text):
            continue
        message = f"{quoted(claim)} leaves open what “{match[1]}” is"
        yield Finding(claim.id, message, place_of_match(claim, match, 1), help=_HELP)


RULE = Rule("dangling-pronoun", Severity.INFO, find)
