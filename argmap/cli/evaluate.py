"""`argmap evaluate`: which claims stand, which fall, and which are contested."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

import typer

from argmap.cli.completion import complete_claims
from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.options import (
    Fence,
    File,
    From,
    Prose,
    Sandbox,
    StatedOnly,
    flag,
    must_be_one_of,
    read_map,
    reading_options,
    value,
)

if TYPE_CHECKING:
    from argmap.model import ArgumentMap


def _claims(name: str, help: str) -> Any:
    return value(name, "ID", help, complete_claims, group="Suppositions")


Accept = Annotated[
    list[str] | None,
    _claims(
        "--accept", "Suppose that this claim stands and is backed. You can repeat this option."
    ),
]
Reject = Annotated[
    list[str] | None,
    _claims("--reject", "Suppose that this claim falls. You can repeat this option."),
]
Strict = Annotated[bool, flag("--strict", "Let only backed claims stand.", "Suppositions")]
TextOrJson = Annotated[str, value("-f --format", "FORMAT", "Output format: text or json.")]


class Suppositions(TypedDict):
    """What is supposed beyond the map; the library takes it under these names."""

    accept: list[str]
    reject: list[str]
    strict: bool


def suppose(accept: list[str] | None, reject: list[str] | None, strict: bool) -> Suppositions:
    """Return the suppositions that options name."""
    return {"accept": accept or [], "reject": reject or [], "strict": strict}


def evaluate(
    context: typer.Context,
    file: File = DEFAULT_FILE,
    format: TextOrJson = "text",
    accept: Accept = None,
    reject: Reject = None,
    strict: Strict = False,
    stated_only: StatedOnly = False,
    fence: Fence = "",
    prose: Prose = False,
    sandbox: Sandbox = False,
    source: From = "",
) -> None:
    """Show which claims stand, which fall, and which are contested.

    \b
    Example:
      argmap evaluate debate.yaml
      argmap evaluate debate.yaml --reject more-sleep
    """  # fmt: skip
    must_be_one_of("format", format, ("text", "json"))
    console = Console.of(context)
    how = reading_options(fence, prose=prose, sandbox=sandbox)
    map = read_map(console, file, source, how, stated_only=stated_only)
    with console.progress("evaluating the map"):
        report = _report(map, suppose(accept, reject, strict), as_json=format == "json")
    console.put(report)


def _report(map: "ArgumentMap", supposed: Suppositions, *, as_json: bool) -> str:
    from argmap.verdicts.evaluate import evaluate as evaluate_map

    verdicts = evaluate_map(map, **supposed)
    before = None
    if supposed["accept"] or supposed["reject"]:
        # With `--strict` both are strict: the changes are those of accepting and rejecting alone.
        before = evaluate_map(map, strict=supposed["strict"])
    # Each report is imported alone: to load both would be felt.
    if as_json:
        from argmap.verdicts import json_report

        return json_report.format_verdicts(verdicts, before)
    from argmap.verdicts import text_report

    if before is None:
        return text_report.format_verdicts(verdicts)
    return text_report.format_changes(before, verdicts)
