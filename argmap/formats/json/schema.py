"""The JSON Schema (2020-12) of a map as JSON, made from the model's fields."""

from __future__ import annotations

from typing import Any

from argmap.formats.json.reader import REQUIRED_IN_INFERENCES
from argmap.formats.json.writer import VERSION
from argmap.formats.shared.schema_parts import ID_SCHEMA
from argmap.formats.shared.several_files import FILE_KEYS
from argmap.model import (
    ArgumentMap,
    CheckSettings,
    Claim,
    Expectation,
    Inference,
    Kind,
    OwnScheme,
    Side,
    Source,
)
from argmap.model.fields import ALIASES, Shape, fields_of
from argmap.model.parts import LONGEST_ID

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_BY_SHAPE: dict[Shape, Schema] = {
    Shape.TEXT: _TEXT,
    Shape.NAME: _TEXT,
    Shape.KIND: {"enum": list(map(str, Kind))},
    Shape.FLAG: {"type": "boolean"},
    Shape.TEXTS: _TEXTS,
    Shape.NAMES: _TEXTS,
    Shape.GROUPS: {"type": "array", "items": _TEXTS},
    Shape.CITATIONS: {"type": "array", "items": {"$ref": "#/$defs/citation"}},
    Shape.REASONS: {"type": "object", "additionalProperties": _TEXT},
    Shape.WORDS: {"type": "object", "additionalProperties": _TEXT},
    Shape.QUESTIONS: {"type": "object", "additionalProperties": _TEXT},
    Shape.SCHEMES: {"type": "object", "additionalProperties": {"$ref": "#/$defs/scheme"}},
    Shape.EXPECTATIONS: {
        "type": "object",
        "propertyNames": dict(ID_SCHEMA),
        "additionalProperties": {"enum": list(map(str, Expectation))},
    },
}


def json_schema() -> Schema:
    """Return the JSON Schema of a map as JSON."""
    claim = _object(Claim, required=("text",))
    claim["properties"]["text"] = {**_TEXT, "pattern": r"\S"}
    inference = _object(Inference, required=REQUIRED_IN_INFERENCES)
    inference["properties"]["premises"] = {**_TEXTS, "minItems": 1, "uniqueItems": True}
    whole = _object(ArgumentMap, required=("argmap",))
    # A file that another includes may do without claims, or include others that have them.
    whole["anyOf"] = [{"required": [key]} for key in (*FILE_KEYS, "sides", "sources", "claims")]
    names_of_files = {"oneOf": [_TEXT, _TEXTS]}
    whole["properties"] = {
        "argmap": {"const": VERSION},
        **dict.fromkeys(FILE_KEYS, names_of_files),
        **whole["properties"],
        "sides": _by_id({"oneOf": [_TEXT, _object(Side)]}),
        "sources": _by_id({"$ref": "#/$defs/source"}),
        "claims": {**_by_id({"$ref": "#/$defs/claim"}), "minProperties": 1},
        "inferences": {
            "type": "object",
            "propertyNames": {"pattern": r"^\S+$", "maxLength": LONGEST_ID},
            "additionalProperties": {"$ref": "#/$defs/inference"},
        },
        "settings": {"$ref": "#/$defs/settings"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:argmap:schema:json:{VERSION}",
        "title": "argmap as JSON",
        "description": "An argument map: its claims and the inferences between them, by id.",
        **whole,
        "$defs": {
            "source": _object(Source),
            "claim": claim,
            "inference": inference,
            "settings": _object(CheckSettings),
            "scheme": _object(OwnScheme),
            "citation": {
                "type": "object",
                "properties": {"source": _TEXT, "locator": _TEXT},
                "required": ["source"],
                "additionalProperties": False,
            },
        },
    }


def _object(part: type, required: tuple[str, ...] = ()) -> Schema:
    """Return the schema of a part's plain fields; fields that are parts themselves are left to the
    caller.
    """
    properties: Schema = {}
    for field in fields_of(part):
        if field.shape is not Shape.PARTS:
            properties[field.name] = dict(_BY_SHAPE[field.shape])
    for other, name in ALIASES.items():
        if name in properties:
            properties[other] = dict(properties[name])
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _by_id(values: Schema) -> Schema:
    return {"type": "object", "propertyNames": dict(ID_SCHEMA), "additionalProperties": values}
