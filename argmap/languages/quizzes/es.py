"""Spanish."""

from __future__ import annotations

from argmap.languages.quizzes.words import QuizWords

WORDS = QuizWords(
    quiz="Cuestionario",
    one_is_right=(
        "Cada pregunta tiene una sola respuesta correcta: lo que dice el mapa, se esté o no de acuerdo."
    ),
    answers="Soluciones",
    what_it_bears_on="Según el mapa, ¿a favor o en contra de qué afirmación habla esta?",
    what_one_is_to_the_other="Según el mapa, ¿qué es (1) para (2)?",
    is_a_reason="(1) es una razón a favor de (2), sola o junto con otras afirmaciones.",
    is_an_objection="(1) es una objeción a (2), sola o junto con otras afirmaciones.",
    is_an_objection_to_a_step=(
        "(1) es una objeción a un paso: pone en duda que otra afirmación hable a favor o en contra de (2)."
    ),
    which_has_no_support=(
        "Según el mapa, ¿cuál de estas afirmaciones no tiene apoyo: sin razón, sin prueba y no admitida por todos?"
    ),
    what_would_fall=(
        "Supongamos que se rechaza esta afirmación. Todas las de abajo se sostienen ahora: según el mapa, "
        "¿cuál de ellas caería entonces?"
    ),
    reason_for="Según el mapa, {claim} es una razón a favor de {target}",
    objection_to="Según el mapa, {claim} es una objeción a {target}",
    objection_to_step="Según el mapa, {claim} es una objeción al paso de {premises} a {target}",
    linked_with="El mapa la une a otras, y cada una es necesaria: {claims}",
    nothing_offered="Según el mapa, a favor de esto no hay razón ni prueba, ni todos lo admiten: {claim}",
    falls_without="Según el mapa, {target} cae si se rechaza esto: {claim}",
    objection_would_stand="Entonces se sostendría una objeción: {claims}",
    rests_on_what_falls="Se apoya en algo que entonces ya no se sostendría: {claims}",
    no_reason_would_hold="Entonces no se sostendría ninguna razón a favor.",
    other_way_round="Es al revés: esto habla a favor o en contra de la afirmación en cuestión.",
    same_target="Esto habla a favor o en contra de la misma afirmación que la que está en cuestión.",
    has_reason="El mapa da una razón a favor de esto: {claims}",
    has_evidence="El mapa da una prueba de esto.",
    is_common_ground="Según el mapa, todos lo admiten.",
    still_stands="Esto se sostendría igualmente.",
)
