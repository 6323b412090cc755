"""The front matter of an Argdown text: what argmap has a place for, of what may stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.formats.argdown.data import Entry, fields, is_text, text_of, texts
from argmap.formats.argdown.document import Document
from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence
from argmap.model import CheckSettings, Side, Source, Verdict
from argmap.model.diagnostics import Diagnostic, Span, did_you_mean, error

SOURCE_FIELDS = ("author", "title", "publisher", "date", "url", "file")


@dataclass(slots=True)
class Front:
    """What front matter says of the map as a whole; a lone first heading is a title as well."""

    title: str = ""
    sides: dict[str, Side] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    expect: dict[str, Verdict] = field(default_factory=dict)
    settings: CheckSettings = field(default_factory=CheckSettings)
    synonyms: list[list[str]] = field(default_factory=list)
    key_terms: list[str] = field(default_factory=list)
    places: dict[str, Span] = field(default_factory=dict)
    title_heading: str = ""


def read_front(document: Document, found: list[Diagnostic], lost: Counter[str]) -> Front:
    """Return the front matter of a document; wrong values go to `found`, what has no place to `lost`."""
    front = Front(places={key: entry.span for key, entry in document.front.items()})
    for key, entry in document.front.items():
        if key == "title" and isinstance(entry.node, Scalar):
            front.title = entry.node.value
        elif key == "synonyms" and isinstance(entry.node, Sequence):
            front.synonyms = [texts(group) for group in entry.node.items]
        elif key == "key_terms" and is_text(entry.node):
            front.key_terms = texts(entry.node)
        elif key in ("sides", "sources", "expect", "check") and isinstance(entry.node, Mapping):
            _take(key, entry, front, found, lost)
        else:
            lost["front matter field"] += 1
    if not front.title:
        front.title = front.title_heading = _title_heading(document)
    return front


def _take(key: str, entry: Entry, front: Front, found: list[Diagnostic], lost: Counter[str]) -> None:
    if key == "sides":
        front.sides = {id: Side(id, text_of(node), places=_places(entry)) for id, node in fields(entry.node)}
    elif key == "sources":
        front.sources = {id: _source(id, node, _places(entry), lost) for id, node in fields(entry.node)}
    elif key == "expect":
        front.expect = dict(_expect(entry, front.places, found))
    else:
        front.settings = _settings(dict(fields(entry.node)), lost)


def _settings(values: dict[str, Node], lost: Counter[str]) -> CheckSettings:
    select, ignore = (tuple(texts(values[key])) if key in values else () for key in ("select", "ignore"))
    lost["check setting"] += len(values.keys() - set(CheckSettings._fields))
    return CheckSettings(select, ignore, text_of(values["fail_on"]) if "fail_on" in values else "")


def _places(entry: Entry) -> dict[str, Span]:
    return {"": entry.span, "id": entry.span}


def _source(id: str, node: Node, places: dict[str, Span], lost: Counter[str]) -> Source:
    if isinstance(node, Scalar):
        return Source(id, title=node.value, places=places)
    values = {key: text_of(value) for key, value in fields(node)}
    lost["source field"] += len(values.keys() - set(SOURCE_FIELDS))
    return Source(id, **{key: values[key] for key in SOURCE_FIELDS if key in values}, places=places)


def _expect(entry: Entry, places: dict[str, Span], found: list[Diagnostic]) -> Iterator[tuple[str, Verdict]]:
    for id, node in fields(entry.node):
        word = text_of(node)
        places[f"expect:{id}"] = entry.span
        if word in list(Verdict):
            yield id, Verdict(word)
        else:
            help = did_you_mean(word, Verdict) or f"a verdict is one of {', '.join(Verdict)}"
            found.append(error("unknown-verdict", f"`{word}` is no verdict", entry.span, help))


def _title_heading(document: Document) -> str:
    """Return the heading that stands above all others, if it is the only one of its level."""
    highest = min((level for level, _ in document.headings), default=0)
    titles = [title for level, title in document.headings if level == highest]
    return titles[0] if len(titles) == 1 and document.headings[0][1] == titles[0] else ""
