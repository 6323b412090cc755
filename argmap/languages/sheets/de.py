"""German."""

from __future__ import annotations

from argmap.languages.sheets.words import SheetWords

WORDS = SheetWords(
    name="Name",
    date="Datum",
    key="Musterlösung",
    fill_in="Schreibe in jedes nummerierte Feld die Aussage, die dorthin gehört.",
    fill_in_letters="Schreibe in jedes nummerierte Feld den Buchstaben der Aussage, die dorthin gehört.",
    fill_in_file="Schreibe jede fehlende Aussage anstelle von {blank} zwischen die Anführungszeichen.",
    mark_kinds="Schreibe in jeden Kreis + für einen Grund oder − für einen Einwand.",
    mark_links="Verbinde mit einer Klammer die Prämissen, die nur gemeinsam zählen.",
    cut_out=(
        "Schneide die Karten aus und ordne sie zu einer Argumentkarte: unter jeder "
        "Aussage ihre Gründe (+) und Einwände (−)."
    ),
    bank="Aussagen zur Auswahl",
    some_are_wrong="Nicht alle gehören hierher.",
)
