"""OPML 2.0 (http://opml.org/spec2.opml) and FreeMind mind maps (`.mm`, of Freeplane, too) → a list.

<opml><head><title>…</title></head>
<body><outline text="Phones distract."><outline text="But: …"/></outline></body></opml>

<map version="1.0.1"><node TEXT="Phones distract."><node TEXT="But: …"/></node></map>
"""

from __future__ import annotations

import re

from argmap.formats.lists.listing import Bullet, Item, Listing, Part, SourceLine
from argmap.formats.lists.outline_words import are_of_an_outline, is_explanation, number_in_text
from argmap.formats.lists.reader import map_of_list
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.xml_elements import XmlElement, read_elements
from argmap.languages.list_table import OUTLINE_WORDS
from argmap.languages.roles import names_sources
from argmap.model.diagnostics import Diagnostic, error
from argmap.model.reading import Reading
from argmap.util.memory import pause_garbage_collection

_TAG = re.compile(r"</?(?:a|b|i|u|em|strong|span|br|font)\b[^<>]*>", re.IGNORECASE)
_LINK_OF_TAG = re.compile(r"<a\b[^<>]*\bhref\s*=\s*[\"']?([^\"'<>\s]+)", re.IGNORECASE)
_ADDRESSES_OF_OPML = ("url", "htmlUrl", "xmlUrl")
_ICONS = {"button_ok": Bullet.PLUS, "button_cancel": Bullet.HYPHEN}
"""Icons of which each says something only beside the other, as `+` and `-` do."""
_QUESTION_MARKS = ("?", "？", "؟")


def parse_opml(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in an OPML outline; `name` is what its diagnostics call the file."""
    with pause_garbage_collection():
        elements, diagnostics = read_elements(text, name)
        if elements and elements[0].tag != "opml":
            diagnostics.append(_wrong_root(elements[0], "OPML", "opml"))
        if diagnostics:
            return Reading.of(name, text, None, diagnostics)
        listing = _listing_of_opml(elements)
        map = map_of_list(listing, name)
        return Reading.of(name, text, map, listing.diagnostics)


def parse_freemind(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a FreeMind mind map; `name` is what its diagnostics call the file."""
    with pause_garbage_collection():
        elements, diagnostics = read_elements(text, name, whole_text_of=("richcontent",))
        if elements and elements[0].tag != "map":
            diagnostics.append(_wrong_root(elements[0], "a mind map", "map"))
        if diagnostics:
            return Reading.of(name, text, None, diagnostics)
        listing = _listing_of_mind_map(elements)
        map = map_of_list(listing, name)
        return Reading.of(name, text, map, listing.diagnostics)


def _wrong_root(root: XmlElement, format: str, tag: str) -> Diagnostic:
    return error("not-an-outline", f"the root of {format} is `{tag}`, not `{root.tag}`", root.span)


def _listing_of_opml(elements: list[XmlElement]) -> Listing:
    lines = [element for element in elements if element.tag == "outline"]
    numbers: list[str] = []
    for line in lines:
        match = number_in_text(_text_of_line(line))
        if match:
            numbers.append(match[1])
    listing = Listing(is_outline=are_of_an_outline(numbers), parts=[Part()])
    _read_title(elements, listing)
    lines_with_others = {id(line.parent) for line in lines}
    items: dict[int, Item] = {}
    line_of_sources: XmlElement | None = None
    for line in lines:
        text = _text_of_line(line)
        is_top = line.parent is None or line.parent.tag != "outline"
        number = number_in_text(text) if listing.is_outline else None
        is_heading = listing.is_outline and number is None and id(line) in lines_with_others
        if is_top and names_sources(text):
            listing.heading_of_sources, line_of_sources = text, line
        elif line.parent is not None and line.parent is line_of_sources:
            listing.references.append(SourceLine(text, line.span))
        elif is_top and is_heading:
            listing.parts.append(Part(text, line.span))
        elif not (is_top and listing.is_outline and is_explanation(text)):
            parent = items.get(id(line.parent))
            item = Item(text, line.span, 0 if parent is None else parent.depth + 1)
            items[id(line)] = item
            if number:
                item.text, item.number = text[number.end() :], number[1]
            _add_attributes(item, line, is_outline=listing.is_outline)
            listing.parts[-1].items.append(item)
    return listing


def _read_title(elements: list[XmlElement], listing: Listing) -> None:
    # An outline of a map without a title is called what every map is.
    names_of_all = {words.argument_map for words in OUTLINE_WORDS.values()}
    for element in elements:
        is_title = (
            element.tag == "title" and element.parent is not None and element.parent.tag == "head"
        )
        if is_title and element.text not in names_of_all:
            listing.title, listing.title_span = element.text, element.span


def _add_attributes(item: Item, line: XmlElement, *, is_outline: bool) -> None:
    """Add to an item the note and the addresses of its line; outliners put HTML into texts."""
    note = line.attributes.get("_note", "")
    if is_outline:
        item.attribution = note
        return
    item.further = _lines(note)
    item.links = _LINK_OF_TAG.findall(item.text)
    item.links += [line.attributes[key] for key in _ADDRESSES_OF_OPML if line.attributes.get(key)]
    item.text = _TAG.sub("", item.text)


def _text_of_line(line: XmlElement) -> str:
    return (line.attributes.get("text") or line.attributes.get("title", "")).strip()


def _listing_of_mind_map(elements: list[XmlElement]) -> Listing:
    listing = Listing(parts=[Part()], opposite_signs=("button_cancel", "button_ok"))
    items: dict[int, Item] = {}
    for element in elements:
        if element.tag == "node":
            parent = items.get(id(element.parent))
            text = " ".join(element.attributes.get("TEXT", "").split())
            depth = 0 if parent is None else parent.depth + 1
            node = Item(text, element.span, depth)
            address = element.attributes.get("LINK", "")
            if address:
                node.links.append(address)
            items[id(element)] = node
            continue
        # What is no node says more of the node that it stands in.
        item = items.get(id(element.parent))
        if item is None:
            continue
        if element.tag == "icon":
            item.bullet = _ICONS.get(element.attributes.get("BUILTIN", ""), item.bullet)
        elif element.tag == "arrowlink":
            listing.lost_arrows += 1
        elif element.tag == "richcontent" and element.attributes.get("TYPE", "").upper() == "NODE":
            item.text = element.whole_text
        elif element.tag == "richcontent":
            item.further += _lines(element.whole_text)
    items_with_text = [item for item in items.values() if item.text]
    is_about_question = (
        bool(items_with_text)
        and items_with_text[0].text.endswith(_QUESTION_MARKS)
        and len(items_with_text) > 1
    )
    if is_about_question:
        # A question in the middle is no claim: what answers it stands around it.
        listing.title, listing.title_span = items_with_text[0].text, items_with_text[0].span
        items_with_text = items_with_text[1:]
        for item in items_with_text:
            item.depth -= 1
    listing.parts[0].items = items_with_text
    return listing


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
