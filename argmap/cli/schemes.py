"""`argmap schemes`: the argumentation schemes, and the critical questions that test each."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import Console
from argmap.cli.options import FormatOfTable, must_be_a_format_of_tables


def schemes(
    context: typer.Context,
    scheme: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Scheme to explain, by any of its names.")
    ] = "",
    format: FormatOfTable = "text",
) -> None:
    """List argumentation schemes, or explain one scheme.

    \b
    Example:
      argmap schemes "expert opinion"
    """  # fmt: skip
    from argmap.lint import handbooks

    must_be_a_format_of_tables(format)
    if format == "json":
        text = handbooks.format_schemes_as_json(scheme)
    elif scheme:
        text = handbooks.explain_scheme(scheme)
    elif format == "text":
        text = handbooks.format_scheme_table()
    else:
        text = handbooks.format_scheme_handbook()
    Console.of(context).put(text)
