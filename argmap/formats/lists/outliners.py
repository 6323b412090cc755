"""OPML 2.0 (http://opml.org/spec2.opml) and FreeMind mind maps (`.mm`, of Freeplane, too) → a list.

<opml><head><title>…</title></head>
<body><outline text="Phones distract."><outline text="But: …" _note="…"/></outline></body></opml>

<map version="1.0.1"><node TEXT="Phones distract.">
<node TEXT="Pupils play games." LINK="https://…"><icon BUILTIN="button_ok"/></node></node></map>
"""

from __future__ import annotations

import re
from collections.abc import Callable

from argmap.formats.lists.listing import Bullet, Item, Listing, Part, SourceLine
from argmap.formats.lists.outline_words import NUMBERED, are_of_an_outline, is_explanation
from argmap.formats.lists.reader import map_of_list
from argmap.formats.lists.signs import settle_signs
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.xml_elements import Elements, XmlElement, read_elements
from argmap.languages.list_table import OUTLINE_WORDS
from argmap.languages.roles import names_sources
from argmap.languages.writing import QUESTION_MARKS
from argmap.model.diagnostics import error
from argmap.model.reading import Reading
from argmap.util.memory import pause_garbage_collection

_TAG = re.compile(r"</?(?:a|b|i|u|em|strong|span|br|font)\b[^<>]*>", re.IGNORECASE)
# Example: <a href="https://example.org">, of which the address is group 1.
_LINK_OF_TAG = re.compile(r"<a\b[^<>]*\bhref\s*=\s*[\"']?([^\"'<>\s]+)", re.IGNORECASE)
# Icons of which each says something only beside the other, as `+` and `-` do.
_ICONS = {"button_ok": Bullet.PLUS, "button_cancel": Bullet.HYPHEN}


def parse_opml(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in an OPML outline; `name` is what its diagnostics call the file."""
    return _parse(text, name, "OPML", "opml", _listing_of_opml)


def parse_freemind(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a FreeMind mind map; `name` is what its diagnostics call the file."""
    return _parse(text, name, "a mind map", "map", _listing_of_mind_map)


def _parse(
    text: str, name: str, format: str, tag: str, listing_of: Callable[[Elements], Listing]
) -> Reading:
    with pause_garbage_collection():
        elements, diagnostics = read_elements(text, name, whole_text_of=("richcontent",))
        root_tag = elements[0].tag if elements else tag
        if root_tag != tag:
            message = f"the root element of {format} must be `{tag}`, not `{root_tag}`"
            diagnostics.append(error("not-an-outline", message, elements[0].span))
        if diagnostics:
            return Reading.of(name, text, None, diagnostics)
        listing = listing_of(elements)
        settle_signs(listing.parts)
        map = map_of_list(listing, name)
        return Reading.of(name, text, map, listing.diagnostics)


def _listing_of_opml(elements: Elements) -> Listing:
    listing = Listing(parts=[Part()])
    lines = []
    numbers = []
    for element in elements:
        attributes = element.attributes
        parent = element.parent
        if element.tag == "outline":
            text = attributes.get("text") or attributes.get("title", "")
            text = text.strip()
            lines.append((element, text))
            number = NUMBERED.match(text)
            if number:
                numbers.append(number[1])
        elif element.tag == "title" and parent and parent.tag == "head":
            title = element.text
            # An outline of a map without a title is called what every map is.
            names_of_maps = [words.argument_map for words in OUTLINE_WORDS.values()]
            if title not in names_of_maps:
                listing.title = title
                listing.title_span = element.span
    is_outline = are_of_an_outline(numbers)
    listing.is_outline = is_outline
    with_lines_below = {line.parent for line, _ in lines}
    items: dict[XmlElement | None, Item] = {}
    line_of_sources = None
    for line, text in lines:
        parent = line.parent
        span = line.span
        is_top = parent is None or parent.tag != "outline"
        number = NUMBERED.match(text) if is_outline else None
        if is_top and names_sources(text):
            listing.heading_of_sources = text
            line_of_sources = line
        elif parent and parent is line_of_sources:
            listing.references.append(SourceLine(text, span))
        elif is_top and is_outline and number is None and line in with_lines_below:
            listing.parts.append(Part(text, span))
        elif not (is_top and is_outline and is_explanation(text)):
            item = Item(text, span)
            if number:
                item.number = number[1]
                item.text = text[number.end() :]
            if parent in items:
                item.depth = items[parent].depth + 1
            items[line] = item
            _add_attributes(item, line.attributes, is_outline=is_outline)
            listing.parts[-1].items.append(item)
    return listing


def _add_attributes(item: Item, attributes: dict[str, str], *, is_outline: bool) -> None:
    """Add the note and the addresses of a line to its item; outliners put HTML into texts."""
    note = attributes.get("_note", "")
    if is_outline:
        item.attribution = note
        return
    item.further = _lines(note)
    item.links = _LINK_OF_TAG.findall(item.text)
    for key in ("url", "htmlUrl", "xmlUrl"):
        if attributes.get(key):
            item.links.append(attributes[key])
    item.text = _TAG.sub("", item.text)


def _listing_of_mind_map(elements: Elements) -> Listing:
    nodes: dict[XmlElement | None, Item] = {}
    signs = ("button_cancel", "button_ok")
    part = Part()
    listing = Listing(parts=[part], opposite_signs=signs)
    for element in elements:
        attributes = element.attributes
        node = nodes.get(element.parent)
        match element.tag:
            case "node":
                text = " ".join(attributes.get("TEXT", "").split())
                item = Item(text, element.span)
                if node:
                    item.depth = node.depth + 1
                if attributes.get("LINK"):
                    item.links.append(attributes["LINK"])
                nodes[element] = item
            case _ if node is None:
                continue
            # What is no node says more of the node that it is in.
            case "icon":
                icon = attributes.get("BUILTIN", "")
                node.bullet = _ICONS.get(icon, node.bullet)
            case "arrowlink":
                listing.lost_arrows += 1
            case "richcontent" if attributes.get("TYPE", "").upper() == "NODE":
                node.text = element.whole_text
            case "richcontent":
                node.further += _lines(element.whole_text)
    items = [item for item in nodes.values() if item.text]
    part.items = items
    question = items[0] if len(items) > 1 else None
    if question and question.text.endswith(QUESTION_MARKS):
        # A question in the middle is not a claim: what answers it is around it.
        items.remove(question)
        listing.title = question.text
        listing.title_span = question.span
        for item in items:
            item.depth -= 1
    return listing


def _lines(text: str) -> list[str]:
    lines = map(str.strip, text.splitlines())
    return [line for line in lines if line]
