"""A claim whose text is a list of ids.

Why: Without brackets, `sleep, health` is plain text, so argmap reads it as a new claim instead of
as two linked premises. As a result, the claims `sleep` and `health` support nothing, and the
picture contains a box with the text "sleep, health".

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

Measured: The rule flags none of the 7,476 claims. Most of these texts are in formats in which
people do not type ids.

Source: argmap's file format, in which brackets link premises.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import parse_ids
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Edit, Fix, Safety, Severity


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim whose text consists of two or more ids of claims."""
    map = context.map
    claims = map.claims
    for claim in claims.values():
        ids = parse_ids(claim.text, claims)
        if not ids:
            continue
        message = f"{quote_claim(claim)} is a new claim, but its text is a list of claim ids"
        brackets = ", ".join(ids)
        keys = f"; for linked premises, write `[{brackets}]`"
        help = Hint("write each of these claims as a premise of its own", keys)
        place = claim.at("text")
        fixes: tuple[Fix, ...] = ()
        # As the only premise of an inference, written in place, a list of ids is also possible.
        is_only_premise = any(each.premises == (claim.id,) for each in map.uses(claim.id))
        if place and is_only_premise and not claim.has_own_id:
            edits = (Edit(place, f"[{brackets}]"),)
            fixes = (Fix("put the list in brackets", edits, Safety.UNSAFE),)
        yield Finding(claim.id, message, place, help=help, fixes=fixes)


RULE = Rule("listed-in-one-string", Severity.ERROR, find)
