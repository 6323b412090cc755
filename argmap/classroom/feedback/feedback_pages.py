"""The web page of a comparison that is handed back to a student."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil
from pathlib import PurePath

from argmap.classroom.feedback.feedback import mark_lines, report_on
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints, StudentPhrases
from argmap.classroom.feedback.page_template import fill_in_page
from argmap.classroom.feedback.student_picture import Describe, student_picture
from argmap.util.errors import ArgmapError
from argmap.util.text import UNSAFE, width

_SHEET = 740
"""The height in points of a printed sheet of A4 within its margins."""
_MOST_ROOM = 640
"""The height of a picture in points on a sheet of its own, which leaves room for the mark."""
_LINE = 13.5
_GAP = 4
"""Points between two sentences."""
_COLUMNS = 104
"""How many columns a line of a printed sentence has at the least."""
_HEADING = 37
_FIXED = 175
"""Points for what each page has: its title, the name, the heading of the map, and the mark."""
_MOST_PARTS = 3
"""The page of a map is named after this many parts of its path, the last ones."""
_LONGEST_NAME = 200
"""In bytes; systems have files with names of 255."""


def student_page(result: Result, hints: Hints, describe: Describe) -> str:
    """Return the page of one student: three sentences first, lists, the map, and the mark.

    Args:
        result: what came of the student's map.
        hints: how much of the answer is given away.
        describe: puts the picture into words for those who do not see it.
    """
    comparison = result.comparison
    phrases = StudentPhrases(result.language)
    report = report_on(result, hints)
    if comparison is None or result.diagnosis is None:
        return fill_in_page(
            "student.html.jinja",
            phrases,
            title=result.submission.heading,
            problem=report.lines[0],
            picture=None,
            lists=[(phrases.words.remarks, [result.remark])] if result.remark else [],
            mark=result.mark and mark_lines(result.mark, phrases.words)[:2],
            excerpt=result.submission.excerpt,
        )
    lists, room = report.lists, float(_MOST_ROOM)
    try:
        picture = student_picture(comparison, result.diagnosis, result.fixes, hints, describe)
    except ArgmapError:
        picture = None  # too large to be drawn: the sentences are enough
    if picture:
        # The signs of the picture show what is the student's own.
        lists = [each for each in lists if each[0] != phrases.words.own]
        texts = ["".join(report.lines), *(sentence for _, sentence in report.first)]
        texts += [item for _, items in lists for item in items]
        left = _room_left(texts, len(lists))
        # A map that is too high for the rest of the first sheet has the second one for itself.
        if picture.least_height <= left:
            room = left
    return fill_in_page(
        "student.html.jinja",
        phrases,
        title=comparison.theirs.title or comparison.ours.title or result.submission.heading,
        name=result.submission.heading,
        sentences=report.first,
        lists=lists,
        mark=report.mark,
        lines=report.lines,
        repairs=report.repairs,
        picture=picture,
        room=room,
    )


def _room_left(texts: Iterable[str], lists: int) -> float:
    """Return the height in points that sentences and lists leave for a map on the first sheet."""
    left: float = _SHEET - _FIXED - lists * _HEADING
    for text in texts:
        left -= ceil(width(text) / _COLUMNS) * _LINE + _GAP
    return left


def free_name(name: str, taken: set[str]) -> str:
    """Return a free name for the page of a file, after the file and its folders, and take it."""
    stem = "-".join(PurePath(name).with_suffix("").parts[-_MOST_PARTS:])
    # A name from another system, or an archive, may have signs that no file has here, or be longer
    # than one may be.
    stem = re.sub(f'[<>:"/\\\\|?*]|{UNSAFE}', "-", stem).strip("./\\ ") or "map"
    stem = stem.encode(errors="replace")[:_LONGEST_NAME].decode(errors="ignore")
    free = stem
    number = 2
    # Some systems take capital letters for small ones.
    while free.casefold() in taken:
        free = f"{stem}-{number}"
        number += 1
    taken.add(free.casefold())
    return f"{free}.html"
