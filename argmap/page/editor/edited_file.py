"""The file of a map that is edited on a page: read, saved, and compared with what others save.

    file = EditedFile("map.yaml")
    file.answer({"revision": 0, "operation": "add_reason", "arguments": {…}})
    file.save()      # a second after the last change
    file.look()      # each second

Nothing that others have saved is ever written over. Before a file is written, and each time that
it is looked at, its bytes are compared with those that were read or written last. If they are
others, what was changed here since then is done again on the new text: operations where the claims
that they are about are unchanged, and typed text where no line was changed on both sides. Else
nothing is written until the page has chosen between the two texts.

What the page is shown of the file comes with each answer, and as news to all pages:

    {"name": "map.yaml", "state": "saved", "problem": ""}
    {"name": "map.yaml", "state": "conflict", "problem": "…", "difference": "@@ …"}
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from argmap import formats
from argmap.editing import EditRefused, Session, is_about_the_same, merge_texts
from argmap.formats.map_files import source_paths
from argmap.model import ArgumentMap
from argmap.model.tools import Tool
from argmap.page.editor.answers import Editor, must_be_editable, must_be_small
from argmap.util.errors import ArgmapError, Failure
from argmap.util.files import alone_in_folder, create_file, read_bytes, write_files

_MOST_CHANGES = 200
"""How many changes are kept one by one to be done again on another text."""

_MOST_DRAFTS = 100

_LINES_OF_NAMES = 2
"""How many lines there are at the head of a difference that name its two files."""

_Object = dict[str, object]


class FileState(StrEnum):
    """Whether what is edited is in its file."""

    SAVED = "saved"
    SAVED_WITH_ERRORS = "saved, with errors"
    UNSAVED = "unsaved"
    NOT_SAVED = "not saved"
    """It cannot be saved at present; the problem is why."""
    CONFLICT = "conflict"
    """The page has to choose between its text and that of the file."""


class _Change(NamedTuple):
    """A change that is not saved yet.

    Attributes:
        asked: the message that asked for it.
        map: the map before it; `None` if the text was broken.
        before, after: the text.
        deleted: the ids of what it deleted.
    """

    asked: Mapping[str, object]
    map: ArgumentMap | None
    before: str
    after: str
    deleted: frozenset[str]


class EditedFile:
    """A file that is edited, with its editor.

    Attributes:
        path: where it is.
        editor: its text, with undo and redo.
        problem: what keeps the text from being saved; "" if nothing does.
    """

    def __init__(
        self, path: str, format: str = "", tools: Mapping[str, Tool] = MappingProxyType({})
    ) -> None:
        """Read a file.

        Args:
            path: where it is.
            format: the name of its format; "" if the file shows it.
            tools: as for `Editor`.

        Raises:
            ArgmapError: it cannot be read, or its format cannot be edited.
        """
        self.path = path
        data = _bytes_at(path)
        if data is None:
            how = f"to create it, run `argmap edit {path} --new`"
            raise Failure(f"{path} does not exist; {formats.near_file(str(path)) or how}")
        reading = formats.read(path, format)
        self._mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        text = _text_of(data)
        if text is None:
            reading.unwrap()  # what is not a text at all is reported as every command does
            must_be_editable(path, reading.format)
            raise Failure(
                f"{path} is not UTF-8, so argmap cannot edit it; save the file as UTF-8, and try"
                " again"
            )
        if reading.map is not None:
            must_be_small(path, reading.map)  # before it is read once more
        self._sources: dict[str, str] | None = None
        self.editor = Editor(
            text,
            path,
            format or reading.format,
            folder=Path(path).parent,
            read_sources=self._read_sources,
            tools=tools,
        )
        self._saved: bytes | None = data
        self._saved_text = text
        self._changes: list[_Change] = []
        self.problem = ""
        self._theirs: bytes | None = None
        self._stamps = self._stamps_beside()

    # --- what the page asks ---

    def answer(self, asked: object) -> _Object:
        """Return the answer to a message of the page, with what has become of the file."""
        answered = self._answered(asked)
        return {**answered, "file": self.shown()}

    def _answered(self, asked: object) -> _Object:
        editor = self.editor
        session = editor.session
        if isinstance(asked, dict):
            if "open" in asked:
                problem = f"this page edits {self.path}, and opens no other text"
                return {"revision": session.revision, "problem": problem}
            if "save" in asked:
                self.save()
                return {"revision": session.revision}
            if "keep" in asked:
                return self._choose(asked["keep"])
        before, map, revision = session.text, session.reading.map, session.revision
        answered = editor.answer_object(asked)
        if session.revision != revision and isinstance(asked, dict):
            self._remember(_Change(asked, map, before, session.text, _deleted(answered.get("ids"))))
        return answered

    def _remember(self, change: _Change) -> None:
        """Remember a change until it is saved; one that takes others back goes with them."""
        for number, earlier in enumerate(self._changes):
            if earlier.before == change.after:
                del self._changes[number:]
                return
        self._changes.append(change)
        if len(self._changes) > _MOST_CHANGES:
            self._changes = [self._typed(self._saved_text)]

    def _typed(self, before: str) -> _Change:
        """Return the change from a text to the present one, whoever made it."""
        return _Change({}, None, before, self.editor.session.text, frozenset())

    def _choose(self, kept: object) -> _Object:
        """Keep one of two texts: `mine` is that of the page, and `file` that of the file."""
        session = self.editor.session
        if self._theirs is None or kept not in ("mine", "file"):
            return {"revision": session.revision, "problem": "there is nothing to choose between"}
        theirs = _text_of(self._theirs) or ""
        self._saved, self._theirs, self.problem = self._theirs, None, ""
        self._mark = codecs.BOM_UTF8 if (self._saved or b"").startswith(codecs.BOM_UTF8) else b""
        self._saved_text = theirs
        if kept == "file":
            # Undo brings back the other text.
            session.replace_text(theirs)
            self._changes.clear()
        else:
            self._changes = [self._typed(theirs)]
            self.save()
        return self.editor.answer_object({"state": True})

    def shown(self) -> _Object:
        """Return what the page shows of the file."""
        shown: _Object = {"name": self.path, "state": self.state.value, "problem": self.problem}
        if self._theirs is not None:
            theirs = _text_of(self._theirs) or ""
            shown["theirs"] = theirs
            shown["difference"] = _difference(theirs, self.editor.session.text)
        return shown

    @property
    def news(self) -> _Object:
        """What all pages are to know: the revision, and what has become of the file."""
        return {"revision": self.editor.session.revision, "file": self.shown()}

    @property
    def state(self) -> FileState:
        """Whether what is edited is in the file."""
        if self._theirs is not None:
            return FileState.CONFLICT
        if self.problem:
            return FileState.NOT_SAVED
        if self.is_unsaved:
            return FileState.UNSAVED
        return FileState.SAVED_WITH_ERRORS if self.editor.session.is_broken else FileState.SAVED

    @property
    def is_unsaved(self) -> bool:
        """Whether the file does not hold the present text."""
        return self.editor.session.text != self._saved_text

    # --- the file ---

    def save(self) -> None:
        """Write the text to the file, if it is another; what keeps it from that is the problem."""
        if self._theirs is not None or (not self.is_unsaved and self._saved is not None):
            return
        try:
            with alone_in_folder(self.path):
                self._compare()
                if self._theirs is not None or not self.is_unsaved:
                    return
                text = self.editor.session.text
                data = self._mark + text.encode()
                write_files({self.path: data}, expected={self.path: self._saved})
        except ArgmapError as problem:
            self.problem = str(problem)
            return
        self._saved, self._saved_text = data, text
        self.problem = ""
        self._changes.clear()

    def look(self) -> None:
        """Take over what others have saved, in the file and in those that it names."""
        stamps = self._stamps_beside()
        if stamps != self._stamps:
            self._stamps = stamps
            self._sources = None
            session = self.editor.session
            session.take_outside(session.text)
        if self._theirs is None:
            try:
                self._compare()
            except ArgmapError as problem:
                self.problem = str(problem)
            else:
                if not self.is_unsaved and self._saved is not None:
                    self.problem = ""

    def _compare(self) -> None:
        """Take over the text of the file, if others have changed it."""
        now = _bytes_at(self.path)
        if now == self._saved:
            return
        if now is None:
            self._saved = None
            raise Failure(f"{self.path} was deleted; your next change creates it again")
        theirs = _text_of(now)
        if theirs is None:
            raise Failure(f"{self.path} was saved by another program, and is not UTF-8 any more")
        merged = self._done_again(theirs) if theirs != self.editor.session.text else theirs
        if merged is None:
            self._theirs = now
            self.problem = (
                f"{self.path} was changed by another program, in the same places as here; choose"
                " which text to keep"
            )
            return
        self._saved, self._saved_text = now, theirs
        self._mark = codecs.BOM_UTF8 if now.startswith(codecs.BOM_UTF8) else b""
        self.problem = ""
        self.editor.session.take_outside(merged)
        self._changes = [self._typed(theirs)] if merged != theirs else []

    def _done_again(self, theirs: str) -> str | None:
        """Return a text with all changes that are not saved; `None` if that cannot be sure."""
        session = self.editor.session
        if not self.is_unsaved:
            return theirs
        scratch = self.editor.session_of(theirs, session.name, session.format)
        was_broken = scratch.is_broken
        changes = self._changes
        ends = (changes[0].before, changes[-1].after) if changes else ("", "")
        if ends != (self._saved_text, session.text):
            # Some change has failed half way.
            changes = [self._typed(self._saved_text)]
        for change in changes:
            if not _do_again(change, scratch):
                return None
        is_broken_by_both = scratch.is_broken and not session.is_broken and not was_broken
        return None if is_broken_by_both else scratch.text

    def _read_sources(self, map: ArgumentMap, folder: Path) -> Mapping[str, str]:
        if self._sources is None:
            self._sources = formats.read_sources(map, folder)
        return self._sources

    def _stamps_beside(self) -> dict[Path, tuple[int, int] | None]:
        """Return what shows whether the files have changed that the map names."""
        reading = self.editor.session.reading
        paths: list[Path] = list(reading.paths_beside)
        if reading.map is not None:
            paths += source_paths(reading.map, Path(self.path).parent)
        stamps: dict[Path, tuple[int, int] | None] = {}
        for path in paths:
            try:
                status = path.stat()
                stamps[path] = (status.st_mtime_ns, status.st_size)
            except (OSError, ValueError):
                stamps[path] = None
        return stamps

    def finish(self) -> str:
        """Save, and return the name of a draft if the file cannot have the text; else "".

        Raises:
            ArgmapError: the draft cannot be written either.
        """
        self.look()
        self.save()
        if not self.is_unsaved and self._saved is not None:
            return ""
        return _write_draft(self.path, self.editor.session.text)


def _do_again(change: _Change, scratch: Session) -> bool:
    """Do a change again on another text, and return whether that is surely what was meant."""
    operation = change.asked.get("operation")
    if operation is not None and change.map is not None and scratch.reading.map is not None:
        arguments = change.asked.get("arguments")
        if not isinstance(arguments, dict):
            return False
        if not is_about_the_same(arguments, change.map, scratch.reading.map):
            return False
        try:
            edited = scratch.apply(
                str(operation),
                with_comments=change.asked.get("with_comments") is True,
                **arguments,
            )
        except EditRefused:
            pass  # the text may still have room for it
        else:
            return _deleted(edited.ids) == change.deleted
    merged = merge_texts(change.before, change.after, scratch.text)
    if merged is None:
        return False
    scratch.replace_text(merged)
    return True


def _deleted(ids: object) -> frozenset[str]:
    """Return the ids that have become none."""
    if not isinstance(ids, Mapping):
        return frozenset()
    return frozenset(old for old, new in ids.items() if new is None)


def _bytes_at(path: str) -> bytes | None:
    """Return the bytes of a file; `None` if there is none."""
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as problem:
        reason = str(getattr(problem, "strerror", None) or problem)
        raise Failure(f"cannot read {path}: {reason}") from None


def _text_of(data: bytes) -> str | None:
    """Return the text in bytes, without a byte order mark; `None` if they are not UTF-8."""
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _difference(theirs: str, mine: str) -> str:
    """Return what differs between the text of the file and that of the page, as a unified diff."""
    from difflib import unified_diff

    lines = list(unified_diff(theirs.splitlines(), mine.splitlines(), lineterm=""))
    return "\n".join(lines[_LINES_OF_NAMES:])


def _write_draft(path: str, text: str) -> str:
    """Write a text beside a file whose place it cannot take, and return the name of the draft.

    If it cannot be there either, it is in a folder for all users, where only its owner can read it.
    """
    import tempfile

    place = Path(path)
    problem: ArgmapError | None = None
    for folder in (place.parent, Path(tempfile.gettempdir())):
        for number in range(1, _MOST_DRAFTS + 1):
            name = f"{place.stem}-draft{number if number > 1 else ''}{place.suffix}"
            draft = folder / name
            if draft.exists():
                continue
            try:
                create_file(str(draft), text, is_private=folder != place.parent)
            except Failure as failure:
                problem = failure
                break
            return str(draft)
    raise problem or Failure(f"cannot write a draft beside {path}")
