"""What the options of several commands have in common: their names, their help, what they ask for."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.completion import complete_claims, complete_readable_forms, complete_sides
from argmap.files import Failure

if TYPE_CHECKING:
    from argmap.cli.console import Console
    from argmap.model import ArgumentMap
    from argmap.verdicts.evaluate import Verdicts

File = Annotated[str, typer.Argument(metavar="[FILE]", help="The map; - is standard input.")]
Files = Annotated[list[str] | None, typer.Argument(metavar="[FILE]...", help="The maps; - is standard input.")]
From = Annotated[
    str,
    typer.Option(
        "--from",
        metavar="FORM",
        help="The form of FILE, where it does not show: {forms to read}.",
        autocompletion=complete_readable_forms,
    ),
]
OnlySide = Annotated[str, typer.Option("--side", metavar="SIDE", help="Only this side.", autocompletion=complete_sides)]
Focus = Annotated[
    str,
    typer.Option("--focus", metavar="ID", help="Only this claim and what bears on it.", autocompletion=complete_claims),
]
Depth = Annotated[int | None, typer.Option("--depth", min=0, help="With --focus: at most so many steps away.")]
AsStated = Annotated[bool, typer.Option("--as-stated", help="Without what the map-maker added to the sources.")]
ShowVerdicts = Annotated[bool, typer.Option("--verdicts", help="Show what stands, falls or is contested.")]


def read_map(console: "Console", file: str, form: str, *, as_stated: bool = False) -> "ArgumentMap":
    """Return the map in a file, or what of it its sources state.

    What is doubtful about the file is said; if the map cannot be built, the command stops.
    """
    from argmap import registry

    with console.progress("reading the map"):
        reading = registry.read(file, form)
    # Where there is no map, warnings are told with the errors, in the order of the file.
    if reading.map is not None:
        console.warn(reading)
    map = reading.unwrap()
    if not as_stated:
        return map
    from argmap.model.stated import as_stated as without_additions

    return without_additions(map)


def part_asked_for(map: "ArgumentMap", side: str, focus: str, depth: int | None) -> "ArgumentMap":
    """Return the part of a map that `--side`, `--focus` and `--depth` name, or all of it."""
    from argmap.model.diagnostics import no_such
    from argmap.model.graph import part

    if side and side not in map.sides:
        raise Failure(no_such("side", side, map.sides))
    if focus and focus not in map.claims:
        raise Failure(no_such("claim", focus, map.claims))
    if depth is not None and not focus:
        raise Failure("--depth needs --focus")
    if not side and not focus:
        return map
    return part(map, side=side, focus=focus, depth=depth)


def verdicts_of(map: "ArgumentMap") -> "Verdicts":
    """Return the verdicts of a map as it is written."""
    from argmap.verdicts.evaluate import evaluate

    return evaluate(map)


def default_output(file: str, ending: str, side: str, focus: str) -> str:
    """Return where a picture goes if nobody says: `output/`, named for the map and its part."""
    stem = "map" if file == "-" else Path(file).stem
    words = filter(None, (stem, side, focus))
    name = "-".join(words)
    return str(Path("output", name + ending))
