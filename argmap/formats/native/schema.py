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

from argmap.formats.native.keys import CLAIM_KEYS, INFERENCE_KEYS, SAME_KEYS, keys_of
from argmap.formats.shared.schema_template import Schema, fill_in
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
    """Return the schema as plain data: `schema.json`, with what is known filled in."""
    of_inferences = ["premises", *(key for key in INFERENCE_KEYS if key not in CLAIM_KEYS)]
    reason = {"$ref": "#/$defs/sentence"}
    values = {
        "schemes": _one_of({each.name: each.summary for each in all_schemes()}),
        "rules": _one_of({**names.rules, **dict.fromkeys(names.rule_sets, "")}),
        "severities": list(names.severities),
        "reasons": {
            rule: {"description": summary, **reason} for rule, summary in names.rules.items()
        },
        "keys of inferences": [{"required": [key]} for key in of_inferences],
    }
    return fill_in("native/schema.json", _with_meanings, values)


def _one_of(words: Mapping[str, str]) -> list[Schema]:
    """Return the schemas of words, each with what it means."""
    choices: list[Schema] = []
    for word, meaning in words.items():
        choices.append({"const": word, "description": meaning} if meaning else {"const": word})
    return choices


def _with_meanings(part: type, values: Schema) -> Schema:
    """Return the schemas of a part's keys, each with what it holds, and of their other names."""
    properties: Schema = {}
    for key, meaning in keys_of(part).items():
        sentence = f"{meaning[0].upper()}{meaning[1:]}."
        properties[key] = {"description": sentence, **values[key]}
    for other, key in SAME_KEYS.items():
        if key in properties:
            properties[other] = {"description": f"An alias for `{key}`.", **values[key]}
    return properties
