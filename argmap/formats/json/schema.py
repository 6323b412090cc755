"""The fields of a map as JSON, each with its shape, and the JSON Schema made from them."""

from __future__ import annotations

from enum import Enum
from typing import Any

from argmap.model import Kind, Verdict

VERSION = 1


class Shape(Enum):
    """What a field holds."""

    TEXT = "text"
    FLAG = "flag"
    TEXTS = "texts"
    CITATIONS = "citations"
    REASONS = "reasons"
    KIND = "kind"


SOURCE = dict.fromkeys(("author", "title", "publisher", "date", "url", "file"), Shape.TEXT)
CLAIM = {
    "text": Shape.TEXT,
    "side": Shape.TEXT,
    "main": Shape.FLAG,
    "evidence": Shape.CITATIONS,
    "stated_in": Shape.CITATIONS,
    "held_by": Shape.TEXTS,
    "quote": Shape.TEXT,
    "assumed": Shape.FLAG,
    "implicit": Shape.FLAG,
    "note": Shape.TEXT,
    "tags": Shape.TEXTS,
    "ignore": Shape.REASONS,
}
INFERENCE = {
    "kind": Shape.KIND,
    "premises": Shape.TEXTS,
    "target": Shape.TEXT,
    "warrant": Shape.TEXT,
    "scheme": Shape.TEXT,
}
SETTINGS = {"select": Shape.TEXTS, "ignore": Shape.TEXTS, "fail_on": Shape.TEXT}
MAP = (
    "argmap", "title", "sides", "sources", "claims", "inferences", "expect", "settings", "synonyms", "key_terms",
)  # fmt: skip
REQUIRED = {"claim": ("text",), "inference": ("kind", "premises", "target"), "citation": ("source",)}

# What Python and JavaScript both understand: an id by the ASCII characters that it cannot have.
_ID = r"^[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-^`{-~]*$"
_TEXT = {"type": "string"}
_VALUES: dict[Shape, dict[str, Any]] = {
    Shape.TEXT: _TEXT,
    Shape.FLAG: {"type": "boolean"},
    Shape.TEXTS: {"type": "array", "items": _TEXT},
    Shape.CITATIONS: {"type": "array", "items": {"$ref": "#/$defs/citation"}},
    Shape.REASONS: {"type": "object", "additionalProperties": _TEXT},
    Shape.KIND: {"enum": [kind.value for kind in Kind]},
}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a map as JSON."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "argmap as JSON",
        "description": "An argument map: its claims and the inferences between them, by id.",
        "type": "object",
        "properties": _parts(),
        "required": ["argmap", "claims"],
        "additionalProperties": False,
        "$defs": {
            "source": _object(SOURCE),
            "claim": _claim(),
            "inference": _inference(),
            "settings": _object(SETTINGS),
            "citation": _object({"source": Shape.TEXT, "locator": Shape.TEXT}, REQUIRED["citation"]),
        },
    }


def _parts() -> dict[str, Any]:
    return {
        "argmap": {"const": VERSION},
        "title": _TEXT,
        "sides": _by_id(_TEXT),
        "sources": _by_id({"$ref": "#/$defs/source"}),
        "claims": _by_id({"$ref": "#/$defs/claim"}),
        "inferences": {"type": "object", "additionalProperties": {"$ref": "#/$defs/inference"}},
        "expect": _by_id({"enum": [verdict.value for verdict in Verdict]}),
        "settings": {"$ref": "#/$defs/settings"},
        "synonyms": {"type": "array", "items": _VALUES[Shape.TEXTS]},
        "key_terms": _VALUES[Shape.TEXTS],
    }


def _claim() -> dict[str, Any]:
    made = _object(CLAIM, REQUIRED["claim"])
    made["properties"]["text"] = {**_TEXT, "pattern": r"\S"}
    return made


def _inference() -> dict[str, Any]:
    made = _object(INFERENCE, REQUIRED["inference"])
    made["properties"]["premises"] = {**_VALUES[Shape.TEXTS], "minItems": 1, "uniqueItems": True}
    return made


def _object(fields: dict[str, Shape], required: tuple[str, ...] = ()) -> dict[str, Any]:
    properties = {name: dict(_VALUES[shape]) for name, shape in fields.items()}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _by_id(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": {"pattern": _ID}, "additionalProperties": values}
