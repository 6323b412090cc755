"""Chinese, in simplified characters."""

from __future__ import annotations

from argmap.languages.quizzes.words import QuizWords

WORDS = QuizWords(
    quiz="测验",
    one_is_right="每题只有一个正确答案：以论证图所示为准，无论你是否同意。",
    answers="答案",
    what_it_bears_on="根据论证图，此主张支持或反驳的是哪个主张？",
    what_one_is_to_the_other="根据论证图，(1) 对 (2) 而言是什么？",
    is_a_reason="(1) 单独或与其他主张一起，是支持 (2) 的理由。",
    is_an_objection="(1) 单独或与其他主张一起，是对 (2) 的异议。",
    is_an_objection_to_a_step="(1) 是对推理的异议：它质疑另一个主张能否支持或反驳 (2)。",
    which_has_no_support="根据论证图，下列哪个主张没有支持：既无理由，也无证据，也不是共识？",
    what_would_fall="假设此主张被否定。下列主张目前都成立：根据论证图，其中哪个将不再成立？",
    reason_for="根据论证图，{claim}是支持此主张的理由：{target}",
    objection_to="根据论证图，{claim}是对此主张的异议：{target}",
    objection_to_step="根据论证图，{claim}是对从{premises}到{target}这一推理的异议。",
    linked_with="论证图将它与其他主张联合起来，缺一不可：{claims}",
    nothing_offered="根据论证图，此主张既无理由，也无证据，也不是共识：{claim}",
    falls_without="根据论证图，{target}将不成立，如果否定此主张：{claim}",
    objection_would_stand="那时，针对它的一个异议成立：{claims}",
    rests_on_what_falls="它所依据的主张那时不再成立：{claims}",
    no_reason_would_hold="那时，支持它的理由均不成立。",
    other_way_round="恰好相反：它支持或反驳的是题中的主张。",
    same_target="它与题中的主张支持或反驳同一个主张。",
    has_reason="论证图为它给出了理由：{claims}",
    has_evidence="论证图为它给出了证据。",
    is_common_ground="论证图视之为共识。",
    still_stands="它那时仍然成立。",
)
