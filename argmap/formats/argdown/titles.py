"""Titles of statements in Argdown, for people: the label of a claim, or else the first words of its
text.

Who reads a title can tell which of the two it is: one that is made from the text is no label.
"""

from __future__ import annotations

import re

from argmap.formats.shared.ids import Ids
from argmap.model import ID, Claim
from argmap.model.text import UNSAFE, shorten

_LONGEST = 40  # columns
_NOT_IN_A_TITLE = re.compile(rf"[\[\]<>{{}}\\#@*`|=]|(?<=/)/|[^\S ]|{UNSAFE}")
_NUMBER = re.compile(r" \(\d+\)\Z")


class Titles:
    """Gives each claim a title of its own: where the words of two are the same, the second has a
    number.
    """

    def __init__(self) -> None:
        self._times_given: dict[str, int] = {}

    def give(self, claim: Claim) -> str:
        """Return a title that no claim has been given yet."""
        words = _plain_title(claim.label) or _first_words(claim.text) or claim.id
        title = words
        while title in self._times_given:
            self._times_given[words] += 1
            title = f"{words} ({self._times_given[words]})"
        self._times_given[title] = 1
        return title


def id_from(title: str) -> str:
    """Return the id of a statement with this title, if no other has it."""
    if ID.fullmatch(title):
        return title
    return Ids().give(title)


def label_in(title: str, text: str) -> str:
    """Return the label that a title is for a claim with this text: none if it says no more than the
    text.
    """
    says_no_more = ("", text, _first_words(text))
    if title in says_no_more or _NUMBER.sub("", title) in says_no_more:
        return ""
    return title


def _first_words(text: str) -> str:
    return _plain_title(shorten(text, _LONGEST))


def _plain_title(words: str) -> str:
    """Return words without the characters that no title can have, and without punctuation at either
    end.
    """
    return " ".join(_NOT_IN_A_TITLE.sub(" ", words).split()).strip(" -.,;:")
