"""Carries out the fixes that findings offer, in the files of a native map.

Each file keeps its comments and its layout, and what a fix promises is held against the map before
it is handed on. What only a format knows, the caller hands in: the fixes that the layout of a file
allows, and how a map is read again from changed texts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Edit, Fix, Safety
from argmap.model.edits import DisjointEdits, edit_files
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError

_MOST_ROUNDS = 100
"""A fix can bring to light what another one repairs; no file needs more rounds than this."""

Check = Callable[[Reading], Iterable[Diagnostic]]
"""Returns what is found in a map, with its fixes."""
Reread = Callable[[Reading, Mapping[str, str]], Reading]
"""Returns what a map becomes when its files have these texts, by name."""


class FixedMap(NamedTuple):
    """A map with its files as they are after the fixes, and the fixes that were made."""

    reading: Reading
    fixes: list[Fix]


def fix_map(reading: Reading, check: Check, reread: Reread, *, unsafe: bool = False) -> FixedMap:
    """Return a map after its fixes: the safe ones, or all but those that wait for its author.

    Args:
        reading: the map and its files.
        check: finds what is wrong.
        reread: reads the map again.
        unsafe: whether to make fixes that might not be what is meant, too.

    Raises:
        ArgmapError: together the fixes would break the file, or change a verdict.
    """
    allowed = (Safety.SAFE, Safety.UNSAFE) if unsafe else (Safety.SAFE,)
    made: list[Fix] = []
    now = reading
    for _ in range(_MOST_ROUNDS):
        chosen = _choose_fixes(check(now), allowed)
        if not chosen:
            break
        edits: list[Edit] = []
        for fix in chosen:
            edits += fix.edits
        after = reread(now, edit_files(now.texts, edits))
        _must_keep_what_was_there(now, after, is_safe=not unsafe)
        now = after
        made += chosen
    return FixedMap(now, made)


def fix_maps(
    readings: Iterable[Reading], check: Check, reread: Reread, *, unsafe: bool = False
) -> tuple[dict[str, str], list[Fix]]:
    """Return the files of several maps that fixes change, by name, and the fixes.

    A file that two of the maps are made of gets the fixes of both.

    Raises:
        ArgmapError: as for `fix_map`; or the fixes of one map would break another.
    """
    texts: dict[str, str] = {}
    fixes: list[Fix] = []
    fixed_maps: list[Reading] = []
    for reading in readings:
        fixed = fix_map(_with_changes(reading, texts, reread), check, reread, unsafe=unsafe)
        before = reading.texts
        texts |= {
            name: text for name, text in fixed.reading.texts.items() if before.get(name) != text
        }
        fixes += fixed.fixes
        fixed_maps.append(fixed.reading)
    for reading in fixed_maps:
        after = _with_changes(reading, texts, reread)
        _must_keep_what_was_there(reading, after, is_safe=not unsafe)
    return texts, fixes


def _with_changes(reading: Reading, texts: Mapping[str, str], reread: Reread) -> Reading:
    """Return a map whose files have these texts, as far as it is made of them."""
    changed: dict[str, str] = {}
    for name, text in reading.texts.items():
        if texts.get(name, text) != text:
            changed[name] = texts[name]
    if not changed:
        return reading
    return reread(reading, changed)


def _choose_fixes(diagnostics: Iterable[Diagnostic], allowed: Collection[Safety]) -> list[Fix]:
    """Return one allowed fix for each diagnostic, as far as they do not change the same place."""
    chosen: list[Fix] = []
    edits = DisjointEdits()
    for diagnostic in diagnostics:
        best = next((fix for fix in diagnostic.fixes if fix.safety in allowed), None)
        if best is not None and edits.add(best.edits):
            chosen.append(best)
    return chosen


def _must_keep_what_was_there(before: Reading, after: Reading, *, is_safe: bool) -> None:
    """Raise `ArgmapError` if a map cannot be read any more, or if safe fixes change a verdict."""
    if before.map is None:
        return
    if after.map is None:
        problem = after.diagnostics[0].message
        raise ArgmapError(
            f"{before.name} is unchanged, because the fixed file could not be read: {problem}"
        )
    if not is_safe:
        return
    changed = _changed_verdicts(before.map, after.map)
    if changed:
        raise ArgmapError(
            f"{before.name} is unchanged, because the fixes would change the verdict of"
            f" `{changed[0]}`"
        )


def _changed_verdicts(before: ArgumentMap, after: ArgumentMap) -> list[str]:
    """Return the claims of both maps whose verdicts differ."""
    from argmap.verdicts.evaluate import evaluate

    old, new = evaluate(before).claims, evaluate(after).claims
    return [claim for claim in old if claim in new and old[claim] is not new[claim]]
