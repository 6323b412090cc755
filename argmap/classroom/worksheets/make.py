"""Makes a worksheet of a map: chooses what is blank in it, and writes it and its key."""

from __future__ import annotations

from typing import NamedTuple

from argmap.classroom.worksheets.bank import BankEntry, bank_of
from argmap.classroom.worksheets.blanks import BlankKind, Blanks, choose_blanks, why_none
from argmap.classroom.worksheets.sheet import worksheet_of
from argmap.classroom.worksheets.sheet_files import SheetFiles
from argmap.model import ArgumentMap
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError

FORMATS = ("pdf", "yaml")


class SheetOptions(NamedTuple):
    """What a worksheet is to be.

    Attributes:
        kinds: what can be blank.
        share: how much of it is; None for the usual.
        ids: the claims that are blank, and whose steps are, in place of a share.
        has_bank: whether missing claims are given to choose from.
        distractors: how many others are given among them, or among cards.
        seed: what all that is left to chance follows from.
        paper: `a4` or `letter`.
    """

    kinds: tuple[BlankKind, ...] = (BlankKind.TEXT,)
    share: float | None = None
    ids: tuple[str, ...] = ()
    has_bank: bool = False
    distractors: int = 0
    seed: int = 0
    paper: str = "a4"


def must_go_together(format: str, options: SheetOptions, *, are_cards: bool) -> None:
    """Raise `ArgmapError` if there is no such form of a worksheet, or if options contradict each
    other.
    """
    if format not in FORMATS:
        raise ArgmapError(no_such("format", format, FORMATS))
    if options.share is not None and options.ids:
        raise ArgmapError("--share and --ids say the same in two ways: give one of them")
    if options.distractors and not (options.has_bank or are_cards):
        raise ArgmapError("--distractors go among a --bank or --cards: ask for one of these, too")
    if options.has_bank and BlankKind.TEXT not in options.kinds:
        raise ArgmapError("--bank is of missing texts: it needs `--blank text`")
    if format == "yaml" and (are_cards or options.kinds != (BlankKind.TEXT,)):
        raise ArgmapError(
            "what is marked, drawn or cut out is for paper: a file has blanks for texts alone"
        )


def make_sheet(map: ArgumentMap, format: str, options: SheetOptions) -> SheetFiles:
    """Return a map with blanks as `pdf`, or as `yaml` if only texts are blank.

    Raises:
        ArgmapError: there is no such claim or paper, nothing is blank, or the map has too few other
            claims or is too large to be drawn.
    """
    blanks = choose_blanks(
        map, options.kinds, share=options.share, ids=options.ids, seed=options.seed
    )
    nothing_of = [
        kind
        for kind, parts in zip(BlankKind, blanks, strict=True)
        if kind in options.kinds and not parts
    ]
    sheet = worksheet_of(map, blanks, options.seed)
    bank: tuple[BankEntry, ...] = ()
    if options.has_bank:
        bank = bank_of(sheet, map, options.distractors, options.seed)
    if format == "yaml":
        from argmap.classroom.worksheets.fill_in_file import format_key, format_sheet

        return SheetFiles(format_sheet(sheet, bank).encode(), format_key(sheet).encode())
    from argmap.classroom.worksheets.print_sheet import print_sheet

    made = print_sheet(
        sheet, [kind for kind in options.kinds if kind not in nothing_of], bank, options.paper
    )
    return made._replace(
        notes=(*made.notes, *(f"no {kind} is blank: {why_none(kind)}" for kind in nothing_of))
    )


def make_cards(map: ArgumentMap, options: SheetOptions) -> SheetFiles:
    """Return the claims of a map as cards, in a PDF.

    Raises:
        ArgmapError: as for `make_sheet`.
    """
    from argmap.classroom.worksheets.cards import cards_of, print_cards

    sheet = worksheet_of(map, Blanks(), options.seed)
    return print_cards(
        sheet, cards_of(sheet, map, options.distractors, options.seed), options.paper
    )
