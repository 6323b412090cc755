"""Starts the command line: `argmap`, and `python -m argmap`."""

from __future__ import annotations

import os
import signal
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; Ctrl-C ends it in silence, also while it is still loading and when it ends."""
    may_be_interrupted = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if may_be_interrupted:
        signal.signal(signal.SIGINT, _end_at_once)
    import gc

    # A command ends before garbage could matter; looking for it costs a twentieth of a short one's time.
    gc.disable()
    from argmap.cli.app import run

    # While it runs, an interruption is an exception: what was begun is taken back.
    if may_be_interrupted:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    code = run()
    if may_be_interrupted:
        signal.signal(signal.SIGINT, _end_at_once)
    sys.exit(code)


def _end_at_once(_signal: int, _frame: object) -> None:
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
