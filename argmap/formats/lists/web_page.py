"""A web page → its headings, lists and paragraphs as text: what students type in Moodle, mostly.

    <ul><li>Phones distract.<ul><li>They ring.</li></ul></li></ul>
    <p class="MsoListParagraph" style="mso-list: l0 level2 lfo1">·&nbsp;&nbsp; They ring.</p>

A list that was copied from Word is often paragraphs with a bullet in their text. How far they are
indented, their styles say.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from argmap.formats.lists.inline_markup import IMAGE, comment_on, strike_out
from argmap.formats.lists.paragraphs import (
    Paragraph,
    comment_on_passed_over,
    link,
    text_of,
)
from argmap.formats.lists.reader import parse_text_list
from argmap.formats.lists.tables import ParagraphCollector
from argmap.formats.registry import ReadingOptions
from argmap.model.diagnostics import error
from argmap.model.reading import Reading

_PASSED_OVER = {
    "script": "",
    "style": "",
    "title": "",
    "template": "",
    "button": "form field",
    "select": "form field",
    "svg": IMAGE,
    "object": IMAGE,
    "noscript": "hidden text",
}
"""Elements whose text is no text of the page, and what they are to people who look at it."""
_STRUCK_OUT = {"del", "s", "strike"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html",
    "main", "nav", "p", "pre", "section", "summary",
}  # fmt: skip
"""Elements that begin and end a paragraph."""
_LISTS = {"ul", "ol", "menu", "dir"}
_DEEPEST = 100
_COLUMNS_PER_LEVEL = 4
# How many of each unit a column has: a level of most editors has 30 to 40 pixels.
_PER_COLUMN = {"px": 9.0, "pt": 9.0, "em": 0.6, "rem": 0.6, "cm": 0.3175, "in": 0.125, "mm": 3.175}
_LEVEL_OF_WORD = re.compile(r"mso-list:\s*\S+\s+level([1-9])", re.IGNORECASE)
_INDENT = re.compile(
    r"(?:margin|padding)-left:\s*(\d{1,5}(?:\.\d{1,6})?)(px|pt|em|rem|cm|in|mm)", re.IGNORECASE
)
_SPACES = re.compile("[ \t\r\n\f\x0b\x85\u2028\u2029]+")
# The letters that symbol fonts show as bullets, as Word copies them: "o" and two no-break spaces.
_LETTER_AS_BULLET = re.compile("\\A([o§Øü])(?=[ \xa0]*\xa0)[ \xa0]+")
_MARKS_OF_OWN_PAGES = {
    "an empty worksheet": '<meta name="generator" content="argmap worksheet">',
    "an interactive page": '<script type="application/json" id="data">',
    "a feedback page": '<meta name="generator" content="argmap grade">',
}
# Editors turn spaces into no-break spaces; only French has them before its signs.
_EDITORS_SPACE = re.compile("\xa0(?![:;!?»])(?<!«\xa0)")
_CONDITION = re.compile(r"<!\[[^\]<>]{0,200}\]>")


def parse_html(text: str, name: str, options: ReadingOptions) -> Reading:
    """Return the map in the list of a web page; `name` is what its diagnostics call the file.

    They show the text of the page rather than its HTML.
    """
    for kind, mark in _MARKS_OF_OWN_PAGES.items():
        if mark in text:
            message = f"{name}: this is {kind} that argmap made, not a map"
            help = "use the map that this file was made from"
            if kind == "an empty worksheet":
                help = "open it in a browser, press Save, and use the file that it saves"
            return Reading.of(name, text, None, [error("no-map", message, None, help)])
    page = _PageReader()
    page.feed(_without_comments(text))
    page.close()
    page.end_paragraph()
    return parse_text_list(text_of(page.collector.paragraphs, {}), name, options)


def _without_comments(text: str) -> str:
    """Return HTML without comments and what Word writes for its own use.

    What is cut in the middle of an element is text: the parser would look for its end again and
    again.
    """
    pieces = []
    start = 0
    while (begin := text.find("<!--", start)) >= 0:
        pieces.append(text[start:begin])
        end = text.find("-->", begin)
        start = len(text) if end < 0 else end + len("-->")
    pieces.append(text[start:])
    shown = _CONDITION.sub("", "".join(pieces)).replace("<![", "&lt;![")
    end = shown.rfind(">") + 1
    return shown[:end] + shown[end:].replace("<", "&lt;")


class _PageReader(HTMLParser):
    """Collects the paragraphs of a page, of which `current` is the last."""

    def __init__(self) -> None:
        super().__init__()
        self.collector = ParagraphCollector()
        self.current = Paragraph()
        self.pieces: list[str] = []
        self.lists = 0
        # Of each open item: whether it has a paragraph yet.
        self.has_begun: list[bool] = []
        self.lists_outside: list[tuple[int, list[bool]]] = []
        # How many elements are open that are no part of the text, and what they say.
        self.depth_passed_over = 0
        self.passed_over: list[str] = []
        self.struck_out = 0
        self.is_preformatted = 0
        self.link_start = -1
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in _PASSED_OVER:
            self.depth_passed_over += 1
        elif tag in _STRUCK_OUT:
            self.struck_out += 1
        elif tag in _LISTS:
            self.end_paragraph()
            self.lists += 1
        elif tag == "li":
            self.end_paragraph()
            del self.has_begun[max(0, self.lists - 1) :]
            self.has_begun += [True] * (self.lists - 1 - len(self.has_begun))
            self.has_begun.append(False)
            self.begin_paragraph(attributes)
        elif re.fullmatch("h[1-6]", tag):
            self.end_paragraph()
            self.current.heading = int(tag[1])
        elif tag in _BLOCKS:
            self.end_paragraph()
            self.begin_paragraph(attributes)
            self.is_preformatted += tag == "pre"
        elif tag in ("br", "img"):
            self.pieces.append(_sign(tag, attributes))
        elif tag == "a":
            self.link_start = len(self.pieces)
            self.address = attributes.get("href", "").strip()
        elif tag == "table":
            self.end_paragraph()
            self.collector.begin_table()
        elif tag == "tr":
            self.end_cell()
            self.collector.begin_row()
        elif tag in ("td", "th"):
            self.end_cell()
            if self.collector.begin_cell():
                self.lists_outside.append((self.lists, self.has_begun))
                self.lists = 0
                self.has_begun = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an empty element: only what is empty in HTML ends where it begins."""
        if tag not in _PASSED_OVER:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element; one that was never begun ends nothing."""
        if tag in _PASSED_OVER:
            self.depth_passed_over = max(0, self.depth_passed_over - 1)
            if not self.depth_passed_over:
                self.pieces.append(comment_on_passed_over(_PASSED_OVER[tag], self.passed_over))
                self.passed_over.clear()
        elif tag in _STRUCK_OUT:
            self.struck_out = max(0, self.struck_out - 1)
        elif tag in _LISTS:
            self.end_paragraph()
            self.lists = max(0, self.lists - 1)
            del self.has_begun[self.lists :]
        elif tag == "li" or tag in _BLOCKS or re.fullmatch("h[1-6]", tag):
            self.end_paragraph()
            if tag == "pre":
                self.is_preformatted = max(0, self.is_preformatted - 1)
        elif tag == "a" and self.link_start >= 0:
            start = min(self.link_start, len(self.pieces))
            words = "".join(self.pieces[start:])
            self.pieces[start:] = [link(words, self.address)]
            self.link_start = -1
        elif tag in ("td", "th", "tr"):
            self.end_cell()
        elif tag == "table":
            self.end_cell()
            self.collector.end_table()

    def handle_data(self, data: str) -> None:
        """Take a piece of text."""
        if self.depth_passed_over:
            self.passed_over.append(data)
            return
        text = data if self.is_preformatted else _SPACES.sub(" ", data)
        self.pieces.append(strike_out(text) if self.struck_out else text)

    def end_cell(self) -> None:
        """End the cell that is open, if one is in the last table."""
        self.end_paragraph()
        if self.collector.end_cell():
            self.lists, self.has_begun = self.lists_outside.pop()

    def begin_paragraph(self, attributes: dict[str, str]) -> None:
        style = attributes.get("style", "")
        level = _LEVEL_OF_WORD.search(style)
        indent = _INDENT.search(style)
        if level:
            self.current.columns = _COLUMNS_PER_LEVEL * (int(level[1]) - 1)
        elif indent:
            columns = float(indent[1]) / _PER_COLUMN[indent[2].lower()]
            self.current.columns = min(round(columns), _DEEPEST)

    def end_paragraph(self) -> None:
        """Add the paragraph that is open, and open the next."""
        text = "".join(self.pieces)
        self.pieces = []
        self.link_start = -1
        if not text.strip():
            # What an element says of its indent counts for the text in it.
            self.current = Paragraph(columns=self.current.columns)
            return
        paragraph = self.current
        self.current = Paragraph()
        paragraph.text = _with_bullet(text)
        level = self.lists - 1
        depth = min(level, _DEEPEST)
        is_in_list = paragraph.heading is None and level >= 0
        if is_in_list and len(self.has_begun) > level and not self.has_begun[level]:
            self.has_begun[level] = True
            paragraph.depth = depth
        elif is_in_list:
            paragraph.columns = _COLUMNS_PER_LEVEL * depth + _COLUMNS_PER_LEVEL // 2
        self.collector.add(paragraph)


def _sign(tag: str, attributes: dict[str, str]) -> str:
    """Return the text for an element without any; an image with an empty `alt` only decorates."""
    if tag == "br":
        return "\n"
    return "" if attributes.get("alt") == "" else comment_on(IMAGE, attributes.get("alt", ""))


def _with_bullet(text: str) -> str:
    """Return a text with the spaces and the bullets of plain text."""
    lines = []
    for line in text.split("\n"):
        shown = _LETTER_AS_BULLET.sub("\\1\t", line.strip(" \t"))
        lines.append(_EDITORS_SPACE.sub(" ", shown).rstrip())
    return "\n".join(lines)
