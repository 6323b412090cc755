"""What writes outlines, essays and documents, and says what they have no place for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from argmap.model import ArgumentMap, Claim, Inference, Side, Source
from argmap.model.diagnostics import Diagnostic
from argmap.model.errors import ArgmapError
from argmap.model.fields import names_of
from argmap.model.losses import Kept, dropped, losses
from argmap.registry.form import Output, WritingOptions

if TYPE_CHECKING:
    from argmap.outlines.manuscript import Manuscript
    from argmap.outlines.outline import Outline

TOLD: Kept = {
    ArgumentMap: ("title", "language", "sides", "sources"),
    Side: ("label",),
    Source: ("author", "title", "publisher", "date", "url"),
    Claim: ("side", "main", "common_ground", "implicit", "evidence", "stated_in", "held_by"),
    Inference: ("warrant", "scheme", "implicit", "stated_in", "held_by"),
}
"""What an outline tells."""

TABLED: Kept = {
    ArgumentMap: ("sides", "sources"),
    Side: names_of(Side),
    Source: names_of(Source),
    Claim: names_of(Claim),
    Inference: names_of(Inference),
}
"""What a table tells."""

_TOLD_IN_ESSAY: Kept = {
    **TOLD,
    Claim: (*TOLD[Claim], "label"),
    Inference: ("warrant", "stated_in", "held_by"),
}
"""What an essay tells: not by which scheme a step is drawn, and that some are implicit, but not
which.
"""

_NO_ESSAY = (
    "an essay is written in {languages} or {last}: the language of this map is `{language}`, so"
    " this is its outline"
)


def outline_asked_for(map: ArgumentMap, options: WritingOptions) -> Outline:
    from argmap.outlines.outline import outline

    return outline(
        map, sources=options.sources, verdict_words=_verdict_words(options), columns=options.columns
    )


def _verdict_words(options: WritingOptions) -> Mapping[str, Sequence[str]] | None:
    return None if options.verdicts is None else options.verdicts.words_by_id()


def _essay(map: ArgumentMap, options: WritingOptions) -> Manuscript | None:
    """Return a map as an essay, or None where none is asked for or its language has none."""
    if not options.essay:
        return None
    from argmap.languages import essay_words_for

    phrases = essay_words_for(map.language)
    if phrases is None:
        return None
    from argmap.outlines.essay import essay_of

    # An essay is not handed in without its sources.
    return essay_of(outline_asked_for(map, options._replace(sources=True)), phrases)


def _told(map: ArgumentMap, form: str, text: str, options: WritingOptions) -> Output:
    return Output(text, _not_told(map, form), _notes_without_essay(map, options))


def _notes_without_essay(map: ArgumentMap, options: WritingOptions) -> tuple[str, ...]:
    """Return what to say where an essay was asked for and an outline is written."""
    if not options.essay:
        return ()
    from argmap.languages import languages_with_essays

    *languages, last = languages_with_essays()
    note = _NO_ESSAY.format(languages=", ".join(languages), last=last, language=map.language)
    return (note,)


def _told_as_essay(map: ArgumentMap, form: str, text: str) -> Output:
    return Output(text, _not_told_in_essay(map, form))


def _not_told(map: ArgumentMap, form: str) -> tuple[Diagnostic, ...]:
    return losses(f"an outline in {form}", dropped(map, TOLD))


def _not_told_in_essay(map: ArgumentMap, form: str) -> tuple[Diagnostic, ...]:
    return losses(f"an essay in {form}", dropped(map, _TOLD_IN_ESSAY))


def write_outline_text(map: ArgumentMap, options: WritingOptions) -> Output:
    essay = _essay(map, options)
    if essay is not None:
        from argmap.outlines import manuscript_text

        return _told_as_essay(map, "text", manuscript_text.format_text(essay, options.columns))
    from argmap.outlines.text import format_text

    return _told(map, "text", format_text(outline_asked_for(map, options)), options)


def write_markdown(map: ArgumentMap, options: WritingOptions) -> Output:
    essay = _essay(map, options)
    if essay is not None:
        from argmap.outlines import manuscript_text

        return _told_as_essay(map, "markdown", manuscript_text.format_markdown(essay))
    from argmap.outlines.markdown import format_markdown

    return _told(map, "markdown", format_markdown(outline_asked_for(map, options)), options)


def write_opml(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.outlines.opml import format_opml

    if options.essay:
        raise ArgmapError("OPML holds outlines, not essays; ask for text, markdown or a document")
    return _told(map, "opml", format_opml(outline_asked_for(map, options)), options)


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
        # An essay has no numbers that the picture could refer to.
        return _ToldInDocument(essay, _not_told_in_essay(map, form), notes=(), numbers={})
    told = outline_asked_for(map, options)
    return _ToldInDocument(
        manuscript_of(told),
        _not_told(map, form),
        notes=_notes_without_essay(map, options),
        numbers=told.numbers_of_claims,
    )


def write_docx(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.documents.docx import format_docx
    from argmap.documents.office import need_library
    from argmap.documents.picture import pictures_on_paper

    # Asked first: a picture takes a while.
    need_library("docx", "docx")
    told = _told_in_document(map, "docx", options)
    pictures = pictures_on_paper(map, told.numbers, options.verdicts)
    return Output(
        format_docx(told.manuscript, pictures), told.losses, told.notes + pictures[0].notes
    )


def write_html(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.documents.html import format_html
    from argmap.documents.picture import picture_on_screen

    told = _told_in_document(map, "html", options)
    picture = picture_on_screen(map, told.numbers, options.verdicts)
    html = format_html(told.manuscript, picture)
    return Output(html, told.losses, told.notes + picture.notes)


def write_latex(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.documents.latex import format_latex

    told = _told_in_document(map, "latex", options)
    latex = format_latex(told.manuscript)
    without_picture = "a document in latex is without the picture; `argmap render -f pdf` draws it"
    return Output(latex, told.losses, (*told.notes, without_picture))


def write_csv(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.documents.csv import format_csv

    if options.essay:
        raise ArgmapError("a table holds no essay; ask for text, markdown or a document")
    table = format_csv(map, _verdict_words(options))
    return Output(table, losses("a table in csv", dropped(map, TABLED)))


def write_pptx(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.diagrams.draw import lay_out_pages
    from argmap.diagrams.drawings import Options as DrawingOptions
    from argmap.documents.office import need_library
    from argmap.documents.pptx import Slides, format_pptx
    from argmap.outlines.outline import outline
    from argmap.outlines.text import format_text

    if options.essay:
        raise ArgmapError(
            "slides hold a map, not an essay; ask for text, markdown or another document"
        )
    # Asked first: slides take a while.
    need_library("pptx", "pptx")
    told = outline_asked_for(map, options)

    def notes_of(part: ArgumentMap) -> str:
        return format_text(outline(part, sources=options.sources))

    def describe(_part: ArgumentMap) -> str:
        return ""  # each shape has a text of its own

    how = DrawingOptions(page="slide", layout="rows", numbers=told.numbers_of_claims)
    drawings, notes = lay_out_pages(map, how, options.verdicts, describe)
    subtitle = "\n".join(side.name for side in map.sides.values())
    data = format_pptx(Slides(map, subtitle, drawings, notes_of))
    return Output(data, _not_told(map, "pptx"), tuple(notes))
