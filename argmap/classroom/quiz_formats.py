"""A quiz as plain text, to print or to copy into a test, and in GIFT, as Moodle reads it.

In GIFT, the right choice follows `=`, wrong ones follow `~`, feedback follows `#`:

    [plain]Which claim has no support?{
    =[plain]Bees are busy.
    ~[plain]Apples are red.#[plain]Bees pollinate them.
    ####[plain]Nothing is offered for it.
    }

The marker `[plain]` before each text has Moodle show it as it is, and keeps it from being read as a
marker, a weight or a comment itself. No question has a name of its own, for which Moodle takes the
beginning of its text.

Source: `question/format/gift/format.php` in Moodle; https://docs.moodle.org/en/GIFT_format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from argmap.classroom.quiz_questions import Question
from argmap.languages import quiz_words_for, words_for
from argmap.languages.words import lettering
from argmap.model import ArgumentMap
from argmap.util.text import one_line, safe_lines, width


def format_quiz(map: ArgumentMap, questions: Sequence[Question]) -> str:
    """Return questions about a map as text that is safe to print."""
    words = quiz_words_for(map.language)
    alphabet = words_for(map.language).letters
    title = one_line(map.title) or words.quiz
    blocks = [_heading(title), f"{words.one_is_right}\n"]
    answers = [_heading(words.answers)]
    for number, question in enumerate(questions, start=1):
        start = f"{number}. "
        lines = [question.text]
        letters = lettering(alphabet)
        for choice in question.choices:
            line = f"{next(letters)}) {choice.text}"
            lines.append(line)
            if choice.is_right:
                answer = f"{line}\n{question.why}"
        text = "\n".join(lines)
        blocks.append(_hanging(start, text))
        answers.append(_hanging(start, answer))
    blocks += answers
    return safe_lines("\n".join(blocks))


def _hanging(start: str, text: str) -> str:
    """Return a text after a start; its lines after the first are indented by the width of that."""
    indent = " " * len(start)
    indented = text.replace("\n", f"\n{indent}")
    return f"{start}{indented}\n"


def _heading(text: str) -> str:
    line = "=" * width(text)
    return f"{text}\n{line}\n"


_GIFT_SIGNS = re.compile(r"[\\~=#{}:]")

_PLACEHOLDER = re.compile(r"&&(?=\d)")
"""Moodle holds escaped characters as `&&058;` while it reads, and has no way to write that itself.
"""


def format_gift(questions: Iterable[Question]) -> str:
    """Return questions as a file for Moodle's question bank, parted by empty lines."""
    blocks: list[str] = []
    for question in questions:
        asked = _escape_gift(question.text)
        lines = [asked + "{"]
        choices = question.choices
        if choices[0].is_right and "->" in choices[0].text:
            # To other readers than Moodle, answers of which the first is `=a -> b` are pairs to
            # match.
            first, *others = choices
            choices = (*others, first)
        for choice in choices:
            sign = "~"
            if choice.is_right:
                sign = "="
            line = sign + _escape_gift(choice.text)
            if choice.feedback:
                feedback = _escape_gift(choice.feedback)
                line = f"{line}#{feedback}"
            lines.append(line)
        why = _escape_gift(question.why)
        lines += [f"####{why}", "}", ""]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _escape_gift(text: str) -> str:
    """Return a text with its marker, on one line, no character of which means anything to GIFT."""
    text = _PLACEHOLDER.sub("& &", text)
    # 1:2 as 1\:2
    text = _GIFT_SIGNS.sub(r"\\\g<0>", text)
    return "[plain]" + text.replace("\n", "\\n")
