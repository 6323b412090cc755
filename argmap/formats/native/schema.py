"""The JSON Schema (2020-12) of the native format, for editors that complete and check while one types.

It says what one file can say of itself: shapes, keys and words. That every id leads somewhere is for
the reader alone.
"""

from __future__ import annotations

from typing import Any

from argmap.formats.native.reader import CHECK_KEYS, CLAIM_KEYS, MAP_KEYS, SOURCE_KEYS, STEP_KEYS
from argmap.model import Verdict

Schema = dict[str, Any]

# What Python and JavaScript both understand: an id by the ASCII characters that it cannot have.
_ID = r"^[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-^`{-~]*$"
_FLAG = {"enum": [True, False, "true", "false"]}

_SAID: dict[str, str] = {
    "title": "What the debate is about.",
    "sides": "The positions, by id; their order is the drawing order, left to right.",
    "sources": "What `evidence` and `stated_in` cite, by id.",
    "claims": "The claims by id, in reading order; or a list of claims written in place.",
    "expect": "The verdicts that you expect, by the id of the claim; `argmap check` reports a difference.",
    "check": "Which rules `argmap check` applies to this map.",
    "synonyms": "Groups of words that mean the same, for the teaching rules.",
    "key_terms": "The words that count as terms for the teaching rules.",
    "select": "Rules or groups to apply, in place of the default.",
    "fail_on": "The severity from which a check fails: error, warning, info or never.",
    "text": "The claim itself, as one declarative sentence.",
    "id": "An id for a claim written in place.",
    "side": "The side that makes this claim; without it, the side of what it supports.",
    "main": "Whether this is what its side finally contends.",
    "premises": "The reasons for it; each item counts by itself.",
    "rebuttals": "The objections to it; each item counts by itself.",
    "evidence": "What documents that it is true; this supports it.",
    "stated_in": "Where somebody says so; this attributes it and supports nothing.",
    "held_by": "Who holds it.",
    "quote": "Exact words, which must occur in the source's `file`.",
    "assumed": "Whether it is common ground, accepted without support.",
    "implicit": "Whether the map-maker supplied it; it is drawn dashed.",
    "note": "Anything worth knowing.",
    "tags": "Words to group claims by.",
    "ignore": "Rules not to apply here: the rule's id and the reason.",
    "warrant": "The rule that licenses the step: a premise in the role of warrant.",
    "scheme": "The argumentation scheme, such as expert opinion.",
    "undercutters": "What speaks against the step rather than against a claim.",
    "author": "Who wrote it.",
    "publisher": "Where it appeared.",
    "date": "When it appeared.",
    "url": "Where to find it.",
    "file": "A text file with its words, beside the map.",
}


def schema() -> Schema:
    """Return the schema as plain data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "argmap",
        "description": "An argument map: claims, their premises and their rebuttals.",
        **_object(MAP_KEYS, _map_values(), required=["claims"]),
        "$defs": _definitions(),
    }


def _map_values() -> Schema:
    return {
        "title": _ref("text"),
        "sides": _by_id(_ref("text")),
        "sources": _by_id(_ref("source")),
        "claims": {
            "oneOf": [
                {**_by_id(_ref("claim")), "type": "object", "minProperties": 1},
                {"type": "array", "items": _ref("claim"), "minItems": 1},
            ]
        },
        "expect": _by_id({"enum": [verdict.value for verdict in Verdict]}),
        "check": {"oneOf": [{"type": "null"}, _object(CHECK_KEYS, _check_values())]},
        "synonyms": {"type": ["array", "null"], "items": _ref("texts")},
        "key_terms": _ref("texts"),
    }


def _check_values() -> Schema:
    return {"select": _ref("texts"), "ignore": _ref("texts"), "fail_on": _ref("text")}


def _definitions() -> Schema:
    return {
        "text": {"type": ["string", "number", "boolean", "null"]},
        "sentence": {"type": ["string", "number", "boolean"], "minLength": 1, "pattern": r"\S"},
        "texts": _one_or_list(_ref("text")),
        "source": {"oneOf": [_ref("text"), _object(SOURCE_KEYS, dict.fromkeys(SOURCE_KEYS, _ref("text")))]},
        "claim": {"oneOf": [_ref("sentence"), _ref("full-claim")]},
        "full-claim": _object(CLAIM_KEYS, _claim_values(), required=["text"]),
        "premise": {"oneOf": [_ref("sentence"), _ref("full-claim")]},
        "linked-premises": {"type": "array", "items": _ref("premise"), "minItems": 1},
        "long-form": _object(STEP_KEYS, _step_values(), required=["premises"]),
        "item": {"oneOf": [_ref("premise"), _ref("linked-premises"), _ref("long-form")]},
        "items": {"oneOf": [{"type": "null"}, _ref("premise"), {"type": "array", "items": _ref("item")}]},
    }


def _claim_values() -> Schema:
    texts = dict.fromkeys(("id", "side", "quote", "note"), _ref("text"))
    flags = dict.fromkeys(("main", "assumed", "implicit"), _FLAG)
    lists = dict.fromkeys(("evidence", "stated_in", "held_by", "tags"), _ref("texts"))
    steps = dict.fromkeys(("premises", "rebuttals"), _ref("items"))
    reasons = {"type": ["object", "null"], "additionalProperties": _ref("sentence")}
    return {"text": _ref("sentence"), **texts, **flags, **lists, **steps, "ignore": reasons}


def _step_values() -> Schema:
    return {
        "premises": {"oneOf": [_ref("premise"), _ref("linked-premises")]},
        "warrant": _ref("premise"),
        "scheme": _ref("text"),
        "undercutters": _ref("items"),
    }


def _object(keys: tuple[str, ...], values: Schema, required: list[str] | None = None) -> Schema:
    properties = {key: {"description": _SAID[key], **values[key]} for key in keys}
    return {
        "type": "object",
        "properties": properties,
        "required": required or [],
        "additionalProperties": False,
    }


def _by_id(values: Schema) -> Schema:
    return {"type": ["object", "null"], "propertyNames": {"pattern": _ID}, "additionalProperties": values}


def _one_or_list(values: Schema) -> Schema:
    return {"oneOf": [values, {"type": "array", "items": values}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
