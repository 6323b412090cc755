"""What became of a claim or a step, as a picture of two maps shows it; whoever draws needs no more
of a comparison.
"""

from __future__ import annotations

from enum import StrEnum


class Change(StrEnum):
    """What became of a claim or a step."""

    NEW = "new"
    GONE = "gone"
    REWORDED = "reworded"
    EXTRA = "extra"
    """A student has it, and the key has not."""
    MISSING = "missing"
    """The key has it, and the student has not."""

    @property
    def is_gone(self) -> bool:
        """Whether it is not in the map that is drawn, but in the one that this is compared with."""
        return self in (Change.GONE, Change.MISSING)

    @property
    def is_new(self) -> bool:
        """Whether it is in the map that is drawn alone."""
        return self in (Change.NEW, Change.EXTRA)
