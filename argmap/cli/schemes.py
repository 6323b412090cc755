"""`argmap schemes`: the argumentation schemes, and the critical questions that test each."""

from __future__ import annotations

from typing import Annotated

from argmap.cli.console import Console
from argmap.cli.options import AsTable
from argmap.cli.signature import Argument


def schemes(
    console: Console,
    *,
    scheme: Annotated[str, Argument("[NAME]", "Scheme to explain, by any of its names.")] = "",
    format: AsTable = "text",
) -> None:
    """Example:
    argmap schemes "expert opinion"
    """
    from argmap.lint import handbooks

    if format == "json":
        text = handbooks.format_schemes_as_json(scheme)
    elif scheme:
        text = handbooks.explain_scheme(scheme)
    elif format == "text":
        text = handbooks.format_scheme_table()
    else:
        text = handbooks.format_scheme_handbook()
    console.put(text)
