"""`argmap schema`: what a file of a map, and what a report, may hold."""

from __future__ import annotations

from typing import Annotated

from argmap.cli.console import Console
from argmap.options import Option
from argmap.util.errors import Failure


def schema(
    console: Console,
    *,
    json: Annotated[bool, Option(
        "Print the schema for the output of `argmap convert -f json`.")] = False,
    findings: Annotated[bool, Option(
        "Print the schema for the output of `argmap check -f json`.")] = False,
) -> None:  # fmt: skip
    """Example:
    argmap schema > argmap.schema.json
    """
    if json and findings:
        raise Failure("choose --json or --findings, not both")
    if json:
        from argmap.formats.json import json_schema

        made = json_schema()
    elif findings:
        from argmap.lint.json_report import findings_schema

        made = findings_schema()
    else:
        from argmap.formats.native.schema import CheckNames
        from argmap.formats.native.schema import schema as map_schema
        from argmap.lint.linter import FAIL_ON, RULE_SETS
        from argmap.lint.rules import ALL_RULES, documentation

        summaries = {rule: documentation(rule).summary.replace("\n", " ") for rule in ALL_RULES}
        made = map_schema(CheckNames(summaries, RULE_SETS, FAIL_ON))
    from json import dumps

    console.put(dumps(made, indent=2, ensure_ascii=False) + "\n")
