"""An `ignore` that silences nothing.

Why: A rule is ignored on a claim for a reason that somebody wrote down. If the rule finds nothing there,
the claim was mended, or the rule's name is misspelt; either way the note now misleads.

Fails:
    claims:
      nine: {text: School should start at nine., ignore: {long-claim: quoted from the petition}}

Passes:
    claims:
      nine: {text: Start at nine., ignore: {short-claim: quoted from the petition}}

Source: the same check of suppressions in ruff (unused-noqa) and mypy (warn_unused_ignores).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.diagnostics import Severity, did_you_mean
from argmap.rules import GROUPS, load_rules
from argmap.rules._rule import Context, Found, Rule


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each ignored rule that is unknown or finds nothing on its claim."""
    known = [id for ids in GROUPS.values() for id in ids if id != RULE.id]
    ignored = {id for claim in context.map.claims.values() for id in claim.ignore}
    hit = {
        (claim, rule.id)
        for rule in load_rules(id for id in known if id in ignored)
        for found in rule.find(context)
        for claim in found.silencers
    }
    for claim in context.map.claims.values():
        for id in claim.ignore:
            if id not in known:
                help = did_you_mean(id, known) or "`argmap rules` lists them"
                yield Found(claim.id, f"there is no rule `{id}` to ignore", claim.at("ignore", id), help=help)
            elif (claim.id, id) not in hit:
                message = f"`{id}` finds nothing on `{claim.id}`, so there is nothing to ignore"
                yield Found(claim.id, message, claim.at("ignore", id), help="take it out")


RULE = Rule("unused-ignore", Severity.WARNING, find)
