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

# What Argdown shows for a name between two dots, as in `.->.`, or two colons, as in `:smile:`.
SYMBOLS = {
    "A": "∀", "E": "∃", "O": "𝗢", "P": "𝗣", "->": "→", "<->": "↔", "~": "¬", "^": "∧", "v": "∨",
    "v_": "⊻", "<>": "◇", "[]": "◻", "?": "❓", "question": "❓", "y": "✔", "agree": "✔", "n": "❌",
    "disagree": "❌", "+1": "👍", "up": "👍", "-1": "👎", "down": "👎", "star": "⭐", "heart": "❤",
    "happy": "😀", "smile": "☺", "smiley": "☺", "laugh": "😆", "lol": "😆", "rofl": "🤣", "joy": "😂",
    "love": "😍", "wink": "😉", "shush": "🤫", "meh": "😐", "eye-roll": "🙄", "sad": "😢",
    "disappointed": "😞", "scream": "😱", "think": "🤔",
}  # fmt: skip
_MAY_FOLLOW_A_MARK = ")}_.,!?;:-*"


@dataclass(slots=True)
class Content:
    """The plain text of a statement, its tags, how many links it had, and titles that look like references."""

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
    return bracketed[1:-1].strip()


def tag_words(token: Token) -> str:
    """Return the words of a tag, `#word` or `#(more words)`."""
    if token.startswith("#("):
        return token[2:].removesuffix(")").strip()
    return token[1:]


def _plain_text(pieces: Sequence[Token]) -> str:
    # Over all the pieces, for a tag that goes from the end still tells what stands beside a mark.
    paired = _paired_marks(pieces)
    words = [_plain_piece(piece) for piece in _without_outer_tags(pieces) if id(piece) not in paired]
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
    while end > start and _is_tag_or_space(pieces[end - 1]):
        end -= 1
    return pieces[start:end]


def _is_tag_or_space(piece: Token) -> bool:
    return piece.type == "TAG" or piece.isspace()


def _paired_marks(pieces: Sequence[Token]) -> set[int]:
    """Return the identities of the marks of bold and italic text that form pairs; an unpaired one is text."""
    paired: set[int] = set()
    opened: list[Token] = []
    for mark, can_open, can_close in _marks(pieces):
        # As in Argdown a mark closes only what was opened last: pairs do not overlap.
        if can_close and opened and opened[-1] == mark:
            opening = opened.pop()
            paired |= {id(opening), id(mark)}
        elif can_open:
            opened.append(mark)
    return paired


def _marks(pieces: Sequence[Token]) -> Iterator[tuple[Token, bool, bool]]:
    """Yield each mark of bold and italic text, and whether it can open and whether it can close."""
    for index, piece in enumerate(pieces):
        if piece.type != "MARKUP":
            continue
        before = after = " "
        if index > 0:
            before = pieces[index - 1][-1]
        if index + 1 < len(pieces):
            after = pieces[index + 1][0]
        can_open = not after.isspace()
        is_word_end = after.isspace() or after in _MAY_FOLLOW_A_MARK
        yield piece, can_open, is_word_end and not before.isspace()
