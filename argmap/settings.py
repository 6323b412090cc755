"""The settings of a project: `[tool.argmap]` in the nearest `pyproject.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from argmap.model import CheckSettings
from argmap.model.diagnostics import did_you_mean
from argmap.model.errors import ArgmapError

_KEYS = ("select", "ignore", "fail-on")


def project_settings(folder: Path) -> CheckSettings:
    """Return the settings of the project that a folder lies in; nothing is set where there is none.

    Raises:
        ArgmapError: the file cannot be read, or its settings are malformed.
    """
    for place in (folder, *folder.parents):
        file = place / "pyproject.toml"
        if file.is_file():
            return _settings(_table(file), file)
    return CheckSettings()


def _table(file: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get("argmap", {})
    except (OSError, ValueError, AttributeError) as problem:
        raise ArgmapError(f"{file}: {problem}") from None
    if not isinstance(table, dict):
        raise ArgmapError(f"{file}: [tool.argmap] must be a table")
    return table


def _settings(table: dict[str, Any], file: Path) -> CheckSettings:
    for key in table:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"keys: {', '.join(_KEYS)}"
            raise ArgmapError(f"{file}: [tool.argmap] has no `{key}`: {hint}")
    lists = [table.get(key, []) for key in ("select", "ignore")]
    fail_on = table.get("fail-on", "")
    if not isinstance(fail_on, str) or not all(
        isinstance(each, list) and all(isinstance(name, str) for name in each) for each in lists
    ):
        raise ArgmapError(f"{file}: in [tool.argmap], `select` and `ignore` are lists of names, `fail-on` is a name")
    return CheckSettings(tuple(lists[0]), tuple(lists[1]), fail_on)
