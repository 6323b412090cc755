"""Italian."""

from __future__ import annotations

from argmap.languages.quizzes.words import QuizWords

WORDS = QuizWords(
    quiz="Questionario",
    one_is_right=(
        "Ogni domanda ha una sola risposta giusta: ciò che dice la mappa, che si sia d’accordo o no."
    ),
    answers="Soluzioni",
    what_it_bears_on="Secondo la mappa, a favore o contro quale altra affermazione parla questa?",
    what_one_is_to_the_other="Secondo la mappa, che cos’è (1) per (2)?",
    is_a_reason="(1) è una ragione a favore di (2), da sola o insieme ad altre affermazioni.",
    is_an_objection="(1) è un’obiezione a (2), da sola o insieme ad altre affermazioni.",
    is_an_objection_to_a_step=(
        "(1) è un’obiezione a un passo: mette in dubbio che un’altra affermazione parli a favore o contro (2)."
    ),
    which_has_no_support=(
        "Secondo la mappa, quale di queste affermazioni è senza sostegno: senza ragione, senza prova e non "
        "ammessa da tutti?"
    ),
    what_would_fall=(
        "Supponi che questa affermazione sia respinta. Tutte quelle qui sotto ora reggono: secondo la mappa, "
        "quale di esse allora cadrebbe?"
    ),
    reason_for="Secondo la mappa, {claim} è una ragione a favore di {target}",
    objection_to="Secondo la mappa, {claim} è un’obiezione a {target}",
    objection_to_step="Secondo la mappa, {claim} è un’obiezione al passo da {premises} a {target}",
    linked_with="La mappa la collega ad altre, e ognuna è necessaria: {claims}",
    nothing_offered=(
        "Secondo la mappa, per questo non c’è né ragione né prova, e non tutti lo ammettono: {claim}"
    ),
    falls_without="Secondo la mappa, {target} cade se si respinge questo: {claim}",
    objection_would_stand="Allora reggerebbe un’obiezione: {claims}",
    rests_on_what_falls="Poggia su ciò che allora non reggerebbe più: {claims}",
    no_reason_would_hold="Allora nessuna ragione a favore reggerebbe più.",
    other_way_round="È il contrario: questo parla a favore o contro l’affermazione in questione.",
    same_target="Questo parla a favore o contro la stessa affermazione di quella in questione.",
    has_reason="La mappa ne dà una ragione: {claims}",
    has_evidence="La mappa ne dà una prova.",
    is_common_ground="Secondo la mappa, tutti lo ammettono.",
    still_stands="Questo reggerebbe ancora.",
)
