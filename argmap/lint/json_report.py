"""A check as JSON: one object with its version, a summary, the files with their figures, and the
findings.

`argmap schema --findings` prints the schema of it (`argmap/lint/json_report.py`). `VERSION`
changes when something in it is taken away or means something else; what is added changes nothing.

The JSON Schema (2020-12) of `argmap check -f json`.

A reader may rely on every key that is here; later versions of argmap may add keys, so none is
forbidden.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from argmap.lint.linter import CheckResult
from argmap.lint.reports import Shown
from argmap.model import ArgumentMap, Basis, Cause, Verdict
from argmap.model.diagnostics import PLACEHOLDER, Diagnostic, Fix, Safety, Severity, Span
from argmap.model.graph import main_claims
from argmap.util.json_text import InPieces, to_json_in_pieces
from argmap.verdicts.evaluate import Verdicts, evaluate

VERSION = 1

# An object of JSON that is still to be written.
_Object = dict[str, object]


def format_json(shown: Shown) -> Iterator[str]:
    """Return a check as JSON, in pieces; a place is an object, or null for what has none."""
    report = InPieces(
        version=VERSION,
        summary=_summary(shown),
        files=map(_file_object, shown.files),
        findings=map(_finding_object, shown.diagnostics),
    )
    return to_json_in_pieces(report)


def _summary(shown: Shown) -> _Object:
    tally = shown.count_findings()
    summary: _Object = {"files": sum(1 for _ in shown.files)}
    for severity in Severity:
        summary[severity.value] = tally.number_of[severity]
    return summary


def _file_object(file: CheckResult) -> _Object:
    others = list(file.reading.texts_beside)
    return {"name": file.reading.name, "others": others, "figures": file.figures}


def figures_object(map: ArgumentMap) -> _Object:
    """Return a map in figures, with the verdicts of its main claims."""
    inferences_of_kind = Counter(inference.kind.value for inference in map.inferences.values())
    verdicts = evaluate(map)
    return {
        "claims": len(map.claims),
        "inferences": len(map.inferences),
        "supports": inferences_of_kind["support"],
        "rebuttals": inferences_of_kind["rebuttal"],
        "undercutters": inferences_of_kind["undercutter"],
        "unsupported": sum(map.is_unsupported(claim) for claim in map.claims),
        "main_claims": [_main_claim_object(verdicts, claim.id) for claim in main_claims(map)],
    }


def _main_claim_object(verdicts: Verdicts, claim: str) -> _Object:
    basis, cause = verdicts.basis_of(claim), verdicts.cause_of(claim)
    return {
        "id": claim,
        "text": verdicts.map.claims[claim].text,
        "side": verdicts.map.sides_of_claims[claim],
        "verdict": verdicts[claim].value,
        "basis": basis.value if basis else None,
        "cause": cause.value if cause else None,
    }


def _finding_object(diagnostic: Diagnostic) -> _Object:
    related = [
        {"message": related.message, "place": _place_object(related.span)}
        for related in diagnostic.related
    ]
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "subject": diagnostic.subject,
        "place": _place_object(diagnostic.span),
        "related": related,
        "fixes": [_fix_object(fix) for fix in diagnostic.fixes],
    }


def _fix_object(fix: Fix) -> _Object:
    edits = [{"place": _place_object(edit.span), "text": edit.text} for edit in fix.edits]
    return {"message": fix.message, "safety": fix.safety.value, "edits": edits}


def _place_object(span: Span | None) -> _Object | None:
    if span is None:
        return None
    return dict(span._asdict())


# A JSON Schema, or a part of one.
Schema = dict[str, object]

_TEXT_SCHEMA: Schema = {"type": "string"}
_NUMBER_SCHEMA: Schema = {"type": "integer", "minimum": 0}
_POSITION_SCHEMA: Schema = {"type": "integer", "minimum": 1}
_PLACE_SCHEMA: Schema = {"oneOf": [{"$ref": "#/$defs/place"}, {"type": "null"}]}


def findings_schema() -> Schema:
    """Return the schema as plain data."""
    report = {
        "version": {"const": VERSION, "description": "of this format"},
        "summary": _object_schema(
            {"files": _NUMBER_SCHEMA, **{severity.value: _NUMBER_SCHEMA for severity in Severity}},
            "how many files were checked, and how many findings of each severity there are in them",
        ),
        "files": {"type": "array", "items": {"$ref": "#/$defs/file"}},
        "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:argmap:schema:findings:{VERSION}",
        "title": "argmap findings",
        **_object_schema(report, "What `argmap check -f json` prints."),
        "$defs": {
            "file": _file_schema(),
            "figures": _figures_schema(),
            "main-claim": _main_claim_schema(),
            "finding": _finding_schema(),
            "fix": _fix_schema(),
            "place": _place_schema(),
        },
    }


def _file_schema() -> Schema:
    figures: Schema = {
        "oneOf": [{"$ref": "#/$defs/figures"}, {"type": "null"}],
        "description": "null where the file cannot be read",
    }
    others: Schema = {
        "type": "array",
        "items": _TEXT_SCHEMA,
        "description": "the files that it names, itself or through another",
    }
    return _object_schema(
        {"name": _TEXT_SCHEMA, "others": others, "figures": figures}, "a file that was checked"
    )


def _figures_schema() -> Schema:
    numbers = ("claims", "inferences", "supports", "rebuttals", "undercutters", "unsupported")
    main_claims: Schema = {"type": "array", "items": {"$ref": "#/$defs/main-claim"}}
    return _object_schema(
        {**dict.fromkeys(numbers, _NUMBER_SCHEMA), "main_claims": main_claims}, "the size of a map"
    )


def _main_claim_schema() -> Schema:
    properties: Schema = {
        "id": _TEXT_SCHEMA,
        "text": _TEXT_SCHEMA,
        "side": {**_TEXT_SCHEMA, "description": "the id of its side, empty where it has none"},
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
    return _object_schema(properties, "what a side finally contends, and what becomes of it")


def _finding_schema() -> Schema:
    related = _object_schema(
        {"message": _TEXT_SCHEMA, "place": _PLACE_SCHEMA},
        "another place that the finding speaks of",
    )
    properties: Schema = {
        "code": {
            **_TEXT_SCHEMA,
            "description": (
                "a rule (`argmap rules` lists them), or what keeps the file from being read"
            ),
        },
        "severity": {"enum": [severity.value for severity in Severity]},
        "message": _TEXT_SCHEMA,
        "help": {**_TEXT_SCHEMA, "description": "what to do, or empty"},
        "subject": {
            **_TEXT_SCHEMA,
            "description": "the id of the claim, step, source or side, or empty",
        },
        "place": _PLACE_SCHEMA,
        "related": {"type": "array", "items": related},
        "fixes": {
            "type": "array",
            "items": {"$ref": "#/$defs/fix"},
            "description": "mends, of which one is enough; the best stands first",
        },
    }
    return _object_schema(properties, "something that was found")


def _fix_schema() -> Schema:
    edit = _object_schema(
        {
            "place": {"$ref": "#/$defs/place"},
            "text": {**_TEXT_SCHEMA, "description": "what stands there then"},
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
        "message": _TEXT_SCHEMA,
        "safety": {"enum": [each.value for each in Safety], "description": meaning},
        "edits": {"type": "array", "items": edit, "minItems": 1},
    }
    return _object_schema(properties, "a mend that is offered")


def _place_schema() -> Schema:
    numbers = dict.fromkeys(("line", "column", "end_line", "end_column"), _POSITION_SCHEMA)
    meaning = (
        "a stretch of a file: lines and columns count characters from 1, and the end is exclusive"
    )
    return _object_schema({"file": _TEXT_SCHEMA, **numbers}, meaning)


def _object_schema(properties: Schema, description: str) -> Schema:
    """Return the schema of an object that has all of these properties."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
    }
