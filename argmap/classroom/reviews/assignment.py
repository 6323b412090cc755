"""Who reviews whose map, and the file in which a teacher finds that again.

Each student reviews two others' maps, and each map is reviewed twice, as far as a class allows.
Maps have numbers in place of names:

    students:                                     # the numbers of the maps
      1: Cy Dahl
      2: Anna Berg
    reviews:                                      # by the ids of their sheets
      0f3a5c7e9b1d-4: {by: Anna Berg, of: 1}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

import yaml

from argmap.formats.native.writer import format_native
from argmap.model import ArgumentMap
from argmap.model.writing import WritingOptions
from argmap.util.errors import ArgmapError

QUESTIONS = 4
NAMES_FILE = "reviews-names.yaml"
"""What the file is called that says who is who."""
_REVIEWS = 2
"""How many maps a student reviews."""
_HEAD = """\
# Who is who in a peer review: `argmap review --collect` needs this file. Students know each other
# by the numbers only, so keep it to yourself.
"""


class Review(NamedTuple):
    """One student's review of one map: the student's name, and the number of the map."""

    by: str
    of: int


class Assignment(NamedTuple):
    """Who reviews whose map.

    Attributes:
        students: the authors of maps, by the numbers of these.
        reviews: the reviews, by the ids of their sheets.
    """

    students: Mapping[int, str]
    reviews: Mapping[str, Review]


def assign(maps: Mapping[str, ArgumentMap | None]) -> Assignment:
    """Return who reviews whose map.

    Numbers and pairs follow from what is in the maps, so that nobody learns of a name from them.

    Args:
        maps: the map of each student, by their names; None for a map that cannot be read, whose
            author can review others' maps all the same.
    """
    digests = {}
    for name, map in maps.items():
        if map is not None:
            text = format_native(map, WritingOptions()).text
            digests[name] = sha256(text.encode(errors="surrogatepass")).hexdigest()
    in_order = sorted(digests, key=lambda name: (digests[name], name))
    # Pairs are in another order, or numbers that follow each other would give them away.
    circle = sorted(digests, key=lambda name: (digests[name][32:], name))
    authors_of: dict[str, list[str]] = {}
    for place, name in enumerate(circle):
        next_ones = [*circle[place + 1 :], *circle[:place]]
        authors_of[name] = next_ones[:_REVIEWS]
    times = Counter(author for authors in authors_of.values() for author in authors)
    for name in sorted(maps.keys() - digests.keys()):
        authors_of[name] = sorted(circle, key=times.__getitem__)[:_REVIEWS]
        times.update(authors_of[name])
    numbers = {name: number for number, name in enumerate(in_order, start=1)}
    reviews = {}
    for by, authors in authors_of.items():
        for author in authors:
            said = f"{by}\n{numbers[author]}\n{digests[author]}"
            id = sha256(said.encode(errors="surrogatepass")).hexdigest()[:12]
            reviews[f"{id}-{QUESTIONS}"] = Review(by, numbers[author])
    students = {number: name for name, number in numbers.items()}
    return Assignment(students, dict(sorted(reviews.items())))


def format_assignment(assignment: Assignment) -> str:
    """Return the file that says who is who."""
    data = {
        "students": dict(assignment.students),
        "reviews": {id: review._asdict() for id, review in assignment.reviews.items()},
    }
    return _HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def parse_assignment(text: str, name: str) -> Assignment:
    """Return what the file says that `format_assignment` returned.

    Raises:
        ArgmapError: it is another file, or damaged.
    """
    problem = ArgmapError(
        f"{name} does not say who is who in a peer review; use the file that `argmap review` wrote"
    )
    try:
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only
        students = {int(number): str(student) for number, student in data["students"].items()}
        reviews = {}
        for id, review in data["reviews"].items():
            reviews[str(id)] = Review(str(review["by"]), int(review["of"]))
    except (yaml.YAMLError, RecursionError, AttributeError, KeyError, TypeError, ValueError):
        raise problem from None
    return Assignment(students, reviews)
