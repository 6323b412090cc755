"""Titles of statements in Argdown: the label of a claim, or else the first words of its text.

    [Start later]: School should start at nine.            a label
    [School should start at nine]: School should start …   no label: it is made from the text
    [Start latr]                                           written out nowhere: probably misspelled

Whoever reads a title can know which of the two it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TypeAlias

from argmap.formats.argdown.document import ArgdownElement
from argmap.model import Claim
from argmap.model.diagnostics import Diagnostic, Severity, warning
from argmap.util.text import UNSAFE, shorten

_LONGEST = 40  # columns
_NOT_IN_A_TITLE = re.compile(rf"[\[\]<>{{}}\\#@*`|=]|(?<=/)/|[^\S ]|{UNSAFE}")
_NUMBERS = re.compile(r"\d+")
# Examples: For Start later 1, Undercutter 2
_TITLE_OF_INFERENCE = re.compile(r"(?:For .+|Against .+|Undercutter) \d+")
# Example: the end of `Sleep helps (2)`.
_NUMBER = re.compile(r" \(\d+\)\Z")


class Titles:
    """Gives each claim a title of its own: of two with the same words, the second has a number."""

    def __init__(self) -> None:
        self._times_given: dict[str, int] = {}

    def give(self, claim: Claim) -> str:
        """Return a title that no claim has been given yet."""
        times_given = self._times_given
        words = _plain_title(claim.label) or _first_words(claim.text) or claim.id
        title = words
        while title in times_given:
            times_given[words] += 1
            title = f"{words} ({times_given[words]})"
        times_given[title] = 1
        return title


def label_in(title: str, text: str) -> str:
    """Return the label that a title is for a claim with this text: none if it is from the text."""
    says_no_more = ("", text, _first_words(text))
    if title in says_no_more or _NUMBER.sub("", title) in says_no_more:
        return ""
    return title


def is_title_of_inference(title: str) -> bool:
    """Return whether argmap gives an inference such a title, which says nothing but where it is."""
    return _TITLE_OF_INFERENCE.fullmatch(title) is not None


def _first_words(text: str) -> str:
    return _plain_title(shorten(text, _LONGEST))


def _plain_title(words: str) -> str:
    """Return words without the characters that no title can have, and punctuation at the ends."""
    return " ".join(_NOT_IN_A_TITLE.sub(" ", words).split()).strip(" -.,;:")


TitlesByEnd: TypeAlias = dict[str, list[str]]
_MOST = 200  # titles that are looked at, and titles each is compared with: comparing is slow
_CLOSE = 0.8  # as measured by difflib, where 1 is equal


def titles_without_text(elements: Iterable[ArgdownElement]) -> Iterator[Diagnostic]:
    """Yield a finding for each title without a text; a warning where it resembles one with text."""
    titles_by_end = defaultdict(list)
    without_text = []
    for element in elements:
        title = element.title
        if element.text_member or element.inferences:
            for end in _ends(title):
                titles_by_end[end].append(title)
        elif "text" not in element.data:
            without_text.append(element)
    for number, element in enumerate(without_text):
        title = element.title
        span = element.title_span
        nearest = ""
        # A typo is made once: a title that is in several places is meant.
        if len(element.members) == 1 and number < _MOST:
            nearest = _nearest_title(title, titles_by_end)
        if nearest:
            message = f"`{title}` has no text, but its title resembles `{nearest}`"
            yield warning("argdown-misspelt", message, span, f"did you mean `{nearest}`?")
        else:
            message = f"`{title}` has no text, so argmap uses its title as the text"
            yield Diagnostic("argdown-untold", Severity.INFO, message, span)


def _ends(title: str) -> tuple[str, str]:
    """Return what a title with one typo shares with the right one: its beginning or its end."""
    folded = title.casefold()
    return f"{folded[:2]}…", f"…{folded[-2:]}"


def _nearest_title(title: str, titles_by_end: TitlesByEnd) -> str:
    """Return the title with text that another most resembles, or nothing."""
    candidates = []
    words = _NUMBERS.sub("", title)
    for end in _ends(title):
        for other in titles_by_end[end][:_MOST]:
            # `Step 1` and `Step 2` resemble each other, but on purpose.
            differ_by_numbers = title != words != other and _NUMBERS.sub("", other) == words
            if not differ_by_numbers:
                candidates.append(other)
    closest = get_close_matches(title, candidates, n=1, cutoff=_CLOSE)
    return "".join(closest)
