"""A process that watches over argmap where its memory is limited.

Without memory, Python and libraries cannot always raise an exception: they end the process, some by
a fault. Then somebody else has to say why.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

_NO_MEMORY = ("SIGABRT", "SIGBUS", "SIGKILL", "SIGSEGV")
"""How a process ends that gets no memory, and does not say so itself."""


def has_run_out_of_memory() -> bool:
    """Go on in a child of this process, and return False in it.

    This process waits for the child, and ends as that ends; it returns only if the child has ended
    since there was no memory.
    """
    # A terminal sends Ctrl-C to both. The child decides what comes of it.
    on_interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGINT, on_interrupt)
        return False

    def hand_on(number: int, _frame: FrameType | None) -> None:
        os.kill(child, number)

    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, hand_on)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        os._exit(os.waitstatus_to_exitcode(status))
    ended_by = os.WTERMSIG(status)
    if signal.Signals(ended_by).name not in _NO_MEMORY:
        signal.signal(ended_by, signal.SIG_DFL)
        os.kill(os.getpid(), ended_by)
    return True
