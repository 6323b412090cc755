"""The refusal of an operation, and the argument by which a person allows one after all."""

from __future__ import annotations

from typing import NoReturn

from argmap.util.errors import ArgmapError
from argmap.util.text import count

WITH_COMMENTS = "with_comments"
"""The argument that lets comments be deleted."""


CHANGES_OTHERS = (
    "argmap cannot make this change without changing other parts of the map; change the text by"
    " hand"
)


class EditRefused(ArgmapError):
    """Raised if an operation can't be carried out. The text stays unchanged.

    Attributes:
        confirm: the argument that allows the operation if it is true, such as `with_comments`, or
            "" if nothing allows it.
    """

    def __init__(self, reason: str, confirm: str = "") -> None:
        self.confirm = confirm
        super().__init__(reason)


def must_confirm(comments: int, *, with_comments: bool) -> None:
    """Refuse to delete a number of comments, unless that is confirmed."""
    if comments and not with_comments:
        raise EditRefused(
            f"this would also delete {count(comments, 'comment')} in the text; to do so, confirm"
            f" with `{WITH_COMMENTS}`",
            WITH_COMMENTS,
        )


def must_keep_comments(before: str, after: str, *, with_comments: bool) -> None:
    """Refuse to delete comments from a Markdown text, unless that is confirmed."""
    lost = before.count("<!--") - after.count("<!--")
    must_confirm(max(lost, 0), with_comments=with_comments)


_SAVE_A_COPY = "to do this, save a copy as YAML, argmap's own format, and edit the copy"


def refuse(reason: str, remedy: str = _SAVE_A_COPY) -> NoReturn:
    """Refuse what a list cannot express; `reason` says why, and `remedy` what can be done."""
    raise EditRefused(f"{reason}; {remedy}")
