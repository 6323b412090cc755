"""Maps in class: worksheets, quizzes, peer review, and feedback for students on their maps.

Quizzes are questions about a map, as text with a key or for Moodle's question bank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.classroom.editor_tools import class_tools
    from argmap.classroom.feedback.class_page import format_class_page
    from argmap.classroom.feedback.class_reports import format_feedback_html
    from argmap.classroom.feedback.corrections import corrections_of, to_fix
    from argmap.classroom.feedback.decision_desk import DecisionDesk
    from argmap.classroom.feedback.diagnosis import Diagnosis, Outcome, Reading, diagnose
    from argmap.classroom.feedback.feedback import Feedback, feedback_of, mark_lines
    from argmap.classroom.feedback.feedback import feedback as feedback_on
    from argmap.classroom.feedback.feedback_pages import student_page
    from argmap.classroom.feedback.fixing import fixed
    from argmap.classroom.feedback.grading import Grader, Submission
    from argmap.classroom.feedback.hints import Hints
    from argmap.classroom.feedback.marks import Criterion, mark_of, points_of
    from argmap.classroom.feedback.match_decisions import (
        decisions_in,
        format_decisions,
        format_proposals,
        proposals_of,
    )
    from argmap.classroom.feedback.rubric import parse_rubric
    from argmap.classroom.moodle.grading_columns import (
        ColumnRole,
        decode_sheet,
        known_headings,
        parse_columns,
    )
    from argmap.classroom.moodle.grading_sheet import (
        Grading,
        GradingSheet,
        Participant,
        participant_of,
    )
    from argmap.classroom.quiz_formats import format_gift, format_moodle_xml, format_quiz
    from argmap.classroom.quiz_questions import (
        MOST_WRONG,
        Choice,
        Question,
        QuestionKind,
        questions,
    )
    from argmap.classroom.reviews.assignment import assign
    from argmap.classroom.worksheets.handout import LEAST_TEXT, Handout
    from argmap.classroom.worksheets.paper_sheets import fill_in_of
    from argmap.classroom.worksheets.sheet import (
        BLANK_KINDS,
        Blanks,
        Worksheet,
        choose_blanks,
        worksheet_of,
    )
    from argmap.classroom.worksheets.word_bank import bank_of, cards_of
    from argmap.classroom.worksheets.worksheet_files import format_key, format_sheet, make_sheet
else:
    __getattr__ = on_demand(
        __name__,
        {
            "editor_tools": "class_tools",
            "feedback.class_page": "format_class_page",
            "feedback.class_reports": "format_feedback_html",
            "feedback.corrections": "corrections_of to_fix",
            "feedback.decision_desk": "DecisionDesk",
            "feedback.diagnosis": "Diagnosis Outcome Reading diagnose",
            "feedback.feedback": "Feedback feedback_of feedback_on=feedback mark_lines",
            "feedback.feedback_pages": "student_page",
            "feedback.grading": "Grader Submission",
            "feedback.hints": "Hints",
            "feedback.marks": "Criterion mark_of points_of",
            "feedback.fixing": "fixed",
            "feedback.rubric": "parse_rubric",
            "feedback.match_decisions": """
                decisions_in format_decisions format_proposals proposals_of
            """,
            "moodle.grading_columns": "ColumnRole decode_sheet known_headings parse_columns",
            "moodle.grading_sheet": "Grading GradingSheet Participant participant_of",
            "quiz_formats": "format_gift format_moodle_xml format_quiz",
            "quiz_questions": "MOST_WRONG Choice Question QuestionKind questions",
            "reviews.assignment": "assign",
            "worksheets.handout": "LEAST_TEXT Handout",
            "worksheets.paper_sheets": "fill_in_of",
            "worksheets.sheet": "BLANK_KINDS Blanks Worksheet choose_blanks worksheet_of",
            "worksheets.word_bank": "bank_of cards_of",
            "worksheets.worksheet_files": "format_key format_sheet make_sheet",
        },
    )
