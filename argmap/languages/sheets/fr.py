"""French."""

from __future__ import annotations

from argmap.languages.sheets.words import SheetWords

WORDS = SheetWords(
    name="Nom",
    date="Date",
    key="Corrigé",
    fill_in="Écris dans chaque case numérotée l’affirmation qui y convient.",
    fill_in_letters="Écris dans chaque case numérotée la lettre de l’affirmation qui y convient.",
    fill_in_file="Écris chaque affirmation manquante à la place de {blank}, entre les guillemets.",
    mark_kinds="Écris dans chaque cercle + pour une raison ou − pour une objection.",
    mark_links="Réunis par une accolade les prémisses qui ne comptent qu’ensemble.",
    cut_out=(
        "Découpe les cartes et dispose-les en carte d’arguments\u00a0: sous chaque "
        "affirmation ses raisons (+) et ses objections (−)."
    ),
    bank="Affirmations au choix",
    some_are_wrong="Toutes n’ont pas leur place ici.",
)
