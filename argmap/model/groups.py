"""Groups of claims: a group is the path to a part of the debate, such as `Economy / Jobs`."""

from __future__ import annotations

GROUP_SEPARATOR = " / "
"""What stands between two parts of a path."""


def group_path(group: str) -> tuple[str, ...]:
    """Return the parts of the path that a group is, the outermost first."""
    return tuple(part.strip() for part in group.split(GROUP_SEPARATOR) if part.strip())
