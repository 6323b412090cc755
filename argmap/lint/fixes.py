"""Changes the files of a native map: carries out the fixes that findings offer, and renames what
has an id.

Each file keeps its comments and its layout, and what a change promises is held against the map
before it is handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap import formats
from argmap.lint.linter import ALL_RULES
from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Edit, Fix, Safety
from argmap.model.edits import DisjointEdits, edit_files, narrow_diagnostics
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError

NATIVE = "native"
_MOST_ROUNDS = 100
"""A fix can bring to light what another one mends; no file needs more turns than this."""

Check = Callable[[Reading], list[Diagnostic]]


class Fixing(NamedTuple):
    """What became of a map.

    Attributes:
        reading: its files as they are after the fixes.
        diagnostics: what is found in it then.
        fixes: the fixes that were made.
    """

    reading: Reading
    diagnostics: list[Diagnostic]
    fixes: list[Fix]


def with_fixes(
    reading: Reading, diagnostics: Iterable[Diagnostic], *, with_ignores: bool = True
) -> Iterator[Diagnostic]:
    """Return what was found in a map with the fixes that can be offered for its files, each when it
    is asked for.

    Args:
        reading: the map and its files.
        diagnostics: what was found.
        with_ignores: whether each finding of a rule gets a fix that ignores it, too.
    """
    if reading.format != NATIVE:
        return narrow_diagnostics(diagnostics, reading.texts)
    from argmap.formats.native.layout_fixes import with_fixes as with_fixes_in_layout

    return with_fixes_in_layout(
        diagnostics, reading.texts, reading.map, ALL_RULES, with_ignores=with_ignores
    )


def fix_map(reading: Reading, check: Check, *, unsafe: bool = False) -> Fixing:
    """Return a native map after its fixes: the safe ones, or all but those that wait for words of
    the author.

    Args:
        reading: the map and its files.
        check: returns what is found in a map.
        unsafe: whether fixes are made that may be meant otherwise, too.

    Raises:
        ArgmapError: the file is in another form; or together the fixes would break it, or change a
            verdict.
    """
    if reading.format != NATIVE:
        raise ArgmapError(
            f"{reading.name} is in the form `{reading.format}`; only native files can be mended"
        )
    allowed = (Safety.SAFE, Safety.UNSAFE) if unsafe else (Safety.SAFE,)
    made: list[Fix] = []
    now = reading
    diagnostics = list(with_fixes(now, check(now), with_ignores=False))
    for _ in range(_MOST_ROUNDS):
        chosen = _choose_fixes(diagnostics, allowed)
        if not chosen:
            break
        edits: list[Edit] = []
        for fix in chosen:
            edits += fix.edits
        texts = edit_files(now.texts, edits)
        after = formats.with_texts(now, texts)
        _must_keep_what_was_there(now, after, is_safe=not unsafe)
        now = after
        made += chosen
        diagnostics = list(with_fixes(now, check(now), with_ignores=False))
    return Fixing(now, diagnostics, made)


class FixedMaps(NamedTuple):
    """What became of several maps, which may share files.

    Attributes:
        readings: the maps, with all files as they are after the fixes.
        texts: the files that were changed, by name, as they are then.
        fixes: the fixes that were made.
    """

    readings: list[Reading]
    texts: dict[str, str]
    fixes: list[Fix]


def fix_maps(readings: Iterable[Reading], check: Check, *, unsafe: bool = False) -> FixedMaps:
    """Return several native maps after their fixes; a file that two of them are made of gets those
    of both.

    Raises:
        ArgmapError: as for `fix_map`; or the fixes of one map would break another.
    """
    texts: dict[str, str] = {}
    fixes: list[Fix] = []
    fixings: list[Fixing] = []
    for reading in readings:
        fixing = fix_map(_with_changes(reading, texts), check, unsafe=unsafe)
        before = reading.texts
        texts.update(
            {name: text for name, text in fixing.reading.texts.items() if before.get(name) != text}
        )
        fixes += fixing.fixes
        fixings.append(fixing)
    after: list[Reading] = []
    for fixing in fixings:
        reading = _with_changes(fixing.reading, texts)
        if fixing.reading.map is not None:
            _must_keep_what_was_there(fixing.reading, reading, is_safe=not unsafe)
        after.append(reading)
    return FixedMaps(after, texts, fixes)


def _with_changes(reading: Reading, texts: Mapping[str, str]) -> Reading:
    """Return a map whose files say what these texts do, as far as it is made of them."""
    changed = {
        name: texts[name] for name, text in reading.texts.items() if texts.get(name, text) != text
    }
    return formats.with_texts(reading, changed) if changed else reading


def _choose_fixes(diagnostics: Iterable[Diagnostic], allowed: Collection[Safety]) -> list[Fix]:
    """Return one fix for each diagnostic that has an allowed one, as far as they do not get into
    each other's way.
    """
    chosen: list[Fix] = []
    edits = DisjointEdits()
    for diagnostic in diagnostics:
        best = next((fix for fix in diagnostic.fixes if fix.safety in allowed), None)
        if best is not None and edits.add(best.edits):
            chosen.append(best)
    return chosen


def _must_keep_what_was_there(before: Reading, after: Reading, *, is_safe: bool) -> None:
    """Raise `ArgmapError` if a file that could be read cannot be, or if safe fixes change a
    verdict.
    """
    if before.map is None:
        return
    if after.map is None:
        problem = after.diagnostics[0].message
        raise ArgmapError(
            f"{before.name} is left as it is, for with the fixes it could not be read: {problem}"
        )
    if not is_safe:
        return
    changed = _find_changed_verdicts(before.map, after.map)
    if changed:
        raise ArgmapError(
            f"{before.name} is left as it is, for the fixes would change the verdict of"
            f" `{changed[0]}`"
        )


def _find_changed_verdicts(before: ArgumentMap, after: ArgumentMap) -> list[str]:
    """Return the claims of both maps whose verdicts differ."""
    from argmap.verdicts.evaluate import evaluate

    old, new = evaluate(before).claims, evaluate(after).claims
    return [claim for claim in old if claim in new and old[claim] is not new[claim]]
