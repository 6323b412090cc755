"""Two claims that are both marked as common ground, although one is an objection to the other.

Why: Every side accepts common ground without support. But if one claim is an objection to another,
directly or through backed reasons, no side can accept both claims. At least one of the two claims
is in dispute, so that claim is not common ground. Remove `common_ground` from the claim that a side
would reject, and support that claim with reasons or evidence.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more., common_ground: true, rebuttals: [later]}
      later: {text: Teenagers would go to bed later., common_ground: true}

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more., rebuttals: [later]}
      later: {text: Teenagers would go to bed later., common_ground: true}

Source: van Eemeren and Grootendorst, A Systematic Theory of Argumentation (2004), on the
starting-point rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, list_claims, quote_claim
from argmap.lint.vocabulary import Hint
from argmap.model import ArgumentMap, Claim, Inference
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_claim

_HELP = Hint(
    "remove the {common_ground} mark from the claim that a side would reject, and add support for"
    " that claim"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield one finding for each pair of common-ground claims where one rebuts the other."""
    map = context.map
    seen: set[frozenset[str]] = set()
    for target in map.claims.values():
        if not target.common_ground:
            continue
        for rebuttal in map.rebuttals(target.id):
            for opponent, way in _opponents(context, rebuttal):
                pair = frozenset((opponent.id, target.id))
                # The rule `self-attack` flags claims that rebut themselves.
                if pair in seen or opponent is target:
                    continue
                seen.add(pair)
                message = (
                    f"{quote_claim(opponent)} and {quote_claim(target)} are both marked as common"
                    f" ground, but {name_claim(opponent.id)} rebuts {name_claim(target.id)}{way}"
                )
                related = (
                    Related(opponent.at("common_ground"), "common ground"),
                    Related(target.at("common_ground"), "common ground"),
                )
                yield Finding.about(rebuttal, message, _HELP, (opponent.id,), related)


def _opponents(context: Context, rebuttal: Inference) -> Iterator[tuple[Claim, str]]:
    """Yield the common-ground claims behind a rebuttal, each with a phrase that says how it rebuts.

    The phrase is "" if the claim rebuts by itself.
    """
    map = context.map
    premises = _premises(map, rebuttal)
    if len(premises) == 1 and premises[0].common_ground:
        yield premises[0], ""
    # An inference that cannot be backed does not count against common ground. If its backing is
    # only contested, the reason may be that the two claims rebut each other.
    if context.verdicts.is_backed(rebuttal.id) is False:
        return
    for premise in premises:
        others = [other.id for other in premises if other is not premise]
        if premise.common_ground and others:
            yield premise, f" (together with {list_claims(others)})"
        for support in map.supports(premise.id):
            if context.verdicts.is_backed(support.id) is False:
                continue
            for reason in _premises(map, support):
                if reason.common_ground:
                    yield reason, f" (by way of {name_claim(premise.id)})"


def _premises(map: ArgumentMap, inference: Inference) -> list[Claim]:
    return [map.claims[premise] for premise in inference.premises_besides_warrant]


RULE = Rule("common-ground-disputed", Severity.WARNING, find)
