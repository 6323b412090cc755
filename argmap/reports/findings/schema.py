"""The JSON Schema (2020-12) of `argmap check -f json`.

A reader may rely on every key that is here; later versions of argmap may add keys, so none is
forbidden.
"""

from __future__ import annotations

from argmap.model import Basis, Cause, Verdict
from argmap.model.diagnostics import PLACEHOLDER, Safety, Severity
from argmap.reports.findings.json import VERSION

# A JSON Schema, or a part of one.
Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_POSITION: Schema = {"type": "integer", "minimum": 1}
_PLACE: Schema = {"oneOf": [{"$ref": "#/$defs/place"}, {"type": "null"}]}


def findings_schema() -> Schema:
    """Return the schema as plain data."""
    report = {
        "version": {"const": VERSION, "description": "of this format"},
        "summary": _object(
            {"files": _NUMBER, **{severity.value: _NUMBER for severity in Severity}},
            "how many files were checked, and how many findings of each severity there are in them",
        ),
        "files": {"type": "array", "items": {"$ref": "#/$defs/file"}},
        "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:argmap:schema:findings:{VERSION}",
        "title": "argmap findings",
        **_object(report, "What `argmap check -f json` prints."),
        "$defs": {
            "file": _file(),
            "figures": _figures(),
            "main-claim": _main_claim(),
            "finding": _finding(),
            "fix": _fix(),
            "place": _place(),
        },
    }


def _file() -> Schema:
    figures: Schema = {
        "oneOf": [{"$ref": "#/$defs/figures"}, {"type": "null"}],
        "description": "null where the file cannot be read",
    }
    others: Schema = {
        "type": "array",
        "items": _TEXT,
        "description": "the files that it names, itself or through another",
    }
    return _object({"name": _TEXT, "others": others, "figures": figures}, "a file that was checked")


def _figures() -> Schema:
    numbers = ("claims", "inferences", "supports", "rebuttals", "undercutters", "unsupported")
    main_claims: Schema = {"type": "array", "items": {"$ref": "#/$defs/main-claim"}}
    return _object(
        {**dict.fromkeys(numbers, _NUMBER), "main_claims": main_claims}, "the size of a map"
    )


def _main_claim() -> Schema:
    properties: Schema = {
        "id": _TEXT,
        "text": _TEXT,
        "side": {**_TEXT, "description": "the id of its side, empty where it has none"},
        "verdict": {"enum": [verdict.value for verdict in Verdict]},
        "basis": {
            "enum": [*(basis.value for basis in Basis), None],
            "description": "of what stands",
        },
        "cause": {
            "enum": [*(cause.value for cause in Cause), None],
            "description": "of what falls",
        },
    }
    return _object(properties, "what a side finally contends, and what becomes of it")


def _finding() -> Schema:
    related = _object(
        {"message": _TEXT, "place": _PLACE}, "another place that the finding speaks of"
    )
    properties: Schema = {
        "code": {
            **_TEXT,
            "description": (
                "a rule (`argmap rules` lists them), or what keeps the file from being read"
            ),
        },
        "severity": {"enum": [severity.value for severity in Severity]},
        "message": _TEXT,
        "help": {**_TEXT, "description": "what to do, or empty"},
        "subject": {**_TEXT, "description": "the id of the claim, step, source or side, or empty"},
        "place": _PLACE,
        "related": {"type": "array", "items": related},
        "fixes": {
            "type": "array",
            "items": {"$ref": "#/$defs/fix"},
            "description": "mends, of which one is enough; the best stands first",
        },
    }
    return _object(properties, "something that was found")


def _fix() -> Schema:
    edit = _object(
        {
            "place": {"$ref": "#/$defs/place"},
            "text": {**_TEXT, "description": "what stands there then"},
        },
        "a change to the file; the places of several are those before all of them",
    )
    safety = {
        Safety.SAFE: (
            "exactly one mend fits, no word of the author is lost, no verdict that was there"
            " changes"
        ),
        Safety.UNSAFE: "it may be meant otherwise",
        Safety.OPEN: f"`{PLACEHOLDER}` stands where the author's words belong",
    }
    meaning = "; ".join(f"{name}: {what}" for name, what in safety.items())
    properties: Schema = {
        "message": _TEXT,
        "safety": {"enum": [each.value for each in Safety], "description": meaning},
        "edits": {"type": "array", "items": edit, "minItems": 1},
    }
    return _object(properties, "a mend that is offered")


def _place() -> Schema:
    numbers = dict.fromkeys(("line", "column", "end_line", "end_column"), _POSITION)
    meaning = (
        "a stretch of a file: lines and columns count characters from 1, and the end is exclusive"
    )
    return _object({"file": _TEXT, **numbers}, meaning)


def _object(properties: Schema, description: str) -> Schema:
    """Return the schema of an object that has all of these properties."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
    }
