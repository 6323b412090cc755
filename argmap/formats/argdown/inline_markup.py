"""What is inside an Argdown statement → plain text and tags, and the way back.

    Sleep *helps*, [they say](https://example.org) .->. @[Nine] #health
    → Sleep helps, they say → Nine; the tag `health`

Marks of bold and italic text go, and so do the addresses of links; a symbol such as `.->.` becomes
its character. Tags at either end of a statement are taken out; one in mid-sentence leaves its
words.

Text that Argdown would read as something else is made safe: in a statement with `\\`, in data in
quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from argmap.model.parts import ID, LONGEST_ID
from argmap.util.text import UNSAFE, spell_out

if TYPE_CHECKING:
    from lark import Token


_TABLE_OF_SYMBOLS = """
    A ∀  E ∃  O 𝗢  P 𝗣  -> →  <-> ↔  ~ ¬  ^ ∧  v ∨  v_ ⊻  <> ◇  [] ◻
    ? ❓  question ❓  y ✔  agree ✔  n ❌  disagree ❌  +1 👍  up 👍  -1 👎  down 👎
    star ⭐  heart ❤  happy 😀  smile ☺  smiley ☺  laugh 😆  lol 😆  rofl 🤣  joy 😂  love 😍
    wink 😉  shush 🤫  meh 😐  eye-roll 🙄  sad 😢  disappointed 😞  scream 😱  think 🤔
"""
SYMBOLS: dict[str, str] = dict(re.findall(r"(\S+) (\S+)", _TABLE_OF_SYMBOLS))
"""What Argdown shows for a name between two dots, as in `.->.`, or two colons, as in `:smile:`."""
_STOPS = tuple(".,;:!?)")
_MAY_FOLLOW_A_MARK = ")}_.,!?;:-*"


Pieces: TypeAlias = "Sequence[Token]"
"""The tokens of a statement's content, or of a part of it."""


class Content(NamedTuple):
    """The plain text of a statement, its tags, its links, and titles that look like references."""

    text: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[Token, ...] = ()
    strays: tuple[Token, ...] = ()


def read_content(pieces: Pieces) -> Content:
    """Return the content of a statement from its tokens."""
    first, *others = pieces
    if first.type == "TEXT" and not others:  # most statements
        return Content(" ".join(first.split()))
    tags: dict[str, None] = {}
    strays = []
    links = []
    for piece in pieces:
        type = piece.type
        if type == "TAG":
            tags[tag_words(piece)] = None
        elif type == "LINK":
            links.append(piece)
        elif type in ("REFERENCE", "DEFINITION"):
            strays.append(piece)
    # Over all the pieces, for a tag that goes from the end still shows what is beside a mark.
    paired = _paired_marks(pieces)
    words = ""
    for piece in _without_outer_tags(pieces):
        if id(piece) not in paired:
            words += _plain_piece(piece)
    return Content(" ".join(words.split()), tuple(tags), tuple(links), tuple(strays))


def title_words(token: Token) -> str:
    """Return the title in `[…]`, `<…>`, `[…]:`, `@[…]` and the like."""
    bracketed = token.removeprefix("@").removesuffix(":")
    return " ".join(bracketed[1:-1].split())


def tag_words(token: Token) -> str:
    """Return the words of a tag, `#word` or `#(more words)`."""
    if token.startswith("#("):
        return token[2:].removesuffix(")").strip()
    return token[1:]


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


def _without_outer_tags(pieces: Pieces) -> Pieces:
    start = 0
    end = len(pieces)
    while start < end and _is_tag_or_space(pieces[start]):
        start += 1
    # In `#Sleep, they say, helps` the tag is a word of the sentence.
    has_stop = 0 < start < end and pieces[start].startswith(_STOPS)
    if has_stop and pieces[start - 1].type == "TAG":
        start -= 1
    while start < end and _is_tag_or_space(pieces[end - 1]):
        end -= 1
    return pieces[start:end]


def _is_tag_or_space(piece: Token) -> bool:
    return piece.type == "TAG" or piece.isspace()


def _paired_marks(pieces: Pieces) -> set[int]:
    """Return the identities of the marks of bold and italic text that are in pairs.

    An unpaired one is text. A mark is one sign or two of a kind. As in Argdown it closes only what
    was opened last: pairs do not overlap.
    """
    paired: set[int] = set()
    opened: list[Pieces] = [[]]
    index = 0
    while index < len(pieces):
        mark = pieces[index]
        start = index
        index = index + 1
        if mark.type != "MARKUP":
            continue
        opening = opened[-1]
        end = start + len(opening)
        closing = pieces[start:end]
        if closing and closing == opening and _can_close(pieces, start, end):
            paired.update(map(id, opening))
            paired.update(map(id, closing))
            opened.pop()
            index = end
            continue
        is_doubled = pieces[index : index + 1] == [mark]
        if is_doubled and _can_open(pieces, index + 1):
            index += 1
        if _can_open(pieces, index):
            opened.append(pieces[start:index])
    return paired


def _can_open(pieces: Pieces, end: int) -> bool:
    """Return whether a mark that ends here can open bold or italic text."""
    return end < len(pieces) and not pieces[end][0].isspace()


def _can_close(pieces: Pieces, start: int, end: int) -> bool:
    """Return whether a mark can close bold or italic text: behind text, at the end of a word."""
    if start == 0 or pieces[start - 1][-1].isspace():
        return False
    if end == len(pieces):
        return True
    after = pieces[end][0]
    return after.isspace() or after in _MAY_FOLLOW_A_MARK


_SYMBOL = "|".join(re.escape(name) for name in SYMBOLS)
_ALWAYS = r"[\\\[\]<>#@*_{}]"
# `//` begins a comment, `===` front matter; Argdown includes a file even where `@` is escaped.
_IN_WORD = re.compile(rf"{_ALWAYS}|(?<=/)/|===+|(?<=@include)\(")
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
    return " ".join(text.split()) == text and not re.search(UNSAFE, text)


def one_line(text: str) -> str:
    """Return the nearest to a text that a statement can hold."""
    shown = re.sub(UNSAFE, " ", text)
    return " ".join(shown.split()) or "?"


def escape(text: str) -> str:
    """Return a line of text as a statement has it: with `\\` before what Argdown would obey."""
    words = []
    for word in text.split(" "):
        escaped = _IN_WORD.sub(lambda signs: re.sub("(.)", r"\\\1", signs[0]), word)
        words.append(_DOT.sub(_escape_dot, escaped))
    return " ".join(words)


def _escape_dot(match: re.Match[str]) -> str:
    """Return a dot or colon, with a backslash where Argdown would see the start of a symbol."""
    word = match.string
    dot = match[1]
    symbol = match[2]
    # Argdown also takes `.a\_b.` for a symbol, and unknown as it is, leaves the backslash in the
    # text.
    last_backslash = word.rfind("\\", 0, word.rfind(dot))
    if symbol or match.start() < last_backslash:
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
    encodable = text.encode("utf-8", "replace")  # half a surrogate pair can be in no file
    # Strings of JSON are strings of YAML.
    quoted = json.dumps(encodable.decode(), ensure_ascii=False)
    if "==" in quoted:  # as an escape of YAML, which has no `\=`
        quoted = quoted.replace("=", "\\x3d")
    quoted = quoted.replace("##[", "##\\x5b")  # a CI log obeys it anywhere in a line
    quoted = quoted.replace("@include(", "@include\\x28")  # and Argdown this
    return _NOT_YAML.sub(lambda match: spell_out(match[0]), quoted)


def mapping(values: Mapping[str, str]) -> str:
    """Return a YAML mapping of keys to values that are YAML already."""
    entries = []
    for key, value in values.items():
        written = key  # an id stays as it is
        if not ID.fullmatch(key):
            written = scalar(key)
        if len(written) > LONGEST_ID:
            written = f"? {written} "  # too long for a key alone
        entries.append(f"{written}: {value}")
    return f"{{{', '.join(entries)}}}"
