"""What a file is that is not a map, and how to go on with it.

Where no format recognizes a file, a guess at what else it is (a picture, a Word document, a table
…) helps more than "cannot be read".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.model.diagnostics import Fix, Span

_HEAD = 4_000
"""Bytes, or characters, in which a file shows what it is."""
TEXT_ENDINGS = (".txt", ".text", ".md", ".markdown", ".rst", ".org", "")
_ENDINGS_OF_PAGES = (".html", ".htm")
_ENDINGS_OF_YAML = (".yaml", ".yml")
_ENDINGS_OF_WORDS = (*TEXT_ENDINGS, *_ENDINGS_OF_PAGES, ".docx", ".odt")
# How to go on with a file that is not a map.
FORMATS_HELP = "to see which formats argmap can read, run `argmap formats`"
AS_LIST = "copy the claims into a text file as a list, with a `-` before each claim"
AS_ROWS = f"{AS_LIST}; in Python, pass the rows to `argmap.from_records`"
_TEXT = (
    "save it as a Word document (.docx), plain text or Markdown, with its claims in a list;"
    f" {FORMATS_HELP}"
)
_IN_WORD = "open it in Word or LibreOffice, and save it as a Word document (.docx)"
_IN_PAGES = "open it where it was made, and export it to Word (File > Export To > Word)"
_IN_GOOGLE = "download the document itself (File > Download > Microsoft Word), and use that file"
_LINKED = "download the document that the link leads to, and use that file"
_PAGE = f"if its claims are in a list, change the name of the file to end in .html; {FORMATS_HELP}"
_PRINTED = f"use the document that it was made from, or {AS_LIST}"
_MAP = "use the map that this file was made from"
_UNPACK = "unpack the archive and use the map inside"


class OtherFile(NamedTuple):
    """What a file is, for people, and how to go on with it; and where that shows."""

    name: str
    help: str
    span: Span | None = None
    fixes: tuple[Fix, ...] = ()


_BY_FIRST_BYTES = {
    b"\x89PNG": ("a PNG picture", _MAP),
    b"\xff\xd8\xff": ("a JPEG picture", AS_LIST),
    b"GIF8": ("a GIF picture", AS_LIST),
    b"RIFF": ("a WebP picture or a sound file", AS_LIST),
    b"II*\x00": ("a TIFF picture", AS_LIST),
    b"MM\x00*": ("a TIFF picture", AS_LIST),
    b"%PDF": ("a PDF document", _PRINTED),
    b"\xd0\xcf\x11\xe0": ("an old Office document, or one with a password", _IN_WORD),
    b"{\\rtf": ("an RTF document", _IN_WORD),
    b"\x1f\x8b": ("a gzip archive", _UNPACK),
    b"7z\xbc\xaf": ("a 7z archive", _UNPACK),
    b"Rar!\x1a": ("a RAR archive", _UNPACK),
    b"\x7fELF": ("a program", FORMATS_HELP),
    b"MZ\x90\x00": ("a program", FORMATS_HELP),
    b"ID3": ("a sound file", AS_LIST),
    b"OggS": ("a sound file", AS_LIST),
    b"SQLite format 3": ("an SQLite database", AS_LIST),
}
_ZIP = b"PK\x03\x04"
_MOST_MEMBERS = 10_000
_LONGEST_KIND = 100
# Photos, films and sound have a brand behind these bytes.
_BRAND = b"ftyp"
_BRANDS = {
    b"heic": ("a HEIC picture", AS_LIST),
    b"heix": ("a HEIC picture", AS_LIST),
    b"mif1": ("a HEIC picture", AS_LIST),
    b"avif": ("an AVIF picture", AS_LIST),
}
_FILM = ("a video or a sound file", AS_LIST)
# Archives say by the names of their files, or by the first of them, what they are.
_FORMATS_INSIDE_ZIP = {
    "word/document": "docx",
    "opendocument.text;": "odt",
    "opendocument.text-template;": "odt",
}
_INSIDE_ZIP = {
    "word/": ("a Word document", _TEXT),
    "ppt/": ("a PowerPoint presentation", AS_LIST),
    "xl/": ("an Excel workbook", AS_LIST),
    "opendocument.text": ("an OpenDocument text", _TEXT),
    "opendocument.graphics": ("an OpenDocument drawing", AS_LIST),
    "opendocument.spreadsheet": ("an OpenDocument spreadsheet", AS_LIST),
    "opendocument.presentation": ("an OpenDocument presentation", AS_LIST),
    "opendocument": ("an OpenDocument file", _TEXT),
    "application/epub": ("an EPUB book", AS_LIST),
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
    r"\s*(?:%[^\n]*\n\s*)*\\(?:documentclass|begin|usepackage)\b": ("a LaTeX document", AS_LIST),
    r"\s*@\w+\s*\{\s*[^\s,]+,": (
        "a BibTeX bibliography",
        "to cite its entries, name the file in a map, for example `bibliography: refs.bib`",
    ),
    r"(?:.*\n)*?(?:```|~~~)[ \t]*(?:ya?ml)?[ \t]*\n(?:(?!```|~~~).*\n)*?claims[ \t]*:": (
        "YAML in a code fence",
        "mark the fence with ```` ```argmap ````, or remove the lines that open and close it",
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


def other_by_beginning(text: str, ending: str) -> OtherFile | None:
    """Return what a text in no known format is, if its beginning shows it."""
    head = text[:_HEAD]
    if not text.strip() and ending in _ENDINGS_OF_WORDS:
        return OtherFile("an empty file", "to create a map to start from, run `argmap new {name}`")
    if ending in _ENDINGS_OF_PAGES:
        return None
    in_small_letters = head.lower()
    if in_small_letters.lstrip().startswith("<"):
        for root, other in _BY_ROOT.items():
            if root in in_small_letters:
                return OtherFile(*other)
        first = re.match(_ROOT, head)
        if first:
            return OtherFile(f"an XML file with the root element `{first[1]}`", FORMATS_HELP)
    for beginning, other in _BY_BEGINNING.items():
        if re.match(beginning, head):
            return OtherFile(*other)
    return None


def other_by_lines(text: str, ending: str) -> OtherFile | None:
    """Return what a text is that nothing else explains: a table, prose, or some other text."""
    lines = [line for line in text[:_HEAD].splitlines() if line.strip()]
    # Prose is YAML, too, but what has no words is a mistake in YAML.
    has_words = all(map(str.isprintable, lines)) and re.search(r"\w \w", text[:_HEAD])
    may_be_words = ending in TEXT_ENDINGS or (ending in _ENDINGS_OF_YAML and has_words)
    if ending in (".csv", ".tsv") or (may_be_words and _is_table(lines)):
        return OtherFile("a table", AS_ROWS)
    if may_be_words and _is_prose(lines):
        return OtherFile("prose without a list", AS_LIST)
    if ending in (".txt", ".text", ".md", ".markdown"):
        return OtherFile("a text without a list", AS_LIST)
    return None


def other_of_ending(ending: str) -> OtherFile:
    """Return what a file is whose content does not show it."""
    # Behind a full stop may be anything, such as a person's name.
    if re.fullmatch(r"\.[a-z0-9]{1,8}", ending):
        return OtherFile(f"a file with the extension `{ending}`", _TEXT)
    return OtherFile("a file without a known extension", _TEXT)


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
