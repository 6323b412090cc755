"""`argmap schemes`: the argumentation schemes, and the critical questions that
test a step by one.
"""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import Console
from argmap.output import Failure


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
    from argmap.model.diagnostics import no_such
    from argmap.reports import scheme_handbook

    console = Console()
    if format not in ("text", "markdown"):
        raise Failure(no_such("format", format, ("text", "markdown")))
    if scheme:
        console.put(scheme_handbook.explain_scheme(scheme))
    elif format == "text":
        console.put(scheme_handbook.table())
    else:
        console.put(scheme_handbook.markdown())
