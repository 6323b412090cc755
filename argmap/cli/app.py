"""The command line: parses, calls, prints and exits. Everything else is in the library."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup, TyperOption

from argmap.cli.completers import VARIABLE, prepare_completion
from argmap.cli.console import Console
from argmap.cli.signature import for_typer
from argmap.util.errors import Failure
from argmap.util.files import STDIN
from argmap.util.spelling import did_you_mean

if TYPE_CHECKING:
    from typer import Context


class Listed(NamedTuple):
    """A command in the table of commands.

    Attributes:
        summary: what it does, as `argmap --help` says; its own help begins with it.
        place: the module beside this one, and the function in it.
        is_hidden: whether no list of commands shows it.
    """

    summary: str
    place: str
    is_hidden: bool = False


GROUPS: Mapping[str, Mapping[str, Listed]] = {
    "": {
        "summary": Listed("Say in a few lines what a map is, and draw it.", "summary:summary", True)
    },
    "Write": {
        "new": Listed("Create a new file with a small map to start from.", "new:new"),
        "edit": Listed("Edit a map in your browser, and save it while you edit.", "edit:edit"),
        "preview": Listed(
            "Show a map in your browser, and update it while you edit.", "preview:preview"
        ),
        "rename": Listed(
            "Change the id of a claim, side or source everywhere in a map.", "rename:rename"
        ),
        "convert": Listed(
            "Convert a map to another format, and report any losses.", "convert:convert"
        ),
    },
    "Show": {
        "render": Listed(
            "Draw a map as a picture, slides or an interactive page.", "render:render"
        ),
        "outline": Listed(
            "Write a map as a numbered outline, an essay or a document.", "outline:outline"
        ),
        "diff": Listed(
            "Show what differs between two versions of a map, or two people's maps.", "diff:diff"
        ),
    },
    "Check": {
        "check": Listed(
            "Find a map's weak points, and exit with 1 if there are any.", "check:check"
        ),
        "rules": Listed("List the rules of `argmap check`, or explain one rule.", "rules:rules"),
        "schemes": Listed("List argumentation schemes, or explain one scheme.", "schemes:schemes"),
    },
    "Judge": {
        "evaluate": Listed(
            "Show which claims stand, which fall, and which are contested.", "evaluate:evaluate"
        ),
        "why": Listed("Explain why a claim has its verdict.", "questions:why"),
        "cruxes": Listed(
            "Find the claims that decide the main claims' verdicts.", "questions:cruxes"
        ),
        "needs": Listed("Find the changes that would make a claim stand.", "questions:needs"),
        "positions": Listed(
            "List the coherent ways to settle a map's open questions.", "questions:positions"
        ),
    },
    "In class": {
        "worksheet": Listed(
            "Make a worksheet (a map with blanks) and its key.", "worksheet:worksheet"
        ),
        "quiz": Listed("Make a quiz about a map, as text or for Moodle.", "quiz:quiz"),
        "grade": Listed(
            "Compare students' maps with a key, and give feedback and marks.", "grade:grade"
        ),
    },
    "Connect": {
        "formats": Listed("List the formats that argmap can read and write.", "formats:formats"),
        "schema": Listed(
            "Print the JSON Schema for map files, for use in your editor.", "schema:schema"
        ),
        "lsp": Listed("Start the language server, for your text editor.", "lsp:lsp"),
        "mcp": Listed("Let an assistant check, draw and evaluate maps.", "mcp:mcp"),
        "completion": Listed(
            "Print a script that completes commands in your shell.", "completion:completion"
        ),
        "help": Listed("Show the help for argmap or for one command.", "help:help"),
        "man": Listed("Print the manual page or the command-line reference.", "help:man", True),
    },
}
"""The commands in the groups of the help."""

COMMANDS = {name: listed for group in GROUPS.values() for name, listed in group.items()}


class Command(TyperCommand):
    """A command that can be quiet or in color, and whose help has groups of options."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **settings)
        # Added here, so that no command needs parameters for what its console has to know.
        self.params += [
            _option("-q --quiet", _be_quiet, "Print only results and errors."),
            _option("-v --verbose", _be_verbose, "Say more about what was done."),
            _option(
                "--color/--no-color",
                _choose_color,
                "Turn color on or off. [default: on in a terminal]",
                default=None,
            ),
        ]

    def format_options(self, ctx: "Context", formatter: Any) -> None:  # type: ignore[override]
        """Write the arguments and options: in groups where there are many options."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is None:
                continue
            group = "Arguments"
            if parameter.param_type_name == "option":
                group = getattr(parameter, "rich_help_panel", None) or "Options"
            sections.setdefault(group, []).append(record)
        arguments = sections.pop("Arguments", [])
        if sum(map(len, sections.values())) <= _MOST_TOGETHER:
            sections = {"Options": [record for section in sections.values() for record in section]}
        for group, records in {"Arguments": arguments, **sections}.items():
            if records:
                with formatter.section(group):
                    formatter.write_dl(records)

    def get_help_option(self, ctx: "Context") -> Any:  # type: ignore[override]
        """Return the option that shows the help."""
        return _print_help_with(super().get_help_option(ctx))


_MOST_TOGETHER = 14
"""Options that a help lists without groups: ten, and the four that every command has."""


def _option(names: str, callback: Any, help: str, default: bool | None = False) -> TyperOption:
    """Return an option that every command has, and that its console hears of."""
    return TyperOption(
        param_decls=names.split(),
        default=default,
        is_flag=True,
        expose_value=False,
        callback=callback,
        help=help,
        show_default=False,
    )


def _be_quiet(ctx: "Context", _option: object, is_asked_for: bool) -> None:
    Console.of(ctx).is_quiet = is_asked_for


def _be_verbose(ctx: "Context", _option: object, is_asked_for: bool) -> None:
    Console.of(ctx).is_verbose = is_asked_for


def _choose_color(ctx: "Context", option: Any, choice: bool) -> None:
    # typer calls this also for what nobody typed, with False.
    source = ctx.get_parameter_source(option.name)
    if source is not None and source.name == "COMMANDLINE":
        Console.of(ctx).color = choice


def _print_help_with(option: Any) -> Any:
    """Return an option that shows the help, so that it does so as all results are printed."""

    def show_help(ctx: "Context", _option: object, is_asked_for: bool) -> None:
        if is_asked_for and not ctx.resilient_parsing:
            Console.of(ctx).put(ctx.get_help() + "\n")
            ctx.exit()

    option.callback = show_help
    option.help = "Show this help and exit."
    return option


class _Commands(Mapping[str, Any]):
    """The commands by their names, each imported and built when it is asked for: a start needs but
    one of them.
    """

    def __getitem__(self, name: str) -> Any:
        return _build_command(name)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


@cache
def _build_command(name: str) -> Any:
    listed = COMMANDS[name]
    module, _, function = listed.place.partition(":")
    command = getattr(import_module(f"argmap.cli.{module}"), function)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    details, _, examples = (getdoc(command) or "").partition("Example:\n")
    help = f"{listed.summary}\n\n{details}"
    if examples:
        # Below `\b`, lines stay as they are.
        help += f"\b\nExample:\n{indent(dedent(examples), '  ')}"
    alone.command(name, cls=Command, help=help, hidden=listed.is_hidden)(for_typer(command))
    return typer.main.get_command(alone)


class Commands(TyperGroup):
    """The commands in their groups; for an unknown one, the nearest that there is is named."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()  # type: ignore[assignment]
        if VARIABLE in os.environ:
            prepare_completion()

    def resolve_command(self, ctx: "Context", args: list[str]) -> Any:  # type: ignore[override]
        """Return the command that the words of the command line name, and the other words."""
        name = args[0]
        is_unknown = name not in COMMANDS and not ctx.resilient_parsing
        if is_unknown and _names_a_file(name):
            return super().resolve_command(ctx, ["summary", *args])
        if is_unknown and not name.startswith("-"):
            from argmap.cli.intents import Typed, lines_for_command

            lines = lines_for_command(name, Typed.after(name, self.commands))
            if lines:
                raise Failure(f"there is no command `{name}`; type `{'` or `'.join(lines)}`")
            known = [name for name, listed in COMMANDS.items() if not listed.is_hidden]
            near = did_you_mean(name, known) or "`argmap help` lists the commands"
            raise Failure(f"unknown command `{name}`: {near}")
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: "Context", formatter: Any) -> None:  # type: ignore[override]
        """Write the commands, in groups."""
        for group, commands in GROUPS.items():
            rows = []
            for name, listed in commands.items():
                if not listed.is_hidden:
                    rows.append((name, listed.summary))
            if not rows:
                continue
            with formatter.section(group):
                formatter.write_dl(rows, col_max=_NAME_COLUMNS, col_spacing=2)

    def get_help_option(self, ctx: "Context") -> Any:  # type: ignore[override]
        """Return the option that shows the help."""
        return _print_help_with(super().get_help_option(ctx))


_NAME_COLUMNS = 20


def _names_a_file(word: str) -> bool:
    """Return whether the first word of a command line is a file: it is there, or has an ending."""
    return word == STDIN or Path(word).suffix != "" or os.sep in word or Path(word).is_file()


app = typer.Typer(
    name="argmap",
    cls=Commands,
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> int:
    """Run the command line and return the exit code: one of those in `argmap help`."""
    console = Console()
    return console.guard(lambda: app(prog_name="argmap", standalone_mode=False, obj=console))


@app.callback(invoke_without_command=True)
def argmap(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Turn a text file into an argument map: draw it, check it, and evaluate it.

    \b
    Example:
      argmap new school.md           write a short list to start from
      argmap render school.md        draw it: output/school.svg
      argmap check school.md         find its weak points
      argmap evaluate school.md      show which claims stand
      argmap help COMMAND            show a command's options and examples

    If you do not name a FILE, commands read arguments.yaml; - is standard input.
    """  # fmt: skip
    console = Console.of(context)
    if version:
        from importlib.metadata import version as installed

        console.put(f"argmap {installed('argmap')}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        console.put(context.get_help() + "\n")
