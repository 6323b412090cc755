"""`argmap rules`: the rules of `argmap check`, listed and explained."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.completion import complete_rules
from argmap.cli.console import Console
from argmap.output import Failure


def rules(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="[RULE]", help="The rule or group to explain.", autocompletion=complete_rules
        ),
    ] = "",
    format: Annotated[str, typer.Option("-f", "--format", help="text or markdown.")] = "text",
) -> None:
    """List the rules of `argmap check`, or those of a group, or explain one.

    \b
    Example:
      argmap rules unsupported-claim
    """  # fmt: skip
    from argmap.model.diagnostics import no_such
    from argmap.reports import handbook
    from argmap.rules import GROUPS

    console = Console()
    if format not in ("text", "markdown"):
        raise Failure(no_such("format", format, ("text", "markdown")))
    if rule in GROUPS:
        console.put(handbook.table(GROUPS[rule]))
    elif rule:
        console.put(handbook.explain_rule(rule))
    elif format == "text":
        console.put(handbook.table())
    else:
        console.put(handbook.markdown())
