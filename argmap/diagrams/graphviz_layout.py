"""DOT to places by Graphviz, SVG to PDF and PNG by Typst: the only module that calls either.

The layout engine is `graphviz-pure`, a program that a wheel brings along, run as a child process
with a time limit; where it fails, the system's `dot` is used.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from argmap.util.errors import ArgmapError

ENGINE = "graphviz"
"""The name of the engine that comes with argmap."""
_PROGRAM = "graphviz-pure"
"""The program and the package that are this engine."""
POINTS_PER_INCH = 72

# How much longer than it computes a layout may take, on a machine that has much to do.
_SLOWEST = 10

# How a child ends that has computed too long: by the signal SIGXCPU.
_OUT_OF_TIME = -24

# PR_SET_PDEATHSIG of prctl(2) and SIGKILL: what ends a child on Linux when argmap is ended.
_DIE_WITH_PARENT, _KILL = 1, 9


class TooMuchWork(ArgmapError):
    """A layout that takes longer than it may."""


def to_json(dot: str, seconds: float, engine: str = ENGINE) -> tuple[str, str]:
    """Return a graph, laid out, as Graphviz's JSON; and a note if another engine had to help.

    Raises:
        TooMuchWork: it takes more than these seconds of computing.
        ArgmapError: no engine works.
    """
    if engine == "dot":
        return _run_child(_system_dot(), dot, seconds), ""
    try:
        return _run_child(_embedded(), dot, seconds), ""
    except TooMuchWork:
        raise
    except ArgmapError as failure:
        output = _run_child(_system_dot(failure), dot, seconds)
        return (
            output,
            f"the built-in layout engine failed ({failure}); argmap used your own Graphviz",
        )


def _run_child(program: str, dot: str, seconds: float) -> str:
    # With SERVER_NAME set and no GV_FILE_PATH, Graphviz reads no file that a graph names.
    environment = os.environ.copy()
    environment.pop("GV_FILE_PATH", None)
    environment["SERVER_NAME"] = "argmap"
    try:
        done = subprocess.run(  # noqa: S603 - the program is ours or the system's, and there is no shell
            [program, "-Tjson0"],
            input=dot.encode(),
            capture_output=True,
            timeout=seconds * _SLOWEST,
            env=environment,
            check=False,
            preexec_fn=_limits(seconds),
        )
    except subprocess.TimeoutExpired:
        raise TooMuchWork(f"the layout took more than {seconds * _SLOWEST:.0f} s") from None
    except (OSError, subprocess.SubprocessError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise ArgmapError(f"{Path(program).name} could not be run: {reason}") from None
    code = done.returncode
    if code == _OUT_OF_TIME:
        raise TooMuchWork(f"the layout took more than {seconds:.0f} s")
    # A child that was killed leaves no message, and then its exit code has to do.
    if code != 0 or not done.stdout:
        message = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit {code}"]
        raise ArgmapError(f"{Path(program).name}: {message[0]}")
    return done.stdout.decode()


def _limits(seconds: float) -> Callable[[], None] | None:
    """Return what a child does before it begins: it is given these seconds of computing, and ends
    with argmap.

    The time that passes says little of the work on a machine that has much to do.
    """
    if os.name != "posix":
        return None
    import ctypes
    import resource

    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    whole_seconds = math.ceil(seconds)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (whole_seconds, whole_seconds + 1))
        if library is not None:
            library.prctl(_DIE_WITH_PARENT, _KILL)

    return limit


def _embedded() -> str:
    for path in _places():
        if path.is_file():
            return str(path)
    raise ArgmapError("graphviz-pure is not installed")


def _places() -> Iterator[Path]:
    """Yield where graphviz-pure may be: pipx and uv, among others, do not put it on PATH."""
    from importlib.metadata import PackageNotFoundError, files
    from shutil import which

    program = _PROGRAM + (".exe" if os.name == "nt" else "")
    yield Path(sys.executable).with_name(program)
    try:
        recorded = files(_PROGRAM) or []
    except PackageNotFoundError:
        recorded = []
    for file in recorded:
        if file.name == program:
            yield Path(str(file.locate()))
    yield Path(which(_PROGRAM) or "")


def _system_dot(failure: ArgmapError | None = None) -> str:
    from shutil import which

    program = which("dot")
    if not program:
        if failure is None:
            raise ArgmapError("`dot` was not found: install Graphviz, or use --engine graphviz")
        raise ArgmapError(f"{failure}, and `dot` was not found: install graphviz-pure or Graphviz")
    return program
