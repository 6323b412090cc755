"""The exceptions of argmap: for what cannot go on. What is wrong inside a file is a diagnostic.

Running out of memory is not argmap's mistake either, but raises exceptions of many types.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path


class ArgmapError(Exception):
    """Raised if argmap can't carry out a request. The message is a single readable line."""


class Failure(ArgmapError):
    """A request that cannot be carried out as it was made: a wrong option, a file that cannot be
    written.
    """


def missing_package(needed_for: str, package: str) -> ArgmapError:
    """Return the error that a package is not installed; in a browser, nobody can install it.

    Args:
        needed_for: what needs it, in the plural: `positions`.
        package: its name.
    """
    if sys.platform == "emscripten":
        return ArgmapError(
            f"{needed_for} need {package}, which argmap does not have in a browser: use argmap on a"
            " computer where it is installed"
        )
    return ArgmapError(
        f"{needed_for} need {package}, which is not installed: run `pip install {package}`"
    )


def describe_bug(bug: Exception) -> str:
    """Return a message about an exception that no file and no command line may cause."""
    said = f"{type(bug).__name__}: {bug}"
    return f"this is a bug in argmap; please report it: {said}{place_in_code(bug)}"


def place_in_code(bug: BaseException) -> str:
    """Return the place in argmap, or in what it calls, where an exception was raised.

    In brackets, to be added.
    """
    noted: list[str] = getattr(bug, "__notes__", [])
    if noted:
        return noted[0]  # it was raised in another process
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    file = Path(trace.tb_frame.f_code.co_filename).name
    return f" ({file}, line {trace.tb_lineno})"


OUT_OF_MEMORY = "out of memory; close other programs or raise the memory limit, and try again"

_NO_MEMORY = (
    "failed to map segment",  # the loader of libraries, in an `ImportError`
    "Cannot allocate memory",  # the system
    "bad_alloc",  # C++
    "can't start new thread",  # Python, in a `RuntimeError`
    "ThreadPool",  # Rust, in what is not even an `Exception`
)


def is_out_of_memory(problem: BaseException) -> bool:
    """Return whether something was raised because there was no more memory."""
    if isinstance(problem, MemoryError):
        return True
    if isinstance(problem, OSError):
        return problem.errno == errno.ENOMEM
    if isinstance(problem, Exception) and not isinstance(problem, ImportError | RuntimeError):
        return False
    return any(sign in str(problem) for sign in _NO_MEMORY)


def has_limited_memory() -> bool:
    """Return whether the system limits the memory of this process, as by `ulimit -v`."""
    try:
        import resource
    except ModuleNotFoundError:  # not a system of POSIX
        return False
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return soft != resource.RLIM_INFINITY
