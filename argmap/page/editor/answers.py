"""What the page of the editor asks, and the answers: JSON in, JSON out, no file, no clock.

    {"open": {"text": "claims: …", "name": "map.yaml", "format": ""}}     begin with a text
        … "as_copy": true     begin with a copy in the native format, of a text in another one
    {"state": true}                                                       all that there is
        → {"revision": 0, "text": "claims: …", "format": "native", "edits": [], "findings": […], …}
    {"revision": 0, "text": "claims: …"}                                  what somebody typed
    {"revision": 0, "operation": "add_reason", "arguments": {"claim": "go", "text": "…"}}
        … "field": "f1"       typed in this field of the page: all of it is one step of the history
    {"revision": 0, "undo": true}, {"revision": 0, "redo": true}
    {"revision": 0, "fix": 2}                                             the finding with a fix
    {"revision": 0, "format": true}                                       in the canonical layout
        → {"revision": 1, "edits": [{"line": 4, …, "text": "…"}], "ids": {"old": "new"},
           "focus": "healthy", "findings": […], "verdicts": {…}, "map": {…}, "is_broken": false, …}
        → {"revision": 0, "problem": "…", "confirm": "with_comments"}     refused: nothing changed
    {"revision": 1, "complete": {"line": 4, "column": 9}}     `text` if it is another by now
        → {"revision": 1, "items": [{"text": "go", "detail": "We should go.", "from": {…}}]}
    {"convert": "- We should go.\\n  - It is healthy."}     a list, or a map in any format
        … "as_list": true     in the format of the file, which is a list perhaps
        → {"revision": 1, "converted": "claims:\\n  …",
           "notes": ["argmap ignores 1 passage outside the list (line 3)"]}   what to look at first
    {"revision": 1, "save_as": "svg"}
        → {"revision": 1, "name": "map.svg", "data": "PHN2Zy…", "notes": []}     as base64
    {"revision": 1, "tool": "quiz", "arguments": {…}, "files": []}     see `tool_messages`

The page that runs argmap in the browser and the server of a page ask the same. An `Editor` has the
one history of a text. `edits` lead from the text that the page has to that of the editor, so that
typed text is answered with none; where they cannot, as for a page that has missed changes, the
answer has the whole `text`. A finding has, besides what every report says of it, the `parts` of its
message, in which a claim is `{"claim": "go", "text": "We should go."}`, and the `moves` of an
objection that may be beside the point, `{"to": "inference", "text": "We should go."}`. While a text
is broken, `map` and all that is drawn are those of the last text that was not.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from argmap import formats
from argmap.editing import (
    EDITABLE,
    Edited,
    EditRefused,
    Session,
    complete,
    complete_list,
    format_reading,
    is_about_the_same,
    is_same_map,
    merge_texts,
    with_line_ends_of,
)
from argmap.formats import MIXED_BULLETS, ReadingOptions
from argmap.languages import words_for
from argmap.lint import inferences_from_target, remedies_for
from argmap.lint.linter import CheckOptions, check_reading
from argmap.lint.vocabulary import Surface
from argmap.lint.wording import text_named
from argmap.model import ArgumentMap, Claim, Diagnostic, Edit
from argmap.model.diagnostics import Severity, error, help_elsewhere, marked_message
from argmap.model.losses import LOSS
from argmap.model.messages import LISTS_IN_TEXT, MessagePart, Part, message_parts
from argmap.model.reading import Reading
from argmap.model.source_names import EnglishWords, SourceNames
from argmap.model.tools import Tool
from argmap.model.writing import PictureOptions
from argmap.page.editor.tool_messages import use_tool
from argmap.page.editor.written_parts import written_parts
from argmap.page.page_data import page_contents
from argmap.util.errors import ArgmapError
from argmap.util.text import count, shorten
from argmap.verdicts.evaluate import evaluate
from argmap.verdicts.json_report import verdicts_object

_MOST_CHARACTERS = 5_000_000
"""How long a text may be, as the server of pages takes no more either."""

MOST_CLAIMS = 5_000
"""How many claims a map may have: a browser opens a picture of as many in three seconds."""

_MOST_REVISIONS_KEPT = 20
"""How many texts before the present one are known, for pages that have missed changes."""

_MOST_NOTES = 12
"""How many notes on a pasted text are shown."""

_PASTED = "pasted"
"""What a pasted text is called; an ending would say its format."""


_ENDINGS = {".md": "markdown", ".txt": "text"}
"""The formats of files that do not show theirs because they are empty or broken."""

_BYTE_ORDER_MARK = "\ufeff"

_FOR_PAGE = CheckOptions(surface=Surface.PAGE)

_AS_COPY = "as_copy"
"""What lets a text be opened that cannot be edited itself."""

_Object: TypeAlias = dict[str, object]
ReadSources: TypeAlias = Callable[[ArgumentMap, Path], Mapping[str, str]]
"""A map and its folder → the texts of its sources, by id."""


def _no_sources(_map: ArgumentMap, _folder: Path) -> Mapping[str, str]:
    return {}


class _Before(NamedTuple):
    """A text before a change, and its map; `None` if it was broken."""

    text: str
    map: ArgumentMap | None


class Editor:
    """The text of a map with its history, and the answers to the page on which it is edited.

    Attributes:
        session: the text, with undo and redo.
    """

    def __init__(
        self,
        text: str = "",
        name: str = "map.yaml",
        format: str = "",
        *,
        folder: Path | None = None,
        read_sources: ReadSources = _no_sources,
        tools: Mapping[str, Tool] = MappingProxyType({}),
    ) -> None:
        """Begin with a text, which may be broken.

        Args:
            text: the text.
            name: the name of its file.
            format: the name of its format; "" if the text or the name shows it.
            folder: where to look for other files that it names; `None` if it may name none.
            read_sources: reads the texts of sources.
            tools: what the page can do with the map besides editing it, by name.

        Raises:
            ArgmapError: its format cannot be edited, or is not known.
        """
        self._folder = folder
        self._read_sources = read_sources
        self._tools = tools
        self._open(text, name, format)

    def _open(self, text: str, name: str, format: str) -> None:
        _must_be_short(text)
        if not format:
            format = formats.parse(text, name, options=ReadingOptions(sandbox=True)).format
        if not format:
            format = _ENDINGS.get(Path(name).suffix.lower(), "native")
        must_be_editable(name, format)
        session = self.session_of(text, name, format)
        if session.map is not None:
            must_be_small(name, session.map)
        self.session = session
        self._before: dict[int, _Before] = {}
        self._findings: list[Diagnostic] = []
        self._drawn: ArgumentMap | None = None
        self._picture: _Object = {"map": None, "verdicts": None, "places": []}
        self._seen_revision = -1
        self._last_field: tuple[object, int] = (None, -1)

    def session_of(self, text: str, name: str, format: str) -> Session:
        """Return a session with a text that is read as this editor does."""
        alone = self._folder is None
        return Session(text, format, name=name, folder=self._folder, is_sandboxed=alone)

    # --- messages ---

    def answer(self, message: str) -> str:
        """Return the answer to a message of the page, both as JSON; the answer is in ASCII."""
        try:
            asked: object = json.loads(message)
        except (ValueError, RecursionError):
            asked = None
        return json.dumps(self.answer_object(asked), separators=(",", ":"))

    def answer_object(self, asked: object) -> _Object:
        """Return the answer to a message of the page, both as what JSON holds."""
        try:
            if not isinstance(asked, dict):
                raise ArgmapError("a message to the editor must be a JSON object")
            answered = self._answered(asked)
        except EditRefused as refusal:
            answered = {"problem": str(refusal)}
            if refusal.confirm:
                answered["confirm"] = refusal.confirm
        except ArgmapError as problem:
            answered = {"problem": str(problem)}
        return {"revision": self.session.revision, **answered}

    def _answered(self, asked: Mapping[str, object]) -> _Object:
        if "open" in asked:
            given = _object_in(asked, "open")
            opened = (
                _text_in(given, "text"),
                _text_in(given, "name", "map.yaml"),
                _text_in(given, "format", ""),
            )
            self._open(*(_native_copy(*opened) if given.get(_AS_COPY) is True else opened))
            return self._state()
        if "state" in asked:
            return self._state()
        if "convert" in asked:
            format = self.session.format if asked.get("as_list") is True else "native"
            return _converted(_text_in(asked, "convert"), format)
        revision = asked.get("revision")
        if type(revision) is not int:
            raise ArgmapError("a message to the editor needs a whole number as its `revision`")
        if "save_as" in asked:
            return _saved(self.session.reading, _text_in(asked, "save_as"))
        if "tool" in asked:
            return use_tool(self._tools, self.session.reading, asked)
        if "complete" in asked:
            return self._complete(_object_in(asked, "complete"))
        if revision != self.session.revision:
            return self._stale(revision, asked)
        return self._changed(asked)

    def _complete(self, place: Mapping[str, object]) -> _Object:
        """Return what can come at a place; `text` is there if the page has typed since."""
        line, column = place.get("line"), place.get("column")
        if type(line) is not int or type(column) is not int or line < 1 or column < 1:
            raise ArgmapError("to complete a text, the editor needs a `line` and a `column`")
        session = self.session
        text = _text_in(place, "text", self._text)
        if session.format == "native":
            completion = complete(text, line, column, session.map)
        else:
            is_markdown = session.format == "markdown"
            completion = complete_list(text, line, column, session.map, is_markdown=is_markdown)
        start = {"line": line, "column": completion.column}
        return {"items": [{**item._asdict(), "from": start} for item in completion.items]}

    def _stale(self, revision: int, asked: Mapping[str, object]) -> _Object:
        """Return the answer to a page that has missed changes.

        What it asks is done where it does not meet those changes.
        """
        now = self.session.reading.map
        before = self._before.get(revision)
        if before is not None and "text" in asked:
            merged = merge_texts(before.text, _text_in(asked, "text"), self._text)
            if merged is not None:
                self._changed({"text": merged})
                return self._state()
        map = None if before is None else before.map
        if "operation" in asked and map is not None and now is not None:
            arguments = _object_in(asked, "arguments")
            if is_about_the_same(arguments, map, now):
                changed = self._changed(asked)
                return {
                    **changed,
                    **self._state(),
                    "ids": changed["ids"],
                    "focus": changed["focus"],
                }
        problem = (
            f"the text has changed since revision {revision}, so this was not done; look at the"
            " text, and do it again"
        )
        return {"problem": problem, **self._state()}

    def _state(self) -> _Object:
        """Return all that there is."""
        session = self.session
        state: _Object = {"text": self._text, "name": session.name, "format": session.format}
        return {**state, "edits": [], "ids": {}, "focus": "", **self._shown()}

    @property
    def _text(self) -> str:
        """The text as pages have it: without a byte order mark."""
        return self.session.text.removeprefix(_BYTE_ORDER_MARK)

    # --- changes ---

    def _changed(self, asked: Mapping[str, object]) -> _Object:
        """Return the answer to a page that changes the text."""
        session = self.session
        goes_on = False
        revision, before = session.revision, _Before(self._text, session.reading.map)
        if "text" in asked:
            text = with_line_ends_of(before.text, _text_in(asked, "text"))
            _must_be_short(text)
            edited = Edited(revision, (), {})
            if text != before.text:
                # The page has this text already.
                edited = session.replace_text(text)._replace(edits=())
        elif "operation" in asked:
            goes_on = self._is_of_last_field(asked)
            edited = self._operate_again(asked) if goes_on else self._operate(asked)
        elif "undo" in asked:
            if "field" in asked and not self._is_of_last_field(asked):
                raise EditRefused("there is nothing of this field to undo")
            edited = session.undo()
        elif "redo" in asked:
            edited = session.redo()
        elif "fix" in asked:
            edited = self._fix(asked)
        elif "format" in asked:
            edited = session.replace_text(format_reading(session.reading))
        else:
            raise ArgmapError("a message to the editor must say what to do")
        if session.revision != revision:
            self._before[revision] = before
            self._before.pop(revision - _MOST_REVISIONS_KEPT, None)
        self._last_field = (asked.get("field"), session.revision)
        return {
            **({"text": self._text} if goes_on else {}),
            "edits": [_edit_object(edit) for edit in edited.edits],
            "ids": dict(edited.ids),
            "focus": edited.focus,
            **self._shown(),
        }

    def _is_of_last_field(self, asked: Mapping[str, object]) -> bool:
        """Return whether the last change was made in the same field of the page.

        Somebody types on there, and all of it is one step of the history.
        """
        field = asked.get("field")
        return field is not None and self._last_field == (field, self.session.revision)

    def _operate_again(self, asked: Mapping[str, object]) -> Edited:
        """Carry out an operation in the place of the last change."""
        undone = self.session.undo()
        # Ids that are made of words were others then.
        given = _object_in(asked, "arguments")
        then = dict(given)
        for key in ("claim", "inference", "to"):
            if key in given:
                then[key] = undone.ids.get(str(given[key])) or given[key]
        try:
            edited = self._operate({**asked, "arguments": then})
        except EditRefused:
            self.session.redo()
            raise
        ids = {old: edited.ids.get(new, new) if new else None for old, new in undone.ids.items()}
        return edited._replace(edits=(), ids={**edited.ids, **ids})

    def _operate(self, asked: Mapping[str, object]) -> Edited:
        arguments = _object_in(asked, "arguments")
        for name in arguments:
            if name in ("self", "operation", "revision", "with_comments", "fix"):
                raise ArgmapError(f"an operation has no argument `{name}`")
        operation = _text_in(asked, "operation")
        try:
            return self.session.apply(
                operation,
                with_comments=asked.get("with_comments") is True,
                **arguments,  # type: ignore[arg-type]  # the session looks at each of them
            )
        except EditRefused as refusal:
            elsewhere = self._elsewhere(operation, arguments)
            if refusal.confirm or not elsewhere:
                raise
            id, file = elsewhere
            raise EditRefused(
                f"`{id}` is in {file}; to change that file, run `argmap edit {file}`"
            ) from None

    def _elsewhere(self, operation: str, arguments: Mapping[str, object]) -> tuple[str, str] | None:
        """Return what an operation would change that is in an included file, and this file."""
        map = self.session.reading.map
        if map is None:
            return None
        names = ("to",) if operation == "link" else ("claim", "inference", "to", "old")
        for name in names:
            id = str(arguments.get(name, ""))
            target = id
            while target in map.inferences:
                target = map.inferences[target].target
            place = map.claims[target].at("text") if target in map.claims else None
            if place is not None and place.file != self.session.name:
                return id, place.file
        return None

    def _fix(self, asked: Mapping[str, object]) -> Edited:
        """Make the fix of a finding: its first, or the `choice` of the page."""
        self._shown()
        number, choice = asked["fix"], asked.get("choice", 0)
        if type(number) is not int or not 0 <= number < len(self._findings):
            raise ArgmapError("there is no finding with this number")
        fixes = self._findings[number].fixes
        if type(choice) is not int or not 0 <= choice < len(fixes):
            raise ArgmapError("this finding has no such fix")
        return self.session.apply("apply_fix", fix=fixes[choice])

    # --- what the page shows ---

    def _shown(self) -> _Object:
        """Return what the page shows of the text."""
        session = self.session
        if self._seen_revision != session.revision:
            self._look()
            self._seen_revision = session.revision
        map = session.reading.map
        sources = SourceNames(map.sources.values() if map else (), EnglishWords())
        return {
            "findings": [_finding_object(each, map, sources) for each in self._findings],
            **self._picture,
            "is_broken": session.is_broken,
            "can_undo": session.can_undo,
            "can_redo": session.can_redo,
        }

    def _look(self) -> None:
        """Find out what is to be shown of the text; what keeps it from that is a finding."""
        reading = self.session.reading
        self._findings = _on_page(reading.diagnostics)
        try:
            if reading.map is not None:
                must_be_small(self.session.name, reading.map)
            checked = check_reading(reading, self._read_sources, _FOR_PAGE)
            self._findings = _on_page(formats.with_fixes(reading, checked.diagnostics))
            if self.session.map is not None:
                self._draw(self.session.map)
        except ArgmapError as problem:
            self._findings.insert(0, error("not-checked", str(problem), None))

    def _draw(self, map: ArgumentMap) -> None:
        """Make the picture of a map, unless it is that of the map before."""
        if self._drawn is None or not is_same_map(map, self._drawn):
            self._picture = {"verdicts": verdicts_object(evaluate(map)), **picture_of(map)}
            self._drawn = map
        else:
            # A comment may be new, and move all below it.
            self._picture = {**self._picture, "places": _places_in(map)}


def must_be_editable(name: str, format: str) -> None:
    """Raise an `ArgmapError` if files in a format cannot be edited."""
    if format in EDITABLE:
        return
    formats.format_named(format, formats.readable_formats())
    raise EditRefused(
        f"argmap cannot edit files in the format `{format}`; to edit a copy, run"
        f" `argmap convert {name} -o {Path(name).stem}.yaml`",
        _AS_COPY,
    )


def must_be_small(name: str, map: ArgumentMap) -> None:
    """Raise an `ArgmapError` if a map has too many claims to be edited."""
    if len(map.claims) > MOST_CLAIMS:
        raise ArgmapError(
            f"{name} is too large to edit: it has {len(map.claims):,} claims, and the limit is"
            f" {MOST_CLAIMS:,}; split it into several files"
        )


def _must_be_short(text: str) -> None:
    if len(text) > _MOST_CHARACTERS:
        raise ArgmapError(
            f"the text is too long: {len(text):,} characters, and the editor takes"
            f" {_MOST_CHARACTERS:,}"
        )


def _object_in(asked: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = asked.get(key)
    if not isinstance(value, dict):
        raise ArgmapError(f"a message to the editor needs an object as its `{key}`")
    return value


def _text_in(asked: Mapping[str, object], key: str, default: str | None = None) -> str:
    value = asked.get(key, default)
    if not isinstance(value, str):
        raise ArgmapError(f"a message to the editor needs a text as its `{key}`")
    return value


def _on_page(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings, worst first, with what helps on a page."""
    shown = [replace(finding, help=help_elsewhere(finding.help)) for finding in findings]
    return sorted(shown, key=lambda finding: finding.severity.rank)


def _finding_object(finding: Diagnostic, map: ArgumentMap | None, sources: SourceNames) -> _Object:
    """Return a finding, its message in parts: what it names has a text instead of an id."""
    parts = [_part_object(part, map, sources) for part in message_parts(marked_message(finding))]
    moves: list[_Object] = []
    if map is not None and "undercut_instead" in remedies_for(finding.code):
        objection = map.inferences[finding.subject]
        for inference in inferences_from_target(map, objection):
            moves.append({"to": inference.id, "text": shorten(map.claims[inference.target].text)})
    return {**finding.to_dict(), "parts": parts, "moves": moves}


def _part_object(part: Part, map: ArgumentMap | None, sources: SourceNames) -> str | _Object:
    """Return words, `{"claim": id, "text": "…"}` or `{"text": "…"}`, as a page shows them."""
    if part.kind is MessagePart.WORDS:
        return part.text
    text = text_named(part, map, sources)
    if not text:
        return f"`{part.text}`"
    named: _Object = {"text": shorten(text)}
    return {"claim": part.text, **named} if part.kind is MessagePart.CLAIM else named


def _edit_object(edit: Edit) -> _Object:
    place = edit.span._asdict()
    del place["file"]
    return {**place, "text": edit.text}


def picture_of(map: ArgumentMap) -> _Object:
    """Return what the editor draws a map from.

    Raises:
        ArgmapError: the map is too large.
    """
    contents = page_contents(map, map, PictureOptions())
    words = words_for(map.language)
    return {
        "language": words.tag,
        "is_rtl": words.rtl,
        "title": map.title,
        "places": _places_in(contents.judged),
        "map": contents.data,
        **written_parts(contents.judged),
        "legend": contents.picture.legend,
        "patterns": contents.picture.patterns,
    }


def _native_copy(text: str, name: str, format: str) -> tuple[str, str, str]:
    """Return a text in the native format, its name and that format.

    Raises:
        ArgmapError: it cannot be read.
    """
    _must_be_short(text)
    reading = formats.parse(text, name, format, ReadingOptions(sandbox=True))
    if reading.map is None:
        raise ArgmapError(f"{name} cannot be read: {reading.diagnostics[0].message}")
    copy = formats.write(reading.map, "native").data.decode()
    return copy, f"{Path(name).stem}.yaml", "native"


def _converted(text: str, format: str) -> _Object:
    """Return a list, or a map in any format, as a text in a format that can be edited.

    Raises:
        ArgmapError: it cannot be read, or is too large.
    """
    _must_be_short(text)
    text = text.removeprefix(_BYTE_ORDER_MARK)
    reading = _pasted(text, format)
    map = reading.map
    if map is None:
        raise ArgmapError(_why_unreadable(reading))
    must_be_small("the text", map)
    notes = _notes_on(reading)
    if reading.format == format:
        return {"converted": text, "notes": notes}
    result = formats.write(map, format)
    return {"converted": result.data.decode(), "notes": [*notes, *result.notes]}


def _pasted(text: str, format: str) -> Reading:
    """Return what a text is: a map in its format, or else a list in that of the file."""
    options = ReadingOptions(sandbox=True)
    has_words = any(character.isalnum() for character in text)
    # Nothing but hyphens would be YAML.
    reading = formats.parse(text, _PASTED, "" if has_words else "text", options)
    if reading.format not in ("", *LISTS_IN_TEXT):
        return reading
    if not reading.format:
        reading = formats.parse(text, _PASTED, "text", options)
    if format in LISTS_IN_TEXT and format != reading.format:
        # Of what is a list in plain text, Markdown may have less.
        as_file = formats.parse(text, _PASTED, format, options)
        if _has_same_claims(as_file, reading):
            return as_file
    return reading


def _why_unreadable(reading: Reading) -> str:
    """Return why a pasted text cannot be read, and what to do."""
    problem = reading.diagnostics[0]
    help = f"; {problem.help}" if problem.help else ""
    if reading.format in LISTS_IN_TEXT:
        return f"this text does not contain a list{help}"
    place = f" (line {problem.span.line})" if problem.span else ""
    return f"this map cannot be read: {problem.message}{place}{help}"


def _has_same_claims(reading: Reading, other: Reading) -> bool:
    map, other_map = reading.map, other.map
    if map is None or other_map is None:
        return other_map is None
    return is_same_map(map, other_map)


def _notes_on(reading: Reading) -> list[str]:
    """Return what a person should look at before a text that was read is used."""
    notes: list[str] = []
    for finding in reading.diagnostics:
        if finding.severity is Severity.NOTE and finding.code != MIXED_BULLETS:
            continue
        note = finding.message
        if finding.span and finding.code not in (LOSS, MIXED_BULLETS):
            note = f"line {finding.span.line}: {note}"
        notes.append(f"{note}; {finding.help}" if finding.help else note)
    more = len(notes) - _MOST_NOTES
    if more > 0:
        notes[_MOST_NOTES:] = [f"and {count(more, 'more note')}"]
    return notes


def _places_in(map: ArgumentMap) -> list[_Object | None]:
    """Return where the texts of all claims are."""
    return [_place_of(claim) for claim in map.claims.values()]


def _place_of(claim: Claim) -> _Object | None:
    """Return where the text of a claim is."""
    span = claim.at("text")
    return None if span is None else dict(span._asdict())


def _saved(reading: Reading, format: str) -> _Object:
    """Return the map in a format, as base64."""
    row = formats.format_named(format, formats.writable_formats())
    if reading.map is None:
        raise ArgmapError(f"the text has errors; fix them before you save it as {row.name}")
    result = formats.write(reading.map, row.name)
    path = Path(reading.name)
    data = b64encode(result.data).decode("ascii")
    return {"name": path.stem + row.endings[0], "data": data, "notes": result.notes}
