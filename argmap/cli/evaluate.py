"""`argmap evaluate`."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from argmap.cli.console import Console
from argmap.cli.options import DEFAULT_FILE, File, From, read_map
from argmap.files import Failure

if TYPE_CHECKING:
    from argmap.model import ArgumentMap
    from argmap.verdicts.evaluate import Verdicts

EVERY_MAIN_CLAIM = "*"
LIMIT = 10
"""How many positions are shown unless more are asked for."""


def with_value(option: str, value: str, words: list[str]) -> list[str]:
    """Return the words with a value after an option that may go without, which typer has no way to say."""
    if option not in words:
        return words
    after = words.index(option) + 1
    following = words[after : after + 1]
    has_value = following and not following[0].startswith("-") and not Path(following[0]).exists()
    return words if has_value else [*words[:after], value, *words[after:]]


def evaluate(
    file: File = DEFAULT_FILE,
    accept: Annotated[list[str] | None, typer.Option(metavar="ID", help="Let a claim stand; may be repeated.")] = None,
    reject: Annotated[list[str] | None, typer.Option(metavar="ID", help="Let a claim fall; may be repeated.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Do not grant what is merely asserted.")] = False,
    format: Annotated[str, typer.Option("-f", "--format", help="text or json.")] = "text",
    why: Annotated[str, typer.Option(metavar="ID", help="Say why a claim has its verdict.")] = "",
    positions: Annotated[bool, typer.Option("--positions", help="The coherent ways to settle the map.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="With --positions: show at most so many.")] = LIMIT,
    focus: Annotated[str, typer.Option(metavar="ID", help="With --positions: in how many does it stand?")] = "",
    cruxes: Annotated[str, typer.Option(metavar="[ID]", help="What the main claims, or ID, turn on.")] = "",
    pairs: Annotated[bool, typer.Option("--pairs", help="With --cruxes: try pairs of claims, too.")] = False,
    source: From = "",
) -> None:
    """Say what stands, what falls and what is contested.

    \b
    Example:
      argmap evaluate debate.yaml
      argmap evaluate debate.yaml --why more-sleep
    """  # fmt: skip
    question = Question(
        tuple(accept or ()), tuple(reject or ()), strict, format, why, positions, limit, focus, cruxes, pairs
    )
    question.must_make_sense()
    console = Console()
    console.put(answer(read_map(console, file, source), question))


class Question(NamedTuple):
    """What `argmap evaluate` is asked; the fields are its options."""

    accept: tuple[str, ...]
    reject: tuple[str, ...]
    strict: bool
    format: str
    why: str
    positions: bool
    limit: int
    focus: str
    cruxes: str
    pairs: bool

    def must_make_sense(self) -> None:
        """Raise `Failure` where an option would be without effect."""
        asked = [name for name in ("why", "positions", "cruxes") if getattr(self, name)]
        if self.format not in ("text", "json"):
            raise Failure(f"there is no format `{self.format}` here; there are text and json")
        if len(asked) > 1:
            raise Failure(f"--{asked[0]} and --{asked[1]} are two questions; ask one at a time")
        if asked and self.format == "json":
            raise Failure(f"--{asked[0]} is told as text alone")
        if (self.focus or self.limit != LIMIT) and not self.positions:
            raise Failure("--focus and --limit need --positions")
        if self.pairs and not self.cruxes:
            raise Failure("--pairs needs --cruxes")
        if self.cruxes and (self.accept or self.reject):
            raise Failure("--cruxes tries what to accept and reject by itself")


def answer(map: "ArgumentMap", question: Question) -> str:
    """Return what a map has to say to a question.

    Raises:
        ArgmapError: a claim asked about is not there.
    """
    from argmap.verdicts.evaluate import evaluate, must_be_claims

    must_be_claims(map, [id for id in (question.why, question.focus) if id])
    fixed: dict[str, Any] = {"accept": question.accept, "reject": question.reject, "strict": question.strict}
    if question.positions:
        return _told_positions(map, question, fixed)
    if question.cruxes:
        return _told_cruxes(map, question)
    verdicts = evaluate(map, **fixed)
    if question.why:
        from argmap.verdicts.explain import explain, format_explanation

        return format_explanation(explain(verdicts, question.why))
    before = evaluate(map, strict=question.strict) if question.accept or question.reject else None
    return _told_verdicts(verdicts, before, question.format)


def _told_verdicts(verdicts: "Verdicts", before: "Verdicts | None", format: str) -> str:
    if format == "json":
        from argmap.reports.verdicts_json import format_json

        return format_json(verdicts, before)
    from argmap.reports.verdicts_text import format_changes, format_verdicts

    return format_changes(before, verdicts) if before else format_verdicts(verdicts)


def _told_positions(map: "ArgumentMap", question: Question, fixed: dict[str, Any]) -> str:
    from argmap.reports.verdicts_text import format_positions, format_stands_in
    from argmap.verdicts.positions import positions, stands_in

    if question.focus:
        return format_stands_in(map, question.focus, stands_in(map, question.focus, **fixed))
    return format_positions(positions(map, limit=question.limit, **fixed))


def _told_cruxes(map: "ArgumentMap", question: Question) -> str:
    from argmap.reports.verdicts_text import format_cruxes
    from argmap.verdicts.cruxes import cruxes

    asked = () if question.cruxes == EVERY_MAIN_CLAIM else (question.cruxes,)
    return format_cruxes(map, cruxes(map, asked, strict=question.strict, pairs=question.pairs))
