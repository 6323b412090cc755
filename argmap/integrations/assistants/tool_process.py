"""Each call of a tool in a process of its own, within limits of memory and of computing time.

So a call that is cancelled ends at once, one that takes too long ends, what a library does where
there is no memory ends that process alone, and nothing that is printed reaches the assistant.
"""

from __future__ import annotations

import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping

from argmap.integrations.assistants.served_folder import ServedFolder
from argmap.integrations.assistants.tool_call import ToolAnswer
from argmap.util.errors import OUT_OF_MEMORY, describe_bug, is_out_of_memory
from argmap.util.limits import Limit

_CHILD = (
    "import sys; sys.path[:] = sys.argv[1:];"
    " from argmap.integrations.assistants.tool_process import answer_call; answer_call()"
)

_USED_UP = -24
"""How the process ends that has computed for too long: by SIGXCPU, which Windows does not know."""

_NO_MEMORY = (-6, -7, -9, -11)
"""How it ends that gets no memory: by SIGABRT, SIGBUS, SIGKILL or SIGSEGV."""


def command() -> list[str]:
    """Return the command that answers a call: its standard input is `message_of` the call."""
    # A child works in another folder, from which no module may be imported.
    return [sys.executable, "-c", _CHILD, *map(os.path.abspath, sys.path)]


def message_of(tool: str, arguments: Mapping[str, object], folder: ServedFolder) -> bytes:
    """Return what the process of a call reads."""
    call = {"tool": tool, "arguments": arguments, "folder": folder}
    return json.dumps(call).encode()


def answer_call() -> None:
    """Read a call from standard input, and write the answer to standard output."""
    from argmap.util.children import limit_this_process

    limit_this_process(Limit.ANSWER.most)
    # What else is printed must not get between the parts of the answer.
    out = os.dup(1)
    os.dup2(2, 1)
    call = json.loads(sys.stdin.buffer.read())
    answer = _answer(call["tool"], call["arguments"], ServedFolder(*call["folder"]))
    message = {**answer._asdict(), "png": b64encode(answer.png).decode()}
    # Half of a surrogate pair, which a map can hold, has no bytes in UTF-8.
    data = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")
    with os.fdopen(out, "wb") as stream:
        stream.write(data)


def _answer(tool: str, arguments: Mapping[str, object], folder: ServedFolder) -> ToolAnswer:
    from argmap.integrations.assistants.tool_table import use_tool

    try:
        return use_tool(tool, arguments, folder)
    except Exception as bug:  # noqa: BLE001 - the last resort: a model reads a sentence, not a traceback
        said = OUT_OF_MEMORY if is_out_of_memory(bug) else describe_bug(bug)
        return ToolAnswer({"problem": said}, is_refused=True)


def answer_of(code: int, data: bytes, errors: bytes) -> ToolAnswer:
    """Return the answer that a process gave, or why it ended without one."""
    if code == 0:
        answer = json.loads(data)
        return ToolAnswer(answer["content"], answer["is_refused"], b64decode(answer["png"]))
    if code == _USED_UP:
        problem = f"this takes too long; ask about a part of the map ({Limit.ANSWER.in_words()})"
    elif code in _NO_MEMORY:
        problem = OUT_OF_MEMORY
    else:
        last_line = errors.decode(errors="replace").strip().rpartition("\n")[2]
        problem = f"this is a bug in argmap; please report it: exit {code}, {last_line}"
    return ToolAnswer({"problem": problem}, is_refused=True)
