"""How a report for people speaks of claims: by the ids that their authors wrote, and else by their
words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.model import ArgumentMap, Claim
from argmap.model.text import shorten, width
from argmap.rules._rule import quote_claim

_NAME_COLUMNS = 24
_QUOTE_COLUMNS = 50
_SHORTEST_QUOTE = 20
_LOST_TO_WRAPPING = 8
"""How many columns a line leaves empty, since words are not broken."""

_IN_BACKTICKS = re.compile(r"`([^`\s]+)`")


def name_of(claim: Claim) -> str:
    """Return what a claim is called in a column of names."""
    name = claim.id if claim.has_own_id else claim.text
    return shorten(name, _NAME_COLUMNS)


def quote(claim: Claim, rest: str, room: int) -> str:
    """Return the words of a claim in quotation marks, as many as fill the lines that the rest
    needs.

    Args:
        claim: the claim.
        rest: what else is said there.
        room: the columns of a line.
    """
    needed = width(rest) + _SHORTEST_QUOTE
    lines = -(-needed // room)  # rounded up
    columns = lines * room - width(rest) - width("“”") - _LOST_TO_WRAPPING * (lines - 1)
    return f"“{shorten(claim.text, max(columns, _SHORTEST_QUOTE))}”"


class Sentence(NamedTuple):
    """What is said of a claim whose name stands in a column of its own: its words are quoted
    between two parts.

    Attributes:
        before: what stands before the words.
        quoted_claim: the claim; `None` where the sentence does not quote it, and is `before` alone.
        after: what stands after the words.
    """

    before: str
    quoted_claim: Claim | None
    after: str

    def written(self, room: int) -> str:
        """Return the sentence, with as many words of the claim as fill lines of so many columns."""
        if self.quoted_claim is None:
            return self.before
        return self.before + quote(self.quoted_claim, self.before + self.after, room) + self.after


def sentence(map: ArgumentMap, message: str, subject: Claim | None) -> Sentence:
    """Return the message of a finding as it is told beside the name of the
    claim that it is about.
    """
    if subject is None:
        return Sentence(_in_words(map, message), None, "")
    before, name, after = message.partition(quote_claim(subject))
    quoted_claim = subject if name else None
    return Sentence(_in_words(map, before), quoted_claim, _in_words(map, after))


def _in_words(map: ArgumentMap, message: str) -> str:
    """Return a message that quotes claims in quotation marks, and names none by an id that its
    author did not write.
    """
    parts: list[str] = []
    end = 0
    for match in _IN_BACKTICKS.finditer(message):
        claim = map.claims.get(match[1])
        if claim is None or match.start() < end:
            continue
        parts.append(message[end : match.start()])
        end = match.end()
        words = f"“{shorten(claim.text, _NAME_COLUMNS)}”"
        if message.startswith(quote_claim(claim), match.start()):
            end = match.start() + len(quote_claim(claim))
            words = f"“{shorten(claim.text, _QUOTE_COLUMNS)}”"
            parts.append(f"{match[0]} {words}" if claim.has_own_id else words)
        else:
            parts.append(match[0] if claim.has_own_id else words)
    parts.append(message[end:])
    return "".join(parts)
