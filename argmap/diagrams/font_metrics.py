"""Text for pictures: made harmless, and measured in the widths of Arial and Noto Sans Arabic.

Arimo, the font of our PDFs, has the widths of Arial, and so does this module. A length is in *em*:
the size of the text is 1.

    م  مـ  ـمـ  ـم        an Arabic letter has a form by itself, and others where it is joined

Which way a text runs, an SVG says by the characters that isolate a run of text (Unicode Standard
Annex 9, "Explicit Directional Isolates"). Typst heeds neither `direction` nor `unicode-bidi`, but
these; and in browsers, too, `text-anchor` then means left, middle and right whatever the script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import fsum
from unicodedata import bidirectional, combining, normalize

COLUMN = 0.5  # in em: about the width of an average letter
FIGURE_SPACE = "\u2007"  # as wide as a digit
ASCENT = 0.905  # in em: how far the top of a line of Arial is above its baseline
LINE_HEIGHT = 1.15  # in em: from the top of a line to its bottom
BASELINE = 0.35  # in em: how far the baseline is below the middle of the letters

# A width in thousandths of an em, as fonts have them -> the letters of Arial that are so wide, at
# most one in a hundred wider or narrower if they are Hebrew; Arabic ones are in another font.
_LETTERS_BY_WIDTH = {
    222: "ijl'",
    260: "וין",
    278: " !,./:;I[\\]ft·",
    323: "ז",
    333: "()-`r“”°",
    344: "؛،",
    355: '"',
    387: "*נ־׳",
    423: "גء؟",
    500: "Jcksvxyzץ",
    532: "¶כלךר",
    550: "צד",
    556: "#$0123456789?L_abdeghnopqu–ß§" + FIGURE_SPACE,
    572: "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    584: "+<=>~עק",
    600: "ב״",
    611: "FTZפ",
    628: "אהף",
    655: "חטס",
    667: "&ABEKPSVXY",
    688: "םמת",
    722: "CDHNRUwש",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}

_ADVANCE = {
    letter: thousandths / 1000
    for thousandths, letters in _LETTERS_BY_WIDTH.items()
    for letter in letters
}

# For letters outside the table; the Greek and Cyrillic ones of Arial are rarely wider.
_UNKNOWN = 0.62

# Widths of the forms of Arabic letters in Noto Sans Arabic -> letters, those of Persian, Urdu and
# other languages too: by itself, and joined to what is before it; joined to what is behind it, and
# to both. Where only two are given, none are joined to what is behind.
_ARABIC_BY_WIDTHS = {
    "237 290": "آأإاٱٲٳݳݴ",
    "367 396": "رزڑڒړڔڕږڗژڙۯݛݫݬݱ",
    "405 486": "ةۀۃە",
    "447 472": "ؤوۄۅۆۇۈۉۊۋۏݸݹ",
    "477 532": "دذڈډڊڋڌڍڎڏڐۮݙݚ",
    "942 549": "ےۓ",
    "0 0 0 0": "\u200d",
    "270 270 270 270": "ـ",
    "405 479 269 438": "ہۂ",
    "484 562 525 578": "مݥݦ",
    "507 531 503 521": "عغڠۼݝݞݟ",
    "643 660 589 637": "جحخځڂڃڄڅچڇڿݗݘݮݯݲݼ",
    "672 486 574 507": "ه",
    "672 614 574 507": "ھۿ",
    "685 730 269 343": "نڹںڼݨݩ",
    "685 730 299 373": "ڻڽݧ",
    "695 730 260 300": "لڵڶڷڸݪ",
    "760 736 269 343": "ؠئىې",
    "760 736 299 373": "ؽؾؿيیێۑݵݶݷ",
    "774 808 447 495": "قٯڧڨ",
    "788 831 677 710": "طظڟ",
    "880 950 412 508": "ػؼكکڬڭڮگڰڱڲڳڴݢݣݤݿ",
    "983 1098 447 495": "فڡڢڣڤڥڦݠݡ",
    "993 1093 269 343": "بٮٺٻݕݖ",
    "993 1093 299 373": "تثٹټٽپٿڀݐݑݒݓݔ",
    "1209 1269 784 850": "سشښڛڜۺݜݭݰݽݾ",
    "1306 1352 903 949": "صضڝڞۻ",
}

_JOINING_WIDTHS = {
    letter: [int(width) for width in widths.split()]
    for widths, letters in _ARABIC_BY_WIDTHS.items()
    for letter in letters
}

_IS_ARABIC = re.compile("[\u0600-\u077f]")

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """Return the text on one line, without what no file may hold or what reorders letters."""
    return _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))


def clean_lines(text: str) -> str:
    """Return the text with each of its lines clean."""
    return "\n".join(clean(line) for line in text.splitlines())


@cache
def _known_advance(letter: str) -> float | None:
    """Return how wide a letter is if that is known; an accent makes it no wider."""
    known = _ADVANCE.get(normalize("NFD", letter)[0])
    if known is None and _columns(letter) == 2:
        return 1.0  # wide letters fill a square
    return known


@cache
def _advance(letter: str) -> float:
    known = _known_advance(letter)
    if known is not None:
        return known
    columns = _columns(letter)
    if columns == 1:
        return _UNKNOWN
    # A mark combines with the letter before it; the sign for what cannot be shown may be wide.
    return 0.0 if columns == 0 else 1.0


def _columns(letter: str) -> int:
    from wcwidth import wcwidth

    return wcwidth(letter)


def width(text: str) -> float:
    """Return how wide a line of text is, in em."""
    advances: Iterable[float] = map(_advance, text)
    if not text.isascii() and _IS_ARABIC.search(text):
        advances = _joined_advances(text)
    return fsum(advances)  # the same in every version of Python, unlike `sum`


def _joined_advances(text: str) -> Iterator[float]:
    """Yield how wide the letters of a text with Arabic ones are, in the forms that they have there.

    That is, as they join (The Unicode Standard, section 9.2).
    """
    # Marks join what is before and behind them.
    letters = [letter for letter in text if not combining(letter)]
    is_joined = False
    for letter, after in pairwise([*letters, " "]):
        widths = _JOINING_WIDTHS.get(letter)
        if widths is None:
            yield _advance(letter)
            is_joined = False
            continue
        joins = len(widths) == 4 and after in _JOINING_WIDTHS
        yield widths[2 * joins + is_joined] / 1000
        is_joined = joins


def is_measured(text: str) -> bool:
    """Return whether the widths of all letters of a text are known, and none is guessed."""
    return None not in map(_known_advance, text)


def runs_right_to_left(text: str, *, otherwise: bool = False) -> bool:
    """Return whether a whole text, with all its lines, runs from right to left.

    That is as its first letter says; `otherwise`, the direction of its language, holds for a text
    without a letter, such as a number.
    """
    for character in text:
        kind = bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return otherwise


def mark_direction(line: str, *, rtl: bool) -> str:
    """Return a line for an SVG that has `direction="ltr"`: marked if it runs from right to left."""
    # Isolates what runs from right to left, up to the end of what is isolated.
    return f"\u2067{line}\u2069" if rtl else line


def unmark_direction(line: str) -> str:
    """Return a line without what `mark_direction` marked it with."""
    return line.strip("\u2067\u2069")
