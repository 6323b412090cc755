"""A map, or a side of it, that contends nothing in the end.

Why: A reader asks first what all this is for. A main claim is one marked `main: true`, else one that
supports nothing. A side that only objects, and names no claim as its own, needs none.

Fails:
    claims:
      honest: {text: The witness is honest., premises: [true-story]}
      true-story: {text: What the witness says is true., premises: [honest]}

Passes:
    claims:
      honest: {text: The witness is honest., main: true, premises: [true-story]}
      true-story: What the witness says is true.

Source: Toulmin, The Uses of Argument (1958): an argument is for a claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.diagnostics import Severity
from argmap.model.text import one_line
from argmap.rules._rule import Context, Finding, Rule

_HELP = "mark what it finally contends with `main: true`"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for a map without main claims, else for each side that has claims but no main one."""
    map = context.map
    if not context.main_claims:
        # A claim that stands alone is what its map contends, even if nothing marks it.
        if len(map.claims) != 1:
            yield Finding("", "this map has no main claim", map.places.get("claims"), help=_HELP)
        return
    contending = {context.sides[claim.id] for claim in context.main_claims}
    # By its own word: a side that is only inferred, for its objections, need not contend anything.
    named = {claim.side for claim in map.claims.values()}
    for side in map.sides.values():
        if side.id in named and side.id not in contending:
            message = f"the side `{side.id}` ({one_line(side.name)}) has claims but no main claim"
            yield Finding(side.id, message, side.at("id"), help=_HELP)


RULE = Rule("no-main-claim", Severity.WARNING, find)
