"""`argmap rules`: the rules of `argmap check`, listed and explained."""

from __future__ import annotations

from typing import Annotated

from argmap.cli.console import Console
from argmap.cli.options import AsTable
from argmap.cli.signature import Argument


def rules(
    console: Console,
    *,
    rule: Annotated[str, Argument("[RULE]", "Rule to explain, or a group of rules to list.",
        "rule")] = "",
    format: AsTable = "text",
) -> None:  # fmt: skip
    """Example:
    argmap rules unsupported-claim
    """
    from argmap.lint import handbooks
    from argmap.lint.rules import ALL_RULES, GROUPS

    ids = GROUPS.get(rule) or ([rule] if rule else ALL_RULES)
    if format == "json":
        text = handbooks.format_rules_as_json(ids)
    elif rule and rule not in GROUPS:
        text = handbooks.explain_rule(rule)
    elif format == "text" or rule:
        text = handbooks.format_rule_table(ids)
    else:
        text = handbooks.format_rule_handbook()
    console.put(text)
