"""The command line: parses, calls, prints and exits. Everything else is in the library.

The help of an option says `{themes}` where the names of the themes belong: to import their table
for every command that a person gives would be felt.
"""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup, TyperOption

from argmap.cli.completion import VARIABLE, prepare_completion
from argmap.cli.console import Console
from argmap.cli.options import must_be_one_of
from argmap.util.errors import Failure

if TYPE_CHECKING:
    from typer import Context

_GROUPS = {
    "Write": {
        "new": "new:new",
        "edit": "edit:edit",
        "preview": "preview:preview",
        "rename": "rename:rename",
        "convert": "convert:convert",
    },
    "Show": {"render": "render:render", "outline": "outline:outline", "diff": "diff:diff"},
    "Check": {"check": "check:check", "rules": "rules:rules", "schemes": "schemes:schemes"},
    "Judge": {
        "evaluate": "evaluate:evaluate",
        "why": "questions:why",
        "cruxes": "questions:cruxes",
        "needs": "questions:needs",
        "positions": "questions:positions",
    },
    "In class": {"worksheet": "worksheet:worksheet", "quiz": "quiz:quiz", "grade": "grade:grade"},
    "Connect": {
        "formats": "formats:formats",
        "schema": "schema:schema",
        "lsp": "lsp:lsp",
        "mcp": "mcp:mcp",
        "completion": "completion:completion",
        "help": "help:help",
        "man": "help:man",
    },
}
"""The commands in the groups of the help -> the module beside this one and the function in it."""

_COMMANDS = {name: place for group in _GROUPS.values() for name, place in group.items()}
_HIDDEN = ("man",)


class Command(TyperCommand):
    """A command that can be quiet or in color, and whose help lists the choices of its options."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **settings)
        # Added here, so that no command needs parameters for what its console has to know.
        self.params += [
            TyperOption(
                param_decls=["-q", "--quiet"],
                is_flag=True,
                expose_value=False,
                callback=_be_quiet,
                help="Print only results and errors.",
                show_default=False,
            ),
            TyperOption(
                param_decls=["--color/--no-color"],
                default=None,
                is_flag=True,
                expose_value=False,
                callback=_choose_color,
                help="Turn color on or off. [default: on in a terminal]",
                show_default=False,
            ),
        ]

    def get_help(self, ctx: "Context") -> str:  # type: ignore[override]
        """Return the help of the command."""
        fill_in_choices(self.params)
        return super().get_help(ctx)

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


_MOST_TOGETHER = 13
"""Options that a help lists without groups: ten, and the three that every command has."""


def _be_quiet(ctx: "Context", _option: object, is_asked_for: bool) -> None:
    Console.of(ctx).is_quiet = is_asked_for


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


def fill_in_choices(parameters: Iterable[object]) -> None:
    """Put the choices into the helps of the parameters of a command."""
    for parameter in parameters:
        help = getattr(parameter, "help", None) or ""
        # An option that is shown is one of typer's, whose type does not show its help.
        if "{" in help:
            filled_in = re.sub(r"\{([a-z ]+)\}", lambda match: _choices(match[1]), help)
            setattr(parameter, "help", filled_in)  # noqa: B010


def _choices(placeholder: str) -> str:
    """Return what a help lists in the place of `{reports}`: "text, full, … or github"."""
    from argmap.diagrams.theme import THEMES
    from argmap.formats import FormatKind, readable_formats, writable_formats
    from argmap.languages import LANGUAGES_OF_ESSAYS
    from argmap.lint.reports import FORMATS

    outlines = writable_formats(FormatKind.OUTLINE, FormatKind.DOCUMENT)
    names: dict[str, list[str]] = {
        "themes": list(THEMES),
        "formats to read": [format.name for format in readable_formats()],
        "formats to write": [format.name for format in writable_formats()],
        "pictures": [format.name for format in writable_formats(FormatKind.PICTURE)],
        "outlines": [format.name for format in outlines],
        "reports": list(FORMATS),
        "languages of essays": list(LANGUAGES_OF_ESSAYS),
    }
    *others, last = names[placeholder]
    return f"{', '.join(others)} or {last}"


class _Commands(Mapping[str, Any]):
    """The commands by their names, each imported and built when it is asked for: a start needs but
    one of them.
    """

    def __getitem__(self, name: str) -> Any:
        return _build_command(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


@cache
def _build_command(name: str) -> Any:
    module, _, function = _COMMANDS[name].partition(":")
    command = getattr(import_module(f"argmap.cli.{module}"), function)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name, cls=Command, hidden=name in _HIDDEN)(command)
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
        if not name.startswith("-") and name not in _COMMANDS and not ctx.resilient_parsing:
            _must_not_be_an_old_name(name)
            must_be_one_of("command", name, [known for known in _COMMANDS if known not in _HIDDEN])
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: "Context", formatter: Any) -> None:  # type: ignore[override]
        """Write the commands, in groups."""
        for group, names in _GROUPS.items():
            shown = [name for name in names if name not in _HIDDEN]
            rows = [(name, self.commands[name].get_short_help_str(_LONGEST_HELP)) for name in shown]
            with formatter.section(group):
                formatter.write_dl(rows, col_max=_NAME_COLUMNS, col_spacing=2)

    def get_help_option(self, ctx: "Context") -> Any:  # type: ignore[override]
        """Return the option that shows the help."""
        return _print_help_with(super().get_help_option(ctx))


def _must_not_be_an_old_name(name: str) -> None:
    from argmap.cli.old_names import new_command

    renamed = new_command(name)
    if renamed:
        raise Failure(renamed)


_LONGEST_HELP = 66
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

    If you do not name a FILE, commands read arguments.yaml.
    """  # fmt: skip
    console = Console.of(context)
    if version:
        from importlib.metadata import version as installed

        console.put(f"argmap {installed('argmap')}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        console.put(context.get_help() + "\n")
