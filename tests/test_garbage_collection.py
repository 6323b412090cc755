"""What is made while the collector is paused is neither looked through afterwards nor thawed."""

from __future__ import annotations

import gc

from argmap.util import pause_garbage_collection


def test_what_was_made_meanwhile_is_old_at_once() -> None:
    with pause_garbage_collection():
        made: list[list[int]] = [[] for _ in range(10_000)]
    young = len(gc.get_objects(generation=0)) + len(gc.get_objects(generation=1))
    assert (young < len(made), gc.isenabled()) == (True, True)


def test_what_was_frozen_stays_so() -> None:
    frozen: list[int] = []
    gc.freeze()
    try:
        with pause_garbage_collection():
            pass
        # What is frozen is in none of the collector's generations.
        is_thawed = any(each is frozen for each in gc.get_objects())
    finally:
        gc.unfreeze()
    assert not is_thawed
