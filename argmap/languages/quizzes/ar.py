"""Arabic."""

from __future__ import annotations

from argmap.languages.quizzes.words import QuizWords

WORDS = QuizWords(
    quiz="اختبار",
    one_is_right="لكل سؤال جواب صحيح واحد: ما تقوله الخريطة، سواء أوافقتها أم لا.",
    answers="الأجوبة",
    what_it_bears_on="بحسب الخريطة، أيَّ ادعاء يؤيده هذا الادعاء أو يعترض عليه؟",
    what_one_is_to_the_other="بحسب الخريطة، ما صلة (1) بـ(2)؟",
    is_a_reason="(1) حجة تؤيد (2)، وحده أو مع ادعاءات أخرى.",
    is_an_objection="(1) اعتراض على (2)، وحده أو مع ادعاءات أخرى.",
    is_an_objection_to_a_step="(1) اعتراض على استدلال: يشكك في أن ادعاء آخر يؤيد (2) أو يدحضه.",
    which_has_no_support="بحسب الخريطة، أيُّ هذه الادعاءات بلا سند: لا حجة له ولا دليل، وليس مسلَّما به؟",
    what_would_fall=(
        "لنفترض أن هذا الادعاء مرفوض. كل الادعاءات أدناه قائمة الآن: أيُّها يسقط عندئذ بحسب الخريطة؟"
    ),
    reason_for="بحسب الخريطة، {claim} حجة تؤيد {target}",
    objection_to="بحسب الخريطة، {claim} اعتراض على {target}",
    objection_to_step="بحسب الخريطة، {claim} اعتراض على الاستدلال بـ{premises} على {target}",
    linked_with="تربطه الخريطة بغيره، ولا غنى عن أيٍّ منها: {claims}",
    nothing_offered="بحسب الخريطة، لا حجة لهذا ولا دليل، وليس مسلَّما به: {claim}",
    falls_without="بحسب الخريطة، يسقط {target} إذا رُفض هذا: {claim}",
    objection_would_stand="عندئذ يقوم عليه اعتراض: {claims}",
    rests_on_what_falls="يستند إلى ما لا يعود قائما عندئذ: {claims}",
    no_reason_would_hold="عندئذ لا تقوم له أي حجة.",
    other_way_round="الأمر بالعكس: هذا يؤيد الادعاء المسؤول عنه أو يعترض عليه.",
    same_target="هذا يؤيد الادعاء نفسه الذي يتعلق به السؤال أو يعترض عليه.",
    has_reason="تذكر الخريطة حجة له: {claims}",
    has_evidence="تذكر الخريطة دليلا عليه.",
    is_common_ground="تعدّه الخريطة مسلَّما به.",
    still_stands="يبقى هذا قائما.",
)
