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
from argmap.rules._rule import Context, Found, Rule, quoted
from argmap.rules._wording import place_in

_VERB = r"(?:is|are|was|were|would|will|can|could|may|might|has|have|does|do|did|means|shows|makes)(?:n[’']t)?"
_PRONOUN = re.compile(rf"\s*(This|These|That|Those|It|They)\s+{_VERB}\b", re.IGNORECASE)
_EXPLETIVE = re.compile(
    r"\s*It\s+(?!means|shows)\S+\s(?:\S+\s+){0,9}?(?:that|to|whether|who|whom|which|when|if|for|how|why|what|not)\b"
    r"|\s*It\s+(?:may|might|could|can) be\b",
    re.IGNORECASE,
)
_HELP = "name what it stands for"


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each claim whose subject is a bare pronoun."""
    for claim in context.map.claims.values():
        pronoun = _PRONOUN.match(claim.text)
        if pronoun and not _EXPLETIVE.match(claim.text):
            message = f"{quoted(claim)} leaves open what “{pronoun[1]}” is"
            yield Found(claim.id, message, place_in(claim, pronoun.start(1), pronoun.end(1)), help=_HELP)


RULE = Rule("dangling-pronoun", Severity.INFO, find)
