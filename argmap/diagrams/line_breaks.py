"""Where the lines of a text may end, in any script, and how wide a text must be for n lines.

    School should|start at nine.      a space        well-|known, and/|or      a hyphen, a slash
    Verhand-|lungen                   hyphenation    日|本|語。                 between characters

A line may end at a space, after a hyphen or a slash, and between the characters of Chinese and
Japanese, but for the marks that these begin or end no line with. A word that does not fit a line by
itself is broken where its language hyphenates; Thai and the like, which write no spaces, between
letters. Nothing ever parts a letter from its marks, or what belongs to one sign (an emoji of
several, a flag).

A *column* is the width of an average letter. In here widths are whole thousandths of an em, as
fonts have them, so that sums are exact.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, inf
from typing import NamedTuple

from argmap.diagrams.font_metrics import COLUMN, width
from argmap.languages.writing import IDEOGRAPHS, SOUTHEAST_ASIAN

# All white space but that which is there to prevent a break.
_SPACES = re.compile("[^\\S\u00a0\u2007\u202f]+")

# French sets spaces between a word and its punctuation. A lone dash or percent sign stays, too.
_WORD = re.compile(r"(?:[«‹¿¡]+ )*[^ ]+(?: [:;!?»›%–—….,)\]]+(?= |$))*")

# Chinese and Japanese characters and punctuation. Korean, which writes spaces, breaks at these.
_CJK = f"\u2e80-\u2fdf\u3000-\u312f\u31a0-\u33ff\uff00-\uff60{IDEOGRAPHS}"
_IS_CJK = re.compile(f"[{_CJK}]")

SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH_SPACE = "\u200b"
_MAY_BREAK_INSIDE = re.compile(f"[-‐/–—{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}{_CJK}]")

_BEGINS_NO_LINE = frozenset(
    "。｡，、､．：；！？）〕］｝〉》」』】〙〗〟’”»…‥・ー～％‰℃°ゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ,.:;!?)]}%\u00a0\u2007\u202f"
)
_ENDS_NO_LINE = frozenset("（〔［｛〈《「『【〘〖〝‘“«￥＄£$([{\u00a0\u2007\u202f")
_UNBROKEN_PAIRS = frozenset("…‥—―─")

_IS_UNSPACED = re.compile(f"[{SOUTHEAST_ASIAN}]")
_STAYS_WITH_LETTER_BEFORE = re.compile(
    "[\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ec6]"
)
_STAYS_WITH_LETTER_AFTER = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]")

_LETTERS = re.compile(r"[^\W\d_]+")

# What may be hyphenated: neither an address nor a number. Shorter words gain nothing by it.
_IS_PLAIN_WORD = re.compile(r"[^\w/@]*([^\W\d_]+['’])*[^\W\d_]{5,}[^\w/@]*")

# In columns: what is wider and cannot be hyphenated is broken between any two letters.
_WIDEST_WHOLE = 30

# In columns: no one can read lines that are narrower. Words that fit them are never hyphenated.
NARROWEST = 10

_FEWER = 1.05  # by how much numbers of lines grow in a table once they are large
_LOST = 3  # letters of a last line that look lost
_PER_COLUMN = COLUMN * 1000
_HAIR = 0.01  # what columns may be off by, in thousandths of an em


def _thousandths(text: str) -> int:
    return round(width(text) * 1000)


_SPACE = _thousandths(" ")
_HYPHEN = _thousandths("-")


class _Piece(NamedTuple):
    """A part of a text that is on one line.

    The joint parts it from the next piece on the same line, and the hyphen ends the line if it ends
    here, perhaps inside a word: a space, a hyphen or nothing.
    """

    text: str
    width: int
    joint: str
    hyphen: str
    is_inside: bool


_Pieces = Sequence[_Piece]


def _piece(text: str, hyphen: str = "", *, is_inside: bool = False) -> _Piece:
    return _Piece(text, _thousandths(text), "", hyphen, is_inside or bool(hyphen))


class Wrapping(NamedTuple):
    """A text in lines, how wide the widest is in em, and how many of them end inside a word.

    Those end with a hyphen that is not the word's own, or between two letters.
    """

    lines: tuple[str, ...]
    width: float
    broken: int


class BreakableText:
    """A text that is to be broken into lines, in several ways.

    Its line breaks are spaces like others. A text without any word is "…", since a box without text
    would look like a mistake.
    """

    def __init__(self, text: str, language: str = "") -> None:
        """Take a text, and what hyphenates it, as BCP 47 names it; "" is English."""
        self._language = language
        self._pieces = _pieces(text) or _pieces("…")
        # Words are broken where they fit no line, so their widths are where a text changes.
        self._widths = sorted({piece.width for piece in self._pieces})
        self._whole = len(self._widths)
        self._filled = _Filling(self._pieces)

    def _filling(self, line: int) -> _Filling:
        """Return what fills lines of a width: wider words are broken if they can be."""
        whole = bisect_right(self._widths, line)
        # Mostly the next width asked for is like the last; to keep all would take much memory.
        if whole != self._whole:
            self._whole = whole
            pieces = _fitting_pieces(self._pieces, line, self._language)
            self._filled = _Filling(pieces)
        return self._filled

    def wrap(self, columns: float) -> Wrapping:
        """Return the text in the fewest lines of at most this many columns, as even as they can be.

        A line is wider only where a word of up to 30 columns can be broken nowhere. The last line
        has more than three letters if it can without another line.
        """
        line = int(columns * _PER_COLUMN + _HAIR)
        filling = self._filling(line)
        breaks = filling.breaks(max(line, filling.widest))
        limit = filling.narrowest_limit(len(breaks) + 1)
        return filling.wrapping(limit)

    def longest_unbreakable(self, enough: float = NARROWEST) -> float:
        """Return the width, in columns, that a line must have for no word to stick out of it.

        Words no wider than `enough`, which the line has anyway, are not broken.
        """
        return self._filling(int(enough * _PER_COLUMN)).widest / _PER_COLUMN

    def line_count_table(self, widest: float = inf) -> dict[int, float]:
        """Return numbers of lines, and the least width in which the text takes at most that many.

        No line is narrower than `NARROWEST` or wider than asked for, which is wider than any word
        that can be broken nowhere. Of numbers above twenty not every one is listed, but enough that
        none is far from the next.
        """
        least_line = int(NARROWEST * _PER_COLUMN)
        wider_than = widest * _PER_COLUMN
        too_wide = [width for width in self._widths if least_line < width < wider_than]
        table: dict[int, float] = {}
        for at_least in [*reversed(too_wide), least_line]:
            filling = self._filling(at_least)
            least_limit = max(at_least, filling.widest)
            lines = len(filling.breaks(wider_than)) + 1
            limit = inf
            while limit > least_limit:
                limit = max(filling.narrowest_limit(lines), least_limit)
                if limit <= wider_than:
                    table[lines] = limit / _PER_COLUMN
                lines = max(lines + 1, int(lines * _FEWER))
            wider_than = at_least
        # Numbers of lines that need no narrower lines than fewer lines do are of no use.
        useful = {}
        least = inf
        for lines, columns in sorted(table.items()):
            if columns < least:
                useful[lines] = least = columns
        return useful


def wrap(text: str, columns: float, language: str = "") -> list[str]:
    """Return the lines of a text: see `BreakableText.wrap`."""
    return [*BreakableText(text, language).wrap(columns).lines]


# --- filling lines ---


class _Filling:
    """Pieces as they are on one endless line, from which lines are cut off.

    It knows where each piece starts and ends, with its hyphen; the greatest end so far, which it
    reaches; and how wide the widest is.
    """

    def __init__(self, pieces: _Pieces) -> None:
        self.pieces = pieces
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.reaches: list[int] = []
        self.widest = start = reach = 0
        for _, wide, joint, hyphen, _ in pieces:
            end = with_hyphen = start + wide
            if hyphen:
                with_hyphen += _HYPHEN
            self.widest = max(self.widest, with_hyphen - start)
            reach = max(reach, with_hyphen)
            self.starts.append(start)
            self.ends.append(with_hyphen)
            self.reaches.append(reach)
            start = end + _SPACE if joint else end

    def breaks(self, limit: float) -> list[int]:
        """Return which pieces begin a new line where lines are at most so wide."""
        breaks = []
        starts = self.starts
        reaches = self.reaches
        number = len(starts)
        first = bisect_right(reaches, limit, 1)
        while first < number:
            breaks.append(first)
            first = bisect_right(reaches, starts[first] + limit, first + 1)
        return breaks

    def narrowest_limit(self, count: int) -> int:
        """Return the least width of a line at which the pieces take at most this many lines."""
        # At the best all lines are full, and the spaces between them are gone.
        full = ceil((self.ends[-1] - (count - 1) * _SPACE) / count)
        least = max(self.widest, full)
        # Such lines are full, whatever next piece was too wide for each.
        enough = least + self.widest + 2 * _SPACE
        limits = range(least, enough)
        return least + bisect_left(limits, True, key=lambda limit: len(self.breaks(limit)) < count)

    def wrapping(self, limit: int) -> Wrapping:
        """Return the lines that are at most so wide."""
        pieces = self.pieces
        bounds = [0, *self.breaks(limit), len(pieces)]
        if len(bounds) > 2:
            start_before, last_start, _ = bounds[-3:]
            bounds[-2] = self._start_of_last_line(start_before, last_start, limit)
        lines = []
        widest = broken = 0
        for start, end in pairwise(bounds):
            line = ""
            *before, last = pieces[start:end]
            for piece in before:
                line += piece.text + piece.joint
            lines.append(line + last.text + last.hyphen)
            widest = max(widest, self.ends[end - 1] - self.starts[start])
            broken += last.is_inside
        return Wrapping(tuple(lines), widest / 1000, broken)

    def _start_of_last_line(self, start_before: int, start: int, limit: float) -> int:
        """Return where the last line may begin rather than there: it shall not look lost.

        Scripts that write no spaces have nothing to lose.
        """
        pieces = self.pieces
        text = "".join(piece.text for piece in pieces[start:])
        if sum(map(str.isalnum, text)) > _LOST:
            return start
        if _IS_CJK.search(text) or _IS_UNSPACED.search(text):
            return start
        best = start
        for earlier in range(start - 1, start_before, -1):
            if self.ends[-1] - self.starts[earlier] > limit:
                break
            if not pieces[earlier - 1].is_inside:
                return earlier
            if best == start and pieces[start - 1].is_inside:
                best = earlier  # the word is broken anyway
        return best


# --- where a line may end ---


def _pieces(text: str) -> list[_Piece]:
    """Return the parts of a text that are broken only where a line would not hold one."""
    pieces: list[_Piece] = []
    for word in _WORD.findall(_SPACES.sub(" ", text)):
        if _MAY_BREAK_INSIDE.search(word):
            pieces += _pieces_of_word(word)
        else:
            pieces.append(_piece(word))
        pieces[-1] = pieces[-1]._replace(joint=" ")
    return pieces


def _pieces_of_word(word: str) -> Iterator[_Piece]:
    """Yield the parts of a word between which a line may end."""
    from wcwidth import iter_graphemes

    part = before = ""
    for sign in iter_graphemes(word):
        if sign in (SOFT_HYPHEN, ZERO_WIDTH_SPACE):
            if part:
                yield _piece(part, "-" if sign == SOFT_HYPHEN else "")
            part = before = ""
            continue
        if part and _may_part(part, before, sign):
            yield _piece(part)
            part = ""
        part += sign
        before = sign
    # A word of nothing but soft hyphens shows nothing, and is a word all the same.
    yield _piece(part)


def _may_part(line: str, before: str, after: str) -> bool:
    """Return whether a line may end with the sign `before` where `after` begins the next."""
    follower = after[0]
    if _IS_CJK.match(before) or _IS_CJK.match(after):
        if before == after and before in _UNBROKEN_PAIRS:
            return False
        return follower not in _BEGINS_NO_LINE and before[0] not in _ENDS_NO_LINE
    if not follower.isalpha():
        return False
    if before in "-‐–—":
        # `-5` is a number, `well-known` two words.
        return line[-2:-1].isalnum()
    if before == "/":
        # Between words, and not in `km/h`, `m/s` or `w/o`, which have fewer letters before it.
        return len(line) > 3 and line[-4:-1].isalpha()
    return False


# --- where a word may be broken ---


def _fitting_pieces(pieces: _Pieces, line: float, language: str) -> list[_Piece]:
    """Return pieces of which those that fit no line are broken if they can be."""
    fitting = []
    for piece in pieces:
        if piece.width <= line:
            fitting.append(piece)
        else:
            *parts, last = _break_word(piece.text, language)
            fitting += parts
            fitting.append(piece._replace(text=last.text, width=last.width))
    return fitting


def _break_word(word: str, language: str) -> list[_Piece]:
    """Return the parts of a word that is too wide."""
    from wcwidth import iter_graphemes

    if _IS_UNSPACED.search(word):
        return [*map(_piece, _split_unspaced(word))]
    hyphenator = None
    is_very_wide = width(word) > _WIDEST_WHOLE * COLUMN
    # In most languages what is capitalized is a name, or begins a sentence.
    is_name = word != word.lower() and not language.startswith("de")
    if _IS_PLAIN_WORD.fullmatch(word) and (is_very_wide or not is_name):
        # Many maps need none, and to load it takes a moment.
        from argmap.diagrams.hyphenation import hyphenator_of

        hyphenator = hyphenator_of(language or "en")
    starts = [0]
    if hyphenator is not None:
        for letters in _LETTERS.finditer(word):
            for position in hyphenator.positions(letters[0]):
                # Where hyphenation would change the spelling, as in Hungarian, the word is whole.
                if not position.data:
                    starts.append(letters.start() + position)
    if len(starts) == 1 and is_very_wide:
        return [_piece(sign, is_inside=True) for sign in iter_graphemes(word)]
    return [_piece(word[start:end], "-") for start, end in pairwise([*starts, len(word)])]


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
