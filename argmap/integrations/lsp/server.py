"""The language server: hears an editor, asks the modules beside this one, and answers.

What an editor sends may be wrong. Then a sentence goes to the log, which is standard error, and the
server lives on. Only the protocol goes to standard output.
"""

from __future__ import annotations

import asyncio
import sys
from importlib.metadata import version

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from argmap.integrations.lsp.documents import Document, OpenDocuments
from argmap.integrations.lsp.maps import Maps
from argmap.integrations.lsp.pages import page_at
from argmap.integrations.lsp.positions import Lines
from argmap.model import Diagnostic, Severity, Span

_SECONDS_OF_REST = 0.1
"""How long nobody must have typed before the maps are checked."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def serve() -> int:
    """Serve an editor on standard input and output, and return the exit code."""
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever else is printed does not get into the protocol
    make_server().start_io(sys.stdin.buffer, output)
    return 0


def make_server() -> LanguageServer:
    server = LanguageServer("argmap", version("argmap"))
    documents = OpenDocuments()
    maps = Maps(documents)

    def publish() -> None:
        found: dict[str, list[Diagnostic]] = {document.name: [] for document in documents}
        for map in maps.all():
            for finding in map.findings:
                file = finding.span.file if finding.span else map.reading.name
                found.setdefault(file, []).append(finding)
        uris = {document.name: document for document in documents}
        for name, findings in found.items():
            document = uris.get(name)
            if document is None:
                continue
            server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(
                    uri=document.uri,
                    version=document.version,
                    diagnostics=[as_diagnostic(each, document.lines) for each in findings],
                )
            )

    waiting: list[asyncio.TimerHandle] = []

    def publish_soon() -> None:
        for handle in waiting:
            handle.cancel()
        waiting[:] = [asyncio.get_running_loop().call_later(_SECONDS_OF_REST, publish)]

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _open(params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        documents.open(
            Document(
                item.uri, to_fs_path(item.uri) or "", item.language_id, item.version, item.text
            )
        )
        publish_soon()

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _change(params: types.DidChangeTextDocumentParams) -> None:
        item = server.workspace.get_text_document(params.text_document.uri)
        old = documents[item.uri]
        documents.open(
            Document(item.uri, old.path, old.language, item.version or 0, item.source)
        )
        publish_soon()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _close(params: types.DidCloseTextDocumentParams) -> None:
        documents.close(params.text_document.uri)
        server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=params.text_document.uri, diagnostics=[])
        )
        publish_soon()

    @server.command("argmap.page")
    def _page(uri: str, line: int = 0) -> str | None:
        return page_at([map for map in maps.all() if map.document is documents[uri]], line + 1)

    return server


def as_diagnostic(finding: Diagnostic, lines: Lines) -> types.Diagnostic:
    message = finding.message
    if finding.help:
        message += f"\n{finding.help}"
    return types.Diagnostic(
        range=as_range(finding.span, lines),
        message=message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source="argmap",
    )


def as_range(span: Span | None, lines: Lines) -> types.Range:
    if span is None:
        return types.Range(types.Position(0, 0), types.Position(0, 0))
    start, end = lines.range(span)
    return types.Range(types.Position(*start), types.Position(*end))
