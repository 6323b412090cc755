"""`argmap evaluate`: what stands, and the questions one can ask about it."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

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
from argmap.util.errors import Failure

if TYPE_CHECKING:
    from argmap.cli.console import ProgressLine
    from argmap.model import ArgumentMap

MOST_POSITIONS = 10
"""How many positions are shown unless more are asked for."""


def _claim(name: str, help: str) -> Any:
    return value(name, "ID", help, complete_claims)


Claims = list[str] | None

_CRUXES = "What do the main claims, or --about ID, turn on?"
_ABOUT = "With --cruxes or --positions: the claim in question."
_SIZE = "With --cruxes or --needs: so many changes at once, 3 at most."
_LIMIT = "With --positions: show at most so many."


def evaluate(
    file: File = DEFAULT_FILE,
    accept: Annotated[Claims, _claim("--accept", "Let a claim stand; may be repeated.")] = None,
    reject: Annotated[Claims, _claim("--reject", "Let a claim fall; may be repeated.")] = None,
    strict: Annotated[bool, flag("--strict", "Only what is backed stands.")] = False,
    stated_only: StatedOnly = False,
    format: Annotated[str, value("-f --format", "", "text or json.")] = "text",
    why: Annotated[str, _claim("--why", "Say why a claim has its verdict.")] = "",
    needs: Annotated[str, _claim("--needs", "What would let a claim stand?")] = "",
    cruxes: Annotated[bool, flag("--cruxes", _CRUXES)] = False,
    positions: Annotated[bool, flag("--positions", "The coherent ways to settle the map.")] = False,
    about: Annotated[str, _claim("--about", _ABOUT)] = "",
    size: Annotated[int, value("--size", "", _SIZE)] = 1,
    limit: Annotated[int, value("--limit", "", _LIMIT, min=1)] = MOST_POSITIONS,
    fence: Fence = "",
    prose: Prose = False,
    sandbox: Sandbox = False,
    source: From = "",
) -> None:
    """Say what stands, what falls and what is contested.

    \b
    Example:
      argmap evaluate debate.yaml
      argmap evaluate debate.yaml --why more-sleep
    """  # fmt: skip
    must_be_one_of("format", format, ("text", "json"))
    questions = {"why": why, "needs": needs, "cruxes": cruxes, "positions": positions}
    asked = [question for question, is_asked in questions.items() if is_asked]
    # An option that is ignored in silence lets people take an answer for that to another question.
    if len(asked) > 1:
        raise Failure(f"--{asked[0]} and --{asked[1]} are two questions; ask one at a time")
    if about and not (cruxes or positions):
        raise Failure("--about needs --cruxes or --positions")
    if limit != MOST_POSITIONS and not positions:
        raise Failure("--limit needs --positions")
    if size != 1:
        _must_be_a_size(size, has_use=bool(cruxes or needs))
    console = Console()
    how = reading_options(fence, prose=prose, sandbox=sandbox)
    map = read_map(console, file, source, how, stated_only=stated_only)
    supposed: _Supposed = {"accept": accept or [], "reject": reject or [], "strict": strict}
    as_json = format == "json"
    with console.progress("evaluating the map") as progress:
        if positions:
            answer = _report_positions(map, about, limit, supposed, as_json=as_json)
        elif cruxes:
            answer = _report_cruxes(map, about, size, supposed, progress, as_json=as_json)
        elif needs:
            answer = _report_needs(map, needs, size, supposed, progress, as_json=as_json)
        elif why:
            answer = _report_explanation(map, why, supposed, as_json=as_json)
        else:
            answer = _report_verdicts(map, supposed, as_json=as_json)
    console.put(answer)


class _Supposed(TypedDict):
    """What holds whatever the map says; the library takes it under these names."""

    accept: list[str]
    reject: list[str]
    strict: bool


def _must_be_a_size(size: int, *, has_use: bool) -> None:
    from argmap.verdicts.cruxes import MOST_AT_ONCE

    if not has_use:
        raise Failure("--size needs --cruxes or --needs")
    if not 1 <= size <= MOST_AT_ONCE:
        raise Failure(f"--size is 1 to {MOST_AT_ONCE}")


def _report_verdicts(map: "ArgumentMap", supposed: _Supposed, *, as_json: bool) -> str:
    from argmap.verdicts.evaluate import evaluate as evaluate_map

    verdicts = evaluate_map(map, **supposed)
    before = None
    if supposed["accept"] or supposed["reject"]:
        # Under `--strict` both are strict: what accepting and rejecting changes, and no more.
        before = evaluate_map(map, strict=supposed["strict"])
    if as_json:
        from argmap.verdicts import json_report

        return json_report.format_verdicts(verdicts, before)
    # Each report is imported alone, since to load both would be felt.
    from argmap.verdicts import text_report

    if before is None:
        return text_report.format_verdicts(verdicts)
    return text_report.format_changes(before, verdicts)


def _report_explanation(
    map: "ArgumentMap", claim: str, supposed: _Supposed, *, as_json: bool
) -> str:
    from argmap.verdicts.evaluate import evaluate as evaluate_map
    from argmap.verdicts.explain import explain, format_explanation

    explanation = explain(evaluate_map(map, **supposed), claim)
    if as_json:
        from argmap.verdicts import json_report

        return json_report.format_explanation(explanation)
    return format_explanation(explanation)


def _report_positions(
    map: "ArgumentMap", about: str, limit: int, supposed: _Supposed, *, as_json: bool
) -> str:
    from argmap.verdicts import json_report, text_report
    from argmap.verdicts.positions import positions, stands_in

    # As data, the positions themselves say in which of them a claim stands.
    if about and not as_json:
        return text_report.format_stands_in(map, about, stands_in(map, about, **supposed))
    found = positions(map, limit=limit, **supposed)
    if as_json:
        return json_report.format_positions(found)
    return text_report.format_positions(found)


def _report_cruxes(
    map: "ArgumentMap",
    about: str,
    size: int,
    supposed: _Supposed,
    progress: "ProgressLine",
    *,
    as_json: bool,
) -> str:
    from argmap.verdicts import json_report, text_report
    from argmap.verdicts.cruxes import cruxes

    claims = [about] if about else []  # none: all main claims
    searches = cruxes(map, claims, size=size, progress=progress, **supposed)
    if as_json:
        return json_report.format_cruxes(searches)
    return text_report.format_cruxes(map, searches, size)


def _report_needs(
    map: "ArgumentMap",
    claim: str,
    size: int,
    supposed: _Supposed,
    progress: "ProgressLine",
    *,
    as_json: bool,
) -> str:
    from argmap.verdicts import json_report, text_report
    from argmap.verdicts.needs import needs

    search = needs(map, claim, size=size, progress=progress, **supposed)
    if as_json:
        return json_report.format_needs(search)
    return text_report.format_needs(map, search, size)
