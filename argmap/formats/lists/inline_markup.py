"""The text of one item: Markdown inside a line resolved, its links and notes taken out.

**Sleep** helps ([UNESCO](https://example.org)) [12, p. 4].      → Sleep helps.
Sleep helps: https://example.org *documented*                    → Sleep helps:
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Example: [UNESCO](https://example.org/a_(b))
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)", re.IGNORECASE)
# Example: <https://example.org/a>, without the stop behind it
_ADDRESS = re.compile(r"<?(https?://[^\s<>\"“”„»]*[^\s<>\"“”„».,;:!?)\]'’])>?", re.IGNORECASE)
# Examples: [^who], [12, p. 4], [3, 4]
_NOTE = re.compile(r"\s?\[(\^[^\]\s]+|\d{1,4})((?:[,;]\s?\d{1,4})*)(?:[,;:]\s*([^\[\]]*))?\]")
# "(", or "(source:" and its like.
_OPENING_OF_ASIDE = re.compile(
    r"[(（](?:[^()（）]{1,20}[:：]|see|cf\.|siehe|vgl\.|voir|véase|vedi|ver)?\s*$", re.IGNORECASE
)
# In characters, and more than enough.
_LONGEST_OPENING = 30
# Where the words of a link begin and end in a text, and the address that it leads to.
_Link: TypeAlias = tuple[int, int, str]
_EMPTY_BRACKETS = re.compile(r"\s*(\(\s*[,;]?\s*\)|（\s*）|\[\s*\])")
_SPACE_BEFORE_STOP = re.compile(r"\s+([.,;:!?](?:\s|$))")


class NoteInText(NamedTuple):
    """A mark such as `[12, p. 4]` or `[^who]`: what the note is called, and where in its source."""

    name: str
    locator: str


class InlineText(NamedTuple):
    """What an item says, and what it leads to.

    Attributes:
        text: its text, markup resolved.
        emphasis: what stands in emphasis at the end and is not part of the text; "" in most items.
        addresses: the web addresses that it links to, each with the name that stood for it, or "".
        notes: the notes that it refers to.
        place_linked: the name of the place in the same text that it links to, the last of several.
    """

    text: str
    emphasis: str = ""
    addresses: tuple[tuple[str, str], ...] = ()
    notes: tuple[NoteInText, ...] = ()
    place_linked: str = ""


def plain_inline(text: str, notes: Collection[str]) -> InlineText:
    """Return the text of an item that is no Markdown: links and the marks of these notes count."""
    links = []
    said = ""
    end = 0
    for match in _LINK.finditer(text):
        said += text[end : match.start()]
        start = len(said)
        said += match[1]
        links.append((start, len(said), match[2]))
        end = match.end()
    said += text[end:]
    return _without_links(said, links, notes)


def markdown_inline(text: str, notes: Collection[str], references: Mapping[str, str]) -> InlineText:
    """Return the text of an item of Markdown.

    Args:
        text: the item as it is written.
        notes: the notes that there are, as they are called.
        references: the link reference definitions: name → address.
    """
    tokens = _tokens(text, references)
    said = ""
    links = []
    open_links = []
    emphasized_from = _start_of_emphasis(tokens)
    place_linked = ""
    for token in tokens[:emphasized_from]:
        type = token.type
        content = token.content
        if type in ("text", "code_inline"):
            said += content
        elif type in ("softbreak", "hardbreak") or content.lower().startswith("<br"):
            said += " "
        elif type == "image":
            said += content
        elif type == "link_open":
            open_links.append((len(said), str(token.attrGet("href") or "")))
        elif type == "link_close" and open_links:
            start, address = open_links.pop()
            # Links within the text, as outlines have them, lead to no source.
            if address.startswith("#"):
                place_linked = address[1:]
            else:
                links.append((start, len(said), address))
    emphasis = "".join(token.content for token in tokens[emphasized_from:])
    if not said.strip():
        # All of the item is emphasized, so that this says nothing of its end.
        said = emphasis
        emphasis = ""
    inline = _without_links(said, links, notes)
    return inline._replace(emphasis=emphasis.strip(), place_linked=unquote(place_linked))


def markdown_text(text: str) -> str:
    """Return a line of Markdown as plain text, the words of its links included."""
    words = [token.content for token in _tokens(text, {}) if token.type in ("text", "code_inline")]
    return "".join(words)


def _tokens(text: str, references: Mapping[str, str]) -> list[Token]:
    from markdown_it.common.utils import normalizeReference

    defined = {}
    for name, address in references.items():
        defined[normalizeReference(name)] = {"href": address, "title": ""}
    return _parser().parseInline(text, {"references": defined})[0].children or []


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough")


def _start_of_emphasis(tokens: list[Token]) -> int:
    """Return where the emphasis begins that the last of some tokens ends; else the end of all."""
    depth = 0
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].type == "em_close":
            depth += 1
        elif tokens[index].type == "em_open":
            depth -= 1
        if depth == 0:
            if tokens[index].type == "em_open":
                return index
            return len(tokens)
    return len(tokens)


def _start_of_aside(text: str, end: int) -> int | None:
    """Return where an aside begins that a link alone follows: at the space before "(see "."""
    end = _end_of_words(text, end)
    opening = _OPENING_OF_ASIDE.search(text, max(0, end - _LONGEST_OPENING), end)
    if opening:
        return _end_of_words(text, opening.start())
    return None


def _end_of_words(text: str, end: int) -> int:
    """Return where the words end that are before a place, without the space between."""
    # Not by `rstrip`: to copy what is before each of many links takes quadratic time.
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _without_links(text: str, links: list[_Link], notes: Collection[str]) -> InlineText:
    """Take out of a text what only leads elsewhere: addresses, "(source)", and marks of notes."""
    addresses = []
    # The last first: up to `end` the text is as it was, and what is left of the rest is in `kept`,
    # backwards.
    end = len(text)
    kept: list[str] = []
    for start, end_of_link, address in reversed(links):
        words = text[start:end_of_link]
        next_character = text[end_of_link : end_of_link + 1]
        if end_of_link >= end:
            next_character = "".join(kept[-1:])[:1]
        start_of_aside: int | None = None
        if next_character in (")", "）"):
            start_of_aside = _start_of_aside(text, start)
        is_aside = start_of_aside is not None
        is_bare = words == address or _ADDRESS.fullmatch(words) is not None
        if (is_aside or is_bare) and end_of_link < end:
            kept.append(text[end_of_link:end])
        if start_of_aside is not None:
            kept[-1] = kept[-1][1:]
            end = start_of_aside
        elif is_bare:
            end = start
        addresses.append((address, words if is_aside else ""))
    addresses.reverse()
    text = text[:end] + "".join(reversed(kept))
    addresses += [(address, "") for address in _ADDRESS.findall(text)]
    text = _ADDRESS.sub("", text)

    cited = []

    def take_note(match: re.Match[str]) -> str:
        names = [match[1], *re.findall(r"\d+", match[2])]
        if any(name not in notes for name in names):
            return match[0]
        locator = match[3] or ""
        for name in names:
            cited.append(NoteInText(name, locator.strip()))
        return ""

    text = _NOTE.sub(take_note, text)
    if addresses or cited:
        text = _EMPTY_BRACKETS.sub("", text)
        text = _SPACE_BEFORE_STOP.sub(r"\1", text)
    text = re.sub("[ \t]{2,}", " ", text).strip(" \t")
    return InlineText(text, addresses=tuple(addresses), notes=tuple(cited))
