"""A quiz in GIFT, as Moodle reads it.

The marker `[plain]` before each text has Moodle show it as it is, and keeps it from being read as a
marker, a weight or a comment itself. No question has a name of its own, for which Moodle takes the
beginning of its text.

Source: `question/format/gift/format.php` in Moodle; https://docs.moodle.org/en/GIFT_format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.classroom.quizzes.questions import Question

_SPECIAL = re.compile(r"[\\~=#{}:]")

_PLACEHOLDER = re.compile(r"&&(?=\d)")
"""Moodle holds escaped characters as `&&058;` while it reads, and has no way to write that itself.
"""


def format_gift(questions: Iterable[Question]) -> str:
    """Return questions as a file for Moodle's question bank, parted by empty lines."""
    return "\n".join(_format_question(question) for question in questions)


def _format_question(question: Question) -> str:
    lines = [_text(question.text) + "{"]
    choices = question.choices
    if choices[0].is_right and "->" in choices[0].text:
        # To other readers than Moodle, answers of which the first is `=a -> b` are pairs to match.
        choices = (*choices[1:], choices[0])
    for choice in choices:
        line = ("=" if choice.is_right else "~") + _text(choice.text)
        if choice.feedback:
            line += "#" + _text(choice.feedback)
        lines.append(line)
    lines += ["####" + _text(question.why), "}"]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """Return a text with its marker, on one line, no character of which means anything to GIFT."""
    text = _PLACEHOLDER.sub("& &", text)
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return "[plain]" + text.replace("\n", "\\n")
