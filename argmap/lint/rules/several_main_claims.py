"""A side, or a map without sides, with more than one main claim.

Why: If a side has two main claims, the map usually covers two debates, or one of the claims is a
reason for the other. If the side really argues for both claims, ignore this finding. If a map has
no sides, the rule ignores main claims that are objections to each other: they are the two sides of
one debate.

Fails:
    sides: {later: Start at nine}
    claims:
      nine: {text: School should start at nine., side: later, main: true}
      buses: {text: Buses should run later., side: later, main: true}

Passes:
    sides: {later: Start at nine}
    claims:
      nine: {text: School should start at nine., side: later, main: true, premises: [buses]}
      buses: {text: Buses should run later., side: later}

Source: van Eemeren and Grootendorst, A Systematic Theory of Argumentation (2004), on single and
multiple disputes.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._objections import rebuts
from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim, quote_side
from argmap.lint.vocabulary import Hint
from argmap.model import Claim
from argmap.model.diagnostics import Related, Severity

_HELP = Hint("make one main claim a reason for another, or {give_each_a_side}")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each side with several main claims, at the place of the second claim."""
    map = context.map
    rivals_by_side: dict[str, list[Claim]] = {}
    for claim in context.main_claims:
        side_id = context.sides[claim.id]
        rivals_by_side.setdefault(side_id, []).append(claim)
    for side_id, rivals in rivals_by_side.items():
        if len(rivals) < 2:
            continue
        first, second, *_ = rivals
        if side_id:
            whose = f"the side {quote_side(map.sides[side_id])}"
        else:
            if map.sides or rebuts(map, first.id, second.id) or rebuts(map, second.id, first.id):
                continue
            whose = "this map"
        message = f"{whose} has {len(rivals)} main claims, including {quote_claim(second)}"
        related = (Related(first.at("id"), "the first main claim"),)
        # Any of them may be the intended one, so an `ignore` on any of them silences this.
        ids = tuple(claim.id for claim in rivals)
        place = second.at("id")
        yield Finding(side_id, message, place, help=_HELP, related=related, claims=ids)


RULE = Rule("several-main-claims", Severity.NOTE, find)
