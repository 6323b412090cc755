"""Where the lines of a text may end, in any script, and how wide a text must be for so many lines.

    School should|start at nine.      a space        well-|known, and/|or      a hyphen, a slash
    Verhand-|lungen                   hyphenation    日|本|語。                 between characters

A line may end at a space, after a hyphen or a slash, and between the characters of Chinese and
Japanese, but for the marks that these begin or end no line with. A word that does not fit a line by
itself is broken where its language hyphenates; Thai and the like, which write no spaces, between
letters. Nothing ever parts a letter from its marks, or what belongs to one sign (an emoji of
several, a flag).

A *column* is the width of an average letter; all widths are measured by `font_metrics`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from argmap.diagrams.font_metrics import COLUMN, width

if TYPE_CHECKING:
    from pyphen import Pyphen

# All white space but that which is there to prevent a break: U+00A0, U+2007, U+202F.
_SPACES = re.compile(
    "[\t-\r\x1c-\x1f \x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+"
)

# French sets spaces before these and after those; a lone dash or percent sign, too, stays where it
# is.
_BELONGS_TO_WORD_BEFORE = re.compile(r"[:;!?»›%–—….,)\]]+")
_BELONGS_TO_WORD_AFTER = re.compile(r"[«‹¿¡]+")

_CJK = (
    "\u2e80-\u2fdf\u3000-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60"
    "\U00020000-\U0003ffff"
)

# Chinese and Japanese characters and punctuation. Korean, which writes spaces, breaks at these.
_IS_CJK = re.compile(f"[{_CJK}]")

_SOFT_HYPHEN = "\u00ad"
_ZERO_WIDTH_SPACE = "\u200b"
_MAY_BREAK_INSIDE = re.compile(f"[-‐/–—{_SOFT_HYPHEN}{_ZERO_WIDTH_SPACE}{_CJK}]")

_BEGINS_NO_LINE = frozenset(
    "。｡，、､．：；！？）〕］｝〉》」』】〙〗〟’”»…‥・ー～％‰℃°ゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ,.:;!?)]}%\u00a0\u2007\u202f"
)
_ENDS_NO_LINE = frozenset("（〔［｛〈《「『【〘〖〝‘“«￥＄£$([{\u00a0\u2007\u202f")
_UNBROKEN_PAIRS = frozenset("…‥—―─")

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\ua9e0-\ua9ff\uaa60-\uaadf"

# Thai, Lao, Burmese, Khmer and their neighbors, which put no spaces between words.
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_STAYS_WITH_LETTER_BEFORE = re.compile(
    "[\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ec6]"
)
_STAYS_WITH_LETTER_AFTER = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]")

_LETTERS = re.compile(r"[^\W\d_]+")

# What may be hyphenated: neither an address nor a number. Shorter words gain nothing by it.
_IS_PLAIN_WORD = re.compile(r"[^\w/@]*([^\W\d_]+['’])*[^\W\d_]{5,}[^\w/@]*")

# In columns: what is wider and cannot be hyphenated is broken between any two letters.
_WIDEST_WHOLE = 30

NARROWEST = 10
"""In columns: no one can read lines that are narrower."""

# What sums of widths may differ by and still be the same, in columns.
_HAIR = 1e-9

# By how much numbers of lines grow in a table once they are large.
_FEWER = 1.05

_SPACE = width(" ") / COLUMN
_HYPHEN = width("-") / COLUMN


class _Piece(NamedTuple):
    """A part of a text that is on one line.

    Attributes:
        text: the part.
        columns: its width.
        joint: what parts it from the next piece on the same line: a space or nothing.
        hyphen: what ends the line if it ends here: a hyphen or nothing.
    """

    text: str
    columns: float
    joint: str
    hyphen: str

    @property
    def least_line(self) -> float:
        """The width of a line that holds this piece alone, in columns."""
        return self.columns + len(self.hyphen) * _HYPHEN


_Pieces = Sequence[_Piece]

# A part of a word, and the hyphen that ends a line after it, or nothing.
_Part = tuple[str, str]


def wrap(text: str, columns: float, language: str = "") -> list[str]:
    """Return a text in the fewest lines of at most so many columns, as even as they can be.

    A line is wider only where a word of up to 30 columns can be broken nowhere: see
    `longest_unbreakable`.

    Args:
        text: the text; its line breaks are spaces like others. A text without any word is "…".
        columns: the width of a line.
        language: what hyphenates the words that fit no line, as BCP 47 names it; "" is English.
    """
    pieces = _fitting_pieces(_pieces(text), columns, language)
    if not pieces:
        return ["…"]  # a box without text would look like a mistake
    widest = max(piece.least_line for piece in pieces)
    breaks, _ = _breaks(pieces, max(columns, widest))
    limit = _narrowest_limit(pieces, len(breaks) + 1, widest)
    breaks, _ = _breaks(pieces, limit)
    lines = []
    for start, end in pairwise([0, *breaks, len(pieces)]):
        line = ""
        *before, last = pieces[start:end]
        for piece in before:
            line += piece.text + piece.joint
        lines.append(line + last.text + last.hyphen)
    return lines


def longest_unbreakable(text: str, language: str = "", enough: float = NARROWEST) -> float:
    """Return the width, in columns, that a line must have for no word to stick out of it.

    Args:
        text: the text.
        language: what hyphenates it, as for `wrap`.
        enough: a width that the line has anyway: words that fit it need not be looked up, which is
            slow.
    """
    pieces = _fitting_pieces(_pieces(text), enough, language)
    return max((piece.least_line for piece in pieces), default=0.0)


def line_count_table(
    text: str, language: str = "", narrowest: float = NARROWEST, widest: float = inf
) -> dict[int, float]:
    """Return numbers of lines, and the least width in which a text takes at most so many.

    Of numbers of lines above twenty not every one is listed, but enough that none is far from the
    next.

    Args:
        text: the text.
        language: what hyphenates it, as for `wrap`.
        narrowest: lines no narrower are asked for; only words that are wider than that are
            hyphenated.
        widest: nor any wider. It has to hold the widest word that can be broken nowhere, about 30
            columns.
    """
    whole = _pieces(text)
    if not whole:
        return {1: width("…") / COLUMN}
    # A word is broken where a line is too narrow for it, so the widths of wide words are where a
    # text changes.
    too_wide = {piece.columns for piece in whole if narrowest < piece.columns < widest}
    table = {}
    wider_than = widest
    for at_least in [*sorted(too_wide, reverse=True), narrowest]:
        pieces = _fitting_pieces(whole, at_least, language)
        least_limit = max(at_least, *(piece.least_line for piece in pieces))
        breaks, _ = _breaks(pieces, wider_than)
        lines = len(breaks) + 1
        limit = inf
        while limit > least_limit:
            limit = _narrowest_limit(pieces, lines, least_limit)
            if limit <= wider_than:
                table[lines] = limit
            lines = max(lines + 1, int(lines * _FEWER))
        wider_than = at_least
    # Numbers of lines that need no narrower lines than fewer lines do are of no use.
    useful = {}
    least = inf
    for lines, columns in sorted(table.items()):
        if columns < least - _HAIR:
            useful[lines] = least = columns
    return useful


# --- filling lines ---


def _breaks(pieces: _Pieces, limit: float) -> tuple[list[int], float]:
    """Return which pieces begin a new line, and the next greater limit at which others do."""
    breaks = []
    filled = gap = 0.0
    next_limit = inf
    for number, (_, columns, joint, hyphen) in enumerate(pieces):
        reached = needed = filled + gap + columns
        if hyphen:
            needed += _HYPHEN
        if needed <= limit or not filled:
            filled = reached
        else:
            next_limit = min(next_limit, needed)
            breaks.append(number)
            filled = columns
        gap = _SPACE if joint else 0.0
    return breaks, next_limit


def _narrowest_limit(pieces: _Pieces, count: int, widest: float) -> float:
    """Return the least width of a line, in columns, at which pieces take at most so many lines."""
    # At the best all lines are full, and the spaces between them are gone.
    whole = 0.0
    for piece in pieces:
        whole += piece.columns + len(piece.joint) * _SPACE
    whole -= len(pieces[-1].joint) * _SPACE
    spaces = (count - 1) * _SPACE
    limit = max(widest, (whole - spaces) / count)
    while True:
        breaks, next_limit = _breaks(pieces, limit)
        if len(breaks) < count:
            return limit
        limit = next_limit


# --- where a line may end ---


def _pieces(text: str) -> list[_Piece]:
    """Return the parts of a text that are broken only where a line would not hold one."""
    pieces = []
    for word in _words(text):
        parts: Iterable[_Part] = [(word, "")]
        if _MAY_BREAK_INSIDE.search(word):
            parts = _parts_of_word(word)
        pieces += _to_pieces(parts, " ", "")
    return pieces


def _to_pieces(parts: Iterable[_Part], joint: str, hyphen: str) -> list[_Piece]:
    """Return parts of a word as pieces, the last of them with this joint and this hyphen."""
    pieces = []
    for part, own_hyphen in parts:
        pieces.append(_Piece(part, width(part) / COLUMN, "", own_hyphen))
    pieces[-1] = pieces[-1]._replace(joint=joint, hyphen=hyphen)
    return pieces


def _words(text: str) -> list[str]:
    """Return what is between spaces; lone punctuation goes with the word that it belongs to."""
    words: list[str] = []
    opening = ""
    for word in _SPACES.split(text):
        if not word:
            continue
        if _BELONGS_TO_WORD_AFTER.fullmatch(word):
            opening += f"{word} "
        elif words and not opening and _BELONGS_TO_WORD_BEFORE.fullmatch(word):
            words[-1] += f" {word}"
        else:
            words.append(opening + word)
            opening = ""
    if opening:
        words.append(opening.rstrip())
    return words


def _parts_of_word(word: str) -> Iterator[_Part]:
    """Yield the parts of a word between which a line may end."""
    from wcwidth import iter_graphemes

    part = ""
    before = ""
    for sign in iter_graphemes(word):
        if sign in (_SOFT_HYPHEN, _ZERO_WIDTH_SPACE):
            if part:
                yield part, "-" if sign == _SOFT_HYPHEN else ""
            part = ""
            before = ""
            continue
        # What comes before `before` decides for a hyphen: `-5` is a number, `well-known` two
        # words.
        if part and _may_part(part, before, sign):
            yield part, ""
            part = ""
        part += sign
        before = sign
    # A word of nothing but soft hyphens shows nothing, and is a word all the same.
    yield part, ""


def _may_part(line: str, before: str, after: str) -> bool:
    """Return whether a line may end with the sign `before` where `after` begins the next."""
    if not before:
        return False
    follower = after[0]
    if _IS_CJK.match(before) or _IS_CJK.match(after):
        if before == after and before in _UNBROKEN_PAIRS:
            return False
        return follower not in _BEGINS_NO_LINE and before[0] not in _ENDS_NO_LINE
    if not follower.isalpha():
        return False
    if before in "-‐–—":
        return line[-2:-1].isalnum()
    if before == "/":
        # Between words, and not in `km/h`, `m/s` or `w/o`, which have fewer letters before it.
        return len(line) > 3 and line[-4:-1].isalpha()
    return False


# --- where a word may be broken ---


def _fitting_pieces(pieces: _Pieces, columns: float, language: str) -> list[_Piece]:
    """Return pieces of which those that fit no line are broken if they can be."""
    fitting = []
    for piece in pieces:
        if piece.columns <= columns:
            fitting.append(piece)
        else:
            parts = _break_word(piece.text, language)
            fitting += _to_pieces(parts, piece.joint, piece.hyphen)
    return fitting


def _break_word(word: str, language: str) -> list[_Part]:
    """Return the parts of a word that is too wide."""
    from wcwidth import iter_graphemes

    if _IS_UNSPACED.search(word):
        return [(part, "") for part in _split_unspaced(word)]
    hyphenator = None
    if _IS_PLAIN_WORD.fullmatch(word):
        hyphenator = _hyphenator(language or "en")
    starts = [0]
    if hyphenator is not None:
        for letters in _LETTERS.finditer(word):
            for position in hyphenator.positions(letters[0]):
                # Where hyphenation would change the spelling, as in Hungarian, the word is whole.
                if not position.data:
                    starts.append(letters.start() + position)
    if len(starts) == 1 and width(word) > _WIDEST_WHOLE * COLUMN:
        return [(sign, "") for sign in iter_graphemes(word)]
    return [(word[start:end], "-") for start, end in pairwise([*starts, len(word)])]


@cache
def _hyphenator(language: str) -> Pyphen | None:
    """Return what hyphenates a language, if anything does. Reading its rules takes a moment."""
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    if known is None:
        return None
    return pyphen.Pyphen(lang=known)


def _split_unspaced(word: str) -> list[str]:
    """Return the letters of a word, each with its marks and the vowels before and behind it."""
    from wcwidth import iter_graphemes

    parts: list[str] = []
    belongs_together = False
    for sign in iter_graphemes(word):
        is_other = not _IS_UNSPACED.match(sign)
        belongs_together |= is_other or bool(_STAYS_WITH_LETTER_BEFORE.match(sign))
        if parts and belongs_together:
            parts[-1] += sign
        else:
            parts.append(sign)
        belongs_together = is_other or bool(_STAYS_WITH_LETTER_AFTER.match(sign))
    return parts
