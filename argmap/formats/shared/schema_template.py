"""JSON Schemas made from templates, in which the model fills in what it knows.

    "properties": {"*": "Claim", "kind": {"enum": "=kinds"}}

The fields of a part take the place of `*`, each in the shape that the template has for it, and what
the template says of one of them counts more. A text that begins with `=` is the name of a value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from argmap import model
from argmap.model import Expectation, Kind
from argmap.model.fields import fields_of
from argmap.model.parts import LONGEST_ID

Schema: TypeAlias = dict[str, Any]
_ID_PATTERN = r"^[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-^`{-~]*$"
"""An id, in what Python and JavaScript both understand: by the ASCII characters that it cannot
have.
"""
_VALUES: Mapping[str, object] = {
    "ids": {"pattern": _ID_PATTERN, "maxLength": LONGEST_ID},
    "longest id": LONGEST_ID,
    "kinds": [kind.value for kind in Kind],
    "verdicts": [result.value for result in Expectation],
}


def fill_in(
    file: str, lay_out: Callable[[type, Schema], Schema], values: Mapping[str, object] | None = None
) -> Schema:
    """Return the schema that a template becomes.

    Args:
        file: the template, in the folder of formats.
        lay_out: makes the properties of a part of what its fields, and the template, say of them.
        values: the values that only this template has, by their names.
    """
    import json
    from importlib.resources import files

    template = json.loads((files("argmap.formats") / file).read_text(encoding="utf-8"))
    shapes = template.pop("shapes")
    named = {**_VALUES, **(values or {})}

    def filled(node: Any) -> Any:
        if isinstance(node, list):
            return [filled(each) for each in node]
        if isinstance(node, str) and node.startswith("="):
            return named[node[1:]]
        if not isinstance(node, dict):
            return node
        part: type | None = None
        schema: Schema = {}
        for key, value in node.items():
            if key != "*":
                schema[key] = filled(value)
                continue
            part = getattr(model, value)
            for field in fields_of(part):
                shape = field.shape.name.lower()
                if field.choices:
                    schema[field.name] = {"enum": [*field.choices]}
                elif shape in shapes:
                    schema[field.name] = filled(shapes[shape])
        return lay_out(part, schema) if part else schema

    schema: Schema = filled(template)
    return schema
