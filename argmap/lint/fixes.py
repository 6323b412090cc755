"""Makes the fixes that findings offer, in the files of a native map.

Each file keeps its comments and its layout, and each fix is checked against the map before it is
returned. The caller passes in everything that depends on the format: the fixes that a file's layout
allows, and the function that reads a map again from changed texts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from argmap.model.diagnostics import Diagnostic, Fix, Safety
from argmap.model.edits import DisjointEdits, edit_files
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError

_MOST_ROUNDS = 100
"""One fix can reveal a problem that another one fixes; no file needs more rounds than this."""

Check = Callable[[Reading], Iterable[Diagnostic]]
"""Returns the findings in a map, with their fixes."""
Reread = Callable[[Reading, Mapping[str, str]], Reading]
"""Returns the map that results if its files have these texts, by name."""


def fix_map(
    reading: Reading, check: Check, reread: Reread, *, unsafe: bool = False
) -> tuple[Reading, list[Fix]]:
    """Return a map after its fixes, the safe ones or all except those that need its author, and
    the fixes that were made.

    Args:
        reading: the map and its files.
        check: finds the problems in a map.
        reread: reads the map again.
        unsafe: whether to make fixes that may change the meaning as well.

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
        edits = [edit for fix in chosen for edit in fix.edits]
        after = reread(now, edit_files(now.texts, edits))
        _must_keep_what_was_there(now, after, is_safe=not unsafe)
        now = after
        made += chosen
    return now, made


def fix_maps(
    readings: Iterable[Reading], check: Check, reread: Reread, *, unsafe: bool = False
) -> tuple[dict[str, str], list[Fix]]:
    """Return the files that fixes change in several maps, by name, and the fixes.

    A file that belongs to two of the maps gets the fixes of both.

    Raises:
        ArgmapError: as for `fix_map`; or the fixes of one map would break another.
    """
    texts: dict[str, str] = {}
    fixes: list[Fix] = []
    fixed_maps: list[Reading] = []
    for reading in readings:
        changed = _with_changes(reading, texts, reread)
        _must_keep_what_was_there(reading, changed, is_safe=not unsafe)
        fixed, made = fix_map(changed, check, reread, unsafe=unsafe)
        before = reading.texts
        texts |= {name: text for name, text in fixed.texts.items() if before.get(name) != text}
        fixes += made
        fixed_maps.append(fixed)
    for reading in fixed_maps:
        after = _with_changes(reading, texts, reread)
        _must_keep_what_was_there(reading, after, is_safe=not unsafe)
    return texts, fixes


def _with_changes(reading: Reading, texts: Mapping[str, str], reread: Reread) -> Reading:
    """Return a map with these texts for those of its files that they name."""
    before = reading.texts
    changed = {name: text for name, text in texts.items() if before.get(name, text) != text}
    return reread(reading, changed) if changed else reading


def _choose_fixes(diagnostics: Iterable[Diagnostic], allowed: Collection[Safety]) -> list[Fix]:
    """Return one allowed fix for each diagnostic, without fixes that change the same place."""
    chosen: list[Fix] = []
    edits = DisjointEdits()
    for diagnostic in diagnostics:
        best = next((fix for fix in diagnostic.fixes if fix.safety in allowed), None)
        if best is not None and edits.add(best.edits):
            chosen.append(best)
    return chosen


def _must_keep_what_was_there(before: Reading, after: Reading, *, is_safe: bool) -> None:
    """Raise `ArgmapError` if a map can no longer be read, or if safe fixes change a verdict."""
    if before.map is None:
        return
    if after.map is None:
        problem = after.diagnostics[0].message
        raise ArgmapError(
            f"{before.name} is unchanged, because the fixed file could not be read: {problem}"
        )
    if not is_safe:
        return
    from argmap.verdicts.evaluate import evaluate

    old, new = evaluate(before.map).claims, evaluate(after.map).claims
    changed = [claim for claim in old if claim in new and old[claim] is not new[claim]]
    if changed:
        raise ArgmapError(
            f"{before.name} is unchanged, because the fixes would change the verdict of"
            f" `{changed[0]}`"
        )
