"""Which format a text is in, by how it begins; and what a file is that is not a map.

Each `looks_like_…` recognizes one format without importing its reader. Where none does, a guess at
what else the file is (a picture, a Word document, a table …) helps more than "cannot be read".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.util.spelling import near_words
from argmap.util.text import split_lines

_HEAD = 4_000
"""Bytes, or characters, in which a file shows what it is."""
_TEXT_ENDINGS = (".txt", ".text", ".md", ".markdown", ".rst", ".org", "")
_ENDINGS_OF_PAGES = (".html", ".htm")
_ENDINGS_OF_LISTS = (*_TEXT_ENDINGS, *_ENDINGS_OF_PAGES, ".docx", ".odt")
_KEYS_OF_MAPS = frozenset(
    {
        "argmap",
        "bibliography",
        "claims",
        "expect",
        "include",
        "inferences",
        "sides",
        "sources",
        "title",
    }
)

# How to go on with a file that is not a map.
FORMATS_HELP = "to see which formats argmap can read, run `argmap formats`"
_LIST = "copy the claims into a text file as a list, with a `-` before each claim"
_ROWS = f"{_LIST}; in Python, pass the rows to `argmap.from_records`"
_TEXT = (
    "save it as a Word document (.docx), plain text or Markdown, with its claims in a list;"
    f" {FORMATS_HELP}"
)
_IN_WORD = "open it in Word or LibreOffice, and save it as a Word document (.docx)"
_IN_PAGES = "open it where it was made, and export it to Word (File > Export To > Word)"
_IN_GOOGLE = "download the document itself (File > Download > Microsoft Word), and use that file"
_LINKED = "download the document that the link leads to, and use that file"
_PAGE = f"if its claims are in a list, change the name of the file to end in .html; {FORMATS_HELP}"
_PRINTED = f"use the document that it was made from, or {_LIST}"
_MAP = "use the map that this file was made from"
_UNPACK = "unpack the archive and use the map inside"


class OtherFile(NamedTuple):
    """What a file is, for people, and how to go on with it."""

    name: str
    help: str


_BY_FIRST_BYTES = {
    b"\x89PNG": ("a PNG picture", _MAP),
    b"\xff\xd8\xff": ("a JPEG picture", _LIST),
    b"GIF8": ("a GIF picture", _LIST),
    b"RIFF": ("a WebP picture or a sound file", _LIST),
    b"II*\x00": ("a TIFF picture", _LIST),
    b"MM\x00*": ("a TIFF picture", _LIST),
    b"%PDF": ("a PDF document", _PRINTED),
    b"\xd0\xcf\x11\xe0": ("an old Office document, or one with a password", _IN_WORD),
    b"{\\rtf": ("an RTF document", _IN_WORD),
    b"\x1f\x8b": ("a gzip archive", _UNPACK),
    b"7z\xbc\xaf": ("a 7z archive", _UNPACK),
    b"Rar!\x1a": ("a RAR archive", _UNPACK),
    b"\x7fELF": ("a program", FORMATS_HELP),
    b"MZ\x90\x00": ("a program", FORMATS_HELP),
    b"ID3": ("a sound file", _LIST),
    b"OggS": ("a sound file", _LIST),
    b"SQLite format 3": ("an SQLite database", _LIST),
}
_ZIP = b"PK\x03\x04"
_MOST_MEMBERS = 10_000
_LONGEST_KIND = 100
# Photos, films and sound have a brand behind these bytes.
_BRAND = b"ftyp"
_BRANDS = {
    b"heic": ("a HEIC picture", _LIST),
    b"heix": ("a HEIC picture", _LIST),
    b"mif1": ("a HEIC picture", _LIST),
    b"avif": ("an AVIF picture", _LIST),
}
_FILM = ("a video or a sound file", _LIST)
# Archives say by the names of their files, or by the first of them, what they are.
_FORMATS_INSIDE_ZIP = {
    "word/document": "docx",
    "opendocument.text;": "odt",
    "opendocument.text-template;": "odt",
}
_INSIDE_ZIP = {
    "word/": ("a Word document", _TEXT),
    "ppt/": ("a PowerPoint presentation", _LIST),
    "xl/": ("an Excel workbook", _LIST),
    "opendocument.text": ("an OpenDocument text", _TEXT),
    "opendocument.graphics": ("an OpenDocument drawing", _LIST),
    "opendocument.spreadsheet": ("an OpenDocument spreadsheet", _LIST),
    "opendocument.presentation": ("an OpenDocument presentation", _LIST),
    "opendocument": ("an OpenDocument file", _TEXT),
    "application/epub": ("an EPUB book", _LIST),
    "Index/Document.iwa": ("a Pages, Numbers or Keynote document", _IN_PAGES),
    "Index/": ("a Pages, Numbers or Keynote document", _IN_PAGES),
    "content.json": (
        "an XMind mind map",
        f"export the mind map as OPML or FreeMind; {FORMATS_HELP}",
    ),
    "PK": ("a ZIP archive", _UNPACK),
}
_DAMAGED_ZIP = (
    "a damaged or incomplete document or archive",
    "open the document where it was made, and save it again",
)
_BY_ROOT = {
    "<svg": ("an SVG picture", _MAP),
    "<graphml": ("a GraphML graph", _MAP),
    "<!doctype html": ("a web page", _PAGE),
    "<html": ("a web page", _PAGE),
}
_BY_BEGINNING = {
    r"\s*(?://[^\n]*\n\s*)*(?:strict\s+)?(?:di)?graph\b[^\n{]*\{": ("a Graphviz graph", _MAP),
    r"(?s)\s*(?:---.*?---\s*)?(?:%%[^\n]*\n\s*)*(?:flowchart|graph) (?:TB|TD|BT|LR|RL)\b": (
        "a Mermaid diagram", _MAP
    ),
    r"\s*(?:%[^\n]*\n\s*)*\\(?:documentclass|begin|usepackage)\b": ("a LaTeX document", _LIST),
    r"\s*@\w+\s*\{\s*[^\s,]+,": (
        "a BibTeX bibliography",
        "to cite its entries, name the file in a map, for example `bibliography: refs.bib`",
    ),
    r"\s*(?:arg|att)\([^()]*(?:,[^()]*)?\)\.|\s*p af \d+": (
        "an argumentation framework for solvers", _MAP
    ),
    r"#!": ("a script", FORMATS_HELP),
    r"\[InternetShortcut\]": ("a link to a web page", _LINKED),
    r'\{\s*"(?:url|doc_id)"\s*:\s*"[^"]{1,1000}"[^{}\[\]]*"doc_id"': (
        "a link to a Google document", _IN_GOOGLE
    ),
}  # fmt: skip
# <?xml version="1.0"?> <!-- a feed --> <rss>
_ROOT = r"(?s)\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<([A-Za-z][\w:.-]*)"


def packed_format(data: bytes) -> str:
    """Return the format of a document that is an archive, such as `docx`; "" if it is none."""
    names = _inside_zip(data)
    for inside, format in _FORMATS_INSIDE_ZIP.items():
        if any(inside in name for name in names):
            return format
    return ""


def other_binary(data: bytes) -> OtherFile | None:
    """Return what bytes are that are not text, if they show it."""
    for beginning, other in _BY_FIRST_BYTES.items():
        if data.startswith(beginning):
            return OtherFile(*other)
    if data[4:8] == _BRAND:
        return OtherFile(*_BRANDS.get(data[8:12], _FILM))
    if not data.startswith(_ZIP):
        return None
    names = _inside_zip(data)
    for inside, other in _INSIDE_ZIP.items():
        if any(inside in name for name in names):
            return OtherFile(*other)
    return OtherFile(*_DAMAGED_ZIP)


def _inside_zip(data: bytes) -> list[str]:
    """Return what kind of document an archive says that it is, and the names of its files."""
    import io
    import zipfile
    import zlib

    # Each entry of the list begins like this; an archive that lists more is not looked at.
    if not data.startswith(_ZIP) or data.count(b"PK\x01\x02") > _MOST_MEMBERS:
        return []
    kind = b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            # OpenDocument and EPUB say what they are in a file of their own.
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    kind = file.read(_LONGEST_KIND)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error):
        return []
    return [f"{kind.decode(errors='replace').strip()};", *names, _ZIP.decode()]


def other_text(text: str, ending: str) -> OtherFile | None:
    """Return what a text in no known format is, if its beginning or its file's ending shows it."""
    head = text[:_HEAD]
    if not text.strip() and ending in _ENDINGS_OF_LISTS:
        return OtherFile("an empty file", "to create a map to start from, run `argmap new`")
    if ending in _ENDINGS_OF_PAGES:
        return None
    in_small_letters = head.lower()
    if in_small_letters.lstrip().startswith("<"):
        for root, other in _BY_ROOT.items():
            if root in in_small_letters:
                return OtherFile(*other)
        first = re.match(_ROOT, head)
        return (
            OtherFile(f"an XML file with the root element `{first[1]}`", FORMATS_HELP)
            if first
            else None
        )
    for beginning, other in _BY_BEGINNING.items():
        if re.match(beginning, head):
            return OtherFile(*other)
    if ending in (".json", ".ipynb", "") and head.lstrip()[:1] in "{[":
        return _other_json(text)
    lines = [line for line in head.splitlines() if line.strip()]
    if ending in (".yaml", ".yml", "") and _is_other_yaml(lines):
        return OtherFile("another kind of YAML file", FORMATS_HELP)
    if ending in (".csv", ".tsv") or (ending in _TEXT_ENDINGS and _is_table(lines)):
        return OtherFile("a table", _ROWS)
    if ending in _TEXT_ENDINGS and _is_prose(lines):
        return OtherFile("prose without a list", _LIST)
    if ending in (".txt", ".text", ".md", ".markdown"):
        return OtherFile("a text without a list", _LIST)
    return None


def other_of_ending(ending: str) -> OtherFile:
    """Return what a file is whose content does not show it."""
    # Behind a full stop may be anything, such as a person's name.
    if re.fullmatch(r"\.[a-z0-9]{1,8}", ending):
        return OtherFile(f"a file with the extension `{ending}`", _TEXT)
    return OtherFile("a file without a known extension", _TEXT)


def _other_json(text: str) -> OtherFile | None:
    """Return what a JSON text is that has nothing of a map's."""
    import json

    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        if _KEYS_OF_MAPS & value.keys():
            return None
        if "nbformat" in value:
            return OtherFile("a Jupyter notebook", FORMATS_HELP)
    return OtherFile("another kind of JSON file", FORMATS_HELP)


def _is_other_yaml(lines: list[str]) -> bool:
    """Return whether a text has several keys, but none of a map's, nor one meant for `claims`."""
    keys = re.findall(r"(?m)^([A-Za-z_][\w-]*):(?:\s|$)", "\n".join(lines))
    if len(keys) < 2 or not _KEYS_OF_MAPS.isdisjoint(keys):
        return False
    return not any(near_words(key, ["claims"]) for key in keys)


def _is_table(lines: list[str]) -> bool:
    """Return whether lines have the same separators, at least two each."""
    # The last line may be cut.
    whole_lines = lines[:-1] if len(lines) > 3 else lines
    for separator in (",", ";", "\t"):
        numbers = {line.count(separator) for line in whole_lines}
        if len(whole_lines) > 1 and len(numbers) == 1 and min(numbers) >= 2:
            return True
    return False


def _is_prose(lines: list[str]) -> bool:
    """Return whether no line of a text begins like an entry of YAML, a list or a bracket."""
    return not any(re.match(r"\s*(?:[\[{#<%-]|[^ :]*:)", line) for line in lines)


_BEGINS_AS_A_MAP = r'\s*\{\s*"argmap"\s*:'

_IS_SADFACE = r'"(source_id|target_id|resources)"\s*:|"type"\s*:\s*"(atom|scheme)"'
_HEAD_OF_AIF = 20_000

FENCE_OF_MAP = r"(?im)^[^\n`~]*(?:`{3}|~{3}).*\barg(?:map|down)"
"""What a line has that opens the fence of a map; other lines can have it, too."""
_NATIVE_PART = r"(?m)^claims\s*:"


# The first line of a list; what bullets there are in full, `formats/lists/listing.py` says.
_LIST_ITEM = (
    r"(?m)^[ \t\u00a0\u3000>]*([-+*•◦▪▫‣·●○■□–−—\uf0a7\uf0b7][ \t\u00a0]+|[•●・→⇒✓✔✅✗✘❌]|"
    r"[-=]{1,2}> ?|--+ |\*\*+ |(\d{1,3}(\.\d{1,3})*|[a-zA-Z])(?:[.)]|\.\))[ \t\u00a0]|"
    r"[(（](\d{1,3}|[a-zA-Z])[)）][ \t\u00a0]*|\d{1,2}[º°] |\d{1,3}[、．）])\S"
)
# What lists without bullets have, and what they have not: keys, markup, fences, signs of programs.
_INDENTED_BELOW = r"(?m)^[ \t\u00a0]*\S[^\r\n]*(?:\r\n?|\n)[ \t\u00a0\u3000]+\S"
_TIGHT_ITEM = r"(?m)^[ \t\u00a0]*[-+−–](?=[^\W\d_])"
_SIGN_OF_DATA = r"(?m)^[ \t]*(?:#|```|~~~|\||[a-z_][\w-]*:(?:\s|$))|[{}\\<>=|]"
_FIRST_OF_AN_OUTLINE = r"(?m)^1[ \t]+\S"
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
_BEGINS_PAGE = r"(?i)(?:\s*<!--.*?-->)?\s*<(?:!doctype\s+html\b|(?:html|head|body)\b[^>]*>)"
# What may precede the first statement; Markdown may begin with it, too.
_BEFORE_ELEMENTS = (
    r"(?s)(?:\s*<!--.*?-->|\s*#{1,6} [^\n]*|\s*@(?:include\([^)\n]*\)|import\b[^\n]*))*\s*"
)
_ARGDOWN_DEFINITION = r"\[(?![-\s^])[^\[\]\n]+\]:(?!\s*<?\w+://)|<(?![-\s/?!])[^<>\n]+>:"
_ARGDOWN_RELATION = (
    r"(?m)^[ \t]*(?:(?:<[-+_]|[-+_]>|><)[ \t]*\S|[-+_][ \t]*(?:\[[^\[\]\n]+\]|<[^<>\n]+>):)"
)
_ARGDOWN_INFERENCE = r"(?m)^\(\d+\)(?:.*\n)+?[ \t]*--"
_HTML_ELEMENTS = """
    a abbr address article aside b big blockquote br center cite code dd del details dfn div dl
    dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins
    kbd label li link main mark menu meta nav object ol p picture pre q s samp script section
    small source span strong style sub summary sup table tbody td tfoot th thead time title tr
    tt u ul var video
"""


def looks_like_native(text: str) -> bool:
    """Return whether a YAML text has claims, and does not stand in a fence of Markdown's."""
    return re.search(_NATIVE_PART, text) is not None and not looks_like_fenced(text)


def looks_like_json(text: str) -> bool:
    """Return whether a JSON text begins as a map does."""
    head = text[:_HEAD]
    has_claims_first = r'\s*\{[^{}\[\]]*"claims"\s*:\s*\{'
    return bool(re.match(_BEGINS_AS_A_MAP, head) or re.match(has_claims_first, head))


def looks_like_argdown(text: str) -> bool:
    """Return whether a text begins as Argdown does, where no list and no Markdown would.

    `<Sleep>: …`, `[Nine]: …`, `<Sleep>` and a structure `(1) …` below it, front matter between
    `===`, `// a comment`; or a sentence with `+> …` or `- [Late]: …` below it.
    """
    begins_with_front_matter_or_comment = (
        r"\s*={3,}[ \t]*\n(?:[ \t]*[\w-]+:|[ \t]*={3,}[ \t]*(?:\n|\Z))|\s*(?://|/\*)"
    )
    if re.match(begins_with_front_matter_or_comment, text):
        return True
    if re.match(_BEGINS_DATA, text) or re.match(_BEGINS_DOCUMENT, text) or looks_like_fenced(text):
        return False
    begin = re.match(_BEFORE_ELEMENTS, text)
    first = text[begin.end() :] if begin else text
    argument = re.match(r"<(?![-\s/?!])([^<>\n]+)>", first)
    if argument is not None and _is_address_or_html(argument[1], text):
        return False
    if argument is not None or re.match(_ARGDOWN_DEFINITION, first):
        return True
    return bool(re.search(_ARGDOWN_RELATION, text) or re.match(_ARGDOWN_INFERENCE, first))


def _is_address_or_html(inside: str, text: str) -> bool:
    """Return whether `<inside>` is an address, as in `<https://…>`, or an element of HTML."""
    if re.match(r"[a-z][a-z0-9+.-]{1,31}:\S+\Z|\S+@\S+\.\w+\Z", inside, re.IGNORECASE):
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
    if re.search(r'"(nodes|nodeID|fromID|AIF)"\s*:', head):
        return True
    # In the files of OVA the annotated text may come first, and may be long.
    return re.search(r'"AIF"\s*:\s*\{', text) is not None


def looks_like_sadface(text: str) -> bool:
    """Return whether a JSON text begins as SADFace does, which has other keys than AIF."""
    head = text[:_HEAD_OF_AIF]
    is_other = head.lstrip()[:1] != "{" or re.match(_BEGINS_AS_A_MAP, head)
    return not is_other and re.search(_IS_SADFACE, head) is not None


def looks_like_carneades(text: str) -> bool:
    """Return whether a YAML text is a Carneades argument graph rather than a map of our own."""
    has_parts = re.search(r"(?m)^(statements|arguments)\s*:", text) is not None
    return has_parts and not re.search(_NATIVE_PART, text)


def looks_like_fenced(text: str) -> bool:
    """Return whether a text has a fence of Markdown's that says it holds a map."""
    if not re.search(FENCE_OF_MAP, text):
        return False  # without an import
    from argmap.formats.fences import fences_in

    return bool(fences_in(text))


def looks_like_kialo(text: str) -> bool:
    """Return whether a text begins as Kialo's exports do."""
    return re.match(r"\s*Discussion (Title|Name):", text) is not None


def looks_like_microtexts(text: str) -> bool:
    """Return whether an XML text begins as a microtext does."""
    return re.search(r"<arggraph\b", text[:_HEAD]) is not None


def looks_like_opml(text: str) -> bool:
    """Return whether an XML text begins as OPML does."""
    return re.search(r"<opml\b", text[:_HEAD]) is not None


def looks_like_freemind(text: str) -> bool:
    """Return whether an XML text begins as a mind map of FreeMind does."""
    return re.search(r"<map\s+version\s*=", text[:_HEAD]) is not None


def looks_like_html(text: str) -> bool:
    """Return whether a text is a web page, and none that argmap made of a map."""
    return re.match(_BEGINS_PAGE, text) is not None


def looks_like_text_list(text: str) -> bool:
    """Return whether a text holds a list, and is not Markdown.

    In an outline as text (`1 School …`), what looks like Markdown is none.
    """
    if not looks_like_markdown_list(text):
        return _may_be_list_without_bullets(text)
    return bool(re.search(_FIRST_OF_AN_OUTLINE, text)) or re.search(_SIGN_OF_MARKDOWN, text) is None


def _may_be_list_without_bullets(text: str) -> bool:
    """Return whether indentation, words before colons or signs without spaces may make a list.

    Whether they do, the reader finds out.
    """
    if re.match(_BEGINS_DATA, text) or re.match(_BEGINS_DOCUMENT, text):
        return False
    if re.search(_SIGN_OF_DATA, text):
        return False
    if re.search(_INDENTED_BELOW, text) or len(re.findall(_TIGHT_ITEM, text)) > 1:
        return True
    # Only what nothing else recognizes comes here, so that most files do not wait for this.
    from argmap.languages.roles import begins_with_joining_word, role_named, spoken_role

    number = 0
    for line in split_lines(text):
        if line.rstrip().endswith((":", "：")):
            return True
        if role_named(line.strip()) or spoken_role(line) or begins_with_joining_word(line):
            number += 1
    return number > 1


def looks_like_markdown_list(text: str) -> bool:
    """Return whether a text holds a list, and is not YAML, which has lists, too."""
    text = re.sub(r"\A\s*---[ \t]*\n(?:.*\n)*?---[ \t]*\n", "", re.sub("\r\n?", "\n", text))
    text = re.sub(r"(?m)^[ \t]*(```+|~~~+).*\n(?:.*\n)*?[ \t]*\1", "", text)
    if re.match(_BEGINS_DATA, text) or re.match(_BEGINS_DOCUMENT, text):
        return False
    if re.search(r"(?m)^(claims?|statements|sides)\s*:", text):
        return False
    return bool(re.search(_LIST_ITEM, text) or re.search(_FIRST_OF_AN_OUTLINE, text))
