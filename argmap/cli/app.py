"""The command line: parses, calls, prints and exits. Everything else is in the library."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import sys
from typing import Annotated

import typer

from argmap.cli import requests
from argmap.cli.console import FINDINGS, FINE, WRONG_INPUT, Console, Failure

app = typer.Typer(
    name="argmap",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
console = Console()

DEFAULT_FILE = "arguments.yaml"
File = Annotated[str, typer.Argument(metavar="[FILE]", help="The map; - is standard input.")]
Files = Annotated[list[str] | None, typer.Argument(metavar="[FILE]...", help="The maps; - is standard input.")]
From = Annotated[str, typer.Option("--from", metavar="FORMAT", help="The format of FILE, where it does not show.")]
Side_ = Annotated[str, typer.Option("--side", metavar="SIDE", help="Only this side.")]
Focus = Annotated[str, typer.Option("--focus", metavar="ID", help="Only this claim and what bears on it.")]
Depth = Annotated[int | None, typer.Option("--depth", min=0, help="With --focus: at most so many steps away.")]

ShowVerdicts = Annotated[bool, typer.Option("--verdicts", help="Show what stands, falls or is contested.")]


def main() -> None:
    """Run the command line; exit codes are those of the README."""
    sys.argv = requests.with_value("--cruxes", requests.EVERY_MAIN_CLAIM, sys.argv)
    sys.exit(console.guard(app))


@app.callback(invoke_without_command=True)
def argmap(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Draw, outline and check arguments written in a text file.

    \b
    Example:
      argmap new debate.yaml         write a small map to start from
      argmap render debate.yaml      draw it: output/debate.svg
      argmap outline debate.yaml     tell it as numbered text
      argmap check debate.yaml       find what is weak in it

    FILE is arguments.yaml where none is named.
    """  # fmt: skip
    if version:
        from importlib.metadata import version as installed

        console.put(f"argmap {installed('argmap')}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        console.put(context.get_help() + "\n")


@app.command()
def render(
    file: File = DEFAULT_FILE,
    format: Annotated[str, typer.Option("-f", "--format", help="svg, png, pdf or dot.")] = "",
    output: Annotated[str, typer.Option("-o", "--output", metavar="PATH", help="Where to; - is stdout.")] = "",
    side: Side_ = "",
    focus: Focus = "",
    depth: Depth = None,
    page: Annotated[str, typer.Option(help="Fit text to: a4, letter, slide, screen; none fits nothing.")] = "screen",
    direction: Annotated[str, typer.Option(help="Where reasons lead: up, down, left, right.")] = "",
    theme: Annotated[str, typer.Option(help="color, print (black and white) or dark.")] = "color",
    engine: Annotated[str, typer.Option(help="graphviz-pure, or dot for the system's Graphviz.")] = "graphviz-pure",
    verdicts: ShowVerdicts = False,
    source: From = "",
) -> None:
    """Draw a map as a picture.

    \b
    Example:
      argmap render debate.yaml --page a4 -o debate.pdf
    """  # fmt: skip
    from argmap.diagrams.draw import FORMATS, Options, draw
    from argmap.diagrams.layout_search import PAGES, in_points

    format = requests.picture_format(format, output, list(FORMATS))
    options = Options(page=page, direction=direction, theme=theme, engine=engine)
    target = output or requests.default_output(file, format, side, focus)
    console.must_not_overwrite_input(target, file)
    whole = requests.map_of(console, file, source)
    map = requests.part_of(whole, side, focus, depth)
    picture = draw(map, format, options, requests.verdicts_of(whole) if verdicts else None)
    for note in picture.notes:
        console.say(note)
    console.write(target, picture.data, make_folder=not output)
    if target != "-":
        size = f": text is {in_points(picture.points)} on {PAGES[page].name}" if picture.points else ""
        console.say(f"wrote {target}{size}")


@app.command()
def outline(
    file: File = DEFAULT_FILE,
    format: Annotated[str, typer.Option("-f", "--format", help="text, markdown or opml.")] = "text",
    side: Side_ = "",
    focus: Focus = "",
    depth: Depth = None,
    sources: Annotated[bool, typer.Option("--sources", help="Say who holds each claim and what it cites.")] = False,
    verdicts: ShowVerdicts = False,
    source: From = "",
) -> None:
    """Tell a map as a numbered outline.

    \b
    Example:
      argmap outline debate.yaml -f markdown --sources > debate.md
    """  # fmt: skip
    from argmap.outlines.forms import tell

    whole = requests.map_of(console, file, source)
    map = requests.part_of(whole, side, focus, depth)
    shown = requests.verdicts_of(whole) if verdicts else None
    console.put(tell(map, format, sources=sources, columns=console.columns, verdicts=shown))


@app.command()
def check(
    files: Files = None,
    format: Annotated[str, typer.Option("-f", "--format", help="text, concise, json, sarif or github.")] = "text",
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULES", help="Rules or groups, in place of the default.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULES", help="Rules or groups to leave out.")] = None,
    fail_on: Annotated[str, typer.Option(metavar="SEVERITY", help="error, warning, info or never.")] = "",
    statistics: Annotated[bool, typer.Option("--statistics", help="Show each map in figures, too.")] = False,
    source: From = "",
) -> None:
    """Find what is weak in a map: exit code 1 if anything is.

    \b
    Example:
      argmap check debate.yaml
      argmap check *.yaml --select support,question --fail-on error
    """  # fmt: skip
    from argmap import linter
    from argmap.reports.findings import FOR_PEOPLE, FORMATS

    if format not in FORMATS:
        raise Failure(f"there is no report format `{format}`; there are: {', '.join(FORMATS)}")
    asked = requests.check_settings(select, ignore, fail_on)
    found = []
    failing = False
    readings = [requests.reading_of(file, source) for file in files or [DEFAULT_FILE]]
    failed = any(reading.map is None for reading in readings)
    for reading in readings:
        diagnostics, wanted = requests.checked(reading, asked)
        found += diagnostics
        failing |= linter.fails(diagnostics, wanted.fail_on)
    console.report(found, {reading.name: reading.text for reading in readings}, format)
    if format in FOR_PEOPLE:
        console.put(requests.summary([reading.map for reading in readings if reading.map], found, statistics))
    raise typer.Exit(WRONG_INPUT if failed else FINDINGS if failing else FINE)


@app.command()
def rules(
    rule: Annotated[str, typer.Argument(metavar="[RULE]", help="The rule to explain.")] = "",
    format: Annotated[str, typer.Option("-f", "--format", help="text or markdown.")] = "text",
) -> None:
    """List the rules of `argmap check`, or explain one.

    \b
    Example:
      argmap rules unsupported-claim
    """  # fmt: skip
    from argmap.reports import handbook

    if format not in ("text", "markdown"):
        raise Failure(f"there is no format `{format}` here; there are text and markdown")
    if rule:
        console.put(handbook.explained(rule))
    else:
        console.put(handbook.table() if format == "text" else handbook.markdown())


@app.command()
def evaluate(
    file: File = DEFAULT_FILE,
    accept: Annotated[list[str] | None, typer.Option(metavar="ID", help="Let a claim stand; may be repeated.")] = None,
    reject: Annotated[list[str] | None, typer.Option(metavar="ID", help="Let a claim fall; may be repeated.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Do not grant what is merely asserted.")] = False,
    format: Annotated[str, typer.Option("-f", "--format", help="text or json.")] = "text",
    why: Annotated[str, typer.Option(metavar="ID", help="Say why a claim has its verdict.")] = "",
    positions: Annotated[bool, typer.Option("--positions", help="The coherent ways to settle the map.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="With --positions: show at most so many.")] = requests.LIMIT,
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
    question = requests.Question(
        tuple(accept or ()), tuple(reject or ()), strict, format, why, positions, limit, focus, cruxes, pairs
    )
    question.must_make_sense()
    console.put(requests.answer(requests.map_of(console, file, source), question))


@app.command()
def convert(
    file: File = DEFAULT_FILE,
    output: Annotated[str, typer.Option("-o", "--output", metavar="PATH", help="Where to; - is stdout.")] = "-",
    to: Annotated[str, typer.Option("--to", metavar="FORM", help="The form, if PATH does not show it.")] = "",
    as_program: Annotated[
        bool, typer.Option("--as-program", help="The logic program of the verdicts: --to lp.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict-conversion", help="Exit code 1 if anything is lost.")] = False,
    source: From = "",
) -> None:
    """Write a map in another form, and say what is lost.

    \b
    Example:
      argmap convert debate.argdown -o debate.yaml
      argmap convert debate.yaml --to mermaid
    """  # fmt: skip
    from argmap import registry
    from argmap.model.losses import LOSS

    if as_program and to:
        raise Failure("--as-program is --to lp; say one of them")
    form = "lp" if as_program else to or registry.form_of(output)
    if not form:
        where = f"the ending of {output} names no form" if output != "-" else "say which form with --to"
        raise Failure(f"{where}; there are: {', '.join(registry.NAMES)}")
    console.must_not_overwrite_input(output, file)
    reading = requests.reading_of(file, source)
    map = reading.unwrap()
    written = registry.convert(map, form)
    console.warn(reading)
    for loss in written.losses:
        console.say(f"{loss.severity}[{loss.code}]: {loss.message}")
    console.write(output, written.text.encode("utf-8", "replace"))
    lost = written.losses or any(found.code == LOSS for found in reading.diagnostics)
    raise typer.Exit(FINDINGS if strict and lost else FINE)


@app.command()
def new(
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="Where to; never overwritten.")] = DEFAULT_FILE,
) -> None:
    """Write a small map with comments, to start from.

    \b
    Example:
      argmap new debate.yaml
    """  # fmt: skip
    from importlib.resources import files as resources

    text = resources("argmap").joinpath("formats", "native", "example.yaml").read_text(encoding="utf-8")
    console.create(path, text)
    console.say(f"wrote {path}; draw it with `argmap render {path}`")


@app.command()
def schema(
    of_json: Annotated[bool, typer.Option("--json", help="The schema of `convert --to json` instead.")] = False,
) -> None:
    """Print the JSON Schema of the file format, for editors.

    \b
    Example:
      argmap schema > argmap.schema.json
    """  # fmt: skip
    import json

    from argmap.formats.json.schema import json_schema
    from argmap.formats.native.schema import schema as of_native

    made = json_schema() if of_json else of_native()
    console.put(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
