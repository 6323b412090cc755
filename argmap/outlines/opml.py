"""An outline as OPML 2.0 (http://opml.org/spec2.opml), which outliners open."""

from __future__ import annotations

from xml.etree import ElementTree

from argmap.model import ArgumentMap
from argmap.model.errors import ArgmapError
from argmap.model.options import WritingOptions
from argmap.model.result import Result
from argmap.model.text import one_line
from argmap.outlines.outline import Outline, outline
from argmap.outlines.results import outline_result
from argmap.outlines.runs import plain


def format_opml(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return the outline of a map as OPML.

    Raises:
        ArgmapError: an essay is asked for.
    """
    if options.outline.essay:
        raise ArgmapError("OPML holds outlines, not essays; ask for text, markdown or a document")
    text = _opml_of(outline(map, options.outline, options.verdicts))
    return outline_result(map, text, options)


def _opml_of(outline: Outline) -> str:
    # Attributions go into `_note`, as outliners expect.
    root = ElementTree.Element("opml", version="2.0")
    words = outline.words
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = one_line(outline.map.title) or words.argument_map
    body = ElementTree.SubElement(root, "body")
    for section in outline.sections:
        section_element = body
        if section.heading:
            section_element = _add_line(body, section.heading)
        # parents[depth] is the element that an entry of this depth is put into.
        parents = [section_element]
        for entry in section.entries:
            del parents[entry.depth + 1 :]
            line = _add_line(parents[-1], f"{entry.number} {outline.plain_entry(entry)}")
            attribution = plain(outline.attribution(entry))
            if attribution:
                line.set("_note", one_line(attribution))
            parents.append(line)
    bibliography = outline.bibliography()
    if bibliography:
        sources = _add_line(body, words.sources)
        for reference in bibliography:
            _add_line(sources, reference.line(words))
    for note in outline.notes():
        _add_line(body, note)
    ElementTree.indent(root)
    return (
        '<?xml version="1.0"'
        f' encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
    )


def _add_line(parent: ElementTree.Element, text: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, "outline", text=one_line(text))
