"""English."""

from __future__ import annotations

from argmap.languages.quizzes.words import QuizWords

WORDS = QuizWords(
    quiz="Quiz",
    one_is_right="Each question has one right answer: what the map says, whether or not you agree with it.",
    answers="Answers",
    what_it_bears_on="According to the map, which claim does this one bear on, for or against?",
    what_one_is_to_the_other="According to the map, what is (1) to (2)?",
    is_a_reason="(1) is a reason for (2), alone or with other claims.",
    is_an_objection="(1) is an objection to (2), alone or with other claims.",
    is_an_objection_to_a_step="(1) is an objection to a step: it doubts that another claim bears on (2).",
    which_has_no_support=(
        "According to the map, which of these claims has no support: no reason, no evidence, and it is not "
        "common ground?"
    ),
    what_would_fall=(
        "Suppose this claim is rejected. All claims below stand now: according to the map, which of them "
        "would then fall?"
    ),
    reason_for="According to the map, {claim} is a reason for {target}",
    objection_to="According to the map, {claim} is an objection to {target}",
    objection_to_step="According to the map, {claim} is an objection to the step from {premises} to {target}",
    linked_with="The map links it with others, and each is needed: {claims}",
    nothing_offered=(
        "According to the map, no reason and no evidence is offered for this, and it is not common ground: {claim}"
    ),
    falls_without="According to the map, {target} falls if this is rejected: {claim}",
    objection_would_stand="An objection to it would then stand: {claims}",
    rests_on_what_falls="It rests on what would then no longer stand: {claims}",
    no_reason_would_hold="No reason for it would then hold.",
    other_way_round="It is the other way round: this bears on the claim in question.",
    same_target="This bears on the same claim as the one in question.",
    has_reason="The map gives a reason for this: {claims}",
    has_evidence="The map gives evidence for this.",
    is_common_ground="The map takes this as common ground.",
    still_stands="This would still stand.",
)
