"""An outline as OPML 2.0 (http://opml.org/spec2.opml), which outliners open."""

from __future__ import annotations

from xml.etree import ElementTree

from argmap.model.text import one_line
from argmap.outlines.outline import Entry, Outline


def format_opml(outline: Outline) -> str:
    """Return an outline as OPML; attributions stand in `_note`, as outliners expect."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = one_line(outline.map.title) or "Argument map"
    body = ElementTree.SubElement(root, "body")
    for section in outline.sections:
        parents = [_line(body, section.heading) if section.heading else body]
        for entry in section.entries:
            del parents[entry.depth + 1 :]
            parents.append(_entry(outline, entry, parents[-1]))
    if outline.bibliography():
        sources = _line(body, "Sources")
        for name, reference in outline.bibliography():
            _line(sources, f"{name}: {reference}")
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _entry(outline: Outline, entry: Entry, parent: ElementTree.Element) -> ElementTree.Element:
    role = outline.role(entry)
    told = outline.reference(entry) if entry.see else entry.claim.text
    parts = [entry.number, f"{role}:" if role else "", told, outline.marks(entry)]
    line = _line(parent, " ".join(part for part in parts if part))
    attribution = outline.attribution(entry)
    if attribution:
        line.set("_note", one_line(attribution))
    return line


def _line(parent: ElementTree.Element, text: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, "outline", text=one_line(text).replace("\ufffe", "").replace("\uffff", ""))
