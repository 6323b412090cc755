"""The text of one item: Markdown inside a line resolved, its links and notes taken out.

**Sleep** helps ([UNESCO](https://example.org)) [12, p. 4].      → Sleep helps.
Sleep helps: https://example.org *documented*                    → Sleep helps:
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import unquote

from argmap.languages.roles import Role, role_named
from argmap.languages.writing import SEE

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
_OPENING_OF_ASIDE = re.compile(rf"[(（](?:([^()（）]{{1,20}})[:：]|{SEE})?\s*$", re.IGNORECASE)
# In characters, and more than enough.
_LONGEST_OPENING = 30
# Where the words of a link begin and end in a text, and the address that it leads to.
_Link: TypeAlias = tuple[int, int, str]
_EMPTY_BRACKETS = re.compile(r"\s*(\(\s*[,;]?\s*\)|（\s*）|\[\s*\])")
# Examples: what an address leaves of "(source: https://…)" and "(more at Lee: https://…)".
_ENDS_IN_COLON = re.compile(r"(\s*[(（])([^()（）]{1,40}?)\s*[:：]\s*([)）])")
_SPACE_BEFORE_STOP = re.compile(r"\s+([.,;:!?](?:\s|$))")


STRUCK_OUT = "struck-out text"
"""What the ledger calls text that somebody has struck out."""
# Examples: ![a phone](phone.png), ~~They distract.~~, <!-- to be checked -->
_LEFT_OUT = re.compile(
    r"(!\[[^\[\]]*\]\([^()\n]*\))|(~~(?=\S)(?:(?!~~).)+~~)|(<!--(?:(?!-->|<!--).)*-->)", re.DOTALL
)
_COMMENT = re.compile(r"<!--(?:(?!-->|<!--).)*-->", re.DOTALL)
_BEGINS_STRUCK = re.compile(r"<(?:del|s|strike)\b", re.IGNORECASE)
_ENDS_STRUCK = re.compile(r"</(?:del|s|strike)\b", re.IGNORECASE)
COMMENT = "comment"
IMAGE = "image"
LINK_WITHIN = "link within the text"
_IN_DOCUMENTS = (
    COMMENT, IMAGE, "deleted text", "hidden text", "form field", "link", "table of contents",
)  # fmt: skip
# Example: "<!-- hidden text: They distract. -->", as `comment_on` writes it
_LEFT_OUT_OF_DOCUMENT = re.compile(rf"<!-- ({'|'.join(_IN_DOCUMENTS)}): ")


# What the markup of Markdown begins with; without any, a line of it is plain text.
_HAS_MARKUP = re.compile(r"[\\`*_\[\]<&~\n]")
# A link with nothing in it that Markdown would read otherwise: the parser takes ten times as long.
_SIMPLE_LINK = re.compile(
    r"(?<!!)\[[^\[\]\\`*_!<&~\n]+\]\(https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w./=#?-]*)?\)",
    re.ASCII,
)


_Pairs: TypeAlias = tuple[tuple[str, str], ...]


class InlineText(NamedTuple):
    """What an item says, and what it leads to.

    Attributes:
        text: its text, markup resolved.
        emphasis: what is in emphasis at the end and is not part of the text; "" in most items.
        addresses: the web addresses that it links to, each with the name in its place, or "".
        notes: what the notes are called that it refers to, each with where in its source.
        places_linked: the names of the places in the same text that it links to.
        left_out: what is left out of it, by kind, as the ledger calls it.
    """

    text: str
    emphasis: str = ""
    addresses: _Pairs = ()
    notes: _Pairs = ()
    places_linked: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def plain_inline(text: str, notes: Collection[str]) -> InlineText:
    """Return the text of an item that is no Markdown: links and the marks of these notes count."""
    links = []
    left_out: list[str] = []

    def take_out(match: re.Match[str]) -> str:
        image, struck, comment = match.groups()
        left_out.append(IMAGE if image else STRUCK_OUT if struck else kind_of_comment(comment))
        return ""

    if "![" in text or "~~" in text or "<!--" in text:
        text = re.sub("  +", " ", _LEFT_OUT.sub(take_out, text)).strip()
    said = ""
    end = 0
    for match in _LINK.finditer(text) if "](" in text else ():
        said += text[end : match.start()]
        start = len(said)
        said += match[1]
        links.append((start, len(said), match[2]))
        end = match.end()
    said += text[end:]
    return _without_links(said, links, notes)._replace(left_out=tuple(left_out))


def markdown_inline(text: str, notes: Collection[str], references: Mapping[str, str]) -> InlineText:
    """Return the text of an item of Markdown.

    Args:
        text: the item as it is written.
        notes: the notes that there are, as they are called.
        references: the link reference definitions: name → address.
    """
    if _HAS_MARKUP.search(_SIMPLE_LINK.sub("", text)) is None:
        return plain_inline(text, notes)
    left_out: list[str] = []
    tokens = list(_shown(_tokens(text, references), left_out))
    said = ""
    links = []
    open_links = []
    emphasized_from = _start_of_emphasis(tokens)
    places_linked: list[str] = []
    for token in tokens[:emphasized_from]:
        content = token.content
        match token.type:
            case "text" | "code_inline":
                said += content
            case "softbreak" | "hardbreak":
                said += "\n"
            case _ if content.lower().startswith("<br"):
                said += "\n"
            case "link_open":
                address = str(token.attrGet("href") or "")
                open_links.append((len(said), address))
            case "link_close" if open_links:
                start, address = open_links.pop()
                # Links within the text, as outlines have them, lead to no source.
                if address.startswith("#"):
                    places_linked.append(unquote(address[1:]))
                    left_out.append(LINK_WITHIN)
                else:
                    links.append((start, len(said), address))
    emphasis = "".join(token.content for token in tokens[emphasized_from:])
    if not said.strip():
        # All of the item is emphasized, so that this says nothing of its end.
        said = emphasis
        emphasis = ""
    inline = _without_links(said, links, notes)
    return inline._replace(
        emphasis=emphasis.strip(), places_linked=tuple(places_linked), left_out=tuple(left_out)
    )


def _shown(tokens: list[Token], left_out: list[str]) -> Iterator[Token]:
    """Yield the tokens of what is shown as text and not struck out; add the others to a list."""
    struck = 0
    for token in tokens:
        content = token.content
        tag = content if token.type == "html_inline" else ""
        if token.type == "s_open" or _BEGINS_STRUCK.match(tag):
            struck += 1
            left_out += [STRUCK_OUT] if struck == 1 else []
        elif token.type == "s_close" or _ENDS_STRUCK.match(tag):
            struck = max(0, struck - 1)
        elif struck:
            continue
        elif token.type == "image":
            left_out.append(IMAGE)
        elif tag.startswith(("<!", "<?")):
            left_out.append(kind_of_comment(tag))
        else:
            if token.type == "link_open" and token.attrGet("title"):
                left_out.append("link title")
            yield token


def strike_out(text: str) -> str:
    """Return a text that is struck out, as Markdown has it."""
    words = text.strip()
    return text.replace(words, f"~~{words}~~") if words else text


def kind_of_comment(comment: str) -> str:
    """Return what a comment is: what a document leaves out, which it names, or just a comment."""
    named = _LEFT_OUT_OF_DOCUMENT.match(comment)
    return named[1] if named else COMMENT


def without_comments(text: str) -> str:
    """Return a text without its comments."""
    return _COMMENT.sub("", text) if "<!--" in text else text


def comment_on(kind: str, text: str) -> str:
    """Return a comment on what is left out of a document: its kind, and its text if it has any."""
    return f"<!-- {kind}: {' '.join(text.replace('--', '–').split())} -->"


def markdown_text(text: str) -> str:
    """Return a line of Markdown as plain text, the words of its links included."""
    shown = ("text", "code_inline")
    return "".join(token.content for token in _tokens(text, {}) if token.type in shown)


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


# How much deeper into emphasis a token is than the one behind it.
_DEPTHS = {"em_close": 1, "em_open": -1}


def _start_of_emphasis(tokens: list[Token]) -> int:
    """Return where the emphasis begins that the last of some tokens ends; else the end of all.

    What has links in it, or anything else but text, is part of the text.
    """
    depth = 0
    for index in reversed(range(len(tokens))):
        type = tokens[index].type
        depth += _DEPTHS.get(type, 0)
        if depth == 0 and type == "em_open":
            return index
        if depth == 0 or type not in (*_DEPTHS, "text", "softbreak"):
            break
    return len(tokens)


def _start_of_aside(text: str, end: int) -> int:
    """Return where an aside begins that a link alone follows, at the space before "(see "; or -1.

    Not by `rstrip`: to copy what is before each of many links takes quadratic time.
    """
    while end and text[end - 1].isspace():
        end -= 1
    opening = _OPENING_OF_ASIDE.search(text, max(0, end - _LONGEST_OPENING), end)
    if opening is None or (opening[1] and role_named(opening[1]) is not Role.SOURCE):
        return -1
    start = opening.start()
    while start and text[start - 1].isspace():
        start -= 1
    return start


def _without_colon(aside: re.Match[str]) -> str:
    opening, words, closing = aside.groups()
    return "" if role_named(words) is Role.SOURCE else f"{opening}{words}{closing}"


def _without_links(text: str, links: list[_Link], notes: Collection[str]) -> InlineText:
    """Take out of a text what only leads elsewhere: addresses, "(source)", and marks of notes."""
    addresses = []
    # The last first: up to `end` the text is as it was, and what is left of the rest is in `kept`,
    # backwards.
    end = len(text)
    kept = [""]
    for start, end_of_link, address in reversed(links):
        words = text[start:end_of_link]
        next_character = text[end_of_link : end_of_link + 1]
        if end_of_link >= end:
            next_character = kept[-1][:1]
        start_of_aside = _start_of_aside(text, start) if next_character in (")", "）") else -1
        is_aside = start_of_aside >= 0
        is_bare = words == address or _ADDRESS.fullmatch(words)
        if end_of_link < end and (is_aside or is_bare):
            kept.append(text[end_of_link:end])
        name = ""
        if is_aside:
            kept[-1] = kept[-1][1:]
            end = start_of_aside
            name = words
        elif is_bare:
            end = start
        addresses.append((address, name))
    addresses.reverse()
    kept.append(text[:end])
    text = "".join(reversed(kept))
    if "://" in text:
        for address in _ADDRESS.findall(text):
            addresses.append((address, ""))
        text = _ADDRESS.sub("", text)

    cited: list[tuple[str, str]] = []

    def take_note(match: re.Match[str]) -> str:
        first, others, locator = match.groups("")
        names = [first, *re.findall(r"\d+", others)]
        if any(name not in notes for name in names):
            return match[0]
        cited.extend((name, locator.strip()) for name in names)
        return ""

    if notes and "[" in text:
        text = _NOTE.sub(take_note, text)
    if addresses or cited:
        text = _ENDS_IN_COLON.sub(_without_colon, text)
        text = _EMPTY_BRACKETS.sub("", text)
        text = _SPACE_BEFORE_STOP.sub(r"\1", text)
    if "  " in text or "\t" in text:
        text = re.sub("[ \t]{2,}", " ", text)
    text = text.strip(" \t")
    return InlineText(text, addresses=tuple(addresses), notes=tuple(cited))
