"""What has an id of its author's choice in a native file."""

from __future__ import annotations

from enum import StrEnum


class Named(StrEnum):
    """What has an id of its author's choice."""

    CLAIM = "claim"
    SIDE = "side"
    SOURCE = "source"
