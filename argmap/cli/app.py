"""The command line: parses, calls, prints and exits. Everything else is in the library.

The help of an option says `{themes}` where the names of the themes belong: to import their table
for every command that a person gives would be felt.
"""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from argmap.cli.console import Console
from argmap.cli.options import must_be_one_of

if TYPE_CHECKING:
    from typer import Context

_COMMANDS = {
    "render": "render:render",
    "preview": "preview:preview",
    "outline": "outline:outline",
    "check": "check:check",
    "rules": "rules:rules",
    "schemes": "schemes:schemes",
    "evaluate": "evaluate:evaluate",
    "quiz": "quiz:quiz",
    "convert": "convert:convert",
    "compare": "grade:compare",
    "diff": "diff:diff",
    "worksheet": "worksheet:worksheet",
    "rename": "rename:rename",
    "new": "new:new",
    "help": "help:help",
    "man": "help:man",
    "forms": "formats:formats",
    "schema": "schema:schema",
}
"""The commands in the order of the help → the module beside this one and the function in it."""

_HIDDEN = ("man",)


class Command(TyperCommand):
    """A command whose help lists the choices of its options."""

    def get_help(self, ctx: "Context") -> str:  # type: ignore[override]
        """Return the help of the command."""
        fill_in_choices(self.params)
        return super().get_help(ctx)

    def get_help_option(self, ctx: "Context") -> Any:  # type: ignore[override]
        """Return the option that shows the help."""
        return _print_help_with(super().get_help_option(ctx))


def _print_help_with(option: Any) -> Any:
    """Return an option that shows the help, so that it does so as all results are printed."""

    def show_help(ctx: "Context", _option: object, is_asked_for: bool) -> None:
        if is_asked_for and not ctx.resilient_parsing:
            Console().put(ctx.get_help() + "\n")
            ctx.exit()

    option.callback = show_help
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
    from argmap.lint.reports import FORMATS

    outlines = writable_formats(FormatKind.OUTLINE, FormatKind.DOCUMENT)
    names: dict[str, list[str]] = {
        "themes": list(THEMES),
        "forms to read": [format.name for format in readable_formats()],
        "forms to write": [format.name for format in writable_formats()],
        "pictures": [format.name for format in writable_formats(FormatKind.PICTURE)],
        "outlines": [format.name for format in outlines],
        "reports": list(FORMATS),
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
    """The commands; an unknown one is told with the nearest that there is."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()  # type: ignore[assignment]

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Return the command that the words of the command line name, and the other words."""
        name = args[0]
        if not name.startswith("-") and name not in _COMMANDS and not ctx.resilient_parsing:
            must_be_one_of("command", name, [known for known in _COMMANDS if known not in _HIDDEN])
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Return the option that shows the help."""
        return _print_help_with(super().get_help_option(ctx))


app = typer.Typer(
    name="argmap",
    cls=Commands,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> int:
    """Run the command line and return the exit code: one of those in the README."""
    return Console().guard(lambda: app(prog_name="argmap", standalone_mode=False))


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

        Console().put(f"argmap {installed('argmap')}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        Console().put(context.get_help() + "\n")
