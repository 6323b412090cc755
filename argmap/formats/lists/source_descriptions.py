"""What a person writes of a source, in its parts.

Lee, Ann (2019): Phones at school. https://example.org     author, date, title and address
Smith 2020, p. 4                                           author and date; where in it: p. 4
A survey of our class                                      a title
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.formats.lists.inline_markup import InlineText
from argmap.languages.writing import NO_DATE, PLACE

SAFE_ADDRESS = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
"""The addresses that a source may have."""
SCHEME_OF_ADDRESS = re.compile(r"\A(https?://(www\.)?|mailto:)", re.IGNORECASE)
_HOST = re.compile(r"\A(?:https?://(?:www\.)?|mailto:)|[/?#].*\Z", re.IGNORECASE | re.DOTALL)
# Example: Ann Lee (2019): Sleep
_AUTHOR_AND_YEAR = re.compile(
    r"([^\d()（）]{2,120}?(?:\([^\d()]{1,60}\))?)\s*"
    rf"[(（](\d{{4}}[a-z]?|{NO_DATE})[)）]\s*[.:,]?\s*(.*)"
)
# Examples: Smith 2020, Lee and Kim 2019a
_LABEL = re.compile(r"([^\W\d][^\d()（）,:;]{0,60}?) (\d{4}[a-z]?)")
# Examples: AAP 2014, p. 643; City of Freiburg 2019, page 14
_PLACE_AT_END = re.compile(rf"(.*[^\s,]),?\s+({PLACE}\s?\d[\w\s,–-]*)")


class SourceDescription(NamedTuple):
    """What is written of a source.

    Attributes:
        author: its author; like the others, "" if nothing is said of that.
        title: its title.
        publisher: who published it; of a page of which only the address is known, its host.
        date: when it was published.
        url: its web address.
    """

    author: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""

    @property
    def name(self) -> str:
        """What its id is made of; "" if nothing is known of it."""
        named = f"{self.author} {self.date}".strip() or self.title
        return named or SCHEME_OF_ADDRESS.sub("", self.url)


def describe_source(inline: InlineText) -> SourceDescription:
    """Return what a text says of a source."""
    url = ""
    for address, _ in inline.addresses:
        if SAFE_ADDRESS.fullmatch(address):
            url = address
            break
    names = [name for _, name in inline.addresses if name]
    text = " ".join(filter(None, [inline.text, inline.emphasis, *names]))
    parted = _AUTHOR_AND_YEAR.fullmatch(text)
    if parted and parted[3]:
        author, date, title = parted.groups()
        author = author.strip(" .,")
        return SourceDescription(author, title.strip(" .,;:"), date=date, url=url)
    title = text.strip(" .,;:–—-")
    label = _LABEL.fullmatch(title)
    if label:
        return SourceDescription(author=label[1], date=label[2], url=url)
    publisher = "" if title else host_of(url)
    return SourceDescription(title=title, publisher=publisher, url=url)


def host_of(address: str) -> str:
    """Return the host of an address, which a page without a name is cited by."""
    return _HOST.sub("", address)


def split_place(text: str) -> tuple[str, str]:
    """Return a citation without where in its source it is, and that: "AAP 2014", "p. 643"."""
    match = _PLACE_AT_END.fullmatch(text)
    if match is None:
        return text, ""
    return match[1], match[2]


def write_description(source: SourceDescription) -> str:
    """Return what may be written of a source so that it is described alike."""
    said = source.title
    if source.author and source.title:
        said = f"{source.author} ({source.date}): {source.title}"
    elif source.author:
        said = f"{source.author} {source.date}".strip()
    return f"{said} {source.url}".strip()
