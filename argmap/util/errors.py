"""The exceptions of argmap: for what cannot go on. What is wrong inside a file is a diagnostic."""

from __future__ import annotations


class ArgmapError(Exception):
    """Raised if argmap can't carry out a request. The message is a single readable line."""


class Failure(ArgmapError):
    """A request that cannot be carried out as it was made: a wrong option, a file that cannot be
    written.
    """
