"""Citations that name a source by its title, where the id of a source was expected."""

from __future__ import annotations

import re
from typing import NamedTuple

_LOCATOR = re.compile(r"[\s,;]+((?:pp?\.|pages?|§+|¶+|art\.|ch\.|chapter|sect?\.|section)\s*\d.*)$", re.IGNORECASE)
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


class TitledCitation(NamedTuple):
    """A citation that names its source by a title: what the id of the source could be, its title, and the place."""

    id: str
    title: str
    locator: str


def titled_citation(text: str) -> TitledCitation | None:
    """Return the parts of a citation such as `UNESCO report, page 84`; `None` if it has no title of several words."""
    title, locator = text, ""
    match = _LOCATOR.search(text)
    if match:
        title, locator = text[: match.start()], match[1].strip()
    title = title.strip(" ,;.")
    if " " not in title:
        return None
    first_word, _, _ = title.partition(" ")
    id = _NOT_IN_ID.sub("-", first_word.lower()).strip("-")
    if not id:
        return None
    return TitledCitation(id, title, locator)
