"""Office documents made of their parts, as Word, Google Docs and LibreOffice write them.

The parts hold what those programs write for a list, and leave out what argmap does not look at: fonts, themes,
settings. `office` has LibreOffice make a whole document of another, where a test needs what it really writes.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.tools import tool

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Meine"><w:name w:val="Meine"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Listenabsatz"><w:name w:val="List Paragraph"/><w:pPr><w:ind w:left="720"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Aufzhlungszeichen"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Aufzhlungszeichen2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Erbe"><w:name w:val="Erbe"/><w:basedOn w:val="Aufzhlungszeichen2"/></w:style>
<w:style w:type="paragraph" w:styleId="Stufe2"><w:name w:val="Stufe 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""
"""Styles as a German Word calls them: their ids are German, and their names English."""


def _level(level: int, format: str, pattern: str, left: int, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{named}<w:lvlText w:val="{pattern}"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def _list(id: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{id}">{"".join(levels)}</w:abstractNum>'


NUMBERING = "".join(
    [
        _list(0, _level(0, "bullet", "\uf0b7", 720), _level(1, "bullet", "o", 1440, "Stufe2"), _level(2, "bullet", "\uf0a7", 2160)),
        _list(1, _level(0, "decimal", "%1.", 720), _level(1, "lowerLetter", "%2)", 1440), _level(2, "lowerRoman", "%3.", 2160)),
        _list(2, _level(0, "bullet", "+", 720), _level(1, "bullet", "+", 1440)),
        _list(3, _level(0, "bullet", "-", 720), _level(1, "bullet", "-", 1440)),
        _list(4, _level(0, "bullet", "\uf0b7", 360)),
        _list(5, _level(0, "bullet", "\uf0b7", 643)),
        *(f'<w:num w:numId="{num}"><w:abstractNumId w:val="{list}"/></w:num>' for num, list in ((1, 0), (2, 1), (3, 2), (4, 3), (8, 4), (9, 5))),
    ]
)  # fmt: skip
"""Lists by number: 1 bullets, 2 numbers, 3 plus signs, 4 hyphens; 8 and 9 are those of two styles."""


def paragraph(
    text: str, style: str = "", num: int | None = None, level: int = 0, more: str = ""
) -> str:
    """Return a paragraph; `text` may hold runs, if it begins with `<`."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = ""
    if num is not None:
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    runs = text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{styled}{listed}{more}</w:pPr>{runs}</w:p>"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of files; a part that is not compressed comes first, as a `mimetype` has to."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            # The name of a test shows the first bytes, which must not depend on the time.
            file = zipfile.ZipInfo(name)
            file.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(file, part)
    return made.getvalue()


def docx(
    body: str, links: Mapping[str, str] | None = None, notes: str = "", **parts: str | bytes | None
) -> bytes:
    """Return a DOCX document with this body; `document_xml=…` replaces a part, and None leaves it out."""
    related = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/hyperlink" Target="{address}" TargetMode="External"/>'
        for id, address in (links or {}).items()
    )
    files: dict[str, str | bytes | None] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {_W} {_R}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _RELATIONS.format(related),
        "word/styles.xml": f"<w:styles {_W}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}>{NUMBERING}</w:numbering>",
        "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>{notes}</w:footnotes>',
    }  # fmt: skip
    for name, part in parts.items():
        files[f"word/{name.removesuffix('_xml')}.xml"] = part
    return zipped({name: part for name, part in files.items() if part is not None})


def odt(
    text: str, styles: str = "", named_styles: str = "", kind: str = "text", **parts: str | bytes
) -> bytes:
    """Return an ODT document with this text, these automatic styles and these named ones."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"), ("fo", "xsl-fo-compatible"))
    )  # fmt: skip
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    files: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {spaces}><office:styles>{named_styles}</office:styles></office:document-styles>",
        "META-INF/manifest.xml": "<manifest/>",
    }
    for name, part in parts.items():
        files[f"{name.removesuffix('_xml')}.xml"] = part
    return zipped(files)


MAIN_PARTS = {"docx": "word/document.xml", "odt": "content.xml"}
"""The part of a document that holds its text, by format."""


def packed(format: str, main: bytes, own: bytes = b"") -> bytes:
    """Return a document with this main part, and others that fit; `own` is one as programs add for themselves."""
    if format != "docx":
        return odt("", content_xml=main)
    data = docx("", document_xml=main)
    return with_parts(data, {"customXml/item1.xml": own}) if own else data


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """Return a document with some parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**files, **parts})


def main_part(format: str, data: bytes) -> bytes:
    """Return the main part of a document; nothing if it has none, or is no document."""
    name = MAIN_PARTS[format]
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name) if name in archive.namelist() else b""


def office(folder: Path, name: str, ending: str) -> Path:
    """Return a document that LibreOffice makes of another one in a folder."""
    soffice = tool("libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    made = folder / "made"
    # A web page is opened as a text document, not as a page of LibreOffice's own kind.
    reading = ["--infilter=HTML (StarWriter)"] if name.endswith(".html") else []
    subprocess.run(
        [soffice, profile, "--headless", *reading, "--convert-to", ending, "--outdir", str(made), str(folder / name)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return made / f"{Path(name).stem}.{ending}"
