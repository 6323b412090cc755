"""A claim whose text is a list of ids.

Why: `sleep, health` without brackets is one text, and so a new claim, instead of two linked premises. What was
meant then supports nothing, and a box says only "sleep, health".

Fails:
    claims:
      nine: {text: School should start at nine., premises: ["sleep, health"]}
      sleep: Teenagers would sleep more.
      health: Sleep is healthy.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, health]]}
      sleep: Teenagers would sleep more.
      health: Sleep is healthy.

Measured: on none of 7,476 claims, since most of their forms have no ids that a person types.

Source: the grammar of argmap's files, in which brackets link premises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.model.diagnostics import Severity
from argmap.rules._rule import Context, Finding, Rule, quoted

_BETWEEN = re.compile(r"\s*[,;+&]\s*|\s+and\s+|\s+")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim whose text is nothing but ids of claims, two at least."""
    claims = context.map.claims
    for claim in claims.values():
        ids = _BETWEEN.split(claim.text.strip())
        if len(ids) < 2 or not all(id in claims for id in ids):
            continue
        message = f"{quoted(claim)} is a claim of its own, and its text lists ids of others"
        brackets = ", ".join(ids)
        help = f"to link them, write `[{brackets}]`; as independent reasons, each is an item by itself"
        yield Finding(claim.id, message, claim.at("text"), help=help)


RULE = Rule("listed-in-one-string", Severity.WARNING, find)
