"""What stands inside an Argdown statement → plain text and tags.

Marks of bold and italic text go, and so do the addresses of links; a symbol such as `.->.` becomes
its character. Tags at either end of a statement are taken out; one in mid-sentence leaves its
words.

Text that Argdown would read as something else, made safe: in a statement with `\\`, in data in
quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.model.parts import ID, LONGEST_ID
from argmap.util.text import UNSAFE, spell_out

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


_SYMBOL = "|".join(re.escape(name) for name in SYMBOLS)
_ALWAYS = r"[\\\[\]<>#@*_{}]"
_IN_WORD = re.compile(rf"{_ALWAYS}|(?<=/)/|===+")  # `//` begins a comment, `===` front matter
_DOT = re.compile(rf"([.:])(?=((?:{_SYMBOL})\1)?)")
# Narrower than YAML allows: what this leaves out is quoted, which is never wrong.
_PLAIN = re.compile(r"[A-Za-z]([A-Za-z0-9 -]*[A-Za-z0-9])?")
_NO_TEXT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))  # to YAML 1.1
_TAG = re.compile(r"[A-Za-z0-9\u00c0-\u1fff-]+")
_LONG_TAG = re.compile(r"[^\\()#]{1,200}")
_NOT_YAML = re.compile(f"{UNSAFE}|[{{}}\ufffe\uffff\xa0]")


# --- statements ---


def is_plain_line(text: str) -> bool:
    """Return whether a statement can hold a text as it is: one line, without what shows nothing."""
    is_one_line = " ".join(text.split()) == text
    return is_one_line and not re.search(UNSAFE, text)


def one_line(text: str) -> str:
    """Return the nearest to a text that a statement can hold."""
    shown = re.sub(UNSAFE, " ", text)
    return " ".join(shown.split()) or "?"


def escape(text: str) -> str:
    """Return a line of text as it stands in a statement."""
    return " ".join(_escape_word(word) for word in text.split(" "))


def _escape_word(word: str) -> str:
    escaped = _IN_WORD.sub(_with_backslashes, word)
    return _DOT.sub(_escape_dot, escaped)


def _with_backslashes(match: re.Match[str]) -> str:
    return "".join(f"\\{character}" for character in match[0])


def _escape_dot(match: re.Match[str]) -> str:
    """Return a dot or colon, with a backslash where Argdown would take it for the start of a
    symbol.
    """
    word, dot, symbol = match.string, match[1], match[2]
    if symbol:
        return f"\\{dot}"
    # Argdown also takes `.a\_b.` for a symbol, and unknown as it is, leaves the backslash in the
    # text.
    last_dot = word.rfind(dot)
    last_backslash = word.rfind("\\", 0, last_dot)
    if match.start() < last_backslash:
        return f"\\{dot}"
    return dot


def tag(words: str) -> str:
    """Return a tag, or nothing if no tag can have these words."""
    if not is_plain_line(words):
        return ""
    if _TAG.fullmatch(words):
        return f"#{words}"
    if _LONG_TAG.fullmatch(words):
        return f"#({words})"
    return ""


# --- data ---


def scalar(text: str) -> str:
    """Return text as a YAML scalar that holds no brace, no line break and no `===`."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    encodable = text.encode(
        "utf-8", "replace"
    ).decode()  # half a surrogate pair can stand in no file
    quoted = json.dumps(encodable, ensure_ascii=False)  # strings of JSON are strings of YAML
    if "==" in quoted:  # as an escape of YAML, which has no `\=`
        quoted = quoted.replace("=", "\\x3d")
    quoted = quoted.replace("##[", "##\\x5b")  # a CI log obeys it anywhere in a line
    return _NOT_YAML.sub(lambda match: spell_out(match[0]), quoted)


def sequence(texts: Iterable[str]) -> str:
    """Return texts as a YAML list."""
    scalars = ", ".join(scalar(text) for text in texts)
    return f"[{scalars}]"


def mapping(values: Mapping[str, str]) -> str:
    """Return a YAML mapping of keys to values that are YAML already."""
    entries = [f"{_key(key)}: {value}" for key, value in values.items()]
    return f"{{{', '.join(entries)}}}"


def _key(key: str) -> str:
    """Return a key of a YAML mapping: an id stays as it is, and `?` begins what is too long for a
    key alone.
    """
    if ID.fullmatch(key):
        return key
    written = scalar(key)
    if len(written) > LONGEST_ID:
        return f"? {written} "
    return written
