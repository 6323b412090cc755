"""A text that is edited: by operations on its map, or by typing; with undo and redo.

session = Session("claims:\n  nine: School should start at nine.\n")
session.apply("add_reason", claim="nine", text="Buses are cheaper after nine.")
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from argmap import formats
from argmap.editing.changes import ChangedText, as_edits, changed, difference, inverse
from argmap.editing.map_difference import first_difference, is_same_map
from argmap.editing.merging import carried_over, line_changes, meet, whole_lines, with_line_ends_of
from argmap.editing.native_edits import edit_native
from argmap.editing.operations import OPERATIONS, Argument, Settled, settle_ids
from argmap.editing.refusals import CHANGES_OTHERS, EditRefused, must_keep_comments
from argmap.formats import KnownEntries, ReadingOptions
from argmap.formats.renaming import rename_id
from argmap.model import ArgumentMap, Diagnostic, Edit, Fix, Inferences, Severity
from argmap.model.edits import Change, edit_text
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError
from argmap.util.memory import pause_garbage_collection
from argmap.util.spelling import no_argument, no_such

APPLY_FIX = "apply_fix"
NATIVE, TEXT, MARKDOWN = EDITABLE = ("native", "text", "markdown")
"""The formats whose texts can be edited."""
_BYTE_ORDER_MARK = "\ufeff"

Ids: TypeAlias = Mapping[str, str | None]


class Edited(NamedTuple):
    """What an operation changed.

    Attributes:
        revision: the number of the text after it.
        edits: the edits, whose places are those in the text before it.
        ids: each id of a claim or an inference that is another one now, and the new id, or None if
            the claim or inference was deleted.
        focus: the id of the claim to look at: the one that the operation added or was about; in
            place of a deleted one, the claim that it bore on; "" if there is none.
    """

    revision: int
    edits: tuple[Edit, ...]
    ids: Ids
    focus: str = ""


class _HistoryEntry(NamedTuple):
    """A change in the history of a text.

    Attributes:
        changes: what changes in the text.
        ids: the ids that become others.
        ids_back: the ids that become others when the change is undone.
        focus: the claim to look at after the change.
        focus_back: the claim to look at when the change is undone.
    """

    changes: tuple[Change, ...]
    ids: Ids
    ids_back: Ids
    focus: str = ""
    focus_back: str = ""


class Session:
    """The text of a map while it is edited.

    Attributes:
        format: the name of the text's format.
        name: what diagnostics call the text.
        revision: a number that grows with each change.
        reading: what was read from the text, with its diagnostics.
    """

    def __init__(
        self,
        text: str,
        format: str = NATIVE,
        *,
        name: str = "<text>",
        folder: str | Path | None = None,
        is_sandboxed: bool = False,
    ) -> None:
        """Begin with a text, which may be broken.

        Args:
            text: the text.
            format: its format: `native`, `text` or `markdown`.
            name: what diagnostics call it.
            folder: the folder with the files that the text refers to under `include` or
                `bibliography`. A session reads these files, but never changes them. By default,
                the text can't refer to any files.
            is_sandboxed: whether the text is read as in a sandbox: a bibliography that it refers to
                counts as unread, and not as missing.
        """
        if format not in EDITABLE:
            raise ArgmapError(
                f"argmap cannot edit the format `{format}`; convert the map to one of these:"
                f" {', '.join(EDITABLE)}"
            )
        self.format = format
        self.name = name
        self.revision = 0
        self._folder = None if folder is None else Path(folder)
        self._is_sandboxed = is_sandboxed
        self._mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
        self._text = text.removeprefix(self._mark)
        self._latest: Reading | None = None
        self._last_map: ArgumentMap | None = None
        self._entries = KnownEntries()
        self.reading = self._read(self._text)
        self._last_map = self.reading.map
        self._done: list[_HistoryEntry] = []
        self._undone: list[_HistoryEntry] = []

    @property
    def text(self) -> str:
        """The text."""
        return self._mark + self._text

    @property
    def map(self) -> ArgumentMap | None:
        """The map of the text; while the text is broken, the last map that it had.

        Of a text that has always been broken, it is what could be read.
        """
        return self._last_map or self.reading.partial

    @property
    def is_broken(self) -> bool:
        """Whether the text can't be read as a map at present."""
        return self.reading.map is None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the text."""
        return self.reading.diagnostics

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._undone)

    # --- changes ---

    @pause_garbage_collection()
    def apply(
        self,
        operation: str,
        *,
        revision: int | None = None,
        with_comments: bool = False,
        fix: Fix | None = None,
        **arguments: Argument,
    ) -> Edited:
        """Carry out an operation on the map by editing the text.

        Args:
            operation: its name, such as `add_reason`.
            revision: the revision that the operation is meant for; None for the present one.
            with_comments: whether comments in the text may be deleted.
            fix: for `apply_fix`: the fix of a diagnostic.
            arguments: the arguments of the operation.

        Raises:
            EditRefused: the operation can't be carried out; the text is unchanged.
        """
        self._must_be_current(revision)
        if operation == APPLY_FIX:
            if fix is None or arguments:
                raise EditRefused(f"`{APPLY_FIX}` needs a `fix`, and nothing else")
            return self._apply_fix(fix)
        if operation not in OPERATIONS:
            raise EditRefused(no_such("operation", operation, [*OPERATIONS, APPLY_FIX]))
        before = self.reading.map
        if before is None:
            problem = _first_error(self.reading)
            raise EditRefused(f"the text cannot be read as a map at present: {problem}")
        _must_fit(operation, arguments)
        after = OPERATIONS[operation](before, **arguments)
        text = ChangedText(self._text)
        named = [str(arguments["id"])] if arguments.get("id") else []
        if operation == "rename":
            old, new = str(arguments["old"]), str(arguments["new"])
            expected, ids = self._rename(text, before, after, old, new)
        elif self.format == NATIVE:
            expected, ids = edit_native(
                text,
                self.name,
                self._entries,
                before,
                after,
                named=named,
                with_comments=with_comments,
            )
        else:
            from argmap.editing.list_edits import edit_list

            expected, ids = edit_list(text, self.reading, after, self._read, named)
        if self.format == MARKDOWN:
            must_keep_comments(self._text, text.text, with_comments=with_comments)
        reading = self._read(text.text)
        found = reading.map
        if found is None or not is_same_map(found, expected):
            refused = EditRefused(CHANGES_OTHERS)
            refused.add_note(
                _first_error(reading) if found is None else first_difference(expected, found)
            )
            raise refused
        focus = ids.get(_focus(before, after, arguments), "")
        focus_back = _subject(before, arguments)
        entry = _entry(text.changes(), before, found, ids)
        return self._take_over(entry._replace(focus=focus, focus_back=focus_back), reading)

    def _rename(
        self, text: ChangedText, before: ArgumentMap, after: ArgumentMap, old: str, new: str
    ) -> Settled:
        """Change a text so that a part of its map has another id."""
        if self.format != NATIVE:
            from argmap.editing.list_edits import rename_in_list

            return rename_in_list(text, self.reading, after, self._read, (old, new))
        try:
            edits = rename_id(self.reading, old, new)
        except ArgmapError as problem:
            raise EditRefused(str(problem)) from None
        if any(edit.span.file != self.name for edit in edits):
            raise EditRefused(f"`{old}` is also in another file, which a session does not change")
        own_ids = {claim.id for claim in after.claims.values() if claim.has_own_id}
        own_inference_ids = {each.id for each in before.inferences.values() if "id" in each.places}
        expected, settled_ids = settle_ids(after, after.claims, own_ids, own_inference_ids)
        text.make(difference(self._text, edit_text(self._text, edits)))
        # An inference may have the id of a source or a side.
        renamed = {old: new, new: new} if old in before.claims else {}
        return Settled(expected, {**settled_ids, **renamed})

    def replace_text(self, text: str, *, revision: int | None = None) -> Edited:
        """Take over a text that somebody typed, which may be broken.

        A byte order mark stays. So do line ends of Windows, if the typed text has none of these,
        because fields of web pages change them.
        """
        self._must_be_current(revision)
        new = with_line_ends_of(self._text, text.removeprefix(_BYTE_ORDER_MARK))
        reading = self._read(new)
        return self._take_over(self._entry_of(difference(self._text, new), reading.map), reading)

    def _entry_of(self, changes: list[Change], after: ArgumentMap | None) -> _HistoryEntry:
        """Return changes of the text whose map was not known before it was read."""
        before = self._last_map
        if before is None or after is None:
            return _HistoryEntry(tuple(changes), {}, {})
        return _entry(changes, before, after, matched_ids(before, after))

    def _apply_fix(self, fix: Fix) -> Edited:
        try:
            text = edit_text(self._text, fix.edits)
        except (ValueError, IndexError):
            raise EditRefused("the fix is for another text") from None
        reading = self._read(text)
        if not self.is_broken and reading.map is None:
            raise EditRefused(f"the fixed text could not be read: {_first_error(reading)}")
        return self._take_over(self._entry_of(difference(self._text, text), reading.map), reading)

    def take_outside(self, text: str) -> Edited:
        """Take over a text that somebody else has changed; undo leaves those changes alone.

        Entries of the history that would meet them, and those before, can be undone no more. The
        text may be the same, where another file that it refers to has changed.
        """
        new = text.removeprefix(self._mark)
        self._latest = None
        reading = self._read(new)
        changes = line_changes(self._text, new)
        self._done = _carried(self._done, changes, self._text)
        self._undone = _carried(self._undone, changes, self._text)
        return self._change_to(self._entry_of(changes, reading.map), reading)

    # --- history ---

    def undo(self, *, revision: int | None = None) -> Edited:
        """Undo the last change that is not undone."""
        self._must_be_current(revision)
        if not self._done:
            raise EditRefused("there is nothing to undo")
        return self._go(self._done, self._undone)

    def redo(self, *, revision: int | None = None) -> Edited:
        """Make the change again that was undone last."""
        self._must_be_current(revision)
        if not self._undone:
            raise EditRefused("there is nothing to redo")
        return self._go(self._undone, self._done)

    def _go(self, taken_from: list[_HistoryEntry], put_on: list[_HistoryEntry]) -> Edited:
        entry = taken_from.pop()
        put_on.append(_inverse(entry, self._text))
        return self._change_to(entry, self._read(changed(self._text, entry.changes)))

    def _take_over(self, entry: _HistoryEntry, reading: Reading) -> Edited:
        if not entry.changes:
            return Edited(self.revision, (), {}, entry.focus)
        self._done.append(_inverse(entry, self._text))
        self._undone.clear()
        return self._change_to(entry, reading)

    def _change_to(self, entry: _HistoryEntry, reading: Reading) -> Edited:
        edits = as_edits(entry.changes, self._text, self.name)
        self._text = reading.text
        self.reading = reading
        self._last_map = reading.map or self._last_map
        self.revision += 1
        return Edited(self.revision, edits, entry.ids, entry.focus)

    # --- reading ---

    def _read(self, text: str) -> Reading:
        if self._latest is None or self._latest.text != text:
            options = ReadingOptions(
                sandbox=self._is_sandboxed, recovers=self._last_map is None, entries=self._entries
            )
            self._latest = formats.parse(text, self.name, self.format, options, folder=self._folder)
        return self._latest

    def _must_be_current(self, revision: int | None) -> None:
        if revision is not None and revision != self.revision:
            raise EditRefused(
                f"the text has changed since revision {revision}: it is now at revision"
                f" {self.revision}"
            )


def _first_error(reading: Reading) -> str:
    """Return the message of the first error in a text that cannot be read."""
    errors = (each for each in reading.diagnostics if each.severity is Severity.ERROR)
    return next(errors).message


def matched_ids(before: ArgumentMap, after: ArgumentMap) -> dict[str, str]:
    """Return the ids of a map → those in the map of a text that somebody has typed over.

    A claim with another id that is between the same claims as before is the same one.
    """
    from difflib import SequenceMatcher

    old_claims, new_claims = list(before.claims), list(after.claims)
    ids: dict[str, str] = {}
    matcher = SequenceMatcher(None, old_claims, new_claims, autojunk=False)
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        if end - start == new_end - new_start:
            ids |= zip(old_claims[start:end], new_claims[new_start:new_end], strict=True)
    made = Inferences()
    for old in before.inferences.values():
        premises = [ids.get(premise, "") for premise in old.premises]
        target = ids.get(old.target, "")
        if old.id in after.inferences:
            ids[old.id] = old.id
        elif all(premises) and target:
            id = made.add(old.kind, premises, target, warrant=ids.get(old.warrant, ""))
            if id in after.inferences:
                ids[old.id] = id
    return ids


def _focus(before: ArgumentMap, after: ArgumentMap, arguments: Mapping[str, Argument]) -> str:
    """Return the claim that a person looks at after an operation.

    It is a new one, or the one that the operation is about; in place of one that is deleted, what
    that bore on.
    """
    for id in after.claims:
        if id not in before.claims:
            return id
    claim = str(arguments.get("new") or _subject(before, arguments))
    if claim in after.claims:
        return claim
    for use in before.uses(claim):
        target = before.claim_under(use.id)
        if target in after.claims:
            return target
    return ""


def _subject(map: ArgumentMap, arguments: Mapping[str, Argument]) -> str:
    """Return the claim that an operation on a map is about, or "" if there is none."""
    claim = str(arguments.get("claim") or arguments.get("old") or "")
    inference = map.inferences.get(str(arguments.get("inference", "")))
    if inference is not None and not claim:
        claim = inference.premises[0]
    return claim if claim in map.claims else ""


def _entry(
    changes: list[Change], before: ArgumentMap, after: ArgumentMap, ids: Mapping[str, str]
) -> _HistoryEntry:
    """Return a change of a text that leads from a map to another, whose parts have these ids."""
    forward: dict[str, str | None] = {}
    back: dict[str, str | None] = {}
    kept: set[str] = set()
    for old in [*before.claims, *before.inferences]:
        new = ids.get(old)
        if new is not None:
            kept.add(new)
        if new != old:
            forward[old] = new
            if new is not None:
                back[new] = old
    for id in [*after.claims, *after.inferences]:
        if id not in kept:
            back[id] = None
    return _HistoryEntry(tuple(changes), forward, back)


def _carried(history: list[_HistoryEntry], outside: list[Change], text: str) -> list[_HistoryEntry]:
    """Return the entries that can still be undone once a text has been changed by somebody else.

    Args:
        history: the entries, of which the last comes first.
        outside: the changes of somebody else, by whole lines.
        text: the text before them.
    """
    kept: list[_HistoryEntry] = []
    for entry in reversed(history):
        changes = entry.changes
        if meet(whole_lines(changes, text), outside):
            break
        kept.insert(0, entry._replace(changes=tuple(carried_over(changes, outside))))
        outside = carried_over(outside, changes)
        text = changed(text, changes)
    return kept


def _inverse(entry: _HistoryEntry, before: str) -> _HistoryEntry:
    changes = inverse(entry.changes, before)
    back, forward = entry.ids_back, entry.ids
    return _HistoryEntry(tuple(changes), back, forward, entry.focus_back, entry.focus)


_TYPES: Mapping[str, tuple[str, tuple[type, ...]]] = {
    "str": ("a text", (str,)),
    "bool": ("true or false", (bool,)),
    "int": ("a whole number", (int,)),
    "Texts": ("a text or a list of texts", (str, list, tuple)),
}


def _must_fit(operation: str, arguments: Mapping[str, object]) -> None:
    """Refuse arguments that an operation does not have, or that are of another type."""
    parameters = dict(inspect.signature(OPERATIONS[operation]).parameters)
    del parameters["map"]
    for name, value in arguments.items():
        if name not in parameters:
            raise EditRefused(no_argument(operation, name, parameters))
        expected, types = _TYPES[str(parameters[name].annotation)]
        is_right = isinstance(value, types)
        if isinstance(value, list | tuple):
            is_right = is_right and all(isinstance(item, str) for item in value)
        if not is_right:
            raise EditRefused(f"the argument `{name}` of `{operation}` must be {expected}")
    for name, parameter in parameters.items():
        if parameter.default is parameter.empty and name not in arguments:
            raise EditRefused(f"`{operation}` needs the argument `{name}`")
