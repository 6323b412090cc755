"""Makes a worksheet of a map: chooses what is blank in it, and writes it and its key.

A sheet in the native format, to be filled in on a computer, says what to do in comments:

    claims:
      # c1 — supports — “School should start at nine”
      c1:
        text: "…"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.classroom.worksheets.sheet import (
    BLANK_KINDS,
    WHY_NONE,
    Blanks,
    SheetFiles,
    Worksheet,
    choose_blanks,
    parse_kinds,
    worksheet_of,
)
from argmap.classroom.worksheets.sheet_places import places_of
from argmap.classroom.worksheets.word_bank import (
    Bank,
    bank_of,
    cards_of,
    has_distractors,
    leave_out_distractors,
    without_fitting,
)
from argmap.formats.native.writer import format_native
from argmap.languages import words_for, worksheet_words_for
from argmap.model import ArgumentMap
from argmap.model.diagnostics import PLACEHOLDER
from argmap.model.writing import WritingOptions
from argmap.options import SheetOptions
from argmap.options.names import WorksheetPaper
from argmap.util.errors import ArgmapError
from argmap.util.text import one_line


def make_sheet(map: ArgumentMap, format: str, options: SheetOptions) -> SheetFiles:
    """Return a map with blanks, or its claims as cards, and the key.

    Args:
        map: the map.
        format: `pdf`, or one of the other formats if only texts are blank.
        options: what is blank.

    Raises:
        ArgmapError: there is no such claim, nothing is blank, or the map has too few other claims
            or is too large to be drawn.
    """
    kinds_asked = parse_kinds(options.blank)
    if format != "pdf" and (options.cards or kinds_asked != ("text",)):
        raise ArgmapError(
            "a worksheet to fill in on a computer can contain only blank texts; for cards, or for"
            " blank kinds and links, make a PDF"
        )
    if options.cards:
        return _make_cards(map, options)
    blanks, sheet, bank = _blanks_on_sheet(map, options)
    if format != "pdf":
        return _sheet_for_computers(sheet, bank, format, options.paper)
    # What draws on paper is loaded only where it is needed.
    from argmap.classroom.worksheets.paper_sheets import print_sheet

    # Of three kinds, the map may have only some.
    parts = dict(zip(BLANK_KINDS, blanks, strict=True))
    notes = [
        f"no `{kind}` is blank, because {WHY_NONE[kind]}" for kind in kinds_asked if not parts[kind]
    ]
    kinds = [kind for kind in kinds_asked if parts[kind]]
    printed = print_sheet(sheet, kinds, bank, options.paper)
    return printed._replace(notes=(*printed.notes, *notes))


def make_key_page(map: ArgumentMap, options: SheetOptions) -> bytes:
    """Return the key to a sheet whose blanks are texts, as a page to print.

    Raises:
        ArgmapError: as for `make_sheet`.
    """
    from argmap.classroom.worksheets.worksheet_page import format_page_key

    _, sheet, bank = _blanks_on_sheet(map, options)
    return format_page_key(sheet, bank).encode()


def _blanks_on_sheet(map: ArgumentMap, options: SheetOptions) -> tuple[Blanks, Worksheet, Bank]:
    """Return what is blank, the worksheet, and the claims to choose from, if any."""
    part, blanks = _part_and_blanks(map, options)
    sheet = worksheet_of(part, blanks, options.seed)
    if not options.word_bank:
        return blanks, sheet, ()
    return blanks, sheet, bank_of(sheet, part, options.distractors, options.seed)


def _part_and_blanks(map: ArgumentMap, options: SheetOptions) -> tuple[ArgumentMap, Blanks]:
    """Return what is on a sheet, without claims that are to fit nowhere, and its blanks."""
    kinds = parse_kinds(options.blank)
    distractors = options.distractors if options.word_bank else 0
    named = Blanks()
    if options.ids:
        named = choose_blanks(map, kinds, ids=options.ids)
    # Blanks that nobody named leave room for distractors, of which a small map has few.
    part = leave_out_distractors(map, named, distractors, options.seed)
    if options.ids:
        return part, named
    blanks = choose_blanks(part, kinds, share=options.share, seed=options.seed)
    fitting = without_fitting(map, part, blanks)
    if blanks.texts and not fitting.texts:
        raise ArgmapError(
            f"too many wrong claims ({distractors}): every blank would have a wrong choice that"
            " fits"
        )
    return part, fitting


def _sheet_for_computers(
    sheet: Worksheet, bank: Bank, format: str, paper: WorksheetPaper
) -> SheetFiles:
    """Return a sheet to fill in on a computer; its key is always in the native format."""
    key = format_key(sheet).encode()
    if format == "yaml":
        return SheetFiles(format_sheet(sheet, bank).encode(), key)
    # What draws is loaded only where it is needed.
    template = format_native(sheet.map, WritingOptions()).text
    if format == "html":
        from argmap.classroom.worksheets.worksheet_page import format_page_sheet

        return SheetFiles(format_page_sheet(sheet, bank, template).encode(), key)
    from argmap.classroom.worksheets.worksheet_docx import format_docx_sheet

    return SheetFiles(format_docx_sheet(sheet, bank, template, paper), key)


def _make_cards(map: ArgumentMap, options: SheetOptions) -> SheetFiles:
    """Return the claims of a map as cards, in a PDF."""
    from argmap.classroom.worksheets.paper_sheets import print_cards

    sheet = worksheet_of(map, Blanks(), options.seed)
    cards = cards_of(sheet, map, options.distractors, options.seed)
    return print_cards(sheet, cards, options.paper)


_CLAIM = re.compile(r"  (\w+):")


def format_sheet(sheet: Worksheet, bank: Bank = ()) -> str:
    """Return a sheet whose blanks are texts, as a file."""
    lines = [f"# {line}" for line in _instructions(sheet, bank)]
    written = format_native(sheet.map, WritingOptions())
    # In the file, blanks have their ids.
    blanks = {id: id for id in sheet.texts}
    # Ids are indented as claims are in other sections, too, such as that of sides.
    section = ""
    for line in written.text.splitlines():
        if line and not line.startswith(" "):
            section = line
        claim = _CLAIM.fullmatch(line)
        if section == "claims:" and claim and claim[1] in sheet.texts:
            for comment in places_of(sheet.map, claim[1], blanks):
                lines.append(f"  # {comment}")
        lines.append(line)
    return "\n".join([*lines, ""])


def format_key(sheet: Worksheet) -> str:
    """Return the key as a file: the sheet with nothing missing, its claims with the same ids."""
    heading = worksheet_words_for(sheet.map.language).key
    return f"# {heading}\n{format_native(sheet.key, WritingOptions()).text}"


def _instructions(sheet: Worksheet, bank: Bank) -> Iterator[str]:
    words, said = words_for(sheet.map.language), worksheet_words_for(sheet.map.language)
    yield said.fill_in_file.format(blank=words.quote(PLACEHOLDER))
    if bank:
        yield said.bank + words.colon.rstrip()
    # Without letters, which somebody may write in the place of claims.
    for entry in bank:
        yield f"  - {one_line(entry.text)}"
    if has_distractors(bank):
        yield said.some_are_wrong
