"""The server for assistants: messages of the Model Context Protocol, one per line, over stdio.

    {"jsonrpc": "2.0", "id": 3, "method": "tools/call",
     "params": {"name": "check", "arguments": {"text": "claims: …"}}}
    → {"jsonrpc": "2.0", "id": 3,
       "result": {"content": [{"type": "text", "text": "{…}"}], "structuredContent": {…}}}

The package `mcp` speaks the protocol. What is here reads and writes the lines, so that a bad line
gets an answer, and connects the protocol with argmap. Each call of a tool has a process of its own
(`tool_process`), so that the others need not wait for it.
"""

from __future__ import annotations

import json
import logging
import os
import signal
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from importlib.metadata import version
from subprocess import PIPE, Popen
from threading import Thread
from typing import Any, TypeAlias

import anyio
import mcp_types as protocol
from anyio.from_thread import BlockingPortal
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from anyio.to_thread import run_sync as in_thread
from mcp import MCPError
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.shared.message import SessionMessage
from pydantic import ValidationError

from argmap.integrations.assistants import guidance
from argmap.integrations.assistants.served_folder import ServedFolder
from argmap.integrations.assistants.tool_call import ToolAnswer
from argmap.integrations.assistants.tool_process import answer_of, command, message_of
from argmap.integrations.assistants.tool_table import Tool, must_be_on, tools_for
from argmap.util.errors import ArgmapError, Failure
from argmap.util.spelling import no_such
from argmap.util.text import shorten

_Context: TypeAlias = ServerRequestContext[Any, Any]
_Paged: TypeAlias = protocol.PaginatedRequestParams | None
_Message: TypeAlias = SessionMessage | Exception

_LONGEST_LINE = 64_000_000
"""How many bytes a message may have. A text that is too long for a tool is refused by the tool,
since its answer says which call is meant.
"""
_AT_ONCE = 1 << 16
_PROCESSES = min(os.cpu_count() or 1, 20)
"""How many tools work at once; the others wait. Of the threads of anyio, half are left."""


def serve(folder: ServedFolder) -> None:
    """Answer an assistant until it closes standard input.

    Raises:
        KeyboardInterrupt: somebody has ended it by Ctrl-C.
    """
    # What goes wrong is in the answers; a log would show it to the user as an error of the server.
    logging.getLogger("mcp").addHandler(logging.NullHandler())
    logging.getLogger("mcp").propagate = False
    if anyio.run(_serve, _Assistance(folder)):
        raise KeyboardInterrupt


async def _serve(assistance: _Assistance) -> bool:
    """Serve until the end of the input; return whether it was Ctrl-C that ended it."""
    interrupted = anyio.Event()
    # What something else prints must not get between the messages.
    output = os.dup(1)
    os.dup2(2, 1)
    async with anyio.create_task_group() as watching:
        watching.start_soon(_wait_for_interruption, interrupted, watching.cancel_scope)
        server = assistance.server()
        incoming, to_read = anyio.create_memory_object_stream[_Message]()
        outgoing, to_write = anyio.create_memory_object_stream[SessionMessage]()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_read_messages, incoming, outgoing.clone())
            tasks.start_soon(_write_messages, to_write, output, tasks.cancel_scope)
            await server.run(to_read, outgoing, server.create_initialization_options())
        watching.cancel_scope.cancel()
    return interrupted.is_set()


async def _wait_for_interruption(interrupted: anyio.Event, serving: anyio.CancelScope) -> None:
    """End what is served on Ctrl-C: an exception amid its tasks would be shown as a fault."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        return
    with suppress(NotImplementedError), anyio.open_signal_receiver(signal.SIGINT) as signals:
        async for _ in signals:
            interrupted.set()
            serving.cancel()


# --- lines ---


async def _read_messages(
    incoming: MemoryObjectSendStream[_Message], outgoing: MemoryObjectSendStream[SessionMessage]
) -> None:
    """Hand on the messages on standard input; what is not a message gets an answer."""
    sent, received = anyio.create_memory_object_stream[bytes]()
    async with incoming, outgoing, received, BlockingPortal() as portal:
        # Not a thread of anyio: Python would wait for it at the end, while it waits for input.
        Thread(target=_read_input, args=(portal, sent), daemon=True).start()
        async for line in _lines_in(received):
            try:
                message = protocol.jsonrpc_message_adapter.validate_json(line, by_name=False)
            except ValidationError:
                await outgoing.send(_error_about(line))
            else:
                await incoming.send(SessionMessage(message))


async def _lines_in(received: MemoryObjectReceiveStream[bytes]) -> AsyncIterator[bytes]:
    """Yield the lines in what is read that are not empty; b"" is one that is too long."""
    line = bytearray()
    is_too_long = False
    async for data in received:
        *ended, rest = data.split(b"\n")
        for piece in ended:
            line += piece
            if is_too_long:
                yield b""
            elif line.strip():
                yield bytes(line)
            line.clear()
            is_too_long = False
        line += rest
        if len(line) > _LONGEST_LINE:
            line.clear()
            is_too_long = True


_ENDED = (RuntimeError, CancelledError, anyio.BrokenResourceError, anyio.ClosedResourceError)
"""What a thread meets whose server has ended, or ends just then."""


def _read_input(portal: BlockingPortal, sent: MemoryObjectSendStream[bytes]) -> None:
    """Hand on what comes from standard input until its end, or until the server ends."""
    with suppress(*_ENDED):
        while data := os.read(0, _AT_ONCE):
            portal.call(sent.send, data)
        portal.call(sent.aclose)


def _error_about(line: bytes) -> SessionMessage:
    """Return the answer to a line that is not a message."""
    id: object = None
    code = protocol.PARSE_ERROR
    said = f"a message must be shorter than {_LONGEST_LINE:,} bytes"
    if line:
        said = "each line must be a message in JSON"
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            message = None
        if message is not None:
            code = protocol.INVALID_REQUEST
            said = 'a message must be a JSON object with `"jsonrpc": "2.0"` and a `method`'
            id = message.get("id") if isinstance(message, dict) else None
    error = protocol.ErrorData(code=code, message=said)
    known_id = id if isinstance(id, int | str) and not isinstance(id, bool) else None
    return SessionMessage(protocol.JSONRPCError(jsonrpc="2.0", id=known_id, error=error))


async def _write_messages(
    to_write: MemoryObjectReceiveStream[SessionMessage], output: int, serving: anyio.CancelScope
) -> None:
    """Write messages as lines; when nobody reads them any more, the server ends."""
    async with to_write:
        async for each in to_write:
            line = each.message.model_dump_json(by_alias=True, exclude_unset=True) + "\n"
            try:
                await in_thread(_write_all, output, line.encode(), abandon_on_cancel=True)
            except OSError:
                serving.cancel()


def _write_all(output: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(output, rest) :]


# --- what the protocol asks ---


class _Assistance:
    """What argmap answers to the requests of the protocol."""

    def __init__(self, folder: ServedFolder) -> None:
        self._folder = folder
        self._tools = tools_for(folder)
        self._command = command()
        self._processes = anyio.Semaphore(_PROCESSES)

    def server(self) -> Server[Any]:
        """Return what speaks the protocol, with the answers."""
        return Server(
            "argmap",
            version=version("argmap"),
            title="argmap: argument maps",
            instructions=guidance.instructions(self._folder),
            on_list_tools=self._list_tools,
            on_call_tool=self._call_tool,
            on_list_resources=self._list_resources,
            on_list_resource_templates=self._list_resource_templates,
            on_read_resource=self._read_resource,
            on_list_prompts=self._list_prompts,
            on_get_prompt=self._get_prompt,
        )

    async def _list_tools(self, _: _Context, __: _Paged) -> protocol.ListToolsResult:
        tools = [_described(name, tool) for name, tool in self._tools.items()]
        return protocol.ListToolsResult(tools=tools)

    async def _call_tool(
        self, _: _Context, asked: protocol.CallToolRequestParams
    ) -> protocol.CallToolResult:
        if asked.name not in self._tools:
            with _problems_as_refusals():
                must_be_on(asked.name)
                raise Failure(no_such("tool", shorten(asked.name), self._tools))
        message = message_of(asked.name, asked.arguments or {}, self._folder)
        async with self._processes:
            process = Popen(  # noqa: S603 - the program is ours, and there is no shell
                self._command, stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=self._folder.root or None
            )
            async with anyio.create_task_group() as call:
                call.start_soon(_kill_at_the_end, process)
                output, errors = await in_thread(process.communicate, message)
                call.cancel_scope.cancel()
        return _result(answer_of(process.returncode, output, errors))

    async def _list_resources(self, _: _Context, __: _Paged) -> protocol.ListResourcesResult:
        pages = guidance.PAGES.items()
        resources = [protocol.Resource(uri=uri, **page.about) for uri, page in pages]
        return protocol.ListResourcesResult(resources=resources)

    async def _list_resource_templates(
        self, _: _Context, __: _Paged
    ) -> protocol.ListResourceTemplatesResult:
        pages = guidance.PAGES_OF_ONE.items()
        templates = [
            protocol.ResourceTemplate(uri_template=uri, **page.about) for uri, page in pages
        ]
        return protocol.ListResourceTemplatesResult(resource_templates=templates)

    async def _read_resource(
        self, _: _Context, asked: protocol.ReadResourceRequestParams
    ) -> protocol.ReadResourceResult:
        with _problems_as_refusals():
            page, text = guidance.read(asked.uri)
        contents = protocol.TextResourceContents(uri=asked.uri, mime_type=page.mime_type, text=text)
        return protocol.ReadResourceResult(contents=[contents])

    async def _list_prompts(self, _: _Context, __: _Paged) -> protocol.ListPromptsResult:
        prompts: list[protocol.Prompt] = []
        for name, prompt in guidance.PROMPTS.items():
            about, said = prompt.about
            arguments = [protocol.PromptArgument(name=about, description=said, required=True)]
            for other, said in prompt.others.items():
                arguments.append(protocol.PromptArgument(name=other, description=said))
            prompts.append(
                protocol.Prompt(
                    name=name, title=prompt.title, description=prompt.description,
                    arguments=arguments,
                )
            )  # fmt: skip
        return protocol.ListPromptsResult(prompts=prompts)

    async def _get_prompt(
        self, _: _Context, asked: protocol.GetPromptRequestParams
    ) -> protocol.GetPromptResult:
        with _problems_as_refusals():
            text = guidance.fill_in(asked.name, asked.arguments or {}, self._folder)
        content = protocol.TextContent(text=text)
        message = protocol.PromptMessage(role="user", content=content)
        description = guidance.PROMPTS[asked.name].description
        return protocol.GetPromptResult(description=description, messages=[message])


async def _kill_at_the_end(process: Popen[bytes]) -> None:
    """Kill the process of a call that is cancelled, or whose assistant goes away."""
    try:
        await anyio.sleep_forever()
    finally:
        process.kill()


@contextmanager
def _problems_as_refusals() -> Iterator[None]:
    """Refuse a request whose parameters are wrong."""
    try:
        yield
    except ArgmapError as problem:
        raise MCPError(code=protocol.INVALID_PARAMS, message=str(problem)) from None


def _described(name: str, tool: Tool) -> protocol.Tool:
    annotations = protocol.ToolAnnotations(
        read_only_hint=not tool.writes,
        destructive_hint=tool.writes,
        idempotent_hint=True,
        open_world_hint=False,
    )
    return protocol.Tool(
        name=name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema,
        output_schema=tool.output_schema,
        annotations=annotations,
    )


def _result(answer: ToolAnswer) -> protocol.CallToolResult:
    """Return an answer as data and, for clients that know no data, as text."""
    text = json.dumps(answer.content, ensure_ascii=False)
    content: list[protocol.ContentBlock] = [protocol.TextContent(text=text)]
    if answer.png:
        data = b64encode(answer.png).decode()
        content.append(protocol.ImageContent(data=data, mime_type="image/png"))
    return protocol.CallToolResult(
        content=content, structured_content=answer.content, is_error=answer.is_refused
    )
