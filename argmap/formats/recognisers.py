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
_SIGN_OF_MARKDOWN = r"(?m)^#{1,6} |\]\(https?://|\*\*\S|^```"
_BEGINS_DATA = r"\s*(?:\{|\[\s*[\[{\"]|<(?!!--)|%)"
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
    if re.match(_BEGINS_DATA, text) or re.search(_KEY_OF_YAML, text):
        return False
    return bool(re.search(_LIST_ITEM, text) or re.search(_FIRST_OF_AN_OUTLINE, text))
