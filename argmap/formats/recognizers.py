"""How a text shows its form: looked at without importing the form's reader."""

from __future__ import annotations

import re

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
# The first line of a list; what bullets there are in full, `formats/lists/bullets.py` says.
_LIST_ITEM = (
    r"(?m)^[ \t\u00a0\u3000>]*([-+*•◦▪▫‣·●○■□–−\uf0a7\uf0b7][ \t\u00a0]+|[•●・]|"
    r"(\d{1,3}(\.\d{1,3})*|[a-zA-Z])[.)] |\d{1,3}、)\S"
)
_FIRST_OF_AN_OUTLINE = r"(?m)^1[ \t]+\S"
_KEY_OF_YAML = r"(?m)^(claims?|statements|sides)\s*:"
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
    if re.search(_KEY_OF_YAML, text):
        return False
    return bool(re.search(_LIST_ITEM, text) or re.search(_FIRST_OF_AN_OUTLINE, text))
