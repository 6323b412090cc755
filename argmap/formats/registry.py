"""The table of formats: what can be read and written, by which endings and by which functions.

A format is one row. Its functions are named by strings, "module:function", and imported when they
are called, so that a command pays for one format only, and so that this room knows no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from argmap.formats import detection
from argmap.model import ArgumentMap
from argmap.model.reading import Decoded, Reading
from argmap.model.writing import Result, WritingOptions
from argmap.options.names import known_as
from argmap.util.errors import ArgmapError
from argmap.util.spelling import did_you_mean, no_such

if TYPE_CHECKING:
    from argmap.formats.includes import Beside
    from argmap.formats.shared.tree import KnownEntries


class ReadingOptions(NamedTuple):
    """How to read a format, where that can be chosen; each reader looks at what concerns it.

    Attributes:
        prose: whether paragraphs of Argdown to which nothing relates are claims, and not a note.
        fence: which of the maps in the fences of a Markdown file, from 1; 0 is the first, with a
            note if there are more.
        sandbox: whether no other file is read, whatever the map names.
        beside: the other files that the map names; None if it may name none.
        parse_inner: the names of formats, as in `among`, and the text in a fence → the map in it.
        among: the names of the formats of which the text looks like one, whatever the name of its
            file; () for any but fences, and None for those that the name shows.
        recovers: whether a partial map is made of a text that cannot even be parsed, and the places
            of keys are noted.
        in_doubt: whether the text begins like none in its format.
        entries: what is known of a text in the native format that is edited.
        folder: where to look for other files that the text names; `None` for nowhere.
        texts: what other files are to say, by name, in place of what is on disk.
    """

    prose: bool = False
    fence: int = 0
    sandbox: bool = False
    beside: Beside | None = None
    parse_inner: Callable[[tuple[str, ...], str], Reading] | None = None
    among: tuple[str, ...] | None = None
    recovers: bool = False
    in_doubt: bool = False
    entries: KnownEntries | None = None
    folder: Path | None = None
    texts: Mapping[str, str] | None = None


Reader: TypeAlias = Callable[[str, str, ReadingOptions], Reading]
"""A text, the name of its file and how to read it → what was read."""
Unpacker: TypeAlias = Callable[[bytes, str], Decoded]
"""The bytes of a document and the name of its file → the text in it."""
Writer: TypeAlias = Callable[[ArgumentMap, WritingOptions], Result]
PagesWriter: TypeAlias = Callable[[ArgumentMap, WritingOptions], list[Result]]


class FormatKind(StrEnum):
    """What a format is, which decides the command that writes it."""

    MAP = "map"
    # Recognized before outlines: `1 School` can be a numbered item as well as a node.
    SOLVER_INPUT = "solver input"
    PICTURE = "picture"
    OUTLINE = "outline"
    DOCUMENT = "document"


class Format(NamedTuple):
    """A row of the table. A string such as "argmap.formats.sadface:parse_sadface" names a function.

    Attributes:
        name: what people call it.
        kind: what it is.
        about: what is kept and what is not, for people, in Markdown; `{lost}` is what `kept` lacks.
        endings: of files that are written, the default first.
        read_endings: of files that are read.
        recognize: whether a text begins like this format; without it, the ending alone decides.
        unpacker: names the `Unpacker` of a format that can be read and is binary.
        reader: names the `Reader` of a format that can be read.
        parse_tree: names the parser of the tree in which a map may name other files.
        recover_tree: names the one that makes a tree of a text that cannot be parsed.
        writer: names the `Writer` of a format that can be written.
        pages_writer: names the `PagesWriter` of a format that can be split over pages.
        kept: names the table of the fields that the format has a place for.
        fixes: names what adds the fixes to findings that the layout of such files allows.
        is_binary: whether it is not text.
        shows_passages: whether it shows passages of sources, so that their texts have to be read.
    """

    name: str
    kind: FormatKind
    about: str
    endings: tuple[str, ...] = ()
    read_endings: tuple[str, ...] = ()
    recognize: Callable[[str], bool] | None = None
    unpacker: str = ""
    reader: str = ""
    parse_tree: str = ""
    recover_tree: str = ""
    writer: str = ""
    pages_writer: str = ""
    kept: str = ""
    fixes: str = ""
    is_binary: bool = False
    shows_passages: bool = False


FENCED = "fenced"
"""The name of the format of Markdown files that hold maps."""

_DRAW = "argmap.documents.accessible_picture:draw_picture"
_DRAW_PAGES = "argmap.documents.accessible_picture:draw_picture_pages"

# The lines of a row: what it is, its files, how it is read, how it is written.
# fmt: off
FORMATS = (
    Format("native", FormatKind.MAP, "everything",
        endings=(".yaml", ".yml"), read_endings=(".yaml", ".yml"),
        recognize=detection.looks_like_native,
        reader="argmap.formats.native.reader:parse_native",
        parse_tree="argmap.formats.shared.yaml_tree:parse_tree",
        recover_tree="argmap.formats.native.recovery:recovered_tree",
        writer="argmap.formats.native.writer:format_native",
        fixes="argmap.formats.native.layout_fixes:with_fixes"),
    Format("json", FormatKind.MAP, "everything. `argmap schema --json` prints the JSON Schema",
        endings=(".json",), read_endings=(".json",), recognize=detection.looks_like_json,
        reader="argmap.formats.json:parse_json",
        parse_tree="argmap.formats.shared.tree:parse_json_tree",
        writer="argmap.formats.json:format_json"),
    Format("argdown", FormatKind.MAP,
        "reading keeps everything except links, unknown data, and the tags and descriptions of"
        " structured arguments. Headings become groups, and prose becomes a note. Writing keeps"
        " everything. Anything that Argdown has no syntax for becomes data",
        endings=(".argdown", ".ad"), read_endings=(".argdown", ".ad"),
        recognize=detection.looks_like_argdown,
        reader="argmap.formats.argdown.reader:parse_argdown",
        writer="argmap.formats.argdown.writer:format_argdown"),
    Format("aif", FormatKind.MAP,
        "reading keeps claims and their ids, inferences, conflicts, schemes and speakers, but not"
        " rephrases, preferences or transitions. Writing keeps the same parts of a map, but not"
        " sides, evidence, proof standards, notes or marks. A weighing becomes an undercutter",
        endings=(".aif.json", ".aif"), read_endings=(".json", ".aif"),
        recognize=detection.looks_like_aif,
        reader="argmap.formats.aif.reader:parse_aif",
        writer="argmap.formats.aif.writer:format_aif"),
    Format("kialo", FormatKind.MAP,
        "claims, pros and cons, and links between claims, from older and newer exports. Web links"
        " and footnotes become sources and evidence",
        read_endings=(".txt",), recognize=detection.looks_like_kialo,
        reader="argmap.formats.kialo.reader:parse_kialo"),
    Format("microtexts", FormatKind.MAP,
        "argumentative units, support, rebuttals, undercutters, linked premises and implicit"
        " units, but not stances",
        read_endings=(".xml",), recognize=detection.looks_like_microtexts,
        reader="argmap.formats.microtexts:parse_microtexts"),
    Format("carneades", FormatKind.MAP,
        "statements, arguments, undercutters, assumptions, issues and tests from Carneades 4, but"
        " not weights. A proof standard becomes `shown` if no weights are compared. The map becomes"
        " `strict`",
        read_endings=(".yaml", ".yml"), recognize=detection.looks_like_carneades,
        reader="argmap.formats.carneades:parse_carneades"),
    Format("sadface", FormatKind.MAP,
        "atoms, inferences, conflicts, disagreements and schemes. Resources become sources with"
        " quotations. Other metadata is lost",
        read_endings=(".json",), recognize=detection.looks_like_sadface,
        reader="argmap.formats.sadface:parse_sadface"),
    Format(FENCED, FormatKind.MAP,
        "a map in a Markdown file, in a code fence marked `argmap`, `argmap-yaml`, `argmap-list` or"
        " `argdown`. Without `--fence`, argmap reads the first map",
        read_endings=(".md", ".markdown"), recognize=detection.looks_like_fenced,
        reader="argmap.formats.fence_reader:parse_fenced"),
    Format("adr", FormatKind.MAP,
        "decision records with the headings of MADR (versions 2 to 4) or of Nygard. Options become"
        " sides, and other sections notes. Writing keeps options, their reasons and objections,"
        " drivers, the record and web links",
        endings=(".adr.md",), read_endings=(".md", ".markdown"),
        recognize=detection.looks_like_decision_record,
        reader="argmap.formats.adr.reader:parse_adr",
        writer="argmap.formats.adr.writer:format_adr"),
    Format("freemind", FormatKind.MAP,
        "nodes, notes and links from FreeMind and Freeplane mind maps. In a map that uses the icon"
        " `button_ok`, the icon `button_cancel` marks an objection",
        read_endings=(".mm",), recognize=detection.looks_like_freemind,
        reader="argmap.formats.lists.outliners:parse_freemind"),
    Format("graphml", FormatKind.MAP,
        "the graph, for Gephi and yEd (with boxes and lines for yEd), but not the list of sources",
        endings=(".graphml",), writer="argmap.formats.graphml:format_graphml"),
    Format("apx", FormatKind.SOLVER_INPUT,
        "argumentation frameworks for solvers, in the format of ASPARTIX. When argmap reads one, it"
        " uses the names of the arguments as texts, and attacks become objections. argmap can"
        " write only maps without reasons",
        endings=(".apx",), read_endings=(".apx", ".txt"), recognize=detection.looks_like_apx,
        reader="argmap.formats.frameworks.reader:parse_apx",
        writer="argmap.formats.frameworks.writer:format_apx"),
    Format("af", FormatKind.SOLVER_INPUT,
        "the same content as `apx`, in the format of ICCMA 2023",
        endings=(".af",), read_endings=(".af", ".txt"), recognize=detection.looks_like_af,
        reader="argmap.formats.frameworks.reader:parse_af",
        writer="argmap.formats.frameworks.writer:format_af"),
    Format("tgf", FormatKind.SOLVER_INPUT,
        "the same content as `apx` in the trivial graph format, for solvers and yEd, but with the"
        " texts of the claims as labels",
        endings=(".tgf",), read_endings=(".tgf", ".txt"), recognize=detection.looks_like_tgf,
        reader="argmap.formats.frameworks.reader:parse_tgf",
        writer="argmap.formats.frameworks.writer:format_tgf"),
    Format("lp", FormatKind.SOLVER_INPUT,
        "the logic program behind the verdicts, for solvers such as clingo",
        endings=(".lp",), writer="argmap.formats.frameworks.writer:format_lp"),
    Format("svg", FormatKind.PICTURE, "the picture",
        endings=(".svg",), writer=_DRAW, pages_writer=_DRAW_PAGES),
    Format("png", FormatKind.PICTURE, "the picture",
        endings=(".png",), is_binary=True, writer=_DRAW, pages_writer=_DRAW_PAGES),
    Format("pdf", FormatKind.PICTURE, "the picture",
        endings=(".pdf",), is_binary=True, writer=_DRAW, pages_writer=_DRAW_PAGES),
    Format("dot", FormatKind.PICTURE, "the graph behind the picture, for Graphviz",
        endings=(".dot",), writer=_DRAW),
    Format("mermaid", FormatKind.PICTURE, "the picture with its marks, but not sources or notes",
        endings=(".mmd", ".mermaid"), writer="argmap.diagrams.mermaid:format_mermaid"),
    Format("page", FormatKind.PICTURE,
        "an interactive page with the picture, the outline and passages from the sources, but"
        " without {lost}",
        endings=(".html", ".htm"), shows_passages=True,
        writer="argmap.page.interactive_html:format_page",
        kept="argmap.documents.kept_fields:IN_PAGE"),
    Format("text", FormatKind.OUTLINE,
        "argmap can read any indented list, with any bullets. argmap writes the outline with"
        " attributions, but without {lost}",
        endings=(".txt",), read_endings=(".txt", ".text"), recognize=detection.looks_like_text_list,
        reader="argmap.formats.lists.reader:parse_text_list",
        writer="argmap.documents.outline_text:format_outline_text",
        kept="argmap.documents.kept_fields:IN_OUTLINE"),
    Format("markdown", FormatKind.OUTLINE, "the same content as `text`",
        endings=(".md", ".markdown"), read_endings=(".md", ".markdown", ".txt"),
        recognize=detection.looks_like_markdown_list,
        reader="argmap.formats.lists.reader:parse_markdown_list",
        writer="argmap.documents.markdown:format_outline_markdown"),
    Format("opml", FormatKind.OUTLINE, "the same content as `text`, for outliners",
        endings=(".opml",), read_endings=(".opml",), recognize=detection.looks_like_opml,
        reader="argmap.formats.lists.outliners:parse_opml",
        writer="argmap.documents.outline_text:format_opml"),
    Format("docx", FormatKind.DOCUMENT,
        "argmap can read the lists in documents from Word, LibreOffice and Google Docs, with their"
        " headings, links and footnotes. argmap writes the same content as `text`, plus the"
        " picture",
        endings=(".docx",), read_endings=(".docx",), is_binary=True,
        unpacker="argmap.formats.office.docx:unpack_docx",
        reader="argmap.formats.lists.reader:parse_text_list",
        writer="argmap.documents.docx:format_docx"),
    Format("odt", FormatKind.DOCUMENT,
        "the lists in documents from LibreOffice and Google Docs, with their headings, links and"
        " footnotes",
        read_endings=(".odt",), is_binary=True,
        unpacker="argmap.formats.office.odt:unpack_odt",
        reader="argmap.formats.lists.reader:parse_text_list"),
    Format("html", FormatKind.DOCUMENT,
        "argmap can read the lists in a web page, such as the text that a student types in Moodle."
        " argmap writes the same content as `text`, plus the picture, on a single page for reading"
        " or printing",
        endings=(".html", ".htm"), read_endings=(".html", ".htm"),
        recognize=detection.looks_like_html,
        reader="argmap.formats.lists.web_page:parse_html",
        writer="argmap.documents.html:format_html"),
    Format("latex", FormatKind.DOCUMENT, "the same content as `text`",
        endings=(".tex",), writer="argmap.documents.latex:format_latex"),
    Format("csv", FormatKind.DOCUMENT,
        "a table for spreadsheets, with one row for each claim, inference and source, but without"
        " {lost}",
        endings=(".csv",),
        writer="argmap.documents.csv:format_csv", kept="argmap.documents.kept_fields:IN_TABLE"),
    Format("pptx", FormatKind.DOCUMENT,
        "slides with shapes that you can edit: first the whole map, then each branch. The speaker"
        " notes contain the outline",
        endings=(".pptx",), is_binary=True, writer="argmap.documents.pptx:format_pptx"),
)
# fmt: on


def resolve(name: str) -> Any:
    """Return what a string "module:name" names, importing its module."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)


def readable_formats() -> list[Format]:
    """Return the formats that can be read."""
    return [format for format in FORMATS if format.reader]


def writable_formats(*kinds: FormatKind) -> list[Format]:
    """Return the formats that can be written: of these kinds, or of all."""
    return [format for format in FORMATS if format.writer and format.kind in (kinds or FormatKind)]


def format_named(name: str, formats: Iterable[Format], word: str = "format") -> Format:
    """Return the format with this name among some, which people know as a `word`:
    by its name, or by what else people call it, such as `yaml`.

    Raises:
        ArgmapError: there is none.
    """
    by_name = {format.name: format for format in formats}
    if name in by_name:
        return by_name[name]
    meant = known_as(name, by_name)
    if not meant:
        raise ArgmapError(no_such(word, name, by_name))
    return by_name[meant]


_SAME_PROGRAMS = {".gml": ".graphml", ".gexf": ".graphml"}
"""Endings that argmap does not write -> those that the same programs read."""


def format_to_write(path: str, naming: str) -> Format:
    """Return the format that the ending of a file shows, if it alone decides.

    Args:
        path: the file.
        naming: how the person who asks can name a format, with `{format}` in its place.

    Raises:
        ArgmapError: the ending shows no format, or several.
    """
    formats = writable_formats()
    shown = _formats_of_path(path, formats)
    if not shown:
        endings = [ending for format in formats for ending in format.endings]
        listed = ", ".join(format.name for format in formats)
        ending = "." + path.rpartition(".")[2].lower()
        help = did_you_mean(_SAME_PROGRAMS.get(ending, ending), endings) or f"choose from {listed}"
        raise ArgmapError(f"the file extension of {path} does not belong to a known format; {help}")
    if len(shown) > 1:
        said = " or ".join(naming.format(format=format.name) for format in shown)
        raise ArgmapError(
            f"the file extension of {path} belongs to more than one format; use {said}"
        )
    return shown[0]


def format_of_path(path: str, formats: Iterable[Format]) -> Format | None:
    """Return the first of some formats that the ending of a file shows."""
    return next(iter(_formats_of_path(path, formats)), None)


def _formats_of_path(path: str, formats: Iterable[Format]) -> list[Format]:
    """Return the formats whose ending a file has; the longest ending counts."""
    formats = list(formats)
    name = Path(path).name.lower()
    endings = [ending for format in formats for ending in format.endings]
    # `.aif.json` is not `.json`.
    longest = max(filter(name.endswith, endings), key=len, default="")
    return [format for format in formats if longest in format.endings]
