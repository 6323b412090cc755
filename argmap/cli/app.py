"""The command line: parses, calls, prints and exits. Everything else is in the library."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup, TyperOption

from argmap.cli.completers import VARIABLE
from argmap.cli.console import Console
from argmap.cli.signature import for_typer, was_typed
from argmap.util.errors import Failure
from argmap.util.files import STDIN, exists

if TYPE_CHECKING:
    from typer import Context


GROUPS: Mapping[str, Mapping[str, str]] = {
    "Write": {
        "new": "Create a new file with a small map to start from.",
        "edit": "Edit a map in your browser, and save it while you edit.",
        "preview": "Show a map in your browser, and update it while you edit.",
        "rename": "Change the id of a claim, side or source everywhere in a map.",
        "format": "Tidy the layout of maps in YAML and of lists.",
        "convert": "Convert a map to another format, and report any losses.",
    },
    "Show": {
        "render": "Draw a map as a picture, slides or an interactive page.",
        "outline": "Write a map as a numbered outline, an essay or a document.",
        "diff": "Show what differs between two versions of a map, or two people's maps.",
    },
    "Check": {
        "check": "Find a map's weak points, and exit with 1 if there are any.",
        "rules": "List the rules of `argmap check`, or explain one rule.",
        "schemes": "List argumentation schemes, or explain one scheme.",
    },
    "Judge": {
        "evaluate": "Show which claims stand, which fall, and which are contested.",
        "why": "Explain why a claim has its verdict.",
        "cruxes": "Find the claims that decide the main claims' verdicts.",
        "needs": "Find the changes that would make a claim stand.",
        "positions": "List the coherent ways to settle a map's open questions.",
    },
    "In class": {
        "worksheet": "Make a worksheet (a map with blanks) and its key.",
        "quiz": "Make a quiz about a map, as text or for Moodle.",
        "grade": "Compare students' maps with a key, and give feedback and marks.",
        "review": "Have students review each other's maps, without names.",
    },
    "Connect": {
        "formats": "List the formats that argmap can read and write.",
        "schema": "Print the JSON Schema for map files, for use in your editor.",
        "lsp": "Start the language server, for your text editor.",
        "mcp": "Let an assistant check, draw and evaluate maps.",
        "completion": "Print a script that completes commands in your shell.",
        "help": "Show the help for argmap or for one command.",
    },
}
"""The commands in the groups of the help, each with what it does; its own help begins with that."""

_HIDDEN = {"summary": "Say in a few lines what a map is, and draw it."}
"""Commands that no list shows."""

_SHARED_MODULES = dict.fromkeys(("why", "cruxes", "needs", "positions"), "questions")
"""The modules of commands that are not in a module of their own name."""

COMMANDS = {name: summary for group in GROUPS.values() for name, summary in group.items()} | _HIDDEN


class _PrintsHelp:
    """Prints its help as all results are printed."""

    def get_help_option(self, ctx: "Context") -> Any:
        """Return the option that shows the help."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.callback = _show_help
        option.help = "Show this help and exit."
        return option


def _show_help(ctx: "Context", _option: object, is_asked_for: bool) -> None:
    if is_asked_for and not ctx.resilient_parsing:
        Console.of(ctx).put(ctx.get_help() + "\n")
        ctx.exit()


class Command(_PrintsHelp, TyperCommand):  # type: ignore[misc]
    """A command that can be quiet or in color, and whose help has groups of options."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **settings)
        # Added here, so that no command needs parameters for what its console has to know.
        self.params += [
            _option("-q --quiet", "is_quiet", "Print only results and errors."),
            _option("-v --verbose", "is_verbose", "Say more about what was done."),
            _option(
                "--color/--no-color", "color", "Turn color on or off. [default: on in a terminal]"
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
        options = [record for section in sections.values() for record in section]
        if len(options) <= _MOST_TOGETHER:
            sections = {"Options": options}
        for group, records in {"Arguments": arguments, **sections}.items():
            if records:
                with formatter.section(group):
                    formatter.write_dl(records)


_MOST_TOGETHER = 14
"""Options that a help lists without groups: ten, and the four that every command has."""


def _option(names: str, attribute: str, help: str) -> TyperOption:
    """Return an option that every command has, which sets an attribute of its console."""

    def set_attribute(ctx: "Context", option: Any, is_on: bool) -> None:
        if was_typed(ctx, option.name):  # typer calls this also for what nobody typed, with False
            setattr(Console.of(ctx), attribute, is_on)

    return TyperOption(
        param_decls=names.split(),
        is_flag=True,
        expose_value=False,
        callback=set_attribute,
        help=help,
        show_default=False,
    )


@cache
def _build_command(name: str) -> Any:
    summary = COMMANDS[name]
    command = getattr(import_module(f"argmap.cli.{_SHARED_MODULES.get(name, name)}"), name)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    details, _, examples = (getdoc(command) or "").partition("Example:\n")
    help = f"{summary}\n\n{details}"
    if examples:
        # Below `\b`, lines stay as they are.
        help += f"\b\nExample:\n{indent(dedent(examples), '  ')}"
    alone.command(name, cls=Command, help=help, hidden=name in _HIDDEN)(for_typer(command))
    return typer.main.get_command(alone)


class Commands(_PrintsHelp, TyperGroup):  # type: ignore[misc]
    """The commands in their groups; for an unknown one, the nearest that there is is named."""

    def get_command(self, _ctx: "Context", name: str) -> Any:  # type: ignore[override]
        """Return a command, which is imported and built only now: a start needs but one of them."""
        return _build_command(name) if name in COMMANDS else None

    def list_commands(self, _ctx: "Context") -> list[str]:  # type: ignore[override]
        """Return the names of the commands."""
        return [*COMMANDS]

    def shown_commands(self) -> list[str]:
        """Return the names of the commands that help lists."""
        return [name for name in COMMANDS if name not in _HIDDEN]

    def resolve_command(self, ctx: "Context", args: list[str]) -> Any:  # type: ignore[override]
        """Return the command that the words of the command line name, and the other words."""
        name = args[0]
        is_unknown = name not in COMMANDS and not ctx.resilient_parsing
        is_there = exists(Path(name)) and Path(name).is_file()
        is_file = name == STDIN or Path(name).suffix != "" or os.sep in name or is_there
        if is_unknown and is_file:
            return super().resolve_command(ctx, ["summary", *args])
        if is_unknown and not name.startswith("-"):
            from argmap.cli.intents import Typed, lines_for_command, lines_to_go_on

            typed = Typed.after(name, self)
            lines = lines_for_command(name, typed) or lines_to_go_on(typed)
            raise Failure(f"there is no command `{name}`; type `{'` or `'.join(lines)}`")
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: "Context", formatter: Any) -> None:  # type: ignore[override]
        """Write the commands, in groups."""
        for group, commands in GROUPS.items():
            with formatter.section(group):
                formatter.write_dl([*commands.items()], col_max=_NAME_COLUMNS, col_spacing=2)


_NAME_COLUMNS = 20


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
    if VARIABLE in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
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
