"""Work on many files by several processes, with results in order, as from one process.

The processes outlive neither Ctrl-C nor the process that started them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import stat
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.context import BaseContext
from typing import NamedTuple, TypeVar

from argmap.util.errors import ArgmapError, Failure, place_in_code
from argmap.util.files import STDIN

Result = TypeVar("Result")

MANY_FILES = 64
"""From so many files on, several processes are quicker than one although they have to be started.
"""
_AT_ONCE = 4
"""How many files a process is given at a time: the fewer, the sooner the first is told."""
_AHEAD = 4
"""How many such portions may be under way for each process, ahead of what is told next."""

_KEPT_HERE = ("/dev/", "/proc/")
"""Where paths lead to what is open in this process alone: `<(…)` of a shell is one, too."""


def number_of_jobs(asked: int | None, files: int) -> int:
    """Return how many processes work on this number of files.

    `asked` is what the user wants, if anything.
    """
    if asked is not None:
        return min(asked, files)
    if files < MANY_FILES:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[str], Result], names: Sequence[str], jobs: int
) -> Generator[Result, None, None]:
    """Start processes, and return what comes of the work on each file, in their order.

    Close it, and they end.

    Args:
        work: a function of the name of a file; it and its results can be pickled.
        names: the names of the files.
        jobs: how many processes do it; 1 is this one alone.

    Raises:
        Failure: one of the processes was ended from outside.
    """
    if len(names) >= MANY_FILES:
        _collect_garbage()
    if jobs == 1:
        return (work(name) for name in names)
    try:
        pool = ProcessPoolExecutor(jobs, _context(), _begin)
        with _interruptions_held_back():
            pool.submit(int)  # the first thing to do starts them, before this process has threads
    except (OSError, NotImplementedError):
        # The system has no room for more processes, or nothing by which they could wait for each
        # other.
        _end_processes()
        return (work(name) for name in names)
    return _from_pool(pool, work, names, ahead=jobs * _AHEAD)


def _from_pool(
    pool: ProcessPoolExecutor, work: Callable[[str], Result], names: Sequence[str], ahead: int
) -> Generator[Result, None, None]:
    """Yield what comes of the work on each file, which is begun so many portions ahead."""
    # What was begun, in order: each returns its results once they are there.
    begun: deque[Callable[[], Sequence[Result | _Raised]]] = deque()
    try:
        for portion, is_for_this_process in _portions(names):
            if is_for_this_process:
                begun.append(partial(_work_off, work, portion))
            else:
                with _interruptions_held_back():
                    begun.append(pool.submit(_work_off, work, portion).result)
            if len(begun) == ahead:
                yield from _raise_or_yield(begun.popleft())
        while begun:
            yield from _raise_or_yield(begun.popleft())
        pool.shutdown()
    except BrokenProcessPool:
        reason = "the system stopped a worker process, perhaps because memory ran out"
        raise Failure(f"{reason} (try `--jobs 1`)") from None
    finally:
        # After all went well there are none; else nobody waits for what they do.
        _end_processes()
        # The thread that looked after them ends now, too. If it did while Python ends, Python 3.11
        # might wake it by a pipe that it is just closing, and print that this failed.
        pool.shutdown()


class _Raised(NamedTuple):
    """What was raised by the work on a file."""

    problem: Exception


def _work_off(work: Callable[[str], Result], names: Sequence[str]) -> list[Result | _Raised]:
    """Return what comes of the work on some files, up to the first on which it fails."""
    results: list[Result | _Raised] = []
    for name in names:
        try:
            results.append(work(name))
        except ArgmapError as problem:
            results.append(_Raised(problem))
            break
        except Exception as bug:  # noqa: BLE001 - it is raised again in the process that tells of it
            # Where it was raised is not known there otherwise.
            bug.add_note(place_in_code(bug))
            results.append(_Raised(bug))
            break
    return results


def _raise_or_yield(returned: Callable[[], Sequence[Result | _Raised]]) -> Iterator[Result]:
    for result in returned():
        if isinstance(result, _Raised):
            raise result.problem
        yield result


def _portions(names: Sequence[str]) -> Iterator[tuple[Sequence[str], bool]]:
    """Yield files that one process works on in turn, and whether that is this one."""
    together: list[str] = []
    for name in names:
        is_for_this_process = _is_open_here_alone(name)
        if together and (is_for_this_process or len(together) == _AT_ONCE):
            yield together, False
            together = []
        if is_for_this_process:
            yield [name], True
        else:
            together.append(name)
    if together:
        yield together, False


def _is_open_here_alone(name: str) -> bool:
    """Return whether a file cannot be read by another process: standard input, a pipe."""
    if name == STDIN or name.startswith(_KEPT_HERE):
        return True
    try:
        return not stat.S_ISREG(os.stat(name).st_mode)  # noqa: PTH116 - a name may be no path at all
    except (OSError, ValueError):
        return False  # whoever reads it will say so


# --- the processes ---


def _end_processes() -> None:
    for process in multiprocessing.active_children():
        process.terminate()


def _context() -> BaseContext:
    """Return how processes are started."""
    # A copy of this process has all modules at hand; but of several threads only one would be
    # copied.
    is_safely_copied = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if is_safely_copied else "spawn")


@contextmanager
def _interruptions_held_back() -> Iterator[None]:
    """Let processes that are started meanwhile never be interrupted: a terminal sends Ctrl-C to
    them, too.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    blocked_before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked_before)


def _begin() -> None:
    """Prepare a process for its work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for systems on which it cannot be held back
    _collect_garbage()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, whatever ended that."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _collect_garbage() -> None:
    """Have what one file leaves behind collected before there is much of it.

    What is there already stays.
    """
    gc.freeze()
    gc.enable()
