"""The model itself as JSON: claims and inferences side by side, for programs.

    {"argmap": 1,
     "claims": {"nine": {"text": "School should start at nine."},
                "sleep": {"text": "Teenagers would sleep more.", "evidence": [{"source": "s", "locator": "p. 4"}]}},
     "inferences": {"sleep:supports:nine": {"kind": "support", "premises": ["sleep"], "target": "nine"}}}

Nothing of a map is lost either way. Fields that are empty are left out. The shapes of all fields stand
in one table, from which the reader, the writer and the JSON Schema are made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Mapping_
from typing import Any

from argmap.formats.json.reader import JsonReader
from argmap.formats.json.schema import CLAIM, INFERENCE, SETTINGS, SOURCE, VERSION, Shape, json_schema
from argmap.formats.shared.json_text import to_json
from argmap.formats.shared.json_tree import parse_json_tree
from argmap.formats.shared.reading import Reading
from argmap.model import ArgumentMap, CheckSettings, Citation
from argmap.model.garbage_collection import garbage_collection_paused
from argmap.model.losses import Written

__all__ = ["format_json", "json_schema", "looks_like_json", "parse_json"]

_MODEL = re.compile(r'\s*\{\s*"argmap"\s*:|\s*\{[^{}\[\]]*"claims"\s*:\s*\{')


def looks_like_json(text: str) -> bool:
    """Return whether a JSON text begins as a map does."""
    return bool(_MODEL.match(text[:4_000]))


def parse_json(text: str, name: str) -> Reading:
    """Return the map in a JSON text; `name` is what its diagnostics call the file."""
    with garbage_collection_paused():
        root, found = parse_json_tree(text, name)
        map = JsonReader(found).read(root) if root else None
        return Reading.of(name, text, map, found)


def format_json(map: ArgumentMap) -> Written:
    """Return a map as JSON: reading it gives an equal map."""
    whole: dict[str, Any] = {
        "title": map.title,
        "sides": {side.id: side.label for side in map.sides.values()},
        "sources": {source.id: _filled(source, SOURCE) for source in map.sources.values()},
        "claims": {claim.id: _filled(claim, CLAIM) for claim in map.claims.values()},
        "inferences": {step.id: _filled(step, INFERENCE) for step in map.inferences.values()},
        "expect": {id: verdict.value for id, verdict in map.expect.items()},
        "settings": _filled(map.settings, SETTINGS) if map.settings != CheckSettings() else None,
        "synonyms": [list(group) for group in map.synonyms],
        "key_terms": list(map.key_terms),
    }
    kept = {key: value for key, value in whole.items() if value or key == "claims"}
    return Written(to_json({"argmap": VERSION} | kept))


def _filled(thing: object, fields: Mapping_[str, Shape]) -> dict[str, Any]:
    values = {name: _plain(getattr(thing, name)) for name in fields}
    return {name: value for name, value in values.items() if value}


def _plain(value: Any) -> Any:
    """Return the value of a field as JSON has it."""
    if isinstance(value, Citation):
        return {"source": value.source} | ({"locator": value.locator} if value.locator else {})
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping_) else value
