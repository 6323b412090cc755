"""What typer sees of a command: its own options, and each option of the groups that it takes.

    def evaluate(console: Console, file: File, supposed: Suppositions) -> None:

has `--accept`, `--reject` and `--strict`. The command gets a `Suppositions` whose values fit.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any, NamedTuple, get_args

import typer

from argmap.cli.completers import complete_choices, completion_of
from argmap.cli.console import Console
from argmap.options import Declared, checked, declared
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


def was_typed(context: typer.Context, name: str) -> bool:
    """Return whether an option is on the command line; typer gives those that are not a value."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _parameter(name: str, default: object, annotation: object) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def _shown(parameter: inspect.Parameter) -> list[inspect.Parameter]:
    """Return what typer sees in the place of a parameter of a command, or of a group."""
    if parameter.annotation in (Console, typer.Context):
        return []
    option = declared(parameter.name, parameter.annotation)
    if option is not None:
        return [_shown_option(option, parameter.default)]
    if _is_group(parameter.annotation):
        return [each for part in _parts_of(parameter.annotation) for each in _shown(part)]
    type, argument = get_args(parameter.annotation)
    complete = completion_of(argument.names)
    shown = typer.Argument(metavar=argument.metavar, help=argument.help, autocompletion=complete)
    return [_parameter(parameter.name, parameter.default, Annotated[type, shown])]


def _is_group(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, tuple)


def _parts_of(group: Callable[..., object]) -> Iterable[inspect.Parameter]:
    """Return the options of a group, and the groups within it."""
    return inspect.signature(group).parameters.values()


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
    elif declared.choices or declared.is_number:
        type = str  # what does not fit is reported as in the library, with what would
    return _parameter(declared.name, default, Annotated[type, shown])


def _value(parameter: inspect.Parameter, context: typer.Context, words: dict[str, Any]) -> Any:
    """Return what a command or a group gets, made of the words of the command line.

    Raises:
        Failure: a word does not fit its option, or options contradict each other.
    """
    if parameter.annotation is Console:
        return Console.of(context)
    if parameter.annotation is typer.Context:
        return context
    if _is_group(parameter.annotation):
        parts = _parts_of(parameter.annotation)
        values = {each.name: _value(each, context, words) for each in parts}
        return checked(parameter.annotation(**values), flag_of)
    value = words[parameter.name]
    option = declared(parameter.name, parameter.annotation)
    if option is None:
        return value
    if value == "" and option.option.names and was_typed(context, option.name):
        flag = flag_of(option.name)
        raise Failure(f"{flag} needs a name, such as {flag} {option.option.metavar}")
    if option.is_list:
        value = parameter.default if value is None else _items(value, option)
    try:
        return option.fit(value, flag_of)
    except Failure:
        _say_what_is_meant(option, value, context)
        raise


def _say_what_is_meant(option: Declared, value: object, context: typer.Context) -> None:
    """Raise `Failure` if another command or option is for the value that was typed."""
    command = context.command.name or ""
    word = ",".join(value) if isinstance(value, tuple) else str(value)
    is_number = option.name == "blank" and bool(re.fullmatch(r"[\d.]+%?", word))
    if not is_number and option.name != "format":
        return
    from argmap.cli.intents import Typed, lines_for_format

    typed = Typed.after(command, context.find_root().command)
    if is_number:
        [line] = typed.without("--blank", word).lines("worksheet FILE --share 0.3")
        raise Failure(f"`--blank` takes what to leave blank; for how much, type `{line}`")
    lines = lines_for_format(word, command, typed)
    if lines:
        raise Failure(f"`argmap {command}` does not write `{word}`; type `{'` or `'.join(lines)}`")


def _items(words: list[str], declared: Declared) -> tuple[str, ...]:
    """Return the items of a list, several of which may be one word, joined by commas."""
    if declared.option.has_commas:
        words = [word.strip() for word in ",".join(words).split(",")]
    return tuple(filter(None, words))
