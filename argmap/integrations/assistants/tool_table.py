"""The tools that an assistant can choose from: what each does, takes and answers.

    use_tool("why", {"text": "claims: …", "claim": "go"}, ServedFolder())
    → ToolAnswer({"claim": "go", "verdict": "falls, not shown", "explanation": "…"})

What cannot be done is an answer, too: a `problem` in a sentence, with the findings in the map if
these are the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

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
        answer: the keys of its answer.
        always: those that are always there, unless there is a `problem`.
        writes: whether it changes files.
    """

    function: Callable[[ToolCall], ToolAnswer]
    parameters: Mapping[str, Schema]
    answer: Mapping[str, Schema]
    always: tuple[str, ...]
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
        """The JSON Schema of its answer, which may be a problem."""
        return {
            "type": "object",
            "properties": {**_PROBLEM, **self.answer},
            "anyOf": [{"required": list(self.always)}, {"required": ["problem"]}],
        }


# --- what several tools take and answer ---

_FILE = text("path of the map's file, below the folder that this server may read")
_TEXT = text("the whole text of the map: YAML or an indented list (see `argmap://grammar`)")
_PART = parameters_of(Part)
_GROUNDED = parameters_of(Checking)["grounded"]
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

_ANSWERED_FINDINGS: Mapping[str, Schema] = {
    "findings": {
        "type": "array",
        "description": "the worst first; a help is given once per rule",
        "items": {
            "type": "object",
            "properties": {
                "severity": text("how bad it is", ("error", "warning", "note")),
                "rule": text("the kind of finding"),
                "file": text("the file, if it is not the map's own"),
                "line": {"type": "integer"},
                "column": {"type": "integer"},
                "source": text("that line of the map"),
                "message": text("what is wrong"),
                "help": text("what to do"),
                "fix": text("what the tool `fix` can do about it"),
                "fix_is_safe": {"type": "boolean", "description": "whether only this can be meant"},
            },
            "required": ["severity", "rule", "message"],
        },
    },
    "left_out": {"type": "integer", "description": "how many more there are"},
}
_CHANGED = {
    "text": text("the changed text"),
    "diff": text("the changes to the files, as a unified diff"),
    "written": texts("the files that were changed"),
}
_NEXT = {"next": text("what to do now")}
_PROBLEM: Mapping[str, Schema] = {
    "problem": text("why there is no answer, and what to change"),
    "findings": {"type": "array", "description": "errors in the map, as `check` lists them"},
    **_NEXT,
}


def tools_for(folder: ServedFolder) -> dict[str, Tool]:
    """Return the tools that an assistant can use, by name."""
    return {**_find_and_fix(folder), **_change(folder), **_show(folder), **_judge(folder)}


def _which_map(folder: ServedFolder, prefix: str = "", version: str = "") -> dict[str, Schema]:
    """Return the arguments that name a map."""
    of_text = {**_TEXT, "description": f"{version}{_TEXT['description']}"}
    of_file = {**_FILE, "description": f"{version}{_FILE['description']}"}
    if not folder.root:
        return {f"{prefix}text": of_text}
    return {f"{prefix}file": of_file, f"{prefix}text": of_text}


def _find_and_fix(folder: ServedFolder) -> dict[str, Tool]:
    the_map = _which_map(folder)
    source_file = {
        "file": text("path of the source below the served folder: a text, a web page or a document")
    }
    return {
        "check": Tool(
            function=map_findings.check,
            parameters={
                **the_map,
                "grounded": _GROUNDED,
                "sources": _SOURCES,
                "rules": texts("only these rules or groups of rules (see `argmap://rules`)"),
            },
            answer={
                "summary": text("how large the map is, and how much was found"),
                "grounded": text("with `grounded`: how many claims have a true quotation"),
                **_ANSWERED_FINDINGS,
                "fix_first": texts("what affects the most verdicts"),
                **_NEXT,
            },
            always=("summary", "findings", "next"),
        ),
        "fix": Tool(
            function=map_findings.fix,
            parameters={
                **the_map,
                "unsafe": yes_or_no("also make fixes that may not be what is meant"),
                **_write(folder),
            },
            answer={
                "fixes": texts("what was fixed"),
                **_CHANGED,
                "left": text("how many findings are left"),
                **_NEXT,
            },
            always=("fixes", "left", "next"),
            writes=folder.may_write,
        ),
        "find_quotation": Tool(
            function=quotation_lookup.find_quotation,
            parameters={
                "quote": text("the words; `…` stands for words left out"),
                "text": text("the text of the source"),
                **(source_file if folder.root else {}),
            },
            needed=("quote",),
            answer={
                "found": {"type": "boolean", "description": "whether the words are in the source"},
                "passages": {
                    "type": "array",
                    "description": "where they are, or the closest passages",
                    "items": {
                        "type": "object",
                        "properties": {"line": {"type": "integer"}, "text": text("the passage")},
                    },
                },
                "difference": text("how they differ", ("altered", "stitched", "fabricated")),
                "explanation": text("what differs"),
                **_NEXT,
            },
            always=("found", "passages", "next"),
        ),
    }


def _write(folder: ServedFolder) -> dict[str, Schema]:
    return {"write": yes_or_no("change the file")} if folder.may_write else {}


def _change(folder: ServedFolder) -> dict[str, Tool]:
    tools = {
        "edit": Tool(
            function=map_changes.edit,
            parameters={
                "operation": text("what to do", OPERATIONS),
                "arguments": {
                    "type": "object",
                    "description": "the arguments of the operation (`?`: can be left out; `claim`"
                    " takes any name of a claim; `inference` an id such as `cost:rebuts:pool`, or"
                    " any name of its premise; `text` may be a list of premises):"
                    f" {map_changes.operations()}",
                },
                **_which_map(folder),
                **_write(folder),
            },
            needed=("operation", "arguments"),
            answer={"focus": text("the claim that is new or changed"), **_CHANGED, **_NEXT},
            always=("focus", "next"),
            writes=folder.may_write,
        )
    }
    if folder.may_write:
        check = _find_and_fix(folder)["check"]
        tools["save_map"] = Tool(
            function=map_changes.save_map,
            parameters={
                "file": text(f"path of the new file, which ends in {listed(EXAMPLES, 'or')}"),
                "text": _TEXT,
            },
            needed=("file", "text"),
            answer={"written": texts("the file"), **check.answer},
            always=("written", *check.always),
            writes=True,
        )
    return tools


def _show(folder: ServedFolder) -> dict[str, Tool]:
    the_map = _which_map(folder)
    output = {}
    if folder.may_write:
        kinds = "`.svg`, `.png`, `.pdf`, `.html` (an interactive page), `.dot` or `.mmd`"
        output["output"] = text(f"write the picture to this file, which ends in {kinds}")
    pictures = ("png", "svg", "mermaid", "dot")
    return {
        "outline": Tool(
            function=map_views.outline,
            parameters={
                **the_map,
                "style": text("how to write it (default: text)", ("text", "markdown", "opml")),
                "essay": yes_or_no("write an essay in paragraphs instead"),
                "sources": yes_or_no("also show who says what, and what documents it"),
                "verdicts": _VERDICTS,
                "stated_only": _SUPPOSED["stated_only"],
                **_PART,
            },
            answer={"outline": text("the outline")},
            always=("outline",),
        ),
        "render": Tool(
            function=map_views.render,
            parameters={
                **the_map,
                "picture": text("the format (default: png)", pictures),
                **output,
                **parameters_of(Look),
                "verdicts": _VERDICTS,
                **_PART,
            },
            answer={
                "picture": text("the format"),
                "text": text("the picture, in a format that is text"),
                "written": text("the file that was written"),
                "replaced": {"type": "boolean", "description": "whether it was there before"},
                "notes": texts("what else there is to know, such as how small the text is"),
            },
            always=("picture",),
            writes=folder.may_write,
        ),
        "diff": Tool(
            function=map_views.diff,
            parameters={
                **_which_map(folder, "old_", "old version: "),
                **_which_map(folder, "new_", "new version: "),
            },
            answer={
                "is_same": {"type": "boolean", "description": "whether nothing changed"},
                "differences": texts("what changed, one sentence each"),
                "verdicts": texts(
                    "claims whose verdict changed, before → after, each with what brought it about"
                ),
                "left_out": {"type": "integer", "description": "how many more there are"},
            },
            always=("is_same", "differences", "verdicts"),
        ),
    }


def _judge(folder: ServedFolder) -> dict[str, Tool]:
    the_map = _which_map(folder)
    the_claim = {"claim": _CLAIM, **the_map}
    verdict = text("`stands`, `falls` or `contested`, with what it rests on")
    return {
        "evaluate": Tool(
            function=map_verdicts.evaluate,
            parameters={**the_map, **_SUPPOSED},
            answer={
                "summary": text("how many claims have each verdict"),
                "main_claims": {
                    "type": "object",
                    "description": "id of each main claim → its text, side and verdict; and the"
                    " verdict without what is marked `implicit`, if that differs",
                    "additionalProperties": {"type": "object"},
                },
                "claims": texts_by_name("id of each other claim → its verdict"),
                "changes": texts("what your suppositions change"),
                "left_out": {"type": "integer", "description": "how many more claims there are"},
                **_NEXT,
            },
            always=("summary", "main_claims", "claims"),
        ),
        "why": Tool(
            function=map_verdicts.why,
            parameters={**the_claim, **_SUPPOSED},
            needed=("claim",),
            answer={
                "claim": text("the id"),
                "verdict": verdict,
                "explanation": text("indented lines: what a line says follows from those below it"),
            },
            always=("claim", "verdict", "explanation"),
        ),
        "needs": Tool(
            function=map_verdicts.needs,
            parameters={
                **the_claim,
                **parameters_of(Search),
                **_SUPPOSED,
            },
            needed=("claim",),
            answer={
                "claim": text("the id"),
                "verdict": verdict,
                "needs": {
                    "type": "array",
                    "description": "each item alone is enough; everything in an item is needed",
                    "items": {
                        "type": "object",
                        "properties": {
                            "answer": texts("objections to answer"),
                            "answer_with_evidence": texts("objections to answer with evidence"),
                            "document": texts("claims to give evidence"),
                        },
                    },
                },
                "report": text("the same in sentences"),
                **_NEXT,
            },
            always=("claim", "verdict", "needs", "report"),
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
        return _refuse_map(invalid)
    except ArgmapError as problem:
        return ToolAnswer({"problem": str(problem)}, is_refused=True)


def _refuse_map(invalid: InvalidMap) -> ToolAnswer:
    content = {
        "problem": "argmap cannot read this map, because it has errors",
        **map_findings.list_findings(invalid.diagnostics, invalid.texts),
        "next": "correct the errors, and ask again",
    }
    return ToolAnswer(content, is_refused=True)
