"""The settings of a project: `[tool.argmap]` in the nearest `pyproject.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import TypeGuard

from argmap.model import CheckSettings
from argmap.model.fields import names_of
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such

_KEYS = tuple(name.replace("_", "-") for name in names_of(CheckSettings))  # TOML's habit


def project_settings(folder: Path | None) -> CheckSettings:
    """Return the settings of the project that a folder is in, empty if there is none.

    Raises:
        ArgmapError: the file cannot be read, or its settings are malformed.
    """
    if folder is None:
        return CheckSettings()
    # The nearest file counts even if it does not mention argmap, because the project begins there.
    for place in (folder, *folder.parents):
        file = place / "pyproject.toml"
        if file.is_file():
            return _settings(_table(file), file)
    return CheckSettings()


def _table(file: Path) -> dict[str, object]:
    import tomllib

    try:
        whole = tomllib.loads(file.read_text(encoding="utf-8"))
        table = whole.get("tool", {}).get("argmap", {})
    except RecursionError:
        raise ArgmapError(f"{file}: the file is nested too deeply") from None
    except (OSError, ValueError, AttributeError) as problem:  # the last where `tool` is not a table
        raise ArgmapError(f"{file}: {problem}") from None
    if not isinstance(table, dict):
        raise ArgmapError(f"{file}: [tool.argmap] must be a table")
    return table


def _settings(table: dict[str, object], file: Path) -> CheckSettings:
    for key in table:
        if key not in _KEYS:
            raise ArgmapError(f"{file}: in [tool.argmap], {no_such('key', key, _KEYS)}")
    select = table.get("select", [])
    ignore = table.get("ignore", [])
    fail_on = table.get("fail-on", "")
    if not (_is_list_of_names(select) and _is_list_of_names(ignore) and isinstance(fail_on, str)):
        raise ArgmapError(
            f"{file}: in [tool.argmap], `select` and `ignore` must be lists of names, and"
            " `fail-on` must be a name"
        )
    # The linter, which knows the rules, reports unknown ones.
    return CheckSettings(tuple(select), tuple(ignore), fail_on)


def _is_list_of_names(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
