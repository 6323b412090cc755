"""The tools that an assistant can choose from: what each does, takes and answers.

    use_tool("why", {"text": "claims: …", "claim": "go"}, ServedFolder())
    → ToolAnswer({"claim": "go", "verdict": "falls, not shown", "explanation": "…"})

What cannot be done is an answer, too: a `problem` in a sentence, with the findings in the map if
these are the reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from argmap.editing import OPERATIONS
from argmap.formats.map_files import EXAMPLES
from argmap.integrations.assistants import (
    map_changes,
    map_findings,
    map_verdicts,
    map_views,
    quotation_lookup,
)
from argmap.integrations.assistants.served_folder import ServedFolder
from argmap.integrations.assistants.tool_arguments import (
    Schema,
    checked,
    parameters_of,
    text,
    texts,
    texts_by_name,
    yes_or_no,
)
from argmap.integrations.assistants.tool_call import ToolAnswer, ToolCall
from argmap.model import InvalidMap
from argmap.options import Checking, Look, Part, Search, Suppositions
from argmap.util.errors import ArgmapError, Failure
from argmap.util.text import listed


class Tool(NamedTuple):
    """A tool as an assistant sees it.

    Attributes:
        function: what does it; its docstring is the tool's title and description.
        parameters: its arguments, by name.
        needed: those that it cannot do without, however the map is given.
        writes: whether it changes files.
    """

    function: Callable[[ToolCall], ToolAnswer]
    parameters: Mapping[str, Schema]
    needed: tuple[str, ...] = ()
    writes: bool = False

    @property
    def title(self) -> str:
        """Its name for people."""
        return (self.function.__doc__ or "").partition(".")[0]

    @property
    def description(self) -> str:
        """What it does and when to choose it."""
        words = (self.function.__doc__ or "").split()
        return " ".join(words[len(self.title.split()) :])

    @property
    def required(self) -> tuple[str, ...]:
        """The arguments that a call must have: a text, too, if it cannot name a file instead."""
        files = {name.replace("file", "text") for name in self.parameters if "file" in name}
        texts = [name for name in self.parameters if name.endswith("text") and name not in files]
        return (*self.needed, *texts)

    @property
    def input_schema(self) -> Schema:
        """The JSON Schema of its arguments."""
        return {
            "type": "object",
            "properties": dict(self.parameters),
            "required": list(self.required),
            "additionalProperties": False,
        }

    @property
    def output_schema(self) -> Schema:
        """The JSON Schema of its answer, which may be a problem: see `answers.toml`."""
        answers = _answers()
        shared = answers["shared"]
        answer = answers[self.function.__name__]
        keys = answers["refusal"] | {name: shared[name] for name in answer.get("shared", ())}
        keys |= answer.get("keys", {})
        return {
            "type": "object",
            "properties": {name: _schema_of(holds) for name, holds in keys.items()},
            "anyOf": [{"required": answer["always"]}, {"required": ["problem"]}],
        }


@cache
def _answers() -> dict[str, dict[str, Any]]:
    """Return what each tool answers, by its name, and what several of them do."""
    file = Path(__file__).with_name("answers.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _schema_of(holds: Any) -> Schema:
    """Return the schema of what a key holds: that of a text or of a list of texts is shorter."""
    if isinstance(holds, str):
        return text(holds)
    return texts(holds[0]) if isinstance(holds, list) else holds


# --- what several tools take and answer ---

_FILE = text("path of the map's file, below the folder that this server may read")
_TEXT = text("the whole text of the map: YAML or an indented list (see `argmap://grammar`)")
_VERDICTS = yes_or_no("also show which claims stand")
_SUPPOSED = {
    **parameters_of(Suppositions),
    "stated_only": yes_or_no("leave out what is marked `implicit`"),
}
_CLAIM = text(
    "the claim: its id, its number in the outline (`1.2`), its line (`:12`), or words of it"
)
_SOURCES = texts_by_name(
    "texts of sources, by the ids that the map gives them under `sources`: quotations are looked up"
    " in these; not needed for a source whose `file` can be read"
)


def _which_map(folder: ServedFolder, prefix: str = "", version: str = "") -> dict[str, Schema]:
    """Return the arguments that name a map."""
    of_text = {**_TEXT, "description": f"{version}{_TEXT['description']}"}
    of_file = {**_FILE, "description": f"{version}{_FILE['description']}"}
    if not folder.root:
        return {f"{prefix}text": of_text}
    return {f"{prefix}file": of_file, f"{prefix}text": of_text}


def tools_for(folder: ServedFolder) -> dict[str, Tool]:
    """Return the tools that an assistant can use, by name: those that find and fix, that change,
    that show, and that judge.
    """
    the_map, part = _which_map(folder), parameters_of(Part)
    the_claim = {"claim": _CLAIM, **the_map}
    source_file = {
        "file": text("path of the source below the served folder: a text, a web page or a document")
    }
    unsafe = {"unsafe": yes_or_no("also make fixes that may not be what is meant")}
    old, new = (_which_map(folder, f"{age}_", f"{age} version: ") for age in ("old", "new"))
    write, output, save_map = {}, {}, {}
    if folder.may_write:
        write["write"] = yes_or_no("change the file")
        kinds = "`.svg`, `.png`, `.pdf`, `.html` (an interactive page), `.dot` or `.mmd`"
        output["output"] = text(f"write the picture to this file, which ends in {kinds}")
        file = text(f"path of the new file, which ends in {listed(EXAMPLES, 'or')}")
        new_map = {"file": file, "text": _TEXT}
        save_map["save_map"] = Tool(map_changes.save_map, new_map, ("file", "text"), writes=True)
    return {
        "check": Tool(
            map_findings.check,
            {
                **the_map,
                **parameters_of(Checking),
                "sources": _SOURCES,
                "rules": texts("only these rules or groups of rules (see `argmap://rules`)"),
            },
        ),
        "fix": Tool(map_findings.fix, {**the_map, **unsafe, **write}, writes=folder.may_write),
        "find_quotation": Tool(
            quotation_lookup.find_quotation,
            {
                "quote": text("the words; `…` stands for words left out"),
                "text": text("the text of the source"),
                **(source_file if folder.root else {}),
            },
            needed=("quote",),
        ),
        "edit": Tool(
            map_changes.edit,
            {
                "operation": text("what to do", OPERATIONS),
                "arguments": {
                    "type": "object",
                    "description": "the arguments of the operation (`?`: can be left out; `claim`"
                    " takes any name of a claim; `inference` an id such as `cost:rebuts:pool`, or"
                    " any name of its premise; `text` may be a list of premises):"
                    f" {map_changes.operations()}",
                },
                **the_map,
                **write,
            },
            needed=("operation", "arguments"),
            writes=folder.may_write,
        ),
        **save_map,
        "outline": Tool(
            map_views.outline,
            {
                **the_map,
                "style": text("how to write it (default: text)", ("text", "markdown", "opml")),
                "essay": yes_or_no("write an essay in paragraphs instead"),
                "sources": yes_or_no("also show who says what, and what documents it"),
                "verdicts": _VERDICTS,
                "stated_only": _SUPPOSED["stated_only"],
                **part,
            },
        ),
        "render": Tool(
            map_views.render,
            {
                **the_map,
                "picture": text("the format (default: png)", ("png", "svg", "mermaid", "dot")),
                **output,
                **parameters_of(Look),
                "verdicts": _VERDICTS,
                **part,
            },
            writes=folder.may_write,
        ),
        "diff": Tool(map_views.diff, {**old, **new}),
        "evaluate": Tool(map_verdicts.evaluate, {**the_map, **_SUPPOSED}),
        "why": Tool(map_verdicts.why, {**the_claim, **_SUPPOSED}, needed=("claim",)),
        "needs": Tool(
            map_verdicts.needs,
            {**the_claim, **parameters_of(Search), **_SUPPOSED},
            needed=("claim",),
        ),
    }


# --- use ---


def must_be_on(tool: str, argument: str = "") -> None:
    """Raise `Failure` if a server has a tool or an argument only with an option of the command."""
    for served in (ServedFolder("."), ServedFolder(".", may_write=True)):
        offered = tools_for(served).get(tool)
        if offered is not None and (not argument or argument in offered.parameters):
            option = "--write" if served.may_write else "--root"
            command = f"argmap mcp --root DIR{' --write' * served.may_write}"
            what = f"the argument `{argument}` of `{tool}`" if argument else f"the tool `{tool}`"
            raise Failure(f"{what} needs `{option}`: start the server with `{command}`")


def use_tool(name: str, arguments: Mapping[str, object], folder: ServedFolder) -> ToolAnswer:
    """Return what a tool answers; `name` is one of those for this folder."""
    tool = tools_for(folder)[name]
    try:
        for argument in arguments:
            if argument not in tool.parameters:
                must_be_on(name, argument)
        fitting = checked(name, arguments, tool.parameters, tool.required)
        return tool.function(ToolCall(folder, fitting))
    except InvalidMap as invalid:
        content = {
            "problem": "argmap cannot read this map, because it has errors",
            **map_findings.list_findings(invalid.diagnostics, invalid.texts),
            "next": "correct the errors, and ask again",
        }
        return ToolAnswer(content, is_refused=True)
    except ArgmapError as problem:
        return ToolAnswer({"problem": str(problem)}, is_refused=True)
