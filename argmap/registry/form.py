"""What a row of the table of forms is, and what it takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.shared.beside import Beside, NamedFile
from argmap.formats.shared.reading import Reading
from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic
from argmap.model.pieces import Pieces

if TYPE_CHECKING:
    from argmap.comparison.change import Change
    from argmap.diagrams.draw import Pages
    from argmap.verdicts.evaluate import Verdicts


class FormKind(StrEnum):
    """What a form is, which decides the command that draws or tells it."""

    MAP = "map"
    PICTURE = "picture"
    OUTLINE = "outline"
    DOCUMENT = "document"
    SOLVER_INPUT = "solver input"


class ReadingOptions(NamedTuple):
    """How to read a form, where that can be chosen.

    Attributes:
        prose: whether paragraphs of Argdown to which nothing relates are claims, too, and not only
            a note.
        fence: which of the maps in the fences of a Markdown file, from 1; 0 leaves it open, and is
            the first.
        sandbox: whether no other file is read, whatever the map names.
        beside: the other files that it names, as they were read; `None` if nobody looked for them.
        parse_inner: the name of a form and a text within the text → the map in it; `None` if there
            is none.
    """

    prose: bool = False
    fence: int = 0
    sandbox: bool = False
    beside: Beside | None = None
    parse_inner: Callable[[str, str], Reading] | None = None


class WritingOptions(NamedTuple):
    """How to write a form, where that can be chosen.

    Attributes:
        page: what a picture has to fit: `a4`, `letter`, `slide`, `screen`, `phone`, `poster`, a
            size such as `210x297mm`; or `none`; "" is `screen`.
        direction: where the reasons of a picture lead: `up`, `down`, `left`, `right`; "" leaves it
            open.
        layout: `rows` or `hang`; "" leaves it open.
        theme: the colours of a picture; "" is `color`.
        marks: what the boxes of a picture say besides their text (see `argmap.diagrams.marks`);
            None for the usual.
        text: what the boxes of a picture show of a claim: `full`, `label` or `both`.
        groups: whether a picture has a frame around the claims of each group.
        link_base: a web address; each box of a picture leads to this with `#` and the claim's id.
        engine: what lays a picture out: `graphviz-pure`, or `dot` for the system's Graphviz.
        sources: whether an outline says who holds each claim and what it cites.
        columns: where the text of an outline wraps; 0 for nowhere.
        essay: whether an outline is written as an essay, where the language of the map has one.
        verdicts: the verdicts to show in a picture or outline; None for none.
        changes: id of a claim or step -> what became of it, where a picture is of two versions of a
            map in one.
        source_texts: the texts of sources, by id, in which a page shows where the words of
            quotations stand.
        reloads: whether a page asks the server that it is from for changes.
    """

    page: str = ""
    direction: str = ""
    layout: str = ""
    theme: str = ""
    marks: tuple[str, ...] | None = None
    text: str = "full"
    groups: bool = False
    link_base: str = ""
    engine: str = "graphviz-pure"
    sources: bool = True
    columns: int = 0
    essay: bool = False
    verdicts: Verdicts | None = None
    changes: Mapping[str, Change] = MappingProxyType({})
    source_texts: Mapping[str, str] = MappingProxyType({})
    reloads: bool = False


class Output(NamedTuple):
    """A map in a form.

    Attributes:
        content: the file: its bytes, or its text, which may come in pieces.
        losses: a diagnostic for each kind of thing that the form has no place for.
        notes: sentences for the person who asked.
        points: the size of a picture's text once it is fitted to its page; None where that has no
            meaning.
    """

    content: bytes | str | Pieces
    losses: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    points: float | None = None

    @property
    def data(self) -> bytes:
        """The file; text is in UTF-8."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """Yield the file piece by piece; a long one is never held whole."""
        if isinstance(self.content, bytes):
            yield self.content
            return
        texts = [self.content] if isinstance(self.content, str) else self.content
        for text in texts:
            # Half of a surrogate pair, which a program can put into a map, has no bytes in UTF-8.
            yield text.encode("utf-8", "replace")


class Form(NamedTuple):
    """A row of the table.

    Attributes:
        name: what people call it.
        kind: what it is.
        about: what is kept, and what is not, for people; in Markdown.
        endings: of files that are written, the first by default; a form that is only read has none.
        read_endings: of files that are read; a form that is only written has none.
        read: a text, a file's name and options → the map.
        files_named_in: a text and a file's name → the files that it names; a form without it names
            none.
        recognise: whether a text is in this form; a form without one is told by the ending alone.
        write: a map and options → the file.
        write_pages: a map and options → pages; a form without it has no pages.
        is_binary: whether what is written is no text.
        shows_passages: whether it shows passages of sources, so that their texts have to be read.
    """

    name: str
    kind: FormKind
    about: str
    endings: tuple[str, ...] = ()
    read_endings: tuple[str, ...] = ()
    read: Callable[[str, str, ReadingOptions], Reading] | None = None
    files_named_in: Callable[[str, str], list[NamedFile]] | None = None
    recognise: Callable[[str], bool] | None = None
    write: Callable[[ArgumentMap, WritingOptions], Output] | None = None
    write_pages: Callable[[ArgumentMap, WritingOptions], Pages] | None = None
    is_binary: bool = False
    shows_passages: bool = False
