"""`argmap why`, `cruxes`, `needs` and `positions`: questions about the verdicts of a map."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.completion import complete_claims
from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.evaluate import Accept, Reject, Strict, TextOrJson, suppose
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
from argmap.util.errors import Failure

ClaimId = Annotated[
    str,
    typer.Argument(metavar="ID", help="Id of the claim.", autocompletion=complete_claims),
]
# Sets of four would seldom be reached: a search ends after a number of trials, the smallest first.
Size = Annotated[
    int, value("--size", "N", "Maximum number of changes to combine, from 1 to 3.", min=1, max=3)
]
Full = Annotated[bool, flag("--full", "Show all lines, not just the first eight.")]
_ABOUT_CRUXES = "Find the cruxes for this claim. [default: all main claims]"
_ABOUT_POSITIONS = "Count the positions in which this claim stands."
_LIMIT = "Maximum number of outcomes to list, or of positions in JSON."
_FORMATS = ("text", "json")


def _must_name_a_claim(command: str, claim: str, file: str) -> None:
    # `argmap why map.yaml` would look for the claim in the default file.
    if file == DEFAULT_FILE and Path(claim).is_file():
        raise Failure(f"give the id of a claim before the file: `argmap {command} ID {claim}`")


def why(
    context: typer.Context,
    claim: ClaimId,
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
    full: Full = False,
) -> None:
    """Explain why a claim has its verdict.

    \b
    Example:
      argmap why more-sleep debate.yaml
    """  # fmt: skip
    from argmap.verdicts.evaluate import evaluate
    from argmap.verdicts.explain import explain, format_explanation

    must_be_one_of("format", format, _FORMATS)
    _must_name_a_claim("why", claim, file)
    console = Console.of(context)
    how = reading_options(fence, prose=prose, sandbox=sandbox)
    map = read_map(console, file, source, how, stated_only=stated_only)
    explanation = explain(evaluate(map, **suppose(accept, reject, strict)), claim)
    if format == "json":
        from argmap.verdicts import json_report

        console.put(json_report.format_explanation(explanation))
    else:
        console.put(format_explanation(explanation, full=full))


def cruxes(
    context: typer.Context,
    file: File = DEFAULT_FILE,
    about: Annotated[str, value("--about", "ID", _ABOUT_CRUXES, complete_claims)] = "",
    size: Size = 1,
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
    """Find the claims that decide the main claims' verdicts.

    \b
    Example:
      argmap cruxes debate.yaml
      argmap cruxes debate.yaml --about start-later --size 2
    """  # fmt: skip
    from argmap.verdicts import json_report, text_report
    from argmap.verdicts.cruxes import cruxes as find_cruxes

    must_be_one_of("format", format, _FORMATS)
    console = Console.of(context)
    how = reading_options(fence, prose=prose, sandbox=sandbox)
    map = read_map(console, file, source, how, stated_only=stated_only)
    with console.progress("looking for cruxes") as progress:
        supposed = suppose(accept, reject, strict)
        claims = [about] if about else []  # none: all main claims
        searches = find_cruxes(map, claims, size=size, progress=progress, **supposed)
    if format == "json":
        console.put(json_report.format_cruxes(searches))
    else:
        console.put(text_report.format_cruxes(map, searches, size))


def needs(
    context: typer.Context,
    claim: ClaimId,
    file: File = DEFAULT_FILE,
    size: Size = 1,
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
    """Find the changes that would make a claim stand.

    \b
    Example:
      argmap needs start-later debate.yaml
    """  # fmt: skip
    from argmap.verdicts import json_report, text_report
    from argmap.verdicts.needs import needs as find_needs

    _must_name_a_claim("needs", claim, file)
    must_be_one_of("format", format, _FORMATS)
    console = Console.of(context)
    how = reading_options(fence, prose=prose, sandbox=sandbox)
    map = read_map(console, file, source, how, stated_only=stated_only)
    with console.progress("looking for the changes needed") as progress:
        supposed = suppose(accept, reject, strict)
        search = find_needs(map, claim, size=size, progress=progress, **supposed)
    if format == "json":
        console.put(json_report.format_needs(search))
    else:
        console.put(text_report.format_needs(map, search, size))


def positions(
    context: typer.Context,
    file: File = DEFAULT_FILE,
    about: Annotated[str, value("--about", "ID", _ABOUT_POSITIONS, complete_claims)] = "",
    limit: Annotated[int, value("--limit", "N", _LIMIT, min=1)] = 10,
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
    """List the coherent ways to settle a map's open questions.

    \b
    Example:
      argmap positions debate.yaml
      argmap positions debate.yaml --about start-later
    """  # fmt: skip
    from argmap.verdicts import json_report, text_report
    from argmap.verdicts.positions import positions as find_positions
    from argmap.verdicts.positions import stands_in

    must_be_one_of("format", format, _FORMATS)
    console = Console.of(context)
    how = reading_options(fence, prose=prose, sandbox=sandbox)
    map = read_map(console, file, source, how, stated_only=stated_only)
    supposed = suppose(accept, reject, strict)
    with console.progress("looking for positions"):
        # As data, the positions themselves show in which of them a claim stands.
        if about and format == "text":
            report = text_report.format_stands_in(map, about, stands_in(map, about, **supposed))
        else:
            found = find_positions(map, limit=limit, **supposed)
            in_format = json_report if format == "json" else text_report
            report = in_format.format_positions(found)
    console.put(report)
