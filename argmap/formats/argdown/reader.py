"""Reader of Argdown (https://argdown.org), version 2.

    ===
    title: Should school start at nine?
    ===

    [Nine]: School should start at nine. {side: later}      a statement, with data
      + <Sleep>: Teenagers would sleep more. #health        an argument that supports it, with a tag
        - They would go to bed later.                       an attack on that
      - [Childcare]: Parents must be at work by eight.

    <Learning>                                              an argument, and its inferences:

    (1) Tired pupils learn little.
    (2) School is for learning.
    -- practical reasoning {uses: [1, 2]} --
      _ [Sport]: Some learn best when tired.                an undercutter of that
    (3) [Nine]

How it becomes a map: a statement is a claim. An argument that is not reconstructed is a claim too,
and its relations are inferences from it. One that is reconstructed gives inferences with linked
premises, and its relations start from its main conclusion. An attack on it undercuts its last
inference. An undercut of what is not reconstructed goes to the inferences that start from it; where
there are none, it rebuts the claim itself. `><` is two rebuttals, and so is an attack between
statements where front matter says `model: {mode: strict}`. Headings are groups of the claims below
them, but for one that is the title of the whole. A paragraph to which nothing relates is a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.formats.argdown.claims import Claims, Front
from argmap.formats.argdown.document import Document
from argmap.formats.argdown.document_reader import read_document
from argmap.formats.argdown.inferences import build_inferences
from argmap.formats.argdown.titles import titles_without_text
from argmap.formats.registry import ReadingOptions
from argmap.model import ArgumentMap
from argmap.model.diagnostics import (
    CommandHelp,
    Diagnostic,
    Diagnostics,
    Severity,
    Span,
    error,
    has_errors,
)
from argmap.model.reading import Reading
from argmap.util.text import count


def parse_argdown(text: str, name: str, options: ReadingOptions) -> Reading:
    """Return the map in an Argdown text; `name` is what its diagnostics call the file."""
    diagnostics: Diagnostics = []
    document = read_document(text, name, diagnostics, keeps_prose=options.prose)
    map = _map_of(document, name, diagnostics)
    return Reading.of(name, text, map, diagnostics)


def _map_of(document: Document, name: str, diagnostics: Diagnostics) -> ArgumentMap | None:
    is_malformed = has_errors(diagnostics)
    if not document.elements and not is_malformed:
        message = "this file has no statements"
        help = "write a statement as `[Title]: text`"
        if document.prose:
            message = f"{message}, only prose"
            help = CommandHelp.after(
                help, "use `--prose` to read each paragraph as a claim", ", or "
            )
        diagnostics.append(error("no-claims", message, Span(name, 1, 1, 1, 1), help))
    if not document.elements:
        return None
    if not is_malformed:
        diagnostics += _doubts(document)
    found: Diagnostics = []
    map = _build_map(document, diagnostics, found)
    # What a malformed block says is missing here, and that alone may be what is wrong with the map.
    if not is_malformed:
        diagnostics += found
    return map


def _doubts(document: Document) -> Iterator[Diagnostic]:
    """Yield what of a document may be meant otherwise than it is read."""
    prose = document.prose
    # Apart, for a statement and an argument may have the same title.
    yield from titles_without_text(document.statements)
    yield from titles_without_text(document.arguments)
    if prose:
        _, span = prose[0]
        number = count(len(prose), "paragraph")
        message = f"argmap reads {number} of prose as a note on the map, not as claims"
        help = CommandHelp("to read each paragraph as a claim, use `--prose`")
        yield Diagnostic("argdown-prose", Severity.NOTE, message, span, help=help)


def _build_map(document: Document, diagnostics: Diagnostics, found: Diagnostics) -> ArgumentMap:
    """Return the map of a document; what is wrong with its parts is added to what was found."""
    front = Front(document, diagnostics)
    claims = Claims(document, front)
    inferences = build_inferences(document, claims, diagnostics)
    diagnostics += document.ledger.diagnostics()
    fields = front.fields
    notes = [text for text, _ in document.prose]
    note_of_front = fields.pop("note", "")
    if note_of_front:
        notes.insert(0, note_of_front)
    return ArgumentMap.build_valid(
        found,
        sides=claims.sides.values(),
        sources=claims.sources.values(),
        claims=claims.all,
        inferences=inferences,
        note="\n\n".join(notes),
        places=front.places,
        **fields,
    )
