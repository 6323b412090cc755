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
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.xml_elements import XmlElement, read_elements
from argmap.languages.list_table import OUTLINE_WORDS
from argmap.languages.roles import names_sources
from argmap.model.diagnostics import error
from argmap.model.reading import Reading
from argmap.util.memory import pause_garbage_collection

_TAG = re.compile(r"</?(?:a|b|i|u|em|strong|span|br|font)\b[^<>]*>", re.IGNORECASE)
# Example: <a href="https://example.org">, of which the address is group 1.
_LINK_OF_TAG = re.compile(r"<a\b[^<>]*\bhref\s*=\s*[\"']?([^\"'<>\s]+)", re.IGNORECASE)
_ICONS = {"button_ok": Bullet.PLUS, "button_cancel": Bullet.HYPHEN}
"""Icons of which each says something only beside the other, as `+` and `-` do."""
_QUESTION_MARKS = ("?", "？", "؟")


def parse_opml(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in an OPML outline; `name` is what its diagnostics call the file."""
    return _parse(text, name, "OPML", "opml", _listing_of_opml)


def parse_freemind(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a FreeMind mind map; `name` is what its diagnostics call the file."""
    return _parse(text, name, "a mind map", "map", _listing_of_mind_map)


def _parse(
    text: str,
    name: str,
    format: str,
    tag: str,
    listing_of: Callable[[list[XmlElement]], Listing],
) -> Reading:
    with pause_garbage_collection():
        elements, diagnostics = read_elements(text, name, whole_text_of=("richcontent",))
        if elements and elements[0].tag != tag:
            root = elements[0]
            message = f"the root of {format} is `{tag}`, not `{root.tag}`"
            diagnostics.append(error("not-an-outline", message, root.span))
        if diagnostics:
            return Reading.of(name, text, None, diagnostics)
        listing = listing_of(elements)
        map = map_of_list(listing, name)
        return Reading.of(name, text, map, listing.diagnostics)


def _listing_of_opml(elements: list[XmlElement]) -> Listing:
    listing = Listing(parts=[Part()])
    lines = []
    numbers = []
    for element in elements:
        if element.tag == "outline":
            text = element.attributes.get("text") or element.attributes.get("title", "")
            lines.append((element, text.strip()))
            match = NUMBERED.match(text.strip())
            if match:
                numbers.append(match[1])
        elif element.tag == "title" and element.parent and element.parent.tag == "head":
            _take_title(listing, element)
    listing.is_outline = are_of_an_outline(numbers)
    lines_with_others = {id(line.parent) for line, _ in lines}
    items: dict[int, Item] = {}
    line_of_sources: XmlElement | None = None
    for line, text in lines:
        is_top = line.parent is None or line.parent.tag != "outline"
        number = NUMBERED.match(text) if listing.is_outline else None
        is_heading = listing.is_outline and number is None and id(line) in lines_with_others
        if is_top and names_sources(text):
            listing.heading_of_sources, line_of_sources = text, line
        elif line.parent and line.parent is line_of_sources:
            listing.references.append(SourceLine(text, line.span))
        elif is_top and is_heading:
            listing.parts.append(Part(text, line.span))
        elif not (is_top and listing.is_outline and is_explanation(text)):
            item = Item(text, line.span)
            parent_item = items.get(id(line.parent))
            if parent_item:
                item.depth = parent_item.depth + 1
            items[id(line)] = item
            if number:
                item.text, item.number = text[number.end() :], number[1]
            _add_attributes(item, line.attributes, is_outline=listing.is_outline)
            listing.parts[-1].items.append(item)
    return listing


def _take_title(listing: Listing, title: XmlElement) -> None:
    # An outline of a map without a title is called what every map is.
    if all(title.text != words.argument_map for words in OUTLINE_WORDS.values()):
        listing.title, listing.title_span = title.text, title.span


def _add_attributes(item: Item, attributes: dict[str, str], *, is_outline: bool) -> None:
    """Add the note and the addresses of a line to its item; outliners put HTML into texts."""
    if is_outline:
        item.attribution = attributes.get("_note", "")
        return
    item.further = _lines(attributes.get("_note", ""))
    item.links = _LINK_OF_TAG.findall(item.text)
    for key in ("url", "htmlUrl", "xmlUrl"):
        if attributes.get(key):
            item.links.append(attributes[key])
    item.text = _TAG.sub("", item.text)


def _listing_of_mind_map(elements: list[XmlElement]) -> Listing:
    items: dict[int, Item] = {}
    lost_arrows = 0
    for element in elements:
        item = items.get(id(element.parent))
        attributes = element.attributes
        if element.tag == "node":
            text = " ".join(attributes.get("TEXT", "").split())
            node = Item(text, element.span)
            if item:
                node.depth = item.depth + 1
            if attributes.get("LINK"):
                node.links.append(attributes["LINK"])
            items[id(element)] = node
        elif item is None:
            continue
        # What is no node says more of the node that it is in.
        elif element.tag == "icon":
            item.bullet = _ICONS.get(attributes.get("BUILTIN", ""), item.bullet)
        elif element.tag == "arrowlink":
            lost_arrows += 1
        elif element.tag == "richcontent" and attributes.get("TYPE", "").upper() == "NODE":
            item.text = element.whole_text
        elif element.tag == "richcontent":
            item.further += _lines(element.whole_text)
    part = Part(items=[item for item in items.values() if item.text])
    signs = ("button_cancel", "button_ok")
    listing = Listing(parts=[part], lost_arrows=lost_arrows, opposite_signs=signs)
    if len(part.items) > 1 and part.items[0].text.endswith(_QUESTION_MARKS):
        # A question in the middle is no claim: what answers it is around it.
        question = part.items.pop(0)
        listing.title, listing.title_span = question.text, question.span
        for item in part.items:
            item.depth -= 1
    return listing


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
