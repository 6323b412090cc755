"""Programs that argmap starts: each has so much memory, and ends when argmap ends.

Some libraries end their process where they get no memory. In a process of its own, such a library
ends that alone, and what happened can be said.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from argmap.util.errors import ArgmapError, has_limited_memory, is_out_of_memory
from argmap.util.limits import Limit
from argmap.util.supervision import ending_with_parent

_SLOWEST = 5  # how much longer a program may take where a machine has much else to do

_REFUSED, _RAN_OUT = 2, 4
"""How the child of `call_in_child` ends that raised an `ArgmapError`, or ran out of memory."""
_NO_MEMORY, _KILLED = (_RAN_OUT, -6), -9
"""How it ends if it gets no memory: a library may end it with SIGABRT, and the system kills it."""
_THREADS = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
"""Each thread would set memory aside, the more the more cores there are."""
_CHILD = (
    "import sys; sys.path[:] = sys.argv[1:]; from argmap.util.children import answer;"
    " sys.exit(answer())"
)


def run_child(
    command: Sequence[str],
    data: bytes,
    seconds: int | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a program within `Limit.MEMORY`, and within this computing time if any is given.

    Args:
        command: the program and its arguments.
        data: its standard input.
        seconds: how long it may compute.
        environment: variables to add to the environment.

    Raises:
        OSError, subprocess.SubprocessError: it cannot be run, or took too long.
    """
    return subprocess.run(  # noqa: S603 - the program is ours or the system's, and there is no shell
        command,
        input=data,
        capture_output=True,
        timeout=None if seconds is None else seconds * _SLOWEST,
        check=False,
        preexec_fn=_limits(seconds),
        env={**os.environ, **(environment or {})},
    )


def _limits(seconds: int | None) -> Callable[[], None] | None:
    """Return what a child does before it begins: it sets limits, and ends with argmap.

    The time that passes says little of the work on a machine that has much to do.
    """
    if os.name != "posix":
        return None
    import resource

    end_with_parent = ending_with_parent()
    memory = Limit.MEMORY.most * 1_000_000

    def limit() -> None:
        end_with_parent()
        if seconds is not None:
            _lower(resource.RLIMIT_CPU, seconds, seconds + 1)
        if sys.platform == "linux":  # other systems do not keep a limit of memory
            _lower(resource.RLIMIT_AS, memory, memory)

    return limit


def limit_this_process(seconds: int) -> None:
    """Set limits on this process, which was started to do one thing, as `run_child` sets them."""
    limit = _limits(seconds)
    if limit is not None:
        limit()


def _lower(kind: int, soft: int, hard: int) -> None:
    """Lower a limit of this process; one that is lower already stays."""
    import resource

    def lower(wanted: int, now: int) -> int:
        return wanted if now == resource.RLIM_INFINITY else min(wanted, now)

    soft_now, hard_now = resource.getrlimit(kind)
    new_hard = lower(hard, hard_now)
    resource.setrlimit(kind, (min(lower(soft, soft_now), new_hard), new_hard))


def needs_child(is_large: bool = False) -> bool:
    """Return whether work that may take much memory is better done in a process of its own.

    That is where memory is limited, and where the work is large; but where there is no Python to
    start, as in a browser or in a frozen program, it has to be done here.
    """
    has_python = sys.executable and not hasattr(sys, "frozen") and sys.platform != "emscripten"
    return bool(has_python) and (is_large or has_limited_memory())


def call_in_child(function: str, **arguments: str | float | bool) -> bytes:
    """Return what a function returns in a process of its own, within `Limit.MEMORY`.

    Args:
        function: `module:function`; it returns bytes.
        **arguments: its arguments.

    Raises:
        ArgmapError: the function raises it, or takes more memory than that.
        MemoryError: there is less memory than that.
    """
    call = json.dumps({"function": function, "arguments": arguments})
    try:
        done = run_child(
            [sys.executable, "-c", _CHILD, *sys.path], call.encode(), environment=_THREADS
        )
    except (OSError, subprocess.SubprocessError) as problem:
        if is_out_of_memory(problem):
            raise MemoryError from None
        raise ArgmapError(f"cannot run Python: {problem}") from None
    code = done.returncode
    if code == 0:
        return done.stdout
    if code == _KILLED or (code != _REFUSED and has_limited_memory()):
        raise MemoryError  # the system has no more, or lets argmap have no more
    if code in _NO_MEMORY:
        raise ArgmapError(f"out of memory: {Limit.MEMORY.in_words()}")
    message = done.stderr.decode(errors="replace").strip().splitlines()
    raise ArgmapError(message[-1] if message else f"exit {code}")


def answer() -> int:
    """Do in a child what `call_in_child` asks for on standard input, and return its exit code."""
    from pkgutil import resolve_name

    try:
        call = json.loads(sys.stdin.buffer.read())
        result: bytes = resolve_name(call["function"])(**call["arguments"])
        sys.stdout.buffer.write(result)
    except ArgmapError as problem:
        sys.stderr.write(f"{problem}\n")
        return _REFUSED
    except BaseException as problem:
        # A panic of a library in Rust is no `Exception`.
        if is_out_of_memory(problem):
            return _RAN_OUT
        raise
    return 0
