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

from collections import Counter, defaultdict
from dataclasses import replace
from operator import attrgetter
from typing import Any

from argmap.formats.argdown.document import (
    ArgdownElement,
    ArgdownRelation,
    Document,
    Entry,
    RelationKind,
    RelationTarget,
    field_named,
    text_in,
    text_of,
    texts,
)
from argmap.formats.argdown.titles import is_title_of_inference, label_in
from argmap.formats.shared.ids import Ids, warn_of_unknown_language
from argmap.formats.shared.tree import Mapping, Node, lines_of_entry
from argmap.formats.shared.tree_reader import Places, TreeReader, Values
from argmap.model import ID, ArgumentMap, CheckSettings, Citation, Claim, Kind, Side, Source
from argmap.model.diagnostics import Diagnostics, Span
from argmap.model.fields import SYNONYMS, Field, Shape, fields_of, names_of
from argmap.model.parts import GROUP_SEPARATOR
from argmap.model.validation import CITATION_FIELDS

CHECK = "check"
"""The key of a map's settings for `argmap check`, as in the native format."""


class Front:
    """What front matter says of the map as a whole; a lone first heading is a title as well.

    `fields` holds the values of the map's plain fields and its settings, by name. Wrong values go
    to `diagnostics`, what has no place in a map to the ledger.
    """

    def __init__(self, document: Document, diagnostics: Diagnostics) -> None:
        self.fields: Values = {}
        self.sides: dict[str, Side] = {}
        self.sources: dict[str, Source] = {}
        self.places: Places = {}
        self.title_heading = ""
        self._values = TreeReader(diagnostics)
        self._ledger = document.ledger
        for key, entry in document.front.items():
            self.places[key] = entry.span
            if not self._read(key, entry):
                self._ledger.leave_out("front matter field", entry.lines)
        language = self.fields.get("language", "")
        warn_of_unknown_language(language, self.places.get("language"), diagnostics)
        if "title" not in self.fields:
            self.title_heading = _title_heading(document)
            self.fields["title"] = self.title_heading

    def _read(self, key: str, entry: Entry) -> bool:
        """Read a field of front matter; return whether it has a place in a map."""
        node, span, _ = entry
        field = field_named(key, ArgumentMap, node)
        if field:
            self.fields[key] = self._values.value(field, node, self.places)
            return True
        if not isinstance(node, Mapping):
            return False
        names = [name.value for name, _ in node.entries]
        places = {"": span, "id": span}
        if key == CHECK:
            settings = self._fields_of(CheckSettings, node, "check setting")
            self.fields["settings"] = CheckSettings(**settings)
        elif key == "sides":
            for (id, _, _), value in node.entries:
                values = self._fields_of(Side, value, "side field", "label")
                self.sides[id] = Side(id, **values, places=places)
        elif key == "sources":
            for (id, _, _), value in node.entries:
                values = self._fields_of(Source, value, "source field", "title")
                self.sources[id] = Source(id, **values, places=places)
        # By the mode alone the relations were read.
        elif key != "model" or names != ["mode"]:
            return False
        return True

    def _fields_of(self, part: type, node: Node, noun: str, only_field: str = "") -> Values:
        """Return the values of a part's fields; keys of none are left out, each a `noun`.

        What is no mapping is the value of the only field.
        """
        if not isinstance(node, Mapping):
            return {only_field: text_of(node)}
        values: Values = {}
        known = names_of(part)
        for key, value in node.entries:
            name = key.value
            if name not in known:
                self._ledger.leave_out(noun, lines_of_entry(key, value))
                continue
            field = fields_of(part)[known.index(name)]
            if field.shape in (Shape.TEXT, Shape.NAME):
                values[name] = text_of(value)
            else:
                values[name] = self._values.value(field, value, {})
        return values


def _title_heading(document: Document) -> str:
    """Return the heading that is above all else, if it is the only one of its level."""
    if not document.begins_with_heading:
        return ""
    highest, title, _ = document.headings[0]
    for level, *_ in document.headings[1:]:
        if level <= highest:
            return ""
    return title


# The fields that data means under other names, of which the last ones are Argdown's own.
_OTHER_NAMES = {
    **SYNONYMS,
    **dict.fromkeys(("source", "sources", "reference", "references", "url"), "stated_in"),
    **dict.fromkeys(("proponent", "proponents"), "held_by"),
}
STANDS_FOR = "stands_for"
"""The data key of a conclusion that is not a claim: it only carries its argument's relation."""


class Claims:
    """The claims of a document; `sides` and `sources` are those of front matter and of data."""

    def __init__(self, document: Document, front: Front) -> None:
        self.front = front
        self.ledger = document.ledger
        self.sides = dict(front.sides)
        self.sources = dict(front.sources)
        self.source_ids = Ids(front.sources)
        self.id_of_source: dict[str, str] = {}  # by the text that names it
        self.values = TreeReader([])  # what is no fit is left out before it is read
        self.carriers = _carriers(document)
        elements = []
        for element in document.elements:
            if not element.inferences and element not in self.carriers:
                elements.append(element)
        self.ids = _give_ids(elements)
        in_reading_order = sorted(elements, key=lambda element: element.main_member.span)
        self.all = list(map(self.claim, in_reading_order))
        for argument in document.arguments:
            # One that is reconstructed is not a claim, which could hold what it says of itself.
            if not argument.inferences:
                continue
            if argument.title and not is_title_of_inference(argument.title):
                self.ledger.leave_out("argument title", argument.title_span)
            for member in argument.members:
                if member.text:
                    self.ledger.leave_out("argument description", member.text_span)
            for span in argument.tags.values():
                self.ledger.leave_out("tag", span)
            for key, entry in argument.data.items():
                self.lose(key, entry)
        named = {heading for element in elements for heading in element.headings}
        named.add(front.title_heading)
        for _, title, span in document.headings:
            if title not in named:
                self.ledger.leave_out("heading", span)

    def lose(self, key: str, entry: Entry | None = None) -> None:
        """Leave out a field of data that has no place in a map."""
        self.ledger.leave_out(f"`{key}` value", entry and entry.lines)

    def id_of(self, target: RelationTarget) -> str:
        """Return the id of the claim that this is, or that an argument or inference shows."""
        ids = self.ids
        if isinstance(target, ArgdownElement) and target in ids:
            return ids[target]
        return ids.get(target.conclusion, "") if target.conclusion else ""

    def claim(self, element: ArgdownElement) -> Claim:
        id = self.ids[element]
        title = element.title
        span, member_text, text_span, *_ = element.main_member
        text = member_text or title or "?"
        headings = element.headings
        if headings[:1] == (self.front.title_heading,):
            headings = headings[1:]  # the first is the title of the whole
        group = GROUP_SEPARATOR.join(headings)
        values: Values = {"text": text, "group": group, "tags": tuple(element.tags)}
        places = {"": span, "id": element.title_span, "text": text_span}
        for key, entry in element.data.items():
            places[key] = entry.span
            if key != "id" or text_of(entry.node) != id:
                self.take(key, entry, values)
        label = label_in(title, values["text"])
        if values.setdefault("label", label) != label and label not in ("", id):
            self.ledger.leave_out("title", element.title_span)
        wordings = {"", values["text"]}
        for member in element.members:
            if member.text not in wordings:
                wordings.add(member.text)
                self.ledger.leave_out("alternative wording", member.text_span)
        for name in CITATION_FIELDS[Claim]:
            place = places.get(name, span)
            for citation in values.get(name, ()):
                places[f"{name}:{citation}"] = place
        return Claim(id, **values, places=places)

    # --- data ---

    def take(self, key: str, entry: Entry, values: Values) -> None:
        """Read a field of data into a claim's values."""
        node, span, _ = entry
        name = _OTHER_NAMES.get(key, key)
        field = field_named(name, Claim, node)
        if field is None:
            self.lose(key, entry)
            return
        value = self.value_of(field, entry, is_own_name=name == key)
        # Argdown has several names for who holds a claim and where it is, and all of them count,
        # as do tags in the text.
        if field.shape is Shape.CITATIONS or name in ("held_by", "tags"):
            value = (*values.get(name, ()), *value)
        values[name] = value
        if name == "side" and not self.front.sides:
            side = Side(value, places={"": span, "id": span})
            self.sides.setdefault(value, side)

    def value_of(self, field: Field, entry: Entry, *, is_own_name: bool = True) -> Any:
        """Return the value of a field that fits it.

        Under a name of our own a citation names a source of the front matter; under Argdown's it
        may be any text.
        """
        node, span, _ = entry
        if field.shape is not Shape.CITATIONS:
            return self.values.value(field, node, {})
        known = self.front.sources
        citations = []
        for text in texts(node):
            source, _, locator = text.strip().partition(" ")
            if source in known or (is_own_name and known):
                citations.append(Citation(source, locator.strip()))
            else:
                citations.append(self.cite(text, span))
        return tuple(citations)

    def cite(self, text: str, span: Span) -> Citation:
        """Return a citation of the source that a text names, or that is at this address."""
        ids = self.id_of_source
        if text not in ids:
            address = text.removeprefix("https://").removeprefix("http://")
            id = self.source_ids.give(address)
            made = Source(id, title=text, places={"": span, "id": span})
            if address != text:
                made = replace(made, title="", url=text)
            ids[text] = id
            self.sources[id] = made
        return Citation(ids[text])


def _give_ids(elements: list[ArgdownElement]) -> dict[ArgdownElement, str]:
    """Return an id for each element: that in its data, or its title, where these can be ids and are
    free; else it gets one from words.
    """
    wishes = [(element, text_in(element.data, "id")) for element in elements]
    # Statements first: an argument may have the title of one, and then gives way.
    for element in sorted(elements, key=attrgetter("is_argument")):
        wishes.append((element, element.title))
    ids = {}
    given = Ids()
    for element, id in wishes:
        if element not in ids and ID.fullmatch(id) and given.take(id):
            ids[element] = id
    # In the order of mention, for of texts with the same words the first gets the shortest id.
    for element in elements:
        if element not in ids:
            words = element.title or element.main_member.text
            ids[element] = given.give(words)
    return ids


# What kind of relation a conclusion carries, by what its data says that it stands for.
_CARRIED = {Kind.REBUTTAL.value: RelationKind.ATTACK, Kind.UNDERCUTTER.value: RelationKind.UNDERCUT}


def _carriers(document: Document) -> dict[ArgdownElement, ArgdownRelation]:
    """Return the conclusions that only carry the attack of their argument, with that relation.

    Example: `(2) Against @[Nine] {stands_for: rebuttal}`, and below it `-> [Nine]`.
    """
    times_concluded: Counter[ArgdownElement] = Counter()
    for argument in document.arguments:
        for inference in argument.inferences:
            times_concluded[inference.conclusion] += 1
    outgoing = defaultdict(list)
    for relation in document.relations:
        outgoing[relation.source].append(relation)
    carriers = {}
    for element in document.statements:
        carried = _CARRIED.get(text_in(element.data, STANDS_FOR))
        relations = outgoing[element]
        # What is said or used anywhere else is a claim of its own after all.
        if not times_concluded[element] == len(relations) == len(element.members) == 1:
            continue
        relation = relations[0]
        if relation.kind is carried:
            carriers[element] = relation
    return carriers
