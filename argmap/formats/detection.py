"""What a file is that is no map: told by how it begins, so that a person hears more than that it
cannot be read.

How a text shows its form: looked at without importing the form's reader.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.util.spelling import near_words

_HEAD = 4_000
"""Bytes, or characters, in which a file shows what it is."""

_WHAT_CAN_BE_READ = "`argmap forms` lists what can be read"
_AS_LIST = (
    "copy its claims into a text file, each behind a `-`: a list is read as a map;"
    f" {_WHAT_CAN_BE_READ}"
)
_SAVE_AS_TEXT = (
    f"save it as plain text or Markdown: a list in it is read as a map; {_WHAT_CAN_BE_READ}"
)
_FROM_THE_MAP = "name the map that it was drawn from"
_EXPORT = f"export it as OPML or FreeMind, which argmap reads; {_WHAT_CAN_BE_READ}"


class OtherFile(NamedTuple):
    """What a file is, for people, and how to go on with it."""

    name: str
    help: str


_BY_FIRST_BYTES = (
    (b"\x89PNG", OtherFile("a PNG picture", _FROM_THE_MAP)),
    (b"\xff\xd8\xff", OtherFile("a JPEG picture", _AS_LIST)),
    (b"GIF8", OtherFile("a GIF picture", _AS_LIST)),
    (b"RIFF", OtherFile("a WebP picture, or sound", _AS_LIST)),
    (b"II*\x00", OtherFile("a TIFF picture", _AS_LIST)),
    (b"MM\x00*", OtherFile("a TIFF picture", _AS_LIST)),
    (b"%PDF", OtherFile("a PDF document", _AS_LIST)),
    (b"\xd0\xcf\x11\xe0", OtherFile("an old Office document", _SAVE_AS_TEXT)),
    (b"{\\rtf", OtherFile("an RTF document", _SAVE_AS_TEXT)),
    (b"\x1f\x8b", OtherFile("a gzip archive", "unpack it, and name the map in it")),
    (b"7z\xbc\xaf", OtherFile("a 7z archive", "unpack it, and name the map in it")),
    (b"SQLite format 3", OtherFile("an SQLite database", _AS_LIST)),
)
# What a ZIP archive is, the names of the files in it tell.
_INSIDE_ZIP = (
    (b"word/", OtherFile("a Word document", _SAVE_AS_TEXT)),
    (b"ppt/", OtherFile("a PowerPoint presentation", _AS_LIST)),
    (b"xl/", OtherFile("an Excel workbook", _AS_LIST)),
    (b"opendocument", OtherFile("an OpenDocument file", _SAVE_AS_TEXT)),
    (b"application/epub", OtherFile("an EPUB book", _AS_LIST)),
    (b"Index/Document.iwa", OtherFile("a document of Pages, Numbers or Keynote", _SAVE_AS_TEXT)),
    (b"content.json", OtherFile("an XMind mind map", _EXPORT)),
)
_ROOTS = (
    ("<svg", OtherFile("an SVG picture", _FROM_THE_MAP)),
    ("<graphml", OtherFile("a GraphML graph", _FROM_THE_MAP)),
    ("<!doctype html", OtherFile("a web page", _SAVE_AS_TEXT)),
    ("<html", OtherFile("a web page", _SAVE_AS_TEXT)),
)
_BEGINNINGS = (
    (r"\s*(?:strict\s+)?(?:di)?graph\b[^\n{]*\{", OtherFile("a Graphviz graph", _FROM_THE_MAP)),
    (r"(?s)\s*(?:---.*?---\s*)?(?:%%[^\n]*\n\s*)*(?:flowchart|graph) (?:TB|TD|BT|LR|RL)\b",
     OtherFile("a Mermaid diagram", _FROM_THE_MAP)),
    (r"\s*(?:%[^\n]*\n\s*)*\\(?:documentclass|begin|usepackage)\b",
     OtherFile("a LaTeX document", _AS_LIST)),
    (r"\s*@\w+\s*\{\s*[^\s,]+,",
     OtherFile("a BibTeX bibliography", "name it in a map: `bibliography: refs.bib`")),
    (r"\s*(?:arg|att)\([^()]*(?:,[^()]*)?\)\.",
     OtherFile("a framework for solvers", _FROM_THE_MAP)),
    (r"\s*p af \d+", OtherFile("a framework for solvers", _FROM_THE_MAP)),
    (r"#!", OtherFile("a script", _WHAT_CAN_BE_READ)),
)  # fmt: skip
_SOME_ROOT = (
    r"(?s)\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<([A-Za-z][\w:.-]*)"
)
_KEY_OF_YAML = re.compile(r"([A-Za-z_][\w-]*):(?:\s|$)")
_TABLE_ENDINGS = (".csv", ".tsv")
_SEPARATORS = (",", ";", "\t")
_TEXT_ENDINGS = (".txt", ".text", ".md", ".markdown", ".rst", ".org", "")
_KEYS_OF_MAPS = frozenset(
    (
        "argmap",
        "claims",
        "sides",
        "sources",
        "inferences",
        "expect",
        "title",
        "include",
        "bibliography",
    )
)


def other_binary(data: bytes) -> OtherFile | None:
    """Return what bytes are that are no text, if they show it."""
    for beginning, other in _BY_FIRST_BYTES:
        if data.startswith(beginning):
            return other
    if not data.startswith(b"PK\x03\x04"):
        return None
    for inside, other in _INSIDE_ZIP:
        if inside in data:
            return other
    return OtherFile("a ZIP archive", "unpack it, and name the map in it")


def other_text(text: str, ending: str) -> OtherFile | None:
    """Return what a text is that no form recognises, if its beginning or the ending of its file
    show it.
    """
    head = text[:_HEAD]
    if not text.strip() and ending in _TEXT_ENDINGS:
        return OtherFile("an empty file", "`argmap new` writes a map to start from")
    in_small_letters = head.lower()
    if in_small_letters.lstrip().startswith("<"):
        for root, other in _ROOTS:
            if root in in_small_letters:
                return other
        root_element = re.match(_SOME_ROOT, head)
        return (
            OtherFile(f"an XML file of `{root_element[1]}`", _WHAT_CAN_BE_READ)
            if root_element
            else None
        )
    for beginning, other in _BEGINNINGS:
        if re.match(beginning, head):
            return other
    if ending in (".json", ".ipynb", "") and head.lstrip()[:1] in "{[":
        return _other_json(text)
    lines = [line for line in head.splitlines() if line.strip()]
    if ending in (".yaml", ".yml", "") and _is_other_yaml(lines):
        return OtherFile("YAML of another kind", _WHAT_CAN_BE_READ)
    if ending in _TABLE_ENDINGS or (ending in _TEXT_ENDINGS and _is_table(lines)):
        return OtherFile("a table", _AS_LIST)
    if ending in _TEXT_ENDINGS and _is_prose(lines):
        return OtherFile("a text in prose", _AS_LIST)
    if ending in (".txt", ".text", ".md", ".markdown"):
        return OtherFile("a text without a list", _AS_LIST)
    return None


def _other_json(text: str) -> OtherFile | None:
    """Return what a JSON text is that has nothing of a map's."""
    import json

    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return OtherFile("JSON of another kind", _WHAT_CAN_BE_READ)
    if _KEYS_OF_MAPS & value.keys():
        return None
    if "nbformat" in value:
        return OtherFile("a Jupyter notebook", _WHAT_CAN_BE_READ)
    return OtherFile("JSON of another kind", _WHAT_CAN_BE_READ)


def _is_other_yaml(lines: list[str]) -> bool:
    """Return whether a YAML text has several keys, and none that a map has, nor one that may be
    meant for `claims`.
    """
    keys = [match[1] for match in map(_KEY_OF_YAML.match, lines) if match]
    if len(keys) < 2 or not _KEYS_OF_MAPS.isdisjoint(keys):
        return False
    return not any(near_words(key, ["claims"]) for key in keys)


def _is_table(lines: list[str]) -> bool:
    """Return whether lines have the same separators, at least two each."""
    # The last line may be cut.
    whole_lines = lines[:-1] if len(lines) > 3 else lines
    if len(whole_lines) < 2:
        return False
    for separator in _SEPARATORS:
        numbers = {line.count(separator) for line in whole_lines}
        if len(numbers) == 1 and min(numbers) >= 2:
            return True
    return False


def _is_prose(lines: list[str]) -> bool:
    """Return whether a text has no line that begins like an entry of YAML, a list or a bracket."""
    for line in lines:
        first, colon, _ = line.strip().partition(":")
        if line.strip()[0] in "[{-#<%" or (colon and " " not in first):
            return False
    return True


_BEGINS_AS_A_MAP = r'\s*\{\s*"argmap"\s*:'
_HAS_CLAIMS_FIRST = r'\s*\{[^{}\[\]]*"claims"\s*:\s*\{'
_HEAD_OF_JSON = 4_000

_BEGINS_AS_AIF = r'"(nodes|nodeID|AIF)"\s*:'
_IS_SADFACE = r'"(source_id|target_id|resources)"\s*:|"type"\s*:\s*"(atom|scheme)"'
_HEAD_OF_AIF = 20_000

_CARNEADES_PARTS = r"(?m)^(statements|arguments)\s*:"
_NATIVE_PART = r"(?m)^claims\s*:"

_MAP_FENCE = r"(?mi)^ {0,3}(?:`{3,}|~{3,})[ \t]*(?:argdown|argmap)\b"

_KIALO_TITLE = r"\s*Discussion (Title|Name):"
_MICROTEXT_ROOT = r"<arggraph\b"
# The first line of a list; what bullets there are in full, `formats/lists/listing.py` says.
_LIST_ITEM = (
    r"(?m)^[ \t\u00a0\u3000>]*([-+*•◦▪▫‣·●○■□–−\uf0a7\uf0b7][ \t\u00a0]+|[•●・]|"
    r"(\d{1,3}(\.\d{1,3})*|[a-zA-Z])[.)] |\d{1,3}、)\S"
)
_FIRST_OF_AN_OUTLINE = r"(?m)^1[ \t]+\S"
_KEY_OF_MAP = r"(?m)^(claims?|statements|sides)\s*:"
_FENCE = r"(?m)^[ \t]*(```+|~~~+).*\n(?:.*\n)*?[ \t]*\1"
_FRONT_MATTER = r"\A\s*---[ \t]*\n(?:.*\n)*?---[ \t]*\n"
_SIGN_OF_MARKDOWN = (
    r"(?m)^#{1,6} |\]\(\S+\)|\*\*\S|^```|^<(?:[a-z][a-z0-9]*[ />]|\S+@\S+>)|^ {0,3}\[[^\]\n]+\]: "
)
_BEGINS_DATA = r"\s*(?:\{|\[\s*[\[{\"]|%)"
# What XML and web pages begin with. Other elements, such as `<p>` and `<h1>`, Markdown may begin
# with.
_BEGINS_DOCUMENT = (
    r"(?i)\s*<(?:\?|!doctype\b|map\s+version\s*=|(?:html|head|body|svg|opml|graphml|arggraph)\b"
    r"[^>]*>(?!:))"
)
_ARGDOWN_FRONT_MATTER = r"\s*={3,}[ \t]*\n(?:[ \t]*[\w-]+:|[ \t]*={3,}[ \t]*(?:\n|\Z))"
_ARGDOWN_COMMENT = r"\s*(?://|/\*)"
# What stands before the first statement, and Markdown may begin with, too.
_BEFORE_ELEMENTS = r"(?s)(?:\s*<!--.*?-->|\s*#{1,6} [^\n]*|\s*@include\([^)\n]*\))*\s*"
_ARGDOWN_DEFINITION = r"\[(?![-\s^])[^\[\]\n]+\]:(?!\s*<?\w+://)|<(?![-\s/?!])[^<>\n]+>:"
_ARGDOWN_RELATION = (
    r"(?m)^[ \t]*(?:(?:<[-+_]|[-+_]>|><)[ \t]*\S|[-+_][ \t]*(?:\[[^\[\]\n]+\]|<[^<>\n]+>):)"
)
_ARGDOWN_INFERENCE = r"(?m)^\(\d+\)(?:.*\n)+?[ \t]*--"
_ARGUMENT = r"<(?![-\s/?!])([^<>\n]+)>"
_ADDRESS = r"[a-z][a-z0-9+.-]{1,31}:\S+\Z|\S+@\S+\.\w+\Z"
_HTML_ELEMENTS = """
    a abbr address article aside b big blockquote br center cite code dd del details dfn div dl
    dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins
    kbd label li link main mark menu meta nav object ol p picture pre q s samp script section
    small source span strong style sub summary sup table tbody td tfoot th thead time title tr
    tt u ul var video
"""
_OPML_ROOT = r"<opml\b"
_MIND_MAP_ROOT = r"<map\s+version\s*="
_HEAD_OF_XML = 4_000  # characters: the root stands behind no more than a declaration and comments


def looks_like_native(text: str) -> bool:
    """Return whether a YAML text has claims, and does not stand in a fence of Markdown's."""
    return re.search(_NATIVE_PART, text) is not None and not looks_like_fenced(text)


def looks_like_json(text: str) -> bool:
    """Return whether a JSON text begins as a map does."""
    head = text[:_HEAD_OF_JSON]
    return bool(re.match(_BEGINS_AS_A_MAP, head) or re.match(_HAS_CLAIMS_FIRST, head))


def looks_like_argdown(text: str) -> bool:
    """Return whether a text begins as Argdown does, where no list and no Markdown would.

    `<Sleep>: …`, `[Nine]: …`, `<Sleep>` and a structure `(1) …` below it, front matter between
    `===`, `// a comment`; or a sentence with `+> …` or `- [Late]: …` below it.
    """
    if re.match(_ARGDOWN_FRONT_MATTER, text) or re.match(_ARGDOWN_COMMENT, text):
        return True
    if re.match(_BEGINS_DATA, text) or re.match(_BEGINS_DOCUMENT, text) or looks_like_fenced(text):
        return False
    begin = re.match(_BEFORE_ELEMENTS, text)
    first = text[begin.end() :] if begin else text
    argument = re.match(_ARGUMENT, first)
    if argument is not None and _is_address_or_html(argument[1], text):
        return False
    if argument is not None or re.match(_ARGDOWN_DEFINITION, first):
        return True
    return bool(re.search(_ARGDOWN_RELATION, text) or re.match(_ARGDOWN_INFERENCE, first))


def _is_address_or_html(inside: str, text: str) -> bool:
    """Return whether `<inside>` is an address, as in `<https://…>`, or an element of HTML."""
    if re.match(_ADDRESS, inside, re.IGNORECASE):
        return True
    name = inside.split(maxsplit=1)[0].rstrip("/")
    is_closed = f"</{name}>" in text or inside.endswith("/")
    has_attributes = "=" in inside
    return name in _HTML_ELEMENTS.split() or is_closed or has_attributes


def looks_like_aif(text: str) -> bool:
    """Return whether a JSON text begins as AIF does."""
    head = text[:_HEAD_OF_AIF]
    if head.lstrip()[:1] != "{" or re.match(_BEGINS_AS_A_MAP, head) or re.search(_IS_SADFACE, head):
        return False
    return re.search(_BEGINS_AS_AIF, head) is not None


def looks_like_sadface(text: str) -> bool:
    """Return whether a JSON text begins as SADFace does, whose nodes and edges have other keys than
    those of AIF.
    """
    head = text[:_HEAD_OF_AIF]
    is_other = head.lstrip()[:1] != "{" or re.match(_BEGINS_AS_A_MAP, head)
    return not is_other and re.search(_IS_SADFACE, head) is not None


def looks_like_carneades(text: str) -> bool:
    """Return whether a YAML text is a Carneades argument graph rather than a map of our own."""
    return bool(re.search(_CARNEADES_PARTS, text)) and not re.search(_NATIVE_PART, text)


def looks_like_fenced(text: str) -> bool:
    """Return whether a text has a fence of Markdown's that says it holds a map."""
    return re.search(_MAP_FENCE, text) is not None


def looks_like_kialo(text: str) -> bool:
    """Return whether a text begins as Kialo's exports do."""
    return re.match(_KIALO_TITLE, text) is not None


def looks_like_microtexts(text: str) -> bool:
    """Return whether an XML text begins as a microtext does."""
    return re.search(_MICROTEXT_ROOT, text[:_HEAD_OF_XML]) is not None


def looks_like_opml(text: str) -> bool:
    """Return whether an XML text begins as OPML does."""
    return re.search(_OPML_ROOT, text[:_HEAD_OF_XML]) is not None


def looks_like_freemind(text: str) -> bool:
    """Return whether an XML text begins as a mind map of FreeMind does."""
    return re.search(_MIND_MAP_ROOT, text[:_HEAD_OF_XML]) is not None


def looks_like_text_list(text: str) -> bool:
    """Return whether a text holds a list, and is no Markdown; in an outline as text, what looks
    like it is none.
    """
    if not looks_like_markdown_list(text):
        return False
    return bool(re.search(_FIRST_OF_AN_OUTLINE, text)) or re.search(_SIGN_OF_MARKDOWN, text) is None


def looks_like_markdown_list(text: str) -> bool:
    """Return whether a text holds a list, and is not YAML, which has lists, too."""
    text = re.sub(_FRONT_MATTER, "", re.sub("\r\n?", "\n", text))
    text = re.sub(_FENCE, "", text)
    if re.match(_BEGINS_DATA, text) or re.match(_BEGINS_DOCUMENT, text):
        return False
    if re.search(_KEY_OF_MAP, text):
        return False
    return bool(re.search(_LIST_ITEM, text) or re.search(_FIRST_OF_AN_OUTLINE, text))
