"""`argmap rules`: the rules of `argmap check`, listed and explained."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.completion import complete_rules
from argmap.cli.console import Console
from argmap.cli.options import TextOrMarkdown, must_be_one_of


def rules(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="[RULE]", help="The rule or group to explain.", autocompletion=complete_rules
        ),
    ] = "",
    format: TextOrMarkdown = "text",
) -> None:
    """List the rules of `argmap check`, or those of a group, or explain one.

    \b
    Example:
      argmap rules unsupported-claim
    """  # fmt: skip
    from argmap.lint import handbooks
    from argmap.lint.rules import GROUPS

    console = Console()
    must_be_one_of("format", format, ("text", "markdown"))
    if rule in GROUPS:
        console.put(handbooks.format_rule_table(GROUPS[rule]))
    elif rule:
        console.put(handbooks.explain_rule(rule))
    elif format == "text":
        console.put(handbooks.format_rule_table())
    else:
        console.put(handbooks.format_rule_handbook())
