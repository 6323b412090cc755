"""Statements and arguments of an Argdown document → claims, with what their data says of them.

The front matter of an Argdown text: what argmap has a place for, of what may stand there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.argdown.document import (
    ArgdownElement,
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
    """The claims of a document. `sides` and `sources` are those of the front matter and those met
    in data.
    """

    def __init__(self, document: Document, front: Front, lost: Counter[str]) -> None:
        self.front, self.lost = front, lost
        self.sides, self.sources = dict(front.sides), dict(front.sources)
        self.source_ids = Ids(front.sources)
        self.by_title: dict[str, Source] = {}
        self.values = TreeReader([])  # what is no fit is counted as lost before it is read
        self.carriers = dict(_carriers(document))
        elements = _elements_that_are_claims(document, self.carriers)
        self.ids = _give_ids(elements)
        self.all = [self.claim(element) for element in sorted(elements, key=_reading_order)]
        lost["link"] += document.links
        lost["heading data block"] += document.heading_data
        lost["heading tag"] += document.heading_tags
        for argument in document.arguments:
            if argument.inferences:
                self.count_lost_with(argument)

    def id_of(self, element: ArgdownElement) -> str:
        """Return the id of the claim that an element is, or that an argument shows in the end."""
        own_id = self.ids.get(id(element))
        if own_id is not None:
            return own_id
        return self.ids.get(id(element.conclusion), "")

    def id_of_target(self, target: RelationTarget) -> str:
        """Return the id of the claim that a relation bears on in the end: of an inference, its
        conclusion.
        """
        if isinstance(target, ArgdownElement):
            return self.id_of(target)
        return self.id_of(target.conclusion)

    def count_lost_with(self, argument: ArgdownElement) -> None:
        """Count what an argument says of itself: one that is reconstructed is no claim, which could
        hold it.
        """
        if argument.text_member:
            self.lost["argument description"] += 1
        self.lost["tag"] += len(argument.tags)
        self.count_lost_values(argument.data)

    def claim(self, element: ArgdownElement) -> Claim:
        text_member = element.text_member
        member = text_member or element.members[0]
        text = text_member.text if text_member else element.title
        places = {"": member.span, "id": element.title_span, "text": member.text_span}
        values: dict[str, Any] = {
            "text": text or "?",
            "group": self.group(element),
            "tags": tuple(element.tags),
        }
        wordings = {other.text for other in element.members if other.text}
        self.lost["other wording"] += len(wordings - {member.text})
        for key, entry in element.data.items():
            places[key] = entry.span
            is_own_id = key == "id" and text_of(entry.node) == self.ids[id(element)]
            if not is_own_id and not self.take(key, entry, values):
                self.lost[f"`{key}` value"] += 1
        values.setdefault("label", label_in(element.title, values["text"]))
        for name in CITATION_FIELDS[Claim]:
            for citation in values.get(name, ()):
                places[f"{name}:{citation}"] = places.get(name, member.span)
        return Claim(self.ids[id(element)], **values, places=places)

    def group(self, element: ArgdownElement) -> str:
        """Return the group of a claim: the path of the headings above it but for the title of the
        whole.
        """
        headings = list(element.headings)
        if headings and headings[0] == self.front.title_heading:
            del headings[0]
        return GROUP_SEPARATOR.join(headings)

    # --- data ---

    def take(self, key: str, entry: Entry, values: dict[str, Any]) -> bool:
        """Read a field of data into the values of a claim, and return whether
        it has a place there.
        """
        field = _FIELDS.get(_OTHER_NAMES.get(key, key))
        if field is None or not fits(field.shape, entry.node):
            return False
        value = self.value_of(field, entry, is_own_name=key not in _OTHER_NAMES)
        # Argdown has several names for who holds a claim and where it stands, and all of them
        # count.
        adds_up = field.shape is Shape.CITATIONS or field.name == "held_by"
        values[field.name] = (*values.get(field.name, ()), *value) if adds_up else value
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
            named = {"url" if text.startswith(("https://", "http://")) else "title": text}
            places = {"": entry.span, "id": entry.span}
            made = Source(
                self.source_ids.give(text.removeprefix("https://").removeprefix("http://")),
                **named,
                places=places,
            )
            self.by_title[text] = self.sources[made.id] = made
        return Citation(self.by_title[text].id)

    def count_lost_values(self, data: Iterable[str]) -> None:
        """Count keys of data that have no place in a map."""
        for key in data:
            self.lost[f"`{key}` value"] += 1


def _elements_that_are_claims(
    document: Document, carriers: Container[ArgdownElement]
) -> list[ArgdownElement]:
    elements = []
    for element in document.elements:
        is_reconstructed = bool(element.inferences)
        if not is_reconstructed and element not in carriers:
            elements.append(element)
    return elements


def _reading_order(element: ArgdownElement) -> tuple[int, int]:
    member = element.text_member or element.members[0]
    return member.span.line, member.span.column


def _give_ids(elements: list[ArgdownElement]) -> dict[int, str]:
    """Return an id for each element: that in its data, or its title, where these can be ids and are
    free.

    Else it gets one from words. The keys are the identities of the elements.
    """
    own: dict[str, ArgdownElement] = {}
    for element in elements:
        if "id" in element.data:
            _claim_id(text_of(element.data["id"].node), element, own)
    ids = {id(element): own_id for own_id, element in own.items()}
    # Statements first: an argument may have the title of one, and then gives way.
    for element in sorted(elements, key=lambda element: element.is_argument):
        if id(element) not in ids:
            _claim_id(element.title, element, own)
    ids = {id(element): own_id for own_id, element in own.items()}
    made = Ids(own)
    # In the order of mention, for of texts with the same words the first gets the shortest id.
    for element in elements:
        if id(element) in ids:
            continue
        words = element.title
        if not words and element.text_member:
            words = element.text_member.text
        ids[id(element)] = made.give(words)
    return ids


def _claim_id(name: str, element: ArgdownElement, taken: dict[str, ArgdownElement]) -> None:
    """Give an element a name as its id if that can be one and is free."""
    if ID.fullmatch(name):
        taken.setdefault(name, element)


_CARRIED = {Kind.REBUTTAL.value: RelationKind.ATTACK, Kind.UNDERCUTTER.value: RelationKind.UNDERCUT}
"""What kind of relation a conclusion carries, by what its data says that it stands for."""


def _carriers(document: Document) -> Iterator[tuple[ArgdownElement, ArgdownRelation]]:
    """Yield the conclusions that only carry the rebuttal or undercutter of
    their argument, with it.
    """
    times_concluded: Counter[ArgdownElement] = Counter()
    for argument in document.arguments:
        for inference in argument.inferences:
            times_concluded[inference.conclusion] += 1
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
