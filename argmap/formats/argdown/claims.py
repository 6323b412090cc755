"""Statements and arguments of an Argdown document → claims, and front matter → the map's fields.

===
title: Should school start at nine?
sides: {later: Start at nine}
sources: {aap: School Start Times}
model: {mode: strict}
===
[Nine]: We should start at nine. #health {side: later, source: "https://example.org"}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from argmap.formats.argdown.document import (
    ArgdownElement,
    ArgdownInference,
    ArgdownRelation,
    Document,
    Entry,
    RelationKind,
    RelationTarget,
    fits,
    text_of,
    texts,
)
from argmap.formats.argdown.titles import label_in
from argmap.formats.shared.ids import Ids, warn_of_unknown_language
from argmap.formats.shared.tree import Mapping, Node, Scalar
from argmap.formats.shared.tree_reader import TreeReader
from argmap.model import ID, ArgumentMap, CheckSettings, Citation, Claim, Kind, Side, Source
from argmap.model.diagnostics import Diagnostic, Span
from argmap.model.fields import ALIASES, Field, Shape, fields_of
from argmap.model.parts import GROUP_SEPARATOR
from argmap.model.validation import CITATION_FIELDS

CHECK = "check"
"""The key of a map's settings for `argmap check`, as in the native format."""


class Front:
    """What front matter says of the map as a whole; a lone first heading is a title as well.

    `fields` holds the values of the map's plain fields and its settings, by name. Wrong values go
    to `diagnostics`, what has no place in a map to `lost`.
    """

    def __init__(
        self, document: Document, diagnostics: list[Diagnostic], lost: Counter[str]
    ) -> None:
        self.fields: dict[str, Any] = {}
        self.sides: dict[str, Side] = {}
        self.sources: dict[str, Source] = {}
        self.places: dict[str, Span] = {}
        self.title_heading = ""
        self._values = TreeReader(diagnostics)
        self._lost = lost
        of_map = {field.name: field for field in fields_of(ArgumentMap)}
        for key, (node, span) in document.front.items():
            self.places[key] = span
            field = of_map.get(key)
            if field and field.shape is not Shape.PARTS and fits(field.shape, node):
                self.fields[key] = self._values.value(field, node, self.places)
            elif key == CHECK and isinstance(node, Mapping):
                settings = self._fields_of(CheckSettings, node, "check setting")
                self.fields["settings"] = CheckSettings(**settings)
            elif key in ("sides", "sources") and isinstance(node, Mapping):
                self._read_parts(key, node, {"": span, "id": span})
            # By the mode alone the relations were read.
            elif key != "model" or not _is_mode_alone(node):
                lost["front matter field"] += 1
        language = self.fields.get("language", "")
        warn_of_unknown_language(language, self.places.get("language"), diagnostics)
        if "title" not in self.fields:
            self.title_heading = _title_heading(document)
            self.fields["title"] = self.title_heading

    def _read_parts(self, key: str, mapping: Mapping, places: dict[str, Span]) -> None:
        for name, node in mapping.entries:
            id, text = name.value, text_of(node)
            if key == "sides":
                values = {"label": text}
                if isinstance(node, Mapping):
                    values = self._fields_of(Side, node, "side field")
                self.sides[id] = Side(id, **values, places=places)
                continue
            values = {"title": text}
            if not isinstance(node, Scalar):
                values = self._fields_of(Source, node, "source field")
            self.sources[id] = Source(id, **values, places=places)

    def _fields_of(self, part: type, node: Node, noun: str) -> dict[str, Any]:
        """Return the values of a part's fields; keys of none are counted as lost, each a `noun`."""
        known = {field.name: field for field in fields_of(part)}
        values: dict[str, Any] = {}
        for key, value in node.entries if isinstance(node, Mapping) else ():
            field = known.get(key.value)
            if field is None:
                self._lost[noun] += 1
            elif field.shape in (Shape.TEXT, Shape.NAME):
                values[field.name] = text_of(value)
            else:
                values[field.name] = self._values.value(field, value, {})
        return values


def _is_mode_alone(node: Node) -> bool:
    return isinstance(node, Mapping) and [key.value for key, _ in node.entries] == ["mode"]


def _title_heading(document: Document) -> str:
    """Return the heading that is above all else, if it is the only one of its level."""
    if not document.begins_with_heading:
        return ""
    highest = min(level for level, _ in document.headings)
    titles = [title for level, title in document.headings if level == highest]
    if len(titles) == 1 and document.headings[0][1] == titles[0]:
        return titles[0]
    return ""


_FIELDS = {field.name: field for field in fields_of(Claim)}
_OTHER_NAMES = {
    **ALIASES,
    **dict.fromkeys(("source", "sources", "reference", "references", "url"), "stated_in"),
    **dict.fromkeys(("proponent", "proponents"), "held_by"),
}
"""The fields that data means under older names, and under names of Argdown's own."""
STANDS_FOR = "stands_for"
"""The data key of a conclusion that is no claim: it only carries the relation of its argument."""


class Claims:
    """The claims of a document; `sides` and `sources` are those of front matter and of data."""

    def __init__(self, document: Document, front: Front, lost: Counter[str]) -> None:
        self.front, self.lost = front, lost
        self.sides, self.sources = dict(front.sides), dict(front.sources)
        self.source_ids = Ids(front.sources)
        self.by_title: dict[str, Source] = {}
        self.values = TreeReader([])  # what is no fit is counted as lost before it is read
        self.carriers = dict(_carriers(document))
        elements: list[ArgdownElement] = []
        for element in document.elements:
            if not element.inferences and element not in self.carriers:
                elements.append(element)
        self.ids = _give_ids(elements)
        self.all = [self.claim(element) for element in sorted(elements, key=_reading_order)]
        lost["link"] += document.links
        lost["heading data block"] += document.heading_data
        lost["heading tag"] += document.heading_tags
        for argument in document.arguments:
            # One that is reconstructed is no claim, which could hold what it says of itself.
            if not argument.inferences:
                continue
            if argument.text_member:
                lost["argument description"] += 1
            lost["tag"] += len(argument.tags)
            for key in argument.data:
                self.lose(key)

    def lose(self, key: str) -> None:
        """Count a key of data that has no place in a map."""
        self.lost[f"`{key}` value"] += 1

    def id_of(self, target: RelationTarget) -> str:
        """Return the id of the claim that this is, or that an argument or inference shows."""
        if isinstance(target, ArgdownInference):
            target = target.conclusion
        own_id = self.ids.get(target, "")
        if not own_id and target.conclusion:
            return self.ids.get(target.conclusion, "")
        return own_id

    def claim(self, element: ArgdownElement) -> Claim:
        id = self.ids[element]
        text_member = element.text_member
        member = text_member or element.members[0]
        text = text_member.text if text_member else element.title
        places = {"": member.span, "id": element.title_span, "text": member.text_span}
        headings = list(element.headings)
        if headings and headings[0] == self.front.title_heading:
            del headings[0]  # it is the title of the whole
        values: dict[str, Any] = {
            "text": text or "?",
            "group": GROUP_SEPARATOR.join(headings),
            "tags": tuple(element.tags),
        }
        wordings = {other.text for other in element.members} - {"", member.text}
        self.lost["other wording"] += len(wordings)
        for key, entry in element.data.items():
            places[key] = entry.span
            is_own_id = key == "id" and text_of(entry.node) == id
            if not is_own_id and not self.take(key, entry, values):
                self.lose(key)
        values.setdefault("label", label_in(element.title, values["text"]))
        for name in CITATION_FIELDS[Claim]:
            for citation in values.get(name, ()):
                places[f"{name}:{citation}"] = places.get(name, member.span)
        return Claim(id, **values, places=places)

    # --- data ---

    def take(self, key: str, entry: Entry, values: dict[str, Any]) -> bool:
        """Read a field of data into a claim's values; return whether it has a place there."""
        field = _FIELDS.get(_OTHER_NAMES.get(key, key))
        if field is None or not fits(field.shape, entry.node):
            return False
        value = self.value_of(field, entry, is_own_name=key not in _OTHER_NAMES)
        # Argdown has several names for who holds a claim and where it is, and all of them count.
        if field.shape is Shape.CITATIONS or field.name == "held_by":
            value = (*values.get(field.name, ()), *value)
        values[field.name] = value
        if field.name == "side" and not self.front.sides:
            self.sides.setdefault(value, Side(value, places={"": entry.span, "id": entry.span}))
        return True

    def value_of(self, field: Field, entry: Entry, *, is_own_name: bool = True) -> Any:
        """Return the value of a field that fits it.

        Under a name of our own a citation names a source of the front matter; under Argdown's it
        may be any text.
        """
        if field.shape is not Shape.CITATIONS:
            return self.values.value(field, entry.node, {})
        return tuple(self.cite(text, entry, strict=is_own_name) for text in texts(entry.node))

    def cite(self, text: str, entry: Entry, *, strict: bool) -> Citation:
        """Return a citation of a source of the front matter, or else of one that the text names."""
        source, _, locator = text.strip().partition(" ")
        if source in self.front.sources or (strict and self.front.sources):
            return Citation(source, locator.strip())
        if text not in self.by_title:
            id = self.source_ids.give(text.removeprefix("https://").removeprefix("http://"))
            named = {"url" if text.startswith(("https://", "http://")) else "title": text}
            made = Source(id, **named, places={"": entry.span, "id": entry.span})
            self.by_title[text] = self.sources[id] = made
        return Citation(self.by_title[text].id)


def _reading_order(element: ArgdownElement) -> tuple[int, int]:
    member = element.text_member or element.members[0]
    return member.span.line, member.span.column


def _give_ids(elements: list[ArgdownElement]) -> dict[ArgdownElement, str]:
    """Return an id for each element: that in its data, or its title, where these can be ids and are
    free; else it gets one from words.
    """
    ids: dict[ArgdownElement, str] = {}
    taken: set[str] = set()

    def take(name: str, element: ArgdownElement) -> None:
        if name not in taken and ID.fullmatch(name):
            taken.add(name)
            ids[element] = name

    for element in elements:
        if "id" in element.data:
            take(text_of(element.data["id"].node), element)
    # Statements first: an argument may have the title of one, and then gives way.
    for element in sorted(elements, key=lambda element: element.is_argument):
        if element not in ids:
            take(element.title, element)
    made = Ids(taken)
    # In the order of mention, for of texts with the same words the first gets the shortest id.
    for element in elements:
        words = element.title
        if not words and element.text_member:
            words = element.text_member.text
        if element not in ids:
            ids[element] = made.give(words)
    return ids


_CARRIED = {Kind.REBUTTAL.value: RelationKind.ATTACK, Kind.UNDERCUTTER.value: RelationKind.UNDERCUT}
"""What kind of relation a conclusion carries, by what its data says that it stands for."""


def _carriers(document: Document) -> Iterator[tuple[ArgdownElement, ArgdownRelation]]:
    """Yield the conclusions that only carry the attack of their argument, with that relation.

    Example: `(2) Against @[Nine] {stands_for: rebuttal}`, and below it `-> [Nine]`.
    """
    times_concluded: Counter[ArgdownElement] = Counter()
    for argument in document.arguments:
        times_concluded.update(inference.conclusion for inference in argument.inferences)
    outgoing: dict[ArgdownElement, list[ArgdownRelation]] = {}
    for relation in document.relations:
        outgoing.setdefault(relation.source, []).append(relation)
    for element in document.statements:
        if STANDS_FOR not in element.data:
            continue
        relations = outgoing.get(element, [])
        # What is said or used anywhere else is a claim of its own after all.
        is_only_that = times_concluded[element] == len(relations) == len(element.members) == 1
        carried = _CARRIED.get(text_of(element.data[STANDS_FOR].node))
        if is_only_that and relations[0].kind is carried:
            yield element, relations[0]
