"""What typer sees of a command: its own options, and each option of the groups that it takes.

    def evaluate(console: Console, file: File, supposed: Suppositions) -> None:

has `--accept`, `--reject` and `--strict`. The command gets a `Suppositions` whose values fit.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, get_args

import typer

from argmap.cli.completers import complete_choices, completion_of
from argmap.cli.console import Console
from argmap.options import Declared, checked, declared, options_in
from argmap.options.option import Names
from argmap.util.errors import Failure


class Argument(NamedTuple):
    """A word of the command line that is no option.

    Attributes:
        metavar: what a help calls it; brackets say that it may be left out.
        help: what people read about it.
        names: what it names.
    """

    metavar: str
    help: str
    names: Names = ""


def for_typer(command: Callable[..., object]) -> Callable[..., object]:
    """Return a command as typer takes it: with a parameter for each option."""
    # Only now are its annotations evaluated: those of the one command that runs.
    parameters = inspect.signature(command, eval_str=True).parameters.values()
    shown = [_parameter("context", inspect.Parameter.empty, typer.Context)]
    for parameter in parameters:
        shown += _shown(parameter)

    def run(context: typer.Context, **words: Any) -> object:
        return command(**{each.name: _value(each, context, words) for each in parameters})

    run.__doc__ = command.__doc__
    run.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in shown}
    return run


def flag_of(name: str) -> str:
    """Return what an option is called on the command line: --stated-only."""
    return f"--{name.replace('_', '-')}"


def _parameter(name: str, default: object, annotation: object) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def _shown(parameter: inspect.Parameter) -> list[inspect.Parameter]:
    """Return what typer sees in the place of a parameter of a command."""
    if parameter.annotation in (Console, typer.Context):
        return []
    option = declared(parameter.name, parameter.annotation)
    if option is not None:
        return [_shown_option(option, parameter.default)]
    group = options_in(parameter.annotation)
    if group:
        defaults = parameter.annotation._field_defaults
        return [_shown_option(each, defaults[each.name]) for each in group]
    type, argument = get_args(parameter.annotation)
    shown = typer.Argument(
        metavar=argument.metavar,
        help=argument.help,
        autocompletion=completion_of(argument.names),
    )
    return [_parameter(parameter.name, parameter.default, Annotated[type, shown])]


def _shown_option(declared: Declared, default: object) -> inspect.Parameter:
    option = declared.option
    choices = () if option.has_commas else declared.choices
    shown = typer.Option(
        *(option.flags or flag_of(declared.name)).split(),
        metavar=option.metavar or None,
        help=declared.help,
        autocompletion=complete_choices(choices) if choices else completion_of(option.names),
        hidden=option.is_hidden,
        rich_help_panel=option.heading or None,
    )
    type = declared.type
    if declared.is_list and default is inspect.Parameter.empty:
        type = list[str]
    elif declared.is_list:
        type, default = list[str] | None, None
    elif declared.choices:
        type = str  # an unknown name is reported as in the library, with the nearest one
    return _parameter(declared.name, default, Annotated[type, shown])


def _value(parameter: inspect.Parameter, context: typer.Context, words: dict[str, Any]) -> Any:
    """Return what a command gets, made of the words of the command line.

    Raises:
        Failure: a word does not fit its option, or options contradict each other.
    """
    if parameter.annotation is Console:
        return Console.of(context)
    if parameter.annotation is typer.Context:
        return context
    option = declared(parameter.name, parameter.annotation)
    if option is not None:
        value = _given(option, words, parameter.default)
        try:
            return option.fit(value, flag_of)
        except Failure:
            _say_who_writes(option, value, context)
            raise
    group = options_in(parameter.annotation)
    if not group:
        return words[parameter.name]
    defaults = parameter.annotation._field_defaults
    values = {each.name: _given(each, words, defaults[each.name]) for each in group}
    return checked(parameter.annotation(**values), flag_of)


def _say_who_writes(option: Declared, format: object, context: typer.Context) -> None:
    """Raise `Failure` if another command writes the format that was asked for."""
    command = context.command.name or ""
    if command not in ("render", "outline") or option.name != "format":
        return
    from argmap.cli.intents import Typed, lines_for_format

    root: Any = context.find_root().command
    lines = lines_for_format(str(format), Typed.after(command, root.commands))
    if lines:
        raise Failure(
            f"`argmap {command}` does not write `{format}`; type `{'` or `'.join(lines)}`"
        )


def _given(declared: Declared, words: dict[str, Any], default: object) -> Any:
    """Return the value of an option; several words of a list may be joined by commas."""
    value = words[declared.name]
    if not declared.is_list:
        return value
    if value is None:
        return default
    if declared.option.has_commas:
        value = [word.strip() for word in ",".join(value).split(",")]
    return tuple(filter(None, value))
