"""The headings of the columns of Moodle's grading worksheets, in the languages of its sites.

From Moodle's language packs: `recordid`, `maxgrade` and `submissionteam` of `assign`, `gradenoun`
and `grade` of the core, `pluginname` of `assignfeedback_comments`. Letter case does not count.
"""

from __future__ import annotations

from enum import StrEnum


class ColumnRole(StrEnum):
    """What a column is for, as `--moodle-columns` names it."""

    IDENTIFIER = "identifier"
    GRADE = "grade"
    MAXIMUM = "max"
    FEEDBACK = "feedback"


# In turn: English, Arabic, Basque, Catalan, Chinese, Dutch, French, Galician, German, Greek,
# Hebrew, Italian, Japanese, Korean, Lithuanian, Portuguese, Romanian, Russian, Spanish, Swedish,
# Turkish, Ukrainian, each once.
KNOWN_HEADINGS = {
    ColumnRole.IDENTIFIER: (
        "Identifier", "المُعرَّف", "Identifikatzailea", "Identificador", "标识符", "Identificatie",
        "Identifiant", "ID", "Αναγνωριστικό", "מזהה", "Identificativo", "식별자",
        "Identifikatorius", "Identificator", "Идентификатор", "Identifierare", "Tanımlayıcı",
        "Ідентифікатор",
    ),
    ColumnRole.GRADE: (
        "Grade", "الدرجة", "Kalifikazioa", "Qualificació", "成绩", "Cijfer", "Note",
        "Cualificación", "Bewertung", "Βαθμός", "ציון", "Valutazione", "評点", "評定", "성적",
        "Įvertinimas", "Nota",
        "Avaliação", "Notă", "Оценка", "Calificación", "Betyg", "Not", "Оцінка",
    ),
    ColumnRole.MAXIMUM: (
        "Maximum grade", "أعلى تقدير", "Gehieneko kalifikazioa", "Qualificació màxima", "最高分",
        "Maximaal cijfer", "Note maximale", "Cualificación máxima", "Bestwertung",
        "Μέγιστος Βαθμός", "ציון מירבי", "Valutazione massima", "最大評点", "최대 성적",
        "Didžiausias įvertinimas", "Nota máxima", "Notă maximă", "Максимальная оценка",
        "Calificación máxima", "Maxbetyg", "Enyüksek not", "Максимальна оцінка",
    ),
    ColumnRole.FEEDBACK: (
        "Feedback comments", "تعليقات الإفادة", "Feedback-iruzkinak", "Comentaris de retroacció.",
        "反馈意见", "Feedback tekstvak", "Feedback par commentaires", "Comentarios",
        "Feedback als Kommentar", "Σχόλια ανατροφοδότησης", "Commenti",
        "フィードバックコメント", "피드백 코멘트",
        "Grįžtamojo ryšio komentarai", "Comentários de feedback", "Comentarii de feedback",
        "Отзыв в виде комментария", "Comentarios de retroalimentación", "Återkopplingskommentarer",
        "Geri bildirim yorumları", "Відгук - коментарем",
    ),
}  # fmt: skip

TEAM_HEADINGS = (
    "Group", "المجموعة", "Taldea", "Grup", "小组", "Groep", "Groupe", "Grupo", "Gruppe", "Ομάδα",
    "Gruppo", "グループ", "그룹", "Grupė", "Группы", "Grupp", "Група",
)  # fmt: skip
"""Of the column that a worksheet has where students hand in as groups."""
