"""Portuguese."""

from __future__ import annotations

from argmap.languages.classroom.sheet_words import SheetWords

SHEET = SheetWords(
    name="Nome",
    date="Data",
    key="Soluções",
    fill_in="Escreve em cada caixa numerada a afirmação que lhe corresponde.",
    fill_in_letters="Escreve em cada caixa numerada a letra da afirmação que lhe corresponde.",
    fill_in_file="Escreve cada afirmação em falta no lugar de {blank}, entre as aspas.",
    mark_kinds="Escreve em cada círculo + se for uma razão ou − se for uma objeção.",
    mark_links="Une com uma chaveta as premissas que só contam em conjunto.",
    cut_out=(
        "Recorta os cartões e dispõe-nos como um mapa: por baixo de cada afirmação, as suas razões (+) e objeções (−)."
    ),
    bank="Afirmações à escolha",
    some_are_wrong="Nem todas têm lugar aqui.",
)
