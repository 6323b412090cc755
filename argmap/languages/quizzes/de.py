"""German."""

from __future__ import annotations

from argmap.languages.quizzes.words import QuizWords

WORDS = QuizWords(
    quiz="Quiz",
    one_is_right=(
        "Zu jeder Frage ist genau eine Antwort richtig: was die Karte sagt, ob man ihr zustimmt oder nicht."
    ),
    answers="Lösungen",
    what_it_bears_on="Für oder gegen welche Aussage spricht diese laut der Karte?",
    what_one_is_to_the_other="Was ist laut der Karte (1) für (2)?",
    is_a_reason="(1) ist ein Grund für (2), allein oder mit anderen Aussagen.",
    is_an_objection="(1) ist ein Einwand gegen (2), allein oder mit anderen Aussagen.",
    is_an_objection_to_a_step=(
        "(1) ist ein Einwand gegen einen Schritt: Bezweifelt wird, dass eine andere Aussage für oder gegen (2) spricht."
    ),
    which_has_no_support=(
        "Welche dieser Aussagen ist laut der Karte ungestützt: ohne Grund, ohne Beleg und auch nicht unstrittig?"
    ),
    what_would_fall=(
        "Angenommen, diese Aussage wird verworfen. Alle Aussagen unten halten jetzt stand: Welche von ihnen "
        "fällt dann laut der Karte?"
    ),
    reason_for="Laut der Karte ist {claim} ein Grund für {target}",
    objection_to="Laut der Karte ist {claim} ein Einwand gegen {target}",
    objection_to_step="Laut der Karte ist {claim} ein Einwand gegen den Schritt von {premises} zu {target}",
    linked_with="Die Karte verbindet das mit anderen Aussagen, und jede wird gebraucht: {claims}",
    nothing_offered=(
        "Laut der Karte gibt es hierfür weder Grund noch Beleg, und unstrittig ist es auch nicht: {claim}"
    ),
    falls_without="Laut der Karte fällt {target}, wenn Folgendes verworfen wird: {claim}",
    objection_would_stand="Dann hält ein Einwand dagegen stand: {claims}",
    rests_on_what_falls="Es stützt sich auf etwas, das dann nicht mehr standhält: {claims}",
    no_reason_would_hold="Dann hält kein Grund dafür mehr stand.",
    other_way_round="Es ist umgekehrt: Das hier spricht für oder gegen die Aussage, um die es geht.",
    same_target="Das spricht für oder gegen dieselbe Aussage wie die, um die es geht.",
    has_reason="Die Karte nennt dafür einen Grund: {claims}",
    has_evidence="Die Karte nennt dafür einen Beleg.",
    is_common_ground="Der Karte gilt das als unstrittig.",
    still_stands="Das hält auch dann noch stand.",
)
