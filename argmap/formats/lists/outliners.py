"""OPML 2.0 (http://opml.org/spec2.opml) and FreeMind mind maps (`.mm`, of Freeplane, too) → a list.

<opml><head><title>…</title></head>
<body><outline text="Phones distract."><outline text="But: …" _note="…"/></outline></body></opml>

<map version="1.0.1"><node TEXT="Phones distract.">
<node TEXT="Pupils play games." LINK="https://…"><icon BUILTIN="button_ok"/></node></node></map>
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from argmap.formats.lists.listing import Bullet, Item, Listing, Part, PlacedText
from argmap.formats.lists.outline_words import NUMBERED, are_of_an_outline, is_explanation
from argmap.formats.lists.reader import map_of_list
from argmap.formats.lists.signs import settle_signs
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.xml_elements import Elements, XmlElement, read_elements
from argmap.languages import DEFAULT
from argmap.languages.list_table import OUTLINE_WORDS
from argmap.languages.roles import names_sources
from argmap.languages.writing import QUESTION_MARKS
from argmap.model.diagnostics import Span, error
from argmap.model.reading import Reading

_TAG = re.compile(r"</?(?:a|b|i|u|em|strong|span|br|font)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
# Example: <a href="https://example.org">, of which the address is group 1.
_LINK_OF_TAG = re.compile(r"<a\b[^<>]*\bhref\s*=\s*[\"']?([^\"'<>\s]+)", re.IGNORECASE)
_ADDRESSES = ("url", "htmlUrl", "xmlUrl")
# Attributes and elements that say how an outline is shown or when it was made, and nothing else.
_NOT_CONTENT = {
    "type", "created", "isBreakpoint", "isComment", "_collapsed", "dateCreated", "dateModified",
    "ownerId", "docs", "expansionState", "vertScrollState", "windowTop", "windowLeft",
    "windowBottom", "windowRight", "ID", "CREATED", "MODIFIED", "POSITION", "FOLDED", "COLOR",
    "BACKGROUND_COLOR", "STYLE", "HGAP", "VGAP", "VSHIFT", "LOCALIZED_STYLE_REF", "font", "edge",
    "cloud", "linktarget",
}  # fmt: skip
_NAMES_OF_ELEMENTS = {"arrowlink": "arrow link", "attribute": "attribute", "icon": "icon"}
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
    elements, diagnostics = read_elements(text, name)
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
        elif element.tag == "title" and parent and parent.tag == "head" and not listing.title:
            _take_title(listing, element)
            continue
        if element.text and element.tag not in _NOT_CONTENT:
            listing.ledger.leave_out(f"`{element.tag}` element", element.text_span)
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
        taken = ["text" if line.attributes.get("text") else "title"]
        if is_top and names_sources(text):
            listing.heading_of_sources = text
            line_of_sources = line
        elif parent and parent is line_of_sources:
            listing.references.append(PlacedText(text, span))
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
            taken += _add_attributes(item, line.attributes, is_outline=is_outline)
            listing.parts[-1].items.append(item)
        _leave_out_attributes(listing, line, taken)
    return listing


def _take_title(listing: Listing, element: XmlElement) -> None:
    # An outline of a map without a title is called what every map in its language is.
    languages = {words.argument_map: tag for tag, words in OUTLINE_WORDS.items()}
    language = languages.get(element.text, "")
    if not language:
        listing.set_title(element.text, element.span)
    elif language != DEFAULT:
        listing.language = language


def _add_attributes(item: Item, attributes: dict[str, str], *, is_outline: bool) -> tuple[str, ...]:
    """Add the note and the addresses of a line to its item; outliners put HTML into texts.

    Return the attributes that are added.
    """
    note = attributes.get("_note", "")
    if is_outline:
        item.attribution = note
        return ("_note",)
    item.further = _lines(note, item.span)
    item.links = _LINK_OF_TAG.findall(item.text)
    item.links += [attributes[key] for key in _ADDRESSES if attributes.get(key)]
    item.text = _TAG.sub("", _BREAK.sub("\n", item.text))
    return ("_note", *_ADDRESSES)


def _leave_out_attributes(listing: Listing, element: XmlElement, taken: Collection[str]) -> None:
    """Leave out the attributes of an element that say something and are not taken."""
    for name, value in element.attributes.items():
        if value.strip() and name not in _NOT_CONTENT and name not in taken:
            listing.ledger.leave_out(f"`{name}` attribute", element.span)


def _listing_of_mind_map(elements: Elements) -> Listing:
    nodes: dict[XmlElement | None, Item] = {}
    part = Part()
    listing = Listing(parts=[part], opposite_signs=("button_cancel", "button_ok"))
    for element in elements:
        attributes = element.attributes
        node = nodes.get(element.parent)
        if element.tag in ("map", "node") and element.text:
            listing.ledger.leave_out("text{s} outside the nodes", element.text_span)
        if element.tag == "node":
            item = Item("\n".join(_texts(attributes.get("TEXT", ""))), element.span)
            if node:
                item.depth = node.depth + 1
            if attributes.get("LINK"):
                item.links.append(attributes["LINK"])
            nodes[element] = item
            _leave_out_attributes(listing, element, ("TEXT", "LINK"))
        elif element.tag == "a" and attributes.get("href"):
            around = element.parent
            while around and around not in nodes:
                around = around.parent
            if around:
                nodes[around].links.append(attributes["href"])
        elif node and element.tag not in _NOT_CONTENT:
            _add_element(listing, node, element)
    for item in nodes.values():
        if item.text:
            part.items.append(item)
        else:
            listing.leave_out_around(item)
    _take_question_as_title(listing, part.items)
    return listing


def _add_element(listing: Listing, node: Item, element: XmlElement) -> None:
    """Add an element in a node, which says more of the node."""
    match element.tag:
        case "icon" if element.attributes.get("BUILTIN") in _ICONS:
            node.bullet = _ICONS[element.attributes["BUILTIN"]]
        case "richcontent" if element.attributes.get("TYPE", "").upper() == "NODE":
            if node.text:
                listing.ledger.leave_out("`TEXT` attribute", node.span)
            node.text = "\n".join(_texts(element.whole_text))
        case "richcontent" | "hook":
            node.further += _lines(element.whole_text, element.span)
        case tag:
            name = _NAMES_OF_ELEMENTS.get(tag, f"`{tag}` element")
            listing.ledger.leave_out(name, element.span)


def _take_question_as_title(listing: Listing, items: list[Item]) -> None:
    """Take a question in the middle for the title: what answers it is around it."""
    question = items[0] if len(items) > 1 else None
    if question and question.text.endswith(QUESTION_MARKS):
        items.remove(question)
        listing.leave_out_around(question)
        listing.set_title(question.text, question.span)
        for item in items:
            item.depth -= 1


def _lines(text: str, span: Span) -> list[PlacedText]:
    """Return the lines of a note, which is in an element at this place."""
    return [PlacedText(line, span) for line in _texts(text)]


def _texts(text: str) -> list[str]:
    """Return the lines of a text that are not blank, without needless spaces."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
