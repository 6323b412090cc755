"""`argmap forms` and `argmap schema`: what can be read and written, and what a file may hold."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import Console
from argmap.output import Failure


def forms(
    format: Annotated[str, typer.Option("-f", "--format", help="text or markdown.")] = "text",
) -> None:
    """List the forms that can be read and written.

    \b
    Example:
      argmap forms
    """  # fmt: skip
    from argmap.formats.format_tables import format_markdown_table, format_table
    from argmap.model.diagnostics import no_such

    if format not in ("text", "markdown"):
        raise Failure(no_such("format", format, ("text", "markdown")))
    Console().put(format_table() if format == "text" else format_markdown_table())


def schema(
    of_json: Annotated[
        bool, typer.Option("--json", help="The schema of `convert --to json` instead.")
    ] = False,
    of_findings: Annotated[
        bool, typer.Option("--findings", help="The schema of `check -f json` instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of the file format, for editors.

    \b
    Example:
      argmap schema > argmap.schema.json
    """  # fmt: skip
    import json

    if of_json and of_findings:
        raise Failure("--json and --findings are two schemas; ask for one at a time")
    if of_json:
        from argmap.formats.json.schema import json_schema as made
    elif of_findings:
        from argmap.reports.findings.schema import findings_schema as made
    else:
        from argmap.formats.native.schema import schema as made
    Console().put(json.dumps(made(), indent=2, ensure_ascii=False) + "\n")
