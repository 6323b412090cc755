"""English."""

from __future__ import annotations

from argmap.languages.sheets.words import SheetWords

WORDS = SheetWords(
    name="Name",
    date="Date",
    key="Key",
    fill_in="Write in each numbered box the claim that belongs there.",
    fill_in_letters="Write in each numbered box the letter of the claim that belongs there.",
    fill_in_file="Write each missing claim in place of {blank}, between the quotation marks.",
    mark_kinds="Write in each circle + if the line is a reason, − if it is an objection.",
    mark_links="Draw a bracket over the premises that count only together.",
    cut_out="Cut out the cards and arrange them as a map: below each claim its reasons (+) and its objections (−).",
    bank="Claims to choose from",
    some_are_wrong="Not all of them belong here.",
)
