"""Italian."""

from __future__ import annotations

from argmap.languages.sheets.words import SheetWords

WORDS = SheetWords(
    name="Nome",
    date="Data",
    key="Soluzione",
    fill_in="Scrivi in ogni riquadro numerato l’affermazione che gli corrisponde.",
    fill_in_letters="Scrivi in ogni riquadro numerato la lettera dell’affermazione che gli corrisponde.",
    fill_in_file="Scrivi ogni affermazione mancante al posto di {blank}, tra le virgolette.",
    mark_kinds="Scrivi in ogni cerchio + per una ragione o − per un’obiezione.",
    mark_links="Unisci con una parentesi le premesse che valgono solo insieme.",
    cut_out=(
        "Ritaglia le schede e disponile come mappa: sotto ogni affermazione le sue ragioni (+) e le sue obiezioni (−)."
    ),
    bank="Affermazioni tra cui scegliere",
    some_are_wrong="Non tutte trovano posto qui.",
)
