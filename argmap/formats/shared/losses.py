"""What of a map a format has no place for, counted: the half that all writers with losses share."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from argmap.model import ArgumentMap, CheckSettings

_OF_CLAIMS = {
    "side": "claim side",
    "main": "main claim mark",
    "evidence": "evidence citation",
    "stated_in": "attribution",
    "held_by": "holder",
    "quote": "quotation",
    "assumed": "common ground mark",
    "implicit": "implicit claim mark",
    "note": "note",
    "tags": "tag",
    "ignore": "ignored rule",
}
_OF_STEPS = {"warrant": "warrant role", "scheme": "scheme"}
_OF_MAPS = {
    "title": "title",
    "sides": "side",
    "sources": "source",
    "expect": "expected verdict",
    "synonyms": "synonym group",
    "key_terms": "key term",
}


def dropped(map: ArgumentMap, kept: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield how many of each kind of thing a map has, and its name, but for the fields that are `kept`."""
    for field, word in _OF_MAPS.items():
        if field not in kept:
            yield _number(getattr(map, field)), word
    if "settings" not in kept:
        yield int(map.settings != CheckSettings()), "check settings block"
    for fields, things in ((_OF_CLAIMS, map.claims), (_OF_STEPS, map.inferences)):
        for field, word in fields.items():
            if field not in kept:
                yield sum(_number(getattr(thing, field)) for thing in things.values()), word


def _number(value: object) -> int:
    """Return how many things a field holds: the items of a list, else one if it holds anything."""
    return len(value) if isinstance(value, Collection) and not isinstance(value, str) else int(bool(value))
