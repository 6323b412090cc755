"""`argmap schema`: what a file of a map, and what a report, may hold."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import Console
from argmap.cli.options import flag
from argmap.util.errors import Failure

_OF_JSON = "Print the schema for the output of `argmap convert -f json`."
_OF_FINDINGS = "Print the schema for the output of `argmap check -f json`."


def schema(
    context: typer.Context,
    of_json: Annotated[bool, flag("--json", _OF_JSON)] = False,
    of_findings: Annotated[bool, flag("--findings", _OF_FINDINGS)] = False,
) -> None:
    """Print the JSON Schema for map files, for use in your editor.

    \b
    Example:
      argmap schema > argmap.schema.json
    """  # fmt: skip
    import json

    if of_json and of_findings:
        raise Failure("choose --json or --findings, not both")
    if of_json:
        from argmap.formats.json import json_schema

        made = json_schema()
    elif of_findings:
        from argmap.lint.json_report import findings_schema

        made = findings_schema()
    else:
        from argmap.formats.native.schema import CheckNames
        from argmap.formats.native.schema import schema as map_schema
        from argmap.lint.linter import FAIL_ON, RULE_SETS
        from argmap.lint.rules import ALL_RULES, documentation

        summaries = {rule: documentation(rule).summary.replace("\n", " ") for rule in ALL_RULES}
        made = map_schema(CheckNames(summaries, RULE_SETS, FAIL_ON))
    Console.of(context).put(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
