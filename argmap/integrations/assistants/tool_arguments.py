"""The arguments of a tool: described as JSON Schema, and checked before a tool sees them.

    parameters = {"claim": text("the id of a claim"), "strict": yes_or_no("whether …")}
    checked("why", {"claim": "go", "strict": None}, parameters, required=["claim"])
    → {"claim": "go"}

An assistant reads the error and corrects its call, so the error says what is wrong with which
argument, and what fits.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import TypeAlias

from argmap.options import Declared, options_in
from argmap.options.names import known_as
from argmap.util.errors import Failure
from argmap.util.spelling import no_argument, no_such
from argmap.util.text import shorten

Schema: TypeAlias = dict[str, object]
"""A JSON Schema."""
Arguments: TypeAlias = Mapping[str, object]

_LONGEST_SHOWN = 40


def text(description: str, choices: Collection[str] = ()) -> Schema:
    """Return the schema of a text, which may be one of some choices."""
    schema: Schema = {"type": "string", "description": description}
    if choices:
        schema["enum"] = list(choices)
    return schema


def yes_or_no(description: str) -> Schema:
    """Return the schema of an argument that is true or false; without it, it is false."""
    return {"type": "boolean", "description": description, "default": False}


def number(description: str, least: int, most: int | None) -> Schema:
    """Return the schema of a whole number; the option itself refuses one out of range."""
    schema: Schema = {"type": "integer", "description": description, "minimum": least}
    return schema if most is None else {**schema, "maximum": most}


def texts(description: str) -> Schema:
    """Return the schema of a list of texts."""
    return {"type": "array", "items": {"type": "string"}, "description": description}


def texts_by_name(description: str) -> Schema:
    """Return the schema of an object whose values are texts."""
    values = {"type": "string"}
    return {"type": "object", "additionalProperties": values, "description": description}


def parameters_of(group: type) -> dict[str, Schema]:
    """Return the schemas of those options of a group that assistants are offered, by name."""
    offered = {}
    for each in options_in(group):
        description = each.option.tools
        if description:
            offered[each.name] = _schema_of(each, description)
    return offered


def _schema_of(option: Declared, description: str) -> Schema:
    if option.is_list:
        return texts(description)
    if option.option.least is not None:
        return number(description, option.option.least, option.option.most)
    return yes_or_no(description) if option.type is bool else text(description, option.choices)


def checked(
    tool: str, given: Arguments, parameters: Mapping[str, Schema], required: Collection[str]
) -> dict[str, object]:
    """Return the arguments of a call, without those that are null.

    Raises:
        Failure: an argument is unknown, missing or of the wrong type.
    """
    arguments: dict[str, object] = {}
    for name, value in given.items():
        if name not in parameters:
            raise Failure(no_argument(tool, shorten(name), parameters))
        if value is None:
            continue
        expected = _what_does_not_fit(value, parameters[name])
        if expected:
            shown = shorten(json.dumps(value, ensure_ascii=False), _LONGEST_SHOWN)
            raise Failure(f"`{name}` must be {expected}, not {shown}")
        choices = parameters[name].get("enum")
        if isinstance(choices, list):
            choice = known_as(str(value), choices)
            if not choice:
                raise Failure(no_such(name, shorten(str(value)), choices))
            value = choice  # noqa: PLW2901
        arguments[name] = value
    for name in required:
        if name not in arguments:
            description = parameters[name]["description"]
            raise Failure(f"`{tool}` needs the argument `{name}`: {description}")
    return arguments


_TYPES: Mapping[object, tuple[type, str]] = {
    "string": (str, "a text"),
    "boolean": (bool, "true or false"),
    "integer": (int, "a whole number"),
    "array": (list, "a list of texts"),
    "object": (dict, "an object"),
}
"""The types of JSON Schema, each with its type in Python, and what messages call a value of it."""


def _what_does_not_fit(value: object, schema: Schema) -> str:
    """Return what a value must be, or "" if it is that."""
    kind, words = _TYPES[schema["type"]]
    items = value if isinstance(value, list) else []
    if "additionalProperties" in schema:
        words = "an object whose values are texts"
        items = list(value.values()) if isinstance(value, dict) else []
    fits = type(value) is kind and all(isinstance(item, str) for item in items)
    return "" if fits else words
