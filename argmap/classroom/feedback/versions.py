"""Several versions of one student's map, of which one counts.

Versions of a map are files in one of Moodle's folders, or that differ in a number as browsers add
it, or in the ending:

    Bo Lind_302_assignsubmission_file/draft.yaml    Bo Lind_302_assignsubmission_file/map.txt
    anna.yaml                                       anna (2).yaml
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.submissions import SubmittedFile
from argmap.options.names import VersionsName

_FOLDER = r"(?:.*?[/\\])??([^/\\]+?)(_\d+)_assignsubmission_"
_NUMBER = r"(\d{1,9})\)?$"
_ADDED_NUMBER = r"\s*\(\d{1,9}\)$"


def author_key(name: str) -> str:
    """Return what the names of all versions of a map have in common."""
    folder = re.match(_FOLDER, name)
    if folder is not None:
        return folder[0]
    path = PurePosixPath(name.replace("\\", "/"))
    return str(path.with_name(re.sub(_ADDED_NUMBER, "", path.stem) or path.stem))


def with_students(files: Iterable[SubmittedFile]) -> list[SubmittedFile]:
    """Return files with the names of those who handed them in.

    Moodle's folders have it, `Bo Lind_302_assignsubmission_file/map.yaml`. If each map is in a
    folder of its own, it is called like that, else like its file. Two students have two names.
    """
    files = list(files)
    keys = {author_key(file.name): PurePosixPath(author_key(file.name)) for file in files}
    folders = {path.parent.name for path in keys.values()}
    are_apart = len(folders) == len(keys) > 1 and "" not in folders
    called = {}
    for key, path in keys.items():
        of_moodle = re.match(_FOLDER, key)
        by_path = path.parent.name if are_apart else path.name
        called[key] = by_path if of_moodle is None else of_moodle[1]
    times = Counter(called.values())
    for key, name in called.items():
        if times[name] > 1:
            of_moodle = re.match(_FOLDER, key)
            called[key] = key if of_moodle is None else f"{of_moodle[1]}{of_moodle[2]}"
    return [file._replace(student=called[author_key(file.name)]) for file in files]


def age(file: SubmittedFile) -> tuple[tuple[int, ...], int, str]:
    """Return what sorts versions: by the archive's times, else by number, else by name."""
    number = re.search(_NUMBER, PurePosixPath(file.name).stem)
    return file.time, int(number[1]) if number else 0, file.name


Graded = tuple[SubmittedFile, Result]


def mark_versions(graded: Sequence[Graded], versions: VersionsName) -> list[Graded]:
    """Return the files with a mark on each map by a student of whom another one counts."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, (file, result) in enumerate(graded):
        if result.comparison is not None:
            numbers[author_key(file.name)].append(number)
    others: set[int] = set()
    for of_student in numbers.values():
        if versions == "latest":
            counts = max(of_student, key=lambda number: age(graded[number][0]))
        else:
            # `max` keeps the first of equals.
            counts = max(of_student, key=lambda number: graded[number][1].rank)
        others.update(number for number in of_student if number != counts)
    return [
        (file, result._replace(is_other_version=number in others))
        for number, (file, result) in enumerate(graded)
    ]
