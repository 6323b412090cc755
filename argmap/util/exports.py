"""What a package offers of its modules, which are imported when their names are asked for."""

from __future__ import annotations

TYPE_CHECKING = False
"""As type checkers know it; `typing` takes a while to load."""

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def on_demand(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package that offers names of its modules.

    A command pays only for what it uses: a module whose names are not asked for stays unloaded.
    For type checkers the package imports the same names, since they do not follow this function.

    Args:
        package: its `__name__`.
        homes: its modules, each with the names to offer: `{"parts": "Claim Inference"}`.
    """
    home_of: dict[str, str] = {}
    for module, names in homes.items():
        home_of.update(dict.fromkeys(names.split(), module))

    def find(name: str) -> object:
        """Return a name that the package offers, importing the module that holds it."""
        from importlib import import_module

        if name not in home_of:
            raise AttributeError(f"module `{package}` has no `{name}`")
        return getattr(import_module(f"{package}.{home_of[name]}"), name)

    return find
