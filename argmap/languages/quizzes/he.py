"""Hebrew."""

from __future__ import annotations

from argmap.languages.quizzes.words import QuizWords

WORDS = QuizWords(
    quiz="חידון",
    one_is_right="לכל שאלה תשובה נכונה אחת: מה שהמפה אומרת, בין שמסכימים לה ובין שלא.",
    answers="תשובות",
    what_it_bears_on="לפי המפה, בעד או נגד איזו טענה מדברת טענה זו?",
    what_one_is_to_the_other="לפי המפה, מהי (1) ביחס ל־(2)?",
    is_a_reason="(1) היא נימוק בעד (2), לבדה או יחד עם טענות אחרות.",
    is_an_objection="(1) היא התנגדות ל־(2), לבדה או יחד עם טענות אחרות.",
    is_an_objection_to_a_step="(1) היא התנגדות לצעד: היא מטילה ספק בכך שטענה אחרת מדברת בעד (2) או נגדה.",
    which_has_no_support=(
        "לפי המפה, איזו מן הטענות האלה היא ללא ביסוס: בלי נימוק, בלי ראיה, ואינה מוסכמת על הכול?"
    ),
    what_would_fall="נניח שטענה זו נדחית. כל הטענות שלמטה עומדות כעת: איזו מהן תיפול אז לפי המפה?",
    reason_for="לפי המפה, {claim} היא נימוק בעד {target}",
    objection_to="לפי המפה, {claim} היא התנגדות לטענה {target}",
    objection_to_step="לפי המפה, {claim} היא התנגדות לצעד מן {premises} אל {target}",
    linked_with="המפה קושרת אותה לאחרות, וכל אחת נחוצה: {claims}",
    nothing_offered="לפי המפה, אין לטענה זו נימוק או ראיה, והיא אינה מוסכמת על הכול: {claim}",
    falls_without="לפי המפה, {target} נופלת אם נדחית הטענה: {claim}",
    objection_would_stand="אז תעמוד התנגדות לה: {claims}",
    rests_on_what_falls="היא נשענת על מה שאז כבר לא יעמוד: {claims}",
    no_reason_would_hold="אז לא יעמוד אף נימוק לטובתה.",
    other_way_round="זה הפוך: טענה זו מדברת בעד הטענה שבשאלה או נגדה.",
    same_target="זו מדברת בעד או נגד אותה טענה כמו הטענה שבשאלה.",
    has_reason="המפה נותנת לה נימוק: {claims}",
    has_evidence="המפה נותנת לה ראיה.",
    is_common_ground="לפי המפה היא מוסכמת על הכול.",
    still_stands="זו עדיין תעמוד.",
)
