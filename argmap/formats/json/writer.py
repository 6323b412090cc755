"""The model itself as JSON: claims and inferences side by side, for programs.

    {"argmap": 1,
     "claims": {"nine": {"text": "School should start at nine."},
                "sleep": {"text": "Teenagers would sleep more.",
                          "evidence": [{"source": "s", "locator": "p. 4"}]}},
     "inferences": {"sleep:supports:nine":
                      {"kind": "support", "premises": ["sleep"], "target": "nine"}}}

Nothing of a map is lost either way. Fields that are empty are left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from argmap.formats.shared.json_text import to_json
from argmap.model import (
    ArgumentMap,
    CheckSettings,
    Citation,
    Claim,
    Inference,
    OwnScheme,
    Side,
    Source,
)
from argmap.model.fields import fields_of
from argmap.model.options import WritingOptions
from argmap.model.result import Result

VERSION = 1


def format_json(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as JSON: reading it gives an equal map."""
    whole: dict[str, object] = {"argmap": VERSION}
    for field in fields_of(ArgumentMap):
        value = _plain(getattr(map, field.name))
        # Claims are there even where there are none: the reader needs the key.
        if value or field.name == "claims":
            whole[field.name] = value
    return Result(to_json(whole))


def _plain(value: object) -> object:
    """Return the value of a field as JSON has it."""
    if isinstance(value, Side):
        fields = _filled_fields(value)
        has_more_than_a_name = bool(fields.keys() - {"label"})
        return fields if has_more_than_a_name else value.label
    if isinstance(value, Source | Claim | Inference | CheckSettings | OwnScheme):
        return _filled_fields(value)
    if isinstance(value, Citation):
        citation = {"source": value.source}
        if value.locator:
            citation["locator"] = value.locator
        return citation
    if isinstance(value, tuple):
        return list(map(_plain, value))
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _filled_fields(
    part: Side | Source | Claim | Inference | CheckSettings | OwnScheme,
) -> dict[str, object]:
    part_type: type = type(part)
    filled: dict[str, object] = {}
    for field in fields_of(part_type):
        value = getattr(part, field.name)
        if value:
            filled[field.name] = _plain(value)
    return filled
