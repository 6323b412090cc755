"""The protocol as pygls speaks it, made to live with editors that do not keep to it.

The texts of open files are kept by `documents`: pygls would break lines where editors do not, and
raises where an editor changes a file that is not open. What cannot be understood is answered with
an error, and goes to the log as one sentence.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidRequest,
    JsonRpcServerNotInitialized,
)
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from argmap.util.errors import ArgmapError
from argmap.util.text import one_line

REQUEST_FAILED = -32803
"""The code of the answer to a request that is right and that cannot be carried out."""


class Protocol(LanguageServerProtocol):
    """Hears an editor, and answers."""

    @property
    def was_shut_down(self) -> bool:
        """Whether the editor has said that it is about to end the server."""
        return self._shutdown

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Any:
        """Hand a file that was opened to the server alone."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Any:
        """Hand changes to a file to the server alone."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Any:
        """Hand a file that was closed to the server alone."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    @lsp_method(types.SHUTDOWN)
    async def lsp_shutdown(self, *_params: object) -> None:  # type: ignore[override]
        """Answer what was asked before: pygls would cancel it, and fail if there is anything."""
        self._shutdown = True
        asked: list[Any] = list(self._request_futures.values())
        this = asyncio.current_task()
        tasks = [each for each in asked if isinstance(each, asyncio.Task) and each is not this]
        await asyncio.gather(*tasks, return_exceptions=True)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Return a message; answer a request whose parameters are wrong."""
        if "jsonrpc" in data and type(data.get("id", 0)) not in (int, str):
            raise ArgmapError("the id of a message must be a whole number or a text")
        try:
            return super().structure_message(data)
        except JsonRpcException as problem:
            id, method = data.get("id"), data.get("method", "")
            if id is not None and method:
                self._send_response(id, error=problem.to_response_error())
            raise ArgmapError(f"the parameters of `{method}` are wrong") from None

    def handle_message(self, message: Any) -> None:
        """Carry out a message, unless it comes before the first one or after the last."""
        method = getattr(message, "method", "")
        problem: JsonRpcException | None = None
        if self._workspace is None and method not in (types.INITIALIZE, types.EXIT):
            problem = JsonRpcServerNotInitialized("`initialize` must be the first request")
        elif self._shutdown and method != types.EXIT:
            problem = JsonRpcInvalidRequest("the server was shut down")
        elif self._workspace is not None and method == types.INITIALIZE:
            problem = JsonRpcInvalidRequest("the server is initialized")
        if problem is None:
            super().handle_message(message)
            return
        log(f"{method}: {problem}")
        id = getattr(message, "id", None)
        if method and id is not None:
            self._send_response(id, error=problem.to_response_error())

    def _handle_cancel_notification(self, _id: int | str) -> None:
        """Do nothing: what is asked for is answered before the next message is read."""


class Server(LanguageServer):
    """A server that reports what goes wrong to the log."""

    def report_server_error(self, error: Exception, _source: Any) -> None:
        """Do nothing: pygls has logged the error, and an editor need not interrupt anybody."""


def log(sentence: str) -> None:
    """Write a sentence to the log."""
    print(f"argmap lsp: {one_line(sentence)}", file=sys.stderr, flush=True)


class _Sentences(logging.Handler):
    """Writes what pygls logs as sentences, without tracebacks."""

    def emit(self, record: logging.LogRecord) -> None:
        problem = record.exc_info[1] if record.exc_info is not None else None
        sentence, _, traceback = record.getMessage().partition("\n")
        if isinstance(problem, ArgmapError | JsonRpcException):
            log(str(problem))
        elif problem is not None:
            log(f"{sentence}: {problem}")
        elif not traceback:  # what has one is raised, too
            log(sentence)


def log_in_sentences() -> None:
    """Let all that is logged be written as sentences."""
    logging.basicConfig(level=logging.WARNING, handlers=[_Sentences()], force=True)
