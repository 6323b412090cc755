"""`argmap rules`: the rules of `argmap check`, listed and explained."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.completion import complete_rules
from argmap.cli.console import Console
from argmap.cli.options import FormatOfTable, must_be_a_format_of_tables


def rules(
    context: typer.Context,
    rule: Annotated[
        str,
        typer.Argument(
            metavar="[RULE]",
            help="Rule to explain, or a group of rules to list.",
            autocompletion=complete_rules,
        ),
    ] = "",
    format: FormatOfTable = "text",
) -> None:
    """List the rules of `argmap check`, or explain one rule.

    \b
    Example:
      argmap rules unsupported-claim
    """  # fmt: skip
    from argmap.lint import handbooks
    from argmap.lint.rules import ALL_RULES, GROUPS

    must_be_a_format_of_tables(format)
    ids = GROUPS.get(rule) or ([rule] if rule else ALL_RULES)
    if format == "json":
        text = handbooks.format_rules_as_json(ids)
    elif rule and rule not in GROUPS:
        text = handbooks.explain_rule(rule)
    elif format == "text" or rule:
        text = handbooks.format_rule_table(ids)
    else:
        text = handbooks.format_rule_handbook()
    Console.of(context).put(text)
