"""A claim whose reasons rest, in the end, on nothing.

Why: A chain of reasons is worth what its last link hangs on. Here the claim has premises, but no way
down through them comes to evidence or to common ground for every premise that a step needs. Each gap
is named by `unsupported-claim` where it is; this rule shows how far up it reaches.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers would sleep more.

Passes:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      nine: {text: School should start at nine., premises: [sleep, buses]}
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643}
      buses: Buses are cheaper after nine.

Source: Aristotle, Posterior Analytics I 3, on what reasons come to an end in.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import ArgumentMap, Kind
from argmap.model.diagnostics import Related, Severity
from argmap.rules._rule import Context, Finding, Rule, listed, quoted
from argmap.rules._spread import spread

_HELP = "support what is named, or give it another reason, supported all the way down"
_HELP_IN_CIRCLE = "give it a reason from outside the circle"
_NAMED = 3
"""At most so many gaps are named for one claim."""


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim with reasons of which none is supported all the way down."""
    map = context.map
    grounded = grounded_claims(map)
    gaps_below = _nearest_gaps(map)
    for claim in map.claims.values():
        # What has no reasons at all is for `unsupported-claim` to find.
        if claim.id in grounded or not map.supports(claim.id):
            continue
        gaps = gaps_below.get(claim.id, [])
        if gaps:
            message = f"{quoted(claim)} rests on what nothing supports: {listed(gaps, ', ')}"
            help = _HELP
        else:
            message = f"{quoted(claim)} rests on reasons that run in a circle"
            help = _HELP_IN_CIRCLE
        related = tuple(Related(map.claims[gap].at("id"), "nothing supports this") for gap in gaps)
        yield Finding(claim.id, message, claim.at("id"), help=help, related=related)


def grounded_claims(map: ArgumentMap) -> set[str]:
    """Return the claims supported down to evidence or common ground on some path, without a circle."""
    pending = [claim.id for claim in map.claims.values() if claim.evidence or claim.assumed]
    grounded = set(pending)
    # How many premises of each step are not known to be grounded: at none, the step holds.
    missing: dict[str, int] = {}
    while pending:
        for step in map.uses(pending.pop()):
            missing[step.id] = missing.get(step.id, len(step.premises)) - 1
            if missing[step.id] > 0 or step.kind is not Kind.SUPPORT:
                continue
            if step.target not in grounded:
                grounded.add(step.target)
                pending.append(step.target)
    return grounded


def _nearest_gaps(map: ArgumentMap) -> dict[str, list[str]]:
    """Return the nearest unsupported claims below each claim, a few of them."""
    start = [(claim, claim) for claim in map.claims if map.is_unsupported(claim)]
    return spread(map, start, lambda held, gap: len(held) < _NAMED and gap not in held)


RULE = Rule("rests-on-unsupported", Severity.INFO, find)
