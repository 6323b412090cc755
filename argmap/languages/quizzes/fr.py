"""French."""

from __future__ import annotations

from argmap.languages.quizzes.words import QuizWords

WORDS = QuizWords(
    quiz="Questionnaire",
    one_is_right=(
        "Chaque question a une seule bonne réponse\u00a0: ce que dit la carte, que l’on soit d’accord ou non."
    ),
    answers="Réponses",
    what_it_bears_on="Selon la carte, pour ou contre quelle autre affirmation celle-ci plaide-t-elle\u202f?",
    what_one_is_to_the_other="Selon la carte, quel est le rôle de (1) par rapport à (2)\u202f?",
    is_a_reason="(1) est une raison en faveur de (2), seule ou avec d’autres affirmations.",
    is_an_objection="(1) est une objection à (2), seule ou avec d’autres affirmations.",
    is_an_objection_to_a_step=(
        "(1) est une objection à un passage\u00a0: elle met en doute qu’une autre affirmation plaide pour ou "
        "contre (2)."
    ),
    which_has_no_support=(
        "Selon la carte, laquelle de ces affirmations est sans appui\u00a0: sans raison, sans preuve et non "
        "admise de tous\u202f?"
    ),
    what_would_fall=(
        "Supposons que cette affirmation soit rejetée. Toutes celles ci-dessous tiennent à présent\u00a0: "
        "selon la carte, laquelle tomberait alors\u202f?"
    ),
    reason_for="Selon la carte, {claim} est une raison en faveur de ceci\u00a0: {target}",
    objection_to="Selon la carte, {claim} est une objection à ceci\u00a0: {target}",
    objection_to_step="Selon la carte, {claim} est une objection au passage de {premises} à {target}",
    linked_with="La carte la lie à d’autres, et chacune est nécessaire\u00a0: {claims}",
    nothing_offered=(
        "Selon la carte, aucune raison ni preuve n’est avancée pour ceci, qui n’est pas non plus admis de "
        "tous\u00a0: {claim}"
    ),
    falls_without="Selon la carte, {target} tombe si ceci est rejeté\u00a0: {claim}",
    objection_would_stand="Une objection tiendrait alors\u00a0: {claims}",
    rests_on_what_falls="Cela repose sur ce qui ne tiendrait plus alors\u00a0: {claims}",
    no_reason_would_hold="Aucune raison à l’appui ne tiendrait plus alors.",
    other_way_round="C’est l’inverse\u00a0: ceci plaide pour ou contre l’affirmation en question.",
    same_target="Ceci plaide pour ou contre la même affirmation que celle en question.",
    has_reason="La carte en donne une raison\u00a0: {claims}",
    has_evidence="La carte en donne une preuve.",
    is_common_ground="Selon la carte, c’est admis de tous.",
    still_stands="Ceci tiendrait encore.",
)
