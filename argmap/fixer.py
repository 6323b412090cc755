"""Changes the files of a native map: carries out the fixes that findings offer, and renames what
has an id.

Each file keeps its comments and its layout, and what a change promises is held against the map
before it is handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap import formats
from argmap.formats.native.named import Named
from argmap.formats.shared.edits import DisjointEdits, edit_files, narrow_diagnostics
from argmap.formats.shared.reading import Reading
from argmap.linter import ALL_RULES
from argmap.model import ID, ArgumentMap
from argmap.model.diagnostics import Diagnostic, Edit, Fix, Safety, no_such
from argmap.model.errors import ArgmapError

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
    from argmap.formats.native.mends import with_fixes as with_fixes_in_layout

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


def rename_id(reading: Reading, old: str, new: str) -> Reading:
    """Return a native map in whose files a claim, side or source has another id wherever it is
    used.

    Raises:
        ArgmapError: the file is in another form or cannot be read; nothing has the id, or two
            things have; or the new one is no id, or in use.
    """
    from argmap.formats.native.names import renaming

    map = reading.unwrap()
    if reading.format != NATIVE:
        raise ArgmapError(
            f"{reading.name} is in the form `{reading.format}`; ids are renamed in native files"
            " only"
        )
    kind = _kind_of(old, map)
    _must_be_renamable(map, kind, old, new)
    edits: list[Edit] = []
    for name, text in reading.texts.items():
        edits += renaming(text, name, kind, old, new)
    after = formats.with_texts(reading, edit_files(reading.texts, edits))
    expected = _ids_by_kind(map)
    expected[kind] = [new if id == old else id for id in expected[kind]]
    is_renamed = (
        after.map is not None
        and _ids_by_kind(after.map) == expected
        and len(after.map.inferences) == len(map.inferences)
    )
    if not is_renamed:
        raise ArgmapError(
            f"{reading.name} is left as it is: `{old}` cannot be renamed in it without another"
            " change"
        )
    return after


def _must_be_renamable(map: ArgumentMap, kind: Named, old: str, new: str) -> None:
    """Raise `ArgmapError` if an id is not its author's, or is not to be changed, or the new one
    cannot be taken.
    """
    declared = map.sources[old].at("id") if kind is Named.SOURCE else None
    if declared and declared.file.endswith(".bib"):
        raise ArgmapError(
            f"`{old}` is an entry of {declared.file}, which other documents may cite; it is not"
            " changed"
        )
    if kind is Named.CLAIM and not map.claims[old].has_own_id:
        raise ArgmapError(
            f"`{old}` is made of the words of its claim; write `id: {new}` beside its text"
        )
    if not ID.fullmatch(new):
        raise ArgmapError(
            f"`{new}` cannot be an id: that is letters, digits, `-`, `_` and `.`, a letter or digit"
            " first"
        )
    if new in _ids_by_kind(map)[kind]:
        raise ArgmapError(f"there is a {kind} `{new}` already")


def _ids_by_kind(map: ArgumentMap) -> dict[Named, list[str]]:
    """Return the ids in a map, in their order."""
    return {
        Named.CLAIM: list(map.claims),
        Named.SIDE: list(map.sides),
        Named.SOURCE: list(map.sources),
    }


def _kind_of(id: str, map: ArgumentMap) -> Named:
    """Return what an id is the id of.

    Raises:
        ArgmapError: nothing has it, or two things have.
    """
    kinds = [kind for kind, ids in _ids_by_kind(map).items() if id in ids]
    if not kinds:
        # The ids that are made of words are no help to a person.
        known = [claim.id for claim in map.claims.values() if claim.has_own_id]
        known += [*map.sides, *map.sources]
        raise ArgmapError(no_such("claim, side or source", id, known))
    if len(kinds) > 1:
        raise ArgmapError(
            f"`{id}` is the id of a {kinds[0]} and of a {kinds[1]}; rename one of them by hand"
        )
    return kinds[0]
