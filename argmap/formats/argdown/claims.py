"""Statements and arguments of an Argdown document → claims, with what their data says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from argmap.formats.argdown.data import Entry, fits, text_of, texts
from argmap.formats.argdown.document import Document, Node, Related, Relation
from argmap.formats.argdown.front import Front
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.tree_reader import TreeReader
from argmap.model import ID, Citation, Claim, Kind, Side, Source
from argmap.model.fields import Shape, fields_of

_FIELDS = {field.name: field for field in fields_of(Claim)}
_OTHER_NAMES = {
    **dict.fromkeys(("source", "sources", "reference", "references", "url"), "stated_in"),
    **dict.fromkeys(("proponent", "proponents"), "held_by"),
}
"""The fields that data means under names of Argdown's own."""
STANDS_FOR = "stands_for"
"""The data key of a conclusion that is no claim: it only carries the relation of its argument."""


class Claims:
    """The claims of a document. `sides` and `sources` are those of the front matter and those met in data."""

    def __init__(self, document: Document, front: Front, lost: Counter[str]) -> None:
        self.front, self.lost = front, lost
        self.sides, self.sources = dict(front.sides), dict(front.sources)
        self.source_ids = Ids(front.sources)
        self.by_title: dict[str, Source] = {}
        self.values = TreeReader([])  # what is no fit is counted as lost before it is read
        self.carriers = {id(node): relation for node, relation in _carriers(document)}
        nodes = [node for node in document.nodes if not node.inferences and id(node) not in self.carriers]
        self.ids = dict(_ids(nodes))
        self.all = [self.claim(node) for node in sorted(nodes, key=_reading_order)]
        lost["link"] += document.links
        lost["heading data block"] += document.heading_data
        lost["heading tag"] += document.heading_tags
        for argument in document.arguments:
            if argument.inferences:
                self.reconstructed(argument)

    def id(self, node: Node) -> str:
        """Return the id of the claim that a node is, or that an argument shows in the end."""
        return self.ids.get(id(node)) or self.ids.get(id(node.conclusion), "")

    def reconstructed(self, argument: Node) -> None:
        self.lost["argument description"] += argument.told is not None
        self.lost["tag"] += len(argument.tags)
        self.lost_values(argument.data)

    def claim(self, node: Node) -> Claim:
        told = node.told
        first = told or node.members[0]
        places = {"": first.span, "id": node.title_span, "text": first.text_span}
        values: dict[str, Any] = {"text": told.text if told else node.title, "tags": self.tags(node)}
        values["text"] = values["text"] or "?"
        self.lost["other wording"] += len({member.text for member in node.members if member.text} - {first.text})
        for key, entry in node.data.items():
            places[key] = entry.span
            if not self.take(key, entry, values):
                self.lost[f"`{key}` value"] += 1
        places |= {
            f"{key}:{cited}": places.get(key, first.span)
            for key in ("evidence", "stated_in")
            for cited in values.get(key, ())
        }
        return Claim(self.ids[id(node)], **values, places=places)

    def tags(self, node: Node) -> tuple[str, ...]:
        headings = [title for title in node.members[0].heading if title]
        if node.told:
            headings = [title for title in node.told.heading if title]
        if headings and headings[0] == self.front.title_heading:
            headings = headings[1:]
        return tuple(dict.fromkeys([*node.tags, *headings]))

    # --- data ---

    def take(self, key: str, entry: Entry, values: dict[str, Any]) -> bool:
        """Read a field of data into the values of a claim, and return whether it has a place there."""
        field = _FIELDS.get(_OTHER_NAMES.get(key, key))
        if field is None or not fits(field.shape, entry.node):
            return False
        if field.shape is Shape.CITATIONS:
            # Under a name of our own a citation names a source of the front matter; under Argdown's it may be any text.
            is_strict = key == field.name
            cited = [self.cite(text, entry, strict=is_strict) for text in texts(entry.node)]
            values[field.name] = (*values.get(field.name, ()), *cited)
        elif field.name == "held_by":
            values["held_by"] = (*values.get("held_by", ()), *texts(entry.node))
        else:
            values[field.name] = self.values.value(field, entry.node, {})
        if field.name == "side" and not self.front.sides:
            side = values["side"]
            self.sides.setdefault(side, Side(side, places={"": entry.span, "id": entry.span}))
        return True

    def cite(self, text: str, entry: Entry, *, strict: bool) -> Citation:
        """Return a citation of a source of the front matter, or else of one that the text names."""
        source, _, locator = text.strip().partition(" ")
        if source in self.front.sources or (strict and self.front.sources):
            return Citation(source, locator.strip())
        if text not in self.by_title:
            named = {"url" if text.startswith(("https://", "http://")) else "title": text}
            places = {"": entry.span, "id": entry.span}
            made = Source(
                self.source_ids.give(text.removeprefix("https://").removeprefix("http://")), **named, places=places
            )
            self.by_title[text] = self.sources[made.id] = made
        return Citation(self.by_title[text].id)

    def lost_values(self, data: Iterable[str]) -> None:
        for key in data:
            self.lost[f"`{key}` value"] += 1


def _reading_order(node: Node) -> tuple[int, int]:
    place = (node.told or node.members[0]).span
    return place.line, place.column


def _ids(nodes: list[Node]) -> Iterator[tuple[int, str]]:
    """Yield an id for each node: its title where that can be an id and is free, else one from words."""
    own: dict[str, Node] = {}
    for node in sorted(nodes, key=lambda node: node.is_argument):
        if ID.fullmatch(node.title):
            own.setdefault(node.title, node)
    ids = Ids(own)
    for node in nodes:
        told = node.told
        if own.get(node.title) is node:
            yield id(node), node.title
        else:
            yield id(node), ids.give(node.title or (told.text if told else ""))


def _carriers(document: Document) -> Iterator[tuple[Node, Related]]:
    """Yield the conclusions that only carry the rebuttal or undercutter of their argument, with it."""
    shown = Counter(id(step.conclusion) for node in document.arguments for step in node.inferences)
    outgoing: dict[int, list[Related]] = {}
    for relation in document.relations:
        outgoing.setdefault(id(relation.source), []).append(relation)
    wanted = {Kind.REBUTTAL.value: Relation.ATTACK, Kind.UNDERCUTTER.value: Relation.UNDERCUT}
    for node in document.statements:
        entry, relations = node.data.get(STANDS_FOR), outgoing.get(id(node), [])
        is_only_that = shown[id(node)] == len(relations) == len(node.members) == 1
        if entry and is_only_that and relations[0].kind is wanted.get(text_of(entry.node)):
            yield node, relations[0]
