"""The JSON Schema (2020-12) of the native format, for editors that complete and check.

It says what one file can say of itself: shapes, keys and words. That every id leads somewhere, and
that a map has claims, is for the reader alone.
"""

from __future__ import annotations

from argmap.formats.json import Schema, object_schema, read_schema
from argmap.formats.native.keys import JOINED, SAME_KEYS, keys_of
from argmap.model import ArgumentMap, CheckSettings, Claim, Inference, OwnScheme, Side, Source
from argmap.model.fields import fields_of


def schema() -> Schema:
    """Return the schema as plain data: `schema.json`, with the fields of the model filled in."""
    whole = read_schema("native/schema.json")
    shapes = whole.pop("shapes")
    grammar = whole.pop("grammar")
    definitions = whole.pop("$defs")
    parts = {"scheme": OwnScheme, "side": Side, "source": Source}
    for name, part in parts.items():
        schema = object_schema(_properties(part, shapes, {}))
        definitions[name]["oneOf"].append(schema)
    claim = _properties(Claim, shapes, grammar["claim"])
    definitions["full-claim"] = object_schema(claim, "text")
    inference = _properties(Inference, shapes, grammar["inference"])
    definitions["long-form"] = object_schema(inference, "premises")
    settings = _properties(CheckSettings, shapes, {})
    grammar["map"]["check"]["oneOf"].append(object_schema(settings))
    whole |= object_schema(_properties(ArgumentMap, shapes, grammar["map"]))
    # A file that another includes may do without claims, or include others that have them.
    whole["anyOf"] = [{"required": [key]} for key in JOINED]
    whole["$defs"] = definitions
    return whole


def _properties(part: type, shapes: Schema, grammar: Schema) -> Schema:
    """Return the schemas of a part's keys; `grammar` has those that are not plain fields."""
    values: Schema = {}
    for field in fields_of(part):
        # An editor's YAML makes numbers and truth values of what argmap takes as text.
        values[field.name] = shapes.get(field.shape.name.lower())
    # Last, since it puts some plain fields in its own way.
    values |= grammar
    properties: Schema = {}
    for key, meaning in keys_of(part).items():
        sentence = f"{meaning[0].upper()}{meaning[1:]}."
        properties[key] = {"description": sentence, **values[key]}
    for other, key in SAME_KEYS.items():
        if key in properties:
            properties[other] = {"description": f"An alias for `{key}`.", **values[key]}
    return properties
