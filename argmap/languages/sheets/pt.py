"""Portuguese."""

from __future__ import annotations

from argmap.languages.sheets.words import SheetWords

WORDS = SheetWords(
    name="Nome",
    date="Data",
    key="Solução",
    fill_in="Escreva em cada caixa numerada a afirmação que lhe corresponde.",
    fill_in_letters="Escreva em cada caixa numerada a letra da afirmação que lhe corresponde.",
    fill_in_file="Escreva cada afirmação em falta no lugar de {blank}, entre as aspas.",
    mark_kinds="Escreva em cada círculo + se for uma razão ou − se for uma objeção.",
    mark_links="Una com uma chaveta as premissas que só contam em conjunto.",
    cut_out=(
        "Recorte os cartões e disponha-os como um mapa: por baixo de cada afirmação, as suas razões (+) e objeções (−)."
    ),
    bank="Afirmações à escolha",
    some_are_wrong="Nem todas têm lugar aqui.",
)
