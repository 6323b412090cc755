"""The JSON Schema (2020-12) of the native format, for editors that complete and check.

It says what one file can say of itself: shapes, keys and words. That every id leads somewhere, and
that a map has claims, is for the reader alone.

Two things in `schema.json` are for editors, which show and offer what they find in it. Where a
value may have several shapes, `if` says which one is meant, so that a misspelt key is reported for
that shape alone. And an editor's YAML makes numbers, truth values and null of what argmap takes as
text: `if` lets them pass without having `true` offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from argmap.formats.json import Schema, object_schema, read_schema
from argmap.formats.native.keys import CLAIM_KEYS, INFERENCE_KEYS, JOINED, SAME_KEYS, keys_of
from argmap.model import (
    ArgumentMap,
    CheckSettings,
    Claim,
    DecisionRecord,
    Inference,
    OwnScheme,
    RecordLink,
    Side,
    Source,
)
from argmap.model.fields import fields_of
from argmap.model.schemes import all_schemes


class CheckNames(NamedTuple):
    """The names that a map may use for `argmap check`.

    Attributes:
        rules: the rules, each with its summary.
        rule_sets: the names that stand for several rules.
        severities: what `fail_on` may be.
    """

    rules: Mapping[str, str]
    rule_sets: Iterable[str]
    severities: Iterable[str]


def schema(names: CheckNames) -> Schema:
    """Return the schema as plain data: `schema.json`, with the fields of the model filled in."""
    whole = read_schema("native/schema.json")
    shapes = whole.pop("shapes")
    grammar = whole.pop("grammar")
    definitions = whole.pop("$defs")
    parts: Mapping[str, type] = {
        "scheme": OwnScheme,
        "side": Side,
        "source": Source,
        "settings": CheckSettings,
        "record": DecisionRecord,
        "link": RecordLink,
    }
    for name, part in parts.items():
        properties = _properties(part, shapes, grammar.get(name, {}))
        definitions[name]["then"] = object_schema(properties)
    claim = _properties(Claim, shapes, grammar["claim"])
    definitions["full-claim"] |= object_schema(claim, "text")
    inference = _properties(Inference, shapes, grammar["inference"])
    definitions["long-form"] |= object_schema(inference, "premises")
    of_inferences = ["premises", *(key for key in INFERENCE_KEYS if key not in CLAIM_KEYS)]
    definitions["meant-as-long-form"] |= _with_any_of(of_inferences)
    definitions["known-scheme"] = _one_of({each.name: each.summary for each in all_schemes()})
    definitions["rule"] = _one_of({**names.rules, **dict.fromkeys(names.rule_sets, "")})
    definitions["severity"] = {"enum": list(names.severities)}
    reason = definitions["reasons"]["additionalProperties"]
    definitions["reasons"]["properties"] = {
        rule: {"description": summary, **reason} for rule, summary in names.rules.items()
    }
    whole |= object_schema(_properties(ArgumentMap, shapes, grammar["map"]))
    # A file that another includes may do without claims, or include others that have them.
    whole |= _with_any_of(JOINED)
    whole["$defs"] = definitions
    return whole


def _with_any_of(keys: Iterable[str]) -> Schema:
    """Return the schema of an object that has at least one of these keys."""
    return {"anyOf": [{"required": [key]} for key in keys]}


def _one_of(words: Mapping[str, str]) -> Schema:
    """Return the schema of one of these words, each with what it means."""
    choices: list[Schema] = []
    for word, meaning in words.items():
        choices.append({"const": word, "description": meaning} if meaning else {"const": word})
    return {"anyOf": choices}


def _properties(part: type, shapes: Schema, grammar: Schema) -> Schema:
    """Return the schemas of a part's keys; `grammar` has those that are not plain fields."""
    values: Schema = {}
    for field in fields_of(part):
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
