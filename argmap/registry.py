"""The one table of forms: what can be read and written, by the endings of files or by name.

A new form is a new file and one row in `FORMS`. The functions that a row names import what they need when
they are called, so that a command pays only for the forms that it uses.
"""

from __future__ import annotations

from collections.abc import Callable
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
    looks_like_freemind,
    looks_like_json,
    looks_like_kialo,
    looks_like_markdown_list,
    looks_like_microtexts,
    looks_like_opml,
    looks_like_text_list,
)
from argmap.formats.shared.reading import Reading, decode
from argmap.model import ArgumentMap, Claim, Inference, Side, Source
from argmap.model.diagnostics import Diagnostic, error, near_words, no_such
from argmap.model.errors import ArgmapError
from argmap.model.losses import Kept, Written, dropped, losses

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
        read: a text and a file's name → the map.
        recognise: whether a text is in this form; a form without one is told by the ending alone.
        write: a map and options → the file.
        write_pages: a map and options → pages; a form without it has no pages.
        is_binary: whether what is written is no text.
    """

    name: str
    kind: FormKind
    about: str
    endings: tuple[str, ...] = ()
    read_endings: tuple[str, ...] = ()
    read: Callable[[str, str], Reading] | None = None
    recognise: Callable[[str], bool] | None = None
    write: Callable[[ArgumentMap, WritingOptions], Output] | None = None
    write_pages: Callable[[ArgumentMap, WritingOptions], Pages] | None = None
    is_binary: bool = False


# --- readers ---


def _read_native(text: str, name: str) -> Reading:
    from argmap.formats.native.reader import parse_native

    return parse_native(text, name)


def _read_json(text: str, name: str) -> Reading:
    from argmap.formats.json.reader import parse_json

    return parse_json(text, name)


def _read_argdown(text: str, name: str) -> Reading:
    from argmap.formats.argdown.reader import parse_argdown

    return parse_argdown(text, name)


def _read_aif(text: str, name: str) -> Reading:
    from argmap.formats.aif.reader import parse_aif

    return parse_aif(text, name)


def _read_kialo(text: str, name: str) -> Reading:
    from argmap.formats.kialo.reader import parse_kialo

    return parse_kialo(text, name)


def _read_microtexts(text: str, name: str) -> Reading:
    from argmap.formats.microtexts import parse_microtexts

    return parse_microtexts(text, name)


def _read_carneades(text: str, name: str) -> Reading:
    from argmap.formats.carneades import parse_carneades

    return parse_carneades(text, name)


def _read_text_list(text: str, name: str) -> Reading:
    from argmap.formats.lists.reader import parse_text_list

    return parse_text_list(text, name)


def _read_markdown_list(text: str, name: str) -> Reading:
    from argmap.formats.lists.reader import parse_markdown_list

    return parse_markdown_list(text, name)


def _read_opml(text: str, name: str) -> Reading:
    from argmap.formats.lists.outliners import parse_opml

    return parse_opml(text, name)


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
    written = format_mermaid(map, options.text, marks, options.verdicts)
    return Output(written.text.encode("utf-8", "replace"), written.losses)


_LONGEST_DESCRIPTION = 3000
"""In characters: what a screen reader reads in some three minutes."""


def _described(map: ArgumentMap) -> str:
    """Return what a picture of a map says to those who do not see it: its outline, or the beginning of it."""
    from argmap.outlines.outline import outline
    from argmap.outlines.text import format_start

    return format_start(outline(map), _LONGEST_DESCRIPTION)


def _drawing_options(map: ArgumentMap, options: WritingOptions) -> Options:
    from argmap.diagrams.drawings import Options
    from argmap.diagrams.marks import DEFAULT_MARKS
    from argmap.outlines.outline import outline
    from argmap.outlines.text import format_start

    told = outline(map)
    return Options(
        page=options.page,
        direction=options.direction,
        layout=options.layout,
        theme=options.theme,
        marks=DEFAULT_MARKS if options.marks is None else options.marks,
        text=options.text,
        link_base=options.link_base,
        engine=options.engine,
        numbers=told.numbers_of_claims,
        description=format_start(told, _LONGEST_DESCRIPTION),
    )


def _draw_as(format: str) -> Callable[[ArgumentMap, WritingOptions], Output]:
    """Return the writer of a format of pictures."""

    def write_picture(map: ArgumentMap, options: WritingOptions) -> Output:
        from argmap.diagrams.draw import draw

        picture = draw(map, format, _drawing_options(map, options), options.verdicts)
        return Output(picture.data, notes=picture.notes, points=picture.points)

    return write_picture


def _draw_pages_as(format: str) -> Callable[[ArgumentMap, WritingOptions], Pages]:
    """Return the writer of a format of pictures that a map can be split over."""

    def write_pages_of_pictures(map: ArgumentMap, options: WritingOptions) -> Pages:
        from argmap.diagrams.draw import draw_pages

        return draw_pages(map, format, _drawing_options(map, options), options.verdicts, _described)

    return write_pages_of_pictures


_TOLD: Kept = {
    ArgumentMap: ("title", "language", "sides", "sources"),
    Side: ("label",),
    Source: ("author", "title", "publisher", "date", "url"),
    Claim: ("side", "main", "assumed", "implicit", "evidence", "stated_in", "held_by"),
    Inference: ("warrant", "scheme", "implicit", "stated_in", "held_by"),
}
"""What an outline tells."""

_TOLD_IN_ESSAY: Kept = {**_TOLD, Claim: (*_TOLD[Claim], "label"), Inference: ("warrant", "stated_in", "held_by")}
"""What an essay tells: not by which scheme a step is drawn, and that some are implicit, but not which."""


def _outline(map: ArgumentMap, options: WritingOptions) -> Outline:
    from argmap.outlines.outline import outline

    words = options.verdicts.words_by_id() if options.verdicts is not None else None
    return outline(map, sources=options.sources, verdict_words=words, columns=options.columns)


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
    notes = (_NO_ESSAY.format(language=map.language),) if options.essay else ()
    return Output(text.encode("utf-8", "replace"), _not_told(map, form), notes)


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


def _write_docx(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.documents.docx import format_docx
    from argmap.documents.office import need_library
    from argmap.documents.picture import picture_on_paper

    if options.essay:
        raise ArgmapError("an essay is written as text or markdown")
    # Asked first: a picture takes a while.
    need_library("docx", "docx")
    told = _outline(map, options)
    picture = picture_on_paper(told, options.verdicts)
    return Output(format_docx(told, picture), _not_told(map, "docx"), picture.notes)


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

FORMS = (
    Form(
        "native",
        FormKind.MAP,
        "everything",
        endings=(".yaml", ".yml"),
        read_endings=(".yaml", ".yml"),
        read=_read_native,
        write=_write_native,
    ),
    Form(
        "json",
        FormKind.MAP,
        "everything; `argmap schema --json` prints its schema",
        endings=(".json",),
        read_endings=(".json",),
        read=_read_json,
        recognise=looks_like_json,
        write=_write_json,
    ),
    Form(
        "argdown",
        FormKind.MAP,
        "read: all but links, unknown data, and tags and descriptions of structured arguments. Written: everything,"
        " what Argdown has no syntax for as data",
        endings=(".argdown", ".ad"),
        read_endings=(".argdown", ".ad"),
        read=_read_argdown,
        write=_write_argdown,
    ),
    Form(
        "aif",
        FormKind.MAP,
        "read: claims, inferences, conflicts, schemes, speakers; not rephrases, preferences, transitions. Written:"
        " these, without sides, evidence, notes and marks",
        endings=(".aif.json", ".aif"),
        read_endings=(".json", ".aif"),
        read=_read_aif,
        recognise=looks_like_aif,
        write=_write_aif,
    ),
    Form(
        "kialo",
        FormKind.MAP,
        "both generations of exports: claims, pros and cons, links between claims; web links become sources and"
        " evidence",
        read_endings=(".txt",),
        read=_read_kialo,
        recognise=looks_like_kialo,
    ),
    Form(
        "microtexts",
        FormKind.MAP,
        "argumentative units, support, rebuttals, undercutters, linked premises; not stances",
        read_endings=(".xml",),
        read=_read_microtexts,
        recognise=looks_like_microtexts,
    ),
    Form(
        "carneades",
        FormKind.MAP,
        "Carneades 4: statements, arguments, undercutters, assumptions, tests; not issues and weights",
        read_endings=(".yaml", ".yml"),
        read=_read_carneades,
        recognise=looks_like_carneades,
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
        "read: any list, indented, with any bullets. Written: the outline, with attributions; not notes, tags and"
        " quotations",
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
        "the picture and the same outline, for Word and LibreOffice",
        endings=(".docx",),
        write=_write_docx,
        is_binary=True,
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


def read(path: str | Path, form: str = "") -> Reading:
    """Return a file as read; `-` is standard input, `form` the name of its form if not to be guessed.

    What is wrong with the file, its absence included, is among the diagnostics of the result.

    Raises:
        ArgmapError: there is no such form.
    """
    name = files.STDIN_NAME if str(path) == files.STDIN else str(path)
    try:
        data = files.read_bytes(path)
    except (OSError, ValueError) as problem:
        return Reading.of(name, "", None, [_cannot_read(name, problem)])
    other = other_binary(data)
    if other is not None:
        return Reading.of(name, "", None, [_other_file(name, other)])
    text, not_utf8 = decode(data, name)
    if not_utf8:
        return Reading.of(name, text, None, [not_utf8])
    return parse(text, name, form)


def parse(text: str, name: str = "<text>", form: str = "") -> Reading:
    """Return a text as read; see `read`."""
    row = named_form(form, readable_forms()) if form else _recognised(text, name)
    if row is None:
        other = other_text(text, Path(name).suffix.lower())
        if other is not None:
            return Reading.of(name, text, None, [_other_file(name, other)])
        row = _by_ending(name)[0]
    if row.read is None:
        raise TypeError(f"{row.name} is only written")
    return replace(row.read(text, name), form=row.name)


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


def _near_files(name: str) -> str:
    """Return a help line that names the file that may be meant: with an ending, or another spelling."""
    path = Path(name)
    endings = [ending for form in readable_forms() for ending in form.read_endings]
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
