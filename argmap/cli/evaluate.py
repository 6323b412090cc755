"""`argmap evaluate`: what stands, and the questions one can ask about it."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import TYPE_CHECKING, Annotated, NamedTuple

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
    read_map,
    reading_options,
)
from argmap.util.errors import Failure

if TYPE_CHECKING:
    from argmap.cli.console import ProgressLine
    from argmap.model import ArgumentMap

MOST_POSITIONS = 10
"""How many positions are shown unless more are asked for."""


def evaluate(
    file: File = DEFAULT_FILE,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="Let a claim stand; may be repeated.", autocompletion=complete_claims
        ),
    ] = None,
    reject: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="Let a claim fall; may be repeated.", autocompletion=complete_claims
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Only what is backed stands.")] = False,
    stated_only: StatedOnly = False,
    format: Annotated[str, typer.Option("-f", "--format", help="text or json.")] = "text",
    why: Annotated[
        str,
        typer.Option(
            metavar="ID", help="Say why a claim has its verdict.", autocompletion=complete_claims
        ),
    ] = "",
    needs: Annotated[
        str,
        typer.Option(
            metavar="ID", help="What would let a claim stand?", autocompletion=complete_claims
        ),
    ] = "",
    cruxes: Annotated[
        bool, typer.Option("--cruxes", help="What do the main claims, or --about ID, turn on?")
    ] = False,
    positions: Annotated[
        bool, typer.Option("--positions", help="The coherent ways to settle the map.")
    ] = False,
    about: Annotated[
        str,
        typer.Option(
            metavar="ID",
            help="With --cruxes or --positions: the claim in question.",
            autocompletion=complete_claims,
        ),
    ] = "",
    size: Annotated[
        int, typer.Option(help="With --cruxes or --needs: so many changes at once, 3 at most.")
    ] = 1,
    limit: Annotated[
        int, typer.Option(min=1, help="With --positions: show at most so many.")
    ] = MOST_POSITIONS,
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
    question = _Question(
        accept=tuple(accept or ()),
        reject=tuple(reject or ()),
        strict=strict,
        why=why,
        needs=needs,
        cruxes=cruxes,
        positions=positions,
        about=about,
        size=size,
        limit=limit,
        as_json=format == "json",
    )
    if format not in ("text", "json"):
        from argmap.util.spelling import no_such

        raise Failure(no_such("format", format, ("text", "json")))
    question.must_make_sense()
    console = Console()
    map = read_map(
        console,
        file,
        source,
        reading_options(fence, prose=prose, sandbox=sandbox),
        stated_only=stated_only,
    )
    with console.progress("evaluating the map") as progress:
        answer = _answer(map, question, progress)
    console.put(answer)


class _Question(NamedTuple):
    """What `argmap evaluate` is asked; the fields are its options."""

    accept: tuple[str, ...]
    reject: tuple[str, ...]
    strict: bool
    why: str
    needs: str
    cruxes: bool
    positions: bool
    about: str
    size: int
    limit: int
    as_json: bool

    def must_make_sense(self) -> None:
        """Raise `Failure` where an option would be without effect."""
        # An option that is ignored in silence lets people take an answer for that to another
        # question.
        asked = [name for name in ("why", "needs", "cruxes", "positions") if getattr(self, name)]
        if len(asked) > 1:
            raise Failure(f"--{asked[0]} and --{asked[1]} are two questions; ask one at a time")
        if self.about and not (self.cruxes or self.positions):
            raise Failure("--about needs --cruxes or --positions")
        if self.limit != MOST_POSITIONS and not self.positions:
            raise Failure("--limit needs --positions")
        if self.size == 1:
            return
        if not (self.cruxes or self.needs):
            raise Failure("--size needs --cruxes or --needs")
        from argmap.verdicts.cruxes import MOST_AT_ONCE

        if not 1 <= self.size <= MOST_AT_ONCE:
            raise Failure(f"--size is 1 to {MOST_AT_ONCE}")


def _answer(map: "ArgumentMap", question: _Question, progress: "ProgressLine") -> str:
    """Return what a map has to say to a question."""
    if question.positions:
        return _report_positions(map, question)
    if question.cruxes:
        return _report_cruxes(map, question, progress)
    if question.needs:
        return _report_needs(map, question, progress)
    if question.why:
        return _report_explanation(map, question)
    return _report_verdicts(map, question)


def _report_verdicts(map: "ArgumentMap", question: _Question) -> str:
    from argmap.verdicts.evaluate import evaluate as evaluate_map

    verdicts = evaluate_map(
        map, accept=question.accept, reject=question.reject, strict=question.strict
    )
    before = None
    if question.accept or question.reject:
        # Under `--strict` both are strict: what is told is what accepting and rejecting changes,
        # and no more.
        before = evaluate_map(map, strict=question.strict)
    if question.as_json:
        from argmap.verdicts import json_report

        return json_report.format_verdicts(verdicts, before)
    from argmap.verdicts import text_report

    if before is None:
        return text_report.format_verdicts(verdicts)
    return text_report.format_changes(before, verdicts)


def _report_explanation(map: "ArgumentMap", question: _Question) -> str:
    from argmap.verdicts.evaluate import evaluate as evaluate_map
    from argmap.verdicts.explain import explain, format_explanation

    verdicts = evaluate_map(
        map, accept=question.accept, reject=question.reject, strict=question.strict
    )
    explanation = explain(verdicts, question.why)
    if question.as_json:
        from argmap.verdicts import json_report

        return json_report.format_explanation(explanation)
    return format_explanation(explanation)


def _report_positions(map: "ArgumentMap", question: _Question) -> str:
    from argmap.verdicts import json_report, text_report
    from argmap.verdicts.positions import positions, stands_in

    # As data, the positions themselves say in which of them a claim stands.
    if question.about and not question.as_json:
        how_many = stands_in(
            map,
            question.about,
            accept=question.accept,
            reject=question.reject,
            strict=question.strict,
        )
        return text_report.format_stands_in(map, question.about, how_many)
    found = positions(
        map,
        accept=question.accept,
        reject=question.reject,
        strict=question.strict,
        limit=question.limit,
    )
    if question.as_json:
        return json_report.format_positions(found)
    return text_report.format_positions(found)


def _report_cruxes(map: "ArgumentMap", question: _Question, progress: "ProgressLine") -> str:
    from argmap.verdicts import json_report, text_report
    from argmap.verdicts.cruxes import cruxes

    about = [question.about] if question.about else []  # none: all main claims
    searches = cruxes(
        map,
        about,
        size=question.size,
        accept=question.accept,
        reject=question.reject,
        strict=question.strict,
        progress=progress,
    )
    if question.as_json:
        return json_report.format_cruxes(searches)
    return text_report.format_cruxes(map, searches, question.size)


def _report_needs(map: "ArgumentMap", question: _Question, progress: "ProgressLine") -> str:
    from argmap.verdicts import json_report, text_report
    from argmap.verdicts.needs import needs

    search = needs(
        map,
        question.needs,
        size=question.size,
        accept=question.accept,
        reject=question.reject,
        strict=question.strict,
        progress=progress,
    )
    if question.as_json:
        return json_report.format_needs(search)
    return text_report.format_needs(map, search, question.size)
