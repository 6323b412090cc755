"""What a person decided about a claim of ours: whether it is a claim of theirs, and which one."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class DecisionKind(StrEnum):
    """What a claim is to a claim of the key, in the words of a file of decisions."""

    SAME = "same as"
    PARTLY = "partly"
    """It says a part of it, or says it less clearly."""
    OPPOSITE = "opposite of"
    NOT_IN_KEY = "not in the key"


class Decision(NamedTuple):
    """A decision about a claim: its kind, and the text of theirs that it is about.

    The text is kept, so that a claim that has another text by now is asked about again; what is not
    in the key has none.
    """

    kind: DecisionKind
    theirs: str = ""


NOT_IN_KEY = Decision(DecisionKind.NOT_IN_KEY)


def decision_for(text: str) -> Decision:
    """Return the decision that a claim is the same as one with this text, or as none for ""."""
    return Decision(DecisionKind.SAME, text) if text else NOT_IN_KEY
