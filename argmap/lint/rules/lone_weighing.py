"""A weighing in a place where there is nothing to weigh.

Why: A weighing grants an objection and says why the objection counts for less than the reasons for
the claim. If the map gives no reason and no evidence for the claim, there is nothing that could
count for more. In the same way, a reason can only count for less than an objection. Add what the
weighing compares, or doubt the inference with an undercutter instead.

Fails:
    claims:
      pool:
        text: The school should build a pool.
        rebuttals: [{premises: [cost], outweighed_by: [health-first]}]
      cost: A pool is expensive.
      health-first: Health matters more than money.

Passes:
    claims:
      pool:
        text: The school should build a pool.
        premises: [health]
        rebuttals: [{premises: [cost], outweighed_by: [health-first]}]
      health: Swimming is healthy.
      cost: A pool is expensive.
      health-first: Health matters more than money.

Source: Govier, A Practical Study of Argument, on conductive arguments: reasons for a conclusion are
weighed against reasons against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, claims_with_verb, quote_claim
from argmap.model import Kind
from argmap.model.diagnostics import Related, Severity

_HELP_WITHOUT_REASON = (
    "add the reason that outweighs the objection, or undercut the objection instead"
)
_HELP_WITHOUT_OBJECTION = (
    "add the objection that outweighs the reason, or undercut the reason instead"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each weighing that has nothing on the other side."""
    map = context.map
    for weighing in map.inferences.values():
        if not weighing.weighing:
            continue
        weighed = map.inferences[weighing.target]
        claim = map.claims[weighed.target]
        if weighed.kind is Kind.SUPPORT:
            has_opposite = bool(map.rebuttals(claim.id))
            weighed_against = f"a reason for {quote_claim(claim)}, but that claim has no objections"
            help = _HELP_WITHOUT_OBJECTION
        else:
            # What is offered for a claim counts, whether it holds or not.
            has_opposite = not map.is_unsupported(claim.id)
            weighed_against = (
                f"an objection to {quote_claim(claim)}, but that claim has no reasons or evidence"
            )
            help = _HELP_WITHOUT_REASON
        if has_opposite:
            continue
        message = f"{claims_with_verb(map, weighing.premises, 'outweighs')} {weighed_against}"
        related = (Related(claim.at("id"), "nothing to weigh against"),)
        yield Finding.about(weighing, message, help, related=related)


RULE = Rule("lone-weighing", Severity.NOTE, find)
