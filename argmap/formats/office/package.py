"""A document of an office program: a ZIP archive of XML files, read within limits.

    [Content_Types].xml  word/document.xml  word/numbering.xml …     DOCX (Office Open XML)
    mimetype  content.xml  styles.xml …                              ODT (OpenDocument)

Nothing outside the archive is ever read, and no file in it is written anywhere.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from argmap.formats.encodings import decode
from argmap.formats.shared.xml_elements import XmlElement, read_document
from argmap.model.diagnostics import Diagnostic, error
from argmap.util.archives import DAMAGED
from argmap.util.limits import Limit

_MOST_MEMBERS = 10_000
"""How many files an archive may list; a document has some dozens, and one for each picture."""
_ENTRY = b"PK\x01\x02"
"""What each entry in the list of an archive begins with."""
_USUAL_ROOM = 2_000_000
_MOST_TIMES = 100
"""In bytes, and times its own size: what a document may unpack to. Text becomes a tenth."""
_IS_ENCRYPTED = 1
_SAVE_AGAIN = "open the document where it was made, and save it again"


class PackageError(Exception):
    """Raised inside this folder for a document that cannot be read; it carries what to report."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Package:
    """The files in a document, by name.

    Attributes:
        file_name: what diagnostics call the document.
        names: what is in it.
    """

    def __init__(self, data: bytes, file_name: str) -> None:
        """List the files in a document.

        Raises:
            PackageError: it is damaged, or lists too many files.
        """
        self.file_name = file_name
        if data.count(_ENTRY) > _MOST_MEMBERS:
            raise self.error(f"this archive lists more than {_MOST_MEMBERS:,} files", "")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED:
            raise self.damaged() from None
        self.names = frozenset(self._archive.namelist())
        most = Limit.INPUT.most * 1_000_000
        most_of_size = max(_USUAL_ROOM, _MOST_TIMES * len(data))
        self._room = min(most, most_of_size)
        self._limit = f"the limit is {_MOST_TIMES} times the size of the file"
        if most < most_of_size:
            self._limit = Limit.INPUT.in_words()

    def error(self, message: str, help: str) -> PackageError:
        """Return an exception with an error about the document as a whole."""
        return PackageError(error("cannot-read", f"{self.file_name}: {message}", None, help))

    def damaged(self) -> PackageError:
        """Return an exception that says that the document is damaged."""
        return self.error("this document is damaged or incomplete", _SAVE_AGAIN)

    def read(self, part: str) -> bytes:
        """Return what is in a file of the archive; nothing if it is not there.

        Raises:
            PackageError: it is damaged or encrypted, or all that was read is more than allowed.
        """
        if part not in self.names:
            return b""
        entry = self._archive.getinfo(part)
        if entry.flag_bits & _IS_ENCRYPTED:
            raise self.protected()
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.damaged()
        try:
            # The size that an archive states may be false: no more is unpacked than is allowed.
            with self._archive.open(entry) as file:
                data = file.read(self._room + 1)
        except DAMAGED:
            raise self.damaged() from None
        self._room -= len(data)
        if self._room < 0:
            raise self.error(
                f"this document is too large when unpacked: {self._limit}",
                "copy the list into a new document",
            )
        return data

    def protected(self) -> PackageError:
        """Return an exception that says that the document needs a password."""
        return self.error(
            "this document is protected by a password", "save it without a password, and try again"
        )

    def tree(self, part: str) -> XmlElement:
        """Return the elements in a file of the archive, below one without a name.

        Raises:
            PackageError: the file cannot be read, or is not XML, or declares entities.
        """
        decoded = decode(self.read(part), part)
        if decoded.problem is not None:
            raise self.damaged()
        tree, problems = read_document(decoded.text)
        for found in problems:
            if found.code == "xml-unsafe":
                raise PackageError(error(found.code, f"{self.file_name}: {found.message}", None))
            raise self.damaged()
        return tree

    def related(self, part: str) -> Relations:
        """Return what a file of the archive says that it is related to.

        <Relationship Id="rId1" Type="…/hyperlink" Target="https://…" TargetMode="External"/>
        """
        folder, _, file = part.rpartition("/")
        relations = Relations()
        tree = self.tree(f"{folder}/_rels/{file}.rels".lstrip("/"))
        for attributes in (each.attributes for each in tree.all("Relationship")):
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") == "External":
                relations.addresses[attributes.get("Id", "")] = target
                continue
            kind = attributes.get("Type", "").rpartition("/")[2]
            if target.startswith("/"):
                target = target[1:]
            elif folder:
                target = f"{folder}/{target}"
            relations.parts.setdefault(kind, target)
        return relations


@dataclass(slots=True, eq=False)
class Relations:
    """What a part of an Office Open XML document is related to.

    Attributes:
        parts: the last word of the type of a relation → the other part.
        addresses: the id of a relation that leads outside → where to. Nothing there is read.
    """

    parts: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
