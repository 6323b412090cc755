"""What stands inside an Argdown statement → plain text and tags.

Marks of bold and italic text go, and so do the addresses of links; a symbol such as `.->.` becomes its
character. Tags at either end of a statement are taken out; one in mid-sentence leaves its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lark import Token

SYMBOLS = {
    "A": "∀", "E": "∃", "O": "𝗢", "P": "𝗣", "->": "→", "<->": "↔", "~": "¬", "^": "∧", "v": "∨",
    "v_": "⊻", "<>": "◇", "[]": "◻", "?": "❓", "question": "❓", "y": "✔", "agree": "✔", "n": "❌",
    "disagree": "❌", "+1": "👍", "up": "👍", "-1": "👎", "down": "👎", "star": "⭐", "heart": "❤",
    "happy": "😀", "smile": "☺", "smiley": "☺", "laugh": "😆", "lol": "😆", "rofl": "🤣", "joy": "😂",
    "love": "😍", "wink": "😉", "shush": "🤫", "meh": "😐", "eye-roll": "🙄", "sad": "😢",
    "disappointed": "😞", "scream": "😱", "think": "🤔",
}  # fmt: skip


@dataclass(slots=True)
class Content:
    """The plain text of a statement, its tags, how many links it had, and titles that look like references."""

    text: str = ""
    tags: tuple[str, ...] = ()
    links: int = 0
    strays: tuple[Token, ...] = ()


def read_content(pieces: Sequence[Token]) -> Content:
    """Return the content of a statement from its tokens."""
    if len(pieces) == 1 and pieces[0].type == "TEXT":
        return Content(" ".join(pieces[0].split()))
    tags = tuple(dict.fromkeys(tag_name(piece) for piece in pieces if piece.type == "TAG"))
    links = sum(piece.type == "LINK" for piece in pieces)
    strays = tuple(piece for piece in pieces if piece.type in ("REFERENCE", "DEFINITION"))
    dropped = _matched_marks(pieces)
    inner = _without_outer_tags(pieces)
    text = "".join(_plain(piece) for piece in inner if id(piece) not in dropped)
    return Content(" ".join(text.split()), tags, links, strays)


def title_of(token: Token) -> str:
    """Return the title in `[…]`, `<…>`, `[…]:`, `@[…]` and the like."""
    return token.removeprefix("@").removesuffix(":")[1:-1].strip()


def tag_name(token: Token) -> str:
    """Return the words of a tag."""
    return token[1:].removeprefix("(").removesuffix(")").strip() if token.startswith("#(") else token[1:]


def _plain(piece: Token) -> str:
    kind = piece.type
    if kind == "ESCAPE":
        return piece[1:]
    if kind == "SYMBOL":
        return SYMBOLS.get(piece[1:-1], piece)
    if kind == "LINK":
        return piece[1 : piece.index("](")]
    if kind == "MENTION":
        return title_of(piece)
    return tag_name(piece) if kind == "TAG" else piece


def _without_outer_tags(pieces: Sequence[Token]) -> Sequence[Token]:
    start, end = 0, len(pieces)
    while start < end and _is_outer(pieces[start]):
        start += 1
    while end > start and _is_outer(pieces[end - 1]):
        end -= 1
    return pieces[start:end]


def _is_outer(piece: Token) -> bool:
    return piece.type == "TAG" or piece.isspace()


def _matched_marks(pieces: Sequence[Token]) -> set[int]:
    """Return the marks of bold and italic text that form pairs; an unpaired one is text."""
    matched: set[int] = set()
    opened: list[Token] = []
    for piece, can_open, can_close in _marks(pieces):
        if can_close and opened and opened[-1] == piece:
            matched |= {id(opened.pop()), id(piece)}
        elif can_open:
            opened.append(piece)
    return matched


def _marks(pieces: Sequence[Token]) -> Iterator[tuple[Token, bool, bool]]:
    for index, piece in enumerate(pieces):
        if piece.type == "MARKUP":
            before = pieces[index - 1][-1] if index else " "
            after = pieces[index + 1][0] if index + 1 < len(pieces) else " "
            yield piece, not after.isspace(), not before.isspace() and (after.isspace() or after in _AFTER)


_AFTER = ")}_.,!?;:-*"
