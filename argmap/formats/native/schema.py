"""The JSON Schema (2020-12) of the native format, for editors that complete and check while one
types.

It says what one file can say of itself: shapes, keys and words. That every id leads somewhere, and
that a map has claims, is for the reader alone.
"""

from __future__ import annotations

from typing import Any

from argmap.formats.includes import FILE_KEYS
from argmap.formats.json import ID_SCHEMA
from argmap.formats.native.keys import CHECK, INFERENCE_ID, JOINED, SAME_KEYS, keys_of
from argmap.model import (
    ArgumentMap,
    CheckSettings,
    Claim,
    Expectation,
    Inference,
    OwnScheme,
    Side,
    Source,
)
from argmap.model.fields import Shape, fields_of

Schema = dict[str, Any]


def schema() -> Schema:
    """Return the schema as plain data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:argmap:schema:map:1",
        "title": "argmap",
        "description": "An argument map: claims, their premises and their rebuttals.",
        **_object(ArgumentMap, _map_grammar()),
        # A file that another includes may do without claims, or include others that have them.
        "anyOf": [{"required": [key]} for key in JOINED],
        "$defs": {
            # An editor's YAML makes numbers and truth values of what this reader takes as the text
            # that was typed.
            "text": {"type": ["string", "number", "boolean", "null"]},
            "sentence": {"type": ["string", "number", "boolean"], "minLength": 1, "pattern": r"\S"},
            "texts": _one_or_list(_ref("text")),
            "flag": {"enum": [True, False, "true", "false"]},
            "reasons": {"type": ["object", "null"], "additionalProperties": _ref("sentence")},
            "words": {"type": ["object", "null"], "additionalProperties": _ref("text")},
            "schemes": {"type": ["object", "null"], "additionalProperties": _ref("scheme")},
            "scheme": {"oneOf": [{"type": "null"}, _object(OwnScheme)]},
            "side": {"oneOf": [_ref("text"), _object(Side)]},
            "source": {"oneOf": [_ref("text"), _object(Source)]},
            "claim": {"oneOf": [_ref("sentence"), _ref("full-claim")]},
            "full-claim": _object(Claim, _claim_grammar(), required=["text"]),
            "premise": {"oneOf": [_ref("sentence"), _ref("full-claim")]},
            "linked-premises": {"type": "array", "items": _ref("premise"), "minItems": 1},
            "long-form": _object(Inference, _inference_grammar(), required=["premises"]),
            "item": {"oneOf": [_ref("premise"), _ref("linked-premises"), _ref("long-form")]},
            "items": {
                "oneOf": [
                    {"type": "null"},
                    _ref("premise"),
                    {"type": "array", "items": _ref("item")},
                ]
            },
        },
    }


_BY_SHAPE: dict[Shape, Schema] = {
    Shape.TEXT: {"$ref": "#/$defs/text"},
    Shape.NAME: {"$ref": "#/$defs/text"},
    Shape.FLAG: {"$ref": "#/$defs/flag"},
    Shape.TEXTS: {"$ref": "#/$defs/texts"},
    Shape.NAMES: {"$ref": "#/$defs/texts"},
    Shape.CITATIONS: {"$ref": "#/$defs/texts"},
    Shape.GROUPS: {"type": ["array", "null"], "items": {"$ref": "#/$defs/texts"}},
    Shape.REASONS: {"$ref": "#/$defs/reasons"},
    Shape.WORDS: {"$ref": "#/$defs/words"},
    Shape.QUESTIONS: {"$ref": "#/$defs/words"},
    Shape.SCHEMES: {"$ref": "#/$defs/schemes"},
    Shape.EXPECTATIONS: {
        "type": ["object", "null"],
        "propertyNames": dict(ID_SCHEMA),
        "additionalProperties": {"enum": list(map(str, Expectation))},
    },
}


def _map_grammar() -> Schema:
    list_of_claims = {"type": "array", "items": _ref("claim"), "minItems": 1}
    claims_by_id = {**_by_id(_ref("claim")), "type": "object", "minProperties": 1}
    return {
        "sides": _by_id(_ref("side")),
        "sources": _by_id(_ref("source")),
        "claims": {"oneOf": [claims_by_id, list_of_claims]},
        **dict.fromkeys(FILE_KEYS, _ref("texts")),
        CHECK: {"oneOf": [{"type": "null"}, _object(CheckSettings)]},
    }


def _claim_grammar() -> Schema:
    return {
        "text": _ref("sentence"),
        "id": _ref("text"),
        "premises": _ref("items"),
        "rebuttals": _ref("items"),
    }


def _inference_grammar() -> Schema:
    return {
        "premises": {"oneOf": [_ref("premise"), _ref("linked-premises")]},
        "warrant": _ref("premise"),
        INFERENCE_ID: {**_ref("text")},
        "undercutters": _ref("items"),
    }


def _object(part: type, grammar: Schema | None = None, required: list[str] | None = None) -> Schema:
    """Return the schema of a part: `grammar` holds the values of the keys that
    are no plain fields.
    """
    values: Schema = {}
    for field in fields_of(part):
        if field.shape in _BY_SHAPE:
            values[field.name] = _BY_SHAPE[field.shape]
    if grammar is not None:
        values.update(grammar)  # last, since it puts some plain fields in its own way
    properties: Schema = {}
    for key, meaning in keys_of(part).items():
        sentence = f"{meaning[0].upper()}{meaning[1:]}."
        properties[key] = {"description": sentence, **values[key]}
    for other, key in SAME_KEYS.items():
        if key in properties:
            properties[other] = {"description": f"The same as `{key}`.", **values[key]}
    return {
        "type": "object",
        "properties": properties,
        "required": required or [],
        "additionalProperties": False,
    }


def _by_id(values: Schema) -> Schema:
    return {
        "type": ["object", "null"],
        "propertyNames": dict(ID_SCHEMA),
        "additionalProperties": values,
    }


def _one_or_list(values: Schema) -> Schema:
    return {"oneOf": [values, {"type": "array", "items": values}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
