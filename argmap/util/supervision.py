"""A process that watches over argmap where its memory is limited, and children that end with it.

Without memory, Python and libraries cannot always raise an exception: they end the process, some by
a fault. Then somebody else has to say why.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_NO_MEMORY = ("SIGABRT", "SIGBUS", "SIGKILL", "SIGSEGV")
"""How a process ends that gets no memory, and does not say so itself."""

_PATIENCE = 5
"""Seconds after which a process is looked at again."""
_MANY_TICKS = 50
"""Work of the system in that time, in hundredths of a second, if memory is asked for in vain."""
_ARENA = 2 * 1024 * 1024
"""More memory than Python asks for at once, in bytes."""
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def has_run_out_of_memory() -> bool:
    """Go on in a child of this process, and return False in it.

    This process waits for the child, and ends as that ends; it returns only if the child has ended
    since there was no memory.
    """
    if not hasattr(signal, "sigwaitinfo"):
        return False
    watched = {signal.SIGCHLD, signal.SIGHUP, signal.SIGINT, signal.SIGTERM}
    blocked_before = signal.pthread_sigmask(signal.SIG_BLOCK, watched)
    end_with_parent = ending_with_parent()
    child = os.fork()
    if child == 0:
        end_with_parent()
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked_before)
        return False
    ended, status = 0, 0
    before = _work_of(child)
    while not ended:
        received = signal.sigtimedwait(watched, _PATIENCE)
        if received is None:
            now = _work_of(child)
            if _goes_round_in_circles(before, now):
                os.kill(child, signal.SIGKILL)
            before = now
            continue
        # What a terminal sends, such as Ctrl-C, it sends to the child, too; what a process sends
        # has to be handed on.
        if received.si_signo != signal.SIGCHLD and received.si_code <= 0:
            os.kill(child, received.si_signo)
        ended, status = os.waitpid(child, os.WNOHANG)
    if not os.WIFSIGNALED(status):
        os._exit(os.waitstatus_to_exitcode(status))
    ended_by = signal.Signals(os.WTERMSIG(status))
    if ended_by.name not in _NO_MEMORY:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked_before)
        signal.signal(ended_by, signal.SIG_DFL)
        os.kill(os.getpid(), ended_by)
    return True


class _Work(NamedTuple):
    """What a process has done so far: pages it got, work of the system for it, and its memory."""

    pages: int = 0
    system_ticks: int = 0
    memory: int = 0


def _work_of(process: int) -> _Work:
    """Return what a process has done so far, where Linux says it."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (OSError, MemoryError):
        return _Work()
    # 4711 (python) R 1 …: the name may contain spaces and brackets.
    fields = stat.rpartition(")")[2].split()
    return _Work(pages=int(fields[7]), system_ticks=int(fields[12]), memory=int(fields[20]))


def _goes_round_in_circles(before: _Work, now: _Work) -> bool:
    """Return whether a process asks for memory again and again, and never gets any.

    Without memory to note where an exception came from, Python raises that there is none, and so
    on without end.
    """
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    has_no_memory = 0 <= limit < now.memory + _ARENA and now.pages == before.pages
    return has_no_memory and now.system_ticks - before.system_ticks >= _MANY_TICKS


def ending_with_parent() -> Callable[[], None]:
    """Return what a child of this process calls to end when this process ends, where Linux lets
    it.
    """
    if sys.platform != "linux":
        return lambda: None
    import ctypes

    library = ctypes.CDLL(None)

    def end_with_parent() -> None:
        library.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)

    return end_with_parent
