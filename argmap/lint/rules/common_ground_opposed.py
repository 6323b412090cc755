"""Common ground with an objection that rests on evidence.

Why: Every side accepts common ground without support. If somebody gives evidence against a claim,
at least one side does not accept the claim, so it is not common ground: the claim is contested, and
so is everything that depends on it. Remove `common_ground` and support the claim, or answer the
objection. The rule `common-ground-disputed` flags objections that are common ground themselves.

Fails:
    sources: {survey2022: {title: Survey of Bridges}}
    claims:
      safe: {text: The bridge is safe., common_ground: true, rebuttals: [cracks]}
      cracks: {text: Two of its pillars are cracked., evidence: survey2022 p. 9}

Passes:
    sources: {report2021: {title: Report on the Bridge}, survey2022: {title: Survey of Bridges}}
    claims:
      safe: {text: The bridge is safe., evidence: report2021 p. 4, rebuttals: [cracks]}
      cracks: {text: Two of its pillars are cracked., evidence: survey2022 p. 9}

Source: van Eemeren and Grootendorst, A Systematic Theory of Argumentation (2004): the
starting-point rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, claims_with_verb, quote_claim
from argmap.lint.rules.common_ground_disputed import find as find_disputed
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Related, Severity

_HELP = Hint("remove the {common_ground} mark and support the claim, or answer the objection")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each backed rebuttal of a common-ground claim."""
    map = context.map
    contested = [claim for claim in map.claims.values() if claim.common_ground]
    disputed = set()
    if any(map.rebuttals(claim.id) for claim in contested):
        disputed = {finding.subject for finding in find_disputed(context)}
    for claim in contested:
        for rebuttal in map.rebuttals(claim.id):
            is_backed = context.verdicts.is_backed(rebuttal.id)
            # The rule `self-attack` flags claims that rebut themselves.
            if not is_backed or rebuttal.id in disputed or claim.id in rebuttal.premises:
                continue
            rebut = claims_with_verb(map, rebuttal.premises, "rebuts")
            rest = "rests" if len(rebuttal.premises) == 1 else "rest"
            message = (
                f"{quote_claim(claim)} is common ground, but {rebut} it and {rest} on evidence"
            )
            related = (Related(claim.at("common_ground"), "common ground"),)
            yield Finding.about(rebuttal, message, _HELP, related=related)


RULE = Rule("common-ground-opposed", Severity.WARNING, find)
