"""What stands inside an Argdown statement → plain text and tags.

Marks of bold and italic text go, and so do the addresses of links; a symbol such as `.->.` becomes
its character. Tags at either end of a statement are taken out; one in mid-sentence leaves its
words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lark import Token

# What Argdown shows for a name between two dots, as in `.->.`, or two colons, as in `:smile:`.
SYMBOLS = {
    "A": "∀", "E": "∃", "O": "𝗢", "P": "𝗣", "->": "→", "<->": "↔", "~": "¬", "^": "∧", "v": "∨",
    "v_": "⊻", "<>": "◇", "[]": "◻", "?": "❓", "question": "❓", "y": "✔", "agree": "✔", "n": "❌",
    "disagree": "❌", "+1": "👍", "up": "👍", "-1": "👎", "down": "👎", "star": "⭐", "heart": "❤",
    "happy": "😀", "smile": "☺", "smiley": "☺", "laugh": "😆", "lol": "😆", "rofl": "🤣",
    "joy": "😂", "love": "😍", "wink": "😉", "shush": "🤫", "meh": "😐", "eye-roll": "🙄",
    "sad": "😢", "disappointed": "😞", "scream": "😱", "think": "🤔",
}  # fmt: skip
_MAY_FOLLOW_A_MARK = ")}_.,!?;:-*"


@dataclass(slots=True)
class Content:
    """The plain text of a statement, its tags, how many links it had, and titles that look like
    references.
    """

    text: str = ""
    tags: tuple[str, ...] = ()
    links: int = 0
    strays: tuple[Token, ...] = ()


def read_content(pieces: Sequence[Token]) -> Content:
    """Return the content of a statement from its tokens."""
    if len(pieces) == 1 and pieces[0].type == "TEXT":  # most statements
        return Content(" ".join(pieces[0].split()))
    tags: dict[str, None] = {}
    links = 0
    strays = []
    for piece in pieces:
        if piece.type == "TAG":
            tags[tag_words(piece)] = None
        elif piece.type == "LINK":
            links += 1
        elif piece.type in ("REFERENCE", "DEFINITION"):
            strays.append(piece)
    text = _plain_text(pieces)
    return Content(text, tuple(tags), links, tuple(strays))


def title_words(token: Token) -> str:
    """Return the title in `[…]`, `<…>`, `[…]:`, `@[…]` and the like."""
    bracketed = token.removeprefix("@").removesuffix(":")
    return " ".join(bracketed[1:-1].split())


def tag_words(token: Token) -> str:
    """Return the words of a tag, `#word` or `#(more words)`."""
    if token.startswith("#("):
        return token[2:].removesuffix(")").strip()
    return token[1:]


def _plain_text(pieces: Sequence[Token]) -> str:
    # Over all the pieces, for a tag that goes from the end still tells what stands beside a mark.
    paired = _paired_marks(pieces)
    words = [
        _plain_piece(piece) for piece in _without_outer_tags(pieces) if id(piece) not in paired
    ]
    return " ".join("".join(words).split())


def _plain_piece(piece: Token) -> str:
    match piece.type:
        case "ESCAPE":
            return piece[1:]
        case "SYMBOL":
            return SYMBOLS.get(piece[1:-1], piece)
        case "LINK":
            return piece[1 : piece.index("](")]
        case "MENTION":
            return title_words(piece)
        case "TAG":
            return tag_words(piece)
    return piece


def _without_outer_tags(pieces: Sequence[Token]) -> Sequence[Token]:
    start, end = 0, len(pieces)
    while start < end and _is_tag_or_space(pieces[start]):
        start += 1
    # In `#Sleep, they say, helps` the tag is a word of the sentence.
    if 0 < start < end and pieces[start][0] in ".,;:!?)" and pieces[start - 1].type == "TAG":
        start -= 1
    while end > start and _is_tag_or_space(pieces[end - 1]):
        end -= 1
    return pieces[start:end]


def _is_tag_or_space(piece: Token) -> bool:
    return piece.type == "TAG" or piece.isspace()


def _paired_marks(pieces: Sequence[Token]) -> set[int]:
    """Return the identities of the marks of bold and italic text that form pairs; an unpaired one
    is text.

    A mark is one sign or two of a kind. As in Argdown it closes only what was opened last: pairs do
    not overlap.
    """
    paired: set[int] = set()
    opened: list[Sequence[Token]] = []
    index = 0
    while index < len(pieces):
        if pieces[index].type != "MARKUP":
            index += 1
            continue
        last_opened = opened[-1] if opened else []
        closing = _mark_at(pieces, index, len(last_opened))
        if closing and closing[0] == last_opened[0] and _can_close(pieces, index, len(closing)):
            paired |= {id(sign) for sign in [*opened.pop(), *closing]}
            index += len(closing)
            continue
        opening = _mark_at(pieces, index, 2)
        if not opening or not _can_open(pieces, index + 2):
            opening = _mark_at(pieces, index, 1)
        if _can_open(pieces, index + len(opening)):
            opened.append(opening)
        index += len(opening)
    return paired


def _mark_at(pieces: Sequence[Token], index: int, length: int) -> Sequence[Token]:
    """Return so many signs from here on if they are the same; else nothing."""
    signs = pieces[index : index + length]
    if len(signs) == length and all(sign.type == "MARKUP" and sign == signs[0] for sign in signs):
        return signs
    return []


def _can_open(pieces: Sequence[Token], end: int) -> bool:
    """Return whether a mark that ends here can open bold or italic text."""
    return end < len(pieces) and not pieces[end][0].isspace()


def _can_close(pieces: Sequence[Token], start: int, length: int) -> bool:
    """Return whether a mark that starts here can close it: it stands behind text, and at the end of
    a word.
    """
    if start == 0 or pieces[start - 1][-1].isspace():
        return False
    if start + length == len(pieces):
        return True
    after = pieces[start + length][0]
    return after.isspace() or after in _MAY_FOLLOW_A_MARK
