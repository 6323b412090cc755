"""A process that watches over argmap where its memory is limited, and children that end with it.

Without memory, Python and libraries cannot always raise an exception: they end the process, some by
a fault. Then somebody else has to say why.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

_NO_MEMORY = ("SIGABRT", "SIGBUS", "SIGKILL", "SIGSEGV")
"""How a process ends that gets no memory, and does not say so itself."""

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
    while not ended:
        received = signal.sigwaitinfo(watched)
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
