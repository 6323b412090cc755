"""A claim whose reasons depend on unsupported claims.

Why: A chain of reasons is only as strong as the claim that it starts from. The rule flags a claim
if none of its reasons can be traced back to evidence or common ground. A reason can be traced back
only if each of its premises can be traced back. A warrant does not need support until somebody
challenges it. An inference that no source draws (`implicit: true`) cannot back a claim. The rule
`unsupported-claim` flags the unsupported claims themselves. This rule flags the claim at the end of
each chain of reasons that starts from them, such as the main claim. It does not flag the claims in
between.

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

Source: Aristotle, Posterior Analytics I 3, on where a chain of reasons ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TypeVar

from argmap.lint.rules._rule import (
    Context,
    Finding,
    Rule,
    in_series,
    list_claims,
    quote_claim,
    spread,
)
from argmap.lint.vocabulary import Hint
from argmap.model import ArgumentMap, Kind
from argmap.model.diagnostics import Related, Severity
from argmap.verdicts.verdict_rules import may_be_backed

_HELP = "support the unsupported claims, or add a reason that rests on evidence or common ground"
_HELP_IF_IMPLICIT = Hint(
    "if a source draws the inference, cite it{stated_here} instead of marking the inference as"
    " implicit; otherwise, add another reason"
)
_HELP_IN_CIRCLE = "add a reason that is not part of the cycle"
_Lack = TypeVar("_Lack")
_NAMED = 3
"""The maximum number of gaps or implicit inferences named for a claim."""


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim whose reasons all depend on something that is not backed.

    Claims that only lead to another such claim are left out.
    """
    map = context.map
    grounded = set(may_be_backed(map))
    gaps_below = _spread_lacks(map, [(id, id) for id in map.claims if map.is_unsupported(id)])
    norms = [(id, id) for id in map.claims if map.is_norm(id) and not map.supports(id)]
    norms_below = _spread_lacks(map, norms)
    implicit = [each for each in map.inferences_of(Kind.SUPPORT) if each.implicit]
    implicit_below = _spread_lacks(map, [(each.target, each) for each in implicit])
    for claim in map.claims.values():
        # The rule `unsupported-claim` flags claims without any reasons.
        if claim.id in grounded or not map.supports(claim.id):
            continue
        if _leads_to_another(map, claim.id, grounded):
            continue
        gaps = gaps_below.get(claim.id, [])
        implicit_inferences = implicit_below.get(claim.id, [])
        related: list[Related] = []
        if gaps:
            claims = "an unsupported claim" if len(gaps) == 1 else "unsupported claims"
            others = " and others" if len(gaps) > _NAMED else ""
            ground = f"{claims}: {list_claims(gaps[:_NAMED], ', ')}{others}"
            help: str | Hint = _HELP
            for gap in gaps[:_NAMED]:
                related.append(Related(map.claims[gap].at("id"), "unsupported"))
        elif implicit_inferences:
            starts: list[str] = []
            for inference in implicit_inferences[:_NAMED]:
                starts.append(f"from {list_claims(inference.premises)}")
                related.append(Related(inference.at(), "added by the map's author"))
            if len(implicit_inferences) > _NAMED:
                starts.append("others")
            if len(starts) == 1:
                ground = f"an inference that no source draws, {starts[0]}"
            else:
                ground = f"inferences that no source draws: {in_series(starts)}"
            help = _HELP_IF_IMPLICIT
        elif norms_below.get(claim.id):
            continue  # no document can prove a value or a rule
        else:
            ground = "reasons that form a cycle"
            help = _HELP_IN_CIRCLE
        message = f"{quote_claim(claim)} depends on {ground}"
        yield Finding(claim.id, message, claim.at("id"), help=help, related=tuple(related))


def _leads_to_another(map: ArgumentMap, claim: str, grounded: Set[str]) -> bool:
    """Return whether a claim is a reason for a claim that cannot be backed either.

    For claims in a cycle, that is always so; the rule `circular-support` flags the cycle.
    """
    for inference in map.uses(claim):
        is_reason = inference.kind is Kind.SUPPORT and claim != inference.warrant
        if is_reason and inference.target not in grounded:
            return True
    return False


def _spread_lacks(map: ArgumentMap, start: list[tuple[str, _Lack]]) -> dict[str, list[_Lack]]:
    """Return the nearest lacks at each claim or below it: one more than are named."""

    def is_one_of_a_few(held: list[_Lack], lack: _Lack) -> bool:
        return len(held) <= _NAMED and lack not in held

    return spread(map, start, is_one_of_a_few, through_warrants=False)


RULE = Rule("rests-on-unsupported", Severity.NOTE, find)
