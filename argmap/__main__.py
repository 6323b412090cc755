"""Starts the command line: `argmap`, and `python -m argmap`."""

from __future__ import annotations

# `signal` names these for people, which takes a while in which Ctrl-C would be told as a fault.
import _signal as signal  # type: ignore[import-not-found]
import _thread
import os
import sys
import time

WRONG_INPUT, INTERRUPTED = 2, 130
_SECONDS_BEFORE_NEXT = 0.05


def main() -> None:
    """Run the command line; Ctrl-C ends it in silence, also while it is still loading and when it
    ends.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        # Who started this program does not want it to be interrupted, or meets that itself.
        sys.exit(_run())
    signal.signal(signal.SIGINT, _end_at_once)
    try:
        code = _run(on_interrupt=_Interruption())
        signal.signal(signal.SIGINT, _end_at_once)
    except KeyboardInterrupt:  # just before the command begins, or just after it has ended
        code = INTERRUPTED
    if code == INTERRUPTED:
        # If this met code in a string, as that of a data class, Python would end by the signal.
        os._exit(code)
    sys.exit(code)


def _run(on_interrupt: _Interruption | None = None) -> int:
    from argmap.util.errors import has_limited_memory, is_out_of_memory

    try:
        if has_limited_memory():
            from argmap.util.supervision import has_run_out_of_memory

            if has_run_out_of_memory():
                return _report_out_of_memory()
        return _run_command(on_interrupt)
    except Exception as problem:
        if not is_out_of_memory(problem):
            raise
        # Its frames hold the map: without them, there is memory for a sentence.
        problem.__traceback__ = problem.__context__ = None
        return _report_out_of_memory()


def _run_command(on_interrupt: _Interruption | None) -> int:
    import gc

    # A command ends before garbage could matter; looking for it costs a twentieth of a short one's
    # time.
    gc.disable()
    from argmap.cli.app import run

    if on_interrupt is not None:
        # While it runs, an interruption is an exception: what was begun is taken back.
        signal.signal(signal.SIGINT, on_interrupt)
        sys.unraisablehook = on_interrupt.meet_lost
    code = run()
    # Python looks for garbage once more when it ends, but not among what is frozen: another
    # twentieth.
    gc.freeze()
    return INTERRUPTED if on_interrupt is not None and on_interrupt.was_lost else code


def _report_out_of_memory() -> int:
    from argmap.util.errors import OUT_OF_MEMORY

    os.write(2, f"argmap: {OUT_OF_MEMORY}\n".encode())
    return WRONG_INPUT


class _Interruption:
    """Raises `KeyboardInterrupt`, and again if Python could raise it to no one: where it had just
    deleted an object, or a module was loaded.
    """

    def __init__(self) -> None:
        self.was_lost = False

    def __call__(self, _signal: int, _frame: object) -> None:
        self.was_lost = False
        raise KeyboardInterrupt

    def meet_lost(self, unraisable: sys.UnraisableHookArgs) -> None:
        if isinstance(unraisable.exc_value, KeyboardInterrupt):
            self.was_lost = True
            _thread.start_new_thread(_interrupt_again, ())
        else:
            sys.__unraisablehook__(unraisable)


def _interrupt_again() -> None:
    time.sleep(_SECONDS_BEFORE_NEXT)  # raised at once, it would be lost in the same place
    _thread.interrupt_main()


def _end_at_once(_signal: int, _frame: object) -> None:
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
