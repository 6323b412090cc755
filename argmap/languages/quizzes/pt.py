"""Portuguese."""

from __future__ import annotations

from argmap.languages.quizzes.words import QuizWords

WORDS = QuizWords(
    quiz="Questionário",
    one_is_right="Cada pergunta tem uma só resposta certa: o que diz o mapa, concorde-se ou não com ele.",
    answers="Soluções",
    what_it_bears_on="Segundo o mapa, a favor ou contra qual das outras afirmações fala esta?",
    what_one_is_to_the_other="Segundo o mapa, o que é (1) para (2)?",
    is_a_reason="(1) é uma razão a favor de (2), sozinha ou com outras afirmações.",
    is_an_objection="(1) é uma objeção a (2), sozinha ou com outras afirmações.",
    is_an_objection_to_a_step=(
        "(1) é uma objeção a um passo: põe em dúvida que outra afirmação fale a favor ou contra (2)."
    ),
    which_has_no_support=(
        "Segundo o mapa, qual destas afirmações não tem apoio: sem razão, sem prova e não aceita por todos?"
    ),
    what_would_fall=(
        "Suponha-se que esta afirmação é rejeitada. Todas as que se seguem sustentam-se agora: segundo o "
        "mapa, qual delas cairia então?"
    ),
    reason_for="Segundo o mapa, {claim} é uma razão a favor de {target}",
    objection_to="Segundo o mapa, {claim} é uma objeção a {target}",
    objection_to_step="Segundo o mapa, {claim} é uma objeção ao passo de {premises} para {target}",
    linked_with="O mapa liga-a a outras, e cada uma é necessária: {claims}",
    nothing_offered="Segundo o mapa, não há razão nem prova a favor disto, nem todos o aceitam: {claim}",
    falls_without="Segundo o mapa, {target} cai se isto for rejeitado: {claim}",
    objection_would_stand="Uma objeção sustentar-se-ia então: {claims}",
    rests_on_what_falls="Apoia-se no que então já não se sustentaria: {claims}",
    no_reason_would_hold="Nenhuma razão a favor se sustentaria então.",
    other_way_round="É ao contrário: isto fala a favor ou contra a afirmação em questão.",
    same_target="Isto fala a favor ou contra a mesma afirmação que a que está em questão.",
    has_reason="O mapa dá uma razão a favor disto: {claims}",
    has_evidence="O mapa dá uma prova disto.",
    is_common_ground="Segundo o mapa, todos o aceitam.",
    still_stands="Isto sustentar-se-ia ainda.",
)
