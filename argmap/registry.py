"""The one table of forms: what can be read and written, by the endings of files or by name.

A new form is a new file and one row in `FORMS`. The functions that a row names import what they need when
they are called, so that a command pays only for the forms that it uses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap import files
from argmap.formats.other_files import OtherFile, other_binary, other_text
from argmap.formats.recognisers import (
    looks_like_aif,
    looks_like_carneades,
    looks_like_fenced,
    looks_like_freemind,
    looks_like_json,
    looks_like_kialo,
    looks_like_markdown_list,
    looks_like_microtexts,
    looks_like_opml,
    looks_like_sadface,
    looks_like_text_list,
)
from argmap.formats.shared.beside import Beside, NamedFile, Purpose
from argmap.formats.shared.reading import Reading, decode
from argmap.model import ArgumentMap, Claim, Inference, Side, Source
from argmap.model.diagnostics import Diagnostic, did_you_mean, error, near_words, no_such
from argmap.model.errors import ArgmapError
from argmap.model.fields import names_of
from argmap.model.losses import Kept, Written, dropped, losses, without

if TYPE_CHECKING:
    from argmap.diagrams.draw import Pages
    from argmap.diagrams.drawings import Options
    from argmap.outlines.manuscript import Manuscript
    from argmap.outlines.outline import Outline
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
        prose: whether paragraphs of Argdown to which nothing relates are claims, too, and not only a note.
        fence: which of the maps in the fences of a Markdown file, from 1; 0 leaves it open, and is the first.
        beside: the other files that it names, as they were read; `None` if nobody looked for them.
    """

    prose: bool = False
    fence: int = 0
    beside: Beside | None = None


class WritingOptions(NamedTuple):
    """How to write a form, where that can be chosen.

    Attributes:
        page: what a picture has to fit: `a4`, `letter`, `slide`, `screen`, `phone`, `poster`, a size such as
            `210x297mm`; or `none`.
        direction: where the reasons of a picture lead: `up`, `down`, `left`, `right`; "" leaves it open.
        layout: `rows` or `hang`; "" leaves it open.
        theme: the colours of a picture.
        marks: what the boxes of a picture say besides their text (see `argmap.diagrams.marks`); None for the usual.
        text: what the boxes of a picture show of a claim: `full`, `label` or `both`.
        groups: whether a picture has a frame around the claims of each group.
        link_base: a web address; each box of a picture leads to this with `#` and the claim's id.
        engine: what lays a picture out: `graphviz-pure`, or `dot` for the system's Graphviz.
        sources: whether an outline says who holds each claim and what it cites.
        columns: where the text of an outline wraps; 0 for nowhere.
        essay: whether an outline is written as an essay, where the language of the map has one.
        verdicts: the verdicts to show in a picture or outline; None for none.
    """

    page: str = "screen"
    direction: str = ""
    layout: str = ""
    theme: str = "color"
    marks: tuple[str, ...] | None = None
    text: str = "full"
    groups: bool = False
    link_base: str = ""
    engine: str = "graphviz-pure"
    sources: bool = True
    columns: int = 0
    essay: bool = False
    verdicts: Verdicts | None = None


class Output(NamedTuple):
    """A map in a form.

    Attributes:
        data: the file; text is in UTF-8.
        losses: a diagnostic for each kind of thing that the form has no place for.
        notes: sentences for the person who asked.
        points: the size of a picture's text once it is fitted to its page; None where that has no meaning.
    """

    data: bytes
    losses: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    points: float | None = None


class Form(NamedTuple):
    """A row of the table.

    Attributes:
        name: what people call it.
        kind: what it is.
        about: what is kept, and what is not, for people; in Markdown.
        endings: of files that are written, the first by default; a form that is only read has none.
        read_endings: of files that are read; a form that is only written has none.
        read: a text, a file's name and options → the map.
        files_named_in: a text and a file's name → the files that it names; a form without it names none.
        recognise: whether a text is in this form; a form without one is told by the ending alone.
        write: a map and options → the file.
        write_pages: a map and options → pages; a form without it has no pages.
        is_binary: whether what is written is no text.
        must_be_named: whether a file with its ending may be of another kind, too, so that nothing but a command
            for its kind takes the ending for it.
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
    must_be_named: bool = False


# --- readers ---


def _read_without_options(
    parse_text: Callable[[str, str], Reading],
) -> Callable[[str, str, ReadingOptions], Reading]:
    """Return the reader of a form that leaves nothing to choose, so that the options have no effect on it."""

    def read_text(text: str, name: str, _options: ReadingOptions) -> Reading:
        return parse_text(text, name)

    return read_text


def _read_native(text: str, name: str, options: ReadingOptions) -> Reading:
    from argmap.formats.native.reader import parse_native

    return parse_native(text, name, options.beside)


def _files_named_in_native(text: str, name: str) -> list[NamedFile]:
    from argmap.formats.shared.several_files import files_named_in
    from argmap.formats.shared.yaml_tree import parse_tree

    return files_named_in(text, name, parse_tree)


def _read_json(text: str, name: str, options: ReadingOptions) -> Reading:
    from argmap.formats.json.reader import parse_json

    return parse_json(text, name, options.beside)


def _files_named_in_json(text: str, name: str) -> list[NamedFile]:
    from argmap.formats.shared.json_tree import parse_json_tree
    from argmap.formats.shared.several_files import files_named_in

    return files_named_in(text, name, parse_json_tree)


def _read_argdown(text: str, name: str, options: ReadingOptions) -> Reading:
    from argmap.formats.argdown.reader import parse_argdown

    return parse_argdown(text, name, keeps_prose=options.prose)


def _read_fenced(text: str, name: str, options: ReadingOptions) -> Reading:
    return _parse_fenced(text, name, options, None, None)


@_read_without_options
def _read_aif(text: str, name: str) -> Reading:
    from argmap.formats.aif.reader import parse_aif

    return parse_aif(text, name)


@_read_without_options
def _read_sadface(text: str, name: str) -> Reading:
    from argmap.formats.sadface import parse_sadface

    return parse_sadface(text, name)


@_read_without_options
def _read_kialo(text: str, name: str) -> Reading:
    from argmap.formats.kialo.reader import parse_kialo

    return parse_kialo(text, name)


@_read_without_options
def _read_microtexts(text: str, name: str) -> Reading:
    from argmap.formats.microtexts import parse_microtexts

    return parse_microtexts(text, name)


@_read_without_options
def _read_carneades(text: str, name: str) -> Reading:
    from argmap.formats.carneades import parse_carneades

    return parse_carneades(text, name)


@_read_without_options
def _read_text_list(text: str, name: str) -> Reading:
    from argmap.formats.lists.reader import parse_text_list

    return parse_text_list(text, name)


@_read_without_options
def _read_markdown_list(text: str, name: str) -> Reading:
    from argmap.formats.lists.reader import parse_markdown_list

    return parse_markdown_list(text, name)


@_read_without_options
def _read_opml(text: str, name: str) -> Reading:
    from argmap.formats.lists.outliners import parse_opml

    return parse_opml(text, name)


@_read_without_options
def _read_freemind(text: str, name: str) -> Reading:
    from argmap.formats.lists.outliners import parse_freemind

    return parse_freemind(text, name)


# --- writers ---


def _without_options(
    format_map: Callable[[ArgumentMap], Written],
) -> Callable[[ArgumentMap, WritingOptions], Output]:
    """Return the writer of a form that leaves nothing to choose, so that the options have no effect on it."""

    def write_map(map: ArgumentMap, _options: WritingOptions) -> Output:
        written = format_map(map)
        # Half of a surrogate pair, which a program can put into a map, has no bytes in UTF-8.
        data = written.text.encode("utf-8", "replace")
        return Output(data, written.losses)

    return write_map


@_without_options
def _write_native(map: ArgumentMap) -> Written:
    from argmap.formats.native.writer import format_native

    return format_native(map)


@_without_options
def _write_json(map: ArgumentMap) -> Written:
    from argmap.formats.json.writer import format_json

    return format_json(map)


@_without_options
def _write_argdown(map: ArgumentMap) -> Written:
    from argmap.formats.argdown.writer import format_argdown

    return format_argdown(map)


@_without_options
def _write_aif(map: ArgumentMap) -> Written:
    from argmap.formats.aif.writer import format_aif

    return format_aif(map)


@_without_options
def _write_graphml(map: ArgumentMap) -> Written:
    from argmap.formats.graphml import format_graphml

    return format_graphml(map)


@_without_options
def _write_apx(map: ArgumentMap) -> Written:
    from argmap.formats.frameworks import format_apx

    return format_apx(map)


@_without_options
def _write_af(map: ArgumentMap) -> Written:
    from argmap.formats.frameworks import format_af

    return format_af(map)


@_without_options
def _write_lp(map: ArgumentMap) -> Written:
    from argmap.formats.frameworks import format_lp

    return format_lp(map)


def _write_mermaid(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.diagrams.marks import DEFAULT_MARKS
    from argmap.diagrams.mermaid import format_mermaid

    marks = DEFAULT_MARKS if options.marks is None else options.marks
    written = format_mermaid(map, options.text, marks, options.verdicts, with_groups=options.groups)
    return Output(written.text.encode("utf-8", "replace"), written.losses)


_LONGEST_DESCRIPTION = 3000
"""In characters: what a screen reader reads in some three minutes, all at once."""

_LONGEST_DESCRIPTION_IN_PDF = 30_000
"""A PDF is kept and searched, so it may tell the whole of a map that one would print."""


def _description(map: ArgumentMap, format: str, options: WritingOptions) -> str:
    """Return what a picture of a map says to those who do not see it: its outline, or the upper levels of it."""
    from argmap.outlines.description import format_description

    longest = _LONGEST_DESCRIPTION_IN_PDF if format == "pdf" else _LONGEST_DESCRIPTION
    return format_description(_outline(map, options._replace(sources=False)), longest)


def _drawing_options(map: ArgumentMap, format: str, options: WritingOptions) -> Options:
    from argmap.diagrams.drawings import Options
    from argmap.diagrams.marks import DEFAULT_MARKS

    return Options(
        page=options.page,
        direction=options.direction,
        layout=options.layout,
        theme=options.theme,
        marks=DEFAULT_MARKS if options.marks is None else options.marks,
        text=options.text,
        groups=options.groups,
        link_base=options.link_base,
        engine=options.engine,
        numbers=_outline(map, options).numbers_of_claims,
        description=_description(map, format, options),
    )


def _draw_as(format: str) -> Callable[[ArgumentMap, WritingOptions], Output]:
    """Return the writer of a format of pictures."""

    def write_picture(map: ArgumentMap, options: WritingOptions) -> Output:
        from argmap.diagrams.draw import draw

        picture = draw(map, format, _drawing_options(map, format, options), options.verdicts)
        return Output(picture.data, notes=picture.notes, points=picture.points)

    return write_picture


def _draw_pages_as(format: str) -> Callable[[ArgumentMap, WritingOptions], Pages]:
    """Return the writer of a format of pictures that a map can be split over."""

    def write_pages_of_pictures(map: ArgumentMap, options: WritingOptions) -> Pages:
        from argmap.diagrams.draw import draw_pages

        how = _drawing_options(map, format, options)
        return draw_pages(map, format, how, options.verdicts, lambda part: _description(part, format, options))

    return write_pages_of_pictures


_TOLD: Kept = {
    ArgumentMap: ("title", "language", "sides", "sources"),
    Side: ("label",),
    Source: ("author", "title", "publisher", "date", "url"),
    Claim: ("side", "main", "assumed", "implicit", "evidence", "stated_in", "held_by"),
    Inference: ("warrant", "scheme", "implicit", "stated_in", "held_by"),
}
"""What an outline tells."""

_TABLED: Kept = {
    ArgumentMap: ("sides", "sources"),
    Side: names_of(Side),
    Source: names_of(Source),
    Claim: names_of(Claim),
    Inference: names_of(Inference),
}
"""What a table tells."""

_TOLD_IN_ESSAY: Kept = {**_TOLD, Claim: (*_TOLD[Claim], "label"), Inference: ("warrant", "stated_in", "held_by")}
"""What an essay tells: not by which scheme a step is drawn, and that some are implicit, but not which."""


def _outline(map: ArgumentMap, options: WritingOptions) -> Outline:
    from argmap.outlines.outline import outline

    return outline(map, sources=options.sources, verdict_words=_verdict_words(options), columns=options.columns)


def _verdict_words(options: WritingOptions) -> Mapping[str, Sequence[str]] | None:
    return None if options.verdicts is None else options.verdicts.words_by_id()


def _essay(map: ArgumentMap, options: WritingOptions) -> Manuscript | None:
    """Return a map as an essay, or None where none is asked for or its language has none."""
    from argmap.languages.essays import phrases_for
    from argmap.outlines.essay import essay_of

    phrases = phrases_for(map.language) if options.essay else None
    if phrases is None:
        return None
    # An essay is not handed in without its sources.
    return essay_of(_outline(map, options._replace(sources=True)), phrases)


def _told(map: ArgumentMap, form: str, text: str, options: WritingOptions) -> Output:
    return Output(text.encode("utf-8", "replace"), _not_told(map, form), _notes_without_essay(map, options))


def _notes_without_essay(map: ArgumentMap, options: WritingOptions) -> tuple[str, ...]:
    return (_NO_ESSAY.format(language=map.language),) if options.essay else ()


_NO_ESSAY = (
    "an essay is written in English, French, German or Spanish: the language of this map is `{language}`,"
    " so this is its outline"
)


def _told_as_essay(map: ArgumentMap, form: str, text: str) -> Output:
    return Output(text.encode("utf-8", "replace"), losses(f"an essay in {form}", dropped(map, _TOLD_IN_ESSAY)))


def _not_told(map: ArgumentMap, form: str) -> tuple[Diagnostic, ...]:
    return losses(f"an outline in {form}", dropped(map, _TOLD))


def _write_outline_text(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.outlines import manuscript_text
    from argmap.outlines.text import format_text

    essay = _essay(map, options)
    if essay is not None:
        return _told_as_essay(map, "text", manuscript_text.format_text(essay, options.columns))
    return _told(map, "text", format_text(_outline(map, options)), options)


def _write_markdown(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.outlines import manuscript_text
    from argmap.outlines.markdown import format_markdown

    essay = _essay(map, options)
    if essay is not None:
        return _told_as_essay(map, "markdown", manuscript_text.format_markdown(essay))
    return _told(map, "markdown", format_markdown(_outline(map, options)), options)


def _write_opml(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.outlines.opml import format_opml

    if options.essay:
        raise ArgmapError("OPML holds outlines, not essays; ask for text, markdown or a document")
    return _told(map, "opml", format_opml(_outline(map, options)), options)


class _ToldInDocument(NamedTuple):
    """What a document says of a map, what it drops, and what its picture can refer to."""

    manuscript: Manuscript
    losses: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    numbers: Mapping[str, str]


def _told_in_document(map: ArgumentMap, form: str, options: WritingOptions) -> _ToldInDocument:
    from argmap.outlines.manuscript import manuscript_of

    essay = _essay(map, options)
    if essay is not None:
        return _ToldInDocument(essay, losses(f"an essay in {form}", dropped(map, _TOLD_IN_ESSAY)), (), {})
    told = _outline(map, options)
    return _ToldInDocument(
        manuscript_of(told), _not_told(map, form), _notes_without_essay(map, options), told.numbers_of_claims
    )


def _write_docx(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.documents.docx import format_docx
    from argmap.documents.office import need_library
    from argmap.documents.picture import pictures_on_paper

    # Asked first: a picture takes a while.
    need_library("docx", "docx")
    told = _told_in_document(map, "docx", options)
    pictures = pictures_on_paper(map, told.numbers, options.verdicts)
    return Output(format_docx(told.manuscript, pictures), told.losses, told.notes + pictures[0].notes)


def _write_html(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.documents.html import format_html
    from argmap.documents.picture import picture_on_screen

    told = _told_in_document(map, "html", options)
    picture = picture_on_screen(map, told.numbers, options.verdicts)
    html = format_html(told.manuscript, picture)
    return Output(html.encode("utf-8", "replace"), told.losses, told.notes + picture.notes)


def _write_latex(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.documents.latex import format_latex

    told = _told_in_document(map, "latex", options)
    latex = format_latex(told.manuscript)
    without_picture = "a document in latex is without the picture; `argmap render -f pdf` draws it"
    return Output(latex.encode("utf-8", "replace"), told.losses, (*told.notes, without_picture))


def _write_csv(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.documents.csv import format_csv

    if options.essay:
        raise ArgmapError("a table holds no essay; ask for text, markdown or a document")
    table = format_csv(map, _verdict_words(options))
    return Output(table.encode("utf-8", "replace"), losses("a table in csv", dropped(map, _TABLED)))


def _write_pptx(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.diagrams.draw import lay_out_pages
    from argmap.diagrams.drawings import Options as DrawingOptions
    from argmap.documents.office import need_library
    from argmap.documents.pptx import Slides, format_pptx
    from argmap.outlines.outline import outline
    from argmap.outlines.text import format_text

    if options.essay:
        raise ArgmapError("slides hold a map, not an essay; ask for text, markdown or another document")
    # Asked first: slides take a while.
    need_library("pptx", "pptx")
    told = _outline(map, options)

    def notes_of(part: ArgumentMap) -> str:
        return format_text(outline(part, sources=options.sources))

    def describe(_part: ArgumentMap) -> str:
        return ""  # each shape has a text of its own

    how = DrawingOptions(page="slide", layout="rows", numbers=told.numbers_of_claims)
    drawings, notes = lay_out_pages(map, how, options.verdicts, describe)
    subtitle = "\n".join(side.name for side in map.sides.values())
    data = format_pptx(Slides(map, subtitle, drawings, notes_of))
    return Output(data, _not_told(map, "pptx"), tuple(notes))


# --- the table ---

FENCED = "fenced"
"""The name of the form of Markdown files that hold maps."""

FORMS = (
    Form(
        "native",
        FormKind.MAP,
        "everything",
        endings=(".yaml", ".yml"),
        read_endings=(".yaml", ".yml"),
        read=_read_native,
        files_named_in=_files_named_in_native,
        write=_write_native,
    ),
    Form(
        "json",
        FormKind.MAP,
        "everything; `argmap schema --json` prints its schema",
        endings=(".json",),
        read_endings=(".json",),
        read=_read_json,
        files_named_in=_files_named_in_json,
        recognise=looks_like_json,
        write=_write_json,
    ),
    Form(
        "argdown",
        FormKind.MAP,
        "read: all but links, unknown data, and tags and descriptions of structured arguments; headings are groups,"
        " and prose is a note. Written: everything, what Argdown has no syntax for as data",
        endings=(".argdown", ".ad"),
        read_endings=(".argdown", ".ad"),
        read=_read_argdown,
        write=_write_argdown,
    ),
    Form(
        "aif",
        FormKind.MAP,
        "read: claims and their ids, inferences, conflicts, schemes, speakers; not rephrases, preferences, transitions."
        " Written: these, without sides, evidence, notes and marks",
        endings=(".aif.json", ".aif"),
        read_endings=(".json", ".aif"),
        read=_read_aif,
        recognise=looks_like_aif,
        write=_write_aif,
    ),
    Form(
        "kialo",
        FormKind.MAP,
        "both generations of exports: claims, pros and cons, links between claims; web links and footnotes become"
        " sources and evidence",
        read_endings=(".txt",),
        read=_read_kialo,
        recognise=looks_like_kialo,
    ),
    Form(
        "microtexts",
        FormKind.MAP,
        "argumentative units, support, rebuttals, undercutters, linked premises, implicit units; not stances",
        read_endings=(".xml",),
        read=_read_microtexts,
        recognise=looks_like_microtexts,
    ),
    Form(
        "carneades",
        FormKind.MAP,
        "Carneades 4: statements, arguments, undercutters, assumptions, issues, tests; not weights and standards of"
        " proof. Its maps are strict",
        read_endings=(".yaml", ".yml"),
        read=_read_carneades,
        recognise=looks_like_carneades,
    ),
    Form(
        "sadface",
        FormKind.MAP,
        "atoms, inferences, conflicts, disagreements, schemes; resources as sources, with quotations; not other"
        " metadata",
        read_endings=(".json",),
        read=_read_sadface,
        recognise=looks_like_sadface,
    ),
    Form(
        FENCED,
        FormKind.MAP,
        "a Markdown file with maps in fences of `argdown` or `argmap`: the first, or that of `--fence`",
        read_endings=(".md", ".markdown"),
        read=_read_fenced,
        recognise=looks_like_fenced,
    ),
    Form(
        "freemind",
        FormKind.MAP,
        "mind maps of FreeMind and Freeplane: nodes, notes, links; `button_cancel` beside `button_ok` objects",
        read_endings=(".mm",),
        read=_read_freemind,
        recognise=looks_like_freemind,
    ),
    Form(
        "graphml",
        FormKind.MAP,
        "the graph, for yEd (with boxes and lines) and Gephi; not the list of sources",
        endings=(".graphml",),
        write=_write_graphml,
    ),
    Form(
        "svg",
        FormKind.PICTURE,
        "the picture",
        endings=(".svg",),
        write=_draw_as("svg"),
        write_pages=_draw_pages_as("svg"),
    ),
    Form(
        "png",
        FormKind.PICTURE,
        "the picture",
        endings=(".png",),
        write=_draw_as("png"),
        write_pages=_draw_pages_as("png"),
        is_binary=True,
    ),
    Form(
        "pdf",
        FormKind.PICTURE,
        "the picture",
        endings=(".pdf",),
        write=_draw_as("pdf"),
        write_pages=_draw_pages_as("pdf"),
        is_binary=True,
    ),
    Form(
        "dot",
        FormKind.PICTURE,
        "the graph behind the picture, for Graphviz",
        endings=(".dot",),
        write=_draw_as("dot"),
    ),
    Form(
        "mermaid",
        FormKind.PICTURE,
        "the picture, with its marks; not sources and notes",
        endings=(".mmd", ".mermaid"),
        write=_write_mermaid,
    ),
    Form(
        "text",
        FormKind.OUTLINE,
        "read: any list, indented, with any bullets. Written: the outline, with attributions; not " + without(_TOLD),
        endings=(".txt",),
        read_endings=(".txt", ".text"),
        read=_read_text_list,
        recognise=looks_like_text_list,
        write=_write_outline_text,
    ),
    Form(
        "markdown",
        FormKind.OUTLINE,
        "the same",
        endings=(".md", ".markdown"),
        read_endings=(".md", ".markdown", ".txt"),
        read=_read_markdown_list,
        recognise=looks_like_markdown_list,
        write=_write_markdown,
    ),
    Form(
        "opml",
        FormKind.OUTLINE,
        "the same, for outliners",
        endings=(".opml",),
        read_endings=(".opml",),
        read=_read_opml,
        recognise=looks_like_opml,
        write=_write_opml,
    ),
    Form(
        "docx",
        FormKind.DOCUMENT,
        "the same, with the picture, for Word and LibreOffice",
        endings=(".docx",),
        write=_write_docx,
        is_binary=True,
    ),
    Form(
        "html",
        FormKind.DOCUMENT,
        "the same, with the picture, as one page to read and to print",
        endings=(".html", ".htm"),
        write=_write_html,
        must_be_named=True,
    ),
    Form(
        "latex",
        FormKind.DOCUMENT,
        "the same, without the picture",
        endings=(".tex",),
        write=_write_latex,
    ),
    Form(
        "csv",
        FormKind.DOCUMENT,
        f"a table for spreadsheets: a row a claim, a row a step, a row a source; not {without(_TABLED)}",
        endings=(".csv",),
        write=_write_csv,
    ),
    Form(
        "pptx",
        FormKind.DOCUMENT,
        "slides whose shapes can be edited: the map, then branch by branch, with the outline as notes",
        endings=(".pptx",),
        write=_write_pptx,
        is_binary=True,
    ),
    Form(
        "apx",
        FormKind.SOLVER_INPUT,
        "for solvers of argumentation frameworks; refused where the map has support",
        endings=(".apx",),
        write=_write_apx,
    ),
    Form("af", FormKind.SOLVER_INPUT, "the same, as ICCMA 2023 has it", endings=(".af",), write=_write_af),
    Form(
        "lp",
        FormKind.SOLVER_INPUT,
        "the logic program of the verdicts, for clingo",
        endings=(".lp",),
        write=_write_lp,
    ),
)


def readable_forms() -> list[Form]:
    """Return the forms that can be read."""
    return [form for form in FORMS if form.read is not None]


def writable_forms(*kinds: FormKind) -> list[Form]:
    """Return the forms that can be written: of these kinds, or of all."""
    writable = [form for form in FORMS if form.write is not None]
    if not kinds:
        return writable
    return [form for form in writable if form.kind in kinds]


def named_form(name: str, forms: list[Form], word: str = "form") -> Form:
    """Return the form with this name among some; `word` says to people what these are.

    Raises:
        ArgmapError: there is none.
    """
    for form in forms:
        if form.name == name:
            return form
    raise ArgmapError(no_such(word, name, [form.name for form in forms]))


def form_to_write(path: str, naming: str) -> Form:
    """Return the form that a file is written in where its name alone says which.

    Args:
        path: the file.
        naming: how the person who asks can name a form, with `{form}` in its place.

    Raises:
        ArgmapError: its ending shows none, or more than one could be meant.
    """
    forms = writable_forms()
    form = form_of_path(path, forms)
    if form is None:
        endings = [ending for form in forms for ending in form.endings]
        listed = ", ".join(form.name for form in forms)
        help = did_you_mean("." + path.rpartition(".")[2], endings) or f"there are: {listed}"
        raise ArgmapError(f"the ending of {path} names no form; {help}")
    if form.must_be_named:
        said = naming.format(form=form.name)
        raise ArgmapError(f"the ending of {path} can stand for more than one form; say {said}")
    return form


def form_of_path(path: str, forms: list[Form]) -> Form | None:
    """Return the form among some that the ending of a file's name shows; the longest ending counts."""
    name = Path(path).name.lower()
    # `.aif.json` is not `.json`.
    longest = ""
    shown: Form | None = None
    for form in forms:
        for ending in form.endings:
            if name.endswith(ending) and len(ending) > len(longest):
                longest = ending
                shown = form
    return shown


# --- reading ---


def read(path: str | Path, form: str = "", options: ReadingOptions | None = None) -> Reading:
    """Return a file as read; `-` is standard input, `form` the name of its form if not to be guessed.

    What is wrong with the file, its absence included, is among the diagnostics of the result.

    Raises:
        ArgmapError: there is no such form, or not so many maps in the file.
    """
    name = files.STDIN_NAME if str(path) == files.STDIN else str(path)
    text, problem = _read_text(path, name)
    if problem is not None:
        return Reading.of(name, text, None, [problem])
    folder = None if name == files.STDIN_NAME else Path(path).parent
    return parse(text, name, form, options, folder=folder)


def parse(
    text: str,
    name: str = "<text>",
    form: str = "",
    options: ReadingOptions | None = None,
    *,
    folder: Path | None = None,
    texts: Mapping[str, str] | None = None,
) -> Reading:
    """Return a text as read; see `read`.

    Args:
        text: the text.
        name: what diagnostics call it.
        form: the name of its form if not to be guessed.
        options: how to read it.
        folder: where to look for other files that it names; `None` for nowhere.
        texts: what other files are to say, by the names that diagnostics have for them, in place of what is on disk.

    Raises:
        ArgmapError: there is no such form, or no such fence.
    """
    options = options or ReadingOptions()
    row = named_form(form, readable_forms()) if form else _recognised(text, name)
    if row is None:
        other = other_text(text, Path(name).suffix.lower())
        if other is not None:
            return Reading.of(name, text, None, [_other_file(name, other)])
        row = _by_ending(name)[0]
    if row.read is None:
        raise TypeError(f"{row.name} is only written")
    if options.fence > 1 and row.name != FENCED:
        raise ArgmapError(f"{name} has no fence {options.fence}: it is no Markdown file with maps in fences")
    if row.name == FENCED:
        return replace(_parse_fenced(text, name, options, folder, texts), form=row.name)
    if row.files_named_in is None or folder is None:
        return replace(row.read(text, name, options), form=row.name, folder=folder)
    from argmap.gathering import gather

    def read_text(path: Path, name: str, purpose: Purpose) -> tuple[str, Diagnostic | None]:
        if texts and name in texts:
            return texts[name], None
        return _read_beside(path, name, purpose, row.name)

    beside = gather(name, text, folder, row.files_named_in, read_text)
    reading = row.read(text, name, options._replace(beside=beside))
    return replace(reading, form=row.name, folder=folder)


def _parse_fenced(
    text: str, name: str, options: ReadingOptions, folder: Path | None, texts: Mapping[str, str] | None
) -> Reading:
    """Return a Markdown text as read: the map in one of its fences, in the form that this has; see `parse`."""
    from argmap.formats.fenced import parse_fenced

    def parse_inner(form: str, inner: str) -> Reading:
        return parse(inner, name, form, options._replace(fence=0), folder=folder, texts=texts)

    return parse_fenced(text, name, options.fence, parse_inner)


def with_texts(reading: Reading, texts: Mapping[str, str]) -> Reading:
    """Return what a reading becomes when its files say something else; `texts` are by the names of the files."""
    text = texts.get(reading.name, reading.text)
    texts_beside = {**reading.texts_beside, **texts}
    return parse(text, reading.name, reading.form, folder=reading.folder, texts=texts_beside)


def _read_text(path: str | Path, name: str) -> tuple[str, Diagnostic | None]:
    """Return the text of a file, or what is wrong with it."""
    try:
        data = files.read_bytes(path)
    except (OSError, ValueError) as problem:
        return "", _cannot_read(name, problem)
    other = other_binary(data)
    if other is not None:
        return "", _other_file(name, other)
    return decode(data, name)


def _read_beside(path: Path, name: str, purpose: Purpose, form: str) -> tuple[str, Diagnostic | None]:
    """Return the text of a file that a map in this form names, or what is wrong with it."""
    is_there = files.exists(path)
    is_special = is_there and not path.is_file() and not path.is_dir()
    if is_special:
        return "", error("cannot-read", f"{name}: this is no regular file", None)
    text, problem = _read_text(path, name)
    if problem is not None and not is_there:
        problem = replace(problem, help=_near_files(name, purpose))
    if problem is not None or purpose is Purpose.BIBLIOGRAPHY:
        return text, problem
    row = _recognised(text, name)
    other = other_text(text, Path(name).suffix.lower()) if row is None else None
    if other is not None:
        return text, _other_file(name, other)
    own = row or _by_ending(name)[0]
    if own.name != form:
        message = f"{name} is in the form `{own.name}`; what is included here is in the form `{form}`"
        same = Path(name).with_suffix(named_form(form, writable_forms()).endings[0])
        return text, error("other-form", message, None, f"`argmap convert {name} -o {same}` makes it one")
    return text, None


def _by_ending(name: str) -> list[Form]:
    """Return the forms that the ending of a file may stand for, or else all that can be read."""
    suffix = Path(name).suffix.lower()
    readable = readable_forms()
    # Standard input, and a name that says nothing, leave it to the content alone.
    return [form for form in readable if suffix in form.read_endings] or readable


def _recognised(text: str, name: str) -> Form | None:
    """Return the form that the content shows among those that the ending allows; `None` if it shows none."""
    for form in _by_ending(name):
        if form.recognise is not None and form.recognise(text):
            return form
    return None


def _other_file(name: str, other: OtherFile) -> Diagnostic:
    return error("no-map", f"{name}: this is {other.name}, not a map", None, other.help)


def _cannot_read(name: str, problem: Exception) -> Diagnostic:
    if isinstance(problem, FileNotFoundError):
        help = _near_files(name) or f"`argmap new {name}` writes one to start from"
        return error("cannot-read", f"{name}: there is no such file", None, help)
    reasons: dict[type[Exception], tuple[str, str]] = {
        IsADirectoryError: ("this is a folder, not a file", "name a file in it"),
        PermissionError: ("this file may not be read", "look at its permissions"),
    }
    # Without the number and the path that an OSError adds when it is made text.
    said_by_the_system = str(getattr(problem, "strerror", None) or problem)
    reason, help = reasons.get(type(problem), (said_by_the_system, ""))
    return error("cannot-read", f"{name}: {reason}", None, help)


def _near_files(name: str, purpose: Purpose = Purpose.PART) -> str:
    """Return a help line that names the file that may be meant: with an ending, or another spelling."""
    path = Path(name)
    endings = [ending for form in readable_forms() for ending in form.read_endings]
    if purpose is Purpose.BIBLIOGRAPHY:
        endings = [".bib"]
    with suppress(OSError, ValueError):
        beside = [each.name for each in path.parent.iterdir() if each.suffix in endings and each.is_file()]
        with_ending = [each for each in sorted(beside) if Path(each).stem == path.name]
        for near in with_ending or near_words(path.name, beside):
            return f"did you mean `{path.parent / near}`?"
    return ""


# --- writing ---


def write(map: ArgumentMap, form: str, options: WritingOptions | None = None) -> Output:
    """Return a map in a form of the table, and what the form has no place for.

    Raises:
        ArgmapError: there is no such form, the map cannot be written in it, or an option has an unknown value.
    """
    row = named_form(form, writable_forms())
    if row.write is None:
        raise TypeError(f"{row.name} is only read")
    return row.write(map, options or WritingOptions())


def write_pages(map: ArgumentMap, form: str, options: WritingOptions | None = None) -> Pages:
    """Return a map as pictures on as many pages as it takes to read all text.

    Raises:
        ArgmapError: there is no such form, it has no pages, an option has an unknown value, or the page is `none`.
    """
    row = named_form(form, writable_forms())
    if row.write_pages is None:
        raise ArgmapError(f"{row.name} has no pages to split a map over; {_listed_forms_with_pages()} have")
    return row.write_pages(map, options or WritingOptions())


def _listed_forms_with_pages() -> str:
    *others, last = [form.name for form in FORMS if form.write_pages is not None]
    return f"{', '.join(others)} and {last}"


# --- the table, for people ---


def format_table() -> str:
    """Return the table of forms as text, a line a form."""
    rows = [(form.name, form.kind.value, _endings(form), _ways(form)) for form in FORMS]
    # Turned about, rows are columns; a column is as wide as its longest cell.
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines: list[str] = []
    for form, row in zip(FORMS, rows, strict=True):
        line = ""
        for cell, width in zip(row, widths, strict=True):
            line += cell.ljust(width) + "  "
        lines.append(line + form.about.replace("`", ""))
    return "\n".join(lines) + "\n"


def format_markdown_table() -> str:
    """Return the table of forms in Markdown, as the README has it."""
    lines = ["| name | what it is | files | read | written | what is kept, what is not |", "|---|---|---|---|---|---|"]
    for form in FORMS:
        endings = "`" + _endings(form).replace(", ", "`, `") + "`"
        is_read = "yes" if form.read else "no"
        is_written = "yes" if form.write else "no"
        lines.append(f"| `{form.name}` | {form.kind} | {endings} | {is_read} | {is_written} | {form.about} |")
    return "\n".join(lines) + "\n"


def _endings(form: Form) -> str:
    # A dictionary keeps the order and takes each once: most endings are read and written.
    return ", ".join(dict.fromkeys([*form.endings, *form.read_endings]))


def _ways(form: Form) -> str:
    ways: list[str] = []
    if form.read:
        ways.append("read")
    if form.write:
        ways.append("written")
    return ", ".join(ways)
