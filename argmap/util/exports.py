"""What is imported when it is asked for: the modules behind a package, the HTML of an object."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
"""As type checkers know it; `typing` takes a while to load."""

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

html_writer: Callable[[object], str] = repr
"""Writes an object as HTML. The package `argmap` sets it: maps and verdicts know no pictures."""


def on_demand(
    package: str, homes: Mapping[str, str], meant: Mapping[str, str] | None = None
) -> Callable[[str], object]:
    """Return the `__getattr__` of a package that offers names of its modules.

    A command pays only for what it uses: a module whose names are not asked for stays unloaded.
    For type checkers the package imports the same names, since they do not follow this function.

    Args:
        package: its `__name__`.
        homes: its modules, each with the names to offer: `{"parts": "Claim Inference"}`. A function
            whose module has the same name is offered by another: `{"needs": "find_needs=needs"}`.
        meant: what people look for, each with the name of what they mean.
    """
    home_of: dict[str, tuple[str, str]] = {}
    for module, names in homes.items():
        for offer in names.split():
            name, _, name_there = offer.partition("=")
            home_of[name] = (module, name_there or name)

    def find(name: str) -> object:
        """Return what the package offers by a name, importing the module that holds it."""
        from importlib import import_module

        if meant and name in meant:
            raise AttributeError(
                f"module `{package}` has no `{name}`; use `{package}.{meant[name]}`"
            )
        if name not in home_of:
            # With these, Python adds the nearest name.
            message = f"module `{package}` has no `{name}`"
            raise AttributeError(message, name=name, obj=sys.modules[package])
        module, name_there = home_of[name]
        return getattr(import_module(f"{package}.{module}"), name_there)

    return find


def html_on_demand(shown: object) -> str:
    """Return an object as HTML. Notebooks ask for it, as `_repr_html_` of the object's class."""
    return html_writer(shown)
