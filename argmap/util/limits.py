"""How much argmap takes on before it says that it is too much, and how to have it take on more.

A limit is what an environment variable says, or else a number that fits what people make by hand.
None of them ever changes a verdict, a finding or a text: what meets one is refused, with the limit
and its variable in the message.
"""

from __future__ import annotations

import os
from enum import Enum
from typing import NamedTuple

from argmap.util.errors import ArgmapError


class _Bound(NamedTuple):
    """A limit: the variable that raises it, what holds without it, and what is counted."""

    variable: str
    usual: int
    unit: str


class Limit(Enum):
    """What has a limit."""

    INPUT = _Bound("ARGMAP_MAX_INPUT_MB", 100, "MB")
    """The size of one file that is read, and of an archive's files together when unpacked."""
    SUBMISSION = _Bound("ARGMAP_MAX_SUBMISSION_MB", 10, "MB")
    """The size of one file that a student handed in; a text, which holds no pictures, may have a
    tenth of it.
    """
    SUBMISSIONS = _Bound("ARGMAP_MAX_SUBMISSIONS", 1_000, "files")
    """How many files of an archive are read."""
    PICTURE = _Bound("ARGMAP_MAX_PICTURE", 20_000, "boxes")
    """How many boxes a picture has; lines that run across rows count, too, twenty places of theirs
    as one box.
    """
    MEMORY = _Bound("ARGMAP_MAX_MEMORY_MB", 4_000, "MB")
    """The memory of each program that is started to draw a picture: Graphviz, and Typst if a
    picture is large. Only Linux keeps this limit.
    """
    SEARCH = _Bound("ARGMAP_MAX_SEARCH", 60, "billion steps")
    """How much work a search for cruxes, needs or positions is. A step takes about a nanosecond,
    but they are counted rather than timed, so that every machine gives the same answer.
    """

    ANSWER = _Bound("ARGMAP_MAX_ANSWER_SECONDS", 50, "seconds")
    """How long argmap computes for one answer to an assistant: most of them wait for a minute."""

    @property
    def most(self) -> int:
        """How much is taken on.

        Raises:
            ArgmapError: the variable holds no whole number from 1.
        """
        bound = self.value
        said = os.environ.get(bound.variable, "")
        if not said:
            return bound.usual
        if not said.isdecimal() or len(said) > 9 or int(said) == 0:
            raise ArgmapError(
                f"{bound.variable} must be a whole number of {bound.unit}, at least 1, not `{said}`"
            )
        return int(said)

    def in_words(self) -> str:
        """Return the limit, and how to raise it: "the limit is 100 MB (to raise
        the limit, set ARGMAP_MAX_INPUT_MB=200)".
        """
        bound = self.value
        return (
            f"the limit is {self.most:,} {bound.unit} (to raise the limit, set"
            f" {bound.variable}={2 * self.most})"
        )
