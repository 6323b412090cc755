"""The front matter of an Argdown text: what argmap has a place for, of what may stand there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.argdown.data import Entry, fits, text_of
from argmap.formats.argdown.document import Document
from argmap.formats.shared.language import warn_of_unknown_language
from argmap.formats.shared.tree_reader import TreeReader
from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar
from argmap.model import ArgumentMap, CheckSettings, Side, Source
from argmap.model.diagnostics import Diagnostic, Span
from argmap.model.fields import Shape, fields_of

CHECK = "check"
"""The key of a map's settings for `argmap check`, as in the native format."""


@dataclass(slots=True)
class Front:
    """What front matter says of the map as a whole; a lone first heading is a title as well.

    `fields` holds the values of the map's plain fields and its settings, by name.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    sides: dict[str, Side] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    title_heading: str = ""


def read_front(document: Document, diagnostics: list[Diagnostic], lost: Counter[str]) -> Front:
    """Return the front matter of a document; wrong values go to `diagnostics`, what has no place to
    `lost`.
    """
    return _FrontReader(diagnostics, lost).read(document)


class _FrontReader:
    def __init__(self, diagnostics: list[Diagnostic], lost: Counter[str]) -> None:
        self.values = TreeReader(diagnostics)
        self.lost = lost
        self.front = Front()

    def read(self, document: Document) -> Front:
        map_fields = {
            field.name: field for field in fields_of(ArgumentMap) if field.shape is not Shape.PARTS
        }
        for key, entry in document.front.items():
            self.front.places[key] = entry.span
            if key in map_fields and fits(map_fields[key].shape, entry.node):
                value = self.values.value(map_fields[key], entry.node, self.front.places)
                self.front.fields[key] = value
            elif key in ("sides", "sources", CHECK) and isinstance(entry.node, Mapping):
                self.parts(key, entry, entry.node)
            elif _is_mode_alone(key, entry.node):
                continue  # by it the relations were read
            else:
                self.lost["front matter field"] += 1
        language = self.front.fields.get("language", "")
        warn_of_unknown_language(
            language, self.front.places.get("language"), self.values.diagnostics
        )
        if "title" not in self.front.fields:
            self.front.title_heading = _title_heading(document)
            self.front.fields["title"] = self.front.title_heading
        return self.front

    def parts(self, key: str, entry: Entry, mapping: Mapping) -> None:
        places = {"": entry.span, "id": entry.span}
        if key == CHECK:
            self.front.fields["settings"] = CheckSettings(
                **self.fields(CheckSettings, mapping, "check setting")
            )
            return
        for name, node in mapping.entries:
            if key == "sides":
                values = {"label": text_of(node)}
                if isinstance(node, Mapping):
                    values = self.fields(Side, node, "side field")
                self.front.sides[name.value] = Side(name.value, **values, places=places)
            elif isinstance(node, Scalar):
                self.front.sources[name.value] = Source(name.value, title=node.value, places=places)
            else:
                values = self.fields(Source, node, "source field")
                self.front.sources[name.value] = Source(name.value, **values, places=places)

    def fields(self, part: type, node: Node, noun: str) -> dict[str, Any]:
        """Return the values of a part's fields; keys of none are counted as lost, each a `noun`."""
        known = {field.name: field for field in fields_of(part)}
        values: dict[str, Any] = {}
        for key, value in node.entries if isinstance(node, Mapping) else ():
            if key.value not in known:
                self.lost[noun] += 1
            elif known[key.value].shape in (Shape.TEXT, Shape.NAME):
                values[key.value] = text_of(value)
            else:
                values[key.value] = self.values.value(known[key.value], value, {})
        return values


def _title_heading(document: Document) -> str:
    """Return the heading that stands above all else, if it is the only one of its level."""
    if not document.begins_with_heading:
        return ""
    highest = min(level for level, _ in document.headings)
    titles = [title for level, title in document.headings if level == highest]
    is_first = document.headings[0][1] == titles[0]
    return titles[0] if len(titles) == 1 and is_first else ""


def _is_mode_alone(key: str, node: Node) -> bool:
    """Return whether a field is Argdown's `model` and sets nothing but its mode."""
    return (
        key == "model"
        and isinstance(node, Mapping)
        and [name.value for name, _ in node.entries] == ["mode"]
    )
