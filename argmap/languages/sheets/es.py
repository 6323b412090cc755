"""Spanish."""

from __future__ import annotations

from argmap.languages.sheets.words import SheetWords

WORDS = SheetWords(
    name="Nombre",
    date="Fecha",
    key="Solución",
    fill_in="Escribe en cada recuadro numerado la afirmación que corresponde.",
    fill_in_letters="Escribe en cada recuadro numerado la letra de la afirmación que corresponde.",
    fill_in_file="Escribe cada afirmación que falta en lugar de {blank}, entre las comillas.",
    mark_kinds="Escribe en cada círculo + si es una razón o − si es una objeción.",
    mark_links="Une con una llave las premisas que solo cuentan juntas.",
    cut_out=(
        "Recorta las tarjetas y ordénalas como un mapa: debajo de cada afirmación, "
        "sus razones (+) y sus objeciones (−)."
    ),
    bank="Afirmaciones para elegir",
    some_are_wrong="No todas tienen su lugar aquí.",
)
