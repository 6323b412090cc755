"""Japanese."""

from __future__ import annotations

from argmap.languages.quizzes.words import QuizWords

WORDS = QuizWords(
    quiz="クイズ",
    one_is_right="どの問いにも正解は一つだけです。賛成かどうかではなく、図が示していることを答えてください。",
    answers="解答",
    what_it_bears_on="図によれば、この主張が支持または反論している主張はどれですか？",
    what_one_is_to_the_other="図によれば、(1) は (2) に対して何ですか？",
    is_a_reason="(1) は、単独で、または他の主張とともに、(2) を支える理由である。",
    is_an_objection="(1) は、単独で、または他の主張とともに、(2) への反論である。",
    is_an_objection_to_a_step="(1) は推論への反論である。他の主張が (2) の理由や反論になることを疑っている。",
    which_has_no_support="図によれば、支えのない主張はどれですか？理由も証拠もなく、共通の前提でもないものを選んでください。",
    what_would_fall="この主張が退けられたとします。下の主張は今はすべて成り立っています。図によれば、そのとき成り立たなくなるのはどれですか？",
    reason_for="図によれば、{claim}は次の主張を支える理由です：{target}",
    objection_to="図によれば、{claim}は次の主張への反論です：{target}",
    objection_to_step="図によれば、{claim}は、{premises}から{target}への推論に対する反論です。",
    linked_with="図では他の主張と結びついていて、どれも欠かせません：{claims}",
    nothing_offered="図によれば、次の主張には理由も証拠もなく、共通の前提でもありません：{claim}",
    falls_without="図によれば、{target}は、次の主張が退けられると成り立ちません：{claim}",
    objection_would_stand="そのとき、これに対する反論が成り立ちます：{claims}",
    rests_on_what_falls="そのとき成り立たなくなる次の主張に支えられています：{claims}",
    no_reason_would_hold="そのとき、これを支える理由はどれも成り立ちません。",
    other_way_round="逆です。これは、問われている主張に対する理由や反論です。",
    same_target="これは、問われている主張と同じ主張に対する理由や反論です。",
    has_reason="図では理由が示されています：{claims}",
    has_evidence="図では証拠が示されています。",
    is_common_ground="図では共通の前提とされています。",
    still_stands="これはそのときも成り立ちます。",
)
