"""Titles of statements in Argdown: the label of a claim, or else the first words of its text.

    [Start later]: School should start at nine.            a label
    [School should start at nine]: School should start …   no label: it is made from the text
    [Start latr]                                           written out nowhere: probably misspelled

Whoever reads a title can know which of the two it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.formats.argdown.document import ArgdownElement
from argmap.model import Claim
from argmap.model.diagnostics import Diagnostic, Severity, warning
from argmap.util.spelling import Names, is_within_typos
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


def titles_without_text(elements: Iterable[ArgdownElement]) -> Iterator[Diagnostic]:
    """Yield a finding for each title without a text; a warning where it resembles one with text."""
    with_text = []
    without_text = []
    for element in elements:
        if element.text_member or element.inferences:
            with_text.append(element.title)
        elif "text" not in element.data:
            without_text.append(element)
    known = Names(with_text)
    for element in without_text:
        title = element.title
        span = element.title_span
        # A typo is made once: a title that is in several places is meant.
        near = known.near(title) if len(element.members) == 1 else []
        meant = [other for other in near if _may_be_meant(title, other)]
        if meant:
            message = f"`{title}` has no text, but its title resembles `{meant[0]}`"
            yield warning("argdown-misspelt", message, span, f"did you mean `{meant[0]}`?")
        else:
            message = f"`{title}` has no text, so argmap uses its title as the text"
            yield Diagnostic("argdown-untold", Severity.NOTE, message, span)


def _may_be_meant(title: str, other: str) -> bool:
    words = _NUMBERS.sub("", title)
    # `Step 1` and `Step 2` resemble each other, but on purpose.
    differ_by_numbers = title != words != other and _NUMBERS.sub("", other) == words
    return is_within_typos(title, other) and not differ_by_numbers
