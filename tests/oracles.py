"""What other programs make of what argmap writes: real parsers, asked whether text of a map is more than text there.

Each oracle fails where the file is none of its form, or where something in it can only come from a map's text: an
element, an attribute, a command, a formula, a link that is followed to something else than the web.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import yaml
from defusedxml import ElementTree
from markdown_it import MarkdownIt
from markdown_it.token import Token

import argmap
from argmap.util import UNSAFE_IN_LINES
from tests.conftest import ROOT
from tests.hostile_case import every_field

_COMMAND = re.compile(r"^[ \t]*::|##\[", re.MULTILINE)
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_FORMULA = re.compile(r"[=+\-@\t\r]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*', re.DOTALL)
"""A string of DOT, which is several with a `+` between them if it is long."""
_DOT_BETWEEN_QUOTES = re.compile(r"[\w\s;=,.\[\]{}>-]*")
_MERMAID_BETWEEN_QUOTES = re.compile(r"[\w\s\[\](){}/<>~.,%#;:&|-]*")
_LATEX_COMMAND = re.compile(r"\\([a-zA-Z]+|.)")
_ANCHOR = re.compile(r'</?a>|<a id="(claim|source)-[\w.-]+">')


def nothing_unsafe(text: str) -> None:
    """Fail where a text drives a terminal, reorders what is seen, or commands a CI log."""
    assert re.findall(UNSAFE_IN_LINES, text) == []
    assert _COMMAND.findall(text) == []


def is_yaml(text: str) -> None:
    # Constructed without types: `2014-13-45` is text to argmap, and no date to others.
    loaded = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - it constructs texts alone
    assert isinstance(loaded["claims"], dict)


def is_json(text: str) -> None:
    assert isinstance(json.loads(text), dict)


def is_xml(text: str) -> None:
    # What elements there are is fixed; text stands in text and in the values of attributes.
    for element in ElementTree.fromstring(text).iter():
        assert _names(element) <= _names_of_xml(), element.tag
        assert _SAFE_ADDRESS.match(element.get("href", "#")), element.get("href")


def is_csv(text: str) -> None:
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    for row in rows:
        assert len(row) == len(header)
        assert [cell for cell in row if _FORMULA.match(cell)] == []


def is_markdown(text: str) -> None:
    for token in _tokens_of_markdown(text):
        assert token.type not in (
            "html_block",
            "image",
            "fence",
            "code_block",
            "table_open",
            "hr",
        ), token.content
        if token.type == "html_inline":
            assert _ANCHOR.fullmatch(token.content), token.content
        address = str(token.attrs.get("href", "#"))
        assert _SAFE_ADDRESS.match(address), address


def is_decision_record(text: str) -> None:
    # Notes are Markdown in a record, so they may contain code, tables, links and the pictures beside the record, but no
    # HTML, and nothing that runs or is loaded from elsewhere.
    for token in _tokens_of_markdown(text):
        assert not token.type.startswith("html"), token.content
        address = str(token.attrs.get("href") or token.attrs.get("src") or "#")
        is_beside = re.match(r"(?!//)[^:]*$", address) is not None
        assert is_beside or (token.type != "image" and _SAFE_ADDRESS.match(address)), address


def is_latex(text: str) -> None:
    assert {found[0] for found in _LATEX_COMMAND.finditer(text)} <= _commands_of_latex()
    assert text.count(r"\begin{document}") == text.count(r"\end{document}") == 1
    assert text.endswith("\\end{document}\n")


def is_dot(text: str) -> None:
    mark, _, graph = text.partition("\n")
    assert mark == "// Made by argmap"
    assert _DOT_BETWEEN_QUOTES.fullmatch(_QUOTED.sub("", graph))


def is_mermaid(text: str) -> None:
    mark, _, rest = text.partition("\n")
    assert mark == "%% Made by argmap"
    described, _, chart = rest.partition("  k0" if "  k0" in rest else "  c1")
    for line in described.splitlines():
        assert not re.search(r"[\[\]{}<>;\"#%&\\]", line), line
    assert _MERMAID_BETWEEN_QUOTES.fullmatch(re.sub(r'"[^"\n]*"', "", chart))


def is_html(text: str) -> None:
    """Fail where an element, an attribute or an address can only come from a map's text."""
    found = _parts_of_html(text)
    assert found.parts - _parts_of_pages() - _OF_OTHER_PAGES == set()
    assert [address for address in found.addresses if not _SAFE_ADDRESS.match(address)] == []


def is_office(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = ElementTree.fromstring(archive.read(name))
            for element in root.iter():
                if element.get("TargetMode") == "External":
                    assert _SAFE_ADDRESS.match(element.get("Target", ""))
                assert (
                    "instrText" not in element.tag
                    or "JAVASCRIPT" not in (element.text or "").upper()
                )


def is_pdf(data: bytes) -> None:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=True)
    assert len(reader.pages) == 1
    for annotation in reader.pages[0].annotations or []:
        annotation_text = str(annotation.get_object())
        assert not re.search(r"'/S': '/(?!URI|GoTo)", annotation_text), annotation_text
        for address in re.findall(r"'/URI': '([^']*)'", annotation_text):
            assert _SAFE_ADDRESS.match(address), address
    assert "/JavaScript" not in str(reader.trailer["/Root"])


def is_png(data: bytes) -> None:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert data.endswith(b"IEND\xaeB`\x82")


def accept_any(text: str) -> None:
    """Accept any text: no Python package reads the format."""


SLOW_TEXT_ORACLES: Mapping[str, Callable[[str], None]] = {
    "dot": is_dot,
    "svg": is_xml,
    "html": is_html,
    "page": is_html,
}
TEXT_ORACLES: Mapping[str, Callable[[str], None]] = {
    "native": is_yaml,
    "json": is_json,
    "argdown": accept_any,
    "aif": is_json,
    "adr": is_decision_record,
    "graphml": is_xml,
    "apx": accept_any,
    "af": accept_any,
    "tgf": accept_any,
    "lp": accept_any,
    "mermaid": is_mermaid,
    "text": accept_any,
    "markdown": is_markdown,
    "opml": is_xml,
    "latex": is_latex,
    "csv": is_csv,
}
"""What reads each format that is text, besides argmap; formats of `SLOW_TEXT_ORACLES` aside."""

BINARY_ORACLES: Mapping[str, Callable[[bytes], None]] = {
    "png": is_png,
    "pdf": is_pdf,
    "docx": is_office,
    "pptx": is_office,
}


# --- what there is without a hostile text ---


@cache
def _harmless() -> argmap.ArgumentMap:
    return argmap.loads(every_field("Schools should open later"))


@cache
def _names_of_xml() -> frozenset[str]:
    names: set[str] = set(_OF_OTHER_PICTURES)
    for format in ("graphml", "opml", "svg"):
        for element in ElementTree.fromstring(argmap.dumps(_harmless(), format)).iter():
            names |= _names(element)
    return frozenset(names)


def _names(element: Element) -> set[str]:
    return {str(element.tag), *(f"@{name}" for name in element.attrib)}


@cache
def _commands_of_latex() -> frozenset[str]:
    usual = argmap.dumps(_harmless(), "latex")
    return frozenset(found[0] for found in _LATEX_COMMAND.finditer(usual)) | _OF_OTHER_TEXTS


_OF_OTHER_TEXTS = frozenset(
    [
        rf"\text{name}"
        for name in [
            "backslash",
            "asciicircum",
            "asciitilde",
            "less",
            "greater",
            "bar",
            "quotedbl",
            "asciigrave",
        ]
    ]
    + [rf"\{sign}" for sign in "{}$&#%_-,"]
    + [
        r"\foreignlanguage",
        r"\section",
        r"\href",
        r"\url",
        r"\hyperref",
        r"\item",
        r"\emph",
        r"\textbf",
        r"\small",
    ]
    + [r"\babelfont", r"\IfFontExistsTF", r"\allowbreak"]
)
_OF_OTHER_PICTURES = frozenset(
    [
        *(
            "@text-anchor",
            "@direction",
            "@unicode-bidi",
            "@xml:lang",
            "@stroke-dasharray",
            "@font-weight",
            "@rx",
            "@d",
            "@data-steps",
        ),
        *("{http://www.w3.org/2000/svg}a", "@href"),
    ]
)
_OF_OTHER_PAGES = frozenset(
    [("text", "direction"), ("p", "dir"), ("li", "dir"), ("div", "dir"), ("h1", "dir")]
)


class _PartsOfHtml(HTMLParser):
    """Collects the elements of a page with the names of their attributes, and the addresses in these."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: set[tuple[str, str]] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.add((tag, ""))
        for name, value in attrs:
            self.parts.add((tag, name))
            if name in ("href", "src", "action", "xlink:href") and value:
                self.addresses.append(value)


def _parts_of_html(text: str) -> _PartsOfHtml:
    collected = _PartsOfHtml()
    collected.feed(text)
    collected.close()
    return collected


@cache
def _parts_of_pages() -> frozenset[tuple[str, str]]:
    parts: set[tuple[str, str]] = set()
    for format in ("html", "page"):
        for map in (_harmless(), argmap.load(ROOT / "arguments.yaml")):
            parts |= _parts_of_html(argmap.dumps(map, format)).parts
    return frozenset(parts)


def _tokens_of_markdown(text: str) -> Iterator[Token]:
    return _tokens(MarkdownIt("commonmark").enable("table").parse(text))


def _tokens(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or [])
