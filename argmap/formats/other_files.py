"""What a file is that is not a map, and how to go on with it.

Where no format recognizes a file, a guess at what else it is (a picture, a Word document, a table
…) helps more than "cannot be read". What files show what they are by their beginning is in
`other_files.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from argmap.formats.detection import TABLE
from argmap.model.diagnostics import CommandHelp, Fix, Span

_HEAD = 4_000
"""Bytes, or characters, in which a file shows what it is."""
TEXT_ENDINGS = (".txt", ".text", ".md", ".markdown", ".rst", ".org", "")
_ENDINGS_OF_PAGES = (".html", ".htm")
_ENDINGS_OF_YAML = (".yaml", ".yml")
_ENDINGS_OF_WORDS = (*TEXT_ENDINGS, *_ENDINGS_OF_PAGES, ".docx", ".odt")
# How to go on with a file that is not a map.
FORMATS_HELP = CommandHelp("to see which formats argmap can read, run `argmap formats`")
AS_LIST = "copy the claims into a text file as a list, with a `-` before each claim"
_AS_COLUMNS = f"{AS_LIST}, or name the columns of the table `Pros` and `Cons`"
AS_ROWS = f"{AS_LIST}; in Python, pass the rows to `argmap.from_records`"
_TEXT = CommandHelp.after(
    "save it as a Word document (.docx), plain text or Markdown, with its claims in a list",
    FORMATS_HELP,
)
_HELP = {"list": AS_LIST, "rows": AS_ROWS, "text": _TEXT, "formats": FORMATS_HELP}


class OtherFile(NamedTuple):
    """What a file is, for people, and how to go on with it; and where that shows."""

    name: str
    help: str
    span: Span | None = None
    fixes: tuple[Fix, ...] = ()


# Each file is asked for these, so that they are not in the tables.
_BY_FIRST_BYTES = {
    b"\x89PNG": ("a PNG picture", "map"),
    b"\xff\xd8\xff": ("a JPEG picture", "list"),
    b"GIF8": ("a GIF picture", "list"),
    b"RIFF": ("a WebP picture or a sound file", "list"),
    b"II*\x00": ("a TIFF picture", "list"),
    b"MM\x00*": ("a TIFF picture", "list"),
    b"%PDF": ("a PDF document", "printed"),
    b"\xd0\xcf\x11\xe0": ("an old Office document, or one with a password", "word"),
    b"{\\rtf": ("an RTF document", "word"),
    b"\x1f\x8b": ("a gzip archive", "archive"),
    b"7z\xbc\xaf": ("a 7z archive", "archive"),
    b"Rar!\x1a": ("a RAR archive", "archive"),
    b"\x7fELF": ("a program", "formats"),
    b"MZ\x90\x00": ("a program", "formats"),
    b"ID3": ("a sound file", "list"),
    b"OggS": ("a sound file", "list"),
    b"SQLite format 3": ("an SQLite database", "list"),
}
_ZIP = b"PK\x03\x04"
# Archives say by the names of their files, or by the first of them, what they are.
_FORMATS_INSIDE_ZIP = {
    "word/document": "docx",
    "opendocument.text;": "odt",
    "opendocument.text-template;": "odt",
}
# <?xml version="1.0"?> <!-- a feed --> <rss>
_ROOT = r"(?s)\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<([A-Za-z][\w:.-]*)"


def packed_format(data: bytes) -> str:
    """Return the format of a document that is an archive, such as `docx`; "" if it is none."""
    names = _inside_zip(data)
    for inside, format in _FORMATS_INSIDE_ZIP.items():
        if any(inside in name for name in names):
            return format
    return ""


def _other_file(table: str, is_sign: Callable[[str], object]) -> OtherFile | None:
    """Return what a file is by the first sign of a table in `other_files.toml` that it has."""
    for sign, (name, key) in _tables()[table].items():
        if is_sign(sign):
            return OtherFile(name, _help(key))
    return None


def _help(key: str) -> str:
    return _HELP.get(key) or str(_tables()["help"][key].format_map(_HELP))


@cache
def _tables() -> dict[str, Any]:
    import tomllib

    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def other_binary(data: bytes) -> OtherFile | None:
    """Return what bytes are that are not text, if they show it."""
    for beginning, (name, key) in _BY_FIRST_BYTES.items():
        if data.startswith(beginning):
            return OtherFile(name, _help(key))
    if data[4:8] == b"ftyp":
        return _other_file("brands", data[8:12].decode("latin-1").startswith)
    if not data.startswith(_ZIP):
        return None
    names = _inside_zip(data) or [""]
    return _other_file("archives", lambda inside: any(inside in name for name in names))


def _inside_zip(data: bytes) -> list[str]:
    """Return what kind of document an archive says that it is, and the names of its files."""
    if not data.startswith(_ZIP):
        return []
    from argmap.formats.office.package import Package, PackageError  # few files need it

    try:
        archive = Package(data, "")
        # OpenDocument and EPUB say what they are in a file of their own.
        kind = archive.read("mimetype")
    except PackageError:
        return []
    return [f"{kind.decode(errors='replace').strip()};", *archive.names, _ZIP.decode()]


def other_by_beginning(text: str, ending: str) -> OtherFile | None:
    """Return what a text in no known format is, if its beginning shows it."""
    head = text[:_HEAD]
    if not text.strip() and ending in _ENDINGS_OF_WORDS:
        return OtherFile(
            "an empty file", CommandHelp("to create a map to start from, run `argmap new {name}`")
        )
    if ending in _ENDINGS_OF_PAGES:
        return None
    other = None
    if head.lstrip().startswith("<"):
        other = _other_file("roots", head.lower().__contains__)
        first = re.match(_ROOT, head)
        if other is None and first:
            other = OtherFile(f"an XML file with the root element `{first[1]}`", FORMATS_HELP)
    return other or _other_file("beginnings", lambda beginning: re.match(beginning, head))


def other_by_lines(text: str, ending: str) -> OtherFile | None:
    """Return what a text is that nothing else explains: a table, prose, or some other text."""
    lines = [line for line in text[:_HEAD].splitlines() if line.strip()]
    # Prose is YAML, too, but what has no words is a mistake in YAML.
    has_words = all(map(str.isprintable, lines)) and re.search(r"\w \w", text[:_HEAD])
    may_be_words = ending in TEXT_ENDINGS or (ending in _ENDINGS_OF_YAML and has_words)
    if ending in (".csv", ".tsv") or (may_be_words and _is_table(lines)):
        return OtherFile("a table", AS_ROWS)
    if may_be_words and re.search(TABLE, text[:_HEAD]):
        return OtherFile("a table without columns of reasons and objections", _AS_COLUMNS)
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
