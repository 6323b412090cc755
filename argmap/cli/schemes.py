"""`argmap schemes`: the argumentation schemes, and the critical questions that test each."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import Console
from argmap.cli.options import TextOrMarkdown, must_be_one_of


def schemes(
    scheme: Annotated[
        str, typer.Argument(metavar="[NAME]", help="The scheme to explain, by any name.")
    ] = "",
    format: TextOrMarkdown = "text",
) -> None:
    """List the argumentation schemes, or explain one with its critical questions.

    \b
    Example:
      argmap schemes "expert opinion"
    """  # fmt: skip
    from argmap.lint import handbooks

    console = Console()
    must_be_one_of("format", format, ("text", "markdown"))
    if scheme:
        console.put(handbooks.explain_scheme(scheme))
    elif format == "text":
        console.put(handbooks.format_scheme_table())
    else:
        console.put(handbooks.format_scheme_handbook())
