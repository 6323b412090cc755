"""`argmap schemes`: the argumentation schemes, and the critical questions that
test a step by one.
"""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import Console
from argmap.util.errors import Failure


def schemes(
    scheme: Annotated[
        str, typer.Argument(metavar="[NAME]", help="The scheme to explain, by any name.")
    ] = "",
    format: Annotated[str, typer.Option("-f", "--format", help="text or markdown.")] = "text",
) -> None:
    """List the argumentation schemes, or explain one with its critical questions.

    \b
    Example:
      argmap schemes "expert opinion"
    """  # fmt: skip
    from argmap.lint import handbooks
    from argmap.util.spelling import no_such

    console = Console()
    if format not in ("text", "markdown"):
        raise Failure(no_such("format", format, ("text", "markdown")))
    if scheme:
        console.put(handbooks.explain_scheme(scheme))
    elif format == "text":
        console.put(handbooks.format_scheme_table())
    else:
        console.put(handbooks.format_scheme_handbook())
