"""A quiz as plain text, to print or to copy into a test, and in two formats that Moodle reads.

In GIFT, the right choice follows `=`, wrong ones follow `~`, feedback follows `#`:

    [plain]Which claim has no support?{
    =[plain]Bees are busy.
    ~[plain]Apples are red.#[plain]Bees pollinate them.
    ####[plain]Nothing is offered for it.
    }

The marker `[plain]` before each text has Moodle show it as it is, and keeps it from being read as a
marker, a weight or a comment itself. No question has a name of its own, for which Moodle takes the
beginning of its text.

In Moodle XML, the questions have names and are in a category:

    <question type="category"><category><text>$course$/top/Bees</text></category></question>
    <question type="multichoice"><name><text>1 Which claim has no support?</text></name>…

Sources: `question/format/gift/format.php` and `question/format/xml/format.php` in Moodle;
https://docs.moodle.org/en/GIFT_format; https://docs.moodle.org/en/Moodle_XML_format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from argmap.classroom.quiz_questions import Question
from argmap.languages import quiz_words_for, words_for
from argmap.model import ArgumentMap
from argmap.util.elements import Element, SubElement, indent, tostring
from argmap.util.text import (
    UNSAFE_IN_LINES,
    lettering,
    one_line,
    safe_lines,
    safe_markup,
    shorten,
    spell_out,
    width,
)


def format_quiz(map: ArgumentMap, questions: Sequence[Question]) -> str:
    """Return questions about a map as text that is safe to print."""
    words = quiz_words_for(map.language)
    blocks = [_heading(one_line(map.title) or words.quiz), f"{words.one_is_right}\n"]
    answers = [_heading(words.answers)]
    for number, question in enumerate(questions, start=1):
        letters = lettering(words_for(map.language).letters)
        lines = [question.text]
        for choice in question.choices:
            lines.append(f"{next(letters)}) {choice.text}")
            if choice.is_right:
                answers.append(_hanging(f"{number}. ", f"{lines[-1]}\n{question.why}"))
        blocks.append(_hanging(f"{number}. ", "\n".join(lines)))
    return safe_lines("\n".join([*blocks, *answers]))


def _hanging(start: str, text: str) -> str:
    """Return a text after a start; its lines after the first are indented by the width of that."""
    indent = " " * len(start)
    return start + text.replace("\n", f"\n{indent}") + "\n"


def _heading(text: str) -> str:
    return f"{text}\n{'=' * width(text)}\n"


_GIFT_SIGNS = re.compile(r"[\\~=#{}:]")

_PLACEHOLDER = re.compile(r"&&(?=\d)")
"""Moodle holds escaped characters as `&&058;` while it reads, and has no way to write that itself.
"""


def format_gift(questions: Iterable[Question]) -> str:
    """Return questions as a file for Moodle's question bank, parted by empty lines."""
    blocks: list[str] = []
    for question in questions:
        lines = [_escape_gift(question.text) + "{"]
        choices = question.choices
        if choices[0].is_right and "->" in choices[0].text:
            # To other readers than Moodle, answers of which the first is `=a -> b` are pairs to
            # match.
            first, *others = choices
            choices = (*others, first)
        for choice in choices:
            line = ("=" if choice.is_right else "~") + _escape_gift(choice.text)
            if choice.feedback:
                line += f"#{_escape_gift(choice.feedback)}"
            lines.append(line)
        lines += [f"####{_escape_gift(question.why)}", "}", ""]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _escape_gift(text: str) -> str:
    """Return a text with its marker, on one line, no character of which means anything to GIFT."""
    text = _PLACEHOLDER.sub("& &", text)
    # 1:2 as 1\:2
    text = _GIFT_SIGNS.sub(r"\\\g<0>", text)
    return "[plain]" + text.replace("\n", "\\n")


_COURSE = "$course$/top/"
"""Where Moodle has the categories of a course."""
_LONGEST_CATEGORY = 200
"""In characters; Moodle has room for 255."""
_PLAIN = {"format": "plain_text"}
"""A text that Moodle shows as it is."""


def format_moodle_xml(map: ArgumentMap, questions: Sequence[Question]) -> str:
    """Return questions as a file for Moodle's question bank, in a category named after the map."""
    root = Element("quiz")
    category = SubElement(root, "question", {"type": "category"})
    title = one_line(map.title) or quiz_words_for(map.language).quiz
    # A single slash parts a category from one within it, so that none may touch the name's own.
    name = title[:_LONGEST_CATEGORY].replace("/", "//")
    _add_text(category, "category", f"{_COURSE}{' ' if name.startswith('/') else ''}{name}")
    digits = len(str(len(questions)))
    for number, question in enumerate(questions, start=1):
        # Moodle sorts by names, as text.
        beginning = shorten(one_line(question.text), _NAME_COLUMNS)
        _add_question(root, f"{number:0{digits}} {beginning}", question)
    indent(root)
    markup = safe_markup(tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{markup}\n'


_NAME_COLUMNS = 80
_SETTINGS = {"defaultgrade": "1", "single": "true", "shuffleanswers": "true"}
_SETTINGS["answernumbering"] = "abc"


def _add_question(root: Element, name: str, question: Question) -> None:
    added = SubElement(root, "question", {"type": "multichoice"})
    _add_text(added, "name", name)
    _add_text(added, "questiontext", question.text, _PLAIN)
    _add_text(added, "generalfeedback", question.why, _PLAIN)
    for setting, value in _SETTINGS.items():
        SubElement(added, setting).text = value
    for choice in question.choices:
        fraction = {"fraction": "100" if choice.is_right else "0"}
        answer = _add_text(added, "answer", choice.text, fraction | _PLAIN)
        if choice.feedback:
            _add_text(answer, "feedback", choice.feedback, _PLAIN)


def _add_text(
    parent: Element, name: str, text: str, attributes: dict[str, str] | None = None
) -> Element:
    """Add an element with a text as Moodle writes it: `<name><text>Bees</text></name>`."""
    added = SubElement(parent, name, attributes or {})
    # XML has no place for control characters.
    shown = re.sub(UNSAFE_IN_LINES, lambda match: spell_out(match[0]), text)
    SubElement(added, "text").text = shown
    return added


QUIZ_ENDINGS = {"text": "txt", "gift": "gift", "moodle-xml": "xml"}
"""The formats, each with its ending."""


def format_questions(format: str, map: ArgumentMap, questions: Sequence[Question]) -> str:
    """Return questions about a map in one of these formats."""
    if format == "gift":
        return format_gift(questions)
    if format == "moodle-xml":
        return format_moodle_xml(map, questions)
    return format_quiz(map, questions)
