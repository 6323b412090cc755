"""Python's garbage collector, kept out of the way of large maps."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Keep the collector off: a large map is all live objects, and looking for garbage among them
    costs more than the work itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # All objects move to the oldest generation, or the next new one would have the
            # collector look through them. What somebody froze stays frozen: to be thawed is all
            # that leads from there.
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
