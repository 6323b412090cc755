"""How a text shows its form: looked at without importing the form's reader."""

from __future__ import annotations

import re

_BEGINS_AS_A_MAP = re.compile(r'\s*\{\s*"argmap"\s*:')
_HAS_CLAIMS_FIRST = re.compile(r'\s*\{[^{}\[\]]*"claims"\s*:\s*\{')
_HEAD_OF_JSON = 4_000

_BEGINS_AS_AIF = re.compile(r'"(nodes|nodeID|AIF)"\s*:')
_IS_SADFACE = re.compile(r'"(source_id|target_id|resources)"\s*:|"type"\s*:\s*"(atom|scheme)"')
_HEAD_OF_AIF = 20_000

_CARNEADES_PARTS = re.compile(r"^(statements|arguments)\s*:", re.MULTILINE)
_NATIVE_PART = re.compile(r"^claims\s*:", re.MULTILINE)

_MAP_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*(?:argdown|argmap)\b", re.MULTILINE | re.IGNORECASE)

_KIALO_TITLE = re.compile(r"\s*Discussion (Title|Name):")
_MICROTEXT_ROOT = re.compile(r"<arggraph\b")
# The first line of a list; what bullets there are in full, `formats/lists/bullets.py` says.
_LIST_ITEM = re.compile(
    r"^[ \t\u00a0\u3000>]*"
    r"([-+*•◦▪▫‣·●○■□–−\uf0a7\uf0b7][ \t\u00a0]+|[•●・]|(\d{1,3}(\.\d{1,3})*|[a-zA-Z])[.)] |\d{1,3}、)\S",
    re.MULTILINE,
)
_FIRST_OF_AN_OUTLINE = re.compile(r"^1[ \t]+\S", re.MULTILINE)
_KEY_OF_YAML = re.compile(r"^(claims?|statements|sides)\s*:", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(```+|~~~+).*\n(?:.*\n)*?[ \t]*\1", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?:.*\n)*?---[ \t]*\n")
_SIGN_OF_MARKDOWN = re.compile(r"^#{1,6} |\]\(https?://|\*\*\S|^```", re.MULTILINE)
_BEGINS_DATA = re.compile(r"\s*(?:\{|\[\s*[\[{\"]|<(?!!--)|%)")
_OPML_ROOT = re.compile(r"<opml\b")
_MIND_MAP_ROOT = re.compile(r"<map\s+version\s*=")
_HEAD_OF_XML = 4_000  # characters: the root stands behind no more than a declaration and comments


def looks_like_json(text: str) -> bool:
    """Return whether a JSON text begins as a map does."""
    head = text[:_HEAD_OF_JSON]
    return bool(_BEGINS_AS_A_MAP.match(head) or _HAS_CLAIMS_FIRST.match(head))


def looks_like_aif(text: str) -> bool:
    """Return whether a JSON text begins as AIF does."""
    head = text[:_HEAD_OF_AIF]
    if head.lstrip()[:1] != "{" or _BEGINS_AS_A_MAP.match(head) or _IS_SADFACE.search(head):
        return False
    return _BEGINS_AS_AIF.search(head) is not None


def looks_like_sadface(text: str) -> bool:
    """Return whether a JSON text begins as SADFace does, whose nodes and edges have other keys than those of AIF."""
    head = text[:_HEAD_OF_AIF]
    is_other = head.lstrip()[:1] != "{" or _BEGINS_AS_A_MAP.match(head)
    return not is_other and _IS_SADFACE.search(head) is not None


def looks_like_carneades(text: str) -> bool:
    """Return whether a YAML text is a Carneades argument graph rather than a map of our own."""
    return bool(_CARNEADES_PARTS.search(text)) and not _NATIVE_PART.search(text)


def looks_like_fenced(text: str) -> bool:
    """Return whether a text has a fence of Markdown's that says it holds a map."""
    return _MAP_FENCE.search(text) is not None


def looks_like_kialo(text: str) -> bool:
    """Return whether a text begins as Kialo's exports do."""
    return _KIALO_TITLE.match(text) is not None


def looks_like_microtexts(text: str) -> bool:
    """Return whether an XML text begins as a microtext does."""
    return _MICROTEXT_ROOT.search(text[:_HEAD_OF_XML]) is not None


def looks_like_opml(text: str) -> bool:
    """Return whether an XML text begins as OPML does."""
    return _OPML_ROOT.search(text[:_HEAD_OF_XML]) is not None


def looks_like_freemind(text: str) -> bool:
    """Return whether an XML text begins as a mind map of FreeMind does."""
    return _MIND_MAP_ROOT.search(text[:_HEAD_OF_XML]) is not None


def looks_like_text_list(text: str) -> bool:
    """Return whether a text holds a list, and is no Markdown; in an outline as text, what looks like it is none."""
    if not looks_like_markdown_list(text):
        return False
    return bool(_FIRST_OF_AN_OUTLINE.search(text)) or _SIGN_OF_MARKDOWN.search(text) is None


def looks_like_markdown_list(text: str) -> bool:
    """Return whether a text holds a list, and is not YAML, which has lists, too."""
    text = _FRONT_MATTER.sub("", re.sub("\r\n?", "\n", text))
    text = _FENCE.sub("", text)
    if _BEGINS_DATA.match(text) or _KEY_OF_YAML.search(text):
        return False
    return bool(_LIST_ITEM.search(text) or _FIRST_OF_AN_OUTLINE.search(text))
