"""What the box of a claim says: its text, its label, or both."""

from __future__ import annotations

from argmap.model import Claim
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError

TEXTS = ("full", "label", "both")
"""What boxes can say: a claim's text, its label where it has one, or both."""


def check_text_choice(choice: str) -> None:
    """Raise `ArgmapError` unless a choice is one of `TEXTS`."""
    if choice not in TEXTS:
        raise ArgmapError(no_such("text", choice, TEXTS))


def caption(claim: Claim, choice: str) -> str:
    """Return what the box of a claim says, by one of `TEXTS`; a claim without a label says its
    text.
    """
    if not claim.label.strip() or choice == "full":
        return claim.text
    if choice == "label":
        return claim.label
    return f"{claim.label}: {claim.text}"
