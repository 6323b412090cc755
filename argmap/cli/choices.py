"""What the help of an option lists: the names in a table, which is asked when the help is shown.

The help says `{themes}` where the names of the themes belong. To import their table for every
command that a person gives would be felt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from argmap.cli.console import Console

if TYPE_CHECKING:
    from typer import Context


class Command(TyperCommand):
    """A command whose help lists the choices of its options."""

    def get_help(self, ctx: Context) -> str:  # type: ignore[override]
        """Return the help of the command."""
        fill_in_choices(self.params)
        return super().get_help(ctx)

    def get_help_option(self, ctx: Context) -> Any:  # type: ignore[override]
        """Return the option that shows the help."""
        return print_help_with(super().get_help_option(ctx))


def print_help_with(option: Any) -> Any:
    """Return an option that shows the help, so that it does so as all results are printed."""

    def show_help(ctx: Context, _option: object, is_asked_for: bool) -> None:
        if is_asked_for and not ctx.resilient_parsing:
            Console().put(ctx.get_help() + "\n")
            ctx.exit()

    option.callback = show_help
    return option


def fill_in_choices(parameters: Iterable[object]) -> None:
    """Put the choices into the helps of the parameters of a command."""
    for parameter in parameters:
        help = getattr(parameter, "help", None) or ""
        for placeholder, names in _NAMES.items():
            if placeholder in help:
                help = help.replace(placeholder, _join_names(names()))
                setattr(parameter, "help", help)  # noqa: B010 - an attribute that the type does not show


def _join_names(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}"


def _themes() -> list[str]:
    from argmap.diagrams.theme import THEMES

    return list(THEMES)


def _formats_to_read() -> list[str]:
    from argmap.formats import readable_formats

    return [format.name for format in readable_formats()]


def _formats_to_write() -> list[str]:
    from argmap.formats import writable_formats

    return [format.name for format in writable_formats()]


def _pictures() -> list[str]:
    from argmap.formats import FormatKind, writable_formats

    return [format.name for format in writable_formats(FormatKind.PICTURE)]


def _outlines() -> list[str]:
    from argmap.formats import FormatKind, writable_formats

    return [format.name for format in writable_formats(FormatKind.OUTLINE, FormatKind.DOCUMENT)]


def _reports() -> list[str]:
    from argmap.lint.reports import FORMATS

    return list(FORMATS)


_NAMES: Mapping[str, Callable[[], list[str]]] = {
    "{themes}": _themes,
    "{forms to read}": _formats_to_read,
    "{forms to write}": _formats_to_write,
    "{pictures}": _pictures,
    "{outlines}": _outlines,
    "{reports}": _reports,
}
"""What stands in a help -> the names that are listed there."""
