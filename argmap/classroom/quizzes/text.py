"""A quiz as plain text: the questions, then their answers, to print or to copy into a test."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.classroom.quizzes.questions import Question
from argmap.languages import quiz_words_for, words_for
from argmap.languages.words import lettering
from argmap.model import ArgumentMap
from argmap.model.text import one_line, safe_lines, width


def format_quiz(map: ArgumentMap, questions: Sequence[Question]) -> str:
    """Return questions about a map as text that is safe to print."""
    words = quiz_words_for(map.language)
    alphabet = words_for(map.language).letters
    asked = [*_heading(one_line(map.title) or words.quiz), words.one_is_right, ""]
    answered = _heading(words.answers)
    for number, question in enumerate(questions, start=1):
        start = f"{number}. "
        asked += _hanging(start, question.text)
        # Not `strict`: there are more letters than choices.
        for letter, choice in zip(lettering(alphabet), question.choices, strict=False):
            line = f"{letter}) {choice.text}"
            asked.append(" " * len(start) + line)
            if choice.is_right:
                answered += _hanging(start, f"{line}\n{question.why}")
        asked.append("")
        answered.append("")
    return safe_lines("\n".join([*asked, *answered]))


def _heading(text: str) -> list[str]:
    return [text, "=" * width(text), ""]


def _hanging(start: str, text: str) -> list[str]:
    """Return the lines of a text after a start; those after the first are indented by its width."""
    first, *others = text.split("\n")
    return [start + first, *(" " * len(start) + line for line in others)]
