"""Citations that name a source by its title or its address, where the id of a
source was expected.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.model.cited_words import parse_cited_words

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"\b[12]\d\d\d\b")
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/.:\s]+)\S*", re.IGNORECASE)


class UndeclaredSource(NamedTuple):
    """A source that a citation names in its own way.

    Attributes:
        id: what its id could be.
        field: what it is named by: `title` or `url`.
        name: the title, or the address.
        locator: the place in it.
    """

    id: str
    field: str
    name: str
    locator: str


def parse_undeclared_source(text: str) -> UndeclaredSource | None:
    """Return the source of a citation such as `UNESCO report, page 84`; `None` if it has one word
    alone.
    """
    name, locator = parse_cited_words(text)
    address = _ADDRESS.fullmatch(name)
    if address:
        first_word, field = address[1], "url"
    else:
        first_word, field = name.partition(" ")[0], "title"
        if " " not in name:
            return None
    id = _NOT_IN_ID.sub("-", first_word.lower()).strip("-")
    if not id:
        return None
    year = _YEAR.search(name)
    if year and field == "title":
        id += year[0]
    return UndeclaredSource(id, field, name, locator)
