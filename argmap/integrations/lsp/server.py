"""The language server: hears an editor, asks the modules beside this one, and answers.

Only the protocol goes to standard output. The log is standard error.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.uris import from_fs_path, to_fs_path

from argmap.integrations.lsp import messages
from argmap.integrations.lsp.actions import (
    Action,
    actions_at,
    actions_on,
    can_be_changed,
    edits_of,
)
from argmap.integrations.lsp.completion import completions
from argmap.integrations.lsp.documents import Change, Document, OpenDocuments
from argmap.integrations.lsp.fixes import (
    findings_in,
    fix_all,
    format_edits,
    has_safe_fixes,
    quick_fixes,
)
from argmap.integrations.lsp.hover import hover, why
from argmap.integrations.lsp.maps import Maps, OpenMap, Spot
from argmap.integrations.lsp.navigation import definition, references
from argmap.integrations.lsp.pages import page_of
from argmap.integrations.lsp.positions import Encoding, Position
from argmap.integrations.lsp.protocol import (
    REQUEST_FAILED,
    Protocol,
    Server,
    log,
    log_in_sentences,
)
from argmap.integrations.lsp.renaming import passage_to_rename, rename
from argmap.integrations.lsp.symbols import symbols
from argmap.integrations.lsp.verdict_hints import verdict_hints
from argmap.model import Diagnostic, Edit, Safety, Span
from argmap.util.errors import ArgmapError, describe_bug

Params = TypeVar("Params")

_SECONDS_OF_REST = 0.1
"""How long nobody must have typed before the maps are checked."""

_INTERRUPTED = 130
FILE_TEXT = "argmap/fileText"
"""Asks for the text that the server has of a file: {"uri": "file:///map.yaml"} → "claims: …"."""

_FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.argmap"
_CHANGE = types.CodeActionKind.RefactorRewrite.value
_PAGE = "argmap.page"
"""Asks for the interactive page of the map around a line, counted from 0: `[uri, line]`. The answer
is HTML, or null while there is no map without errors.
"""

_WATCHED = "**/*.{yaml,yml,bib,txt,md,json,argdown,toml}"
"""The files that open maps may refer to."""


def serve() -> int:
    """Serve an editor on standard input and output, and return the exit code."""
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever is printed does not get into the protocol
    log_in_sentences()
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        # A thread waits for the editor, and would not end by itself.
        signal.signal(signal.SIGINT, lambda _signal, _frame: os._exit(_INTERRUPTED))
    server = Server("argmap", version("argmap"), protocol_cls=Protocol)
    _Answers(server).register()
    server.start_io(sys.stdin.buffer, output)
    # As the protocol has it: an editor shuts the server down before it ends it.
    was_shut_down = isinstance(server.protocol, Protocol) and server.protocol.was_shut_down
    return 0 if was_shut_down else 1


class _AtPosition(typing.Protocol):
    """What an editor asks about a place."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


class _Answers:
    """What is answered to an editor."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._documents = OpenDocuments()
        self._maps = Maps(self._documents)
        self._published: set[str] = set()
        self._waiting: asyncio.TimerHandle | None = None

    def register(self) -> None:
        """Let the server ask this for answers."""
        heard: dict[str, Callable[[Any], None]] = {
            types.INITIALIZED: self.watch_files,
            types.TEXT_DOCUMENT_DID_OPEN: self.open,
            types.TEXT_DOCUMENT_DID_CHANGE: self.change,
            types.TEXT_DOCUMENT_DID_CLOSE: self.close,
            types.TEXT_DOCUMENT_DID_SAVE: self.read_files_again,
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: self.read_files_again,
        }
        asked: dict[str, Callable[[Any], object]] = {
            types.TEXT_DOCUMENT_HOVER: self.hover,
            types.TEXT_DOCUMENT_DEFINITION: self.definition,
            types.TEXT_DOCUMENT_REFERENCES: self.references,
            types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: self.highlights,
            types.TEXT_DOCUMENT_PREPARE_RENAME: self.prepare_rename,
            types.TEXT_DOCUMENT_RENAME: self.rename,
            types.TEXT_DOCUMENT_COMPLETION: self.complete,
            types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: self.symbols,
            types.TEXT_DOCUMENT_INLAY_HINT: self.inlay_hints,
            types.INLAY_HINT_RESOLVE: self.explain_inlay_hint,
            types.TEXT_DOCUMENT_CODE_ACTION: self.code_actions,
            types.CODE_ACTION_RESOLVE: self.resolve_action,
            types.TEXT_DOCUMENT_FORMATTING: self.format,
            FILE_TEXT: self.file_text,
        }
        options: dict[str, object] = {
            types.TEXT_DOCUMENT_RENAME: types.RenameOptions(prepare_provider=True),
            types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(
                trigger_characters=[" ", "[", ",", ":"]
            ),
            types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(
                code_action_kinds=[types.CodeActionKind.QuickFix, _CHANGE, _FIX_ALL],
                resolve_provider=True,
            ),
        }
        for method, hear in heard.items():
            self._server.feature(method)(_logging_problems(hear))
        for method, answer in asked.items():
            self._server.feature(method, options.get(method))(_problems_as_answers()(answer))

        @self._server.command(_PAGE)
        async def page(uri: str, line: int) -> str | None:
            with _problems_as_answers():
                return await self.page(uri, line)

    # --- files ---

    def open(self, params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        encoding = Encoding(_plain(self._server.workspace.position_encoding or "utf-16"))
        path = _path_of(item.uri)
        document = Document(item.uri, path, item.language_id, item.version, item.text, encoding)
        self._documents.open(document)
        self._publish_soon()

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        changes: list[Change] = []
        for event in params.content_changes:
            range = None
            if isinstance(event, types.TextDocumentContentChangePartial):
                range = messages.range_of(event.range)
            changes.append(Change(range, event.text))
        item = params.text_document
        problem = self._documents.change(item.uri, changes, item.version)
        self._publish_soon()
        if problem:
            log(problem)

    def close(self, params: types.DidCloseTextDocumentParams) -> None:
        document = self._documents[params.text_document.uri]
        self._documents.close(document.uri)
        self._maps.forget(document)
        self._publish_soon()

    def watch_files(self, _params: types.InitializedParams) -> None:
        """Ask the editor to say when a file changes on disk."""
        registers = "workspace.did_change_watched_files.dynamic_registration"
        if not get_capability(self._server.client_capabilities, registers):
            return
        options = types.DidChangeWatchedFilesRegistrationOptions(
            [types.FileSystemWatcher(glob_pattern=_WATCHED)]
        )
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        self._server.client_register_capability(
            types.RegistrationParams([types.Registration("files", method, options)])
        )

    def read_files_again(self, _params: object) -> None:
        """Read what is on disk again."""
        self._maps.forget_files()
        self._publish_soon()

    # --- findings ---

    def _publish_soon(self) -> None:
        """Check the maps when nobody types any more."""
        if self._waiting is not None:
            self._waiting.cancel()
        publish = _logging_problems(self._publish)
        loop = asyncio.get_running_loop()
        self._waiting = loop.call_later(_SECONDS_OF_REST, publish, None)

    def _publish(self, _nothing: None) -> None:
        """Send the findings in all maps, and take back those of files that have none any more."""
        names = [*(document.name for document in self._documents), *self._published]
        found: dict[str, list[types.Diagnostic]] = {name: [] for name in names}
        # A file may be a part of several maps, in which the same is found.
        known: set[tuple[Span, str]] = set()
        for map in self._maps.all():
            for finding in map.findings:
                span, diagnostic = map.span_of(finding), self._diagnostic(finding, map)
                if (span, diagnostic.message) not in known:
                    known.add((span, diagnostic.message))
                    found.setdefault(span.file, []).append(diagnostic)
        if any(map.reading.texts_beside for map in self._maps.all()):
            # One file can change the verdicts in another: the editor asks for them again.
            refreshes = "workspace.inlay_hint.refresh_support"
            if get_capability(self._server.client_capabilities, refreshes):
                self._server.workspace_inlay_hint_refresh(None)
        versions = self._versions()
        for name, diagnostics in found.items():
            self._server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(self._uri_of(name), diagnostics, versions.get(name))
            )
        self._published = {name for name, diagnostics in found.items() if diagnostics}

    def _diagnostic(self, finding: Diagnostic, map: OpenMap) -> types.Diagnostic:
        relates = "text_document.publish_diagnostics.related_information"
        with_related = bool(get_capability(self._server.client_capabilities, relates))
        return messages.as_diagnostic(finding, map, self._uri_of, with_related=with_related)

    # --- answers ---

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        spot = self._spot(params)
        return hover(spot) if spot is not None else None

    def definition(self, params: types.DefinitionParams) -> list[types.Location]:
        spot = self._spot(params)
        return self._locations(spot, definition(spot)) if spot is not None else []

    def references(self, params: types.ReferenceParams) -> list[types.Location]:
        spot = self._spot(params)
        if spot is None:
            return []
        with_declaration = params.context.include_declaration
        return self._locations(spot, references(spot, with_declaration=with_declaration))

    def _locations(self, spot: Spot, spans: list[Span]) -> list[types.Location]:
        return [messages.as_location(span, spot.map, self._uri_of) for span in spans]

    def highlights(self, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        spot = self._spot(params)
        if spot is None:
            return []
        lines = spot.document.lines
        spans = [span for span in references(spot) if span.file == spot.document.name]
        return [types.DocumentHighlight(messages.as_range(span, lines)) for span in spans]

    def prepare_rename(self, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder:
        spot = self._spot_in_map(params)
        span, id = passage_to_rename(spot)
        return types.PrepareRenamePlaceholder(messages.as_range(span, spot.document.lines), id)

    def rename(self, params: types.RenameParams) -> types.WorkspaceEdit:
        spot = self._spot_in_map(params)
        return self._workspace_edit(rename(spot, params.new_name), spot.map)

    def complete(self, params: types.CompletionParams) -> types.CompletionList | None:
        spot = self._spot(params)
        return completions(spot) if spot is not None else None

    def symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        document = self._documents[params.text_document.uri]
        return [each for map in self._maps.of(document) for each in symbols(map, document.name)]

    def inlay_hints(self, params: types.InlayHintParams) -> list[types.InlayHint]:
        document = self._documents[params.text_document.uri]
        passage, uri = _passage(document, params.range), document.uri
        return [
            hint for map in self._maps.of(document) for hint in verdict_hints(map, passage, uri)
        ]

    def explain_inlay_hint(self, hint: types.InlayHint) -> types.InlayHint:
        data = hint.data if isinstance(hint.data, dict) else {}
        document = self._documents[str(data.get("uri"))]
        for map in self._maps.of(document):
            if map.reading.map is not None and data.get("claim") in map.reading.map.claims:
                hint.tooltip = why(map, str(data["claim"]))
        return hint

    def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        document = self._documents[params.text_document.uri]
        only = params.context.only
        actions: list[types.CodeAction] = []
        for map in self._maps.of(document):
            if can_be_changed(map):
                actions += self._operations(map, params)
            if _is_wanted(types.CodeActionKind.QuickFix.value, only):
                actions += self._quick_fixes(map, _passage(document, params.range))
            # Editors ask for it by its kind, or when somebody opens a list of all that can be done.
            is_automatic = params.context.trigger_kind is types.CodeActionTriggerKind.Automatic
            if (_is_wanted(_FIX_ALL, only) if only else not is_automatic) and has_safe_fixes(map):
                edit = self._workspace_edit(fix_all(map), map)
                title = "Apply all safe fixes"
                actions.append(types.CodeAction(title, _FIX_ALL, edit=edit))
        return actions

    def _operations(
        self, map: OpenMap, params: types.CodeActionParams
    ) -> Iterator[types.CodeAction]:
        """Yield what answers the findings in a passage, and what can be done about its claim."""
        passage = _passage(map.document, params.range)
        offered: list[Action] = []
        if _is_wanted(types.CodeActionKind.QuickFix.value, params.context.only):
            for finding in findings_in(map, passage):
                for action in actions_on(finding, map):
                    offered.append(action)
                    code_action = _as_code_action(action, map, types.CodeActionKind.QuickFix)
                    code_action.diagnostics = [self._diagnostic(finding, map)]
                    yield from self._with_edit(code_action)
        spot = self._maps.at(map.document, messages.position_of(params.range.start))
        if spot and passage.line == passage.end_line and _is_wanted(_CHANGE, params.context.only):
            for action in actions_at(spot):
                if action not in offered:
                    kind = types.CodeActionKind.RefactorRewrite
                    yield from self._with_edit(_as_code_action(action, map, kind))

    def _with_edit(self, code_action: types.CodeAction) -> Iterator[types.CodeAction]:
        """Yield an action as it is for an editor that asks for its edit when it is chosen.

        For others it has its edit, if it can be carried out.
        """
        resolves = "text_document.code_action.resolve_support"
        if get_capability(self._server.client_capabilities, resolves):
            yield code_action
            return
        with suppress(ArgmapError):
            yield self.resolve_action(code_action)

    def resolve_action(self, code_action: types.CodeAction) -> types.CodeAction:
        data = code_action.data if isinstance(code_action.data, dict) else {}
        [map] = self._maps.of(self._documents[str(data.get("uri"))])
        edits = edits_of(map, Action(data["title"], data["operation"], data["arguments"]))
        code_action.edit = self._workspace_edit(edits, map)
        return code_action

    def format(self, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        document = self._documents[params.text_document.uri]
        edits: list[types.TextEdit] = []
        for map in self._maps.of(document):
            if map.reading.name == document.name:
                lines = document.lines
                edits += [messages.as_text_edit(edit, lines) for edit in format_edits(map)]
        return edits

    def _quick_fixes(self, map: OpenMap, passage: Span) -> Iterator[types.CodeAction]:
        for finding, fix in quick_fixes(map, passage):
            yield types.CodeAction(
                title=fix.message[:1].upper() + fix.message[1:],
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[self._diagnostic(finding, map)],
                is_preferred=fix.safety is Safety.SAFE or None,
                edit=self._workspace_edit(fix.edits, map),
            )

    async def page(self, uri: str, line: int) -> str | None:
        document = self._documents[uri]
        spot = self._maps.at(document, Position(line, 0))
        maps = [spot.map] if spot is not None else self._maps.of(document)
        # A large page takes seconds, and nothing else waits for it.
        return await asyncio.to_thread(page_of, maps[0]) if maps else None

    def file_text(self, params: Any) -> str:
        """Return the text of an open file, for somebody who looks for a fault in an editor."""
        return self._documents[str(params.uri)].text

    # --- what answers have in common ---

    def _spot(self, params: _AtPosition) -> Spot | None:
        """Return the place in a map that an editor asks about; None outside maps."""
        document = self._documents[params.text_document.uri]
        return self._maps.at(document, messages.position_of(params.position))

    def _spot_in_map(self, params: _AtPosition) -> Spot:
        spot = self._spot(params)
        if spot is None:
            raise ArgmapError("there is no map here")
        return spot

    def _workspace_edit(self, edits: Iterable[Edit], map: OpenMap) -> types.WorkspaceEdit:
        versioned = "workspace.workspace_edit.document_changes"
        has_versions = get_capability(self._server.client_capabilities, versioned)
        versions = self._versions() if has_versions else None
        return messages.as_workspace_edit(edits, map, self._uri_of, versions)

    def _versions(self) -> dict[str, int]:
        """Return the versions of the open files, by name."""
        return {document.name: document.version for document in self._documents}

    def _uri_of(self, name: str) -> str:
        """Return how the editor names a file."""
        for document in self._documents:
            if document.name == name:
                return document.uri
        return (Path(name).is_absolute() and from_fs_path(name)) or name


def _path_of(uri: str) -> str:
    """Return where a file is on disk; "" if its address leads nowhere there."""
    with suppress(ValueError):  # as in `file://[`, or half of a surrogate pair
        path = (uri.startswith("file:") and to_fs_path(uri)) or ""
        if Path(path).is_absolute() and b"\0" not in path.encode():
            return path
    return ""


def _passage(document: Document, range: types.Range) -> Span:
    """Return a passage of a file that an editor asks about."""
    start, end = map(document.lines.place, messages.range_of(range))
    return Span(document.name, *start, *end)


def _as_code_action(action: Action, map: OpenMap, kind: types.CodeActionKind) -> types.CodeAction:
    data = {"uri": map.document.uri, **action._asdict()}
    return types.CodeAction(action.title, kind, data=data)


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Return whether an editor wants actions of a kind: `source` means `source.fixAll.argmap`,
    too.
    """
    if not only:
        return True
    wanted = [_plain(kind) for kind in only]
    return any(kind == each or kind.startswith(f"{each}.") for each in wanted)


def _plain(word: str) -> str:
    """Return a word of the protocol, which may be a member of an enumeration, as text."""
    return str(word.value) if isinstance(word, Enum) else word


def _logging_problems(hear: Callable[[Params], None]) -> Callable[[Params], None]:
    """Return what hears a notification, so that a problem goes to the log."""

    def hear_and_log(params: Params) -> None:
        try:
            hear(params)
        except ArgmapError as problem:
            log(str(problem))
        except Exception as bug:  # noqa: BLE001 - the last resort: the server lives on
            log(describe_bug(bug))

    return hear_and_log


@contextmanager
def _problems_as_answers() -> Iterator[None]:
    """Refuse a request if there is a problem in what this is entered for, or decorates."""
    try:
        yield
    except ArgmapError as problem:
        raise JsonRpcException(str(problem), REQUEST_FAILED) from None
    except Exception as bug:  # noqa: BLE001 - the last resort: the server lives on
        raise JsonRpcInternalError(describe_bug(bug)) from None
