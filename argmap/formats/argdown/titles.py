"""Titles of statements in Argdown, for people: the label of a claim, or else the first words of its
text.

Who reads a title can tell which of the two it is: one that is made from the text is no label.

Titles in an Argdown text that nothing tells, and those probably misspelt: to Argdown each is a
new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from argmap.formats.argdown.document import ArgdownElement
from argmap.formats.shared.ids import Ids
from argmap.model import ID, Claim
from argmap.model.diagnostics import Diagnostic, Severity, warning
from argmap.util.text import UNSAFE, shorten

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


_MOST = 200  # titles that are looked at, and titles each is compared with: comparing is slow
_CLOSE = 0.8  # as measured by difflib, where 1 is equal


def titles_without_text(elements: Iterable[ArgdownElement]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each title that is told nowhere; it is a warning where it resembles
    one that is told.
    """
    titles_by_end: dict[str, list[str]] = {}
    without_text = []
    for element in elements:
        if element.text_member or element.inferences:
            for end in _ends(element.title):
                titles_by_end.setdefault(end, []).append(element.title)
        elif "text" not in element.data:
            without_text.append(element)
    for number, element in enumerate(without_text):
        nearest = ""
        # A slip is made once: a title that stands in several places is meant.
        if len(element.members) == 1 and number < _MOST:
            nearest = _nearest_title(element.title, titles_by_end)
        yield _title_without_text(element, nearest)


def _title_without_text(element: ArgdownElement, nearest: str) -> Diagnostic:
    if nearest:
        message = f"`{element.title}` is told nowhere, and resembles `{nearest}`"
        return warning(
            "argdown-misspelt", message, element.title_span, f"did you mean `{nearest}`?"
        )
    message = f"`{element.title}` is told nowhere: its title stands for its text"
    return Diagnostic("argdown-untold", Severity.INFO, message, element.title_span)


def _ends(title: str) -> set[str]:
    """Return what a title with one mistake shares with the right one: its beginning or its end."""
    if not title:
        return set()
    folded = title.casefold()
    return {f"{folded[:2]}…", f"…{folded[-2:]}"}


def _nearest_title(title: str, titles_by_end: dict[str, list[str]]) -> str:
    """Return the told title that another most resembles, or nothing."""
    words = _without_numbers(title)
    candidates: list[str] = []
    for end in sorted(_ends(title)):
        others = titles_by_end.get(end, [])[:_MOST]
        # `Step 1` and `Step 2` resemble each other, but on purpose.
        candidates += [other for other in others if _without_numbers(other) != words]
    closest = get_close_matches(title, candidates, n=1, cutoff=_CLOSE)
    return closest[0] if closest else ""


def _without_numbers(title: str) -> str:
    """Return a title without its numbers; one that has none is kept apart from them by a line
    break.
    """
    without = re.sub(r"\d+", "", title)
    return without if without != title else f"{title}\n"
