"""Quotations and the texts that they are from: whether one is there, where, and how it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.quotations.misquotations import (
        Quotation,
        SourcePassage,
        compare_quotation,
    )
    from argmap.quotations.passages import Passage, Piece, occurs, passage_around
    from argmap.quotations.searchable_text import SearchableText, plain_words
else:
    __getattr__ = on_demand(
        __name__,
        {
            "misquotations": "Quotation SourcePassage compare_quotation",
            "passages": "Passage Piece occurs passage_around",
            "searchable_text": "SearchableText plain_words",
        },
    )
