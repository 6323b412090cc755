"""An `ignore` entry that has no effect.

Why: An `ignore` entry explains why a rule should not apply to a claim. If the rule does not flag
the claim, either the claim has since been fixed, or the rule's name is misspelled. In both cases,
the entry misleads readers.

Fails:
    claims:
      nine: {text: School should start at nine., ignore: {long-claim: quoted from the petition}}

Passes:
    claims:
      nine: {text: Start at nine., ignore: {short-claim: quoted from the petition}}

Source: ruff (unused-noqa) and mypy (warn_unused_ignores), which report unused suppressions.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules import ALL_RULES, REMOVED_RULES, load_rules
from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity, spelling_fixes
from argmap.util.spelling import did_you_mean

_CORRECT = Hint(
    "correct the name of the rule, or remove it", command="`argmap rules` lists the rules"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each ignored rule that is unknown or does not flag the claim."""
    # These are all rules except this one, which would have to run itself.
    known = [id for id in ALL_RULES if id != RULE.id]
    silenced = _silenced(context, known)
    for claim in context.map.claims.values():
        for id in claim.ignore:
            place = claim.at("ignore", id)
            if id in REMOVED_RULES:
                message = f"the rule `{id}` was removed, so this entry has no effect"
                finding = Finding(claim.id, message, place, help="remove the entry")
                yield finding._replace(severity=Severity.NOTE)
            elif id not in known:
                message = f"unknown rule `{id}` in `ignore`"
                help = did_you_mean(id, known) or _CORRECT
                yield Finding(
                    claim.id, message, place, help=help, fixes=spelling_fixes(id, known, place)
                )
            elif (claim.id, id) not in silenced:
                message = f"`{id}` does not flag {quote_claim(claim)}, so this entry has no effect"
                yield Finding(claim.id, message, place, help="remove the entry")


def _silenced(context: Context, known: list[str]) -> set[tuple[str, str]]:
    """Return each pair of a claim and a rule for which an `ignore` on the claim silences a finding.

    The function runs only the rules that a claim ignores.
    """
    silenced: set[tuple[str, str]] = set()
    for rule in load_rules(id for id in known if id in context.claims_that_ignore):
        if not rule.knows(context.language):
            # The rule does not support this language, so what it would find is unknown.
            silenced.update((claim, rule.id) for claim in context.map.claims)
            continue
        for finding in rule.find(context):
            for silencer in context.silencers_of(finding):
                silenced.add((silencer, rule.id))
    return silenced


RULE = Rule("unused-ignore", Severity.WARNING, find)
