"""An editor for the tests of the language server: a real client, which starts `argmap lsp` and talks to it.

The texts of its files are its own: what it changes, it changes here and sends to the server.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Thread
from typing import Any, TypeVar

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient

from tests.conftest import ROOT
from tests.run import PATIENCE

Answer = TypeVar("Answer")

UTF_16 = types.PositionEncodingKind.Utf16


def units(text: str, encoding: str = UTF_16) -> int:
    """Return how long a text is in the units in which an editor counts."""
    codec, size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[
        getattr(encoding, "value", encoding)
    ]
    return len(text.encode(codec, "surrogatepass")) // size


def position(text: str, offset: int, encoding: str = UTF_16) -> types.Position:
    """Return an offset in a text as an editor counts it."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return types.Position(before.count("\n"), units(before.rpartition("\n")[2], encoding))


class File:
    """A file that is open in the editor."""

    def __init__(self, editor: EditorClient, uri: str, text: str) -> None:
        self._editor = editor
        self.uri = uri
        self.text = text
        self.version = 1
        self.id = types.TextDocumentIdentifier(uri)

    # --- changes ---

    def replace(self, start: int, end: int, text: str) -> None:
        """Replace a stretch of the text, by offsets."""
        positions = (self._position(start), self._position(end))
        self.text = self.text[:start] + text + self.text[end:]
        self.send(types.TextDocumentContentChangePartial(types.Range(*positions), text))

    def type(self, old: str, new: str) -> None:
        """Replace a passage that the text has once."""
        assert self.text.count(old) == 1, old
        start = self.text.index(old)
        self.replace(start, start + len(old), new)

    def write(self, text: str) -> None:
        """Replace the whole text."""
        self.text = text
        self.send(types.TextDocumentContentChangeWholeDocument(text))

    def send(self, *changes: types.TextDocumentContentChangeEvent, version: int = 0) -> None:
        """Send changes, which may be wrong."""
        self.version = self.version if version else self.version + 1
        changed = types.VersionedTextDocumentIdentifier(version or self.version, self.uri)
        self._editor.notify(
            types.TEXT_DOCUMENT_DID_CHANGE, types.DidChangeTextDocumentParams(changed, changes)
        )

    def close(self) -> None:
        self._editor.notify(
            types.TEXT_DOCUMENT_DID_CLOSE, types.DidCloseTextDocumentParams(self.id)
        )

    # --- questions ---

    def findings(self) -> list[str]:
        """Return what the server finds in the present text: `3:5-3:9 error unknown-claim`, as people count."""
        return [_describe(each) for each in self.diagnostics()]

    def diagnostics(self) -> Sequence[types.Diagnostic]:
        return self._editor.published(self.uri, self.version)

    def at(self, passage: str, *, after: bool = False, number: int = 1) -> types.Position:
        """Return where a passage begins, or ends; the first, or another by its number."""
        start = -1
        for _ in range(number):
            start = self.text.index(passage, start + 1)
        return self._position(start + len(passage) * after)

    def hover(self, passage: str, number: int = 1) -> str:
        """Return what is shown where a passage begins."""
        place = self.at(passage, number=number)
        answer = self._editor.ask(types.TEXT_DOCUMENT_HOVER, types.HoverParams(self.id, place))
        return "" if answer is None else str(answer.contents.value)

    def completions(self, passage: str) -> list[str]:
        """Return what can come behind a passage."""
        answer = self._editor.ask(
            types.TEXT_DOCUMENT_COMPLETION,
            types.CompletionParams(self.id, self.at(passage, after=True)),
        )
        return [] if answer is None else [item.label for item in answer.items]

    def definition(self, passage: str, number: int = 1) -> list[str]:
        """Return where the part is declared that is named where a passage begins."""
        place = self.at(passage, number=number)
        answer = self._editor.ask(
            types.TEXT_DOCUMENT_DEFINITION, types.DefinitionParams(self.id, place)
        )
        return [_place(location) for location in answer]

    def references(self, passage: str, *, with_declaration: bool = True) -> list[str]:
        context = types.ReferenceContext(with_declaration)
        answer = self._editor.ask(
            types.TEXT_DOCUMENT_REFERENCES,
            types.ReferenceParams(context, self.id, self.at(passage)),
        )
        return [_place(location) for location in answer]

    def rename(self, passage: str, new: str) -> None:
        """Give the part another id that is named where a passage begins, in all files."""
        edit = self._editor.ask(
            types.TEXT_DOCUMENT_RENAME, types.RenameParams(self.id, self.at(passage), new)
        )
        self._editor.apply(edit)

    def format(self) -> None:
        """Format the file."""
        options = types.FormattingOptions(tab_size=2, insert_spaces=True)
        edits = self._editor.ask(
            types.TEXT_DOCUMENT_FORMATTING, types.DocumentFormattingParams(self.id, options)
        )
        document = types.OptionalVersionedTextDocumentIdentifier(self.id.uri, self.version)
        changes = [types.TextDocumentEdit(document, edits)]
        self._editor.apply(types.WorkspaceEdit(document_changes=changes))

    def symbols(self) -> list[str]:
        """Return the outline, each entry indented below what it is in."""
        answer = self._editor.ask(
            types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(self.id)
        )
        return list(_outline(answer, ""))

    def hints(self) -> list[str]:
        """Return the lines of the text that have hints, with these behind what they are about."""
        whole = types.Range(types.Position(0, 0), self._position(len(self.text)))
        answer = self._editor.ask(
            types.TEXT_DOCUMENT_INLAY_HINT, types.InlayHintParams(self.id, whole)
        )
        lines = self.text.splitlines()
        return [
            f"{lines[hint.position.line][: hint.position.character].strip()} [{hint.label}]"
            for hint in answer
        ]

    def actions(self, passage: str = "", only: Sequence[str] = ()) -> list[types.CodeAction]:
        """Return the actions in a passage, or in the whole text."""
        start = self.text.index(passage)
        end = start + len(passage or self.text)
        context = types.CodeActionContext([], only or None)
        answer = self._editor.ask(
            types.TEXT_DOCUMENT_CODE_ACTION,
            types.CodeActionParams(
                self.id, types.Range(self._position(start), self._position(end)), context
            ),
        )
        return list(answer)

    def carry_out(self, title: str, passage: str = "") -> None:
        """Carry out the action with a title in a passage, or in the whole text."""
        [action] = [action for action in self.actions(passage) if action.title == title]
        if action.edit is None:
            action = self._editor.ask(types.CODE_ACTION_RESOLVE, action)
        assert action.edit is not None
        self._editor.apply(action.edit)

    def command_for_page(self, line: int = 1) -> types.ExecuteCommandParams:
        """Return what asks for the interactive page of the map around a line, as people count."""
        return types.ExecuteCommandParams("argmap.page", [self.uri, line - 1])

    def page(self, line: int = 1) -> str | None:
        page: str | None = self._editor.ask(
            types.WORKSPACE_EXECUTE_COMMAND, self.command_for_page(line)
        )
        return page

    def text_on_server(self) -> str:
        return str(self._editor.ask("argmap/fileText", {"uri": self.uri}))

    def _position(self, offset: int) -> types.Position:
        return position(self.text, offset, self._editor.encoding)


class EditorClient:
    """An editor, which runs in a thread of its own."""

    def __init__(self, encodings: Sequence[str] = (UTF_16,), folder: Path = ROOT) -> None:
        self.encoding = encodings[0]
        self.files: dict[str, File] = {}
        self._encodings = encodings
        self.folder = folder
        self._published: dict[str, types.PublishDiagnosticsParams] = {}
        self._has_published = Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever)
        self.client = LanguageClient(converter_factory=default_converter)

        def take(params: types.PublishDiagnosticsParams) -> None:
            with self._has_published:
                self._published[params.uri] = params
                self._has_published.notify_all()

        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(take)
        self.client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _params: None)
        self.refreshes = 0

        def refresh(_params: None) -> None:
            self.refreshes += 1

        self.client.feature(types.WORKSPACE_INLAY_HINT_REFRESH)(refresh)

    def start(self) -> None:
        self._thread.start()
        capabilities = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=self._encodings),
            workspace=types.WorkspaceClientCapabilities(
                workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
                did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                    dynamic_registration=True
                ),
                inlay_hint=types.InlayHintWorkspaceClientCapabilities(refresh_support=True),
            ),
            text_document=types.TextDocumentClientCapabilities(
                publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
                    related_information=True
                ),
            ),
        )
        self._run(self.client.start_io(sys.executable, "-m", "argmap", "lsp", cwd=self.folder))
        params = types.InitializeParams(capabilities, root_uri=self.folder.as_uri())
        self.initialized = self._run(self.client.initialize_session(params))

    def stop(self) -> int | None:
        """End the server, and return its exit code."""
        client: Any = self.client  # not all of it has types
        self._run(client.shutdown_session())
        self._run(client.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        process = self.client._server
        return None if process is None else process.returncode

    def open(
        self, name: str, text: str, language: str = "argmap", *, on_disk: bool = False
    ) -> File:
        """Open a file of the folder, saved or not."""
        path = self.folder / name
        if on_disk:
            path.write_text(text, encoding="utf-8", newline="")
        return self.open_uri(path.as_uri(), text, language)

    def open_uri(self, uri: str, text: str, language: str) -> File:
        file = self.files[uri] = File(self, uri, text)
        with self._has_published:
            self._published.pop(uri, None)
        item = types.TextDocumentItem(uri, language, file.version, text)
        self.notify(types.TEXT_DOCUMENT_DID_OPEN, types.DidOpenTextDocumentParams(item))
        return file

    def uri(self, name: str) -> str:
        """Return how a file of the folder is named."""
        return (self.folder / name).as_uri()

    def forget(self, file: File) -> None:
        """Forget what was found in a file, so that it is waited for what is found next."""
        with self._has_published:
            del self._published[file.uri]

    def close_all(self) -> None:
        for file in self.files.values():
            file.close()
        self.files.clear()

    def ask(self, method: str, params: object) -> Any:
        protocol: Any = self.client.protocol
        return self._run(protocol.send_request_async(method, params))

    def ask_later(self, method: str, params: object) -> Future[Any]:
        """Ask without waiting for the answer."""
        protocol: Any = self.client.protocol
        asked = protocol.send_request_async(method, params)
        return asyncio.run_coroutine_threadsafe(asked, self._loop)

    def notify(self, method: str, params: object) -> None:
        async def send() -> None:
            self.client.protocol.notify(method, params)

        self._run(send())

    def apply(self, edit: types.WorkspaceEdit) -> None:
        """Make edits in open files, from the last to the first, as editors do."""
        for change in edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            file = self.files[change.text_document.uri]
            assert change.text_document.version == file.version
            text = file.text
            for each in sorted(change.edits, key=lambda edit: edit.range.start, reverse=True):
                assert isinstance(each, types.TextEdit)
                start, end = (
                    self.offset(text, place) for place in (each.range.start, each.range.end)
                )
                text = text[:start] + each.new_text + text[end:]
            file.write(text)

    def offset(self, text: str, place: types.Position) -> int:
        """Return the offset of a place in a text."""
        offset = 0
        for line in text.splitlines(keepends=True)[: place.line]:
            offset += len(line)
        end = offset
        while units(text[offset:end], self.encoding) < place.character:
            end += 1
        return end

    def published(self, uri: str, version: int | None) -> Sequence[types.Diagnostic]:
        """Return what the server has found in a version of a file, as soon as it has."""

        def is_there() -> bool:
            return uri in self._published and self._published[uri].version == version

        with self._has_published:
            assert self._has_published.wait_for(is_there, PATIENCE)
            return self._published[uri].diagnostics

    def _run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)


@contextmanager
def editor(encodings: Sequence[str] = (UTF_16,), folder: Path = ROOT) -> Iterator[EditorClient]:
    """Yield an editor whose server ends with the context, as it should."""
    started = EditorClient(encodings, folder)
    started.start()
    try:
        yield started
    finally:
        code = started.stop()
    assert code == 0


def _describe(diagnostic: types.Diagnostic) -> str:
    start, end = diagnostic.range.start, diagnostic.range.end
    severity = types.DiagnosticSeverity(diagnostic.severity or 1).name.lower()
    where = f"{start.line + 1}:{start.character + 1}-{end.line + 1}:{end.character + 1}"
    return f"{where} {severity} {diagnostic.code}"


def _place(location: types.Location) -> str:
    start, end = location.range.start, location.range.end
    name = location.uri.rpartition("/")[2]
    return f"{name} {start.line + 1}:{start.character + 1}-{end.line + 1}:{end.character + 1}"


def _outline(symbols: Sequence[types.DocumentSymbol], indent: str) -> Iterator[str]:
    for symbol in symbols:
        detail = f" ({symbol.detail})" if symbol.detail else ""
        yield f"{indent}{symbol.name}{detail}"
        yield from _outline(symbol.children or (), f"{indent}  ")
