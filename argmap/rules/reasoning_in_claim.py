r"""A claim that holds a whole argument: it says *because*, *therefore*, *hence* or *thus*.

Why: A reason inside the text of a claim cannot be drawn, supported or attacked by itself. What is said
in quotation marks passes, and so do "because of", "is because", "not because", "thus far" and "a year hence".

Fails:
    claims:
      nine: School should start at nine because teenagers need sleep.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers need more sleep because of their growth.

Source: Fisher, The Logic of Real Arguments (1988), on words that indicate reasons and conclusions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.model.diagnostics import Severity
from argmap.rules._rule import Context, Finding, Rule
from argmap.rules._wording import matching_claims, place_of_match

_WORDS = ("because", "therefore", "hence", "thus")
_JOINING = re.compile(
    r"(?<!\bnot )(?<!\bjust )(?<!\bonly )(?<!\bsimply )(?<!\bmerely )(?<!\bis )(?<!\bwas )\bbecause\b(?! of\b)"
    r"|\btherefore\b|(?<!day )(?<!week )(?<!month )(?<!year )(?<!days )(?<!weeks )(?<!months )(?<!years )\bhence\b"
    r"|\bthus\b(?! far\b)",
    re.IGNORECASE,
)
_HELP = "make the reason a claim of its own and name it among the `premises` of the conclusion"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim with a word that joins a reason to a conclusion."""
    for claim, match in matching_claims(context.map, _JOINING, _WORDS):
        message = f"`{claim.id}` holds an argument, not one claim: it says “{match[0]}”"
        yield Finding(claim.id, message, place_of_match(claim, match), help=_HELP)


RULE = Rule("reasoning-in-claim", Severity.WARNING, find)
