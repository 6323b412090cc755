"""The tools that write maps: one saves a new map, the other carries out an operation on one."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from argmap.documents.claim_names import find_claim
from argmap.editing import OPERATIONS, Session
from argmap.integrations.assistants.map_findings import apply_changes, check_reading
from argmap.integrations.assistants.tool_call import ToolAnswer, ToolCall
from argmap.model import ArgumentMap
from argmap.util.errors import Failure
from argmap.util.spelling import no_argument
from argmap.util.text import shorten


def save_map(call: ToolCall) -> ToolAnswer:
    """Save a new map.

    Save a map in a new file, and check it. A map with errors is not saved, and no file is replaced.
    """
    reading = call.folder.create(call.text("file"), call.text("text"))
    checked = check_reading(call, reading)
    return checked._replace(content={"written": [reading.name], **checked.content})


def edit(call: ToolCall) -> ToolAnswer:
    """Edit a map.

    Change a map in YAML or a list by one operation, such as `add_reason`; all other characters
    stay. Without `write`, you get the text or the changes.
    """
    reading = call.reading_to_change()
    map = reading.unwrap()
    operation = call.text("operation")
    given: Any = call.arguments["arguments"]
    arguments: dict[str, Any] = dict(given)
    for name, id in arguments.items():
        if name not in _parameters(operation):
            raise Failure(no_argument(operation, name, _parameters(operation)))
        if not isinstance(id, str) or not id or id in map.inferences:
            continue
        if name == "inference":
            arguments[name] = _inference_of(map, find_claim(map, id))
        elif name in ("claim", "to") or (name == "old" and id not in (*map.sides, *map.sources)):
            arguments[name] = find_claim(map, id)
    folder = Path(reading.name).parent if call.folder.root else None
    text, format, name = reading.text, reading.format, reading.name
    session = Session(text, format, name=name, folder=folder, is_sandboxed=folder is None)
    focus = session.apply(operation, **arguments).focus
    changes = apply_changes(call, reading, {reading.name: session.text})
    return ToolAnswer({"focus": focus, **changes, "next": "`check` the map"})


def _inference_of(map: ArgumentMap, premise: str) -> str:
    """Return the id of the one inference with a claim as a premise.

    Raises:
        Failure: there is none, or there are several.
    """
    uses = [inference.id for inference in map.uses(premise)]
    if len(uses) == 1:
        return uses[0]
    text = shorten(map.claims[premise].text)
    if not uses:
        raise Failure(f"“{text}” is not a premise, so it names no inference")
    raise Failure(f"“{text}” is a premise of {len(uses)} inferences; choose from {', '.join(uses)}")


def _parameters(operation: str) -> dict[str, inspect.Parameter]:
    """Return the arguments of an operation, by name."""
    parameters = dict(inspect.signature(OPERATIONS[operation]).parameters)
    del parameters["map"]
    return parameters


def operations() -> str:
    """Return all operations with their arguments: "set_title(text); set_main(claim, value?)"."""
    calls: list[str] = []
    for name in OPERATIONS:
        arguments: list[str] = []
        for parameter in _parameters(name).values():
            is_optional = parameter.default is not parameter.empty
            arguments.append(f"{parameter.name}{'?' * is_optional}")
        calls.append(f"{name}({', '.join(arguments)})")
    return "; ".join(calls)
